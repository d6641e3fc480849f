"""The step of a plan that puts it on paper: preview, print, PDF, Word, diagrams."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication, QFileInfo, Qt, QTemporaryDir, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop_app.atlas.body import Atlas
from desktop_app.domain.area import Side
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.plans import Plan
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.paper.choosing import Shown
from desktop_app.paper.sizes import PageSize
from desktop_app.planning.paper.kinds import SHEET_WORDS, Sheet
from desktop_app.planning.paper.naming import file_name
from desktop_app.store import Library
from desktop_app.ui.bringing.files import file_to_write
from desktop_app.ui.pdf.printing import ask_printer, print_pdf, printer_for
from desktop_app.ui.plans.body import plan_atlas
from desktop_app.ui.plans.paper_options import PaperOptions
from desktop_app.ui.plans.paper_preview import PaperPreview
from desktop_app.ui.plans.step import Step
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Job, Lane
from desktop_app.ui.words import counted

Made: TypeAlias = tuple[Path, tuple[str, ...], tuple[tuple[object, str], ...]]
"""A sheet, the letters that cannot be printed, and its views with their words."""

REST_MS = 300
"""The sheet is made this long after the last edit or choice."""

TELL_MS = 100
OPTIONS_WIDTH = 272
NARROW = 620
"""Pixels of width at 100 % below which the choices stand above the preview."""


class PaperStep(Step):
    """What will be printed, as it will be printed."""

    words = "Paper"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.plan = Plan()
        self.today: Callable[[], date] = lambda: datetime.now().astimezone().date()
        self.ask_printer: Callable[[QWidget, QPrinter, int], bool] = ask_printer
        self.file: Path | None = None
        self.is_current = False
        self.saved_as: Path | None = None
        self._folder = QTemporaryDir()
        # No sheet of a client is left behind, whichever ends first.
        self.destroyed.connect(partial(_forget, self._folder.path()))
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._forget_sheets)
        self._number = 0
        self._progress = Progress()
        self._job: Job | None = None
        self._after: list[Callable[[Path], None]] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._make)
        self._clock = QTimer(self)
        self._clock.setInterval(TELL_MS)
        self._clock.timeout.connect(self._tell)
        self.is_usable = True
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        try:
            self.atlas = plan_atlas(services)
        except UnreadableFile as error:
            self.is_usable = False
            words = f"The sheet cannot be made. {error.what} {error.next_step}"
            self._box.addWidget(text_label(words, role="quiet"), 0, Qt.AlignmentFlag.AlignTop)
            return
        self.options = PaperOptions(services)
        self.preview = PaperPreview(services)
        self._box.addWidget(self.options)
        self._box.addWidget(self.preview, 1)
        self._join()

    def show_plan(self, plan: Plan) -> None:
        """Make the sheet of a plan anew."""
        if not self.is_usable:
            return
        if plan.key != self.plan.key:
            self.saved_as = None
            self.options.show_saved("")
        if plan != self.plan or self.file is None:
            self.plan = plan
            self._stale()

    def focus_main(self) -> None:
        """Put the keyboard on what is most wanted."""
        if self.is_usable:
            self.options.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_sheet(self) -> None:
        """Ask for a printer, and print the sheet as it is now."""
        if self.is_usable:
            self._when_made(self._print)

    def save_pdf(self) -> None:
        """Ask for a file, and write the sheet to it."""
        if not self.is_usable:
            return
        sheet, size, sections = self.options.sheet, self.options.page_size, self.options.sections
        plan, atlas = self.plan, self.atlas

        def write(library: Library, path: Path, progress: Progress) -> Path:
            from desktop_app.planning.paper.writing import write_pdf

            return write_pdf(library, atlas, plan, sheet, size, path, progress, sections)

        self._save(SHEET_WORDS[sheet], ".pdf", "PDF (*.pdf)", write)

    def save_docx(self) -> None:
        """Ask for a file, and write the text of the handout to it."""
        plan = self.plan

        def write(library: Library, path: Path, _: Progress) -> Path:
            from desktop_app.planning.paper.writing import write_docx

            return write_docx(library, plan, path)

        self._save(SHEET_WORDS[Sheet.HANDOUT], ".docx", "Word (*.docx)", write)

    def save_diagram(self, view: str, side: Side, suffix: str) -> None:
        """Ask for a file, and draw a view of a limb in it."""
        plan, atlas = self.plan, self.atlas

        def write(library: Library, path: Path, _: Progress) -> Path:
            from desktop_app.planning.paper.writing import draw_diagram

            return draw_diagram(atlas, library.content, plan, view, side, path)

        words = f"{atlas.camera(view).title}, {side.value}"
        self._save(words, suffix, f"{suffix[1:].upper()} (*{suffix})", write)

    def file_name(self, words: str, suffix: str) -> str:
        """Return a name for a file: label and title, what it is, today."""
        return file_name(self.plan.label, self.plan.title, words, self.today(), suffix)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the choices above the preview where there is no room beside it."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the sheet if it is not up to date."""
        super().showEvent(event)
        if self.is_usable and not self.is_current:
            self._rest.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop making a sheet that nobody sees."""
        super().hideEvent(event)
        self._rest.stop()
        if self._job is not None and not self._after:
            self._progress.cancel()

    def _join(self) -> None:
        options = self.options
        options.changed.connect(self._stale)
        options.print_wanted.connect(self.print_sheet)
        options.pdf_wanted.connect(self.save_pdf)
        options.docx_wanted.connect(self.save_docx)
        options.diagram_wanted.connect(
            lambda shown, suffix: self.save_diagram(shown[0], shown[1], suffix)
        )
        options.copy_path_wanted.connect(self._copy_path)
        options.folder_wanted.connect(self._open_folder)
        self.services.theme.changed.connect(self._fit)

    def _fit(self) -> None:
        if not self.is_usable:
            return
        scaled = self.services.theme.scaled
        narrow = self.width() < scaled(NARROW)
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        if narrow:
            self.options.setFixedWidth(self.width())
            self.options.setFixedHeight(round(self.height() * 0.4))
        else:
            self.options.setFixedWidth(min(scaled(OPTIONS_WIDTH), self.width() // 2))
            self.options.setMinimumHeight(0)
            self.options.setMaximumHeight(16_777_215)

    def _stale(self) -> None:
        self.is_current = False
        self._progress.cancel()
        if self.isVisible():
            self._rest.start()

    def _make(self) -> None:
        library = self.services.library
        if library is None:
            return
        plan, atlas, options = self.plan, self.atlas, self.options
        sheet, size, sections = options.sheet, options.page_size, options.sections
        self._progress.cancel()
        self._progress = progress = Progress()
        self._number += 1
        path = Path(self._folder.path()) / f"sheet-{self._number}.pdf"

        def write() -> Made:
            from desktop_app.paper.choosing import views_for
            from desktop_app.planning.paper.writing import write_sheet

            made = write_sheet(library, atlas, plan, sheet, size, path, progress, sections)
            views = views_for(atlas, plan)
            named = [(each, _view_words(atlas, each)) for each in views]
            return path, made.missed, tuple(named)

        self.preview.show_busy(0, 0, "Making the sheet")
        self._clock.start()
        self._job = self.services.runner.run(
            Lane.LONG,
            write,
            self._made,
            self._failed,
            ticket="plans.paper",
            owner=self,
            progress=progress,
        )

    def _made(self, made: Made) -> None:
        path, missed, views = made
        self._rested()
        before, self.file = self.file, path
        self.is_current = self.preview.show_file(path)
        if before is not None:
            before.unlink(missing_ok=True)
        self.options.show_diagrams(views)
        self.options.show_missed(missed)
        waiting, self._after = self._after, []
        for do in waiting:
            do(path)

    def _failed(self, error: Exception) -> None:
        self._rested()
        if isinstance(error, Cancelled):
            if self.isVisible() and not self.is_current:
                self._rest.start()
            return
        self._after = []
        self.file = None
        self.preview.show_words(f"The sheet could not be made. {error}")

    def _rested(self) -> None:
        self._job = None
        self._clock.stop()
        self.preview.show_idle()

    def _tell(self) -> None:
        if self._job is not None:
            self.preview.show_busy(*self._job.told)

    def _when_made(self, do: Callable[[Path], None]) -> None:
        if self.is_current and self.file is not None:
            do(self.file)
            return
        self._after.append(do)
        if self._job is None:
            self._rest.stop()
            self._make()

    def _print(self, path: Path) -> None:
        size: PageSize = self.options.page_size
        title = self.file_name(SHEET_WORDS[self.options.sheet], "")
        printer = printer_for(size, title)
        if not self.ask_printer(self, printer, len(self.preview.book.sizes)):
            return
        self.services.job(
            "Printing",
            lambda _, progress: print_pdf(path, printer, progress),
            lambda pages: self.services.said.emit(f"Printed {counted(pages, 'page', 'pages')}"),
            lane=Lane.LONG,
            owner=self,
        )

    def _save(
        self,
        words: str,
        suffix: str,
        kinds: str,
        write: Callable[[Library, Path, Progress], Path],
    ) -> None:
        name = self.file_name(words, suffix)
        path = file_to_write(self.services, self, f"Save: {words}", name, kinds, suffix)
        if path is None:
            return
        self.services.job(
            f"Saving {path.name}",
            lambda library, progress: write(library, path, progress),
            self._saved,
            lane=Lane.LONG,
            owner=self,
        )

    def _saved(self, path: Path) -> None:
        self.saved_as = path
        self.options.show_saved(f"Saved as {path.name}")
        self.services.said.emit(f"Saved as {path.name}")

    def _forget_sheets(self) -> None:
        if self.is_usable:
            self.preview.close_file()
        _forget(self._folder.path())

    def _copy_path(self) -> None:
        if self.saved_as is not None:
            QGuiApplication.clipboard().setText(str(self.saved_as))
            self.services.said.emit("Path copied")

    def _open_folder(self) -> None:
        if self.saved_as is not None:
            folder = QFileInfo(str(self.saved_as)).absolutePath()
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))


def _view_words(atlas: Atlas, shown: Shown) -> str:
    return f"{atlas.camera(shown.view).title}, {shown.side.value} limb"


def _forget(folder: str, _: object = None) -> None:
    shutil.rmtree(folder, ignore_errors=True)
