"""The whole library as one file to take away, and back from it into a folder of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop_app.domain.errors import WorldError
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.library.archive import ArchiveContents, check_archive, open_archive, save_archive
from desktop_app.store import Library
from desktop_app.ui.bringing.files import file_to_write, files_to_read, folder_to_use
from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.jobs import Handle
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane
from desktop_app.ui.words import counted

T = TypeVar("T")

KIND = "Yongquan archive (*.yongquan)"


def save_as_archive(services: Services, parent: QWidget) -> None:
    """Ask for a file and write the whole library to it."""
    path = file_to_write(
        services, parent, "Save the library as an archive", "library.yongquan", KIND
    )
    if path is None:
        return

    def work(library: Library, progress: Progress) -> None:
        save_archive(library, path, progress)

    services.job(
        "Saving the archive",
        work,
        lambda _: services.said.emit(f"The whole library is in {path.name}"),
        lane=Lane.LONG,
    )


class ArchiveDialog(Sheet):
    """Shows what an archive holds, and unpacks it into a folder that is new or empty.

    Parameters
    ----------
    path
        The archive; asked for if it is not given.
    """

    def __init__(self, services: Services, parent: QWidget, path: Path | None = None) -> None:
        super().__init__(services, parent, "Open an archive", 540, 420)
        self.setObjectName("archive")
        self._path = path
        self._folder: Path | None = None
        self._handle: Handle | None = None
        self.words = text_label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(services.theme.scaled(6))
        self.bar.hide()
        self.page.add(self.words)
        self.page.add(self.bar)
        self.page.body.addStretch(1)
        leave = self.add_button("Close")
        leave.clicked.disconnect()
        leave.clicked.connect(self.reject)
        self.go = self.add_button("Choose a folder…", primary=True)
        self.go.clicked.disconnect()
        self.go.clicked.connect(self._act)
        self.go.setEnabled(False)

    def begin(self) -> None:
        """Show the dialog and look into the archive."""
        if self._path is None:
            chosen = files_to_read(self.services, self, "Open an archive", KIND)
            if not chosen:
                self.deleteLater()
                return
            self._path = chosen[0]
        self.open()
        self._work("Looking into the archive", partial(_check, path=self._path), self._checked)

    def reject(self) -> None:
        """Stop what is under way, and leave."""
        if self._handle is not None:
            self._handle.cancel()
        super().reject()

    def unpack(self, folder: Path) -> None:
        """Unpack the archive into a folder."""
        path = self._path
        if path is not None:
            self._folder = folder
            work = partial(_unpack, path=path, folder=folder)
            self._work("Unpacking", work, self._unpacked)

    def _act(self) -> None:
        if self._folder is not None:
            _start(self._folder)
            self.accept()
            return
        folder = folder_to_use(self.services, self, "A new or empty folder for the library")
        if folder is not None:
            self.unpack(folder)

    def _checked(self, held: ArchiveContents) -> None:
        self.bar.hide()
        name = self._path.name if self._path is not None else ""
        self.words.setText(
            f"{name} is sound. It was saved on {held.made:%d %B %Y} and holds "
            f"{counted(held.studies, 'study', 'studies')} of your own, "
            f"{counted(held.notes, 'note', 'notes')}, {counted(held.plans, 'plan', 'plans')} and "
            f"{counted(held.attachments, 'file', 'files')}.\n\n"
            "It is unpacked into a folder of its own; the library that is open stays as it is."
        )
        self.go.setEnabled(True)

    def _unpacked(self, folder: Path) -> None:
        self.bar.hide()
        self._folder = folder
        self.words.setText(f"The library is in {folder}. It can be opened beside this one.")
        self.go.setText("Open it in another window")
        self.go.setEnabled(True)

    def _work(
        self, words: str, work: Callable[[Library, Progress], T], done: Callable[[T], None]
    ) -> None:
        self.words.setText(f"{words}…")
        self.bar.setRange(0, 0)
        self.bar.show()
        self.go.setEnabled(False)
        self._handle = self.services.job(
            words, work, done, self._failed, lane=Lane.LONG, owner=self
        )

    def _failed(self, error: Exception) -> None:
        self._folder = None
        self.bar.hide()
        if isinstance(error, Cancelled):
            return
        self.words.setText(str(error))
        if not isinstance(error, WorldError):
            self.services.trouble.emit(error)


def _check(_: Library, progress: Progress, path: Path) -> ArchiveContents:
    progress.tell(0)
    return check_archive(path)


def _unpack(_: Library, progress: Progress, path: Path, folder: Path) -> Path:
    return open_archive(path, folder, progress)


def _start(folder: Path) -> None:
    """Start another copy of the program with a library."""
    program = [] if getattr(sys, "frozen", False) else ["-m", "desktop_app"]
    QProcess.startDetached(sys.executable, [*program, "--library", str(folder)])
