"""Candidates with what their reasons lead to, and the rows of their list; no widgets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_app.domain.codes import read_code, spellings
from desktop_app.domain.evidence import Certainty, Claim, Direction, Study
from desktop_app.domain.findings import Candidate, Reason, ReasonKind
from desktop_app.domain.points import Point
from desktop_app.ui.search.finder import fold

if TYPE_CHECKING:
    from desktop_app.atlas.body import Atlas
    from desktop_app.domain.findings import AreaReading
    from desktop_app.domain.plans import Plan
    from desktop_app.store import Library

_SURENESS = tuple(Certainty)


@dataclass(frozen=True, slots=True)
class Sources:
    """The studies and claims that reasons name, shipped and the user's own."""

    studies: Mapping[str, Study] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A point as the list shows it; ``candidate`` is None for one that nothing speaks for.

    ``reasons`` are those switched on. ``certainty`` is the surest of the claims about blood flow
    among them, ``directions`` how often the trials among them found what.
    """

    code: str
    candidate: Candidate | None = None
    reasons: tuple[Reason, ...] = ()
    certainty: Certainty | None = None
    directions: tuple[tuple[Direction, int], ...] = ()

    @property
    def kinds(self) -> tuple[ReasonKind, ...]:
        """The kinds of its reasons, each once, in their order."""
        there = {reason.kind for reason in self.reasons}
        return tuple(kind for kind in ReasonKind if kind in there)

    @property
    def speaking(self) -> int:
        """How many kinds of reason speak for it; a null trial is told and not counted."""
        return len({reason.kind for reason in self.reasons if reason.counts})


def find(library: Library, atlas: Atlas, plan: Plan, reading: AreaReading) -> tuple[
    tuple[Candidate, ...], Sources
]:  # fmt: skip
    """Return the candidates for a plan's area, and what their reasons lead to."""
    from desktop_app.planning.candidates import find_candidates
    from desktop_app.reading.claims import claims_by_id, studies_by_key

    found = find_candidates(library, atlas, plan.area, reading, plan.condition, plan.cause)
    reasons = [reason for candidate in found for reason in candidate.reasons]
    studies = {reason.study for reason in reasons} - {""}
    claims = {reason.claim for reason in reasons} - {""}
    with library.shelf() as shelf:
        views = claims_by_id(shelf, sorted(claims))
        return found, Sources(
            studies_by_key(shelf, sorted(studies)), {each.claim.id: each.claim for each in views}
        )


def rows(
    ranked: Iterable[Candidate],
    on: Collection[ReasonKind],
    sources: Sources,
    points: Mapping[str, Point],
    typed: str = "",
) -> tuple[Row, ...]:
    """Return the rows of the list in their order.

    Candidates with a reason that is switched on come as they are ranked. What is typed narrows
    the list by code and name and lets in any other point it fits.
    """
    candidates = {each.code: each for each in ranked}
    if not typed.strip():
        made = (_row(each, on, sources) for each in candidates.values())
        return tuple(row for row in made if row.reasons)
    exact = read_code(typed)
    fitting = [code for code in (*candidates, *points) if code in points]
    fitting = [c for c in dict.fromkeys(fitting) if c == exact or _fits(points[c], typed)]
    fitting.sort(key=lambda code: (code != exact, code not in candidates))
    return tuple(
        _row(candidates[code], on, sources) if code in candidates else Row(code) for code in fitting
    )


def counts(candidates: Iterable[Candidate]) -> dict[ReasonKind, int]:
    """Return for how many points each kind of reason speaks."""
    found = dict.fromkeys(ReasonKind, 0)
    for candidate in candidates:
        for kind in {reason.kind for reason in candidate.reasons}:
            found[kind] += 1
    return found


def _row(candidate: Candidate, on: Collection[ReasonKind], sources: Sources) -> Row:
    reasons = tuple(reason for reason in candidate.reasons if reason.kind in on)
    flow = [
        sources.claims[reason.claim].certainty
        for reason in reasons
        if reason.kind is ReasonKind.CIRCULATION and reason.claim in sources.claims
    ]
    found = [
        sources.studies[reason.study].direction
        for reason in reasons
        if reason.kind is ReasonKind.TRIAL and reason.study in sources.studies
    ]
    return Row(
        candidate.code,
        candidate,
        reasons,
        min(flow, key=_SURENESS.index) if flow else None,
        tuple((each, found.count(each)) for each in Direction if each in found),
    )


def _fits(point: Point, typed: str) -> bool:
    names = fold(
        " ".join(
            (*spellings(point.code), point.pinyin, point.pinyin.replace(" ", ""), point.hanzi,
             point.hanzi_traditional, point.english, *point.aliases)
        )
    ).split()  # fmt: skip
    return all(any(name.startswith(word) for name in names) for word in fold(typed).split())
