"""The pages of a file: scrolled, zoomed, selected with the mouse, marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QApplication

from desktop_app.domain.attachment import Box, Mark
from desktop_app.ui.pdf.book import Book, Selected
from desktop_app.ui.pdf.layout import (
    FIT_WIDTH,
    GAP,
    LEAST,
    MOST,
    Layout,
    Size,
    fitting,
    next_step,
)
from desktop_app.ui.pdf.links import Links
from desktop_app.ui.pdf.painting import Overlay, paint_page
from desktop_app.ui.pdf.pictures import Pictures
from desktop_app.ui.theme import Theme

_POINTS_PER_INCH = 72
_REPAINT_MS = 120
"""How long zooming has to rest before pages are drawn at the new size."""

_KEYS = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Space: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class PagesView(QAbstractScrollArea):
    """Shows a book. Pages count from 0, places are in points from a page's top left."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)
    selection_changed = Signal()
    mark_chosen = Signal(str)
    link_followed = Signal(object)
    """Sent with a ``Link`` that has been clicked."""

    menu_wanted = Signal(QPoint)
    """Sent with the place on the screen where a menu is wanted."""

    def __init__(self, theme: Theme, book: Book) -> None:
        super().__init__()
        self.theme = theme
        self.book = book
        self.links = Links(book)
        self.overlay = Overlay()
        self.zoom = FIT_WIDTH
        self.pictures = Pictures(book.document, self)
        self.layout_of_pages = Layout((), 1.0, 0.0)
        self.pointed: tuple[int, QPointF] | None = None
        """The page and place under the pointer when it was last pressed."""
        self._page = 0
        self._pressed: tuple[int, QPointF, QPoint] | None = None
        self._clicks = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REPAINT_MS)
        self._rest.timeout.connect(self._want)
        self._several = QTimer(self)
        self._several.setSingleShot(True)
        self._several.timeout.connect(self._forget_clicks)
        self.pictures.ready.connect(lambda _: self.viewport().update())
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Pages")
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.changed.connect(self._fit)

    @property
    def page(self) -> int:
        """The page one reads."""
        return self._page

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self.layout_of_pages.scale

    @property
    def factor(self) -> float:
        """The zoom as it is, 1.0 being life size, also when it follows the room."""
        return self.scale / self._life()

    def show_book(self, page: int, zoom: float) -> None:
        """Show the book, which has just been opened, from a page on."""
        self.overlay = Overlay()
        self.pictures.open()
        self.zoom = zoom
        self.layout_of_pages = Layout(self.book.sizes, 1.0, 0.0)
        self._page = min(max(page, 0), max(len(self._sizes) - 1, 0))
        self._fit()
        self.go_to(self._page)
        self.page_changed.emit(self._page)
        self.zoom_changed.emit(self.factor)

    def close_book(self) -> None:
        """Let the book go."""
        self._rest.stop()
        self.pictures.close()
        self.overlay = Overlay()
        self.layout_of_pages = Layout((), 1.0, 0.0)

    def go_to(self, page: int, top: float = 0.0) -> None:
        """Go to a page, or to a place so far below its top, points."""
        if not self._sizes:
            return
        page = min(max(page, 0), len(self._sizes) - 1)
        frame = self.layout_of_pages.frame(page)
        above = GAP if top <= 0 else self.viewport().height() / 3
        self.verticalScrollBar().setValue(round(frame.top + top * self.scale - above))
        self._now(page)
        self._want()

    def show_box(self, page: int, box: Box) -> None:
        """Bring a place into view, if it is not there already."""
        frame = self.layout_of_pages.frame(page)
        top = frame.top + box.top * self.scale - self.verticalScrollBar().value()
        if not GAP <= top <= self.viewport().height() - box.height * self.scale - GAP:
            self.go_to(page, max(box.top, 0.01))
        across = self.horizontalScrollBar()
        left = frame.left + box.left * self.scale - across.value()
        if not 0 <= left <= self.viewport().width() - GAP:
            across.setValue(round(frame.left + box.left * self.scale - GAP))
        self._now(page)

    def set_zoom(self, zoom: float, around: QPointF | None = None) -> None:
        """Zoom to a factor, or to one that follows the room; a place of the view stays put."""
        if not self._sizes:
            return
        middle = QPointF(self.viewport().rect().center())
        kept = around if around is not None else QPointF(middle.x(), 0.0)
        page, place = self.place_at(kept)
        self.zoom = zoom if zoom <= 0 else min(max(zoom, LEAST), MOST)
        self._fit()
        frame = self.layout_of_pages.frame(page)
        self.horizontalScrollBar().setValue(round(frame.left + place.x() * self.scale - kept.x()))
        self.verticalScrollBar().setValue(round(frame.top + place.y() * self.scale - kept.y()))
        self.zoom_changed.emit(self.factor)

    def zoom_step(self, larger: bool) -> None:
        """Zoom by one step of the buttons."""
        self.set_zoom(next_step(self.factor, larger))

    def place_at(self, spot: QPointF) -> tuple[int, QPointF]:
        """Return the page and the place on it at a spot of the view."""
        x = spot.x() + self.horizontalScrollBar().value()
        y = spot.y() + self.verticalScrollBar().value()
        page = self.layout_of_pages.page_at(y)
        return page, QPointF(*self.layout_of_pages.place(page, x, y))

    def select(self, selected: Selected | None) -> None:
        """Select text of a page, or nothing."""
        if selected is not self.overlay.selected:
            self.overlay.selected = selected
            self.viewport().update()
            self.selection_changed.emit()

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show these marks."""
        self.overlay.marks = marks
        self.viewport().update()

    def choose_mark(self, key: str) -> None:
        """Outline a mark."""
        self.overlay.chosen = key
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self.theme.colour("badge"))
        top, left = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        painter.translate(-left, -top)
        for page in self.layout_of_pages.shown(top, top + self.viewport().height()):
            frame = self.layout_of_pages.frame(page)
            picture = self.pictures.picture(page)
            paint_page(painter, self.theme, page, frame, self.scale, picture, self.overlay)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QPen(self.theme.colour("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the pages out anew, from the same page on."""
        super().resizeEvent(event)
        if self._sizes:
            page, place = self.place_at(QPointF(self.viewport().width() / 2, 0.0))
            self._fit()
            frame = self.layout_of_pages.frame(page)
            self.verticalScrollBar().setValue(round(frame.top + place.y() * self.scale))
            self.zoom_changed.emit(self.factor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or with Ctrl zoom at the pointer."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif turned := event.angleDelta().y():
            self.set_zoom(self.factor * 1.1 ** (turned / 120), event.position())
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select, or choose a mark; twice takes the word, three times the line."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._sizes:
            return
        page, place = self.place_at(event.position())
        self.pointed = (page, place)
        self._pressed = (page, place, event.position().toPoint())
        self._clicks = self._clicks + 1 if self._several.isActive() else 1
        self._several.start(QApplication.doubleClickInterval())
        if self._clicks == 3:
            self.select(self.book.line_at(page, place))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        self.mousePressEvent(event)
        if self._clicks == 2 and self._pressed is not None:
            self.select(self.book.word_at(*self._pressed[:2]))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select as far as the pointer is; tell by the pointer what lies under it."""
        if not self._sizes:
            return
        page, place = self.place_at(event.position())
        if self._pressed is None:
            self._tell_pointed(page, place)
            return
        first, start, spot = self._pressed
        moved = (event.position().toPoint() - spot).manhattanLength()
        if moved >= QApplication.startDragDistance() and page == first:
            # Between two lines there is no letter: what was selected last stays.
            if found := self.book.between(first, start, place):
                self.select(found)
            self._scroll_along(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End selecting; a mere click chooses the mark that lies there, or lets all go."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        page, place, spot = self._pressed
        self._pressed = None
        moved = (event.position().toPoint() - spot).manhattanLength()
        if moved < QApplication.startDragDistance() and self._clicks == 1:
            self.select(None)
            mark = self.overlay.mark_at(page, place.x(), place.y())
            link = self.links.at(page, place) if mark is None else None
            self.mark_chosen.emit(mark.key if mark else "")
            if link is not None:
                self.link_followed.emit(link)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu on what lies there."""
        if not self._sizes:
            return
        spot = QPointF(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            spot = QPointF(self.viewport().rect().center())
        page, place = self.place_at(spot)
        self.pointed = (page, place)
        mark = self.overlay.mark_at(page, place.x(), place.y())
        if mark is not None:
            self.mark_chosen.emit(mark.key)
        self.menu_wanted.emit(self.viewport().mapToGlobal(spot.toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by line, view and page."""
        bar = self.verticalScrollBar()
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held is Qt.KeyboardModifier.ShiftModifier and key is Qt.Key.Key_Space:
            bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepSub)
        elif held is not Qt.KeyboardModifier.NoModifier:
            event.ignore()
        elif key in _KEYS:
            bar.triggerAction(_KEYS[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.go_to(self._page + (1 if key is Qt.Key.Key_Right else -1))
        else:
            event.ignore()

    def _tell_pointed(self, page: int, place: QPointF) -> None:
        """Tell by the pointer what a click would choose or follow, and where a link leads."""
        on_mark = self.overlay.mark_at(page, place.x(), place.y()) is not None
        link = None if on_mark else self.links.at(page, place)
        can_click = on_mark or link is not None
        shapes = Qt.CursorShape
        self.viewport().setCursor(shapes.PointingHandCursor if can_click else shapes.IBeamCursor)
        self.viewport().setToolTip(link.words if link is not None else "")

    @property
    def _sizes(self) -> Sequence[Size]:
        """The pages that are shown; none before the book is."""
        return self.layout_of_pages.sizes

    def _life(self) -> float:
        return float(self.logicalDpiY()) / _POINTS_PER_INCH

    def _fit(self) -> None:
        """Lay the pages out for the zoom and the room."""
        room = Size(self.viewport().width(), self.viewport().height())
        sizes = self._sizes
        scale = fitting(self.zoom, sizes, min(self._page, len(sizes) - 1), room, self._life())
        self.layout_of_pages = Layout(sizes, scale, room.width)
        height, width = self.layout_of_pages.height, self.layout_of_pages.width
        # The bars tell of every change; the page one reads stays what it was.
        page, bars = self._page, (self.verticalScrollBar(), self.horizontalScrollBar())
        for bar, length, part in zip(bars, (height, width), (room.height, room.width), strict=True):
            bar.setRange(0, max(0, round(length - part)))
            bar.setPageStep(round(part * 0.9))
            bar.setSingleStep(self.theme.scaled(40))
        self._page = page
        self._rest.start()
        self.viewport().update()

    def _scrolled(self) -> None:
        top = self.verticalScrollBar().value()
        self._now(self.layout_of_pages.read(top, top + self.viewport().height()))
        self._want()

    def _now(self, page: int) -> None:
        if page != self._page and self._sizes:
            self._page = page
            self.page_changed.emit(page)

    def _want(self) -> None:
        """Ask for the pages in view, then for their neighbours."""
        if not self._sizes:
            return
        top = self.verticalScrollBar().value()
        shown = self.layout_of_pages.shown(top, top + self.viewport().height())
        near = [shown.stop, shown.start - 1]
        pages = [*shown, *(page for page in near if 0 <= page < len(self._sizes))]
        self.pictures.want((page, self._pixels(page)) for page in pages)
        self.viewport().update()

    def _pixels(self, page: int) -> QSize:
        frame = self.layout_of_pages.frame(page)
        ratio = self.devicePixelRatioF()
        return QSize(round(frame.width * ratio), round(frame.height * ratio))

    def _scroll_along(self, spot: QPointF) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if spot.y() < 0 or spot.y() > height:
            bar.setValue(bar.value() + round(spot.y() if spot.y() < 0 else spot.y() - height))

    def _forget_clicks(self) -> None:
        self._clicks = 0
