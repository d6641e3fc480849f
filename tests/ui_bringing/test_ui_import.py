"""The import as a person does it: look through, choose, take it in, take it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.changes import Changed
from desktop_app.domain.progress import Cancelled
from desktop_app.domain.refs import study_ref
from desktop_app.library.listing import count_studies
from desktop_app.library.planned import Choice
from desktop_app.store import Library
from desktop_app.ui.bringing.importing import ImportDialog
from desktop_app.ui.bringing.preview import Group
from desktop_app.ui.services import Services

NEW = """TY  - JOUR
AU  - Own, Anna
TI  - Warm feet after moxibustion
PY  - 2021
T2  - Journal of Warm Feet
ER  -
"""
GONE = """TY  - JOUR
AU  - Gone, Carl
TI  - RETRACTED: A trial that was taken back
PY  - 2019
ER  -
"""
SHIPPED = """TY  - JOUR
AU  - Valentini, Judith
TI  - Can acupuncture increase microcirculation?
PY  - 2024
DO  - 10.3389/FMED.2024.1371056
ER  -
"""
LOOSE = """TI  - a record that never began
ER  -
"""


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1280, 820)
    qtbot.addWidget(made)
    made.show()
    return made


def open_dialog(qtbot: QtBot, services: Services, parent: QWidget, *files: Path) -> ImportDialog:
    dialog = ImportDialog(services, files, parent)
    dialog.open()
    qtbot.waitUntil(lambda: not dialog.busy and dialog.stack.currentIndex() != 0)
    return dialog


def write(folder: Path, *records: str) -> Path:
    path = folder / "export.txt"
    path.write_text("\n".join(records), encoding="utf-8")
    return path


def mine(library: Library) -> int:
    return count_studies(library, "is:mine")


def test_what_would_come_in_is_shown_and_comes_in(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget, tmp_path: Path
) -> None:
    said: list[str] = []
    done: list[Changed] = []
    services.said.connect(said.append)
    services.changed.connect(done.append)
    path = write(tmp_path, NEW, GONE, SHIPPED, LOOSE)
    dialog = open_dialog(qtbot, services, parent, path)
    counts = dialog.state.counts()
    assert counts == {
        Group.ALL: 3, Group.NEW: 2, Group.DUPLICATES: 1, Group.NOTICES: 1, Group.REJECTED: 1,
    }  # fmt: skip
    assert "2 studies will be added" in dialog.summary.text()
    assert "1 record skipped" in dialog.summary.text()
    assert mine(library) == 0
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: mine(library) == 2)
    qtbot.waitUntil(lambda: services.navigator.current == study_ref("own.2021"))
    assert any("Imported 2" in each for each in said)
    undo = done[-1].undo
    assert undo is not None
    undo.back(library)
    assert mine(library) == 0


def test_a_duplicate_tells_what_differs_and_may_be_kept_too(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget, tmp_path: Path
) -> None:
    dialog = open_dialog(qtbot, services, parent, write(tmp_path, SHIPPED))
    assert not dialog.go.isEnabled()
    dialog.table.selectRow(0)
    told = " ".join(label.text() for label in dialog.panel.findChildren(QLabel))
    assert "Valentini" in told
    assert "Duplicate, shipped (same DOI)" in told
    assert "Library:" in told
    dialog.choose(Choice.KEEP)
    assert dialog.go.isEnabled()
    dialog.start()
    qtbot.waitUntil(lambda: mine(library) == 1)


def test_a_retraction_is_shown_before_it_comes_in(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget, tmp_path: Path
) -> None:
    dialog = open_dialog(qtbot, services, parent, write(tmp_path, NEW, GONE))
    dialog.show_group(Group.NOTICES)
    assert dialog.model.rowCount() == 1
    dialog.table.selectRow(0)
    told = [label.text() for label in dialog.panel.findChildren(QLabel)]
    assert "Retracted" in told


def test_what_cannot_be_read_is_named_with_file_line_and_reason(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "picture.ris"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    dialog = open_dialog(qtbot, services, parent, path)
    assert dialog.state.group is Group.REJECTED
    assert not dialog.go.isEnabled()
    assert dialog.unread.words(0, 0) == "picture.ris"
    assert dialog.unread.words(0, 2) == "the whole file"
    copy = next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Copy"))
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "picture.ris" in QGuiApplication.clipboard().text()


def test_cancelled_changes_nothing(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget, tmp_path: Path
) -> None:
    dialog = open_dialog(qtbot, services, parent, write(tmp_path, NEW))
    dialog._stopped(Cancelled("Cancelled; nothing was changed."))
    assert dialog.summary.text() == "Cancelled; nothing was changed."
    assert dialog.go.isEnabled()
    dialog.reject()
    assert mine(library) == 0


def test_there_is_room_for_what_a_record_is_to_the_library(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget, tmp_path: Path
) -> None:
    dialog = open_dialog(qtbot, services, parent, write(tmp_path, NEW, GONE, SHIPPED, LOOSE))
    qtbot.waitUntil(lambda: not dialog.table.isColumnHidden(4))
    assert not dialog.table.isColumnHidden(3)
    assert dialog.table.columnWidth(1) >= 240
    dialog.reject()


def test_large_text_leaves_room_for_titles_and_buttons(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget, tmp_path: Path
) -> None:
    parent.resize(1024, 700)
    services.settings.font_scale = 200
    path = write(tmp_path, NEW, GONE, SHIPPED, LOOSE)
    dialog = open_dialog(qtbot, services, parent, path)
    assert dialog.minimumSizeHint().width() <= dialog.width() <= parent.width()
    assert dialog.table.columnWidth(1) > 200
    services.settings.font_scale = 100
