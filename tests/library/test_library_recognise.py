"""What a PDF tells of its publication, and what it must not be believed to tell."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.reference import Name, Reference
from desktop_app.library import pdf_asking, pdf_child
from desktop_app.library.recognising import recognise_pdf, reference_from
from tests.data.pdf import make
from tests.data.pdf.make import Line

PDFS = Path(make.__file__).parent


def head(
    *texts: str, lines: list[tuple[float, str]] | None = None, xmp: Any = (), **said: str
) -> Reference:
    return reference_from({"said": said, "xmp": list(xmp), "texts": texts, "lines": lines or []})


def test_the_kept_files_are_what_the_script_writes() -> None:
    for name, data in make.files().items():
        assert (PDFS / name).read_bytes() == data, name


def test_metadata_of_a_publisher() -> None:
    found = recognise_pdf(PDFS / "trial.pdf")
    assert (found.title, found.doi, found.year) == (make.TITLE, make.DOI, 2019)
    assert found.names() == (Name("Cruz", "Maria", "de la"), Name("Smith", "John"))


def test_a_title_is_read_from_the_page_when_metadata_are_useless() -> None:
    found = recognise_pdf(PDFS / "bare.pdf")
    assert (found.title, found.doi, found.year) == (make.TITLE, make.DOI, 2019)
    assert found.names() == ()


def test_a_chinese_title() -> None:
    assert recognise_pdf(PDFS / "chinese.pdf").title == "足三里针刺对足底微循环的影响"


def test_pictures_tell_nothing() -> None:
    assert recognise_pdf(PDFS / "scanned.pdf") == Reference()


def test_what_is_no_pdf_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(b"<html>no access</html>")
    with pytest.raises(UnreadableFile, match=r"page\.pdf is not a PDF"):
        recognise_pdf(tmp_path / "page.pdf")
    with pytest.raises(UnreadableFile, match="not there"):
        recognise_pdf(tmp_path / "none.pdf")
    with pytest.raises(pdf_asking.Locked, match="asks for a password"):
        recognise_pdf(PDFS / "locked.pdf")


def test_of_several_dois_none_is_taken() -> None:
    assert head("See 10.1000/one and 10.1000/two").doi == ""
    assert head("10.1000/one, 10.1000/ONE").doi.casefold() == "10.1000/one"
    assert head("10.1000/one\nReferences\n10.1000/two").doi == "10.1000/one"
    assert head("", "Cover\ndoi: 10.1000/one").doi == "10.1000/one"
    assert head("10.1016/j.jams.\n2012.05.001").doi == "10.1016/j.jams.2012.05.001"
    assert head("10.1000/one 10.1000/two", xmp=[{"doi": "10.1000/two"}]).doi == "10.1000/two"


def test_identifiers_of_pubmed() -> None:
    found = head("PMID: 12345678\nPMCID: PMC7654321\nAuthor manuscript; available in PMC 2012 May")
    assert (found.pmid, found.pmcid) == ("12345678", "PMC7654321")
    assert head("PMID: 1234567\nPMID: 7654321").pmid == ""


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - The effect of needling.doc",
        "the-effect-of-needling-final.indd",
        "PII: S0254-6272(13)60135-0",
        "Untitled document of mine",
        "A title of another paper altogether",
    ],
)
def test_titles_nobody_wrote_are_not_believed(title: str) -> None:
    assert head("The effect of needling on numb feet", Title=title).title == ""


def test_a_masthead_is_no_title() -> None:
    lines = [
        (30.0, "Journal of Acupuncture and Meridian Studies"),
        (18.0, "Needling for numb feet:"),
        (18.0, "a pilot trial"),
        (10.0, "The usual text of the page goes on for long enough to be the most of it."),
    ]
    assert head("x", lines=lines).title == "Needling for numb feet: a pilot trial"
    assert (
        head("x", lines=[(10.0, "All of this page is of one height, as in a letter")]).title == ""
    )


def test_authors_are_believed_when_the_page_names_them() -> None:
    page = "Jan van der Berg and Ann Lee"
    assert head(page, Author="Jan van der Berg, Ann Lee").names() == (
        Name("Berg", "Jan", "van der"), Name("Lee", "Ann"),
    )  # fmt: skip
    assert head(page, Author="Lee, Ann").names() == (Name("Lee", "Ann"),)
    assert head(page, Author="Jan van der Berg, Bob Else").names() == ()
    assert head(page, Author="scanner").names() == ()


def test_years_that_disagree_are_none() -> None:
    assert head("© 2013 The Authors").year == 2013
    assert head("© 2013 Elsevier\nPublished online: 3 March 2012").year is None
    assert head("Received 2011").year is None
    assert head("x", xmp=[{"publicationdate": "2014-05"}]).year == 2014


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=4), st.text(max_size=80), st.text(max_size=80))
def test_no_text_breaks_it(texts: list[str], title: str, author: str) -> None:
    lines = [(float(len(text)), text) for text in texts]
    found = head(*texts, lines=lines, Title=title, Author=author)
    assert isinstance(found, Reference)


def test_words_parted_by_a_line_are_joined() -> None:
    assert pdf_child.tidied("perfu-\r\nsion of ST-\n36 and LDF-\nfLow") == (
        "perfusion of ST-\n36 and LDFfLow"
    )
    assert pdf_child.tidied("a\x00b\x02c\ud800") == "abc"


def test_pages_are_read_from_where_one_stopped() -> None:
    pages = list(pdf_asking.read_texts(PDFS / "trial.pdf", 1))
    assert [(total, page) for total, page, _ in pages] == [(3, 1), (3, 2)]
    assert "Forty persons" in pages[0][2]


def test_a_reading_that_is_left_ends_its_process() -> None:
    reading = pdf_asking.read_texts(PDFS / "trial.pdf")
    next(reading)
    reading.close()
    with pytest.raises(StopIteration):
        next(reading)


def test_a_child_that_dies_or_hangs_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, code in (("dies", "import os; os.abort()"), ("babbles", "print('x' * 9)")):
        (tmp_path / name).write_text(code)
        monkeypatch.setattr(
            pdf_asking, "_program", lambda name=name: [sys.executable, str(tmp_path / name)]
        )
        with pytest.raises(UnreadableFile, match="gave up"):
            recognise_pdf(PDFS / "trial.pdf")
    (tmp_path / "hangs").write_text("import time; time.sleep(60)")
    monkeypatch.setattr(pdf_asking, "_program", lambda: [sys.executable, str(tmp_path / "hangs")])
    monkeypatch.setattr(pdf_asking, "SECONDS", 0.3)
    with pytest.raises(UnreadableFile, match="too long"):
        recognise_pdf(PDFS / "trial.pdf")


def test_entities_in_xmp_are_not_followed(tmp_path: Path) -> None:
    bomb = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">&lol;<a><![CDATA[' + "x" * 1000 + "]]></a></x:xmpmeta>"
    )
    (tmp_path / "bomb.pdf").write_bytes(
        make.pdf([[Line("Needling for numb feet in the elderly", 40, 400, 20)]], packet=bomb)
    )
    assert recognise_pdf(tmp_path / "bomb.pdf").doi == ""


def test_the_child_reads_what_the_screen_reads(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_child, "limit", lambda: None)
    assert pdf_child.main([pdf_child.TEXT, str(PDFS / "trial.pdf"), "2"]) == 0
    assert "Flow rose beside ST36" in capsys.readouterr().out
