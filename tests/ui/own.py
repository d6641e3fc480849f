"""Studies of the user's own for tests of the evidence workspace."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.changes import Changed
from desktop_app.domain.own import OwnStudy, study_key, study_of
from desktop_app.domain.reference import Credit, Name, Reference, When
from desktop_app.domain.refs import study_ref
from desktop_app.store import Library, own_studies


def reference(title: str, year: int = 2020, doi: str = "") -> Reference:
    """Return a reference by Jane Doe."""
    credit = Credit(Name("Doe", "Jane"))
    return Reference(title=title, issued=When(year), credits=(credit,), doi=doi)


def bring(library: Library, references: Sequence[Reference]) -> Changed:
    """Bring studies in, as an import does."""
    with library.writing() as connection:
        taken = set(own_studies.all_keys(connection))
        made = []
        for each in references:
            key = study_key(each, taken)
            taken.add(key)
            made.append(OwnStudy(study_of(each, key), each, library.clock()))
        own_studies.put(connection, made)
    return Changed(frozenset(study_ref(each.study.key) for each in made))
