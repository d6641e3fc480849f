"""Studies, claims and what they add up to: designs, directions, stances, certainty."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.appraisal import Outcome


class Direction(StrEnum):
    """What a study found, as its own results say."""

    BENEFIT = "benefit"
    MIXED = "mixed"
    NO_DIFFERENCE = "no-difference"
    HARM = "harm"
    NOT_APPLICABLE = "not-applicable"


class Stance(StrEnum):
    """How a study bears on a claim."""

    SUPPORTS = "supports"
    MIXED = "mixed"
    AGAINST = "against"
    CONTEXT = "context"


class Certainty(StrEnum):
    """How sure a claim is: the four GRADE words, or what stands outside GRADE."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"
    TRADITIONAL = "traditional"
    NO_STUDY = "no-study"


class ClaimKind(StrEnum):
    """The question a claim belongs to; each has its section on a card."""

    CIRCULATION = "circulation"
    SPECIFICITY = "meridian-specificity"
    INFLAMMATION = "inflammation"
    NEUROPATHY = "neuropathy"
    WELLBEING = "wellbeing"
    SAFETY = "safety"
    TRADITION = "tradition"
    DIAGNOSIS = "diagnosis"
    METHOD = "method"


@dataclass(frozen=True, slots=True)
class Citation:
    """That the source article cites a study, and how sure it is that this is the one.

    ``confidence`` runs from 0 to 1; None where no figure was put on it.
    """

    statement: str
    role: str
    confidence: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Study:
    """A published study, guideline or standard. Empty fields are unknown, never guessed."""

    key: str
    title: str
    authors: tuple[str, ...]
    year: int | None
    journal: str
    design: str
    direction: Direction
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    population: str = ""
    sample_size: int | None = None
    sample_unit: str = ""
    intervention: str = ""
    comparator: str = ""
    outcomes: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    main_finding: str = ""
    limitations: str = ""
    tier: str = "core"
    verified: str = ""
    unsure_fields: tuple[str, ...] = ()
    provenance: str = ""
    cited_by_source: Citation | None = None
    effects: tuple[Outcome, ...] = ()
    retracted: bool = False

    @property
    def is_own(self) -> bool:
        """Tell whether the user brought it."""
        return self.tier == "own"


@dataclass(frozen=True, slots=True)
class StudyStance:
    """A study's bearing on a claim, with a word on why; ``own`` if the user says so."""

    key: str
    stance: Stance
    note: str = ""
    own: bool = False


OWN_CLAIM = "own-"
"""How the ids of the user's own claims begin; no shipped one does."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about an effect or a risk, its scope, certainty and studies."""

    id: str
    kind: ClaimKind
    statement: str
    certainty: Certainty
    why: str = ""
    points: tuple[str, ...] = ()
    meridians: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    studies: tuple[StudyStance, ...] = ()

    @property
    def is_own(self) -> bool:
        """Tell whether the user made it."""
        return self.id.startswith(OWN_CLAIM)


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A finding that sends the user to a doctor, and how soon."""

    id: str
    text: str
    urgency: str
    action: str
    studies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of a condition: how it shows, how it is told apart, what the evidence says."""

    id: str
    name: str
    summary: str
    shows: tuple[str, ...] = ()
    tell_apart: tuple[str, ...] = ()
    refer: str = ""
    claims: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    structures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition the user meets, with its causes, red flags and claims."""

    id: str
    name: str
    summary: str
    red_flags: tuple[RedFlag, ...] = ()
    causes: tuple[Cause, ...] = ()
    claims: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicPart:
    """A part of a topic: what sort of statement it is, text (Markdown) and claims."""

    heading: str
    standing: str
    text: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A short text to read."""

    id: str
    title: str
    summary: str
    parts: tuple[TopicPart, ...] = ()
    see_also: tuple[str, ...] = ()
