"""The window: opening, moving about, remembering, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.refs import Kind, Ref, point_ref
from desktop_app.store import Library
from desktop_app.ui.evidence.workspace import EvidenceWorkspace
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from tests.ui.desk import Desk, make_window

ST36 = "yq:point/ST36"
STUDY = "yq:study/liu-s-2021"


@pytest.fixture
def window(qtbot: QtBot, services: Services, library: Library) -> MainWindow:
    made = make_window(services)
    qtbot.addWidget(made)
    made.show()
    return made


def desk(window: MainWindow) -> Desk:
    found = window.workspaces["atlas"]
    assert isinstance(found, Desk)
    return found


def test_it_opens_on_the_atlas_with_nothing_else_born(window: MainWindow) -> None:
    assert list(window.workspaces) == ["atlas"]
    assert window.windowTitle() == "Atlas – Yongquan"


def test_every_kind_of_ref_opens_somewhere(window: MainWindow, services: Services) -> None:
    seen = set()
    for ref, _ in services.content.everything():
        if ref.kind not in seen:
            seen.add(ref.kind)
            services.navigator.go(ref)
            assert services.navigator.current == ref
            assert ref.kind in window.rooms[window.room].kinds
    rooms = {kind for room in window.rooms.values() for kind in room.kinds}
    assert rooms == set(Kind) - {Kind.NOTE}


def test_the_title_names_what_is_open(window: MainWindow, services: Services) -> None:
    services.navigator.go(ST36)
    assert window.windowTitle() == "ST36 Zúsānlǐ – Yongquan"


def test_back_and_forward_by_keyboard(window: MainWindow, services: Services, qtbot: QtBot) -> None:
    services.navigator.go(ST36)
    services.navigator.go(STUDY)
    assert window.room == "evidence"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    services.actions.run("go.back")
    services.actions.run("go.forward")
    assert services.navigator.current == point_ref("ST36")
    assert window.room == "atlas"
    assert window.top.forward.isEnabled()


def test_back_with_the_side_button_of_the_mouse(window: MainWindow, services: Services) -> None:
    services.navigator.go(ST36)
    services.navigator.go(STUDY)
    press_side_button(window, Qt.MouseButton.BackButton)
    assert services.navigator.current == point_ref("ST36")
    press_side_button(window, Qt.MouseButton.ForwardButton)
    assert str(services.navigator.current) == STUDY


def test_the_side_button_counts_over_a_list_too(window: MainWindow, services: Services) -> None:
    services.navigator.go(ST36)
    services.navigator.go(STUDY)
    workspace = window.workspaces["evidence"]
    assert isinstance(workspace, EvidenceWorkspace)
    press_side_button(workspace.table.viewport(), Qt.MouseButton.BackButton)
    assert services.navigator.current == point_ref("ST36")


def press_side_button(window: QWidget, button: Qt.MouseButton) -> None:
    place = QPointF(QPoint(5, 5))
    event = QMouseEvent(
        QMouseEvent.Type.MouseButtonPress,
        place,
        place,
        button,
        button,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, event)


def test_the_rail_goes_back_to_where_a_workspace_was_left(
    window: MainWindow, services: Services
) -> None:
    services.navigator.go(ST36)
    services.actions.run("go.evidence")
    assert window.room == "evidence"
    services.actions.run("go.atlas")
    assert services.navigator.current == point_ref("ST36")


def test_an_unknown_kind_is_said(window: MainWindow, services: Services) -> None:
    said: list[str] = []
    services.said.connect(said.append)
    services.navigator.go("yq:note/mine")
    assert said
    assert window.room == "atlas"


def test_a_study_can_be_shown_on_the_leg(window: MainWindow, services: Services) -> None:
    services.navigator.go(STUDY)
    services.navigator.reveal(Ref.parse(STUDY))
    assert desk(window).asked[-1] == f"reveal {STUDY}"
    assert window.room == "atlas"


def test_a_star_is_kept(window: MainWindow, services: Services) -> None:
    from desktop_app.reading import starred

    services.navigator.go(ST36)
    services.actions.run("page.star")
    assert window.top.star.isChecked()
    library = services.library
    assert library is not None
    assert starred(library) == (point_ref("ST36"),)
    services.navigator.go(STUDY)
    assert not window.top.star.isChecked()
    services.navigator.back()
    services.actions.run("page.star")
    assert starred(library) == ()


def test_the_link_is_copied(window: MainWindow, services: Services) -> None:
    services.navigator.go(ST36)
    services.actions.run("page.copy-link")
    assert QGuiApplication.clipboard().text() == ST36


def test_the_note_key_goes_to_the_workspace(window: MainWindow, services: Services) -> None:
    services.navigator.go(ST36)
    services.actions.run("page.note")
    assert desk(window).asked[-1] == "note"


def test_limb_theme_and_text_size_have_their_commands(
    window: MainWindow, services: Services
) -> None:
    services.actions.run("view.side")
    assert services.settings.side == "left"
    assert window.top.side.buttons["left"].isChecked()
    services.actions.run("view.theme")
    assert services.theme.dark
    services.actions.run("view.larger")
    assert services.settings.font_scale == 125
    assert window.font().pixelSize() == 16
    services.actions.run("view.smaller")
    services.actions.run("view.smaller")
    services.actions.run("view.normal")
    assert services.settings.font_scale == 100


def test_closing_saves_and_remembers(window: MainWindow, services: Services, qtbot: QtBot) -> None:
    services.navigator.go(ST36)
    window.resize(760, 520)
    window.close()
    assert desk(window).asked[-1] == "flush"
    again = make_window(services)
    qtbot.addWidget(again)
    assert services.navigator.current == point_ref("ST36")
    assert again.size() == window.size()


def test_a_last_place_that_has_gone_is_no_trouble(services: Services, qtbot: QtBot) -> None:
    services.settings.last_ref = "yq:point/ST99"
    services.settings.workspace = "of-old"
    services.settings.geometry = "not base64"
    window = make_window(services)
    qtbot.addWidget(window)
    assert window.room == "atlas"


def test_regions_by_keyboard(window: MainWindow, services: Services) -> None:
    services.actions.run("go.evidence")
    services.actions.run("view.main")
    for region in (window.rail, window.top, window.stack):
        services.actions.run("view.regions")
        focus = window.focusWidget()
        assert focus is not None
        assert region.isAncestorOf(focus)


def test_everything_that_is_clicked_has_a_name(window: MainWindow, services: Services) -> None:
    services.navigator.go(STUDY)
    services.navigator.go("yq:condition/numb-feet")
    from PySide6.QtWidgets import QAbstractButton

    for button in window.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName() or button.text(), button


def test_the_notice_is_accepted_once(qtbot: QtBot, services: Services, library: Library) -> None:
    services.settings.first_notice_accepted = ""
    window = make_window(services)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(QDialog, "notice") is not None)
    notice = window.findChild(QDialog, "notice")
    assert notice is not None
    qtbot.keyClick(notice, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(services.settings.first_notice_accepted))
    assert len(services.settings.first_notice_accepted) == len("2026-11-23")


def test_refusing_the_notice_brings_it_again(qtbot: QtBot, services: Services) -> None:
    services.settings.first_notice_accepted = ""
    window = make_window(services)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.findChild(QDialog, "notice") is not None)
    notice = window.findChild(QDialog, "notice")
    assert notice is not None
    qtbot.keyClick(notice, Qt.Key.Key_Escape)
    assert not services.settings.first_notice_accepted


@pytest.mark.parametrize("name", ["settings", "help", "about"])
def test_dialogs_open_and_close(window: MainWindow, services: Services, name: str) -> None:
    services.actions.run(f"app.{name}")
    dialog = window.findChild(QDialog, name)
    assert dialog is not None
    assert dialog.isVisible()
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Close").click()
    assert not dialog.isVisible()


def test_help_scrolls_by_keyboard(window: MainWindow, services: Services, qtbot: QtBot) -> None:
    from desktop_app.ui.dialogs.help import HelpDialog

    dialog = HelpDialog(services, window)
    dialog.show()
    bar = dialog.page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(dialog, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    dialog.close()


def test_a_setting_takes_effect_at_once(window: MainWindow, services: Services) -> None:
    from desktop_app.ui.dialogs.settings import SettingsDialog

    dialog = SettingsDialog(services, window)
    dialog.fields["theme"].choose("dark")
    assert services.theme.dark
    dialog.close()


def test_trouble_is_told_in_words(window: MainWindow, services: Services) -> None:
    from PySide6.QtWidgets import QMessageBox

    from desktop_app.domain.errors import DiskFull

    services.trouble.emit(DiskFull("There is no room left.", "Free some space."))
    box = window.findChild(QMessageBox, "trouble")
    assert box is not None
    assert box.text() == "There is no room left."
    assert box.informativeText() == "Free some space."
    box.close()


def test_a_bug_is_told_once(window: MainWindow) -> None:
    from desktop_app.ui.dialogs.trouble import tell

    error = RuntimeError("a bug of this test")
    first = tell(error, window)
    assert first is not None
    assert "a bug of this test" in first.detailedText()
    assert tell(error, window) is None
    first.close()


def test_the_status_line_knows_the_library(window: MainWindow, services: Services) -> None:
    assert services.content.version in window.status.content.text()
    assert window.status.notice.text() == "Reference, not medical advice"
    services.said.emit("Link copied")
    assert window.status.said.text() == "Link copied"


def test_full_screen_and_back(window: MainWindow, services: Services, qtbot: QtBot) -> None:
    services.actions.run("view.full")
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()


def test_the_first_window_fits_the_screen(window: MainWindow) -> None:
    room = window.screen().availableSize()
    assert window.width() <= room.width()
    assert window.height() <= room.height()
