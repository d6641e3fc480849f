"""By keyboard, in a real window: import a file, find its study, take the import back."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from desktop_app import content
from desktop_app.library.listing import count_studies
from desktop_app.reading import list_notes
from desktop_app.store import Library
from tests.e2e.conftest import Start
from tests.e2e.screen import Screen, until
from tests.e2e.test_keyboard_story import accept_notice, shown

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(180),
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb"),
]

RECORDS = """TY  - JOUR
AU  - Own, Anna
TI  - Warm feet after moxibustion
PY  - 2021
T2  - Journal of Warm Feet
ER  -

TY  - JOUR
AU  - Other, Bert
TI  - Cold toes in winter
PY  - 2022
ER  -
"""


def mine(library: Path) -> int:
    with Library.open(library, content.load()) as opened:
        return count_studies(opened, "is:mine")


def bring_in(screen: Screen, file: Path) -> None:
    """Import a file through the dialogs."""
    screen.key("ctrl+3")
    shown(screen, "Evidence")
    end = time.monotonic() + 30
    while "Import studies" not in screen.title() and time.monotonic() < end:
        # On a busy machine the library may not be open yet, and the command not ready.
        time.sleep(1.0)
        screen.key("ctrl+i")
        time.sleep(1.0)
    shown(screen, "Import studies")
    time.sleep(0.5)
    screen.type(str(file))
    screen.key("Return")
    time.sleep(2.0)
    shown(screen, "Import studies")
    screen.key("Return")
    until(lambda: "– Yongquan" in screen.title(), "the import did not end")


def test_an_import_is_found_noted_and_kept(screen: Screen, start: Start, tmp_path: Path) -> None:
    library, file = tmp_path / "library", tmp_path / "export.ris"
    file.write_text(RECORDS, encoding="utf-8")
    program = start(library)
    accept_notice(screen)
    bring_in(screen, file)
    screen.key("ctrl+k")
    screen.type("cold toes in winter")
    time.sleep(1.0)
    screen.key("Return")
    shown(screen, "Other")
    screen.key("ctrl+e")
    screen.type("Ask for the full text")
    screen.key("ctrl+q")
    assert program.wait(20) == 0
    assert mine(library) == 2
    with Library.open(library, content.load()) as opened:
        (note,) = list_notes(opened)
    assert note.text == "Ask for the full text"
    assert note.title == "Cold toes in winter"


def test_an_import_is_taken_back(screen: Screen, start: Start, tmp_path: Path) -> None:
    library, file = tmp_path / "library", tmp_path / "export.ris"
    file.write_text(RECORDS, encoding="utf-8")
    program = start(library)
    accept_notice(screen)
    bring_in(screen, file)
    time.sleep(1.0)
    screen.key("ctrl+z")
    time.sleep(1.0)
    screen.key("ctrl+q")
    assert program.wait(20) == 0
    assert mine(library) == 0
