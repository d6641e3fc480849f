"""``Changed``: the notice every write returns and every screen refreshes itself from."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.refs import Kind, Ref


@dataclass(frozen=True, slots=True)
class Changed:
    """Refs touched by a write and who caused it, published after commit."""

    refs: frozenset[Ref]
    author: str = ""

    def touches(self, ref: Ref) -> bool:
        """Tell whether this ref was changed."""
        return ref in self.refs

    def touches_kind(self, kind: Kind) -> bool:
        """Tell whether anything of this kind was changed."""
        return any(ref.kind is kind for ref in self.refs)
