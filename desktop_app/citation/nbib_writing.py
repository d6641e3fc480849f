"""Writes references as PubMed does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from desktop_app.citation.dates import MONTHS
from desktop_app.citation.formats import Format
from desktop_app.citation.nbib_fields import (
    NAMES,
    NOTICES,
    OF_A_NAME,
    SINGLE,
    TYPES,
    name_tag,
    short_name,
    written_name,
)
from desktop_app.citation.notices import to_be_told
from desktop_app.citation.tidy import one_line
from desktop_app.domain.reference import (
    Credit,
    Extra,
    Reference,
    ReferenceType,
    When,
)

_PIECE = re.compile(r"(.{1,72}\S*)(?: |\Z)")
_TAGS = {kind: tag for tag, kind in NOTICES.items()}
_BOOKS = (ReferenceType.BOOK, ReferenceType.CHAPTER)
_TYPES = {type_: words for words, type_ in TYPES.items() if type_ not in _BOOKS}
# By the full name, one list for each person of that name.
_OfNames = dict[str, list[list[Extra]]]
_NAME_TAGS = frozenset(tag for tags in NAMES.values() for tag in tags) | {"CN"}


def lines_of(reference: Reference) -> Iterator[str]:
    """Give the lines of one record, long ones going on behind six spaces."""
    for tag, value in _fields(reference):
        value = one_line(value)
        if value or tag in NOTICES or (tag == "PMID" and not reference.title):
            first, *further = _PIECE.findall(value) or [""]
            yield f"{tag:<4}- {first}"
            for piece in further:
                yield f"      {piece}"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    extras = [extra for extra in reference.extras if extra.format == Format.NBIB]
    of_names, others = _told_of_names(extras)
    numbers = {extra.tag for extra in others}
    yield "PMID", reference.pmid
    yield from _title(reference)
    for tag, name in SINGLE.items():
        if tag not in ("PMID", "TI", "TT", "JT"):
            yield tag, getattr(reference, name)
    yield "TT", _ended(reference.title_original)
    if reference.type is not ReferenceType.CHAPTER:
        yield "JT", reference.container
    for credit in reference.credits:
        yield from _name(credit, of_names)
    yield "DP", _date(reference.issued)
    yield "PG", reference.pages
    if "IS" not in numbers:
        yield "IS", reference.issn
    if "ISBN" not in numbers:
        yield "ISBN", reference.isbn
    if reference.doi:
        yield "LID", f"{reference.doi} [doi]"
        yield "AID", f"{reference.doi} [doi]"
    yield "PMC", reference.pmcid
    yield "PT", _TYPES.get(reference.type, "")
    for type_ in reference.publication_types:
        yield "PT", type_
    for notice in to_be_told(reference.notices, reference.title, reference.publication_types):
        yield _TAGS[notice.kind], notice.text
    for subject in reference.subjects:
        yield "MH", subject
    starred = {extra.value[1:] for extra in others if extra.tag == "OT"}
    for word in reference.keywords:
        yield "OT", f"*{word}" if word in starred else word
    for note in reference.notes:
        yield "GN", note
    for extra in others:
        if extra.tag != "OT":
            yield extra.tag, extra.value
    for left in chain.from_iterable(of_names.values()):
        for extra in left:
            yield extra.tag, extra.value


def _title(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.type is ReferenceType.BOOK:
        yield "BTI", _ended(reference.title)
        return
    yield "TI", _ended(reference.title)
    if reference.type is ReferenceType.CHAPTER:
        yield "BTI", _ended(reference.container)


def _ended(title: str) -> str:
    return title if not title or title.endswith(("?", "!", "\uff1f", "\uff01")) else f"{title}."


def _told_of_names(extras: list[Extra]) -> tuple[_OfNames, list[Extra]]:
    """Return what extras tell of names, by the name's full form, and the other extras."""
    of_names: _OfNames = {}
    others = []
    name = ""
    for extra in extras:
        if extra.tag in _NAME_TAGS and extra.tag not in ("AU", "ED", "IR"):
            name = extra.value
            of_names.setdefault(name, []).append([])
        elif name and (extra.tag in OF_A_NAME or extra.tag in _NAME_TAGS):
            of_names[name][-1].append(extra)
        else:
            others.append(extra)
    return of_names, others


def _name(credit: Credit, of_names: _OfNames) -> Iterator[tuple[str, str]]:
    if credit.role not in NAMES:
        return
    tag, text = name_tag(credit), written_name(credit.name)
    told = of_names[text].pop(0) if of_names.get(text) else []
    yield tag, text
    if tag != "CN":
        short = NAMES[credit.role][1]
        shorter = [extra for extra in told if extra.tag == short]
        yield short, shorter[0].value if shorter else short_name(credit.name)
        told = [extra for extra in told if extra not in shorter]
    for extra in told:
        yield extra.tag, extra.value


def _date(when: When) -> str:
    parts = [f"{when.year:04d}" if when.year else ""]
    if when.month:
        parts.append(MONTHS[when.month - 1].title())
        parts.append(str(when.day or ""))
    parts.append(when.text)
    return " ".join(part for part in parts if part)
