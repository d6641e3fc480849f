"""The search index: kept in the same transaction as what it indexes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, tuple_
from sqlalchemy.engine import Connection

from desktop_app.domain.codes import spellings
from desktop_app.store import sqlite_only
from desktop_app.store.documents import Document
from desktop_app.store.tables import search_doc, search_form
from desktop_app.store.words import code_words, joined, mentioned_codes, terms

CODE, NAME, ALIAS, START, TEXT = range(5)
"""Ranks of a hit: the whole code, name or alias was typed; the start of one; some text."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document that answers a search, and how well."""

    kind: str
    ref: str
    title: str
    subtitle: str
    snippet: str
    rank: int


def put(connection: Connection, documents: Sequence[tuple[str, str, Document]]) -> None:
    """Index documents, each with its kind and ref, in place of those they had."""
    drop(connection, [(kind, ref) for kind, ref, _ in documents])
    first = (connection.execute(select(func.max(search_doc.c.id))).scalar() or 0) + 1
    docs, forms, texts = [], [], []
    for doc_id, (kind, ref, document) in enumerate(documents, first):
        docs.append(
            {
                "id": doc_id,
                "kind": kind,
                "ref": ref,
                "title": document.title,
                "subtitle": document.subtitle,
            }
        )
        forms += [
            {"doc_id": doc_id, "form": form, "rank": rank}
            for form, rank in _forms(document).items()
        ]
        texts.append((doc_id, *_columns(document)))
    if docs:
        connection.execute(insert(search_doc), docs)
        sqlite_only.put(connection, texts)
    if forms:
        connection.execute(insert(search_form), forms)


def drop(connection: Connection, named: Sequence[tuple[str, str]]) -> None:
    """Take documents, given by kind and ref, out of the index if they are there."""
    where = tuple_(search_doc.c.kind, search_doc.c.ref).in_(named)
    doc_ids = connection.execute(select(search_doc.c.id).where(where)).scalars().all()
    if doc_ids:
        sqlite_only.drop(connection, doc_ids)
        connection.execute(delete(search_form).where(search_form.c.doc_id.in_(doc_ids)))
        connection.execute(delete(search_doc).where(search_doc.c.id.in_(doc_ids)))


def clear(connection: Connection) -> None:
    """Empty the index."""
    sqlite_only.clear(connection)
    connection.execute(delete(search_form))
    connection.execute(delete(search_doc))


def find(connection: Connection, text: str, limit: int) -> list[Found]:
    """Return the best answers to any typed text: exact code, name, alias, start, text."""
    ranks: dict[int, tuple[int, float]] = {}
    snippets: dict[int, str] = {}
    typed = joined(text)
    if typed:
        for doc_id, form, rank in _formed(connection, typed, limit):
            standing = (rank, 0.0) if form == typed else (START, float(len(form)))
            ranks[doc_id] = min(ranks.get(doc_id, standing), standing)
    for match in sqlite_only.matches(connection, terms(text), limit, loosely=not ranks):
        snippets[match.doc_id] = match.snippet
        ranks.setdefault(match.doc_id, (TEXT, match.score))
    best = sorted(ranks, key=lambda doc_id: (*_coarse(ranks[doc_id]), doc_id))[:limit]
    return _founds(connection, best, ranks, snippets)


def refs_holding(kind: str, text: str) -> Select[Any]:
    """Return a query for the refs of all documents of one kind that hold all typed terms."""
    query = select(search_doc.c.ref).where(search_doc.c.kind == kind)
    wanted = terms(text)
    return query.where(search_doc.c.id.in_(sqlite_only.holding(wanted))) if wanted else query


def _coarse(standing: tuple[int, float]) -> tuple[int, float]:
    """Among starts of names, keep the order of the documents, which is that of the body."""
    return (START, 0.0) if standing[0] == START else standing


def _formed(connection: Connection, typed: str, limit: int) -> Iterable[tuple[int, str, int]]:
    column = search_form.c.form
    chosen = select(search_form.c.doc_id, column, search_form.c.rank)
    exact = chosen.where(column == typed).limit(limit)
    start = chosen.where(column > typed, column < f"{typed}\U0010ffff")
    start = start.order_by(column).limit(limit)
    for query in (exact, start):
        yield from (tuple(row) for row in connection.execute(query))


def _founds(
    connection: Connection,
    doc_ids: list[int],
    ranks: dict[int, tuple[int, float]],
    snippets: dict[int, str],
) -> list[Found]:
    query = select(search_doc).where(search_doc.c.id.in_(doc_ids))
    rows = {row.id: row for row in connection.execute(query)}
    return [
        Found(
            kind=rows[doc_id].kind,
            ref=rows[doc_id].ref,
            title=rows[doc_id].title,
            subtitle=rows[doc_id].subtitle,
            snippet=snippets.get(doc_id, ""),
            rank=ranks[doc_id][0],
        )
        for doc_id in doc_ids
    ]


def _columns(document: Document) -> tuple[str, str, str, str]:
    """Return codes, names, aliases and text as the full-text index takes them."""
    mentioned = dict.fromkeys((*document.mentions, *mentioned_codes(document.text)))
    codes = f"{code_words(document.codes)} {code_words(mentioned)}"
    names = "\n".join((*document.names, *map(joined, document.names)))
    return codes, names, "\n".join(document.aliases), document.text


def _forms(document: Document) -> dict[str, int]:
    """Return the folded codes, names and aliases, each with its best rank."""
    forms: dict[str, int] = {}
    for code in document.codes:
        for spelling in spellings(code):
            forms.setdefault(joined(spelling), CODE)
    for rank, texts in ((NAME, document.names), (ALIAS, document.aliases)):
        for text in texts:
            forms.setdefault(joined(text), rank)
    forms.pop("", None)
    return forms
