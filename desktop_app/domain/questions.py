"""What can be asked of a student: questions, their choices and answers, generated from content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Skill(StrEnum):
    """What is practised; each item of learning is of one skill."""

    LOCATE = "locate"
    NAME = "name"
    CATEGORY = "category"
    NEEDLING = "needling"
    CAUTION = "caution"
    ORDER = "order"
    BENEATH = "beneath"
    EVIDENCE = "evidence"
    TRACE = "trace"


class How(StrEnum):
    """How a question is answered."""

    CHOOSE = "choose"
    TYPE = "type"
    CLICK = "click"
    TRACE = "trace"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from; exactly one of a question is right."""

    text: str
    right: bool = False
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, with all that is needed to ask it, mark it and explain it.

    Parameters
    ----------
    item
        Stable id of what is learned: ``name:ST36``, ``category:BL:he-sea``. The same item may be
        asked in another order of choices.
    subject
        Ref of what it is about, such as ``yq:point/ST36``.
    ask
        The question in words.
    answer
        The right answer in words.
    accepted
        What counts as right when typed; comparing is forgiving.
    hows
        Ways in which it can be answered, the usual first.
    because
        Why that is the answer, in words of the content.
    see
        Refs to open from the answer.
    shown
        Code of a point to show on the body while asking, or empty.
    named
        What each name of a point, as it is compared, belongs to: an answer that names another point
        is told so, and is never taken for a misspelt right one.
    """

    item: str
    skill: Skill
    subject: str
    ask: str
    answer: str
    accepted: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    hows: tuple[How, ...] = (How.CHOOSE,)
    because: str = ""
    see: tuple[str, ...] = ()
    shown: str = ""
    named: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of an answer: right, or nearly (the right thing misspelt), and a word on it."""

    right: bool
    close: bool = False
    said: str = ""
