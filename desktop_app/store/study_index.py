"""The index of what studies say: kept in step with their rows, at once or a little later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

import orjson
from sqlalchemy import ColumnElement, delete, func, insert, select, true
from sqlalchemy.engine import Connection

from desktop_app.content.records import from_plain
from desktop_app.domain.evidence import Study
from desktop_app.domain.query import Words
from desktop_app.domain.reference import Reference
from desktop_app.domain.refs import Kind
from desktop_app.store import sqlite_only
from desktop_app.store.documents import study_text
from desktop_app.store.own_tables import own_study, unindexed
from desktop_app.store.tables import entry, study
from desktop_app.store.values import MOST, parts
from desktop_app.store.words import code_words, mentioned_codes, phrase, terms

Told = tuple[int, Study, Reference | None]
"""The id of a study's entry, the study, and the reference it is made of if it is the user's."""

T = TypeVar("T")

_FIELDS = {"title": "title", "author": "author", "journal": "journal", "abstract": "text"}
"""The column of the index that a field of the query language asks for."""

_AT_ONCE = 1000
"""How many of the user's studies are indexed while the library opens."""


def put(connection: Connection, studies: Sequence[Told], later: bool = False) -> None:
    """Index studies that are not in the index, or with ``later`` note that they are to be."""
    if later:
        waiting = [{"entry_id": number} for number, _, _ in studies]
        sqlite_only.insert_rows(connection, unindexed, waiting)
        return
    for part in parts(studies):
        sqlite_only.put_studies(connection, [_row(*told) for told in part])


def put_by_id(connection: Connection, ids: Sequence[int]) -> None:
    """Index studies that are not in the index, as their rows stand."""
    for part in parts(ids):
        put(connection, _told(connection, part))


def drop(connection: Connection, ids: Iterable[int]) -> None:
    """Take studies out of the index; their rows must still be as they were when they were put."""
    for part in parts(ids):
        waiting = unindexed.c.entry_id.in_(part)
        held = set(connection.execute(select(unindexed.c.entry_id).where(waiting)).scalars())
        connection.execute(delete(unindexed).where(waiting))
        told = _told(connection, [number for number in part if number not in held])
        if told:
            sqlite_only.drop_studies(connection, [_row(*each) for each in told])


def clear(connection: Connection) -> None:
    """Empty the index."""
    sqlite_only.clear_studies(connection)
    connection.execute(delete(unindexed))


def index_all(connection: Connection) -> None:
    """Index every study; more of the user's own than a start has time for, a little later."""
    clear(connection)
    ours = select(own_study.c.entry_id)
    shipped = (entry.c.kind == Kind.STUDY.value) & entry.c.id.not_in(ours)
    put_by_id(connection, connection.execute(select(entry.c.id).where(shipped)).scalars().all())
    connection.execute(insert(unindexed).from_select(["entry_id"], ours))
    if count_waiting(connection) <= _AT_ONCE:
        index_some(connection, _AT_ONCE)


def count_waiting(connection: Connection) -> int:
    """Return how many studies wait for being indexed."""
    return int(connection.execute(select(func.count()).select_from(unindexed)).scalar_one())


def index_some(connection: Connection, most: int = MOST) -> int:
    """Index some of the studies that wait for it; return how many still wait."""
    waiting = select(unindexed.c.entry_id).order_by(unindexed.c.entry_id).limit(most)
    ids = list(connection.execute(waiting).scalars())
    put_by_id(connection, ids)
    for part in parts(ids):
        connection.execute(delete(unindexed).where(unindexed.c.entry_id.in_(part)))
    return count_waiting(connection)


def holds(words: Words) -> ColumnElement[bool]:
    """Return the condition that a study holds these words."""
    wanted = phrase(words.text) if words.exact else terms(words.text)
    if not wanted:
        return true()
    found = sqlite_only.studies_holding(wanted, _FIELDS.get(words.field, ""))
    return study.c.entry_id.in_(found)


def _told(connection: Connection, ids: Sequence[int]) -> list[Told]:
    query = (
        select(entry.c.id, entry.c.body, own_study.c.reference)
        .join(own_study, own_study.c.entry_id == entry.c.id, isouter=True)
        .where(entry.c.kind == Kind.STUDY.value)
    )
    return [
        (
            row.id,
            from_plain(Study, orjson.loads(row.body)),
            from_plain(Reference, orjson.loads(row.reference)) if row.reference else None,
        )
        for part in parts(ids)
        for row in connection.execute(query.where(entry.c.id.in_(part)))
    ]


def _row(number: int, told: Study, reference: Reference | None) -> tuple[object, ...]:
    """Return a study as the index takes it; the same for the same study, always."""
    titles = told.title
    if reference is not None:
        titles = "\n".join(filter(None, (titles, reference.title_short, reference.title_original)))
    text = study_text(told, reference)
    codes = dict.fromkeys((*told.points, *mentioned_codes(f"{titles}\n{text}")))
    ident = " ".join(filter(None, (told.key, told.doi, told.pmid, str(told.year or ""))))
    authors = "\n".join(told.authors)
    return number, code_words(codes), titles, authors, told.journal, text, ident
