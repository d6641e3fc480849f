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
    """The alpha of a plate.

    Parameters
    ----------
    origin
        (u, v) in mm of the top left corner.
    width, stride
        Pixels of a row, and bytes from one row to the next.
    alpha
        One byte a pixel, row by row.
    """

    origin: UV
    px_per_mm: float
    width: int
    stride: int
    alpha: bytes

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
        start = int((v - self.origin[1]) * self.px_per_mm) * self.stride
        row = self.alpha[start : start + self.width] if start >= 0 else b""
        inner = row.lstrip(b"\0")
        if not inner:
            return None
        first, last = len(row) - len(inner), len(row.rstrip(b"\0"))
        return self.origin[0] + first / self.px_per_mm, self.origin[0] + last / self.px_per_mm

    def outward(self, uv: UV) -> tuple[int, float]:
        """Return the nearer side (1 towards growing u, -1 the other) and the mm to its edge."""
        span = self.span(uv[1])
        if span is None:
            return 1, 0.0
        left, right = uv[0] - span[0], span[1] - uv[0]
        return (1, max(right, 0.0)) if right <= left else (-1, max(left, 0.0))

    def _alpha(self, x: int, y: int) -> int:
        at = y * self.stride + x
        return self.alpha[at] if 0 <= x < self.width and 0 <= at < len(self.alpha) else 0


def outline_of(rows: Iterable[bytes], origin: UV, px_per_mm: float) -> Outline:
    """Return the outline of the rows of an alpha picture, from top to bottom, all of one width."""
    kept = tuple(rows)
    width = len(kept[0]) if kept else 0
    return Outline(origin, px_per_mm, width, width, b"".join(kept))
