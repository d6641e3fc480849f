"""Outcome measures and the Toronto score."""

from __future__ import annotations

import pytest

from desktop_app.domain.measures import (
    HIGHER,
    LOWER,
    MEASURES,
    TCNS_ITEMS,
    measure_named,
    tcns_grade,
    tcns_total,
)
from desktop_app.domain.plans import Plan


def test_every_measure_says_what_it_is_and_where_it_comes_from() -> None:
    assert len({measure.id for measure in MEASURES}) == len(MEASURES)
    for measure in MEASURES:
        assert measure.least < measure.most
        assert (measure.most - measure.least) % measure.step == 0
        assert measure.better in (LOWER, HIGHER)
        assert measure.explained.endswith((".", "?"))
        assert "memory" in measure.source
        assert measure.allows(measure.least)
        assert measure.allows(measure.most)
        assert not measure.allows(measure.most + measure.step)


def test_a_new_plan_follows_what_there_is() -> None:
    assert all(measure_named(each) for each in Plan().measures)
    assert measure_named("nothing") is None


def test_the_toronto_score_runs_from_0_to_19() -> None:
    healthy = {item.id: item.choices[0][0] for item in TCNS_ITEMS}
    worst = {item.id: max(points for points, _ in item.choices) for item in TCNS_ITEMS}
    assert (tcns_total(healthy), tcns_total(worst)) == (0, 19)
    by_group: dict[str, int] = {}
    for item in TCNS_ITEMS:
        by_group[item.group] = by_group.get(item.group, 0) + worst[item.id]
    assert list(by_group.values()) == [6, 8, 5]


def test_half_a_score_is_none() -> None:
    answered = {item.id: 0 for item in TCNS_ITEMS[1:]}
    assert tcns_total(answered) is None
    with pytest.raises(ValueError, match="cannot have 2"):
        tcns_total({**answered, TCNS_ITEMS[0].id: 2})


@pytest.mark.parametrize(
    ("total", "words"),
    [(0, "no neuropathy"), (5, "no neuropathy"), (6, "mild"), (8, "mild"), (9, "moderate"),
     (11, "moderate"), (12, "severe"), (19, "severe")],
)  # fmt: skip
def test_grades_of_the_toronto_score(total: int, words: str) -> None:
    assert tcns_grade(total).startswith(words)
