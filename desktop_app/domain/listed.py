"""What a list of studies is made of: its rows, its orders, and the facets that narrow it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_app.domain.evidence import Direction
from desktop_app.domain.own import ReadStatus


class StudyOrder(StrEnum):
    """What a list of studies is sorted by."""

    YEAR = "year"
    TITLE = "title"
    AUTHORS = "authors"
    JOURNAL = "journal"
    DESIGN = "design"
    DIRECTION = "direction"
    SAMPLE_SIZE = "sample_size"
    POINTS = "points"
    STARRED = "starred"
    STATUS = "status"
    FILES = "files"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A study as a list shows it.

    ``id`` numbers it within one state of the library; ``authors`` are joined by semicolons;
    ``tags`` are keys; ``files`` counts what is attached; ``added`` is in UTC, None if shipped.
    """

    id: int
    key: str
    title: str
    authors: str
    year: int | None
    journal: str
    design: str
    direction: Direction
    sample_size: int | None = None
    sample_unit: str = ""
    points: tuple[str, ...] = ()
    doi: str = ""
    pmid: str = ""
    tier: str = "core"
    cited_by_source: bool = False
    own: bool = False
    starred: bool = False
    status: ReadStatus = ReadStatus.UNREAD
    tags: tuple[str, ...] = ()
    files: int = 0
    retracted: bool = False
    trashed: bool = False
    added: datetime | None = None
    noted: bool = False


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that studies of a list have: as a query writes it, in words, and how many."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A field of the query language with its values, the commonest first."""

    field: str
    title: str
    values: tuple[FacetValue, ...]
