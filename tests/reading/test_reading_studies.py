"""Studies are listed, filtered, sorted and paged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.content import load
from desktop_app.domain.evidence import Direction
from desktop_app.reading import (
    StudyFilter,
    StudyOrder,
    count_studies,
    list_studies,
    study_choices,
)
from desktop_app.store import Library


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with Library.in_memory(load()) as opened:
        yield opened


def keys(library: Library, query: StudyFilter) -> set[str]:
    rows = list_studies(library, query)
    assert count_studies(library, query) == len(rows)
    return {row.key for row in rows}


def test_all_newest_first(library: Library) -> None:
    rows = list_studies(library, StudyFilter())
    assert {row.key for row in rows} == set(library.content.studies)
    years = [row.year for row in rows if row.year]
    assert years == sorted(years, reverse=True)


def test_a_row_has_what_a_list_shows(library: Library) -> None:
    (row,) = list_studies(library, StudyFilter(keys=("valentini-2024",)))
    study = library.content.studies["valentini-2024"]
    assert row.title == study.title
    assert row.authors.startswith("Valentini J")
    assert (row.year, row.sample_size, row.doi) == (2024, 18, "10.3389/fmed.2024.1371056")
    assert row.direction is study.direction
    assert row.cited_by_source


def test_by_text(library: Library) -> None:
    assert "valentini-2024" in keys(library, StudyFilter(text="microcirc valentini"))
    assert keys(library, StudyFilter(text="xylophone")) == set()
    assert keys(library, StudyFilter(text='"*')) == set(library.content.studies)


def test_by_design_direction_and_year(library: Library) -> None:
    query = StudyFilter(
        designs=("rct",), directions=(Direction.MIXED,), year_from=2010, year_to=2020
    )
    assert keys(library, query) == {
        study.key
        for study in library.content.studies.values()
        if study.design == "rct"
        and study.direction is Direction.MIXED
        and study.year
        and 2010 <= study.year <= 2020
    }


def test_by_point_and_condition(library: Library) -> None:
    assert keys(library, StudyFilter(points=("ST36", "SP6"))) == {
        study.key
        for study in library.content.studies.values()
        if {"ST36", "SP6"}.intersection(study.points)
    }
    assert keys(library, StudyFilter(conditions=("microcirculation",))) == {
        study.key
        for study in library.content.studies.values()
        if "microcirculation" in study.conditions
    }


def test_by_citation(library: Library) -> None:
    cited = keys(library, StudyFilter(cited_by_source=True))
    assert {"valentini-2024", "liu-s-2021", "dimitrova-2017", "hoerder-2023"} <= cited


@pytest.mark.parametrize("order", list(StudyOrder))
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_and_its_pages(library: Library, order: StudyOrder, descending: bool) -> None:
    whole = list_studies(library, StudyFilter(order=order, descending=descending))
    pages = [
        row
        for offset in range(0, len(whole), 7)
        for row in list_studies(
            library, StudyFilter(order=order, descending=descending, limit=7, offset=offset)
        )
    ]
    assert pages == list(whole)
    rest = list_studies(library, StudyFilter(order=order, descending=descending, offset=7))
    assert rest == whole[7:]


def test_unknown_values_come_last(library: Library) -> None:
    for descending in (False, True):
        query = StudyFilter(order=StudyOrder.SAMPLE_SIZE, descending=descending)
        sizes = [row.sample_size is None for row in list_studies(library, query)]
        assert sizes == sorted(sizes)


def test_choices(library: Library) -> None:
    choices = study_choices(library)
    assert "rct" in choices["designs"]
    assert "microcirculation" in choices["conditions"]
    assert "ST36" in choices["points"]
