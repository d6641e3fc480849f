"""Writes references as EndNote XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from desktop_app.citation.dates import slashed
from desktop_app.citation.encoding import clean
from desktop_app.citation.endnote_fields import FACES, GROUPS, ROLES, SINGLE
from desktop_app.citation.endnote_types import WORK, WRITTEN, type_of
from desktop_app.citation.formats import Format
from desktop_app.citation.names import inverted
from desktop_app.citation.notices import note_of, to_be_told
from desktop_app.citation.places import has_number, has_series, is_article
from desktop_app.citation.tidy import one_line, paragraphs
from desktop_app.domain.reference import Extra, Reference, ReferenceType

_MARKS = {mark: face for face, mark in FACES.items()}
_TAG = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
_STYLED = re.compile(r"<(i|b|sup|sub)>([^<>]+)</\1>")


def record_of(reference: Reference, number: int) -> str:
    """Return one record, each of its elements on a line."""
    groups: dict[str, list[str]] = {group: [] for group in GROUPS}
    single: list[str] = []
    for tag, xml in (*_elements(reference), *_extras(reference)):
        if tag in groups:
            groups[tag].append(xml)
        elif xml:
            single.append(xml)
    grouped = [f"<{tag}>{''.join(parts)}</{tag}>" for tag, parts in groups.items() if any(parts)]
    start = f"<rec-number>{number}</rec-number>{_type(reference)}"
    return "".join(f"{line}\n" for line in ("<record>", start, *grouped, *single, "</record>"))


def _own(reference: Reference) -> list[Extra]:
    return [extra for extra in reference.extras if extra.format == Format.ENDNOTE]


def _type(reference: Reference) -> str:
    """Return the type that was read where it still fits."""
    name, number = WRITTEN[reference.type]
    told = str(number)
    for extra in _own(reference):
        if extra.tag == "ref-type":
            read, _, of_read = extra.value.rpartition("/")
            if (type_of(read, of_read) or ReferenceType.DOCUMENT) is reference.type:
                name, told = read, of_read
    return f"<ref-type name={quoteattr(clean(name))}>{escape(clean(told))}</ref-type>"


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(clean(text))}</{tag}>" if text else ""


def _line(tag: str, text: str) -> str:
    return _element(tag, one_line(text))


def _styled(tag: str, text: str) -> str:
    """Write a title with its italics and the like as EndNote's styles."""
    text = clean(one_line(text))
    if not text or not _STYLED.search(text):
        return _element(tag, text)
    parts, place = [], 0
    for found in _STYLED.finditer(text):
        parts.append(("normal", text[place : found.start()]))
        parts.append((_MARKS[found[1]], found[2]))
        place = found.end()
    parts.append(("normal", text[place:]))
    xml = "".join(f'<style face="{face}">{escape(part)}</style>' for face, part in parts if part)
    return f"<{tag}>{xml}</{tag}>"


def _elements(reference: Reference) -> Iterator[tuple[str, str]]:
    """Give each element with the group it belongs to, "" for none."""
    for tag, role in ROLES.items():
        names = reference.names(role)
        if names:
            yield "contributors", _wrapped(tag, [_line("author", inverted(n)) for n in names])
    yield from _titles(reference)
    yield "periodical", _line("full-title", reference.container if _is_journal(reference) else "")
    yield "periodical", _line("abbr-1", reference.container_short)
    yield from _dates(reference)
    if reference.url:
        yield "urls", _wrapped("related-urls", [_line("url", reference.url)])
    if reference.files:
        paths = [_line("url", file.path) for file in reference.files]
        yield "urls", _wrapped("pdf-urls", paths)
    for tag, name in SINGLE.items():
        yield "", _line(tag, getattr(reference, name))
    yield "", _line("pages", reference.pages)
    numbered = has_number(reference.type)
    yield "", _line("issue" if numbered else "number", reference.issue)
    yield "", _line("number" if numbered else "custom7", reference.number)
    yield "", _line("edition", reference.edition)
    words = dict.fromkeys((*reference.keywords, *reference.subjects))
    yield "", _wrapped("keywords", [_line("keyword", word) for word in words])
    yield "", _line("isbn", reference.issn)
    yield "", _line("isbn", reference.isbn)
    yield "", _line("electronic-resource-num", reference.doi)
    yield "", _line("accession-num", reference.accession or _told_pmid(reference))
    yield "", _line("custom2", reference.pmcid)
    yield "", _line("work-type", _work(reference))
    yield "", _element("notes", _notes(reference))
    yield "", _element("abstract", paragraphs(reference.abstract))


def _wrapped(tag: str, parts: list[str]) -> str:
    return f"<{tag}>{''.join(parts)}</{tag}>" if parts else ""


def _is_journal(reference: Reference) -> bool:
    return bool(reference.container) and is_article(reference.type)


def _titles(reference: Reference) -> Iterator[tuple[str, str]]:
    in_series = has_series(reference.type)
    second = reference.series if in_series else reference.container
    if reference.type is ReferenceType.PAPER and reference.event:
        second = reference.event
        # As in RIS: an event that stands twice has no proceedings.
        yield "", _line("custom3", reference.container or reference.event)
    yield "titles", _styled("title", reference.title)
    yield "titles", _line("secondary-title", second)
    if not in_series and not is_article(reference.type):
        yield "titles", _line("tertiary-title", reference.series)
    yield "titles", _styled("short-title", reference.title_short)
    yield "titles", _styled("translated-title", reference.title_original)


def _dates(reference: Reference) -> Iterator[tuple[str, str]]:
    issued, accessed = reference.issued, reference.accessed
    if issued.year:
        yield "dates", f"<year>{issued.year:04d}</year>"
    if issued.month or issued.text:
        yield "dates", f"<pub-dates>{_line('date', slashed(issued))}</pub-dates>"
    if accessed.year or accessed.text:
        yield "", _line("access-date", slashed(accessed))


def _told_pmid(reference: Reference) -> str:
    return f"PMID: {reference.pmid}" if reference.pmid else ""


def _work(reference: Reference) -> str:
    if reference.type in WORK:
        return WORK[reference.type]
    genre = "" if is_article(reference.type) else reference.genre
    return "; ".join(part for part in (genre, *reference.publication_types) if part)


def _notes(reference: Reference) -> str:
    told = to_be_told(reference.notices, reference.title, reference.publication_types)
    pmid = _told_pmid(reference) if reference.accession else ""
    notes = [paragraphs(note) for note in reference.notes]
    notes += [pmid, *(note_of(notice) for notice in told)]
    return "\n\n".join(note for note in notes if note)


def _extras(reference: Reference) -> Iterator[tuple[str, str]]:
    for extra in _own(reference):
        if extra.tag == "ref-type":
            continue
        group, _, tag = extra.tag.rpartition("/")
        if not _TAG.fullmatch(tag):
            continue
        if tag == "related-urls":
            yield group, _wrapped(tag, [_line("url", extra.value)])
        elif extra.value.startswith(f"<{tag}") and _is_element(extra.value, tag):
            yield group, extra.value
        else:
            yield group, _element(tag, extra.value)


def _is_element(text: str, tag: str) -> bool:
    try:
        return bool(fromstring(text, forbid_dtd=True).tag == tag)
    except (ParseError, DefusedXmlException, ValueError):
        return False
