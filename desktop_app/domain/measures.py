"""Outcome measures that a plan can follow, and the items of the Toronto score."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from desktop_app.domain.area import Side

LOWER, HIGHER = "lower", "higher"
"""Which way a measure is better."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What can be measured at a visit.

    How large a change matters to a person is not told: no study in the library says so.

    Parameters
    ----------
    short
        A name for narrow columns.
    unit
        Words after a number: ``of 10``, ``V``; may be empty.
    least, most
        The lowest and highest value it can have.
    step
        The least difference that is told.
    better
        ``lower`` or ``higher``.
    per_side
        Measured on each limb by itself.
    explained
        How it is taken.
    source
        Where it comes from, or that it is from memory.
    """

    id: str
    name: str
    short: str
    unit: str
    least: float
    most: float
    step: float
    better: str
    per_side: bool
    explained: str
    source: str

    @property
    def decimals(self) -> int:
        """Return how many digits after the point a value is told with."""
        return 0 if self.step == int(self.step) else 1

    def allows(self, value: float) -> bool:
        """Tell whether it can have this value."""
        return self.least <= value <= self.most


_RATING = "a rating from 0 to 10 as in common use; from memory, not checked against a paper"

MEASURES = (
    Measure(
        "numbness",
        "Numbness, 0 to 10",
        "Numbness",
        "of 10",
        0,
        10,
        1,
        LOWER,
        per_side=False,
        explained="Asked: how numb were your feet in the last 24 hours, from 0, not at all, to 10, "
        "no feeling left?",
        source=_RATING,
    ),
    Measure(
        "pain",
        "Pain, 0 to 10",
        "Pain",
        "of 10",
        0,
        10,
        1,
        LOWER,
        per_side=False,
        explained="Asked: how strong was the pain in your feet in the last 24 hours, from 0, none, "
        "to 10, the worst imaginable?",
        source=_RATING,
    ),
    Measure(
        "tcns",
        "Toronto Clinical Neuropathy Score",
        "TCNS",
        "of 19",
        0,
        19,
        1,
        LOWER,
        per_side=False,
        explained="Six symptoms (a point each), knee and ankle reflexes of both sides (up to two "
        "points each), five tests of sensation at the great toe (a point each), added up. Tried "
        "out in people with diabetes.",
        source="Bril and Perkins, Diabetes Care 2002;25:2048: the abstract was read; items, points "
        "and grades are from memory and agree with two public calculators, not checked against "
        "the paper",
    ),
    Measure(
        "monofilament",
        "Monofilament sites felt",
        "Monofilament",
        "of 10 sites",
        0,
        10,
        1,
        HIGHER,
        per_side=True,
        explained="How many of the ten sites of a foot feel the 10-g monofilament. It finds lost "
        "protective feeling, not the beginning of a neuropathy.",
        source="count of the ten-site protocol; from memory, not checked against a paper",
    ),
    Measure(
        "vibration-fork",
        "Vibration, graduated fork",
        "Fork",
        "of 8",
        0,
        8,
        0.5,
        HIGHER,
        per_side=True,
        explained="The number at which the graduated fork (Rydel-Seiffer, with its weights on: 64 "
        "Hz) is no longer felt on the bone of the great toe; the mean of three. It falls with age.",
        source="scale of the instrument; place, three measurements and age as in Martina and "
        "others, J Neurol Neurosurg Psychiatry 1998 (abstract read, year from memory)",
    ),
    Measure(
        "vibration-volts",
        "Vibration threshold",
        "Threshold",
        "V",
        0,
        50,
        0.5,
        LOWER,
        per_side=True,
        explained="The voltage at which a biothesiometer is first felt at the pulp of the great "
        "toe; the mean of three.",
        source="scale of the instrument; from memory, not checked against a paper",
    ),
)
"""The measures that can be followed."""


def measure_named(id: str) -> Measure | None:  # noqa: A002  the word for it everywhere
    """Return the measure with this id, or None."""
    return next((measure for measure in MEASURES if measure.id == id), None)


@dataclass(frozen=True, slots=True)
class ScoreItem:
    """An item of the Toronto score.

    Parameters
    ----------
    group
        ``Symptoms``, ``Reflexes`` or ``Sensation at the great toe``.
    choices
        The points of each answer with its words, the healthy one first.
    """

    id: str
    group: str
    words: str
    choices: tuple[tuple[int, str], ...]


_SYMPTOM = ((0, "Absent"), (1, "Present"))
_REFLEX = ((0, "Normal"), (1, "Reduced"), (2, "Absent"))
_SENSE = ((0, "Normal"), (1, "Abnormal"))

TCNS_ITEMS = (
    *(
        ScoreItem(f"symptom-{name}", "Symptoms", words, _SYMPTOM)
        for name, words in (
            ("pain", "Pain in the feet"),
            ("numbness", "Numbness of the feet"),
            ("tingling", "Tingling of the feet"),
            ("weakness", "Weakness of the feet"),
            ("ataxia", "Unsteadiness"),
            ("upper-limb", "Symptoms in the hands or arms"),
        )
    ),
    *(
        ScoreItem(
            f"{name}-reflex-{side.value}",
            "Reflexes",
            f"{name.capitalize()} reflex, {side.value}",
            _REFLEX,
        )
        for name in ("knee", "ankle")
        for side in Side
    ),
    *(
        ScoreItem(f"sense-{name}", "Sensation at the great toe", words, _SENSE)
        for name, words in (
            ("pinprick", "Pinprick"),
            ("temperature", "Temperature"),
            ("touch", "Light touch"),
            ("vibration", "Vibration"),
            ("position", "Position of the joint"),
        )
    ),
)
"""The items of the Toronto Clinical Neuropathy Score, in the order in which they are asked."""

TCNS_SOURCE = next(measure.source for measure in MEASURES if measure.id == "tcns")

_GRADES = (
    (5, "no neuropathy by the score"),
    (8, "mild"),
    (11, "moderate"),
    (19, "severe"),
)


def tcns_total(points: dict[str, int]) -> int | None:
    """Return the sum of the Toronto score, 0 to 19; None until every item has been answered.

    Parameters
    ----------
    points
        By the id of an item.

    Raises
    ------
    ValueError
        If an item has points that none of its answers gives.
    """
    for item in TCNS_ITEMS:
        legal: Container[int] = [each for each, _ in item.choices]
        if item.id in points and points[item.id] not in legal:
            raise ValueError(f"“{item.words}” cannot have {points[item.id]} points.")
    if any(item.id not in points for item in TCNS_ITEMS):
        return None
    return sum(points[item.id] for item in TCNS_ITEMS)


def tcns_grade(total: int) -> str:
    """Return the words for a sum: to 5 none, to 8 mild, to 11 moderate, above severe.

    Source: as the score's; the limits agree with two public calculators.
    """
    return next(words for most, words in _GRADES if total <= most)
