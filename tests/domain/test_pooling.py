"""Pooling against published figures and by its laws; and when it is refused, why."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log, sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.appraisal import Better, Effect, Measure, Outcome
from desktop_app.domain.evidence import Direction, Study
from desktop_app.domain.poolable import Finding, days_of, may_share_people, why_not_pooled
from desktop_app.domain.pooling import (
    estimate,
    fault,
    is_lopsided,
    normal_quantile,
    pool,
)
from desktop_app.domain.student import student_quantile, student_within

BCG = (
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
)  # fmt: skip
"""Thirteen trials of BCG vaccine (Colditz and others, JAMA 1994;271:698-702): tuberculosis and
none among the vaccinated, then among the others."""


def risk_ratio(ill: int, well: int, ill_other: int, well_other: int) -> Effect:
    ratio = (ill / (ill + well)) / (ill_other / (ill_other + well_other))
    error = sqrt(1 / ill - 1 / (ill + well) + 1 / ill_other - 1 / (ill_other + well_other))
    reach = normal_quantile(95) * error
    return Effect(Measure.RR, ratio, ratio * exp(-reach), ratio * exp(reach))


def logs(effect: Effect) -> list[float]:
    assert effect.low is not None
    assert effect.high is not None
    return [log(number) for number in (effect.value, effect.low, effect.high)]


def test_random_effects_are_those_published_for_bcg() -> None:
    # Viechtbauer, J Stat Softw 2010;36(3), and its program metafor, rma(method="DL").
    pooled = pool([risk_ratio(*table) for table in BCG])
    assert logs(pooled.effect) == pytest.approx([-0.7141, -1.0644, -0.3638], abs=5e-5)
    assert pooled.q == pytest.approx(152.2330, abs=5e-5)
    assert pooled.i_squared == pytest.approx(0.9212, abs=5e-5)
    assert pooled.tau_squared == pytest.approx(0.3088, abs=5e-5)
    assert pooled.low is not None
    assert pooled.high is not None
    # By hand: t of 11 degrees is 2.201, its error the root of 0.30876 + 0.17874 squared.
    reach = 2.20099 * sqrt(0.308760 + 0.178742**2)
    assert [log(pooled.low), log(pooled.high)] == pytest.approx(
        [-0.714117 - reach, -0.714117 + reach], abs=1e-4
    )


def test_fixed_effect_is_that_published_for_bcg() -> None:
    pooled = pool([risk_ratio(*table) for table in BCG], is_random=False)
    assert logs(pooled.effect) == pytest.approx([-0.4303, -0.5097, -0.3509], abs=5e-5)
    assert (pooled.low, pooled.high) == (None, None)


def test_two_differences_pooled_by_hand() -> None:
    # Errors 1 and 2 make weights 1 and 1/4: mean (4 + 10/4) / 1.25 = 5.2, error 1/sqrt(1.25);
    # Q = (4 - 5.2)^2 + (10 - 5.2)^2 / 4 = 7.2; tau^2 = (7.2 - 1) / (1.25 - 1.0625/1.25) = 15.5.
    z = normal_quantile(95)
    effects = [Effect(Measure.MD, 4, 4 - z, 4 + z), Effect(Measure.MD, 10, 10 - 2 * z, 10 + 2 * z)]
    fixed = pool(effects, is_random=False)
    assert fixed.effect.value == pytest.approx(5.2)
    assert fixed.effect.high == pytest.approx(5.2 + z / sqrt(1.25))
    assert fixed.weights == pytest.approx((0.8, 0.2))
    assert fixed.q == pytest.approx(7.2)
    drawn = pool(effects)
    assert drawn.tau_squared == pytest.approx(15.5)
    assert drawn.i_squared == pytest.approx(6.2 / 7.2)
    assert drawn.weights == pytest.approx((19.5 / 36, 16.5 / 36))
    assert drawn.effect.value == pytest.approx((4 * 19.5 + 10 * 16.5) / 36)
    assert drawn.low is None


def test_an_error_follows_from_the_interval_and_its_level() -> None:
    # Cochrane Handbook 6.3.2: divide by 3.92 for 95 %, by 3.29 for 90 %.
    ninety_five = estimate(Effect(Measure.MD, 1, 0, 2))
    ninety = estimate(Effect(Measure.MD, 1, 0, 2, 90))
    assert ninety_five.error == pytest.approx(2 / 3.92, abs=1e-3)
    assert ninety.error == pytest.approx(2 / 3.29, abs=1e-3)


@pytest.mark.parametrize(
    ("degrees", "reach"), [(1, 12.706), (2, 4.303), (3, 3.182), (10, 2.228), (30, 2.042)]
)
def test_quantiles_of_t_are_those_of_the_table(degrees: int, reach: float) -> None:
    assert student_quantile(95, degrees) == pytest.approx(reach, abs=5e-4)
    assert student_within(student_quantile(95, degrees), degrees) == pytest.approx(0.95)


@pytest.mark.parametrize(
    ("effect", "says"),
    [
        (Effect(Measure.MD, 1), "no confidence interval"),
        (Effect(Measure.RR, 1, 0, 2), "above 0"),
        (Effect(Measure.MD, 3, 0, 2), "within its interval"),
        (Effect(Measure.MD, 1, 2, 0), "within its interval"),
        (Effect(Measure.MD, float("nan"), 0, 2), "not a number"),
        (Effect(Measure.MD, 1, 0, 2, 100), "not a number"),
    ],
)
def test_what_cannot_be_drawn_says_why(effect: Effect, says: str) -> None:
    assert says in fault(effect)
    with pytest.raises(ValueError):
        estimate(effect)


def test_an_effect_off_the_middle_is_doubted() -> None:
    assert is_lopsided(Effect(Measure.MD, 9, 0, 10))
    assert not is_lopsided(Effect(Measure.RR, 1.21, 1.10, 1.34))
    assert not is_lopsided(Effect(Measure.OR, 4.23, 2.3, 7.8))


def test_fewer_than_two_or_mixed_measures_are_refused() -> None:
    one = Effect(Measure.MD, 1, 0, 2)
    for effects in ([one], [one, replace(one, measure=Measure.SMD)]):
        with pytest.raises(ValueError, match="two or more"):
            pool(effects)


@st.composite
def differences(draw: st.DrawFn) -> list[Effect]:
    middles = draw(st.lists(st.floats(-50, 50), min_size=2, max_size=8))
    reaches = draw(st.lists(st.floats(0.1, 30), min_size=len(middles), max_size=len(middles)))
    pairs = zip(middles, reaches, strict=True)
    return [Effect(Measure.MD, middle, middle - reach, middle + reach) for middle, reach in pairs]


@settings(max_examples=60, deadline=None)
@given(differences(), st.booleans())
def test_the_mean_lies_among_the_effects(effects: list[Effect], is_random: bool) -> None:
    pooled = pool(effects, is_random)
    values = [effect.value for effect in effects]
    assert min(values) - 1e-9 <= pooled.effect.value <= max(values) + 1e-9
    assert sum(pooled.weights) == pytest.approx(1)
    assert pooled.q >= 0
    assert 0 <= pooled.i_squared <= 1
    assert pooled.tau_squared >= 0


@settings(max_examples=40, deadline=None)
@given(differences(), st.randoms(use_true_random=False))
def test_order_does_not_matter(effects: list[Effect], random: object) -> None:
    turned = list(reversed(effects))
    one, other = pool(effects), pool(turned)
    assert one.effect.value == pytest.approx(other.effect.value, abs=1e-9)
    assert one.tau_squared == pytest.approx(other.tau_squared, abs=1e-9)
    assert one.weights == pytest.approx(tuple(reversed(other.weights)))


@settings(max_examples=40, deadline=None)
@given(differences())
def test_mirrored_effects_give_a_mirrored_mean(effects: list[Effect]) -> None:
    ratios = [
        Effect(Measure.OR, *(exp(number / 20) for number in (e.value, e.low or 0, e.high or 0)))
        for e in effects
    ]
    turned = [Effect(Measure.OR, 1 / e.value, 1 / (e.high or 1), 1 / (e.low or 1)) for e in ratios]
    one, other = pool(ratios), pool(turned)
    assert one.effect.value == pytest.approx(1 / other.effect.value)
    assert one.effect.low == pytest.approx(1 / (other.effect.high or 1))
    assert one.i_squared == pytest.approx(other.i_squared, abs=1e-9)


def study(
    key: str,
    authors: tuple[str, ...] = (),
    size: int | None = 40,
    design: str = "rct",
    limitations: str = "",
) -> Study:
    made = Study(key, key.title(), authors, 2020, "Journal", design, Direction.BENEFIT)
    named = authors or (f"{key.title()} A",)
    return replace(made, authors=named, sample_size=size, limitations=limitations)


def finding(key: str = "one", effect: Effect | None = None, **more: Any) -> Finding:
    whose = more.pop("whose", None) or study(key)
    outcome = Outcome(
        "Pain", "VAS 0-100", "8 weeks", "acupuncture against sham", Better.LOWER,
        effect or Effect(Measure.MD, -10, -18, -2),
    )  # fmt: skip
    return Finding(whose, replace(outcome, **more))


def test_like_trials_may_be_pooled() -> None:
    assert why_not_pooled([finding("one"), finding("two"), finding("three")]) == ""


OTHER = {
    "Only one study": [finding("one")],
    "No study here": [finding("one", effect=Effect(Measure.MD, 3))],
    "no confidence interval": [
        finding("one"), finding("two"), finding("three", effect=Effect(Measure.MD, 3))],
    "middle of its interval": [finding("one"), finding("two", effect=Effect(Measure.MD, 9, 0, 10))],
    "different measures: MD and SMD": [
        finding("one"), finding("two", effect=Effect(Measure.SMD, -0.4, -0.8, 0))],
    "already pools trials": [
        finding("one"), finding(whose=study("two", design="meta-analysis"))],
    "more than one of them": [
        finding(whose=study("one", design="meta-analysis")),
        finding(whose=study("two", design="systematic-review"))],
    "more than once": [finding("one"), finding("two"), finding("two", name="Pain at night")],
    "same participants": [
        finding(whose=study("hoerder", ("Hoerder S", "Dietzel J", "Schröder S"), 62)),
        finding(whose=study("dietzel", ("Dietzel J", "Schroder S", "Hahn K"), 62))],
    "no group to compare with": [finding("one"), finding(whose=study("two", design="case-series"))],
    "Randomised trials and": [finding("one"), finding(whose=study("two", design="cohort"))],
    "Different outcomes were measured: Pain and Numbness": [
        finding("one"), finding("two", name="Numbness")],
    "agree which way": [finding("one"), finding("two", better=Better.HIGHER)],
    "different scales: VAS 0-100 and NRS 0-10": [
        finding("one"), finding("two", instrument="NRS 0-10")],
    "on which scale": [finding("one"), finding("two", instrument="")],
    "not recorded what": [finding("one"), finding("two", comparison="")],
    "different things": [
        finding("one"), finding("two", comparison="acupuncture against waiting list")],
    "not recorded when": [finding("one"), finding("two", time_point="")],
    "different times: 8 weeks and 1 year": [finding("one"), finding("two", time_point="1 year")],
    "disagree by more than chance": [
        finding("one"), finding("two", effect=Effect(Measure.MD, 30, 22, 38))],
}  # fmt: skip


@pytest.mark.parametrize("says", OTHER)
def test_pooling_is_refused_with_a_reason(says: str) -> None:
    assert says in why_not_pooled(OTHER[says])
    assert why_not_pooled(list(reversed(OTHER[says])))


def test_what_is_written_a_little_differently_is_still_the_same() -> None:
    same = finding("two", name="pain", instrument="VAS, 0–100", time_point="week 10")
    assert why_not_pooled([finding("one"), same]) == ""


def test_a_standardised_difference_may_come_from_several_scales() -> None:
    effect = Effect(Measure.SMD, -0.4, -0.8, 0)
    two = [finding("one", effect=effect), finding("two", effect=effect, instrument="NRS 0-10")]
    assert why_not_pooled(two) == ""


def test_papers_that_say_so_share_their_people() -> None:
    one = study("dietzel", size=None, limitations="Same patients as Hoerder 2020: one trial.")
    assert may_share_people(study("hoerder"), one)
    assert not may_share_people(study("hoerder"), study("dietzel"))


@pytest.mark.parametrize(
    ("text", "days"),
    [("8 weeks", 56), ("week 8", 56), ("3 months", 91.2), ("day 1", 1), ("at discharge", None)],
)
def test_times_are_read_in_days(text: str, days: float | None) -> None:
    assert days_of(text) == (pytest.approx(days) if days else None)
