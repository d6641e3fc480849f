"""The points with their mastery as a table: what the body shows, in words, to be sorted."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop_app.content import Content
from desktop_app.ui.diagram.mastery import STEPS, mastery_words
from desktop_app.ui.rich.rows import plain_table
from desktop_app.ui.rich.sort_header import SortHeader
from desktop_app.ui.services import Services

Index = QModelIndex | QPersistentModelIndex
ASCENDING = Qt.SortOrder.AscendingOrder


class Column(IntEnum):
    """What is told of a point."""

    POINT = 0
    NAME = 1
    MASTERY = 2


LONGEST_CODE = "EX-LE12.1"
"""A site of an extra point."""

LEAST_NAME = 72
"""Pixels at 100 % below which names are left out."""

HEADINGS = ("Point", "Name", "Mastery")


class PointsModel(QAbstractTableModel):
    """Points of the leg, in the order of the meridians until they are sorted otherwise."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content
        self._order = {code: place for place, code in enumerate(content.points)}
        self._sorted = (Column.POINT, ASCENDING)
        self.mastery: Mapping[str, float] = {}
        self.codes: tuple[str, ...] = ()

    def show_mastery(self, mastery: Mapping[str, float]) -> None:
        """Show the mastery of these points."""
        self.beginResetModel()
        self.mastery = mastery
        self._arrange()
        self.endResetModel()

    def place_of(self, code: str) -> int:
        """Return the row of a point, -1 if there is none."""
        return self.codes.index(code) if code in self.codes else -1

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many points there are."""
        return 0 if parent is not None and parent.isValid() else len(self.codes)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell."""
        if not index.isValid() or index.row() >= len(self.codes):
            return None
        shown = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
        return self._words(self.codes[index.row()], index.column()) if role in shown else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the heading of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = ASCENDING) -> None:
        """Put the rows in the order of a column."""
        if column < 0:
            return
        self.layoutAboutToBeChanged.emit()
        kept = [(old, self.codes[old.row()]) for old in self.persistentIndexList()]
        self._sorted = (Column(column), order)
        self._arrange()
        for old, code in kept:
            self.changePersistentIndex(old, self.index(self.place_of(code), old.column()))
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        column, order = self._sorted
        codes = sorted(self.mastery, key=lambda code: self._order.get(code, len(self._order)))
        if column is Column.NAME:
            codes.sort(key=self._name)
        elif column is Column.MASTERY:
            codes.sort(key=lambda code: self.mastery[code])
        if order is not ASCENDING:
            codes.reverse()
        self.codes = tuple(codes)

    def _words(self, code: str, column: int) -> str:
        match Column(column):
            case Column.POINT:
                return code
            case Column.NAME:
                return self._name(code)
            case Column.MASTERY:
                return mastery_words(self.mastery[code])
        raise AssertionError(column)

    def _name(self, code: str) -> str:
        point = self._content.points.get(code)
        return point.pinyin if point is not None else code


class PointsTable(QTableView):
    """The points; Enter or a double click opens the card of one."""

    chosen = Signal(str)
    """Sent with the code of the row one has come to."""

    opened = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.points = PointsModel(services.content)
        header = SortHeader(services.theme, self)
        self.setHorizontalHeader(header)
        self.setModel(self.points)
        self.setAccessibleName("Points with their mastery")
        self.setAccessibleDescription("Tab goes on to the headings, which sort it")
        plain_table(self)
        self.setProperty("role", "plain")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicator(Column.POINT, ASCENDING)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(lambda index: self._open(index))
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def show_mastery(self, mastery: Mapping[str, float]) -> None:
        """Show the mastery of these points; the chosen row stays chosen."""
        code = self.code
        self.points.show_mastery(mastery)
        if code:
            self.choose(code)

    @property
    def code(self) -> str:
        """The chosen point, or empty."""
        index = self.currentIndex()
        return self.points.codes[index.row()] if index.isValid() else ""

    def choose(self, code: str) -> None:
        """Go to the row of a point."""
        place = self.points.place_of(code)
        if place >= 0 and place != self.currentIndex().row():
            self.selectRow(place)
            self.scrollTo(self.points.index(place, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the names where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the card of the chosen point with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.points.codes[index.row()])

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.points.codes[index.row()])

    def _restyle(self) -> None:
        theme = self.services.theme
        metrics, header = QFontMetrics(theme.font("body")), self.horizontalHeader()
        # The arrow of the column that is sorted by stands beside its heading.
        heading = QFontMetrics(theme.font("small", bold=True)).horizontalAdvance("Point") + 36
        code = metrics.horizontalAdvance(LONGEST_CODE) + theme.scaled(28)
        header.resizeSection(Column.POINT, max(code, heading))
        words = (mastery_words(step.least) for step in STEPS)
        widest = max(map(metrics.horizontalAdvance, words)) + theme.scaled(28)
        header.resizeSection(Column.MASTERY, widest)
        self.verticalHeader().setDefaultSectionSize(theme.scaled(28))
        self._fit()

    def _fit(self) -> None:
        header = self.horizontalHeader()
        taken = header.sectionSize(Column.POINT) + header.sectionSize(Column.MASTERY)
        room = self.viewport().width() - taken
        hidden = room < self.services.theme.scaled(LEAST_NAME)
        if hidden != header.isSectionHidden(Column.NAME):
            header.setSectionHidden(Column.NAME, hidden)
            mode = QHeaderView.ResizeMode
            stretched = mode.Stretch if hidden else mode.Fixed
            header.setSectionResizeMode(Column.MASTERY, stretched)
            if not hidden:
                self._restyle()
