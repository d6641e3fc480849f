"""The evidence of a practitioner sheet: claims with certainty, studies and their citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from desktop_app.domain.evidence import Certainty, ClaimKind, Direction, Study, StudyStance
from desktop_app.domain.evidence_words import (
    CERTAINTY_WORDS,
    DIRECTION_WORDS,
    KIND_WORDS,
    STANCE_WORDS,
    design_and_number,
    study_name,
)
from desktop_app.domain.findings import NO_STUDY
from desktop_app.domain.plans import Plan
from desktop_app.domain.slugs import counted
from desktop_app.paper.blocks import (
    Block,
    Column,
    Grid,
    Heading,
    Items,
    Look,
    Text,
    Words,
    quiet,
    strong,
    text,
)
from desktop_app.planning.paper.bearing import Bearing

LEAD = (
    "Claims of the library on this condition and these points. Certainty is in GRADE’s words; "
    "tradition stands apart and is not graded. A study’s direction is what its own results say; "
    "a null result is told as plainly as any other."
)
RETRACTED = "retracted"

Cited = Mapping[str, tuple[int, str]]


def evidence_blocks(plan: Plan, bearings: Sequence[Bearing], cited: Cited) -> Iterator[Block]:
    """Yield the claims by kind, what no study was found for, and the references."""
    yield Heading("What the evidence says")
    if not bearings:
        yield Words(text("The library holds no claim on this condition or these points."))
    else:
        yield Words(text(quiet(LEAD)), Look.SMALL)
        yield Words(text(strong("In all: "), summary(bearings)))
    for kind, group in groupby(bearings, key=lambda each: each.claim.kind):
        yield Heading(KIND_WORDS[kind], 3)
        rows = tuple(_row(bearing, cited) for bearing in group)
        columns = (Column("Claim", 50), Column("Certainty", 14), Column("Studies", 36))
        yield Grid(columns, rows, f"Claims on {KIND_WORDS[kind].lower()}")
    bare = _without_study(plan, bearings)
    if bare:
        yield Words(text(strong(f"{', '.join(bare)}: "), f"{NO_STUDY}."))
    if cited:
        yield Heading("References", 3)
        yield Items(tuple(text(entry) for _, entry in cited.values()), Look.SMALL, numbered=True)


def summary(bearings: Sequence[Bearing]) -> str:
    """Return how many claims are how sure, and what the studies behind them found."""
    sure = Counter(each.claim.certainty for each in bearings)
    told = ", ".join(f"{sure[each]} {CERTAINTY_WORDS[each]}" for each in Certainty if sure[each])
    studies = {study.key: study for each in bearings for _, study in each.studies}
    found = Counter(study.direction for study in studies.values())
    ways = [
        f"{found[each]} {DIRECTION_WORDS[each]}"
        for each in Direction
        if found[each] and each is not Direction.NOT_APPLICABLE
    ]
    claims = counted(len(bearings), "claim", "claims")
    behind = counted(len(studies), "study", "studies")
    said = f", of which by their own results {', '.join(ways)}" if ways else ""
    return f"{claims} ({told}) with {behind}{said}."


def certainty_words(certainty: Certainty) -> str:
    """Return how sure a claim is, begun with a capital."""
    words = CERTAINTY_WORDS[certainty]
    return words[0].upper() + words[1:]


def _row(bearing: Bearing, cited: Cited) -> tuple[tuple[Words, ...], ...]:
    claim = bearing.claim
    about = [Words(text(claim.statement))]
    # Claims on what the plan is for come with their grounds; of the others the claim's page tells.
    if claim.why and claim.kind in (ClaimKind.NEUROPATHY, ClaimKind.SAFETY):
        about.append(Words(text(quiet(claim.why)), Look.SMALL))
    said = []
    if bearing.codes:
        said.append(f"Names {', '.join(bearing.codes)}.")
    if claim.is_own:
        said.append("Your own claim.")
    if said:
        about.append(Words(text(quiet(" ".join(said))), Look.SMALL))
    studies = [
        Words(_study(stance, study, cited), Look.SMALL) for stance, study in bearing.studies
    ] or [Words(text(quiet("none bears on it")), Look.SMALL)]
    sure = Words(text(strong(certainty_words(claim.certainty))), Look.SMALL)
    return tuple(about), (sure,), tuple(studies)


def _study(stance: StudyStance, study: Study, cited: Cited) -> Text:
    number = f" [{cited[study.key][0]}]" if study.key in cited else ""
    parts = [design_and_number(study)]
    if study.direction is not Direction.NOT_APPLICABLE:
        parts.append(f"direction: {DIRECTION_WORDS[study.direction]}")
    if study.retracted:
        parts.append(RETRACTED)
    bears = STANCE_WORDS[stance.stance]
    head = f"{study_name(study)}{number}"
    return text(strong(head), f" {bears}; ", quiet("; ".join(parts)))


def _without_study(plan: Plan, bearings: Sequence[Bearing]) -> tuple[str, ...]:
    """Return the chosen points that no claim with a study names."""
    named = {code for each in bearings if each.studies for code in each.codes}
    return tuple(dict.fromkeys(point.code for point in plan.chosen if point.code not in named))
