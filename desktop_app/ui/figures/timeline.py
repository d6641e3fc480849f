"""The timeline: studies by year, a lane for each design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from desktop_app.domain.evidence_words import (
    DESIGN_WORDS,
    DIRECTION_WORDS,
    PEOPLE,
    STANCE_WORDS,
    design_and_number,
    design_word,
)
from desktop_app.domain.refs import study_ref
from desktop_app.domain.slugs import sentence_case
from desktop_app.library.seeing_views import Timeline, TimelineEntry
from desktop_app.ui.figures.canvas import Canvas
from desktop_app.ui.figures.drawing import Drawing, Table
from desktop_app.ui.figures.marks import bubble, legend, radius

Place = Callable[[int], float]
"""Where a year lies, pixels."""

STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(slots=True)
class _Placed:
    entry: TimelineEntry
    at: float
    left: float
    right: float
    row: int
    words: str
    is_left: bool


class TimelineDrawing(Drawing):
    """When what was studied how, and what was found."""

    name = "timeline"

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.title = timeline.title

    def lay_out(self, canvas: Canvas) -> None:
        """Draw the lanes, most telling design first, over one axis of years."""
        if self.timeline.why_empty:
            canvas.block(0, 0, canvas.width, self.timeline.why_empty, ink="quiet")
            return
        px = canvas.style.px
        lanes = _lanes(self.timeline.entries)
        first = min(entry.year for entry in self.timeline.entries)
        last = max(entry.year for entry in self.timeline.entries)
        is_narrow = canvas.width < px(440)
        widest = max(canvas.measure(_lane_words(design), "small") for design in lanes)
        left = px(12) if is_narrow else min(widest + px(20), canvas.width * 0.3)
        right = canvas.width - px(14)
        span = max(last - first, 1)
        scale = (right - left - px(24)) / span

        def place(year: int) -> float:
            return left + px(12) + (year - first) * scale if last > first else (left + right) / 2

        top = px(4)
        for design, entries in lanes.items():
            top = _lane(canvas, design, entries, (left, right), place, top, is_narrow)
        for year in _years(first, last, scale, canvas):
            at = place(year)
            canvas.line((at, top), (at, top + px(4)), "quiet")
            canvas.text(at, top + px(5), str(year), "small", "quiet", align=0.5)
        canvas.line((left, top), (right, top), "quiet")
        top += px(8) + canvas.line_height("small")
        top = legend(canvas, top)
        if self.timeline.undated:
            words = f"Without a year: {', '.join(self.timeline.undated)}."
            top += canvas.block(0, top, canvas.width, words, "small", "quiet")
        if self.timeline.left_out:
            canvas.block(0, top, canvas.width, self.timeline.left_out, "small", "quiet")

    def table(self) -> Table:
        """Return the studies in order of year."""
        rows = tuple(
            (
                str(entry.year), entry.name, design_and_number(entry.study),
                DIRECTION_WORDS[entry.study.direction],
                STANCE_WORDS[entry.stance] if entry.stance else "",
            )
            for entry in self.timeline.entries
        )  # fmt: skip
        return Table(("Year", "Study", "Design and number", "Found", "Stance"), rows)

    def summary(self) -> str:
        """Return how many studies there are from when to when."""
        if self.timeline.why_empty:
            return self.timeline.why_empty
        years = [entry.year for entry in self.timeline.entries]
        count = len(years)
        return f"{count} {'study' if count == 1 else 'studies'} from {min(years)} to {max(years)}."


def _lanes(entries: tuple[TimelineEntry, ...]) -> dict[str, list[TimelineEntry]]:
    held = {entry.study.design for entry in entries}
    known = [design for design in DESIGN_WORDS if design in held]
    order = [*known, *sorted(held - set(known))]
    return {
        design: sorted(
            (entry for entry in entries if entry.study.design == design),
            key=lambda entry: (entry.year, entry.name),
        )
        for design in order
    }


def _lane_words(design: str) -> str:
    return sentence_case(design_word(design)) or "Design unknown"


def _people(entry: TimelineEntry) -> int | None:
    return entry.study.sample_size if entry.study.sample_unit in PEOPLE else None


def _lane(
    canvas: Canvas,
    design: str,
    entries: list[TimelineEntry],
    ends: tuple[float, float],
    place: Place,
    top: float,
    is_narrow: bool,
) -> float:
    px = canvas.style.px
    left, right = ends
    if is_narrow:
        canvas.text(0, top, _lane_words(design), "small", "quiet", bold=True)
        top += canvas.line_height("small") + px(2)
    placed = _packed(canvas, entries, (0.0 if is_narrow else left, canvas.width), place)
    biggest = max(radius(canvas, _people(entry)) for entry in entries)
    row_height = max(2 * biggest + px(4), canvas.line_height() + px(4))
    rows = 1 + max(each.row for each in placed)
    height = rows * row_height
    if not is_narrow:
        words_top = top + row_height / 2 - canvas.line_height("small") / 2
        canvas.block(0, words_top, left - px(12), _lane_words(design), "small", "quiet")
    for each in placed:
        middle = top + each.row * row_height + row_height / 2
        people = _people(each.entry)
        bubble(canvas, (each.at, middle), people, each.entry.study.direction)
        beside = radius(canvas, people) + px(5)
        x = each.at - beside if each.is_left else each.at + beside
        canvas.text(x, middle - canvas.line_height("small") / 2, each.words, "small",
                    align=1.0 if each.is_left else 0.0)  # fmt: skip
        box = QRectF(each.left, middle - row_height / 2, each.right - each.left, row_height)
        canvas.spot(box, _entry_words(each.entry), study_ref(each.entry.study.key))
    bottom = top + height + px(6)
    canvas.line((0, bottom - px(3)), (right, bottom - px(3)), "line")
    return bottom


def _packed(
    canvas: Canvas, entries: list[TimelineEntry], ends: tuple[float, float], place: Place
) -> list[_Placed]:
    """Return entries with rows such that no name lies on another."""
    px = canvas.style.px
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for entry in entries:
        size = radius(canvas, _people(entry))
        at = place(entry.year)
        before, after = at - ends[0] - size - px(13), ends[1] - at - size - px(5)
        words = _label(entry)
        is_left = canvas.measure(words, "small") > after and before > after
        words = canvas.short(words, before if is_left else after, "small")
        reach = size + px(5) + canvas.measure(words, "small") + px(8)
        left, right = (at - reach, at + size + 2) if is_left else (at - size - 2, at + reach)
        left, right = max(left, 0.0), min(right, ends[1])
        row = next(
            (
                number
                for number, held in enumerate(taken)
                if all(right <= one or left >= two for one, two in held)
            ),
            len(taken),
        )
        if row == len(taken):
            taken.append([])
        taken[row].append((left, right))
        placed.append(_Placed(entry, at, left, right, row, words, is_left))
    return placed


def _label(entry: TimelineEntry) -> str:
    name = entry.name.removesuffix(f" {entry.year}")
    people = _people(entry)
    return f"{name}, n {people:,}" if people is not None else name


def _entry_words(entry: TimelineEntry) -> str:
    found = DIRECTION_WORDS[entry.study.direction]
    words = f"{entry.name}: {design_and_number(entry.study)}, found {found}"
    return f"{words}; {STANCE_WORDS[entry.stance]} the claim" if entry.stance else words


def _years(first: int, last: int, scale: float, canvas: Canvas) -> range:
    room = canvas.measure("2024", "small") + canvas.style.px(12)
    step = next((each for each in STEPS if each * scale >= room), STEPS[-1])
    return range(-(-first // step) * step, last + 1, step)
