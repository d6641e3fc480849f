"""The trash: own studies put away, brought back, or removed for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

from desktop_app.domain.changes import Changed, Undo
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.refs import study_ref
from desktop_app.library.organising.naming import counted
from desktop_app.store import Library, own_studies, trashed
from desktop_app.store.undoing import notice


def trash_studies(library: Library, keys: Iterable[str], author: str = "") -> Changed:
    """Put own studies into the trash; what is written about them is kept.

    Raises
    ------
    NotUnderstood
        If one of them came with Yongquan.
    NotFound
        If one of them is not in the library.
    """
    held = _own(library, keys)
    now = library.clock()
    wanted: dict[str, datetime | None] = {key: now for key, since in held.items() if since is None}
    named = [study_ref(key) for key in wanted]
    return _put(library, wanted, f"Move {counted(named)} to the trash", author)


def restore_studies(library: Library, keys: Iterable[str], author: str = "") -> Changed:
    """Take studies out of the trash.

    Raises
    ------
    NotFound
        If one of them is not in the library.
    """
    held = _own(library, keys)
    wanted: dict[str, datetime | None] = {key: None for key, since in held.items() if since}
    named = [study_ref(key) for key in wanted]
    return _put(library, wanted, f"Restore {counted(named)}", author)


def count_trash(library: Library) -> int:
    """Return how many studies are in the trash."""
    with library.reading() as connection:
        return len(trashed.in_trash(connection))


def empty_trash(library: Library, author: str = "") -> Changed:
    """Remove what is in the trash for good, with all that was written about it.

    This cannot be taken back: ask before. Files that no study names any more are swept later.
    """
    with library.writing() as connection:
        keys = tuple(trashed.in_trash(connection))
        trashed.remove_for_good(connection, keys)
    return notice(map(study_ref, keys), None, author)


def _own(library: Library, keys: Iterable[str]) -> dict[str, datetime | None]:
    """Return since when own studies are in the trash, None for those that are not."""
    wanted = tuple(dict.fromkeys(keys))
    with library.reading() as connection:
        held = trashed.since(connection, wanted)
        shipped = own_studies.all_keys(connection) if len(held) < len(wanted) else frozenset()
    for key in wanted:
        if key in held:
            continue
        if key in shipped:
            raise NotUnderstood(
                f"“{key}” came with Yongquan and cannot be put into the trash.",
                "Choose only studies that you brought.",
            )
        raise NotFound(f"There is no study “{key}” in this library.")
    return held


def _put(
    library: Library, wanted: Mapping[str, datetime | None], title: str, author: str = ""
) -> Changed:
    """Put each study into the trash as of a time, or with None take it out."""
    if not wanted:
        return Changed(frozenset(), author)
    with library.writing() as connection:
        before = trashed.since(connection, tuple(wanted))
        trashed.put(connection, {key: when for key, when in wanted.items() if key in before})
    back = partial(_put, wanted=before, title=title)
    return notice(map(study_ref, before), Undo(title, back), author)
