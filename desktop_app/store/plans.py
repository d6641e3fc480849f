"""The rows of plans, with their place in search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from desktop_app.domain.errors import NotFound, UnreadableFile
from desktop_app.domain.labels import plan_name
from desktop_app.domain.plans import Plan, PlanRow
from desktop_app.domain.refs import Kind, Ref
from desktop_app.domain.slugs import sentence_case, slug_words
from desktop_app.store import index, note_index
from desktop_app.store.documents import Document
from desktop_app.store.plan_form import BadPlan, Stored, from_stored, storable, to_stored
from desktop_app.store.plan_tables import plan as plans
from desktop_app.store.rows import Held, Scope, put_back
from desktop_app.store.tables import entry, note
from desktop_app.store.values import parts, read_time, stored_time
from desktop_app.store.written import nothing_about, swap_about

_PLAN = Kind.PLAN.value
_LISTED = [column for column in plans.c if column.name not in ("document", "area")]


def scope(keys: Iterable[str]) -> Scope:
    """Return all that the table holds of these plans."""
    return Scope(plans.name, plans.c.key.name, tuple(keys))


def listed(
    connection: Connection, template: bool | None, archived: bool | None, trashed: bool
) -> tuple[PlanRow, ...]:
    """Return plans, the last changed first; None takes those that are and those that are not."""
    query = select(*_LISTED)
    query = query.where(plans.c.trashed.is_not(None) if trashed else plans.c.trashed.is_(None))
    if template is not None:
        query = query.where(plans.c.template.is_(template))
    if archived is not None:
        query = query.where(plans.c.archived.is_(archived))
    ordered = query.order_by(plans.c.updated.desc(), plans.c.key)
    return tuple(map(_row, connection.execute(ordered)))


def rows(connection: Connection, keys: Iterable[str]) -> dict[str, PlanRow]:
    """Return plans as lists show them, also from the trash; unknown keys are left out."""
    found: dict[str, PlanRow] = {}
    for part in parts(dict.fromkeys(keys)):
        query = select(*_LISTED).where(plans.c.key.in_(part))
        found |= {row.key: _row(row) for row in connection.execute(query)}
    return found


def labelled(connection: Connection, label: str) -> tuple[str, ...]:
    """Return the keys of the plans with exactly this label that are not in the trash."""
    query = select(plans.c.key).where(plans.c.label == label, plans.c.trashed.is_(None))
    return tuple(connection.execute(query.order_by(plans.c.updated.desc())).scalars())


def take(connection: Connection, key: str) -> Plan:
    """Return a plan, also from the trash.

    Raises
    ------
    NotFound
        If there is none with this key.
    UnreadableFile
        If it is damaged; names it and says why. Other plans are not touched by that.
    """
    row = connection.execute(select(plans).where(plans.c.key == key)).first()
    if row is None:
        raise NotFound("This plan is no longer there.")
    try:
        return from_stored(Stored(row.document, bytes(row.area)), row.key, row.archived)
    except BadPlan as bad:
        raise UnreadableFile(
            f"The plan “{plan_name(row.label, row.title)}” cannot be read: {bad}.",
            "Look for it in a backup of the library; your other plans are as they were.",
        ) from bad


def add(connection: Connection, plan: Plan, now: datetime) -> None:
    """Add a plan under its key."""
    when = stored_time(now)
    values = {"key": plan.key, "archived": plan.archived, "created": when, "updated": when}
    connection.execute(insert(plans).values(**values, **_values(plan)))
    index_plans(connection, [plan.key])


def save(connection: Connection, plan: Plan, now: datetime) -> bool:
    """Write a plan in place of what its key has; return whether anything changed.

    Whether it is archived, and in the trash, stays as it is.

    Raises
    ------
    NotFound
        If there is none with this key.
    """
    where = plans.c.key == plan.key
    held = connection.execute(select(plans).where(where)).first()
    if held is None:
        raise NotFound("This plan is no longer there.", "It may have been removed for good.")
    values = _values(plan)
    if all(getattr(held, name) == value for name, value in values.items()):
        return False
    connection.execute(update(plans).where(where).values(updated=stored_time(now), **values))
    index_plans(connection, [plan.key])
    return True


def archive(connection: Connection, keys: Sequence[str], on: bool) -> None:
    """Archive plans, or take them out of the archive."""
    for part in parts(keys):
        connection.execute(update(plans).where(plans.c.key.in_(part)).values(archived=on))
    index_plans(connection, keys)


def trash(connection: Connection, keys: Sequence[str], now: datetime | None) -> None:
    """Put plans into the trash as of a time, or with None take them out."""
    when = None if now is None else stored_time(now)
    for part in parts(keys):
        connection.execute(update(plans).where(plans.c.key.in_(part)).values(trashed=when))
    index_plans(connection, keys)


def empty_trash(connection: Connection) -> tuple[str, ...]:
    """Remove what is in the trash for good, with what was written about it; return the keys."""
    gone = select(plans.c.key).where(plans.c.trashed.is_not(None)).order_by(plans.c.key)
    keys = tuple(connection.execute(gone).scalars())
    swap_about(connection, nothing_about(str(Ref(Kind.PLAN, key)) for key in keys))
    connection.execute(delete(plans).where(plans.c.trashed.is_not(None)))
    index_plans(connection, keys)
    return keys


def swap(connection: Connection, wanted: Sequence[Held]) -> tuple[Held, ...]:
    """Make the rows of plans what was held, also in search; return what they were until now.

    Raises
    ------
    NotUnderstood
        If it no longer fits the rest of the library.
    """
    before = put_back(connection, wanted)
    index_plans(connection, [key for each in wanted for key in each.scope.values])
    return before


def index_plans(connection: Connection, keys: Iterable[str]) -> None:
    """Index these plans anew, with the notes on them; those in the trash or gone are not found."""
    keys = tuple(dict.fromkeys(keys))
    index.drop(connection, [(_PLAN, _ref(key)) for key in keys])
    for part in parts(keys):
        held = connection.execute(select(plans).where(plans.c.key.in_(part))).all()
        index.put(
            connection,
            [(_PLAN, _ref(row.key), _document(connection, row)) for row in held
             if row.trashed is None],
        )  # fmt: skip
        refs = [_ref(row.key) for row in held]
        noted = select(note.c.ref, note.c.text).where(note.c.ref.in_(refs))
        for row in connection.execute(noted).all():
            note_index.put(connection, row.ref, row.text)


def index_all(connection: Connection) -> None:
    """Index every plan that is not in the trash."""
    index_plans(connection, connection.execute(select(plans.c.key)).scalars().all())


def _document(connection: Connection, row: Any) -> Document:
    """Return what a search finds of a plan; of a damaged one, what its list shows."""
    where = (entry.c.kind == Kind.CONDITION.value) & (entry.c.key == row.condition)
    condition = connection.execute(select(entry.c.title).where(where)).scalar()
    condition = condition or sentence_case(slug_words(row.condition))
    word = "Template" if row.template else "Archived plan" if row.archived else "Plan"
    try:
        held = from_stored(Stored(row.document, bytes(row.area)), row.key, row.archived)
    except BadPlan:
        held = Plan()
    return Document(
        title=plan_name(row.label, row.title),
        subtitle=" · ".join(filter(None, (word, condition))),
        names=tuple(filter(None, (row.label, row.title))),
        text="\n".join(filter(None, (condition, held.goals, held.notes))),
        mentions=tuple(dict.fromkeys(point.code for point in held.points)),
    )


def _values(plan: Plan) -> dict[str, Any]:
    stored = to_stored(plan)
    return {
        "label": storable(plan.label),
        "title": storable(plan.title),
        "condition": plan.condition,
        "points": len(plan.chosen),
        "sessions": plan.treatments,
        "sessions_planned": plan.sessions_planned,
        "template": plan.template,
        "document": stored.document,
        "area": stored.area,
    }


def _row(row: Any) -> PlanRow:
    return PlanRow(
        key=row.key,
        label=row.label,
        title=row.title,
        condition=row.condition,
        points=row.points,
        sessions=row.sessions,
        sessions_planned=row.sessions_planned,
        template=row.template,
        archived=row.archived,
        trashed=row.trashed is not None,
        created=read_time(row.created),
        updated=read_time(row.updated),
    )


def _ref(key: str) -> str:
    return str(Ref(Kind.PLAN, key))
