"""The words of a large import are indexed in the background, also those left from before."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Kind
from desktop_app.library.importing import plan_import, run_import
from desktop_app.library.indexing import count_waiting
from desktop_app.library.listing import find_studies
from desktop_app.store import Library
from desktop_app.ui.indexing import Indexing
from desktop_app.ui.services import Services
from tests.library.incoming import csl, item


def large_import(library: Library, folder: Path, word: str) -> Changed:
    file = csl(folder / f"{word}.json", *(item(f"{word} {n}", word, 2001) for n in range(600)))
    return run_import(library, plan_import(library, [file])).changed


def test_what_waits_is_indexed(services: Services, tmp_path: Path) -> None:
    library = Library.in_memory(services.content)
    large_import(library, tmp_path, "calcaneus")
    assert count_waiting(library) == 600
    assert not find_studies(library, "calcaneus")
    indexing = Indexing(services)
    told: list[Changed] = []
    services.changed.connect(told.append)
    services.attach(library)
    assert count_waiting(library) == 0
    assert len(find_studies(library, "calcaneus")) == 600
    assert [each.everything for each in told] == [frozenset({Kind.STUDY})]
    services.changed.emit(large_import(library, tmp_path, "malleolus"))
    assert len(find_studies(library, "malleolus")) == 600
    indexing.deleteLater()
