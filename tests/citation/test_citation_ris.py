"""RIS in the manner of each program, and what is made of it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
import rispy

from desktop_app.citation import ris
from desktop_app.citation.reading import read
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.reference import (
    Credit,
    Extra,
    Name,
    NoticeKind,
    Reference,
    ReferenceType,
    Role,
    When,
)

SAMPLES = Path(__file__).parents[1] / "data" / "ris"
ARTICLE_FROM = [
    "zotero",
    "endnote",
    "mendeley",
    "cochrane",
    "embase-ovid",
    "scopus",
    "web-of-science",
    "jabref",
    "pubmed-by-others",
]


def records(name: str) -> list[Record]:
    return [found for found in read(SAMPLES / f"{name}.ris") if isinstance(found, Record)]


def of(text: str) -> Reference:
    (found,) = ris.read_text(f"TY  - JOUR\nTI  - T\n{text}\nER  - ", "x")
    assert isinstance(found, Record)
    assert not found.warnings
    return found.reference


@pytest.mark.parametrize("name", ARTICLE_FROM)
def test_every_program_tells_the_same_article(name: str) -> None:
    article = records(name)[0].reference
    assert article.type is ReferenceType.ARTICLE
    assert article.container.lower() == "journal of invented acupuncture"
    assert (article.volume, article.issue, article.pages) == ("13", "2", "115-121")
    assert article.doi == "10.9999/invented.2020.04.012"
    assert article.year == 2020
    first = article.names()[0]
    assert first.family == "Berg"
    assert first.given.startswith("J")
    assert first.particle in ("", "van der")


@pytest.mark.parametrize(
    "name", ["zotero", "endnote", "mendeley", "cochrane", "scopus", "pubmed-by-others"]
)
def test_the_pmid_is_found_wherever_it_is_kept(name: str) -> None:
    assert records(name)[0].reference.pmid == "99000101"


def test_a_program_s_short_and_full_journal_name_are_told_apart() -> None:
    for name in ("endnote", "pubmed-by-others", "zotero"):
        assert records(name)[0].reference.container_short == "J Invented Acupunct"


def test_chapter_thesis_congress_report_and_page_of_zotero() -> None:
    chapter, congress, thesis, page, report = (one.reference for one in records("zotero")[1:])
    assert [credit.role for credit in chapter.credits] == [
        Role.AUTHOR,
        Role.EDITOR,
        Role.SERIES_EDITOR,
        Role.TRANSLATOR,
    ]
    assert (chapter.container, chapter.series) == ("A Handbook of Feet", "Invented Handbooks")
    assert (chapter.isbn, chapter.issn, chapter.edition) == ("978-0-00-000000-2", "", "2")
    assert congress.event == "12th Invented Congress"
    assert congress.container == "Proceedings of the 12th Invented Congress"
    assert (thesis.type, thesis.genre) == (ReferenceType.THESIS, "PhD thesis")
    assert page.names() == (Name(literal="World Foot Organization"),)
    assert (page.url, page.accessed) == ("https://example.org/feet?a=1;b=2", When(2022, 3, 4))
    assert (report.number, report.series) == ("NF-12", "Invented Reports")
    assert report.issued == When(2017, text="Spring")


def test_files_are_links_and_paragraphs_stay() -> None:
    article = records("zotero")[0].reference
    assert article.files[0].path.endswith("Berg - 2020 - Needling KI1.pdf")
    assert article.files[0].mime == "application/pdf"
    assert article.abstract.split("\n")[1] == "Methods: sixty people were randomised."
    assert records("mendeley")[0].reference.files[0].path == "C:/Users/x/Documents/Berg - 2020.pdf"


def test_a_retraction_is_a_notice_only_where_the_record_says_so() -> None:
    retracted = records("embase-ovid")[1].reference
    assert retracted.is_retracted
    assert retracted.publication_types == ("Journal Article", "Retracted Publication")
    assert of("TI  - x").is_retracted is False
    assert not of("AB  - It was retracted: no.").is_retracted
    assert of("N1  - Retraction in: J X. 2021;1:2").notices[0].text == "J X. 2021;1:2"
    titled = "TY  - JOUR\nTI  - {}\nER  - "
    for title, kind in [
        ("RETRACTED: Needling", NoticeKind.RETRACTION),
        ("Retracted Article: Needling", NoticeKind.RETRACTION),
        ("Retraction notice to “Needling”", NoticeKind.IS_NOTICE),
        ("Retraction of the scapula in needling", NoticeKind.IS_NOTICE),
        ("Scapular retraction", None),
    ]:
        (found,) = ris.read_text(titled.format(title), "x")
        assert isinstance(found, Record)
        kinds = [notice.kind for notice in found.reference.notices]
        assert kinds == ([kind] if kind else []), title


def test_records_begin_and_end_where_they_do() -> None:
    found = list(read(SAMPLES / "loose.ris"))
    assert [one.line for one in found] == [3, 8, 13, 17, 21, 24, 27, 34]
    rejected = [one for one in found if isinstance(one, Rejected)]
    assert [(one.record, one.line) for one in rejected] == [(5, 21), (6, 24)]
    assert "no TY line" in rejected[0].reason
    titles = [one.reference.title for one in found if isinstance(one, Record)]
    assert titles[:3] == [
        "Tags in lower case and one space",
        "One space only",
        "No space behind the dash",
    ]
    odd = found[6]
    assert isinstance(odd, Record)
    assert len(odd.warnings) == 2
    assert Extra("ris", "XX", "an unknown field") in odd.reference.extras
    assert Extra("ris", "VL", "2") in odd.reference.extras


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("AU  - van der Berg, Jan A., Jr.", [Name("Berg", "Jan A.", "van der", "Jr.")]),
        ("AU  - Berg, J. van der", [Name("Berg", "J.", "van der")]),
        ("AU  - Smith JA", [Name("Smith", "JA")]),
        ("AU  - d'Arcy, M.", [Name("d'Arcy", "M.")]),
        ("AU  - Cochrane Collaboration,", [Name(literal="Cochrane Collaboration")]),
        ("AU  - Numb Feet Study Group UK", [Name(literal="Numb Feet Study Group UK")]),
        ("AU  - Dept of Health,, London", [Name(literal="Dept of Health, London")]),
        ("AU  - Doe, J.; Roe, R.", [Name("Doe", "J."), Name("Roe", "R.")]),
        ("AU  - Doe, J.\nRoe, R.", [Name("Doe", "J."), Name("Roe", "R.")]),
        ("AU  - ,", []),
    ],
)
def test_names(text: str, names: list[Name]) -> None:
    assert list(of(text).names()) == names


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("PY  - 2020\nDA  - 2020/03/15/", When(2020, 3, 15)),
        ("Y1  - 2020///Spring", When(2020, text="Spring")),
        ("PY  - 2020\nDA  - Mar 15", When(2020, 3, 15)),
        ("PY  - 2020-03", When(2020, 3)),
        ("DA  - 15/03/2020", When(2020, text="15/03")),
        ("DA  - 2020/13/40/", When(2020)),
        ("PY  - 2020//", When(2020)),
    ],
)
def test_dates(text: str, issued: When) -> None:
    assert of(text).issued == issued


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("SP  - 115\nEP  - 21", "115-121"),
        ("SP  - 115-21\nEP  - 121", "115-121"),
        ("SP  - S12\nEP  - 9", "S12-S19"),
        ("SP  - 115--121", "115-121"),
        ("SP  - e12", "e12"),
        ("EP  - 9", "9"),
        ("SP  - 7\nEP  - 7", "7"),
        ("SP  - 1-3, 9–12", "1-3, 9-12"),
    ],
)
def test_pages(text: str, pages: str) -> None:
    assert of(text).pages == pages


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("DO  - doi:10.1000/ABC.1", "10.1000/ABC.1"),
        ("DO  - https://dx.doi.org/10.1000/a(1)2", "10.1000/a(1)2"),
        ("UR  - https://doi.org/10.1000/a%2Fb", "10.1000/a/b"),
        ("M3  - 10.1000/old", "10.1000/old"),
        ("L3  - 10.1000/old", "10.1000/old"),
        ("DO  - none", ""),
    ],
)
def test_dois(text: str, doi: str) -> None:
    assert of(text).doi == doi


@pytest.mark.parametrize(
    ("text", "keywords"),
    [
        ("KW  - a\nKW  - b c", ("a", "b c")),
        ("KW  - a\nb c", ("a", "b c")),
        ("KW  - a; b c;", ("a", "b c")),
        ("KW  - a, b, c", ("a", "b", "c")),
        ("KW  - Diabetic Neuropathies, therapy", ("Diabetic Neuropathies, therapy",)),
        ("KW  - *a\nKW  - b", ("a", "b")),
    ],
)
def test_keywords(text: str, keywords: tuple[str, ...]) -> None:
    assert of(text).keywords == keywords


def test_another_reader_finds_in_our_files_what_we_wrote() -> None:
    references = [one.reference for name in ARTICLE_FROM for one in records(name)]
    told = rispy.loads(ris.write_text(references))
    assert len(told) == len(references)
    for reference, entry in zip(references, told, strict=True):
        assert entry["title"] == reference.title
        assert entry.get("doi", "") == reference.doi
        assert entry.get("volume", "") == reference.volume
        assert len(entry.get("authors", [])) == len(reference.names())
        words = [word.lstrip("*") for word in entry.get("keywords", [])]
        assert words == [word.lstrip("*") for word in reference.keywords]


def test_a_type_that_was_changed_is_written_as_the_new_one() -> None:
    old = records("endnote")[1].reference
    assert Extra("ris", "TY", "EJOUR") in old.extras
    values = {one.name: getattr(old, one.name) for one in fields(old)} | {
        "type": ReferenceType.BOOK
    }
    assert ris.write_text([Reference(**values)]).startswith("TY  - BOOK\n")
    assert ris.write_text([old]).startswith("TY  - EJOUR\n")


def test_newlines_in_fields_of_one_line_cannot_forge_a_record() -> None:
    forged = Reference(
        title="A\nER  - \nTY  - BOOK",
        credits=(Credit(Name("X", "Y\nER  - ")),),
        abstract="One\nER  - \nTwo",
    )
    found = list(ris.read_text(ris.write_text([forged]), "x"))
    assert isinstance(found[0], Record)
    assert found[0].reference.title == "A ER - TY - BOOK"
    assert len(found) == 1
