"""Plain words for the client's handout: what a claim, a red flag or a technique means.

They rest on claims and red flags that are told elsewhere; nothing here speaks of an effect alone.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlainClaim:
    """A claim in plain words; how sure it is, is told from the claim's own certainty.

    ``part`` is ``effect``, ``safety`` or ``tradition``; ``facts`` are client facts it is kept for,
    ``techniques`` techniques: with none, it is for everyone.
    """

    claim: str
    text: str
    part: str = "effect"
    facts: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainFlag:
    """A red flag in plain words."""

    flag: str
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """What something is called here: a cause, a technique, a certainty, an urgency."""

    of: str
    text: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Something the client can do, and what it rests on.

    ``studies`` are guidelines that say so; with none, ``source`` says where it comes from.
    ``causes`` and ``facts`` are those it is kept for.
    """

    text: str
    studies: tuple[str, ...] = ()
    source: str = ""
    causes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandoutWords:
    """The words of the handout for a condition.

    Parameters
    ----------
    causes
        What the numbness may come from, as it ends a sentence.
    what
        What is done, whatever the technique.
    techniques
        What happens to the client in each technique.
    before
        What the client is asked to tell before a treatment.
    certainty
        How sure each certainty (``domain.evidence.Certainty``) makes us.
    urgency
        What to do about a warning sign of each urgency.
    none_told
        What is said when no claim with plain words bears on the plan.
    """

    condition: str
    title: str
    lead: str
    what: tuple[str, ...]
    techniques: tuple[Phrase, ...]
    before: tuple[str, ...]
    certainty: tuple[Phrase, ...]
    evidence_lead: str
    evidence: tuple[PlainClaim, ...]
    none_told: str
    urgency: tuple[Phrase, ...]
    warnings: tuple[PlainFlag, ...]
    self_care: tuple[Advice, ...]
    closing: str
    source: str = ""
    causes: tuple[Phrase, ...] = ()
