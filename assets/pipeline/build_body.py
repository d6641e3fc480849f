"""Build ``assets/atlas/body.glb`` and its landmarks from the public sources."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assets.pipeline.body import BODY_FILE, SKIN, Body, load_body
from assets.pipeline.bones import place_bones
from assets.pipeline.glb import Mesh, write_glb
from assets.pipeline.landmarks import write_landmarks
from assets.pipeline.sculpt import sculpt
from assets.pipeline.skin import SHAPE, build_skin
from assets.pipeline.sources import read_bones, read_human
from assets.pipeline.subdivide import Floats, Ints


def build_body(path: Path = BODY_FILE) -> Body:
    """Build skin, bones and landmarks from the public sources, and read the body back."""
    skin = build_skin(read_human(SHAPE))
    bones = place_bones(read_bones(), skin)
    skin = sculpt(skin, bones)
    meshes: dict[str, Mesh] = {SKIN: (skin.vertices, skin.faces)}
    for name, bone in bones.items():
        meshes[name] = (np.asarray(bone.vertices), np.asarray(bone.faces))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_glb(path, meshes, {"units": "mm", "side": "right"})
    body = load_body(path)
    write_landmarks(body, _face_groups(skin.nails, skin.toes, skin.faces))
    return body


def _face_groups(nails: Ints, toes: Floats, faces: Ints) -> dict[str, list[int]]:
    share = toes[faces].mean(axis=1)
    strongest = np.where(share.max(axis=1) > 0.5, share.argmax(axis=1) + 1, 0)
    groups = {f"nail-{k}": np.flatnonzero(nails == k).tolist() for k in range(1, 6)}
    return groups | {f"toe-{k}": np.flatnonzero(strongest == k).tolist() for k in range(1, 6)}


def main() -> None:
    """Rebuild the body and print what it holds."""
    body = build_body()
    print(f"skin: {len(body.skin.vertices)} vertices, {len(body.skin.faces)} faces")
    print(f"bones: {len(body.bones)}")
    extent = np.round(body.skin.extents, 1)
    print(f"extent (mm): {extent.tolist()}")


if __name__ == "__main__":
    main()
