"""Takes what a card is about from a library, with what the user has kept on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, NamedTuple, TypedDict, TypeVar

from desktop_app.domain.errors import NotFound
from desktop_app.domain.refs import Ref
from desktop_app.store import Library, Note, Shelf

T = TypeVar("T")


class Kept(TypedDict):
    """What every card says of its thing: the user's note and star, and whether it still ships."""

    note: Note | None
    starred: bool
    withdrawn: bool


class Taken(NamedTuple, Generic[T]):
    """A thing, the state of the library it was taken from, and what was kept on it."""

    shelf: Shelf
    thing: T
    kept: Kept


@contextmanager
def taken(
    library: Library, ref: Ref, cls: type[T], missing: str = "", hint: str = ""
) -> Iterator[Taken[T]]:
    """Give what a ref names, and the one state of the library that its card is made from.

    Parameters
    ----------
    library
        Where to look.
    ref
        What is wanted.
    cls
        What it must be.
    missing, hint
        What to say if it is not there, and what can be done.

    Raises
    ------
    NotFound
        If the library has no such thing.
    """
    with library.shelf() as shelf:
        thing, withdrawn = shelf.take([ref]).get(ref, (None, False))
        if not isinstance(thing, cls):
            raise NotFound(
                missing or f"There is no {ref.kind.value} “{ref.key}” in this library.", hint
            )
        kept = Kept(note=shelf.note(ref), starred=shelf.is_starred(ref), withdrawn=withdrawn)
        yield Taken(shelf, thing, kept)
