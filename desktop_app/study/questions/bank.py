"""Everything that can be asked of a content, and the question of each item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.codes import is_who_code
from desktop_app.domain.errors import NotFound
from desktop_app.domain.questions import Question, Skill
from desktop_app.study.questions.asked import Asked, asked_question
from desktop_app.study.questions.beneath import beneath
from desktop_app.study.questions.categories import categories
from desktop_app.study.questions.cautions import cautions
from desktop_app.study.questions.evidence import evidence
from desktop_app.study.questions.facts import Facts
from desktop_app.study.questions.names import names
from desktop_app.study.questions.needling import needling, on_this_body
from desktop_app.study.questions.order import order
from desktop_app.study.questions.places import courses, places

_KINDS: tuple[Callable[[Facts], Iterator[Asked]], ...] = (
    places, names, categories, needling, cautions, order, beneath, evidence, courses,
)  # fmt: skip


class Bank:
    """What can be asked of one content."""

    def __init__(self, content: Content) -> None:
        self.facts = Facts(content)

    @cached_property
    def asked(self) -> dict[str, Asked]:
        """By item, what can be asked."""
        # Worked out here, so that no single question takes long.
        _ = self.facts.named
        return {each.item: each for kind in _KINDS for each in kind(self.facts)}


_last: list[Bank] = []
"""The bank of the content that was asked about last; a program has one content."""


def bank_of(content: Content) -> Bank:
    """Return what can be asked of a content, worked out once."""
    bank = _last[0] if _last else None
    if bank is None or bank.facts.content is not content:
        bank = Bank(content)
        _last[:] = [bank]
    return bank


def all_items(content: Content) -> tuple[str, ...]:
    """Return the stable ids of everything that can be asked."""
    return tuple(bank_of(content).asked)


def question(content: Content, atlas: Atlas | None, item: str, seed: int = 0) -> Question:
    """Return the question of an item; the same seed gives the same choices in the same order.

    Parameters
    ----------
    atlas
        The body, if there is one, for depths in mm.

    Raises
    ------
    NotFound
        If the content has nothing to ask under this id.
    """
    bank = bank_of(content)
    asked = bank.asked.get(item)
    if asked is None:
        raise NotFound(
            f"There is no question “{item}”.", "The content may have changed since it was learned."
        )
    made = asked_question(asked, seed, bank.facts.named)
    if atlas is not None and made.skill is Skill.NEEDLING:
        point = content.points[subject_of(item)]
        return replace(made, because=f"{made.because} {on_this_body(atlas, point)}".strip())
    return made


def subject_of(item: str) -> str:
    """Return the code of the point that an item is about, or nothing."""
    last = item.rpartition(":")[2]
    return last if is_who_code(last) else ""
