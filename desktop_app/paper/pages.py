"""Lays pieces out over pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop_app.paper.pieces import Piece, Stack, gap


class Laid(NamedTuple):
    """A piece and how far below the top of the page's frame it begins, points."""

    piece: Piece
    down: float


def lay_pages(pieces: Sequence[Piece], width: float, height: float) -> list[list[Laid]]:
    """Return the pages: no piece reaches below its page while it can be split or moved."""
    pages: list[list[Laid]] = [[]]
    waiting = list(reversed(pieces))
    down, last = 0.0, None
    while waiting:
        piece = waiting.pop()
        if piece.breaks:
            if pages[-1]:
                pages.append([])
            down, last = 0.0, None
            continue
        down += gap(last, piece)
        high = piece.height(width)
        kept = Stack([piece, *_kept_with(piece, waiting)])
        fresh = not pages[-1]
        if down + high <= height and (fresh or down + kept.least(width) <= height):
            pages[-1].append(Laid(piece, down))
            down, last = down + high, piece
            continue
        halves = None
        if fresh or down + piece.least(width) <= height:
            halves = piece.split(width, height - down)
        if halves is not None:
            pages[-1].append(Laid(halves[0], down))
            waiting.append(halves[1])
        elif fresh:
            # Higher than any page and whole: better cut off below than lost.
            pages[-1].append(Laid(piece, down))
        else:
            waiting.append(piece)
        pages.append([])
        down, last = 0.0, None
    if not pages[-1] and len(pages) > 1:
        pages.pop()
    return pages


def _kept_with(piece: Piece, waiting: Sequence[Piece]) -> list[Piece]:
    """Return the pieces that must begin on the same page, in order."""
    kept = []
    place = len(waiting) - 1
    while piece.keeps and place >= 0:
        piece = waiting[place]
        kept.append(piece)
        place -= 1
    return kept
