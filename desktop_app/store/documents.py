"""What a search finds of each thing: its title, codes, names, aliases and text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatch

from desktop_app.domain.evidence import Claim, Condition, Study, Topic
from desktop_app.domain.points import Meridian, Point
from desktop_app.domain.reference import Reference
from desktop_app.domain.structures import Structure

INDEX_FORM = "2"
"""Raised when this file or the folding changes, so that libraries are indexed anew."""

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|^#+ |^[-*] |`)", re.MULTILINE)
_PIECES = re.compile(r"[();,/]|，|、")


@dataclass(frozen=True, slots=True)
class Document:
    """One thing as the search index holds it."""

    title: str
    subtitle: str
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    text: str = ""
    mentions: tuple[str, ...] = ()


@singledispatch
def document(thing: object) -> Document:
    """Return what a search finds of a thing."""
    raise TypeError(f"no document for {type(thing).__name__}")


@document.register
def _point(point: Point) -> Document:
    names = (point.pinyin, point.hanzi, point.hanzi_traditional, point.english)
    site = bool(point.site_of)
    return Document(
        title=f"{point.code} {point.pinyin} {point.hanzi}",
        subtitle=point.english,
        codes=(point.code,),
        names=() if site else names,
        aliases=(
            *(names if site else ()),
            *_pieces(point.aliases),
            *point.hanzi_variants,
            *(category.kind for category in point.categories),
        ),
        text=_text(
            point.location.text,
            point.location.find,
            *point.cautions,
            *point.uses,
            *(_words(category.kind) for category in point.categories),
            *point.beneath.muscles,
            *point.beneath.nerves_cutaneous,
            *point.beneath.nerves_deep,
            *point.beneath.vessels,
            *(rival.text for rival in point.location.rivals),
        ),
    )


@document.register
def _meridian(meridian: Meridian) -> Document:
    return Document(
        title=f"{meridian.english} ({meridian.code})",
        subtitle=f"{meridian.pinyin} {meridian.hanzi}".strip(),
        names=(
            meridian.code,
            meridian.english,
            meridian.pinyin,
            meridian.hanzi,
            meridian.hanzi_traditional,
        ),
        aliases=(meridian.name_class,),
        text=_text(meridian.summary, meridian.note, *meridian.branches),
    )


@document.register
def _study(study: Study) -> Document:
    written = " ".join(filter(None, (*study.authors[:1], str(study.year or ""))))
    return Document(
        title=study.title,
        subtitle=" · ".join(filter(None, (written, study.journal))),
        names=(study.title,),
        aliases=(
            study.key,
            *study.authors,
            study.doi,
            study.pmid,
            study.journal,
            str(study.year or ""),
        ),
        text=study_text(study),
        mentions=study.points,
    )


def study_text(study: Study, reference: Reference | None = None) -> str:
    """Return what a study says, with the abstract and keywords of the reference it is made of."""
    said = (
        study.main_finding,
        study.limitations,
        study.population,
        study.intervention,
        study.comparator,
        *study.outcomes,
        *map(_words, study.conditions),
        _words(study.design),
    )
    if reference is None:
        return _text(*said)
    return _text(
        reference.abstract, *said, *reference.keywords, *reference.subjects, *reference.notes
    )


@document.register
def _claim(claim: Claim) -> Document:
    return Document(
        title=claim.statement,
        subtitle=_words(claim.kind.value).capitalize(),
        text=_text(claim.statement, claim.why, *(_words(slug) for slug in claim.conditions)),
        mentions=claim.points,
    )


@document.register
def _condition(condition: Condition) -> Document:
    return Document(
        title=condition.name,
        subtitle="Condition",
        names=(condition.name,),
        aliases=condition.aliases,
        text=_text(
            condition.summary,
            *(line for cause in condition.causes for line in (cause.name, cause.summary)),
            *(line for cause in condition.causes for line in (*cause.shows, *cause.tell_apart)),
            *(flag.text for flag in condition.red_flags),
        ),
    )


@document.register
def _topic(topic: Topic) -> Document:
    return Document(
        title=topic.title,
        subtitle="Topic",
        names=(topic.title,),
        text=_text(
            topic.summary,
            *(line for part in topic.parts for line in (part.heading, _plain(part.text))),
        ),
    )


@document.register
def _structure(structure: Structure) -> Document:
    return Document(
        title=structure.name,
        subtitle=_words(structure.kind).capitalize(),
        names=(structure.name, structure.id),
        aliases=(structure.roots, structure.nerve),
        text=_text(structure.text, structure.relation, structure.variation, *structure.protocols),
        mentions=structure.points_nearby,
    )


def note_document(title: str, text: str) -> Document:
    """Return what a search finds of a note on something with this title."""
    return Document(title=f"Note on {title}" if title else "Note", subtitle="My notes", text=text)


def _plain(markdown: str) -> str:
    """Return Markdown without its marks, links as their words."""
    return _MARKS.sub("", _LINK.sub(r"\1", markdown))


def _pieces(aliases: Iterable[str]) -> tuple[str, ...]:
    """Return aliases whole and in pieces: ``lateral xiyan (外膝眼)`` is also ``外膝眼``."""
    pieces = (piece.strip() for alias in aliases for piece in (alias, *_PIECES.split(alias)))
    return tuple(dict.fromkeys(filter(None, pieces)))


def _text(*parts: str) -> str:
    return "\n".join(filter(None, parts))


def _words(slug: str) -> str:
    return slug.replace("-", " ")
