"""A tiny atlas in the built atlas's own format: a slab of a leg with two views and a few points."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

Place = list[float]

VIEWS: list[dict[str, Any]] = [
    {"id": "limb-lateral", "title": "Outer side", "right": [0, 0, 1], "up": [0, 1, 0],
     "toward": [-1, 0, 0], "origin": [-100, -500], "size_mm": [200, 600], "px_per_mm": 2},
    {"id": "limb-medial", "title": "Inner side", "right": [0, 0, -1], "up": [0, 1, 0],
     "toward": [1, 0, 0], "origin": [-100, -500], "size_mm": [200, 600], "px_per_mm": 2},
    {"id": "foot-plantar", "title": "Sole", "right": [1, 0, 0], "up": [0, 0, 1],
     "toward": [0, -1, 0], "origin": [-150, -120], "size_mm": [120, 240], "px_per_mm": 4},
]  # fmt: skip

POINTS: dict[str, tuple[Place, Place]] = {
    "ST35": ([-110, 440, 40], [-1, 0, 0]),
    "ST36": ([-110, 380, 45], [-1, 0, 0]),
    "ST37": ([-110, 300, 45], [-1, 0, 0]),
    "GB34": ([-115, 400, 0], [-1, 0, 0]),
    "GB39": ([-115, 80, 5], [-1, 0, 0]),
    "SP6": ([-60, 80, -5], [1, 0, 0]),
    "SP9": ([-60, 370, 5], [1, 0, 0]),
    "KI1": ([-95, -70, 40], [0, -1, 0]),
}
"""Position and normal on the right limb, mm."""

CURVES = {
    "meridian:ST": ["ST35", "ST36", "ST37"],
    "meridian:GB": ["GB34", "GB39"],
    "meridian:SP": ["SP6", "SP9"],
    "nerve:common-fibular-nerve": ["GB34", "GB39"],
}
SITES: dict[str, Place] = {"heel": [-95, -70, -50]}
LANDMARKS: dict[str, Place] = {
    "popliteal-crease": [-90, 400, -40],
    "lateral-malleolus-prominence": [-120, 0, 0],
}


def write_tiny_atlas(assets: Path) -> Path:
    """Write ``atlas/`` into this folder and return the folder."""
    folder = assets / "atlas"
    (folder / "plates").mkdir(parents=True)
    (folder / "views").mkdir()
    cameras = [_with_plates(view, folder) for view in VIEWS]
    (folder / "cameras.json").write_text(json.dumps(cameras))
    for camera in cameras:
        path = folder / "views" / f"{camera['id']}.json"
        path.write_text(json.dumps(_projection(camera)))
    (folder / "atlas.json").write_text(
        json.dumps(
            {
                "version": "1",
                "units": "mm",
                "landmarks": LANDMARKS,
                "points": {
                    code: {"position": position, "normal": normal, "measures": []}
                    for code, (position, normal) in POINTS.items()
                },
                "not_placed": {"LR12": "it lies on the groin, above where the body ends"},
            }
        )
    )
    return assets


def project(camera: dict[str, Any], place: list[float]) -> list[float]:
    """Return u and v of a place, mm."""
    u = sum(a * b for a, b in zip(place, camera["right"], strict=True))
    v = -sum(a * b for a, b in zip(place, camera["up"], strict=True))
    return [round(u, 2), round(v, 2)]


def _projection(camera: dict[str, Any]) -> dict[str, Any]:
    def seen(normal: list[float]) -> bool:
        facing: float = sum(a * b for a, b in zip(normal, camera["toward"], strict=True))
        return facing > 0.1

    spots: dict[str, dict[str, Any]] = {
        code: {"uv": project(camera, position), "visible": seen(normal)}
        for code, (position, normal) in POINTS.items()
    }
    behind = [spots["GB39"]["uv"][0] - 14, spots["GB39"]["uv"][1]]
    curves = {
        key: [{"visible": spots[codes[0]]["visible"], "uv": [spots[code]["uv"] for code in codes]}]
        for key, codes in CURVES.items()
    }
    u, v = project(camera, [-100, 200, 0])
    return {
        "id": camera["id"],
        "points": spots,
        "variants": {
            "GB39~a": {
                "uv": behind, "visible": spots["GB39"]["visible"], "code": "GB39",
                "text": "behind the fibula",
            }
        },
        "sites": {"heel": {"uv": project(camera, SITES["heel"]), "visible": seen([0, -1, 0])}},
        "curves": curves,
        "territories": {
            "dermatome:L5": [
                [[u - 20, v - 30], [u + 20, v - 30], [u + 20, v + 30], [u - 20, v + 30]],
                [[u - 5, v - 5], [u + 5, v - 5], [u + 5, v + 5], [u - 5, v + 5]],
            ]
        },
        "landmarks": {name: project(camera, place) for name, place in LANDMARKS.items()},
    }  # fmt: skip


def _with_plates(view: dict[str, Any], folder: Path) -> dict[str, Any]:
    width, height = (round(mm * view["px_per_mm"]) for mm in view["size_mm"])
    plate = Image.new("RGBA", (width, height))
    inset = (width // 5, height // 30, width - width // 5, height - height // 30)
    ImageDraw.Draw(plate).rectangle(inset, fill=(235, 205, 180, 255))
    faces = Image.new("RGB", (width, height))
    ImageDraw.Draw(faces).rectangle(inset, fill=(44, 1, 0))
    names = {}
    for name, picture in (
        ("skin", plate),
        ("bones", plate),
        ("faces", faces),
        ("skin_small", plate.resize((width // 2, height // 2))),
        ("bones_small", plate.resize((width // 2, height // 2))),
        ("thumb", plate.resize((24, 72))),
    ):
        names[name] = f"plates/{view['id']}-{name}.png"
        picture.save(folder / names[name])
    return {**view, "plates": names, "faces_px_per_mm": view["px_per_mm"]}
