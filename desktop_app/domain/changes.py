"""``Changed``: the notice every write returns and every screen refreshes itself from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desktop_app.domain.refs import Kind, Ref


@dataclass(frozen=True, slots=True)
class Undo:
    """How a write is taken back.

    ``title`` names what was done, as it stands after “Undo”: ``Delete 3 studies``. ``back`` is a
    writing verb: given the library, it takes the write back and returns a ``Changed`` of its own,
    whose ``undo`` does it again. Writes of the same ``burst`` that follow each other, as while one
    types, are taken back together; an empty one stands alone.
    """

    title: str
    back: Callable[[Any], Changed]
    burst: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """Refs touched by a write and who caused it, published after commit.

    ``everything`` tells that too much was touched to be listed, as by an import. ``undo`` is there
    if the write can be taken back.
    """

    refs: frozenset[Ref]
    author: str = ""
    undo: Undo | None = field(default=None, compare=False)
    everything: frozenset[Kind] = frozenset()

    def touches(self, ref: Ref) -> bool:
        """Tell whether this ref was, or may have been, changed."""
        return ref in self.refs or ref.kind in self.everything

    def touches_kind(self, kind: Kind) -> bool:
        """Tell whether anything of this kind was changed."""
        return kind in self.everything or any(ref.kind is kind for ref in self.refs)
