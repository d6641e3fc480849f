"""The scale bar: a round length that fits, in cun and in mm."""

from __future__ import annotations

from typing import NamedTuple

ROUND_MM = (1, 2, 5, 10, 20, 50, 100, 200)
ROUND_CUN = (0.1, 0.2, 0.5, 1, 2, 3, 5)
LONGEST_BAR = 120.0
"""Pixels that a bar takes at most, unless told otherwise."""


class Bar(NamedTuple):
    """A bar ``pixels`` long that stands for ``text``."""

    pixels: float
    text: str


def bars(scale: float, mm_per_cun: float | None, longest: float = LONGEST_BAR) -> tuple[Bar, ...]:
    """Return the cun bar (when the body has a cun here) and the mm bar.

    Parameters
    ----------
    scale
        Pixels per mm.
    mm_per_cun
        Length of one proportional cun on this part of the body, or None.
    longest
        Pixels that a bar may take.
    """
    found = []
    if mm_per_cun:
        cun = _longest(ROUND_CUN, scale * mm_per_cun, longest)
        found.append(Bar(cun * mm_per_cun * scale, f"{cun:g} cun"))
    mm = _longest(ROUND_MM, scale, longest)
    found.append(Bar(mm * scale, f"{mm:g} mm" if mm < 100 else f"{mm / 10:g} cm"))
    return tuple(found)


def _longest(lengths: tuple[float, ...], unit: float, longest: float) -> float:
    fitting = [length for length in lengths if length * unit <= longest]
    return fitting[-1] if fitting else lengths[0]
