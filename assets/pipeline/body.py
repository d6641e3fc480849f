"""The body as built (``assets/atlas/body.glb``): the skin and the bones of the right limb."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import trimesh

from assets.pipeline.glb import read_glb
from assets.pipeline.sources import ROOT

ATLAS = ROOT / "assets" / "atlas"
BODY_FILE = ATLAS / "body.glb"
SKIN = "skin"


@dataclass(frozen=True)
class Body:
    """The right lower limb from the waist down, left is its mirror image (x -> -x).

    Attributes
    ----------
    skin : triangle mesh in the one canonical vertex and face order; mm, y up, z forward,
        x = 0 median plane, y = z = 0 right ankle joint centre. Never re-order or merge it.
    bones : bone id (``tibia``, ``metatarsal-1``...) -> triangle mesh in the same frame.
    """

    skin: trimesh.Trimesh
    bones: dict[str, trimesh.Trimesh]


def load_body(path: Path = BODY_FILE) -> Body:
    """Read the body as built; positions are exact to float32 (about 0.0001 mm)."""
    meshes, _ = read_glb(path)
    solid = {
        name: trimesh.Trimesh(vertices, faces, process=False)
        for name, (vertices, faces) in meshes.items()
    }
    return Body(solid.pop(SKIN), solid)
