"""RIS, as EndNote, Zotero, Mendeley and the databases write it.

The ``rispy`` package is not used here but as a second opinion in the tests: it takes a record
without its end into the next one, loses an unended last one, the second of repeated fields and the
order of tags, and knows no line numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.citation.records import Record, Rejected
from desktop_app.citation.ris_fields import reference_of
from desktop_app.citation.ris_records import Lines, split
from desktop_app.citation.ris_writing import lines_of
from desktop_app.domain.reference import Reference

# A field outside any record is one of a record that lost its type; other tags there say nothing.
_TELLING = frozenset({"TI", "T1", "AU", "A1", "DO", "JO", "JF", "T2", "AB", "N2", "PY", "Y1"})


def read_text(text: str, name: str) -> Iterator[Record | Rejected]:
    """Give the records of a text; ``name`` is the file's, for messages."""
    return read_lines(text.split("\n"), name)


def read_lines(lines: Iterable[str], name: str) -> Iterator[Record | Rejected]:
    """Give the records of lines without their ends, one by one as they come."""
    number = 0
    for found in split(lines):
        if not found.begun and not any(tag in _TELLING for tag, _ in found.fields):
            continue
        number += 1
        yield _record(found, name, number)


def _record(found: Lines, name: str, number: int) -> Record | Rejected:
    if not found.begun:
        reason = "no TY line: where the record begins and what it is cannot be told"
        return Rejected(name, found.line, number, reason)
    reference, warnings = reference_of(found.fields)
    if not (reference.title or reference.credits or reference.doi or reference.pmid):
        reason = "no title, author, DOI or PMID"
        return Rejected(name, found.line, number, reason)
    if not reference.title:
        warnings.append("no title")
    if not found.ended:
        warnings.append("no ER line: the record may be cut short")
    return Record(reference, name, found.line, number, tuple(warnings))


def write_text(references: Iterable[Reference]) -> str:
    """Return the references as RIS, ending with a newline."""
    text = "".join(f"{line}\n" for reference in references for line in lines_of(reference))
    return text or "\n"
