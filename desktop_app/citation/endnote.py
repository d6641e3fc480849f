"""EndNote XML, as EndNote, Zotero and others write it.

The text is cut into records before any is parsed, so that one that is no XML leaves the others
whole; declarations of entities (what makes XML dangerous) are refused for the file as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from desktop_app.citation.endnote_fields import reference_of
from desktop_app.citation.endnote_writing import record_of
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.reference import Reference

LARGEST_RECORD = 4_000_000  # characters; a record holds an abstract and notes, not a book

_RECORD = re.compile(r"<record(?=[\s>/])")
_OLD = re.compile(r"<RECORD(?=[\s>/])")
_END = "</record>"
_DECLARED = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NUMBER = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,8})|([0-9]{1,9}));")
_BARE_AND = re.compile(r"&(?!#?\w+;)")


def read_text(text: str, name: str) -> Iterator[Record | Rejected]:
    """Give the records of a text; ``name`` is the file's, for messages.

    Raises
    ------
    UnreadableFile
        If the text declares a document type or entities.
    """
    first = _RECORD.search(text)
    if _DECLARED.search(text, 0, first.start() if first else len(text)):
        raise UnreadableFile(
            f"{name} declares XML entities or a document type; such files are not read.",
            "Export it again from EndNote as XML.",
        )
    if not first and (old := _OLD.search(text)):
        reason = "EndNote 7 and older wrote such XML; export it from EndNote 8 or later"
        yield Rejected(name, text.count("\n", 0, old.start()) + 1, 1, reason)
    line, place = 1, 0
    starts = [found.start() for found in _RECORD.finditer(text)]
    for number, (start, next_) in enumerate(pairwise((*starts, len(text))), 1):
        line += text.count("\n", place, start)
        place = start
        end = text.find(_END, start, next_)
        if end < 0 and number == len(starts):
            yield Rejected(name, line, number, "the file ends within the record")
        elif end < 0:
            yield Rejected(name, line, number, "the record has no end (</record>)")
        else:
            yield _record(text[start : end + len(_END)], name, line, number)


def _record(text: str, name: str, line: int, number: int) -> Record | Rejected:
    if len(text) > LARGEST_RECORD:
        reason = f"longer than {LARGEST_RECORD // 1_000_000} million characters"
        return Rejected(name, line, number, reason)
    try:
        element, warnings = _element(text)
        reference, more = reference_of(element)
    except ParseError as error:
        return Rejected(name, line, number, f"not well-formed XML: {error}")
    except DefusedXmlException:
        return Rejected(name, line, number, "XML entities are declared in it")
    except RecursionError:
        return Rejected(name, line, number, "XML elements are nested too deeply in it")
    if not (reference.title or reference.credits or reference.doi or reference.pmid):
        return Rejected(name, line, number, "no title, author, DOI or PMID")
    if not reference.title:
        more.append("no title")
    return Record(reference, name, line, number, (*warnings, *more))


def _element(text: str) -> tuple[Element, list[str]]:
    if "&#" in text:
        text = _NUMBER.sub(_letter, text)
    try:
        return fromstring(text, forbid_dtd=True), []
    except ParseError:
        mended = _BARE_AND.sub("&amp;", text)
        if mended == text:
            raise
        return fromstring(mended, forbid_dtd=True), ["a bare & was taken as it stands"]


def _letter(found: re.Match[str]) -> str:
    """Keep the number of a letter that XML can hold; others, which no parser takes, go."""
    code = int(found[1], 16) if found[1] else int(found[2])
    legal = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return found[0] if legal or 0x10000 <= code <= 0x10FFFF else " "


def write_text(references: Iterable[Reference]) -> str:
    """Return the references as EndNote XML, ending with a newline."""
    records = "".join(
        record_of(reference, number) for number, reference in enumerate(references, 1)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n{records}</records></xml>\n'
