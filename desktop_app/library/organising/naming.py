"""Names that the user gives, and how undo calls what it was done to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.refs import Kind, Ref

MOST_LETTERS = 200


class Named(Protocol):
    """What the user gave a name: a collection, a tag, a filter."""

    @property
    def key(self) -> str:
        """Its key, which stays when the name is changed."""


N = TypeVar("N", bound=Named)


def by_key(held: Iterable[N], key: str, what: str) -> N:
    """Return the one with this key.

    Raises
    ------
    NotFound
        If there is none any more.
    """
    for each in held:
        if each.key == key:
            return each
    raise NotFound(f"This {what} is no longer there.")


def usable_name(name: str, what: str) -> str:
    """Return a name on one line, without spaces around it.

    Raises
    ------
    NotUnderstood
        If nothing is left, or it is very long.
    """
    tidy = " ".join(name.split())
    if not tidy:
        raise NotUnderstood(f"The {what} has no name.", "Type at least one letter.")
    if len(tidy) > MOST_LETTERS:
        raise NotUnderstood(
            f"The name of the {what} has {len(tidy)} letters.",
            f"Use at most {MOST_LETTERS}.",
        )
    return tidy


def counted(refs: Sequence[Ref]) -> str:
    """Return how many these are: ``1 study``, ``3 studies``; ``3 items`` of mixed kinds."""
    kinds = {ref.kind for ref in refs}
    if kinds == {Kind.STUDY}:
        return "1 study" if len(refs) == 1 else f"{len(refs)} studies"
    return "1 item" if len(refs) == 1 else f"{len(refs)} items"
