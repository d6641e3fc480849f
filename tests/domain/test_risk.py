"""The tools' own rules, over all combinations of verdicts that matter."""

from __future__ import annotations

from itertools import combinations_with_replacement, product

import pytest

from desktop_app.domain.appraisal import Judgement, RiskOfBias
from desktop_app.domain.risk import TOOLS, Light, light, suggested_overall, tool_for


def assessed(tool: str, verdicts: dict[str, str]) -> RiskOfBias:
    return RiskOfBias(tool, tuple(Judgement(item, verdict) for item, verdict in verdicts.items()))


def items(tool: str) -> list[str]:
    return [item.id for item in TOOLS[tool].items]


def test_the_tools_have_their_items() -> None:
    assert {name: len(tool.items) for name, tool in TOOLS.items()} == {
        "rob2": 5, "robins-i": 7, "amstar2": 16,
    }  # fmt: skip
    critical = [item.id for item in TOOLS["amstar2"].items if item.critical]
    assert critical == ["2", "4", "7", "9", "11", "13", "15"]
    for tool in TOOLS.values():
        assert len(set(items(tool.id))) == len(tool.items)
        assert all(item.name and item.question.endswith("?") for item in tool.items)


def test_which_items_may_be_answered_how() -> None:
    tool = TOOLS["amstar2"]
    allowed = {item.id: [each for each, _ in tool.verdicts_of(item.id)] for item in tool.items}
    assert [key for key, each in allowed.items() if "partial-yes" in each] == [
        "2", "4", "7", "8", "9",
    ]  # fmt: skip
    assert [key for key, each in allowed.items() if "no-meta-analysis" in each] == [
        "11", "12", "15",
    ]  # fmt: skip
    assert TOOLS["rob2"].verdicts_of("missing") == TOOLS["rob2"].verdicts


def test_rob_2_over_all_judgements() -> None:
    """Low in all; high in any; some concerns otherwise (Sterne 2019, table of the overall rule)."""
    for verdicts in product(("", "low", "some-concerns", "high"), repeat=5):
        overall = suggested_overall(
            assessed("rob2", dict(zip(items("rob2"), verdicts, strict=True)))
        )
        if "high" in verdicts:
            assert overall == "high"
        elif "" in verdicts:
            assert overall == ""
        elif set(verdicts) == {"low"}:
            assert overall == "low"
        else:
            assert overall == "some-concerns"


def test_robins_i_over_all_judgements() -> None:
    """The worst of the domains; no information only below serious (Sterne 2016, table 2)."""
    worst = {"low": 0, "moderate": 1, "no-information": 2, "serious": 3, "critical": 4}
    for verdicts in combinations_with_replacement(("", *worst), 7):
        overall = suggested_overall(
            assessed("robins-i", dict(zip(items("robins-i"), verdicts, strict=True)))
        )
        if "critical" in verdicts:
            assert overall == "critical"
        elif "" in verdicts:
            assert overall == ""
        else:
            assert overall == max(verdicts, key=worst.__getitem__)


@pytest.mark.parametrize("flaws", range(8))
@pytest.mark.parametrize("weaknesses", range(10))
def test_amstar_2_counts_flaws_and_weaknesses(flaws: int, weaknesses: int) -> None:
    tool = TOOLS["amstar2"]
    critical = [item.id for item in tool.items if item.critical][:flaws]
    others = [item.id for item in tool.items if not item.critical][:weaknesses]
    verdicts = dict.fromkeys(items("amstar2"), "yes") | dict.fromkeys([*critical, *others], "no")
    if flaws > 1:
        wanted = "critically-low"
    elif flaws == 1:
        wanted = "low"
    else:
        wanted = "moderate" if weaknesses > 1 else "high"
    assert suggested_overall(assessed("amstar2", verdicts)) == wanted


def test_amstar_2_takes_partly_and_not_pooled_for_no_flaw() -> None:
    tool = TOOLS["amstar2"]
    verdicts = {item.id: tool.verdicts_of(item.id)[-1][0] for item in tool.items}
    pooled = {key: value for key, value in verdicts.items() if value == "no-meta-analysis"}
    assert set(pooled) == {"11", "12", "15"}
    partly = dict.fromkeys(("2", "4", "7", "8", "9"), "partial-yes")
    made = dict.fromkeys(items("amstar2"), "yes") | pooled | partly
    assert suggested_overall(assessed("amstar2", made)) == "high"


def test_amstar_2_waits_for_what_could_change_it() -> None:
    assert suggested_overall(assessed("amstar2", {"2": "no"})) == ""
    assert suggested_overall(assessed("amstar2", {"2": "no", "4": "no"})) == "critically-low"


def test_nothing_is_suggested_without_judgements_or_tool() -> None:
    for tool in TOOLS:
        assert suggested_overall(RiskOfBias(tool)) == ""
    assert suggested_overall(assessed("other", {"1": "low"})) == ""


def test_what_is_suggested_is_one_of_the_words() -> None:
    for tool in TOOLS.values():
        for verdict, _ in tool.verdicts:
            overall = suggested_overall(assessed(tool.id, dict.fromkeys(items(tool.id), verdict)))
            assert overall in dict(tool.overalls)


def test_which_tool_fits_which_design() -> None:
    assert tool_for("rct") == "rob2"
    assert tool_for("cohort") == tool_for("controlled-trial") == "robins-i"
    assert tool_for("meta-analysis") == tool_for("systematic-review") == "amstar2"
    assert tool_for("mechanistic-animal") == tool_for("") == ""


def test_lights_tell_trust_from_risk() -> None:
    assert light("rob2", "high", overall=True) is Light.BAD
    assert light("amstar2", "high", overall=True) is Light.GOOD
    assert light("amstar2", "critically-low", overall=True) is Light.WORST
    assert light("amstar2", "no") is Light.BAD
    assert light("robins-i", "critical") is Light.WORST
    assert light("robins-i", "no-information") is light("rob2", "") is Light.NONE
    for tool in TOOLS.values():
        unlit = {each for each, _ in tool.overalls if light(tool.id, each, True) is Light.NONE}
        assert unlit <= {"no-information"}
