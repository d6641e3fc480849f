"""The program as joined at the start: window first, library after, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app import content
from desktop_app.app import Program
from desktop_app.domain.refs import point_ref
from desktop_app.reading import read_note, write_note
from desktop_app.store import Library
from desktop_app.ui.dialogs.mending import MendingDialog

ST36 = point_ref("ST36")


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    program = Program(qapp, tmp_path)
    program.settings.first_notice_accepted = "2026-11-23"
    yield program
    program.close()
    program.window.close()
    program.window.deleteLater()


def note_in(folder: Path) -> str:
    with Library.open(folder, content.load()) as library:
        note = read_note(library, ST36)
    return note.text if note else ""


def test_library_follows_the_window_and_is_backed_up(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    program.open("yq:point/ST36")
    assert program.services.library is None
    qtbot.waitUntil(lambda: program.services.library is not None, timeout=20_000)
    assert "ST36" in program.window.windowTitle()
    qtbot.waitUntil(program.services.runner.idle, timeout=20_000)
    assert list((tmp_path / "backups").glob("*.db"))


def test_what_is_typed_before_the_library_is_open_is_saved(
    program: Program, tmp_path: Path
) -> None:
    program.open_library()
    program.services.write(lambda library: write_note(library, ST36, "typed at once"))
    program.close()
    assert note_in(tmp_path) == "typed at once"


def test_a_library_held_by_another_is_done_without(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    troubles: list[object] = []
    program.services.trouble.disconnect()
    program.services.trouble.connect(troubles.append)
    with Library.open(tmp_path, content.load()):
        program.open_library()
        qtbot.waitUntil(lambda: bool(troubles), timeout=30_000)
    assert program.services.is_missing
    program.services.navigator.go("yq:study/valentini-2024")
    assert "Valentini" in program.window.windowTitle()


def test_a_damaged_library_is_mended_on_request(
    qtbot: QtBot, program: Program, tmp_path: Path
) -> None:
    with Library.open(tmp_path, content.load()) as library:
        write_note(library, ST36, "kept")
        assert library.back_up()
    (tmp_path / "library.db").write_bytes(b"no database any more " * 500)
    program.open()
    qtbot.waitUntil(lambda: program.window.findChild(MendingDialog) is not None, timeout=20_000)
    assert program.services.is_missing
    dialog = program.window.findChild(MendingDialog)
    assert dialog is not None
    assert "damaged" in dialog.page.findChildren(QLabel)[0].text()
    qtbot.mouseClick(dialog.now, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Mended" in dialog.said.text(), timeout=20_000)
    assert str(tmp_path / "damaged") in dialog.said.text()
    qtbot.mouseClick(dialog.now, Qt.MouseButton.LeftButton)
    assert program.again
    assert note_in(tmp_path) == "kept"
