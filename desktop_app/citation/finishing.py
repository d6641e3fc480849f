"""What is done with every record that was read, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.entities import name2codepoint
from operator import attrgetter

from desktop_app.citation.encoding import clean
from desktop_app.citation.identifiers import clean_pmid, find_doi
from desktop_app.citation.notices import notice_in, with_implied
from desktop_app.citation.records import Record, Rejected
from desktop_app.citation.tidy import one_line, paragraphs
from desktop_app.domain.reference import Credit, Name, Notice, Reference

_ENTITY = re.compile(rf"&(?:{'|'.join(name2codepoint)}|apos|#\d{{2,6}}|#[xX][0-9A-Fa-f]{{2,5}});")
_LINES = ("title", "title_short", "title_original", "container", "container_short", "series",
          "publisher", "event", "doi", "url")  # fmt: skip
_lines = attrgetter(*_LINES)
_PMID_NOTE = re.compile(r"PMID:?\s*\d{1,8}\b")
_MOST = 3  # an ampersand may have been escaped again by each program on the way


def finished(found: Record | Rejected) -> Record | Rejected:
    """Return a record with its entities read and what its notes tell; refuse an empty one."""
    if isinstance(found, Rejected):
        return found
    reference = _told_in_notes(_plain(found.reference))
    if not (reference.title or reference.credits or reference.doi or reference.pmid):
        reason = "no title, author, DOI or PMID"
        return Rejected(found.file, found.line, found.number, reason)
    return found if reference is found.reference else replace(found, reference=reference)


def _plain(reference: Reference) -> Reference:
    """Read ``&amp;``, ``&#233;``...: no format but XML has them, and many programs leave them."""
    changes: dict[str, object] = {
        field: one_line(_without_entities(text))
        for field, text in zip(_LINES, _lines(reference), strict=True)
        if "&" in text and _ENTITY.search(text)
    }
    if "&" in reference.abstract and _ENTITY.search(reference.abstract):
        changes["abstract"] = paragraphs(_without_entities(reference.abstract))
    if "&" in "".join(reference.keywords):
        changes["keywords"] = tuple(map(_without_entities, reference.keywords))
    if "&" in "".join(
        [f"{c.name.family}{c.name.given}{c.name.literal}" for c in reference.credits]
    ):
        changes["credits"] = tuple(
            Credit(Name(*map(_without_entities, _parts(credit.name))), credit.role)
            for credit in reference.credits
        )
    return replace(reference, **changes) if changes else reference  # type: ignore[arg-type]


def _parts(name: Name) -> tuple[str, ...]:
    return name.family, name.given, name.particle, name.suffix, name.literal


def _without_entities(text: str) -> str:
    for _ in range(_MOST):
        plain = _ENTITY.sub(lambda found: unescape(found[0]), text)
        if plain == text:
            break
        text = plain
    return clean(text)


def _told_in_notes(reference: Reference) -> Reference:
    """Take notices, a PMID and a DOI from notes, which stay as they are."""
    notices, pmid, doi = [*reference.notices], reference.pmid, reference.doi
    for note in reference.notes:
        for line in note.split("\n"):
            if _PMID_NOTE.match(line):
                pmid, doi = pmid or clean_pmid(line), doi or find_doi(line)
        notices += _notices_within(note, reference.notices)
    told = with_implied(notices, reference.title, reference.publication_types)
    if (told, pmid, doi) == (reference.notices, reference.pmid, reference.doi):
        return reference
    return replace(reference, notices=told, pmid=pmid, doi=doi)


def _notices_within(note: str, known: tuple[Notice, ...]) -> Iterator[Notice]:
    """Give the notices that single lines of a note tell, as EndNote keeps what PubMed said."""
    kinds = {notice.kind for notice in known}
    for line in note.split("\n"):
        if (notice := notice_in(line)) and notice.kind not in kinds:
            yield notice
