"""Collections: nested, and as many for a study as the user likes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from secrets import token_hex

from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.refs import Kind, Ref
from desktop_app.library.organising.naming import by_key, counted, usable_name
from desktop_app.store import Library, organised
from desktop_app.store.organised import Collection
from desktop_app.store.rows import Scope
from desktop_app.store.undoing import undoable


def list_collections(library: Library) -> tuple[Collection, ...]:
    """Return all collections, each before those that lie in it, in the user's order."""
    with library.reading() as connection:
        return organised.collections(connection)


def add_collection(
    library: Library,
    name: str,
    parent: str = "",
    author: str = "",
    holding: Iterable[Ref] = (),
) -> Changed:
    """Make a collection, at the end of its parent or of the top; the notice has its ref.

    What it is made ``holding`` goes into it in the same step.

    Raises
    ------
    NotUnderstood
        If the name is blank.
    NotFound
        If there is no such parent.
    """
    name = usable_name(name, "collection")
    if parent:
        _named(library, parent)
    key = token_hex(8)
    named = tuple(dict.fromkeys(holding))
    return undoable(
        library,
        [Scope("collection", "key", (key,)), Scope("collected", "collection", (key,))],
        f"Add {counted(named)} to “{name}”" if named else f"Add collection “{name}”",
        [_ref(key), *named],
        partial(
            organised.put_collection,
            key=key,
            parent=parent,
            name=name,
            holding=tuple(map(str, named)),
            now=library.clock(),
        ),
        author,
    )


def rename_collection(library: Library, key: str, name: str, author: str = "") -> Changed:
    """Give a collection another name.

    Raises
    ------
    NotUnderstood
        If the name is blank.
    NotFound
        If there is no such collection.
    """
    name = usable_name(name, "collection")
    held = _named(library, key)
    return undoable(
        library,
        [Scope("collection", "key", (key,))],
        f"Rename collection “{held.name}”",
        [_ref(key)],
        partial(organised.name_collection, key=key, name=name),
        author,
    )


def move_collection(
    library: Library, key: str, parent: str, position: int, author: str = ""
) -> Changed:
    """Move a collection into another, or with an empty ``parent`` to the top.

    Parameters
    ----------
    library
        Where it is.
    key
        The collection.
    parent
        Where it goes.
    position
        Its place there, counted from 0 without itself; beyond the last is the last.
    author
        Who asks.

    Raises
    ------
    NotFound
        If there is no such collection or parent.
    NotUnderstood
        If the parent lies in the collection itself.
    """
    held = _named(library, key)
    if parent:
        _named(library, parent)
    if parent in _with_children(library, key):
        raise NotUnderstood(
            f"“{held.name}” cannot be moved into itself.", "Choose a collection outside it."
        )
    with library.reading() as connection:
        siblings = organised.children(connection, parent)
    return undoable(
        library,
        [Scope("collection", "key", (*siblings, key))],
        f"Move collection “{held.name}”",
        [_ref(key)],
        partial(organised.place_collection, key=key, parent=parent, position=position),
        author,
    )


def delete_collection(library: Library, key: str, author: str = "") -> Changed:
    """Remove a collection and those in it; the studies themselves stay.

    Raises
    ------
    NotFound
        If there is no such collection.
    """
    held = _named(library, key)
    keys = _with_children(library, key)
    with library.reading() as connection:
        refs = organised.refs_in(connection, keys)
    return undoable(
        library,
        [Scope("collection", "key", keys), Scope("collected", "collection", keys)],
        f"Delete collection “{held.name}”",
        [*map(_ref, keys), *map(Ref.parse, refs)],
        partial(organised.drop_collection, key=key),
        author,
    )


def collect(library: Library, refs: Iterable[Ref], collection: str, author: str = "") -> Changed:
    """Put studies into a collection.

    Raises
    ------
    NotFound
        If there is no such collection.
    """
    return _sort(library, refs, collection, True, author)


def uncollect(library: Library, refs: Iterable[Ref], collection: str, author: str = "") -> Changed:
    """Take studies out of a collection.

    Raises
    ------
    NotFound
        If there is no such collection.
    """
    return _sort(library, refs, collection, False, author)


def _sort(
    library: Library, refs: Iterable[Ref], collection: str, into: bool, author: str
) -> Changed:
    """Put studies into a collection, or take them out."""
    named = tuple(dict.fromkeys(refs))
    texts = tuple(map(str, named))
    held = _named(library, collection)

    write = (
        partial(organised.put_into, refs=texts, key=collection, now=library.clock())
        if into
        else partial(organised.take_out, refs=texts, key=collection)
    )
    return undoable(
        library,
        [Scope("collected", "ref", texts, (("collection", collection),))],
        f"{'Add' if into else 'Remove'} {counted(named)} {'to' if into else 'from'} “{held.name}”",
        [_ref(collection), *named],
        write,
        author,
    )


def _all(library: Library) -> tuple[Collection, ...]:
    with library.reading() as connection:
        return organised.collections(connection, counted=False)


def _named(library: Library, key: str) -> Collection:
    return by_key(_all(library), key, "collection")


def _with_children(library: Library, key: str) -> tuple[str, ...]:
    """Return the keys of a collection and of all in it, each after the one it lies in."""
    keys = [key]
    for each in _all(library):
        if each.parent in keys:
            keys.append(each.key)
    return tuple(keys)


def _ref(key: str) -> Ref:
    return Ref(Kind.COLLECTION, key)
