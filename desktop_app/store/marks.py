"""The rows of highlights and page notes, with their place in search."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from desktop_app.domain.attachment import Box, Mark, MarkKind
from desktop_app.domain.refs import Kind
from desktop_app.store import index
from desktop_app.store.documents import Document
from desktop_app.store.own_tables import attachment, mark
from desktop_app.store.values import read_time, stored_time

_TITLE = 90
"""Longest title of a mark in lists, letters."""


def put(connection: Connection, marks: Iterable[Mark]) -> None:
    """Add marks, each in place of the one that had its key."""
    held = list(marks)
    connection.execute(delete(mark).where(mark.c.key.in_([each.key for each in held])))
    if held:
        connection.execute(insert(mark), [_row(each) for each in held])
    index_files(connection, {each.digest for each in held})


def remove(connection: Connection, keys: Iterable[str]) -> None:
    """Remove marks for good."""
    gone = list(keys)
    connection.execute(delete(mark).where(mark.c.key.in_(gone)))
    index.drop(connection, [_named(key) for key in gone])


def take(connection: Connection, keys: Iterable[str]) -> dict[str, Mark]:
    """Return marks by key; unknown keys are left out."""
    rows = connection.execute(select(mark).where(mark.c.key.in_(list(keys))))
    return {row.key: _mark(row) for row in rows}


def of_file(connection: Connection, digest: str) -> tuple[Mark, ...]:
    """Return the marks on a file, as they stand in it: by page, from the top."""
    found = map(_mark, connection.execute(select(mark).where(mark.c.digest == digest)))
    return tuple(sorted(found, key=_place))


def index_files(connection: Connection, digests: Iterable[str]) -> None:
    """Index the marks on these files anew; those on files that no study has are not found."""
    digests = list(digests)
    held = list(map(_mark, connection.execute(select(mark).where(mark.c.digest.in_(digests)))))
    if not held:
        return
    attached = select(attachment.c.digest).where(attachment.c.digest.in_(digests))
    shown = set(connection.execute(attached).scalars())
    index.drop(connection, [_named(each.key) for each in held if each.digest not in shown])
    documents = [(*_named(each.key), _document(each)) for each in held if each.digest in shown]
    index.put(connection, documents, apart=True)


def index_all(connection: Connection) -> None:
    """Index every mark on a file that a study has."""
    index_files(connection, connection.execute(select(mark.c.digest).distinct()).scalars())


def _named(key: str) -> tuple[str, str]:
    return Kind.MARK.value, f"yq:{Kind.MARK.value}/{key}"


def _document(each: Mark) -> Document:
    said = " ".join((each.comment or each.quote).split())
    title = said if len(said) <= _TITLE else f"{said[:_TITLE].rsplit(' ', 1)[0]}…"
    return Document(
        title=title or "Highlight",
        subtitle=f"Page {each.page + 1}",
        text="\n".join(filter(None, (each.quote, each.comment))),
    )


def _place(each: Mark) -> tuple[int, float, float]:
    first = each.boxes[0] if each.boxes else Box(0, 0, 0, 0)
    return each.page, first.top, first.left


def _mark(row: Any) -> Mark:
    return Mark(
        key=row.key,
        digest=row.digest,
        page=row.page,
        kind=MarkKind(row.kind),
        colour=row.colour,
        boxes=tuple(Box(*map(float, box)) for box in json.loads(row.rects)),
        quote=row.quote,
        comment=row.comment,
        created=read_time(row.created),
        updated=read_time(row.updated),
    )


def _row(each: Mark) -> dict[str, Any]:
    return {
        "key": each.key,
        "digest": each.digest,
        "page": each.page,
        "kind": each.kind.value,
        "colour": each.colour,
        "rects": json.dumps([[round(number, 2) for number in box] for box in each.boxes]),
        "quote": each.quote,
        "comment": each.comment,
        "created": stored_time(each.created),
        "updated": stored_time(each.updated),
    }
