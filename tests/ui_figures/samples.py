"""Figures for tests: like trials that may be pooled, unlike ones, judged ones."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.domain.appraisal import (
    Appraisal,
    Better,
    Effect,
    Judgement,
    Measure,
    Outcome,
    RiskOfBias,
)
from desktop_app.domain.evidence import Certainty, Direction, Stance, Study
from desktop_app.domain.risk import TOOLS
from desktop_app.library.seeing_forest import forest_of
from desktop_app.library.seeing_gathering import Gathered, Seen
from desktop_app.library.seeing_risk import risk_of
from desktop_app.library.seeing_views import Forest, RiskTable


def study(name: str, size: int | None = 60, design: str = "rct", **more: object) -> Study:
    made = Study(
        name.lower(), f"{name} and others", (f"{name} A",), 2020, "Journal", design,
        Direction.BENEFIT, sample_size=size, main_finding=f"{name} found no difference in sleep.",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def complaints(value: float, low: float, high: float) -> Outcome:
    return Outcome(
        "Overall complaints", "VAS 0-100", "8 weeks", "acupuncture against waiting list",
        Better.LOWER, Effect(Measure.MD, value, low, high),
    )  # fmt: skip


def responders(value: float, low: float, high: float, when: str = "12 weeks") -> Outcome:
    return Outcome(
        "Responders", "", when, "acupuncture against sham", Better.HIGHER,
        Effect(Measure.RR, value, low, high),
    )  # fmt: skip


def gathered(*seen: Seen) -> Gathered:
    return Gathered("Acupuncture lowers complaints.", seen, Certainty.LOW)


def pooled_forest() -> Forest:
    return forest_of(
        gathered(
            Seen(study("Abel", 60, effects=(complaints(-24.7, -34.7, -14.8),)), Stance.SUPPORTS),
            Seen(study("Baker", 41, effects=(complaints(-15.2, -27.1, -3.3),)), Stance.SUPPORTS),
            Seen(study("Chen", 22, effects=(complaints(-4.0, -25.0, 17.0),)), Stance.AGAINST),
            Seen(study("Dorn", direction=Direction.NO_DIFFERENCE), Stance.AGAINST),
        )
    )


def mixed_forest() -> Forest:
    told = [Seen(study(f"Told{letter}"), Stance.MIXED) for letter in "abcdefg"]
    return forest_of(
        gathered(
            Seen(study("Abel", effects=(responders(1.84, 1.1, 3.1),)), Stance.SUPPORTS),
            Seen(study("Baker", effects=(responders(0.9, 0.02, 40.0, "1 year"),)), Stance.MIXED),
            Seen(study("Chen", effects=(complaints(-24.7, -34.7, -14.8),)), Stance.SUPPORTS),
            *told,
        )
    )


def judged(name: str, tool: str, verdicts: tuple[str, ...], overall: str) -> Seen:
    items = zip(TOOLS[tool].items, verdicts, strict=False)
    made = tuple(Judgement(item.id, verdict, "as reported") for item, verdict in items)
    return Seen(study(name), Stance.SUPPORTS, Appraisal(risks=(RiskOfBias(tool, made, overall),)))


def risk_table() -> RiskTable:
    return risk_of(
        gathered(
            judged("Abel", "rob2", ("low", "high", "low", "some-concerns"), "high"),
            judged("Baker", "robins-i", ("no-information", "critical"), "critical"),
            judged("Chen", "amstar2", ("yes", "partial-yes", "no") * 5, "critically-low"),
            Seen(study("Dorn"), Stance.AGAINST),
        )
    )
