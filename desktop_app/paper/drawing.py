"""A drawn limb as shapes: picture, numbered points, legend and scale, for any kind of file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import dist, hypot
from typing import TYPE_CHECKING

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV, Frame
from desktop_app.atlas.labels import Label, lay_out
from desktop_app.atlas.scalebar import bars
from desktop_app.domain.area import Feeling, Side
from desktop_app.domain.plans import Plan
from desktop_app.paper.choosing import Shown, codes_in, pairs_in
from desktop_app.paper.stain import Window, limb_picture, trimmed

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MARGIN = 12.0
"""Points kept free beside the limb for numbers that stand off it."""

BADGE = 11.0
"""Width and height of the circle of a number, points."""

DOT = 1.9
"""Radius of the dot of a point, points."""

TAG = (12.5, 8.5)
"""Width and height of the name of an electrode pair, points."""

FOOT = 14.0
"""Height below the limb for the scale, points."""

GAP = 12.0
"""White space between two drawings of a row, points."""

LEAST_MM = 330.0
"""Height of leg that is shown at least, mm."""

AROUND_MM = 45.0
"""Leg shown above and below what matters, mm."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A point: its number, its place, the middle of its number; ``led`` if a line joins them."""

    number: int
    code: str
    at: UV
    badge: UV
    led: bool


@dataclass(frozen=True, slots=True)
class Led:
    """An electrode pair: its name, its two points, the places they have, the middle of its name."""

    name: str
    codes: tuple[str, str]
    start: UV
    end: UV
    tag: UV


@dataclass(frozen=True, slots=True)
class Drawn:
    """A view of one limb, in points; y grows downwards.

    Parameters
    ----------
    picture
        The limb; it fills ``box`` (left, top, right, bottom).
    scale
        Length and words of the scale.
    feelings
        What is stained, for a legend.
    """

    shown: Shown
    title: str
    width: float
    height: float
    picture: Picture
    box: tuple[float, float, float, float]
    points: tuple[Numbered, ...]
    scale: tuple[float, str]
    feelings: tuple[Feeling, ...]
    both: bool = False
    pairs: tuple[Led, ...] = ()

    @property
    def described(self) -> str:
        """Return in words what it shows, for those who cannot see it."""
        parts = [f"{self.title}."]
        if self.feelings:
            parts.append(f"Marked skin: {', '.join(self.feelings)}.")
        if self.points:
            named = dict.fromkeys(f"{point.number} {point.code}" for point in self.points)
            parts.append(f"Points: {', '.join(named)}.")
        if self.pairs:
            joined = (f"{pair.name} {'–'.join(pair.codes)}" for pair in self.pairs)
            parts.append(f"Electrode pairs: {', '.join(joined)}.")
        return " ".join(parts)


def window_of(atlas: Atlas, plan: Plan, shown: Shown) -> Window:
    """Return the part of a view to draw: a foot whole, a leg from what matters to what matters."""
    camera = atlas.camera(shown.view)
    u, v, width, height = camera.box
    if camera.is_foot:
        return trimmed(atlas, shown.view, Window(u, v, u + width, v + height))
    spots = atlas.projection(shown.view).points
    levels = [spots[code].uv[1] for code in codes_in(atlas, plan, shown)]
    levels += _marked_levels(atlas, plan, shown)
    if not levels:
        return Window(u, v, u + width, v + height)
    top, bottom = min(levels) - AROUND_MM, max(levels) + AROUND_MM
    short = max(LEAST_MM - (bottom - top), 0.0) / 2
    top, bottom = max(top - short, v), min(bottom + short, v + height)
    # A cut through the ankle looks like an amputation: the foot is shown with the shin.
    bottom = v + height if bottom > -60.0 else bottom
    return trimmed(atlas, shown.view, Window(u, top, u + width, bottom))


def shape_of(atlas: Atlas, plan: Plan, shown: Shown) -> float:
    """Return the width of what is drawn of a limb as a part of its height."""
    wide, high = window_of(atlas, plan, shown).size
    return wide / high


def draw_limb(
    atlas: Atlas,
    plan: Plan,
    shown: Shown,
    numbers: Mapping[str, int],
    size: tuple[float, float],
    *,
    both: bool = False,
) -> Drawn:
    """Lay out a view in at most this width and height.

    Parameters
    ----------
    numbers
        The number of each point.
    both
        Whether the other limb is treated alike.

    Raises
    ------
    NotFound, UnreadableFile
        If there is no such view, or its pictures cannot be read.
    """
    camera = atlas.camera(shown.view)
    window = window_of(atlas, plan, shown)
    wide, high = window.size
    scale = min((size[0] - 2 * MARGIN) / wide, (size[1] - FOOT) / high)
    width, height = wide * scale + 2 * MARGIN, high * scale + FOOT
    middle = ((window.u0 + window.u1) / 2, (window.v0 + window.v1) / 2 + FOOT / 2 / scale)
    frame = Frame(width, height, scale, middle, shown.side is Side.LEFT)
    area = plan.area
    feelings = tuple(
        feeling
        for feeling in Feeling
        if area.patch(shown.side, feeling) and area.skin == atlas.skin.name
    )
    points = _numbered(atlas, codes_in(atlas, plan, shown), shown, numbers, frame)
    bar = bars(scale, None, wide * scale * 0.45)[-1]
    return Drawn(
        shown=shown,
        title=f"{camera.title}, {shown.side.value} limb",
        width=width,
        height=height,
        picture=limb_picture(atlas, shown.view, shown.side, area, window, wide * scale),
        box=(MARGIN, 0.0, width - MARGIN, height - FOOT),
        points=points,
        scale=(bar.pixels, bar.text),
        feelings=feelings,
        both=both,
        pairs=tuple(_led(atlas, plan, shown, points, width)),
    )


def _marked_levels(atlas: Atlas, plan: Plan, shown: Shown) -> list[float]:
    """Return how high and how low the marked skin reaches."""
    mask = plan.area.marked(shown.side)
    skin = atlas.skin
    if not any(mask) or plan.area.skin != skin.name or len(mask) != skin.faces:
        return []
    camera = atlas.camera(shown.view)
    marked = [place for place, on in zip(skin.places, mask, strict=True) if on]
    levels = [camera.project(place)[1] for place in marked]
    return [min(levels), max(levels)]


def _numbered(
    atlas: Atlas,
    codes: Sequence[str],
    shown: Shown,
    numbers: Mapping[str, int],
    frame: Frame,
) -> tuple[Numbered, ...]:
    spots = atlas.projection(shown.view).points
    # The sites of a point share its number.
    numbers = {code: numbers.get(code, numbers.get(code.partition(".")[0], 0)) for code in codes}
    at = {code: frame.to_screen(spots[code].uv) for code in codes if numbers[code]}
    middle = frame.width / 2
    labels = [
        Label(
            key=code, x=x, y=y, width=BADGE, height=BADGE, rank=1000 - numbers[code],
            outward=1 if x >= middle else -1, room=0.0, gap=DOT + 2.0,
        )
        for code, (x, y) in at.items()
    ]  # fmt: skip
    bounds = (0.5, 0.5, frame.width - 0.5, frame.height - FOOT)
    placed = lay_out(labels, [(x, y, code) for code, (x, y) in at.items()], bounds)
    found = {}
    for each in placed:
        left, top, right, bottom = each.rect
        badge = ((left + right) / 2, (top + bottom) / 2)
        key = each.label.key
        found[key] = Numbered(numbers[key], key, at[key], badge, each.leader)
    # A number that found no room stands on its point: none is left out.
    for code, place in at.items():
        found.setdefault(code, Numbered(numbers[code], code, place, place, led=False))
    return tuple(found[code] for code in at)


def _led(
    atlas: Atlas, plan: Plan, shown: Shown, points: Sequence[Numbered], width: float
) -> Iterator[Led]:
    """Yield the electrode pairs of a view, their names where they cover least."""
    at = {point.code: point.at for point in points}
    taken = [place for point in points for place in (point.at, point.badge)]
    for pair in pairs_in(atlas, plan, shown):
        first, second = pair.codes
        if first not in at or second not in at:
            continue
        tag = _tag(at[first], at[second], taken, width)
        taken.append(tag)
        yield Led(pair.name, (first, second), at[first], at[second], tag)


def _tag(start: UV, end: UV, taken: Sequence[UV], width: float) -> UV:
    """Return where on a line, or beside it, a name stands freest."""
    (x1, y1), (x2, y2) = start, end
    long = hypot(x2 - x1, y2 - y1) or 1.0
    across = ((y1 - y2) / long, (x2 - x1) / long)
    tried = [
        (x1 + (x2 - x1) * part + across[0] * beside, y1 + (y2 - y1) * part + across[1] * beside)
        for beside in (0.0, TAG[0], -TAG[0])
        for part in (0.5, 0.4, 0.6, 0.3, 0.7)
    ]
    inside = [place for place in tried if TAG[0] / 2 < place[0] < width - TAG[0] / 2] or tried
    room = TAG[0] / 2 + BADGE / 2
    free = (place for place in inside if all(dist(place, each) >= room for each in taken))
    return next(free, inside[0])
