"""What a sheet consists of, whatever it is written as: headings, paragraphs, lists, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from desktop_app.paper.drawing import Drawn


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look."""

    text: str
    strong: bool = False
    slanted: bool = False
    quiet: bool = False


Text: TypeAlias = tuple[Run, ...]


class Look(StrEnum):
    """What a paragraph is for."""

    BODY = "body"
    LEAD = "lead"
    SMALL = "small"
    CAPTION = "caption"


class Weight(StrEnum):
    """How loud a panel is."""

    CALM = "calm"
    CAUTION = "caution"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the sheet."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: Text
    look: Look = Look.BODY


@dataclass(frozen=True, slots=True)
class Items:
    """A list with bullets."""

    items: tuple[Text, ...]
    look: Look = Look.BODY
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what stands above it and its share of the width."""

    title: str
    share: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; each cell holds paragraphs. ``about`` says in a sentence what it tells."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Words, ...], ...], ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, side by side."""

    pairs: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """Drawings of the limb, side by side as far as there is room."""

    drawings: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Blocks that stand out, by a bar at their side."""

    blocks: tuple[Block, ...]
    weight: Weight = Weight.CALM


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to write on by hand, after a few words."""

    label: str


@dataclass(frozen=True, slots=True)
class Task:
    """A question with boxes to tick, and maybe a picture at its side."""

    number: int
    asked: Text
    choices: tuple[Text, ...]
    picture: Drawn | None = None


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""


Block: TypeAlias = (
    Heading | Words | Items | Grid | Facts | Pictures | Panel | Blank | Task | NewPage
)


@dataclass(frozen=True, slots=True)
class Document:
    """A sheet, ready to be written.

    Parameters
    ----------
    title
        What the file calls itself.
    head
        What stands at the top of every page after the first: whose sheet, and which.
    foot
        What stands at the bottom of every page, beside its number.
    large
        Whether it is set large, to be read by anyone.
    """

    title: str
    head: str
    foot: str
    made: date
    blocks: tuple[Block, ...]
    large: bool = False


def text(*parts: str | Run) -> Text:
    """Return a text of these parts, left out where empty."""
    runs = (part if isinstance(part, Run) else Run(part) for part in parts)
    return tuple(run for run in runs if run.text)


def strong(words: str) -> Run:
    """Return words that stand out."""
    return Run(words, strong=True)


def quiet(words: str) -> Run:
    """Return words that stand back."""
    return Run(words, quiet=True)


def paragraphs(words: str, look: Look = Look.BODY) -> Iterator[Words]:
    """Yield what somebody typed, a paragraph for each that is set off by an empty line."""
    for part in words.replace("\r\n", "\n").replace("\r", "\n").split("\n\n"):
        if part.strip():
            yield Words(text(part.strip()), look)


def plain(words: Text) -> str:
    """Return a text without its looks."""
    return "".join(run.text for run in words)
