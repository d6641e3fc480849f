"""Makes references of the fields of PubMed's format.

What the tags mean is told by "PubMed format" in PubMed's help (pubmed.ncbi.nlm.nih.gov/help) and
NLM's "MEDLINE/PubMed data element descriptions".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.citation.dates import date_of
from desktop_app.citation.formats import Format
from desktop_app.citation.identifiers import clean_doi, clean_pmcid, find_isbn, find_issn
from desktop_app.citation.names import SUFFIXES, inverted, name_from_inverted, name_of
from desktop_app.citation.notices import with_implied
from desktop_app.citation.pages import whole_pages
from desktop_app.citation.tidy import one_line
from desktop_app.domain.reference import (
    Credit,
    Extra,
    Name,
    Notice,
    NoticeKind,
    Reference,
    ReferenceType,
    Role,
)

NOTICES = {
    "RIN": NoticeKind.RETRACTION,
    "PRIN": NoticeKind.PARTIAL_RETRACTION,
    "ECI": NoticeKind.CONCERN,
    "EIN": NoticeKind.ERRATUM,
    "ROF": NoticeKind.IS_NOTICE,
}
# Publication types that say what sort of thing it is; the others are kinds of articles.
TYPES = {
    "Preprint": ReferenceType.PREPRINT,
    "Dataset": ReferenceType.DATASET,
    "Newspaper Article": ReferenceType.NEWSPAPER,
    "Academic Dissertation": ReferenceType.THESIS,
    "Technical Report": ReferenceType.REPORT,
    "Book": ReferenceType.BOOK,
    "Book Chapter": ReferenceType.CHAPTER,
}
SINGLE = {
    "TI": "title",
    "TT": "title_original",
    "JT": "container",
    "TA": "container_short",
    "VI": "volume",
    "IP": "issue",
    "EN": "edition",
    "CTI": "series",
    "PB": "publisher",
    "PL": "place",
    "LA": "language",
    "PMID": "pmid",
    "AB": "abstract",
}
# Full and short tag of each role; the full name stands first where a record has both.
NAMES = {
    Role.AUTHOR: ("FAU", "AU"),
    Role.EDITOR: ("FED", "ED"),
    Role.INVESTIGATOR: ("FIR", "IR"),
}
_FULL = {full: (role, short) for role, (full, short) in NAMES.items()}
_SHORT = {short: role for role, (_, short) in NAMES.items()}
# What belongs to the name before it; in the extras a copy of the name's field stands before.
OF_A_NAME = frozenset({"AD", "AUID", "IRAD"})

_TITLE_END = re.compile(r"[.\u3002]\Z")


def reference_of(fields: Sequence[tuple[str, str]]) -> tuple[Reference, list[str]]:
    """Return the reference that the fields of a record tell, and what was not understood."""
    told = _Fields()
    for tag, value in fields:
        if value or tag in NOTICES:
            told.take(tag, one_line(value))
    return told.reference(), told.warnings


def full_name(text: str) -> Name:
    """Return the name of ``King, Martin L Jr``: PubMed writes the suffix behind given names."""
    if "," not in text and text.rpartition(" ")[2].lower().rstrip(".") in SUFFIXES:
        before, _, last = text.rpartition(" ")
        name = name_from_inverted(before)
        return Name(literal=text) if name.literal else replace(name, suffix=last)
    name = name_from_inverted(text)
    given, _, last = name.given.rpartition(" ")
    if given and not name.suffix and last.lower().rstrip(".") in SUFFIXES:
        return name_of(f"{name.particle} {name.family}".strip(), given, last)
    return name


class _Fields:
    """The fields of one record on their way into a reference."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self.extras: list[Extra] = []
        self.of_names: list[Extra] = []
        self.starred: list[Extra] = []
        self.single: dict[str, str] = {}
        self.credits: list[Credit] = []
        self.lists: dict[str, list[str]] = {"MH": [], "OT": [], "PT": [], "GN": []}
        self.notices: list[Notice] = []
        self.issns: list[str] = []
        self.isbns: list[str] = []
        self.doi = self.pmcid = self.pages = self.book = self.date = self.online = ""
        self.named = ("", "")  # the last full name's field
        self.short = ""  # and the short one that followed it
        self.marked = False  # whether a copy of the full one stands in the extras
        self.type: ReferenceType | None = None

    def keep(self, tag: str, value: str) -> None:
        """Keep a field that has no place in a reference."""
        self.extras.append(Extra(Format.NBIB.value, tag, value))

    def take(self, tag: str, value: str) -> None:
        """Take in one field."""
        if tag in _FULL or tag in _SHORT or tag == "CN":
            self._name(tag, value)
        elif tag in OF_A_NAME and self.named[0]:
            self._keep_of_name(tag, value)
        elif tag in SINGLE:
            if self.single.setdefault(SINGLE[tag], value) != value:
                self.keep(tag, value)
        elif tag in self.lists:
            self._listed(tag, value)
        elif tag in NOTICES:
            self.notices.append(Notice(NOTICES[tag], value))
        else:
            self._other(tag, value)

    def _name(self, tag: str, value: str) -> None:
        if tag in _SHORT and _FULL.get(self.named[0], ("", ""))[1] == tag and not self.short:
            self.short = value
            if short_name(self.credits[-1].name) != value:
                self._keep_of_name(tag, value)
            return
        if tag == "CN":
            credit = Credit(Name(literal=value))
        else:
            credit = Credit(full_name(value), _SHORT[tag] if tag in _SHORT else _FULL[tag][0])
        self.credits.append(credit)
        self.named = (name_tag(credit), written_name(credit.name))
        self.marked, self.short = False, value if tag in _SHORT else ""

    def _keep_of_name(self, tag: str, value: str) -> None:
        if not self.marked:
            self.of_names.append(Extra(Format.NBIB.value, *self.named))
            self.marked = True
        self.of_names.append(Extra(Format.NBIB.value, tag, value))

    def _listed(self, tag: str, value: str) -> None:
        if tag == "PT" and value in TYPES and self.type is None:
            self.type = TYPES[value]
            return
        if tag == "OT" and value.startswith("*"):
            self.starred.append(Extra(Format.NBIB.value, tag, value))
            value = value[1:]
        self.lists[tag].append(value)

    def _other(self, tag: str, value: str) -> None:
        doi = clean_doi(value) if tag in ("LID", "AID") and value.endswith("[doi]") else ""
        if doi and self.doi in ("", doi):
            self.doi = doi
        elif tag == "PG" and not self.pages:
            self.pages = whole_pages(value)
        elif tag == "PMC" and not self.pmcid and clean_pmcid(value):
            self.pmcid = clean_pmcid(value)
        elif tag == "IS" and find_issn(value):
            self.issns.append(value)
        elif tag == "ISBN" and find_isbn(value):
            self.isbns.append(value)
        elif tag == "BTI" and not self.book:
            self.book = value
        elif tag == "DP" and not self.date:
            self.date = value
        else:
            if tag == "DEP":
                self.online = value
            self.keep(tag, value)

    def _number(self, tag: str, values: list[str], first: str) -> str:
        """Return the first ISSN or ISBN; keep all lines where they say more than that."""
        if values and values != [first]:
            for value in values:
                self.keep(tag, value)
        return first

    def reference(self) -> Reference:
        """Return the reference that the fields make."""
        single = self.single
        title = _TITLE_END.sub("", single.pop("title", ""))
        book = _TITLE_END.sub("", self.book)
        type_ = self.type or ReferenceType.ARTICLE
        if book:
            type_ = ReferenceType.CHAPTER if title else ReferenceType.BOOK
            if title:
                single["container"] = book
            title = title or book
        if "title_original" in single:
            single["title_original"] = _TITLE_END.sub("", single["title_original"])
        types = tuple(self.lists["PT"])
        issn = self._number("IS", self.issns, find_issn(self.issns[0]) if self.issns else "")
        isbn = self._number("ISBN", self.isbns, find_isbn(self.isbns[0]) if self.isbns else "")
        return Reference(
            type=type_,
            title=title,
            credits=tuple(self.credits),
            issued=date_of(self.date or self.online),
            pages=self.pages,
            doi=self.doi,
            pmcid=self.pmcid,
            issn=issn,
            isbn=isbn,
            keywords=tuple(dict.fromkeys(self.lists["OT"])),
            subjects=tuple(dict.fromkeys(self.lists["MH"])),
            publication_types=tuple(dict.fromkeys(types)),
            notes=tuple(self.lists["GN"]),
            notices=with_implied(self.notices, title, types),
            extras=(*self.of_names, *self.starred, *self.extras),
            **single,  # type: ignore[arg-type]
        )


def short_name(name: Name) -> str:
    """Return PubMed's short form: family name, initials, suffix."""
    if name.literal:
        return name.literal
    words = name.given.replace(".", " ").replace("-", " ").split()
    initials = (
        name.given
        if name.given.isupper() and len(words) == 1
        else "".join(word[0].upper() for word in words)
    )
    family = f"{name.particle} {name.family}".strip()
    return " ".join(part for part in (family, initials.replace(".", ""), name.suffix) if part)


def written_name(name: Name) -> str:
    """Return PubMed's full form: family name, given names and behind them the suffix."""
    if name.literal:
        return name.literal
    if name.suffix and name.given:
        return f"{inverted(Name(name.family, name.given, name.particle))} {name.suffix}"
    return inverted(name)


def name_tag(credit: Credit) -> str:
    """Return the tag that a name's full form is written under."""
    if credit.name.literal and credit.role is Role.AUTHOR:
        return "CN"
    return NAMES[credit.role][0]
