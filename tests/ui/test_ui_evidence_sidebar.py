"""The sidebar: places, collections, tags, facets; drag and drop; everything can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLineEdit, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from desktop_app.domain.refs import Kind, study_ref
from desktop_app.library.listing import count_studies, find_studies, keys_of
from desktop_app.library.organising import (
    add_collection,
    add_tag,
    collect,
    list_collections,
    list_filters,
    list_tags,
    save_filter,
    set_stars,
    set_tag,
)
from desktop_app.store import Library
from desktop_app.ui.evidence.model import STUDIES_MIME
from desktop_app.ui.evidence.places import FIXED, Place
from desktop_app.ui.evidence.sidebar import PLACE_MIME
from desktop_app.ui.evidence.sidebar_rows import PLACE_ROLE
from desktop_app.ui.evidence.workspace import EvidenceWorkspace
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from tests.ui.desk import make_window
from tests.ui.own import bring, reference


@pytest.fixture
def window(qtbot: QtBot, services: Services, library: Library) -> MainWindow:
    made = make_window(services)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    services.navigator.home("evidence")
    return made


@pytest.fixture
def workspace(qtbot: QtBot, window: MainWindow) -> EvidenceWorkspace:
    made = window.workspaces["evidence"]
    assert isinstance(made, EvidenceWorkspace)
    qtbot.waitUntil(lambda: made.sidebar.place("facet/Design") is not None)
    return made


def place(workspace: EvidenceWorkspace, id_: str) -> Place:
    found = workspace.sidebar.place(id_)
    assert found is not None, id_
    return found


def item(workspace: EvidenceWorkspace, id_: str) -> QTreeWidgetItem:
    found = workspace.sidebar._item(id_)
    assert found is not None, id_
    return found


def click(workspace: EvidenceWorkspace, id_: str) -> None:
    workspace.sidebar.itemClicked.emit(item(workspace, id_), 0)


def keys(library: Library, query: str) -> set[str]:
    return set(keys_of(library, find_studies(library, query)))


def test_each_place_asks_its_query_and_is_marked(
    workspace: EvidenceWorkspace, library: Library
) -> None:
    for fixed in FIXED:
        click(workspace, fixed.id)
        assert workspace.bar.query == fixed.query
        assert workspace.model.rowCount() == count_studies(library, fixed.query)
        chosen = [each.id for each in FIXED if each.is_chosen(workspace.sidebar.query)]
        assert chosen == [fixed.id]


def test_counts_follow_what_is_written(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services
) -> None:
    assert place(workspace, "starred").count == 0
    services.write(lambda library: set_stars(library, [study_ref("hoerder-2023")], True))
    qtbot.waitUntil(lambda: place(workspace, "starred").count == 1)


def test_what_was_added_last_stands_first(workspace: EvidenceWorkspace) -> None:
    click(workspace, "recent")
    assert workspace.pane.state.column.name == "ADDED"
    assert workspace.pane.state.falling


def test_facets_count_and_narrow_the_query(
    qtbot: QtBot, workspace: EvidenceWorkspace, library: Library
) -> None:
    facet = place(workspace, "facet/Design/rct")
    assert facet.count == count_studies(library, "design:rct")
    click(workspace, "facet/Design/rct")
    click(workspace, "facet/Found/benefit")
    assert workspace.bar.query == "design:rct found:benefit"
    assert place(workspace, "facet/Design/rct").is_chosen(workspace.bar.query)
    click(workspace, "facet/Design/rct")
    assert workspace.bar.query == "found:benefit"


def test_long_facets_show_more_when_asked(workspace: EvidenceWorkspace) -> None:
    before = len(place(workspace, "facet/Point").inner)
    click(workspace, "facet/Point/more")
    assert len(place(workspace, "facet/Point").inner) > before


def test_what_is_closed_stays_closed(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services
) -> None:
    item(workspace, "facet/Design").setExpanded(False)
    again = EvidenceWorkspace(services)
    qtbot.addWidget(again)
    again.resize(1280, 700)
    again.show()
    qtbot.waitUntil(lambda: again.sidebar.place("facet/Design") is not None)
    assert not item(again, "facet/Design").isExpanded()


def test_a_new_collection_is_named_in_place(
    qtbot: QtBot, workspace: EvidenceWorkspace, library: Library
) -> None:
    click(workspace, "collections/add")
    editor = workspace.sidebar.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "New collection"
    editor.setText("Thesis")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [each.name for each in list_collections(library)] == ["Thesis"])


def test_keys_rename_and_delete_what_is_the_user_s_own(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    services.write(lambda held: add_tag(held, "methods", "site"))
    (tag,) = list_tags(library)
    sidebar = workspace.sidebar
    sidebar.setFocus()
    sidebar.setCurrentItem(item(workspace, f"tag/{tag.key}"))
    qtbot.keyClick(sidebar, Qt.Key.Key_F2)
    editor = sidebar.findChild(QLineEdit)
    assert editor is not None
    editor.setText("design")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [each.name for each in list_tags(library)] == ["design"])
    sidebar.setCurrentItem(item(workspace, f"tag/{tag.key}"))
    qtbot.keyClick(sidebar, Qt.Key.Key_Delete)
    assert list_tags(library) == ()
    services.actions.run("edit.undo")
    services.actions.run("edit.undo")
    assert [each.name for each in list_tags(library)] == ["methods"]


def test_menus_offer_what_an_entry_can_do(
    workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    services.write(lambda held: add_collection(held, "Thesis"))
    services.write(lambda held: add_tag(held, "methods"))
    services.write(lambda held: save_filter(held, "sham", "sham"))
    workspace.pane.ask("design:rct")
    ids = [f"collection/{list_collections(library)[0].key}", f"tag/{list_tags(library)[0].key}",
           f"filter/{list_filters(library)[0].key}"]  # fmt: skip
    texts = []
    for id_ in ids:
        menu = workspace.organiser.menu(place(workspace, id_), workspace)
        assert menu is not None
        texts.append([action.text() for action in menu.actions() if action.text()])
        for action in menu.actions():
            if action.text().startswith("Keep the query"):
                action.trigger()
    assert texts == [
        ["Rename", "New collection in it", "Delete"],
        ["Rename", "Colour", "Delete"],
        ["Rename", "Keep the query of now in it", "Delete"],
    ]
    assert list_filters(library)[0].query == "design:rct"
    assert workspace.organiser.menu(place(workspace, "all"), workspace) is None


def drop(workspace: EvidenceWorkspace, id_: str, data: QMimeData, down: float = 0.5) -> None:
    """Drop on an entry, ``down`` of its height from its top."""
    sidebar = workspace.sidebar
    target = item(workspace, id_)
    sidebar.scrollToItem(target)
    box = sidebar.visualItemRect(target)
    spot = QPointF(box.left() + 10, box.top() + box.height() * down)
    event = QDropEvent(
        spot, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    sidebar.dropEvent(event)


def dragged(workspace: EvidenceWorkspace, places: Sequence[int]) -> QMimeData:
    data = workspace.model.mimeData([workspace.model.index(row, 0) for row in places])
    assert data.hasFormat(STUDIES_MIME)
    return data


def test_studies_are_dropped_on_collections_tags_and_places(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    services.write(lambda held: add_collection(held, "Thesis"))
    services.write(lambda held: add_tag(held, "methods"))
    expected = {row.key for row in map(workspace.model.held.row, (0, 3)) if row is not None}
    data = dragged(workspace, (0, 3))
    drop(workspace, f"collection/{list_collections(library)[0].key}", data)
    drop(workspace, f"tag/{list_tags(library)[0].key}", data)
    drop(workspace, "starred", data)
    for query in ("in:thesis", "tag:methods", "is:starred"):
        assert keys(library, query) == expected
    drop(workspace, "shipped", data)
    for _ in range(3):
        services.actions.run("edit.undo")
    for query in ("in:thesis", "tag:methods", "is:starred"):
        assert keys(library, query) == set()


def test_collections_are_dropped_into_and_between_each_other(
    workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    for name in ("A", "B", "C"):
        services.write(lambda held, name=name: add_collection(held, name))  # type: ignore[misc]
    ids = {each.name: f"collection/{each.key}" for each in list_collections(library)}

    def moved(name: str) -> QMimeData:
        data = workspace.sidebar.mimeData([item(workspace, ids[name])])
        assert data.hasFormat(PLACE_MIME)
        return data

    drop(workspace, ids["B"], moved("A"))
    assert tree(library) == {"A": "B", "B": "", "C": ""}
    drop(workspace, ids["B"], moved("C"), 0.05)
    assert [each.name for each in list_collections(library) if not each.parent] == ["C", "B"]
    drop(workspace, "collections", moved("A"))
    assert tree(library)["A"] == ""
    drop(workspace, "all", moved("A"))
    assert tree(library)["A"] == ""


def tree(library: Library) -> dict[str, str]:
    held = list_collections(library)
    names = {each.key: each.name for each in held}
    return {each.name: names.get(each.parent, "") for each in held}


def test_a_collection_that_is_shown_can_be_left(
    workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    services.write(lambda held: add_collection(held, "Thesis"))
    key = list_collections(library)[0].key
    services.write(
        lambda held: collect(held, [study_ref("hoerder-2023"), study_ref("liu-s-2021")], key)
    )
    services.navigator.go(f"yq:{Kind.COLLECTION.value}/{key}")
    assert workspace.bar.query == "in:Thesis"
    assert workspace._collection_shown() == key
    workspace.table.selectRow(0)
    workspace.deeds.uncollect(key)
    assert len(keys(library, "in:Thesis")) == 1


def test_two_collections_of_one_name_are_asked_for_by_key(
    workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    for _ in range(2):
        services.write(lambda held: add_collection(held, "Thesis"))
    first, second = list_collections(library)
    assert place(workspace, f"collection/{first.key}").query == f"in:{first.key}"
    assert place(workspace, f"collection/{second.key}").query == f"in:{second.key}"


def test_the_sidebar_hides_and_is_remembered(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services
) -> None:
    assert workspace.side.isVisible()
    services.actions.run("evidence.sidebar")
    assert not workspace.side.isVisible()
    again = EvidenceWorkspace(services)
    qtbot.addWidget(again)
    again.resize(1280, 700)
    again.show()
    assert not again.side.isVisible()


def test_a_narrow_window_shows_the_sidebar_in_place_of_the_details(
    workspace: EvidenceWorkspace, services: Services, window: MainWindow
) -> None:
    window.resize(800, 600)
    assert not workspace.side.isVisible()
    assert workspace.details.isVisible()
    services.actions.run("evidence.sidebar")
    assert workspace.side.isVisible()
    assert not workspace.details.isVisible()
    services.actions.run("evidence.sidebar")
    assert workspace.details.isVisible()


def test_names_are_said_with_counts(workspace: EvidenceWorkspace) -> None:
    entry = item(workspace, "shipped")
    said = entry.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Shipped, ")
    click(workspace, "shipped")
    said = item(workspace, "shipped").data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("chosen")


def test_own_studies_and_tags_show_without_a_library(qtbot: QtBot, services: Services) -> None:
    made = EvidenceWorkspace(services)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    assert made.sidebar.place("all") is not None
    services.do_without(None)
    made.organiser.add("tag")
    click(made, "mine")
    assert made.model.rowCount() == 0
    assert made.pane.empty.words is not None
    assert made.pane.empty.words.actions[0] == "evidence.import"


def test_a_tag_asks_for_what_has_it_even_with_odd_names(
    workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    bring(library, [reference("Odd")])
    services.write(lambda held: add_tag(held, "to read, soon (2)"))
    tag = list_tags(library)[0]
    services.write(lambda held: set_tag(held, [study_ref("liu-s-2021")], tag.key, True))
    click(workspace, f"tag/{tag.key}")
    assert workspace.model.rowCount() == 1
    data = item(workspace, f"tag/{tag.key}").data(0, PLACE_ROLE)
    assert data.is_chosen(workspace.bar.query)


def test_a_new_name_chooses_nothing_and_is_followed_by_the_query(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    services.write(lambda held: add_tag(held, "methods", "site"))
    (tag,) = list_tags(library)
    sidebar = workspace.sidebar

    def type_name(name: str) -> None:
        qtbot.waitUntil(lambda: sidebar.findChild(QLineEdit) is None)
        sidebar.rename(f"tag/{tag.key}")
        editor = sidebar.findChild(QLineEdit)
        assert editor is not None
        editor.setText(name)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: [each.name for each in list_tags(library)] == [name])

    type_name("design")
    assert workspace.bar.query == ""
    qtbot.waitUntil(lambda: place(workspace, f"tag/{tag.key}").words == "design")
    click(workspace, f"tag/{tag.key}")
    type_name("the designs")
    qtbot.waitUntil(lambda: workspace.bar.query == 'tag:"the designs"')
    services.actions.run("edit.undo")
    qtbot.waitUntil(lambda: workspace.bar.query == "tag:design")
