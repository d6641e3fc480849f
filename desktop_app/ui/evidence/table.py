"""The table of studies: columns one can choose, move and widen, kept from one start to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from desktop_app.ui.evidence.columns import (
    ALWAYS,
    COLUMNS,
    LEAVE_OUT,
    MARK_ONLY,
    ROOM_FOR_WORDS,
    Column,
)
from desktop_app.ui.evidence.delegate import StudyDelegate
from desktop_app.ui.evidence.model import StudyModel
from desktop_app.ui.evidence.state import ListState
from desktop_app.ui.rich.rows import plain_table
from desktop_app.ui.services import Services

LEAST = 24
"""Narrowest column, pixels."""


class StudyTable(QTableView):
    """A table view; ``by_keys`` is true while a key is being handled.

    Rows run through with the arrows are one place of the history, rows clicked are one each.
    """

    sorted_by = Signal(object)
    """Sent with the ``Column`` whose heading was clicked."""

    by_keys = False

    def __init__(self, services: Services, model: StudyModel) -> None:
        super().__init__()
        self.services = services
        self.studies = model
        self.setModel(model)
        self.delegate = StudyDelegate(services.theme, self, model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("Studies")
        plain_table(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._shown = self._recalled_columns()
        self._fitting = False
        self._header()
        services.theme.changed.connect(self.restyle)
        self.restyle()

    def show_order(self, state: ListState) -> None:
        """Mark the column the list is sorted by."""
        falling = Qt.SortOrder.DescendingOrder if state.falling else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(state.column, falling)

    def show_column(self, column: Column, shown: bool) -> None:
        """Show or leave out a column; this is remembered."""
        self._shown[column] = shown
        chosen = [each.name for each, is_shown in self._shown.items() if is_shown]
        self.services.settings.remember("evidence.columns", chosen)
        self.fit_columns()

    def first_columns(self) -> None:
        """Show the columns as they were at first, in that order and width."""
        header = self.horizontalHeader()
        for column, kept in COLUMNS.items():
            header.moveSection(header.visualIndex(column), column)
            self._shown[column] = kept.shown
        for key in ("evidence.columns", "evidence.places", "evidence.widths"):
            memory = self.services.settings.memory
            memory.pop(key, None)
            self.services.settings.memory = memory
        self.restyle()

    def columns_menu(self) -> QMenu:
        """Return a menu of the columns, to be shown and left out."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column, kept in COLUMNS.items():
            action = QAction(kept.words, menu)
            action.setCheckable(True)
            action.setChecked(self._shown[column])
            action.setEnabled(column not in ALWAYS)
            action.toggled.connect(lambda on, column=column: self.show_column(column, on))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("As at first", self.first_columns)
        return menu

    def choose_rows(self, places: list[int], current: int = -1) -> None:
        """Choose rows without telling; the keyboard goes to one of them."""
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)
        selection.clearSelection()
        flags = QItemSelectionModel.SelectionFlag
        if current >= 0:
            index = self.studies.index(current, Column.STUDY)
            selection.setCurrentIndex(index, flags.NoUpdate)
        for place in places:
            index = self.studies.index(place, Column.STUDY)
            selection.select(index, flags.Select | flags.Rows)
        selection.blockSignals(blocked)
        self.viewport().update()

    def chosen_rows(self) -> list[int]:
        """Return the places of the chosen rows, from top to bottom."""
        selection = self.selectionModel().selection()
        spans = [selection.at(number) for number in range(selection.count())]
        return sorted({row for span in spans for row in range(span.top(), span.bottom() + 1)})

    def keep_in_sight(self) -> None:
        """Scroll to the row the keyboard is on, if it is a chosen one."""
        current = self.currentIndex()
        if current.isValid() and self.selectionModel().isSelected(current):
            self.scrollTo(current)

    def restyle(self) -> None:
        """Take sizes from the theme."""
        self.delegate.restyle()
        theme, header = self.services.theme, self.horizontalHeader()
        widths = self.services.settings.recall("evidence.widths", dict[str, int]())
        self._fitting = True
        for column, kept in COLUMNS.items():
            wanted = widths.get(column.name)
            width = wanted if isinstance(wanted, int) else kept.width
            if column is not Column.STUDY:
                header.resizeSection(column, theme.scaled(max(LEAST, min(width, 900))))
        self._fitting = False
        self.verticalHeader().setDefaultSectionSize(self.delegate.row_height())
        self.fit_columns()
        self.viewport().update()

    def fit_columns(self) -> None:
        """Leave out columns for which there is no room."""
        theme, header = self.services.theme, self.horizontalHeader()
        room = self.viewport().width()
        shown = {column for column, is_shown in self._shown.items() if is_shown}
        widths = {column: max(header.sectionSize(column), self._width(column)) for column in shown}
        widths[Column.FOUND] = self._width(Column.FOUND)
        used = sum(width for column, width in widths.items() if column is not Column.STUDY)
        for column, least in LEAVE_OUT.items():
            if column is Column.YEAR and room - used < theme.scaled(ROOM_FOR_WORDS):
                used -= widths[Column.FOUND] - theme.scaled(MARK_ONLY)
                widths[Column.FOUND] = theme.scaled(MARK_ONLY)
            if column in shown and room - used < theme.scaled(least):
                shown.discard(column)
                used -= widths[column]
        for column in Column:
            if self.isColumnHidden(column) == (column in shown):
                self.setColumnHidden(column, column not in shown)
        if header.sectionSize(Column.FOUND) != widths[Column.FOUND]:
            self._fitting = True
            header.resizeSection(Column.FOUND, widths[Column.FOUND])
            self._fitting = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle a key and remember that it was one."""
        self.by_keys = True
        try:
            super().keyPressEvent(event)
        finally:
            self.by_keys = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns that no longer fit, and keep the chosen row in sight."""
        super().resizeEvent(event)
        self.fit_columns()
        # The rows know their places only after the list has taken its new size.
        QTimer.singleShot(0, self, self.keep_in_sight)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the row the keyboard is on when the window comes forward."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.viewport().update()

    def _header(self) -> None:
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setSortIndicatorShown(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(LEAST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.STUDY, QHeaderView.ResizeMode.Stretch)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        places = self.services.settings.recall("evidence.places", list[str]())
        known = [Column[name] for name in places if name in Column.__members__]
        if len(known) == len(Column):
            for place, column in enumerate(known):
                header.moveSection(header.visualIndex(column), place)
        header.sectionClicked.connect(lambda section: self.sorted_by.emit(Column(section)))
        header.sectionMoved.connect(self._moved)
        header.sectionResized.connect(self._resized)
        header.customContextMenuRequested.connect(self._header_menu)

    def _width(self, column: Column) -> int:
        """Return the width a hidden column would have, pixels."""
        widths = self.services.settings.recall("evidence.widths", dict[str, int]())
        return self.services.theme.scaled(int(widths.get(column.name, COLUMNS[column].width)))

    def _recalled_columns(self) -> dict[Column, bool]:
        chosen = self.services.settings.recall("evidence.columns", list[str]())
        return {
            column: column in ALWAYS or (column.name in chosen if chosen else kept.shown)
            for column, kept in COLUMNS.items()
        }

    def _header_menu(self, at: QPoint) -> None:
        self.columns_menu().popup(self.horizontalHeader().mapToGlobal(at))

    def _moved(self) -> None:
        header = self.horizontalHeader()
        places = [Column(header.logicalIndex(place)).name for place in range(len(Column))]
        self.services.settings.remember("evidence.places", places)

    def _resized(self, section: int, old: int, new: int) -> None:
        if self._fitting or not old or not new or section == Column.STUDY:
            return
        widths = dict(self.services.settings.recall("evidence.widths", dict[str, int]()))
        widths[Column(section).name] = round(new / self.services.theme.scale)
        self.services.settings.remember("evidence.widths", widths)
