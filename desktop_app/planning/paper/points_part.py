"""The table of points of a practitioner sheet: how each is needled, where, with which cautions."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.atlas.body import Atlas
from desktop_app.atlas.needle import met_along
from desktop_app.content import Content
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.plan_words import TECHNIQUE_WORDS
from desktop_app.domain.plans import Plan, PlanPoint
from desktop_app.domain.points import Point
from desktop_app.domain.safety import Met
from desktop_app.domain.slugs import counted
from desktop_app.paper.blocks import (
    Block,
    Column,
    Grid,
    Heading,
    Items,
    Look,
    Words,
    paragraphs,
    quiet,
    strong,
    text,
)
from desktop_app.paper.choosing import places_of
from desktop_app.planning.paper.saying import (
    angle_words,
    known_depth,
    minutes_words,
    numbers_of,
    side_words,
)

BEYOND_MM = 5.0
"""How far beyond the planned depth is looked for what lies ahead, mm."""

Cell = tuple[Words, ...]


def points_blocks(atlas: Atlas, content: Content, plan: Plan) -> Iterator[Block]:
    """Yield the points that are treated, electrode pairs, and alternatives."""
    yield Heading("Points and needling")
    if not plan.chosen:
        yield Words(text("No points have been chosen."))
    else:
        yield Words(text(strong(_count(plan))))
        shared = shared_cautions(content, plan)
        if shared:
            yield Words(text("Cautions of several points:"), Look.SMALL)
            yield Items(
                tuple(
                    text(strong(f"{', '.join(codes)}: "), caution)
                    for caution, codes in shared.items()
                ),
                Look.SMALL,
            )
        yield Grid(_COLUMNS, tuple(_rows(atlas, content, plan)), "The points of this plan")
        yield Words(
            text(
                quiet(
                    "What lies ahead is measured along the needle on the body of this atlas, to "
                    f"{BEYOND_MM:g} mm beyond the planned depth; people differ."
                )
            ),
            Look.CAPTION,
        )
    spare = [point for point in plan.points if point.alternative]
    if spare:
        yield Heading("In reserve, not needled", 3)
        rows = tuple(_spare(content, point) for point in spare)
        columns = (Column("Point", 26), Column("Side", 8), Column("How", 24), Column("Note", 42))
        yield Grid(columns, rows, "Points in reserve")


_COLUMNS = (
    Column("No.", 6),
    Column("Point", 18),
    Column("Side", 8),
    Column("How", 20),
    Column("Where, and what to mind", 48),
)


def shared_cautions(content: Content, plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the cautions that several chosen points have, with their codes: told once."""
    found: dict[str, list[str]] = {}
    for code in numbers_of(plan):
        point = content.points.get(code)
        for caution in dict.fromkeys(point.cautions if point else ()):
            found.setdefault(caution, []).append(code)
    return {caution: tuple(codes) for caution, codes in found.items() if len(codes) > 1}


def _count(plan: Plan) -> str:
    points = counted(len(numbers_of(plan)), "point", "points")
    pairs = len({point.pair for point in plan.chosen if point.pair})
    joined = f", {counted(pairs, 'electrode pair', 'electrode pairs')}" if pairs else ""
    return f"{points}, {counted(plan.needles, 'needle', 'needles')} a session{joined}."


def _rows(atlas: Atlas, content: Content, plan: Plan) -> Iterator[tuple[Cell, ...]]:
    numbers = numbers_of(plan)
    shared = frozenset(shared_cautions(content, plan))
    for chosen in plan.chosen:
        point = content.points.get(chosen.code)
        yield (
            (Words(text(strong(str(numbers[chosen.code])))),),
            _named(chosen, point),
            (Words(text(side_words(chosen.limbs))),),
            _how(chosen, point),
            tuple(_where(atlas, chosen, point, shared)),
        )


def _named(chosen: PlanPoint, point: Point | None) -> Cell:
    words = [Words(text(strong(chosen.code)))]
    if point is not None:
        words.append(Words(text(f"{point.pinyin} {point.hanzi}")))
    return tuple(words)


def _how(chosen: PlanPoint, point: Point | None) -> Cell:
    words = [Words(text(TECHNIQUE_WORDS[chosen.technique]))]
    current = [f"{chosen.hertz.strip().removesuffix('Hz').strip()} Hz"] if chosen.hertz else []
    current += [f"pair {chosen.pair}"] if chosen.pair else []
    if current:
        words.append(Words(text(", ".join(current))))
    if chosen.technique.needles:
        depth = f"{chosen.depth_mm:g} mm" if chosen.depth_mm is not None else "Depth not stated"
        words.append(Words(text(f"{depth}, {angle_words(chosen)}")))
        given = known_depth(point) if point else ""
        if given:
            words.append(Words(text(quiet(f"Texts give {given}")), Look.SMALL))
    words.append(Words(text(minutes_words(chosen))))
    return tuple(words)


def _where(
    atlas: Atlas, chosen: PlanPoint, point: Point | None, shared: frozenset[str]
) -> Iterator[Words]:
    if point is None:
        yield Words(text("This point is not in the atlas."))
    else:
        yield Words(text(point.location.text))
        for caution in point.cautions:
            if caution in shared:
                continue
            yield Words(text(strong("Caution: "), caution), Look.SMALL)
    if chosen.technique.needles and chosen.depth_mm is not None:
        ahead = [_met(met) for met in _ahead(atlas, chosen)]
        told = "; ".join(ahead) or "no named vessel or nerve, no bone"
        yield Words(text(quiet("Ahead: "), told), Look.SMALL)
    for note in paragraphs(chosen.note, Look.SMALL):
        yield Words(text(strong("Note: "), *note.text), Look.SMALL)


def _ahead(atlas: Atlas, chosen: PlanPoint) -> list[Met]:
    """Return what a needle meets, at the place where it comes soonest if there are several."""
    found: dict[str, Met] = {}
    for code in places_of(atlas, chosen.code):
        try:
            met = met_along(
                atlas, code, (chosen.depth_mm or 0) + BEYOND_MM, chosen.angle, chosen.toward
            )
        except (NotFound, NotUnderstood):
            continue
        for each in met:
            if each.id not in found or each.depth_mm < found[each.id].depth_mm:
                found[each.id] = each
    return sorted(found.values(), key=lambda each: each.depth_mm)


def _met(met: Met) -> str:
    beside = "" if met.kind == "bone" else f", {met.gap_mm:.0f} mm beside it"
    return f"{met.name} at {met.depth_mm:.0f} mm{beside}"


def _spare(content: Content, chosen: PlanPoint) -> tuple[Cell, ...]:
    point = content.points.get(chosen.code)
    name = f" {point.pinyin} {point.hanzi}" if point else ""
    return (
        (Words(text(strong(chosen.code), name)),),
        (Words(text(side_words(chosen.limbs))),),
        (Words(text(TECHNIQUE_WORDS[chosen.technique])),),
        tuple(paragraphs(chosen.note)),
    )
