"""One feeling in one view, as pictures: its inside, told by opacity, and its outline."""

from __future__ import annotations

from math import ceil

from PIL import Image, ImageChops, ImageFilter
from PySide6.QtGui import QColor, QImage

from desktop_app.ui.diagram.facemap import FaceMap, PixelBox
from desktop_app.ui.diagram.feelings import OPACITIES

NOTHING = PixelBox(0, 0, 0, 0)
SOFTENED_MM = 0.6
"""The faces' own zigzag is smoothed over this length: a border is no sharper than that anyway."""

LEAST_SOFTENED = 1.6
"""The same in pixels of the face image, at least."""

REACH = 3
"""How many times that length the smoothing is felt."""

SOLID = [0, *[255] * 255]
SOFT = [min(max((cover - 96) * 4, 0), 255) for cover in range(256)]
"""Opacity by how much of what lies around is marked: a border half way, a little softened."""

LINE = [max(255 - abs(cover - 150) * 5, 0) for cover in range(256)]
"""Opacity of the outline by the same: a line just inside the border."""


class Stain:
    """The strengths of the faces seen in a view, and what is painted of them.

    ``inside`` is a mask of opacities, ``outline`` a picture in one colour, both the size of the
    face image. ``box`` is the part in which anything may be marked.
    """

    def __init__(self, faces: FaceMap) -> None:
        self.faces = faces
        self.row = bytearray(faces.count)
        self.box = NOTHING
        self.inside = _blank(faces, QImage.Format.Format_Alpha8)
        self.outline = _blank(faces, QImage.Format.Format_Indexed8)
        self._colour = QColor()
        self._levels = Image.new("L", (faces.width, faces.height))

    def show_colour(self, colour: QColor) -> None:
        """Draw the outline in a colour."""
        if colour == self._colour:
            return
        self._colour = colour
        ink = colour.rgb() & 0xFFFFFF
        self.outline.setColorTable([opacity << 24 | ink for opacity in range(256)])

    def take(self, row: bytearray) -> PixelBox:
        """Show other strengths; return the part that looks different now."""
        if row == self.row:
            return NOTHING
        self.row = row
        return self._refresh(PixelBox(0, 0, self.faces.width, self.faces.height))

    def touch(self, places: list[int], strength: int, part: PixelBox) -> PixelBox:
        """Give some places of the row a strength; return the part that looks different now.

        Parameters
        ----------
        part
            Where all these faces are seen.
        """
        for place in places:
            self.row[place] = strength
        return self._refresh(part)

    def _refresh(self, part: PixelBox) -> PixelBox:
        """Look the levels of a part up anew, and draw what has changed of it."""
        if part.is_empty:
            return NOTHING
        fresh = self.faces.part(self.row.translate(OPACITIES), part)
        changed = ImageChops.difference(fresh, self._levels.crop(part)).getbbox()
        if changed is None:
            return NOTHING
        self._levels.paste(fresh, part)
        left, top, right, bottom = changed
        at = part.left, part.top
        return self._draw(PixelBox(left + at[0], top + at[1], right + at[0], bottom + at[1]))

    def _draw(self, part: PixelBox) -> PixelBox:
        """Draw a part anew; return it with what its smoothing has changed around it."""
        blur = max(SOFTENED_MM * self.faces.camera.faces_px_per_mm, LEAST_SOFTENED)
        reach = ceil(REACH * blur)
        drawn = _grown(part, reach, self.faces)
        seen = _grown(drawn, reach, self.faces)
        within = (
            drawn.left - seen.left, drawn.top - seen.top,
            drawn.right - seen.left, drawn.bottom - seen.top,
        )  # fmt: skip
        levels = self._levels.crop(seen)
        skin = self.faces.skin.crop(drawn)
        cover = levels.point(SOLID).filter(ImageFilter.GaussianBlur(blur)).crop(within)
        inside = ImageChops.multiply(_spread(levels, ceil(blur)).crop(within), cover.point(SOFT))
        _write(self.inside, ImageChops.darker(inside, skin), drawn)
        _write(self.outline, ImageChops.darker(cover.point(LINE), skin), drawn)
        self.box = _around(self.box, drawn)
        return drawn


def _spread(levels: Image.Image, by: int) -> Image.Image:
    """Return the levels with the marked parts grown into what is not marked."""
    grown = levels
    for step in ((by, 0), (-by, 0), (0, by), (0, -by)):
        moved = Image.new("L", levels.size)
        moved.paste(levels, step)
        grown = ImageChops.lighter(grown, moved)
    grown.paste(levels, mask=levels.point(SOLID))
    return grown


def _blank(faces: FaceMap, kind: QImage.Format) -> QImage:
    image = QImage(faces.width, faces.height, kind)
    image.fill(0)
    return image


def _write(image: QImage, part: Image.Image, box: PixelBox) -> None:
    width, line = part.width, image.bytesPerLine()
    data, bits = part.tobytes(), memoryview(image.bits())
    for number in range(part.height):
        at = (box.top + number) * line + box.left
        bits[at : at + width] = data[number * width : (number + 1) * width]


def _grown(box: PixelBox, by: int, faces: FaceMap) -> PixelBox:
    return PixelBox(
        max(box.left - by, 0),
        max(box.top - by, 0),
        min(box.right + by, faces.width),
        min(box.bottom + by, faces.height),
    )


def _around(one: PixelBox, other: PixelBox) -> PixelBox:
    if one.is_empty:
        return other
    return PixelBox(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )
