"""BibTeX and BibLaTeX: bibtexparser finds the entries; what stands in them is read here."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from desktop_app.citation.bibtex_fields import MONTHS, read_entry
from desktop_app.citation.bibtex_writing import write_text
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.errors import UnreadableFile

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

__all__ = ["read_text", "write_text"]

# An entry without a key, not even an empty one: ``@article{ title = ...``.
_NO_KEY = re.compile(
    r"(?m)^([ \t]*@(?!string\b|comment\b|preamble\b)\w+\s*\{)(?=\s*[\w-]+\s*=)", re.IGNORECASE
)
_SIGN = re.compile(r'(?<!\\)[{}"#]')
_BRACE = re.compile(r"(?<!\\)[{}]")
_DEEPEST = 100
_MONTH_NAMES = {name: name for name in MONTHS}
# biblatex's rule of what a child takes from its parent under another name.
_BECOMES = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
_NOT_INHERITED = frozenset({"crossref", "xref", "xdata", "key", "shorttitle", "file", "keywords",
    "abstract", "note", "annotation", "ids", "entrysubtype", "label", "options", "doi", "url",
    "pages"})  # fmt: skip
_DEEPEST_PARENT = 8
_CALLED = {
    "Unexpectedly reached end of file.": "The file ends before the entry does: a brace or a "
    "quotation mark is not closed.",
}

Values = dict[str, str]


def read_text(text: str, name: str) -> Iterator[Record | Rejected]:
    """Give the entries of a BibTeX file; macros, ``crossref`` and ``xdata`` are resolved.

    Raises
    ------
    UnreadableFile
        If bibtexparser cannot go through the text at all.
    """
    blocks = _blocks(_NO_KEY.sub(r"\1,", text), name)
    macros = _macros(blocks)
    parents = _parents(blocks, macros)
    number = 0
    for block in blocks:
        if block.__class__.__name__ in ("ExplicitComment", "ImplicitComment", "Preamble", "String"):
            continue
        entry = _entry_of(block)
        line = (block.start_line or 0) + 1
        if entry is None:
            if _is_entry(block.raw or ""):
                number += 1
                yield Rejected(name, line, number, _why(getattr(block, "error", None)))
            continue
        kind = entry.entry_type.lower()
        if kind in ("xdata", "set", "control", "string", "comment"):
            continue
        number += 1
        warnings: list[str] = []
        values = _values(entry, macros, warnings)
        if isinstance(values, str):
            yield Rejected(name, line, number, values)
            continue
        if "crossref" in values or "xdata" in values:
            values = _inherited(kind, values, parents)
        reference = read_entry(kind, entry.key, values)
        yield Record(reference, name, line, number, tuple(warnings))


def _blocks(text: str, name: str) -> list[Block]:
    from bibtexparser.exceptions import ParserStateException
    from bibtexparser.splitter import Splitter

    # It warns of each block that it gives up; those are told to the user as rejected.
    logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)
    try:
        blocks: list[Block] = Splitter(text).split().blocks
    except (ParserStateException, RecursionError, IndexError) as error:
        raise UnreadableFile(f"{name} could not be read as BibTeX.") from error
    return blocks


def _entry_of(block: Block) -> Entry | None:
    from bibtexparser.model import Entry

    if isinstance(block, Entry):
        return block
    # A key or a field that stands twice is no reason to leave the entry out.
    inner = getattr(block, "ignore_error_block", None)
    return inner if isinstance(inner, Entry) else None


def _is_entry(raw: str) -> bool:
    return not raw.lower().startswith(("@comment", "@string", "@preamble"))


def _why(error: object) -> str:
    reason = getattr(error, "abort_reason", "") or str(error)
    return _CALLED.get(reason, reason)


def _macros(blocks: list[Block]) -> Values:
    from bibtexparser.model import String

    macros = dict(_MONTH_NAMES)
    for block in blocks:
        if isinstance(block, String):
            value = _value(block.value, macros, [])
            macros[block.key.lower()] = value or ""
    return macros


def _parents(blocks: list[Block], macros: Values) -> dict[str, Values]:
    """Return the entries that others name, with their type as ``ENTRYTYPE``."""
    entries = [entry for block in blocks if (entry := _entry_of(block)) is not None]
    named: set[str] = set()
    for entry in entries:
        for field in entry.fields:
            if field.key.lower() in ("crossref", "xdata"):
                named.update(each.strip() for each in field.value.strip('{}" \n').split(","))
    parents: dict[str, Values] = {}
    for entry in entries:
        if entry.key in named and entry.key not in parents:
            values = _values(entry, macros, [])
            if isinstance(values, dict):
                parents[entry.key] = {**values, "ENTRYTYPE": entry.entry_type.lower()}
    return parents


def _inherited(kind: str, values: Values, parents: dict[str, Values], depth: int = 0) -> Values:
    taken = dict(values)
    if depth > _DEEPEST_PARENT:
        return taken
    for field in ("xdata", "crossref"):
        for key in values.get(field, "").split(","):
            found = parents.get(key.strip())
            if found is None:
                continue
            parent = _inherited(found["ENTRYTYPE"], found, parents, depth + 1)
            renames = field == "crossref" and (kind.startswith("in") or kind == "conference")
            for name, value in parent.items():
                if name == "ENTRYTYPE" or (field == "crossref" and name in _NOT_INHERITED):
                    continue
                taken.setdefault(_BECOMES.get(name, name) if renames else name, value)
    taken.pop("xdata", None)
    return taken


def _values(entry: Entry, macros: Values, warnings: list[str]) -> Values | str:
    """Return the fields by lower-case name, or why the entry cannot be read."""
    values: Values = {}
    for field in entry.fields:
        name = field.key.lower().replace(" ", "-")
        value = _value(field.value, macros, warnings)
        if value is None:
            line = (field.start_line or 0) + 1
            return (
                f"The braces of “{field.key[:40]}” in line {line} are nested too deep to be read."
            )
        if name in values and value:
            if name in ("keywords", "file", "note") and values[name]:
                values[name] = f"{values[name]};{value}" if name != "note" else (
                    f"{values[name]}\n{value}")  # fmt: skip
            elif values[name]:
                warnings.append(f"“{name}” stands there twice; the first is taken.")
            else:
                values[name] = value
        else:
            values[name] = value
    return values


def _value(raw: str, macros: Values, warnings: list[str]) -> str | None:
    """Return a value without its delimiters, macros put in; None if its braces are too deep."""
    first = raw[:1]
    simple = "#" not in raw
    if (
        simple
        and ((first == "{" and raw[-1] == "}") or (first == '"' and raw[-1] == '"'))
        and len(raw) > 1
    ):
        inner = raw[1:-1]
        if first == "{" and "{" not in inner:
            return inner
        return None if _too_deep(inner) else inner
    if simple and first not in '{"':
        return _word(raw, macros, warnings)
    if _too_deep(raw):
        return None
    return "".join(
        each[1:-1] if each[:1] in ("{", '"') and len(each) > 1 else _word(each, macros, warnings)
        for each in _pieces(raw)
    )


def _pieces(raw: str) -> list[str]:
    """Split ``mar # "~1"`` at the signs that stand outside of braces and quotation marks."""
    pieces: list[str] = []
    depth = begin = 0
    quoted = False
    for found in _SIGN.finditer(raw):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and sign == '"':
            quoted = not quoted
        elif depth == 0 and not quoted and sign == "#":
            pieces.append(raw[begin : found.start()].strip())
            begin = found.end()
    pieces.append(raw[begin:].strip())
    return [piece for piece in pieces if piece]


def _word(word: str, macros: Values, warnings: list[str]) -> str:
    if word.isdigit() or not word:
        return word
    known = macros.get(word.lower())
    if known is None:
        if re.fullmatch(r"[A-Za-z][\w:.+/-]*", word):
            warnings.append(f"“{word[:40]}” stands for no text in this file; it is taken as it is.")
        return word
    return known


def _too_deep(value: str) -> bool:
    if value.count("{") <= _DEEPEST:
        return False
    depth = 0
    for found in _BRACE.finditer(value):
        depth += 1 if found[0] == "{" else -1
        if depth > _DEEPEST:
            return True
    return False
