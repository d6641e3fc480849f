"""The table of plans: columns that fit, rows that open with Enter or a double click."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop_app.ui.plans.list_model import HEADINGS, Column, PlanModel
from desktop_app.ui.rich.rows import plain_table
from desktop_app.ui.services import Services

WIDTHS = {
    Column.LABEL: 96,
    Column.CONDITION: 200,
    Column.POINTS: 72,
    Column.SESSIONS: 88,
    Column.CHANGED: 104,
}
"""Pixels at 100 %; the title has what is left."""

LEAST_TITLE = 160
LEAVE_OUT = (Column.CONDITION, Column.CHANGED, Column.POINTS)
"""Columns that go where there is no room, the first of them first."""


class PlanTable(QTableView):
    """Plans, one a row."""

    opened = Signal(int)
    """Sent with the place of the row that is opened."""

    def __init__(self, services: Services, model: PlanModel) -> None:
        super().__init__()
        self.services = services
        self.setModel(model)
        self.setAccessibleName("Plans")
        plain_table(self)
        self.setProperty("role", "plain")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.TITLE, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open)
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the chosen plan with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns for which there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.row())

    def _restyle(self) -> None:
        theme = self.services.theme
        header = self.horizontalHeader()
        small = QFontMetrics(theme.font("small", bold=True))
        for column, width in WIDTHS.items():
            least = small.horizontalAdvance(HEADINGS[column]) + 20
            header.resizeSection(column, max(theme.scaled(width), least))
        self.verticalHeader().setDefaultSectionSize(theme.scaled(32))
        self._fit()

    def _fit(self) -> None:
        theme, header = self.services.theme, self.horizontalHeader()
        widths = {column: theme.scaled(width) for column, width in WIDTHS.items()}
        room = self.viewport().width() - theme.scaled(LEAST_TITLE)
        hidden: set[Column] = set()
        for column in LEAVE_OUT:
            if sum(width for each, width in widths.items() if each not in hidden) > room:
                hidden.add(column)
        for column in WIDTHS:
            if header.isSectionHidden(column) != (column in hidden):
                header.setSectionHidden(column, column in hidden)
