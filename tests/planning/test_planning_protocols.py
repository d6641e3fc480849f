"""Point sets of studies, side by side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.content import Content
from desktop_app.domain.evidence import Direction, Study
from desktop_app.domain.reference import Reference
from desktop_app.domain.refs import Kind
from desktop_app.library.appraising import add_study
from desktop_app.library.organising import trash_studies
from desktop_app.planning.protocols import compare, protocols
from desktop_app.planning.studied import CLINICAL
from desktop_app.store import Library


@pytest.fixture
def shelf(content: Content) -> Iterator[Library]:
    with Library.in_memory(content) as library:
        yield library


def test_every_clinical_study_with_points_has_one(shelf: Library) -> None:
    studies = shelf.content.studies
    found = protocols(shelf)
    assert {each.study for each in found} == {
        key for key, study in studies.items() if study.points and study.design in CLINICAL
    }
    assert [each.year for each in found] == sorted((e.year or 0 for e in found), reverse=True)
    bao = next(each for each in found if each.study == "bao-2020")
    assert (bao.name, bao.sample_size) == ("Bao 2020", 75)
    assert bao.points == studies["bao-2020"].points
    assert bao.direction is Direction.MIXED


def test_those_of_one_condition_or_cause(shelf: Library) -> None:
    of_feet = {each.study for each in protocols(shelf, "numb-feet")}
    assert {"bao-2020", "meyer-hamme-2021", "dimitrova-2017-protocol"} <= of_feet
    assert "watanabe-2012" not in of_feet
    diabetic = {e.study for e in protocols(shelf, cause="diabetic-peripheral-neuropathy")}
    assert "meyer-hamme-2021" in diabetic
    assert "bao-2020" not in diabetic


def test_own_studies_count_until_they_are_in_the_trash(shelf: Library) -> None:
    study = Study("", "", (), None, "", "rct", Direction.BENEFIT, points=("KI1",),
                  conditions=("numb-feet",))  # fmt: skip
    changed = add_study(shelf, Reference(title="Numb soles"), study)
    key = next(ref.key for ref in changed.refs if ref.kind is Kind.STUDY)
    assert key in {each.study for each in protocols(shelf, "numb-feet")}
    assert key in {each.study for each in protocols(shelf)}
    trash_studies(shelf, [key])
    assert key not in {each.study for each in protocols(shelf)}


def test_they_are_compared_point_by_point(shelf: Library) -> None:
    found = [e for e in protocols(shelf) if e.study in ("garrow-2014", "shin-2018")]
    compared = compare(found)
    rows = dict(compared.rows)
    assert rows["ST36"] == (True, True)
    counts = [sum(used) for _, used in compared.rows]
    assert counts == sorted(counts, reverse=True)
    for code, used in compared.rows:
        assert used == tuple(code in each.points for each in compared.protocols)
    assert compare([]).rows == ()
