"""PubMed's own format (nbib, MEDLINE): what its page saves as ``PubMed``, and E-utilities give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.citation.nbib_fields import reference_of
from desktop_app.citation.nbib_records import split
from desktop_app.citation.nbib_writing import lines_of
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.reference import Reference


def read_text(text: str, name: str) -> Iterator[Record | Rejected]:
    """Give the records of a text; ``name`` is the file's, for messages."""
    return read_lines(text.split("\n"), name)


def read_lines(lines: Iterable[str], name: str) -> Iterator[Record | Rejected]:
    """Give the records of lines without their ends, one by one as they come."""
    for number, (line, fields) in enumerate(split(lines), 1):
        reference, warnings = reference_of(fields)
        if not (reference.title or reference.pmid or reference.credits or reference.doi):
            reason = "no title, author, DOI or PMID"
            yield Rejected(name, line, number, reason)
            continue
        if not reference.title:
            warnings.append("no title: the record may be cut short")
        yield Record(reference, name, line, number, tuple(warnings))


def write_text(references: Iterable[Reference]) -> str:
    """Return the references as PubMed writes them, ending with a newline."""
    text = "\n".join("".join(f"{line}\n" for line in lines_of(one)) for one in references)
    return text or "\n"
