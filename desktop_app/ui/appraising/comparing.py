"""Studies side by side, as rows of words: what they share and where they differ. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.domain.appraisal import Effect, Outcome, RiskOfBias
from desktop_app.domain.evidence_words import DIRECTION_WORDS, design_word, study_name
from desktop_app.domain.risk import TOOLS
from desktop_app.domain.stricta import ITEMS, VERDICTS
from desktop_app.reading import StudyCard

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """One property of the studies; ``differs`` if they do not all say the same."""

    words: str
    cells: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Tell whether what is said differs; what one study does not say is a difference too."""
        return len({cell.casefold() for cell in self.cells}) > 1


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under a heading."""

    heading: str
    rows: tuple[Row, ...]


def compare(cards: Sequence[StudyCard]) -> tuple[Part, ...]:
    """Return what studies say, property by property; rows that no study fills are left out."""
    parts = (
        Part("Study", _rows(cards, _STUDY)),
        Part("Question (PICO)", _rows(cards, _PICO)),
        Part("Results", (*_rows(cards, _RESULTS), *_outcomes(cards))),
        Part("Risk of bias", _risks(cards)),
        Part("Needling reported (STRICTA)", _stricta(cards)),
        Part("Bearing on claims", _claims(cards)),
    )
    return tuple(part for part in parts if part.rows)


def effect_words(effect: Effect) -> str:
    """Return an effect as it is written: ``MD -0.5 (95 % CI -0.9 to -0.1)``."""
    words = f"{effect.measure} {_number(effect.value)}"
    if effect.low is None or effect.high is None:
        return words
    return f"{words} ({effect.level:g} % CI {_number(effect.low)} to {_number(effect.high)})"


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "\u2212")


Say = Callable[[StudyCard], str]

_STUDY: tuple[tuple[str, Say], ...] = (
    ("Authors", lambda card: "; ".join(card.study.authors)),
    ("Year", lambda card: str(card.study.year or "")),
    ("Journal", lambda card: card.study.journal),
    ("Design", lambda card: design_word(card.study.design)),
    ("Retracted", lambda card: "yes" if card.study.retracted else "no"),
)
_PICO: tuple[tuple[str, Say], ...] = (
    ("Who", lambda card: card.study.population),
    ("Sample", lambda card: _sample(card)),
    ("Arms", lambda card: "; ".join(_arm(arm.name, arm.size) for arm in card.appraisal.arms)),
    ("What was done", lambda card: card.study.intervention),
    ("Points", lambda card: ", ".join(card.study.points)),
    ("Compared with", lambda card: card.study.comparator),
    ("What was measured", lambda card: "; ".join(card.study.outcomes)),
)
_RESULTS: tuple[tuple[str, Say], ...] = (
    ("Found", lambda card: DIRECTION_WORDS[card.study.direction]),
    ("In words", lambda card: card.study.main_finding),
    ("What limits it", lambda card: card.study.limitations),
)


def _rows(cards: Sequence[StudyCard], asked: tuple[tuple[str, Say], ...]) -> tuple[Row, ...]:
    return _filled((words, [say(card) for card in cards]) for words, say in asked)


def _filled(rows: object) -> tuple[Row, ...]:
    made = []
    for words, cells in rows:  # type: ignore[attr-defined]
        if any(cells):
            made.append(Row(words, tuple(cell or NOTHING for cell in cells)))
    return tuple(made)


def _sample(card: StudyCard) -> str:
    size = card.study.sample_size
    return "" if size is None else f"{size:,} {card.study.sample_unit}".strip()


def _arm(name: str, size: int | None) -> str:
    return name if size is None else f"{name} (n {size:,})"


def _outcomes(cards: Sequence[StudyCard]) -> tuple[Row, ...]:
    """Return a row for each outcome that any study has an effect for, named the same way."""
    held = [{_outcome_name(o): o for o in _all_outcomes(card)} for card in cards]
    names = dict.fromkeys(name for outcomes in held for name in outcomes)
    return _filled(
        (name, [_outcome_words(outcomes.get(name)) for outcomes in held]) for name in names
    )


def _all_outcomes(card: StudyCard) -> tuple[Outcome, ...]:
    return (*card.study.effects, *card.appraisal.outcomes)


def _outcome_name(outcome: Outcome) -> str:
    when = f", {outcome.time_point}" if outcome.time_point else ""
    return f"{outcome.name[:1].upper()}{outcome.name[1:]}{when}"


def _outcome_words(outcome: Outcome | None) -> str:
    if outcome is None:
        return ""
    effect = effect_words(outcome.effect) if outcome.effect is not None else ""
    said = (effect, outcome.comparison, outcome.instrument, outcome.result)
    return "; ".join(filter(None, said))


def _risks(cards: Sequence[StudyCard]) -> tuple[Row, ...]:
    rows: list[tuple[str, list[str]]] = []
    held = [{risk.tool: risk for risk in card.appraisal.risks} for card in cards]
    for tool in TOOLS.values():
        risks = [each.get(tool.id) for each in held]
        rows += [
            (f"{tool.name}: {item.name}", [_verdict(risk, item.id) for risk in risks])
            for item in tool.items
        ]
        overall = dict(tool.overalls)
        rows.append(
            (
                f"{tool.name}: overall",
                [overall.get(risk.overall, "") if risk else "" for risk in risks],
            )
        )
    return _filled(rows)


def _verdict(risk: RiskOfBias | None, item: str) -> str:
    if risk is None:
        return ""
    words = dict(TOOLS[risk.tool].verdicts_of(item))
    return next((words.get(j.verdict, "") for j in risk.judgements if j.item == item), "")


def _stricta(cards: Sequence[StudyCard]) -> tuple[Row, ...]:
    words = dict(VERDICTS)
    held = [{each.item: each for each in card.appraisal.stricta} for card in cards]
    rows = []
    for item in ITEMS:
        said = [reported.get(item.id) for reported in held]
        cells = [
            ": ".join(filter(None, (words.get(each.verdict, ""), each.text))) if each else ""
            for each in said
        ]
        rows.append((f"{item.id} {item.name}", cells))
    return _filled(rows)


def _claims(cards: Sequence[StudyCard]) -> tuple[Row, ...]:
    statements: dict[str, str] = {}
    stances: list[dict[str, str]] = []
    for card in cards:
        said: dict[str, str] = {}
        for view in card.claims:
            for stance, study in view.studies:
                if study.key == card.study.key:
                    statements[view.claim.id] = view.claim.statement
                    said[view.claim.id] = stance.stance.value + (" (mine)" if stance.own else "")
        stances.append(said)
    return _filled(
        (statement, [said.get(claim, "") for said in stances])
        for claim, statement in statements.items()
    )


def names(cards: Sequence[StudyCard]) -> tuple[str, ...]:
    """Return the studies' short names, the columns' headings."""
    return tuple(study_name(card.study) for card in cards)
