"""Compares an atlas file with what its sources give now, to within rounding."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from desktop_app.atlas.skin import AREA_UNIT, MAGIC, unpacked

SLACK = 0.05
FLIPPED_SHARE = 0.002


def changed(old: bytes, new: bytes) -> list[str]:
    """Name what differs between two versions of a file, beyond rounding."""
    if new.startswith(MAGIC):
        return differences(_opened(old), _opened(new))
    return differences(gist(json.loads(old)), gist(json.loads(new)))


def _opened(raw: bytes) -> dict[str, Any]:
    """Return the header of a skin file and its parts as numbers; masks and labels as faces."""
    head, parts = unpacked(raw)
    del head["parts"]
    numbers = {name: np.frombuffer(part, dtype="u1") for name, part in parts.items()}
    low, high = numbers.pop("areas").reshape(2, -1)
    areas = (low + 256.0 * high) * AREA_UNIT
    steps = numbers.pop("neighbours").tolist()
    masks = {name: {"faces": mask.tolist()} for name, mask in numbers.items()}
    return {**head, "areas": areas.tolist(), "neighbours": steps, **masks}


def gist(value: dict[str, Any]) -> dict[str, Any]:
    """Keep of an atlas file what must not change.

    Where a line drawn in a view is thinned or cut may hang on the last digit of a sum, so views
    keep the extent of each line and outline; the lines themselves stand in ``atlas.json``.
    """
    kept = dict(value)
    if "id" in value:
        for key in ("curves", "territories"):
            kept[key] = {name: _extent(lines) for name, lines in value[key].items()}
    return kept


def _extent(lines: list[Any]) -> list[int]:
    """Bounds (least u, v, greatest u, v) of all pieces together, in whole mm."""
    pieces = [piece["uv"] if isinstance(piece, dict) else piece for piece in lines]
    corners = np.array([corner for piece in pieces for corner in piece])
    return [*np.round(corners.min(axis=0)).tolist(), *np.round(corners.max(axis=0)).tolist()]


def differences(old: Any, new: Any, where: str = "") -> list[str]:
    """Name the places where two JSON values differ beyond rounding."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        found = [f"{where}/{key} is missing" for key in new if key not in old]
        found += [f"{where}/{key} is no longer built" for key in old if key not in new]
        for key in new:
            if key in old:
                found += differences(old[key], new[key], f"{where}/{key}")
        return found
    if isinstance(old, list) and isinstance(new, list):
        return _list_differences(old, new, where)
    if isinstance(old, int | float) and isinstance(new, int | float):
        return [] if abs(old - new) <= SLACK else [f"{where}: {old} should be {new}"]
    return [] if old == new else [f"{where}: {str(old)[:40]!r} should be {str(new)[:40]!r}"]


def _list_differences(old: list[Any], new: list[Any], where: str) -> list[str]:
    if len(old) != len(new):
        return [f"{where} has {len(old)} entries, should have {len(new)}"]
    try:
        gap = np.abs(np.asarray(old, dtype=float) - np.asarray(new, dtype=float))
    except (TypeError, ValueError):
        return [
            line
            for i, (a, b) in enumerate(zip(old, new, strict=True))
            for line in differences(a, b, f"{where}/{i}")
        ]
    if where.endswith("/faces"):
        share = float((gap > 0).mean())
        return [] if share <= FLIPPED_SHARE else [f"{where}: {share:.1%} of the faces differ"]
    slack = 1.0 if "/curves/" in where and len(old) == 4 and gap.ndim == 1 else SLACK
    slack = 1.0 if "/territories/" in where else slack
    worst = float(gap.max()) if gap.size else 0.0
    return [] if worst <= slack else [f"{where} differs by up to {worst:.2f}"]
