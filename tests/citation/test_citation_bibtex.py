"""BibTeX and BibLaTeX of many programs come in, go out and come in again as the same."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.citation.bibtex import read_text, write_text
from desktop_app.citation.encoding import decode
from desktop_app.citation.latex import to_latex, to_text
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.reference import (
    Credit,
    Extra,
    FileLink,
    Name,
    Notice,
    NoticeKind,
    Reference,
    ReferenceType,
    Role,
    When,
)

DATA = Path(__file__).parents[1] / "data" / "bibtex"
FILES = sorted(path.name for path in DATA.glob("*.bib"))


def records(text: str) -> list[Record]:
    return [each for each in read_text(text, "x.bib") if isinstance(each, Record)]


def references(text: str) -> list[Reference]:
    return [record.reference for record in records(text)]


def of_file(name: str) -> dict[str, Reference]:
    found = references((DATA / name).read_text("utf-8"))
    return {reference.key: reference for reference in found}


def rejected(text: str) -> list[Rejected]:
    return [each for each in read_text(text, "x.bib") if isinstance(each, Rejected)]


@pytest.mark.parametrize("name", FILES)
def test_sample_files_round_trip(name: str) -> None:
    first = references(decode((DATA / name).read_bytes()))
    assert first
    second = references(write_text(first))
    assert [replace(each, key="") for each in second] == [replace(each, key="") for each in first]


def test_zotero() -> None:
    study = of_file("zotero.bib")["abuaisha1998"]
    assert study.doi == "10.1016/s0168-8227(97)00123-x"
    assert study.pmid == "9597381"
    assert study.issue == "2"
    assert study.pages == "115-121"
    assert study.issued == When(1998, 2)
    assert study.accessed == When(2024, 3, 1)
    assert study.abstract == (
        "Of 44 completers 34 (77%) improved; P < 0.01 & more.\nSecond paragraph."
    )
    assert study.keywords == ("Acupuncture", "Diabetic neuropathy", "HbA1c")
    assert study.url.endswith("?a=1&b=2")
    assert study.files[0].path.startswith("/home/a b/Zotero")
    assert study.files[1] == FileLink("C:\\Users\\x\\snap.html", "Snapshot", "text/html")


def test_markup_and_bodies() -> None:
    preprint = of_file("zotero.bib")["chen2023"]
    assert preprint.title == (
        "Electroacupuncture and nerve growth factor in Ca<sup>2+</sup> channels of <i>Rattus</i>"
    )
    assert preprint.names()[-1] == Name(literal="Neuropathy Study Group")


def test_biblatex() -> None:
    by_key = of_file("biblatex.bib")
    study = by_key["ozturk2016"]
    assert study.title == "Microcirculation in the insensate foot: A Doppler study"
    assert study.type is ReferenceType.MAGAZINE
    assert study.names() == (
        Name("Öztürk", "Ayşe"),
        Name("Berg", "Jan", "van der"),
        Name("d'Arcy", "Marie-Claire"),
        Name("King", "Martin Luther", suffix="Jr."),
    )
    assert study.issued == When(2016, 3, 12)
    assert (study.pmid, study.pmcid, study.container_short) == ("9597381", "PMC48135", "Rev Neurol")
    assert by_key["low2003"].container == "Textbook of Diabetic Neuropathy"
    assert by_key["low2003"].names(Role.EDITOR)[0] == Name("Gries", "F. Arnold")
    assert by_key["xd"].container == "Pain"
    assert "journal" not in by_key
    assert by_key["thesis1"].issued.year == 2018
    assert Extra("bibtex", "eprint", "2101.00001") in by_key["eprinted"].extras


def test_jabref_macros_groups_and_files() -> None:
    (study,) = of_file("jabref.bib").values()
    assert study.container == "Journal of Pain"
    assert study.title == "The effect of <i>Zusanli</i> on CO<sub>2</sub> and β-endorphin"
    assert study.issued == When(2018, 2, 3)
    assert study.files[0] == FileLink("papers/Zhou2018.pdf", "", "PDF")
    assert study.files[1].path == "C:\\papers\\b.pdf"
    assert study.notes == ("A remark; with a semicolon.",)
    assert Extra("bibtex", "groups", "Feet, Animals") in study.extras


def test_web_of_science() -> None:
    (study,) = of_file("web_of_science.bib").values()
    assert study.title.startswith("Effects of acupuncture on skin and muscle blood flow in healthy")
    assert study.names()[2] == Name("Lindberg", "L. G.")
    assert study.issued == When(2003, 9)
    assert study.doi == "10.1007/s00421-003-0825-3"
    assert Extra("bibtex", "times-cited", "123") in study.extras


def test_scopus() -> None:
    (study,) = of_file("scopus.bib").values()
    assert study.keywords == ("Acupuncture", "Safety")
    assert study.subjects == ("adult", "adverse event", "article")
    assert (study.pages, study.number, study.database) == ("91-97", "A7", "Scopus")


def test_scholar_keeps_and_others() -> None:
    study = of_file("scholar.bib")["white2001adverse"]
    assert len(study.names()) == 3
    assert "Hart, Anna and others" in write_text([study])


def test_mendeley() -> None:
    (study,) = of_file("mendeley.bib").values()
    assert study.names()[2] == Name("Peña", "Geber")
    assert study.abstract == "Dopamine mediates 50% of it & more"
    assert study.notes == ("From Duplicate 1 (a note)",)


def test_pubmed_converters() -> None:
    by_key = of_file("pubmed_converter.bib")
    assert by_key["pmid9597381"].title.startswith("Acupuncture for the treatment")
    assert by_key["pmid11532817"].names() == (Name("White", "A"), Name("Hayhoe", "S"))
    assert by_key["pmid11532817"].pmcid == "PMC48133"


def test_endnote_without_a_key() -> None:
    first = references((DATA / "endnote.bib").read_text("utf-8"))[0]
    assert first.title == "No citation key at all"
    assert first.doi == "10.1000/xyz_1"


def test_broken_entries_are_named_and_the_rest_comes_in() -> None:
    text = (DATA / "broken.bib").read_text("utf-8")
    assert [each.title for each in references(text)] == ["First", "Second", "Third", "Same key"]
    assert [(each.line, each.record) for each in rejected(text)] == [(2, 2), (4, 4)]
    third = records(text)[2]
    assert third.line == 5
    assert len(third.warnings) == 2


def test_keys_written_are_unique() -> None:
    text = write_text([Reference(key="a"), Reference(key="A"), Reference(), Reference()])
    keys = [line.split("{")[1] for line in text.split("\n") if line.startswith("@")]
    assert len({key.lower() for key in keys}) == 4


def test_deep_braces_are_one_rejected_record() -> None:
    deep = "@a{k, t={" + "{" * 100_000 + "}" * 100_000 + "}}\n@book{b, title={Rest}}"
    (bad,) = rejected(deep)
    assert "nested too deep" in bad.reason
    assert [each.title for each in references(deep)] == ["Rest"]


@pytest.mark.parametrize(
    "text",
    ["@a{k,t=" + "{" * 50_000, "@a{" * 5_000, '@a{k,"' * 5_000, "@a(" * 2_000, "@" * 50_000],
)
def test_hostile_texts_end(text: str) -> None:
    assert not references(text)


def test_long_values_are_read() -> None:
    (study,) = references("@article{k, abstract={" + r"M{\"u}ller $x^2$ \foo{b} " * 20_000 + "}}")
    assert study.abstract.startswith("Müller")


def test_circles_of_parents_end() -> None:
    text = "@book{a, title={A}, crossref={b}}\n@book{b, crossref={a}, publisher={P}}"
    assert {each.publisher for each in references(text)} == {"P"}


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\'E}tude na{\"\i}ve \v{S}imon {\O}rsted \c c", "Étude naïve Šimon Ørsted ç"),
        (r"50\% of $\alpha$--$\beta$ \& more~text", "50% of α–β & more text"),
        (r"$^{13}$C and CO$_2$", "13C and CO2"),
        ("``quoted'' {DNA}", "“quoted” DNA"),
        (r"costs \$5", "costs $5"),
    ],
)
def test_latex_to_text(latex: str, text: str) -> None:
    assert to_text(latex) == text


readable = st.text(
    st.characters(exclude_categories=("Cs", "Co", "Cc", "Cn", "Z")), min_size=1, max_size=12
)
line = st.lists(readable, max_size=4).map(" ".join)


@given(line)
def test_any_line_survives_latex(text: str) -> None:
    assert to_text(to_latex(text)) == text


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            [*'@{}(),="#\\%$~\n', "a", "article", "title", "and", "string", '\\"{', "month"]
        )
    ).map("".join)
)
def test_no_text_stops_the_reader(text: str) -> None:
    list(read_text(text, "x.bib"))
    list(read_text("@article{k, title = {" + text, "x.bib"))
    list(read_text("@article{k, author = {" + text + "}, file={" + text + "}}", "x.bib"))


words = st.text("abcdéöß王&%$#_{}~^\\'\"`-<>", min_size=1, max_size=8)
lines = st.lists(words, max_size=4).map(" ".join)
plain_words = st.text("abcdéöß", min_size=2, max_size=8)
names = st.builds(Name, plain_words, words, st.sampled_from(["", "van der"])) | st.builds(
    Name, literal=st.lists(words, min_size=1, max_size=3).map(" ".join)
)


@settings(max_examples=100, deadline=None)
@given(
    st.builds(
        Reference,
        type=st.sampled_from(ReferenceType),
        title=lines,
        container=lines,
        credits=st.lists(st.builds(Credit, names), max_size=3).map(tuple),
        issued=st.builds(When, st.integers(1000, 2100), st.none() | st.integers(1, 12)),
        volume=lines,
        issue=lines,
        number=lines,
        publisher=lines,
        series=lines,
        series_number=lines,
        abstract=st.lists(lines.filter(bool), max_size=3).map("\n".join),
        notes=st.lists(lines.filter(bool), max_size=3).map(tuple),
        keywords=st.lists(plain_words, unique=True, max_size=3).map(tuple),
        files=st.lists(st.builds(FileLink, words), max_size=2).map(tuple),
        notices=st.sampled_from([(), (Notice(NoticeKind.RETRACTION, "J 2020"),)]),
    )
)
def test_what_is_written_is_read_again(reference: Reference) -> None:
    (again,) = references(write_text([reference]))
    assert replace(again, key="") == reference
