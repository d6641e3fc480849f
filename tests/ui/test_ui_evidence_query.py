"""The query: its clauses as text, completion, problems in words, chips, help, saved filters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.library.query import FIELDS, parse_query
from desktop_app.store import Library
from desktop_app.ui.evidence.clauses import clause, holds, pieces, same, toggled, without
from desktop_app.ui.evidence.completion import proposals
from desktop_app.ui.evidence.workspace import EvidenceWorkspace
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.services import Services


@pytest.fixture
def workspace(qtbot: QtBot, services: Services, library: Library) -> EvidenceWorkspace:
    made = EvidenceWorkspace(services)
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show()
    return made


@pytest.mark.parametrize(
    ("before", "field", "value", "after"),
    [
        ("", "design", "rct", "design:rct"),
        ("design:rct", "design", "rct", ""),
        ("design:rct", "design", "cohort", "design:rct,cohort"),
        ("design:rct,cohort", "design", "rct", "design:cohort"),
        ("sham", "point", "ST36", "sham point:ST36"),
        ("point:ST36", "point", "KI1", "point:ST36 point:KI1"),
        ("tag:a", "tag", "to read", 'tag:a tag:"to read"'),
        ('tag:"to read" sham', "tag", "To Read", "sham"),
        ("-design:rct", "design", "rct", "-design:rct design:rct"),
        ("rats OR mice", "design", "rct", "(rats OR mice) design:rct"),
        ("(design:rct OR design:cohort)", "design", "rct",
         "(design:rct OR design:cohort) design:rct"),
    ],
)  # fmt: skip
def test_a_facet_writes_its_clause_into_the_query(
    before: str, field: str, value: str, after: str
) -> None:
    assert toggled(before, field, value) == after


def test_taking_out_a_side_of_an_or_takes_the_or_too() -> None:
    text = "design:rct OR sham"
    first, _, last = pieces(text)
    assert without(text, first) == "sham"
    assert without(text, last) == "design:rct"


def test_queries_are_the_same_however_they_are_spaced_and_cased() -> None:
    assert same(" tag:Thesis   is:mine", "tag:thesis is:mine")
    assert not same("is:mine", "-is:mine")
    assert not same("is:mine", "(is:mine)")


_QUERIES = st.lists(
    st.sampled_from(
        ["design:rct", 'tag:"to read"', "-is:mine", "(", ")", "OR", "words", '"a phrase"',
         "year:2015..", 'in:"', "x:y", "design:rct,cohort", ",", ":"]
    ),
    max_size=8,
).map(" ".join)  # fmt: skip


@hypothesis_settings(max_examples=120, deadline=None)
@given(_QUERIES, st.sampled_from(["design", "point", "tag"]), st.text(max_size=12))
def test_any_query_takes_a_clause_and_gives_it_back(query: str, field: str, value: str) -> None:
    asked = clause(field, value)
    if not value.strip() or set(value) & set('",()“”„«»') or query.count('"') % 2:
        return
    if holds(query, field, value) or value != " ".join(value.split()):
        return
    more = toggled(query, field, value)
    assert asked in more or value in more
    assert parse_query(more).wanted is not None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("des", "design:"),
        ("sham po", "point:"),
        ("design:", "meta-analysis "),
        ("design:rct,coh", "cohort "),
        ("-is:tr", "trashed "),
        ("(found:ben", "benefit "),
        ("tag:", "methods "),
        ('tag:"to', '"to read" '),
        ("direction:mi", "mixed "),
    ],
)
def test_what_is_typed_is_completed(typed: str, first: str) -> None:
    found = proposals(typed, lambda field: [("methods", ""), ("to read", "")])
    assert found[0].text == first
    whole = typed[: found[0].start] + found[0].text
    if not first.endswith(":") and "tag" not in whole:
        assert not parse_query(f"{whole})" if "(" in whole else whole).problems


@pytest.mark.parametrize("typed", ["", "sham ", "design:rct", "https://x", "zz:a"])
def test_nothing_is_proposed_where_there_is_nothing_to_propose(typed: str) -> None:
    assert proposals(typed, lambda field: []) == ()


def test_tab_completes_and_enter_goes_to_the_list(
    qtbot: QtBot, workspace: EvidenceWorkspace
) -> None:
    field = workspace.bar.field
    field.setFocus()
    qtbot.keyClicks(field, "desi")
    assert field.proposals_shown() == ("design:",)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "design:"
    assert "rct " in field.proposals_shown()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "design:rct "
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.proposals_shown() == ()
    assert workspace.focusWidget() is workspace.table


def test_escape_hides_the_proposals_then_leaves(qtbot: QtBot, workspace: EvidenceWorkspace) -> None:
    field = workspace.bar.field
    field.setFocus()
    qtbot.keyClicks(field, "des")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.proposals_shown() == ()
    assert workspace.focusWidget() is field
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert workspace.focusWidget() is workspace.table


def test_problems_are_told_in_words_after_a_pause(
    qtbot: QtBot, workspace: EvidenceWorkspace
) -> None:
    bar = workspace.bar
    bar.field.setText("desgin:rct")
    assert bar.problems.isHidden()
    qtbot.waitUntil(bar.problems.isVisible)
    assert "There is no field “desgin”" in bar.problems.text()
    bar.field.setText("design:rct")
    assert bar.problems.isHidden()


def test_names_the_library_does_not_know_are_told(workspace: EvidenceWorkspace) -> None:
    workspace.bar.field.setText("tag:nobody in:nowhere")
    workspace.bar.check()
    assert "tag" in workspace.bar.problems.text()
    assert "collection" in workspace.bar.problems.text()


def test_each_clause_is_a_chip_that_takes_it_out(workspace: EvidenceWorkspace) -> None:
    workspace.bar.field.setText("sham design:rct,cohort -is:mine n:")
    chips = {chip.text(): chip for chip in workspace.bar.chips.findChildren(Chip)}
    assert set(chips) == {"randomised trial or cohort", "not brought by you"}
    chips["not brought by you"].click()
    assert workspace.bar.query == "sham design:rct,cohort n:"


def test_the_query_is_cleared_by_its_button(workspace: EvidenceWorkspace) -> None:
    workspace.bar.field.setText("sham")
    assert workspace.bar.clear.isEnabled()
    workspace.bar.clear.click()
    assert workspace.bar.query == ""
    assert not workspace.bar.clear.isEnabled()


def test_help_lists_every_field_and_its_examples_can_be_tried(
    workspace: EvidenceWorkspace, services: Services
) -> None:
    services.actions.run("evidence.help")
    dialog = workspace.findChild(QDialog, "query-help")
    assert dialog is not None
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    for field in FIELDS:
        for example in field.examples:
            assert example in buttons
            assert not parse_query(example).problems or field.name in ("tag", "in", "claim")
    buttons["year:2015..2020"].click()
    assert workspace.bar.query == "year:2015..2020"
    assert not dialog.isVisible()


def test_a_query_is_saved_and_asked_again(workspace: EvidenceWorkspace, services: Services) -> None:
    workspace.bar.field.setText("design:rct sham")
    services.actions.run("evidence.save")
    place = next(
        each for each in workspace.organiser.order.filters if each.query == "design:rct sham"
    )
    workspace.pane.ask("")
    workspace.show_ref(workspace.sidebar.place(f"filter/{place.key}").ref)  # type: ignore[union-attr,arg-type]
    assert workspace.bar.query == "design:rct sham"
