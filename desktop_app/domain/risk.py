"""Tools to judge the risk of bias: their items in our own words, and what they add up to.

RoB 2 for randomised trials (Sterne et al. 2019, BMJ 366:l4898), ROBINS-I for other comparisons
(Sterne et al. 2016, BMJ 355:i4919; the domains without their signalling questions), AMSTAR 2 for
reviews (Shea et al. 2017, BMJ 358:j4008).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.appraisal import RiskOfBias

Words = tuple[tuple[str, str], ...]
"""Ids with their words, in the order in which they are offered."""


class Light(StrEnum):
    """How a verdict is shown, whatever words its tool has for it; ``NONE`` is neither."""

    GOOD = "good"
    DOUBTFUL = "doubtful"
    BAD = "bad"
    WORST = "worst"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Item:
    """A domain or item of a tool; ``verdicts`` if they are others than the tool's."""

    id: str
    name: str
    question: str
    critical: bool = False
    verdicts: Words = ()


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: what is judged, with which verdicts, and what these add up to."""

    id: str
    name: str
    source: str
    items: tuple[Item, ...]
    verdicts: Words
    overalls: Words
    about: str = ""

    def verdicts_of(self, item: str) -> Words:
        """Return the verdicts that an item may get."""
        return next((each.verdicts for each in self.items if each.id == item), ()) or self.verdicts


_ROB2_VERDICTS = (("low", "Low risk"), ("some-concerns", "Some concerns"), ("high", "High risk"))

_ROB2 = Tool(
    "rob2",
    "RoB 2",
    "Sterne et al. 2019, BMJ 366:l4898",
    (
        Item(
            "randomisation", "Randomisation",
            "Was who got what left to chance, hidden until then, and were the groups alike?",
        ),
        Item(
            "deviations", "Departures from the plan",
            "Did people, knowing the treatment, get other care, and were all counted as allotted?",
        ),
        Item(
            "missing", "Missing results",
            "Are results there for nearly all, or could those missing change the answer?",
        ),
        Item(
            "measurement", "Measuring",
            "Was the outcome measured aptly, alike in both groups, by someone not swayed?",
        ),
        Item(
            "selection", "Choice of what is reported",
            "Was this result planned, rather than picked from several measures or analyses?",
        ),
    ),
    _ROB2_VERDICTS,
    _ROB2_VERDICTS,
    "For one result of a randomised trial.",
)  # fmt: skip

_ROBINS_VERDICTS = (
    ("low", "Low risk"),
    ("moderate", "Moderate risk"),
    ("serious", "Serious risk"),
    ("critical", "Critical risk"),
    ("no-information", "No information"),
)

_ROBINS_I = Tool(
    "robins-i",
    "ROBINS-I, short form",
    "Sterne et al. 2016, BMJ 355:i4919",
    (
        Item(
            "confounding", "Confounding",
            "Could what made people get the treatment also have changed the outcome?",
        ),
        Item(
            "participants", "Choice of people",
            "Were people taken in, or followed, depending on what happened after the start?",
        ),
        Item(
            "classification", "Who counts as treated",
            "Was who was treated clear, and noted before the outcome was known?",
        ),
        Item(
            "deviations", "Departures from the treatment",
            "Did other care, or treatment not kept to, differ between the groups?",
        ),
        Item(
            "missing", "Missing results",
            "Are people or measurements missing, and more in one group?",
        ),
        Item(
            "measurement", "Measuring",
            "Could the outcome have been measured otherwise by knowing who was treated?",
        ),
        Item(
            "selection", "Choice of what is reported",
            "Might the result be picked from several measures, analyses or subgroups?",
        ),
    ),
    _ROBINS_VERDICTS,
    _ROBINS_VERDICTS,
    "For one result of a comparison without randomisation; the domains without their "
    "signalling questions.",
)  # fmt: skip

_YES_NO = (("yes", "Yes"), ("no", "No"))
_PARTLY = (("yes", "Yes"), ("partial-yes", "Partial yes"), ("no", "No"))
_POOLED = (*_YES_NO, ("no-meta-analysis", "No meta-analysis"))

_AMSTAR2 = Tool(
    "amstar2",
    "AMSTAR 2",
    "Shea et al. 2017, BMJ 358:j4008",
    (
        Item(
            "1", "Question", "Do question and criteria name people, treatment, comparison, outcome?"
        ),
        Item(
            "2", "Plan made before", "Was the method fixed first, and are departures explained?",
            critical=True, verdicts=_PARTLY,
        ),
        Item("3", "Choice of designs", "Is it explained why these study designs were taken in?"),
        Item(
            "4", "Search", "Was the search for studies wide enough, and is it told in full?",
            critical=True, verdicts=_PARTLY,
        ),
        Item("5", "Choosing in pairs", "Did two people choose the studies, each for themselves?"),
        Item("6", "Reading out in pairs", "Did two people take the results out of the studies?"),
        Item(
            "7", "Studies left out", "Are studies left out at the end listed, each with a reason?",
            critical=True, verdicts=_PARTLY,
        ),
        Item(
            "8", "Studies described", "Are the studies taken in described in enough detail?",
            verdicts=_PARTLY,
        ),
        Item(
            "9", "Risk of bias judged", "Was the bias of each study judged by an apt method?",
            critical=True, verdicts=_PARTLY,
        ),
        Item("10", "Funding of the studies", "Does it tell who paid for the studies taken in?"),
        Item(
            "11", "Pooling", "If results were pooled, was that sound and by apt methods?",
            critical=True, verdicts=_POOLED,
        ),
        Item(
            "12", "Bias and the pooled result",
            "If results were pooled, was it shown what studies at risk of bias do to them?",
            verdicts=_POOLED,
        ),
        Item(
            "13", "Bias and the conclusions", "Do the conclusions reckon with the risk of bias?",
            critical=True,
        ),
        Item("14", "Differing results", "Is it explained why results differ, and what that means?"),
        Item(
            "15", "Studies never published",
            "If results were pooled, was it asked whether small studies are missing?",
            critical=True, verdicts=_POOLED,
        ),
        Item("16", "Interests", "Do the reviewers tell of their own interests and funding?"),
    ),
    _YES_NO,
    (
        ("high", "High confidence"),
        ("moderate", "Moderate confidence"),
        ("low", "Low confidence"),
        ("critically-low", "Critically low confidence"),
    ),
    "For reviews of trials or other studies: how far the review can be trusted, not its studies.",
)  # fmt: skip

TOOLS: dict[str, Tool] = {tool.id: tool for tool in (_ROB2, _ROBINS_I, _AMSTAR2)}
"""The tools by id."""

_FOR_DESIGN = {
    "rct": "rob2",
    "controlled-trial": "robins-i",
    "cohort": "robins-i",
    "meta-analysis": "amstar2",
    "systematic-review": "amstar2",
}

_LIGHTS = {
    "low": Light.GOOD,
    "some-concerns": Light.DOUBTFUL,
    "moderate": Light.DOUBTFUL,
    "high": Light.BAD,
    "serious": Light.BAD,
    "critical": Light.WORST,
    "yes": Light.GOOD,
    "partial-yes": Light.DOUBTFUL,
    "no": Light.BAD,
}
_CONFIDENCE_LIGHTS = {
    "high": Light.GOOD,
    "moderate": Light.DOUBTFUL,
    "low": Light.BAD,
    "critically-low": Light.WORST,
}


def tool_for(design: str) -> str:
    """Return the id of the tool that fits a study's design; empty if none of these does."""
    return _FOR_DESIGN.get(design, "")


def light(tool: str, verdict: str, overall: bool = False) -> Light:
    """Return how a verdict on an item, or the overall one, is shown."""
    if overall and tool == "amstar2":
        return _CONFIDENCE_LIGHTS.get(verdict, Light.NONE)
    return _LIGHTS.get(verdict, Light.NONE)


def suggested_overall(assessment: RiskOfBias) -> str:
    """Return what the judgements add up to by the tool's own rule.

    Empty as long as judgements are missing that could change it, or if the tool is not known. It
    is a suggestion: each of the tools leaves the last word to the reader.

    RoB 2 (Sterne 2019, BMJ 366:l4898): low if every domain is; high if one is; some concerns
    otherwise. Some concerns in several domains may also be called high: that is for the reader.

    ROBINS-I (Sterne 2016, BMJ 355:i4919): the worst of the domains; no information if a domain
    has none and no other is at serious or critical risk.

    AMSTAR 2 (Shea 2017, BMJ 358:j4008): high with at most one weakness that is not critical,
    moderate with more, low with one critical flaw, critically low with more than one. Answered no,
    an item is a weakness or, if it is critical, a flaw; a partial yes and no meta-analysis are not.
    """
    tool = TOOLS.get(assessment.tool)
    if tool is None:
        return ""
    held = {each.item: each.verdict for each in assessment.judgements}
    return _RULES[tool.id](tool, {item.id: held.get(item.id, "") for item in tool.items})


def _rob2(_: Tool, held: Mapping[str, str]) -> str:
    verdicts = set(held.values())
    if "high" in verdicts:
        return "high"
    if "" in verdicts:
        return ""
    return "some-concerns" if "some-concerns" in verdicts else "low"


def _robins_i(_: Tool, held: Mapping[str, str]) -> str:
    verdicts = set(held.values())
    if "critical" in verdicts:
        return "critical"
    if "" in verdicts:
        return ""
    worst = ("serious", "no-information", "moderate", "low")
    return next(each for each in worst if each in verdicts)


def _amstar2(tool: Tool, held: Mapping[str, str]) -> str:
    failed = [item for item in tool.items if held[item.id] == "no"]
    flaws = sum(item.critical for item in failed)
    if flaws > 1:
        return "critically-low"
    if "" in held.values():
        return ""
    if flaws:
        return "low"
    return "high" if len(failed) <= 1 else "moderate"


_RULES: dict[str, Callable[[Tool, Mapping[str, str]], str]] = {
    "rob2": _rob2,
    "robins-i": _robins_i,
    "amstar2": _amstar2,
}
