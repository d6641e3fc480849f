"""Words for designs, directions, stances and certainties, and a study's short name."""

from __future__ import annotations

import re

from desktop_app.domain.evidence import Certainty, ClaimKind, Direction, Stance, Study

DESIGN_WORDS = {
    "meta-analysis": "meta-analysis",
    "systematic-review": "systematic review",
    "rct": "randomised trial",
    "controlled-trial": "controlled trial",
    "cohort": "cohort",
    "case-series": "case series",
    "survey": "survey",
    "mechanistic-human": "human experiment",
    "mechanistic-animal": "animal experiment",
    "narrative-review": "narrative review",
    "guideline": "guideline",
    "standard": "standard",
}
"""Study designs in the order of how much they can show, with their words."""

DIRECTION_WORDS = {
    Direction.BENEFIT: "benefit",
    Direction.MIXED: "mixed",
    Direction.NO_DIFFERENCE: "no difference",
    Direction.HARM: "harm",
    Direction.NOT_APPLICABLE: "not applicable",
}
STANCE_WORDS = {
    Stance.SUPPORTS: "supports",
    Stance.MIXED: "mixed",
    Stance.AGAINST: "against",
    Stance.CONTEXT: "context",
}
CERTAINTY_WORDS = {
    Certainty.HIGH: "high certainty",
    Certainty.MODERATE: "moderate certainty",
    Certainty.LOW: "low certainty",
    Certainty.VERY_LOW: "very low certainty",
    Certainty.TRADITIONAL: "traditional",
    Certainty.NO_STUDY: "no study found",
}
KIND_WORDS = {
    ClaimKind.CIRCULATION: "Circulation",
    ClaimKind.SPECIFICITY: "Meridian specificity",
    ClaimKind.INFLAMMATION: "Inflammation",
    ClaimKind.NEUROPATHY: "Neuropathy",
    ClaimKind.WELLBEING: "Wellbeing",
    ClaimKind.SAFETY: "Safety",
    ClaimKind.TRADITION: "Tradition",
    ClaimKind.DIAGNOSIS: "Diagnosis",
    ClaimKind.METHOD: "Method",
}


PEOPLE = ("", "participants", "patients")
"""Units of a sample that count people."""


def design_word(design: str) -> str:
    """Return a study design in words."""
    return DESIGN_WORDS.get(design, design.replace("-", " "))


def design_and_number(study: Study) -> str:
    """Return design and size, such as ``randomised trial, n 62``."""
    word = design_word(study.design)
    if study.sample_size is None:
        return word
    if study.sample_unit in PEOPLE:
        return f"{word}, n {study.sample_size:,}"
    return f"{word}, {study.sample_size:,} {study.sample_unit}"


_INITIALS = re.compile(r"[A-Z][A-Z.-]{0,4}")


NAME_LENGTH = 30
"""Letters of an author's name in the short name of a study, at most."""


def surname(author: str) -> str:
    """Return an author's surname: ``Hoerder S`` gives ``Hoerder``; bodies keep their name."""
    words = author.split()
    if len(words) > 1 and _INITIALS.fullmatch(words[-1]):
        return " ".join(words[:-1])
    return author


def _shortened(body: str) -> str:
    """Return a body's name without its part, and of a long one the first whole words."""
    name = body.partition(",")[0]
    return name if len(name) <= NAME_LENGTH else f"{name[:NAME_LENGTH].rpartition(' ')[0]}…"


def study_name(study: Study) -> str:
    """Return a short name, such as ``Hoerder 2023``; without authors the title's beginning."""
    if study.authors:
        name = _shortened(surname(study.authors[0]))
    else:
        words = study.title.split()
        name = " ".join(words[:3]) + ("…" if len(words) > 3 else "")
    return f"{name} {study.year}" if study.year else name
