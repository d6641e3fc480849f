"""Badges: one line where there is room, the text in the middle of its ground."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.evidence_words import DESIGN_WORDS
from desktop_app.ui.rich.badges import Badge
from desktop_app.ui.services import Services

TEXTS = (*DESIGN_WORDS.values(), "randomised trial, n 1,649", "In the area", "P001", "S12 – MM")


@pytest.mark.parametrize("scale", [100, 125, 150, 175, 200])
def test_a_badge_with_room_stands_in_one_line(services: Services, qtbot: QtBot, scale: int) -> None:
    services.settings.font_scale = scale
    for text in TEXTS:
        badge = Badge(text)
        qtbot.addWidget(badge)
        badge.show()
        wanted = badge.sizeHint()
        assert badge.heightForWidth(wanted.width()) <= wanted.height() + 2, text


def test_a_badge_has_as_much_ground_right_of_its_text_as_left(
    services: Services, qtbot: QtBot
) -> None:
    badge = Badge("In the area")
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    badge.show()
    picture = badge.grab().toImage()
    ground = picture.pixelColor(picture.width() // 2, 0).name()
    inked = [
        x for x in range(4, picture.width() - 4)
        if any(picture.pixelColor(x, y).name() != ground for y in range(2, picture.height() - 2))
    ]  # fmt: skip
    left, right = inked[0], picture.width() - 1 - inked[-1]
    assert abs(left - right) <= 2
