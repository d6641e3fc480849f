"""Asks what studies found and how sure claims are, as the content says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from random import Random

from desktop_app.domain.evidence import Certainty, Claim, Direction, Stance, Study
from desktop_app.domain.evidence_words import (
    CERTAINTY_WORDS,
    DIRECTION_WORDS,
    design_word,
    study_name,
)
from desktop_app.domain.refs import claim_ref, study_ref
from desktop_app.domain.slugs import sentence_case, slug_words
from desktop_app.study.questions.asked import Asked, Draft, Option
from desktop_app.study.questions.facts import Facts

_FOUND = (Direction.BENEFIT, Direction.MIXED, Direction.NO_DIFFERENCE, Direction.HARM)
_TOLD_APART = {
    Direction.NO_DIFFERENCE: "Which of these studies found no difference, as its main result?",
    Direction.HARM: "Which of these studies points to harm, as its main result?",
}
"""Directions that are asked for among studies that found something else."""

_ALSO = {
    Direction.NO_DIFFERENCE: re.compile(
        r"\bno (\w+ )?difference|\bnot? (\w+ )?(differ|change|better)|\bunchanged|\bno .*better"
        r"|\bneither|\bdid not|\bwithout\b|\binsufficient|\bunclear|\bdoubt",
        re.IGNORECASE,
    ),
    Direction.HARM: re.compile(
        r"\bharm|\badverse|\bworse|\bworst|\binjur|\bbleed|\bserious|\binfect|\bburn|\bdeath",
        re.IGNORECASE,
    ),
}
"""Words on what a study found that make it a doubtful wrong choice."""


def evidence(facts: Facts) -> Iterator[Asked]:
    """Yield what can be asked about studies and claims.

    A study whose direction is unsure, that tested nothing or was retracted is not asked about.
    """
    content = facts.content
    sure = [study for study in content.studies.values() if _is_sure(study)]
    described = Counter(map(_described, sure))
    sure = [study for study in sure if described[_described(study)] == 1]
    for study in sure:
        about = tuple(code for code in study.points if code in content.points)
        told = {"conditions": study.conditions}
        yield Asked(f"evidence:study:{study.key}", partial(_finding, study), about, **told)
        if study.direction in _TOLD_APART:
            item = f"evidence:{study.direction.value}:{study.key}"
            yield Asked(item, partial(_which, facts, study, sure), about, **told)
    for claim in content.claims.values():
        about = tuple(code for code in claim.points if code in content.points)
        yield Asked(
            f"evidence:claim:{claim.id}",
            partial(_certainty, facts, claim),
            about,
            claim.meridians,
            conditions=claim.conditions,
        )


def _is_sure(study: Study) -> bool:
    unsure = any(field.startswith("direction") for field in study.unsure_fields)
    return study.direction in _FOUND and not unsure and not study.retracted


def _described(study: Study) -> str:
    """Return a study in words that do not tell what it found."""
    about = study.population or ", ".join(slug_words(each) for each in study.conditions)
    return f"{_called(study)}, {design_word(study.design)}: {about}"


def _called(study: Study) -> str:
    """Return authors and year; a study without authors goes by its title."""
    if study.authors:
        return study_name(study)
    year = f" ({study.year})" if study.year else ""
    return f"“{study.title.rstrip('.')}”{year}"


def _finding(study: Study, _: Random) -> Draft:
    told = [
        f"{words}: {text}."
        for words, text in (
            ("People or animals", study.population),
            ("Tested", study.intervention),
            ("Against", study.comparator),
        )
        if text
    ]
    right = _direction(study.direction)
    return Draft(
        subject=str(study_ref(study.key)),
        ask=" ".join((f"What did {_called(study)}, {_a(study)}, find?", *told)),
        answer=right,
        right=Option(right),
        wrong=(Option(_direction(each)) for each in _FOUND if each is not study.direction),
        because=_findings(study),
        see=(str(study_ref(study.key)),),
    )


def _which(facts: Facts, study: Study, sure: list[Study], _: Random) -> Draft:
    also = _ALSO[study.direction]
    wrong = [
        other
        for other in sure
        if other.direction is Direction.BENEFIT
        and not any(also.search(text) for text in _shown_by(facts, other))
    ]
    conditions = set(study.conditions)
    wrong.sort(
        key=lambda other: (
            -len(conditions & set(other.conditions)), other.design != study.design, other.key
        )
    )  # fmt: skip
    return Draft(
        subject=str(study_ref(study.key)),
        ask=_TOLD_APART[study.direction],
        answer=_described(study),
        right=_option(study),
        wrong=map(_option, wrong),
        because=_findings(study),
        see=(str(study_ref(study.key)),),
    )


def _shown_by(facts: Facts, study: Study) -> Iterator[str]:
    """Yield what a study found, and what claims it is held to bear out."""
    yield study.main_finding
    for claim in facts.content.claims.values():
        for each in claim.studies:
            if each.key == study.key and each.stance is not Stance.CONTEXT:
                yield claim.statement
                yield each.note


def _certainty(facts: Facts, claim: Claim, _: Random) -> Draft:
    scale = list(Certainty)
    place = scale.index(claim.certainty)
    wrong = [each for each in scale if each is not claim.certainty]
    wrong.sort(key=lambda each: abs(scale.index(each) - place))
    studies = [
        study_name(facts.content.studies[each.key])
        for each in claim.studies
        if each.key in facts.content.studies
    ]
    based = f" Studies: {', '.join(dict.fromkeys(studies))}." if studies else ""
    right = sentence_case(CERTAINTY_WORDS[claim.certainty])
    see = (str(claim_ref(claim.id)), *(str(study_ref(each.key)) for each in claim.studies))
    return Draft(
        subject=see[0],
        ask=f"How sure is this claim? “{claim.statement}”",
        answer=right,
        right=Option(right),
        wrong=(Option(sentence_case(CERTAINTY_WORDS[each])) for each in wrong),
        because=f"{right}. {claim.why}{based}".strip(),
        see=tuple(dict.fromkeys(see)),
    )


def _a(study: Study) -> str:
    word = design_word(study.design)
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"


def _direction(direction: Direction) -> str:
    return sentence_case(DIRECTION_WORDS[direction])


def _option(study: Study) -> Option:
    return Option(_described(study), str(study_ref(study.key)))


def _findings(study: Study) -> str:
    limits = f" Limits: {study.limitations}" if study.limitations else ""
    words = DIRECTION_WORDS[study.direction]
    return f"{_called(study)}: {words}. {study.main_finding}{limits}".strip()
