"""The diagram: draws the state of the atlas and turns mouse, touch and keys into the next state."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.cameras import Camera, Frame
from desktop_app.atlas.labels import Rect
from desktop_app.atlas.picking import Hit, pick
from desktop_app.atlas.state import AtlasState
from desktop_app.domain.area import Area
from desktop_app.ui.diagram.backdrop import Ground
from desktop_app.ui.diagram.foreground import Foreground, Front
from desktop_app.ui.diagram.gestures import PickOrPan
from desktop_app.ui.diagram.heat import Heat
from desktop_app.ui.diagram.inset import paint_inset
from desktop_app.ui.diagram.keys import command_of
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.painter import paint_focus
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.diagram.tip import Tip
from desktop_app.ui.diagram.tool import Tool

if TYPE_CHECKING:
    from desktop_app.ui.diagram.tint import Tint

SETTLE_MS = 90
"""A zoom counts as over this long after its last step; then the ground is painted sharp."""

BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""How the keyboard comes to the diagram when one works without a mouse."""


class Diagram(QWidget):
    """The limb with its points, lines and labels.

    It keeps no state of its own: every gesture asks for the next ``AtlasState`` through
    ``wanted``, and ``show_state`` draws the one that came of it.
    """

    wanted = Signal(object)
    """Sent with the ``AtlasState`` that a gesture leads to."""

    picked = Signal(object)
    """Sent with the ``Hit`` under a click, or None for a click beside everything."""

    menu_wanted = Signal(object, QPoint)
    """Sent with the ``Hit`` (or None) and the global place of a right click."""

    key_wanted = Signal(str)
    """Sent with the command that a key stands for."""

    def __init__(self, scene: Scene, state: AtlasState, look: Look) -> None:
        super().__init__()
        self.scene = scene
        self.state = state
        self.look = look
        self.lettered = True
        self.describe: Callable[[Hit], str] = lambda hit: hit.id
        self.covered: tuple[Rect, ...] = ()
        self.heat: Heat | None = None
        self.tint: Tint | None = None
        self._tool: Tool | None = None
        self._by_keyboard = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 240)
        self.setAccessibleName("Diagram of the leg and foot; the list of points says the same")
        self.grabGesture(Qt.GestureType.PinchGesture)
        self._press = PickOrPan(self._click, self._drag)
        self._ground = Ground(scene)
        self._foreground = Foreground(scene)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self.update)
        self._tip = Tip(self, lambda hit: self.describe(hit))
        scene.plates.improved.connect(self._improved)

    @property
    def camera(self) -> Camera:
        """Return the camera of the view that is shown."""
        return self.scene.atlas.camera(self.state.view)

    @property
    def frame(self) -> Frame:
        """Return the window onto the view that is shown."""
        return moves.frame_of(self.state, self.camera, self.width(), self.height())

    @property
    def pixels(self) -> tuple[float, float]:
        """Return width and height."""
        return float(self.width()), float(self.height())

    def sizeHint(self) -> QSize:
        """Return a size at which a whole leg reads well."""
        return QSize(720, 800)

    def show_state(self, state: AtlasState) -> None:
        """Draw a state."""
        if state == self.state:
            return
        if state.zoom != self.state.zoom and state.view == self.state.view:
            self._settling.start()
        before = self._front()
        self.state = state
        changed = self._foreground.changed(before, self._front()) if self._is_plain() else None
        if changed is None:
            self.update()
        else:
            self.update(changed)

    @property
    def tool(self) -> Tool | None:
        """Return the tool in the hand, if any."""
        return self._tool

    def take_tool(self, tool: Tool | None) -> None:
        """Take a tool into the hand, or none: then a press picks or pans."""
        if self._tool is not None:
            self._tool.cancel()
        self._tool = tool
        self._hover(None)
        self.unsetCursor()
        self.update()

    def show_area(self, area: Area) -> None:
        """Paint a marked area on the skin; an empty one costs nothing."""
        if self.tint is None:
            if area.is_empty:
                return
            self.ready_tint()
        if self.tint is not None:
            self.tint.show_area(area)

    def show_heat(self, heat: Heat | None) -> None:
        """Fill the points by shares of 0 to 1; None or nothing shows them as they usually are."""
        self.heat = dict(heat) if heat else None
        self.update()

    def ready_tint(self) -> Tint:
        """Return what paints the area, made when first asked for."""
        if self.tint is None:
            # Pillow comes with it, and the atlas opens without an area.
            from desktop_app.ui.diagram.tint import Tint

            self.tint = Tint(self.scene.atlas, self.scene.plates.runner, self)
            self.tint.changed.connect(self.update)
        return self.tint

    def show_letters(self, on: bool) -> None:
        """Paint labels and scale bars, or leave them out to be on the screen sooner."""
        self.lettered = on
        self.update()

    def show_look(self, look: Look) -> None:
        """Draw in another theme or text size."""
        self.look = look
        self._ground.forget()
        self._foreground.clear(self.devicePixelRatioF())
        self.update()

    def place_of(self, code: str) -> QPointF | None:
        """Return where a point is drawn, or None if it is not."""
        for marker in self.scene.drawing(self.state).markers:
            if marker.code == code:
                return QPointF(*self.frame.to_screen(marker.uv))
        return None

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom about a pixel, by default the chosen point's or the middle."""
        if at is None:
            at = self.place_of(self.state.selected) if self.state.selected else None
            if at is None or not self.rect().contains(at.toPoint()):
                at = QPointF(self.width() / 2, self.height() / 2)
        state = moves.zoom_at(self.state, self.camera, self.pixels, factor, (at.x(), at.y()))
        self.wanted.emit(state)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground from its cache, then points and labels."""
        painter = QPainter(self)
        painter.setBackground(self.look.colour("paper"))
        painter.eraseRect(event.rect())
        frame = self.frame
        dpr = self.devicePixelRatioF()
        if dpr != self._foreground.dpr:
            self._foreground.clear(dpr)
        settling = self._settling.isActive()
        self._ground.paint(painter, self.state, frame, self.look, dpr, settling)
        if self.tint is not None:
            self.tint.paint(painter, self.state, frame, self.look, dpr, settling)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        front = self._front(QRectF(event.rect()))
        front.paint_marks(painter)
        if self.lettered:
            front.paint_labels(painter)
            front.paint_bars(painter)
        if front.has_inset:
            paint_inset(painter, self.scene, self.state, frame, self.look)
        if self._tool is not None:
            self._tool.paint(painter, frame)
        if self.hasFocus():
            paint_focus(painter, self.rect(), self.look, self._by_keyboard)
        painter.end()

    def _front(self, part: QRectF | None = None) -> Front:
        return self._foreground.of(self.state, self.frame, self.look, self.covered, self.heat, part)

    def _is_plain(self) -> bool:
        """Tell whether it is seen with nothing in the hand, which may draw anything anywhere."""
        return self.isVisible() and self._tool is None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if self._tool is not None and self._tool.press(event):
            self._tip.forget()
            return
        if event.button() is Qt.MouseButton.LeftButton:
            self._press.begin(event.position().x(), event.position().y())
            self._tip.forget()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or tell what is under the pointer."""
        at = event.position()
        if self._tool is not None and not self._press.active:
            self._tip.pointer = event.globalPosition().toPoint()
            if self._tool.move(event):
                return
        if self._press.active:
            self._press.move(at.x(), at.y())
            if self._press.dragging:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        self._tip.pointer = event.globalPosition().toPoint()
        self._hover(pick(self.scene.drawing(self.state), self.frame, at.x(), at.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a click or a drag."""
        if self._tool is not None and not self._press.active and self._tool.release(event):
            return
        if event.button() is Qt.MouseButton.LeftButton:
            self._press.end(event.position().x(), event.position().y())
            self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zoom in where there is no point; a point is chosen by the first click."""
        if self._tool is not None and self._tool.double_click(event):
            return
        at = event.position()
        hit = pick(self.scene.drawing(self.state), self.frame, at.x(), at.y())
        if hit is None or hit.kind in ("line", "area"):
            self.zoom_by(
                1.0 / 2 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 2, at
            )

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the pointer."""
        notches = event.angleDelta().y() / 120 or event.pixelDelta().y() / 60
        if notches:
            self.zoom_by(moves.ZOOM_STEP**notches, event.position())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what was under the pointer."""
        self._hover(None)
        if self._tool is not None:
            self._tool.leave()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with what is under the pointer, or with the chosen point."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            code = self.state.selected
            place = self.place_of(code) if code else None
            hit = Hit("point", code) if code else None
            at = place.toPoint() if place is not None else self.rect().center()
            self.menu_wanted.emit(hit, self.mapToGlobal(at))
            return
        drawing = self.scene.drawing(self.state)
        hit = pick(drawing, self.frame, event.pos().x(), event.pos().y())
        self.menu_wanted.emit(hit, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, change meridian, zoom."""
        if event.key() == Qt.Key.Key_Escape and self._press.active:
            self._press.cancel()
            self.unsetCursor()
            return
        if self._tool is not None and self._tool.key(event):
            return
        command = command_of(event)
        if not self._by_keyboard:
            self._by_keyboard = True
            self.update()
        if command:
            self.key_wanted.emit(command)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let a tool know of a key let go."""
        if self._tool is None or not self._tool.key_up(event):
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard works here, plainly if it was the keyboard that came here."""
        self._by_keyboard = event.reason() in BY_KEYBOARD
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard works elsewhere."""
        if self._tool is not None:
            self._tool.keyboard_lost()
        self.update()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the same place in the middle."""
        super().resizeEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Zoom with two fingers, on a touchpad or a touch screen."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_by(1.0 + event.value(), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._press.cancel()
                if self._tool is not None:
                    self._tool.cancel()
                at = self.mapFromGlobal(pinch.centerPoint().toPoint())
                self.zoom_by(pinch.scaleFactor(), QPointF(at))
                return True
        return super().event(event)

    def _click(self, x: float, y: float) -> None:
        self.picked.emit(pick(self.scene.drawing(self.state), self.frame, x, y))

    def _drag(self, dx: float, dy: float) -> None:
        self.wanted.emit(moves.pan(self.state, self.camera, self.pixels, dx, dy))

    def _hover(self, hit: Hit | None) -> None:
        if hit == self._tip.under:
            return
        self._tip.rest_on(hit)
        code = hit.id if hit is not None and hit.kind == "point" else ""
        if hit is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()
        self.wanted.emit(moves.hover(self.state, code))

    def _improved(self, view: str) -> None:
        if view == self.state.view:
            self._ground.plates_improved()
            self.update()
