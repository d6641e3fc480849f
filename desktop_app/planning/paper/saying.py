"""How the values of a plan are told on paper: dates, sides, depths, courses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from desktop_app import __version__
from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.electrodes import pair_words
from desktop_app.domain.labels import plan_name
from desktop_app.domain.plan_words import TECHNIQUE_WORDS
from desktop_app.domain.plans import Limbs, Plan, PlanPoint
from desktop_app.domain.points import Point
from desktop_app.domain.slugs import counted
from desktop_app.paper.choosing import views_for
from desktop_app.paper.drawing import FOOT, GAP, MARGIN, Drawn, draw_limb, shape_of

NOT_STATED = "not stated"

ROW_HEIGHT = 240.0
"""Height of the drawings of a sheet, points, with the scale below them."""

LEAST_ROW = 165.0
"""Height of the limbs of a row, points, below which they are drawn in one row more."""

_SIDES = {Limbs.RIGHT: "right", Limbs.LEFT: "left", Limbs.BOTH: "both"}


def day_words(day: date) -> str:
    """Return a day as ``23 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def foot_of(content: Content, made: date) -> str:
    """Return what stands at the foot of every page: when it was made, and of what."""
    parts = [f"Made {day_words(made)}", f"Yongquan {__version__}", f"content {content.version}"]
    return " · ".join(parts) + " · a reference, not medical advice"


def name_of(plan: Plan) -> str:
    """Return what a plan is called."""
    return plan_name(plan.label, plan.title)


def numbers_of(plan: Plan) -> Mapping[str, int]:
    """Return the number of each chosen point, by which diagrams and tables name it."""
    return {code: number for number, code in enumerate(dict.fromkeys(_codes(plan)), 1)}


def side_words(limbs: Limbs) -> str:
    """Return on which limb a point is treated."""
    return _SIDES[limbs]


def technique_words(point: PlanPoint) -> str:
    """Return how a point is treated, with current and electrode pair."""
    parts = [TECHNIQUE_WORDS[point.technique]]
    if point.hertz.strip():
        parts.append(f"{point.hertz.strip().removesuffix('Hz').strip()} Hz")
    if point.pair:
        parts.append(f"pair {point.pair}")
    return ", ".join(parts)


def depth_words(point: PlanPoint) -> str:
    """Return how deep and at which angle a needle goes."""
    if not point.technique.needles:
        return "no needle left in"
    depth = f"{point.depth_mm:g} mm" if point.depth_mm is not None else "depth not stated"
    return f"{depth}, {angle_words(point)}"


def angle_words(point: PlanPoint) -> str:
    """Return the angle of a needle, and whither it points."""
    toward = f" toward {point.toward}" if point.toward else ""
    return f"{point.angle}{toward}"


def known_depth(point: Point) -> str:
    """Return the depth that the content gives for a point, in cun."""
    span = point.needling.depth_cun
    return f"{span[0]:g}–{span[1]:g} cun" if span else ""


def minutes_words(point: PlanPoint) -> str:
    """Return how long a point is treated."""
    return f"{point.minutes} min" if point.minutes is not None else NOT_STATED


def course_words(plan: Plan) -> str:
    """Return how many sessions are planned and given, or nothing if neither is known."""
    parts = []
    if plan.sessions_planned:
        often = f", {plan.per_week:g} a week" if plan.per_week else ""
        planned = counted(plan.sessions_planned, "session", "sessions")
        parts.append(f"{planned} planned{often}")
    if plan.treatments:
        parts.append(f"{plan.treatments} given")
    return "; ".join(parts)


def drawings_of(
    atlas: Atlas, plan: Plan, width: float, most: float, *, pairs: bool = False
) -> tuple[Drawn, ...]:
    """Return the fewest views of a plan, drawn so that they fill rows of a width.

    Those of a row are equally high, at most ``most`` points.

    Parameters
    ----------
    pairs
        Whether electrode pairs are drawn: which needles are wired together tells a client nothing.
    """
    if not pairs:
        plan = replace(plan, points=tuple(replace(point, pair=0) for point in plan.points))
    shown = views_for(atlas, plan)
    numbers, both = numbers_of(plan), _is_alike(plan)
    shapes = [shape_of(atlas, plan, each) for each in shown]
    drawn: list[Drawn] = []
    for row in _rows(shapes, width):
        # What a drawing has beside the limb is as wide at every height.
        room = width - (GAP + 2 * MARGIN) * len(row) + GAP
        high = min(room / sum(shapes[place] for place in row) + FOOT, most)
        for place in row:
            size = (shapes[place] * (high - FOOT) + 2 * MARGIN + 0.1, high)
            drawn.append(draw_limb(atlas, plan, shown[place], numbers, size, both=both))
    return tuple(drawn)


def _rows(shapes: Sequence[float], width: float) -> Iterator[range]:
    """Yield which drawings stand side by side: as few rows as let them be large enough."""
    for number in range(1, len(shapes) + 1):
        ends = [round(len(shapes) * row / number) for row in range(number + 1)]
        rows = [range(*pair) for pair in pairwise(ends)]
        highs = (
            (width - (GAP + 2 * MARGIN) * len(row)) / sum(shapes[place] for place in row)
            for row in rows
        )
        if min(highs) >= LEAST_ROW or number == len(shapes):
            yield from rows
            return


def missing_from(plan: Plan, drawings: tuple[Drawn, ...]) -> tuple[str, ...]:
    """Return the chosen points that no drawing shows."""
    seen = {point.code.partition(".")[0] for drawn in drawings for point in drawn.points}
    return tuple(code for code in numbers_of(plan) if code.partition(".")[0] not in seen)


def pairs_told(plan: Plan, drawings: tuple[Drawn, ...]) -> Iterator[tuple[str, str]]:
    """Yield name and words of each electrode pair, and whether no drawing shows its two ends."""
    drawn = {(led.name, led.codes) for each in drawings for led in each.pairs}
    for words, pairs in pair_words(plan).items():
        name, _, rest = words.partition(":")
        seen = any((pair.name, pair.codes) in drawn for pair in pairs)
        yield f"{name}:", f"{rest}." if seen else f"{rest}; on no drawing together."


def _is_alike(plan: Plan) -> bool:
    """Tell whether all is done on both limbs."""
    return bool(plan.chosen) and all(point.limbs is Limbs.BOTH for point in plan.chosen)


def _codes(plan: Plan) -> list[str]:
    return [point.code for point in plan.chosen]
