"""Start: build the objects, join them by hand, paint the atlas, then open the library."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop_app import __version__, content
from desktop_app.content.paths import assets_dir
from desktop_app.domain.errors import LibraryDamaged, WorldError
from desktop_app.ui.actions import Actions
from desktop_app.ui.collecting import Collecting
from desktop_app.ui.indexing import Indexing
from desktop_app.ui.instance import Doorbell, hand_over
from desktop_app.ui.navigator import Navigator
from desktop_app.ui.pdf.background import TextReading
from desktop_app.ui.services import Services
from desktop_app.ui.settings import Settings
from desktop_app.ui.shell import MainWindow, build_window
from desktop_app.ui.tasks import Lane, Runner
from desktop_app.ui.theme import Theme, make_application

if TYPE_CHECKING:
    from desktop_app.store import Library

TURN_S = 0.0005
"""How long work in the background keeps the window waiting for its turn, seconds. With Python's own
5 ms a click during an import is answered several times as late."""

LEAVE_MS = 20_000
"""How long leaving waits for a library that is still being opened."""

QUIET_MS = 3000
"""How long after the library is open it looks after its files: one begins to work at once."""

UNPAINTED_MS = 2000
"""How long the library waits for the first paint."""


class Program(QObject):
    """One running copy: services, window, library, doorbell.

    ``again`` asks for another one in its place once it has been left.

    Parameters
    ----------
    qt
        The application object.
    folder
        Folder of the library.
    runner
        Runs work off the UI thread; tests give one that runs inline.
    """

    def __init__(self, qt: QApplication, folder: Path, runner: Runner | None = None) -> None:
        super().__init__()
        self.folder = folder
        shipped = content.load()
        self.settings = Settings(folder / "settings.json")
        self.theme = Theme(qt, self.settings, assets_dir())
        self.services = Services(
            content=shipped,
            runner=runner or Runner(),
            navigator=Navigator(),
            settings=self.settings,
            theme=self.theme,
            actions=Actions(),
            assets=assets_dir(),
        )
        self.services.later.hold()
        self.text_reading = TextReading(self.services)
        self.indexing = Indexing(self.services)
        self.window: MainWindow = build_window(self.services)
        self.doorbell: Doorbell | None = None
        self.again = False
        self._settled = False
        self._opening = False

    def open(self, ref: str = "") -> None:
        """Show the window, at a ref if one is given; the library follows the first paint."""
        self.window.painted.connect(self._settle_in)
        # A window that starts hidden is not painted, and wants its library all the same.
        QTimer.singleShot(UNPAINTED_MS, self, self._settle_in)
        self.window.show()
        if ref:
            self.services.navigator.go(ref)

    def _settle_in(self) -> None:
        if not self._settled:
            self._settled = True
            self.open_library()
            self.services.later.do(self._listen)
            self.services.later.release()

    def open_library(self) -> None:
        """Open the library off the UI thread and hand it to everyone who waits for it."""
        self._opening = True
        self.services.runner.run(
            Lane.WRITE,
            lambda: _open_library(self.folder, self.services.content),
            self._attach,
            self._go_without,
            title="Opening the library",
        )

    def _listen(self) -> None:
        self.doorbell = Doorbell(self.folder, self._come_forward, self)

    def _go_without(self, error: Exception) -> None:
        if not isinstance(error, LibraryDamaged):
            self.services.do_without(error)
            return
        self.services.do_without(None)
        from desktop_app.ui.dialogs.mending import MendingDialog

        dialog = MendingDialog(self.services, self.window, error, self._mend)
        dialog.mended.connect(self._start_again)
        dialog.open()

    def _mend(self) -> tuple[int, bool, Path]:
        from desktop_app.store import mending
        from desktop_app.store.library import utc_now

        mended = mending.mend(self.folder, self.services.content, utc_now)
        return mended.rows, mended.whole, mended.kept

    def _start_again(self) -> None:
        self.again = True
        self.window.close()

    def _attach(self, library: Library) -> None:
        self.services.attach(library)
        self.services.runner.run(Lane.READ, library.back_up, title="Backing up the library")
        QTimer.singleShot(QUIET_MS, self, partial(self._keep_files, library))

    def _keep_files(self, library: Library) -> None:
        """Delete what no study has any more, and read the text of what has not been read."""
        self.services.runner.run(Lane.WRITE, lambda: _sweep(library))
        self.text_reading.go_on()

    def close(self) -> None:
        """Finish every write and let the library go."""
        self._await_library()
        if self.doorbell is not None:
            self.doorbell.close()
        self.services.runner.close()
        if self.services.library is not None:
            self.services.library.close()

    def _await_library(self) -> None:
        # Notes typed before the library was open wait for it, and it must be let go again.
        services = self.services
        if not self._opening or services.library is not None or services.is_missing:
            return
        loop = QEventLoop()
        services.library_ready.connect(loop.quit)
        services.library_missing.connect(loop.quit)
        QTimer.singleShot(LEAVE_MS, loop.quit)
        loop.exec()

    def _come_forward(self, ref: str) -> None:
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()
        if ref:
            self.services.navigator.go(ref)


def _open_library(folder: Path, shipped: content.Content) -> Library:
    # SQLAlchemy takes longer to import than the window to open: not before the first paint.
    from desktop_app.store import Library

    return Library.open(folder, shipped)


def _sweep(library: Library) -> None:
    from desktop_app.library.attaching import sweep_files

    sweep_files(library)


def start_window(folder: Path, ref: str = "") -> int:
    """Open the window, or hand the ref to the copy that already holds this library.

    Returns
    -------
    int
        The exit code.
    """
    sys.setswitchinterval(TURN_S)
    qt = make_application("yongquan")
    Collecting(qt)
    qt.setApplicationName("yongquan")
    qt.setApplicationDisplayName("Yongquan")
    qt.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("yongquan")
    if hand_over(folder, ref):
        return 0
    while True:
        try:
            program = Program(qt, folder)
        except WorldError as error:
            print(error, file=sys.stderr)  # noqa: T201  there is no window to say it in
            return 1
        program.open(ref)
        code = qt.exec()
        program.close()
        if not program.again:
            return code
        program.window.deleteLater()


def render(
    view: str,
    side: str,
    layers: Sequence[str],
    select: str | None,
    labels: str,
    theme: str,
    size: tuple[int, int],
    out: Path,
) -> None:
    """Draw a view of the atlas to a file, without a screen; see ``ui.diagram.render``."""
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop_app.ui.diagram.render import render_view

    render_view(content.load(), view, side, layers, select, labels, theme, size, out)
