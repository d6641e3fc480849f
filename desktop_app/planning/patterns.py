"""Which shapes of numbness a marked area shows, in the words that ship in ``data/patterns``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.content import Content
from desktop_app.domain.evidence import Condition
from desktop_app.domain.findings import Ground, Pattern
from desktop_app.planning.limb import Limb
from desktop_app.planning.signs import Names, Sign, signs_of_limb
from desktop_app.planning.signs_both import (
    joined,
    less_usual,
    signs_of_both,
    signs_of_patches,
)

CAUSES = {
    "medial-plantar-nerve": "tarsal-tunnel",
    "lateral-plantar-nerve": "tarsal-tunnel",
    "medial-calcaneal-nerves": "tarsal-tunnel",
    "superficial-fibular-nerve": "common-fibular-nerve",
    "lateral-sural-cutaneous-nerve": "common-fibular-nerve",
}
"""The cause that the condition names for the skin of one nerve."""

ORDER = (
    "saddle", "whole-limb", "stocking-one-side", "length-dependent", "both-feet-alike",
    "poor-perfusion",
)  # fmt: skip
"""Patterns that come before the others, which go by fit."""


def find_patterns(
    limbs: Sequence[Limb], names: Names, content: Content, condition: Condition | None
) -> tuple[Pattern, ...]:
    """Return the patterns that an area shows, the gravest first, then those that fit best."""
    signs = [sign for limb in limbs for sign in signs_of_limb(limb, names)]
    signs += signs_of_both(limbs, signs)
    signs += signs_of_patches(limbs, signs)
    signs = less_usual(limbs, signs)
    groups: dict[tuple[str, str], list[Sign]] = {}
    for sign in signs:
        groups.setdefault((sign.pattern, sign.territory), []).append(sign)
    ordered = sorted(groups.items(), key=lambda item: _rank(item[0][0], item[1]))
    return tuple(
        _pattern(content.patterns[name], found, names, condition)
        for (name, _), found in ordered
        if name in content.patterns
    )


def _rank(name: str, signs: Sequence[Sign]) -> tuple[int, float]:
    place = ORDER.index(name) if name in ORDER else len(ORDER)
    return place, -max(sign.fit for sign in signs)


def _pattern(
    words: Pattern, signs: Sequence[Sign], names: Names, condition: Condition | None
) -> Pattern:
    territory = signs[0].territory
    cause = words.cause or CAUSES.get(territory, "")
    known = (
        next((each for each in condition.causes if each.id == cause), None) if condition else None
    )
    ground = {"single-root": Ground.DERMATOME, "poor-perfusion": Ground.ARTERY}.get(
        words.id, Ground.NERVE
    )
    subject = names[ground].get(territory, "")
    return replace(
        words,
        name=f"{words.name}: {subject}" if subject else words.name,
        because=joined([(sign.side, sign.because) for sign in signs]),
        misfits=joined([(sign.side, sign.misfits) for sign in signs if sign.misfits]),
        cause=cause if known else "",
        tell_apart=words.tell_apart or (known.tell_apart if known else ()),
        territory=territory,
    )
