"""Cameras that look at the body: orthographic views, their plates and the frame on the screen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.domain.errors import UnreadableFile

UV = tuple[float, float]
"""A place in a view, mm: u to the viewer's right, v down, on the right limb."""

Vector = tuple[float, float, float]
"""A place or direction on the body, mm: y up, z forward, right limb at x < 0."""

SHORT_TITLES = {
    "limb-anterior": "Front",
    "limb-lateral": "Outer",
    "limb-posterior": "Back",
    "limb-medial": "Inner",
    "foot-dorsal": "Top",
    "foot-plantar": "Sole",
    "foot-lateral": "Outer foot",
    "foot-medial": "Inner foot",
    "foot-posterior": "Heel",
}
"""What the view switcher writes under each thumbnail; also the order of the views."""


@dataclass(frozen=True, slots=True)
class Camera:
    """One orthographic view of the right limb.

    Parameters
    ----------
    right, up, toward
        Unit vectors of the picture: to its right, up, and from the body to the viewer.
    origin
        (u, v) in mm of the plate's top left corner.
    size_mm
        Width and height of the plate in mm.
    px_per_mm, faces_px_per_mm
        Resolution of the plates and of the face-index image.
    plates
        Relative path of each picture: ``skin``, ``bones``, ``skin_small``, ``faces``, ``thumb``...
    """

    id: str
    title: str
    right: Vector
    up: Vector
    toward: Vector
    origin: UV
    size_mm: tuple[float, float]
    px_per_mm: float
    faces_px_per_mm: float
    plates: Mapping[str, str]

    def project(self, place: Vector) -> UV:
        """Return where a place on the right limb falls in this view, mm."""
        return dot(place, self.right), -dot(place, self.up)

    def facing(self, normal: Vector) -> float:
        """Return how squarely a surface with this normal is seen: 1 face-on, below 0 hidden."""
        return dot(normal, self.toward)

    @property
    def middle(self) -> UV:
        """Return the centre of the plate, mm."""
        return (
            self.origin[0] + self.size_mm[0] / 2,
            self.origin[1] + self.size_mm[1] / 2,
        )

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return u, v, width and height of the plate, mm."""
        return (*self.origin, *self.size_mm)

    @property
    def is_foot(self) -> bool:
        """Tell whether this view shows the foot only."""
        return self.id.startswith("foot-")

    @property
    def short_title(self) -> str:
        """Return the one or two words for the view switcher."""
        return SHORT_TITLES.get(self.id, self.title)

    def contains(self, uv: UV) -> bool:
        """Tell whether a place lies on the plate."""
        u, v = uv[0] - self.origin[0], uv[1] - self.origin[1]
        return 0 <= u <= self.size_mm[0] and 0 <= v <= self.size_mm[1]


@dataclass(frozen=True, slots=True)
class Frame:
    """A window of ``width`` x ``height`` pixels onto a view.

    ``scale`` is pixels per mm, ``centre`` the place shown in the middle (always on the right
    limb); the left limb is the mirror image, so only the way to the screen is ``mirrored``.
    """

    width: float
    height: float
    scale: float
    centre: UV
    mirrored: bool = False

    def to_screen(self, uv: UV) -> tuple[float, float]:
        """Return the pixel of a place."""
        sign = -self.scale if self.mirrored else self.scale
        return (
            self.width / 2 + (uv[0] - self.centre[0]) * sign,
            self.height / 2 + (uv[1] - self.centre[1]) * self.scale,
        )

    def to_uv(self, x: float, y: float) -> UV:
        """Return the place under a pixel."""
        sign = -self.scale if self.mirrored else self.scale
        return (
            self.centre[0] + (x - self.width / 2) / sign,
            self.centre[1] + (y - self.height / 2) / self.scale,
        )


def dot(a: Vector, b: Vector) -> float:
    """Return the dot product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def load_cameras(folder: Path) -> dict[str, Camera]:
    """Read ``cameras.json`` in this folder, in the order of the view switcher.

    Raises
    ------
    UnreadableFile
        If the file is missing or damaged.
    """
    rows = read_json(folder / "cameras.json")
    if isinstance(rows, dict):
        rows = rows.get("views", [])
    try:
        cameras = [_camera(row) for row in rows]
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise _unreadable(folder / "cameras.json", error) from error
    order = {name: place for place, name in enumerate(SHORT_TITLES)}
    cameras.sort(key=lambda camera: order.get(camera.id, len(order)))
    return {camera.id: camera for camera in cameras}


def read_json(path: Path) -> Any:
    """Read a JSON file of the atlas.

    Raises
    ------
    UnreadableFile
        If the file is missing or damaged.
    """
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> UnreadableFile:
    return UnreadableFile(
        f"The atlas file {path} cannot be read: {error}.",
        "Install Yongquan again, or rebuild the atlas with “make atlas”.",
    )


def _camera(row: Mapping[str, Any]) -> Camera:
    ppm = float(row["px_per_mm"])
    return Camera(
        id=str(row["id"]),
        title=str(row.get("title", row["id"])),
        right=_vector(row["right"]),
        up=_vector(row["up"]),
        toward=_vector(row["toward"]),
        origin=(float(row["origin"][0]), float(row["origin"][1])),
        size_mm=(float(row["size_mm"][0]), float(row["size_mm"][1])),
        px_per_mm=ppm,
        faces_px_per_mm=float(row.get("faces_px_per_mm", ppm)),
        plates={str(name): str(path) for name, path in row.get("plates", {}).items()},
    )


def _vector(row: Any) -> Vector:
    x, y, z = (float(part) for part in row)
    return x, y, z
