"""Files in the manner of other programs: brought in, taken out and brought in again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.citation.formats import Format
from desktop_app.content import Content
from desktop_app.library.exporting import export_studies
from desktop_app.library.importing import Choice, plan_import, run_import
from desktop_app.store import Library
from desktop_app.store.references import references_of
from tests.library.shelves import dump, there_and_back

DATA = Path(__file__).parents[1] / "data"
FOLDERS = ("ris", "bibtex", "nbib", "csljson", "endnote")
FILES = sorted(path for name in FOLDERS for path in (DATA / name).iterdir() if path.is_file())


@pytest.fixture
def library() -> Iterator[Library]:
    with Library.in_memory(Content(version="2026.1", digest="first")) as made:
        yield made


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_comes_in_and_out_and_in(library: Library, path: Path, tmp_path: Path) -> None:
    before = dump(library)
    plan = plan_import(library, [path], on_duplicate=Choice.KEEP)
    assert plan.incoming
    imported = run_import(library, plan)
    assert imported.imported == len(plan.incoming)
    held = references_of(library, imported.keys)
    assert held == tuple(each.record.reference for each in plan.incoming)
    for chosen in Format:
        out = tmp_path / f"out{chosen.suffix}"
        assert export_studies(library, out, imported.keys) == len(imported.keys)
        again = plan_import(library, [out], on_duplicate=Choice.SKIP)
        assert not again.rejected
        assert len(again.incoming) == len(imported.keys)
    there_and_back(library, imported.changed, before)


def test_all_samples_come_in_at_once(library: Library) -> None:
    plan = plan_import(library, [DATA / name for name in FOLDERS])
    imported = run_import(library, plan)
    assert imported.imported > 50
    assert imported.merged == sum(each.match is not None for each in plan.incoming)
    assert imported.imported + imported.merged == len(plan.incoming)
