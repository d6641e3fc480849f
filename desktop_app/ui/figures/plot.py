"""Shows a drawing in the window's look; what is in it is told and opened by mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from desktop_app.domain.refs import Ref
from desktop_app.ui.figures.canvas import Canvas, Spot
from desktop_app.ui.figures.drawing import Drawing
from desktop_app.ui.figures.style import Style, screen_style
from desktop_app.ui.services import Services

ABOVE, BESIDE = 3, 1
"""Pixels kept free around the drawing, for the ring around what the keyboard is on."""

MOST_TRIED = 6
"""Widths for which a layout is kept."""

STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Plot(QWidget):
    """A drawing on the screen."""

    asked = Signal(str)
    """Sent with a query when a spot that stands for several studies is opened."""

    def __init__(self, drawing: Drawing, services: Services, whole: bool = True) -> None:
        super().__init__()
        self.drawing = drawing
        self.services = services
        self.whole = whole
        self._canvas: Canvas | None = None
        self._tried: dict[int, Canvas] = {}
        self._chosen: Spot | None = None
        self._hovered: Spot | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"Figure: {drawing.title}")
        self.setAccessibleDescription(drawing.summary())
        services.theme.changed.connect(self._restyle)

    def show_whole(self) -> None:
        """Draw long lists to their end."""
        self.whole = True
        self._restyle()

    @property
    def spots(self) -> tuple[Spot, ...]:
        """What can be opened, in reading order."""
        return tuple(self._laid().spots)

    @property
    def kept(self) -> tuple[float, float]:
        """What stays in sight when the plot is scrolled: width at the left, height at the top."""
        return self._laid().kept

    def paint_on(self, painter: QPainter, top: int, bottom: int) -> None:
        """Draw without rings, the plot's left top corner at the painter's origin.

        ``top`` and ``bottom`` tell which part of the plot is seen.
        """
        painter.translate(BESIDE, ABOVE)
        self._laid().paint(painter, top - ABOVE, bottom - ABOVE)
        painter.translate(-BESIDE, -ABOVE)

    @property
    def chosen(self) -> Spot | None:
        """The spot the keyboard is on."""
        return self._chosen

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height the drawing takes at a width."""
        return round(self._lay_out(width).height) + 2 * ABOVE

    def sizeHint(self) -> QSize:
        """Return a comfortable size, pixels."""
        # The height follows from the width that there will be; to lay out for a guess is wasted.
        height = self._canvas.height + 2 * ABOVE if self._canvas is not None else 24
        return QSize(self.minimumSizeHint().width(), round(height))

    def minimumSizeHint(self) -> QSize:
        """Return the least width, pixels."""
        return QSize(min(round(self.drawing.least_width(self.style_now())), 240), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, with a ring around what is pointed at or what the keyboard is on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_on(painter, event.rect().top(), event.rect().bottom())
        painter.translate(BESIDE, ABOVE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._hovered is not None:
            self._ring(painter, self._hovered, "edge", 1)
        if self._chosen is not None and self.hasFocus():
            self._ring(painter, self._chosen, "accent", 2)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark what is pointed at."""
        spot = self._at(event.position())
        if spot is not self._hovered:
            self._hovered = spot
            opens = spot is not None and bool(spot.target)
            shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Mark nothing."""
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        event.setAccepted(self._at(event.position()) is not None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was clicked."""
        spot = self._at(event.position())
        if spot is not None and event.button() is Qt.MouseButton.LeftButton:
            self._open(spot)

    def event(self, event: QEvent) -> bool:
        """Tell what is pointed at."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            spot = self._at(QPointF(event.pos()))
            words = spot.words if spot else ""
            QToolTip.showText(event.globalPos(), f"<p>{_escaped(words)}</p>" if words else "", self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from spot to spot with the arrows; Enter opens, Home and End go to the ends."""
        key = Qt.Key(event.key())
        spots = self.spots
        if key in STEPS and spots:
            self._choose(self._next(STEPS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and spots:
            self._choose(spots[0 if key is Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen is not None:
            self._open(self._chosen)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the keyboard on the first spot."""
        super().focusInEvent(event)
        if self._chosen is None and self.spots:
            self._choose(self.spots[0])
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def _choose(self, spot: Spot) -> None:
        self._chosen = spot
        # Said by screen readers as it changes.
        self.setAccessibleDescription(spot.words)
        box = spot.box.toAlignedRect().translated(BESIDE, ABOVE)
        if self.hasFocus():
            self._keep_in_sight(box)
        if self.hasFocus():
            QToolTip.showText(
                self.mapToGlobal(box.bottomLeft() + QPoint(0, 4)),
                f"<p>{_escaped(spot.words)}</p>",
                self,
            )
        self.update()

    def _keep_in_sight(self, box: QRect) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if not isinstance(above, QScrollArea):
            return
        left, top = map(round, self._laid().kept)
        middle = self.mapTo(above.widget() or self, box.center())
        across, down = left + min(box.width() // 2, 160), top + min(box.height() // 2, 160)
        above.ensureVisible(middle.x(), middle.y(), across + 16, down + 16)

    def _next(self, step: tuple[int, int]) -> Spot:
        """Return the nearest spot that way; sideways it goes on in the next line at the end."""
        spots = self.spots
        if self._chosen is None or self._chosen not in spots:
            return spots[0]
        across, down = step
        number = spots.index(self._chosen)
        if across:
            return spots[min(max(number + across, 0), len(spots) - 1)]
        here = self._chosen.box.center()
        beyond = [
            spot
            for spot in spots
            if (spot.box.center().y() - here.y()) * down > spot.box.height() / 2
        ]
        if not beyond:
            return self._chosen
        return min(beyond, key=lambda spot: _distance(here, spot.box.center()))

    def _open(self, spot: Spot) -> None:
        if isinstance(spot.target, Ref):
            self.services.navigator.go(spot.target)
        elif spot.target:
            self.asked.emit(spot.target)

    def _at(self, place: QPointF) -> Spot | None:
        inside = place - QPointF(BESIDE, ABOVE)
        return next((spot for spot in self.spots if spot.box.contains(inside)), None)

    def _ring(self, painter: QPainter, spot: Spot, token: str, width: int) -> None:
        painter.setPen(QPen(self.services.theme.colour(token), width))
        painter.drawRoundedRect(QRectF(spot.box).adjusted(0, -1, 0, 1), 4, 4)

    def style_now(self) -> Style:
        """Return the look the window has now."""
        return screen_style(self.services.theme)

    def _lay_out(self, width: int) -> Canvas:
        """Return the drawing at a width; layouts ask for the same few again and again."""
        if width not in self._tried:
            if len(self._tried) >= MOST_TRIED:
                self._tried.clear()
            room = max(width - 2 * BESIDE, 120)
            self._tried[width] = self.drawing.on(room, self.style_now(), self.whole)
        return self._tried[width]

    def _laid(self) -> Canvas:
        """Return the drawing at the width the window gives it, laid out once."""
        if self._canvas is None or self._canvas.width != max(self.width() - 2 * BESIDE, 120):
            self._canvas = self._lay_out(self.width())
            if self._chosen is not None:
                same = (spot for spot in self._canvas.spots if spot.words == self._chosen.words)
                self._chosen = next(same, None)
            self._hovered = None
        return self._canvas

    def _restyle(self) -> None:
        self._canvas = None
        self._tried.clear()
        self.updateGeometry()
        self.update()


def _distance(here: QPointF, there: QPointF) -> float:
    """Return how far a step down or up goes: sideways counts double, so that columns are kept."""
    return abs(there.y() - here.y()) + 2 * abs(there.x() - here.x())


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
