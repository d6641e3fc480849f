"""What a page that asks for a point draws, worked out away from the window's thread."""

from __future__ import annotations

from typing import NamedTuple
from zlib import crc32

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV, Camera
from desktop_app.atlas.needle import depth_mm
from desktop_app.atlas.projection import Box
from desktop_app.content import Content
from desktop_app.domain.area import Side
from desktop_app.study.landmarks import Landmark, general_landmarks, landmarks_of, sites_of
from desktop_app.study.locating import WITHIN_CUN, Located, score_locate, views_for_locate
from desktop_app.ui.study.locate_marks import Shown, near_side

NEAR_ENOUGH_MM = 150.0
"""Landmarks so near the place are brought into sight with it."""

AROUND_MM = 25.0
"""mm of limb shown around what is drawn in."""

CLOSE_MM = 120.0
"""mm of limb that the close view shows across."""


class Opening(NamedTuple):
    """How the limb is shown while one looks: the view, a part of it or none, landmarks."""

    view: str
    box: Box | None
    landmarks: tuple[Landmark, ...]


class Feedback(NamedTuple):
    """What is drawn in once one has answered, in a view that shows the point."""

    located: Located | None
    view: str
    shown: Shown


def opening(
    atlas: Atlas, content: Content, code: str, view: str, named: bool, close: bool
) -> Opening:
    """Return how to show the limb: with landmarks named, or close by in the best view."""
    if not close:
        landmarks = near_side(atlas, view, general_landmarks(atlas)) if named else ()
        return Opening(view, None, landmarks)
    target = sites_of(atlas, content.points[code])[0]
    view = views_for_locate(atlas, content, target)[0]
    u, v = atlas.projection(view).points[target].uv
    # Anywhere but in the middle; the same each time, so that an undone answer is asked as it was.
    seed = crc32(target.encode())
    u += ((seed & 255) / 255 - 0.5) * CLOSE_MM * 0.6
    v += ((seed >> 8 & 255) / 255 - 0.5) * CLOSE_MM * 0.6
    half = CLOSE_MM / 2
    return Opening(view, (u - half, v - half, u + half, v + half), ())


def feedback(
    atlas: Atlas, content: Content, code: str, view: str, located: Located | None = None
) -> Feedback:
    """Return what to draw in, in this view if it shows the point, else in the best."""
    point = content.points[code]
    target = located.target if located is not None else sites_of(atlas, point)[0]
    views = views_for_locate(atlas, content, target)
    if view not in views and views:
        view = views[0]
    placed, cun = atlas.placed[target], depth_mm(atlas, target, 1.0)
    shown = Shown(
        f"{code} {point.pinyin}",
        measure_words(located) if located is not None else "",
        located is not None and located.right,
        placed.position,
        placed.normal,
        WITHIN_CUN * cun,
        located.clicked if located is not None else None,
        located.path if located is not None else (),
        near_side(atlas, view, landmarks_of(atlas, target)),
        cun,
    )
    return Feedback(located, view, shown)


def answer(atlas: Atlas, content: Content, code: str, view: str, uv: UV, side: Side) -> Feedback:
    """Score a click and return what to draw in."""
    return feedback(atlas, content, code, view, score_locate(atlas, content, code, view, uv, side))


def box_of(shown: Shown, camera: Camera) -> Box | None:
    """Return the part of a view, mm, that holds what is drawn in; None if nothing is."""
    if shown.place is None:
        return None
    u, v = camera.project(shown.place)
    places = [(u, v)]
    if shown.clicked is not None:
        places.append(camera.project(shown.clicked))
    for landmark in shown.landmarks:
        uv = camera.project(landmark.position)
        if abs(uv[0] - u) + abs(uv[1] - v) <= NEAR_ENOUGH_MM:
            places.append(uv)
    us, vs = [uv[0] for uv in places], [uv[1] for uv in places]
    around = AROUND_MM
    return min(us) - around, min(vs) - around, max(us) + around, max(vs) + around


def measure_words(located: Located) -> str:
    """Return how far off a click was, in cun and mm."""
    if located.distance_mm is None or located.distance_cun is None:
        return "beside the limb"
    cun, mm = located.distance_cun, located.distance_mm
    # What is just beyond is not to read as 0.3 cun, which would be right.
    if WITHIN_CUN < cun < WITHIN_CUN + 0.05:
        return f"{cun:.2f} cun \u00b7 {mm:.1f} mm"
    return f"{cun:.1f} cun \u00b7 {mm:.0f} mm"
