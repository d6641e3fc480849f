"""What is marked, in words: the same on the page, for a screen reader and in undo."""

from __future__ import annotations

from desktop_app.atlas.skin import Skin
from desktop_app.domain.area import Feeling, Patch, Side
from desktop_app.domain.plans import Limbs

FEELING_WORDS = {
    Feeling.NUMB: "Numb",
    Feeling.TINGLING: "Tingling",
    Feeling.PAINFUL: "Painful",
    Feeling.COLD: "Cold",
}
SIDE_WORDS = {Side.RIGHT: "right limb", Side.LEFT: "left limb"}
WHERE = {Limbs.RIGHT: "on the right", Limbs.LEFT: "on the left", Limbs.BOTH: "on both limbs"}

MM2_PER_CM2 = 100


def surface_words(mm2: float) -> str:
    """Return a surface in square centimetres, as finely as it can be meant."""
    cm2 = mm2 / MM2_PER_CM2
    if cm2 < 0.1:
        return "under 0.1 cm²"
    return f"{cm2:.1f} cm²" if cm2 < 10 else f"{cm2:.0f} cm²"


def strength_words(patch: Patch) -> str:
    """Return how strong a patch is: one strength, or from the weakest to the strongest."""
    there = sorted(set(patch.strengths.translate(None, b"\0")))
    if not there:
        return ""
    if len(there) == 1:
        return f"strength {there[0]} of 10"
    return f"strength {there[0]} to {there[-1]} of 10"


def size_words(skin: Skin, patch: Patch) -> str:
    """Return how large and how strong a patch is."""
    return f"{surface_words(skin.surface(patch.strengths))}, {strength_words(patch)}"
