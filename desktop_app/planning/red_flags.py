"""Which red flags of the condition to ask for first: those that the area itself raises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.domain.area import Feeling, Side
from desktop_app.domain.evidence import Condition, RedFlag
from desktop_app.domain.findings import Pattern
from desktop_app.planning.limb import Limb

ALWAYS = ("saddle-numbness", "no-known-cause")
"""Asked whatever is marked: what must not be missed, and what is most often left undone."""

ON_FOOT = 0.3
"""Share of a limb's area on the foot from which the state of the foot is asked for."""


def first_red_flags(
    limbs: Sequence[Limb], patterns: Sequence[Pattern], condition: Condition | None
) -> tuple[RedFlag, ...]:
    """Return the red flags to ask for first, the most pressing first; none if nothing is marked.

    Those of the patterns come first, in their order, then what side, feelings and place raise,
    then what is always asked; within the same urgency this order is kept.
    """
    if condition is None or not limbs:
        return ()
    raised = [flag for pattern in patterns for flag in pattern.red_flags]
    raised += [*_by_side(limbs), *_by_feeling(limbs), *_by_place(limbs), *ALWAYS]
    known = {flag.id: flag for flag in condition.red_flags}
    wanted = [known[flag] for flag in dict.fromkeys(raised) if flag in known]
    urgencies = list(dict.fromkeys(flag.urgency for flag in condition.red_flags))
    return tuple(sorted(wanted, key=lambda flag: urgencies.index(flag.urgency)))


def _by_side(limbs: Sequence[Limb]) -> Iterator[str]:
    if len(limbs) == len(Side):
        yield "rapidly-ascending-weakness"
        if all(limb.stocking[1] > limb.above_knee for limb in limbs):
            yield "spinal-cord-signs"
    else:
        yield "stroke-signs"


def _by_feeling(limbs: Sequence[Limb]) -> Iterator[str]:
    felt = {patch.feeling for limb in limbs for patch in limb.area.patches}
    if Feeling.COLD in felt:
        yield "cold-pulseless-foot"
    if Feeling.PAINFUL in felt:
        yield from ("hot-swollen-numb-foot", "rest-pain")


def _by_place(limbs: Sequence[Limb]) -> Iterator[str]:
    if any(limb.distal >= ON_FOOT for limb in limbs):
        yield "ulcer-infection-black-tissue"
