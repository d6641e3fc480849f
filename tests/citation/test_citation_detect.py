"""The format of a file is told by its content, never by its name; what it is else is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.citation.encoding import decode
from desktop_app.citation.formats import Format
from desktop_app.citation.reading import detect, read, read_bytes
from desktop_app.citation.records import Record
from desktop_app.domain.errors import UnreadableFile

SAMPLES = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize("format_", [Format.RIS, Format.NBIB, Format.ENDNOTE])
def test_every_sample_is_told_whatever_its_name(format_: Format, tmp_path: Path) -> None:
    for path in (SAMPLES / format_).iterdir():
        assert detect(path.read_bytes()) is format_, path.name
        renamed = tmp_path / f"{path.name}.pdf"
        renamed.write_bytes(path.read_bytes())
        assert any(isinstance(found, Record) for found in read(renamed))


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("@article{a, title={T}}", Format.BIBTEX),
        ("% Encoding: UTF-8\n\n@Book (a,\n title={T})", Format.BIBTEX),
        (json.dumps([{"id": "a", "type": "book", "title": "T"}]), Format.CSLJSON),
        (json.dumps({"id": "a", "type": "book"}, indent=2), Format.CSLJSON),
        ("[]", Format.CSLJSON),
        ("<xml><records></records></xml>", Format.ENDNOTE),
        ("<?xml version='1.0'?>\n<!-- x -->\n<xml>\n<records>", Format.ENDNOTE),
        ("PMID- 1\nTI  - See TY  - JOUR in RIS.\n", Format.NBIB),
        ("TY  - JOUR\nAB  - As\nPMID- 1\nER  - ", Format.RIS),
        ("TY  - JOUR\nN2  - @article{a}\nER  - ", Format.RIS),
        ("Provider: X\n\nTY  - JOUR\n", Format.RIS),
        ("ty - jour\nti - t\n", Format.RIS),
        ("AU  - Doe, J\nTI  - T\nER  - \n", Format.RIS),
        ("A letter to TY about nothing.", None),
        ("", None),
    ],
)
def test_text_is_told_by_what_it_says(text: str, format_: Format | None) -> None:
    assert detect(text.encode()) is format_
    assert detect(b"\xef\xbb\xbf" + text.encode()) is format_
    if format_:
        assert detect(text.encode("utf-16")) is format_


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \r\n\r\n ", "empty"),
        (b"%PDF-1.7\n...TY  - JOUR", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG picture"),
        (b"PK\x03\x04zip", "ZIP archive"),
        (b"%0 Journal Article\n%T Title\n", ".enw"),
        (b"<!DOCTYPE html><html><body>404", "web page"),
        (b"<?xml version='1.0'?><PubmedArticleSet><PubmedArticle/>", "PubMed XML"),
        (b"<foo><bar/></foo>", "<foo>"),
        (b"FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\n", "Web of Science"),
        (b"Title,Authors,Year,DOI\nA,B,2001,10.1/x\n", "a table"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"Dear reader", "no format of references"),
        (bytes(range(256)) * 8, "not text"),
    ],
)
def test_what_is_none_of_them_is_said_plainly(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_bytes(data, "refs.ris")
    assert "refs.ris" in refused.value.what
    assert told in refused.value.what
    assert "RIS" in refused.value.next_step


def test_a_pdf_is_refused_even_when_a_format_is_asked_for() -> None:
    with pytest.raises(UnreadableFile, match="a PDF"):
        read_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "refs.ris", Format.RIS)


def test_a_missing_file_is_an_error_of_the_world(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"gone\.ris"):
        read(tmp_path / "gone.ris")
    with pytest.raises(UnreadableFile):
        read(tmp_path)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é\r\nß\r\n".encode(), "é\nß\n"),
        ("\ufeffé\rß\r".encode(), "é\nß\n"),
        ("é足\n".encode("utf-16"), "é足\n"),
        ("ab é足\n".encode("utf-16-be"), "ab é足\n"),
        ("abcdé\n".encode("utf-16-le"), "abcdé\n"),
        ("Müller – “naïve” €\n".encode("cp1252"), "Müller – “naïve” €\n"),
        ("Füße, Gruß, Malmö".encode("latin-1"), "Füße, Gruß, Malmö"),
        ("Füße, Gruß, ".encode() + b"Malm\xf6", "Füße, Gruß, Malmö"),
        (b"Malm\xf6, then " + "足三里 Füße".encode(), "Malmö, then 足三里 Füße"),
        (b"a\x00b\x07c\x0bd\x0ce\tf\x7fg", "abc d e\tfg"),
        ("it\x92s \x93so\x94 \x85".encode(), "it’s “so” …"),  # Windows-1252 made UTF-8 as Latin-1
        ("a\u2028b\x1cc".encode(), "a\u2028bc"),
        (b"\xed\xa0\x80 \xff\xfe", "í\xa0€ ÿþ"),
    ],
)
def test_bytes_become_clean_text(data: bytes, text: str) -> None:
    assert decode(data) == text


def told(name: str) -> list[object]:
    path = SAMPLES / "ris" / f"{name}.ris"
    return [(found.line, found.reference) for found in read(path) if isinstance(found, Record)]


def test_one_bad_byte_spoils_one_letter_only() -> None:
    good = told("zotero")
    assert told("one-bad-byte") == good


@pytest.mark.parametrize("variant", ["zotero-bom-crlf", "zotero-utf16", "zotero-old-mac"])
def test_line_ends_and_encodings_make_no_difference(variant: str) -> None:
    assert told(variant) == told("zotero")
