"""The search index: kept in the same transaction as what it indexes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.engine import Connection

from desktop_app.domain.codes import spellings
from desktop_app.store import sqlite_only
from desktop_app.store.documents import Document
from desktop_app.store.found import ALIAS, CODE, NAME, START, TEXT, Found
from desktop_app.store.own_found import OwnHits, find_own, show_own
from desktop_app.store.tables import search_doc, search_form
from desktop_app.store.words import Term, begin_in, code_words, joined, mentioned_codes, terms

OWN_SHARE = 3
"""One in so many answers is kept for the user's own studies, if as many hold what was typed."""


def put(
    connection: Connection, documents: Sequence[tuple[str, str, Document]], apart: bool = False
) -> None:
    """Index documents, each with its kind and ref, in place of those they had.

    Those put apart are found by ``find_apart`` only: they never take another's place in an answer.
    """
    drop(connection, [(kind, ref) for kind, ref, _ in documents])
    # Those apart have ids below 0, so that the index parts them without looking them up.
    if apart:
        lowest = connection.execute(select(func.min(search_doc.c.id))).scalar() or 0
        first = min(lowest, 0) - len(documents)
    else:
        highest = connection.execute(select(func.max(search_doc.c.id))).scalar() or 0
        first = max(highest, 0) + 1
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
    refs: dict[str, list[str]] = {}
    for kind, ref in named:
        refs.setdefault(kind, []).append(ref)
    # Kind by kind: SQLite reads a whole table to find pairs in a list of pairs.
    doc_ids = [
        row.id
        for kind, held in refs.items()
        for row in connection.execute(_DOC_IDS, {"kind": kind, "refs": held})
    ]
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
    """Return the best answers to any typed text: exact code, name, alias, start, title, text.

    Within each what ships comes before the user's own studies, unless one of these was named.
    """
    typed, wanted = joined(text), terms(text)
    ranks = _named(connection, typed, limit)
    own = find_own(connection, text, limit)
    order = sorted(ranks, key=lambda doc_id: (ranks[doc_id], doc_id))
    snippets: dict[int, str] = {}
    # What a single letter begins is everything; names are enough for an answer.
    if len(order) < limit or len(typed) > 1:
        loosely = not (ranks or own.ids)
        for match in sqlite_only.matches(connection, wanted, limit, loosely):
            snippets[match.doc_id] = match.snippet
    order += [doc_id for doc_id in snippets if doc_id not in ranks]
    room = max(limit - len(own.ids), limit - limit // OWN_SHARE)
    shipped = _founds(connection, order[:room], ranks, snippets)
    ours = show_own(connection, text, own, limit - len(shipped))
    return _mixed(shipped, ours, own, wanted)


def _mixed(
    shipped: list[Found], ours: list[Found], own: OwnHits, wanted: list[Term]
) -> list[Found]:
    """Return what ships and what is the user's own, titles before texts."""
    if not ours:
        return shipped
    titled: list[Found] = []
    rest: list[Found] = []
    for each in shipped:
        (titled if each.rank < TEXT or begin_in(each.title, wanted) else rest).append(each)
    return [*ours[: own.named], *titled, *ours[own.named : own.titled], *rest, *ours[own.titled :]]


def find_apart(connection: Connection, text: str, limit: int) -> list[Found]:
    """Return what was put apart and holds all that was typed, the latest first."""
    wanted = terms(text)
    if not wanted or len(joined(text)) < 2:
        return []
    found = sqlite_only.matches_apart(connection, wanted, limit)
    snippets = {match.doc_id: match.snippet for match in found}
    return _founds(connection, list(snippets), {}, snippets)


_DOC_IDS = select(search_doc.c.id).where(
    search_doc.c.kind == bindparam("kind"), search_doc.c.ref.in_(bindparam("refs", expanding=True))
)
_FORM = search_form.c.form
_NAMED = (
    select(search_form.c.doc_id, _FORM, search_form.c.rank)
    .where(_FORM.between(bindparam("typed"), bindparam("end")))
    .order_by(_FORM)
    .limit(bindparam("most"))
)
_DOCS = select(search_doc).where(search_doc.c.id.in_(bindparam("doc_ids", expanding=True)))


def _named(connection: Connection, typed: str, limit: int) -> dict[int, int]:
    """Return ranks of documents whose code, name or alias is what was typed, or begins with it."""
    ranks: dict[int, int] = {}
    if not typed:
        return ranks
    values = {"typed": typed, "end": f"{typed}\U0010ffff", "most": 2 * limit}
    for doc_id, form, rank in connection.execute(_NAMED, values):
        standing = rank if form == typed else START
        ranks[doc_id] = min(ranks.get(doc_id, standing), standing)
    return ranks


def _founds(
    connection: Connection, doc_ids: list[int], ranks: dict[int, int], snippets: dict[int, str]
) -> list[Found]:
    docs = {row[0]: row[1:] for row in connection.execute(_DOCS, {"doc_ids": doc_ids})}
    found = []
    for doc_id in doc_ids:
        kind, ref, title, subtitle = docs[doc_id]
        snippet, rank = snippets.get(doc_id, ""), ranks.get(doc_id, TEXT)
        found.append(Found(kind, ref, title, subtitle, snippet, rank))
    return found


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
