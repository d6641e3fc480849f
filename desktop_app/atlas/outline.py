"""The outline of the limb in a view: what lies on it, and how far a place is from its edge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.atlas.cameras import UV

SOLID = 90
"""Alpha (0 to 255) from which the skin counts as there: below, the plate has faded out."""

NEAR_MM = 4.0
"""A place this near to the skin counts as on it: edges are soft and curves lie on them."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The alpha of a plate, one byte a pixel, and the least and most u (mm) of each row."""

    origin: UV
    px_per_mm: float
    rows: tuple[bytes, ...]
    spans: tuple[tuple[float, float] | None, ...]

    def holds(self, uv: UV) -> bool:
        """Tell whether a place lies on the limb, or so near that it belongs to it."""
        x = int((uv[0] - self.origin[0]) * self.px_per_mm)
        y = int((uv[1] - self.origin[1]) * self.px_per_mm)
        if self._alpha(x, y) >= SOLID:
            return True
        far = round(NEAR_MM * self.px_per_mm)
        half = (far * 7) // 10
        around = (
            (far, 0), (-far, 0), (0, far), (0, -far),
            (half, half), (-half, half), (half, -half), (-half, -half),
        )  # fmt: skip
        return any(self._alpha(x + dx, y + dy) >= SOLID for dx, dy in around)

    def span(self, v: float) -> tuple[float, float] | None:
        """Return the least and most u of the limb at a height, or None where it is not."""
        row = int((v - self.origin[1]) * self.px_per_mm)
        return self.spans[row] if 0 <= row < len(self.spans) else None

    def outward(self, uv: UV) -> tuple[int, float]:
        """Return the nearer side (1 towards growing u, -1 the other) and the mm to its edge."""
        span = self.span(uv[1])
        if span is None:
            return 1, 0.0
        left, right = uv[0] - span[0], span[1] - uv[0]
        return (1, max(right, 0.0)) if right <= left else (-1, max(left, 0.0))

    def _alpha(self, x: int, y: int) -> int:
        if not 0 <= y < len(self.rows):
            return 0
        row = self.rows[y]
        return row[x] if 0 <= x < len(row) else 0


def outline_of(rows: Iterable[bytes], origin: UV, px_per_mm: float) -> Outline:
    """Find the outline in the rows of an alpha picture, from top to bottom."""
    kept = tuple(rows)
    return Outline(origin, px_per_mm, kept, tuple(_span(row, origin[0], px_per_mm) for row in kept))


def _span(row: bytes, left: float, px_per_mm: float) -> tuple[float, float] | None:
    inner = row.lstrip(b"\0")
    if not inner:
        return None
    first, last = len(row) - len(inner), len(row.rstrip(b"\0"))
    return left + first / px_per_mm, left + last / px_per_mm
