"""Finding a point by a click: checked for every point, in every view of it, on both limbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import dist, pi

import numpy as np
import pytest

from desktop_app.atlas.cameras import UV, Frame
from desktop_app.atlas.needle import depth_mm
from desktop_app.atlas.under import is_shown, place_under
from desktop_app.content import Content
from desktop_app.domain.area import Side
from desktop_app.domain.errors import NotFound
from desktop_app.study.locating import (
    FACING,
    WITHIN_CUN,
    meant_by,
    place_of,
    score_locate,
    views_for_locate,
)
from tests.planning.skins import atlas
from tests.study.walks import Ruler, walk

POINTS = sorted(atlas().placed)
DIRECTIONS = [number * pi / 4 for number in range(8)]


def clicks(
    code: str, cun: float, directions: Sequence[float] = DIRECTIONS
) -> Iterator[tuple[str, UV, int, np.ndarray]]:
    """Yield view, place in it, face and place of clicks so many cun around a point.

    Only those at which the view shows that very skin.
    """
    start = place_of(atlas(), code)
    for direction in directions:
        there = walk(start.face, np.array(start.place), direction, cun * depth_mm(atlas(), code, 1))
        if there is None:
            continue
        face, place = there
        for view, camera in atlas().cameras.items():
            uv = camera.project((float(place[0]), float(place[1]), float(place[2])))
            under = place_under(atlas(), view, uv) if is_shown(atlas(), view, code) else None
            if under is not None and dist(under.place, place) < 0.3:
                yield view, uv, face, place


def frames(view: str, uv: UV) -> Iterator[tuple[float, float, Frame]]:
    """Yield the pixel of a place on each limb, in a window onto the view, and the window."""
    for is_left in (False, True):
        frame = Frame(900.0, 700.0, 3.0, atlas().camera(view).middle, is_left)
        yield *frame.to_screen(uv), frame


def is_right(code: str, view: str, uv: UV) -> bool:
    meant = meant_by(atlas(), (code,), view, uv)
    return meant is not None and meant.way.length <= WITHIN_CUN * depth_mm(atlas(), code, 1.0)


@pytest.mark.parametrize("code", POINTS)
def test_a_click_within_three_tenths_of_a_cun_is_right_in_every_view(code: str) -> None:
    shown = [view for view in atlas().cameras if is_shown(atlas(), view, code)]
    assert shown
    for view in shown:
        spot = atlas().projection(view).points[code]
        for x, y, frame in frames(view, spot.uv):
            assert is_right(code, view, frame.to_uv(x, y)), view
    tried = 0
    for view, uv, _, _ in clicks(code, 0.28):
        for x, y, frame in frames(view, uv):
            assert is_right(code, view, frame.to_uv(x, y)), (view, uv)
        tried += 1
    # The plates fade out at the median plane, beside which KI11 lies.
    assert tried >= (1 if code == "KI11" else 4)


@pytest.mark.parametrize("code", POINTS)
def test_a_click_farther_off_is_wrong(code: str) -> None:
    start, cun = place_of(atlas(), code), depth_mm(atlas(), code, 1.0)
    ruler = Ruler(start.face, np.array(start.place), 0.33 * cun, fine=3)
    for view, uv, face, place in clicks(code, 0.33, DIRECTIONS[::2]):
        # Seen aslant, one pixel is skin both nearer and farther.
        aslant = atlas().camera(view).facing(atlas().placed[code].normal) < FACING
        # A straight walk may lead round a bend to where a shorter way leads too.
        if not aslant and ruler.to(face, place) > 0.315 * cun:
            assert not is_right(code, view, uv), (view, uv)


def test_the_way_is_the_shortest_there_is() -> None:
    """No net of places on the edges knows a shorter one, and the net is hardly longer."""
    for code in ("SP6", "KI1", "LR2", "EX-LE12.3", "BL40", "GB44"):
        start, cun = place_of(atlas(), code), depth_mm(atlas(), code, 1.0)
        ruler = Ruler(start.face, np.array(start.place), 0.4 * cun)
        for view, uv, face, place in clicks(code, 0.33):
            meant = meant_by(atlas(), (code,), view, uv)
            assert meant is not None
            far = dist(meant.clicked.place, place)
            assert meant.way.length <= ruler.to(face, place) + far + 0.01
            assert meant.way.length >= ruler.to(face, place) * 0.95 - far - 0.5 * (far > 0.31)


def test_what_is_told_of_a_near_miss(content: Content) -> None:
    u, v = atlas().projection("limb-medial").points["SP6"].uv
    located = score_locate(atlas(), content, "SP6", "limb-medial", (u, v + 24), Side.LEFT)
    assert not located.right
    assert not located.wrong_view
    assert located.distance_mm is not None
    assert located.distance_mm == pytest.approx(24.6, abs=1.5)
    assert located.distance_cun == pytest.approx(located.distance_mm / 25.19, abs=0.01)
    assert (located.nearest, located.side) == ("KI8", Side.LEFT)
    assert [landmark.name for landmark in located.landmarks] == ["medial malleolus prominence"]
    assert located.rules[0].startswith("3 cun above medial malleolus prominence")
    assert located.find.startswith("Lay four fingers")
    assert located.words.startswith("1.0 cun (2")
    assert located.path[0] == located.clicked
    assert dist(located.path[-1], located.place) < 0.01
    legs = zip(located.path, located.path[1:], strict=False)
    assert sum(dist(a, b) for a, b in legs) == pytest.approx(located.distance_mm, abs=0.01)


def test_another_point_that_was_hit_is_named(content: Content) -> None:
    located = score_locate(
        atlas(), content, "SP6", "limb-medial", atlas().projection("limb-medial").points["KI7"].uv
    )
    assert (located.nearest, located.nearest_hit) == ("KI7", True)
    assert located.words.endswith("KI7 F\u00f9li\u016b is there.")


def test_a_view_from_the_other_side_is_told_apart_from_a_miss(content: Content) -> None:
    uv = atlas().projection("limb-lateral").points["GB34"].uv
    located = score_locate(atlas(), content, "SP9", "limb-lateral", uv)
    assert located.wrong_view
    assert not located.right
    assert "not to be seen in this view" in located.words


def test_beside_the_limb(content: Content) -> None:
    located = score_locate(atlas(), content, "SP9", "limb-medial", (900.0, 0.0))
    assert located.off_limb
    assert located.distance_mm is None
    assert located.words == "That is beside the limb."


def test_any_site_of_a_point_with_several_counts(content: Content) -> None:
    for site in content.points["EX-LE10"].sites:
        view = views_for_locate(atlas(), content, site)[0]
        uv = atlas().projection(view).points[site].uv
        located = score_locate(atlas(), content, "EX-LE10", view, uv)
        assert located.right
        assert located.target == site


def test_a_site_that_is_another_point_too_is_not_taken_for_a_mistake(content: Content) -> None:
    uv = atlas().projection("foot-dorsal").points["LR2"].uv
    located = score_locate(atlas(), content, "EX-LE10.1", "foot-dorsal", uv)
    assert located.right
    assert located.nearest != "LR2"


def test_views_begin_with_the_one_that_sees_a_point_best(content: Content) -> None:
    assert views_for_locate(atlas(), content, "SP6")[0] == "limb-medial"
    assert views_for_locate(atlas(), content, "KI1")[0] == "foot-plantar"
    assert "limb-lateral" not in views_for_locate(atlas(), content, "SP6")
    for code in POINTS:
        assert views_for_locate(atlas(), content, code)


def test_unknown_points_are_told() -> None:
    from desktop_app.content import load

    for code in ("XX1", "sp6"):
        with pytest.raises(NotFound):
            score_locate(atlas(), load(), code, "limb-medial", (0.0, 0.0))
