"""The atlas as the command line prints it: the right limb, or the left as its mirror image."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import UnreadableFile

Plain = dict[str, Any]


def read_atlas(assets: Path, side: str) -> Plain:
    """Return the atlas of one limb.

    Parameters
    ----------
    assets
        Folder that holds ``atlas/atlas.json``.
    side
        ``right``, as stored, or ``left``: x is negated throughout.

    Raises
    ------
    UnreadableFile
        If the atlas is missing or damaged.
    """
    path = assets / "atlas" / "atlas.json"
    try:
        atlas: Plain = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableFile(
            f"The atlas {path} cannot be read ({error}).", "Install Yongquan again."
        ) from error
    return {**(atlas if side == "right" else mirrored(atlas)), "side": side}


def mirrored(atlas: Plain) -> Plain:
    """Return the atlas of the left limb."""
    left = dict(atlas)
    left["landmarks"] = {name: _flip(place) for name, place in atlas["landmarks"].items()}
    for name in ("points", "variants", "sites"):
        left[name] = {key: _flip_placed(each) for key, each in atlas.get(name, {}).items()}
    left["curves"] = {
        key: {**curve, "polyline": [_flip(place) for place in curve["polyline"]]}
        for key, curve in atlas.get("curves", {}).items()
    }
    left["views"] = [_flip_view(view) for view in atlas.get("views", ())]
    return left


def _flip(vector: list[float]) -> list[float]:
    return [-vector[0] or 0.0, *vector[1:]]


def _flip_placed(placed: Plain) -> Plain:
    flipped: Plain = {
        name: _flip(placed[name]) for name in ("position", "normal") if name in placed
    }
    return {**placed, **flipped}


def _flip_view(view: Plain) -> Plain:
    """Return the camera that sees the left limb as the picture of the right one, flipped."""
    u, v = view["origin"]
    return {
        **view,
        "right": [-value or 0.0 for value in _flip(view["right"])],
        "up": _flip(view["up"]),
        "toward": _flip(view["toward"]),
        "origin": [-(u + view["size_mm"][0]), v],
    }
