"""The user's own studies: put, take, trash and remove, with their place in lists and search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count
from typing import Any

import orjson
from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import Connection

from desktop_app.content.records import from_plain, to_plain
from desktop_app.domain.evidence import Study
from desktop_app.domain.own import OwnStudy, compared_author, likeness
from desktop_app.domain.reference import Reference
from desktop_app.domain.refs import Kind
from desktop_app.store import study_index
from desktop_app.store.entries import OWN, links_of, study_row
from desktop_app.store.own_tables import own_study
from desktop_app.store.sqlite_only import insert_rows
from desktop_app.store.tables import entry, link, study
from desktop_app.store.values import parts, read_time, stored_time

_STUDY = Kind.STUDY.value


def put(
    connection: Connection,
    studies: Sequence[OwnStudy],
    later: bool = False,
    fresh: bool = False,
) -> None:
    """Add studies, each in place of the one that had its key, whose id it keeps.

    With ``later`` their words are left for ``study_index.index_some``; ``fresh`` says that none of
    the keys is held yet.
    """
    held = {} if fresh else _ids(connection, [each.study.key for each in studies])
    ids = count((connection.execute(select(func.max(entry.c.id))).scalar() or 0) + 1)
    remove(connection, held)
    numbered = [(held.get(each.study.key) or next(ids), each) for each in studies]
    insert_rows(connection, entry, [_entry_row(number, each) for number, each in numbered])
    insert_rows(connection, study, [_study_row(number, each) for number, each in numbered])
    insert_rows(connection, own_study, [_own_row(number, each) for number, each in numbered])
    links = [
        {"from_id": number, "role": role, "to_kind": kind, "to_key": key}
        for number, each in numbered
        for role, kind, key in dict.fromkeys(links_of(each.study))
    ]
    insert_rows(connection, link, links)
    told = [(number, each.study, each.reference) for number, each in numbered]
    study_index.put(connection, told, later)


def take(connection: Connection, keys: Iterable[str]) -> dict[str, OwnStudy]:
    """Return own studies by key, those in the trash too; unknown keys are left out."""
    found: dict[str, OwnStudy] = {}
    query = select(entry.c.key, entry.c.body, own_study).join(
        own_study, own_study.c.entry_id == entry.c.id
    )
    for part in parts(dict.fromkeys(keys)):
        for row in connection.execute(query.where(entry.c.kind == _STUDY, entry.c.key.in_(part))):
            found[row.key] = OwnStudy(
                study=from_plain(Study, orjson.loads(row.body)),
                reference=from_plain(Reference, orjson.loads(row.reference)),
                added=read_time(row.added),
                batch=row.batch,
                trashed=None if row.trashed is None else read_time(row.trashed),
            )
    return found


def remove(connection: Connection, keys: Iterable[str]) -> None:
    """Remove own studies for good; what the user wrote about them stays under their refs."""
    for part in parts(_ids(connection, keys).values()):
        study_index.drop(connection, part)
        connection.execute(delete(entry).where(entry.c.id.in_(part)))


def trash(connection: Connection, keys: Iterable[str], when: datetime | None) -> None:
    """Put own studies into the trash, or with None take them out; lists and search follow."""
    stored = None if when is None else stored_time(when)
    for part in parts(dict.fromkeys(keys)):
        ids = select(entry.c.id).where(
            entry.c.kind == _STUDY, entry.c.origin == OWN, entry.c.key.in_(part)
        )
        connection.execute(
            update(own_study).where(own_study.c.entry_id.in_(ids)).values(trashed=stored)
        )
        connection.execute(
            update(entry).where(entry.c.id.in_(ids)).values(withdrawn=when is not None)
        )


def all_keys(connection: Connection) -> frozenset[str]:
    """Return the keys of all studies, shipped or own, also withdrawn or trashed."""
    return frozenset(
        connection.execute(select(entry.c.key).where(entry.c.kind == _STUDY)).scalars()
    )


def _ids(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Return the ids of the own studies that have these keys."""
    found: dict[str, int] = {}
    query = select(entry.c.key, entry.c.id).where(entry.c.kind == _STUDY, entry.c.origin == OWN)
    for part in parts(dict.fromkeys(keys)):
        found.update(
            (row.key, row.id) for row in connection.execute(query.where(entry.c.key.in_(part)))
        )
    return found


def _entry_row(number: int, each: OwnStudy) -> dict[str, Any]:
    return {
        "id": number,
        "kind": _STUDY,
        "key": each.study.key,
        "title": each.study.title,
        "body": orjson.dumps(to_plain(each.study)).decode(),
        "digest": "",
        "origin": OWN,
        "withdrawn": each.trashed is not None,
        "position": number,
    }


def _study_row(number: int, each: OwnStudy) -> dict[str, Any]:
    row = study_row(number, each.study)
    row["tier"] = OWN
    row["has_abstract"] = bool(each.reference.abstract)
    row["added"] = stored_time(each.added)
    return row


def _own_row(number: int, each: OwnStudy) -> dict[str, Any]:
    reference = each.reference
    return {
        "entry_id": number,
        # With its empty fields: to leave them out takes three times as long as to write them.
        "reference": orjson.dumps(reference).decode(),
        "likeness": likeness(reference.title, reference.year, compared_author(reference)),
        "batch": each.batch,
        "added": stored_time(each.added),
        "trashed": None if each.trashed is None else stored_time(each.trashed),
    }
