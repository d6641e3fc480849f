"""The user's own claims: put, take and remove, with their links and their place in search."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from desktop_app.content.records import from_plain, to_plain
from desktop_app.domain.evidence import Claim
from desktop_app.domain.refs import Kind, claim_ref
from desktop_app.store import index
from desktop_app.store.documents import document
from desktop_app.store.entries import OWN, links_of
from desktop_app.store.tables import entry, link
from desktop_app.store.values import parts

_CLAIM = Kind.CLAIM.value


@dataclass(frozen=True, slots=True)
class OwnClaim:
    """An own claim and the number of its row; its studies are the user's stances on it."""

    claim: Claim
    number: int | None = None


def put(connection: Connection, own: OwnClaim) -> None:
    """Add a claim, or put it in place of the one with its id; what it says of studies is left.

    The claim gets the row it has, or else the numbered one if that is free.
    """
    claim = replace(own.claim, studies=())
    body = json.dumps(to_plain(claim), ensure_ascii=False, separators=(",", ":"))
    where = (entry.c.kind == _CLAIM) & (entry.c.key == claim.id) & (entry.c.origin == OWN)
    values = {"title": claim.statement, "body": body}
    number = connection.execute(select(entry.c.id).where(where)).scalar()
    if number is not None:
        connection.execute(update(entry).where(entry.c.id == number).values(values))
        connection.execute(delete(link).where(link.c.from_id == number))
    else:
        number = _free(connection, own.number)
        connection.execute(
            insert(entry).values(
                id=number, kind=_CLAIM, key=claim.id, digest="", origin=OWN, withdrawn=False,
                position=number, **values,
            )
        )  # fmt: skip
    links = [
        {"from_id": number, "role": role, "to_kind": kind, "to_key": key}
        for role, kind, key in dict.fromkeys(links_of(claim))
    ]
    if links:
        connection.execute(insert(link), links)
    _index(connection, [claim])


def take(connection: Connection, keys: Iterable[str]) -> dict[str, OwnClaim]:
    """Return own claims by id, without what is said of studies; others are left out."""
    found: dict[str, OwnClaim] = {}
    query = select(entry).where(entry.c.kind == _CLAIM, entry.c.origin == OWN)
    for part in parts(dict.fromkeys(keys)):
        for row in connection.execute(query.where(entry.c.key.in_(part))):
            found[row.key] = OwnClaim(from_plain(Claim, json.loads(row.body)), row.id)
    return found


def everyone(connection: Connection) -> tuple[Claim, ...]:
    """Return all own claims, the oldest first, without what is said of studies."""
    query = (
        select(entry.c.body)
        .where(entry.c.kind == _CLAIM, entry.c.origin == OWN)
        .order_by(entry.c.id)
    )
    bodies = connection.execute(query).scalars()
    return tuple(from_plain(Claim, json.loads(body)) for body in bodies)


def remove(connection: Connection, key: str) -> None:
    """Remove an own claim."""
    index.drop(connection, [(_CLAIM, str(claim_ref(key)))])
    where = (entry.c.kind == _CLAIM) & (entry.c.origin == OWN) & (entry.c.key == key)
    connection.execute(delete(entry).where(where))


def index_all(connection: Connection) -> None:
    """Index every own claim."""
    _index(connection, everyone(connection))


def _index(connection: Connection, claims: Iterable[Claim]) -> None:
    index.put(connection, [(_CLAIM, str(claim_ref(each.id)), document(each)) for each in claims])


def _free(connection: Connection, wanted: int | None) -> int:
    if wanted is not None:
        taken = connection.execute(select(entry.c.id).where(entry.c.id == wanted)).scalar()
        if taken is None:
            return wanted
    return (connection.execute(select(func.max(entry.c.id))).scalar() or 0) + 1
