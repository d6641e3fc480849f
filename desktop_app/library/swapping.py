"""Takes a write of many studies back, with what was written about them since, and redoes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from desktop_app.domain.changes import Changed, Undo
from desktop_app.domain.own import OwnStudy
from desktop_app.domain.refs import Kind, Ref, study_ref
from desktop_app.library.indexing import AT_ONCE
from desktop_app.library.memory import no_collecting
from desktop_app.store import Library, own_studies, rows
from desktop_app.store.undoing import notice
from desktop_app.store.written import swap_about


@dataclass(frozen=True, slots=True)
class Swap:
    """Another state of some studies: those that go, those that come, and what is said of them."""

    going: tuple[str, ...] = ()
    coming: tuple[OwnStudy, ...] = ()
    about: tuple[rows.Held, ...] = ()

    def refs(self) -> Iterator[Ref]:
        """Yield what the swap touches."""
        yield from map(study_ref, self.going)
        yield from (study_ref(each.study.key) for each in self.coming)
        for held in self.about:
            if held.scope.table == "attachment":
                yield from (Ref(Kind.FILE, row[0]) for row in held.rows)
                if held.scope.column == "key":
                    yield from (Ref(Kind.FILE, key) for key in held.scope.values)


def changed(title: str, back: Swap, author: str = "") -> Changed:
    """Return the notice of a write that ``back`` takes back."""
    return notice(back.refs(), Undo(title, partial(_take_back, title, back)), author)


def _take_back(title: str, wanted: Swap, library: Library) -> Changed:
    with no_collecting(), library.writing() as connection:
        touched = [*wanted.going, *(each.study.key for each in wanted.coming)]
        before = own_studies.take(connection, touched)
        own_studies.remove(connection, wanted.going)
        own_studies.put(connection, wanted.coming, len(wanted.coming) > AT_ONCE)
        about = swap_about(connection, wanted.about)
    gone = tuple(key for key in touched if key not in before)
    # In the order in which they came, so that they come back in it.
    coming = tuple(before[key] for key in touched if key in before)
    return changed(title, Swap(gone, coming, about))
