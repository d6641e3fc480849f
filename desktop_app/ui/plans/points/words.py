"""How distances, depths and shares are said."""

from __future__ import annotations

from math import isinf

from desktop_app.domain.findings import Candidate
from desktop_app.domain.points import Point


def distance_words(candidate: Candidate) -> str:
    """Return how far a candidate is from the area; empty if that is not known."""
    if candidate.distance_mm <= 0:
        return "in the area"
    millimetres = candidate.distance_mm
    if isinf(millimetres):
        return ""
    if millimetres < 1:
        return "under 1 mm away"
    return f"{millimetres:.0f} mm away" if millimetres < 100 else f"{millimetres / 10:.0f} cm away"


def depth_range(point: Point, mm_per_cun: float | None) -> str:
    """Return the usual depth of a point: ``0.5–1 cun, 11–22 mm on this body``."""
    depth = point.needling.depth_cun
    if depth is None:
        return "not needled"
    cun = _span(f"{depth[0]:g}", f"{depth[1]:g}")
    if not mm_per_cun:
        return f"{cun} cun"
    least, most = (f"{each * mm_per_cun:.0f}" for each in depth)
    return f"{cun} cun, {_span(least, most)} mm on this body"


def percent(share: float) -> str:
    """Return a share of 0 to 1 as a percentage; a trace is not nothing."""
    if 0 < share < 0.005:
        return "< 1 %"
    return f"{share * 100:.0f} %"


def surface(mm2: float) -> str:
    """Return an area of skin in square centimetres."""
    return f"{mm2 / 100:.0f} cm²" if mm2 >= 1000 else f"{mm2 / 100:.1f} cm²"


def _span(least: str, most: str) -> str:
    return least if least == most else f"{least}–{most}"
