"""The evidence workspace: filter bar, list of studies, details of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Kind, Ref, study_ref
from desktop_app.ui.evidence.delegate import StudyDelegate
from desktop_app.ui.evidence.details import StudyDetails
from desktop_app.ui.evidence.filters import FilterBar
from desktop_app.ui.evidence.model import StudyModel
from desktop_app.ui.evidence.state import Column, Filter, ListState
from desktop_app.ui.evidence.table import StudyTable
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.workspace import Workspace

WIDTHS = {
    Column.STAR: 32,
    Column.YEAR: 56,
    Column.DESIGN: 140,
    Column.NUMBER: 80,
    Column.FOUND: 124,
    Column.POINTS: 120,
}
"""Column widths, pixels at 100 %; the study column takes the rest."""

LEAVE_OUT = {Column.POINTS: 380, Column.DESIGN: 272, Column.NUMBER: 272, Column.YEAR: 240}
"""Columns left out, in this order, while the study column is narrower than this."""


class EvidenceWorkspace(Workspace):
    """Studies to filter, sort and read."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.state = ListState()
        self.model = StudyModel(self)
        self.filters = FilterBar(services)
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.details = StudyDetails(services)
        self.table = self._table()
        self.nothing = text_label("No study matches. Clear the filters to see all.", role="quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        self.splitter = self._splitter()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        self.filters.changed.connect(self._filtered)
        services.changed.connect(self._changed)
        services.library_ready.connect(self._read_stars)
        services.theme.changed.connect(self._restyle)
        for action, handler in (
            ("evidence.filter", self._focus_filter),
            ("evidence.copy", self.details.copy_citation),
            ("evidence.clear", lambda: self.filters.show_filter(Filter())),
        ):
            services.actions.bind(action, handler, self)
        self._restyle()
        self._filtered(self.filters.filter())
        if services.library is not None:
            self._read_stars()

    def show_ref(self, ref: Ref) -> None:
        """Show a study; a filter that hides it is cleared."""
        study = self.services.content.studies.get(ref.key)
        if study is None:
            self.details.show_nothing()
            return
        if self.model.row_of(study.key) < 0:
            self.filters.show_filter(Filter())
        self._choose(study.key)
        self.details.show_study(study)

    def show_home(self) -> None:
        """Show the list with nothing chosen."""
        self.table.clearSelection()
        self.details.show_nothing()

    def focus_main(self) -> None:
        """Put the keyboard in the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_note(self) -> None:
        """Put the keyboard in the note of the chosen study."""
        if self.details.study is not None:
            self.details.note.focus()
            self.details.ensureWidgetVisible(self.details.note)

    def flush(self) -> None:
        """Save the note."""
        self.details.note.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave out columns that do not fit when the list changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._fit_columns()
            # The rows know their places only after the list has taken its new size.
            QTimer.singleShot(0, self, self._keep_chosen_in_sight)
        return False

    def _table(self) -> StudyTable:
        table = StudyTable()
        table.setModel(self.model)
        self.delegate = StudyDelegate(self.services.theme, table)
        table.setItemDelegate(self.delegate)
        table.setAccessibleName("Studies")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(Column.STUDY, QHeaderView.ResizeMode.Stretch)
        header.sectionClicked.connect(self._sort)
        table.viewport().installEventFilter(self)
        table.selectionModel().selectionChanged.connect(self._selected)
        return table

    def _splitter(self) -> QSplitter:
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(16, 12, 16, 0)
        box.setSpacing(8)
        box.addWidget(self.filters)
        box.addWidget(self.count)
        box.addWidget(self.stack, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self.details)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        left.setMinimumWidth(320)
        splitter.setSizes(self.services.settings.recall("evidence.sizes", [800, 480]))
        splitter.splitterMoved.connect(self._split)
        return splitter

    def _split(self) -> None:
        self.services.settings.remember("evidence.sizes", self.splitter.sizes())

    def _filtered(self, asked: Filter) -> None:
        self._show(ListState(asked, self.state.order, self.state.starred))

    def _sort(self, section: int) -> None:
        order = self.state.order.by(Column(section))
        self._show(ListState(self.state.filter, order, self.state.starred))

    def _show(self, state: ListState) -> None:
        self.state = state
        studies = self.services.content.studies.values()
        rows = state.rows(studies)
        self.model.show_rows(rows, state)
        falling = (
            Qt.SortOrder.DescendingOrder if state.order.falling else Qt.SortOrder.AscendingOrder
        )
        self.table.horizontalHeader().setSortIndicator(state.order.column, falling)
        total = len(studies)
        shown = f"{len(rows)} of {total}" if state.filter.asks else f"{total}"
        self.count.setText(f"{shown} studies")
        self.stack.setCurrentWidget(self.table if rows else self.nothing)
        if self.details.study is not None:
            self._choose(self.details.study.key)

    def _keep_chosen_in_sight(self) -> None:
        rows = self.table.selectionModel().selectedRows(Column.STUDY)
        if rows:
            self.table.scrollTo(rows[0])

    def _choose(self, key: str) -> None:
        row = self.model.row_of(key)
        if row < 0:
            return
        selection = self.table.selectionModel()
        selection.blockSignals(True)
        self.table.selectRow(row)
        selection.blockSignals(False)
        self.table.scrollTo(self.model.index(row, Column.STUDY))
        self.table.viewport().update()

    def _selected(self, selected: QItemSelection) -> None:
        rows: list[QModelIndex] = selected.indexes()
        if not rows:
            return
        current = self.services.navigator.current
        instead = self.table.by_keys and current is not None and current.kind is Kind.STUDY
        self.services.navigator.go(study_ref(self.model.study(rows[0].row()).key), instead)

    def _focus_filter(self) -> None:
        self.filters.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.text.selectAll()

    def _changed(self, changed: Changed) -> None:
        if changed.touches_kind(Kind.STUDY):
            self._read_stars()

    def _read_stars(self) -> None:
        from desktop_app.reading import starred

        self.services.read(starred, self._show_stars, ticket="evidence.stars", owner=self)

    def _show_stars(self, refs: tuple[Ref, ...]) -> None:
        stars = frozenset(ref for ref in refs if ref.kind is Kind.STUDY)
        if stars != self.state.starred:
            self._show(ListState(self.state.filter, self.state.order, stars))

    def _fit_columns(self) -> None:
        theme = self.services.theme
        room = self.table.viewport().width()
        used = sum(theme.scaled(width) for width in WIDTHS.values())
        for column, least in LEAVE_OUT.items():
            hide = room - used < theme.scaled(least)
            self.table.setColumnHidden(column, hide)
            if hide:
                used -= theme.scaled(WIDTHS[column])

    def _restyle(self) -> None:
        header = self.table.horizontalHeader()
        for column, width in WIDTHS.items():
            header.resizeSection(column, self.services.theme.scaled(width))
        self.table.verticalHeader().setDefaultSectionSize(self.delegate.row_height())
        self.details.setMinimumWidth(max(300, self.services.theme.scaled(195)))
        self._fit_columns()
        self.table.viewport().update()
