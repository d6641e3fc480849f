"""By keyboard alone, in a real window: find a point, follow a study, come back, write a note."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from desktop_app import content
from desktop_app.domain.evidence import Study
from desktop_app.domain.refs import point_ref
from desktop_app.reading import open_point, read_note
from desktop_app.store import Library
from desktop_app.ui.rich.badges import study_name
from tests.e2e.conftest import Start
from tests.e2e.screen import Screen, until

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(180),
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb"),
]

NOTED = "Warm foot after ten minutes"


def shown(screen: Screen, *words: str) -> None:
    until(
        lambda: all(word in screen.title() for word in words),
        f"the window's title never had {words}",
    )


def accept_notice(screen: Screen) -> None:
    until(lambda: "Before you begin" in screen.title(), "no notice came up")
    screen.key("Return")
    until(lambda: "– Yongquan" in screen.title(), "the notice did not go away")


def note_of(library: Path, code: str) -> str:
    with Library.open(library, content.load()) as opened:
        note = read_note(opened, point_ref(code))
    return note.text if note else ""


def first_study() -> Study:
    """Return the study that stands first on the card of ST36."""
    with Library.in_memory(content.load()) as library:
        card = open_point(library, "ST36")
    claimed = {study.key for view in card.claims if not view.via_scope for _, study in view.studies}
    return next(s for s in card.studies if s.key in claimed or "ST36" in s.points)


def find_and_walk(screen: Screen) -> None:
    screen.key("ctrl+k")
    screen.type("zusanli")
    time.sleep(0.5)
    screen.key("Return")
    shown(screen, "ST36")


def test_find_read_study_back_walk_note_close(screen: Screen, start: Start, tmp_path: Path) -> None:
    library = tmp_path / "library"
    program = start(library)
    accept_notice(screen)
    find_and_walk(screen)
    time.sleep(1.0)
    screen.key("ctrl+Return")
    until(lambda: study_name(first_study()) in screen.title(), "its first study was not opened")
    screen.key("alt+Left")
    shown(screen, "ST36")
    screen.key("n")
    shown(screen, "ST37")
    screen.key("ctrl+e")
    screen.type(NOTED)
    screen.key("ctrl+q")
    assert program.wait(20) == 0
    assert note_of(library, "ST37") == NOTED


def test_note_survives_a_kill_one_second_after_typing(
    screen: Screen, start: Start, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    program = start(library, "--open", "yq:point/ST36")
    accept_notice(screen)
    shown(screen, "ST36")
    time.sleep(1.0)
    screen.key("ctrl+e")
    screen.type(NOTED)
    time.sleep(1.0)
    os.kill(program.pid, signal.SIGKILL)
    program.wait()
    assert note_of(library, "ST36") == NOTED
