"""Large text in a narrow window: the window fits, headings wrap, chips shorten."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.fold import Fold
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow

HEADING = "Lumbar or sacral root (L4, L5, S1) and spinal stenosis"


def test_the_window_fits_a_small_screen_at_twice_the_text_size(
    qtbot: QtBot, services: Services
) -> None:
    services.settings.font_scale = 200
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    for room in window.rooms:
        services.navigator.home(room)
        qtbot.wait(1)
        least = window.minimumSizeHint()
        assert least.width() <= 1024
        assert least.height() <= 700
    assert (window.width(), window.height()) == (1024, 700)


def test_a_fold_breaks_its_heading_where_it_is_narrow(qtbot: QtBot, services: Services) -> None:
    fold = Fold(HEADING, "", services, lambda _box: None)
    qtbot.addWidget(fold)
    fold.resize(240, 100)
    fold.show()
    qtbot.waitUntil(lambda: "\n" in fold.button.text())
    assert fold.button.text().split() == HEADING.split()
    widest = max(map(fold.fontMetrics().horizontalAdvance, fold.button.text().split("\n")))
    assert widest < 240
    assert fold.button.accessibleName() == HEADING


def test_a_chip_may_be_narrower_than_its_words(qtbot: QtBot) -> None:
    holder = QWidget()
    row = QWidget()
    QVBoxLayout(holder).addWidget(row)
    chip = Chip("DOI 10.1016/s0168-8227(97)00123-x and more of it")
    FlowLayout(row).addWidget(chip)
    qtbot.addWidget(holder)
    holder.resize(160, 100)
    holder.show()
    qtbot.waitUntil(lambda: 0 < chip.width() <= 160)
    assert holder.minimumSizeHint().width() <= 160


def test_the_keyboard_goes_where_one_went(qtbot: QtBot, services: Services) -> None:
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    for go in ("go.evidence", "go.read", "go.back", "go.atlas"):
        window.rail.focus_marked()
        services.actions.run(go)
        focus = window.focusWidget()
        assert focus is not None
        assert window.workspaces[window.room].isAncestorOf(focus)
