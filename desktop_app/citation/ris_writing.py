"""Writes references as RIS that EndNote and Zotero read, and that is read here without loss."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.citation.dates import slashed
from desktop_app.citation.formats import Format
from desktop_app.citation.names import inverted
from desktop_app.citation.notices import note_of, to_be_told
from desktop_app.citation.pages import first_and_last
from desktop_app.citation.places import has_number, has_series, is_article
from desktop_app.citation.ris_types import READ, WRITTEN
from desktop_app.citation.tidy import one_line, paragraphs
from desktop_app.domain.reference import Extra, Reference, ReferenceType, Role

_ROLES = {
    Role.AUTHOR: "AU",
    Role.EDITOR: "ED",
    Role.SERIES_EDITOR: "A3",
    Role.TRANSLATOR: "A4",
}
# Extras that say how a field of the reference was written; they are not written on their own.
_WITH_OTHERS = ("TY", "KW")


def lines_of(reference: Reference) -> Iterator[str]:
    """Give the lines of one record, the empty one behind it included."""
    yield f"TY  - {_type(reference)}"
    for tag, value in _fields(reference):
        if value:
            yield f"{tag}  - {value}"
    for extra in _own(reference):
        if extra.tag not in _WITH_OTHERS:
            yield f"{extra.tag}  - {extra.value}"
    yield "ER  - "
    yield ""


def _own(reference: Reference, tag: str = "") -> Iterator[Extra]:
    for extra in reference.extras:
        if extra.format == Format.RIS and tag in ("", extra.tag):
            yield extra


def _type(reference: Reference) -> str:
    """Return the type that was read where it still fits."""
    for extra in _own(reference, "TY"):
        read = READ.get(extra.value.split()[0].upper(), ReferenceType.DOCUMENT)
        if read is reference.type:
            return extra.value
    return WRITTEN[reference.type]


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    for tag, value in _about(reference):
        yield tag, one_line(value)
    words = list(dict.fromkeys((*reference.keywords, *reference.subjects)))
    # A sole keyword with commas would be read as several; the mark behind it says that it is one.
    end = ";" if len(words) == 1 and words[0].count(",") > 1 else ""
    starred = {extra.value.lstrip("* "): extra.value for extra in _own(reference, "KW")}
    for word in words:
        yield "KW", one_line(starred.get(word, word)) + end
    yield "AB", paragraphs(reference.abstract)
    for note in reference.notes:
        yield "N1", paragraphs(note)
    told = to_be_told(reference.notices, reference.title, reference.publication_types)
    for notice in told:
        yield "N1", one_line(note_of(notice))


def _about(reference: Reference) -> Iterator[tuple[str, str]]:
    """Give the fields that are of one line."""
    yield "ID", reference.key
    yield "TI", reference.title
    yield "ST", reference.title_short
    yield "TT", reference.title_original
    for credit in reference.credits:
        if credit.role in _ROLES:
            yield _ROLES[credit.role], inverted(credit.name)
    yield from _dates(reference)
    yield from _containers(reference)
    yield "VL", reference.volume
    yield "IS", reference.issue
    first, last = first_and_last(reference.pages)
    yield "SP", first
    # Further last pages among the extras would else be taken for that of these pages.
    yield "EP", last or (first if any(_own(reference, "EP")) else "")
    yield "M1" if has_number(reference.type) else "C7", reference.number
    yield "ET", reference.edition
    yield "SV", reference.series_number
    yield "PB", reference.publisher
    yield "CY", reference.place
    if not is_article(reference.type):
        yield "M3", reference.genre
    for type_ in reference.publication_types:
        yield "M3", type_
    yield "SN", reference.issn
    yield "SN", reference.isbn
    yield "DO", reference.doi
    yield from _accessions(reference)
    yield "UR", reference.url
    for file in reference.files:
        yield "L1", file.path
    yield "LA", reference.language
    yield "DB", reference.database
    yield "CN", reference.call_number


def _dates(reference: Reference) -> Iterator[tuple[str, str]]:
    issued = reference.issued
    if issued.year:
        yield "PY", f"{issued.year:04d}"
    if issued.month or issued.text:
        yield "DA", slashed(issued)
    if reference.accessed.year or reference.accessed.text:
        yield "Y2", slashed(reference.accessed)


def _containers(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.type is ReferenceType.PAPER and reference.event:
        yield "T2", reference.event
        # The format has one place for both; an event that stands twice has no proceedings.
        yield "C3", reference.container or reference.event
    elif reference.type is ReferenceType.PAPER and any(_own(reference, "C3")):
        yield "C3", reference.container
    else:
        yield "T2", reference.series if has_series(reference.type) else reference.container
    yield "JA", reference.container_short
    if not has_series(reference.type) and not is_article(reference.type):
        yield "T3", reference.series


def _accessions(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.accession:
        yield "AN", reference.accession
        yield "U1", f"{reference.pmid}[pmid]" if reference.pmid else ""
    elif reference.pmid:
        yield "AN", f"PMID: {reference.pmid}"
    yield "C2", reference.pmcid
