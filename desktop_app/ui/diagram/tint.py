"""Paints a marked area on the skin of a view: at rest from a kept picture, a stroke by its part."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
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

KEPT = 3
"""Views that stay in memory: about 10 MB each, and 4 MB more for each feeling."""

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


@dataclass(slots=True)
class Seen:
    """What is known of a view of one limb: its faces, its stains, and the area these show."""

    faces: FaceMap
    stains: dict[Feeling, Stain]
    area: Area | None = None

    def take(self, area: Area, side: Side) -> list[PixelBox]:
        """Bring the stains in line with an area; return the parts that look different now."""
        changed = []
        for feeling in Feeling:
            patch = area.patch(side, feeling)
            stain = self.stains.get(feeling)
            if patch is None and stain is None:
                continue
            if stain is None:
                stain = self.stains[feeling] = Stain(self.faces)
            count = self.faces.count
            row = bytearray(count) if patch is None else self.faces.row(patch.strengths)
            changed.append(stain.take(row))
        self.area = area
        return changed


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
        self._views: OrderedDict[tuple[str, Side], Seen] = OrderedDict()
        self._asked: set[tuple[str, Side]] = set()
        self._skin = ""
        self._now: tuple[str, Side] | None = None
        self._veil: Backdrop | None = None
        self._key: Key | None = None

    @property
    def is_foreign(self) -> bool:
        """Tell whether the area belongs to another mesh, as far as is known yet."""
        return bool(self._skin) and not self.area.is_empty and self.area.skin != self._skin

    def show_area(self, area: Area) -> None:
        """Show another area; only what differs from what is seen is painted anew."""
        self.area = area
        seen = self._seen
        if seen is not None and self._now is not None:
            self._repaint(seen.take(self._painted, self._now[1]))
        self.changed.emit()

    def look_at(self, view: str, side: Side) -> FaceMap | None:
        """Turn to a view of a limb; return its face map, or None while it is being read."""
        place = (view, side)
        if place not in self._views:
            self._ask(place)
        seen = self._views.get(place)
        if seen is None:
            return None
        if self._now != place:
            self._views.move_to_end(place)
            self._now = place
            self._veil = None
            if seen.area != self._painted:
                seen.take(self._painted, side)
        return seen.faces

    def touch(self, feeling: Feeling, faces: Iterable[int], strength: int, box: Box) -> None:
        """Show a stroke under way in the view looked at, without changing the area.

        Parameters
        ----------
        box
            Where in the view (mm) these faces lie, with all their corners.
        """
        seen = self._seen
        if seen is None:
            return
        stain = seen.stains.get(feeling)
        if stain is None:
            if not strength:
                return
            stain = seen.stains[feeling] = Stain(seen.faces)
        known = seen.faces
        self._repaint([stain.touch(known.places(faces), strength, known.box_around(box))])

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
        seen = self._seen
        if self.area.is_empty and (seen is None or not seen.stains):
            return
        if self.look_at(state.view, state.side) is None:
            return
        key = Key(state.view, state.side, look, dpr)
        veil = self._veil
        if veil is None or not (veil.serves(frame, key) or (settling and veil.key == key)):

            def cover(target: QPainter, wide: Frame) -> None:
                self._cover(target, wide, look, dpr)

            veil = self._veil = painted(frame, key, dpr, cover)
            self._key = key
        veil.paint(painter, frame)

    @property
    def _seen(self) -> Seen | None:
        return self._views.get(self._now) if self._now is not None else None

    @property
    def _painted(self) -> Area:
        return Area() if self.is_foreign else self.area

    def _cover(self, painter: QPainter, frame: Frame, look: Look, dpr: float) -> None:
        """Paint every feeling into a frame, or into the part of it that is clipped."""
        seen = self._seen
        if seen is None:
            return
        camera = seen.faces.camera
        transform = view_transform(frame)
        room = QRectF(0, 0, frame.width, frame.height)
        if painter.hasClipping():
            room = painter.clipBoundingRect()
        for feeling in Feeling:
            stain = seen.stains.get(feeling)
            if stain is None or stain.box.is_empty:
                continue
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

    def _repaint(self, parts: list[PixelBox]) -> None:
        """Paint parts of the kept picture anew."""
        veil, key, seen = self._veil, self._key, self._seen
        if veil is None or key is None or seen is None:
            return
        for part in parts:
            if part.is_empty:
                continue
            place = _place(part, seen.faces, veil.frame)
            painter = QPainter(veil.pixmap)
            painter.setClipRect(place)
            painter.setCompositionMode(Mode.CompositionMode_Clear)
            painter.fillRect(place, Qt.GlobalColor.transparent)
            painter.setCompositionMode(Mode.CompositionMode_SourceOver)
            self._cover(painter, veil.frame, key.look, key.dpr)
            painter.end()

    def _ask(self, place: tuple[str, Side]) -> None:
        if place in self._asked:
            return
        self._asked.add(place)
        atlas, area = self.atlas, self.area
        # The other limb is the mirror image and has the same faces.
        known = next((seen.faces for (v, _), seen in self._views.items() if v == place[0]), None)

        def take(read: tuple[Seen, str]) -> None:
            self._asked.discard(place)
            self._keep(place, *read)
            self.changed.emit()

        self._runner.run(Lane.READ, lambda: _read(atlas, place, area, known), take, owner=self)

    def _keep(self, place: tuple[str, Side], seen: Seen, skin: str) -> None:
        self._views[place], self._skin = seen, skin
        while len(self._views) > KEPT:
            self._views.popitem(last=False)


def _read(
    atlas: Atlas, place: tuple[str, Side], area: Area, known: FaceMap | None
) -> tuple[Seen, str]:
    """Get a view of a limb ready, with the area as it is now."""
    skin = atlas.skin.name
    seen = Seen(known or FaceMap(atlas.faces(place[0])), {})
    seen.take(area if area.skin == skin else Area(), place[1])
    return seen, skin


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
