"""CSL-JSON of Zotero, Mendeley and Crossref comes in, goes out and comes in again as the same."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.citation.csljson import from_csl, read_text, to_csl, write_text
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.reference import (
    Credit,
    FileLink,
    Name,
    Notice,
    NoticeKind,
    Reference,
    ReferenceType,
    Role,
    When,
)

DATA = Path(__file__).parents[1] / "data" / "csljson"
FILES = sorted(path.name for path in DATA.glob("*.json"))


def references(text: str) -> list[Reference]:
    return [each.reference for each in read_text(text, "x.json") if isinstance(each, Record)]


def rejected(text: str) -> list[Rejected]:
    return [each for each in read_text(text, "x.json") if isinstance(each, Rejected)]


def of_file(name: str) -> list[Reference]:
    return references((DATA / name).read_text("utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_sample_files_round_trip(name: str) -> None:
    first = of_file(name)
    assert first
    assert references(write_text(first)) == first


def test_zotero() -> None:
    article, book, post, press, spring = of_file("zotero.json")
    assert (article.pmid, article.pmcid) == ("9597381", "PMC123")
    assert article.notes == ("Read this again.",)
    assert article.issued == When(1998, 2)
    assert article.container_short == "Diabetes Res Clin Pract"
    assert article.names()[1:] == (
        Name("Berg", "Jan", "van der"),
        Name("Humboldt", "Alexander von"),
        Name(literal="World Health Organization"),
        Name("King", "M. L.", suffix="Jr."),
    )
    assert book.key == "deadman2007"
    assert book.names(Role.EDITOR) == (Name("Baker", "Kevin"),)
    assert {extra.tag for extra in book.extras} == {"event-place", "number-of-pages"}
    assert (post.type, post.issued) == (ReferenceType.WEBPAGE, When(2015, 3, 12))
    assert post.accessed == When(2024, 3, 12)
    assert to_csl(post)["type"] == "post-weblog"
    assert press.issued == When(text="in press")
    assert spring.issued == When(2004, text="Spring")
    assert to_csl(spring)["custom"] == {"mine": [1, 2]}


def test_mendeley() -> None:
    (study,) = of_file("mendeley.json")
    assert study.key == ""
    assert study.names() == (Name("Torres-Rosas", "Rafael"),)
    assert study.issued == When(2014, 3)


def test_an_answer_of_crossref() -> None:
    (study,) = of_file("crossref.json")
    assert study.type is ReferenceType.ARTICLE
    assert study.title == "Acupuncture for the treatment: a long-term study"
    assert study.container_short == "Diabetes Research & Practice"
    assert study.issued == When(1998, 2)
    assert study.names()[1] == Name(literal="ACUDIN Group")
    assert study.abstract == "Improved in 34 < 44.\nMore."
    assert study.is_retracted
    assert study.notices[0].text == "10.1016/retraction"
    assert not study.extras


def test_lines_and_broken_records() -> None:
    text = '[\n{"type": "book", "title": "A"},\n{"type": "book", title: "B"},\n7,\n'
    text += '{"type": "book",\n "title": "C"}\n]'
    assert [each.title for each in references(text)] == ["A", "C"]
    bad = rejected(text)
    assert (bad[0].line, bad[0].record) == (3, 2)
    assert "line 3, column 18" in bad[0].reason


def test_a_list_that_ends_too_early_says_so() -> None:
    text = '[{"title": "A"}, {"title": "B'
    assert [each.title for each in references(text)] == ["A"]
    assert "line 1, column" in rejected(text)[0].reason


def test_objects_one_a_line() -> None:
    assert len(references('{"title": "A"}\n{"title": "B"}\n')) == 2


def test_what_is_not_json_names_line_and_column() -> None:
    with pytest.raises(UnreadableFile, match="line 2, column 1"):
        list(read_text("\nTY  - JOUR", "x.json"))


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 100_000, '[{"title":"x","a":' + "[" * 100_000, "[" + "{}" * 1000],
)
def test_hostile_texts_end(text: str) -> None:
    assert not references(text)
    assert rejected(text)


def test_huge_numbers_are_no_crash() -> None:
    nines = "9" * 10_000
    (study,) = references(
        f'[{{"title":"x","volume":{nines},"issued":{{"date-parts":[[{nines}]]}}}}]'
    )
    assert study.issued == When()


def test_two_of_one_key_get_ids_of_their_own_and_keep_the_key() -> None:
    pair = [Reference(key="a", title="A"), Reference(key="a", title="B")]
    text = write_text(pair)
    assert len({each["id"] for each in json.loads(text)}) == 2
    assert references(text) == pair


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
variables = st.sampled_from(
    [
        "id",
        "type",
        "title",
        "author",
        "editor",
        "issued",
        "accessed",
        "page",
        "DOI",
        "PMID",
        "note",
        "keyword",
        "custom",
        "language",
        "container-title",
        "abstract",
        "number",
        "volume",
        "updated-by",
        "indexed",
        "subject",
        "citation-key",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(variables | st.text(max_size=8), json_values, max_size=6))
def test_no_item_stops_the_reader_and_all_settle(item: dict[str, object]) -> None:
    once = from_csl(item)
    assert from_csl(to_csl(once)).title == once.title
    assert references(write_text([once])) == references(write_text(references(write_text([once]))))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80) | st.text('[]{}",:\\ 1title', max_size=60))
def test_no_text_stops_the_reader(text: str) -> None:
    for start in ("", "[", '[{"title": '):
        try:
            list(read_text(start + text, "x.json"))
        except UnreadableFile:
            assert not start


words = st.text("abcéß王&<>\"'{}", min_size=1, max_size=8)
lines = st.lists(words, max_size=3).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(
    st.builds(
        Reference,
        type=st.sampled_from(ReferenceType),
        key=words,
        title=lines,
        credits=st.lists(
            st.builds(Credit, st.builds(Name, words, words) | st.builds(Name, literal=words)),
            max_size=3,
        ).map(tuple),
        issued=st.builds(When, st.integers(1, 2100), st.integers(1, 12), st.none(), lines),
        abstract=lines,
        notes=st.lists(words, max_size=3).map(tuple),
        keywords=st.lists(words, max_size=3).map(tuple),
        subjects=st.lists(words, max_size=3).map(tuple),
        accession=lines,
        files=st.lists(st.builds(FileLink, words, lines), max_size=2).map(tuple),
        notices=st.sampled_from([(), (Notice(NoticeKind.CONCERN, "J 2020"),)]),
    )
)
def test_what_is_written_is_read_again(reference: Reference) -> None:
    assert references(write_text([reference])) == [reference]
