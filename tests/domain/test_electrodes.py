"""Electrode pairs: which needles are joined, and how that is told."""

from __future__ import annotations

from desktop_app.domain.area import Side
from desktop_app.domain.electrodes import electrode_pairs, pair_words
from desktop_app.domain.plans import Limbs, Plan, PlanPoint, Technique

RIGHT, LEFT = Side.RIGHT, Side.LEFT


def electro(code: str, pair: int, limbs: Limbs = Limbs.BOTH, hertz: str = "") -> PlanPoint:
    return PlanPoint(code, limbs, Technique.ELECTRO, hertz=hertz, pair=pair)


def plan(*points: PlanPoint) -> Plan:
    return Plan(points=points)


def test_two_points_are_joined_on_each_limb() -> None:
    pairs = electrode_pairs(plan(electro("ST36", 1), electro("SP6", 1)))
    assert [pair.ends for pair in pairs] == [
        (("ST36", RIGHT), ("SP6", RIGHT)),
        (("ST36", LEFT), ("SP6", LEFT)),
    ]
    assert [(pair.name, pair.side, pair.is_whole) for pair in pairs] == [
        ("E1", RIGHT, True), ("E1", LEFT, True),
    ]  # fmt: skip


def test_what_stands_alone_on_both_limbs_is_joined_across() -> None:
    (pair,) = electrode_pairs(plan(electro("ST36", 2)))
    assert pair.ends == (("ST36", RIGHT), ("ST36", LEFT))
    assert pair.side is None
    (pair,) = electrode_pairs(
        plan(electro("ST36", 1, Limbs.LEFT), electro("SP6", 1, Limbs.RIGHT))
    )  # fmt: skip
    assert pair.ends == (("SP6", RIGHT), ("ST36", LEFT))


def test_reserve_manual_points_and_no_number_are_no_pairs() -> None:
    spare = PlanPoint("ST36", technique=Technique.ELECTRO, pair=1, alternative=True)
    by_hand = PlanPoint("SP6", pair=1)
    assert electrode_pairs(plan(spare, by_hand, electro("KI3", 0))) == ()


def test_pairs_are_told_once_for_both_limbs() -> None:
    told = pair_words(
        plan(
            electro("KI3", 2, Limbs.RIGHT, "2"),
            electro("BL60", 2, Limbs.RIGHT, "10 Hz"),
            electro("ST36", 1, hertz="2/100"),
            electro("SP6", 1, hertz="2/100 Hz"),
            electro("GB34", 3),
        )
    )
    assert list(told) == [
        "E1: ST36–SP6, both limbs, 2/100 Hz",
        "E2: KI3–BL60, right limb, 2 and 10 Hz",
        "E3: GB34 right–GB34 left, across the limbs",
    ]
    assert [len(pairs) for pairs in told.values()] == [2, 1, 1]


def test_what_is_not_joined_two_by_two_is_told_as_that() -> None:
    told = pair_words(
        plan(
            electro("ST36", 1),
            electro("SP6", 1),
            electro("KI3", 1, Limbs.RIGHT),
            electro("LR3", 2, Limbs.LEFT),
        )
    )
    assert list(told) == [
        "E1: ST36–SP6–KI3, right limb, 3 points have this number, a pair joins two",
        "E1: ST36–SP6, left limb",
        "E2: LR3, left limb, its other end is not chosen",
    ]
