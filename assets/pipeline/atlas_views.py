"""Writes down what the window needs for one view: everything projected, seen or hidden."""

from __future__ import annotations

from typing import Any

import numpy as np

from assets.pipeline.curves import Curve
from assets.pipeline.points import Placed, Placement
from assets.pipeline.points_limb import Limb
from assets.pipeline.points_surface import Floats
from assets.pipeline.territories import Territories
from assets.pipeline.visibility import Sight, View, runs, thin

CURVE_SLACK_MM = 0.05
OUTLINE_SLACK_MM = 0.12
_MARGIN_MM = 25.0


def view_json(
    view: View, limb: Limb, placed: Placed, curves: list[Curve], territories: Territories
) -> dict[str, Any]:
    """Project points, rival places, sites, curves and territories into a view."""
    sight = Sight(view, limb.skin)
    return {
        "id": view.id,
        "points": _spots(sight, placed.points),
        "variants": {
            name: {**entry, "code": name.partition("~")[0]}
            for name, entry in _spots(sight, placed.variants).items()
        },
        "sites": _spots(sight, placed.sites),
        "curves": {
            curve.id: pieces for curve in curves if (pieces := _curve(sight, curve))
        },
        "territories": {
            name: [[_uv(corner) for corner in ring[thin(ring, OUTLINE_SLACK_MM)]] for ring in rings]
            for name, rings in territories.outlines(sight).items()
            if rings
        },
        "landmarks": _landmarks(sight, limb),
    }


def _uv(corner: Floats) -> list[float]:
    return [round(float(corner[0]), 2) + 0.0, round(float(corner[1]), 2) + 0.0]


def _inside(view: View, uv: Floats, margin: float = 0.0) -> np.ndarray[Any, np.dtype[np.bool_]]:
    low = np.array(view.origin) - margin
    high = np.array(view.origin) + np.array(view.size_mm) + margin
    return np.asarray(((uv[:, :2] >= low) & (uv[:, :2] <= high)).all(axis=1))


def _spots(sight: Sight, placements: Any) -> dict[str, Any]:
    if not placements:
        return {}
    names: list[str] = list(placements)
    listed: list[Placement] = [placements[name] for name in names]
    positions = np.array([placement.spot.position for placement in listed])
    seen = sight.sees(positions, np.array([placement.normal for placement in listed]))
    uv = sight.view.project(positions)
    inside = _inside(sight.view, uv)
    return {
        name: {"uv": _uv(uv[i]), "visible": bool(seen[i] and inside[i])}
        for i, name in enumerate(names)
        if inside[i]
    }


def _curve(sight: Sight, curve: Curve) -> list[dict[str, Any]]:
    seen = sight.sees(curve.above, curve.normals)
    uv = sight.view.project(curve.polyline)[:, :2]
    near = _inside(sight.view, uv, _MARGIN_MM)
    pieces = []
    for first, last, visible in runs(seen):
        part = uv[first : last + 1]
        if len(part) > 1 and near[first : last + 1].any():
            kept = part[thin(part, CURVE_SLACK_MM)]
            pieces.append({"visible": visible, "uv": [_uv(corner) for corner in kept]})
    return pieces


def _landmarks(sight: Sight, limb: Limb) -> dict[str, Any]:
    names = list(limb.landmarks)
    uv = sight.view.project(np.array([limb.landmarks[name] for name in names]))
    inside = _inside(sight.view, uv)
    return {name: _uv(uv[i]) for i, name in enumerate(names) if inside[i]}
