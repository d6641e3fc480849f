"""Makes references of the elements of EndNote XML."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

from desktop_app.citation.dates import completed, date_of
from desktop_app.citation.endnote_types import BY_WORK, WRITTEN, type_of
from desktop_app.citation.formats import Format
from desktop_app.citation.identifiers import (
    clean_doi,
    clean_pmcid,
    clean_pmid,
    dois_apart,
    find_doi,
    find_isbn,
    find_issn,
    find_pmid,
)
from desktop_app.citation.links import file_of
from desktop_app.citation.names import name_from_inverted
from desktop_app.citation.notices import notice_in, with_implied
from desktop_app.citation.pages import whole_pages
from desktop_app.citation.places import has_number, has_series, is_article
from desktop_app.citation.tidy import one_line, paragraphs
from desktop_app.domain.reference import (
    Credit,
    Extra,
    FileLink,
    Name,
    Notice,
    Reference,
    ReferenceType,
    Role,
)

ROLES = {
    "authors": Role.AUTHOR,
    "secondary-authors": Role.EDITOR,
    "tertiary-authors": Role.SERIES_EDITOR,
    "subsidiary-authors": Role.TRANSLATOR,
}
# Where a group of elements is looked into; whatever else it holds is kept with it.
GROUPS = ("contributors", "titles", "dates", "urls", "periodical", "alt-periodical")
SINGLE = {
    "volume": "volume",
    "secondary-volume": "series_number",
    "publisher": "publisher",
    "pub-location": "place",
    "language": "language",
    "remote-database-name": "database",
    "call-num": "call_number",
    "label": "key",
}
FACES = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}
_DATE_LIKE = re.compile(r"\d{4}[/-]\d")
_NOTES_APART = re.compile(r"\n[ \t]*\n")


def text_of(element: Element | None) -> str:
    """Return the text of an element, whatever styles it is cut into."""
    if element is None:
        return ""
    return "".join(element.itertext()).replace("\r\n", "\n").replace("\r", "\n").strip()


def styled(element: Element | None) -> str:
    """Return the text of an element with italic, bold, super- and subscript as in CSL."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        text = "".join(child.itertext())
        marks = [FACES[face] for face in (child.get("face") or "").split() if face in FACES]
        if text.strip():
            for mark in marks:
                text = f"<{mark}>{text}</{mark}>"
        parts += (text, child.tail or "")
    return one_line("".join(parts))


def reference_of(record: Element) -> tuple[Reference, list[str]]:
    """Return the reference that a record tells, and what was not understood."""
    told = _Fields(record)
    return told.reference(), told.warnings


class _Fields:
    """The elements of one record on their way into a reference; what is taken is gone."""

    def __init__(self, record: Element) -> None:
        self.warnings: list[str] = []
        self.extras: list[Extra] = []
        self.elements: dict[str, list[Element]] = {}
        for element in record:
            for part in element if element.tag in GROUPS else (element,):
                tag = f"{element.tag}/{part.tag}" if part is not element else str(element.tag)
                self.elements.setdefault(tag, []).append(part)
        self.take("rec-number")  # counts the records of the file it came from
        self.type = self._type()

    def keep(self, tag: str, value: str) -> None:
        """Keep a field that has no place in a reference."""
        if value:
            self.extras.append(Extra(Format.ENDNOTE.value, tag, value))

    def take(self, tag: str) -> list[Element]:
        """Take away all elements of a tag."""
        return self.elements.pop(tag, [])

    def first(self, tag: str) -> str:
        """Take the text of the first element of a tag; keep others."""
        found = ""
        for element in self.take(tag):
            text = one_line(text_of(element))
            if not found:
                found = text
            elif text != found:
                self.keep(tag, text)
        return found

    def _type(self) -> ReferenceType:
        name = number = ""
        for element in self.take("ref-type"):
            name, number = element.get("name") or "", one_line(text_of(element))
        found = type_of(name, number)
        work = self.elements.get("work-type")
        by_work = BY_WORK.get(one_line(text_of(work[0])).lower()) if work else None
        if by_work and WRITTEN[by_work][0] == name:
            self.take("work-type")
            return by_work
        if found is None:
            told = name or number or "none"
            self.warnings.append(f"type {told} is not known; taken as a document of any kind")
            found = ReferenceType.DOCUMENT
        if (name, number) != (WRITTEN[found][0], str(WRITTEN[found][1])):
            self.keep("ref-type", f"{name}/{number}")
        return found

    def reference(self) -> Reference:
        """Return the reference that the elements make."""
        title = self._styled("titles/title")
        url, files = self._links()
        doi, pmid, pmcid, accession = self._identifiers(url)
        container, short, series, event = self._containers()
        issn, isbn = self._serial_numbers()
        genre, types = self._work()
        notes, notices, noted = self._notes()
        issue, number = self._numbers()
        edition = self._edition()
        single = {name: self.first(tag) for tag, name in SINGLE.items()}
        short_title = self._styled("titles/short-title")
        original = self._styled("titles/translated-title")
        pages = whole_pages(self.first("pages"))
        issued = completed(
            date_of(self.first("dates/year")), date_of(self.first("dates/pub-dates"))
        )
        abstracts = [paragraphs(text_of(element)) for element in self.take("abstract")]
        for more in abstracts[1:]:
            self.keep("abstract", more)
        return Reference(
            type=self.type,
            title=title,
            title_short=short_title,
            title_original=original,
            credits=self._credits(),
            issued=issued,
            accessed=date_of(self.first("access-date")),
            container=container,
            container_short=short,
            issue=issue,
            pages=pages,
            number=number,
            edition=edition,
            series=series,
            event=event,
            genre=genre,
            doi=doi,
            pmid=pmid or noted,
            pmcid=pmcid,
            isbn=isbn,
            issn=issn,
            url=url,
            abstract=abstracts[0] if abstracts else "",
            accession=accession,
            keywords=self._keywords(),
            publication_types=types,
            notes=notes,
            notices=with_implied(notices, title, types),
            files=files,
            extras=self._extras(),
            **single,  # type: ignore[arg-type]
        )

    def _styled(self, tag: str) -> str:
        found = ""
        for element in self.take(tag):
            text = styled(element)
            if found:
                self.keep(tag, text)
            found = found or text
        return found

    def _credits(self) -> tuple[Credit, ...]:
        found = []
        for tag, role in ROLES.items():
            for group in self.take(f"contributors/{tag}"):
                for element in group:
                    name = one_line(text_of(element))
                    found += [Credit(name_from_inverted(name), role)] if name else []
        return tuple(credit for credit in found if credit.name != Name())

    def _keywords(self) -> tuple[str, ...]:
        words = []
        for group in self.take("keywords"):
            for element in group:
                lines = text_of(element).replace(";", "\n").split("\n")
                words += [word for line in lines if (word := one_line(line))]
        return tuple(dict.fromkeys(words))

    def _containers(self) -> tuple[str, str, str, str]:
        """Return container, its short name, series and event."""
        second, other = self.first("titles/secondary-title"), self.first("titles/alt-title")
        full, also = self.first("periodical/full-title"), self.first("alt-periodical/full-title")
        short, shorter = self.first("periodical/abbr-1"), self.first("alt-periodical/abbr-1")
        container, short = second or full or also or other, short or shorter
        for name in (full, also, other):
            if name in ("", container, short):
                continue
            if len(name) > len(container) and is_article(self.type):
                container, told = name, container  # PubMed's short name stands first
            else:
                told = name
            if short in ("", told):
                short = told
            else:
                self.keep("titles/alt-title", told)
        series, event = "", ""
        if has_series(self.type):
            container, series = "", container
        elif not is_article(self.type):
            series = self.first("titles/tertiary-title")
        if self.type is ReferenceType.PAPER and (proceedings := self.first("custom3")):
            event, container = container, proceedings if proceedings != container else ""
        return container, short, series, event

    def _numbers(self) -> tuple[str, str]:
        """Return issue and number."""
        if has_number(self.type):
            return self.first("issue"), self.first("number")
        return self.first("number"), self.first("custom7")

    def _edition(self) -> str:
        edition = self.first("edition")
        if is_article(self.type) and _DATE_LIKE.match(edition):
            self.keep("edition", edition)  # there EndNote keeps the day it appeared online
            return ""
        return edition

    def _identifiers(self, url: str) -> tuple[str, str, str, str]:
        """Return DOI, PMID, PMC id and the accession number of another database."""
        doi = ""
        for element in self.take("electronic-resource-num"):
            for value in dois_apart(one_line(text_of(element))):
                found = clean_doi(value)
                if found and not doi:
                    doi = found
                elif found != doi:
                    self.keep("electronic-resource-num", value)
        accession = self.first("accession-num")
        database = self.elements.get("remote-database-name")
        known = text_of(database[0]).lower() if database else ""
        pmid = find_pmid(accession)
        if pmid and clean_pmid(accession):
            accession = ""
        elif not pmid and known in ("medline", "nlm", "pubmed") and clean_pmid(accession):
            pmid, accession = clean_pmid(accession), ""
        pmcid = ""
        if clean_pmcid(custom := self.first("custom2")) == custom:
            pmcid = custom
        else:
            self.keep("custom2", custom)
        return doi or find_doi(url), pmid or find_pmid(url), pmcid, accession

    def _links(self) -> tuple[str, tuple[FileLink, ...]]:
        urls = [one_line(text_of(url)) for group in self.take("urls/related-urls") for url in group]
        urls = [url for url in urls if url]
        for url in urls[1:]:
            self.keep("urls/related-urls", url)
        files = [
            file_of(path)
            for group in self.take("urls/pdf-urls")
            for url in group
            if (path := one_line(text_of(url)))
        ]
        return urls[0] if urls else "", tuple(files)

    def _serial_numbers(self) -> tuple[str, str]:
        issn = isbn = ""
        for element in self.take("isbn"):
            value = text_of(element)
            for line in value.split("\n"):
                issn, isbn = issn or find_issn(line), isbn or find_isbn(line)
            told = sum(len(re.sub(r"[^0-9Xx]", "", number)) for number in (issn, isbn))
            if len(re.sub(r"[^0-9Xx]", "", value)) > told or not told:
                self.keep("isbn", value)
        return issn, isbn

    def _work(self) -> tuple[str, tuple[str, ...]]:
        """Return the genre of what is no article, and the types of articles."""
        values = [
            one_line(part)
            for element in self.take("work-type")
            for part in text_of(element).split(";")
        ]
        values = [value for value in dict.fromkeys(values) if value]
        if is_article(self.type) or not values:
            return "", tuple(values)
        return values[0], tuple(values[1:])

    def _notes(self) -> tuple[tuple[str, ...], list[Notice], str]:
        """Return notes, notices and a PMID that stands among them."""
        notes, notices, pmid = [], [], ""
        for element in self.take("notes"):
            for part in _NOTES_APART.split(text_of(element)):
                note = paragraphs(part)
                if notice := notice_in(note):
                    notices.append(notice)
                elif not pmid and re.fullmatch(r"PMID:\s*\d{1,8}", note):
                    pmid = clean_pmid(note)
                elif note:
                    notes.append(note)
        return tuple(notes), notices, pmid

    def _extras(self) -> tuple[Extra, ...]:
        """Return what was kept and all that was not taken; groups stand first, as they are written.

        What has parts or attributes is kept as it stands.
        """
        found = self.extras
        for tag, elements in self.elements.items():
            for element in elements:
                if any(part.tag != "style" for part in element) or element.attrib:
                    element.tail = None
                    value = tostring(element, encoding="unicode")
                else:
                    value = text_of(element)
                if value:
                    found.append(Extra(Format.ENDNOTE.value, tag, value))
        return tuple(sorted(found, key=lambda extra: extra.tag.partition("/")[0] not in GROUPS))
