"""``Reference``: what a publication is called and where it appeared, as reference files carry it.

The names of fields and types follow CSL 1.0.2 (docs.citationstyles.org), which every format that is
read or written can be told in. Fields that a format has and CSL does not stand in ``extras``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReferenceType(StrEnum):
    """What sort of publication it is; the values are CSL's item types."""

    ARTICLE = "article-journal"
    PREPRINT = "article"
    MAGAZINE = "article-magazine"
    NEWSPAPER = "article-newspaper"
    BOOK = "book"
    CHAPTER = "chapter"
    PAPER = "paper-conference"
    THESIS = "thesis"
    REPORT = "report"
    DATASET = "dataset"
    WEBPAGE = "webpage"
    STANDARD = "standard"
    PATENT = "patent"
    LEGISLATION = "legislation"
    REVIEW = "review"
    SOFTWARE = "software"
    ENTRY = "entry-encyclopedia"
    PERIODICAL = "periodical"
    MANUSCRIPT = "manuscript"
    VIDEO = "motion_picture"
    DOCUMENT = "document"


class Role(StrEnum):
    """What someone did for a publication."""

    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    SERIES_EDITOR = "collection-editor"
    INVESTIGATOR = "contributor"


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or a body in ``literal``; ``particle`` is ``van der``, ``suffix`` ``Jr``."""

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """A name and what it stands there for."""

    name: Name
    role: Role = Role.AUTHOR


@dataclass(frozen=True, slots=True)
class When:
    """A date as far as it is known; ``text`` holds what is no date (``in press``, ``Spring``)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    text: str = ""


class NoticeKind(StrEnum):
    """What was published about a publication afterwards."""

    RETRACTION = "retraction"
    PARTIAL_RETRACTION = "partial-retraction"
    CONCERN = "expression-of-concern"
    ERRATUM = "erratum"
    IS_NOTICE = "is-retraction-notice"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in a record, with the citation it gives, if any."""

    kind: NoticeKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file that a record names: a path as it stands there, or an address; never opened by us."""

    path: str
    title: str = ""
    mime: str = ""


@dataclass(frozen=True, slots=True)
class Extra:
    """A field that only one format has, kept so that it can be written back in that format.

    ``format`` is the value of a ``citation.Format``; ``tag`` is that format's own name for it.
    """

    format: str
    tag: str
    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication. Empty fields are unknown, never guessed.

    ``key`` is the citation key of the file it came from. ``pages`` is ``115-121`` or ``e12``, with
    the last page written out; ``number`` is an article number or a report's. ``keywords`` are the
    authors' and ``subjects`` an indexer's (MeSH).
    """

    type: ReferenceType = ReferenceType.ARTICLE
    key: str = ""
    title: str = ""
    title_short: str = ""
    title_original: str = ""
    credits: tuple[Credit, ...] = ()
    issued: When = When()
    accessed: When = When()
    container: str = ""
    container_short: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    number: str = ""
    edition: str = ""
    series: str = ""
    series_number: str = ""
    publisher: str = ""
    place: str = ""
    event: str = ""
    genre: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    issn: str = ""
    url: str = ""
    language: str = ""
    abstract: str = ""
    database: str = ""
    accession: str = ""
    call_number: str = ""
    keywords: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    publication_types: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    files: tuple[FileLink, ...] = ()
    extras: tuple[Extra, ...] = ()

    @property
    def year(self) -> int | None:
        """The year it appeared."""
        return self.issued.year

    def names(self, role: Role = Role.AUTHOR) -> tuple[Name, ...]:
        """Return who stands there in this role, in order."""
        # A list first: of tens of thousands of records this is felt.
        return tuple([credit.name for credit in self.credits if credit.role is role])

    @property
    def is_retracted(self) -> bool:
        """Tell whether a notice says that it was retracted."""
        return any(notice.kind is NoticeKind.RETRACTION for notice in self.notices)
