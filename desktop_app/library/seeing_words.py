"""Numbers as figures write them."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.appraisal import Effect, Measure


def digits_for(effects: Sequence[Effect]) -> int:
    """Return how many decimals effects on one axis are written with."""
    if effects[0].measure is not Measure.MD:
        return 2
    most = max(abs(each.value) for each in effects)
    return 0 if most >= 100 else 1 if most >= 10 else 2


def number(value: float, digits: int = 2) -> str:
    """Return a number as a plot writes it, with a true minus sign."""
    words = f"{value:.{digits}f}"
    return words.replace("-", "−") if float(words) else words.removeprefix("-")


def percent(share: float) -> str:
    """Return a share, 0 to 1, in per cent."""
    return f"{share * 100:.0f}\u00a0%"


def lowered(words: str) -> str:
    """Return words to go on in a sentence; an abbreviation keeps its capitals."""
    return words[0].lower() + words[1:] if words[1:2].islower() else words
