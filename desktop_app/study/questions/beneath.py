"""Asks which muscle, nerve or vessel lies at a point."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random
from typing import NamedTuple

from desktop_app.domain.points import Point
from desktop_app.domain.refs import point_ref
from desktop_app.study.questions.anatomy import elsewhere, plainly, unrelated
from desktop_app.study.questions.asked import Asked, Draft, Option
from desktop_app.study.questions.facts import Facts, label


class _Layer(NamedTuple):
    """A layer beneath a point: its word in items, its field, the kind of structure, the words."""

    word: str
    field: str
    kind: str
    asks: str


_LAYERS = (
    _Layer("muscle", "muscles", "muscles", "Which muscle, tendon or fascia lies at"),
    _Layer("skin-nerve", "nerves_cutaneous", "skin", "Which nerve supplies the skin at"),
    _Layer("nerve", "nerves_deep", "nerves", "Which nerve lies deep at"),
    _Layer("vessel", "vessels", "vessels", "Which vessels lie at"),
)


def beneath(facts: Facts) -> Iterator[Asked]:
    """Yield what can be asked about what lies beneath."""
    for point in facts.points:
        for layer in _LAYERS:
            if getattr(point.beneath, layer.field):
                draft = partial(_lies, facts, point, layer)
                yield Asked(f"beneath:{layer.word}:{point.code}", draft, (point.code,))


def _lies(facts: Facts, point: Point, layer: _Layer, _: Random) -> Draft:
    held: tuple[str, ...] = getattr(point.beneath, layer.field)
    others = [
        plainly(text)
        for other in elsewhere(facts, point)
        for text in getattr(other.beneath, layer.field)
        # That nothing lies there is right for its own point only.
        if not text.startswith("none")
    ]
    wrong = unrelated(facts, point, dict.fromkeys(others), layer.kind)
    right = plainly(held[0])
    ref = str(point_ref(point.code))
    unsure = [text for text in point.uncertain if text.startswith("What lies beneath")]
    because = [f"At {label(point)}: {'; '.join(held)}.", *unsure]
    return Draft(
        subject=ref,
        ask=f"{layer.asks} {label(point)}?",
        answer="; ".join(held),
        right=_option(right),
        wrong=map(_option, wrong),
        because=" ".join(because),
        see=(ref,),
    )


def _option(text: str) -> Option:
    return Option(text[:1].upper() + text[1:])
