"""Saved filters: queries that the user keeps under a name."""

from __future__ import annotations

from functools import partial
from secrets import token_hex

from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.refs import Kind, Ref
from desktop_app.library.organising.naming import by_key, usable_name
from desktop_app.store import Library, organised
from desktop_app.store.organised import SavedFilter
from desktop_app.store.rows import Scope
from desktop_app.store.undoing import undoable


def list_filters(library: Library) -> tuple[SavedFilter, ...]:
    """Return the saved filters in the order in which they were saved."""
    with library.reading() as connection:
        return organised.filters(connection)


def save_filter(library: Library, name: str, query: str, author: str = "") -> Changed:
    """Keep a query under a name; the notice has the filter's ref.

    Raises
    ------
    NotUnderstood
        If the name or the query is blank.
    """
    made = SavedFilter(token_hex(8), usable_name(name, "filter"), _usable_query(query))
    return _put(library, made, f"Save filter “{made.name}”", author)


def edit_filter(
    library: Library,
    key: str,
    name: str | None = None,
    query: str | None = None,
    author: str = "",
) -> Changed:
    """Give a saved filter another name or query; None leaves it as it is.

    Raises
    ------
    NotUnderstood
        If the name or the query is blank.
    NotFound
        If there is no such filter.
    """
    held = _named(library, key)
    made = SavedFilter(
        key,
        held.name if name is None else usable_name(name, "filter"),
        held.query if query is None else _usable_query(query),
    )
    return _put(library, made, f"Edit filter “{held.name}”", author)


def delete_filter(library: Library, key: str, author: str = "") -> Changed:
    """Remove a saved filter.

    Raises
    ------
    NotFound
        If there is no such filter.
    """
    held = _named(library, key)
    return undoable(
        library,
        [Scope("saved_filter", "key", (key,))],
        f"Delete filter “{held.name}”",
        [Ref(Kind.FILTER, key)],
        partial(organised.drop_filter, key=key),
        author,
    )


def _put(library: Library, made: SavedFilter, title: str, author: str) -> Changed:
    return undoable(
        library,
        [Scope("saved_filter", "key", (made.key,))],
        title,
        [Ref(Kind.FILTER, made.key)],
        partial(organised.put_filter, wanted=made),
        author,
    )


def _usable_query(query: str) -> str:
    tidy = query.strip()
    if not tidy:
        raise NotUnderstood("The filter asks for nothing.", "Type what it shall find.")
    return tidy


def _named(library: Library, key: str) -> SavedFilter:
    return by_key(list_filters(library), key, "filter")
