"""Long work: the bar and the words in the status line, and how it is cancelled."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.changes import Changed
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.domain.refs import study_ref
from desktop_app.store import Library
from desktop_app.ui.jobs import JobStrip
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Lane, Runner

REF = study_ref("hoerder-2023")


@pytest.fixture
def at_work(services: Services, qtbot: QtBot) -> Iterator[Services]:
    """Services with real lanes and an open library."""
    services.runner = Runner()
    services.attach(Library.in_memory(services.content))
    yield services
    services.runner.close()


class Work:
    """Work that goes on when it is let, and tells as it goes."""

    def __init__(self) -> None:
        self.told = threading.Event()
        self.go_on = threading.Event()

    def __call__(self, library: Library, progress: Progress) -> Changed:
        progress.tell(1, 4, "reading the first file")
        self.told.set()
        self.go_on.wait(5)
        progress.tell(2, 4)
        return Changed(frozenset({REF}))


def test_the_strip_shows_words_and_how_far_it_is(qtbot: QtBot, at_work: Services) -> None:
    strip = JobStrip(at_work.runner, at_work.theme)
    qtbot.addWidget(strip)
    work = Work()
    at_work.job("Importing 3 files", work)
    assert work.told.wait(5)
    strip.show_progress()
    assert strip.words.text() == "Importing 3 files: reading the first file"
    assert strip.bar.value() * 4 == strip.bar.maximum()
    assert strip.button.isEnabled()
    work.go_on.set()
    qtbot.waitUntil(strip.isHidden)
    assert strip.job is None


def test_cancelled_work_says_so(qtbot: QtBot, at_work: Services) -> None:
    strip = JobStrip(at_work.runner, at_work.theme)
    qtbot.addWidget(strip)
    work, said, errors, changes = Work(), list[str](), list[Exception](), list[Changed]()
    at_work.said.connect(said.append)
    at_work.changed.connect(changes.append)
    at_work.job("Importing", work, on_error=errors.append)
    assert work.told.wait(5)
    strip.button.click()
    assert "cancelling" in strip.words.text()
    assert not strip.button.isEnabled()
    work.go_on.set()
    qtbot.waitUntil(at_work.runner.idle)
    assert said == ["Importing: cancelled, nothing was changed"]
    assert [type(error) for error in errors] == [Cancelled]
    assert changes == []


def test_work_that_has_not_begun_can_be_cancelled(qtbot: QtBot, at_work: Services) -> None:
    work, said = Work(), list[str]()
    at_work.said.connect(said.append)
    at_work.job("First", work)
    waiting = at_work.job("Second", lambda library, progress: pytest.fail("it was begun"))
    waiting.cancel()
    work.go_on.set()
    qtbot.waitUntil(at_work.runner.idle)
    assert said == ["Second: cancelled, nothing was changed"]


def test_what_was_done_before_it_could_stop_is_told(qtbot: QtBot, at_work: Services) -> None:
    changes: list[Changed] = []
    at_work.changed.connect(changes.append)
    begun, go_on = threading.Event(), threading.Event()

    def work(library: Library, progress: Progress) -> Changed:
        begun.set()
        go_on.wait(5)
        return Changed(frozenset({REF}))

    handle = at_work.job("Writing", work)
    assert begun.wait(5)
    handle.cancel()
    go_on.set()
    qtbot.waitUntil(at_work.runner.idle)
    assert [changed.refs for changed in changes] == [{REF}]


def test_work_that_fails_is_told_once(qtbot: QtBot, at_work: Services) -> None:
    told: list[Exception] = []
    at_work.trouble.connect(told.append)
    at_work.job("Dividing", lambda library, progress: 1 // 0, lane=Lane.LONG)
    qtbot.waitUntil(at_work.runner.idle)
    assert [type(error) for error in told] == [ZeroDivisionError]


def test_work_asked_for_before_the_library_is_open_waits(services: Services) -> None:
    done: list[int] = []
    services.job("Soon", lambda library, progress: 3, done.append)
    services.job("Never", lambda library, progress: 4, done.append).cancel()
    assert done == []
    services.attach(Library.in_memory(services.content))
    assert done == [3]


def test_several_jobs_are_counted(qtbot: QtBot, at_work: Services) -> None:
    strip = JobStrip(at_work.runner, at_work.theme)
    qtbot.addWidget(strip)
    works = [Work(), Work()]
    at_work.job("Importing", works[0])
    at_work.job("Exporting", works[1], lane=Lane.LONG)
    assert strip.words.text().endswith("(and 1 more)")
    for work in works:
        work.go_on.set()
    qtbot.waitUntil(at_work.runner.idle)
