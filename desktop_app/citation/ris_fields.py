"""Makes references of the fields of RIS records, in any of the dialects met.

Which tag means what follows the format's documentation of 2011 and, where they differ, what
EndNote, Zotero, Mendeley, Embase, Cochrane, Scopus and Web of Science write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from desktop_app.citation.dates import completed, date_of
from desktop_app.citation.formats import Format
from desktop_app.citation.identifiers import (
    clean_doi,
    clean_pmcid,
    clean_pmid,
    dois_apart,
    find_isbn,
    find_issn,
    find_pmid,
    is_bare_doi,
)
from desktop_app.citation.links import file_of, is_address
from desktop_app.citation.names import name_from_inverted
from desktop_app.citation.notices import notice_in, with_implied
from desktop_app.citation.pages import from_to
from desktop_app.citation.places import has_number, has_series, is_article
from desktop_app.citation.ris_types import READ, WRITTEN
from desktop_app.citation.ris_values import (
    keywords_of,
    links_of,
    names_of,
    pmid_of,
    split_sole,
)
from desktop_app.citation.tidy import one_line, unwrapped
from desktop_app.domain.reference import (
    Credit,
    Extra,
    FileLink,
    Notice,
    Reference,
    ReferenceType,
    Role,
    When,
)

ROLES = {
    "AU": Role.AUTHOR,
    "A1": Role.AUTHOR,
    "A2": Role.EDITOR,
    "ED": Role.EDITOR,
    "A3": Role.SERIES_EDITOR,
    "A4": Role.TRANSLATOR,
}
_SINGLE = {
    "TI": "title",
    "T1": "title",
    "ST": "title_short",
    "TT": "title_original",
    "VL": "volume",
    "IS": "issue",
    "ET": "edition",
    "SV": "series_number",
    "PB": "publisher",
    "PU": "publisher",
    "CY": "place",
    "PP": "place",
    "PI": "place",
    "LA": "language",
    "DB": "database",
    "CN": "call_number",
    "ID": "key",
    "C7": "number",
}
_FULL, _ANY, _SHORT = ("JF", "T2", "BT"), ("JO",), ("JA", "J2", "JI", "J1")
_DATES = ("PY", "Y1", "DA")
DATE_LIKE = re.compile(r"\d{4}[/-]\d")


def reference_of(fields: Sequence[tuple[str, str]]) -> tuple[Reference, list[str]]:
    """Return the reference that the fields of a record tell, and what was not understood."""
    told = _Fields(fields)
    return told.reference(), told.warnings


class _Fields:
    """The fields of one record on their way into a reference."""

    __slots__ = ("extras", "fields", "lists", "single", "starred", "type", "warnings")

    def __init__(self, fields: Sequence[tuple[str, str]]) -> None:
        self.warnings: list[str] = []
        self.extras: list[Extra] = []
        self.starred: list[Extra] = []
        self.single: dict[str, str] = {}
        self.lists: dict[str, list[str]] = {"names": []}
        self.fields = fields
        self.type = ReferenceType.DOCUMENT
        single, lists = self.single, self.lists
        names = lists["names"]
        for tag, value in fields:
            if not value:
                continue
            if tag in ROLES:
                names.append(tag)
                names.append(value)
            elif (name := _SINGLE.get(tag)) is not None:
                value = one_line(value)
                if single.setdefault(name, value) != value:
                    self.keep(tag, value)
            elif tag == "TY":
                self._set_type(value)
            elif tag in lists:
                lists[tag].append(value)
            else:
                lists[tag] = [value]

    def keep(self, tag: str, value: str) -> None:
        """Keep a field that has no place in a reference."""
        self.extras.append(Extra(Format.RIS.value, tag, value))

    def _set_type(self, value: str) -> None:
        name = value.split()[0].upper()
        found = READ.get(name)
        if found is None:
            self.warnings.append(f"type {value} is not known; taken as a document of any kind")
        self.type = found or ReferenceType.DOCUMENT
        if WRITTEN[self.type] != name:
            self.keep("TY", value)

    def take(self, *tags: str) -> list[tuple[str, str]]:
        """Take away and return all fields of these tags, tag by tag."""
        lists = self.lists
        return [(tag, value) for tag in tags if tag in lists for value in lists.pop(tag)]

    def first(self, *tags: str) -> str:
        """Take the first field of these tags; keep others that say something else."""
        found, lists = "", self.lists
        for tag in tags:
            if tag in lists:
                for value in lists.pop(tag):
                    line = one_line(value)
                    if not found:
                        found = line
                    elif line != found:
                        self.keep(tag, value)
        return found

    def reference(self) -> Reference:
        """Return the reference that the fields make."""
        single = self.single
        title = single.pop("title", "") or self._title_elsewhere()
        doi, pmid, pmcid, accession = self._identifiers()
        pmid = pmid or self._noted_pmid()
        url, files = self._links()
        for address in (url, *(extra.value for extra in self.extras if extra.tag == "UR")):
            doi, pmid = doi or clean_doi(address), pmid or find_pmid(address)
        container, short, series, event = self._containers()
        self._edition()
        issn, isbn = self._serial_numbers()
        genre, types = self._types()
        notes, notices = self._notes(title, types)
        number = single.pop("number", "") or (self.first("M1") if has_number(self.type) else "")
        pages = from_to(self.first("SP"), self.first("EP"))
        abstract = self._abstract()
        keywords = self._keywords()
        issued, accessed = self._issued(), self._accessed()
        credits_ = self._credits()
        for tag, values in self.lists.items():
            if tag != "names":
                for value in values:
                    self.keep(tag, value)
        return Reference(
            type=self.type,
            title=title,
            credits=credits_,
            issued=issued,
            accessed=accessed,
            container=container,
            container_short=short,
            pages=pages,
            number=number,
            series=series,
            event=event,
            genre=genre,
            doi=doi,
            pmid=pmid,
            pmcid=pmcid,
            isbn=isbn,
            issn=issn,
            url=url,
            abstract=abstract,
            accession=accession,
            keywords=keywords,
            publication_types=types,
            notes=notes,
            notices=notices,
            files=files,
            extras=self._extras(),
            **single,  # type: ignore[arg-type]
        )

    def _keywords(self) -> tuple[str, ...]:
        """Return the keywords without the star of main ones, which is kept for writing back."""
        values = split_sole(self.take("KW"))
        words = dict.fromkeys(word for value in values for word in keywords_of(value))
        for word in words:
            if word[0] == "*" and word.lstrip("* "):
                self.starred.append(Extra(Format.RIS.value, "KW", word))
        if self.starred:
            words = dict.fromkeys(word.lstrip("* ") or word for word in words)
        return tuple(words)

    def _extras(self) -> tuple[Extra, ...]:
        if len(self.extras) < 2:
            return (*self.starred, *self.extras)
        order = {tag: place for place, (tag, _) in enumerate(self.fields)}
        return (*self.starred, *sorted(self.extras, key=lambda extra: order[extra.tag]))

    def _title_elsewhere(self) -> str:
        # Old exports name a book's title BT and leave TI to its chapters; some write only CT.
        tags = ("BT", "CT") if self.type is ReferenceType.BOOK else ("CT",)
        return self.first(*tags)

    def _credits(self) -> tuple[Credit, ...]:
        found = []
        entries = iter(self.lists["names"])
        for tag, value in zip(entries, entries, strict=True):
            role = ROLES[tag]
            for name in names_of(value):
                person = name_from_inverted(name)
                if person.family or person.literal:
                    found.append(Credit(person, role))
        return tuple(found)

    def _issued(self) -> When:
        issued = When()
        for tag, value in self.take(*_DATES):
            when = date_of(value)
            if when.text and when.year is None and tag != "DA":
                self.warnings.append(f"{tag} {one_line(value)} is no date; kept as text")
            both = completed(issued, when)
            if when != both and when.year not in (None, both.year):
                self.keep(tag, value)
            issued = both
        return issued

    def _accessed(self) -> When:
        return date_of(self.first("Y2"))

    def _containers(self) -> tuple[str, str, str, str]:
        """Return container, its short name, series and event."""
        full, any_, short = self.first(*_FULL), self.first(*_ANY), self.first(*_SHORT)
        series, event = "", ""
        if not full:
            full, any_ = any_, ""
        if any_ and any_ != full:
            if not short:
                short = any_
            elif short != any_:
                self.keep("JO", any_)
        if is_article(self.type) and len(short) > len(full) > 0:
            full, short = short, full  # PubMed's short name by way of EndNote
        if has_series(self.type):
            full, series = "", full
        if self.type is ReferenceType.PAPER and (proceedings := self.first("C3")):
            # Written twice when only the event is known: see the writing side.
            event, full = full, proceedings if proceedings != full else ""
        if not is_article(self.type) and not series:
            series = self.first("T3")
        return full, short, series, event

    def _edition(self) -> None:
        edition = self.single.get("edition", "")
        if is_article(self.type) and DATE_LIKE.match(edition):
            self.keep("ET", self.single.pop("edition"))  # EndNote: the day it appeared online

    def _identifiers(self) -> tuple[str, str, str, str]:
        """Return DOI, PMID, PMC id and the accession number of another database."""
        doi = ""
        fields = self.take("DO", "DI")
        for tag, value in ((tag, part) for tag, whole in fields for part in dois_apart(whole)):
            found = clean_doi(value)
            if found and not doi:
                doi = found
            elif found != doi:
                self.keep(tag, value)
        accession, pmid, pmcid = self._accession()
        for tag in ("M3", "L3", "U1", "U2", "C2", "C3"):
            values = self.lists.get(tag)
            if not values:
                continue
            left = []
            for value in values:
                if not pmcid and tag == "C2" and clean_pmcid(value) == value:
                    pmcid = value
                elif (found := pmid_of(tag, value)) and pmid in ("", found):
                    pmid = found
                    if "," in value:
                        left.append(value)
                elif not doi and tag in ("M3", "L3") and clean_doi(value):
                    doi = clean_doi(value)
                elif (tag != "C2" or value not in (pmid, pmcid)) and (
                    not doi or clean_doi(value) != doi
                ):
                    left.append(value)
            self.lists[tag] = left
            if not left:
                del self.lists[tag]
        return doi, pmid or find_pmid(self.single.get("key", "")), pmcid, accession

    def _accession(self) -> tuple[str, str, str]:
        """Return the accession number, and the PMID and PMC id that stand as such."""
        accession = pmid = pmcid = ""
        database = self.single.get("database", "").lower()
        of_pubmed = "pubmed" in database or "medline" in database
        for _, value in self.take("AN"):
            line = one_line(value)
            marked, bare = find_pmid(line), clean_pmid(line)
            if bare and (marked or of_pubmed) and pmid in ("", bare):
                pmid = bare
            elif clean_pmcid(line) == line and pmcid in ("", line):
                pmcid = line
            elif not accession and not (bare and marked):
                # "PUBMED 31234567,EMBASE 2001" holds a PMID and says more than that.
                accession, pmid = line, pmid or marked
            elif line != accession:
                self.keep("AN", value)
        return accession, pmid, pmcid

    def _links(self) -> tuple[str, tuple[FileLink, ...]]:
        url, files = "", []
        for tag, line in links_of(self.take("UR", "LK", "L1", "L2")):
            if tag == "L1" or not (is_address(line) or is_bare_doi(line)):
                files.append(file_of(line))
            elif is_bare_doi(line):
                self.keep(tag, line)  # as EBSCO repeats it
            elif not url and tag != "L2":
                url = line
            elif line != url:
                self.keep(tag, line)
        return url, tuple(files)

    def _noted_pmid(self) -> str:
        for value in self.lists.get("N1", ()):
            if value.startswith("PMID:") and (found := clean_pmid(value)):
                if value.endswith(found):
                    self.lists["N1"].remove(value)  # as Zotero keeps it
                return found
        for value in self.lists.get("L2", ()):
            if found := find_pmid(value):
                return found
        return ""

    def _serial_numbers(self) -> tuple[str, str]:
        issn = isbn = ""
        for tag, value in self.take("SN"):
            found = find_isbn(value)
            if found and not isbn:
                isbn = found
            elif not found and not issn:
                issn = found = find_issn(value)
            else:
                found = ""
            if not found or len(re.sub(r"[^\dXx]", "", value)) > len(re.sub(r"\W", "", found)):
                self.keep(tag, value)
        return issn, isbn

    def _types(self) -> tuple[str, tuple[str, ...]]:
        """Return the genre of what is no article, and the types of articles."""
        values = [one_line(part) for _, value in self.take("M3", "PT") for part in value.split(";")]
        values = [value for value in dict.fromkeys(values) if value]
        if is_article(self.type) or not values:
            return "", tuple(values)
        return values[0], tuple(values[1:])

    def _notes(
        self, title: str, types: Iterable[str]
    ) -> tuple[tuple[str, ...], tuple[Notice, ...]]:
        notes, notices = [], []
        for _, value in self.take("N1"):
            note = unwrapped(value)
            if notice := notice_in(note):
                notices.append(notice)
            else:
                notes.append(note)
        return tuple(notes), with_implied(notices, title, types)

    def _abstract(self) -> str:
        found = ""
        for tag, value in self.take("AB", "N2"):
            text = unwrapped(value)
            if not found:
                found = text
            elif text != found:
                self.keep(tag, text)
        return found
