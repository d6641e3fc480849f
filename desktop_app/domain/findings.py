"""What is read from a marked area: shares, explanations, patterns, candidate points, reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.domain.area import Side
from desktop_app.domain.evidence import RedFlag


class Ground(StrEnum):
    """What divides the skin into territories; also the kinds of labels of the skin mesh."""

    NERVE = "nerve-territory"
    DERMATOME = "dermatome"
    ARTERY = "artery-bed"
    MERIDIAN = "meridian-band"


@dataclass(frozen=True, slots=True)
class Share:
    """How a marked area and a territory meet.

    Parameters
    ----------
    id
        Of the territory: ``sural-nerve``, ``L5``, ``posterior-tibial-artery``, ``KI``.
    surface_mm2
        Skin that is both marked and of the territory.
    share_of_area
        Of what is marked, how much lies in the territory, 0 to 1 (precision).
    coverage
        Of the territory, how much is marked, 0 to 1 (sensitivity).
    fit
        How well the territory alone explains the area: the Jaccard index, the skin in both divided
        by the skin in either, 0 to 1.
    """

    ground: Ground
    id: str
    name: str
    surface_mm2: float
    share_of_area: float
    coverage: float
    fit: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """A shape of numbness that matters, and what it is consistent with.

    The words ship in ``data/patterns``; what is read of an area adds ``because`` and ``misfits``.

    Parameters
    ----------
    text
        Says “consistent with”, never more.
    because
        The numbers that make it show.
    cause
        Id of a cause of the condition; may be empty.
    tell_apart
        What would tell it from others; if empty in the data, as the cause has it.
    source
        Where the rule comes from.
    misfits
        What of this area does not fit; empty if nothing was found.
    red_flags
        Ids of the condition's red flags that it raises.
    territory
        Id of the one nerve, root or artery bed that it is about; may be empty.
    """

    id: str
    name: str
    text: str
    because: str = ""
    cause: str = ""
    tell_apart: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    source: str = ""
    misfits: str = ""
    red_flags: tuple[str, ...] = ()
    territory: str = ""


@dataclass(frozen=True, slots=True)
class LimbReading:
    """The area of one limb: shares of every ground, greatest first."""

    side: Side
    surface_mm2: float
    shares: tuple[Share, ...]

    def of(self, ground: Ground) -> tuple[Share, ...]:
        """Return the shares of one ground, greatest first."""
        return tuple(share for share in self.shares if share.ground is ground)


@dataclass(frozen=True, slots=True)
class AreaReading:
    """What a marked area says: red flags to ask for first, then patterns, then the shares.

    ``shares`` are of both limbs taken together, each limb measured against its own territories.
    """

    surface_mm2: float
    limbs: tuple[LimbReading, ...]
    shares: tuple[Share, ...]
    patterns: tuple[Pattern, ...]
    red_flags: tuple[RedFlag, ...]

    def of(self, ground: Ground) -> tuple[Share, ...]:
        """Return the shares of one ground, greatest first."""
        return tuple(share for share in self.shares if share.ground is ground)


class ReasonKind(StrEnum):
    """Why a point may be chosen; each can be switched off by the user."""

    LOCAL = "local"
    ADJACENT = "adjacent"
    MERIDIAN = "meridian"
    NERVE = "nerve"
    ROOT = "root"
    TRIAL = "trial"
    CIRCULATION = "circulation"
    TRADITION = "tradition"


@dataclass(frozen=True, slots=True)
class Reason:
    """One stated reason for a point.

    ``claim`` and ``study`` are ids to open; with neither, ``text`` ends in the words “traditional
    use, no study in the library” or names the anatomy it rests on. It is told but does not
    count for the point if it does not speak for it: a trial that found no difference, or harm.
    """

    kind: ReasonKind
    text: str
    claim: str = ""
    study: str = ""
    counts: bool = True


NO_STUDY = "traditional use, no study in the library"
"""What a reason says when nothing in the library bears on it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point that may be chosen, with all its reasons.

    It is ranked by how many kinds of reason that are switched on speak for it. ``distance_mm`` is
    from the nearest marked skin, 0 if the point lies in the area.
    """

    code: str
    reasons: tuple[Reason, ...]
    distance_mm: float
