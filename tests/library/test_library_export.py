"""Studies leave as files that bring them back, and as citations."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.citation.formats import Format
from desktop_app.citation.reading import read
from desktop_app.citation.records import Record
from desktop_app.citation.styles import STYLES, Form
from desktop_app.domain.errors import NotFound, NotUnderstood, UnreadableFile
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.domain.reference import NoticeKind, Reference, ReferenceType
from desktop_app.library.exporting import cite, export_studies, format_of, keys_for
from desktop_app.library.importing import Choice, plan_import, run_import
from desktop_app.library.references import studies_of
from desktop_app.store import Library, own_studies
from desktop_app.store.references import reference_of, references_of
from tests.library.incoming import csl, item
from tests.library.shelves import NOW, small_content, small_library

ALL = {"shipped-2020", "adams.2019", "brown.2020", "clark.2021"}


@pytest.fixture
def library() -> Iterator[Library]:
    with small_library() as made:
        yield made


def written(path: Path) -> list[Reference]:
    found = list(read(path))
    assert all(isinstance(each, Record) for each in found)
    return [each.reference for each in found if isinstance(each, Record)]


@pytest.mark.parametrize("chosen", list(Format))
def test_every_format_brings_the_studies_back(
    library: Library, tmp_path: Path, chosen: Format
) -> None:
    path = tmp_path / f"all{chosen.suffix}"
    assert export_studies(library, path) == 4
    assert {each.title for each in written(path)} == {
        each.title for each in references_of(library, sorted(ALL))
    }
    again = plan_import(library, [path], on_duplicate=Choice.SKIP)
    assert {each.match.key for each in again.incoming if each.match} == ALL
    assert not again.rejected
    with Library.in_memory(replace(small_content(), studies={})) as empty:
        assert run_import(empty, plan_import(empty, [path])).imported == 4


def test_the_file_has_the_studies_asked_for_in_order(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "some.ris"
    keys = ("clark.2021", "shipped-2020", "clark.2021")
    assert export_studies(library, path, keys) == 2
    assert [each.year for each in written(path)] == [2021, 2020]
    assert export_studies(library, path, keys_for(library, "year:..2019")) == 1
    assert [each.year for each in written(path)] == [2019]


def test_the_trash_is_left_out(library: Library) -> None:
    with library.writing() as connection:
        own_studies.trash(connection, ["brown.2020"], NOW)
    assert set(keys_for(library, "")) == ALL - {"brown.2020"}


def test_citation_keys_are_each_their_own(library: Library, tmp_path: Path) -> None:
    twins = (item("One", id="twin"), item("Two", id="twin"), item("Three", id="brown.2020"))
    run_import(library, plan_import(library, [csl(tmp_path / "t.json", *twins)]))
    path = tmp_path / "all.bib"
    assert export_studies(library, path) == 7
    keys = [each.key for each in written(path)]
    assert len(set(keys)) == 7
    assert {"twin", "shipped-2020"} <= set(keys)


def test_what_ships_is_told_as_a_reference(library: Library) -> None:
    study = studies_of(library, ["shipped-2020"])["shipped-2020"]
    reference = reference_of(
        replace(study, volume="3", pages="1-9", doi="10.1000/x", retracted=True)
    )
    assert reference.type is ReferenceType.ARTICLE
    (author,) = reference.names()
    assert (author.family, author.given) == ("Doe", "J")
    assert (reference.title, reference.year, reference.container) == (study.title, 2020, "J Foot")
    assert (reference.volume, reference.pages, reference.doi) == ("3", "1-9", "10.1000/x")
    assert reference.notices[0].kind is NoticeKind.RETRACTION
    report = reference_of(replace(study, design="guideline", authors=("WHO",)))
    assert (report.type, report.publisher, report.container) == ("report", "J Foot", "")


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("a.ris", Format.RIS), ("a.BIB", Format.BIBTEX), ("a.json", Format.CSLJSON),
        ("a.nbib", Format.NBIB), ("a.txt", Format.NBIB), ("a.xml", Format.ENDNOTE),
    ],
)  # fmt: skip
def test_the_ending_tells_the_format(name: str, chosen: Format) -> None:
    assert format_of(Path(name)) is chosen


def test_what_cannot_be_written_leaves_what_was_there(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "all.ris"
    path.write_text("precious")
    cancelled = Progress()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        export_studies(library, path, progress=cancelled)
    with pytest.raises(NotFound, match="nobody"):
        export_studies(library, path, ["nobody-1900"])
    with pytest.raises(NotUnderstood, match="format"):
        export_studies(library, tmp_path / "all.docx")
    with pytest.raises(UnreadableFile, match="folder"):
        export_studies(library, tmp_path / "nowhere" / "all.ris")
    folder = tmp_path / "folder.ris"
    folder.mkdir()
    with pytest.raises(UnreadableFile, match="is a folder"):
        export_studies(library, folder)
    assert path.read_text() == "precious"
    assert {each.name for each in tmp_path.iterdir()} == {"all.ris", "folder.ris"}


def test_nothing_can_be_written_too(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    assert export_studies(library, path, ()) == 0
    assert json.loads(path.read_text()) == []


@pytest.mark.parametrize("style", [each.id for each in STYLES])
def test_studies_are_cited(library: Library, style: str) -> None:
    plain = cite(library, ["adams.2019", "shipped-2020"], style, Form.PLAIN)
    assert len(plain) == 2
    assert "adams on numb feet" in " ".join(plain).lower()
    assert "<" not in "".join(plain)
    assert len(cite(library, ["shipped-2020"], style, Form.HTML)) == 1


def test_an_unknown_study_or_style_is_told(library: Library) -> None:
    with pytest.raises(NotFound, match="nobody"):
        cite(library, ["nobody"], "ama", Form.PLAIN)
    with pytest.raises(NotUnderstood, match="mla"):
        cite(library, ["adams.2019"], "mla", Form.PLAIN)


@pytest.mark.skipif(os.name != "posix", reason="needs links and pipes with names")
def test_a_link_stays_one_and_a_device_is_left_alone(library: Library, tmp_path: Path) -> None:
    kept, link, pipe = tmp_path / "kept.ris", tmp_path / "link.ris", tmp_path / "pipe.ris"
    kept.touch()
    link.symlink_to(kept)
    os.mkfifo(pipe)
    export_studies(library, link)
    assert link.is_symlink()
    assert kept.read_text(encoding="utf-8").startswith("TY  - ")
    with pytest.raises(UnreadableFile, match="no regular file"):
        export_studies(library, pipe)
    assert pipe.is_fifo()
