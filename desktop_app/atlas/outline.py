"""The outline of the limb in a view: how far it is from a place to its edge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.atlas.cameras import UV


@dataclass(frozen=True, slots=True)
class Outline:
    """Least and most u (mm) of the limb in rows ``step`` mm high, from ``top`` down."""

    top: float
    step: float
    spans: tuple[tuple[float, float] | None, ...]

    def span(self, v: float) -> tuple[float, float] | None:
        """Return the least and most u of the limb at a height, or None where it is not."""
        row = int((v - self.top) / self.step)
        return self.spans[row] if 0 <= row < len(self.spans) else None

    def outward(self, uv: UV) -> tuple[int, float]:
        """Return the nearer side (1 towards growing u, -1 the other) and the mm to its edge."""
        span = self.span(uv[1])
        if span is None:
            return 1, 0.0
        left, right = uv[0] - span[0], span[1] - uv[0]
        return (1, max(right, 0.0)) if right <= left else (-1, max(left, 0.0))


def outline_of(rows: Iterable[bytes], origin: UV, px_per_mm: float) -> Outline:
    """Find the outline in the rows of an alpha picture (one byte a pixel).

    Rows are read from top to bottom; a pixel belongs to the limb when it is not empty.
    """
    spans: list[tuple[float, float] | None] = []
    for row in rows:
        inner = row.lstrip(b"\0")
        if not inner:
            spans.append(None)
            continue
        first = len(row) - len(inner)
        last = len(row.rstrip(b"\0"))
        spans.append((origin[0] + first / px_per_mm, origin[0] + last / px_per_mm))
    return Outline(origin[1], 1 / px_per_mm, tuple(spans))
