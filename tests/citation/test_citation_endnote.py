"""EndNote XML, and what is made of it."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from desktop_app.citation import endnote
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

SAMPLES = Path(__file__).parents[1] / "data" / "endnote"


def references(name: str) -> list[Reference]:
    return [found.reference for found in read(SAMPLES / name) if isinstance(found, Record)]


def parsed(references_: list[Reference]) -> Element:
    root: Element = fromstring(endnote.write_text(references_).encode())
    return root


def test_an_article_of_endnote() -> None:
    article = references("endnote.xml")[0]
    assert article.title.startswith("Needling KI1 raises <i>in vivo</i> CO<sub>2</sub> & warmth")
    assert article.container == "Journal of invented acupuncture"
    assert article.container_short == "J Invented Acupunct"
    assert article.pages == "115-121"
    assert article.issued == When(2020, 4, 15)
    assert (article.pmid, article.pmcid, article.accession) == ("99000101", "PMC9900001", "")
    assert article.issn == "1876-0001"
    assert article.abstract == "BACKGROUND: Numb feet.\nRESULTS: p < 0.05."
    assert article.notes == ("First note, with two lines.\nThe second.",)
    assert [notice.kind for notice in article.notices] == [NoticeKind.RETRACTION]
    assert article.names() == (
        Name("Berg", "Jan A.", "van der"),
        Name("King", "Martin L.", suffix="Jr."),
        Name(literal="Numb Feet Study Group"),
    )
    assert article.files[0].path == "internal-pdf://1234567890/Berg-2020.pdf"
    assert Extra("endnote", "research-notes", "mine") in article.extras


def test_other_types() -> None:
    chapter, podcast = references("endnote.xml")[1:]
    assert chapter.type is ReferenceType.CHAPTER
    assert chapter.names(Role.EDITOR) == (Name("Roe", "Richard"),)
    assert podcast.type is ReferenceType.DOCUMENT
    assert podcast.issued == When(text="in press")
    congress, thesis = references("zotero.xml")
    assert (congress.type, congress.doi) == (ReferenceType.PAPER, "10.9999/invented.congress.7")
    assert (thesis.genre, thesis.publisher) == ("PhD thesis", "Erfundene Universität")


def test_every_type_comes_back() -> None:
    given = [Reference(type_, title="T") for type_ in ReferenceType]
    found = endnote.read_text(endnote.write_text(given), "x")
    assert [one.reference for one in found if isinstance(one, Record)] == given


def test_what_has_parts_or_attributes_is_written_back_as_it_stood() -> None:
    root = parsed(references("endnote.xml"))
    database = root.find("records/record/database")
    key = root.find("records/record/foreign-keys/key")
    translated = root.find(".//translated-authors/author")
    assert database is not None
    assert database.get("name") == "Feet.enl"
    assert key is not None
    assert key.get("db-id") == "p5x0vw"
    assert translated is not None
    assert translated.text == "Poe, E."


def test_text_is_escaped_and_no_extra_can_break_out() -> None:
    reference = Reference(
        title='A < B & C "quoted" ]]>',
        credits=(Credit(Name("</author>", "<x>")),),
        extras=(
            Extra("endnote", "custom1", "<custom1><unclosed></custom1>"),
            Extra("endnote", "bad tag><x", "y"),
            Extra("endnote", "custom4", "</record>"),
        ),
    )
    (found,) = endnote.read_text(endnote.write_text([reference]), "x")
    assert isinstance(found, Record)
    assert found.reference.title == reference.title
    assert found.reference.names() == reference.names()
    assert {extra.tag for extra in found.reference.extras} == {"custom1", "custom4"}


def test_a_bare_ampersand_and_odd_letters_are_mended() -> None:
    text = (
        "<xml><records>\n"
        "<record><titles><title>Feet & legs&#11;cold&#x1F;</title></titles></record>"
        "\n<record><titles><title>Broken</titles></record>"
        "\n<record><titles><title>Whole</title></titles></record></records></xml>"
    )
    mended, broken, whole = endnote.read_text(text, "x.xml")
    assert isinstance(mended, Record)
    assert mended.reference.title == "Feet & legs cold"
    assert mended.warnings[0] == "a bare & was taken as it stands"
    assert isinstance(broken, Rejected)
    assert (broken.line, broken.record) == (3, 2)
    assert "mismatched tag" in broken.reason
    assert isinstance(whole, Record)
    assert (whole.line, whole.number) == (4, 3)
