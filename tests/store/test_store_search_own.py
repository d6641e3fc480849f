"""The user's own studies are found by what they say, at once or after they have been indexed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.content import Content, load
from desktop_app.domain.own import OwnStudy, study_of
from desktop_app.domain.reference import Credit, Name, Reference, When
from desktop_app.domain.refs import Ref, study_ref
from desktop_app.library.listing import count_studies
from desktop_app.reading import search
from desktop_app.store import Library, own_studies, study_index, sync
from desktop_app.store.words import begin_in, terms

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def own(number: int, title: str, abstract: str = "") -> OwnStudy:
    reference = Reference(
        title=title,
        credits=(Credit(Name("Müller", "Eva")),),
        issued=When(2000 + number),
        container="Journal of Feet",
        doi=f"10.1000/feet.{number}",
        pmid=str(40_000_000 + number),
        abstract=abstract,
    )
    key = f"mueller.{2000 + number}"
    return OwnStudy(study_of(reference, key), reference, NOW)


CHECK = "INSERT INTO search_study (search_study) VALUES ('integrity-check')"
"""Fails unless the index is in itself whole."""

MINE = (
    own(1, "Thermography of toes", "Xerothermic warmth at ST-36 and 足三里, nothing else."),
    own(2, "Xerothermic feet", "Plain."),
    own(3, "Nothing to see", "x " * 400 + "xerothermic " + "y " * 400),
)


def put(library: Library, *studies: OwnStudy, later: bool = False) -> None:
    with library.writing() as connection:
        own_studies.put(connection, studies, later)


@pytest.fixture
def full() -> Iterator[Library]:
    with Library.in_memory(load()) as library:
        put(library, *MINE)
        yield library


def refs(library: Library, typed: str) -> list[Ref]:
    return [hit.ref for hit in search(library, typed) if hit.ref.key.startswith("mueller")]


def mine(*numbers: int) -> list[Ref]:
    return [study_ref(f"mueller.{2000 + number}") for number in numbers]


def test_titles_come_before_texts_and_the_latest_before_others(full: Library) -> None:
    assert refs(full, "xerotherm") == mine(2, 3, 1)


@pytest.mark.parametrize("typed", ["mueller.2002", "10.1000/FEET.2", "40000002"])
def test_what_was_named_comes_first_of_all(full: Library, typed: str) -> None:
    assert search(full, typed)[0].ref == mine(2)[0]


@pytest.mark.parametrize("typed", ["st36", "s36", "zusanli st 36", "足三里 thermography"])
def test_points_in_an_abstract_are_understood(full: Library, typed: str) -> None:
    found = refs(full, typed)
    assert found == (mine(1) if "zusanli" not in typed else [])


@pytest.mark.parametrize("typed", ["müller xero", "MULLER 2001", "feet xerothermic warmth"])
def test_authors_years_and_words_together(full: Library, typed: str) -> None:
    assert mine(1)[0] in refs(full, typed)


def test_a_hit_shows_where_it_matched(full: Library) -> None:
    hits = {hit.ref: hit for hit in search(full, "xerothermic") if hit.ref in mine(1, 2, 3)}
    middle = hits[mine(3)[0]]
    assert "[[xerothermic]]" in middle.snippet
    assert middle.snippet.startswith("…")
    assert middle.snippet.endswith("…")
    assert middle.subtitle == "Müller E 2003 · Journal of Feet"
    assert hits[mine(2)[0]].snippet == "Plain."


def test_what_ships_keeps_most_of_the_answer(full: Library) -> None:
    put(full, *(own(number, "Acupuncture again") for number in range(10, 90)))
    hits = search(full, "acupuncture", limit=30)
    assert len(hits) == 30
    ours = [hit for hit in hits if hit.ref.key.startswith("mueller")]
    assert len(ours) == 10
    assert list(hits[20:]) == ours


def test_titles_come_before_texts_whosever_they_are(full: Library) -> None:
    put(full, own(7, "Warm feet after moxibustion"))
    hits = search(full, "moxibustion warm")
    titled = [hit for hit in hits if {"moxibustion", "warm"} <= set(hit.title.casefold().split())]
    assert mine(7)[0] in [hit.ref for hit in titled]
    assert list(hits[: len(titled)]) == titled


@pytest.mark.parametrize(
    ("title", "typed", "begun"),
    [
        ("Zúsānlǐ (足三里) and warmth", "zusan 三里 wár", True),
        ("Zúsānlǐ (足三里) and warmth", "sanli", False),
        ("Needling ST-36", "st 36", True),
        ("Müller’s method", "MULLER method", True),
    ],
)
def test_words_of_a_title_begin_with_what_was_typed(title: str, typed: str, begun: bool) -> None:
    assert begin_in(title, terms(typed)) is begun


def test_the_trash_is_not_searched(full: Library) -> None:
    with full.writing() as connection:
        own_studies.trash(connection, ["mueller.2002"], NOW)
    assert refs(full, "xerothermic") == mine(3, 1)
    assert refs(full, "mueller.2002") == []
    with full.writing() as connection:
        own_studies.trash(connection, ["mueller.2002"], None)
    assert refs(full, "xerothermic") == mine(2, 3, 1)


def test_what_is_removed_or_changed_leaves_nothing_behind(full: Library) -> None:
    put(full, own(2, "Cold feet"))
    assert refs(full, "xerothermic") == mine(3, 1)
    assert refs(full, "cold feet") == mine(2)
    with full.writing() as connection:
        own_studies.remove(connection, ["mueller.2001", "mueller.2003"])
    assert refs(full, "xerothermic") == []
    put(full, own(4, "Other"))
    assert refs(full, "xerothermic") == []
    with full.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO search_study (search_study) VALUES ('integrity-check')"
        )


def test_studies_may_wait_for_being_indexed(full: Library) -> None:
    put(full, *(own(number, "Bathyscaph") for number in range(10, 20)), later=True)
    assert refs(full, "bathyscaph") == []
    assert refs(full, "mueller.2012") == mine(12)
    put(full, own(10, "Bathysphere"))
    with full.writing() as connection:
        own_studies.remove(connection, ["mueller.2011"])
        assert study_index.index_some(connection, 5) == 3
    assert len(refs(full, "bathyscaph")) == 5
    with full.writing() as connection:
        assert study_index.index_some(connection) == 0
        assert study_index.index_some(connection) == 0
    assert len(refs(full, "bathyscaph")) == 8
    assert refs(full, "bathysphere") == mine(10)


def test_an_older_index_is_made_anew_at_the_start(
    folder: Path, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(folder, content) as library:
        put(library, *MINE)
        with library.writing() as connection:
            sync.forget_index(connection)
    with Library.open(folder, content) as library:
        assert refs(library, "xerothermic") == mine(2, 3, 1)
        with library.writing() as connection:
            sync.forget_index(connection)
    monkeypatch.setattr(study_index, "_AT_ONCE", 2)
    with Library.open(folder, content) as library:
        assert refs(library, "xerothermic") == []
        assert [hit.ref for hit in search(library, "microcirculation needling")]
        with library.writing() as connection:
            assert study_index.index_some(connection) == 0
        assert refs(library, "xerothermic") == mine(2, 3, 1)


def test_shipped_studies_follow_their_content(
    folder: Path, content: Content, newer: Callable[..., Content]
) -> None:
    changed = replace(content.studies["somebody-2020"], title="Bathyscaph")
    with Library.open(folder, content) as library:
        assert count_studies(library, "microcirculation") == 1
    with Library.open(folder, newer(studies={changed.key: changed})) as library:
        assert count_studies(library, "title:bathyscaph") == 1
        assert count_studies(library, "title:microcirculation") == 0
    with Library.open(folder, replace(newer(studies={}), version="2026.3", digest="3")) as library:
        assert count_studies(library, "bathyscaph") == 0
    with Library.open(folder, replace(content, version="2026.4", digest="4")) as library:
        assert count_studies(library, "title:microcirculation") == 1
        assert count_studies(library, "bathyscaph") == 0
