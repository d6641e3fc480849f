"""The Qt model of the study list: as many rows as there are studies, filled as they are seen."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop_app.domain.listed import StudyRow
from desktop_app.domain.refs import study_ref
from desktop_app.ui.evidence.columns import COLUMNS, Column, cell_words, whole
from desktop_app.ui.evidence.held import BLOCK, Held

STUDY_ROLE = Qt.ItemDataRole.UserRole
STUDIES_MIME = "application/x-yongquan-studies"
"""What is dragged from the list: refs, one a line."""

WANTED = 4
"""Blocks waited for at a time; what one has scrolled past is not asked for."""

ALIGNED = {
    False: int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    True: int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
}

Index = QModelIndex | QPersistentModelIndex


class StudyModel(QAbstractTableModel):
    """Studies in rows. A row that is not held yet is empty, and asked for when it is shown."""

    wanted = Signal(int)
    """Sent with the number of a block whose rows are shown and not held."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.held = Held()
        self.tags: dict[str, str] = {}
        self._wanted: dict[int, None] = {}
        self._asked: set[int] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._ask)

    def show_ids(self, ids: array[int]) -> None:
        """Show other studies, or the same ones and more below them."""
        before = self.held.ids
        self._asked.clear()
        self._wanted.clear()
        if ids == before:
            self._repaint(0, len(ids) - 1)
        elif before and len(ids) > len(before) and ids[: len(before)] == before:
            self.beginInsertRows(QModelIndex(), len(before), len(ids) - 1)
            self.held.ids = ids
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.held.ids = ids
            self.endResetModel()

    def show_rows(self, rows: Sequence[StudyRow]) -> None:
        """Show these studies, which are the beginning of the answer or all of it."""
        self.held.take(rows)
        self.show_ids(array("q", [row.id for row in rows]))

    def take_block(self, number: int, rows: Sequence[StudyRow], state: int) -> None:
        """Fill a block with rows as they were at a state of the library."""
        self.held.take(rows, state)
        self._asked.discard(number)
        self._repaint(number * BLOCK, min((number + 1) * BLOCK, len(self.held)) - 1)

    def outdate(self) -> None:
        """Take it that all rows may have changed; those shown are asked for anew."""
        self.held.outdate()
        self._asked.clear()

    def name_tags(self, tags: dict[str, str]) -> None:
        """Take the names of tags by key."""
        self.tags = tags
        self._repaint(0, len(self.held) - 1)

    def row(self, place: int) -> StudyRow | None:
        """Return a row if it is held; it is asked for if it is not, or may be stale."""
        if not self.held.is_fresh(place):
            self._want(place // BLOCK)
        return self.held.row(place)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of studies."""
        return 0 if parent.isValid() else len(self.held)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be chosen and dragged."""
        return _ROW_FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words, its row, or where it is aligned."""
        if not index.isValid() or index.row() >= len(self.held):
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ALIGNED[COLUMNS[column].right]
        if role not in _ROLES:
            return None
        row = self.row(index.row())
        if role == STUDY_ROLE or row is None:
            return row if role == STUDY_ROLE else ""
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.STUDY:
            return whole(row)
        return cell_words(row, column, self.tags)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = COLUMNS[Column(section)]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.heading
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.words
        return ALIGNED[column.right] if role == Qt.ItemDataRole.TextAlignmentRole else None

    def mimeTypes(self) -> list[str]:
        """Return what studies are dragged as."""
        return [STUDIES_MIME, "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the refs of the dragged rows that are held."""
        places = sorted({index.row() for index in indexes})
        rows = [row for place in places if (row := self.held.row(place)) is not None]
        refs = "\n".join(str(study_ref(row.key)) for row in rows)
        data = QMimeData()
        data.setData(STUDIES_MIME, refs.encode())
        data.setText("\n".join(f"{row.title} ({row.year or 'no year'})" for row in rows))
        return data

    def _want(self, block: int) -> None:
        if block not in self._asked:
            self._wanted.pop(block, None)
            self._wanted[block] = None
            if not self._soon.isActive():
                self._soon.start()

    def _ask(self) -> None:
        """Ask for the blocks that were looked at last."""
        newest = list(self._wanted)[-WANTED:]
        self._wanted.clear()
        for block in reversed(newest):
            self._asked.add(block)
            self.wanted.emit(block)

    def _repaint(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))


_ROW_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)
_ROLES = (
    STUDY_ROLE,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
