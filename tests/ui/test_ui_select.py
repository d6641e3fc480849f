"""The drop-down choice: what is typed on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox, QToolTip
from pytestqt.qtbot import QtBot

from desktop_app.ui.rich.select import Select
from desktop_app.ui.services import Services

CAUSES = (
    "not known, or mixed",
    "Diabetic peripheral neuropathy",
    "Neuropathy after chemotherapy",
    "Common fibular nerve",
    "Peripheral artery disease",
    "Other causes",
)


@pytest.fixture
def select(qtbot: QtBot, services: Services, qapp: QApplication) -> Iterator[Select]:
    interval = qapp.keyboardInputInterval()
    qapp.setKeyboardInputInterval(60_000)
    made = Select(services.theme, "Cause")
    qtbot.addWidget(made)
    made.addItems(CAUSES)
    made.show()
    yield made
    qapp.setKeyboardInputInterval(interval)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("dia", "Diabetic peripheral neuropathy"),
        ("chem", "Neuropathy after chemotherapy"),
        ("Peri", "Peripheral artery disease"),
        ("oxa", "not known, or mixed"),
        ("nn", "not known, or mixed"),
        ("n", "Neuropathy after chemotherapy"),
    ],
)
def test_an_entry_is_chosen_by_the_beginning_of_any_of_its_words_or_stays(
    qtbot: QtBot, select: Select, typed: str, chosen: str
) -> None:
    qtbot.keyClicks(select, typed)
    assert select.currentText() == chosen


def test_a_pause_begins_another_word(qtbot: QtBot, select: Select, qapp: QApplication) -> None:
    qtbot.keyClicks(select, "d")
    qapp.setKeyboardInputInterval(0)
    qtbot.wait(5)
    qtbot.keyClicks(select, "c")
    assert select.currentText() == "Common fibular nerve"


def test_the_list_is_as_wide_as_its_longest_entry(qtbot: QtBot, select: Select) -> None:
    select.setMaximumWidth(120)
    select.showPopup()
    view = select.view()
    qtbot.waitUntil(lambda: view.viewport().width() >= view.sizeHintForColumn(0))
    select.hidePopup()


def test_words_without_room_are_shortened_and_told_in_the_tip(
    qtbot: QtBot, select: Select, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _, words, __: told.append(words))
    for width, tip, end in ((120, "Diabetic peripheral neuropathy", "…"), (400, "", "neuropathy")):
        select.setFixedWidth(width)
        select.setCurrentText("Diabetic peripheral neuropathy")
        option = QStyleOptionComboBox()
        select.initStyleOption(option)
        assert option.currentText.endswith(end)
        spot = QPoint(5, 5)
        help_event = QHelpEvent(QEvent.Type.ToolTip, spot, select.mapToGlobal(spot))
        QApplication.sendEvent(select, help_event)
        assert told.pop() == tip
    assert not told


@pytest.mark.parametrize("scale", [100, 125, 150, 175, 200])
def test_nothing_is_shortened_where_there_is_the_room_that_was_asked_for(
    qtbot: QtBot, services: Services, scale: int
) -> None:
    services.settings.font_scale = scale
    for words in (*CAUSES, "Perpendicular", "Numbness of the feet"):
        select = Select(services.theme, "Choice")
        qtbot.addWidget(select)
        select.addItem(words)
        select.resize(select.sizeHint())
        select.show()
        option = QStyleOptionComboBox()
        for _ in range(2):
            select.initStyleOption(option)
            assert option.currentText == words
            select.setFocus()
