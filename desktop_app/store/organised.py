"""How the user orders studies: collections, tags, saved filters, and how far each is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, delete, func, insert, literal, select, update
from sqlalchemy.engine import Connection

from desktop_app.domain.own import ReadStatus
from desktop_app.domain.refs import Kind
from desktop_app.store.own_tables import collected, collection, read_status, saved_filter, tagged
from desktop_app.store.own_tables import tag as tags
from desktop_app.store.tables import entry, star
from desktop_app.store.values import parts, stored_time

_STUDIES = f"yq:{Kind.STUDY.value}/"


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection; ``parent`` is the key of the one it lies in, or empty.

    ``count`` is of the studies that lie in it itself, without those in the trash.
    """

    key: str
    parent: str
    name: str
    position: int
    count: int = 0


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag; ``colour`` is the name of a token, ``count`` of studies not in the trash."""

    key: str
    name: str
    colour: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A query that the user keeps under a name."""

    key: str
    name: str
    query: str


def collections(connection: Connection, counted: bool = True) -> tuple[Collection, ...]:
    """Return all collections, each before those that lie in it; uncounted is quicker."""
    counts = _counts(connection, collected.c.collection, collected.c.ref) if counted else {}
    inside: dict[str, list[Collection]] = {}
    query = select(collection).order_by(collection.c.position, collection.c.name, collection.c.key)
    for row in connection.execute(query):
        parent = row.parent or ""
        made = Collection(row.key, parent, row.name, row.position, counts.get(row.key, 0))
        inside.setdefault(parent, []).append(made)
    ordered: list[Collection] = []
    waiting = inside.get("", [])[::-1]
    while waiting:
        ordered.append(waiting.pop())
        waiting += inside.get(ordered[-1].key, [])[::-1]
    return tuple(ordered)


def put_collection(
    connection: Connection,
    key: str,
    parent: str,
    name: str,
    holding: Sequence[str],
    now: datetime,
) -> None:
    """Add a collection after its siblings, with refs in it."""
    position = len(children(connection, parent))
    connection.execute(
        insert(collection).values(key=key, parent=parent or None, name=name, position=position)
    )
    put_into(connection, holding, key, now)


def name_collection(connection: Connection, key: str, name: str) -> None:
    """Give a collection another name."""
    connection.execute(update(collection).where(collection.c.key == key).values(name=name))


def place_collection(connection: Connection, key: str, parent: str, position: int) -> None:
    """Put a collection at a place among those of a parent, and number these anew."""
    siblings = [each for each in children(connection, parent) if each != key]
    siblings.insert(max(0, min(position, len(siblings))), key)
    for place, each in enumerate(siblings):
        values = {"parent": parent or None, "position": place}
        connection.execute(update(collection).where(collection.c.key == each).values(values))


def drop_collection(connection: Connection, key: str) -> None:
    """Remove a collection with those in it; the studies stay."""
    connection.execute(delete(collection).where(collection.c.key == key))


def children(connection: Connection, parent: str) -> tuple[str, ...]:
    """Return the keys of the collections that lie in one, or at the top, in order."""
    where = collection.c.parent == parent if parent else collection.c.parent.is_(None)
    query = select(collection.c.key).where(where)
    ordered = query.order_by(collection.c.position, collection.c.name, collection.c.key)
    return tuple(connection.execute(ordered).scalars())


def put_into(connection: Connection, refs: Sequence[str], key: str, now: datetime) -> None:
    """Put refs into a collection; those already there stay as they are."""
    held = connection.execute(select(collected.c.ref).where(collected.c.collection == key))
    there = set(held.scalars())
    when = stored_time(now)
    rows = [
        {"collection": key, "ref": ref, "added": when}
        for ref in dict.fromkeys(refs)
        if ref not in there
    ]
    if rows:
        connection.execute(insert(collected), rows)


def take_out(connection: Connection, refs: Sequence[str], key: str) -> None:
    """Take refs out of a collection."""
    for part in parts(refs):
        where = (collected.c.collection == key) & collected.c.ref.in_(part)
        connection.execute(delete(collected).where(where))


def refs_in(connection: Connection, keys: Sequence[str]) -> tuple[str, ...]:
    """Return what lies in any of these collections."""
    query = select(collected.c.ref).where(collected.c.collection.in_(keys)).distinct()
    return tuple(connection.execute(query.order_by(collected.c.ref)).scalars())


def collections_of(connection: Connection, ref: str) -> tuple[Collection, ...]:
    """Return the collections in which a ref lies, by name; their counts are left at 0."""
    query = (
        select(collection)
        .join(collected, collected.c.collection == collection.c.key)
        .where(collected.c.ref == ref)
        .order_by(collection.c.name, collection.c.key)
    )
    return tuple(
        Collection(row.key, row.parent or "", row.name, row.position)
        for row in connection.execute(query)
    )


def all_tags(connection: Connection, counted: bool = True) -> tuple[Tag, ...]:
    """Return all tags by name; uncounted is quicker."""
    counts = _counts(connection, tagged.c.tag, tagged.c.ref) if counted else {}
    rows = connection.execute(select(tags)).all()
    made = [Tag(row.key, row.name, row.colour, counts.get(row.key, 0)) for row in rows]
    return tuple(sorted(made, key=lambda each: (each.name.casefold(), each.key)))


def put_tag(connection: Connection, wanted: Tag, on: Sequence[str] = ()) -> None:
    """Add a tag, also to refs; or give the one with its key another name and colour."""
    values = {"name": wanted.name, "colour": wanted.colour}
    changed = connection.execute(update(tags).where(tags.c.key == wanted.key).values(values))
    if not changed.rowcount:
        connection.execute(insert(tags).values(key=wanted.key, **values))
    mark_with(connection, on, wanted.key, True)


def drop_tag(connection: Connection, key: str) -> None:
    """Remove a tag from everything and for good."""
    connection.execute(delete(tags).where(tags.c.key == key))


def mark_with(connection: Connection, refs: Sequence[str], key: str, on: bool) -> None:
    """Give refs a tag, or take it from them."""
    for part in parts(refs):
        where = (tagged.c.tag == key) & tagged.c.ref.in_(part)
        if not on:
            connection.execute(delete(tagged).where(where))
            continue
        there = set(connection.execute(select(tagged.c.ref).where(where)).scalars())
        rows = [{"tag": key, "ref": ref} for ref in dict.fromkeys(part) if ref not in there]
        if rows:
            connection.execute(insert(tagged), rows)


def refs_with(connection: Connection, key: str) -> tuple[str, ...]:
    """Return what has a tag."""
    query = select(tagged.c.ref).where(tagged.c.tag == key).order_by(tagged.c.ref)
    return tuple(connection.execute(query).scalars())


def tags_of(connection: Connection, ref: str) -> tuple[Tag, ...]:
    """Return the tags of a ref by name; their counts are left at 0."""
    query = select(tags).join(tagged, tagged.c.tag == tags.c.key).where(tagged.c.ref == ref)
    made = [Tag(row.key, row.name, row.colour) for row in connection.execute(query)]
    return tuple(sorted(made, key=lambda each: (each.name.casefold(), each.key)))


def filters(connection: Connection) -> tuple[SavedFilter, ...]:
    """Return the saved filters in their order."""
    query = select(saved_filter).order_by(saved_filter.c.position, saved_filter.c.key)
    return tuple(SavedFilter(row.key, row.name, row.query) for row in connection.execute(query))


def put_filter(connection: Connection, wanted: SavedFilter) -> None:
    """Add a filter after the others, or give the one with its key another name and query."""
    values = {"name": wanted.name, "query": wanted.query}
    where = saved_filter.c.key == wanted.key
    if not connection.execute(update(saved_filter).where(where).values(values)).rowcount:
        last = connection.execute(select(func.max(saved_filter.c.position))).scalar()
        position = 0 if last is None else last + 1
        connection.execute(insert(saved_filter).values(key=wanted.key, position=position, **values))


def drop_filter(connection: Connection, key: str) -> None:
    """Remove a saved filter."""
    connection.execute(delete(saved_filter).where(saved_filter.c.key == key))


def status_of(connection: Connection, ref: str) -> ReadStatus:
    """Return how far a study has been read."""
    query = select(read_status.c.status).where(read_status.c.ref == ref)
    return ReadStatus(connection.execute(query).scalar() or ReadStatus.UNREAD)


def put_status(connection: Connection, refs: Sequence[str], status: ReadStatus) -> None:
    """Say how far studies have been read."""
    for part in parts(refs):
        connection.execute(delete(read_status).where(read_status.c.ref.in_(part)))
        if status is not ReadStatus.UNREAD:
            rows = [{"ref": ref, "status": status.value} for ref in dict.fromkeys(part)]
            connection.execute(insert(read_status), rows)


def put_stars(connection: Connection, refs: Sequence[str], on: bool, now: datetime) -> None:
    """Star refs, or take their stars; those that have one keep it as it is."""
    when = stored_time(now)
    for part in parts(refs):
        if not on:
            connection.execute(delete(star).where(star.c.ref.in_(part)))
            continue
        there = set(connection.execute(select(star.c.ref).where(star.c.ref.in_(part))).scalars())
        rows = [{"ref": ref, "created": when} for ref in dict.fromkeys(part) if ref not in there]
        if rows:
            connection.execute(insert(star), rows)


def _counts(connection: Connection, by: Column[str], ref: Column[str]) -> dict[str, int]:
    """Return how many studies, without those in the trash, there are by collection or tag."""
    key = func.substr(ref, literal(len(_STUDIES) + 1))
    query = (
        select(by, func.count())
        .join(entry, (entry.c.kind == Kind.STUDY.value) & (entry.c.key == key))
        .where(ref.startswith(_STUDIES), ~entry.c.withdrawn)
        .group_by(by)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
