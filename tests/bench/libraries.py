"""Libraries of generated studies, and files of them, made once and kept under ``build/bench``."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from desktop_app import content
from desktop_app.citation.formats import Format
from desktop_app.citation.writing import write
from desktop_app.domain.own import OwnStudy, study_key, study_of
from desktop_app.store import Library, own_studies, schema
from desktop_app.store.documents import INDEX_FORM
from desktop_app.store.own_tables import metadata
from tests.bench.generating import SEED, references

KEPT = Path(__file__).resolve().parents[2] / "build" / "bench"
ADDED = datetime(2026, 11, 23, tzinfo=UTC)
CHUNK = 2000


def library_of(count: int) -> Path:
    """Return the folder of a library with so many generated studies; 0 is what ships alone."""
    folder = KEPT / f"library-{count}-{_form()}-{SEED}"
    if folder.exists():
        return folder
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    with Library.open(part, content.load()) as library:
        with library.reading() as connection:
            taken = set(own_studies.all_keys(connection))
        coming = references(count)
        while chunk := list(islice(coming, CHUNK)):
            studies = []
            for reference in chunk:
                key = study_key(reference, taken)
                taken.add(key)
                studies.append(OwnStudy(study_of(reference, key), reference, ADDED, "generated"))
            with library.writing() as connection:
                own_studies.put(connection, studies)
    part.rename(folder)
    return folder


def _form() -> str:
    """Return what tells the form of a library written now from any other."""
    columns = [f"{table.name}.{each.name}" for table in metadata.sorted_tables for each in table.c]
    told = " ".join((schema.HEAD, INDEX_FORM, *columns))
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def file_of(count: int, format: Format) -> Path:  # noqa: A002
    """Return a file of so many generated references."""
    path = KEPT / f"references-{count}-{SEED}.{format.value}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write(references(count), format), encoding="utf-8")
    return path
