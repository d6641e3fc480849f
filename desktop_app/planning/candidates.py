"""Points that may be chosen for a marked area, each with every reason that speaks for it.

Nothing is weighed in secret: reasons are stated, and the user switches kinds of them on and off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.area import Area, Side
from desktop_app.domain.findings import (
    NO_STUDY,
    AreaReading,
    Candidate,
    Ground,
    Reason,
    ReasonKind,
    Share,
)
from desktop_app.domain.points import MERIDIAN_ORDER, Point
from desktop_app.domain.slugs import sentence_case
from desktop_app.planning.evidence_reasons import (
    circulation_reasons,
    is_for_numbness,
    meridian_claim,
    meridian_reasons,
    tradition_reasons,
    trial_reasons,
)
from desktop_app.planning.nearness import Nearness
from desktop_app.planning.nerves import TRUNKS, nerves_named
from desktop_app.planning.reading_area import CONDITION
from desktop_app.planning.studied import Studied, read_studied, wanted_conditions
from desktop_app.store import Library

ADJACENT_CUN = 1.5
"""How far from the marked skin a point is still called adjacent, cun of the lower leg."""

AT_THE_EDGE_MM = 1.0
"""Distance below which a point is said to lie at the edge of the marked skin."""

CROSSES = 0.05
"""Least share of the area in a meridian's band for the meridian to cross it."""

SUPPLIES = 0.1
"""Least share of the area in the skin of a nerve or root for it to be named as a reason."""

NERVE_CLAIM = "trial-points-lie-near-nerves"
ROOT_CLAIM = "points-by-root-no-study"
"""What the library can say of points chosen by nerve and by root."""

RANKED = (
    "Points come in the order of how many kinds of reason that are switched on speak for them, "
    "then of nearness to the area, then of their codes. A study that found no difference or harm "
    "is told but does not count for a point."
)
"""The order of the candidates, in words for the user."""

DECISIVE = frozenset(ReasonKind) - {ReasonKind.CIRCULATION, ReasonKind.TRADITION}
"""Kinds of reason that make a point a candidate; the others are told of it then."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the reasons of all points are drawn from."""

    content: Content
    near: Nearness
    studied: Studied
    reading: AreaReading
    distances: Mapping[str, float]
    cun_mm: float


def find_candidates(
    library: Library,
    atlas: Atlas,
    area: Area,
    reading: AreaReading,
    condition: str = CONDITION,
    cause: str = "",
) -> tuple[Candidate, ...]:
    """Return every point that a reason speaks for, with all its reasons, best first.

    Parameters
    ----------
    library
        Shipped and own studies and claims alike are told; those in the trash are not.
    area, reading
        What is marked, and what ``read_area`` says of it.
    condition, cause
        Whose studies count: of one cause if given, else of all causes of the condition.
    """
    content = library.content
    near = Nearness(atlas, content.points)
    ground = _Ground(
        content=content,
        near=near,
        studied=read_studied(library, wanted_conditions(content, condition or CONDITION, cause)),
        reading=reading,
        distances=_distances(near, area),
        cun_mm=atlas.mm_per_cun("limb-lateral") or 25.0,
    )
    found = (_candidate(ground, content.points[code]) for code in near.places)
    return rank((each for each in found if each is not None), frozenset(ReasonKind))


def rank(
    candidates: Iterator[Candidate] | tuple[Candidate, ...], on: frozenset[ReasonKind]
) -> tuple[Candidate, ...]:
    """Return the candidates that have a reason switched on, in the order that ``RANKED`` tells."""
    kept = [each for each in candidates if any(reason.kind in on for reason in each.reasons)]
    return tuple(
        sorted(kept, key=lambda each: (-speaking(each, on), each.distance_mm, _order(each)))
    )


def speaking(candidate: Candidate, on: frozenset[ReasonKind]) -> int:
    """Return how many kinds of reason that are switched on speak for a candidate."""
    return len({reason.kind for reason in candidate.reasons if reason.counts} & on)


def _order(candidate: Candidate) -> tuple[int, int]:
    letters = candidate.code.rstrip("0123456789")
    number = candidate.code[len(letters) :]
    known = letters in MERIDIAN_ORDER
    return MERIDIAN_ORDER.index(letters) if known else len(MERIDIAN_ORDER), int(number or 0)


def _distances(near: Nearness, area: Area) -> dict[str, float]:
    masks = {area.marked(side) for side in Side} - {b""}
    found: dict[str, float] = {}
    for mask in masks:
        for place, far in near.distances(mask).items():
            found[place] = min(far, found.get(place, far))
    return found


def _candidate(ground: _Ground, point: Point) -> Candidate | None:
    places = ground.near.places[point.code]
    distance = min(ground.distances.get(place, float("inf")) for place in places)
    reasons = (
        *_by_place(ground, point, distance),
        *_by_meridian(ground, point),
        *_by_nerve(ground, point),
        *_by_root(ground, point),
        *trial_reasons(point, ground.studied),
        *circulation_reasons(point, ground.studied),
        *tradition_reasons(point, ground.studied),
    )
    if not any(reason.kind in DECISIVE or is_for_numbness(reason) for reason in reasons):
        return None
    return Candidate(point.code, reasons, distance)


def _by_place(ground: _Ground, point: Point, distance: float) -> Iterator[Reason]:
    places = ground.near.places[point.code]
    inside = [place for place in places if ground.distances.get(place) == 0]
    if inside:
        skin = ground.near.territory(inside[0], Ground.NERVE)
        structure = ground.content.structures.get(f"territory/{skin}")
        where = f", in the skin of the {_lowered(structure.name)}" if structure else ""
        sites = f"; {len(inside)} of its {len(places)} places" if len(places) > 1 else ""
        yield Reason(ReasonKind.LOCAL, f"Lies in the marked skin{where}{sites}: {NO_STUDY}.")
    elif distance <= ADJACENT_CUN * ground.cun_mm:
        far = f"{distance:.0f} mm ({distance / ground.cun_mm:.1f} cun) from"
        where = far if distance >= AT_THE_EDGE_MM else "at the edge of"
        text = f"Lies {where} the marked skin, within {ADJACENT_CUN:g} cun: {NO_STUDY}."
        yield Reason(ReasonKind.ADJACENT, text)


def _by_meridian(ground: _Ground, point: Point) -> Iterator[Reason]:
    share = _share(ground.reading, Ground.MERIDIAN, point.meridian)
    if share is None or share.share_of_area < CROSSES:
        return
    claim = meridian_claim(point.meridian, ground.studied)
    text = f"On the {share.name}, whose band holds {_percent(share)} of the area"
    yield Reason(ReasonKind.MERIDIAN, f"{text}." if claim else f"{text}: {NO_STUDY}.", claim)
    yield from meridian_reasons(point.meridian, ground.studied)


def _by_nerve(ground: _Ground, point: Point) -> Iterator[Reason]:
    beneath = (*point.beneath.nerves_cutaneous, *point.beneath.nerves_deep)
    named = {nerve for text in beneath for nerve in nerves_named(text)}
    told = []
    for share in ground.reading.of(Ground.NERVE):
        if share.share_of_area < SUPPLIES:
            continue
        holds = f"whose skin holds {_percent(share)} of the area"
        if share.id in named or _is_near(ground.content, share.id, point):
            told.append(f"by the {_lowered(share.name)}, {holds}")
            continue
        for trunk in TRUNKS.get(share.id, ()):
            if trunk in named or _is_near(ground.content, trunk, point):
                name = ground.content.structures[f"nerve/{trunk}"].name
                told.append(
                    f"by the {_lowered(name)}, trunk of the {_lowered(share.name)}, {holds}"
                )
                break
    if told:
        claim = NERVE_CLAIM if NERVE_CLAIM in ground.studied.claims else ""
        text = sentence_case("; ".join(told))
        yield Reason(ReasonKind.NERVE, f"{text}." if claim else f"{text}: {NO_STUDY}.", claim)


def _by_root(ground: _Ground, point: Point) -> Iterator[Reason]:
    lies = {
        ground.near.territory(place, Ground.DERMATOME) for place in ground.near.places[point.code]
    }
    told = [
        f"{share.id}, which holds {_percent(share)} of the area"
        for share in ground.reading.of(Ground.DERMATOME)
        if share.share_of_area >= SUPPLIES and share.id in lies
    ]
    if told:
        claim = ROOT_CLAIM if ROOT_CLAIM in ground.studied.claims else ""
        text = f"In the skin of root {' and of '.join(told)}"
        yield Reason(ReasonKind.ROOT, f"{text}." if claim else f"{text}: {NO_STUDY}.", claim)


def _is_near(content: Content, nerve: str, point: Point) -> bool:
    found = (content.structures.get(f"{kind}/{nerve}") for kind in ("nerve", "territory"))
    return any(point.code in each.points_nearby for each in found if each is not None)


def _share(reading: AreaReading, ground: Ground, name: str) -> Share | None:
    return next((each for each in reading.of(ground) if each.id == name), None)


def _percent(share: Share) -> str:
    return f"{100 * share.share_of_area:.0f} %"


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]
