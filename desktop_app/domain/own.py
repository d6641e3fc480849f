"""A study of the user's own: made from a reference, named and compared by rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import count
from typing import Any

from desktop_app.domain.evidence import Direction, Study
from desktop_app.domain.reference import Name, Reference, Role


class ReadStatus(StrEnum):
    """How far the user has read a study."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"


@dataclass(frozen=True, slots=True)
class OwnStudy:
    """A study that the user brought.

    ``study`` repeats what ``reference`` says of title, authors and place, and holds besides what
    the user says of design, result and points. ``batch`` names the import it came with; it lies in
    the trash since ``trashed``. Times are UTC.
    """

    study: Study
    reference: Reference
    added: datetime
    batch: str = ""
    trashed: datetime | None = None


def short_name(name: Name) -> str:
    """Return a name as lists show it: ``van der Berg JA``, or a body's name."""
    if name.literal:
        return name.literal
    family = f"{name.particle} {name.family}" if name.particle else name.family
    parts = name.given.replace(".", " ").replace("-", " ").split()
    initials = "".join([part[0] for part in parts])
    return f"{family} {initials}" if family and initials else family or initials


_DESIGNS = (
    ("meta-analysis", "meta-analysis"),
    ("systematic review", "systematic-review"),
    ("randomized controlled trial", "rct"),
    ("practice guideline", "guideline"),
    ("guideline", "guideline"),
    ("controlled clinical trial", "controlled-trial"),
    ("case reports", "case-series"),
    ("review", "narrative-review"),
)
"""MEDLINE's publication types that tell a design, the most telling first."""


def design_of(reference: Reference) -> str:
    """Return the design that an indexer gave it; empty if none did. Titles are not trusted."""
    given = {each.casefold() for each in reference.publication_types}
    return next((design for words, design in _DESIGNS if words in given), "")


_MARKUP = re.compile(r"</?(?:i|b|sc|sup|sub|span)(?:\s[^<>]*)?>", re.IGNORECASE)


def plain_title(title: str) -> str:
    """Return a title without CSL's marks of formatting (``<i>in vitro</i>``)."""
    return _MARKUP.sub("", title) if "<" in title else title


def study_of(reference: Reference, key: str, held: Study | None = None) -> Study:
    """Return the study that a reference tells of.

    Parameters
    ----------
    reference
        What it is called and where it appeared.
    key
        The key it gets.
    held
        The study as it was: what the user said of design, result and points is kept.
    """
    told: dict[str, Any] = {
        "key": key,
        "title": plain_title(reference.title) or "Untitled",
        "authors": tuple(map(short_name, reference.names())),
        "year": reference.year,
        "journal": reference.container or reference.publisher,
        "volume": reference.volume,
        "issue": reference.issue,
        "pages": reference.pages or reference.number,
        "doi": reference.doi,
        "pmid": reference.pmid,
        "pmcid": reference.pmcid,
        "tier": "own",
        "retracted": reference.is_retracted,
    }
    if held is not None:
        return replace(held, **told)
    return Study(design=design_of(reference), direction=Direction.NOT_APPLICABLE, **told)


_SIGNS = re.compile("[^a-z0-9]+")


class _Letters(dict[int, int | None]):
    """For ``str.translate``: letters and digits stay, all else goes; a character is judged once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if unicodedata.category(chr(code))[0] in "LN" else None
        return self[code]


_LETTERS = _Letters()
_PARTICLES = re.compile(
    r"\A(?:(?:van|von|vom|zu|zur|del?|der|den|della|d[aio]|dos|das|du|la|le|te[nr]|a[fv]) )+(?=\S)",
    re.IGNORECASE,
)
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def folded(text: str) -> str:
    """Return text as it is compared: letters and digits only, no case, no accents."""
    if text.isascii():
        return _SIGNS.sub("", text.lower())
    return unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)


def likeness(title: str, year: int | None, first_author: str) -> str:
    """Return what two records of one publication share; empty if too little is known.

    Parameters
    ----------
    title, year
        As they stand in the record.
    first_author
        From ``compared_author``.
    """
    words = folded(plain_title(title))
    return (
        f"{words}|{year or ''}|{folded(first_author)}" if words and (year or first_author) else ""
    )


def first_author(reference: Reference) -> str:
    """Return the family name of the first author, or the body's name; empty without authors."""
    name = _first_name(reference)
    return name.family or name.literal


def _first_name(reference: Reference) -> Name:
    authors = (credit.name for credit in reference.credits if credit.role is Role.AUTHOR)
    return next(authors, Name())


def compared_author(reference: Reference) -> str:
    """Return the first author as likeness compares it, however the record wrote the name.

    Particles do not count (``Van der Berg`` is ``Berg``), and East Asian names are taken whole, for
    only some records tell family and given name apart.
    """
    name = _first_name(reference)
    if _EAST_ASIAN.search(name.family or name.literal):
        return "".join(f"{name.family}{name.given}{name.literal}".split())
    return _PARTICLES.sub("", name.family or name.literal)


def key_stem(reference: Reference) -> str:
    """Return what the key of a study begins with, such as ``smith.2020``.

    No study that ships has a dot in its key, nor ever gets one, so that none takes its place.
    """
    author = folded(first_author(reference)).encode("ascii", "ignore").decode()[:24]
    return f"{author or 'study'}.{reference.year or 'undated'}"


def study_key(reference: Reference, taken: Container[str]) -> str:
    """Return a key for a study, such as ``smith.2020``, that is not taken."""
    stem = key_stem(reference)
    if stem not in taken:
        return stem
    return next(key for number in count(2) if (key := f"{stem}-{number}") not in taken)
