"""Composes the practitioner sheet: safety first, then where, what, on what evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop_app.atlas.body import Atlas
from desktop_app.domain.evidence import Study
from desktop_app.domain.plans import Plan
from desktop_app.domain.progress import Progress
from desktop_app.domain.refs import study_ref
from desktop_app.domain.safety import Alert
from desktop_app.paper.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Grid,
    Heading,
    Items,
    Look,
    Pictures,
    Text,
    Words,
    paragraphs,
    quiet,
    strong,
    text,
)
from desktop_app.planning.paper.area_part import area_blocks
from desktop_app.planning.paper.bearing import (
    cause_of,
    citations,
    claims_on,
    condition_of,
)
from desktop_app.planning.paper.evidence_part import evidence_blocks
from desktop_app.planning.paper.kinds import SHEET_WORDS, Sheet
from desktop_app.planning.paper.points_part import points_blocks
from desktop_app.planning.paper.safety_part import safety_blocks
from desktop_app.planning.paper.saying import (
    NOT_STATED,
    ROW_HEIGHT,
    course_words,
    day_words,
    drawings_of,
    foot_of,
    missing_from,
    name_of,
    pairs_told,
)
from desktop_app.planning.paper.sessions_part import sessions_blocks
from desktop_app.planning.paper.stricta import stricta_answers
from desktop_app.planning.shown_facts import shown_facts
from desktop_app.store import Library


def practitioner_sheet(
    library: Library,
    atlas: Atlas,
    plan: Plan,
    alerts: Sequence[Alert],
    sections: frozenset[str],
    width: float,
    progress: Progress,
) -> Document:
    """Return the sheet, with these sections, for a page of this width between the margins.

    Raises
    ------
    UnreadableFile
        If the atlas or a style of citations cannot be read.
    Cancelled
        If the progress was asked to stop.
    """
    made = library.clock().date()
    blocks: list[Block] = list(_head(library, atlas, plan, made))
    if "safety" in sections:
        blocks += safety_blocks(
            plan, condition_of(library, plan), alerts, _studies(library, alerts)
        )
    if "area" in sections:
        progress.tell(0, 0, "Reading the area")
        blocks += area_blocks(atlas, library.content, plan)
    if "diagrams" in sections:
        progress.tell(0, 0, "Drawing the limbs")
        blocks += _diagrams(atlas, plan, width)
    if "points" in sections:
        progress.tell(0, 0, "Following the needles")
        blocks += points_blocks(atlas, library.content, plan)
    if plan.notes.strip():
        blocks += [Heading("Notes"), *paragraphs(plan.notes)]
    if "sessions" in sections:
        blocks += sessions_blocks(plan)
    if "evidence" in sections:
        progress.tell(0, 0, "Gathering the evidence")
        bearings = claims_on(library, plan)
        blocks += evidence_blocks(plan, bearings, citations(library, bearings))
    if "stricta" in sections:
        blocks += _stricta(library, plan)
    words = SHEET_WORDS[Sheet.PRACTITIONER]
    return Document(
        title=f"{words}: {name_of(plan)}",
        head=f"{name_of(plan)} · {words}",
        foot=foot_of(library.content, made),
        made=made,
        blocks=tuple(blocks),
    )


def _head(library: Library, atlas: Atlas, plan: Plan, made: date) -> Iterator[Block]:
    yield Words(text(quiet(SHEET_WORDS[Sheet.PRACTITIONER])), Look.CAPTION)
    yield Heading(name_of(plan), 1)
    yield Facts(tuple(_facts(library, atlas, plan, made)))


def _facts(library: Library, atlas: Atlas, plan: Plan, made: date) -> Iterator[tuple[str, Text]]:
    condition, cause = condition_of(library, plan), cause_of(library, plan)
    yield "Client", text(strong(plan.label or "no code"), quiet("  (a code, not a name)"))
    treated = condition.name if condition else plan.condition or "not stated"
    if cause is not None:
        treated += f"; treated as: {cause.name}"
    yield "Condition", text(treated)
    known = library.content.facts
    named = [known[each].name if each in known else each for each in sorted(plan.facts)]
    yield "Known of the client", text(", ".join(named) or "nothing ticked")
    shown = shown_facts(atlas, library.content, plan)
    if shown:
        told = "; ".join(f"{known[fact].name} ({why})" for fact, why in shown.items())
        yield "Shown by the plan", text(told)
    if plan.goals.strip():
        yield "Goals", text(plan.goals.strip())
    course = course_words(plan)
    needles = f"{plan.needles} a session"
    yield "Needles", text(needles)
    if course:
        yield "Course", text(course)
    yield "Made", text(day_words(made))


def _diagrams(atlas: Atlas, plan: Plan, width: float) -> Iterator[Block]:
    drawings = drawings_of(atlas, plan, width, ROW_HEIGHT, pairs=True)
    if not drawings:
        return
    yield Heading("Where")
    yield Pictures(drawings)
    told = [text(strong(name), words) for name, words in pairs_told(plan, drawings)]
    if told:
        yield Words(text("Electrode pairs (dashed lines):"), Look.SMALL)
        yield Items(tuple(told), Look.SMALL)
    missing = missing_from(plan, drawings)
    if missing:
        yield Words(text(strong("Not drawn: "), f"{', '.join(missing)}."), Look.SMALL)


def _stricta(library: Library, plan: Plan) -> Iterator[Block]:
    yield Heading("STRICTA items")
    yield Words(
        text(
            quiet("As far as this plan tells them (MacPherson et al. 2010, PLoS Med 7:e1000261).")
        ),
        Look.SMALL,
    )
    answers = stricta_answers(plan, library.content)
    rows = tuple(
        ((Words(text(strong(item.id))),), (Words(text(item.name)),), (Words(text(answer)),))
        for item, answer in answers
        if answer != NOT_STATED
    )
    if rows:
        yield Grid((Column("Item", 7), Column("", 25), Column("In this plan", 68)), rows, "STRICTA")
    rest = [f"{item.id} {item.name}" for item, answer in answers if answer == NOT_STATED]
    yield Words(text(strong("Not stated: "), "; ".join(rest), "."), Look.SMALL)


def _studies(library: Library, alerts: Sequence[Alert]) -> dict[str, Study]:
    with library.shelf() as shelf:
        found = shelf.take(study_ref(key) for alert in alerts for key in alert.studies)
    return {ref.key: thing for ref, (thing, _) in found.items() if isinstance(thing, Study)}
