"""What the depth of needles gives to think about."""

from __future__ import annotations

import pytest

from desktop_app.atlas.needle import DIRECTIONS, depth_mm, leanings, met_along
from desktop_app.content import Content
from desktop_app.domain.plans import Limbs, Plan, PlanPoint, Technique
from desktop_app.domain.safety import Alert, Gravity
from desktop_app.planning.checking import check_plan
from desktop_app.planning.needle_alerts import DEEPER, NEAR_MM, listed
from tests.planning.skins import atlas


def alerts(content: Content, *points: PlanPoint) -> tuple[Alert, ...]:
    return check_plan(atlas(), content, Plan(points=points))


def test_an_artery_beside_the_needle_is_named_with_its_depth(content: Content) -> None:
    (alert,) = alerts(content, PlanPoint("KI3", depth_mm=13))
    assert alert.gravity is Gravity.CAUTION
    assert alert.id == "needle:KI3:posterior-tibial-artery"
    assert alert.title == "Close to the posterior tibial artery"
    (artery,) = met_along(atlas(), "KI3", 13)
    assert artery.gap_mm < NEAR_MM
    assert f"the posterior tibial artery at {artery.depth_mm:.0f} mm" in alert.why
    assert "on the body of the atlas" in alert.why
    assert "People differ" in alert.source
    assert "pulse" in alert.do
    assert (alert.code, alert.codes) == ("KI3", ("KI3",))


def test_a_shallower_needle_does_not_meet_it(content: Content) -> None:
    assert alerts(content, PlanPoint("KI3", depth_mm=5)) == ()


def test_a_needle_of_open_depth_says_nothing(content: Content) -> None:
    assert alerts(content, PlanPoint("KI3")) == ()


@pytest.mark.parametrize("technique", [Technique.MOXA, Technique.PRESSURE])
def test_what_is_no_needle_has_no_depth(content: Content, technique: Technique) -> None:
    assert alerts(content, PlanPoint("KI3", technique=technique, depth_mm=20)) == ()


def test_a_deep_nerve_is_warned_of(content: Content) -> None:
    (alert,) = alerts(content, PlanPoint("BL39", depth_mm=15))
    assert alert.title == "Close to the common fibular nerve"
    assert "electric feeling" in alert.do
    assert "pulse" not in alert.do


def test_deeper_than_usual(content: Content) -> None:
    assert content.points["SP9"].needling.depth_cun is not None
    most = depth_mm(atlas(), "SP9", content.points["SP9"].needling.depth_cun[1])
    assert alerts(content, PlanPoint("SP9", depth_mm=most)) == ()
    (alert,) = alerts(content, PlanPoint("SP9", depth_mm=most * DEEPER + 1))
    assert alert.id == "needle:SP9:deeper"
    assert alert.title == "Deeper than usual"
    assert f"to {most:.0f} mm" in alert.why


def test_a_needle_that_would_come_out_again(content: Content) -> None:
    point = PlanPoint("BL67", depth_mm=5, angle="oblique", toward="lateral")
    (alert,) = alerts(content, point)
    assert alert.id == "needle:BL67:out"
    assert "leaves the skin again" in alert.why


def test_a_point_that_is_usually_not_needled(content: Content) -> None:
    (alert,) = alerts(content, PlanPoint("EX-LE8", depth_mm=3))
    assert alert.id == "needle:EX-LE8:not-needled"
    assert alerts(content, PlanPoint("EX-LE8", technique=Technique.BLEEDING)) == ()


def test_bone_and_veins_are_noted_together(content: Content) -> None:
    points = (PlanPoint("ST36", depth_mm=25), PlanPoint("BL60", depth_mm=13))
    (alert,) = alerts(content, *points)
    assert alert.gravity is Gravity.NOTE
    assert alert.id == "needle-notes:BL60(small-saphenous-vein)+ST36(tibia)"
    assert alert.title == "Bone or a vein on the way of the needle"
    assert (alert.code, alert.codes) == ("", ("ST36", "BL60"))
    assert "tibia at 17 mm" in alert.why


def test_what_lies_behind_a_bone_is_not_met(content: Content) -> None:
    point = PlanPoint("SP6", depth_mm=38, angle="oblique", toward="anterior")
    met = met_along(atlas(), "SP6", 38, "oblique", "anterior")
    kinds = [each.kind for each in met]
    assert kinds.index("bone") < len(kinds) - 1
    assert [alert.id for alert in alerts(content, point)] == ["needle-notes:SP6(tibia)"]


def test_an_open_direction_counts_as_every_direction(content: Content) -> None:
    code = "BL40"
    point = PlanPoint(code, depth_mm=30, angle="oblique")
    (alert,) = alerts(content, point)
    told = set(alert.id.rpartition(":")[2].split("+"))
    assert "in any direction" in alert.why
    for toward in leanings(atlas(), code):
        for each in alerts(content, PlanPoint(code, depth_mm=30, angle="oblique", toward=toward)):
            if each.gravity is Gravity.CAUTION:
                assert set(each.id.rpartition(":")[2].split("+")) <= told
    into_the_body = next(name for name in DIRECTIONS if name not in leanings(atlas(), code))
    (same,) = alerts(content, PlanPoint(code, depth_mm=30, angle="oblique", toward=into_the_body))
    assert same.id == alert.id


def test_every_site_of_a_point_is_looked_at(content: Content) -> None:
    (alert,) = alerts(content, PlanPoint("EX-LE10", depth_mm=12, angle="oblique"))
    assert alert.code == "EX-LE10"
    assert "deep-fibular-nerve" in alert.id


def test_both_limbs_are_alike(content: Content) -> None:
    told = {limbs: alerts(content, PlanPoint("ST41", limbs, depth_mm=12)) for limbs in Limbs}
    assert told[Limbs.LEFT] == told[Limbs.RIGHT] == told[Limbs.BOTH]


def test_every_point_at_its_usual_depths_can_be_checked(content: Content) -> None:
    warned = 0
    for point in content.points.values():
        if point.needling.depth_cun is None:
            continue
        place = point.sites[0] if point.sites else point.code
        for cun in point.needling.depth_cun:
            depth = depth_mm(atlas(), place, cun)
            found = alerts(content, PlanPoint(point.code, depth_mm=depth))
            assert not any(alert.id.endswith("deeper") for alert in found), point.code
            warned += any(alert.gravity is Gravity.CAUTION for alert in found)
    # A check that warns of everything is read by nobody.
    assert warned < len(content.points)


def test_a_point_the_body_does_not_have_is_left_alone(content: Content) -> None:
    assert alerts(content, PlanPoint("LI4", depth_mm=90)) == ()


def test_words_are_listed_as_in_a_sentence() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
