"""Counts which values the studies of a list have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.engine import Connection

from desktop_app.domain.own import ReadStatus
from desktop_app.domain.refs import Kind
from desktop_app.store.own_tables import read_status, stance, tagged
from desktop_app.store.querying import OWN_TIER, STUDY, Condition, begins
from desktop_app.store.sync import CERTAINTY
from desktop_app.store.tables import entry, link, study

Counts = dict[str, Counter[str]]


def counts(
    connection: Connection, wanted: Condition, meridians: Mapping[str, Sequence[str]]
) -> Counts:
    """Return, by field of the query language, how many studies have each value."""
    found: Counts = {}
    _count_columns(connection, wanted, found)
    chosen = select(study.c.entry_id).where(wanted)
    _count_links(connection, chosen, meridians, found)
    found["certainty"] = _certainties(connection, chosen)
    found["tag"] = _named(connection, chosen, tagged.c.tag, tagged.c.ref)
    found["status"] = _named(connection, chosen, read_status.c.status, read_status.c.ref)
    total = found["is"].total()
    found["status"][ReadStatus.UNREAD.value] = total - found["status"].total()
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
    columns = (study.c.year, study.c.design, study.c.direction, mine)
    found.update({name: Counter() for name in ("year", "design", "found", "is")})
    grouped = select(*columns, func.count()).where(wanted).group_by(*columns)
    for year, design, direction, own, many in connection.execute(grouped):
        if year is not None:
            found["year"][str(year)] += many
        found["design"][design or "none"] += many
        found["found"][direction] += many
        found["is"]["mine" if own else "shipped"] += many


def _count_links(
    connection: Connection, chosen: Any, meridians: Mapping[str, Sequence[str]], found: Counts
) -> None:
    named = select(link.c.from_id, link.c.to_kind, link.c.to_key).where(
        link.c.to_kind.in_((Kind.POINT.value, Kind.CONDITION.value)), link.c.from_id.in_(chosen)
    )
    lying_on: dict[str, list[str]] = {}
    for meridian, codes in meridians.items():
        for code in codes:
            lying_on.setdefault(code, []).append(meridian)
    pairs: set[tuple[int, str]] = set()
    found["point"], found["condition"] = Counter(), Counter()
    for number, kind, key in connection.execute(named):
        found[kind][key] += 1
        if kind == Kind.POINT.value:
            pairs.update((number, meridian) for meridian in lying_on.get(key, ()))
    found["meridian"] = Counter(meridian for _, meridian in pairs)


def _certainties(connection: Connection, chosen: Any) -> Counter[str]:
    """Count studies by how sure the claims are that they bear on; one may count under several."""
    claims = (
        select(entry.c.id, entry.c.key, link.c.to_key.label("grade"))
        .join_from(link, entry, link.c.from_id == entry.c.id)
        .where(link.c.to_kind == CERTAINTY, ~entry.c.withdrawn)
        .subquery()
    )
    studies = entry.alias()
    bearing = (
        select(studies.c.id, claims.c.grade)
        .join_from(claims, link, link.c.from_id == claims.c.id)
        .join(studies, (studies.c.kind == STUDY) & (studies.c.key == link.c.to_key))
        .where(link.c.to_kind == STUDY, studies.c.id.in_(chosen))
    )
    said = (
        select(studies.c.id, claims.c.grade)
        .join_from(
            claims, stance, stance.c.claim == literal(f"yq:{Kind.CLAIM.value}/") + claims.c.key
        )
        .join(
            studies,
            (studies.c.kind == STUDY)
            & (studies.c.key == func.substr(stance.c.study, len(f"yq:{STUDY}/") + 1)),
        )
        .where(studies.c.id.in_(chosen))
    )
    pairs = {(row[0], row[1]) for query in (bearing, said) for row in connection.execute(query)}
    return Counter(grade for _, grade in pairs)


def _named(connection: Connection, chosen: Any, value: Any, ref: Any) -> Counter[str]:
    joined = entry.c.key == func.substr(ref, len(f"yq:{STUDY}/") + 1)
    query = (
        select(value, func.count())
        .join_from(ref.table, entry, joined & (entry.c.kind == STUDY))
        .where(begins(ref, f"yq:{STUDY}/"), entry.c.id.in_(chosen))
        .group_by(value)
    )
    return Counter({row[0]: row[1] for row in connection.execute(query)})
