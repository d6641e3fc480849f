"""Going about in the study room as a student does."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.domain.learning import Rating, Review
from desktop_app.store import Library
from desktop_app.study.scheduling import answer, reviews
from desktop_app.ui.shell import MainWindow
from desktop_app.ui.study.session import SessionPage
from desktop_app.ui.study.session_asked import Asked
from desktop_app.ui.study.workspace import StudyWorkspace

Key = Qt.Key


def room(window: MainWindow) -> StudyWorkspace:
    """Return the study room."""
    found = window.workspaces["study"]
    assert isinstance(found, StudyWorkspace)
    return found


def session(window: MainWindow) -> SessionPage:
    """Return the page of the session."""
    return room(window).session


def press(window: MainWindow, key: Qt.Key | str) -> None:
    """Press a key where the keyboard is."""
    focus = window.focusWidget()
    assert focus is not None
    if isinstance(key, str):
        QTest.keyClicks(focus, key)
    else:
        QTest.keyClick(focus, key)


def write(window: MainWindow, text: str) -> None:
    """Type a text where the keyboard is."""
    focus = window.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def open_question(window: MainWindow) -> Asked:
    """Return what is being asked."""
    asked = session(window).run.asked
    assert asked is not None
    return asked


def number(asked: Asked, right: bool = True) -> str:
    """Return the key of the right choice, or of a wrong one."""
    choices = enumerate(asked.question.choices, 1)
    return str(next(place for place, choice in choices if choice.right is right))


def kept(library: Library) -> list[tuple[str, Rating]]:
    """Return the answers in the library, in order."""
    return [(review.item, review.rating) for review in all_kept(library)]


def all_kept(library: Library) -> tuple[Review, ...]:
    """Return the reviews in the library."""
    return reviews(library)


def lapse(library: Library, item: str, times: int, given: str, now: datetime) -> None:
    """Let an item be learned and forgotten again and again, up to yesterday."""
    day = now - timedelta(days=30 * times + 1)
    answer(library, item, Rating.EASY, 900, day)
    for turn in range(times):
        answer(library, item, Rating.AGAIN, 900, day + timedelta(days=30 * turn + 20), given)
        answer(library, item, Rating.EASY, 900, day + timedelta(days=30 * turn + 21))


def told(widget: QWidget) -> str:
    """Return all that the labels in sight on a widget say."""
    labels = widget.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible() and label.text())
