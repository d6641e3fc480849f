"""What the user adds to things: notes, stars, and when each was last opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, literal, select, update
from sqlalchemy.engine import Connection

from desktop_app.domain.labels import plan_name
from desktop_app.domain.refs import Kind, Ref
from desktop_app.store import note_index
from desktop_app.store.plan_tables import plan
from desktop_app.store.tables import entry, note, star, visit
from desktop_app.store.values import read_time, stored_time


@dataclass(frozen=True, slots=True)
class Note:
    """A user's note (Markdown) on what a ref names; times are UTC.

    ``title`` is that thing's, also when it no longer ships; empty if it is unknown.
    """

    ref: Ref
    text: str
    created: datetime
    updated: datetime
    title: str = ""


_NOTES = (
    select(note, entry.c.title, plan.c.key, plan.c.label, plan.c.title.label("plan_title"))
    .join(
        entry,
        note.c.ref == literal("yq:") + entry.c.kind + literal("/") + entry.c.key,
        isouter=True,
    )
    .join(plan, note.c.ref == literal(f"yq:{Kind.PLAN.value}/") + plan.c.key, isouter=True)
)


def note_on(connection: Connection, ref: str) -> Note | None:
    """Return the note on a ref."""
    row = connection.execute(_NOTES.where(note.c.ref == ref)).first()
    return None if row is None else _note(row)


def all_notes(connection: Connection) -> tuple[Note, ...]:
    """Return every note, latest change first."""
    rows = connection.execute(_NOTES.order_by(note.c.updated.desc(), note.c.ref))
    return tuple(map(_note, rows))


def put_note(connection: Connection, ref: str, text: str, now: datetime) -> bool:
    """Write the note on a ref; blank text removes it. Return whether anything changed."""
    held = connection.execute(select(note.c.text).where(note.c.ref == ref)).scalar()
    if not text.strip():
        connection.execute(delete(note).where(note.c.ref == ref))
        note_index.drop(connection, [ref])
        return held is not None
    if held == text:
        return False
    when = stored_time(now)
    if held is None:
        connection.execute(insert(note).values(ref=ref, text=text, created=when, updated=when))
    else:
        where = note.c.ref == ref
        connection.execute(update(note).where(where).values(text=text, updated=when))
    note_index.put(connection, ref, text)
    return True


def is_starred(connection: Connection, ref: str) -> bool:
    """Tell whether the user starred what a ref names."""
    return connection.execute(select(star.c.ref).where(star.c.ref == ref)).first() is not None


def stars(connection: Connection) -> tuple[str, ...]:
    """Return the refs of what is starred, latest first."""
    return tuple(connection.execute(select(star.c.ref).order_by(star.c.created.desc())).scalars())


def put_star(connection: Connection, ref: str, starred: bool, now: datetime) -> bool:
    """Set or take the star of a ref; return whether anything changed."""
    if is_starred(connection, ref) is starred:
        return False
    if starred:
        connection.execute(insert(star).values(ref=ref, created=stored_time(now)))
    else:
        connection.execute(delete(star).where(star.c.ref == ref))
    return True


def put_visit(connection: Connection, ref: str, now: datetime) -> None:
    """Remember that a ref was opened."""
    connection.execute(delete(visit).where(visit.c.ref == ref))
    connection.execute(insert(visit).values(ref=ref, opened=stored_time(now)))


def visits(connection: Connection, limit: int) -> tuple[str, ...]:
    """Return the refs last opened, latest first."""
    query = select(visit.c.ref).order_by(visit.c.opened.desc()).limit(limit)
    return tuple(connection.execute(query).scalars())


def _note(row: Any) -> Note:
    title = row.title if row.key is None else plan_name(row.label, row.plan_title)
    created, updated = read_time(row.created), read_time(row.updated)
    return Note(Ref.parse(row.ref), row.text, created, updated, title or "")
