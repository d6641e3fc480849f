"""Studies are found by query, in any order, in blocks, and counted by facet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.content import load
from desktop_app.domain.appraisal import Appraisal
from desktop_app.domain.evidence import Certainty, Direction, Study
from desktop_app.domain.own import OwnStudy, ReadStatus, study_of
from desktop_app.domain.reference import (
    Credit,
    Name,
    Notice,
    NoticeKind,
    Reference,
    When,
)
from desktop_app.domain.refs import study_ref
from desktop_app.library import organising
from desktop_app.library.appraising import put_appraisal
from desktop_app.library.listing import (
    FacetValue,
    StudyOrder,
    count_studies,
    facets,
    find_studies,
    first_studies,
    ids_of,
    keys_of,
    place_counts,
    read_query,
    study_rows,
)
from desktop_app.library.query import FIELDS
from desktop_app.reading import set_star, write_note
from desktop_app.store import Library, own_studies

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def own(key: str, *, points: tuple[str, ...] = (), days: int = 0, **told: object) -> OwnStudy:
    reference = replace(Reference(title=key), **told)  # type: ignore[arg-type]
    study = replace(study_of(reference, key), points=points)
    return OwnStudy(study, reference, NOW - timedelta(days=days))


MINE = (
    own(
        "lind.2019",
        title="“Laser” Doppler flowmetry of the sole",
        title_original="涌泉穴的微循环",
        credits=(Credit(Name("Lind", "Åsa")),),
        issued=When(2019),
        container="Microvascular Research",
        doi="10.1000/sole",
        pmid="31000001",
        abstract="Perfusion rose with warmth; a doppler laser was used at ST-36.",
        publication_types=("Randomized Controlled Trial",),
        points=("KI1",),
        days=40,
    ),
    own(
        "zorn.2001",
        title="Électroacupuncture and the calf",
        credits=(Credit(Name("Zorn", "Ute")),),
        issued=When(2001),
        container="Schmerz",
        notices=(Notice(NoticeKind.RETRACTION),),
        points=("ST36", "SP6"),
        days=2,
    ),
    own("nobody.undated", title="Undated"),
)


def opened() -> Library:
    library = Library.in_memory(load(), clock=lambda: NOW)
    with library.writing() as connection:
        own_studies.put(connection, MINE)
    return library


@pytest.fixture
def library() -> Iterator[Library]:
    """Return a library to write to."""
    with opened() as library:
        yield library


@pytest.fixture(scope="module")
def full() -> Iterator[Library]:
    """Return a library that is not written to."""
    with opened() as library:
        yield library


@pytest.fixture(scope="module")
def shipped() -> Iterator[Library]:
    with Library.in_memory(load(), clock=lambda: NOW) as opened:
        yield opened


def found(library: Library, query: str) -> set[str]:
    assert read_query(library, query).problems == ()
    ids = find_studies(library, query)
    assert count_studies(library, query) == len(ids)
    return set(keys_of(library, ids))


def mine(library: Library, query: str) -> set[str]:
    return found(library, query) & {each.study.key for each in MINE}


def those(library: Library, passes: Callable[[Study], bool]) -> set[str]:
    return {study.key for study in library.content.studies.values() if passes(study)}


def test_by_field_of_the_table(shipped: Library) -> None:
    assert found(shipped, "") == set(shipped.content.studies)
    assert found(shipped, "design:rct found:mixed year:2010..2020 n:>=20") == those(
        shipped,
        lambda study: (
            study.design == "rct"
            and study.direction is Direction.MIXED
            and 2010 <= (study.year or 0) <= 2020
            and (study.sample_size or 0) >= 20
        ),
    )
    assert found(shipped, "-design:rct is:cited") == those(
        shipped, lambda study: study.design != "rct" and study.cited_by_source is not None
    )
    assert found(shipped, "doi:10.1016/S0168-8227 OR key:aird") == {"abuaisha-1998", "aird-2002"}
    assert found(shipped, "pmid:9597381") == {"abuaisha-1998"}


@pytest.mark.parametrize("typed", ["ST36", "s36", "zusanli", "足三里", '"leg three miles"'])
def test_by_point_in_any_spelling(shipped: Library, typed: str) -> None:
    assert found(shipped, f"point:{typed}") == those(shipped, lambda each: "ST36" in each.points)


@pytest.mark.parametrize("typed", ["KI", "ki", "kidney", '"Kidney meridian"'])
def test_by_meridian(shipped: Library, typed: str) -> None:
    assert found(shipped, f"meridian:{typed}") == those(
        shipped, lambda each: any(code.startswith("KI") for code in each.points)
    )


def test_by_meridian_off_the_leg_and_by_vessel(shipped: Library) -> None:
    assert found(shipped, "meridian:LI") == those(
        shipped, lambda each: any(code.startswith("LI") for code in each.points)
    )
    vessel = shipped.content.meridians["YINQIAO"].points
    assert found(shipped, "meridian:yinqiao") == those(
        shipped, lambda each: bool(set(each.points) & set(vessel))
    )


@pytest.mark.parametrize(
    "typed", ["diabetic-peripheral-neuropathy", '"diabetic neuropathy"', '"Diabetic periph"']
)
def test_by_condition(shipped: Library, typed: str) -> None:
    assert found(shipped, f"condition:{typed}") == those(
        shipped, lambda each: "diabetic-peripheral-neuropathy" in each.conditions
    )


def test_by_certainty_and_claim(shipped: Library) -> None:
    claims = shipped.content.claims.values()
    for certainty in Certainty:
        bearing = {
            each.key for claim in claims if claim.certainty is certainty for each in claim.studies
        }
        assert found(shipped, f"certainty:{certainty.value}") == bearing
    claim = next(each for each in claims if each.studies)
    assert found(shipped, f"claim:{claim.id}") == {each.key for each in claim.studies}


def test_by_words(full: Library) -> None:
    assert mine(full, "doppl perfus") == {"lind.2019"}
    assert mine(full, '"laser doppler"') == {"lind.2019"}
    assert mine(full, '"doppler laser" title:"laser doppler"') == {"lind.2019"}
    assert mine(full, 'title:"doppler laser"') == set()
    assert mine(full, "abstract:flowmetry") == set()
    assert mine(full, "journal:microvasc author:lind") == {"lind.2019"}
    assert mine(full, "author:åsa OR author:lind") == {"lind.2019"}
    assert mine(full, "title:electroacupuncture") == {"zorn.2001"}
    assert mine(full, "涌泉") == {"lind.2019"}
    assert mine(full, "st-36") == {"lind.2019", "zorn.2001"}
    assert "valentini-2024" in found(full, "microcirc valentini")
    assert found(full, "xylophone") == set()
    assert found(full, "…") == found(full, "")


def test_words_asked_for_in_turn_are_each_looked_up(shipped: Library) -> None:
    laser, diabetic = found(shipped, "title:laser"), found(shipped, "title:diabetic")
    assert found(shipped, "title:laser OR title:diabetic") == laser | diabetic
    assert found(shipped, "title:diabetic -title:laser") == diabetic - laser
    assert laser
    assert diabetic - laser


def test_by_standing(library: Library) -> None:
    set_star(library, study_ref("lind.2019"), True)
    set_star(library, study_ref("valentini-2024"), True)
    write_note(library, study_ref("zorn.2001"), "deqi")
    organising.set_status(library, [study_ref("lind.2019")], ReadStatus.READING)
    organising.set_status(library, [study_ref("zorn.2001")], ReadStatus.READ)
    put_appraisal(library, study_ref("lind.2019"), Appraisal(stricta=()))
    assert found(library, "is:starred") == {"lind.2019", "valentini-2024"}
    assert found(library, "is:starred is:mine") == {"lind.2019"}
    assert found(library, "has:note") == {"zorn.2001"}
    assert found(library, "is:reading") == {"lind.2019"}
    assert found(library, "is:read") == {"zorn.2001"}
    assert mine(library, "is:unread") == {"nobody.undated"}
    assert mine(library, "is:retracted") == {"zorn.2001"}
    assert mine(library, "has:abstract") == {"lind.2019"}
    assert mine(library, "has:doi") == {"lind.2019"}
    assert mine(library, "has:file OR has:effect") == set()
    assert mine(library, "added:week") == {"zorn.2001", "nobody.undated"}
    assert mine(library, "added:..2026-11-01") == {"lind.2019"}
    assert mine(library, "design:none") == {"zorn.2001", "nobody.undated"}
    row = first_studies(library, "is:starred is:mine")[0]
    assert (row.starred, row.status, row.own) == (True, ReadStatus.READING, True)
    assert first_studies(library, "has:note")[0].noted


def test_by_tag_and_collection(library: Library) -> None:
    organising.add_tag(library, "To discuss", "tag-1")
    organising.add_collection(library, "Thesis 2026")
    (tag,) = organising.list_tags(library)
    (collection,) = organising.list_collections(library)
    organising.set_tag(library, [study_ref("lind.2019")], tag.key, True)
    organising.collect(library, [study_ref("zorn.2001")], collection.key)
    for typed in ('"To discuss"', "discuss", tag.key):
        assert found(library, f"tag:{typed}") == {"lind.2019"}
    for typed in ('"Thesis 2026"', "thesis", collection.key):
        assert found(library, f"in:{typed}") == {"zorn.2001"}
    assert first_studies(library, "tag:discuss")[0].tags == (tag.key,)
    assert FacetValue(tag.key, "To discuss", 1) in facet(library, "", "Tag")


def test_what_lies_in_the_trash_shows_only_there(library: Library) -> None:
    organising.trash_studies(library, ["lind.2019"])
    assert mine(library, "") == {"zorn.2001", "nobody.undated"}
    assert mine(library, '"laser doppler"') == set()
    assert found(library, "is:trashed") == {"lind.2019"}
    assert found(library, 'is:trashed "laser doppler"') == {"lind.2019"}
    assert first_studies(library, "is:trashed")[0].trashed
    assert mine(library, "-is:trashed") == {"zorn.2001", "nobody.undated"}
    organising.restore_studies(library, ["lind.2019"])
    assert mine(library, '"laser doppler"') == {"lind.2019"}


def test_rows_are_complete(full: Library) -> None:
    (row,) = first_studies(full, "key:abuaisha-1998")
    study = full.content.studies["abuaisha-1998"]
    assert (row.title, row.authors) == (study.title, "; ".join(study.authors))
    assert (row.year, row.journal, row.sample_size) == (1998, study.journal, 46)
    assert (row.sample_unit, row.points, row.tier) == ("participants", study.points, "extra")
    assert (row.own, row.added, row.status) == (False, None, ReadStatus.UNREAD)
    (row,) = first_studies(full, "key:zorn.2001")
    assert (row.own, row.retracted, row.points) == (True, True, ("ST36", "SP6"))
    assert row.added == NOW - timedelta(days=2)


@pytest.mark.parametrize("order", list(StudyOrder))
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_and_its_blocks(full: Library, order: StudyOrder, descending: bool) -> None:
    ids = find_studies(full, "", order, descending)
    assert len(ids) == len(set(ids)) == len(full.content.studies) + len(MINE)
    whole = study_rows(full, ids)
    assert first_studies(full, "", order, descending, limit=7) == whole[:7]
    assert study_rows(full, ids[30:40]) == whole[30:40]
    assert study_rows(full, [ids[0], 10**9, ids[1]]) == whole[:2]


def test_orders_go_by_what_is_read(full: Library) -> None:
    def titles(order: StudyOrder, descending: bool = False) -> list[str]:
        return [row.key for row in first_studies(full, "is:mine", order, descending)]

    assert titles(StudyOrder.TITLE) == ["zorn.2001", "lind.2019", "nobody.undated"]
    assert titles(StudyOrder.YEAR, True) == ["lind.2019", "zorn.2001", "nobody.undated"]
    assert titles(StudyOrder.YEAR) == ["zorn.2001", "lind.2019", "nobody.undated"]
    assert titles(StudyOrder.ADDED, True) == ["nobody.undated", "zorn.2001", "lind.2019"]
    assert titles(StudyOrder.POINTS, True) == ["zorn.2001", "lind.2019", "nobody.undated"]
    assert titles(StudyOrder.DESIGN)[0] == "lind.2019"


def test_what_is_unknown_comes_last(full: Library) -> None:
    for descending in (False, True):
        rows = first_studies(full, "", StudyOrder.SAMPLE_SIZE, descending)
        unknown = [row.sample_size is None for row in rows]
        assert unknown == sorted(unknown)


def test_a_study_keeps_its_place_when_it_is_written_again(library: Library) -> None:
    before = ids_of(library, ["lind.2019", "nobody"])
    edited = own("lind.2019", title="Moxibustion", issued=When(2019))
    with library.writing() as connection:
        own_studies.put(connection, [edited])
    assert ids_of(library, ["lind.2019"]) == before
    assert mine(library, "moxibustion") == {"lind.2019"}
    assert mine(library, "flowmetry OR point:KI1") == set()


def facet(library: Library, query: str, title: str) -> tuple[FacetValue, ...]:
    return next(each.values for each in facets(library, query) if each.title == title)


@pytest.mark.parametrize("query", ["", "design:rct", "acupuncture", "is:mine", "xylophone"])
def test_facets_count_what_a_click_on_them_finds(full: Library, query: str) -> None:
    for each in facets(full, query):
        for value in each.values:
            asked = f"{query} {each.field}:{value.value}"
            assert count_studies(full, asked) == value.count, asked


def test_facets_are_told_in_words(full: Library) -> None:
    assert facet(full, "key:abuaisha", "Design") == (FacetValue("case-series", "case series", 1),)
    assert FacetValue("ST36", "ST36 Zúsānlǐ", 1) in facet(full, "key:abuaisha", "Point")
    assert FacetValue("SP", "Spleen meridian", 1) in facet(full, "key:abuaisha", "Meridian")
    years = [int(each.value) for each in facet(full, "", "Year")]
    assert years == sorted(years, reverse=True)


def test_places_are_counted(library: Library) -> None:
    organising.trash_studies(library, ["zorn.2001"])
    shipped = len(library.content.studies)
    assert place_counts(library) == {
        "all": shipped + 2, "mine": 2, "shipped": shipped, "starred": 0,
        "unread": shipped + 2, "retracted": 0, "trashed": 1,
    }  # fmt: skip


def test_every_example_gives_an_answer(shipped: Library) -> None:
    for field in FIELDS:
        if field.name not in ("tag", "in", "claim"):
            for example in field.examples:
                found(shipped, example)


PIECES = st.sampled_from(
    ["(", ")", '"', "-", "OR ", "NOT ", ",", "..", " ", "st36", "足三里", "9" * 30, "\x00",
     "\ud800", "'", "*", "^", "NEAR(", "a", "{x}:", "\x1f"] + [f"{field.name}:" for field in FIELDS]
    + [f"{field.name}:{value} " for field in FIELDS for value in field.values]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@example("doi:\ud800")
@example("key:\udfff st36")
@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=20).map("".join)))
def test_no_text_fails(shipped: Library, text: str) -> None:
    rows = first_studies(shipped, text, limit=3)
    assert count_studies(shipped, text) >= len(rows)


def test_long_text_is_legal(shipped: Library) -> None:
    assert find_studies(shipped, "word " * 5000) is not None
    assert find_studies(shipped, "-" * 3000 + "(" * 3000 + "a") is not None
    assert find_studies(shipped, " OR ".join(f"(title:{n} -x{n})" for n in range(500))) is not None
