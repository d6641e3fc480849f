"""Tables that flow over pages: the head is repeated, tall rows split, nothing is clipped."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.paper import inks
from desktop_app.paper.pieces import Pen, Piece, Stack

PAD_X, PAD_Y = 4.0, 4.0
"""White space beside and above what a cell holds, points."""

TALL = 230.0
"""A row higher than this may be split; others stay whole as long as a page holds them."""


class Row(Piece):
    """Cells side by side; ``shares`` are their parts of the width, adding up to 1."""

    def __init__(self, cells: Sequence[Stack], shares: Sequence[float]) -> None:
        self.cells, self.shares = list(cells), list(shares)

    def height(self, width: float) -> float:
        """Return the height of the highest cell, with the white space around it."""
        inner = (
            cell.height(wide) for cell, wide in zip(self.cells, self._inner(width), strict=True)
        )
        return max(inner, default=0.0) + 2 * PAD_Y

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """Split every cell that does not fit."""
        heads, rests, moved = [], [], False
        for cell, wide in zip(self.cells, self._inner(width), strict=True):
            if cell.height(wide) <= room - 2 * PAD_Y:
                heads.append(cell)
                rests.append(Stack([]))
                continue
            halves = cell.split(wide, room - 2 * PAD_Y)
            if halves is None:
                return None
            head, rest = halves
            heads.append(head if isinstance(head, Stack) else Stack([head]))
            rests.append(rest if isinstance(rest, Stack) else Stack([rest]))
            moved = True
        return (Row(heads, self.shares), Row(rests, self.shares)) if moved else None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the cells."""
        for cell, share, wide in zip(self.cells, self.shares, self._inner(width), strict=True):
            cell.draw(pen, x + PAD_X, top - PAD_Y, wide)
            x += share * width

    def _inner(self, width: float) -> list[float]:
        return [max(share * width - 2 * PAD_X, 8.0) for share in self.shares]


class Table(Piece):
    """Rows under a head; ``again`` is the head without a part in the structure."""

    before = 6.0
    after = 10.0

    def __init__(self, head: Row | None, again: Row | None, rows: Sequence[Piece]) -> None:
        self.head, self.again, self.rows = head, again, list(rows)

    def height(self, width: float) -> float:
        """Return the height of all rows."""
        return self._head(width) + sum(row.height(width) for row in self.rows)

    def least(self, width: float) -> float:
        """Return the height of head and first row, or a good part of that row."""
        first = self.rows[0].height(width) if self.rows else 0.0
        return self._head(width) + min(first, TALL)

    def split(self, width: float, room: float) -> tuple[Piece, Piece] | None:
        """Split between rows; a tall row, or one that begins a page, within."""
        taken = self._head(width)
        for place, row in enumerate(self.rows):
            high = row.height(width)
            if taken + high <= room:
                taken += high
                continue
            halves = row.split(width, room - taken) if high > TALL else None
            head, rest = self.rows[:place], self.rows[place:]
            if halves:
                head, rest = [*head, halves[0]], [halves[1], *rest[1:]]
            if not head:
                return None
            return Table(self.head, self.again, head), Table(self.again, self.again, rest)
        return None

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the rows, each under a fine rule."""
        if self.head is not None:
            self.head.draw(pen, x, top, width)
            top -= self.head.height(width)
            self._rule(pen, x, top, width, inks.INK, 0.8)
        for place, row in enumerate(self.rows):
            if place:
                self._rule(pen, x, top, width, inks.LINE, 0.5)
            row.draw(pen, x, top, width)
            top -= row.height(width)
        self._rule(pen, x, top, width, inks.LINE, 0.5)

    def _head(self, width: float) -> float:
        return self.head.height(width) if self.head else 0.0

    def _rule(
        self, pen: Pen, x: float, y: float, width: float, colour: str, thickness: float
    ) -> None:
        with pen.tags.artifact(pen.canvas):
            pen.canvas.setStrokeColor(colour)
            pen.canvas.setLineWidth(thickness)
            pen.canvas.line(x, y, x + width, y)
