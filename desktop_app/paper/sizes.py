"""Sizes of paper."""

from __future__ import annotations

from enum import StrEnum


class PageSize(StrEnum):
    """The paper."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def points(self) -> tuple[float, float]:
        """Return width and height in points of 1/72 inch."""
        return (595.276, 841.89) if self is PageSize.A4 else (612.0, 792.0)
