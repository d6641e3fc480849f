"""What is to be drawn: the marks, lines and areas of a view that the state lets be seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from desktop_app.atlas.cameras import UV
from desktop_app.atlas.layers import curve_layer, site_layer, territory_layer
from desktop_app.atlas.outline import Outline
from desktop_app.atlas.projection import Piece, Projection, Ring, box_of
from desktop_app.atlas.state import AtlasState, LabelLanguage
from desktop_app.domain.points import MERIDIAN_ORDER, Point
from desktop_app.domain.structures import Structure


class Marker(NamedTuple):
    """A point: ``visible`` if on the near side, ``muted`` if its meridian stands back."""

    code: str
    meridian: str
    uv: UV
    visible: bool
    muted: bool


class Line(NamedTuple):
    """A meridian, vessel or nerve, in pieces of near and far side."""

    id: str
    layer: str
    pieces: tuple[Piece, ...]
    muted: bool
    far: bool


class Area(NamedTuple):
    """A nerve territory or dermatome; ``tint`` numbers the areas so that neighbours differ."""

    id: str
    layer: str
    rings: tuple[Ring, ...]
    tint: int


class Sign(NamedTuple):
    """A rival location (``layer`` "rivals") or an examination site."""

    id: str
    layer: str
    uv: UV
    visible: bool
    code: str = ""
    text: str = ""


class Drawing(NamedTuple):
    """Everything to draw, in the order in which it is drawn."""

    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    signs: tuple[Sign, ...]
    markers: tuple[Marker, ...]


def compose(
    state: AtlasState,
    projection: Projection,
    points: Mapping[str, Point],
    sites: Mapping[str, Structure],
    outline: Outline | None = None,
) -> Drawing:
    """Choose from a view what the state lets be seen.

    Parameters
    ----------
    sites
        Examination sites by id.
    outline
        The limb as the plate shows it: what lies where the plate has faded out is left out.
    """
    signs = _rivals(state, projection) + _sites(state, projection, sites)
    markers = _markers(state, projection, points)
    lines = _lines(state, projection)
    if outline is not None:
        signs = tuple(sign for sign in signs if outline.holds(sign.uv))
        markers = tuple(marker for marker in markers if outline.holds(marker.uv))
        lines = tuple(line._replace(pieces=tuple(_trimmed(line.pieces, outline))) for line in lines)
    return Drawing(_areas(state, projection), lines, signs, markers)


def text_of(point: Point, language: LabelLanguage, traditional: bool = False) -> str:
    """Return how a point is written on the diagram; sites of a group keep their number."""
    if language is LabelLanguage.PINYIN:
        name = point.pinyin
    elif language is LabelLanguage.HANZI:
        name = point.hanzi_traditional if traditional else point.hanzi
    else:
        return "" if language is LabelLanguage.NONE else point.code
    number = point.code.partition(".")[2] if point.site_of else ""
    return f"{name} {number}" if number else name


def rank_of(point: Point) -> int:
    """Return how soon a point's label finds room: points of many classes first."""
    return 2 * len(point.categories) + (1 if point.five_shu else 0)


def line_start(line: Line) -> UV | None:
    """Return where the letters of a line are written: its upper end on the near side."""
    ends = [end for piece in line.pieces if piece.visible for end in (piece.uv[0], piece.uv[-1])]
    return min(ends, key=lambda uv: uv[1]) if ends else None


def _trimmed(pieces: tuple[Piece, ...], outline: Outline) -> Iterator[Piece]:
    """Yield the stretches of a line that lie on the limb."""
    for piece in pieces:
        kept = [outline.holds(uv) for uv in piece.uv]
        if all(kept):
            yield piece
            continue
        for held, group in groupby(zip(kept, piece.uv, strict=True), key=itemgetter(0)):
            run = tuple([uv for _, uv in group])
            if held and len(run) > 1:
                yield Piece(run, piece.visible, box_of(run))


def _areas(state: AtlasState, projection: Projection) -> tuple[Area, ...]:
    areas = []
    tints: dict[str, int] = {}
    for key, rings in projection.territories.items():
        layer = territory_layer(key)
        tint = tints[layer] = tints.get(layer, -1) + 1
        if layer in state.layers:
            areas.append(Area(key, layer, rings, tint))
    return tuple(areas)


def _lines(state: AtlasState, projection: Projection) -> tuple[Line, ...]:
    far_on = state.shows("far-side")
    # Vessels and nerves lie under the skin and so under the lines drawn on it.
    order = {"veins": 0, "arteries": 1, "nerves": 2}
    lines = []
    for key, pieces in projection.curves.items():
        layer = curve_layer(key)
        if layer not in state.layers:
            continue
        muted = bool(state.solo) and layer not in order and layer != state.solo
        lines.append(Line(key, layer, pieces, muted, far_on or layer == state.solo))
    lines.sort(key=lambda line: (order.get(line.layer, 3), not line.muted, line.id))
    return tuple(lines)


def _markers(
    state: AtlasState, projection: Projection, points: Mapping[str, Point]
) -> tuple[Marker, ...]:
    far_on = state.shows("far-side")
    place = {code: number for number, code in enumerate(MERIDIAN_ORDER)}
    markers = []
    for code, spot in projection.points.items():
        point = points.get(code)
        if point is None or point.meridian not in state.layers or code in state.hidden:
            continue
        if not (spot.visible or far_on or code == state.selected):
            continue
        if _is_seen(state, points.get(point.same_as)) and not _is_named(state, code):
            continue
        muted = bool(state.solo) and point.meridian != state.solo
        markers.append(Marker(code, point.meridian, spot.uv, spot.visible, muted))
    markers.sort(key=lambda m: (m.visible, not m.muted, place.get(m.meridian, 99), m.code))
    return tuple(markers)


def _is_seen(state: AtlasState, twin: Point | None) -> bool:
    """Tell whether the point that a site is besides is drawn, if there is one."""
    return twin is not None and twin.meridian in state.layers and twin.code not in state.hidden


def _is_named(state: AtlasState, code: str) -> bool:
    """Tell whether a site is wanted for itself, although it is also another point."""
    return code == state.selected or code in state.lit


def _rivals(state: AtlasState, projection: Projection) -> tuple[Sign, ...]:
    if not state.shows("rivals"):
        return ()
    return tuple(
        Sign(key, "rivals", spot.uv, spot.visible, spot.code, spot.text)
        for key, spot in projection.rivals.items()
        if spot.visible and spot.code not in state.hidden
    )


def _sites(
    state: AtlasState, projection: Projection, sites: Mapping[str, Structure]
) -> tuple[Sign, ...]:
    signs = []
    for key, spot in projection.sites.items():
        structure = sites.get(key)
        layer = site_layer(structure.kind) if structure is not None else ""
        if structure is not None and spot.visible and layer in state.layers:
            signs.append(Sign(key, layer, spot.uv, True, text=structure.name))
    return tuple(signs)
