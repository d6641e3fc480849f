"""The evidence workspace: list, order, columns, choosing, details."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_app.content import Content
from desktop_app.domain.evidence import Citation
from desktop_app.domain.evidence_words import design_word
from desktop_app.domain.listed import StudyOrder
from desktop_app.domain.refs import Kind, study_ref
from desktop_app.library.listing import find_studies, first_studies, study_rows
from desktop_app.store import Library
from desktop_app.ui.evidence.citing import standing
from desktop_app.ui.evidence.columns import COLUMNS, Column, cell_words
from desktop_app.ui.evidence.held import BLOCK
from desktop_app.ui.evidence.model import STUDY_ROLE, StudyModel
from desktop_app.ui.evidence.shipped import shipped_rows
from desktop_app.ui.evidence.state import ListState
from desktop_app.ui.evidence.workspace import EvidenceWorkspace
from desktop_app.ui.services import Services
from tests.ui.own import bring, reference


@pytest.fixture
def workspace(qtbot: QtBot, services: Services, library: Library) -> EvidenceWorkspace:
    return opened(qtbot, services)


def opened(qtbot: QtBot, services: Services) -> EvidenceWorkspace:
    made = EvidenceWorkspace(services)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    services.navigator.went.connect(made.show_ref)
    return made


def keys_shown(workspace: EvidenceWorkspace) -> list[str]:
    held = workspace.model.held
    rows = [held.row(place) for place in range(len(held))]
    return [row.key for row in rows if row is not None]


def choose(workspace: EvidenceWorkspace, *places: int) -> None:
    flags = QItemSelectionModel.SelectionFlag
    selection = workspace.table.selectionModel()
    selection.clearSelection()
    for place in places:
        index = workspace.model.index(place, Column.STUDY)
        selection.setCurrentIndex(index, flags.Select | flags.Rows)


def test_all_studies_are_listed_the_newest_first(
    workspace: EvidenceWorkspace, content: Content
) -> None:
    held = workspace.model.held
    assert len(held) == len(content.studies)
    years = [row.year for place in range(10) if (row := held.row(place))]
    assert years == sorted(years, key=lambda year: -(year or 0))
    assert workspace.pane.count.text() == f"{len(content.studies)} studies"


def test_a_query_narrows_the_list_and_says_how_far(
    workspace: EvidenceWorkspace, content: Content
) -> None:
    workspace.bar.field.setText("design:rct point:ST36")
    assert keys_shown(workspace)
    for key in keys_shown(workspace):
        study = content.studies[key]
        assert study.design == "rct"
        assert "ST36" in study.points
    assert workspace.pane.count.text().endswith(f"of {len(content.studies)} studies")


def test_headings_sort_and_turn_the_order_round(workspace: EvidenceWorkspace) -> None:
    header = workspace.table.horizontalHeader()
    header.sectionClicked.emit(Column.NUMBER)
    sizes = [row.sample_size or -1 for place in range(20)
             if (row := workspace.model.held.row(place))]  # fmt: skip
    assert sizes == sorted(sizes, reverse=True)
    header.sectionClicked.emit(Column.NUMBER)
    assert header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
    header.sectionClicked.emit(Column.TAGS)
    assert workspace.pane.state.column is Column.NUMBER


def test_the_order_is_remembered(
    workspace: EvidenceWorkspace, qtbot: QtBot, services: Services
) -> None:
    workspace.table.horizontalHeader().sectionClicked.emit(Column.STUDY)
    again = opened(qtbot, services)
    assert again.pane.state == ListState(column=Column.STUDY, falling=False)


def test_the_query_is_asked_again_at_the_next_start(
    workspace: EvidenceWorkspace, qtbot: QtBot, services: Services
) -> None:
    workspace.bar.field.setText("design:rct point:ST36")
    shown = keys_shown(workspace)
    again = opened(qtbot, services)
    assert again.bar.query == "design:rct point:ST36"
    assert keys_shown(again) == shown
    assert again.sidebar.query == "design:rct point:ST36"
    again.bar.field.clear()
    assert opened(qtbot, services).bar.query == ""


def test_a_study_open_last_time_keeps_the_query_it_was_found_by(
    qtbot: QtBot, services: Services
) -> None:
    library = Library.in_memory(services.content)
    bring(library, [reference("Study 1", 1900)])
    (number,) = find_studies(library, "is:mine")
    (row,) = study_rows(library, [number])
    services.settings.remember("evidence.query", "is:mine")
    again = opened(qtbot, services)
    services.navigator.go(study_ref(row.key))
    services.attach(library)
    assert again.bar.query == "is:mine"
    assert [row.key for row in again.pane.chosen_rows()] == [row.key]


def test_every_order_a_column_asks_for_is_one_of_the_library_s() -> None:
    asked = {kept.order for kept in COLUMNS.values() if kept.order is not None}
    assert asked == set(StudyOrder)


def test_before_the_library_is_open_the_shipped_studies_show(
    qtbot: QtBot, services: Services, content: Content
) -> None:
    workspace = opened(qtbot, services)
    assert len(workspace.model.held) == len(content.studies)
    workspace.bar.field.setText("design:rct neuropathy")
    before = set(keys_shown(workspace))
    assert 0 < len(before) < len(content.studies)
    services.navigator.go(study_ref(next(iter(before))))
    assert workspace.details.study is not None
    services.attach(Library.in_memory(content))
    assert set(keys_shown(workspace)) == before
    assert [row.key for row in workspace.pane.chosen_rows()] == [next(iter(before))]


@pytest.mark.parametrize(
    "query",
    ["", "design:rct", "found:benefit", "point:ST36 year:2015..", "-design:rct n:>=50",
     "meridian:KI", "ST36", "is:mine", "condition:diabetic-peripheral-neuropathy", "has:doi",
     "pmid:9597381", "design:rct,cohort", "(design:rct OR year:2020) found:benefit"],
)  # fmt: skip
def test_memory_lists_what_the_library_lists(
    library: Library, content: Content, query: str
) -> None:
    state = ListState(query)
    from_memory = {row.key for row in shipped_rows(content.studies.values(), state)}
    rows = first_studies(library, query, StudyOrder.YEAR, True, 10_000)
    assert from_memory == {row.key for row in rows}


@pytest.mark.parametrize("column", [each for each in Column if COLUMNS[each].order is not None])
def test_memory_sorts_by_each_column(content: Content, column: Column) -> None:
    studies = content.studies.values()
    up = shipped_rows(studies, ListState(column=column, falling=False))
    down = shipped_rows(studies, ListState(column=column, falling=True))
    order = COLUMNS[column].order
    assert order is not None
    told = [getattr(row, order.value) for row in up]
    assert {row.key for row in up} == {row.key for row in down}
    assert told != [getattr(row, order.value) for row in down] or len(set(map(str, told))) == 1


def test_the_model_keeps_qt_s_rules(
    qtbot: QtBot, qtmodeltester: ModelTester, content: Content
) -> None:
    model = StudyModel()
    rows = shipped_rows(content.studies.values(), ListState())
    model.show_rows(rows[:30])
    qtmodeltester.check(model)
    model.show_ids(array("q", [row.id for row in rows[:30]] + list(range(1, 900))))
    assert model.rowCount() == 929
    model.show_ids(array("q", [5, 6]))
    assert model.rowCount() == 2


def test_rows_that_are_not_held_are_asked_for_in_blocks(qtbot: QtBot) -> None:
    model = StudyModel()
    model.show_ids(array("q", range(100_000)))
    asked: list[int] = []
    model.wanted.connect(asked.append)
    for place in (0, 1, BLOCK * 7 + 3, 99_999):
        assert model.index(place, Column.STUDY).data() == ""
        assert model.index(place, Column.STUDY).data(STUDY_ROLE) is None
    qtbot.waitUntil(lambda: len(asked) == 3)
    assert set(asked) == {0, 7, 99_999 // BLOCK}
    model.index(1, Column.STUDY).data()
    qtbot.wait(1)
    assert len(asked) == 3


def test_many_rows_come_as_one_scrolls(
    qtbot: QtBot, workspace: EvidenceWorkspace, library: Library, services: Services
) -> None:
    bring(library, [reference(f"Study {number}", 1900) for number in range(BLOCK + 60)])
    workspace.pane.refresh()
    total = len(find_studies(library, ""))
    assert workspace.model.rowCount() == total
    workspace.table.scrollToBottom()
    qtbot.waitUntil(lambda: workspace.model.held.row(total - 1) is not None)


def test_after_a_write_what_is_chosen_and_where_one_is_are_kept(
    qtbot: QtBot, workspace: EvidenceWorkspace, library: Library, services: Services
) -> None:
    choose(workspace, 30)
    key = workspace.pane.chosen_rows()[0].key
    workspace.table.scrollTo(workspace.model.index(40, 0))
    where = workspace.table.verticalScrollBar().value()
    services.write(lambda held: bring(held, [reference("Newest of all", 2031)]))
    qtbot.waitUntil(lambda: workspace.model.held.place_of_key("doe.2031") == 0)
    assert [row.key for row in workspace.pane.chosen_rows()] == [key]
    assert workspace.table.verticalScrollBar().value() == where


def test_a_chosen_row_opens_its_study(workspace: EvidenceWorkspace, services: Services) -> None:
    choose(workspace, 3)
    row = workspace.pane.chosen_rows()[0]
    assert services.navigator.current == study_ref(row.key)
    assert workspace.details.study is not None
    assert workspace.details.study.key == row.key


def test_several_chosen_rows_are_counted_and_open_nothing(
    workspace: EvidenceWorkspace, services: Services
) -> None:
    choose(workspace, 1)
    first = services.navigator.current
    choose(workspace, 1, 2, 5)
    assert len(workspace.pane.chosen()) == 3
    assert workspace.pane.count.text().endswith("3 chosen")
    assert services.navigator.current == first


def test_a_ref_opens_its_study_and_clears_a_query_that_hides_it(
    workspace: EvidenceWorkspace, services: Services
) -> None:
    workspace.bar.field.setText("year:1900..1901")
    services.navigator.go(study_ref("hoerder-2023"))
    assert workspace.bar.query == ""
    assert [row.key for row in workspace.pane.chosen_rows()] == ["hoerder-2023"]


def test_another_query_is_read_from_the_top(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    bring(library, [reference(f"Study {number}", 1900) for number in range(BLOCK + 60)])
    workspace.pane.refresh()
    services.navigator.go(study_ref("doe.1900-150"))
    assert workspace.table.verticalScrollBar().value() > 0
    workspace.bar.field.setText("study")
    qtbot.waitUntil(lambda: workspace.pane.feed.is_whole)
    assert workspace.table.verticalScrollBar().value() == 0
    assert [workspace.model.held.place_of(number) for number in workspace.pane.chosen()] != [0]


def test_arrow_keys_are_one_place_of_the_history(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services
) -> None:
    choose(workspace, 0)
    places = len(services.navigator.history.places)
    workspace.table.setFocus()
    for _ in range(4):
        qtbot.keyClick(workspace.table, Qt.Key.Key_Down)
    assert len(services.navigator.history.places) == places
    assert workspace.table.currentIndex().row() == 4


def test_columns_are_chosen_moved_and_widened_for_good(
    qtbot: QtBot, workspace: EvidenceWorkspace, services: Services
) -> None:
    workspace.table.show_column(Column.JOURNAL, True)
    workspace.table.show_column(Column.DESIGN, False)
    header = workspace.table.horizontalHeader()
    header.moveSection(header.visualIndex(Column.YEAR), 5)
    header.resizeSection(Column.FOUND, 150)
    again = opened(qtbot, services)
    again.resize(2200, 700)
    assert not again.table.isColumnHidden(Column.JOURNAL)
    assert again.table.isColumnHidden(Column.DESIGN)
    header = again.table.horizontalHeader()
    assert header.visualIndex(Column.YEAR) == 5
    assert header.sectionSize(Column.FOUND) == 150
    again.table.first_columns()
    assert header.visualIndex(Column.YEAR) == Column.YEAR
    assert again.table.isColumnHidden(Column.JOURNAL)
    assert header.sectionSize(Column.FOUND) == COLUMNS[Column.FOUND].width


def test_the_menu_of_columns_lists_all(workspace: EvidenceWorkspace) -> None:
    menu = workspace.table.columns_menu()
    texts = [action.text() for action in menu.actions()]
    assert [kept.words for kept in COLUMNS.values()] == texts[: len(COLUMNS)]
    menu.close()


def test_narrow_lists_leave_columns_out(workspace: EvidenceWorkspace) -> None:
    workspace.resize(800, 600)
    workspace.splitter.setSizes([0, 420, 320])
    assert workspace.table.isColumnHidden(Column.POINTS)
    assert not workspace.table.isColumnHidden(Column.FOUND)
    assert not workspace.table.isColumnHidden(Column.STUDY)


def test_the_chosen_study_is_in_sight(
    workspace: EvidenceWorkspace, services: Services, qtbot: QtBot
) -> None:
    last = workspace.model.held.row(len(workspace.model.held) - 1)
    assert last is not None
    workspace.show_ref(study_ref(last.key))
    workspace.resize(900, 420)
    place = workspace.model.index(workspace.model.held.place_of_key(last.key), Column.STUDY)

    def is_seen() -> bool:
        rect = workspace.table.visualRect(place)
        return not rect.isEmpty() and workspace.table.viewport().rect().contains(rect)

    qtbot.waitUntil(is_seen)


def test_what_a_narrow_list_leaves_out_is_in_the_tip(workspace: EvidenceWorkspace) -> None:
    index = workspace.model.index(0, Column.STUDY)
    row = workspace.model.held.row(0)
    assert row is not None
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert row.title in tip
    assert design_word(row.design) in tip


def test_cells_say_what_they_show(workspace: EvidenceWorkspace) -> None:
    row = workspace.model.held.row(0)
    assert row is not None
    for column in Column:
        index = workspace.model.index(0, column)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == cell_words(row, column)
    assert cell_words(row, Column.STAR) == "not starred"


def test_a_place_of_the_user_s_is_opened_by_its_ref(
    workspace: EvidenceWorkspace, services: Services, library: Library
) -> None:
    from desktop_app.library.organising import add_tag

    made: list[str] = []
    services.write(
        lambda held: add_tag(held, "to read"),
        on_done=lambda changed: made.extend(ref.key for ref in changed.refs),
    )
    services.navigator.go(f"yq:{Kind.TAG.value}/{made[0]}")
    assert workspace.bar.query == 'tag:"to read"'


@pytest.mark.parametrize(
    ("role", "confidence", "words"),
    [
        ("best", 0.97, "Almost certainly"),
        ("best", 0.7, "Probably"),
        ("best", 0.45, "not certain"),
        ("alternate", 0.2, "more likely another"),
        ("alternate (same trial)", 0.2, "more likely another"),
        ("near miss", None, "set aside"),
        ("wording-source", None, "wording"),
    ],
)
def test_how_surely_a_study_is_meant(role: str, confidence: float, words: str) -> None:
    assert words in standing(Citation("s", role, confidence, "w"))


def test_the_citation_is_copied(workspace: EvidenceWorkspace, services: Services) -> None:
    services.navigator.go(study_ref("hoerder-2023"))
    workspace.details.copy_citation()
    assert "10.4239/wjd.v14.i12.1813" in QGuiApplication.clipboard().text()


def test_a_note_on_a_study_is_kept(workspace: EvidenceWorkspace, services: Services) -> None:
    services.navigator.go(study_ref("hoerder-2023"))
    workspace.focus_note()
    workspace.details.note.field.setPlainText("read again")
    services.navigator.go(study_ref("liu-s-2021"))
    services.navigator.back()
    assert workspace.details.note.field.toPlainText() == "read again"


def test_every_study_can_be_shown(
    workspace: EvidenceWorkspace, services: Services, content: Content
) -> None:
    for key in content.studies:
        services.navigator.go(study_ref(key))
        assert workspace.details.study == content.studies[key]


def test_a_study_shows_its_points_claims_and_doubts(
    workspace: EvidenceWorkspace, services: Services
) -> None:
    services.navigator.go(study_ref("ecam-604590-2012"))
    words = texts(workspace)
    assert "not verified" in words
    assert "not certain" in words
    assert "Chou 2012" in words
    assert "Used in the study; that does not show that the point itself mattered." in words
    claims = [c for c in services.content.claims.values()
              if any(s.key == "ecam-604590-2012" for s in c.studies)]  # fmt: skip
    assert all(claim.statement in words for claim in claims)


def texts(workspace: EvidenceWorkspace) -> str:
    labels = [label.text() for label in workspace.details.findChildren(QLabel)]
    buttons = [button.text() for button in workspace.details.findChildren(QPushButton)]
    return "\n".join(labels + buttons)


def test_a_point_on_the_leg_is_a_link_and_others_are_plain(
    workspace: EvidenceWorkspace, services: Services, content: Content
) -> None:
    key = next(
        key
        for key, study in content.studies.items()
        if any(p in content.points for p in study.points)
        and any(p not in content.points for p in study.points)
    )
    services.navigator.go(study_ref(key))
    chips = {button.text() for button in workspace.details.findChildren(QPushButton)}
    for code in content.studies[key].points:
        assert (code in chips) == (code in content.points)


def test_each_row_clicked_is_a_place_of_its_own(
    workspace: EvidenceWorkspace, services: Services, qtbot: QtBot
) -> None:
    table = workspace.table
    for row in (0, 2):
        place = table.visualRect(workspace.model.index(row, Column.STUDY)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(services.navigator.history.places) == 2
