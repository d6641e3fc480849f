"""Which face of the skin each pixel of a view shows, kept so that masks are painted quickly."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor
from typing import NamedTuple

from PIL import Image

from desktop_app.atlas.faces import FaceImage
from desktop_app.atlas.projection import Box

MOST_SEEN = 65_536
"""Faces that one view may show: as many as Pillow's tables have entries."""

PIECE = 16_384
"""Pixels that are worked on at a time."""

SMALL = 120_000
"""Pixels up to which a part of a view is quicker looked up one by one."""


class PixelBox(NamedTuple):
    """A part of the face image: left and top inside, right and bottom just outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def is_empty(self) -> bool:
        """Tell whether it holds no pixel."""
        return self.right <= self.left or self.bottom <= self.top


class FaceMap:
    """The face image of one view, its faces numbered anew from 1 in the order of the mesh.

    ``skin`` is a picture of where there is any, 255 on 0.

    A row of levels has one byte for each of these numbers; number 0 is where there is no skin and
    has level 0.
    """

    def __init__(self, image: FaceImage) -> None:
        self.camera = image.camera
        self.width, self.height = image.width, image.height
        found = {0}
        for piece in _pieces(image.data):
            found.update(piece)
        if len(found) > MOST_SEEN:
            raise ValueError(f"{self.camera.id} shows {len(found)} faces, more than {MOST_SEEN}")
        seen = sorted(found)
        places = {number: place for place, number in enumerate(seen)}
        data = bytearray()
        for piece in _pieces(image.data):
            data += array("I", map(places.__getitem__, piece))
        self._pixels = memoryview(data).cast("I")
        self._picture = Image.frombuffer("I", (self.width, self.height), data, "raw", "I", 0, 1)
        self.skin = self.picture(b"\0" + b"\xff" * (len(seen) - 1))
        self._places = {number - 1: place for number, place in places.items() if number}
        self._faces = array("I", [number - 1 for number in seen[1:]])

    @property
    def count(self) -> int:
        """Return how many levels a row has."""
        return len(self._faces) + 1

    def row(self, strengths: Sequence[int]) -> bytearray:
        """Return the levels of the faces seen here; ``strengths`` has one for every face."""
        levels = bytearray(b"\0")
        levels += bytes(map(strengths.__getitem__, self._faces))
        return levels

    def places(self, faces: Iterable[int]) -> list[int]:
        """Return the places in a row of those faces that are seen here."""
        places = self._places
        return [places[face] for face in faces if face in places]

    def picture(self, row: bytes | bytearray) -> Image.Image:
        """Return the levels as a grey picture of the whole view."""
        return self._picture.point([*row, *bytes(MOST_SEEN - len(row))], "L")

    def part(self, row: bytes | bytearray, box: PixelBox) -> Image.Image:
        """Return the levels as a grey picture of a part of the view."""
        size = box.right - box.left, box.bottom - box.top
        if size[0] * size[1] > SMALL:
            return self.picture(row).crop(box)
        level, pixels = row.__getitem__, self._pixels
        lines = bytearray()
        for start in range(box.top * self.width, box.bottom * self.width, self.width):
            lines += bytes(map(level, pixels[start + box.left : start + box.right]))
        return Image.frombytes("L", size, bytes(lines))

    def box_around(self, box: Box) -> PixelBox:
        """Return the pixels that show any of a box."""
        ppm, (u, v) = self.camera.faces_px_per_mm, self.camera.origin
        left, top, right, bottom = box
        return PixelBox(
            max(floor((left - u) * ppm), 0),
            max(floor((top - v) * ppm), 0),
            min(ceil((right - u) * ppm) + 1, self.width),
            min(ceil((bottom - v) * ppm) + 1, self.height),
        )


def _pieces(data: bytes) -> Iterator[memoryview[int]]:
    """Yield face + 1 of the pixels, 0 where there is none; ``data`` has three bytes a pixel.

    All at once, each step would keep the window waiting for the interpreter.
    """
    for start in range(0, len(data), 3 * PIECE):
        part = data[start : start + 3 * PIECE]
        wide = bytearray(len(part) // 3 * 4)
        for byte in range(3):
            wide[byte::4] = part[byte::3]
        yield memoryview(wide).cast("I")
