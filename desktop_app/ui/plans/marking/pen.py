"""What the brush puts on the skin, and the masks that strokes and outlines leave."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.area import USUAL, Feeling

SIZES = (2, 3, 4, 6, 8, 10, 12, 15, 20, 25, 30, 40)
"""Radii of the brush, mm, that [ and ] step through."""

USUAL_SIZE = 10


class ToolKind(StrEnum):
    """What is in the hand."""

    BRUSH = "brush"
    ERASER = "eraser"
    OUTLINE = "outline"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Pen:
    """What a stroke leaves: a feeling with a strength, as wide as twice the radius (mm)."""

    feeling: Feeling = Feeling.NUMB
    strength: int = USUAL
    radius: int = USUAL_SIZE


@dataclass(frozen=True, slots=True)
class Stroke:
    """What was drawn: the faces covered, and whether they are marked or cleared.

    ``only_one`` clears the feeling of the pen alone; otherwise every feeling goes.
    """

    mask: bytes
    erases: bool = False
    only_one: bool = False


def next_size(radius: int, by: int) -> int:
    """Return the next larger (1) or smaller (-1) radius."""
    if by > 0:
        return next((size for size in SIZES if size > radius), SIZES[-1])
    return next((size for size in reversed(SIZES) if size < radius), SIZES[0])
