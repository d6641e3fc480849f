"""What was marked and examined, on a practitioner sheet: surface, what it is consistent with."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.area import Side
from desktop_app.domain.findings import AreaReading, Ground, LimbReading
from desktop_app.domain.plan_words import GROUND_WORDS
from desktop_app.domain.plans import Finding, Plan
from desktop_app.domain.sensing import sensory_test
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
from desktop_app.planning.reading_area import read_area

MOST_SHARES = 3
LEAST_SHARE = 0.05
"""Territories that hold less of the area are not told on paper."""


def area_blocks(atlas: Atlas, content: Content, plan: Plan) -> Iterator[Block]:
    """Yield what the marked area says, and what was found on examination."""
    of_this_body = not plan.area.is_empty and plan.area.skin == atlas.skin.name
    if not of_this_body and not plan.findings:
        return
    yield Heading("Marked area and examination")
    if of_this_body:
        reading = read_area(atlas, content, plan.area, plan.condition)
        yield Items(tuple(map(_limb, reading.limbs)), Look.SMALL)
        yield from _patterns(reading)
    if plan.findings:
        yield Heading("Examination", 3)
        yield _examined(plan)


def _limb(limb: LimbReading) -> Text:
    parts = []
    for ground in (Ground.NERVE, Ground.DERMATOME):
        shares = [s for s in limb.of(ground) if s.share_of_area >= LEAST_SHARE][:MOST_SHARES]
        told = ", ".join(f"{s.name} {100 * s.share_of_area:.0f} %" for s in shares)
        if told:
            parts.append(f"{GROUND_WORDS[ground].lower()}: {told}")
    side = f"{limb.side.value.capitalize()} limb: "
    return text(strong(side), f"{limb.surface_mm2 / 100:.0f} cm² marked; {'; '.join(parts)}.")


def _patterns(reading: AreaReading) -> Iterator[Block]:
    if not reading.patterns:
        return
    told = [
        text(strong(f"{each.name}. "), each.text, quiet(f" {each.because}"))
        for each in reading.patterns
    ]
    yield Words(text(quiet("The shape, by itself no diagnosis:")), Look.SMALL)
    yield Items(tuple(told), Look.SMALL)


def _examined(plan: Plan) -> Grid:
    rows: dict[tuple[str, str], dict[Side, Finding]] = {}
    for finding in plan.findings:
        rows.setdefault((finding.test, finding.site), {})[finding.side] = finding
    return Grid(
        (Column("Test", 30), Column("Place", 34), Column("Right", 18), Column("Left", 18)),
        tuple(
            (
                (Words(text(_test_words(test))),),
                (Words(text(_place_words(test, site))),),
                *(
                    (Words(text(_result(test, sides.get(side)))),)
                    for side in (Side.RIGHT, Side.LEFT)
                ),
            )
            for (test, site), sides in rows.items()
        ),
        "Results of the examination",
    )


def _test_words(test: str) -> str:
    known = sensory_test(test)
    return known.name if known else test


def _place_words(test: str, site: str) -> str:
    known = sensory_test(test)
    place = next((each for each in known.places if each.id == site), None) if known else None
    return place.name if place else site.replace("-", " ")


def _result(test: str, finding: Finding | None) -> str:
    if finding is None:
        return "–"
    known = sensory_test(test)
    choices = known.choices if known else ()
    return next((each.words for each in choices if each.value == finding.value), finding.value)
