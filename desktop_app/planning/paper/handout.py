"""Composes the client's handout: plain words, each about an effect resting on a claim."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.atlas.body import Atlas
from desktop_app.domain.evidence import Certainty, Condition
from desktop_app.domain.evidence_words import study_name
from desktop_app.domain.handout import HandoutWords, PlainClaim
from desktop_app.domain.plans import Plan
from desktop_app.domain.slugs import counted
from desktop_app.paper.blocks import (
    Blank,
    Block,
    Document,
    Heading,
    Items,
    Look,
    Panel,
    Pictures,
    Run,
    Text,
    Weight,
    Words,
    paragraphs,
    quiet,
    strong,
    text,
)
from desktop_app.planning.paper.bearing import cause_of, claims_on, condition_of
from desktop_app.planning.paper.kinds import SHEET_WORDS, Sheet
from desktop_app.planning.paper.saying import drawings_of, foot_of, name_of, numbers_of
from desktop_app.store import Library

DRAWING_HEIGHT = 250.0
MOST_CLAIMS = 6
"""Claims on effects that are told; the practitioner sheet has them all."""

_WEIGHTS = {"emergency": Weight.DANGER, "same-day": Weight.DANGER}
_URGENCIES = ("emergency", "same-day", "urgent", "soon")


def client_handout(
    library: Library, plan: Plan, sections: frozenset[str], atlas: Atlas | None, width: float
) -> Document:
    """Return the handout, with these sections; without an atlas nothing is drawn.

    Raises
    ------
    UnreadableFile
        If the atlas or a style of citations cannot be read.
    """
    made = library.clock().date()
    condition = condition_of(library, plan)
    words = library.content.handouts.get(plan.condition)
    blocks: list[Block] = [Heading(words.title if words else "Your treatment", 1)]
    if words is not None:
        blocks.append(Words(text(words.lead), Look.LEAD))
    if "warnings" in sections and condition is not None:
        blocks += _warnings(condition, words)
    if "treatment" in sections:
        blocks += _treatment(library, plan, condition, words)
    if "where" in sections:
        blocks += _where(library, plan, atlas, width)
    if "evidence" in sections and words is not None:
        blocks += _evidence(library, plan, words)
    if "self-care" in sections and words is not None:
        blocks += _self_care(library, plan, words)
    blocks += _contact(words)
    title = SHEET_WORDS[Sheet.HANDOUT]
    return Document(
        title=f"{title}: {words.title if words else name_of(plan)}",
        head=f"{plan.label or name_of(plan)} · {words.title if words else title}",
        foot=foot_of(library.content, made),
        made=made,
        blocks=tuple(blocks),
        large=True,
    )


def _treatment(
    library: Library, plan: Plan, condition: Condition | None, words: HandoutWords | None
) -> Iterator[Block]:
    yield Heading("What will be done and why")
    for paragraph in paragraphs(plan.goals):
        yield Words(text(strong("Your goal: "), *paragraph.text))
    cause = cause_of(library, plan)
    about = condition.name[0].lower() + condition.name[1:] if condition else ""
    reason = f"We treat {about}" if about else "We treat you"
    if cause is not None:
        plain = {phrase.of: phrase.text for phrase in words.causes} if words else {}
        named = plain.get(cause.id, f"this: {cause.name[0].lower()}{cause.name[1:]}")
        reason += f", which may come from {named}"
    yield Words(text(f"{reason}. {_course(plan)}"))
    if words is None:
        return
    used = {point.technique.value for point in plan.chosen}
    told = [text(phrase.text) for phrase in words.techniques if phrase.of in used]
    yield Items((*told, *(text(line) for line in words.what)))
    yield Heading("Tell us before each treatment if", 3)
    yield Items(tuple(text(line) for line in words.before))


def _course(plan: Plan) -> str:
    parts = []
    if plan.sessions_planned:
        often = f", about {_often(plan.per_week)}" if plan.per_week else ""
        planned = counted(plan.sessions_planned, "treatment", "treatments")
        parts.append(f"We plan {planned}{often}.")
    minutes = [p.minutes for p in plan.chosen if p.minutes and p.technique.needles]
    if plan.needles:
        stay = f" and stay in for about {max(minutes)} minutes" if minutes else ""
        parts.append(f"Each uses {counted(plan.needles, 'needle', 'needles')}"
                     f"{stay.replace(' and stay', ', which stay')}.")  # fmt: skip
    return " ".join(parts)


def _often(per_week: float) -> str:
    """Return how often in whole numbers where there are some: ``3 in two weeks``."""
    for weeks, words in ((1, "a week"), (2, "in two weeks"), (3, "in three weeks")):
        number = per_week * weeks
        if number >= 1 and number == int(number):
            return f"{number:g} {words}"
    return f"{per_week:g} a week"


def _where(library: Library, plan: Plan, atlas: Atlas | None, width: float) -> Iterator[Block]:
    if not plan.chosen:
        return
    yield Heading("Where")
    names = []
    for code, number in numbers_of(plan).items():
        point = library.content.points.get(code)
        names.append(f"{number} {code} ({point.pinyin})" if point else f"{number} {code}")
    yield Words(text(quiet(f"The points: {', '.join(names)}.")), Look.CAPTION)
    if atlas is not None:
        drawings = drawings_of(atlas, plan, width, DRAWING_HEIGHT)
        if drawings:
            yield Pictures(drawings)


def _evidence(library: Library, plan: Plan, words: HandoutWords) -> Iterator[Block]:
    yield Heading("What the research says")
    known = {each.claim.id: each for each in claims_on(library, plan)}
    told = [
        plain
        for plain in words.evidence
        if (plain.claim in known or plain.part == "safety") and _fits(plain, plan)
    ]
    effects = _best(library, [plain for plain in told if plain.part == "effect"], plan)
    if effects:
        yield Words(_paragraph(library, effects, words, words.evidence_lead))
    else:
        yield Words(text(words.none_told))
    tradition = [plain for plain in told if plain.part == "tradition"]
    if tradition:
        yield Words(_paragraph(library, tradition, words))
    safety = [plain for plain in told if plain.part == "safety"]
    if safety:
        yield Heading("Is it safe?", 3)
        yield Words(_paragraph(library, safety, words))
    named = dict.fromkeys(
        study_name(study) for plain in effects for _, study in known[plain.claim].studies
    )
    if named:
        told_of = f"Studies: {'; '.join(named)}. Ask us for the full list."
        yield Words(text(quiet(told_of)), Look.CAPTION)


def _best(library: Library, told: list[PlainClaim], plan: Plan) -> list[PlainClaim]:
    """Return the claims to tell: those of the cause before those of the condition."""
    cause = cause_of(library, plan)
    own = set(cause.claims) if cause else set()
    return sorted(told, key=lambda plain: plain.claim not in own)[:MOST_CLAIMS]


def _fits(plain: PlainClaim, plan: Plan) -> bool:
    used = {point.technique.value for point in plan.chosen}
    return (not plain.facts or bool(plan.facts.intersection(plain.facts))) and (
        not plain.techniques or bool(used.intersection(plain.techniques))
    )


def _paragraph(
    library: Library, told: list[PlainClaim], words: HandoutWords, lead: str = ""
) -> Text:
    """Return claims as one paragraph; before each stands how sure it makes us."""
    sure = {phrase.of: phrase.text for phrase in words.certainty}
    last: Certainty | None = None
    parts: list[str | Run] = [lead]
    for plain in told:
        claim = library.content.claims[plain.claim]
        if claim.certainty is not last:
            parts.append(strong(f" {sure.get(claim.certainty.value, claim.certainty.value)}:"))
            last = claim.certainty
        parts.append(f" {plain.text}")
    return text(*parts)


def _self_care(library: Library, plan: Plan, words: HandoutWords) -> Iterator[Block]:
    kept = [
        advice
        for advice in words.self_care
        if (not advice.causes or plan.cause in advice.causes)
        and (not advice.facts or plan.facts.intersection(advice.facts))
    ]
    if not kept:
        return
    yield Heading("Looking after your feet")
    yield Items(tuple(text(advice.text) for advice in kept))
    keys = dict.fromkeys(key for each in kept for key in each.studies)
    held = library.content.studies
    named = "; ".join(study_name(held[key]) for key in keys if key in held)
    if named:
        told = f"Guidelines behind this: {named}. The rest is general advice."
        yield Words(text(quiet(told)), Look.CAPTION)


def _warnings(condition: Condition, words: HandoutWords | None) -> Iterator[Block]:
    yield Heading("When to get help")
    plain = {each.flag: each.text for each in words.warnings} if words else {}
    what = {each.of: each.text for each in words.urgency} if words else {}
    for urgency in _URGENCIES:
        flags = [flag for flag in condition.red_flags if flag.urgency == urgency]
        if flags:
            items = tuple(text(plain.get(flag.id, flag.text)) for flag in flags)
            heading = Heading(what.get(urgency, urgency), 3)
            yield Panel((heading, Items(items)), _WEIGHTS.get(urgency, Weight.CAUTION))


def _contact(words: HandoutWords | None) -> Iterator[Block]:
    yield Heading("Questions?")
    yield Blank("Call or write to:")
    yield Blank("Next appointment:")
    if words is not None:
        yield Words(text(words.closing))
        yield Words(text(quiet(words.source)), Look.CAPTION)
