"""Own studies by hand and appraisals: kept in step, checked, and taken back exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_app.content import Content
from desktop_app.domain.appraisal import (
    Appraisal,
    Arm,
    Effect,
    Judgement,
    Measure,
    Outcome,
    Reported,
    RiskOfBias,
    problem_of,
)
from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.evidence import Direction, Study
from desktop_app.domain.refs import Kind, study_ref
from desktop_app.library.appraising import add_study, edit_study, put_appraisal
from desktop_app.library.organising import set_stars
from desktop_app.reading import search, write_note
from desktop_app.store import Library, appraisals, own_studies, sync
from tests.library.shelves import (
    MINE,
    SHIPPED,
    dump,
    reference,
    small_content,
    small_library,
    there_and_back,
    titled,
)

FULL = Appraisal(
    arms=(Arm("Needling", 30, "LR3, ST36"), Arm("Waiting", 29)),
    outcomes=(
        Outcome("Numbness", "NRS 0-10", "8 weeks", effect=Effect(Measure.MD, -1.2, -2.0, -0.4)),
        Outcome("Harm", effect=Effect(Measure.RR, 1.4), result="two bruises"),
    ),
    risks=(RiskOfBias("rob2", (Judgement("missing", "low", "all there"),), "low"),),
    stricta=(Reported("2f", "yes", "20 min"),),
)


@pytest.fixture
def library() -> Iterator[Library]:
    with small_library() as opened:
        yield opened


def held(library: Library, key: str) -> Study:
    with library.reading() as connection:
        return own_studies.take(connection, [key])[key].study


def appraised(library: Library, *refs: str) -> dict[str, Appraisal]:
    with library.reading() as connection:
        return appraisals.take(connection, refs)


def key_of(changed: Changed) -> str:
    (key,) = (ref.key for ref in changed.refs if ref.kind is Kind.STUDY)
    return key


def test_a_study_added_by_hand_is_taken_back_and_added_again(library: Library) -> None:
    before = dump(library)
    told = reference("Evans", 2022, "Moxa for cold feet")
    changed = add_study(library, told)
    assert key_of(changed) == "evans.2022"
    assert titled(changed) == "Add “Moxa for cold feet”"
    assert search(library, "moxa cold")[0].ref == study_ref("evans.2022")
    there_and_back(library, changed, before)


def test_what_the_user_says_besides_is_kept_with_the_reference(library: Library) -> None:
    said = Study(
        "", "other", (), None, "", "rct", Direction.BENEFIT, points=("st-36", "Liv3", "ST36"),
        population="adults",
    )  # fmt: skip
    key = key_of(add_study(library, reference("Evans", 2022, "Moxa"), said))
    study = held(library, key)
    assert (study.title, study.authors, study.year) == ("Moxa", ("Evans A",), 2022)
    assert (study.design, study.population) == ("rct", "adults")
    assert study.points == ("ST36", "LR3")
    assert (study.tier, study.key) == ("own", "evans.2022")


def test_a_second_study_of_an_author_and_year_has_a_key_of_its_own(library: Library) -> None:
    told = reference("Adams", 2019, "Another")
    assert key_of(add_study(library, told)) == "adams.2019-2"


def test_an_edit_keeps_study_and_reference_in_step(library: Library) -> None:
    key = MINE[1].key
    set_stars(library, MINE, on=True)
    before = dump(library)
    told = replace(reference("Brown", 2018, "Warmer feet"), doi="10.1000/x", pages="1-9")
    changed = edit_study(library, key, replace(held(library, key), design="cohort"), told)
    study = held(library, key)
    assert (study.title, study.year, study.doi, study.pages) == (
        "Warmer feet", 2018, "10.1000/x", "1-9",
    )  # fmt: skip
    assert study.design == "cohort"
    assert titled(changed) == "Edit “Brown on numb feet”"
    there_and_back(library, changed, before)


def test_an_edit_that_changes_nothing_says_so(library: Library) -> None:
    key = MINE[0].key
    told = reference("Adams", 2019, "Adams on numb feet")
    changed = edit_study(library, key, held(library, key), told)
    assert (changed.refs, changed.undo) == (frozenset(), None)


def test_shipped_studies_are_not_edited(library: Library) -> None:
    before = dump(library)
    shipped = library.content.studies[SHIPPED.key]
    with pytest.raises(NotUnderstood, match="came with Yongquan and is not changed"):
        edit_study(library, SHIPPED.key, shipped, reference("X", 2020, "Y"))
    with pytest.raises(NotFound):
        edit_study(library, "gone", shipped, reference("X", 2020, "Y"))
    assert dump(library) == before


def test_a_study_needs_a_title_and_points_that_exist(library: Library) -> None:
    before = dump(library)
    with pytest.raises(NotUnderstood, match="no title"):
        add_study(library, reference("Evans", 2022, "  "))
    odd = replace(held(library, MINE[0].key), points=("ST99",))
    with pytest.raises(NotUnderstood, match="“ST99” is no acupoint"):
        edit_study(library, MINE[0].key, odd, reference("Adams", 2019, "T"))
    assert dump(library) == before


@pytest.mark.parametrize("ref", [SHIPPED, MINE[0]])
def test_an_appraisal_is_kept_changed_and_taken_back(library: Library, ref: object) -> None:
    assert ref in (SHIPPED, MINE[0])
    ref = SHIPPED if ref == SHIPPED else MINE[0]
    before = dump(library)
    changed = put_appraisal(library, ref, FULL)
    assert appraised(library, str(ref), "yq:study/none") == {str(ref): FULL}
    there_and_back(library, changed, before)
    before = dump(library)
    changed = put_appraisal(library, ref, replace(FULL, arms=()))
    there_and_back(library, changed, before)
    before = dump(library)
    changed = put_appraisal(library, ref, Appraisal())
    assert appraised(library, str(ref)) == {}
    there_and_back(library, changed, before)


def test_the_same_appraisal_again_changes_nothing(library: Library) -> None:
    put_appraisal(library, SHIPPED, FULL)
    assert put_appraisal(library, SHIPPED, FULL).undo is None


def test_an_appraisal_of_nothing_or_with_odd_numbers_is_refused(library: Library) -> None:
    before = dump(library)
    with pytest.raises(NotFound):
        put_appraisal(library, study_ref("gone"), FULL)
    odd = Outcome("Pain", effect=Effect(Measure.OR, -1.0))
    with pytest.raises(NotUnderstood, match="effect on “Pain”: a ratio \\(OR\\) must be above 0"):
        put_appraisal(library, SHIPPED, Appraisal(outcomes=(odd,)))
    with pytest.raises(NotUnderstood, match="rob2, robins-i, amstar2"):
        put_appraisal(library, SHIPPED, Appraisal(risks=(RiskOfBias("jadad"),)))
    assert dump(library) == before


@pytest.mark.parametrize(
    ("effect", "problem"),
    [
        (Effect(Measure.MD, -1.0, -2.0, 0.0), ""),
        (Effect(Measure.MD, -1.0), ""),
        (Effect(Measure.MD, -1.0, -2.0), "both its ends"),
        (Effect(Measure.MD, -3.0, -2.0, 0.0), "between the ends"),
        (Effect(Measure.MD, -1.0, 0.0, -2.0), "between the ends"),
        (Effect(Measure.MD, float("nan")), "finite"),
        (Effect(Measure.SMD, 0.0, -float("inf"), 1.0), "finite"),
        (Effect(Measure.RR, 1.0, 0.0, 2.0), "above 0"),
        (Effect(Measure.RD, -0.1, -0.2, 0.1), ""),
        (Effect(Measure.HR, 1.0, 0.5, 2.0, 100.0), "level"),
        (Effect(Measure.HR, 1.0, 0.5, 2.0, 5.0), "level"),
    ],
)
def test_which_numbers_can_be(effect: Effect, problem: str) -> None:
    assert problem in problem_of(effect)
    assert bool(problem) is bool(problem_of(effect))


def test_appraisals_outlast_what_they_are_about(library: Library) -> None:
    put_appraisal(library, SHIPPED, FULL)
    bare = Content(version="2026.2", digest="second")
    with library.writing() as connection:
        sync.synchronise(connection, bare)
    assert appraised(library, str(SHIPPED)) == {str(SHIPPED): FULL}
    with library.writing() as connection:
        sync.synchronise(connection, replace(small_content(), version="2026.3", digest="third"))
    assert appraised(library, str(SHIPPED)) == {str(SHIPPED): FULL}


def test_what_was_written_goes_and_comes_back_with_a_study(library: Library) -> None:
    changed = add_study(library, reference("Evans", 2022, "Moxa"))
    write_note(library, study_ref("evans.2022"), "warm")
    put_appraisal(library, study_ref("evans.2022"), FULL)
    before = dump(library)
    assert changed.undo is not None
    again = changed.undo.back(library)
    assert appraised(library, "yq:study/evans.2022") == {}
    assert again.undo is not None
    again.undo.back(library)
    assert dump(library) == before
