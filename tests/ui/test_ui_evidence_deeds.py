"""What is done with the chosen studies, all of which can be taken back; their page and files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.content import Content
from desktop_app.domain.evidence import Stance
from desktop_app.domain.own import ReadStatus
from desktop_app.domain.reference import Notice, NoticeKind
from desktop_app.domain.refs import claim_ref, study_ref
from desktop_app.library.appraising import add_study, edit_study
from desktop_app.library.attaching import list_files
from desktop_app.library.claiming import set_stance
from desktop_app.library.listing import find_studies, keys_of, study_rows
from desktop_app.library.organising import (
    add_collection,
    add_tag,
    empty_trash,
    list_collections,
    list_tags,
    trash_studies,
)
from desktop_app.reading import open_study
from desktop_app.store import Library
from desktop_app.ui.dialogs.naming import NameDialog
from desktop_app.ui.evidence.deeds import SHIPPED_STAYS
from desktop_app.ui.evidence.details_files import file_words
from desktop_app.ui.evidence.workspace import EvidenceWorkspace
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from tests.ui.desk import make_window
from tests.ui.own import bring, reference

PDFS = Path(__file__).parent.parent / "data" / "pdf"
OWN = ("doe.2031", "doe.2032", "doe.2033")


@pytest.fixture
def library(services: Services, tmp_path: Path) -> Library:
    """A library in a folder, with three studies of the user's own, the newest of all."""
    made = Library.open(tmp_path / "library", services.content)
    bring(made, [reference(f"Own {number}", 2030 + number) for number in (1, 2, 3)])
    services.attach(made)
    return made


@pytest.fixture
def window(qtbot: QtBot, services: Services, library: Library) -> MainWindow:
    made = make_window(services)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    services.navigator.home("evidence")
    return made


@pytest.fixture
def workspace(window: MainWindow) -> EvidenceWorkspace:
    made = window.workspaces["evidence"]
    assert isinstance(made, EvidenceWorkspace)
    return made


def keys(library: Library, query: str) -> set[str]:
    return set(keys_of(library, find_studies(library, query)))


def settle(qtbot: QtBot, workspace: EvidenceWorkspace) -> None:
    """Wait until the list shows what was written, and its rows are fresh."""
    held = workspace.model.held
    qtbot.waitUntil(lambda: not workspace._soon.isActive())
    qtbot.waitUntil(lambda: all(held.is_fresh(place) for place in range(min(10, len(held)))))


def choose(workspace: EvidenceWorkspace, *places: int) -> None:
    workspace.table.clearSelection()
    workspace.table.setFocus()
    for place in places:
        index = workspace.model.index(place, 3)
        flags = workspace.table.selectionModel().SelectionFlag
        workspace.table.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)


def texts(workspace: EvidenceWorkspace) -> str:
    labels = [label.text() for label in workspace.details.findChildren(QLabel)]
    buttons = [button.text() for button in workspace.details.findChildren(QPushButton)]
    return "\n".join(labels + buttons)


def test_keys_star_read_and_trash_several_at_once(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    choose(workspace, 0, 1, 2)
    qtbot.keyClick(workspace.table, Qt.Key.Key_S)
    assert keys(library, "is:starred") == set(OWN)
    settle(qtbot, workspace)
    qtbot.keyClick(workspace.table, Qt.Key.Key_R)
    assert keys(library, "is:read") == set(OWN)
    settle(qtbot, workspace)
    qtbot.keyClick(workspace.table, Qt.Key.Key_Delete)
    assert keys(library, "is:trashed") == set(OWN)
    assert keys(library, "is:mine") == set()
    for _ in range(3):
        services.actions.run("edit.undo")
    assert keys(library, "is:mine") == set(OWN)
    assert keys(library, "is:starred") == keys(library, "is:read") == set()
    services.actions.run("edit.redo")
    assert keys(library, "is:starred") == set(OWN)


def test_the_same_key_takes_stars_away_again(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    choose(workspace, 0)
    services.actions.run("evidence.star")
    settle(qtbot, workspace)
    services.actions.run("evidence.star")
    assert keys(library, "is:starred") == set()


def test_shipped_studies_stay_and_it_is_said(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    said: list[str] = []
    services.said.connect(said.append)
    choose(workspace, 3)
    services.actions.run("evidence.trash")
    assert said == [SHIPPED_STAYS]
    choose(workspace, 2, 3)
    services.actions.run("evidence.trash")
    assert SHIPPED_STAYS in said[1:]
    assert keys(library, "is:trashed") == {"doe.2031"}


def test_tags_and_collections_are_picked_from_menus(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    services.write(lambda held: add_tag(held, "methods"))
    services.write(lambda held: add_collection(held, "Thesis"))
    settle(qtbot, workspace)
    choose(workspace, 0, 2)
    trigger(workspace.deeds.tags_menu(workspace), "&1 methods")
    trigger(workspace.deeds.collections_menu(workspace), "Thesis")
    assert keys(library, "tag:methods") == keys(library, "in:thesis") == {OWN[0], OWN[2]}
    settle(qtbot, workspace)
    menu = workspace.deeds.tags_menu(workspace)
    assert menu.actions()[0].isChecked()
    trigger(menu, "&1 methods")
    assert keys(library, "tag:methods") == set()


def trigger(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.deleteLater()


def test_the_menu_fits_what_is_chosen(
    workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    choose(workspace, 0)
    one = [action.text() for action in workspace.deeds.menu(workspace).actions()]
    assert "Edit the study…" in one
    assert "Compare side by side" not in one
    choose(workspace, 0, 1)
    several = [action.text() for action in workspace.deeds.menu(workspace, "key").actions()]
    assert "Compare side by side" in several
    assert "Remove from this collection" in several
    assert "Edit the study…" not in several


def test_everything_chosen_is_changed_also_what_was_never_shown(
    workspace: EvidenceWorkspace, services: Services, library: Library, content: Content
) -> None:
    workspace.table.selectAll()
    services.actions.run("evidence.star")
    assert len(keys(library, "is:starred")) == len(content.studies) + len(OWN)
    services.actions.run("edit.undo")
    assert keys(library, "is:starred") == set()


def test_the_trash_is_emptied_for_good_after_asking(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library,
    window: MainWindow,
) -> None:  # fmt: skip
    services.write(lambda held: trash_studies(held, OWN[:2]))
    workspace.pane.ask("is:trashed")
    assert workspace.model.rowCount() == 2
    services.actions.run("evidence.empty")
    box = workspace.findChild(QMessageBox, "ask")
    assert box is not None
    assert "2 studies" in box.text()
    next(button for button in box.buttons() if button.text() == "Remove").click()
    assert keys(library, "is:trashed") == set()
    assert not window.undoing.can_undo
    qtbot.waitUntil(lambda: workspace.model.rowCount() == 0)
    words = workspace.pane.empty.words
    assert words is not None
    assert words.heading == "The trash is empty"


def test_an_own_study_shows_its_record_and_how_it_is_kept(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    services.write(lambda held: add_tag(held, "methods"))
    tag = list_tags(library)[0]
    services.navigator.go(study_ref(OWN[0]))
    workspace.deeds.tag(tag.key, True)
    workspace.deeds.mark(ReadStatus.READING)
    shown = texts(workspace)
    for words in ("Own 1", "mine", "methods", "Being read", "Add stance…", "Attach files…"):
        assert words in shown
    assert workspace.window().windowTitle().startswith("Doe 2031")


def test_a_retracted_study_says_so_in_the_notice_s_words(
    workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    card = open_study(library, OWN[0])
    assert card.reference is not None
    from dataclasses import replace

    notice = Notice(NoticeKind.RETRACTION, "Retracted in: J Feet. 2032;1:1")
    told = replace(card.reference, notices=(notice,))
    services.write(lambda held: edit_study(held, OWN[0], card.study, told))
    services.navigator.go(study_ref(OWN[0]))
    assert "Retracted in: J Feet. 2032;1:1" in texts(workspace)
    labels = [label for label in workspace.details.findChildren(QLabel)
              if label.property("role") == "danger-word"]  # fmt: skip
    assert [label.text() for label in labels] == ["Retracted"]
    assert keys(library, "is:retracted") == {OWN[0]}


def test_own_stances_show_beside_those_that_ship(
    workspace: EvidenceWorkspace, services: Services, library: Library, content: Content
) -> None:
    claim = next(iter(content.claims.values()))
    services.navigator.go(study_ref(OWN[0]))
    assert "No claim in the library rests on this study." in texts(workspace)
    services.write(
        lambda held: set_stance(
            held, claim_ref(claim.id), study_ref(OWN[0]), Stance.AGAINST, "small"
        )
    )
    shown = texts(workspace)
    assert claim.statement in shown
    assert "my stance" in shown
    assert "small" in shown


def test_a_note_being_typed_keeps_the_keyboard_while_the_page_changes(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services
) -> None:
    services.navigator.go(study_ref(OWN[0]))
    workspace.window().activateWindow()
    workspace.focus_note()
    field = workspace.details.note.field
    qtbot.keyClicks(field, "half a sen")
    workspace.deeds.star()
    assert workspace.window().focusWidget() is field
    qtbot.keyClicks(field, "tence")
    assert field.toPlainText() == "half a sentence"


def test_files_are_attached_read_and_removed(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library,
    tmp_path: Path,
) -> None:  # fmt: skip
    file = tmp_path / "paper.pdf"
    file.write_bytes((PDFS / "trial.pdf").read_bytes())
    services.navigator.go(study_ref(OWN[0]))
    services.actions.run("evidence.open")
    assert services.navigator.current == study_ref(OWN[0])
    workspace.forms.attach([file])
    (held,) = list_files(library, study_ref(OWN[0]))
    assert "paper.pdf" in texts(workspace)
    assert "page" in file_words(held)
    services.actions.run("evidence.open")
    assert services.navigator.current == held.file_ref
    assert workspace.reading is not None
    assert workspace.front.currentWidget() is workspace.reading
    qtbot.waitUntil(lambda: workspace.window().windowTitle().startswith("paper.pdf"))
    qtbot.keyClick(workspace.reading, Qt.Key.Key_Escape)
    assert services.navigator.current == study_ref(OWN[0])
    assert workspace.front.currentWidget() is workspace.splitter
    workspace.reading.reader.close_file()
    services.actions.run("edit.undo")
    assert list_files(library, study_ref(OWN[0])) == ()
    assert "paper.pdf" not in texts(workspace)


def test_files_dropped_on_the_details_are_attached(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library,
    tmp_path: Path,
) -> None:  # fmt: skip
    file = tmp_path / "notes.txt"
    file.write_text("words")
    services.navigator.go(study_ref(OWN[0]))
    drop(workspace, file, workspace.width() - 40)
    assert [each.name for each in list_files(library, study_ref(OWN[0]))] == ["notes.txt"]


def test_files_dropped_on_the_list_are_imported(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, tmp_path: Path
) -> None:
    file = tmp_path / "from-zotero.ris"
    file.write_text("TY  - JOUR\nTI  - Dropped\nAU  - Roe, R\nPY  - 2019\nER  - \n")
    drop(workspace, file, 500)
    qtbot.waitUntil(lambda: workspace.window().findChild(QDialog, "import") is not None)
    dialog = workspace.window().findChild(QDialog, "import")
    assert dialog is not None
    dialog.close()


def drop(workspace: EvidenceWorkspace, file: Path, across: int) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(across, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    workspace.dropEvent(event)


def test_citations_of_several_studies_are_copied(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services
) -> None:
    choose(workspace, 0, 1)
    services.actions.run("evidence.copy")
    copied = QGuiApplication.clipboard().text()
    assert "Own 3" in copied
    assert "Own 2" in copied


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("evidence.export", "export"),
        ("evidence.cite", "cite"),
        ("evidence.add", "study-form"),
        ("evidence.edit", "study-form"),
        ("evidence.appraise", "appraisal-form"),
        ("evidence.stance", "stance-form"),
        ("evidence.compare", "compare"),
        ("evidence.fetch", "fetch"),
    ],
)
def test_each_form_opens_for_what_is_chosen(
    workspace: EvidenceWorkspace, services: Services, action: str, name: str
) -> None:
    choose(workspace, 0, 1) if action == "evidence.compare" else choose(workspace, 0)
    services.actions.run(action)
    dialog = workspace.window().findChild(QDialog, name)
    assert dialog is not None
    dialog.close()


def test_what_ships_is_not_edited(
    workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    said: list[str] = []
    services.said.connect(said.append)
    services.navigator.go(study_ref("hoerder-2023"))
    services.actions.run("evidence.edit")
    assert "not edited" in said[-1]
    assert workspace.window().findChild(QDialog, "study-form") is None


def test_what_was_open_last_time_is_opened_again(
    qtbot: QtBot, services: Services, library: Library
) -> None:
    services.settings.last_ref = str(study_ref(OWN[1]))
    window = MainWindow(services)
    qtbot.addWidget(window)
    window.show()
    assert services.navigator.current == study_ref(OWN[1])
    assert window.windowTitle().startswith("Doe 2032")


def test_trashed_studies_say_so_and_are_restored(
    workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    services.write(lambda held: trash_studies(held, OWN[:1]))
    workspace.pane.ask("is:trashed")
    choose(workspace, 0)
    assert "In the trash" in texts(workspace)
    services.actions.run("evidence.restore")
    assert keys(library, "is:mine") == set(OWN)
    assert not study_rows(library, find_studies(library, "is:mine"))[0].trashed


def name_it(qtbot: QtBot, workspace: EvidenceWorkspace, command: str, name: str) -> None:
    """Choose what is made anew in the menu of a command, with Enter, and name it."""
    workspace.services.actions.run(command)
    menu = next(menu for menu in workspace.findChildren(QMenu) if menu.isVisible())
    last = menu.actions()[-1]
    menu.setActiveAction(last)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    box = next(box for box in workspace.findChildren(NameDialog) if box.isVisible())
    assert not box.go.isEnabled()
    box.field.setText(name)
    box.go.click()


def test_what_is_made_for_chosen_studies_holds_them(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    choose(workspace, 0, 1)
    name_it(qtbot, workspace, "evidence.tag", "moxa")
    assert keys(library, "tag:moxa") == set(OWN[1:])
    name_it(qtbot, workspace, "evidence.collect", "Thesis")
    assert keys(library, "in:Thesis") == set(OWN[1:])
    assert workspace.bar.query == ""
    choose(workspace, 2)
    name_it(qtbot, workspace, "evidence.tag", "MOXA")
    assert [tag.name for tag in list_tags(library)] == ["moxa"]
    assert keys(library, "tag:moxa") == set(OWN)
    for _ in range(3):
        services.actions.run("edit.undo")
    assert list_tags(library) == ()
    assert list_collections(library) == ()
    for _ in range(2):
        services.actions.run("edit.redo")
    assert keys(library, "tag:moxa") == keys(library, "in:Thesis") == set(OWN[1:])


def test_the_first_tag_can_be_chosen_with_enter(
    workspace: EvidenceWorkspace, services: Services
) -> None:
    services.write(lambda held: add_tag(held, "methods"))
    choose(workspace, 0)
    services.actions.run("evidence.tag")
    menu = next(menu for menu in workspace.findChildren(QMenu) if menu.isVisible())
    assert menu.activeAction() is menu.actions()[0]
    menu.close()


def test_a_study_of_the_user_s_opened_before_the_library_is_chosen_once_it_is_there(
    qtbot: QtBot, services: Services, tmp_path: Path
) -> None:
    window = make_window(services)
    qtbot.addWidget(window)
    window.show()
    services.navigator.go(study_ref(OWN[0]))
    made = window.workspaces["evidence"]
    assert isinstance(made, EvidenceWorkspace)
    assert made.pane.chosen() == []
    held = Library.open(tmp_path / "library", services.content)
    bring(held, [reference("Own 1", 2031)])
    services.attach(held)
    qtbot.waitUntil(lambda: [row.key for row in made.pane.chosen_rows()] == [OWN[0]])


def test_after_a_move_to_the_trash_the_next_study_is_chosen(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services
) -> None:
    choose(workspace, 0)
    services.actions.run("evidence.trash")
    qtbot.waitUntil(lambda: [row.key for row in workspace.pane.chosen_rows()] == [OWN[1]])
    assert services.navigator.current == study_ref(OWN[1])
    choose(workspace, 0, 1)
    services.actions.run("evidence.trash")
    qtbot.waitUntil(lambda: workspace.model.rowCount() == len(services.content.studies))
    settle(qtbot, workspace)
    qtbot.waitUntil(lambda: len(workspace.pane.chosen()) == 1)
    assert not any(row.own for row in workspace.pane.chosen_rows())


def test_a_study_that_was_added_is_chosen_in_the_list(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services
) -> None:
    workspace.pane.ask("design:rct")
    services.write(
        lambda held: add_study(held, reference("Warm needling", 2035)),
        on_done=lambda done: services.navigator.go(next(iter(done.refs))),
    )
    qtbot.waitUntil(lambda: [row.key for row in workspace.pane.chosen_rows()] == ["doe.2035"])
    assert workspace.bar.query == ""
    workspace.pane.choose_none()


def test_a_study_in_the_trash_that_is_open_leaves_queries_alone(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services
) -> None:
    services.write(lambda held: trash_studies(held, [OWN[0]]))
    settle(qtbot, workspace)
    services.navigator.go(study_ref(OWN[0]))
    settle(qtbot, workspace)
    workspace.pane.ask("design:rct")
    settle(qtbot, workspace)
    assert workspace.bar.query == "design:rct"


def test_going_back_to_a_study_removed_for_good_chooses_nothing(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services
) -> None:
    choose(workspace, 0)
    choose(workspace, 1)
    services.write(lambda held: trash_studies(held, [OWN[2]]))
    services.write(empty_trash)
    settle(qtbot, workspace)
    services.navigator.go(study_ref(OWN[2]))
    qtbot.waitUntil(lambda: workspace.pane.chosen() == [])
    assert workspace.details.study is None
