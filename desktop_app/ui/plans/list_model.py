"""The rows of the list of plans for Qt: columns, words, and what a filter leaves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop_app.content import Content
from desktop_app.domain.labels import UNTITLED
from desktop_app.domain.plans import PlanRow

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """What is told of a plan."""

    LABEL = 0
    TITLE = 1
    CONDITION = 2
    POINTS = 3
    SESSIONS = 4
    CHANGED = 5


HEADINGS = ("Label", "Title", "Condition", "Points", "Sessions", "Last change")
NUMBERS = (Column.POINTS, Column.SESSIONS)


class PlanModel(QAbstractTableModel):
    """Plans in the order of the library; the filter takes words that all must be found."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        self._content = content
        self._all: tuple[PlanRow, ...] = ()
        self.rows: tuple[PlanRow, ...] = ()
        self.filter = ""

    @property
    def total(self) -> int:
        """How many plans there are before the filter."""
        return len(self._all)

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Show other plans, through the same filter."""
        self._all = tuple(rows)
        self._sift()

    def show_filter(self, text: str) -> None:
        """Leave only the plans in which every word is found."""
        self.filter = text
        self._sift()

    def place_of(self, key: str) -> int:
        """Return the place of a plan, -1 if it is not shown."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many plans are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.CHANGED:
            then = row.updated.astimezone()
            return f"{then.day} {then:%B %Y, %H:%M}"
        shown = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
        return self._words(row, column) if role in shown else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            right = section in NUMBERS
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _sift(self) -> None:
        self.beginResetModel()
        words = self.filter.casefold().split()
        self.rows = tuple(
            row for row in self._all if all(word in self._text(row) for word in words)
        )
        self.endResetModel()

    def _text(self, row: PlanRow) -> str:
        return f"{row.label} {row.title} {self._condition(row)}".casefold()

    def _words(self, row: PlanRow, column: Column) -> str:
        match column:
            case Column.LABEL:
                return row.label or "–"
            case Column.TITLE:
                return row.title or UNTITLED
            case Column.CONDITION:
                return self._condition(row)
            case Column.POINTS:
                return str(row.points)
            case Column.SESSIONS:
                if row.sessions_planned:
                    return f"{row.sessions} of {row.sessions_planned}"
                return str(row.sessions)
            case Column.CHANGED:
                return when_words(row.updated, datetime.now(UTC))
        raise AssertionError(column)

    def _condition(self, row: PlanRow) -> str:
        condition = self._content.conditions.get(row.condition)
        return condition.name if condition is not None else row.condition


def when_words(then: datetime, now: datetime) -> str:
    """Return a time in words that are short: the hour of today, the day of this year."""
    here, today = then.astimezone(), now.astimezone()
    if here.date() == today.date():
        return f"{here:%H:%M}"
    return f"{here.day} {here:%b}" if here.year == today.year else f"{here.day} {here:%b %Y}"
