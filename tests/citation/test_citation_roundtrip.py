"""What is written is read again as it was, in each format and for every sample."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from desktop_app.citation.formats import Format
from desktop_app.citation.modules import module_of
from desktop_app.citation.reading import detect, read, read_bytes
from desktop_app.citation.records import Record
from desktop_app.citation.writing import write
from desktop_app.domain.reference import Reference
from tests.citation.generated import articles

SAMPLES = Path(__file__).parents[1] / "data"
OURS = (Format.RIS, Format.NBIB, Format.ENDNOTE)
FILES = [path for folder in OURS for path in sorted((SAMPLES / folder).iterdir())]


def again(references: list[Reference], format_: Format) -> list[Reference]:
    text = write(references, format_)
    assert text.endswith("\n")
    found = list(read_bytes(text.encode(), f"again.{format_}", format_))
    assert all(isinstance(one, Record) for one in found), found
    return [one.reference for one in found if isinstance(one, Record)]


def of_file(path: Path) -> list[Reference]:
    return [one.reference for one in read(path) if isinstance(one, Record)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_sample_comes_back_whole(path: Path) -> None:
    format_ = detect(path.read_bytes())
    assert format_ is not None
    references = of_file(path)
    assert references
    assert again(references, format_) == references


@pytest.mark.parametrize("format_", OURS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_sample_survives_a_change_of_format(path: Path, format_: Format) -> None:
    for before, after in zip(of_file(path), again(of_file(path), format_), strict=True):
        assert after.title == before.title
        assert after.issued == before.issued
        assert after.pmid == before.pmid
        assert after.pmcid == before.pmcid
        assert after.doi == before.doi
        assert after.pages == before.pages
        assert after.volume == before.volume
        assert after.is_retracted == before.is_retracted
        assert after.names() == before.names()
        assert {*before.keywords} <= {*after.keywords}
        if format_ is not Format.NBIB:
            assert after.type == before.type
            assert after.abstract == before.abstract
            assert after.notes == before.notes
            assert after.url == before.url


@pytest.mark.parametrize("format_", OURS)
@given(reference=articles())
@settings(max_examples=150, deadline=None)
def test_whatever_an_article_holds_comes_back(reference: Reference, format_: Format) -> None:
    (found,) = again([reference], format_)
    assert found == reference


def test_no_references_make_a_file_without_records() -> None:
    for format_ in OURS:
        assert write([], format_).endswith("\n")
        assert list(module_of(format_).read_text(write([], format_), "none")) == []
