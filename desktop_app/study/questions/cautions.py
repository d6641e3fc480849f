"""Asks for cautions: at which point something is to be heeded, and what lies in the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from random import Random

from desktop_app.domain.points import Point
from desktop_app.domain.refs import point_ref
from desktop_app.study.questions.anatomy import elsewhere, unrelated
from desktop_app.study.questions.asked import Asked, Draft, Option
from desktop_app.study.questions.facts import Facts, label


@dataclass(frozen=True, slots=True)
class _Caution:
    """A caution that some points have.

    Parameters
    ----------
    word
        Its word in items.
    holds
        Tells whether the content flags it at a point.
    hinted
        Words in a point's text that make it a doubtful wrong choice, though it is not flagged.
    """

    word: str
    asks: str
    holds: Callable[[Point], bool]
    hinted: re.Pattern[str]


def _said(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_PREGNANT = _said(r"pregnan|childbirth|labour|abdomen|groin")
_MOXA = _said(r"moxa")


def _no_moxa(point: Point) -> bool:
    moxa = point.moxa
    return moxa.direct_moxa_avoid or moxa.classical_prohibition or moxa.commonly_contraindicated


_CAUTIONS = (
    _Caution(
        "pregnancy-forbidden",
        "By tradition, which of these is forbidden in pregnancy?",
        lambda point: point.flags.pregnancy == "contraindicated-traditionally",
        _PREGNANT,
    ),
    _Caution(
        "pregnancy-listed",
        "Which of these do some lists, not the usual short one, advise care with in pregnancy?",
        lambda point: point.flags.pregnancy == "listed-in-some",
        _PREGNANT,
    ),
    _Caution(
        "pregnancy-place",
        "Which of these is commonly avoided in pregnancy for where it lies?",
        lambda point: point.flags.pregnancy == "lower-abdomen",
        _PREGNANT,
    ),
    _Caution(
        "bone",
        "At which of these does bone lie directly beneath the skin?",
        lambda point: point.flags.bone_beneath,
        _said(r"bone beneath|beneath the skin|none:|bone lies|directly beneath"),
    ),
    _Caution(
        "joint",
        "Beneath which of these does a joint or its bursa lie, so that asepsis must be strict?",
        lambda point: point.flags.joint_capsule,
        _said(r"joint (?:capsule|lies|lie)|capsule of|bursa"),
    ),
    _Caution(
        "peritoneum",
        "Beneath which of these lies the peritoneum or the bladder?",
        lambda point: point.flags.peritoneum_or_bladder,
        _said(r"peritone|bowel|full bladder"),
    ),
    _Caution(
        "direct-moxa",
        "At which of these is direct moxa avoided in anyone, for the vessel or crease there?",
        lambda point: point.moxa.direct_moxa_avoid,
        _said(r"large vessel|crease"),
    ),
    _Caution(
        "classical-moxa",
        "Which of these is on a classical list of points not to be moxaed?",
        lambda point: point.moxa.classical_prohibition,
        _MOXA,
    ),
    _Caution(
        "needle-bleeding",
        "Which of these is by custom pricked to let a drop of blood?",
        lambda point: point.flags.bleeding_technique,
        _said(r"bleed|blood"),
    ),
)


def cautions(facts: Facts) -> Iterator[Asked]:
    """Yield what can be asked about cautions."""
    for point in facts.points:
        about = (point.code,)
        for caution in _CAUTIONS:
            if caution.holds(point):
                draft = partial(_where, facts, point, caution)
                yield Asked(f"caution:{caution.word}:{point.code}", draft, about)
        if point.flags.deep_structures:
            yield Asked(f"caution:deep:{point.code}", partial(_deep, facts, point), about)


def _where(facts: Facts, point: Point, caution: _Caution, _: Random) -> Draft:
    wrong = (
        other
        for other in facts.near(point)
        if not caution.holds(other) and not _is_doubtful(other, caution)
    )
    ref = str(point_ref(point.code))
    return Draft(
        subject=ref,
        ask=caution.asks,
        answer=label(point),
        right=facts.option(point),
        wrong=facts.options(wrong),
        because=f"{label(point)}: {_reasons(point, caution)}",
        see=(ref,),
    )


def _is_doubtful(point: Point, caution: _Caution) -> bool:
    """Tell whether a point is nearly as right: another flag of the same sort, or a word on it."""
    if caution.hinted is _PREGNANT and point.flags.pregnancy:
        return True
    if caution.word.endswith("moxa"):
        texts = [point.moxa.note, *(text for text in point.uncertain if "oxa" in text)]
        return _no_moxa(point) or any(texts)
    texts = [
        *point.cautions, *point.beneath.muscles, *point.needling.technique, *point.needling.angle,
        point.flags.pregnancy_note, point.needling.classical_note,
    ]  # fmt: skip
    return any(caution.hinted.search(text) for text in texts)


def _reasons(point: Point, caution: _Caution) -> str:
    """Return what the content says of a caution."""
    if caution.word == "classical-moxa":
        fitting = ["It is on a classical list of points not to be moxaed.", point.moxa.note]
        fitting += [text for text in point.uncertain if text.startswith("Moxa")]
    elif caution.word == "direct-moxa":
        fitting = ["Direct moxa is avoided here.", point.moxa.note]
    else:
        fitting = [text for text in point.cautions if caution.hinted.search(text)]
        fitting = fitting or list(point.cautions)
    return " ".join(filter(None, fitting))


def _deep(facts: Facts, point: Point, chance: Random) -> Draft:
    held = point.flags.deep_structures
    asked = chance.choice(held)
    others = dict.fromkeys(
        text for other in elsewhere(facts, point) for text in other.flags.deep_structures
    )
    wrong = [
        text
        for text in others
        if next(unrelated(facts, point, (text,), "nerves" if "nerve" in text else "vessels"), "")
    ]
    # A nerve among vessels would stand out.
    wrong.sort(key=lambda text: ("nerve" in text) != ("nerve" in asked))
    ref = str(point_ref(point.code))
    return Draft(
        subject=ref,
        ask=f"Which vessel or nerve could a needle meet at {label(point)}?",
        answer="; ".join(held),
        right=_option(asked),
        wrong=map(_option, wrong),
        because=" ".join((f"At {label(point)}: {', '.join(held)}.", *point.cautions)),
        see=(ref,),
    )


def _option(structure: str) -> Option:
    return Option(structure[:1].upper() + structure[1:])
