"""Lists studies: the ids of all that a query finds, and any block of them as rows."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlalchemy.engine import Connection

from desktop_app.domain.evidence import Direction
from desktop_app.domain.evidence_words import DESIGN_WORDS, DIRECTION_WORDS
from desktop_app.domain.listed import StudyOrder, StudyRow
from desktop_app.domain.own import ReadStatus
from desktop_app.domain.refs import study_ref
from desktop_app.store.own_tables import attachment, own_study, read_status, tagged
from desktop_app.store.querying import STUDY, Condition, named_by
from desktop_app.store.tables import entry, note, star, study
from desktop_app.store.values import parts, read_time


def find_ids(
    connection: Connection,
    wanted: Condition,
    order: StudyOrder,
    descending: bool,
    limit: int | None = None,
) -> array[int]:
    """Return the ids of the studies that meet a condition, in order; the first of them if limited.

    What is unknown comes last either way; what is equal stands by title, an author's studies the
    latest first.
    """
    query = select(study.c.entry_id).where(wanted).order_by(*_ordered(order, descending))
    found: array[int] = array("q")
    # Row by row, so that no list of a hundred thousand rows is ever held.
    for (number,) in connection.execute(query.limit(limit)):
        found.append(number)
    return found


def count(connection: Connection, wanted: Condition) -> int:
    """Return how many studies meet a condition."""
    counted = select(func.count()).select_from(study).where(wanted)
    return int(connection.execute(counted).scalar_one())


def rows(connection: Connection, ids: Sequence[int]) -> tuple[StudyRow, ...]:
    """Return studies by id, in the order given; ids that are no longer there are left out."""
    found: dict[int, StudyRow] = {}
    for part in parts(ids):
        found.update(_rows(connection, part))
    return tuple(found[number] for number in ids if number in found)


def keys(connection: Connection, ids: Sequence[int]) -> tuple[str, ...]:
    """Return the keys of studies by id, in the order given."""
    found: dict[int, str] = {}
    for part in parts(ids):
        query = select(entry.c.id, entry.c.key).where(entry.c.id.in_(part))
        found.update((row[0], row[1]) for row in connection.execute(query))
    return tuple(found[number] for number in ids if number in found)


def ids(connection: Connection, wanted: Iterable[str]) -> dict[str, int]:
    """Return the ids of studies by key; unknown keys are left out."""
    found: dict[str, int] = {}
    for part in parts(wanted):
        where = (entry.c.kind == STUDY) & entry.c.key.in_(part)
        query = select(entry.c.key, entry.c.id).where(where)
        found.update((row[0], row[1]) for row in connection.execute(query))
    return found


def _ranked(column: Any, values: Iterable[str]) -> ColumnElement[Any]:
    """Return the place of a column's value among these; null for any other."""
    return case({str(value): place for place, value in enumerate(values)}, value=column)


_COLUMNS: dict[StudyOrder, ColumnElement[Any]] = {
    StudyOrder.YEAR: study.c.year,
    StudyOrder.TITLE: study.c.title_key,
    StudyOrder.AUTHORS: study.c.authors_key,
    StudyOrder.JOURNAL: func.lower(study.c.journal),
    StudyOrder.DESIGN: _ranked(study.c.design, DESIGN_WORDS),
    StudyOrder.DIRECTION: _ranked(study.c.direction, DIRECTION_WORDS),
    StudyOrder.SAMPLE_SIZE: study.c.sample_size,
    StudyOrder.POINTS: study.c.points,
    StudyOrder.ADDED: study.c.added,
}


def _ordered(order: StudyOrder, descending: bool) -> Iterable[ColumnElement[Any]]:
    column = _column(order)
    sorting = column.desc() if descending else column.asc()
    yield sorting.nulls_last()
    if order is StudyOrder.AUTHORS:
        yield study.c.year.desc()
    elif order is not StudyOrder.TITLE:
        yield study.c.title_key.asc()
    yield study.c.entry_id.asc()


_STATUSES = tuple(
    read_status.c.status == status.value for status in (ReadStatus.READING, ReadStatus.READ)
)


def _column(order: StudyOrder) -> ColumnElement[Any]:
    match order:
        case StudyOrder.STARRED:
            return study.c.entry_id.in_(named_by(star.c.ref))
        case StudyOrder.STATUS:
            return case(
                *(
                    (study.c.entry_id.in_(named_by(read_status.c.ref, has_it)), place)
                    for place, has_it in enumerate(_STATUSES)
                ),
                else_=-1,
            )
        case StudyOrder.FILES:
            attached = select(func.count()).where(attachment.c.ref == _REF)
            return func.nullif(attached.scalar_subquery(), 0)
        case _:
            return _COLUMNS[order]


_REF = (
    select(literal(f"yq:{STUDY}/") + entry.c.key)
    .where(entry.c.id == study.c.entry_id)
    .scalar_subquery()
)


_LISTED = (
    select(
        entry.c.id,
        entry.c.key,
        entry.c.title,
        entry.c.body,
        entry.c.withdrawn,
        study,
        own_study.c.trashed,
    )
    .join(study, study.c.entry_id == entry.c.id)
    .join(own_study, own_study.c.entry_id == entry.c.id, isouter=True)
)


def _rows(connection: Connection, part: Sequence[int]) -> Iterable[tuple[int, StudyRow]]:
    listed = connection.execute(_LISTED.where(entry.c.id.in_(part))).all()
    refs = [str(study_ref(row.key)) for row in listed]
    starred = set(_of(connection, star.c.ref, refs))
    noted = set(_of(connection, note.c.ref, refs))
    statuses = dict(_of(connection, read_status.c.ref, refs, read_status.c.status))
    tags: dict[str, list[str]] = defaultdict(list)
    for ref, tag in _of(connection, tagged.c.ref, refs, tagged.c.tag):
        tags[ref].append(tag)
    files: dict[str, int] = defaultdict(int)
    for ref in _of(connection, attachment.c.ref, refs):
        files[ref] += 1
    for row, ref in zip(listed, refs, strict=True):
        body = json.loads(row.body)
        yield (
            row.id,
            StudyRow(
                key=row.key,
                title=row.title,
                authors=row.authors,
                year=row.year,
                journal=row.journal,
                design=row.design,
                direction=Direction(row.direction),
                id=row.id,
                sample_size=row.sample_size,
                sample_unit=body.get("sample_unit", ""),
                points=tuple(body.get("points", ())),
                doi=row.doi,
                pmid=row.pmid,
                tier=row.tier,
                cited_by_source=row.cited,
                own=row.added is not None,
                starred=ref in starred,
                status=ReadStatus(statuses.get(ref, ReadStatus.UNREAD)),
                tags=tuple(sorted(tags[ref])),
                files=files[ref],
                retracted=row.retracted,
                trashed=row.trashed is not None,
                added=None if row.added is None else read_time(row.added),
                noted=ref in noted,
            ),
        )


def _of(connection: Connection, column: Any, refs: list[str], *more: Any) -> list[Any]:
    """Return the refs, of these, that stand in a column; with more columns if asked for."""
    found = connection.execute(select(column, *more).where(column.in_(refs)))
    return [tuple(row) for row in found] if more else list(found.scalars())
