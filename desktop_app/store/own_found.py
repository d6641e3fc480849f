"""Finds the user's own studies by any typed text, however many there are."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Connection

from desktop_app.domain.refs import Kind, study_ref
from desktop_app.store import sqlite_only
from desktop_app.store.found import NAME, TEXT, Found
from desktop_app.store.own_tables import own_study
from desktop_app.store.sqlite_only import CLOSE, OPEN
from desktop_app.store.tables import entry, study
from desktop_app.store.words import Term, terms

_STUDY = Kind.STUDY.value
_IDENT = re.compile(
    r"[0-9]{4,}|10\.[0-9]{4,}/\S+|\S+[.-](?:[0-9]{4}|undated)(?:-[0-9]+)?", re.IGNORECASE
)
TITLED_FROM = 4
"""How many letters the longest word has from which on titles are looked through first.

Shorter ones begin too many words, and while somebody types, the next letter is not far.
"""

_BEFORE, _SHOWN = 60, 170
"""Letters of a text that a snippet shows before the first match, and in all."""


class OwnHits(NamedTuple):
    """The ids of studies found: first those ``named``, then, up to ``titled``, those by title."""

    ids: tuple[int, ...] = ()
    named: int = 0
    titled: int = 0


def find_own(connection: Connection, text: str, limit: int) -> OwnHits:
    """Return the user's studies that a text names or that hold all its words.

    One whose key, DOI or PMID was typed comes first, then titles, then texts; within each the
    latest brought in.
    """
    if not sqlite_only.has_own_studies(connection):
        return OwnHits()
    ids = dict.fromkeys(_named(connection, text.strip()))
    named = titled = len(ids)
    wanted = _wanted(text)
    if wanted:
        if max(len(word) for each in wanted for row in each.choices for word in row) >= TITLED_FROM:
            ids |= dict.fromkeys(sqlite_only.newest_own(connection, wanted, limit, "title"))
            titled = len(ids)
        if len(ids) < limit:
            ids |= dict.fromkeys(sqlite_only.newest_own(connection, wanted, limit))
    return OwnHits(tuple(ids)[:limit], min(named, limit), min(titled, limit))


def show_own(connection: Connection, text: str, hits: OwnHits, limit: int) -> list[Found]:
    """Return the first of the studies that ``find_own`` found as answers to the text."""
    ids = hits.ids[:limit]
    if not ids:
        return []
    marked = _marked(_wanted(text))
    rows = {row.id: row for row in connection.execute(_SHOWN_ROWS, {"ids": ids})}
    return [
        Found(
            kind=_STUDY,
            ref=str(study_ref(row.key)),
            title=row.title,
            subtitle=_subtitle(row),
            snippet=_snippet(_text(row), marked),
            rank=NAME if place < hits.named else TEXT,
        )
        for place, row in enumerate(rows[number] for number in ids)
    ]


def _wanted(text: str) -> list[Term]:
    return [term for term in terms(text) if not _is_letter(term)]


def _is_letter(term: Term) -> bool:
    """Tell whether a term is the beginning of anything; the next letter will tell more."""
    return term.prefix and all(len(word) == 1 for row in term.choices for word in row)


_NAMED = (
    select(study.c.entry_id)
    .join(own_study, own_study.c.entry_id == study.c.entry_id)
    .where(own_study.c.trashed.is_(None))
)
_BY_IDENT = (
    _NAMED.where(study.c.doi == bindparam("typed")),
    _NAMED.where(study.c.pmid == bindparam("typed")),
    _NAMED.join(entry, entry.c.id == study.c.entry_id).where(
        entry.c.kind == _STUDY, entry.c.key == bindparam("typed")
    ),
)


def _named(connection: Connection, typed: str) -> list[int]:
    """Return the ids of studies whose key, DOI or PMID is what was typed."""
    if not _IDENT.fullmatch(typed):
        return []
    values = {"typed": typed.casefold()}
    return [row[0] for query in _BY_IDENT for row in connection.execute(query, values)]


_SHOWN_ROWS = (
    select(entry.c.id, entry.c.key, entry.c.title, entry.c.body, own_study.c.reference,
           study.c.authors, study.c.year, study.c.journal)
    .join(study, study.c.entry_id == entry.c.id)
    .join(own_study, own_study.c.entry_id == entry.c.id)
    .where(entry.c.id.in_(bindparam("ids", expanding=True)))
)  # fmt: skip


def _subtitle(row: Any) -> str:
    written = " ".join(filter(None, (row.authors.partition(";")[0], str(row.year or ""))))
    return " · ".join(filter(None, (written, row.journal)))


def _text(row: Any) -> str:
    told: str = json.loads(row.body).get("main_finding", "")
    return told or str(json.loads(row.reference).get("abstract", ""))


def _marked(wanted: Sequence[Term]) -> re.Pattern[str] | None:
    """Return what finds these terms in a text as it was written."""
    rows = [
        (r"" if not words[0].isascii() else r"\b")
        + r"\W*".join(map(re.escape, words))
        + (r"\w*" if term.prefix else "")
        for term in wanted
        for words in term.choices
    ]
    return re.compile("|".join(rows), re.IGNORECASE) if rows else None


def _snippet(text: str, marked: re.Pattern[str] | None) -> str:
    """Return the part of a text around its first match, matches marked."""
    first = marked.search(text) if marked else None
    start = max(0, first.start() - _BEFORE) if first else 0
    if start:
        start = text.find(" ", start, first.start() if first else None) + 1 or start
    shown = text[start : start + _SHOWN]
    if marked:
        shown = marked.sub(lambda match: f"{OPEN}{match[0]}{CLOSE}" if match[0] else "", shown)
    return f"{'…' if start else ''}{shown}{'…' if start + _SHOWN < len(text) else ''}"
