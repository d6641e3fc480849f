"""The nine orthographic cameras that look at the body, framed from its extents."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ATLAS = Path(__file__).resolve().parents[1] / "atlas"
MARGIN_MM = 6.0
LIMB_PX_PER_MM = 4
FOOT_PX_PER_MM = 8
DORSAL_TILT_DEG = 34.0
THUMB_PX = 120


@dataclass(frozen=True)
class Camera:
    """An orthographic look at the body.

    Attributes
    ----------
    id, title : str
        Fixed name of the view and what a reader calls it.
    right, up, toward : tuple of float
        Unit axes of the picture; ``right x up = toward`` (never a mirror image), ``toward``
        runs from the body to the viewer.
    origin : tuple of float
        Upper left corner of the plate, (u, v) in mm; u along `right`, v against `up`.
    size_mm : tuple of int
        Width and height of the plate in mm.
    px_per_mm, small_px_per_mm, faces_px_per_mm : int
        Resolution of the plates, of the small plates, and of the face-index image.
    """

    id: str
    title: str
    right: tuple[float, float, float]
    up: tuple[float, float, float]
    toward: tuple[float, float, float]
    origin: tuple[float, float] = (0.0, 0.0)
    size_mm: tuple[int, int] = (0, 0)
    px_per_mm: int = LIMB_PX_PER_MM
    small_px_per_mm: int = 1
    faces_px_per_mm: int = 2

    @property
    def is_foot(self) -> bool:
        """Whether the view shows the foot alone."""
        return self.id.startswith("foot-")

    def axes(self) -> Floats:
        """Return the rows right, down, toward as a (3, 3) rotation of body coordinates."""
        return np.array([self.right, [-c for c in self.up], self.toward], dtype=np.float64)

    def project(self, points: Floats) -> Floats:
        """Project points (n, 3) in mm to (n, 3): u, v in mm, and depth towards the viewer."""
        return np.asarray(points, dtype=np.float64) @ self.axes().T

    def to_json(self) -> dict[str, Any]:
        """Return the camera as it stands in ``cameras.json``."""
        stem = f"plates/{self.id}"
        return {
            "id": self.id,
            "title": self.title,
            "right": list(self.right),
            "up": list(self.up),
            "toward": list(self.toward),
            "origin": list(self.origin),
            "size_mm": list(self.size_mm),
            "px_per_mm": self.px_per_mm,
            "small_px_per_mm": self.small_px_per_mm,
            "faces_px_per_mm": self.faces_px_per_mm,
            "plates": {
                "skin": f"{stem}-skin.webp",
                "bones": f"{stem}-bones.webp",
                "faces": f"{stem}-faces.png",
                "thumb": f"{stem}-thumb.webp",
                "skin_small": f"{stem}-skin-small.webp",
                "bones_small": f"{stem}-bones-small.webp",
            },
        }


def _limb(name: str, title: str, right: Sequence[float], toward: Sequence[float]) -> Camera:
    return Camera(f"limb-{name}", title, _axis(right), (0.0, 1.0, 0.0), _axis(toward))


def _foot(
    name: str,
    title: str,
    right: Sequence[float],
    toward: Sequence[float],
    up: Sequence[float] = (0.0, 1.0, 0.0),
) -> Camera:
    return Camera(
        f"foot-{name}",
        title,
        _axis(right),
        _axis(up),
        _axis(toward),
        px_per_mm=FOOT_PX_PER_MM,
        small_px_per_mm=2,
        faces_px_per_mm=4,
    )


def _axis(vector: Sequence[float]) -> tuple[float, float, float]:
    x, y, z = (round(float(c), 9) for c in vector)
    return (x, y, z)


_SIN, _COS = math.sin(math.radians(DORSAL_TILT_DEG)), math.cos(math.radians(DORSAL_TILT_DEG))

# The dorsal camera leans forward so that it faces the slope of the instep and the front of the
# ankle; the leg then leaves the picture downwards instead of covering the foot.
UNFRAMED: tuple[Camera, ...] = (
    _limb("anterior", "Front", (1, 0, 0), (0, 0, 1)),
    _limb("lateral", "Outer side", (0, 0, 1), (-1, 0, 0)),
    _limb("posterior", "Back", (-1, 0, 0), (0, 0, -1)),
    _limb("medial", "Inner side", (0, 0, -1), (1, 0, 0)),
    _foot("dorsal", "Top of the foot", (-1, 0, 0), (0, _COS, _SIN), (0, -_SIN, _COS)),
    _foot("plantar", "Sole", (1, 0, 0), (0, -1, 0), (0, 0, 1)),
    _foot("lateral", "Outer foot", (0, 0, 1), (-1, 0, 0)),
    _foot("medial", "Inner foot", (0, 0, -1), (1, 0, 0)),
    _foot("posterior", "Heel", (-1, 0, 0), (0, 0, -1)),
)


def framed(camera: Camera, visible: Floats) -> Camera:
    """Return the camera with a plate that just holds the visible points.

    Parameters
    ----------
    camera : Camera
        A view without a frame.
    visible : array (n, 3)
        Points of skin and bone that show in this view, mm.
    """
    uv = camera.project(visible)[:, :2]
    low = np.floor(uv.min(axis=0) - MARGIN_MM)
    high = np.ceil(uv.max(axis=0) + MARGIN_MM)
    width, height = (int(c) for c in high - low)
    return replace(camera, origin=(float(low[0]), float(low[1])), size_mm=(width, height))


def aligned(cameras: Sequence[Camera]) -> tuple[Camera, ...]:
    """Give all limb views one height, so that a change of view moves nothing up or down."""
    limbs = [camera for camera in cameras if not camera.is_foot]
    top = min(camera.origin[1] for camera in limbs)
    bottom = max(camera.origin[1] + camera.size_mm[1] for camera in limbs)
    return tuple(
        camera
        if camera.is_foot
        else replace(
            camera,
            origin=(camera.origin[0], top),
            size_mm=(camera.size_mm[0], round(bottom - top)),
        )
        for camera in cameras
    )


def read_cameras(path: Path = ATLAS / "cameras.json") -> tuple[Camera, ...]:
    """Read the framed cameras back from ``cameras.json``."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    fields: list[dict[str, Any]] = [
        {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k != "plates"}
        for row in rows
    ]
    return tuple(Camera(**values) for values in fields)


def write_cameras(cameras: Sequence[Camera], path: Path = ATLAS / "cameras.json") -> None:
    """Write the cameras as the JSON list that the program and the rules read."""
    rows = ",\n".join("  " + json.dumps(camera.to_json()) for camera in cameras)
    path.write_text(f"[\n{rows}\n]\n", encoding="utf-8")
