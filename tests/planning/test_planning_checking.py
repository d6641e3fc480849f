"""The safety check of a plan: the alerts that belong to it, and no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.atlas.needle import depth_mm
from desktop_app.content import Content
from desktop_app.domain.area import Area, Feeling, Side
from desktop_app.domain.plans import (
    Acknowledgement,
    Finding,
    Limbs,
    Plan,
    PlanPoint,
    Technique,
)
from desktop_app.domain.safety import Alert, Gravity, When
from desktop_app.planning.checking import check_plan
from desktop_app.planning.shown_facts import shown_facts
from tests.planning.skins import atlas, marked

SOLE = atlas().skin.regions["sole"]
SOLES = marked(SOLE, SOLE)
MANUAL, ELECTRO, MOXA = Technique.MANUAL, Technique.ELECTRO, Technique.MOXA
WARM, PRESSURE, BLEEDING = Technique.WARM_NEEDLE, Technique.PRESSURE, Technique.BLEEDING


def check(content: Content, plan: Plan) -> tuple[Alert, ...]:
    return check_plan(atlas(), content, plan)


def ids(content: Content, plan: Plan) -> list[str]:
    return [alert.id for alert in check(content, plan)]


def rules(content: Content, plan: Plan) -> set[str]:
    return {alert.id.partition(":")[0] for alert in check(content, plan)}


def plan_of(
    codes: str,
    facts: str = "",
    technique: Technique = MANUAL,
    limbs: Limbs = Limbs.BOTH,
    area: Area | None = None,
) -> Plan:
    """Return a plan with these points and facts, both in one line."""
    points = tuple(PlanPoint(code, limbs, technique) for code in codes.split())
    return Plan(facts=frozenset(facts.split()), points=points, area=area or Area())


def test_numb_soles_diabetic_on_warfarin(content: Content) -> None:
    """Exactly the alerts that belong to the plan that the whole work is measured by."""
    (warfarin,) = (fact.id for fact in content.facts.values() if "warfarin" in fact.aliases)
    codes = ("KI1", "KI3", "LR3", "SP6", "ST36", "EX-LE10")
    points = tuple(PlanPoint(code, depth_mm=_usual(content, code)) for code in codes)
    facts = frozenset({"diabetes", warfarin})
    plan = Plan(cause="diabetic-peripheral-neuropathy", facts=facts, points=points, area=SOLES)
    assert ids(content, plan) == [
        "bleeding-risk",
        "foot-without-feeling",
        "needle:KI3:posterior-tibial-artery",
        "needle:LR3:deep-fibular-nerve",
        "needle-notes:ST36(tibia)",
    ]
    bleeding, foot, *_ = check(content, plan)
    assert "KI3 (posterior tibial artery)" in bleeding.do
    assert "SP6" not in bleeding.do
    assert bleeding.claims == ("anticoagulants-bleeding",)
    assert foot.codes == ("KI1", "KI3", "LR3", "EX-LE10")


def _usual(content: Content, code: str) -> float:
    point = content.points[code]
    assert point.needling.depth_cun is not None
    place = point.sites[0] if point.sites else code
    return float(round(depth_mm(atlas(), place, point.needling.depth_cun[0])))


RIGHT, LEFT = Limbs.RIGHT, Limbs.LEFT
NUMB_THIGH = marked(bytes(int(place[1] > 550) for place in atlas().skin.places))

EXAMPLES: dict[str, tuple[Plan, Plan]] = {
    "bleeding-risk": (plan_of("ST36", "anticoagulant"), plan_of("ST36", "anticoagulant", MOXA)),
    "bleeding-prick": (plan_of("ST45", "diabetes", BLEEDING), plan_of("ST45", "", BLEEDING)),
    "antiplatelet": (plan_of("ST36", "antiplatelet"), plan_of("ST36", "antiplatelet", PRESSURE)),
    "deep-vein-thrombosis": (
        plan_of("ST36", "dvt-left", PRESSURE),
        plan_of("ST36", "dvt-left", PRESSURE, RIGHT),
    ),
    "heat-unfelt": (plan_of("KI1", "diabetes", MOXA), plan_of("ST36", "diabetes", MOXA)),
    "foot-without-feeling": (plan_of("LR3", "sensory-loss"), plan_of("SP6", "sensory-loss")),
    "electro-unfelt": (
        plan_of("LR3", "sensory-loss", ELECTRO),
        plan_of("LR3", "sensory-loss", MANUAL),
    ),
    "poor-blood-flow": (
        plan_of("LR3", "peripheral-arterial-disease"),
        plan_of("GB31", "peripheral-arterial-disease"),
    ),
    "graft-beneath": (
        plan_of("BL40", "peripheral-arterial-disease"),
        plan_of("GB31", "peripheral-arterial-disease"),
    ),
    "ulcer-or-infection": (
        plan_of("KI3", "ulcer-right", limbs=RIGHT),
        plan_of("KI3", "ulcer-right", limbs=LEFT),
    ),
    "charcot-fracture-tumour": (
        plan_of("KI3", "charcot-fracture-tumour-left", PRESSURE, LEFT),
        plan_of("KI3", "charcot-fracture-tumour-left", PRESSURE, RIGHT),
    ),
    "leg-swelling": (plan_of("ST36", "leg-swelling"), plan_of("ST36", "leg-swelling", PRESSURE)),
    "lymphoedema": (
        plan_of("SP9", "lymphoedema-left", limbs=LEFT),
        plan_of("SP9", "lymphoedema-left", PRESSURE, LEFT),
    ),
    "joint-implant": (
        plan_of("ST35", "joint-implant-right"),
        plan_of("ST36", "joint-implant-right"),
    ),
    "fragile-skin": (plan_of("ST36", "fragile-skin", PRESSURE), plan_of("", "fragile-skin")),
    "weakened-immunity": (
        plan_of("ST36", "taxane-chemotherapy"),
        plan_of("ST36", "taxane-chemotherapy", MOXA),
    ),
    "endocarditis": (plan_of("ST36", "valve-disease"), plan_of("ST36", "valve-disease", PRESSURE)),
    "device-electro": (
        plan_of("ST36", "implanted-device", ELECTRO),
        plan_of("ST36", "implanted-device", MANUAL),
    ),
    "device-beneath": (plan_of("GB30", "implanted-device"), plan_of("ST36", "implanted-device")),
    "taxane-electro": (
        plan_of("ST36", "taxane-chemotherapy", ELECTRO),
        plan_of("ST36", "chemotherapy", ELECTRO),
    ),
    "metal-allergy": (plan_of("ST36", "metal-allergy"), plan_of("ST36", "metal-allergy", MOXA)),
    "pregnancy-needling": (plan_of("SP9", "pregnancy"), plan_of("SP9", "pregnancy", PRESSURE)),
    "pregnancy-abdomen": (plan_of("SP12", "pregnancy"), plan_of("SP12")),
    "pregnancy-points": (plan_of("SP6", "pregnancy", PRESSURE), plan_of("SP9", "pregnancy")),
    "pregnancy-some-lists": (plan_of("ST36", "pregnancy"), plan_of("SP6", "pregnancy")),
    "pregnancy-electro": (
        plan_of("SP9", "pregnancy", ELECTRO),
        plan_of("SP9", "pregnancy", MANUAL),
    ),
    "fainting": (plan_of("ST36", "fainting"), plan_of("ST36", "fainting", PRESSURE)),
    "epilepsy": (plan_of("ST36", "epilepsy"), plan_of("ST36", "epilepsy", MOXA)),
    "cannot-report": (plan_of("ST36", "cannot-report", MOXA), plan_of("ST36")),
    "moxa-at-point": (plan_of("BL40", "", WARM), plan_of("BL40", "", MANUAL)),
    "electro-across": (
        Plan(
            points=(
                PlanPoint("ST36", RIGHT, ELECTRO, pair=1),
                PlanPoint("ST36", LEFT, ELECTRO, pair=1),
            )
        ),
        Plan(
            points=(
                PlanPoint("ST36", RIGHT, ELECTRO, pair=1),
                PlanPoint("SP6", RIGHT, ELECTRO, pair=1),
                PlanPoint("SP6", LEFT, ELECTRO, pair=2),
                PlanPoint("SP9", LEFT, ELECTRO),
            )
        ),
    ),
    "bladder-beneath": (plan_of("KI11"), plan_of("KI11", "", PRESSURE)),
}
"""For each rule a plan that raises it and one, nearly the same, that does not."""


def test_there_is_an_example_of_every_rule(content: Content) -> None:
    assert set(EXAMPLES) == set(content.safety)


@pytest.mark.parametrize("rule", EXAMPLES)
def test_a_rule_is_raised_where_it_belongs_and_nowhere_else(content: Content, rule: str) -> None:
    raises, spares = EXAMPLES[rule]
    assert rule in rules(content, raises)
    assert rule not in rules(content, spares)


def test_every_condition_of_every_rule_counts(content: Content) -> None:
    """Without any one of the things that a condition asks for, its rule does not hold."""
    for rule in content.safety.values():
        for when in rule.whens:
            for fact in when.facts or ("",):
                for technique in when.techniques or (ELECTRO,):
                    plan = _plan_for(content, when, fact, technique)
                    if when.across:
                        continue
                    assert rule.id in rules(content, plan), (rule.id, fact, technique)
                    if fact and len(rule.whens) == 1:
                        assert rule.id not in rules(content, replace(plan, facts=frozenset()))
                    reserve = tuple(replace(point, alternative=True) for point in plan.points)
                    assert rule.id not in rules(content, replace(plan, points=reserve))


def _plan_for(content: Content, when: When, fact: str, technique: Technique) -> Plan:
    code = when.points[0] if when.points else "KI1"
    if when.flags:
        name, _, value = when.flags[0].partition(":")
        code = next(
            point.code
            for point in content.points.values()
            if getattr(point.flags, name, None) == (value or True)
            or getattr(point.moxa, name, None) is True
        )
    return plan_of(code, fact, technique, area=SOLES if when.in_area else None)


def test_a_client_without_facts_and_usual_needles_have_few_alerts(content: Content) -> None:
    assert ids(content, plan_of("ST36 SP6 LR3 KI3 GB34 SP9 BL57 GB39 EX-LE10")) == []
    assert ids(content, Plan()) == []


def test_facts_alone_say_nothing_as_long_as_no_point_is_chosen(content: Content) -> None:
    assert ids(content, Plan(facts=frozenset(content.facts), area=SOLES)) == []


def test_a_fact_of_one_limb_leaves_the_other_alone(content: Content) -> None:
    plan = plan_of("KI3 SP6", "lymphoedema-right")
    (alert,) = check(content, plan)
    assert alert.id == "lymphoedema:KI3-right+SP6-right"
    assert alert.do.endswith("Concerns SP6 and KI3 on the right.")
    assert ids(content, replace(plan, facts=frozenset({"lymphoedema-left", "x"}))) == [
        "lymphoedema:KI3-left+SP6-left"
    ]
    both_sides = replace(plan, facts=plan.facts | {"lymphoedema-left"})
    (alert,) = check(content, both_sides)
    assert alert.id == "lymphoedema:KI3+SP6"
    assert alert.do.endswith("Concerns SP6 and KI3.")


def test_numb_skin_shows_reduced_feeling_without_a_tick(content: Content) -> None:
    plan = plan_of("KI3", area=SOLES)
    assert shown_facts(atlas(), content, plan) == {
        "sensory-loss": "the area: numb skin below the knee, both limbs"
    }
    assert rules(content, plan) == {"foot-without-feeling"}
    assert rules(content, plan_of("KI3", "", MOXA, area=SOLES)) == {"heat-unfelt"}
    ticked = replace(plan, facts=frozenset({"sensory-loss"}))
    assert shown_facts(atlas(), content, ticked) == {}


def test_numb_skin_of_the_thigh_says_nothing_of_the_foot(content: Content) -> None:
    assert rules(content, plan_of("KI3", "", MOXA, area=NUMB_THIGH)) == set()
    assert rules(content, plan_of("ST32", "", MOXA, area=NUMB_THIGH)) == {"heat-unfelt"}
    other_leg = plan_of("ST32", "", MOXA, Limbs.LEFT, NUMB_THIGH)
    assert rules(content, other_leg) == set()


def test_only_numb_skin_counts_and_only_of_this_skin(content: Content) -> None:
    painful = replace(
        SOLES, patches=tuple(replace(each, feeling=Feeling.PAINFUL) for each in SOLES.patches)
    )
    assert rules(content, plan_of("KI1", "", MOXA, area=painful)) == set()
    elsewhere = replace(SOLES, skin="another")
    assert rules(content, plan_of("KI1", "", MOXA, area=elsewhere)) == set()


def test_findings_show_facts_of_their_limb(content: Content) -> None:
    plan = plan_of("KI3 LR3")
    not_felt = Finding("monofilament", Side.LEFT, "monofilament-heel", "not-felt")
    felt = replace(not_felt, value="felt")
    no_pulse = Finding("pulse", Side.RIGHT, "pulse-dorsalis-pedis", "absent")
    assert rules(content, replace(plan, findings=(felt,))) == set()
    assert rules(content, replace(plan, findings=(not_felt,))) == {"foot-without-feeling"}
    assert rules(content, replace(plan, findings=(no_pulse,))) == {"poor-blood-flow"}
    both = replace(plan, findings=(not_felt, no_pulse), area=SOLES)
    assert shown_facts(atlas(), content, both) == {
        "sensory-loss": "the area: numb skin below the knee, both limbs; "
        "the examination: not felt (10-g monofilament), left limb",
        "peripheral-arterial-disease": "the examination: a pulse of the foot is absent, right limb",
    }
    warmed = plan_of("KI3", "", MOXA)
    (alert,) = check(content, replace(warmed, findings=(not_felt,)))
    assert alert.id == "heat-unfelt:KI3-left"


def test_the_cause_that_is_treated_for_shows_facts(content: Content) -> None:
    plan = replace(plan_of("KI3"), cause="diabetic-peripheral-neuropathy")
    shown = shown_facts(atlas(), content, plan)
    assert shown == dict.fromkeys(
        ("diabetes", "sensory-loss"), "the cause: Diabetic peripheral neuropathy"
    )
    assert rules(content, plan) == {"foot-without-feeling"}
    plan = replace(plan, cause="peripheral-artery-disease")
    assert rules(content, plan) == {"poor-blood-flow"}
    assert rules(content, replace(plan, cause="positional")) == set()


def test_heat_is_for_those_who_can_say_that_it_is_hot(content: Content) -> None:
    assert "heat-unfelt" in rules(content, plan_of("ST32", "cannot-report", WARM))
    assert "heat-unfelt" not in rules(content, plan_of("ST32", "sensory-loss", WARM))


def test_no_current_in_pregnancy_or_with_a_device(content: Content) -> None:
    for fact in ("pregnancy", "implanted-device"):
        first = check(content, plan_of("SP9", fact, ELECTRO))[0]
        assert (first.codes, first.gravity) == (("SP9",), Gravity.STOP)


def test_red_flags_stop_with_their_action(content: Content) -> None:
    plan = Plan(flags=(("no-known-cause", True), ("stroke-signs", True), ("rest-pain", False)))
    first, second = check(content, plan)
    assert (first.id, second.id) == ("red-flag:stroke-signs", "red-flag:no-known-cause")
    assert first.gravity is second.gravity is Gravity.STOP
    assert first.do.startswith("Call the emergency service now.")
    assert second.studies == ("castelli-2020",)
    (unknown,) = check(content, Plan(flags=(("from-another-version", True),)))
    assert unknown.id == "red-flag:from-another-version"
    assert unknown.gravity is Gravity.STOP


def test_pregnancy_shows_taboo_and_evidence_apart(content: Content) -> None:
    general, alert = check(content, plan_of("SP6 BL60", "pregnancy"))
    assert (general.id, alert.id) == ("pregnancy-needling", "pregnancy-points:BL60+SP6")
    assert alert.claims == ("pregnancy-avoided-points", "pregnancy-reported-events-mild")


def test_an_alert_is_acknowledged_with_its_reason_and_stays(content: Content) -> None:
    plan = plan_of("SP6 ST36", "pregnancy anticoagulant")
    before = check(content, plan)
    acknowledged = Acknowledgement("pregnancy-points:SP6", "At term", datetime.now(UTC))
    after = check(content, replace(plan, acknowledged=(acknowledged,)))
    assert [alert.id for alert in after] == [alert.id for alert in before]
    assert {alert.id: alert.acknowledged for alert in after if alert.acknowledged} == {
        "pregnancy-points:SP6": "At term"
    }


def test_one_more_point_is_asked_about_anew(content: Content) -> None:
    acknowledged = (Acknowledgement("pregnancy-points:SP6", "At term", datetime.now(UTC)),)
    plan = replace(plan_of("SP6 BL67", "pregnancy"), acknowledged=acknowledged)
    _, alert = check(content, plan)
    assert alert.id == "pregnancy-points:BL67+SP6"
    assert not alert.acknowledged


def test_what_holds_for_the_plan_stays_acknowledged_with_more_points(content: Content) -> None:
    acknowledged = (Acknowledgement("bleeding-risk", "INR 2.3 today", datetime.now(UTC)),)
    for codes in ("ST36", "ST36 SP6 KI3"):
        plan = replace(plan_of(codes, "anticoagulant"), acknowledged=acknowledged)
        (alert,) = check(content, plan)
        assert alert.acknowledged == "INR 2.3 today"


FACTS = sorted(
    ("anticoagulant", "diabetes", "pregnancy", "implanted-device", "lymphoedema-right",
     "sensory-loss", "ulcer-left", "cannot-report", "immunosuppression")
)  # fmt: skip
CHOSEN = st.builds(
    PlanPoint,
    code=st.sampled_from(("KI1", "KI3", "SP6", "ST36", "BL60", "EX-LE10", "BL40", "LI4", "SP13")),
    limbs=st.sampled_from(Limbs),
    technique=st.sampled_from(Technique),
    depth_mm=st.sampled_from((None, 5.0, 20.0, 45.0)),
    angle=st.sampled_from(("perpendicular", "oblique", "transverse")),
    toward=st.sampled_from(("", "proximal", "medial")),
    pair=st.sampled_from((0, 1)),
    alternative=st.booleans(),
)
PLANS = st.builds(
    Plan,
    facts=st.frozensets(st.sampled_from(FACTS)),
    points=st.lists(CHOSEN, max_size=5).map(tuple),
    flags=st.sampled_from(((), (("stroke-signs", True),), (("stroke-signs", False),))),
)


def _marked(plan: Plan, numb: bool) -> Plan:
    """Return the plan with numb soles or without (an area is too long to be printed)."""
    return replace(plan, area=SOLES) if numb else plan


@settings(max_examples=40, deadline=None)
@given(plan=PLANS, numb=st.booleans(), fact=st.sampled_from(FACTS))
def test_one_more_fact_never_takes_an_alert_away(
    content: Content, plan: Plan, numb: bool, fact: str
) -> None:
    plan = _marked(plan, numb)
    before = check(content, plan)
    after = check(content, replace(plan, facts=plan.facts | {fact}))
    found = {alert.id.partition(":")[0]: set(alert.codes) for alert in after}
    needles = {alert.id for alert in after}
    for alert in before:
        name = alert.id.partition(":")[0]
        assert name in found
        if name in content.safety:
            assert set(alert.codes) <= found[name]
        else:
            assert alert.id in needles


@settings(max_examples=40, deadline=None)
@given(plan=PLANS, numb=st.booleans(), random=st.randoms(use_true_random=False))
def test_the_order_of_points_does_not_count(
    content: Content, plan: Plan, numb: bool, random: Random
) -> None:
    plan = _marked(plan, numb)
    shuffled = tuple(random.sample(plan.points, len(plan.points)))
    assert check(content, replace(plan, points=shuffled)) == check(content, plan)


@settings(max_examples=40, deadline=None)
@given(plan=PLANS, numb=st.booleans())
def test_alerts_are_gravest_first_and_differ_and_acknowledging_removes_none(
    content: Content, plan: Plan, numb: bool
) -> None:
    plan = _marked(plan, numb)
    alerts = check(content, plan)
    gravities = [list(Gravity).index(alert.gravity) for alert in alerts]
    assert gravities == sorted(gravities)
    assert len({alert.id for alert in alerts}) == len(alerts)
    for alert in alerts:
        assert alert.why
        assert alert.do
        assert alert.claims or alert.studies or alert.source or alert.id.startswith("red-flag:")
        assert set(alert.codes) <= {point.code for point in plan.chosen}
    when = datetime.now(UTC)
    all_read = tuple(Acknowledgement(alert.id, "read", when) for alert in alerts)
    after = check(content, replace(plan, acknowledged=all_read))
    assert after == tuple(replace(alert, acknowledged="read") for alert in alerts)
