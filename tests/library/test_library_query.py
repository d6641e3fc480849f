"""What is typed is understood, never fails, and says what it could not make sense of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.domain.query import (
    EVERYTHING,
    Either,
    Every,
    OneOf,
    Wanted,
    Within,
    Without,
    Words,
)
from desktop_app.library.query import FIELDS, MOST_CLAUSES, parse_query, quoted

TODAY = date(2026, 11, 23)


def wanted(text: str) -> Wanted:
    query = parse_query(text, today=TODAY)
    assert query.problems == ()
    return query.wanted


def told(text: str) -> str:
    """Return what the only problem of a query is about, and what it says."""
    (problem,) = parse_query(text, today=TODAY).problems
    return f"{text[problem.start : problem.end]} -> {problem.message}"


@pytest.mark.parametrize("text", ["", "  ", "\n", "()", "( )", '""'])
def test_nothing_asks_for_everything(text: str) -> None:
    assert parse_query(text).wanted == EVERYTHING


def test_words_that_follow_each_other_are_one_text() -> None:
    assert wanted("st 36  numb feet") == Words("st 36 numb feet")


def test_clauses_words_and_phrases_are_all_wanted() -> None:
    assert wanted('design:rct point:ST36 year:2015.. "laser doppler"') == Every(
        (
            OneOf("design", ("rct",)),
            OneOf("point", ("ST36",)),
            Within("year", 2015, None),
            Words("laser doppler", exact=True),
        )
    )


def test_or_and_parentheses() -> None:
    either = Either((Words("a b"), Words("c")))
    assert wanted("a b OR c") == wanted("a b | c") == wanted("(a b) OR (c)") == either
    assert wanted("(a b OR c) d") == Every((either, Words("d")))


def test_not() -> None:
    assert wanted("a -b c") == Every((Words("a"), Without(Words("b")), Words("c")))
    assert wanted("NOT design:rct") == Without(OneOf("design", ("rct",)))
    assert wanted("-(a OR b)") == Without(Either((Words("a"), Words("b"))))
    assert wanted("--a") == Words("a")
    assert wanted("needle-free") == Words("needle-free")


def test_a_phrase_still_being_typed_is_words() -> None:
    assert wanted('"laser dop') == Words("laser dop")
    assert wanted("“laser doppler”") == Words("laser doppler", exact=True)


@pytest.mark.parametrize("typed", ["ST36", "st36", "S36", "st-36", '"ST 36"', "e36"])
def test_a_point_in_any_spelling(typed: str) -> None:
    assert wanted(f"point:{typed}") == OneOf("point", ("ST36",))


@pytest.mark.parametrize(
    ("typed", "design"),
    [
        ("rct", "rct"), ("RCT", "rct"), ('"randomised trial"', "rct"),
        ('"randomized controlled trial"', "rct"), ("review", "narrative-review"),
        ("systematic", "systematic-review"), ('"case report"', "case-series"), ("none", "none"),
    ],
)  # fmt: skip
def test_a_design_in_words(typed: str, design: str) -> None:
    assert wanted(f"design:{typed}") == OneOf("design", (design,))


def test_a_value_half_typed_is_all_that_begin_so() -> None:
    assert wanted("design:mech") == OneOf("design", ("mechanistic-human", "mechanistic-animal"))
    assert wanted("found:no") == OneOf("found", ("no-difference", "not-applicable"))


def test_several_values_of_a_field() -> None:
    assert wanted('found:benefit,"no difference"') == OneOf("found", ("benefit", "no-difference"))
    assert wanted("year:2010,2012") == Either(
        (Within("year", 2010, 2010), Within("year", 2012, 2012))
    )


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("2015", 2015, 2015), ("2015..", 2015, None), ("..2010", None, 2010),
        ("2015..2020", 2015, 2020), ("2020..2015", 2015, 2020), ("2015-2020", 2015, 2020),
        (">=2015", 2015, None), (">2015", 2016, None), ("<2015", None, 2014), ("≤2015", None, 2015),
        ("=2015", 2015, 2015), ("201", 2010, 2019), ("2015.", 2015, None),
    ],
)  # fmt: skip
def test_ranges_of_years(typed: str, low: int | None, high: int | None) -> None:
    assert wanted(f"year:{typed}") == Within("year", low, high)


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("2026", "2026-01-01", "2026-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-11-20..", "2026-11-20", None), ("..2026-01", None, "2026-01-31"),
        ("today", "2026-11-23", None), ("week", "2026-11-16", None), ("30d..", "2026-10-24", None),
    ],
)  # fmt: skip
def test_ranges_of_days(typed: str, low: str | None, high: str | None) -> None:
    assert wanted(f"added:{typed}") == Within("added", low, high)


def test_parentheses_in_a_doi_belong_to_it() -> None:
    doi = "10.1016/s0168-8227(97)00123-x"
    assert wanted(f"(doi:{doi})") == OneOf("doi", (doi,))
    assert wanted(doi) == Words(doi)


def test_an_unknown_field_is_text() -> None:
    assert parse_query("trial:NCT01").wanted == Words("trial:NCT01")
    assert told("a trial:NCT01").startswith("trial: -> There is no field “trial”")
    assert wanted("needling: a trial") == Words("needling: a trial")
    assert wanted("https://doi.org/10.1") == Words("https://doi.org/10.1")


def test_an_unknown_value_is_text() -> None:
    assert parse_query("design:foo").wanted == Words("foo")
    assert told("design:foo").startswith("design:foo -> “foo” is no design: write meta-analysis,")
    assert told("year:soon").startswith("year:soon -> “soon” is not a year: write year:2015")
    assert told("added:2026-13").startswith("added:2026-13 -> “2026-13” is not a date")
    assert told("added:0000").startswith("added:0000 -> ")


def test_a_name_that_the_library_does_not_hold_is_text() -> None:
    query = parse_query("tag:thesis tag:x", lambda _, typed: ("k1",) if typed == "thesis" else ())
    assert query.wanted == Every((OneOf("tag", ("k1",)), Words("x")))
    assert query.problems[0].message.startswith("“x” is no tag in this library.")


@pytest.mark.parametrize(
    ("text", "about"),
    [("design:", "design:"), ("(a", "("), ("a)", ")"), ("a OR", "OR"), ("OR a", "OR"),
     ("design: year:2010", "design:")],
)  # fmt: skip
def test_what_is_not_finished_is_told_and_left_out(text: str, about: str) -> None:
    assert told(text).startswith(f"{about} -> ")


def test_there_is_an_end_to_what_is_heeded() -> None:
    many = parse_query(" ".join(f"title:{n}" for n in range(5000)))
    assert isinstance(many.wanted, Every)
    assert len(many.wanted.parts) == MOST_CLAUSES
    assert len(many.problems) == 1
    deep = parse_query("(" * 5000 + "a" + ")" * 5000)
    assert deep.wanted == Words("a")


def test_every_example_is_understood() -> None:
    for field in FIELDS:
        assert field.examples
        for typed in field.examples:
            assert wanted(typed) != EVERYTHING


def test_every_value_is_understood_as_itself() -> None:
    for field in FIELDS:
        for value in field.values:
            if field.name != "added":
                assert wanted(f"{field.name}:{value}") == OneOf(field.name, (value,))


PIECES = st.sampled_from(
    ["(", ")", '"', "-", "OR", "NOT", "AND", "|", ",", ":", "..", ">=", " ", "“", "«", "st36",
     "足三里", "2015", "9" * 30, "é", "\x00", "\ud800"]
    + [f"{name}:" for field in FIELDS for name in (field.name, *field.aliases)]
)  # fmt: skip
TYPED = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


@settings(max_examples=300, deadline=None)
@given(TYPED)
def test_no_text_fails_and_problems_lie_within_it(text: str) -> None:
    query = parse_query(text, today=TODAY)
    for problem in query.problems:
        assert 0 <= problem.start < problem.end <= len(text)
        assert problem.message


@given(st.text(min_size=1, max_size=30).filter(str.strip))
@example("HAS:")
def test_a_quoted_value_is_read_back(value: str) -> None:
    plain = value.replace('"', " ").strip()
    query = parse_query(f"tag:{quoted(value)}")
    assert query.wanted == (OneOf("tag", (plain,)) if plain else EVERYTHING)
