"""Reads an area of skin, and lays the point sets of studies side by side, from a terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.atlas.marking import polygon_faces
from desktop_app.cli import area_shapes, area_texts
from desktop_app.cli.looking import library_to_read
from desktop_app.cli.printing import print_json
from desktop_app.content import Content
from desktop_app.content.paths import assets_dir
from desktop_app.domain.area import USUAL, Area, Feeling, Patch, Side
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.planning.candidates import find_candidates
from desktop_app.planning.naming_skin import skin_named
from desktop_app.planning.protocols import compare, protocols
from desktop_app.planning.reading_area import CONDITION, read_area

DONE, MISTYPED = 0, 2

WITHOUT = "Only what ships is used, without your own studies and claims."


def run(chosen: argparse.Namespace, content: Content) -> int:
    """Run one of these verbs; return the exit code."""
    _require_known(content, chosen.condition, chosen.cause)
    try:
        (_area if chosen.verb == "area" else _protocols)(chosen, content)
    except NotUnderstood as error:
        print(f"yongquan: {error}", file=sys.stderr)
        return MISTYPED
    return DONE


def _area(chosen: argparse.Namespace, content: Content) -> None:
    atlas = open_atlas(assets_dir() / "atlas")
    area = _marked(chosen, atlas, content)
    condition = chosen.condition or CONDITION
    reading = read_area(atlas, content, area, condition)
    with library_to_read(chosen, content, WITHOUT) as library:
        found = find_candidates(library, atlas, area, reading, condition, chosen.cause)
    if chosen.json:
        print_json(area_shapes.area_shape(content, reading, found))
    else:
        print(area_texts.area_text(content, reading, found))


def _protocols(chosen: argparse.Namespace, content: Content) -> None:
    with library_to_read(chosen, content, WITHOUT) as library:
        compared = compare(protocols(library, chosen.condition, chosen.cause))
    if chosen.json:
        print_json(area_shapes.protocols_shape(compared))
    elif compared.protocols:
        print(area_texts.protocols_text(compared))
    else:
        print("No study here names the points it used.", file=sys.stderr)


def _marked(chosen: argparse.Namespace, atlas: Atlas, content: Content) -> Area:
    sides = tuple(Side) if chosen.side == "both" else (Side(chosen.side),)
    masks = list(_masks(chosen, atlas, content, sides[0]))
    marked = 0
    for mask in masks:
        marked |= int.from_bytes(mask, "little")
    strengths = (marked * USUAL).to_bytes(atlas.skin.faces, "little")
    area = Area((), atlas.skin.name)
    for side in sides:
        area = area.with_patch(Patch(side, Feeling(chosen.feeling), strengths))
    return area


def _masks(
    chosen: argparse.Namespace, atlas: Atlas, content: Content, side: Side
) -> Iterator[bytes]:
    if len(chosen.view) != len(chosen.polygon):
        raise NotUnderstood("Each --polygon needs the --view it is drawn on, and each --view one.")
    if not chosen.polygon and not chosen.territory:
        raise NotUnderstood("Which area?", "Give --view and --polygon, or --territory with a name.")
    for view, polygon in zip(chosen.view, chosen.polygon, strict=True):
        mask = polygon_faces(atlas, view, polygon, side)
        if not any(mask):
            raise NotUnderstood(_off_the_limb(atlas, view, side))
        yield mask
    for name in chosen.territory:
        yield skin_named(atlas.skin, content, name)


def _off_the_limb(atlas: Atlas, view: str, side: Side) -> str:
    camera = atlas.camera(view)
    (left, top), (width, height) = camera.origin, camera.size_mm
    if side is Side.LEFT:
        left = -(left + width)
    return (
        f"The line holds no skin that the view {view} shows; its picture of the {side} limb runs "
        f"from x {left:.0f} to {left + width:.0f} and from y {top:.0f} to {top + height:.0f} mm."
    )


def _require_known(content: Content, condition: str, cause: str) -> None:
    known = content.conditions
    if condition and condition not in known:
        raise NotFound(f"There is no condition “{condition}”.", _there_are(tuple(known)))
    causes = [each.id for each in known[condition or CONDITION].causes]
    if cause and cause not in causes:
        raise NotFound(f"There is no cause “{cause}”.", _there_are(causes))


def _there_are(names: Sequence[str]) -> str:
    return f"Those there are: {', '.join(names)}."
