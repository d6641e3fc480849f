"""Domain dataclasses from plain mappings and back, by their declared types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from operator import attrgetter
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")
Convert = Callable[[Any], Any]


class MissingField(ValueError):
    """A record lacks a field that has no default; the message names it."""


def from_plain(cls: type[T], value: Mapping[str, Any]) -> T:
    """Build a dataclass from a mapping; keys that it does not know are ignored.

    Raises
    ------
    MissingField
        If a field without a default is missing.
    ValueError
        If a word is not one of an enum's.
    """
    built: T = _decoder(cls)(value)  # type: ignore[arg-type]
    return built


def to_plain(record: Any) -> dict[str, Any]:
    """Return a dataclass as a mapping that JSON can hold, without what equals the defaults."""
    plain: dict[str, Any] = _encoder(type(record))(record)  # type: ignore[arg-type]
    return plain


def to_full(record: Any) -> dict[str, Any]:
    """Return a dataclass as a mapping that JSON can hold, with every field."""
    return {spec.name: _full(getattr(record, spec.name)) for spec in fields(record)}


def _full(value: Any) -> Any:
    if is_dataclass(value):
        return to_full(value)
    if isinstance(value, tuple):
        return [_full(item) for item in value]
    return value.value if isinstance(value, StrEnum) else value


@cache
def _encoder(cls: type[Any]) -> Convert:
    hints = get_type_hints(cls)
    # Worked out once: an import turns tens of thousands of records into JSON.
    specs = [(spec.name, spec.default, _plainer(hints[spec.name])) for spec in fields(cls)]

    def encode(record: Any) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for name, default, convert in specs:
            value = getattr(record, name)
            if value is default or value == default:
                continue
            plain[name] = value if convert is None else convert(value)
        return plain

    return encode


def _plainer(hint: Any) -> Convert | None:
    """Return how to turn a value of this type into a plain one; None if it already is."""
    if isinstance(hint, UnionType):
        inner = next(arg for arg in get_args(hint) if arg is not type(None))
        convert = _plainer(inner)
        return (
            None if convert is None else (lambda value: None if value is None else convert(value))
        )
    if get_origin(hint) is tuple:
        each = _plainer(get_args(hint)[0])
        return list if each is None else (lambda value: [each(item) for item in value])
    if is_dataclass(hint):
        return _encoder(hint)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return attrgetter("value")
    return None


@cache
def _decoder(cls: type[Any]) -> Convert:
    hints = get_type_hints(cls)
    converters: dict[str, Convert | None] = {}
    fallbacks: dict[str, None] = {}
    needed: set[str] = set()
    for spec in fields(cls):
        hint = hints[spec.name]
        converters[spec.name] = _converter(hint)
        if spec.default is MISSING and spec.default_factory is MISSING:
            if isinstance(hint, UnionType) and type(None) in get_args(hint):
                fallbacks[spec.name] = None
            else:
                needed.add(spec.name)

    def decode(value: Any) -> Any:
        arguments: dict[str, Any] = dict(fallbacks)
        for name, item in value.items():
            if name in converters:
                convert = converters[name]
                arguments[name] = item if convert is None else convert(item)
        if not needed <= arguments.keys():
            raise MissingField(f"“{min(needed - arguments.keys())}” is missing")
        return cls(**arguments)

    return decode


def _converter(hint: Any) -> Convert | None:
    """Return how to turn a plain value into this type; None if it already is."""
    if isinstance(hint, UnionType):
        inner = next(arg for arg in get_args(hint) if arg is not type(None))
        convert = _converter(inner)
        return (
            None if convert is None else (lambda value: None if value is None else convert(value))
        )
    if get_origin(hint) is tuple:
        each = _converter(get_args(hint)[0])
        return tuple if each is None else (lambda value: tuple(map(each, value)))
    if is_dataclass(hint):
        return _decoder(hint)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return None
