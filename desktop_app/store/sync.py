"""Brings the shipped content into a library, in one transaction."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from desktop_app.content import Content, Thing
from desktop_app.content.records import to_plain
from desktop_app.domain.evidence import Study
from desktop_app.domain.refs import Ref
from desktop_app.store import index, learning, marks, note_index, own_claims, plans, study_index
from desktop_app.store.documents import INDEX_FORM, document
from desktop_app.store.entries import SHIPPED, links_of, study_row
from desktop_app.store.tables import entry, link, meta, study


def needs_sync(connection: Connection, content: Content) -> bool:
    """Tell whether the library holds other content than this, and none from a newer program."""
    held = _facts(connection)
    if held.get("index_form") != INDEX_FORM:
        return True
    newer = _order(held.get("content_version", "")) > _order(content.version)
    return not newer and held.get("content_digest") != content.digest


def synchronise(connection: Connection, content: Content) -> None:
    """Add and renew shipped entries by key; mark those that no longer ship as withdrawn.

    The caller's transaction makes it whole or nothing. Notes, stars and the user's own entries
    are left alone; what was learned of a point that has another code now goes along.
    """
    held = _facts(connection)
    anew = held.get("index_form") != INDEX_FORM
    if anew:
        index.clear(connection)
    known = {(row.kind, row.key): row for row in connection.execute(_HELD)}
    own = _taken(connection, content)
    next_id = (connection.execute(select(func.max(entry.c.id))).scalar() or 0) + 1
    added: list[_Shipped] = []
    renewed: list[_Shipped] = []
    same: list[_Shipped] = []
    for position, (ref, thing) in enumerate(content.everything()):
        row = known.pop((ref.kind.value, ref.key), None)
        if row is None and (ref.kind.value, ref.key) not in own:
            added.append(_shipped(next_id + len(added), ref, thing, position))
        elif row is not None:
            shipped = _shipped(row.id, ref, thing, position)
            unchanged = row.digest == shipped.digest and not row.withdrawn and not anew
            (same if unchanged else renewed).append(shipped)
    gone = [row for row in known.values() if not row.withdrawn]
    if not anew:
        study_index.drop(connection, _studies(renewed))
    _write_entries(connection, added, renewed, same)
    _withdraw(connection, gone)
    index.put(
        connection,
        [(each.ref.kind.value, str(each.ref), document(each.thing)) for each in (*added, *renewed)],
    )
    if anew:
        note_index.index_all(connection)
        study_index.index_all(connection)
        own_claims.index_all(connection)
        marks.index_all(connection)
        plans.index_all(connection)
    else:
        study_index.put_by_id(connection, _studies([*added, *renewed]))
    learning.rename(connection, content.renamed)
    for name, value in (
        ("content_version", content.version),
        ("content_digest", content.digest),
        ("index_form", INDEX_FORM),
    ):
        _set_fact(connection, name, value, name in held)


_HELD = select(entry.c.id, entry.c.kind, entry.c.key, entry.c.digest, entry.c.withdrawn).where(
    entry.c.origin == SHIPPED
)
_TAKEN = select(entry.c.kind, entry.c.key).where(
    entry.c.origin != SHIPPED,
    entry.c.kind == bindparam("kind"),
    entry.c.key.in_(bindparam("keys", expanding=True)),
)


def _taken(connection: Connection, content: Content) -> set[tuple[str, str]]:
    """Return the kinds and keys of what ships that the user's own things have already."""
    keys: dict[str, list[str]] = {}
    for ref, _ in content.everything():
        keys.setdefault(ref.kind.value, []).append(ref.key)
    return {
        (row.kind, row.key)
        for kind, held in keys.items()
        for row in connection.execute(_TAKEN, {"kind": kind, "keys": held})
    }


def _studies(shipped: list[_Shipped]) -> list[int]:
    return [each.entry_id for each in shipped if isinstance(each.thing, Study)]


def forget_index(connection: Connection) -> None:
    """Let the next synchronisation index everything anew."""
    connection.execute(delete(meta).where(meta.c.name == "index_form"))


@dataclass(frozen=True, slots=True)
class _Shipped:
    """A shipped thing and the row it has or gets."""

    entry_id: int
    ref: Ref
    thing: Thing
    position: int
    body: str
    digest: str

    def row(self) -> dict[str, Any]:
        return {
            "id": self.entry_id,
            "kind": self.ref.kind.value,
            "key": self.ref.key,
            "title": document(self.thing).title,
            "body": self.body,
            "digest": self.digest,
            "origin": SHIPPED,
            "withdrawn": False,
            "position": self.position,
        }


def _shipped(entry_id: int, ref: Ref, thing: Thing, position: int) -> _Shipped:
    body = json.dumps(to_plain(thing), ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(body.encode()).hexdigest()
    return _Shipped(entry_id, ref, thing, position, body, digest)


def _write_entries(
    connection: Connection, added: list[_Shipped], renewed: list[_Shipped], same: list[_Shipped]
) -> None:
    """Write rows in batches: a statement for each would make the first start slow."""
    _execute_many(connection, insert(entry), [each.row() for each in added])
    replaced = [{f"new_{name}": value for name, value in each.row().items()} for each in renewed]
    values: dict[str, Any] = {
        column.name: bindparam(f"new_{column.name}") for column in entry.c if not column.primary_key
    }
    by_id = update(entry).where(entry.c.id == bindparam("new_id"))
    _execute_many(connection, by_id.values(values), replaced)
    moved = [{"new_id": each.entry_id, "new_position": each.position} for each in same]
    _execute_many(connection, by_id.values(position=bindparam("new_position")), moved)
    stale = [each.entry_id for each in renewed]
    connection.execute(delete(study).where(study.c.entry_id.in_(stale)))
    connection.execute(delete(link).where(link.c.from_id.in_(stale)))
    written = [*added, *renewed]
    _execute_many(
        connection,
        insert(study),
        [study_row(each.entry_id, each.thing) for each in written if isinstance(each.thing, Study)],
    )
    _execute_many(
        connection,
        insert(link),
        [
            {"from_id": each.entry_id, "role": role, "to_kind": kind, "to_key": key}
            for each in written
            for role, kind, key in dict.fromkeys(links_of(each.thing))
        ],
    )


def _execute_many(connection: Connection, statement: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)


def _withdraw(connection: Connection, gone: list[Any]) -> None:
    ids = [row.id for row in gone]
    connection.execute(update(entry).where(entry.c.id.in_(ids)).values(withdrawn=True))
    index.drop(connection, [(row.kind, f"yq:{row.kind}/{row.key}") for row in gone])


def _facts(connection: Connection) -> dict[str, str]:
    return {row.name: row.value for row in connection.execute(select(meta))}


def _set_fact(connection: Connection, name: str, value: str, exists: bool) -> None:
    if exists:
        connection.execute(update(meta).where(meta.c.name == name).values(value=value))
    else:
        connection.execute(insert(meta).values(name=name, value=value))


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
