"""Highlights and page notes in the reader: made by mouse and keys, listed, changed, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_app.domain.attachment import Attachment, Box, MarkKind
from desktop_app.domain.changes import Changed
from desktop_app.library.marking import add_mark, list_marks
from desktop_app.store import Library
from desktop_app.ui.pdf.reader import PdfReader

FIRST_LINE = (42.0, 189.0)
"""Where the abstract's first line begins on the first page, points."""


@pytest.fixture
def opened(reader: PdfReader, trial: Attachment, qtbot: QtBot) -> PdfReader:
    reader.open(trial.key)
    qtbot.waitUntil(lambda: reader.pages.pictures.picture(0) is not None)
    reader.focus_main()
    return reader


def spot(reader: PdfReader, x: float, y: float) -> QPoint:
    frame, scale = reader.pages.layout_of_pages.frame(0), reader.pages.scale
    left = frame.left + x * scale - reader.pages.horizontalScrollBar().value()
    return QPoint(
        round(left), round(frame.top + y * scale - reader.pages.verticalScrollBar().value())
    )


def drag(
    reader: PdfReader, qtbot: QtBot, start: tuple[float, float], end: tuple[float, float]
) -> None:
    view, left = reader.pages.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(view, left, pos=spot(reader, *start))
    for part in (0.3, 0.7, 1.0):
        x, y = (a + part * (b - a) for a, b in zip(start, end, strict=True))
        qtbot.mouseMove(view, spot(reader, x, y))
    qtbot.mouseRelease(view, left, pos=spot(reader, *end))


def select(reader: PdfReader) -> None:
    reader.pages.select(reader.book.between(0, QPointF(*FIRST_LINE), QPointF(200, 203)))


def test_dragging_selects_and_h_highlights(
    opened: PdfReader, qtbot: QtBot, library: Library, trial: Attachment
) -> None:
    assert not opened.toolbar.colours.isEnabled()
    drag(opened, qtbot, FIRST_LINE, (200, 203))
    selected = opened.pages.overlay.selected
    assert selected is not None
    assert selected.text.startswith("Numb feet are common")
    assert opened.toolbar.colours.isEnabled()
    qtbot.keyClick(opened.pages, Qt.Key.Key_H)
    [mark] = list_marks(library, trial.digest)
    assert mark.quote == (
        "Numb feet are common in diabetes. We measured skin perfusion of the sole with laser "
        "Doppler flow"
    )
    assert (mark.page, mark.kind, mark.colour, len(mark.boxes)) == (
        0,
        MarkKind.HIGHLIGHT,
        "yellow",
        2,
    )
    assert opened.pages.overlay.marks == (mark,)
    assert opened.pages.overlay.selected is None
    assert opened.marks.list.count() == 1
    assert opened.marks.key == mark.key


def test_highlights_are_seen_on_the_page(opened: PdfReader) -> None:
    select(opened)
    opened.services.actions.run("reader.highlight")
    image = opened.pages.viewport().grab().toImage()
    place = spot(opened, 39.6, 191)
    wanted = opened.services.theme.colour("mark_yellow")
    near = [image.pixelColor(place.x() + dx, place.y()) for dx in range(-2, 6)]
    assert wanted in near


def test_two_clicks_take_the_word_and_three_the_line(opened: PdfReader, qtbot: QtBot) -> None:
    view, left, place = opened.pages.viewport(), Qt.MouseButton.LeftButton, spot(opened, 70, 189)
    qtbot.mouseClick(view, left, pos=place)
    qtbot.mouseDClick(view, left, pos=place)
    selected = opened.pages.overlay.selected
    assert selected is not None
    assert selected.text == "feet"
    qtbot.mouseClick(view, left, pos=place)
    line = opened.pages.overlay.selected
    assert line is not None
    assert line.text.startswith("Numb feet are common")


def test_a_colour_is_chosen_and_kept(
    opened: PdfReader, library: Library, trial: Attachment
) -> None:
    select(opened)
    opened.toolbar.colours.buttons["blue"].click()
    select(opened)
    opened.services.actions.run("reader.highlight")
    assert [mark.colour for mark in list_marks(library, trial.digest)] == ["blue", "blue"]


def test_h_without_text_says_what_to_do(opened: PdfReader, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.services.said) as said:
        qtbot.keyClick(opened.pages, Qt.Key.Key_H)
    assert "Select some text" in said.args[0]


def test_a_match_is_highlighted_by_keys_alone(
    opened: PdfReader, qtbot: QtBot, library: Library, trial: Attachment
) -> None:
    opened.finding.look_for("vibration")
    qtbot.waitUntil(lambda: len(opened.finding.hits()) == 2)
    opened.services.actions.run("reader.next")
    opened.services.actions.run("reader.highlight")
    [mark] = list_marks(library, trial.digest)
    assert (mark.page, mark.quote) == (1, "vibration")


def test_a_note_asks_for_its_words(
    opened: PdfReader, qtbot: QtBot, library: Library, trial: Attachment
) -> None:
    qtbot.keyClick(opened.pages, Qt.Key.Key_N)
    assert opened.marks.comment.hasFocus()
    qtbot.keyClicks(opened.marks.comment, "No sham group")
    qtbot.keyClick(opened.marks.comment, Qt.Key.Key_Escape)
    [mark] = list_marks(library, trial.digest)
    assert (mark.kind, mark.comment) == (MarkKind.NOTE, "No sham group")
    assert opened.pages.hasFocus()
    assert "No sham group" in opened.marks.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_comment_is_saved_before_another_mark_is_shown(
    opened: PdfReader, qtbot: QtBot, library: Library, trial: Attachment
) -> None:
    for _ in range(2):
        qtbot.keyClick(opened.pages, Qt.Key.Key_N)
        opened.pages.setFocus()
        opened.pages.go_to(1)
    first, second = list_marks(library, trial.digest)
    opened.marking.choose(first.key, edit=True)
    qtbot.keyClicks(opened.marks.comment, "About the first")
    opened.marks.list.setCurrentRow(1)
    assert opened.marks.key == second.key
    assert [mark.comment for mark in list_marks(library, trial.digest)] == ["About the first", ""]
    assert opened.marks.comment.toPlainText() == ""


def test_every_change_can_be_taken_back(
    opened: PdfReader, library: Library, trial: Attachment, changes: list[Changed], qtbot: QtBot
) -> None:
    select(opened)
    opened.services.actions.run("reader.highlight")
    key = opened.marks.key
    opened.marks.colours.buttons["pink"].click()
    opened.marks.list.setFocus()
    qtbot.keyClick(opened.marks.list, Qt.Key.Key_Delete)
    assert list_marks(library, trial.digest) == ()
    assert opened.marks.list.count() == 0
    titles = [change.undo.title for change in changes if change.undo]
    assert titles == ["Add highlight", "Edit mark", "Delete mark"]
    for change in reversed([change for change in changes if change.undo]):
        assert change.undo is not None
        opened.services.write(change.undo.back)
    assert list_marks(library, trial.digest) == ()
    assert opened.pages.overlay.marks == ()
    assert key


def test_a_mark_chosen_in_the_list_is_flown_to(
    opened: PdfReader, library: Library, trial: Attachment
) -> None:
    for page in (0, 2):
        add_mark(library, trial.digest, page, [Box(40, 300, 60, 12)], quote=f"On {page}")
    opened.marking.read()
    opened.marks.list.setCurrentRow(1)
    assert opened.pages.page == 2
    assert opened.pages.overlay.chosen == opened.marks.key


def test_a_click_on_a_mark_chooses_it(opened: PdfReader, qtbot: QtBot) -> None:
    select(opened)
    opened.services.actions.run("reader.highlight")
    key = opened.marks.key
    opened.marking.choose("")
    view, left = opened.pages.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseClick(view, left, pos=spot(opened, 60, 189))
    assert opened.marks.key == key
    qtbot.wait(10)
    opened.pages._clicks = 0
    qtbot.mouseClick(view, left, pos=spot(opened, 60, 400))
    assert opened.marks.key == ""


def test_a_mark_is_opened_by_its_own_ref(
    reader: PdfReader, library: Library, trial: Attachment, qtbot: QtBot
) -> None:
    changed = add_mark(library, trial.digest, 2, [Box(40, 300, 60, 12)], quote="x")
    key = next(ref.key for ref in changed.refs if ref.kind.value == "mark")
    reader.open_mark(key)
    qtbot.waitUntil(lambda: reader.pages.page == 2)
    assert reader.marks.key == key
    reader.open_mark("0000")
    assert "no mark" in reader.refusal.words.text()


def test_the_menu_offers_what_can_be_done(
    opened: PdfReader, qtbot: QtBot, library: Library, trial: Attachment
) -> None:
    select(opened)
    opened.pages.pointed = (0, QPointF(100, 300))
    opened.pages.menu_wanted.emit(QPoint(10, 10))
    menu = opened.pages.findChild(QMenu)
    assert menu is not None
    words = [action.text() for action in menu.actions()]
    assert words == ["Copy", "Highlight", "Put a note here", "Links on this page"]
    menu.actions()[2].trigger()
    [mark] = list_marks(library, trial.digest)
    assert mark.boxes[0][:2] == (100, 300)
    menu.close()


def test_another_reader_of_the_same_content_shows_the_marks(
    opened: PdfReader, library: Library, trial: Attachment
) -> None:
    changed = add_mark(library, trial.digest, 0, [Box(40, 300, 60, 12)], quote="Elsewhere")
    opened.services.changed.emit(changed)
    assert [mark.quote for mark in opened.pages.overlay.marks] == ["Elsewhere"]


def test_a_menu_is_asked_for_where_the_pointer_is(opened: PdfReader) -> None:
    select(opened)
    opened.services.actions.run("reader.highlight")
    key = opened.marks.key
    opened.marking.choose("")
    place, view = spot(opened, 60, 189), opened.pages.viewport()
    reasons = QContextMenuEvent.Reason
    for reason, chosen in ((reasons.Mouse, key), (reasons.Keyboard, key)):
        event = QContextMenuEvent(reason, place, view.mapToGlobal(place))
        QApplication.sendEvent(view, event)
        assert opened.marks.key == chosen
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        menu = opened.pages.findChildren(QMenu, options=direct)[-1]
        assert "Delete this mark" in [action.text() for action in menu.actions()]
        menu.close()


def test_the_pointer_tells_what_lies_under_it(opened: PdfReader) -> None:
    select(opened)
    opened.services.actions.run("reader.highlight")
    hover(opened, 60, 189)
    assert opened.pages.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    hover(opened, 60, 500)
    assert opened.pages.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor


def hover(reader: PdfReader, x: float, y: float) -> None:
    view, place = reader.pages.viewport(), spot(reader, x, y)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, place.toPointF(), view.mapToGlobal(place).toPointF(), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view, event)


def test_a_page_note_is_drawn(opened: PdfReader, library: Library, trial: Attachment) -> None:
    add_mark(
        library, trial.digest, 0, [Box(380, 175, 18, 18)], MarkKind.NOTE, "pink", comment="Why?"
    )
    opened.marking.read()
    image = opened.pages.viewport().grab().toImage()
    place = spot(opened, 383, 178)
    assert image.pixelColor(place) == opened.services.theme.colour("mark_pink")
