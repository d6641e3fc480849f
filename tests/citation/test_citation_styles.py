"""Formatted bibliographies equal what citeproc-js makes of the same records."""

import html
import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.citation.csl_casing import title_case
from desktop_app.citation.csljson import from_csl
from desktop_app.citation.styles import STYLES, Form, bibliography, in_text
from desktop_app.domain.errors import NotUnderstood, UnreadableFile
from desktop_app.domain.reference import Credit, Name, Reference, ReferenceType, When

STYLES_DIR = Path(__file__).parents[2] / "assets" / "styles"
GOLDEN = Path(__file__).parents[1] / "data" / "citeproc_js"
EXACT = ("vancouver", "ama", "apa")
# citeproc-js writes more names in the list where citations would be ambiguous, and keeps a small
# first letter in a publisher's name; nothing else differs in these two.
DIFFERENT = {
    "chicago": {"twenty", "twentyone", "preprint"},
    "harvard": {"twenty", "twentyone"},
}


@cache
def records() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads((GOLDEN / "records.json").read_text("utf-8")))


@cache
def golden(style: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((GOLDEN / f"{style}.json").read_text("utf-8"))
    return made


def references(ids: list[str] | None = None) -> list[Reference]:
    by_id = {record["id"]: from_csl(record) for record in records()}
    return [by_id[each] for each in (ids or by_id)]


def in_our_dialect(entry: str) -> str:
    """Take away citeproc-js's boxes, and its decimal entities."""
    entry = re.sub(r"(?:\s*</?div[^>]*>)+\s*", " ", entry).strip()
    return re.sub(r"&#(\d+);", lambda found: html.escape(chr(int(found[1])), quote=False), entry)


@pytest.mark.parametrize("style", EXACT)
def test_plain_entries_equal_those_of_citeproc_js(style: str) -> None:
    wanted = [entry.strip() for entry in golden(style)["text"]]
    assert list(bibliography(references(), style, Form.PLAIN, STYLES_DIR)) == wanted


@pytest.mark.parametrize("style", EXACT)
def test_html_entries_equal_those_of_citeproc_js(style: str) -> None:
    wanted = [in_our_dialect(entry) for entry in golden(style)["html"]]
    assert list(bibliography(references(), style, Form.HTML, STYLES_DIR)) == wanted


@pytest.mark.parametrize("style", EXACT)
def test_citations_in_the_text_equal_those_of_citeproc_js(style: str) -> None:
    for ids, wanted in golden(style)["together"]:
        assert in_text(references(ids), style, Form.HTML, STYLES_DIR) == in_our_dialect(wanted)


@pytest.mark.parametrize("style", DIFFERENT)
def test_chicago_and_harvard_differ_in_named_entries_only(style: str) -> None:
    made = golden(style)
    ours = bibliography(references(), style, Form.PLAIN, STYLES_DIR)
    pairs = zip(made["order"], ours, made["text"], strict=True)
    assert {key for key, our, theirs in pairs if our != theirs.strip()} <= DIFFERENT[style]


@pytest.mark.parametrize("style", [style.id for style in STYLES])
def test_every_style_cites_one_publication(style: str) -> None:
    cited = in_text(references(["book"]), style, Form.PLAIN, STYLES_DIR)
    assert cited.strip("()") in ("1", "Deadman et al., 2007", "Deadman et al. 2007",
                                 "Deadman, Al-Khafaji and Baker, 2007")  # fmt: skip


def test_initials_written_together_are_all_kept() -> None:
    reference = Reference(credits=(Credit(Name("Abuaisha", "BB")),), title="Needles")
    (entry,) = bibliography([reference], "vancouver", Form.PLAIN, STYLES_DIR)
    assert entry == "1. Abuaisha BB. Needles."


def test_more_than_26_alike_get_double_letters() -> None:
    alike = [
        Reference(credits=(Credit(Name("Lee", "Min")),), title=f"Part {n:02}", issued=When(2010))
        for n in range(28)
    ]
    entries = bibliography(alike, "apa", Form.PLAIN, STYLES_DIR)
    assert entries[0].startswith("Lee, M. (2010a). Part 00")
    assert entries[27].startswith("Lee, M. (2010ab). Part 27")


def test_markup_of_others_is_text() -> None:
    reference = Reference(title="<script>x</script> <i>in vivo</i> & <b", type=ReferenceType.BOOK)
    (entry,) = bibliography([reference], "apa", Form.HTML, STYLES_DIR)
    assert "<script>" not in entry
    assert "&lt;script&gt;" in entry


def test_an_unknown_style_names_those_there_are() -> None:
    with pytest.raises(NotUnderstood, match="vancouver, ama, apa"):
        bibliography([], "mla", Form.PLAIN, STYLES_DIR)


def test_a_missing_style_file_is_no_bug(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="Vancouver"):
        bibliography([], "vancouver", Form.PLAIN, tmp_path)


def test_citeproc_is_not_imported_before_something_is_formatted() -> None:
    code = (
        "import sys, desktop_app.citation.styles; "
        "print('lxml' in sys.modules, 'citeproc' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_title_case() -> None:
    assert title_case("the art of the needle: a study") == "The Art of the Needle: A Study"
    assert title_case("eGFR and HbA1c in long-term care") == "eGFR and HbA1c in Long-Term Care"


texts = st.text(st.characters(exclude_categories=("Cs", "Co", "Cc")), max_size=25)
names = st.builds(Name, texts, texts, texts, texts) | st.builds(Name, literal=texts)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.builds(
            Reference,
            type=st.sampled_from(ReferenceType),
            title=texts,
            credits=st.lists(st.builds(Credit, names), max_size=4).map(tuple),
            container=texts,
            issued=st.builds(When, st.none() | st.integers(-500, 3000)),
            pages=texts,
            edition=texts,
            volume=texts,
            number=texts,
            language=texts,
        ),
        max_size=3,
    ),
    st.sampled_from([style.id for style in STYLES]),
)
def test_no_reference_stops_a_bibliography(given_references: list[Reference], style: str) -> None:
    for form in Form:
        assert len(bibliography(given_references, style, form, STYLES_DIR)) == len(given_references)
        in_text(given_references, style, form, STYLES_DIR)
