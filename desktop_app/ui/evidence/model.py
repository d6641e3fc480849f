"""The Qt model of the study list; a view of the list state, paged as one scrolls."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.domain.evidence import Study
from desktop_app.ui.evidence.state import HEADINGS, Column, ListState, points_text
from desktop_app.ui.rich.badges import DIRECTION_WORDS, design_word, study_name

STUDY_ROLE = Qt.ItemDataRole.UserRole
PAGE = 200
"""Rows handed to the view at a time."""

Index = QModelIndex | QPersistentModelIndex


class StudyModel(QAbstractTableModel):
    """Studies in rows. ``show_rows`` replaces them; more are handed over while one scrolls."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = ListState()
        self._rows: tuple[Study, ...] = ()
        self._handed = 0

    def show_rows(self, rows: tuple[Study, ...], state: ListState) -> None:
        """Show other studies."""
        self.beginResetModel()
        self._rows = rows
        self.state = state
        self._handed = min(PAGE, len(rows))
        self.endResetModel()

    @property
    def total(self) -> int:
        """Number of studies, handed over or not."""
        return len(self._rows)

    def study(self, row: int) -> Study:
        """Return the study of a row."""
        return self._rows[row]

    def row_of(self, key: str) -> int:
        """Return the row of a study, handing over as many as it takes; -1 if it is not shown."""
        for row, study in enumerate(self._rows):
            if study.key == key:
                while row >= self._handed:
                    self.fetchMore(QModelIndex())
                return row
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the rows handed over so far."""
        return 0 if parent.isValid() else self._handed

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there are rows that have not been handed over."""
        return not parent.isValid() and self._handed < len(self._rows)

    def fetchMore(self, parent: Index) -> None:
        """Hand over the next page."""
        more = min(PAGE, len(self._rows) - self._handed)
        if parent.isValid() or more <= 0:
            return
        self.beginInsertRows(QModelIndex(), self._handed, self._handed + more - 1)
        self._handed += more
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words, its study, or where it is aligned."""
        if not index.isValid():
            return None
        study = self._rows[index.row()]
        column = Column(index.column())
        if role == STUDY_ROLE:
            return study
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(study, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._whole(study) if column is Column.STUDY else self._words(study, column)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is Column.STAR:
            return "starred" if self.state.is_starred(study) else "not starred"
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.NUMBER:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[Column(section)]
        if role == Qt.ItemDataRole.ToolTipRole and section == Column.STAR:
            return "Starred"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft
            if section == Column.NUMBER:
                side = Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _whole(self, study: Study) -> str:
        """Return the title and what narrow windows leave out."""
        rest = (Column.YEAR, Column.DESIGN, Column.NUMBER, Column.POINTS)
        facts = [
            f"n {words}" if column is Column.NUMBER else words
            for column in rest
            if (words := self._words(study, column)) not in ("", "–")
        ]
        return "\n".join((study.title, " · ".join(facts)))

    def _words(self, study: Study, column: Column) -> str:
        match column:
            case Column.STAR:
                return ""
            case Column.YEAR:
                return str(study.year or "–")
            case Column.STUDY:
                return f"{study.title} ({study_name(study)})"
            case Column.DESIGN:
                return design_word(study.design)
            case Column.NUMBER:
                return f"{study.sample_size:,}" if study.sample_size is not None else "–"
            case Column.FOUND:
                return DIRECTION_WORDS[study.direction]
            case Column.POINTS:
                return points_text(study)
