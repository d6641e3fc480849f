"""The Qt models of an import's preview: records that may come in, and those that cannot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.citation.records import Rejected
from desktop_app.domain.own import plain_title
from desktop_app.library.planned import Incoming
from desktop_app.ui.bringing.preview import (
    CHOICE_WORDS,
    authors,
    notices,
    outcome,
    place,
    standing,
    titled,
)
from desktop_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

INCOMING = ("Choice", "Title", "Authors", "Year", "In the library", "Where")
REJECTED = ("File", "Line", "Record", "Reason")


class Rows(QAbstractTableModel):
    """Rows of words under headings; subclasses say the words."""

    headings: tuple[str, ...] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(self.headings):
            return self.headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(index.row(), index.column())
        return None

    def words(self, row: int, column: int) -> str:
        """Return the words of a cell."""
        raise NotImplementedError


class IncomingModel(Rows):
    """Records that may come in."""

    headings = INCOMING

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[Incoming] = ()

    def show_rows(self, rows: Sequence[Incoming]) -> None:
        """Show other records, or the same with other choices."""
        same = [each.number for each in rows] == [each.number for each in self._rows]
        if same and rows:
            self._rows = rows
            last = self.index(len(rows) - 1, len(INCOMING) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self._count = len(rows)
        self.endResetModel()

    def incoming(self, row: int) -> Incoming:
        """Return the record of a row."""
        return self._rows[row]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words, or the mark of a record with a notice."""
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1:
            if notices(self._rows[index.row()]):
                return self._theme.icon("retracted", "danger")
            return None
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 1:
            each = self._rows[index.row()]
            warned = (notices(each), *each.record.warnings)
            return "\n".join(filter(None, (plain_title(each.record.reference.title), *warned)))
        return super().data(index, role)

    def words(self, row: int, column: int) -> str:
        """Return the words of a cell."""
        each = self._rows[row]
        reference = each.record.reference
        match column:
            case 0:
                return CHOICE_WORDS[outcome(each)]
            case 1:
                return titled(reference)
            case 2:
                return authors(reference)
            case 3:
                return str(reference.year or "–")
            case 4:
                return standing(each)
            case _:
                return place(each)


class RejectedModel(Rows):
    """What cannot be read, and why."""

    headings = REJECTED

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Rejected] = ()

    def show_rows(self, rows: Sequence[Rejected]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self._count = len(rows)
        self.endResetModel()

    def as_text(self) -> str:
        """Return all rows as lines: file, line and reason."""
        return "\n".join(f"{each.file}:{each.line}: {each.reason}" for each in self._rows)

    def words(self, row: int, column: int) -> str:
        """Return the words of a cell; record 0 is the file as a whole."""
        each = self._rows[row]
        match column:
            case 0:
                return Path(each.file).name
            case 1:
                return str(each.line) if each.line else "–"
            case 2:
                return str(each.record) if each.record else "the whole file"
            case _:
                return each.reason
