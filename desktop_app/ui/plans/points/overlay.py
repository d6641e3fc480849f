"""What a plan adds to the diagram: numbers of points, electrode pairs, a territory's outline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.domain.area import STRONGEST
from desktop_app.domain.electrodes import ElectrodePair
from desktop_app.ui.diagram.diagram import Diagram
from desktop_app.ui.diagram.facemap import FaceMap
from desktop_app.ui.diagram.painter import area_path, view_transform
from desktop_app.ui.diagram.stain import Stain

RADIUS = 8.5
"""Pixels at 100 %, of the disc that a number stands in."""

DASH = (4.0, 2.5)
"""Of the line of an electrode pair, in widths of the line: no line of the body has it."""

FILLED = 0.5
"""Opacity of the inside of a territory at the strongest that the stain of a feeling has."""

_MARKED = bytes([0]) + bytes([STRONGEST]) * 255


class PlanOverlay(QWidget):
    """Lies over a diagram and lets the mouse through."""

    def __init__(self, diagram: Diagram) -> None:
        super().__init__(diagram)
        self.diagram = diagram
        self.numbers: Mapping[str, str] = {}
        self.reserve: frozenset[str] = frozenset()
        self.pairs: Sequence[ElectrodePair] = ()
        self.outlined = ""
        self.picture: QImage | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        diagram.installEventFilter(self)
        self.resize(diagram.size())

    def show_numbers(self, numbers: Mapping[str, str], reserve: frozenset[str]) -> None:
        """Put numbers on points; those in ``reserve`` (alternatives) stand in open discs."""
        self.numbers, self.reserve = numbers, reserve
        self.update()

    def show_pairs(self, pairs: Sequence[ElectrodePair]) -> None:
        """Join the points of electrode pairs, where the view shows both on its limb."""
        self.pairs = pairs
        self.update()

    def line_of(self, pair: ElectrodePair) -> QLineF | None:
        """Return the line of an electrode pair, or None if the view does not show both ends."""
        diagram = self.diagram
        if not pair.is_whole or pair.side is not diagram.state.side:
            return None
        markers = diagram.scene.drawing(diagram.state).markers
        seen = {marker.code for marker in markers if marker.visible}
        drawn = [self._drawn(code, seen) for code in pair.codes]
        if not seen.issuperset(drawn):
            return None
        start, end = map(diagram.place_of, drawn)
        return None if start is None or end is None else QLineF(start, end)

    def places(self) -> dict[str, QPointF]:
        """Return where the numbers stand: at their points, or below those of the same place."""
        radius = self._radius()
        markers = self.diagram.scene.drawing(self.diagram.state).markers
        drawn = {marker.code for marker in markers}
        placed: dict[str, QPointF] = {}
        for code in self.numbers:
            at = self.diagram.place_of(self._drawn(code, drawn))
            if at is None:
                continue
            while any(QLineF(at, other).length() < radius for other in placed.values()):
                at += QPointF(0, 2 * radius)
            placed[code] = at
        return placed

    def outline(self, territory: str) -> None:
        """Outline a territory by its key in the view (``dermatome:L5``), or none."""
        if territory != self.outlined:
            self.outlined = territory
            self.picture = None
            self.update()

    def show_picture(self, picture: QImage) -> None:
        """Show a territory that the view has no outline of as a picture of the whole view."""
        self.picture = picture
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the diagram."""
        if event.type() is QEvent.Type.Resize:
            self.resize(self.diagram.size())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the outline, then electrode pairs, then the numbers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._outline(painter)
        lines = [(pair, line) for pair in self.pairs if (line := self.line_of(pair)) is not None]
        for _, line in lines:
            self._join(painter, line)
        for code, at in self.places().items():
            self._number(painter, at, self.numbers[code], code in self.reserve)
        for pair, line in lines:
            self._name(painter, line, pair.name)
        painter.end()

    def _outline(self, painter: QPainter) -> None:
        diagram = self.diagram
        if self.picture is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setTransform(view_transform(diagram.frame), True)
            painter.drawImage(QRectF(*diagram.camera.box), self.picture)
            painter.restore()
            return
        rings = diagram.scene.atlas.projection(diagram.state.view).territories.get(self.outlined)
        if not rings:
            return
        path = view_transform(diagram.frame).map(area_path(rings))
        painter.setBrush(diagram.look.colour("accent", 0.16))
        painter.setPen(QPen(diagram.look.colour("label_halo", 0.9), 5))
        painter.drawPath(path)
        painter.setPen(QPen(diagram.look.colour("accent"), 2.2))
        painter.drawPath(path)

    def _drawn(self, code: str, drawn: AbstractSet[str]) -> str:
        """Return the point that is drawn where a point is: a site's may be another point's."""
        point = self.diagram.scene.content.points.get(code)
        return code if code in drawn or point is None else point.same_as

    def _radius(self) -> float:
        return RADIUS * (0.5 + self.diagram.look.scale / 2)

    def _join(self, painter: QPainter, line: QLineF) -> None:
        look = self.diagram.look
        painter.setPen(QPen(look.colour("label_halo", 0.9), 5))
        painter.drawLine(line)
        pen = QPen(look.colour("accent"), 2)
        pen.setDashPattern(list(DASH))
        painter.setPen(pen)
        painter.drawLine(line)

    def _name(self, painter: QPainter, line: QLineF, words: str) -> None:
        """Name a line, unless the numbers of its ends all but touch: closer up there is room."""
        look = self.diagram.look
        font = look.font(10, bold=True)
        metrics = QFontMetricsF(font)
        box = QRectF(0, 0, metrics.horizontalAdvance(words) + 8, metrics.height() + 2)
        middle = line.center()
        radius = self._radius()
        if line.length() < 3 * radius:
            return
        # Between points that are near each other it would hide the line and their numbers.
        if line.length() < 2 * radius + box.width() + 8:
            normal = line.normalVector().unitVector()
            beside = box.width() / 2 + 2
            middle += QPointF(normal.dx() * beside, normal.dy() * beside)
        box.moveCenter(middle)
        painter.setPen(QPen(look.colour("accent"), 1.5))
        painter.setBrush(look.colour("sheet"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(font)
        painter.setPen(look.colour("accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _number(self, painter: QPainter, at: QPointF, number: str, reserve: bool) -> None:
        look = self.diagram.look
        radius = self._radius()
        painter.setPen(QPen(look.colour("label_halo"), 1.5))
        painter.setBrush(look.colour("label_halo"))
        painter.drawEllipse(at, radius + 1, radius + 1)
        painter.setPen(QPen(look.colour("accent"), 1.5))
        painter.setBrush(look.colour("sheet" if reserve else "accent"))
        painter.drawEllipse(at, radius, radius)
        painter.setFont(look.font(11, bold=True))
        painter.setPen(look.colour("accent" if reserve else "on_accent"))
        box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)


def stained(faces: FaceMap, mask: bytes, colour: QColor) -> QImage:
    """Return a picture of some skin in a view, thinly filled and outlined in a colour."""
    stain = Stain(faces)
    stain.show_colour(colour)
    stain.take(faces.row(mask.translate(_MARKED)))
    picture = QImage(faces.width, faces.height, QImage.Format.Format_ARGB32_Premultiplied)
    filled = QColor(colour)
    filled.setAlphaF(FILLED)
    picture.fill(filled)
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, stain.inside)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.drawImage(0, 0, stain.outline)
    painter.end()
    return picture
