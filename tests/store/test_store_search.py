"""Anything typed is a legal search, and codes and names come first in any spelling."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.content import load
from desktop_app.domain.refs import Kind, point_ref
from desktop_app.reading import search
from desktop_app.store import Library
from desktop_app.store.words import joined, mentioned_codes, split_han, terms, unsplit_han

ST36 = point_ref("ST36")


@pytest.fixture(scope="module")
def shipped() -> Iterator[Library]:
    with Library.in_memory(load()) as library:
        yield library


@pytest.mark.parametrize(
    "typed",
    [
        "zusanli",
        "Zúsānlǐ",
        "zu san li",
        "ZUSANLI",
        "足三里",
        "⾜三里",
        "ＳＴ３６",
        "ST36",
        "st-36",
        "st 36",
        "St.36",
        "S36",
        "E36",
        "leg three miles",
    ],
)
def test_st36_comes_first(shipped: Library, typed: str) -> None:
    assert search(shipped, typed)[0].ref == ST36


@pytest.mark.parametrize(
    ("typed", "code"),
    [("V60", "BL60"), ("RP6", "SP6"), ("R3", "KI3"), ("F3", "LR3"), ("涌泉", "KI1"),
     ("湧泉", "KI1"), ("bafeng", "EX-LE10"), ("EX-LE10.1", "EX-LE10.1"), ("tai chong", "LR3")],
)  # fmt: skip
def test_other_points_come_first(shipped: Library, typed: str, code: str) -> None:
    assert search(shipped, typed)[0].ref == point_ref(code)


def test_part_of_a_chinese_name_finds_it(shipped: Library) -> None:
    assert ST36 in [hit.ref for hit in search(shipped, "三里")]


@pytest.mark.parametrize("typed", ["z", "zu", "zus", "zusan", "zúsān", "st3", "leg thr"])
def test_points_are_found_while_typing(shipped: Library, typed: str) -> None:
    assert ST36 in [hit.ref for hit in search(shipped, typed)]


def test_microcirculation_gives_studies_and_claims(shipped: Library) -> None:
    kinds = {hit.kind for hit in search(shipped, "microcirculation")}
    assert {Kind.STUDY, Kind.CLAIM} <= kinds
    assert {Kind.STUDY, Kind.CLAIM} <= {hit.kind for hit in search(shipped, "microcirc")}


def test_matches_are_marked_in_the_snippet(shipped: Library) -> None:
    snippets = [hit.snippet for hit in search(shipped, "microcirculation")]
    assert any("[[microcirculation]]" in snippet for snippet in snippets)
    assert not any("\u200b" in snippet for snippet in snippets)


def test_a_code_finds_studies_that_used_the_point(shipped: Library) -> None:
    kinds = [hit.kind for hit in search(shipped, "st-36")]
    assert Kind.STUDY in kinds
    assert Kind.CLAIM in kinds


def test_plain_words_find_conditions(shipped: Library) -> None:
    assert search(shipped, "numb toes")[0].kind is Kind.CONDITION


def test_words_that_nothing_holds_together_are_looked_for_apart(shipped: Library) -> None:
    assert search(shipped, "microcirculation xylophone")


def test_the_limit_holds(shipped: Library) -> None:
    assert len(search(shipped, "the", limit=3)) == 3


@pytest.mark.parametrize(
    "typed",
    ["ST-36", "LR3:", "AND", "OR NOT", '"x', "NEAR(a b)", "*", "^a", "a*b", "-", "(", "{a}: b",
     "' OR 1=1 --", "\x00", "\ud800", "code:st36", "", "   ", "🦶", "a" * 10_000],
)  # fmt: skip
def test_awkward_text_is_legal(shipped: Library, typed: str) -> None:
    search(shipped, typed)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=60))
def test_any_text_is_legal(typed: str) -> None:
    assert isinstance(search(_held(), typed), tuple)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="stST36 -\":*()^{}足三里ANDORNOT.'", max_size=20))
def test_any_mixture_of_signs_is_legal(typed: str) -> None:
    assert isinstance(search(_held(), typed), tuple)


@given(st.text())
def test_splitting_chinese_words_can_be_undone(text: str) -> None:
    if "\u200b" not in text:
        assert joined(unsplit_han(split_han(text))) == joined(text)


@given(st.text())
def test_any_text_has_terms(text: str) -> None:
    for term in terms(text):
        assert all(all(words) for words in term.choices)


def test_codes_are_seen_in_running_text() -> None:
    found = list(mentioned_codes("ST36, ST-36 and SP 6, not ST99999 or STEM 3; EX-LE10"))
    assert found == ["ST36", "ST36", "SP6", "EX-LE10"]


_LIBRARY: list[Library] = []


def _held() -> Library:
    if not _LIBRARY:
        _LIBRARY.append(Library.in_memory(load()))
    return _LIBRARY[0]


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    yield
    while _LIBRARY:
        _LIBRARY.pop().close()


def test_snippet_of_a_topic_is_words_not_markdown(shipped: Library) -> None:
    hits = search(shipped, "numbness", 200) + search(shipped, "source article", 200)
    topics = [hit for hit in hits if hit.kind is Kind.TOPIC]
    assert topics
    for hit in topics:
        plain = hit.snippet.replace("[[", "").replace("]]", "")
        assert "](" not in plain
        assert "yq:" not in plain
        assert "**" not in plain
