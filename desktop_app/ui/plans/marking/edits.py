"""What is done to the area: each act gives the next area and the words that stand after “Undo”."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from desktop_app.atlas.marking import erased, painted
from desktop_app.domain.area import Area, Feeling, Patch, Side
from desktop_app.domain.plans import Limbs
from desktop_app.ui.plans.marking.pen import Pen, Stroke
from desktop_app.ui.plans.marking.words import FEELING_WORDS, SIDE_WORDS


class Edit(NamedTuple):
    """The next area and what was done."""

    area: Area
    words: str


def mark(area: Area, limbs: Limbs, pen: Pen, mask: bytes, what: str = "") -> Edit:
    """Mark faces with a pen on one limb or, mirrored, on both; ``what`` names a ready-made area."""
    for side in limbs.sides:
        patch = area.patch(side, pen.feeling)
        area = area.with_patch(painted(patch, side, pen.feeling, mask, pen.strength))
    feeling = FEELING_WORDS[pen.feeling].lower()
    return Edit(area, f"Mark {feeling}: {what}" if what else f"Mark {feeling} area")


def unmark(
    area: Area, limbs: Limbs, mask: bytes, feeling: Feeling | None = None, what: str = ""
) -> Edit:
    """Clear faces of one feeling, or of all."""
    for patch in area.patches:
        if patch.side in limbs.sides and feeling in (None, patch.feeling):
            area = area.with_patch(erased(patch, mask))
    return Edit(area, f"Clear {what}" if what else "Clear part of the area")


def mark_tested(area: Area, pen: Pen, masks: Mapping[Side, bytes], test: str) -> Edit:
    """Mark the skin that the abnormal places of a test stand for."""
    for side, mask in masks.items():
        area = mark(area, Limbs(side.value), pen, mask).area
    return Edit(area, f"Mark {FEELING_WORDS[pen.feeling].lower()}: {test}")


def draw(area: Area, limbs: Limbs, pen: Pen, stroke: Stroke) -> Edit:
    """Do what a stroke asks for."""
    if not stroke.erases:
        return mark(area, limbs, pen, stroke.mask)
    return unmark(area, limbs, stroke.mask, pen.feeling if stroke.only_one else None)


def remove(area: Area, patch: Patch) -> Edit:
    """Take a patch away."""
    gone = replace(patch, strengths=bytes(len(patch.strengths)))
    words = f"{FEELING_WORDS[patch.feeling].lower()}, {SIDE_WORDS[patch.side]}"
    return Edit(area.with_patch(gone), f"Take away {words}")


def copy_side(area: Area, source: Side) -> Edit:
    """Mark the other limb as this one; what the other had is replaced."""
    target = Side.LEFT if source is Side.RIGHT else Side.RIGHT
    kept = tuple(patch for patch in area.patches if patch.side is source)
    copied = Area(kept, area.skin)
    for patch in kept:
        copied = copied.with_patch(replace(patch, side=target))
    return Edit(copied, f"Copy the area to the {target.value} limb")


def empty(area: Area) -> Edit:
    """Take everything away."""
    return Edit(Area(skin=area.skin), "Clear the area")
