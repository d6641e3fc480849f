"""Reads of many studies at once what a map of the evidence is made from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, or_, select
from sqlalchemy.engine import Connection

from desktop_app.domain.evidence import Direction
from desktop_app.domain.evidence_words import PEOPLE
from desktop_app.domain.refs import Kind
from desktop_app.store.tables import entry, link, study

_FOUND = {each.value: each for each in Direction}


@dataclass(frozen=True, slots=True)
class MappedStudy:
    """What a map needs of a study; ``people`` is None where its sample is not told in people."""

    key: str
    design: str
    direction: Direction
    people: int | None
    conditions: tuple[str, ...]
    outcomes: tuple[str, ...]


def mapped_studies(
    connection: Connection, ids: Collection[int] | None = None, with_outcomes: bool = True
) -> Iterator[MappedStudy]:
    """Yield studies for a map: those with these entry ids, or all that are in use."""
    wanted = None if ids is None else frozenset(ids)
    conditions = _conditions(connection)
    # Most bodies say nothing that is needed here; to read them all would take twice as long.
    telling = entry.c.body.contains('"outcomes"' if with_outcomes else '"sample_unit"')
    body = case((or_(telling, entry.c.body.contains('"sample_unit"')), entry.c.body), else_="{}")
    query = (
        select(
            entry.c.id,
            entry.c.key,
            body.label("body"),
            study.c.design,
            study.c.direction,
            study.c.sample_size,
        )
        .join(study, study.c.entry_id == entry.c.id)
        .order_by(entry.c.id)
    )
    if wanted is None:
        query = query.where(~entry.c.withdrawn)
    for row in connection.execute(query):
        if wanted is not None and row.id not in wanted:
            continue
        told: dict[str, Any] = json.loads(row.body) if row.body != "{}" else {}
        yield MappedStudy(
            row.key,
            row.design,
            _FOUND[row.direction],
            row.sample_size if told.get("sample_unit", "") in PEOPLE else None,
            tuple(conditions.get(row.id, ())),
            tuple(told.get("outcomes", ())),
        )


def _conditions(connection: Connection) -> dict[int, list[str]]:
    query = (
        select(link.c.from_id, link.c.to_key)
        .join(entry, link.c.from_id == entry.c.id)
        .where(entry.c.kind == Kind.STUDY.value, link.c.to_kind == Kind.CONDITION.value)
        .order_by(link.c.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.from_id].append(row.to_key)
    return found
