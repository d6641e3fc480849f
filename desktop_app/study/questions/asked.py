"""What can be asked, and how a question is made of it: one right choice among plausible ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from random import Random

from desktop_app.domain.questions import Choice, How, Question, Skill
from desktop_app.store.words import joined

CHOICES = 4
"""How many answers there are to choose from, where the content has as many."""

_NEAREST = 8
"""Among how many of the most plausible wrong choices is drawn, so that they change."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: its words, and the ref of what they name."""

    text: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question before its choices are drawn.

    Parameters
    ----------
    wrong
        Wrong choices, the most plausible first; what reads like the right one is left out.
    """

    subject: str
    ask: str
    answer: str
    right: Option | None = None
    wrong: Iterable[Option] = ()
    accepted: tuple[str, ...] = ()
    hows: tuple[How, ...] = (How.CHOOSE,)
    because: str = ""
    see: tuple[str, ...] = ()
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """An item that can be asked: what it is about, and what drafts its question.

    Parameters
    ----------
    points
        Codes of the points that it teaches.
    meridians, categories, conditions
        What else it belongs to, for selections.
    draft
        Drafts the question; draws by chance where one item can be asked in several ways.
    """

    item: str
    draft: Callable[[Random], Draft]
    points: tuple[str, ...] = ()
    meridians: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


def skill_of(item: str) -> Skill:
    """Return the skill that an item practises; it stands before the first colon.

    Raises
    ------
    ValueError
        If no skill does.
    """
    return Skill(item.partition(":")[0])


def asked_question(asked: Asked, seed: int, named: Mapping[str, str]) -> Question:
    """Return the question of an item; the same seed draws the same choices in the same order.

    Parameters
    ----------
    named
        What every name belongs to; see ``Question.named``.
    """
    # Repeatable, not secret.
    chance = Random(f"{asked.item}#{seed}")  # noqa: S311
    draft = asked.draft(chance)
    return Question(
        item=asked.item,
        skill=skill_of(asked.item),
        subject=draft.subject,
        ask=draft.ask,
        answer=draft.answer,
        accepted=draft.accepted,
        choices=_choices(draft, chance),
        hows=draft.hows,
        because=draft.because,
        see=draft.see,
        shown=draft.shown,
        named=named,
    )


def _choices(draft: Draft, chance: Random) -> tuple[Choice, ...]:
    if draft.right is None:
        return ()
    pool = list(islice(_distinct(draft.right, draft.wrong), _NEAREST))
    drawn = chance.sample(pool, min(CHOICES - 1, len(pool)))
    choices = [Choice(draft.right.text, True, draft.right.ref)]
    choices += [Choice(option.text, False, option.ref) for option in drawn]
    chance.shuffle(choices)
    return tuple(choices)


def _distinct(right: Option, wrong: Iterable[Option]) -> Iterator[Option]:
    """Yield the options that read otherwise than the right one and than those before."""
    seen = {joined(right.text)}
    for option in wrong:
        folded = joined(option.text)
        if folded not in seen:
            seen.add(folded)
            yield option
