"""PubMed's own format, and what is made of it."""

from __future__ import annotations

from pathlib import Path

from desktop_app.citation import nbib
from desktop_app.citation.reading import read
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.reference import (
    Credit,
    Extra,
    Name,
    Notice,
    NoticeKind,
    Reference,
    ReferenceType,
    Role,
    When,
)

SAMPLES = Path(__file__).parents[1] / "data" / "nbib"


def references(name: str) -> list[Reference]:
    return [found.reference for found in read(SAMPLES / name) if isinstance(found, Record)]


def test_an_article_of_pubmed() -> None:
    article = references("pubmed.nbib")[0]
    assert article.pmid == "99000101"
    assert article.pmcid == "PMC9900001"
    assert article.doi == "10.9999/invented.2020.04.012"
    assert article.title.endswith("an invented randomised sham-controlled trial")
    assert article.pages == "115-121"
    assert article.issued == When(2020, 4)
    assert (article.container, article.container_short) == (
        "Journal of invented acupuncture",
        "J Invented Acupunct",
    )
    assert article.issn == "1876-0001"
    assert article.subjects[1] == "Diabetic Neuropathies/physiopathology/*therapy"
    assert article.keywords == ("Acupuncture", "Diabetic neuropathy", "KI1")
    assert "Randomized Controlled Trial" in article.publication_types
    assert article.names()[:2] == (
        Name("Berg", "Jan A", "van der"),
        Name("King", "Martin L", suffix="Jr"),
    )
    assert article.names()[-1] == Name(literal="Numb Feet Study Group")
    assert article.notices == (
        Notice(NoticeKind.ERRATUM, "J Invented Acupunct. 2020 Aug;13(4):299. PMID: 99000106"),
    )


def test_each_affiliation_stays_with_its_author() -> None:
    text = nbib.write_text(references("pubmed.nbib")[:1])
    lines = text.split("\n")
    wuhan = next(number for number, line in enumerate(lines) if "Wuhan" in line)
    assert lines[wuhan - 1] == "AU  - Wang L"
    assert lines[wuhan - 2] == "FAU - Wang, Li"
    assert lines[wuhan - 3].endswith("li.wang@example.org.")


def test_retractions_corrections_and_concerns() -> None:
    retracted, notice = references("pubmed.nbib")[1:]
    assert retracted.is_retracted
    assert [one.kind for one in retracted.notices] == [NoticeKind.RETRACTION, NoticeKind.CONCERN]
    assert retracted.title_original == "温针治疗下肢冷"
    assert retracted.pages == "e12"
    assert retracted.issued == When(2019, text="Mar-Apr")
    assert not notice.is_retracted
    assert [one.kind for one in notice.notices] == [NoticeKind.IS_NOTICE]


def test_books_chapters_and_preprints() -> None:
    chapter, book, preprint = references("books-and-preprint.nbib")
    assert chapter.type is ReferenceType.CHAPTER
    assert chapter.container == "Invented Pearls of Neurology"
    assert chapter.names(Role.EDITOR) == (Name("Roe", "Richard"),)
    assert (book.type, book.title) == (ReferenceType.BOOK, "A handbook of numb feet")
    assert (book.edition, book.publisher, book.place) == ("2nd", "Invented Press", "Geneva")
    assert preprint.type is ReferenceType.PREPRINT
    assert preprint.doi == "10.9999/2023.11.03.000001"
    assert preprint.names(Role.INVESTIGATOR) == (Name("Poe", "Edgar A"),)


def test_records_of_old_medline_have_short_names_only() -> None:
    (old,) = references("medline-old.txt")
    assert old.names() == (Name("Smith", "JA"), Name("O'Neil", "B", suffix="3rd"))
    assert old.issued == When(1978, text="Winter")


def test_a_doi_in_lid_alone_is_found() -> None:
    (found,) = nbib.read_text("PMID- 1\nTI  - T.\nLID - 10.1000/x [doi]\n", "x")
    assert isinstance(found, Record)
    assert found.reference.doi == "10.1000/x"


def test_what_has_no_place_is_kept_in_order() -> None:
    (found,) = nbib.read_text("PMID- 1\nTI  - T.\nZZZ - 2\nGR  - b\nGR  - a\n", "x")
    assert isinstance(found, Record)
    assert found.reference.extras == (
        Extra("nbib", "ZZZ", "2"),
        Extra("nbib", "GR", "b"),
        Extra("nbib", "GR", "a"),
    )


def test_a_record_with_nothing_in_it_is_rejected_with_its_line() -> None:
    found = list(nbib.read_text("\nPMID-\nOWN - NLM\n\nPMID- 2\nTI  - T.\n", "x.nbib"))
    assert found[0] == Rejected("x.nbib", 2, 1, "no title, author, DOI or PMID")
    assert isinstance(found[1], Record)
    assert (found[1].line, found[1].number) == (5, 2)


def test_records_without_a_pmid_stay_apart() -> None:
    given = [
        Reference(title="One"),
        Reference(ReferenceType.BOOK, title="Two"),
        Reference(credits=(Credit(Name("Doe", "J")),)),
        Reference(credits=(Credit(Name("Roe", "R")),)),
    ]
    found = [one for one in nbib.read_text(nbib.write_text(given), "x") if isinstance(one, Record)]
    assert [one.reference for one in found] == given


def test_lines_are_wrapped_as_pubmed_wraps_them() -> None:
    text = nbib.write_text([Reference(title="T", abstract="word " * 60 + "x" * 200)])
    assert max(len(line) for line in text.split("\n")[:-2] if "xxx" not in line) < 90
    assert "\n      word" in text
