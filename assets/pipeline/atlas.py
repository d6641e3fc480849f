"""Builds ``assets/atlas`` from the body and the rules: points, curves, territories, views.

``python -m assets.pipeline.atlas`` rebuilds; ``--check`` says what is out of date and exits 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assets.pipeline.atlas_compare import changed
from assets.pipeline.atlas_views import view_json
from assets.pipeline.cameras import Camera, read_cameras
from assets.pipeline.curves import Curve, Drawing
from assets.pipeline.points import Placed, Placement, Unplaceable, place_all
from assets.pipeline.points_limb import ATLAS, Limb
from assets.pipeline.points_places import Places
from assets.pipeline.points_surface import Floats
from assets.pipeline.rules import Rules, read_rules
from assets.pipeline.skin_file import skin_file
from assets.pipeline.territories import label_skin
from desktop_app.domain.errors import BadContent

VERSION = 1
AXES = (
    "y up, z forward, right limb at x < 0, median plane x = 0; "
    "y = 0 and z = 0 at the right ankle joint centre"
)


def build(atlas: Path = ATLAS) -> dict[str, Any]:
    """Compute every file of the atlas that follows from body, landmarks, cameras and rules.

    Returns
    -------
    mapping of file name under `atlas` to its JSON value, or to its bytes

    Raises
    ------
    BadContent, Unplaceable
        If a rule is malformed or cannot be carried out; names file, line and reason.
    """
    limb, rules = Limb.read(atlas), read_rules()
    cameras = read_cameras(atlas / "cameras.json")
    places = Places(limb, rules.named())
    placed = place_all(limb, rules, places)
    drawing = Drawing(limb, places, set(placed.points))
    curves = [drawing.draw(line) for line in rules.lines]
    territories = label_skin(limb, places, drawing, rules, curves)
    files: dict[str, Any] = {
        "atlas.json": _atlas(limb, rules, placed, curves, cameras),
        "skin.bin": skin_file(limb, territories, rules, cameras),
    }
    for camera in cameras:
        files[f"views/{camera.id}.json"] = view_json(camera, limb, placed, curves, territories)
    return files


def _xyz(position: Floats) -> list[float]:
    return [round(float(c), 2) + 0.0 for c in position]


def _placement(placement: Placement) -> dict[str, Any]:
    return {
        "position": _xyz(placement.spot.position),
        "normal": [round(float(c), 4) + 0.0 for c in placement.normal],
        "face": placement.spot.face,
        "barycentric": [round(float(c), 5) for c in placement.spot.bary],
        "measures": [
            {
                "rule": measure.rule,
                "expected_cun": round(measure.expected_cun, 3) + 0.0,
                "measured_cun": round(measure.measured_cun, 3) + 0.0,
            }
            for measure in placement.measures
        ],
    }


def _atlas(
    limb: Limb,
    rules: Rules,
    placed: Placed,
    curves: list[Curve],
    cameras: Sequence[Camera],
) -> dict[str, Any]:
    return {
        "version": VERSION,
        "units": "mm",
        "axes": AXES,
        "landmarks": {name: _xyz(at) for name, at in sorted(limb.landmarks.items())},
        "scales": {
            scale.id: {"cun": scale.cun, "mm_per_cun": round(scale.mm_per_cun, 3)}
            for scale in limb.scales.values()
        },
        "points": {
            code: {
                **_placement(placement),
                **({"note": rules.points[code].note} if rules.points[code].note else {}),
            }
            for code, placement in placed.points.items()
        },
        "variants": {
            name: {"code": name.partition("~")[0], **_placement(placement)}
            for name, placement in placed.variants.items()
        },
        "not_placed": dict(placed.not_placed),
        "groups": {code: list(sites) for code, sites in rules.groups.items()},
        "curves": {
            curve.id: {
                "kind": curve.kind,
                "points": list(curve.points),
                "polyline": [_xyz(at) for at in curve.polyline],
            }
            for curve in curves
        },
        "sites": {
            name: {"kind": rules.sites[name][0], **_placement(placement)}
            for name, placement in placed.sites.items()
        },
        "skin": "skin.bin",
        "views": [camera.to_json() for camera in cameras],
    }


def dump(value: Any) -> str:
    """Write JSON with one entry of a top-level mapping per line, so that changes can be read."""
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    lines = []
    for key, part in value.items():
        if isinstance(part, dict) and part and isinstance(next(iter(part.values())), dict | list):
            inner = ",\n".join(f"  {_compact(k)}:{_compact(v)}" for k, v in part.items())
            lines.append(f"{_compact(key)}:{{\n{inner}\n}}")
        else:
            lines.append(f"{_compact(key)}:{_compact(part)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main(arguments: list[str] | None = None) -> int:
    """Rebuild the atlas, or with ``--check`` compare it with what its sources give."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="say what is out of date, exit 1")
    check = parser.parse_args(arguments).check
    try:
        files = build()
    except (BadContent, Unplaceable, LookupError) as error:
        print(error, file=sys.stderr)
        return 1
    stale = []
    for name, value in files.items():
        path = ATLAS / name
        new = value if isinstance(value, bytes) else dump(value).encode()
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(new)
        elif not path.is_file():
            stale.append(f"{name} is missing")
        else:
            stale += [f"{name}{line}" for line in changed(path.read_bytes(), new)]
    for line in stale[:50]:
        print(f"out of date: {line}", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
