"""The list of studies with the points they used, each with its result, to be laid side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.domain.evidence_words import DIRECTION_WORDS, design_word
from desktop_app.planning.protocols import Protocol
from desktop_app.ui.rich.badges import DIRECTION_MARKS, MARK_TOKENS, paint_mark
from desktop_app.ui.rich.rows import paint_ground, plain_list, two_lines
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
BOX = 32
"""Pixels at 100 %, of the place at the start of a row that lays a study beside others."""


class ProtocolModel(QAbstractListModel):
    """Studies with their points, and which of them are laid side by side."""

    compared_changed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.protocols: tuple[Protocol, ...] = ()
        self.compared: tuple[str, ...] = ()
        self.chosen: frozenset[str] = frozenset()

    def show_protocols(self, protocols: Sequence[Protocol]) -> None:
        """Show these studies; those laid side by side stay so if they are among them."""
        self.beginResetModel()
        self.protocols = tuple(protocols)
        there = {each.study for each in self.protocols}
        self.compared = tuple(key for key in self.compared if key in there)
        self.endResetModel()
        self.compared_changed.emit()

    def show_chosen(self, codes: Collection[str]) -> None:
        """Tell how many points of each study the plan has."""
        self.chosen = frozenset(codes)
        if self.protocols:
            self.dataChanged.emit(self.index(0), self.index(len(self.protocols) - 1))

    def toggle(self, place: int) -> None:
        """Lay a study beside the others, or take it away."""
        key = self.protocols[place].study
        if key in self.compared:
            self.compared = tuple(each for each in self.compared if each != key)
        else:
            self.compared = (*self.compared, key)
        self.dataChanged.emit(self.index(place), self.index(place))
        self.compared_changed.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many studies there are."""
        return 0 if parent.isValid() else len(self.protocols)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what is shown and said of a study."""
        if not index.isValid() or index.row() >= len(self.protocols):
            return None
        each = self.protocols[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return each.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return each.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            beside = ", laid beside others" if each.study in self.compared else ""
            return f"{each.name}, {DIRECTION_WORDS[each.direction]}, {self.facts(each)}{beside}"
        return None

    def facts(self, protocol: Protocol) -> str:
        """Return design, size and points of a study in a line."""
        has = len(self.chosen.intersection(protocol.points))
        parts = [design_word(protocol.design)]
        if protocol.sample_size is not None:
            parts.append(f"n {protocol.sample_size:,}")
        parts.append(counted(len(protocol.points), "point", "points"))
        if has:
            parts.append(f"{has} in the plan")
        return " · ".join(parts)


class ProtocolList(QListView):
    """The list; Space or a click on the box lays a study beside others."""

    stepped = Signal(object)
    """Sent with the ``Protocol`` one is on, or None."""

    opened = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.rows = ProtocolModel(services)
        self.setModel(self.rows)
        self.delegate = _Rows(services, self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("Studies and the points they used")
        plain_list(self)
        self.selectionModel().currentChanged.connect(lambda *_: self.stepped.emit(self.current))
        services.theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def current(self) -> Protocol | None:
        """The study one is on."""
        place = self.currentIndex().row()
        return self.rows.protocols[place] if 0 <= place < len(self.rows.protocols) else None

    def show_protocols(self, protocols: Sequence[Protocol]) -> None:
        """Show studies, staying on the one one was on."""
        held = self.current
        self.rows.show_protocols(protocols)
        keys = [each.study for each in protocols]
        place = keys.index(held.study) if held is not None and held.study in keys else 0
        if keys:
            self.setCurrentIndex(self.rows.index(place))
        self.stepped.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lay beside others with Space, open with Enter."""
        place = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and place >= 0:
            self.rows.toggle(place)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lay beside others where the box is clicked."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and place.x() < self.services.theme.scaled(BOX):
            self.rows.toggle(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the study; on the box a second click is a click."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and place.x() < self.services.theme.scaled(BOX):
            self.rows.toggle(index.row())
        elif index.isValid() and self.current is not None:
            self.opened.emit(self.current)


class _Rows(QStyledItemDelegate):
    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.services = services

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return two_lines(self.services.theme)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        if not isinstance(view, ProtocolList):
            return
        each = view.rows.protocols[index.row()]
        theme = self.services.theme
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, box, state, theme)
        self._check(painter, box, each.study in view.rows.compared)
        inner = box.adjusted(theme.scaled(BOX) + 4, 6, -12, -6)
        self._direction(painter, inner, each)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("quiet"))
        metrics = QFontMetrics(theme.font("small"))
        below = QRect(
            inner.left(), inner.bottom() - metrics.height() + 1, inner.width(), metrics.height()
        )
        words = metrics.elidedText(
            view.rows.facts(each), Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    def _direction(self, painter: QPainter, inner: QRect, each: Protocol) -> None:
        """Draw the study's name, and at the right what it found."""
        theme = self.services.theme
        mark = DIRECTION_MARKS[each.direction]
        word = DIRECTION_WORDS[each.direction]
        small, body = QFontMetrics(theme.font("small")), QFontMetrics(theme.font(bold=True))
        line = QRect(inner.left(), inner.top(), inner.width(), body.height())
        side = max(8, small.ascent() * 3 // 4)
        wide = small.horizontalAdvance(word) + side + 8
        colour = theme.colour(MARK_TOKENS[mark])
        spot = QRectF(line.right() - wide, line.center().y() - side / 2 + 1, side, side)
        paint_mark(painter, spot, mark, colour)
        painter.setFont(theme.font("small"))
        painter.setPen(colour)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
        painter.setFont(theme.font(bold=True))
        painter.setPen(theme.colour("ink"))
        name = body.elidedText(each.name, Qt.TextElideMode.ElideRight, line.width() - wide - 8)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)

    def _check(self, painter: QPainter, box: QRect, on: bool) -> None:
        theme = self.services.theme
        side = theme.scaled(14)
        spot = QRect(0, 0, side, side)
        spot.moveCenter(box.center())
        spot.moveLeft(box.left() + (theme.scaled(BOX) - side) // 2 + 2)
        painter.setPen(QPen(theme.colour("accent" if on else "quiet"), 1))
        painter.setBrush(theme.colour("accent" if on else "sheet"))
        painter.drawRoundedRect(spot, 3, 3)
        if on:
            theme.icon("check", "on_accent").paint(painter, spot)
