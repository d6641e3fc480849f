"""Tags: a name and a colour, on as many studies as the user likes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from secrets import token_hex

from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.refs import Kind, Ref
from desktop_app.library.organising.naming import by_key, counted, usable_name
from desktop_app.store import Library, organised
from desktop_app.store.organised import Tag
from desktop_app.store.rows import Scope
from desktop_app.store.undoing import undoable


def list_tags(library: Library) -> tuple[Tag, ...]:
    """Return all tags by name."""
    with library.reading() as connection:
        return organised.all_tags(connection)


def add_tag(
    library: Library, name: str, colour: str = "", author: str = "", on: Iterable[Ref] = ()
) -> Changed:
    """Make a tag and give it to the studies it is made ``on``; the first ref is the tag's.

    Raises
    ------
    NotUnderstood
        If the name is blank, or another tag has it.
    """
    made = Tag(token_hex(8), _free_name(library, name), colour)
    named = tuple(dict.fromkeys(on))
    return undoable(
        library,
        [Scope("tag", "key", (made.key,)), Scope("tagged", "tag", (made.key,))],
        f"Tag {counted(named)} “{made.name}”" if named else f"Add tag “{made.name}”",
        [_ref(made.key), *named],
        partial(organised.put_tag, wanted=made, on=tuple(map(str, named))),
        author,
    )


def edit_tag(
    library: Library,
    key: str,
    name: str | None = None,
    colour: str | None = None,
    author: str = "",
) -> Changed:
    """Give a tag another name or colour; None leaves it as it is.

    Raises
    ------
    NotUnderstood
        If the name is blank, or another tag has it.
    NotFound
        If there is no such tag.
    """
    held = _named(library, key)
    made = Tag(
        key,
        held.name if name is None else _free_name(library, name, key),
        held.colour if colour is None else colour,
    )
    with library.reading() as connection:
        refs = organised.refs_with(connection, key)
    return undoable(
        library,
        [Scope("tag", "key", (key,))],
        f"Edit tag “{held.name}”",
        [_ref(key), *map(Ref.parse, refs)],
        partial(organised.put_tag, wanted=made),
        author,
    )


def delete_tag(library: Library, key: str, author: str = "") -> Changed:
    """Remove a tag from everything that has it.

    Raises
    ------
    NotFound
        If there is no such tag.
    """
    held = _named(library, key)
    with library.reading() as connection:
        refs = organised.refs_with(connection, key)
    return undoable(
        library,
        [Scope("tag", "key", (key,)), Scope("tagged", "tag", (key,))],
        f"Delete tag “{held.name}”",
        [_ref(key), *map(Ref.parse, refs)],
        partial(organised.drop_tag, key=key),
        author,
    )


def set_tag(library: Library, refs: Iterable[Ref], tag: str, on: bool, author: str = "") -> Changed:
    """Give studies a tag, or take it from them.

    Raises
    ------
    NotFound
        If there is no such tag.
    """
    named = tuple(dict.fromkeys(refs))
    texts = tuple(map(str, named))
    held = _named(library, tag)
    done = f"Tag {counted(named)}" if on else f"Untag {counted(named)}"
    return undoable(
        library,
        [Scope("tagged", "ref", texts, (("tag", tag),))],
        f"{done} “{held.name}”",
        [_ref(tag), *named],
        partial(organised.mark_with, refs=texts, key=tag, on=on),
        author,
    )


def _free_name(library: Library, name: str, key: str = "") -> str:
    name = usable_name(name, "tag")
    for each in _all(library):
        if each.name.casefold() == name.casefold() and each.key != key:
            raise NotUnderstood(
                f"There is already a tag “{each.name}”.", "Use it, or choose another name."
            )
    return name


def _all(library: Library) -> tuple[Tag, ...]:
    with library.reading() as connection:
        return organised.all_tags(connection, counted=False)


def _named(library: Library, key: str) -> Tag:
    return by_key(_all(library), key, "tag")


def _ref(key: str) -> Ref:
    return Ref(Kind.TAG, key)
