"""What all tests share: one application dressed by name, services without threads, own folders."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import atexit
import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import content as contents
from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.content import Content
from desktop_app.content.paths import assets_dir
from desktop_app.store import Library
from desktop_app.ui.actions import Actions
from desktop_app.ui.collecting import collect
from desktop_app.ui.navigator import Navigator
from desktop_app.ui.services import Services
from desktop_app.ui.settings import Settings
from desktop_app.ui.tasks import InlineRunner, Runner
from desktop_app.ui.theme import Theme

# As in the program: no working thread may destroy what belongs to Qt.
gc.disable()

# How long an example takes says something of the machine, not of the program.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")

_ended: list[int] = []
"""How the session ended, once it has."""


def pytest_sessionfinish(exitstatus: int) -> None:
    """Remember how the session ended."""
    _ended.append(int(exitstatus))


@atexit.register
def _leave() -> None:
    """Leave before the interpreter takes itself apart.

    PySide6 6.12 on Python 3.11 loses references to what all share (see ``ui.immortal``), so that
    the process may crash then, when everything has been tested, told and saved.
    """
    if _ended:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_ended[-1])


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Collect garbage between tests, in the thread that has Qt."""
    yield
    collect()


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's own settings and library."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.delenv("YONGQUAN_LIBRARY", raising=False)


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a window's test that leaves threads or top-level widgets behind."""
    if "qapp" not in request.fixturenames:
        yield
        return
    app = request.getfixturevalue("qapp")
    before = set(threading.enumerate())
    _let_go()
    _delete_later()
    widgets = set(app.topLevelWidgets())
    yield
    _delete_later()
    left = [w for w in app.topLevelWidgets() if w not in widgets and w.isVisible()]
    for widget in left:
        widget.close()
    assert not left, f"widgets left open: {left}"
    threads = [t for t in threading.enumerate() if t not in before and t.is_alive()]
    assert not threads, f"threads left running: {threads}"


def _let_go() -> None:
    """Let go of keys and buttons: Qt holds what the last test held, and goes by it."""
    held = QGuiApplication.mouseButtons()
    if held or QGuiApplication.keyboardModifiers():
        hand = QWidget()
        for button in (button for button in Qt.MouseButton if button & held):
            QTest.mouseRelease(hand, button)
        QTest.keyClick(hand, Qt.Key.Key_F24)
        hand.deleteLater()


def _delete_later() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


@pytest.fixture(scope="session")
def content() -> Content:
    """The shipped content."""
    return contents.load()


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The shipped atlas."""
    return open_atlas(assets_dir() / "atlas")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Fresh settings of a user who has accepted the notice and likes it light."""
    made = Settings(tmp_path / "settings.json")
    made.first_notice_accepted = "2026-01-01"
    made.theme = "light"
    return made


@pytest.fixture
def services(qapp: QApplication, content: Content, settings: Settings) -> Iterator[Services]:
    """Services whose work runs at once; the library is not open yet."""
    with _served(qapp, content, settings, InlineRunner()) as made:
        yield made


@pytest.fixture
def library(services: Services) -> Library:
    """A fresh library that the services have."""
    made = Library.in_memory(services.content)
    services.attach(made)
    return made


@pytest.fixture
def threaded(
    qapp: QApplication, content: Content, settings: Settings, tmp_path: Path
) -> Iterator[Services]:
    """Services with the program's own threads, over a library on the disk."""
    with _served(qapp, content, settings, Runner()) as made:
        made.attach(Library.open(tmp_path / "library", content))
        yield made


@contextmanager
def _served(
    qapp: QApplication, content: Content, settings: Settings, runner: Runner
) -> Iterator[Services]:
    theme = Theme(qapp, settings, assets_dir())
    made = Services(content, runner, Navigator(), settings, theme, Actions(), assets_dir())
    yield made
    made.runner.close()
    made.theme.deleteLater()
    if made.library is not None:
        made.library.close()
