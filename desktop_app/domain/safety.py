"""Safety rules as data, and the alerts they raise for a plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.plans import Technique


class Gravity(StrEnum):
    """How much an alert weighs."""

    STOP = "stop"
    CAUTION = "caution"
    NOTE = "note"


class Sign(StrEnum):
    """What in a plan shows a fact without anyone having ticked it."""

    NUMB_SKIN = "numb-skin"
    NOT_FELT = "not-felt"
    NO_PULSE = "no-pulse"


@dataclass(frozen=True, slots=True)
class ClientFact:
    """Something about the client that safety depends on, to be ticked in a plan.

    Parameters
    ----------
    group
        The heading it stands under.
    side
        ``right`` or ``left`` if it is true of that limb only.
    shown_by, causes
        What in a plan shows it without a tick: a sign, or a cause that is treated for.
    """

    id: str
    name: str
    explained: str = ""
    aliases: tuple[str, ...] = ()
    group: str = ""
    side: str = ""
    shown_by: tuple[Sign, ...] = ()
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A condition on a chosen point and the limb it is treated on.

    Everything that is given must hold; what names several things holds for any of them.

    Parameters
    ----------
    facts
        Client facts that are true of the limb.
    techniques
        How the point is treated.
    flags
        Of the point: names of fields of ``domain.points.Flags`` or ``Moxa``, or
        ``pregnancy:`` and how lists treat it.
    in_area
        The point must lie in or beside skin marked numb on that limb.
    points
        Codes of points.
    across
        The point shares an electrode pair with a point on the other limb.
    """

    facts: tuple[str, ...] = ()
    techniques: tuple[Technique, ...] = ()
    flags: tuple[str, ...] = ()
    in_area: bool = False
    points: tuple[str, ...] = ()
    across: bool = False


@dataclass(frozen=True, slots=True)
class SafetyRule:
    """A rule: when it holds, why, and what to do.

    It holds for a chosen point and a limb if the condition of its own first fields does
    (``whens``), or any of those in ``also``; the fields mean what they do in ``When``.

    Parameters
    ----------
    names_points
        The alert names the points it holds for, and a further point makes it a new alert, to be
        acknowledged anew. Otherwise it is for the plan as a whole.
    lists_near
        Kinds of structures: the alert tells at which points the needle comes near one.
    claims, studies
        What the rule rests on; ``source`` says where the rest comes from.
    """

    id: str
    title: str
    gravity: Gravity
    why: str
    do: str
    facts: tuple[str, ...] = ()
    techniques: tuple[Technique, ...] = ()
    flags: tuple[str, ...] = ()
    in_area: bool = False
    points: tuple[str, ...] = ()
    across: bool = False
    also: tuple[When, ...] = ()
    names_points: bool = False
    lists_near: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    source: str = ""

    @property
    def whens(self) -> tuple[When, ...]:
        """Return every way for it to hold."""
        own = When(self.facts, self.techniques, self.flags, self.in_area, self.points, self.across)
        return (own, *self.also)


@dataclass(frozen=True, slots=True)
class Alert:
    """What a rule, a red flag or the depth of a needle says of a plan.

    Parameters
    ----------
    id
        Stays the same as long as what it warns of does: an acknowledgement names it.
    code
        The point it is about, empty if it is about several or the plan as a whole.
    codes
        Every point it is about, in the order of the plan; empty for a red flag.
    acknowledged
        The reason with which the plan goes on as it is, empty if there is none.
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
    codes: tuple[str, ...] = ()


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
