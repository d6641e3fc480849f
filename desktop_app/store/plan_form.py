"""A plan as it is stored: a JSON document with the number of its form, and its area packed.

Every field is written, so that a plan stays as it was meant when the program's defaults change;
reading checks every value, because a library may come from elsewhere or be damaged.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from desktop_app.domain.area import STRONGEST, Area, Feeling, Patch, Side
from desktop_app.domain.plans import Plan

FORM = 1
"""The form in which plans are written; raised when a field comes to mean something else."""

MOST_FACES = 4_000_000
"""More faces than any skin mesh has: a patch that unpacks to more is damaged."""

_APART = ("key", "archived", "area")
"""What does not stand in the document as the other fields do: the row and the area have it."""


_EXACT = 2**53
"""Below it every whole number has a float of its own."""


class BadPlan(ValueError):
    """A stored plan that cannot be understood; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A plan as its row holds it."""

    document: str
    area: bytes


def to_stored(plan: Plan) -> Stored:
    """Return a plan as it is stored, but for its key and whether it is archived."""
    packed = [zlib.compress(patch.strengths) for patch in plan.area.patches]
    document = {
        "form": FORM,
        **{spec.name: _plain(getattr(plan, spec.name)) for spec in _specs(Plan)},
        "area": {
            "skin": plan.area.skin,
            "patches": [
                {"side": each.side.value, "feeling": each.feeling.value, "packed": len(stream)}
                for each, stream in zip(plan.area.patches, packed, strict=True)
            ],
        },
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Stored(storable(text), b"".join(packed))


def storable(text: str) -> str:
    """Return a text without halves of characters, which pasting may bring and no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def from_stored(stored: Stored, key: str, archived: bool) -> Plan:
    """Return the plan that was stored.

    Raises
    ------
    BadPlan
        If any of it is damaged, or of a form that this program does not know.
    """
    document = _document(stored.document)
    given = {
        spec.name: _value(hint, document[spec.name], spec.name)
        for spec, hint in _hinted(Plan)
        if spec.name in document
    }
    plan = Plan(key=key, archived=archived, **given)
    return replace(plan, area=_area(document.get("area"), stored.area))


def _document(text: str) -> Mapping[str, Any]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadPlan("it is not whole") from error
    if not isinstance(document, dict):
        raise BadPlan("it is not whole")
    form = document.get("form")
    if not isinstance(form, int):
        raise BadPlan("the number of its form is missing")
    if form > FORM:
        raise BadPlan("it was written by a newer Yongquan")
    return document


def _area(described: Any, packed: bytes) -> Area:
    if not isinstance(described, dict):
        raise BadPlan("its area is missing")
    patches: list[Patch] = []
    start = 0
    for each in _value(list, described.get("patches"), "area"):
        size = _value(int, each.get("packed") if isinstance(each, dict) else None, "area")
        side = _value(Side, each.get("side"), "area")
        feeling = _value(Feeling, each.get("feeling"), "area")
        patches.append(Patch(side, feeling, _unpacked(packed[start : start + size])))
        start += size
    named = {(patch.side, patch.feeling) for patch in patches}
    if len(named) < len(patches) or start != len(packed):
        raise BadPlan("its area is damaged")
    return Area(tuple(patches), _value(str, described.get("skin"), "area"))


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        strengths = unpacking.decompress(packed, MOST_FACES)
    except zlib.error as error:
        raise BadPlan("its area is damaged") from error
    if not unpacking.eof or unpacking.unused_data or max(strengths, default=0) > STRONGEST:
        raise BadPlan("its area is damaged")
    return strengths


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    if is_dataclass(value):
        return {spec.name: _plain(getattr(value, spec.name)) for spec in fields(value)}
    if isinstance(value, tuple):
        return list(map(_plain, value))
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        # A whole number is written in one way, however it was given.
        return int(value)
    return value.isoformat() if isinstance(value, date) else value


def _value(hint: Any, plain: Any, where: str) -> Any:
    """Return a plain value as one of this type.

    Raises
    ------
    BadPlan
        If it is of another type, or a word that is none of the legal ones.
    """
    if isinstance(hint, UnionType):
        inner = next(each for each in get_args(hint) if each is not type(None))
        return None if plain is None else _value(inner, plain, where)
    if get_origin(hint) in (tuple, frozenset):
        return _several(hint, plain, where)
    if is_dataclass(hint):
        return _record(hint, plain, where)
    if hint is float and isinstance(plain, int) and not isinstance(plain, bool):
        return float(plain)
    read = _READ.get(hint) or (hint if issubclass(hint, StrEnum) else None)
    if read is None:
        if type(plain) is not hint:
            raise BadPlan(f"“{where}” is not what it should be")
        return plain
    try:
        return read(plain)
    except (ValueError, TypeError) as error:
        raise BadPlan(f"“{where}” is not what it should be") from error


def _moment(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


_READ: dict[Any, Callable[[Any], Any]] = {date: date.fromisoformat, datetime: _moment}


def _several(hint: Any, plain: Any, where: str) -> Any:
    if not isinstance(plain, list):
        raise BadPlan(f"“{where}” is not a list")
    kinds = get_args(hint)
    if get_origin(hint) is frozenset:
        return frozenset(_value(kinds[0], each, where) for each in plain)
    if kinds[-1] is Ellipsis:
        return tuple(_value(kinds[0], each, where) for each in plain)
    if len(plain) != len(kinds):
        raise BadPlan(f"“{where}” is not whole")
    return tuple(_value(kind, each, where) for kind, each in zip(kinds, plain, strict=True))


def _record(cls: Any, plain: Any, where: str) -> Any:
    if not isinstance(plain, dict):
        raise BadPlan(f"“{where}” is not whole")
    given: dict[str, Any] = {}
    for spec, hint in _hinted(cls):
        if spec.name in plain:
            given[spec.name] = _value(hint, plain[spec.name], f"{where}: {spec.name}")
        elif spec.default is MISSING and spec.default_factory is MISSING:
            raise BadPlan(f"“{where}: {spec.name}” is missing")
    return cls(**given)


@cache
def _hinted(cls: type[Any]) -> tuple[tuple[Field[Any], Any], ...]:
    hints = get_type_hints(cls)
    return tuple((spec, hints[spec.name]) for spec in _specs(cls))


def _specs(cls: type[Any]) -> Iterator[Field[Any]]:
    return (spec for spec in fields(cls) if cls is not Plan or spec.name not in _APART)
