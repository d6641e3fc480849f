"""The marked area: which faces of the skin feel wrong, how and how strongly, on which limb."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

STRONGEST = 10
"""The strongest a feeling is rated, on a scale from 0 (not at all)."""

USUAL = 5
"""The strength a stroke has unless another is chosen."""


class Side(StrEnum):
    """A limb. The body is modelled once, as the right one; the left is its mirror image."""

    RIGHT = "right"
    LEFT = "left"


class Feeling(StrEnum):
    """What an area feels like."""

    NUMB = "numb"
    TINGLING = "tingling"
    PAINFUL = "painful"
    COLD = "cold"


@dataclass(frozen=True, slots=True)
class Patch:
    """One feeling on one limb.

    Parameters
    ----------
    strengths
        One byte for each face of the skin mesh of the right limb, 0 (not marked) to 10.
    """

    side: Side
    feeling: Feeling
    strengths: bytes

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is marked."""
        return not any(self.strengths)


@dataclass(frozen=True, slots=True)
class Area:
    """All that is marked: at most one patch for each limb and feeling, none of them empty.

    Parameters
    ----------
    skin
        Names the skin mesh that the faces belong to; an area of another mesh says nothing.
    """

    patches: tuple[Patch, ...] = ()
    skin: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is marked."""
        return not self.patches

    def patch(self, side: Side, feeling: Feeling) -> Patch | None:
        """Return the patch of a limb and feeling, or None."""
        return next((p for p in self.patches if p.side is side and p.feeling is feeling), None)

    def marked(self, side: Side, feelings: frozenset[Feeling] | None = None) -> bytes:
        """Return one byte for each face: 1 where any of these feelings (by default all) is marked.

        Empty if nothing is marked on this limb.
        """
        kept = [
            int.from_bytes(_ones(patch.strengths), "little")
            for patch in self.patches
            if patch.side is side and (feelings is None or patch.feeling in feelings)
        ]
        if not kept:
            return b""
        together = 0
        for mask in kept:
            together |= mask
        length = max(len(p.strengths) for p in self.patches if p.side is side)
        return together.to_bytes(length, "little")

    def with_patch(self, patch: Patch) -> Area:
        """Return the area with this patch in place of the one of its limb and feeling."""
        others = tuple(
            p for p in self.patches if (p.side, p.feeling) != (patch.side, patch.feeling)
        )
        added = () if patch.is_empty else (patch,)
        order = [(side, feeling) for side in Side for feeling in Feeling]
        patches = sorted(others + added, key=lambda p: order.index((p.side, p.feeling)))
        return Area(tuple(patches), self.skin)


_ONES = bytes(1 if value else 0 for value in range(256))


def _ones(strengths: bytes) -> bytes:
    return strengths.translate(_ONES)
