"""The columns of the study list: headings, widths, orders, and what stands in their cells."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from desktop_app.domain.evidence import Direction
from desktop_app.domain.evidence_words import DIRECTION_WORDS, design_word, surname
from desktop_app.domain.listed import StudyOrder, StudyRow
from desktop_app.domain.own import ReadStatus

NAMED = 3
"""Authors named before “et al.”."""


class Column(IntEnum):
    """The columns of the list, in their first order."""

    STAR = 0
    STATUS = 1
    YEAR = 2
    STUDY = 3
    AUTHORS = 4
    JOURNAL = 5
    DESIGN = 6
    NUMBER = 7
    FOUND = 8
    POINTS = 9
    TAGS = 10
    FILES = 11
    ADDED = 12


class Kept(NamedTuple):
    """What is known of a column: words, width at 100 % in pixels, order, whether it is shown."""

    heading: str
    words: str
    width: int
    order: StudyOrder | None = None
    shown: bool = True
    falling: bool = False
    right: bool = False


COLUMNS = {
    Column.STAR: Kept("", "Star", 26, StudyOrder.STARRED, falling=True),
    Column.STATUS: Kept("", "Read or unread", 26, StudyOrder.STATUS, falling=True),
    Column.YEAR: Kept("Year", "Year", 52, StudyOrder.YEAR, falling=True),
    Column.STUDY: Kept("Study", "Study", 400, StudyOrder.TITLE),
    Column.AUTHORS: Kept("Authors", "Authors", 160, StudyOrder.AUTHORS, shown=False),
    Column.JOURNAL: Kept("Journal", "Journal", 160, StudyOrder.JOURNAL, shown=False),
    Column.DESIGN: Kept("Design", "Design", 130, StudyOrder.DESIGN),
    Column.NUMBER: Kept("n", "n (how many were studied)", 70, StudyOrder.SAMPLE_SIZE,
                        falling=True, right=True),
    Column.FOUND: Kept("Found", "Found", 130, StudyOrder.DIRECTION),
    Column.POINTS: Kept("Points", "Points", 110, StudyOrder.POINTS),
    Column.TAGS: Kept("Tags", "Tags", 110),
    Column.FILES: Kept("", "Files", 34, StudyOrder.FILES, falling=True),
    Column.ADDED: Kept("Added", "Added", 92, StudyOrder.ADDED, shown=False, falling=True),
}  # fmt: skip

ALWAYS = (Column.STUDY,)
"""Columns that cannot be left out."""

MARK_ONLY = 54
"""Width of the column “found” where there is room for its mark alone, pixels at 100 %."""

ROOM_FOR_WORDS = 230
"""Narrower than this, pixels at 100 %, the study column takes the room of the mark's words."""

LEAVE_OUT = {
    Column.ADDED: 420, Column.JOURNAL: 420, Column.AUTHORS: 400, Column.TAGS: 380,
    Column.POINTS: 380, Column.DESIGN: 240, Column.NUMBER: 240, Column.FILES: 250,
    Column.YEAR: 240, Column.STATUS: 200, Column.STAR: 200,
}  # fmt: skip
"""Columns left out, in this order, while the study column is narrower than this."""

STATUS_WORDS = {
    ReadStatus.UNREAD: "unread",
    ReadStatus.READING: "being read",
    ReadStatus.READ: "read",
}


def names(row: StudyRow, most: int = NAMED) -> str:
    """Return the first authors' surnames."""
    authors = row.authors.split("; ") if row.authors else []
    told = ", ".join(surname(author) for author in authors[:most])
    return told + (" et al." if len(authors) > most else "")


def is_unsaid(row: StudyRow) -> bool:
    """Tell whether nobody has said what a study found: the user has not yet, of their own."""
    return row.own and row.direction is Direction.NOT_APPLICABLE


def byline(row: StudyRow) -> str:
    """Return authors and journal in one line."""
    parts = [names(row) or ("" if row.own else "authors not verified"), row.journal]
    if row.cited_by_source:
        parts.append("cited by the source article")
    return " · ".join(part for part in parts if part)


def short_name(row: StudyRow) -> str:
    """Return a short name, such as ``Hoerder 2023``; without authors the title's beginning."""
    first = names(row, 1).removesuffix(" et al.") or " ".join(row.title.split()[:3])
    return f"{first} {row.year}" if row.year else first


def cell_words(row: StudyRow, column: Column, tags: dict[str, str] | None = None) -> str:
    """Return what a cell says; ``tags`` are names by key."""
    match column:
        case Column.STAR:
            return "starred" if row.starred else "not starred"
        case Column.STATUS:
            return STATUS_WORDS[row.status]
        case Column.YEAR:
            return str(row.year or "–")
        case Column.STUDY:
            return f"{row.title} ({short_name(row)})"
        case Column.AUTHORS:
            return names(row) or "–"
        case Column.JOURNAL:
            return row.journal or "–"
        case Column.DESIGN:
            return design_word(row.design) if row.design else "–"
        case Column.NUMBER:
            return f"{row.sample_size:,}" if row.sample_size is not None else "–"
        case Column.FOUND:
            return "–" if is_unsaid(row) else DIRECTION_WORDS[row.direction]
        case Column.POINTS:
            return ", ".join(row.points) or "–"
        case Column.TAGS:
            return ", ".join((tags or {}).get(key, "") for key in row.tags)
        case Column.FILES:
            return "" if not row.files else "1 file" if row.files == 1 else f"{row.files} files"
        case Column.ADDED:
            return row.added.astimezone().strftime("%Y-%m-%d") if row.added else "–"


def whole(row: StudyRow) -> str:
    """Return the title, and what narrow windows leave out."""
    facts = [names(row), row.journal, str(row.year or "")]
    rest = (Column.DESIGN, Column.NUMBER, Column.POINTS)
    facts += [
        f"n {words}" if column is Column.NUMBER else words
        for column in rest
        if (words := cell_words(row, column)) != "–"
    ]
    warning = "RETRACTED\n" if row.retracted else ""
    return f"{warning}{row.title}\n{' · '.join(fact for fact in facts if fact)}"
