"""A small library with own studies, and what its tables hold, for tests of writing verbs."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from desktop_app.content import Content
from desktop_app.domain.changes import Changed
from desktop_app.domain.evidence import (
    Certainty,
    Claim,
    ClaimKind,
    Direction,
    Stance,
    Study,
    StudyStance,
)
from desktop_app.domain.own import OwnStudy, study_of
from desktop_app.domain.reference import Credit, Name, Reference, When
from desktop_app.domain.refs import Ref, study_ref
from desktop_app.store import Library, own_studies
from desktop_app.store.own_tables import metadata

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

SHIPPED = study_ref("shipped-2020")
MINE = tuple(study_ref(key) for key in ("adams.2019", "brown.2020", "clark.2021"))

Dump = dict[str, list[tuple[Any, ...]]]


def reference(family: str, year: int, title: str) -> Reference:
    return Reference(
        title=title, credits=(Credit(Name(family, "Ann")),), issued=When(year), container="J Acu"
    )


def small_content() -> Content:
    study = Study(
        "shipped-2020", "Needles warm the foot", ("Doe J",), 2020, "J Foot", "rct",
        Direction.BENEFIT,
    )  # fmt: skip
    claim = Claim(
        "warms", ClaimKind.CIRCULATION, "Needling ST36 warms the foot.", Certainty.LOW,
        points=("ST36",), studies=(StudyStance("shipped-2020", Stance.SUPPORTS),),
    )  # fmt: skip
    return Content(
        version="2026.1",
        digest="first",
        studies={study.key: study},
        claims={claim.id: claim},
    )


def small_library() -> Library:
    library = Library.in_memory(small_content(), clock=lambda: NOW)
    studies = []
    for ref in MINE:
        family, year = ref.key.split(".")
        told = reference(family.title(), int(year), f"{family.title()} on numb feet")
        studies.append(OwnStudy(study_of(told, ref.key), told, NOW))
    with library.writing() as connection:
        own_studies.put(connection, studies)
    return library


def dump(library: Library) -> Dump:
    """Return what every table holds, without the numbers that only the index and links use."""
    with library.writing() as connection:
        held = {
            name: _rows(connection, table)
            for name, table in sorted(metadata.tables.items())
            if name not in {"search_form", "search_doc", "link"}
        }
        held["search_doc"] = sorted(
            tuple(row)
            for row in connection.exec_driver_sql(
                "SELECT d.kind, d.ref, d.title, d.subtitle, t.code, t.name, t.alias, t.text "
                "FROM search_doc d JOIN search_text t ON t.rowid = d.id"
            )
        )
        held["search_form"] = sorted(
            tuple(row)
            for row in connection.exec_driver_sql(
                "SELECT d.kind, d.ref, f.form, f.rank FROM search_form f "
                "JOIN search_doc d ON d.id = f.doc_id"
            )
        )
        held["search_study"] = _words(connection)
        held["link"] = sorted(
            tuple(row)
            for row in connection.exec_driver_sql(
                "SELECT e.kind, e.key, l.role, l.to_kind, l.to_key FROM link l "
                "JOIN entry e ON e.id = l.from_id"
            )
        )
    return held


def there_and_back(library: Library, changed: Changed, before: Dump) -> Changed:
    """Undo and redo twice; each time the tables must hold exactly what they held."""
    after = dump(library)
    assert after != before
    assert changed.undo is not None
    title = changed.undo.title
    for _ in range(2):
        changed = changed.undo.back(library)
        assert dump(library) == before
        assert changed.undo is not None
        changed = changed.undo.back(library)
        assert dump(library) == after
        assert changed.undo is not None
        assert changed.undo.title == title
    return changed


def only_key(changed: Changed) -> str:
    (ref,) = changed.refs
    return ref.key


def titled(changed: Changed) -> str:
    assert changed.undo is not None
    return re.sub(r"\s+", " ", changed.undo.title)


def refs(*keys: str) -> tuple[Ref, ...]:
    return tuple(map(study_ref, keys))


def _words(connection: Any) -> list[tuple[Any, ...]]:
    """Return every word of the index of studies, which keeps no text, and where it stands.

    For that SQLite wants a table of its own: so only a connection that may write can look.
    """
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words "
        "USING fts5vocab(main, search_study, instance)"
    )
    rows = connection.exec_driver_sql("SELECT doc, col, term, offset FROM temp.words")
    return sorted(tuple(row) for row in rows)


def _rows(connection: Any, table: Any) -> list[tuple[Any, ...]]:
    return sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
