"""Lists and filters studies without reading their bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select
from sqlalchemy.engine import Connection

from desktop_app.domain.evidence import Direction
from desktop_app.domain.refs import Kind
from desktop_app.store import index
from desktop_app.store.tables import entry, link, study


class StudyOrder(StrEnum):
    """What a list of studies is sorted by."""

    YEAR = "year"
    TITLE = "title"
    AUTHORS = "authors"
    DESIGN = "design"
    DIRECTION = "direction"
    SAMPLE_SIZE = "sample_size"


@dataclass(frozen=True, slots=True)
class StudyFilter:
    """Which studies are wanted; an empty field asks for nothing."""

    text: str = ""
    designs: tuple[str, ...] = ()
    directions: tuple[Direction, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    conditions: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    cited_by_source: bool = False
    keys: tuple[str, ...] | None = None
    order: StudyOrder = StudyOrder.YEAR
    descending: bool = True
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A study as a list shows it."""

    key: str
    title: str
    authors: str
    year: int | None
    journal: str
    design: str
    direction: Direction
    sample_size: int | None
    doi: str
    pmid: str
    tier: str
    cited_by_source: bool


def list_rows(connection: Connection, wanted: StudyFilter) -> tuple[StudyRow, ...]:
    """Return the studies that pass a filter, in its order, page by page if it says so."""
    query = _filtered(
        wanted,
        select(entry.c.key, entry.c.title, study).join(study, study.c.entry_id == entry.c.id),
    )
    column: ColumnElement[object] = (
        entry.c.title if wanted.order is StudyOrder.TITLE else study.c[wanted.order.value]
    )
    ordered = column.desc() if wanted.descending else column.asc()
    query = query.order_by(column.is_(None), ordered, entry.c.key)
    if wanted.limit is not None:
        query = query.limit(wanted.limit)
    if wanted.offset:
        query = query.limit(-1 if wanted.limit is None else wanted.limit).offset(wanted.offset)
    return tuple(
        StudyRow(
            key=row.key,
            title=row.title,
            authors=row.authors,
            year=row.year,
            journal=row.journal,
            design=row.design,
            direction=Direction(row.direction),
            sample_size=row.sample_size,
            doi=row.doi,
            pmid=row.pmid,
            tier=row.tier,
            cited_by_source=row.cited,
        )
        for row in connection.execute(query)
    )


def count_rows(connection: Connection, wanted: StudyFilter) -> int:
    """Return how many studies pass a filter."""
    counted = select(func.count()).select_from(entry).join(study, study.c.entry_id == entry.c.id)
    return int(connection.execute(_filtered(wanted, counted)).scalar_one())


def choices(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return what studies can be filtered by: their designs, conditions and points."""
    designs = select(study.c.design).distinct().order_by(study.c.design)
    return {
        "designs": tuple(connection.execute(designs).scalars()),
        "conditions": _named(connection, Kind.CONDITION),
        "points": _named(connection, Kind.POINT),
    }


def _named(connection: Connection, kind: Kind) -> tuple[str, ...]:
    query = (
        select(link.c.to_key)
        .distinct()
        .join(entry, link.c.from_id == entry.c.id)
        .where(entry.c.kind == Kind.STUDY.value, ~entry.c.withdrawn, link.c.to_kind == kind.value)
        .order_by(link.c.to_key)
    )
    return tuple(connection.execute(query).scalars())


def _filtered(wanted: StudyFilter, query: Select[Any]) -> Select[Any]:
    query = query.where(~entry.c.withdrawn)
    if wanted.text.strip():
        ref = literal(f"yq:{Kind.STUDY.value}/") + entry.c.key
        query = query.where(ref.in_(index.refs_holding(Kind.STUDY.value, wanted.text)))
    if wanted.designs:
        query = query.where(study.c.design.in_(wanted.designs))
    if wanted.directions:
        query = query.where(study.c.direction.in_([each.value for each in wanted.directions]))
    if wanted.year_from is not None:
        query = query.where(study.c.year >= wanted.year_from)
    if wanted.year_to is not None:
        query = query.where(study.c.year <= wanted.year_to)
    if wanted.conditions:
        query = query.where(entry.c.id.in_(_naming(Kind.CONDITION, wanted.conditions)))
    if wanted.points:
        query = query.where(entry.c.id.in_(_naming(Kind.POINT, wanted.points)))
    if wanted.cited_by_source:
        query = query.where(study.c.cited)
    if wanted.keys is not None:
        query = query.where(entry.c.key.in_(wanted.keys))
    return query


def _naming(kind: Kind, keys: Sequence[str]) -> Select[Any]:
    return select(link.c.from_id).where(link.c.to_kind == kind.value, link.c.to_key.in_(keys))
