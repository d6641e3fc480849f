"""Oddities of real exports: DOIs with signs, dates in words, old encodings, entities, notices."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.citation.east_asian import east_asian
from desktop_app.citation.formats import Format
from desktop_app.citation.identifiers import clean_doi, dois_apart
from desktop_app.citation.reading import read, read_bytes
from desktop_app.citation.records import Record, Rejected
from desktop_app.citation.writing import write
from desktop_app.domain.reference import Name, NoticeKind, Reference, When

SAMPLES = Path(__file__).parents[1] / "data"
FILES = [path for format_ in Format for path in sorted((SAMPLES / format_).iterdir())]
SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"


def of(text: str) -> Reference:
    (found,) = read_bytes(text.encode(), "any")
    assert isinstance(found, Record), found
    return found.reference


def ris(*fields: str) -> Reference:
    return of("\n".join(("TY  - JOUR", *fields, "ER  - ", "")))


def of_file(path: Path) -> list[Reference]:
    return [one.reference for one in read(path) if isinstance(one, Record)]


@pytest.mark.parametrize("format_", Format)
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_every_format_holds_survives_every_change_of_format(
    path: Path, format_: Format
) -> None:
    references = of_file(path)
    again = list(read_bytes(write(references, format_).encode(), "again"))
    for before, found in zip(references, again, strict=True):
        assert isinstance(found, Record)
        after = found.reference
        assert after.title == before.title
        assert len(after.names()) == len(before.names())
        assert after.year == before.year or (before.year or 0) < 0
        assert after.container == before.container
        assert after.volume == before.volume
        assert after.pages == before.pages
        assert after.doi == before.doi
        assert after.pmid == before.pmid
        assert after.is_retracted == before.is_retracted
        assert {*before.keywords} <= {*after.keywords}
        assert " ".join(after.abstract.split()) == " ".join(before.abstract.split())


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        (f"DOI: {SICI}", SICI),
        (f"{SICI} [doi]", SICI),
        ("https://dx.doi.org/10.1016/S1876-0001%2821%2900012-3", "10.1016/S1876-0001(21)00012-3"),
        ("http://doi.org/10.1000/a%2Fb%20c", "10.1000/a/b"),
        ("10.1016/S0140-6736(20)30183-5.", "10.1016/S0140-6736(20)30183-5"),
        ("https://doi.org/10.1000/A<B>;c", "10.1000/A<B>;c"),
        (
            "https://www.frontiersin.org/articles/10.3389/fn.2014.00001/full",
            "10.3389/fn.2014.00001",
        ),
        ("https://journals.example.org/doi/pdf/10.1080/123.pdf?download=1", "10.1080/123"),
        ("(see 10.1000/abc), and", "10.1000/abc"),
        ("https://www.cochranelibrary.com/central/doi/10.1002/central/CN-01900001/full", ""),
        ("n/a", ""),
    ],
)
def test_a_doi_is_read_whole_and_without_what_is_around_it(written: str, doi: str) -> None:
    assert clean_doi(written) == doi


@given(st.text("10./ab(){}<>;,%28F2[]doi:htps?=& ", max_size=30).map("10.1000/{}".format))
@settings(max_examples=150, deadline=None)
def test_a_cleaned_doi_stays_as_it_is(text: str) -> None:
    cleaned = clean_doi(text)
    assert clean_doi(cleaned) == cleaned


def test_a_second_doi_is_kept_apart() -> None:
    assert dois_apart("10.1000/a;https://doi.org/10.1000/b") == [
        "10.1000/a",
        "https://doi.org/10.1000/b",
    ]
    found = ris("TI  - T", "DO  - 10.1000/a; 10.1000/b")
    assert found.doi == "10.1000/a"
    assert of(write([found], Format.RIS)) == found


def test_a_bare_doi_as_address_is_no_file() -> None:
    found = ris("TI  - T", "UR  - https://example.org/1", f"UR  - {SICI}")
    assert (found.doi, found.url, found.files) == (SICI, "https://example.org/1", ())


def test_embase_tells_the_pmid_behind_its_key() -> None:
    key = "31234567 [https://www.ncbi.nlm.nih.gov/pubmed/?term=31234567]"
    assert ris("DB  - Embase", f"ID  - {key}", "T1  - T").pmid == "31234567"


def test_a_note_about_identifiers_that_says_more_is_kept() -> None:
    note = "PMID: 31234567; doi:10.1000/note"
    for format_ in Format:
        found = of(write([ris("TI  - T", f"N1  - {note}")], format_))
        assert (found.pmid, found.doi, found.notes) == ("31234567", "10.1000/note", (note,))
    annotated = "@article{a, title={T}, annotation={Citation Key: b\nPMID: 31234567}}"
    assert of(annotated).pmid == "31234567"


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("03/2020", When(2020, 3)),
        ("2020年3月", When(2020, 3)),
        ("2020年3月5日", When(2020, 3, 5)),
        ("2019-2020", When(2019, text="-2020")),
        ("2020 Spring", When(2020, text="Spring")),
        ("99/99/99", When(text="99 99 99")),
    ],
)
def test_dates_keep_their_year(written: str, when: When) -> None:
    assert ris("TI  - T", f"PY  - {written}").issued == when


def test_a_date_in_words_keeps_its_year_in_csl() -> None:
    for told in ("literal", "raw"):
        item = f'[{{"title": "T", "issued": {{"{told}": "2020 Spring"}}}}]'
        assert of(item).year == 2020


@pytest.mark.parametrize("written", ["王小明;李华;张伟", "王小明；李华；张伟;"])
def test_names_without_commas_are_told_apart_by_semicolons(written: str) -> None:
    names = ris("TI  - T", f"A1  - {written}").names()
    assert names == tuple(Name(literal=name) for name in ("王小明", "李华", "张伟"))


def test_a_body_with_a_semicolon_stays_whole() -> None:
    assert ris("TI  - T", "AU  - Feet Group; Rome").names() == (Name(literal="Feet Group; Rome"),)


def test_biblatex_names_may_say_how_their_prefix_is_used() -> None:
    author = "family=Meulen, given=Pieter, given-i=P, prefix=van der, useprefix=true"
    assert of(f"@article{{a, title={{T}}, author={{{author}}}}}").names() == (
        Name("Meulen", "Pieter", "van der"),
    )


def test_entities_are_read_in_every_format() -> None:
    title = "Tom &amp;amp; Jerry&#39;s &lt;i&gt;feet&lt;/i&gt; &alpha; R&amp;D; &c;"
    plain = "Tom & Jerry's <i>feet</i> α R&D; &c;"
    assert ris(f"TI  - {title}", "AU  - O&#39;Brien, S").title == plain
    assert ris("AU  - O&#39;Brien, S").names() == (Name("O'Brien", "S"),)
    assert of(f'[{{"title": "{title}", "DOI": "10.1000/a&amp;b"}}]').doi == "10.1000/a&b"
    assert ris("TI  - T", "AB  - p &lt; 0.05&#10;", "KW  - a &amp; b").abstract == "p < 0.05"


def test_notices_among_the_lines_of_a_note_are_heard() -> None:
    note = "1876-0001\nLi, Wei\nJournal Article\nRetraction in: J Foot. 2021;1:2"
    xml = f"<xml><records><record><titles><title>T</title></titles><notes>{note}</notes>"
    found = of(f"{xml}</record></records></xml>")
    assert found.is_retracted
    assert found.notes == (note,)
    for format_ in (Format.RIS, Format.ENDNOTE, Format.BIBTEX, Format.CSLJSON):
        again = of(write([found], format_))
        assert (again.notices, again.notes) == (found.notices, found.notes)


def test_a_title_tells_of_retraction_in_every_format() -> None:
    assert of("@article{a, title={RETRACTED: Needles for {Feet}}}").is_retracted
    (notice,) = of('[{"title": "Retraction notice to: Needles", "type": "article"}]').notices
    assert notice.kind is NoticeKind.IS_NOTICE


@pytest.mark.parametrize(
    "text", ["@book{empty,\n}", '[{"id": "a", "type": "book"}]', "TY  - JOUR\nVL  - 1\nER  - \n"]
)
def test_a_record_that_says_nothing_is_refused(text: str) -> None:
    (found,) = read_bytes(text.encode(), "any")
    assert isinstance(found, Rejected)
    assert found.reason == "no title, author, DOI or PMID"


def test_old_endnote_xml_is_refused_with_what_to_do() -> None:
    xml = "<?xml version='1.0'?><XML><RECORDS><RECORD><TITLE>T</TITLE></RECORD></RECORDS></XML>"
    (found,) = read_bytes(xml.encode(), "old.xml")
    assert isinstance(found, Rejected)
    assert "EndNote 8" in found.reason


def test_pubmed_text_is_known_by_a_title_alone() -> None:
    assert of("TI  - Feet.\n").title == "Feet"
    assert of(write([Reference(title="Feet")], Format.NBIB)).title == "Feet"


CHINESE = "针刺足三里治疗糖尿病周围神经病变的临床研究。王小明；目的、方法：60例"
TAIWAN = "針刺足三里治療糖尿病周圍神經病變之臨床研究。目的：探討"
JAPANESE = "末梢神経障害に対する鍼治療：ランダム化比較試験"
KOREAN = "당뇨병성 말초신경병증의 침치료, 대한침구의학회지 針灸"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gbk"),
        (TAIWAN, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (KOREAN, "euc_kr"),
        ("Müller, Jörg: Füße, naïve café — “São João”, ação", "cp1252"),
        ("ÉÈÊ ÀÂ ÔÖ ÜÛ, PÄÄSUKE", "cp1252"),
    ],
)
def test_older_encodings_are_told_by_their_letters(text: str, encoding: str) -> None:
    data = f"TY  - JOUR\nTI  - {text}\nER  - \n".encode(encoding)
    (found,) = read_bytes(data, "old.ris")
    assert isinstance(found, Record)
    assert found.reference.title == text


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_have_an_encoding(sample: bytes) -> None:
    codec = east_asian(sample)
    assert not codec or sample.decode(codec, "replace")
