"""Finds the studies, shipped or own, that incoming records may be."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from desktop_app.domain.refs import Kind
from desktop_app.store.entries import SHIPPED
from desktop_app.store.own_tables import own_study
from desktop_app.store.tables import entry, study
from desktop_app.store.values import parts


@dataclass(frozen=True, slots=True)
class Held:
    """A study in the library by what it can be recognised by; empty fields are not known.

    ``doi`` is in the form that is compared. ``trashed`` is only ever so of the user's own.
    """

    key: str
    doi: str
    pmid: str
    likeness: str
    shipped: bool
    trashed: bool


def with_identifiers(
    connection: Connection,
    dois: Container[str],
    pmids: Container[str],
    comparable: Callable[[str], str],
) -> Iterator[Held]:
    """Yield the studies that have one of these DOIs or PMIDs.

    Parameters
    ----------
    dois, pmids
        What is looked for; DOIs in the form that is compared.
    comparable
        Brings a DOI as it is stored to that form.
    """
    query = (
        select(study.c.doi, study.c.pmid, study.c.entry_id)
        .where((study.c.doi != "") | (study.c.pmid != ""))
        .execution_options(yield_per=2000)
    )
    found = {}
    for doi, pmid, entry_id in connection.execute(query):
        same_doi = comparable(doi) if doi else ""
        if (same_doi and same_doi in dois) or (pmid and pmid in pmids):
            found[entry_id] = (same_doi, pmid)
    for row in _rows(connection, found):
        doi, pmid = found[row.id]
        yield Held(
            row.key, doi, pmid, row.likeness or "", row.origin == SHIPPED, row.trashed is not None
        )


def with_likeness(
    connection: Connection, wanted: Iterable[str], comparable: Callable[[str], str]
) -> Iterator[Held]:
    """Yield the user's own studies that are like one of these."""
    query = (
        select(entry.c.key, study.c.doi, study.c.pmid, own_study.c.likeness, own_study.c.trashed)
        .join(own_study, own_study.c.entry_id == entry.c.id)
        .join(study, study.c.entry_id == entry.c.id)
    )
    for part in parts(wanted):
        for row in connection.execute(query.where(own_study.c.likeness.in_(part))):
            doi = comparable(row.doi) if row.doi else ""
            yield Held(row.key, doi, row.pmid, row.likeness, False, row.trashed is not None)


def shipped_like(
    connection: Connection,
    likeness: Callable[[str, int | None, str], str],
    comparable: Callable[[str], str],
) -> Iterator[Held]:
    """Yield every shipped study, also withdrawn, with its likeness.

    Parameters
    ----------
    likeness
        Works it out from title, year and the first author as lists show it.
    """
    query = (
        select(entry.c.key, entry.c.title, study.c.authors, study.c.year, study.c.doi, study.c.pmid)
        .join(study, study.c.entry_id == entry.c.id)
        .where(entry.c.kind == Kind.STUDY.value, entry.c.origin == SHIPPED)
    )
    for row in connection.execute(query):
        like = likeness(row.title, row.year, row.authors.partition("; ")[0])
        doi = comparable(row.doi) if row.doi else ""
        yield Held(row.key, doi, row.pmid, like, True, False)


def _rows(connection: Connection, ids: Iterable[int]) -> Iterator[Any]:
    query = select(
        entry.c.id, entry.c.key, entry.c.origin, own_study.c.likeness, own_study.c.trashed
    ).join(own_study, own_study.c.entry_id == entry.c.id, isouter=True)
    for part in parts(ids):
        yield from connection.execute(query.where(entry.c.id.in_(part)))
