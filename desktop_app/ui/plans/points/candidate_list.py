"""The list of candidate points: code and name, how many reasons, which, how far, in the plan."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.domain.evidence_words import CERTAINTY_WORDS, DIRECTION_WORDS
from desktop_app.domain.findings import ReasonKind
from desktop_app.domain.plan_words import REASON_WORDS
from desktop_app.ui.plans.points.finding import Row
from desktop_app.ui.plans.points.words import distance_words
from desktop_app.ui.rich.badges import (
    CERTAINTY_STEPS,
    DIRECTION_MARKS,
    MARK_TOKENS,
    paint_mark,
    paint_steps,
)
from desktop_app.ui.rich.rows import paint_ground, plain_list, two_lines
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole + 1
BUTTON = 28
"""Pixels at 100 %, of the place at the end of a row that adds the point."""


class CandidateModel(QAbstractListModel):
    """Rows of the list, and which of the points the plan has."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.rows: tuple[Row, ...] = ()
        self.chosen: frozenset[str] = frozenset()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def show_chosen(self, codes: Collection[str]) -> None:
        """Mark the points that the plan has."""
        self.chosen = frozenset(codes)
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def place_of(self, code: str) -> int:
        """Return the row of a point, -1 if it has none."""
        return next((n for n, row in enumerate(self.rows) if row.code == code), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown and said of a row."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.code
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.said(row)
        return None

    def said(self, row: Row) -> str:
        """Return a row in words, for a screen reader."""
        point = self.services.content.points[row.code]
        parts = [f"{row.code} {point.pinyin}"]
        if row.candidate is None:
            parts.append("nothing here speaks for it")
        else:
            parts.append(counted(row.speaking, "reason", "reasons"))
            parts.append(distance_words(row.candidate))
            parts += [REASON_WORDS[kind] for kind in row.kinds]
            parts += [f"{number} {DIRECTION_WORDS[each]}" for each, number in row.directions]
            if row.certainty is not None:
                parts.append(CERTAINTY_WORDS[row.certainty])
        if row.code in self.chosen:
            parts.append("in the plan")
        return ", ".join(filter(None, parts))


class CandidateList(QListView):
    """The list; Enter, a double click or the plus adds a point."""

    pointed = Signal(str)
    """Sent with the code under the pointer, or empty."""

    stepped = Signal(str)
    """Sent with the code the keyboard or a click came to, or empty."""

    added = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.rows = CandidateModel(services)
        self.setModel(self.rows)
        self.delegate = CandidateDelegate(services, self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("Candidate points")
        plain_list(self)
        self._under = ""
        self.selectionModel().currentChanged.connect(self._moved)
        services.theme.changed.connect(self._restyle)

    def show_rows(self, rows: tuple[Row, ...], chosen: Collection[str]) -> None:
        """Show rows, staying on the point one was on where it is still there."""
        code = self.code
        self.rows.chosen = frozenset(chosen)
        self.rows.show_rows(rows)
        self.go_to(code if self.rows.place_of(code) >= 0 else "")
        if not self.code and rows:
            self.setCurrentIndex(self.rows.index(0))

    @property
    def code(self) -> str:
        """The point one is on; empty if none."""
        row = self.currentIndex().data(ROW)
        return row.code if isinstance(row, Row) else ""

    def go_to(self, code: str) -> None:
        """Go to a point, if it is in the list."""
        place = self.rows.place_of(code)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))

    def step(self, by: int) -> None:
        """Go to the next or previous row."""
        place = self.currentIndex().row() + by
        if 0 <= place < len(self.rows.rows):
            self.setCurrentIndex(self.rows.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add the point one is on with Enter or plus."""
        adds = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Plus)
        if event.key() in adds and self.code:
            self.added.emit(self.code)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which point is under the pointer."""
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        self._point_at(index)
        over = index.isValid() and self.delegate.button(self.visualRect(index)).contains(place)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Add the point whose plus is pressed."""
        super().mousePressEvent(event)
        if self._is_on_button(event.position().toPoint()):
            self.added.emit(self.code)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Add the point; the plus has done so already."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and not self._is_on_button(place):
            self.setCurrentIndex(index)
            self.added.emit(self.code)

    def leaveEvent(self, event: object) -> None:
        """Point at nothing."""
        self._point_at(QModelIndex())

    def _is_on_button(self, place: QPoint) -> bool:
        index = self.indexAt(place)
        return index.isValid() and self.delegate.button(self.visualRect(index)).contains(place)

    def _point_at(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        code = row.code if isinstance(row, Row) else ""
        if code != self._under:
            self._under = code
            self.pointed.emit(code)

    def _moved(self, index: QModelIndex) -> None:
        row = index.data(ROW) if index.isValid() else None
        self.stepped.emit(row.code if isinstance(row, Row) else "")

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class CandidateDelegate(QStyledItemDelegate):
    """Draws a row in two lines."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.services = services

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; the width is that of the list."""
        return two_lines(self.services.theme)

    def button(self, box: QRect) -> QRect:
        """Return the place that adds the point of a row."""
        side = self.services.theme.scaled(BUTTON)
        return QRect(box.right() - side - 4, box.center().y() - side // 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        theme = self.services.theme
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, box, state, theme)
        self._button(painter, box, row)
        inner = box.adjusted(12, 6, -theme.scaled(BUTTON) - 12, -6)
        self._first_line(painter, inner, row)
        self._second_line(painter, inner, row)
        painter.restore()

    def _button(self, painter: QPainter, box: QRect, row: Row) -> None:
        theme = self.services.theme
        model = self._model()
        side = theme.scaled(16)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(self.button(box).center())
        has = model is not None and row.code in model.chosen
        theme.icon("check" if has else "plus", "accent" if has else "quiet").paint(painter, spot)

    def _first_line(self, painter: QPainter, box: QRect, row: Row) -> None:
        theme = self.services.theme
        point = self.services.content.points[row.code]
        bold, plain, small = theme.font(bold=True), theme.font(), theme.font("small")
        left = box.left()
        high = QFontMetrics(plain).height()
        line = QRect(left, box.top(), box.width(), high)
        right = QFontMetrics(small).horizontalAdvance(_at_right(row))
        painter.setFont(small)
        painter.setPen(theme.colour("quiet"))
        painter.drawText(line, _RIGHT, _at_right(row))
        painter.setFont(bold)
        painter.setPen(theme.colour("ink"))
        painter.drawText(line, _LEFT, row.code)
        line.setLeft(left + QFontMetrics(bold).horizontalAdvance(row.code) + 8)
        line.setRight(box.right() - right - 8)
        painter.setFont(plain)
        names = f"{point.pinyin}  {point.english}"
        painter.drawText(line, _LEFT, _cut(painter, names, line.width()))

    def _second_line(self, painter: QPainter, box: QRect, row: Row) -> None:
        theme = self.services.theme
        small = theme.font("small")
        high = QFontMetrics(small).height()
        line = QRect(box.left(), box.bottom() - high + 1, box.width(), high)
        painter.setFont(small)
        painter.setPen(theme.colour("quiet"))
        if row.candidate is None:
            words = "Nothing here speaks for it; you may add it all the same."
            painter.drawText(line, _LEFT, _cut(painter, words, line.width()))
            return
        for number, kind in enumerate(row.kinds):
            words = ("· " if number else "") + REASON_WORDS[kind]
            if not self._words(painter, line, words):
                return
            if kind is ReasonKind.TRIAL:
                self._directions(painter, line, row)
            elif kind is ReasonKind.CIRCULATION:
                self._certainty(painter, line, row)

    def _words(self, painter: QPainter, line: QRect, words: str) -> bool:
        """Write words and move on; False if they had to be cut."""
        wide = painter.fontMetrics().horizontalAdvance(words)
        painter.setPen(self.services.theme.colour("quiet"))
        painter.drawText(line, _LEFT, _cut(painter, words, line.width()))
        line.setLeft(line.left() + wide + 5)
        return line.width() > 12

    def _directions(self, painter: QPainter, line: QRect, row: Row) -> None:
        theme = self.services.theme
        side = max(7, painter.fontMetrics().ascent() * 3 // 4)
        for direction, number in row.directions:
            if line.width() < 3 * side:
                return
            mark = DIRECTION_MARKS[direction]
            colour = theme.colour(MARK_TOKENS[mark])
            spot = QRectF(line.left(), line.center().y() - side / 2 + 1, side, side)
            paint_mark(painter, spot, mark, colour)
            line.setLeft(line.left() + side + 2)
            painter.setPen(colour)
            painter.drawText(line, _LEFT, str(number))
            line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(f"{number} ") + 3)

    def _certainty(self, painter: QPainter, line: QRect, row: Row) -> None:
        if row.certainty not in CERTAINTY_STEPS:
            return
        side = max(5.0, painter.fontMetrics().ascent() / 2)
        if line.width() < 6 * side:
            return
        spot = QRectF(line.left(), line.center().y() - side / 2 + 1, side, side)
        colour = self.services.theme.colour("quiet")
        paint_steps(painter, spot, CERTAINTY_STEPS[row.certainty], colour)
        line.setLeft(line.left() + round(side * 1.4 * 4) + 4)

    def _model(self) -> CandidateModel | None:
        view = self.parent()
        return view.rows if isinstance(view, CandidateList) else None


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _at_right(row: Row) -> str:
    if row.candidate is None:
        return ""
    reasons = counted(row.speaking, "reason", "reasons")
    return " · ".join(filter(None, (reasons, distance_words(row.candidate))))


def _cut(painter: QPainter, words: str, width: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(width, 0))
