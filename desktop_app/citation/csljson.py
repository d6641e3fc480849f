"""CSL-JSON as Zotero, Mendeley and Crossref write it: read record by record, and written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from desktop_app.citation.csljson_fields import from_csl, to_csl
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.reference import Reference

__all__ = ["from_csl", "read_text", "to_csl", "write_text"]

# Python refuses to read integers of more than 4,300 digits, and a year has four.
_LONGEST_NUMBER = 18
_BETWEEN = re.compile(r"[\s,]*")
_CLOSED = re.compile(r"[\]}][\s,\]}\[]*")
_WRAPPED = re.compile(r'\{\s*"(?:status|message|message-type|items|total-results|config)"\s*:')
_ITEMS = re.compile(r'"(?:items|message)"\s*:\s*(?=[\[{](?!\s*"items"))')
_NEXT_OBJECT = re.compile(r"[},]\s*(?=\{)")
_SIGNS = ("type", "title", "DOI", "id", "author", "container-title")
# After so many places that might be the next record and are not, the rest counts as lost.
_TRIES = 2000

Dict = dict[str, Any]


def read_text(text: str, name: str) -> Iterator[Record | Rejected]:
    """Give the records of a list, a single object, a Crossref answer or one object per line.

    Raises
    ------
    UnreadableFile
        If the text is not JSON at all.
    """
    start = _BETWEEN.match(text)
    position = start.end() if start else 0
    if text[position : position + 1] not in ("[", "{"):
        line, column = _place(text, position)
        raise UnreadableFile(
            f"{name} is not CSL-JSON: line {line}, column {column} has no list and no object.",
            "Export it again as CSL JSON.",
        )
    wrapped = _WRAPPED.match(text, position)
    if wrapped:
        inner = _ITEMS.search(text, position)
        position = inner.end() if inner else position
    is_list = text.startswith("[", position)
    position += is_list
    yield from _records(text, position, name, is_list=is_list, is_part=bool(wrapped))


def _records(
    text: str, position: int, name: str, *, is_list: bool, is_part: bool
) -> Iterator[Record | Rejected]:
    decoder = json.JSONDecoder(parse_int=_whole_number, parse_constant=lambda _: None)
    number, line, counted = 0, 1, 0
    while True:
        between = _BETWEEN.match(text, position)
        position = between.end() if between else position
        line += text.count("\n", counted, position)
        counted = position
        if position >= len(text):
            if is_list:
                yield Rejected(name, line, number + 1, "The file ends before its list does.")
            return
        if text[position] in "]}":
            after = _CLOSED.match(text, position)
            if is_part or not after or after.end() >= len(text):
                return
            # What goes on is a further list, as files put together have, or a slip.
            if text[position] == "}":
                number += 1
                yield Rejected(name, line, number, "A brace is closed that was never opened.")
            position = after.end()
            continue
        number += 1
        try:
            value, position = decoder.raw_decode(text, position)
        except json.JSONDecodeError as error:
            at_line, column = _place(text, error.pos)
            reason = f"Not JSON at line {at_line}, column {column}: {error.msg}."
            yield Rejected(name, line, number, reason)
        except RecursionError:
            yield Rejected(name, line, number, "Lists or objects are nested too deep to be read.")
        else:
            yield _record(value, name, line, number)
            continue
        position = _next_record(text, position, decoder)
        if position >= len(text):
            return


def _record(value: object, name: str, line: int, number: int) -> Record | Rejected:
    item = value.get("itemData", value) if isinstance(value, dict) else value
    if not isinstance(item, dict):
        return Rejected(name, line, number, "A record must be an object in braces.")
    if not any(sign in item for sign in _SIGNS):
        return Rejected(name, line, number, "This object has neither a type nor a title.")
    return Record(from_csl(item), name, line, number)


def _next_record(text: str, position: int, decoder: json.JSONDecoder) -> int:
    """Return where the next whole record begins after one that is broken."""
    for tried, found in enumerate(_NEXT_OBJECT.finditer(text, position + 1)):
        if tried > _TRIES:
            break
        try:
            value, _ = decoder.raw_decode(text, found.end())
        except (json.JSONDecodeError, RecursionError):
            continue
        if isinstance(value, dict) and ("type" in value or "title" in value):
            return found.end()
    return len(text)


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _place(text: str, position: int) -> tuple[int, int]:
    before = text.rfind("\n", 0, position)
    return text.count("\n", 0, position) + 1, position - before


def write_text(references: Iterable[Reference]) -> str:
    """Return the references as a CSL-JSON list, ending with a newline.

    Every record has an id of its own; where two share a citation key, ``citation-key`` holds it.
    """
    used: set[str] = set()
    items = [_with_own_id(to_csl(reference), used) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _with_own_id(item: Dict, used: set[str]) -> Dict:
    key = item.pop("id", "")
    own, count = key or f"item-{len(used) + 1}", 1
    while own in used:
        count += 1
        own = f"{key or 'item'}-{count}"
    used.add(own)
    named = {"citation-key": key} if key and own != key else {}
    return {"id": own, **named, **item}
