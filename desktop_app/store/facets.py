"""Counts which values the studies of a list have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from desktop_app.domain.own import ReadStatus
from desktop_app.domain.refs import Kind
from desktop_app.store.entries import CERTAINTY
from desktop_app.store.own_tables import read_status, stance, tagged
from desktop_app.store.querying import OWN_TIER, REF, STUDY, Condition, begins
from desktop_app.store.tables import entry, link, study

_NO_YEAR = -1

Counts = dict[str, Counter[str]]


def counts(
    connection: Connection, wanted: Condition, meridians: Mapping[str, Sequence[str]]
) -> Counts:
    """Return, by field of the query language, how many studies have each value."""
    found: Counts = {}
    _count_columns(connection, wanted, found)
    chosen = {row[0] for row in connection.execute(select(study.c.entry_id).where(wanted))}
    _count_links(connection, chosen, meridians, found)
    found["certainty"] = _count(_certainties(connection), chosen)
    found["tag"] = _count(_named(connection, tagged.c.ref, tagged.c.tag), chosen)
    read = _named(connection, read_status.c.ref, read_status.c.status)
    found["status"] = _count(read, chosen)
    unread = len(chosen) - found["status"].total()
    found["status"][ReadStatus.UNREAD.value] = unread
    return found


def conditions(connection: Connection) -> tuple[str, ...]:
    """Return the slugs of all conditions that studies name."""
    named = (
        select(link.c.to_key)
        .distinct()
        .join(entry, link.c.from_id == entry.c.id)
        .where(link.c.to_kind == Kind.CONDITION.value, entry.c.kind == STUDY)
        .order_by(link.c.to_key)
    )
    return tuple(connection.execute(named).scalars())


def claims(connection: Connection) -> tuple[str, ...]:
    """Return the ids of all claims, shipped and the user's own."""
    held = select(entry.c.key).where(entry.c.kind == Kind.CLAIM.value, ~entry.c.withdrawn)
    return tuple(connection.execute(held.order_by(entry.c.key)).scalars())


def _count_columns(connection: Connection, wanted: Condition, found: Counts) -> None:
    """Count what stands in the table itself, in one walk through it."""
    mine = study.c.tier == OWN_TIER
    # Not the bare column: an index on it would lead through the table in its order, page by page.
    year = func.coalesce(study.c.year, _NO_YEAR)
    columns = (year, study.c.design, study.c.direction, mine)
    found.update({name: Counter() for name in ("year", "design", "found", "is")})
    grouped = select(*columns, func.count()).where(wanted).group_by(*columns)
    for when, design, direction, own, many in connection.execute(grouped):
        if when != _NO_YEAR:
            found["year"][str(when)] += many
        found["design"][design or "none"] += many
        found["found"][direction] += many
        found["is"]["mine" if own else "shipped"] += many


def _count_links(
    connection: Connection,
    chosen: Container[int],
    meridians: Mapping[str, Sequence[str]],
    found: Counts,
) -> None:
    # Study by study, so that only one study's meridians are remembered at a time.
    named = (
        select(link.c.from_id, link.c.to_kind, link.c.to_key)
        .where(link.c.role.in_(("points", "conditions")))
        .order_by(link.c.from_id)
    )
    lying_on: dict[str, list[str]] = {}
    for meridian, codes in meridians.items():
        for code in codes:
            lying_on.setdefault(code, []).append(meridian)
    found["point"], found["condition"], found["meridian"] = Counter(), Counter(), Counter()
    current, needled = -1, set[str]()
    for number, kind, key in connection.execute(named):
        if number not in chosen:
            continue
        found[kind][key] += 1
        if number != current:
            found["meridian"].update(needled)
            current, needled = number, set()
        if kind == Kind.POINT.value:
            needled.update(lying_on.get(key, ()))
    found["meridian"].update(needled)


def _certainties(connection: Connection) -> set[tuple[int, str]]:
    """Return studies with how sure the claims are that they bear on."""
    grades = {
        row.key: (row.id, row.to_key)
        for row in connection.execute(
            select(entry.c.id, entry.c.key, link.c.to_key)
            .join_from(link, entry, link.c.from_id == entry.c.id)
            .where(link.c.to_kind == CERTAINTY, ~entry.c.withdrawn)
        )
    }
    by_id = dict(grades.values())
    shipped = (
        select(entry.c.id, link.c.from_id)
        .join_from(link, entry, (entry.c.key == link.c.to_key) & (entry.c.kind == STUDY))
        .where(link.c.to_kind == STUDY)
    )
    bearing = {
        (row.id, by_id[row.from_id]) for row in connection.execute(shipped) if row.from_id in by_id
    }
    for number, claim in _named(connection, stance.c.study, stance.c.claim):
        key = claim.removeprefix(f"yq:{Kind.CLAIM.value}/")
        if key in grades:
            bearing.add((number, grades[key][1]))
    return bearing


def _named(connection: Connection, ref: Any, value: Any) -> set[tuple[int, str]]:
    """Return the studies whose refs stand in a column, with what stands in another beside it."""
    joined = (entry.c.key == func.substr(ref, len(REF) + 1)) & (entry.c.kind == STUDY)
    query = select(entry.c.id, value).join_from(ref.table, entry, joined).where(begins(ref, REF))
    return {(row[0], row[1]) for row in connection.execute(query)}


def _count(pairs: Iterable[tuple[int, str]], chosen: Container[int]) -> Counter[str]:
    return Counter(value for number, value in pairs if number in chosen)
