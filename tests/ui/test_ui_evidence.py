"""The evidence workspace: filters, order, model, details."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_app.content import Content
from desktop_app.domain.evidence import Citation, Direction, Study
from desktop_app.domain.refs import study_ref
from desktop_app.store import Library
from desktop_app.ui.evidence.citing import cite, standing, unsure, unsure_words
from desktop_app.ui.evidence.model import PAGE, StudyModel
from desktop_app.ui.evidence.state import Column, Filter, ListState, Order
from desktop_app.ui.evidence.workspace import EvidenceWorkspace
from desktop_app.ui.rich.badges import design_word
from desktop_app.ui.services import Services

STUDY = Study(
    key="doe-2020",
    title="Needles and feet",
    authors=("Doe J", "Roe R"),
    year=2020,
    journal="Journal of Feet",
    design="rct",
    direction=Direction.NO_DIFFERENCE,
    volume="3",
    issue="2",
    pages="1-9",
    doi="10.1/x",
    pmid="1",
    sample_size=62,
    sample_unit="participants",
    points=("ST36", "LI4"),
    conditions=("foot-numbness",),
    main_finding="No more than sham.",
)
OTHER = replace(
    STUDY,
    key="moe-2010",
    title="A mouse",
    authors=("Möe M",),
    year=2010,
    design="mechanistic-animal",
    direction=Direction.BENEFIT,
    sample_size=None,
    points=(),
    conditions=(),
    main_finding="Less inflammation.",
    cited_by_source=Citation("a statement", "best", 0.7, "because"),
)
BOTH = (STUDY, OTHER)


@pytest.fixture
def workspace(qtbot: QtBot, services: Services, library: Library) -> EvidenceWorkspace:
    made = EvidenceWorkspace(services)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    services.navigator.went.connect(made.show_ref)
    return made


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        (Filter(), ["doe-2020", "moe-2010"]),
        (Filter(text="mouse"), ["moe-2010"]),
        (Filter(text="MOE 2010"), ["moe-2010"]),
        (Filter(text="sham feet"), ["doe-2020"]),
        (Filter(text='* " ('), []),
        (Filter(design="rct"), ["doe-2020"]),
        (Filter(direction="benefit"), ["moe-2010"]),
        (Filter(condition="foot-numbness"), ["doe-2020"]),
        (Filter(point="LI4"), ["doe-2020"]),
        (Filter(since=2015), ["doe-2020"]),
        (Filter(cited=True), ["moe-2010"]),
        (Filter(starred=True), ["moe-2010"]),
        (Filter(design="rct", cited=True), []),
    ],
)  # fmt: skip
def test_each_filter_lets_its_studies_pass(asked: Filter, keys: list[str]) -> None:
    state = ListState(asked, starred=frozenset({study_ref("moe-2010")}))
    assert [study.key for study in state.rows(BOTH)] == keys


@pytest.mark.parametrize("column", list(Column))
def test_each_column_sorts_both_ways(column: Column) -> None:
    stars = frozenset({study_ref("moe-2010")})
    up = ListState(order=Order(column, False), starred=stars).rows(BOTH)
    down = ListState(order=Order(column, True), starred=stars).rows(BOTH)
    assert [study.key for study in up] == [study.key for study in reversed(down)]


def test_the_same_heading_turns_the_order_round() -> None:
    order = Order(Column.YEAR, True)
    assert order.by(Column.YEAR) == Order(Column.YEAR, False)
    assert order.by(Column.STUDY) == Order(Column.STUDY, False)
    assert order.by(Column.NUMBER) == Order(Column.NUMBER, True)


def test_the_model_keeps_qt_s_rules(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = StudyModel()
    model.show_rows(BOTH, ListState())
    qtmodeltester.check(model)


def test_many_rows_are_handed_over_in_pages(qtbot: QtBot) -> None:
    rows = tuple(replace(STUDY, key=f"k{number}") for number in range(PAGE * 2 + 5))
    model = StudyModel()
    model.show_rows(rows, ListState())
    assert model.rowCount() == PAGE
    assert model.canFetchMore(QModelIndex())
    assert model.row_of(f"k{PAGE * 2 + 1}") == PAGE * 2 + 1
    assert model.rowCount() == PAGE * 2 + 5
    assert model.row_of("nobody") == -1


def test_the_citation_leaves_out_what_is_not_verified() -> None:
    assert cite(STUDY) == (
        "Doe J, Roe R. Needles and feet. Journal of Feet 2020;3(2):1-9. doi:10.1/x. PMID 1."
    )
    doubted = replace(STUDY, unsure_fields=("volume", "doi", "main_finding: percentages"))
    assert cite(doubted) == "Doe J, Roe R. Needles and feet. Journal of Feet 2020. PMID 1."
    assert unsure_words(doubted) == "volume, DOI, main finding (percentages)"
    assert unsure(doubted, "main_finding")


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


def test_arrows_run_down_the_list_as_one_place(
    workspace: EvidenceWorkspace, services: Services, qtbot: QtBot
) -> None:
    workspace.focus_main()
    services.navigator.go(study_ref(workspace.model.study(0).key))
    for _ in range(3):
        qtbot.keyClick(workspace.table, Qt.Key.Key_Down)
    assert services.navigator.current == study_ref(workspace.model.study(3).key)
    assert len(services.navigator.history.places) == 1


def test_each_row_clicked_is_a_place_of_its_own(
    workspace: EvidenceWorkspace, services: Services, qtbot: QtBot
) -> None:
    table = workspace.table
    for row in (0, 2):
        place = table.visualRect(workspace.model.index(row, Column.STUDY)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(services.navigator.history.places) == 2


def test_a_filter_that_hides_the_study_asked_for_is_cleared(
    workspace: EvidenceWorkspace, services: Services
) -> None:
    workspace.filters.show_filter(Filter(text="zzzz"))
    assert workspace.model.total == 0
    assert workspace.stack.currentWidget() is workspace.nothing
    services.navigator.go(study_ref("liu-s-2021"))
    assert workspace.model.total == len(services.content.studies)
    assert workspace.model.row_of("liu-s-2021") >= 0


def test_the_bar_filters_and_counts(workspace: EvidenceWorkspace, qtbot: QtBot) -> None:
    workspace.filters.cited.setChecked(True)
    assert workspace.model.total == 5
    assert workspace.count.text().startswith("5 of ")
    workspace.filters.clear.click()
    assert not workspace.state.filter.asks
    qtbot.keyClicks(workspace.filters.text, "liu nature")
    assert 0 < workspace.model.total < 10


def test_a_heading_sorts(workspace: EvidenceWorkspace) -> None:
    workspace.table.horizontalHeader().sectionClicked.emit(int(Column.NUMBER))
    numbers = [workspace.model.study(row).sample_size or -1 for row in range(5)]
    assert numbers == sorted(numbers, reverse=True)


def test_a_star_shows_in_the_list(workspace: EvidenceWorkspace, services: Services) -> None:
    from desktop_app.reading import set_star

    ref = study_ref("liu-s-2021")
    services.write(lambda library: set_star(library, ref, True))
    assert workspace.state.is_starred(services.content.studies["liu-s-2021"])
    workspace.filters.starred.setChecked(True)
    assert workspace.model.total == 1


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


def test_narrow_lists_leave_columns_out(workspace: EvidenceWorkspace) -> None:
    workspace.resize(720, 600)
    workspace.splitter.setSizes([400, 320])
    assert workspace.table.isColumnHidden(Column.POINTS)
    assert not workspace.table.isColumnHidden(Column.FOUND)


def test_the_chosen_study_is_in_sight(
    workspace: EvidenceWorkspace, services: Services, qtbot: QtBot
) -> None:
    last = workspace.model.study(workspace.model.rowCount() - 1)
    workspace.show_ref(study_ref(last.key))
    workspace.resize(900, 420)
    workspace.show()
    place = workspace.model.index(workspace.model.row_of(last.key), Column.STUDY)

    def is_seen() -> bool:
        rect = workspace.table.visualRect(place)
        return not rect.isEmpty() and workspace.table.viewport().rect().contains(rect)

    qtbot.waitUntil(is_seen)


def test_what_a_narrow_list_leaves_out_is_in_the_tip(workspace: EvidenceWorkspace) -> None:
    index = workspace.model.index(0, Column.STUDY)
    study = workspace.model.study(0)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert study.title in tip
    assert design_word(study.design) in tip
