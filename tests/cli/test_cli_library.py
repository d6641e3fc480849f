"""Import, export, cite, archive and queries from a terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from desktop_app.content import Content
from desktop_app.store import Library
from tests.cli.terminal import Run
from tests.data.pdf import make
from tests.library.incoming import csl, item, ris

ROOT = Path(__file__).parents[2]
PDFS = Path(make.__file__).parent


def as_json(run: Run, *arguments: str | Path, code: int = 0) -> Any:
    return json.loads(run(*arguments, "--json", code=code)[0])


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return csl(
        tmp_path / "two.json",
        item("Cold soles at night", "Dunn", 2022, DOI="10.1000/cold", id="dunn"),
        item("Needling the calf", "Ng", 2001),
    )


def test_import_prints_what_it_did(run: Run, two: Path, tmp_path: Path) -> None:
    assert as_json(run, "import", two) == {
        "imported": 2, "merged": 0, "skipped": 0, "duplicates": [], "rejected": [],
    }  # fmt: skip
    more = csl(tmp_path / "more.json", item("Other title", DOI="10.1000/COLD", id="x", volume="7"))
    assert as_json(run, "import", more) == {
        "imported": 0, "merged": 1, "skipped": 0, "rejected": [],
        "duplicates": [{"key": "x", "matches": "dunn.2022", "why": "doi"}],
    }  # fmt: skip
    assert as_json(run, "import", more, "--on-duplicate", "skip")["skipped"] == 1
    kept = as_json(run, "import", more, "--on-duplicate", "keep")
    assert (kept["imported"], kept["duplicates"][0]["matches"]) == (1, "dunn.2022")
    assert kept["duplicates"][0]["key"] == "adams.2019"
    studies = {each["key"]: each for each in as_json(run, "studies")}
    assert studies["dunn.2022"]["volume"] == "7"
    assert len(studies) > 50


def test_import_tells_what_it_could_not_read(run: Run, two: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('[{"type": "book", "title": "Whole"}, 17]')
    told = as_json(run, "import", two, broken, tmp_path / "missing.ris", code=1)
    assert told["imported"] == 3
    rejected = {each["file"]: each for each in told["rejected"]}
    assert set(rejected) == {"broken.json", "missing.ris"}
    assert set(rejected["broken.json"]) == {"file", "line", "record", "reason"}
    assert (rejected["broken.json"]["record"], rejected["missing.ris"]["record"]) == (2, 0)
    text, _ = run("import", broken, code=1)
    assert text.startswith("1 study imported, 0 merged, 0 skipped, 1 rejected.\nbroken.json:1:")


@pytest.mark.parametrize("chosen", ["auto", "ris", "csljson", "pdf"])
def test_the_format_can_be_named(run: Run, tmp_path: Path, chosen: str) -> None:
    file = ris(tmp_path / "export.txt", {"TI": "Moxa on the sole", "PY": "2001"})
    fine = chosen in ("auto", "ris")
    told = as_json(run, "import", file, "--format", chosen, code=0 if fine else 1)
    assert told["imported"] == (1 if fine else 0)


def test_a_pdf_is_imported(run: Run, folder: Path, content: Content) -> None:
    assert as_json(run, "import", PDFS / "trial.pdf")["imported"] == 1
    assert list((folder / "attachments").rglob("*.pdf"))
    assert make.DOI in json.dumps(as_json(run, "studies", "--query", "has:file"))


def test_studies_answer_queries(run: Run, folder: Path, two: Path) -> None:
    designs = {each["design"] for each in as_json(run, "studies", "--query", "design:rct")}
    assert designs == {"rct"}
    assert not folder.exists()
    run("import", two)
    (found,) = as_json(run, "studies", "--query", 'author:ng "needling the calf"')
    assert (found["key"], found["year"], found["title"]) == ("ng.2001", 2001, "Needling the calf")
    mine = {each["key"] for each in as_json(run, "studies", "--query", "is:mine")}
    assert mine == {"dunn.2022", "ng.2001"}
    out, err = run("studies", "--query", "nonsense:1 year:199x")
    assert "nonsense" in err
    assert not out.strip()
    assert "Cold soles at night" in run("studies", "--query", "soles")[0]


@pytest.mark.parametrize("ending", ["ris", "bib", "json", "xml"])
def test_what_is_exported_can_be_imported(run: Run, two: Path, tmp_path: Path, ending: str) -> None:
    run("import", two)
    path = tmp_path / f"mine.{ending}"
    told = as_json(run, "export", path, "--query", "is:mine")
    assert (told["exported"], told["file"]) == (2, str(path))
    again = as_json(run, "import", path, "--on-duplicate", "skip")
    assert (again["imported"], again["skipped"]) == (0, 2)
    text, _ = run("export", tmp_path / "all.dat", "--format", "ris")
    assert text.endswith("all.dat.\n")
    assert (tmp_path / "all.dat").read_text(encoding="utf-8").count("TY  - ") > 50


def test_an_export_without_a_format_is_told(run: Run, tmp_path: Path) -> None:
    _, err = run("export", tmp_path / "all.docx", code=1)
    assert "format" in err
    assert not (tmp_path / "all.docx").exists()


def test_studies_are_cited(run: Run, two: Path) -> None:
    text, _ = run("cite", "valentini-2024", "--style", "vancouver")
    assert "Valentini" in text
    assert "2024" in text
    assert "<" not in text
    html, _ = run("cite", "yq:study/valentini-2024", "--style", "apa", "--form", "html")
    assert "<i>" in html
    run("import", two)
    assert len(as_json(run, "cite", "dunn.2022", "valentini-2024", "--style", "ama")) == 2
    _, err = run("cite", "nobody-1900", code=1)
    assert "nobody-1900" in err
    run("cite", "valentini-2024", "--style", "mla", code=2)


def test_a_library_is_archived_and_opened(run: Run, two: Path, tmp_path: Path) -> None:
    archive, elsewhere = tmp_path / "mine.yongquan", tmp_path / "elsewhere"
    _, err = run("archive", "save", archive, code=1)
    assert err.startswith("yongquan: ")
    run("import", two)
    run("archive", "save", archive)
    run("archive", "open", archive, "--library", elsewhere)
    found = as_json(run, "studies", "--query", "is:mine", "--library", elsewhere)
    assert {each["key"] for each in found} == {"dunn.2022", "ng.2001"}
    _, err = run("archive", "open", archive, "--library", elsewhere, code=1)
    assert "not empty" in err
    archive.write_bytes(archive.read_bytes()[:200])
    _, err = run("archive", "open", archive, "--library", tmp_path / "third", code=1)
    assert "archive" in err
    assert not (tmp_path / "third").exists()


def test_a_library_in_use_is_told(run: Run, folder: Path, two: Path, content: Content) -> None:
    with Library.open(folder, content):
        _, err = run("import", two, code=1)
        assert "in use by another running copy" in err
        run("export", folder.parent / "meanwhile.ris")


@pytest.mark.parametrize(
    "typed",
    [
        ["import"], ["import", "a.ris", "--format", "word"], ["import", "a", "--on-duplicate", "x"],
        ["export"], ["cite"], ["archive"], ["archive", "save"], ["archive", "burn", "x"],
    ],
)  # fmt: skip
def test_what_is_mistyped_is_told(run: Run, typed: list[str]) -> None:
    run(*typed, code=2)


@pytest.mark.skipif(os.name != "posix", reason="no interrupt from the keyboard to send")
def test_an_interrupted_import_changes_nothing(tmp_path: Path, content: Content) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, content):
        pass
    many = tmp_path / "many.ris"
    many.write_text("".join(f"TY  - JOUR\nTI  - Moxa {n}\nER  - \n" for n in range(30_000)))
    child = subprocess.Popen(
        [sys.executable, "-m", "desktop_app", "--library", str(folder), "import", many],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with child:
        # The log stands beside the database as long as the child has it open.
        while child.poll() is None and not (folder / "library.db-wal").exists():
            time.sleep(0.01)
        child.send_signal(signal.SIGINT)
        assert child.wait(30) in (130, -signal.SIGINT)
    with Library.open_read_only(folder, content) as library, library.reading() as connection:
        held = connection.exec_driver_sql("SELECT count(*) FROM own_study").scalar()
    assert held == 0
