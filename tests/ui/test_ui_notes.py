"""The note editor saves itself; nothing that was typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.domain.errors import DiskFull
from desktop_app.domain.refs import point_ref
from desktop_app.reading import read_note, write_note
from desktop_app.store import Library
from desktop_app.ui.rich.notes import PAUSE_MS, NoteEditor
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Runner

ST36, ST37 = point_ref("ST36"), point_ref("ST37")


@pytest.fixture
def editor(qtbot: QtBot, services: Services) -> NoteEditor:
    made = NoteEditor(services)
    qtbot.addWidget(made)
    made.show()
    return made


def text_of(library: Library, ref: object = ST36) -> str:
    note = read_note(library, ref)  # type: ignore[arg-type]
    return note.text if note else ""


def test_a_note_saves_itself_after_a_pause(
    editor: NoteEditor, library: Library, qtbot: QtBot
) -> None:
    editor.open(ST36)
    qtbot.keyClicks(editor.field, "warm foot")
    qtbot.waitUntil(lambda: text_of(library) == "warm foot", timeout=PAUSE_MS * 5)
    assert editor.state.text() == "Saved"


def test_writing_on_does_not_put_saving_off(
    editor: NoteEditor, library: Library, qtbot: QtBot
) -> None:
    editor.open(ST36)
    for _ in range(12):
        qtbot.keyClicks(editor.field, "a")
        qtbot.wait(PAUSE_MS // 8)
    assert text_of(library)


def test_leaving_the_field_saves(editor: NoteEditor, library: Library, qtbot: QtBot) -> None:
    editor.open(ST36)
    editor.field.setPlainText("left")
    editor.field.left.emit()
    assert text_of(library) == "left"


def test_another_note_is_opened_after_the_first_is_saved(
    editor: NoteEditor, library: Library, services: Services
) -> None:
    services.write(lambda library: write_note(library, ST37, "other"))
    editor.open(ST36)
    editor.field.setPlainText("first")
    editor.open(ST37)
    assert text_of(library) == "first"
    assert editor.field.toPlainText() == "other"
    editor.open(ST36)
    assert editor.field.toPlainText() == "first"


def test_undo_brings_back_nothing_of_another_note(
    editor: NoteEditor, library: Library, qtbot: QtBot
) -> None:
    editor.open(ST36)
    qtbot.keyClicks(editor.field, "w")
    QTest.keyClick(editor.field, Qt.Key.Key_Backspace)
    editor.open(ST37)
    QTest.keyClick(editor.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.field.toPlainText() == ""
    editor.flush()
    assert text_of(library, ST37) == ""


def test_undo_goes_on_after_a_note_has_been_saved(
    editor: NoteEditor, library: Library, qtbot: QtBot
) -> None:
    editor.open(ST36)
    qtbot.keyClicks(editor.field, "warm")
    editor.flush()
    editor.show_note(ST36, "warm")
    QTest.keyClick(editor.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.field.toPlainText() == ""


def test_a_note_waits_for_the_library(editor: NoteEditor, services: Services) -> None:
    editor.open(ST36)
    assert editor.field.isEnabled()
    assert editor.state.text() == "Opening the library…"
    services.attach(Library.in_memory(services.content))
    assert editor.state.text() == ""


def test_what_is_typed_before_the_note_is_read_follows_it(
    editor: NoteEditor, services: Services, qtbot: QtBot
) -> None:
    library = Library.in_memory(services.content)
    write_note(library, ST36, "from last time")
    editor.open(ST36)
    qtbot.keyClicks(editor.field, "typed at once")
    services.attach(library)
    assert editor.field.toPlainText() == "from last time\n\ntyped at once"
    editor.flush()
    assert text_of(library) == "from last time\n\ntyped at once"


def test_what_is_typed_before_the_note_is_read_is_kept_on_leaving(
    editor: NoteEditor, services: Services, qtbot: QtBot
) -> None:
    library = Library.in_memory(services.content)
    write_note(library, ST36, "from last time")
    editor.open(ST36)
    qtbot.keyClicks(editor.field, "typed at once")
    editor.open(ST37)
    editor.field.setPlainText("another")
    editor.flush()
    services.attach(library)
    assert text_of(library) == "from last time\n\ntyped at once"
    assert text_of(library, ST37) == "another"
    assert editor.field.toPlainText() == "another"


def test_a_change_elsewhere_is_shown_but_never_over_what_is_typed(
    editor: NoteEditor, library: Library, services: Services
) -> None:
    editor.open(ST36)
    services.write(lambda library: write_note(library, ST36, "from elsewhere"))
    assert editor.field.toPlainText() == "from elsewhere"
    editor.field.setPlainText("mine")
    services.write(lambda library: write_note(library, ST36, "again"))
    assert editor.field.toPlainText() == "mine"


def test_what_could_not_be_saved_stays_and_is_tried_again(
    editor: NoteEditor,
    library: Library,
    services: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import desktop_app.reading as reading

    told: list[Exception] = []
    services.trouble.connect(told.append)
    editor.open(ST36)

    def full(*_: object) -> None:
        raise DiskFull("There is no room left.", "Free some space.")

    with monkeypatch.context() as patch:
        patch.setattr(reading, "write_note", full)
        editor.field.setPlainText("kept")
        editor.flush()
    assert told
    assert editor.state.text() == "Not saved"
    assert editor.field.toPlainText() == "kept"
    editor.flush()
    assert text_of(library) == "kept"


def test_closing_with_real_threads_keeps_the_note(
    services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    runner = Runner()
    services.runner = runner
    library = Library.open(tmp_path / "library", services.content)
    services.attach(library)
    editor = NoteEditor(services)
    qtbot.addWidget(editor)
    editor.open(ST36)
    qtbot.waitUntil(editor.field.isEnabled)
    editor.field.setPlainText("last words")
    editor.flush()
    runner.close()
    assert text_of(library) == "last words"


def test_formatted_notes_load_nothing(
    editor: NoteEditor, library: Library, services: Services
) -> None:
    editor.open(ST36)
    editor.field.setPlainText("![x](http://example.org/a.png) **bold** <b>raw</b> yq")
    editor.format.click()
    assert editor.stack.currentWidget() is editor.view
    assert editor.view.loadResource(2, QUrl("http://example.org/a.png")) is None
    assert "<b>raw</b>" in editor.view.toPlainText()
    editor.view.anchorClicked.emit(QUrl("yq:point/ST37"))
    assert services.navigator.current == ST37
    editor.format.click()
    assert editor.stack.currentWidget() is editor.field


def test_the_focus_leaves_with_tab(editor: NoteEditor, library: Library) -> None:
    other = QLineEdit(editor)
    other.show()
    assert editor.field.tabChangesFocus()


def test_without_a_library_the_field_says_so(editor: NoteEditor, services: Services) -> None:
    told: list[Exception] = []
    services.trouble.connect(told.append)
    editor.open(ST36)
    services.do_without(DiskFull("There is no room left."))
    assert told
    assert not editor.field.isEnabled()
    assert "not open" in editor.state.text()
    editor.open(ST37)
    assert "not open" in editor.state.text()
