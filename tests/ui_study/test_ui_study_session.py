"""A session: asked, answered, rated, taken back, ended; by keyboard alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.domain.learning import Limits, Rating, Selection
from desktop_app.domain.questions import How, Skill
from desktop_app.domain.refs import Ref, point_ref
from desktop_app.store import Library
from desktop_app.study.limits import set_limits
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from desktop_app.ui.study.session import Phase
from desktop_app.ui.study.session_end import EndPage
from tests.ui_study.study_room import (
    all_kept,
    kept,
    lapse,
    number,
    open_question,
    press,
    room,
    session,
    told,
    write,
)

Key = Qt.Key
CATEGORY = "category:ST:xi-cleft"
NAME = "name:ST36"


def test_a_whole_session_goes_by_keys_alone(
    window: MainWindow, services: Services, library: Library, qtbot: QtBot
) -> None:
    set_limits(library, Limits(new_a_day=3))
    selection = Selection(skills=frozenset({Skill.CATEGORY}), meridians=frozenset({"ST"}))
    room(window).home.choosing.show_selection(selection)
    room(window).home.show_now()
    qtbot.waitUntil(lambda: room(window).home.start_button.text() == "Start (3)")
    press(window, Key.Key_Return)
    page = session(window)
    first = open_question(window).due.item
    press(window, number(open_question(window), right=False))
    assert "Wrong" in told(page.panel)
    press(window, Key.Key_Space)
    for _ in range(20):
        if page.phase is Phase.NOTHING:
            break
        press(window, number(open_question(window)))
        assert "Right" in told(page.panel)
        press(window, Key.Key_Return)
    assert page.stack.currentWidget() is page.end
    assert "2 of 3 right" in told(page.end)
    ratings = kept(library)
    assert ratings[0] == (first, Rating.AGAIN)
    assert {rating for _, rating in ratings[1:]} == {Rating.GOOD}
    assert len({item for item, _ in ratings}) == 3
    # Enter studies the wrong one again, Esc stops, and Esc again goes home.
    press(window, Key.Key_Return)
    assert open_question(window).due.item == first
    press(window, number(open_question(window)))
    press(window, "4")
    assert kept(library)[-1] == (first, Rating.EASY)
    press(window, Key.Key_Escape)
    assert room(window).stack.currentWidget() is room(window).tabs
    assert room(window).home.start_button.hasFocus() or room(window).home.page.hasFocus()


def test_a_name_is_typed_and_forgiven(window: MainWindow, library: Library) -> None:
    room(window).begin((NAME,))
    page = session(window)
    assert page.how is How.TYPE
    assert "ST36" not in told(page)
    assert page.head.picture is not None
    assert "ST36" not in page.head.picture.accessibleName()
    write(window, "zusanli")
    press(window, Key.Key_Return)
    assert page.phase is Phase.RATING
    assert "ST36" in told(page.panel)
    assert "ST36" in page.head.picture.accessibleName()
    press(window, Key.Key_Return)
    assert kept(library) == [(NAME, Rating.GOOD)]
    assert all_kept(library)[0].given == "zusanli"


def test_choosing_instead_of_typing_is_remembered(window: MainWindow, services: Services) -> None:
    room(window).begin((NAME, "name:ST37"))
    page = session(window)
    services.actions.run("session.how")
    assert page.how is How.CHOOSE
    press(window, number(open_question(window)))
    press(window, "4")
    assert page.how is How.CHOOSE
    assert page.phase is Phase.ANSWER


def test_what_is_typed_never_rates_by_itself(window: MainWindow, library: Library) -> None:
    room(window).begin((NAME,))
    press(window, Key.Key_Return)
    assert session(window).phase is Phase.ANSWER
    write(window, "1 st 37")
    press(window, Key.Key_Return)
    assert session(window).phase is Phase.RATING
    assert not kept(library)


def test_the_answer_can_be_shown_without_answering(window: MainWindow, services: Services) -> None:
    room(window).begin((CATEGORY,))
    services.actions.run("session.reveal")
    page = session(window)
    assert "The answer" in told(page.panel)
    assert "ST34" in told(page.panel)
    assert page.panel.ratings.suggested is Rating.AGAIN


def test_each_rating_tells_when_it_comes_again_and_is_said_aloud(window: MainWindow) -> None:
    room(window).begin((CATEGORY,))
    press(window, number(open_question(window)))
    buttons = session(window).panel.ratings.buttons
    assert "10 minutes" in buttons[Rating.GOOD].text()
    assert "days" in buttons[Rating.EASY].text()
    assert "suggested" in buttons[Rating.GOOD].accessibleName()
    assert buttons[Rating.GOOD].hasFocus()
    assert buttons[Rating.GOOD].accessibleDescription().startswith("Right. ST34")


def test_undo_returns_to_the_question_and_redo_goes_on(
    window: MainWindow, services: Services, library: Library, qtbot: QtBot
) -> None:
    room(window).begin((CATEGORY, "category:SP:xi-cleft"))
    press(window, number(open_question(window), right=False))
    press(window, "1")
    assert open_question(window).due.item == "category:SP:xi-cleft"
    services.actions.run("edit.undo")
    qtbot.waitUntil(lambda: open_question(window).due.item == CATEGORY)
    assert not kept(library)
    assert session(window).run.left == 2
    assert session(window).phase is Phase.ANSWER
    services.actions.run("edit.redo")
    qtbot.waitUntil(lambda: open_question(window).due.item == "category:SP:xi-cleft")
    assert kept(library) == [(CATEGORY, Rating.AGAIN)]
    services.actions.run("edit.undo")
    qtbot.waitUntil(lambda: open_question(window).due.item == CATEGORY)
    press(window, number(open_question(window)))
    press(window, "4")
    assert kept(library) == [(CATEGORY, Rating.EASY)]


def test_ctrl_z_in_the_empty_field_takes_the_last_answer_back(
    window: MainWindow, library: Library, qtbot: QtBot
) -> None:
    room(window).begin((NAME, "name:ST37"))
    write(window, "st36")
    press(window, Key.Key_Return)
    press(window, "4")
    assert open_question(window).due.item == "name:ST37"
    write(window, "st")
    field = window.focusWidget()
    assert field is not None
    QTest.keyClick(field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert open_question(window).due.item == "name:ST37"
    QTest.keyClick(field, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: open_question(window).due.item == NAME)
    assert not kept(library)


def test_the_last_answer_can_be_taken_back_from_the_end(
    window: MainWindow, services: Services, library: Library, qtbot: QtBot
) -> None:
    room(window).begin((CATEGORY,))
    press(window, number(open_question(window)))
    press(window, "4")
    page = session(window)
    assert page.stack.currentWidget() is page.end
    services.actions.run("edit.undo")
    qtbot.waitUntil(lambda: page.run.asked is not None)
    assert page.stack.currentWidget() is not page.end
    assert not kept(library)


def test_what_was_wrong_is_asked_again_after_a_few_others(window: MainWindow) -> None:
    items = tuple(f"name:ST{place}" for place in range(33, 42))
    room(window).begin(items)
    session(window).services.actions.run("session.how")
    asked = []
    for turn in range(8):
        asked.append(open_question(window).due.item)
        press(window, number(open_question(window), right=turn != 0))
        press(window, "1" if turn == 0 else "4")
    assert asked.index(items[0], 1) == 6


def test_esc_stops_and_asks_nothing(window: MainWindow, library: Library) -> None:
    room(window).begin((CATEGORY, NAME))
    press(window, number(open_question(window)))
    press(window, "4")
    press(window, Key.Key_Escape)
    page = session(window)
    assert page.stack.currentWidget() is page.end
    assert "1 of 1 right" in told(page.end)
    assert len(kept(library)) == 1


def test_a_session_left_at_once_goes_home(window: MainWindow) -> None:
    room(window).begin((CATEGORY,))
    press(window, Key.Key_Escape)
    assert room(window).stack.currentWidget() is room(window).tabs


def test_back_returns_to_the_session_where_it_was(
    window: MainWindow, services: Services, qtbot: QtBot
) -> None:
    room(window).begin((CATEGORY, NAME))
    press(window, number(open_question(window)))
    page = session(window)
    chips = page.panel.links.findChildren(Chip)
    chip = next(each for each in chips if "ST34" in each.text())
    chip.click()
    assert services.navigator.current == point_ref("ST34")
    services.actions.run("go.back")
    assert window.room == "study"
    assert page.phase is Phase.RATING
    assert open_question(window).due.item == CATEGORY
    assert page.panel.ratings.buttons[Rating.GOOD].hasFocus()


def test_what_keeps_slipping_says_what_it_is_confused_with(
    window: MainWindow, library: Library
) -> None:
    lapse(library, CATEGORY, 6, "SP8 Dìjī", datetime.now(UTC))
    room(window).begin(Selection(skills=frozenset({Skill.CATEGORY}), wrong=True))
    assert open_question(window).due.leech
    press(window, number(open_question(window)))
    said = told(session(window).panel)
    assert "keeps slipping" in said
    assert "SP8 Dìjī" in said
    chips = session(window).panel.links.findChildren(Chip)
    assert "SP8 Dìjī" in [chip.text() for chip in chips]


def test_the_note_on_the_point_is_kept(window: MainWindow, library: Library) -> None:
    from desktop_app.reading import read_note

    room(window).begin((NAME,))
    write(window, "st36")
    press(window, Key.Key_Return)
    page = session(window)
    room(window).focus_note()
    assert page.panel.note is not None
    page.panel.note.field.setPlainText("three miles more, 4 fingers")
    page.flush()
    note = read_note(library, Ref.parse("yq:point/ST36"))
    assert note is not None
    assert note.text.startswith("three miles")


def test_the_end_lists_what_was_wrong_with_links(window: MainWindow, services: Services) -> None:
    room(window).begin((NAME,))
    write(window, "BL40")
    press(window, Key.Key_Return)
    press(window, "1")
    press(window, Key.Key_Escape)
    end = session(window).end
    assert isinstance(end, EndPage)
    assert "0 of 1 right" in told(end)
    end.findChildren(Chip)[0].click()
    assert services.navigator.current == point_ref("ST36")


@pytest.mark.parametrize("item", ["name:NOSUCH99", "category:XX:none"])
def test_what_the_content_no_longer_has_is_left_out(window: MainWindow, item: str) -> None:
    room(window).begin((item, CATEGORY))
    assert open_question(window).due.item == CATEGORY
    assert session(window).run.left == 1
