"""Own studies in the trash, and what goes with them when it is emptied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.engine import Connection

from desktop_app.domain.refs import Kind, study_ref
from desktop_app.store import own_studies
from desktop_app.store.own_tables import own_study
from desktop_app.store.tables import entry
from desktop_app.store.values import parts, read_time
from desktop_app.store.written import nothing_about, swap_about

_KEYS = (
    select(entry.c.key, own_study.c.trashed)
    .join(own_study, own_study.c.entry_id == entry.c.id)
    .where(entry.c.kind == Kind.STUDY.value)
)


def since(connection: Connection, keys: Sequence[str]) -> dict[str, datetime | None]:
    """Return since when own studies are in the trash, None for those that are not; in UTC."""
    found: dict[str, datetime | None] = {}
    for part in parts(keys):
        for row in connection.execute(_KEYS.where(entry.c.key.in_(part))):
            found[row.key] = None if row.trashed is None else read_time(row.trashed)
    return found


def in_trash(connection: Connection) -> tuple[str, ...]:
    """Return the keys of the studies in the trash."""
    query = _KEYS.where(own_study.c.trashed.is_not(None)).order_by(entry.c.id)
    return tuple(connection.execute(query).scalars())


def put(connection: Connection, wanted: Mapping[str, datetime | None]) -> None:
    """Put studies into the trash as of a time each, or with None take them out."""
    alike: dict[datetime | None, list[str]] = {}
    for key, when in wanted.items():
        alike.setdefault(when, []).append(key)
    for when, keys in alike.items():
        for part in parts(keys):
            own_studies.trash(connection, part, when)


def remove_for_good(connection: Connection, keys: Sequence[str]) -> None:
    """Remove own studies with everything that was written about them.

    What stays under a ref would turn up with another study that gets the key later.
    """
    swap_about(connection, nothing_about(str(study_ref(key)) for key in keys))
    own_studies.remove(connection, keys)
