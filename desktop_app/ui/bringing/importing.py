"""The import: files are read, shown with duplicates and differences, then taken in at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelection, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.errors import WorldError
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.domain.refs import study_ref
from desktop_app.library.importing import plan_import, run_import
from desktop_app.library.planned import Choice, Imported, ImportPlan
from desktop_app.store import Library
from desktop_app.ui.bringing.differences import DifferencePanel
from desktop_app.ui.bringing.preview import (
    CHOICE_EXPLAINED,
    CHOICE_WORDS,
    Group,
    PreviewState,
    outcome,
)
from desktop_app.ui.bringing.table import IncomingModel, RejectedModel
from desktop_app.ui.jobs import Handle
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane

WIDTHS = (76, 0, 130, 52, 190, 130)
"""Column widths, pixels at 100 %; the title takes the rest."""

LEAVE_OUT = (2, 5, 3, 4)
"""Columns left out, in this order, where the title would have less room than ``TITLE``."""

TITLE = 240

TELL_MS = 100


class ImportDialog(QDialog):
    """Shows what files would bring in, and brings it in.

    Parameters
    ----------
    files
        Reference files, PDFs and folders.
    """

    def __init__(self, services: Services, files: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        self.services = services
        self.files = tuple(files)
        self.state = PreviewState(ImportPlan((), (), ()))
        self.busy = False
        self.handle: Handle | None = None
        self.setObjectName("import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Import studies")
        self.setModal(True)
        self.model = IncomingModel(services.theme, self)
        self.unread = RejectedModel(self)
        self.heading = QLabel(_heading(self.files))
        self.heading.setProperty("role", "title")
        self.summary = text_label("", role="lead")
        self.groups = QButtonGroup(self)
        self.table = self._table(self.model, "Records that would come in")
        self.list = self._table(self.unread, "Records that cannot be read")
        self.panel = DifferencePanel(services)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._waiting())
        self.stack.addWidget(self._preview())
        self.stack.addWidget(self.list)
        self._lay_out()
        theme, room = services.theme, parent.window().size()
        self.resize(
            min(theme.scaled(1120), room.width() - 48), min(theme.scaled(720), room.height() - 48)
        )
        theme.changed.connect(self._restyle)
        self._restyle()
        # The dialog is there before the files are read.
        QTimer.singleShot(0, self, self._read)

    def reject(self) -> None:
        """Stop what is under way, and leave."""
        if self.busy and self.handle is not None:
            self.handle.cancel()
        super().reject()

    def choose(self, choice: Choice) -> None:
        """Choose what becomes of the selected duplicates; without a selection, of all."""
        rows = [self.model.incoming(i.row()) for i in self.table.selectionModel().selectedRows()]
        numbers = [each.number for each in rows if each.match is not None]
        self._show(self.state.plan.choose(choice, numbers or None))
        self._selected()

    def show_group(self, group: Group) -> None:
        """Show one group of the records."""
        self.state = replace(self.state, group=group)
        self._show(self.state.plan)

    def start(self) -> None:
        """Bring in what is shown, as it is chosen."""
        self._under_way("Importing")
        plan = self.state.plan
        self.handle = self.services.job(
            "Importing",
            lambda library, progress: run_import(library, plan, progress),
            self._imported,
            self._stopped,
            owner=self,
        )

    def _read(self) -> None:
        self._under_way("Reading the files")
        files = self.files

        def work(library: Library, progress: Progress) -> ImportPlan:
            return plan_import(library, files, progress=progress)

        self.handle = self.services.job(
            "Reading files to import", work, self._planned, self._failed, lane=Lane.LONG, owner=self
        )

    def _planned(self, plan: ImportPlan) -> None:
        self._clock.stop()
        self.busy = False
        only_rejected = bool(plan.rejected) and not plan.incoming
        self.state = PreviewState(plan, Group.REJECTED if only_rejected else Group.ALL)
        self.unread.show_rows(plan.rejected)
        self._show(plan)
        if plan.incoming:
            self.go.setFocus()

    def _imported(self, done: Imported) -> None:
        self._clock.stop()
        self.busy = False
        said = f"Imported {done.imported:,}, merged {done.merged:,}, skipped {done.skipped:,}"
        if done.rejected:
            said += f"; {len(done.rejected):,} could not be read"
        self.services.said.emit(f"{said}. Ctrl+Z takes it back.")
        self.accept()
        if done.keys:
            # What has come in is shown, from its first study on; keys and clicks come between.
            first, navigator = study_ref(done.keys[0]), self.services.navigator
            QTimer.singleShot(0, navigator, lambda: navigator.go(first))

    def _stopped(self, error: Exception) -> None:
        """Go back to the preview; nothing was changed."""
        self._clock.stop()
        self.busy = False
        self._show(self.state.plan)
        self.summary.setText(
            "Cancelled; nothing was changed." if isinstance(error, Cancelled) else str(error)
        )

    def _failed(self, error: Exception) -> None:
        self._clock.stop()
        self.busy = False
        if isinstance(error, Cancelled):
            super().reject()
            return
        self.bar.hide()
        self.waits.setText(str(error))
        if not isinstance(error, WorldError):
            self.services.trouble.emit(error)

    def _under_way(self, words: str) -> None:
        self.summary.setText("")
        self.waits.setText(f"{words}…")
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stack.setCurrentIndex(0)
        self.go.setEnabled(False)
        self.busy = True
        self._clock.start()

    def _tell(self) -> None:
        """Show how far the work is, as often as a person can see."""
        job = self.handle.job if self.handle is not None else None
        if job is None:
            return
        done, total, words = job.told
        if words:
            self.waits.setText(f"{words}…" if not total else f"{words}: {done:,} of {total:,}")
        if total:
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _show(self, plan: ImportPlan) -> None:
        self.state = replace(self.state, plan=plan)
        counts = self.state.counts()
        for button in self.groups.buttons():
            group = Group(button.property("group"))
            button.setText(f"{group.value} ({counts[group]:,})")
            button.setVisible(bool(counts[group]) or group is Group.ALL)
            button.setChecked(group is self.state.group)
        self.model.show_rows(self.state.rows())
        self.summary.setText(self.state.summary())
        refused = self.state.group is Group.REJECTED
        self.stack.setCurrentIndex(2 if refused else 1)
        self.choices.setVisible(counts[Group.DUPLICATES] > 0 and not refused)
        self.copy.setVisible(refused)
        self.go.setEnabled(any(outcome(each) is not Choice.SKIP for each in plan.incoming))

    def _selected(self, *_: QItemSelection) -> None:
        rows = self.table.selectionModel().selectedRows()
        self.panel.show_incoming(self.model.incoming(rows[0].row()) if len(rows) == 1 else None)
        twice = [r for r in rows if self.model.incoming(r.row()).match is not None]
        self.what.setText(f"The {len(twice):,} chosen:" if len(twice) > 1 else
                          "The chosen one:" if twice else "All duplicates:")  # fmt: skip

    def _table(self, model: IncomingModel | RejectedModel, name: str) -> QTableView:
        table = QTableView()
        table.setModel(model)
        table.setAccessibleName(name)
        table.setProperty("role", "plain")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1 if model is self.model else 3, QHeaderView.ResizeMode.Stretch)
        if model is self.model:
            table.viewport().installEventFilter(self)
            table.selectionModel().selectionChanged.connect(self._selected)
        return table

    def _waiting(self) -> QWidget:
        page = QWidget()
        self.waits = text_label("")
        self.waits.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self._clock = QTimer(self)
        self._clock.setInterval(TELL_MS)
        self._clock.timeout.connect(self._tell)
        box = QVBoxLayout(page)
        box.setContentsMargins(48, 0, 48, 0)
        box.addStretch(1)
        box.addWidget(self.waits)
        box.addWidget(self.bar)
        box.addStretch(1)
        return page

    def _preview(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(self.table)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([640, 400])
        return splitter

    def _lay_out(self) -> None:
        groups = FlowLayout(gap=0, line_gap=4)
        for number, group in enumerate(Group):
            button = QPushButton(group.value)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("role", "segment")
            button.setProperty("group", group.value)
            button.setProperty("place", {0: "first", len(Group) - 1: "last"}.get(number, ""))
            button.clicked.connect(partial(self.show_group, group))
            button.hide()
            self.groups.addButton(button)
            groups.addWidget(button)
        self.what = QLabel("All duplicates:")
        self.choices = QWidget()
        choices = FlowLayout(self.choices, gap=8, line_gap=8)
        choices.addWidget(self.what)
        for choice, explained in CHOICE_EXPLAINED.items():
            button = QPushButton(CHOICE_WORDS[choice])
            button.setAutoDefault(False)
            button.setToolTip(explained)
            button.clicked.connect(partial(self.choose, choice))
            choices.addWidget(button)
        self.choices.hide()
        self.copy = QPushButton("Copy what cannot be read")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        self.copy.hide()
        leave = QPushButton("Cancel")
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        self.go = QPushButton("Import")
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.go.clicked.connect(self.start)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.choices, 1)
        foot.addStretch(1)
        for button in (self.copy, leave, self.go):
            foot.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 16, 24, 16)
        box.setSpacing(12)
        box.addWidget(self.heading)
        box.addWidget(self.summary)
        box.addLayout(groups)
        box.addWidget(self.stack, 1)
        box.addLayout(foot)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.unread.as_text())
        self.services.said.emit("Copied what cannot be read, with file, line and reason")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave out columns that do not fit when the table changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._fit_columns()
        return False

    def _fit_columns(self) -> None:
        scaled = self.services.theme.scaled
        room = self.table.viewport().width() - sum(map(scaled, WIDTHS))
        for column in LEAVE_OUT:
            hide = room < scaled(TITLE)
            self.table.setColumnHidden(column, hide)
            room += scaled(WIDTHS[column]) if hide else 0

    def _restyle(self) -> None:
        theme = self.services.theme
        for table, widths in ((self.table, WIDTHS), (self.list, (180, 64, 110, 0))):
            table.verticalHeader().setDefaultSectionSize(theme.scaled(28))
            for column, width in enumerate(widths):
                if width:
                    table.horizontalHeader().resizeSection(column, theme.scaled(width))
        self.bar.setFixedHeight(theme.scaled(6))


def _heading(files: Sequence[Path]) -> str:
    if len(files) == 1:
        return f"Import {files[0].name}"
    return f"Import {len(files)} files"
