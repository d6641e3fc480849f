"""Exams: questions that do not give each other away, and what an answered one is worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from random import Random

from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.learning import Selection
from desktop_app.domain.points import Point
from desktop_app.domain.questions import How, Question, Skill
from desktop_app.study.questions import check_answer, items_of, question, skill_of
from desktop_app.study.questions.bank import bank_of

MOST = 200
"""Questions of an exam at most."""

BY_HAND = frozenset({Skill.LOCATE, Skill.TRACE})
"""Skills that need the body to click on, and so are no part of an exam."""


@dataclass(frozen=True, slots=True)
class Exam:
    """Questions, all of them with choices; ``minutes`` is the time there is, 0 for any.

    The same content, selection, number and seed make the same exam.
    """

    questions: tuple[Question, ...]
    minutes: int = 0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """An answer of an exam; nothing given is neither right nor, for all that, left out."""

    question: Question
    given: str
    right: bool

    @property
    def answered(self) -> bool:
        """Tell whether anything was answered."""
        return bool(self.given.strip())


@dataclass(frozen=True, slots=True)
class Marked:
    """What an exam came to: each answer, and how many of each skill were right, of how many."""

    rows: tuple[Row, ...]
    by_skill: Mapping[Skill, tuple[int, int]]

    @property
    def right(self) -> int:
        """Return how many answers are right: the points of the exam."""
        return sum(row.right for row in self.rows)

    @property
    def unanswered(self) -> int:
        """Return how many questions were not answered."""
        return sum(not row.answered for row in self.rows)

    @property
    def wrong(self) -> int:
        """Return how many answers are wrong."""
        return len(self.rows) - self.right - self.unanswered


def make_exam(
    content: Content,
    selection: Selection,
    n: int,
    minutes: int = 0,
    seed: int = 0,
    atlas: Atlas | None = None,
) -> Exam:
    """Choose questions, skill by skill in turn, and points that were not yet asked about first.

    There are fewer than ``n`` if the selection has no more that do not give each other away.

    Raises
    ------
    NotUnderstood
        If the number is out of range, or nothing that can be chosen from is selected.
    """
    if not 1 <= n <= MOST:
        raise NotUnderstood(f"An exam has 1 to {MOST} questions, not {n}.")
    if minutes < 0:
        raise NotUnderstood(f"An exam lasts no {minutes} minutes.", "0 is any time.")
    chosen = _Chosen(content, n)
    for again in (False, True):
        for item in _in_turn(content, selection, seed):
            if chosen.is_full:
                break
            if chosen.may_hold(item, again):
                chosen.add(question(content, atlas, item, seed))
    if not chosen.questions:
        raise NotUnderstood(
            "There is nothing here to make an exam of.",
            "Select more; points to find and lines to trace need the body itself.",
        )
    return Exam(tuple(chosen.questions), minutes, seed)


def mark_exam(exam: Exam, answers: Mapping[str, str]) -> Marked:
    """Return what answers are worth: by item, the choice that was taken or what was typed."""
    rows = tuple(_row(asked, answers.get(asked.item, "")) for asked in exam.questions)
    by_skill: dict[Skill, tuple[int, int]] = {}
    for row in rows:
        right, total = by_skill.get(row.question.skill, (0, 0))
        by_skill[row.question.skill] = (right + row.right, total + 1)
    return Marked(rows, by_skill)


def gives_away(told: Question, asked: Question, points: Mapping[str, Point]) -> bool:
    """Tell whether what one question says answers another.

    Parameters
    ----------
    points
        The points that the other question teaches, by code.
    """
    said = (told.ask, *(choice.text for choice in told.choices))
    if asked.skill in (Skill.NAME, Skill.ORDER):
        # A code beside its name tells either, and so what comes before and after.
        for point in points.values():
            names = (point.code, point.pinyin, point.hanzi, point.english)
            if any(sum(name in text.split("\n")[0] for name in names) > 1 for text in said):
                return True
    right = next((choice.text for choice in asked.choices if choice.right), asked.answer)
    return right.casefold() in told.ask.casefold()


def _row(asked: Question, given: str) -> Row:
    taken = next((choice for choice in asked.choices if choice.text == given), None)
    if taken is not None:
        return Row(asked, given, taken.right)
    right = How.TYPE in asked.hows and bool(given.strip()) and check_answer(asked, given).right
    return Row(asked, given, right)


def _in_turn(content: Content, selection: Selection, seed: int) -> Iterator[str]:
    """Yield items that can be asked on paper: one of each skill, then again."""
    chance = Random(seed)  # noqa: S311  (no secret is made of it)
    left: dict[Skill, list[str]] = defaultdict(list)
    for item in items_of(content, selection):
        if skill_of(item) not in BY_HAND:
            left[skill_of(item)].append(item)
    for items in left.values():
        chance.shuffle(items)
    # Every other question on a name has a picture.
    pictured = [item for item in left[Skill.NAME] if item.count(":") == 1]
    others = [item for item in left[Skill.NAME] if item.count(":") > 1]
    paired = [each for pair in zip_longest(pictured, others) for each in pair if each]
    left[Skill.NAME] = paired[::-1]
    while any(left.values()):
        for items in left.values():
            if items:
                yield items.pop()


class _Chosen:
    """The questions chosen so far, and what they are about."""

    def __init__(self, content: Content, most: int) -> None:
        self.questions: list[Question] = []
        self._content = content
        self._most = most
        self._subjects: set[str] = set()
        self._asked: set[tuple[str, Skill]] = set()
        self._refs: set[str] = set()

    @property
    def is_full(self) -> bool:
        """Tell whether there are enough."""
        return len(self.questions) >= self._most

    def may_hold(self, item: str, again: bool) -> bool:
        """Tell whether an item is on something else; ``again`` lets points be asked about twice.

        Even then a point is asked about but once in each skill.
        """
        about = self._about(item)
        if again:
            return not any((code, skill_of(item)) in self._asked for code in about)
        return self._subjects.isdisjoint(about)

    def add(self, asked: Question) -> None:
        """Add a question, unless it or another would be given away."""
        if not asked.choices:
            return
        # Of a study or claim but one thing is asked.
        refs = {ref for ref in (asked.subject, *asked.see) if not _is_shared(ref)}
        if refs & self._refs:
            return
        mine = self._points(asked.item)
        for other in self.questions:
            theirs = self._points(other.item)
            if gives_away(other, asked, mine) or gives_away(asked, other, theirs):
                return
        self.questions.append(asked)
        about = self._about(asked.item)
        self._subjects.update(about)
        self._asked.update((code, asked.skill) for code in about)
        self._refs |= refs

    def _about(self, item: str) -> tuple[str, ...]:
        return bank_of(self._content).asked[item].points or (item,)

    def _points(self, item: str) -> dict[str, Point]:
        held = self._content.points
        return {code: held[code] for code in self._about(item) if code in held}


def _is_shared(ref: str) -> bool:
    return ref.startswith(("yq:point/", "yq:meridian/"))
