"""Writes down what the window needs for one view: everything projected, seen or hidden."""

from __future__ import annotations

from typing import Any

import numpy as np

from assets.pipeline.cameras import Camera
from assets.pipeline.curves import Curve
from assets.pipeline.points import Placed, Placement
from assets.pipeline.points_limb import Limb
from assets.pipeline.points_surface import Flags, Floats
from assets.pipeline.render_fade import INNER_VIEW, crotch_fade, foot_fade, waist_fade
from assets.pipeline.territories import Territories
from assets.pipeline.visibility import Sight, runs, thin

CURVE_SLACK_MM = 0.05
OUTLINE_SLACK_MM = 0.12
FAINTEST = 0.2
POINT_FACING = -0.35
CURVE_FACING = -0.15
_MARGIN_MM = 4.0
_HALF_WAY = 0.1


def view_json(
    camera: Camera, limb: Limb, placed: Placed, curves: list[Curve], territories: Territories
) -> dict[str, Any]:
    """Project points, rival places, sites, curves and territories into a view."""
    sight = Sight(camera, limb.skin)
    rim = limb.skin.vertices[limb.skin.rim]
    return {
        "id": camera.id,
        "points": _spots(sight, rim, placed.points),
        "variants": {
            name: {**entry, "code": name.partition("~")[0]}
            for name, entry in _spots(sight, rim, placed.variants).items()
        },
        "sites": _spots(sight, rim, placed.sites),
        "curves": {curve.id: pieces for curve in curves if (pieces := _curve(sight, rim, curve))},
        "territories": _outlines(sight, rim, limb, territories),
        "landmarks": _landmarks(sight, rim, limb),
    }


def _uv(corner: Floats) -> list[float]:
    return [round(float(corner[0]), 2) + 0.0, round(float(corner[1]), 2) + 0.0]


def opacity_of(camera: Camera, positions: Floats, rim: Floats) -> Floats:
    """Opacity (n,) of the body along the limb; 0 where the plate has dissolved."""
    if camera.is_foot:
        return foot_fade(camera, positions)
    if camera.id == INNER_VIEW:
        return crotch_fade(positions, rim)
    return waist_fade(positions, rim)


def _inside(camera: Camera, positions: Floats, rim: Floats, margin: float = 0.0) -> Flags:
    """Whether positions (n, 3) fall on the plate, where the body has not dissolved."""
    uv = camera.project(positions)[:, :2]
    low = np.array(camera.origin) - margin
    high = np.array(camera.origin) + np.array(camera.size_mm) + margin
    on_plate = ((uv >= low) & (uv <= high)).all(axis=1)
    return np.asarray(on_plate & (opacity_of(camera, positions, rim) > FAINTEST))


def _outlines(
    sight: Sight, rim: Floats, limb: Limb, territories: Territories
) -> dict[str, list[list[list[float]]]]:
    """Outline the territories, cut off straight where the plate is half dissolved."""
    opacity = opacity_of(sight.camera, limb.skin.centroids, rim)
    horizon = _horizon(sight.camera, limb.skin.centroids, opacity)
    found = {}
    for name, rings in territories.outlines(sight, opacity > (0.0 if horizon else 0.5)).items():
        kept = [_cut_off(ring, *horizon) if horizon else ring for ring in rings]
        drawn = [ring[thin(ring, OUTLINE_SLACK_MM)] for ring in kept if len(ring) > 3]
        if drawn:
            found[name] = [[_uv(corner) for corner in ring] for ring in drawn]
    return found


def _horizon(camera: Camera, centres: Floats, opacity: Floats) -> tuple[float, bool] | None:
    """Level v where the plate is half dissolved, and whether the body lies below it.

    None for a camera that looks along the limb, where no straight edge would do.
    """
    half = np.abs(opacity - 0.5) < _HALF_WAY
    if camera.up[1] == 0.0 or not half.any():
        return None
    v = camera.project(centres)[:, 1]
    edge = float(v[half].mean())
    return edge, bool(v[opacity > 1.0 - _HALF_WAY].mean() > edge)


def _cut_off(ring: Floats, edge: float, below: bool) -> Floats:
    """Keep the part of a closed ring (n, 2) with v beyond `edge` (before it, if not `below`)."""
    lead = ring[:, 1] - edge if below else edge - ring[:, 1]
    kept = []
    for a, b, at, onward in zip(ring, np.roll(ring, -1, 0), lead, np.roll(lead, -1), strict=True):
        if at >= 0:
            kept.append(a)
        if (at >= 0) != (onward >= 0):
            kept.append(a + (b - a) * at / (at - onward))
    return np.array([*kept, kept[0]]) if kept else np.empty((0, 2))


def _spots(sight: Sight, rim: Floats, placements: Any) -> dict[str, Any]:
    if not placements:
        return {}
    names: list[str] = list(placements)
    listed: list[Placement] = [placements[name] for name in names]
    positions = np.array([placement.spot.position for placement in listed])
    normals = np.array([placement.normal for placement in listed])
    seen = sight.sees(positions, normals, POINT_FACING)
    uv = sight.camera.project(positions)
    inside = _inside(sight.camera, positions, rim)
    return {
        name: {"uv": _uv(uv[i]), "visible": bool(seen[i])}
        for i, name in enumerate(names)
        if inside[i]
    }


def _curve(sight: Sight, rim: Floats, curve: Curve) -> list[dict[str, Any]]:
    seen = sight.sees(curve.above, curve.normals, CURVE_FACING)
    uv = sight.camera.project(curve.polyline)[:, :2]
    on_plate = _inside(sight.camera, curve.above, rim, _MARGIN_MM)
    pieces = []
    for start, end, inside in runs(on_plate, 1):
        if not inside:
            continue
        for first, last, visible in runs(seen[start : end + 1]):
            part = uv[start + first : start + last + 1]
            if len(part) > 1:
                kept = part[thin(part, CURVE_SLACK_MM)]
                pieces.append({"visible": visible, "uv": [_uv(corner) for corner in kept]})
    return pieces


def _landmarks(sight: Sight, rim: Floats, limb: Limb) -> dict[str, Any]:
    names = list(limb.landmarks)
    positions = np.array([limb.landmarks[name] for name in names])
    uv = sight.camera.project(positions)
    inside = _inside(sight.camera, positions, rim)
    return {name: _uv(uv[i]) for i, name in enumerate(names) if inside[i]}
