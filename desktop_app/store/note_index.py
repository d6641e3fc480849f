"""Notes in the search index: each under the ref it stands on, with that thing's title."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.engine import Connection

from desktop_app.domain.labels import plan_name
from desktop_app.domain.refs import Kind
from desktop_app.store import index
from desktop_app.store.documents import note_document
from desktop_app.store.plan_tables import plan
from desktop_app.store.tables import entry, note


def put(connection: Connection, ref: str, text: str) -> None:
    """Index a note in place of the one that its ref had."""
    kind, _, key = ref.removeprefix("yq:").partition("/")
    if kind == Kind.PLAN.value:
        named = connection.execute(select(plan.c.label, plan.c.title).where(plan.c.key == key))
        row = named.first()
        title = "" if row is None else plan_name(row.label, row.title)
    else:
        where = (entry.c.kind == kind) & (entry.c.key == key)
        title = connection.execute(select(entry.c.title).where(where)).scalar() or ""
    index.put(connection, [(Kind.NOTE.value, ref, note_document(title, text))])


def drop(connection: Connection, refs: Iterable[str]) -> None:
    """Take the notes on these refs out of the index if they are there."""
    index.drop(connection, [(Kind.NOTE.value, ref) for ref in refs])


def index_all(connection: Connection) -> None:
    """Index every note."""
    for row in connection.execute(select(note.c.ref, note.c.text)).all():
        put(connection, row.ref, row.text)
