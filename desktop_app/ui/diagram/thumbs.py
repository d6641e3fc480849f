"""The area on the thumbnails of the views: where anything is marked, seen at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PIL import Image
from PySide6.QtGui import QImage, QPainter

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.faces import load_faces
from desktop_app.domain.area import Area, Feeling, Side
from desktop_app.ui.diagram.facemap import FaceMap, PixelBox
from desktop_app.ui.diagram.feelings import feeling_colour
from desktop_app.ui.tokens import Colours

STRENGTH = 160
"""Opacity, 0 to 255, of what is marked: on so little room strength is not told."""


class Smear(NamedTuple):
    """Where a feeling is on a thumbnail: one byte of opacity a pixel."""

    feeling: Feeling
    width: int
    height: int
    opacities: bytes


class Thumbs:
    """Reads the face images small, once, and says where an area is on each of them.

    It holds no widget and may be used in any one thread at a time.
    """

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._maps: dict[str, FaceMap] = {}

    def smears(self, area: Area, side: Side) -> Mapping[str, tuple[Smear, ...]]:
        """Return, for each view, where what is on one limb."""
        patches = [patch for patch in area.patches if patch.side is side]
        if not patches or area.skin != self.atlas.skin.name:
            return dict.fromkeys(self.atlas.cameras, ())
        found = {}
        for view in self.atlas.cameras:
            faces = self._faces(view)
            whole = PixelBox(0, 0, faces.width, faces.height)
            table = bytes([0] + [STRENGTH] * 255)
            found[view] = tuple(
                Smear(
                    patch.feeling,
                    faces.width,
                    faces.height,
                    faces.part(bytes(faces.row(patch.strengths)).translate(table), whole).tobytes(),
                )
                for patch in patches
            )
        return found

    def _faces(self, view: str) -> FaceMap:
        if view not in self._maps:
            camera = self.atlas.camera(view)
            image = load_faces(self.atlas.folder / camera.plates["faces"], camera)
            path = self.atlas.plate(view, "thumb")
            size = (image.width // 8, image.height // 8)
            if path is not None and path.exists():
                with Image.open(path) as thumb:
                    size = thumb.size
            self._maps[view] = FaceMap(image.shrunk(*size))
        return self._maps[view]


def smeared(thumb: QImage, smears: tuple[Smear, ...], colours: Colours) -> QImage:
    """Return a thumbnail with what is marked on it."""
    image = thumb.copy()
    painter = QPainter(image)
    for smear in smears:
        mask = QImage(
            smear.opacities, smear.width, smear.height, smear.width, QImage.Format.Format_Alpha8
        )
        layer = QImage(mask.size(), QImage.Format.Format_ARGB32_Premultiplied)
        layer.fill(feeling_colour(colours, smear.feeling))
        on = QPainter(layer)
        on.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        on.drawImage(0, 0, mask)
        on.end()
        painter.drawImage(image.rect(), layer)
    painter.end()
    return image
