"""Takes things from a library by ref, and finds what names them."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, false, or_, select
from sqlalchemy.engine import Connection

from desktop_app.content import Content, Thing
from desktop_app.content.model import RECORDS
from desktop_app.content.records import from_plain
from desktop_app.domain.appraisal import Appraisal
from desktop_app.domain.attachment import Attachment
from desktop_app.domain.evidence import StudyStance
from desktop_app.domain.own import OwnStudy, ReadStatus
from desktop_app.domain.refs import Kind, Ref, claim_ref
from desktop_app.store import appraisals, files, organised, own, own_studies, stances
from desktop_app.store.entries import OWN, links_of
from desktop_app.store.tables import entry, link
from desktop_app.store.values import parts

_CLASSES: dict[str, type[Any]] = {
    "point": RECORDS["points"].made,
    "meridian": RECORDS["meridians"].made,
    "study": RECORDS["studies"].made,
    "claim": RECORDS["claims"].made,
    "condition": RECORDS["conditions"].made,
    "topic": RECORDS["topics"].made,
    **dict.fromkeys(("vessel", "nerve", "territory", "site"), RECORDS["structures"].made),
}

NAMED_AS_STRUCTURE = "structure"
"""The kind under which a link names a vessel, nerve, territory or site."""


@dataclass(frozen=True, slots=True)
class Naming:
    """That an entry names another: which entry, in which role, and what it names."""

    ref: Ref
    role: str
    to_kind: str
    to_key: str


class Shelf:
    """One state of a library, from which things are taken."""

    def __init__(self, connection: Connection, content: Content) -> None:
        self._connection = connection
        self._content = content

    def take(self, refs: Iterable[Ref]) -> dict[Ref, tuple[Thing, bool]]:
        """Return things by ref, each with whether it was withdrawn; unknown refs are left out.

        What ships with the running program is at hand; other entries are read from the library.
        """
        found: dict[Ref, tuple[Thing, bool]] = {}
        missing: list[tuple[str, str]] = []
        for ref in dict.fromkeys(refs):
            thing = self._content.get(ref)
            if thing is not None:
                found[ref] = (thing, False)
            elif ref.kind.value in _CLASSES:
                missing.append((ref.kind.value, ref.key))
        if missing:
            named = select(entry).where(_any_of(entry.c.kind, entry.c.key, missing))
            for row in self._connection.execute(named):
                thing = from_plain(_CLASSES[row.kind], json.loads(row.body))
                found[Ref(Kind(row.kind), row.key)] = (thing, row.withdrawn)
        return found

    def naming(self, named: Iterable[tuple[str, str]], kind: Kind | None = None) -> list[Naming]:
        """Return which entries, of one kind if given, name any of these (kind, key) pairs.

        For points and conditions, which thousands of studies may name, there are quicker ways.
        """
        query = (
            select(entry.c.kind, entry.c.key, link.c.role, link.c.to_kind, link.c.to_key)
            .join(entry, link.c.from_id == entry.c.id)
            .where(_any_of(link.c.to_kind, link.c.to_key, named), ~entry.c.withdrawn)
            .order_by(entry.c.position, link.c.id)
        )
        if kind is not None:
            query = query.where(entry.c.kind == kind.value)
        return [
            Naming(Ref(Kind(row.kind), row.key), row.role, row.to_kind, row.to_key)
            for row in self._connection.execute(query)
        ]

    def claims_naming(self, named: Container[tuple[str, str]]) -> list[Naming]:
        """Return which claims name any of these (kind, key) pairs: shipped ones, then own.

        Shipped claims are at hand, and of own ones there are few: so it takes no longer if a
        point has thousands of studies.
        """
        found = [
            Naming(claim_ref(claim.id), role, kind, key)
            for claim in self._content.claims.values()
            for role, kind, key in links_of(claim)
            if (kind, key) in named
        ]
        own_claim = (entry.c.kind == Kind.CLAIM.value) & (entry.c.origin == OWN)
        keys = {row.id: row.key for row in self._connection.execute(
            select(entry.c.id, entry.c.key).where(own_claim).order_by(entry.c.position)
        )}  # fmt: skip
        for part in parts(keys):
            query = select(link).where(link.c.from_id.in_(part)).order_by(link.c.id)
            found += [
                Naming(claim_ref(keys[row.from_id]), row.role, row.to_kind, row.to_key)
                for row in self._connection.execute(query)
                if (row.to_kind, row.to_key) in named
            ]
        return found

    def own_naming(self, named: Iterable[tuple[str, str]], most: int) -> list[Ref]:
        """Return the user's own studies that name any of these, the last to come first.

        No more than ``most``: there may be thousands, and the last are found without the rest.
        """
        latest: dict[str, int] = {}
        for kind, key in named:
            query = (
                select(entry.c.key, link.c.id)
                .join(entry, link.c.from_id == entry.c.id)
                .where(link.c.to_kind == kind, link.c.to_key == key)
                .where(entry.c.kind == Kind.STUDY.value, entry.c.origin == OWN)
                .where(~entry.c.withdrawn)
                .order_by(link.c.id.desc())
                .limit(most)
            )
            for row in self._connection.execute(query):
                latest[row.key] = max(row.id, latest.get(row.key, 0))
        keys = sorted(latest, key=latest.__getitem__, reverse=True)
        return [Ref(Kind.STUDY, key) for key in keys[:most]]

    def own_study(self, key: str) -> OwnStudy | None:
        """Return one of the user's own studies, also from the trash."""
        return own_studies.take(self._connection, [key]).get(key)

    def own_stances(self, claims: Iterable[str]) -> dict[str, tuple[StudyStance, ...]]:
        """Return by the ids of claims what the user says of studies; none is left out."""
        refs = {str(claim_ref(key)): key for key in claims}
        found = stances.on_claims(self._connection, refs)
        return {key: found.get(ref, ()) for ref, key in refs.items()}

    def claims_with_own_stance(self, study: Ref) -> tuple[Ref, ...]:
        """Return the claims on which the user says that a study bears."""
        return tuple(map(Ref.parse, stances.of_study(self._connection, str(study))))

    def appraisal(self, ref: Ref) -> Appraisal:
        """Return the user's appraisal of a study; empty if there is none."""
        return appraisals.take(self._connection, [str(ref)]).get(str(ref), Appraisal())

    def tags(self, ref: Ref) -> tuple[organised.Tag, ...]:
        """Return the tags of what a ref names."""
        return organised.tags_of(self._connection, str(ref))

    def collections(self, ref: Ref) -> tuple[organised.Collection, ...]:
        """Return the collections in which what a ref names lies."""
        return organised.collections_of(self._connection, str(ref))

    def status(self, ref: Ref) -> ReadStatus:
        """Return how far a study has been read."""
        return organised.status_of(self._connection, str(ref))

    def files(self, ref: Ref) -> tuple[Attachment, ...]:
        """Return the files of a study, the oldest first; whether any is missing is not told."""
        return files.of_refs(self._connection, [str(ref)])

    def title(self, ref: Ref) -> str:
        """Return what the thing that a ref names is called; empty if there is none."""
        where = (entry.c.kind == ref.kind.value) & (entry.c.key == ref.key)
        return self._connection.execute(select(entry.c.title).where(where)).scalar() or ""

    def note(self, ref: Ref) -> own.Note | None:
        """Return the user's note on a ref."""
        return own.note_on(self._connection, str(ref))

    def is_starred(self, ref: Ref) -> bool:
        """Tell whether the user starred what a ref names."""
        return own.is_starred(self._connection, str(ref))


def _any_of(
    kind: Column[str], key: Column[str], pairs: Iterable[tuple[str, str]]
) -> ColumnElement[bool]:
    """Return the condition that kind and key are one of these pairs.

    Written by kind, because SQLite finds pairs in a list only by reading the whole table.
    """
    keys: dict[str, list[str]] = {}
    for each, name in pairs:
        keys.setdefault(each, []).append(name)
    return or_(false(), *((kind == each) & key.in_(names) for each, names in keys.items()))
