"""The evidence map: conditions or outcomes by design, a bubble for what was found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from desktop_app.domain.evidence_words import DIRECTION_WORDS
from desktop_app.domain.refs import Ref, study_ref
from desktop_app.domain.slugs import sentence_case
from desktop_app.library.seeing_views import Bubble, EvidenceMap
from desktop_app.ui.figures.canvas import Canvas
from desktop_app.ui.figures.drawing import Drawing, Table
from desktop_app.ui.figures.marks import bubble, legend, people_words, radius
from desktop_app.ui.figures.style import Style

LEAST_COLUMN, MOST_COLUMN = 44, 160
LABEL = 200
"""Pixels at 100 %: the narrowest and the widest column, and the width of the rows' words."""

NOTE = (
    "Each bubble holds the studies of one design that found the same; the number says how many if "
    "more than one. A study stands in every row that it names."
)


class MapDrawing(Drawing):
    """Where there is evidence, of what kind, and where there is none."""

    name = "evidence-map"
    print_width = 1040

    def __init__(self, evidence: EvidenceMap) -> None:
        self.evidence = evidence
        self.title = evidence.title
        self._words = dict(evidence.rows)
        self._designs = dict(evidence.designs)

    def least_width(self, style: Style) -> float:
        """Return the width at which two bubbles still stand side by side in every column."""
        return style.px(LABEL * 0.8 + LEAST_COLUMN * len(self.evidence.designs))

    def lay_out(self, canvas: Canvas) -> None:
        """Draw the grid with its bubbles and the legend."""
        if self.evidence.why_empty:
            canvas.block(0, 0, canvas.width, self.evidence.why_empty, ink="quiet")
            return
        px = canvas.style.px
        label = min(px(LABEL), canvas.width * 0.3)
        column = min((canvas.width - label) / len(self.evidence.designs), px(MOST_COLUMN))
        lefts = {design: label + at * column for at, design in enumerate(self._designs)}
        top = self._heads(canvas, lefts, column)
        first = top
        canvas.kept = (label, top)
        cells: dict[tuple[str, str], list[Bubble]] = {}
        for each in self.evidence.bubbles:
            cells.setdefault((each.row, each.design), []).append(each)
        for row, words in self.evidence.rows:
            held = {design: cells.get((row, design), []) for design in lefts}
            top = self._row(canvas, words, held, lefts, column, top)
        for left in lefts.values():
            canvas.line((left, first), (left, top), "line")
        top = legend(canvas, top + px(8))
        for words in (NOTE, self.evidence.left_out):
            if words:
                top += canvas.block(0, top, canvas.width, words, "small", "quiet")

    def table(self) -> Table:
        """Return a line for each bubble."""
        rows = tuple(
            (
                self._words[each.row], sentence_case(self._designs[each.design]),
                DIRECTION_WORDS[each.direction], str(each.count),
                "" if each.people is None else f"{each.people:,}",
            )
            for each in self.evidence.bubbles
        )  # fmt: skip
        return Table(
            (sentence_case(self.evidence.by), "Design", "Found", "Studies", "People"), rows
        )

    def summary(self) -> str:
        """Return how many studies stand in how many rows and columns."""
        if self.evidence.why_empty:
            return self.evidence.why_empty
        return (
            f"{self.evidence.studies:,} studies by {self.evidence.by} ({len(self.evidence.rows)}) "
            f"and design ({len(self.evidence.designs)}). {self.evidence.left_out}"
        ).strip()

    def words(self, each: Bubble) -> str:
        """Return what a bubble says when it is pointed at."""
        count = "1 study" if each.count == 1 else f"{each.count:,} studies"
        return (
            f"{self._words[each.row]}, {self._designs[each.design]}, "
            f"{DIRECTION_WORDS[each.direction]}: {count}, {people_words(each.people)}"
        )

    def _heads(self, canvas: Canvas, lefts: dict[str, float], column: float) -> float:
        px = canvas.style.px
        words = {design: sentence_case(self._designs[design]) for design in lefts}
        widest = max(
            canvas.measure(word, "small") for each in words.values() for word in each.split()
        )
        if widest > column - px(6):
            height = max(canvas.measure(each, "small") for each in words.values()) + px(6)
            for design, left in lefts.items():
                canvas.upright(left + column / 2, height, words[design])
            return height + px(6)
        height = max(
            len(canvas.lines(each, column - px(6), "small")) for each in words.values()
        ) * canvas.line_height("small")
        for design, left in lefts.items():
            lines = len(canvas.lines(words[design], column - px(6), "small"))
            top = height - lines * canvas.line_height("small")
            room = column - px(6)
            canvas.block(left + px(3), top, room, words[design], "small", "quiet", align=0.5)
        return height + px(6)

    def _row(
        self,
        canvas: Canvas,
        words: str,
        held: dict[str, list[Bubble]],
        lefts: dict[str, float],
        column: float,
        top: float,
    ) -> float:
        px = canvas.style.px
        label = min(lefts.values()) - px(10)
        lines = len(canvas.lines(words, label, "small"))
        stacks = {design: _stacked(canvas, each, column - px(4)) for design, each in held.items()}
        tallest = max(
            (sum(_height(canvas, line) for line in stack) for stack in stacks.values()), default=0
        )
        height = max(tallest, lines * canvas.line_height("small"), px(20)) + px(8)
        canvas.line((0, top), (max(lefts.values()) + column, top), "line")
        words_top = top + (height - lines * canvas.line_height("small")) / 2
        canvas.block(0, words_top, label, words, "small")
        for design, stack in stacks.items():
            middle = lefts[design] + column / 2
            at = top + (height - sum(_height(canvas, line) for line in stack)) / 2
            for line in stack:
                self._line(canvas, line, middle, at)
                at += _height(canvas, line)
        return top + height

    def _line(self, canvas: Canvas, line: Sequence[Bubble], middle: float, top: float) -> None:
        px = canvas.style.px
        height = _height(canvas, line)
        left = middle - sum(_width(canvas, each) for each in line) / 2
        for each in line:
            size = radius(canvas, each.people)
            at = left + size + px(2)
            bubble(canvas, (at, top + height / 2), each.people, each.direction)
            if each.count > 1:
                words_top = top + height / 2 - canvas.line_height("small") / 2
                canvas.text(at + size + px(2), words_top, str(each.count), "small", bold=True)
            width = _width(canvas, each)
            # A finger or an unsteady hand needs more than the smallest bubble.
            least = max(height, px(24))
            box = QRectF(left, top + (height - least) / 2, width, least)
            target: Ref | str = study_ref(each.keys[0]) if each.count == 1 else each.query
            canvas.spot(box, self.words(each), target)
            left += width


def _width(canvas: Canvas, each: Bubble) -> float:
    number = canvas.measure(str(each.count), "small", True) if each.count > 1 else 0.0
    gap = canvas.style.px(8 if each.count > 1 else 4)
    return 2 * radius(canvas, each.people) + gap + number


def _height(canvas: Canvas, line: Sequence[Bubble]) -> float:
    return 2 * max(radius(canvas, each.people) for each in line) + canvas.style.px(4)


def _stacked(canvas: Canvas, bubbles: Sequence[Bubble], width: float) -> list[list[Bubble]]:
    """Return bubbles in lines that fit the column."""
    lines: list[list[Bubble]] = []
    used = 0.0
    for each in bubbles:
        needed = _width(canvas, each)
        if not lines or used + needed > width:
            lines.append([])
            used = 0.0
        lines[-1].append(each)
        used += needed
    return lines
