"""Paints a marked area on the skin of a view: at rest from a kept picture, a stroke by its part."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import Frame
from desktop_app.atlas.projection import Box
from desktop_app.atlas.state import AtlasState
from desktop_app.domain.area import Area, Feeling, Side
from desktop_app.ui.diagram.backdrop import Backdrop, painted
from desktop_app.ui.diagram.facemap import FaceMap, PixelBox
from desktop_app.ui.diagram.feelings import feeling_colour, pattern
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.painter import view_transform
from desktop_app.ui.diagram.stain import Stain
from desktop_app.ui.tasks import Lane, Runner

KEPT_MAPS = 3
"""Views whose face maps stay in memory, about 10 MB each."""

SOFT = 2
"""Pixels around a changed part of the face image that smooth scaling touches."""

Hint = QPainter.RenderHint
Mode = QPainter.CompositionMode


class Key(NamedTuple):
    """What the kept picture shows."""

    view: str
    side: Side
    look: Look
    dpr: float


class Tint(QObject):
    """The area as a diagram shows it.

    What a view needs is read off the UI thread; until it is there the view shows no area, and
    ``changed`` is sent once it does. An area of another mesh is not shown.
    """

    changed = Signal()

    def __init__(self, atlas: Atlas, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.atlas = atlas
        self.area = Area()
        self._runner = runner
        self._maps: OrderedDict[str, FaceMap] = OrderedDict()
        self._asked: set[str] = set()
        self._skin = ""
        self._shown: tuple[str, Side] | None = None
        self._stains: dict[Feeling, Stain] = {}
        self._veil: Backdrop | None = None
        self._key: Key | None = None

    @property
    def is_foreign(self) -> bool:
        """Tell whether the area belongs to another mesh, as far as is known yet."""
        return bool(self._skin) and not self.area.is_empty and self.area.skin != self._skin

    def show_area(self, area: Area) -> None:
        """Show another area; only what differs from what is seen is painted anew."""
        self.area = area
        if self._shown is not None and self._shown[0] in self._maps:
            self._take_area(self._maps[self._shown[0]], self._shown[1])
        self.changed.emit()

    def look_at(self, view: str, side: Side) -> FaceMap | None:
        """Turn to a view of a limb; return its face map, or None while it is being read."""
        if view not in self._maps:
            self._ask(view)
        faces = self._maps.get(view)
        if faces is None:
            return None
        self._maps.move_to_end(view)
        if self._shown != (view, side):
            if self._shown is None or self._shown[0] != view:
                self._stains.clear()
            self._shown = (view, side)
            self._veil = None
            self._take_area(faces, side)
        return faces

    def touch(self, feeling: Feeling, faces: Iterable[int], strength: int, box: Box) -> None:
        """Show a stroke under way in the view looked at, without changing the area.

        Parameters
        ----------
        box
            Where in the view (mm) these faces lie, with all their corners.
        """
        if self._shown is None or self._shown[0] not in self._maps:
            return
        known = self._maps[self._shown[0]]
        stain = self._stains.get(feeling)
        if stain is None:
            if not strength:
                return
            stain = self._stains[feeling] = Stain(known)
        self._repaint(stain.touch(known.places(faces), strength, known.box_around(box)))

    def paint(
        self,
        painter: QPainter,
        state: AtlasState,
        frame: Frame,
        look: Look,
        dpr: float,
        settling: bool = False,
    ) -> None:
        """Paint the area, from the kept picture where it serves.

        Parameters
        ----------
        settling
            While the zoom changes, the kept picture is stretched rather than painted anew.
        """
        if self.area.is_empty and not self._stains:
            return
        if self.look_at(state.view, state.side) is None or not self._stains:
            return
        key = Key(state.view, state.side, look, dpr)
        veil = self._veil
        if veil is None or not (veil.serves(frame, key) or (settling and veil.key == key)):

            def cover(target: QPainter, wide: Frame) -> None:
                self._cover(target, wide, look, dpr)

            veil = self._veil = painted(frame, key, dpr, cover)
            self._key = key
        veil.paint(painter, frame)

    def paint_now(
        self, painter: QPainter, state: AtlasState, frame: Frame, look: Look, dpr: float
    ) -> None:
        """Paint the area at once and keep no picture of it, as prints want it."""
        if self.area.is_empty:
            return
        if state.view not in self._maps:
            self._take_map(state.view, _read(self.atlas, state.view))
        self.look_at(state.view, state.side)
        self._cover(painter, frame, look, dpr)

    def _take_area(self, faces: FaceMap, side: Side) -> None:
        """Bring the stains of the view in line with the area."""
        for feeling in Feeling:
            patch = None if self.is_foreign else self.area.patch(side, feeling)
            stain = self._stains.get(feeling)
            if patch is None and stain is None:
                continue
            if stain is None:
                stain = self._stains[feeling] = Stain(faces)
            row = bytearray(faces.count) if patch is None else faces.row(patch.strengths)
            self._repaint(stain.take(row))

    def _cover(self, painter: QPainter, frame: Frame, look: Look, dpr: float) -> None:
        """Paint every feeling into a frame, or into the part of it that is clipped."""
        if self._shown is None:
            return
        camera = self.atlas.camera(self._shown[0])
        transform = view_transform(frame)
        room = QRectF(0, 0, frame.width, frame.height)
        if painter.hasClipping():
            room = painter.clipBoundingRect()
        for feeling, stain in sorted(self._stains.items()):
            target = _place(stain.box, stain.faces, frame).intersected(room)
            if target.isEmpty():
                continue
            colour = feeling_colour(look.colours, feeling)
            layer = QImage(
                ceil(target.width() * dpr),
                ceil(target.height() * dpr),
                QImage.Format.Format_ARGB32_Premultiplied,
            )
            layer.fill(0)
            brush = pattern(feeling, colour, dpr, look.scale)
            on = QPainter(layer)
            on.setRenderHint(Hint.SmoothPixmapTransform)
            on.scale(dpr, dpr)
            on.translate(-target.topLeft())
            on.fillRect(target, brush)
            on.setTransform(transform, True)
            on.setCompositionMode(Mode.CompositionMode_DestinationIn)
            on.drawImage(QRectF(*camera.box), stain.inside)
            on.setCompositionMode(Mode.CompositionMode_SourceOver)
            stain.show_colour(colour)
            on.drawImage(QRectF(*camera.box), stain.outline)
            on.end()
            painter.drawImage(target, layer)

    def _repaint(self, part: PixelBox) -> None:
        """Paint a part of the kept picture anew."""
        veil, key = self._veil, self._key
        if veil is None or key is None or self._shown is None or part.is_empty:
            return
        place = _place(part, self._maps[self._shown[0]], veil.frame)
        painter = QPainter(veil.pixmap)
        painter.setClipRect(place)
        painter.setCompositionMode(Mode.CompositionMode_Clear)
        painter.fillRect(place, Qt.GlobalColor.transparent)
        painter.setCompositionMode(Mode.CompositionMode_SourceOver)
        self._cover(painter, veil.frame, key.look, key.dpr)
        painter.end()

    def _ask(self, view: str) -> None:
        if view in self._asked:
            return
        self._asked.add(view)
        atlas = self.atlas

        def take(read: tuple[FaceMap, str]) -> None:
            self._asked.discard(view)
            self._take_map(view, read)
            self.changed.emit()

        self._runner.run(Lane.READ, lambda: _read(atlas, view), take, owner=self)

    def _take_map(self, view: str, read: tuple[FaceMap, str]) -> None:
        self._maps[view], self._skin = read
        while len(self._maps) > KEPT_MAPS:
            self._maps.popitem(last=False)


def _read(atlas: Atlas, view: str) -> tuple[FaceMap, str]:
    return FaceMap(atlas.faces(view)), atlas.skin.name


def _place(part: PixelBox, faces: FaceMap, frame: Frame) -> QRectF:
    """Return the whole pixels of a frame that show a part of a face image."""
    camera = faces.camera
    ppm = camera.faces_px_per_mm
    box = QRectF(
        camera.origin[0] + (part.left - SOFT) / ppm,
        camera.origin[1] + (part.top - SOFT) / ppm,
        (part.right - part.left + 2 * SOFT) / ppm,
        (part.bottom - part.top + 2 * SOFT) / ppm,
    )
    return QRectF(view_transform(frame).mapRect(box).toAlignedRect())
