"""Names that the user gives, and how undo calls what it was done to."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.refs import Kind, Ref

MOST_LETTERS = 200


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
