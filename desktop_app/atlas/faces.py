"""Picking: which face of the skin mesh a place in a view shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.atlas.cameras import UV, Camera
from desktop_app.domain.errors import UnreadableFile

LARGEST_SIDE = 12_000
"""Pixels; a larger face image is not one of ours."""


@dataclass(frozen=True, slots=True)
class FaceImage:
    """A face-index image: three bytes a pixel, least first; 0 is empty, else face + 1."""

    width: int
    height: int
    data: bytes
    camera: Camera

    def face_at(self, uv: UV) -> int | None:
        """Return the index of the face shown at a place, or None off the skin."""
        ppm = self.camera.faces_px_per_mm
        x = int((uv[0] - self.camera.origin[0]) * ppm // 1)
        y = int((uv[1] - self.camera.origin[1]) * ppm // 1)
        if not (0 <= x < self.width and 0 <= y < self.height):
            return None
        at = 3 * (y * self.width + x)
        value = self.data[at] + 256 * self.data[at + 1] + 65536 * self.data[at + 2]
        return value - 1 if value else None

    def shrunk(self, width: int, height: int) -> FaceImage:
        """Return it with fewer pixels, each showing one of the faces that lay there."""
        from PIL import Image

        picture = Image.frombytes("RGB", (self.width, self.height), self.data)
        small = picture.resize((width, height), Image.Resampling.NEAREST)
        return FaceImage(width, height, small.tobytes(), self.camera)


def load_faces(path: Path, camera: Camera) -> FaceImage:
    """Read a face-index image.

    Raises
    ------
    UnreadableFile
        If the picture is missing, damaged or larger than any of ours.
    """
    # Pillow is wanted only once somebody picks, never at the start of the program.
    from PIL import Image

    try:
        with Image.open(path) as picture:
            width, height = picture.size
            fits = max(width, height) <= LARGEST_SIDE
            data = picture.convert("RGB").tobytes() if fits else b""
    except (OSError, ValueError) as error:
        raise _unreadable(path, str(error)) from error
    if not fits:
        raise _unreadable(path, f"it is {width} x {height} pixels")
    return FaceImage(width, height, data, camera)


def _unreadable(path: Path, why: str) -> UnreadableFile:
    return UnreadableFile(
        f"The face image {path} cannot be read: {why}.",
        "Install Yongquan again, or rebuild the atlas with “make atlas”.",
    )
