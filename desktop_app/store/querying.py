"""Turns what a query asks for into conditions on the table of studies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    and_,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    true,
)

from desktop_app.domain.query import Either, Every, OneOf, Wanted, Within, Without, Words, asks_for
from desktop_app.domain.refs import Kind
from desktop_app.store import study_index
from desktop_app.store.entries import CERTAINTY
from desktop_app.store.own_tables import (
    appraisal,
    attachment,
    collected,
    own_study,
    read_status,
    stance,
    tagged,
)
from desktop_app.store.tables import entry, link, note, star, study
from desktop_app.store.values import stored_time

STUDY = Kind.STUDY.value
REF = f"yq:{STUDY}/"
"""How the ref of a study begins."""

_CLAIM_PREFIX = f"yq:{Kind.CLAIM.value}/"
OWN_TIER = "own"
_LAST = "\U0010ffff"
_OPEN_NUMBER = 2**62

Condition = ColumnElement[bool]


def condition(wanted: Wanted, meridians: Mapping[str, Sequence[str]]) -> Condition:
    """Return the condition under which a row of ``study`` is what is wanted.

    Studies in the trash, and shipped ones that no longer ship, are left out unless the trash is
    asked for.

    Parameters
    ----------
    wanted
        What is asked for, its names resolved to keys.
    meridians
        The codes of each meridian's points.
    """
    shown = in_the_trash() if asks_for(wanted, "is", "trashed") else false()
    hidden = select(entry.c.id).where(entry.c.withdrawn)
    return and_(or_(study.c.entry_id.not_in(hidden), shown), _Reader(meridians).read(wanted))


def named_by(column: Any, *where: Condition) -> Select[Any]:
    """Return a query for the ids of the studies whose refs stand in a column."""
    joined = entry.c.key == func.substr(column, len(REF) + 1)
    return (
        select(entry.c.id)
        .join_from(column.table, entry, joined)
        .where(entry.c.kind == STUDY, begins(column, REF), *where)
    )


def in_the_trash() -> Condition:
    """Return the condition under which a study lies in the trash."""
    trashed = select(own_study.c.entry_id).where(own_study.c.trashed.is_not(None))
    return study.c.entry_id.in_(trashed)


def begins(column: Any, text: str) -> Condition:
    """Return the condition that a column begins with a text; an index on it is used."""
    return and_(column >= text, column < text + _LAST)


def bearing_on(claims: Select[Any], claim_refs: Select[Any]) -> Condition:
    """Return the condition that a study bears on one of these claims (their ids, their refs)."""
    shipped = (
        select(entry.c.id)
        .join_from(link, entry, (entry.c.key == link.c.to_key) & (entry.c.kind == STUDY))
        .where(link.c.from_id.in_(claims), link.c.to_kind == STUDY)
    )
    own = named_by(stance.c.study, stance.c.claim.in_(claim_refs))
    return or_(study.c.entry_id.in_(shipped), study.c.entry_id.in_(own))


class _Reader:
    """Reads parts of what is wanted, each by its sort."""

    def __init__(self, meridians: Mapping[str, Sequence[str]]) -> None:
        self._meridians = meridians

    def read(self, wanted: Wanted) -> Condition:
        match wanted:
            case Every():
                return and_(true(), *map(self.read, wanted.parts))
            case Either():
                return or_(false(), *map(self.read, wanted.parts))
            case Without():
                return not_(self.read(wanted.part))
            case Words():
                return study_index.holds(wanted)
            case Within():
                return _within(wanted)
            case OneOf():
                return self._one_of(wanted)

    def _one_of(self, wanted: OneOf) -> Condition:
        values = wanted.values
        if wanted.field == "meridian":
            codes = {code for each in values for code in self._meridians.get(each, ())}
            return _linked(Kind.POINT, codes)
        by_values = _BY_VALUES.get(wanted.field)
        if by_values is not None:
            return by_values(values)
        by_value = _BY_VALUE.get(wanted.field, {})
        return or_(false(), *(by_value[value]() for value in values if value in by_value))


def _in(ids: Select[Any]) -> Condition:
    return study.c.entry_id.in_(ids)


def _linked(kind: Kind, keys: Iterable[str]) -> Condition:
    return _in(
        select(link.c.from_id).where(link.c.to_kind == kind.value, link.c.to_key.in_(sorted(keys)))
    )


def _claims(*where: Condition) -> tuple[Select[Any], Select[Any]]:
    """Return queries for the ids and the refs of claims."""
    found = (entry.c.kind == Kind.CLAIM.value, ~entry.c.withdrawn, *where)
    refs = select(literal(_CLAIM_PREFIX) + entry.c.key)
    return select(entry.c.id).where(*found), refs.where(*found)


def _certainty(values: Sequence[str]) -> Condition:
    graded = select(link.c.from_id).where(link.c.to_kind == CERTAINTY, link.c.to_key.in_(values))
    return bearing_on(*_claims(entry.c.id.in_(graded)))


def _claim(keys: Sequence[str]) -> Condition:
    return bearing_on(*_claims(entry.c.key.in_(keys)))


def _design(values: Sequence[str]) -> Condition:
    return study.c.design.in_(["" if value == "none" else value for value in values])


def _doi(values: Sequence[str]) -> Condition:
    starts = [value.strip().casefold().removeprefix("https://doi.org/") for value in values]
    return or_(false(), *(begins(func.lower(study.c.doi), each) for each in starts))


def _key(values: Sequence[str]) -> Condition:
    keyed = or_(false(), *(begins(entry.c.key, value.casefold()) for value in values))
    return _in(select(entry.c.id).where(entry.c.kind == STUDY, keyed))


def _kept_under(table: FromClause, column: str) -> Callable[[Sequence[str]], Condition]:
    return lambda keys: _in(named_by(table.c.ref, table.c[column].in_(keys)))


def _status(*statuses: str) -> Select[Any]:
    return named_by(read_status.c.ref, read_status.c.status.in_(statuses))


_BY_VALUES: dict[str, Callable[[Sequence[str]], Condition]] = {
    "design": _design,
    "found": lambda values: study.c.direction.in_(values),
    "point": lambda codes: _linked(Kind.POINT, codes),
    "condition": lambda slugs: _linked(Kind.CONDITION, slugs),
    "certainty": _certainty,
    "claim": _claim,
    "tag": _kept_under(tagged, "tag"),
    "in": _kept_under(collected, "collection"),
    "doi": _doi,
    "pmid": lambda values: study.c.pmid.in_(values),
    "key": _key,
}
"""Fields whose values are asked for together."""

_APPRAISED_WITH_EFFECT = named_by(appraisal.c.ref, appraisal.c.body.contains('"effect"'))

_BY_VALUE: dict[str, dict[str, Callable[[], Condition]]] = {
    "is": {
        "mine": lambda: study.c.tier == OWN_TIER,
        "shipped": lambda: study.c.tier != OWN_TIER,
        "starred": lambda: _in(named_by(star.c.ref)),
        "unread": lambda: study.c.entry_id.not_in(_status("reading", "read")),
        "reading": lambda: _in(_status("reading")),
        "read": lambda: _in(_status("read")),
        "cited": lambda: study.c.cited,
        "retracted": lambda: study.c.retracted,
        "trashed": in_the_trash,
    },
    "has": {
        "file": lambda: _in(named_by(attachment.c.ref)),
        "note": lambda: _in(named_by(note.c.ref)),
        "abstract": lambda: study.c.has_abstract,
        "effect": lambda: or_(study.c.has_effects, _in(_APPRAISED_WITH_EFFECT)),
        "appraisal": lambda: _in(named_by(appraisal.c.ref)),
        "doi": lambda: study.c.doi != "",
    },
}  # fmt: skip
"""Fields each of whose values is a question of its own."""


def _within(wanted: Within) -> Condition:
    if wanted.field == "added":
        return and_(*_days(wanted))
    column = study.c.year if wanted.field == "year" else study.c.sample_size
    low = -_OPEN_NUMBER if wanted.low is None else int(wanted.low)
    high = _OPEN_NUMBER if wanted.high is None else int(wanted.high)
    return column.between(low, high)


def _days(wanted: Within) -> Iterable[Condition]:
    if wanted.low is not None:
        yield study.c.added >= _day(str(wanted.low))
    if wanted.high is not None:
        yield study.c.added < _day(str(wanted.high)) + timedelta(days=1)


def _day(iso: str) -> datetime:
    """Return the beginning of a day of this place in UTC, as the tables hold it."""
    # Not every system knows the local time of days before 1970.
    iso = max(iso, "1970-01-02")
    return stored_time(datetime.fromisoformat(iso))
