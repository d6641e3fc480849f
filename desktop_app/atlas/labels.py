"""Laying out labels: none overlaps another, those that find no room are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

GAP = 8.0
"""Pixels between the middle of a marker and the near edge of its label."""

CELL = 48.0
"""Pixels; side of a cell of the grid that finds neighbours quickly."""

MARKER = 6.0
"""Pixels; half the side of the square around a marker that labels keep clear of."""

LEADERS = (18.0, 30.0, 44.0)
"""Pixels from the marker to labels that are moved away and tied to it by a leader."""

FARTHEST = 90.0
"""Pixels; labels are not moved farther than this to stand beside the limb."""

BEAD = 8.0
"""Pixels between the places along a leader that are tested."""

WANDERING = (0.0, -0.7, 0.7, -1.4, 1.4, 2.1)
STAYING = (0.0, -0.35, 0.35)
"""Heights by which names at a line's end, and names within an area, are moved up and down."""

Rect = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text of known size that wants to stand beside the marker at (x, y), in pixels.

    Parameters
    ----------
    rank
        Labels of a higher rank find room first.
    outward
        1 if the outside of the limb is to the right of the marker on the screen, -1 to the left.
    room
        Pixels from the marker to the edge of the limb on the outward side; labels that must be
        moved go beyond it where that is near.
    gap
        Pixels between the middle of the marker and the near edge of the label.
    inside
        A name written within an area, about (x, y); it has no marker and no leader.
    wanders
        Whether a name that is written ``inside`` may stand beside its place rather than nowhere.
    """

    key: str
    x: float
    y: float
    width: float
    height: float
    rank: int = 0
    outward: int = 1
    room: float = 0.0
    inside: bool = False
    gap: float = GAP
    wanders: bool = False


class Placed(NamedTuple):
    """A label with its place; ``leader`` if a line must tie it to its marker."""

    label: Label
    rect: Rect
    leader: bool = False


class Room:
    """The places taken so far, in a grid.

    Parameters
    ----------
    bounds
        What lies outside is never free; none means there is no edge.
    """

    def __init__(self, bounds: Rect | None = None) -> None:
        self.bounds = bounds
        self._cells: dict[tuple[int, int], list[tuple[Rect, str]]] = {}

    def take(self, rect: Rect, key: str) -> None:
        """Take a place."""
        for cell in _cells(rect):
            self._cells.setdefault(cell, []).append((rect, key))

    def free(self, rect: Rect, own: str = "") -> bool:
        """Tell whether nothing but what has this key stands in a place."""
        left, top, right, bottom = rect
        edge = self.bounds
        if edge is not None and not (
            edge[0] <= left and edge[1] <= top and right <= edge[2] and bottom <= edge[3]
        ):
            return False
        cells = self._cells
        for cell in _cells(rect):
            for (l2, t2, r2, b2), key in cells.get(cell, ()):
                if l2 < right and left < r2 and t2 < bottom and top < b2 and key != own:
                    return False
        return True


def lay_out(
    labels: Sequence[Label],
    markers: Iterable[tuple[float, float, str]],
    bounds: Rect | None = None,
    obstacles: Iterable[Rect] = (),
) -> list[Placed]:
    """Place as many labels as find room.

    Labels and their leaders keep clear of each other and of every marker but their own. The
    same input always gives the same layout, whatever its order.

    Parameters
    ----------
    labels
        What wants to be written.
    markers
        (x, y, key) of everything a label may not cover, its own marker excepted.
    bounds
        Where labels may stand at all.
    obstacles
        What lies over the picture, such as a button; labels and leaders keep clear of it.
    """
    room = Room(bounds)
    for obstacle in obstacles:
        room.take(obstacle, "")
    for x, y, key in markers:
        room.take((x - MARKER, y - MARKER, x + MARKER, y + MARKER), key)
    placed = []
    for label in sorted(labels, key=lambda label: (-label.rank, label.key, label.y, label.x)):
        for rect, leader in _candidates(label):
            if not room.free(rect, label.key):
                continue
            path = _leader_path(label, rect) if leader else ()
            if all(room.free(bead, label.key) for bead in path):
                room.take(rect, "")
                for bead in path:
                    room.take(bead, "")
                placed.append(Placed(label, rect, leader))
                break
    return placed


def insert(
    placed: Sequence[Placed],
    label: Label,
    bounds: Rect | None = None,
    obstacles: Iterable[Rect] = (),
) -> list[Placed]:
    """Place a label that must be seen: others keep theirs, those in its way are left out."""
    placed = [other for other in placed if other.label.key != label.key]
    seen = Room(bounds)
    for obstacle in obstacles:
        seen.take(obstacle, "")
    room = Room()
    for other in placed:
        room.take(other.rect, other.label.key)
    candidates = list(_candidates(label))
    in_sight = [each for each in candidates if seen.free(each[0])] or candidates
    rect, leader = next((each for each in in_sight if room.free(each[0])), in_sight[0])
    kept = [other for other in placed if not overlap(other.rect, rect)]
    return [*kept, Placed(label, rect, leader)]


def overlap(a: Rect, b: Rect) -> bool:
    """Tell whether two places share any area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def leader_end(placed: Placed) -> tuple[float, float]:
    """Return where the leader meets the label: the nearest place on its edge to the marker."""
    left, top, right, bottom = placed.rect
    x = min(max(placed.label.x, left), right)
    return x, min(max(placed.label.y, top + 3), bottom - 3)


def _leader_path(label: Label, rect: Rect) -> list[Rect]:
    """Return small places along the leader, from the marker's edge to the label's."""
    end_x, end_y = leader_end(Placed(label, rect))
    dx, dy = end_x - label.x, end_y - label.y
    beads = int(max(abs(dx), abs(dy)) // BEAD)
    path = []
    for number in range(1, beads):
        x, y = label.x + dx * number / beads, label.y + dy * number / beads
        path.append((x - 1.0, y - 1.0, x + 1.0, y + 1.0))
    return path


def _candidates(label: Label) -> Iterator[tuple[Rect, bool]]:
    """Yield the places to try, best first."""
    width, height, out, gap = label.width, label.height, label.outward, label.gap
    if label.inside:
        left, top = label.x - width / 2, label.y - height / 2
        for aside in (0.0, -0.6, 0.6, -1.1, 1.1) if label.wanders else (0.0,):
            x = left + aside * width
            for lift in WANDERING if label.wanders else STAYING:
                y = top + lift * height
                yield (x, y, x + width, y + height), False
        return
    for side in (out, -out):
        yield _beside(label, side, gap, 0.0), False
    for side in (out, -out):
        for lift in (-0.55, 0.55):
            yield _beside(label, side, gap - 1, lift * height), False
    x, y = label.x - width / 2, label.y
    yield (x, y - gap - height, x + width, y - gap), False
    yield (x, y + gap, x + width, y + gap + height), False
    beyond = label.room + gap
    reaches = [reach for reach in LEADERS if reach > gap]
    if LEADERS[0] < beyond < FARTHEST:
        reaches.append(beyond)
    # The outer side first, however far: a leader across the limb is harder to follow.
    for side in (out, -out):
        for reach in sorted(reaches):
            for lift in (0.0, -0.8, 0.8, -1.6, 1.6):
                yield _beside(label, side, reach, lift * height), True


def _beside(label: Label, side: int, gap: float, dy: float) -> Rect:
    left = label.x + gap if side > 0 else label.x - gap - label.width
    top = label.y - label.height / 2 + dy
    return left, top, left + label.width, top + label.height


def _cells(rect: Rect) -> list[tuple[int, int]]:
    left, top, right, bottom = rect
    x1, x2, y1, y2 = int(left // CELL), int(right // CELL), int(top // CELL), int(bottom // CELL)
    if x1 == x2:
        return [(x1, y1)] if y1 == y2 else [(x1, y) for y in range(y1, y2 + 1)]
    return [(x, y) for x in range(x1, x2 + 1) for y in range(y1, y2 + 1)]
