"""Tracing a meridian: its points in the order of its course, as they were clicked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV
from desktop_app.atlas.needle import depth_mm
from desktop_app.atlas.under import place_under
from desktop_app.content import Content
from desktop_app.domain.errors import NotFound
from desktop_app.study.locating import nearest_of

TAKEN_CUN = 0.5
"""A click on bare skin is taken for the nearest point so many cun off at most."""


@dataclass(frozen=True, slots=True)
class Traced:
    """What came of a trace.

    Parameters
    ----------
    expected
        The points of the meridian's main course on the limb, in order.
    in_order
        Those clicked in their right order: the longest run of them, leaving out the others.
    missed
        Expected points that were not clicked.
    swapped
        Points of the course that were clicked out of order.
    extra
        Points clicked that are not of the course, or were clicked again.
    right
        Whether all were clicked, in order and nothing else; crossings may be left out.
    """

    meridian: str
    expected: tuple[str, ...]
    in_order: tuple[str, ...]
    missed: tuple[str, ...]
    swapped: tuple[str, ...]
    extra: tuple[str, ...]
    right: bool
    words: str


def course_of(atlas: Atlas, content: Content, meridian: str, branch: str = "") -> tuple[str, ...]:
    """Return the points of a meridian's main course on the limb, in the order it runs.

    Points of other meridians that a regular meridian crosses are not of it, nor are branches such
    as the outer line of the Bladder, unless one is asked for.

    Parameters
    ----------
    branch
        Another course, by its name in the content (``outer``).

    Raises
    ------
    NotFound
        If there is no such meridian or course, or it has fewer than two points to click.
    """
    along = _course(atlas, content, meridian, branch)
    named = content.meridians[meridian]
    own = along if named.kind != "regular" else tuple(c for c in along if c in named.points)
    if len(own) < 2:
        raise NotFound(f"The course of {named.english} has no points to trace on the limb.")
    return own


def score_trace(
    atlas: Atlas, content: Content, meridian: str, clicked: Sequence[str], branch: str = ""
) -> Traced:
    """Score the points clicked for a meridian's course.

    Parameters
    ----------
    clicked
        Codes in the order of the clicks. Points where the course crosses another meridian (SP6
        for Kidney and Liver) may be among them or not.

    Raises
    ------
    NotFound
        As for ``course_of``.
    """
    expected = course_of(atlas, content, meridian, branch)
    crossings = set(_course(atlas, content, meridian, branch)) - set(expected)
    firsts: list[str] = []
    extra: list[str] = []
    for code in clicked:
        if code in expected and code not in firsts:
            firsts.append(code)
        elif code not in crossings:
            extra.append(code)
    in_order = _longest_rising(firsts, expected)
    swapped = tuple(code for code in firsts if code not in in_order)
    missed = tuple(code for code in expected if code not in firsts)
    right = not (missed or swapped or extra)
    words = _words(expected, in_order, missed, swapped, tuple(extra))
    return Traced(meridian, expected, in_order, missed, swapped, tuple(extra), right, words)


def point_at(atlas: Atlas, content: Content, view: str, uv: UV, among: Sequence[str] = ()) -> str:
    """Return the point that a click on bare skin is taken for, or "" if none is near.

    Parameters
    ----------
    uv
        Place in the view, mm, on the right limb.
    among
        The points that count; by default all.

    Raises
    ------
    NotFound
        If there is no such view.
    """
    place = place_under(atlas, view, uv)
    if place is None:
        return ""
    codes = [
        code
        for code in (among or atlas.placed)
        if code in content.points and (among or not content.points[code].same_as)
    ]
    code, way = nearest_of(atlas, place, codes)
    return code if way.length <= TAKEN_CUN * depth_mm(atlas, code, 1.0) else ""


def _course(atlas: Atlas, content: Content, meridian: str, branch: str) -> tuple[str, ...]:
    if meridian not in content.meridians:
        raise NotFound(
            f"There is no meridian “{meridian}”.", f"Meridians: {', '.join(content.meridians)}."
        )
    if branch:
        courses = {course.branch: course for course in content.meridians[meridian].courses}
        if branch not in courses:
            raise NotFound(
                f"{content.meridians[meridian].english} has no course “{branch}”.",
                f"Courses: {', '.join(courses)}.",
            )
        codes = [step.code for step in courses[branch].steps]
        return tuple(code for code in codes if code in atlas.placed)
    curve = atlas.record["curves"].get(f"meridian:{meridian}", {})
    return tuple(str(code) for code in curve.get("points", ()) if code in atlas.placed)


def _longest_rising(clicked: Sequence[str], expected: Sequence[str]) -> tuple[str, ...]:
    """Return the longest part of what was clicked that runs in the expected order."""
    ranks = {code: number for number, code in enumerate(expected)}
    best: list[tuple[str, ...]] = []
    for code in clicked:
        before = [run for run in best if ranks[run[-1]] < ranks[code]]
        best.append((*max(before, key=len, default=()), code))
    return max(best, key=len, default=())


def _words(
    expected: Sequence[str],
    in_order: Sequence[str],
    missed: Sequence[str],
    swapped: Sequence[str],
    extra: Sequence[str],
) -> str:
    parts = [f"{len(in_order)} of {len(expected)} in order."]
    for name, codes in (("Missed", missed), ("Out of order", swapped), ("Not of it", extra)):
        if codes:
            parts.append(f"{name}: {', '.join(codes)}.")
    return " ".join(parts) if len(parts) > 1 else f"All {len(expected)} in order."
