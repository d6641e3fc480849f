"""Studies as they are recognised and shown: by likeness, by key."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.citation.names import name_from_inverted
from desktop_app.domain.evidence import Study
from desktop_app.domain.own import compared_author, likeness
from desktop_app.domain.reference import Credit, Reference
from desktop_app.domain.refs import study_ref
from desktop_app.store import Library


def likeness_of(title: str, year: int | None, author: str) -> str:
    """Return what a study is recognised by, given its first author as lists show them."""
    named = Reference(credits=(Credit(name_from_inverted(author)),)) if author else Reference()
    return likeness(title, year, compared_author(named))


def studies_of(library: Library, keys: Iterable[str]) -> dict[str, Study]:
    """Return studies, shipped or own, by key; unknown keys are left out."""
    with library.shelf() as shelf:
        found = shelf.take(map(study_ref, keys))
    return {ref.key: thing for ref, (thing, _) in found.items() if isinstance(thing, Study)}
