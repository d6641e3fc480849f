"""What the exports of study share: choices, a file, progress that can be stopped, what was made."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileInfo, QLocale, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.paper.sizes import PageSize
from desktop_app.store import Library
from desktop_app.ui.bringing.files import file_to_write
from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.jobs import Handle
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.study.choosing import Tick, facets_of
from desktop_app.ui.tasks import Lane

PAGE_SIZE = "paper.size"
PAGE_WORDS = {PageSize.A4: "A4", PageSize.LETTER: "Letter"}
TELL_MS = 100
STEPS = 1000

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')

Work = Callable[[Library, Path, Progress], Any]


class ExportSheet(Sheet):
    """Asks what is wanted and where to, makes it, and stays to tell what came of it.

    Subclasses put their choices on ``page`` and say what is made.

    Parameters
    ----------
    suffix
        Of the file, with its dot.
    kind
        Words for that kind of file: ``Anki deck``.
    """

    def __init__(
        self,
        services: Services,
        parent: QWidget,
        title: str,
        suffix: str,
        kind: str,
        height: int = 480,
    ) -> None:
        super().__init__(services, parent, title, 520, height)
        self.today: Callable[[], date] = lambda: datetime.now().astimezone().date()
        self.suffix = suffix
        self.kind = kind
        self.saved_as: Path | None = None
        self._handle: Handle | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(TELL_MS)
        self._clock.timeout.connect(self._tell)
        leave = self.add_button("Close")
        leave.clicked.disconnect()
        leave.clicked.connect(self.reject)
        self.save_button = self.add_button("Save as…", primary=True)
        self.save_button.clicked.disconnect()
        self.save_button.clicked.connect(self.save)

    def file_words(self) -> str:
        """Return what the file is called, without day and suffix."""
        raise NotImplementedError

    def work(self) -> Work:
        """Return what makes the file, with the choices as they are now."""
        raise NotImplementedError

    def made_words(self, made: Any, path: Path) -> str:
        """Return what has been made, in a sentence."""
        return f"Saved as {path.name}."

    def ask_meridians(self) -> Meridians:
        """Add what asks for which meridians it is; with none ticked it is for all."""
        asked = Meridians(self.services)
        self.page.add(SectionHeading("Meridians"))
        self.page.add(asked)
        self.page.add(text_label("With none ticked, all points of the leg.", role="small"))
        return asked

    def finish(self) -> None:
        """Add what tells how it goes, below the choices."""
        self.told = QLabel()
        self.told.setProperty("role", "small")
        self.told.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName("Progress of the export")
        self.stop_button = QPushButton("Stop")
        self.stop_button.setAutoDefault(False)
        self.stop_button.clicked.connect(self.stop)
        self.busy = QWidget()
        lines = QVBoxLayout(self.busy)
        lines.setContentsMargins(0, 12, 0, 0)
        for widget in (self.told, self.bar):
            lines.addWidget(widget)
        row = QWidget()
        FlowLayout(row).addWidget(self.stop_button)
        lines.addWidget(row)
        self.page.add(self.busy)
        self.outcome = QWidget()
        lines = QVBoxLayout(self.outcome)
        lines.setContentsMargins(0, 12, 0, 0)
        lines.setSpacing(4)
        self.words = text_label("", role="strong")
        lines.addWidget(self.words)
        self.links = QWidget()
        flow = FlowLayout(self.links, gap=12, line_gap=2)
        for words, do in (
            ("Open the file", self._open_file),
            ("Open folder", self._open_folder),
            ("Copy path", self._copy_path),
        ):
            link = LinkButton(words, self.services)
            link.clicked.connect(do)
            flow.addWidget(link)
        lines.addWidget(self.links)
        self.page.add(self.outcome)
        self.page.body.addStretch(1)
        self.busy.hide()
        self.outcome.hide()

    def file_name(self) -> str:
        """Return a name for the file: what it is, today."""
        name = f"{self.file_words()} {self.today().isoformat()}"
        return _UNSAFE.sub("-", name).strip(" .-") + self.suffix

    def save(self) -> None:
        """Ask for a file, and make it."""
        kinds = f"{self.kind} (*{self.suffix})"
        title = self.windowTitle()
        path = file_to_write(self.services, self, title, self.file_name(), kinds, self.suffix)
        if path is None:
            return
        work = self.work()
        self.saved_as = None
        self.outcome.hide()
        self._show_busy(True)
        services = self.services

        # A dialog that was closed meanwhile is not there to tell, so the window does.
        def done(made: Any) -> None:
            services.said.emit(f"Saved as {path.name}")
            if isValid(self):
                self._made(made, path)

        def failed(error: Exception) -> None:
            if isValid(self):
                self._failed(error)
            elif not isinstance(error, Cancelled):
                services.trouble.emit(error)

        self._handle = services.job(
            f"Saving {path.name}",
            lambda library, progress: work(library, path, progress),
            done,
            failed,
            lane=Lane.LONG,
        )

    def stop(self) -> None:
        """Stop making the file; none is left behind."""
        if self._handle is not None:
            self._handle.cancel()
            self.stop_button.setEnabled(False)

    def _show_busy(self, on: bool) -> None:
        self.busy.setVisible(on)
        self.save_button.setEnabled(not on)
        self.stop_button.setEnabled(on)
        self.told.setText("Beginning…")
        self.bar.setRange(0, 0)
        if on:
            self._clock.start()
        else:
            self._clock.stop()

    def _tell(self) -> None:
        job = self._handle.job if self._handle is not None else None
        if job is None:
            return
        done, total, words = job.told
        self.told.setText(words or "Beginning…")
        self.bar.setRange(0, STEPS if total else 0)
        if total:
            self.bar.setValue(min(STEPS, done * STEPS // total))

    def _made(self, made: Any, path: Path) -> None:
        self.saved_as = path
        self._show(self.made_words(made, path), "strong")

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._show("Stopped; no file was written.", "strong")
        else:
            self._show(str(error), "danger-word")

    def _show(self, words: str, role: str) -> None:
        self._show_busy(False)
        self.words.setProperty("role", role)
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)
        self.words.setText(words)
        self.links.setVisible(self.saved_as is not None)
        self.outcome.show()

    def _open_file(self) -> None:
        if self.saved_as is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.saved_as)))

    def _open_folder(self) -> None:
        if self.saved_as is not None:
            folder = QFileInfo(str(self.saved_as)).absolutePath()
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    def _copy_path(self) -> None:
        if self.saved_as is not None:
            QGuiApplication.clipboard().setText(str(self.saved_as))
            self.services.said.emit("Path copied")


class Sizes(Segments):
    """A4 or Letter, remembered for all that is printed."""

    def __init__(self, services: Services) -> None:
        super().__init__("Paper", tuple(PAGE_WORDS.items()))
        kept = services.settings.recall(PAGE_SIZE, "")
        american = QLocale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
        usual = PageSize.LETTER if american else PageSize.A4
        known = [size.value for size in PageSize]
        self.choose(PageSize(kept) if kept in known else usual)
        self.chosen.connect(lambda size: services.settings.remember(PAGE_SIZE, str(size)))

    @property
    def paper(self) -> PageSize:
        """The paper that is chosen."""
        return PageSize(str(self.value))


class Meridians(QWidget):
    """Ticks for the meridians; none ticked stands for all."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        facet = next(each for each in facets_of(services.content) if each.field == "meridians")
        walked = {point.meridian for point in services.content.points.values()}
        self.ticks = tuple(
            Tick(services, facet, code, words) for code, words in facet.values if code in walked
        )
        flow = FlowLayout(self, gap=8, line_gap=8)
        for tick in self.ticks:
            flow.addWidget(tick)

    @property
    def codes(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(tick.value for tick in self.ticks if tick.isChecked())
