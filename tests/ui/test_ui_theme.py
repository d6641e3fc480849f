"""The theme follows settings and system; palette, fonts and sizes come from the tokens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.ui.services import Services


@pytest.fixture
def hints(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    qapp.styleHints().unsetColorScheme()


def test_the_palette_is_that_of_the_theme(services: Services, qapp: QApplication) -> None:
    for choice in ("dark", "light"):
        services.settings.theme = choice
        colours = services.theme.colours
        assert services.theme.dark == (choice == "dark")
        assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == colours.paper
        assert qapp.palette().color(QPalette.ColorRole.Text).name().upper() == colours.ink


def test_the_system_is_followed_when_asked(services: Services, hints: QApplication) -> None:
    services.settings.theme = "system"
    hints.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    services.theme._wants_dark = lambda: True  # type: ignore[method-assign]
    hints.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert services.theme.dark


def test_the_own_switch_wins_over_the_system(services: Services, hints: QApplication) -> None:
    services.settings.theme = "light"
    hints.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not services.theme.dark


def test_dressing_twice_alike_tells_nobody(services: Services) -> None:
    told: list[bool] = []
    services.theme.changed.connect(lambda: told.append(True))
    services.theme.apply()
    assert told == []
    services.settings.font_scale = 150
    assert told == [True]


def test_sizes_grow_with_the_text(services: Services) -> None:
    services.settings.font_scale = 200
    assert services.theme.px("body") == 26
    assert services.theme.scaled(10) == 20
    assert services.theme.font("title").pixelSize() == 36
