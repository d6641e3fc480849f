"""Safety rules as data, and the alerts they raise for a plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Gravity(StrEnum):
    """How much an alert weighs."""

    STOP = "stop"
    CAUTION = "caution"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ClientFact:
    """Something about the client that safety depends on, to be ticked in a plan."""

    id: str
    name: str
    explained: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SafetyRule:
    """A rule: when it holds, why, and what to do.

    Every condition that is given must hold; one that names several things holds for any of them.

    Parameters
    ----------
    facts
        Client facts.
    techniques
        Techniques (``domain.plans.Technique``) of a chosen point.
    flags
        Flags of a chosen point (``domain.points.Flags``), such as ``pregnancy``.
    in_area
        The point must lie in skin marked numb.
    points
        Codes of points.
    per_point
        One alert for each point it holds for, else one for the plan.
    claims, studies
        What the rule rests on; with neither, ``source`` says where it comes from.
    """

    id: str
    title: str
    gravity: Gravity
    why: str
    do: str
    facts: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    in_area: bool = False
    points: tuple[str, ...] = ()
    per_point: bool = False
    claims: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """What a rule, or the depth of a needle, says of a plan.

    ``id`` stays the same as long as what it warns of does: an acknowledgement names it.
    ``code`` is the point it is about, empty if the plan as a whole.
    """

    id: str
    gravity: Gravity
    title: str
    why: str
    do: str
    code: str = ""
    claims: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    source: str = ""
    acknowledged: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    """A structure on or beside the way of a needle, on the body of the atlas.

    Parameters
    ----------
    kind
        ``bone``, ``artery``, ``vein`` or ``nerve``.
    depth_mm
        Along the needle, from the skin: where it enters the bone, or is nearest to the course of
        the vessel or nerve.
    gap_mm
        From the needle to the course there, 0 for a bone that is hit.
    """

    kind: str
    id: str
    name: str
    depth_mm: float
    gap_mm: float
