"""Rebuild the cameras and every plate of the atlas: ``python -m assets.pipeline.plates``."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from assets.pipeline.body import Body, load_body
from assets.pipeline.cameras import (
    ATLAS,
    THUMB_PX,
    UNFRAMED,
    Camera,
    aligned,
    framed,
    write_cameras,
)
from assets.pipeline.faces import face_image
from assets.pipeline.render import draw
from assets.pipeline.render_fade import fade, open_edge_vertices
from assets.pipeline.render_shade import BONE, SKIN
from assets.pipeline.render_surface import Surface, bone_surface, skin_surface

WEBP_QUALITY = 95
THUMB_SAMPLES = 5
VISIBLE_OPACITY = 0.002
DRAFT_GROUNDS = {"light": (251, 250, 247), "dark": (23, 25, 28)}
DRAFT_FOLDER = ATLAS.parents[1] / "build" / "plates"


def frame_cameras(body: Body) -> tuple[Camera, ...]:
    """Fit the nine cameras around what each of them shows of the body."""
    skin = np.asarray(body.skin.vertices, dtype=np.float64)
    rim = skin[open_edge_vertices(np.asarray(body.skin.faces))]
    return aligned(
        [framed(camera, skin[fade(camera, skin, rim) > VISIBLE_OPACITY]) for camera in UNFRAMED]
    )


def write_plates(camera: Camera, body: Body, skin: Surface, bones: Surface | None) -> None:
    """Draw and write all pictures of one view."""
    names = camera.to_json()["plates"]
    small = camera.small_px_per_mm
    _save_webp(draw(camera, skin, SKIN, camera.px_per_mm), names["skin"])
    _save_webp(draw(camera, skin, SKIN, small, 4, 1.0), names["skin_small"])
    _save_webp(_thumb(camera, skin), names["thumb"])
    if bones is not None:
        _save_webp(draw(camera, bones, BONE, camera.px_per_mm), names["bones"])
        _save_webp(draw(camera, bones, BONE, small, 4, 1.0), names["bones_small"])
    ids = face_image(
        camera,
        np.asarray(body.skin.vertices, dtype=np.float64),
        np.asarray(body.skin.faces),
    )
    Image.fromarray(ids).save(ATLAS / names["faces"], optimize=True)


def write_draft(cameras: Iterable[Camera], skin: Surface, bones: Surface | None) -> None:
    """Write small renders on the light and the dark ground to ``build/plates/``."""
    DRAFT_FOLDER.mkdir(parents=True, exist_ok=True)
    for camera in cameras:
        scale = 3.0 if camera.is_foot else 1.0
        for name, surface, material in (("skin", skin, SKIN), ("bones", bones, BONE)):
            if surface is None:
                continue
            picture = Image.fromarray(draw(camera, surface, material, scale))
            for ground, colour in DRAFT_GROUNDS.items():
                page = Image.new("RGBA", picture.size, (*colour, 255))
                page.alpha_composite(picture)
                page.convert("RGB").save(DRAFT_FOLDER / f"{camera.id}-{name}-{ground}.png")


def main(arguments: Sequence[str] | None = None) -> None:
    """Rebuild the named views, or all."""
    parser = argparse.ArgumentParser(prog="python -m assets.pipeline.plates", description=__doc__)
    parser.add_argument("views", nargs="*", help="ids of views; all when none is named")
    parser.add_argument("--draft", action="store_true", help="small renders to build/plates")
    options = parser.parse_args(arguments)
    body = load_body()
    cameras = frame_cameras(body)
    unknown = set(options.views) - {camera.id for camera in cameras}
    if unknown:
        parser.error(f"unknown view: {', '.join(sorted(unknown))}")
    chosen = [c for c in cameras if not options.views or c.id in options.views]
    skin = skin_surface(body)
    bones = bone_surface(body) if body.bones else None
    if options.draft:
        write_draft(chosen, skin, bones)
        return
    (ATLAS / "plates").mkdir(parents=True, exist_ok=True)
    write_cameras(cameras)
    for camera in chosen:
        started = time.process_time()
        write_plates(camera, body, skin, bones)
        print(f"{camera.id}: {time.process_time() - started:.0f} s")


def _thumb(camera: Camera, skin: Surface) -> np.ndarray:
    """Draw the view as a button shows it, at most THUMB_PX tall or wide."""
    scale = (THUMB_PX - 2) / max(camera.size_mm)
    picture = draw(camera, skin, SKIN, scale, THUMB_SAMPLES, 0.9)
    return np.pad(picture, ((1, 1), (1, 1), (0, 0)))


def _save_webp(picture: np.ndarray, name: str) -> None:
    path: Path = ATLAS / name
    Image.fromarray(picture).save(path, quality=WEBP_QUALITY, alpha_quality=100, method=5)


if __name__ == "__main__":
    main()
