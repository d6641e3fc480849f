"""Hostile files in the import dialog: each stands in the list with its reason, nothing comes in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.library.listing import count_studies
from desktop_app.store import Library
from desktop_app.ui.bringing.importing import ImportDialog
from desktop_app.ui.bringing.preview import Group
from desktop_app.ui.services import Services
from tests.library.hostile import MAKE, make_all


def test_hostile_files_are_listed_with_their_reasons(
    qtbot: QtBot, services: Services, library: Library, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1280, 820)
    parent.show()
    dialog = ImportDialog(services, make_all(tmp_path), parent)
    dialog.open()
    qtbot.waitUntil(lambda: not dialog.busy and dialog.stack.currentIndex() != 0, timeout=20_000)
    assert dialog.state.group is Group.REJECTED
    assert not dialog.go.isEnabled()
    rows = [
        " ".join(
            str(dialog.unread.index(row, column).data() or "")
            for column in range(dialog.unread.columnCount())
        )
        for row in range(dialog.unread.rowCount())
    ]
    assert len(rows) == len(MAKE)
    for shown, (name, (_, reason)) in zip(rows, MAKE.items(), strict=True):
        assert name in shown
        assert reason in shown
    dialog.reject()
    assert count_studies(library, "is:mine") == 0
