"""The forest plot: effects on an axis, a diamond where pooling is right, the rest in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from desktop_app.domain.appraisal import Better, Effect
from desktop_app.domain.evidence import Direction
from desktop_app.domain.evidence_words import DIRECTION_WORDS, STANCE_WORDS, design_and_number
from desktop_app.domain.pooling import Pooled, estimate
from desktop_app.domain.refs import study_ref
from desktop_app.library.seeing_views import Forest, ForestPanel, ForestRow, ToldResult
from desktop_app.library.seeing_words import digits_for, lowered, number, percent
from desktop_app.ui.figures.axis import axis_for, tick_words
from desktop_app.ui.figures.canvas import Canvas
from desktop_app.ui.figures.drawing import Drawing, Table
from desktop_app.ui.rich.badges import DIRECTION_MARKS, MARK_TOKENS, STANCE_MARKS, Mark

SHOWN = 5
"""Results in words that are shown before the rest is asked for."""

NARROW = 440
"""Below this width, pixels at 100 %, the names stand above the lines instead of beside them."""

GAP = 12
SEPARATOR = "; "


class ForestDrawing(Drawing):
    """Effects of studies on an axis, and what the others found."""

    name = "forest-plot"

    def __init__(self, forest: Forest) -> None:
        self.forest = forest
        self.title = forest.title

    @property
    def more(self) -> int:
        """How many results in words are left out at first."""
        return max(0, len(self.forest.told) - SHOWN)

    def lay_out(self, canvas: Canvas) -> None:
        """Draw each panel, then what has no place on an axis."""
        top = 0.0
        for panel in self.forest.panels:
            top = _Panel(canvas, panel).draw(top) + canvas.style.px(16)
        if self.forest.why_empty:
            top += canvas.block(0, top, canvas.width, self.forest.why_empty)
            top += canvas.style.px(8)
        told = self.forest.told if canvas.whole else self.forest.told[:SHOWN]
        if told and self.forest.panels:
            canvas.text(0, top, "Without an effect that can be drawn", "small", "quiet", bold=True)
            top += canvas.line_height("small") + canvas.style.px(4)
        for result in told:
            top = _tell(canvas, result, top)
        if self.forest.left_out:
            top += canvas.block(0, top, canvas.width, self.forest.left_out, "small", "quiet")
        canvas.skip(top)

    def table(self) -> Table:
        """Return effects and told results row by row."""
        rows = [
            (
                row.name, row.outcome.name, row.outcome.time_point, row.outcome.comparison,
                panel.measure.value, effect_words(row.finding.effect),
                "" if row.weight is None else percent(row.weight),
            )
            for panel in self.forest.panels
            for row in panel.rows
        ]  # fmt: skip
        for panel in self.forest.panels:
            if panel.pooled is not None:
                words = effect_words(panel.pooled.effect)
                rows.append(("Pooled", panel.title, "", "", panel.measure.value, words, percent(1)))
        rows += [(told.name, told.words, "", "", "", told.why or "no effect", "")
                 for told in self.forest.told]  # fmt: skip
        headers = ("Study", "Outcome", "When", "Compared", "Measure", "Effect", "Weight")
        return Table(headers, tuple(rows))

    def summary(self) -> str:
        """Return how many effects there are and whether they are pooled."""
        if self.forest.why_empty:
            return self.forest.why_empty
        return " ".join(map(_panel_words, self.forest.panels))


def effect_words(effect: Effect, digits: int | None = None) -> str:
    """Return an effect with its interval, such as ``1.21 (1.10 to 1.34)``."""
    digits = digits_for([effect]) if digits is None else digits
    words = number(effect.value, digits)
    if effect.low is None or effect.high is None:
        return words
    return f"{words} ({number(effect.low, digits)} to {number(effect.high, digits)})"


def _panel_words(panel: ForestPanel) -> str:
    count = len(panel.rows)
    words = f"{panel.title}: {count} {'effect' if count == 1 else 'effects'}."
    if panel.pooled is None:
        return f"{words} Not pooled: {panel.why_not}"
    return f"{words} Pooled: {effect_words(panel.pooled.effect)}."


def _tell(canvas: Canvas, result: ToldResult, top: float) -> float:
    side = canvas.style.px(10)
    direction = result.direction
    mark = DIRECTION_MARKS[direction] if direction else Mark.RING
    middle = top + canvas.line_height() / 2
    canvas.mark((side / 2 + 1, middle), side, mark, MARK_TOKENS[mark])
    left = side + canvas.style.px(8)
    canvas.text(left, top, result.name, bold=True)
    after = left + canvas.measure(result.name, bold=True) + canvas.style.px(8)
    is_told = direction not in (None, Direction.NOT_APPLICABLE)
    found = DIRECTION_WORDS[direction] if direction and is_told else ""
    note = " · ".join(filter(None, (design_and_number(result.study), found, result.why)))
    small_top = top + canvas.line_height() - canvas.line_height("small") - 1
    bottom = top + canvas.line_height()
    if after + canvas.measure(note, "small") <= canvas.width:
        canvas.text(after, small_top, note, "small", "quiet")
    else:
        bottom += canvas.block(left, bottom, canvas.width - left, note, "small", "quiet")
    bottom += canvas.block(left, bottom, canvas.width - left, result.words)
    words = f"{result.name}, {note}: {result.words}" if note else f"{result.name}: {result.words}"
    canvas.spot(QRectF(0, top, canvas.width, bottom - top), words, study_ref(result.study.key))
    return bottom + canvas.style.px(8)


class _Panel:
    """Lays out one axis with its rows."""

    def __init__(self, canvas: Canvas, panel: ForestPanel) -> None:
        self.canvas = canvas
        self.panel = panel
        px = canvas.style.px
        effects = [row.finding.effect for row in panel.rows]
        self.shared = _shared(panel)
        shown = [*effects, *([panel.pooled.effect] if panel.pooled else [])]
        self.digits = digits_for(effects)
        self.effect_width = max(canvas.measure(self._told(each)) for each in shown)
        self.weight_width = canvas.measure("100 %") + px(GAP) if panel.pooled else 0.0
        right = canvas.width - self.effect_width - self.weight_width - px(GAP)
        wanted = px(24) + max(
            max(
                canvas.measure(row.name, bold=True),
                canvas.measure(_detail(row, self.shared), "small"),
            )
            for row in panel.rows
        )
        self.name_width = min(max(wanted, px(150)), canvas.width * 0.34)
        self.is_narrow = canvas.width < px(NARROW)
        left = px(8) if self.is_narrow else self.name_width + px(GAP)
        self.axis = axis_for(shown, left, canvas.width - px(8) if self.is_narrow else right)
        most = max(estimate(each).weight for each in effects)
        self.sizes = [(estimate(each).weight / most) ** 0.5 for each in effects]

    def _told(self, effect: Effect) -> str:
        return effect_words(effect, self.digits)

    def draw(self, top: float) -> float:
        canvas, px = self.canvas, self.canvas.style.px
        top += canvas.block(0, top, canvas.width, self.panel.title, bold=True)
        if self.shared:
            words = SEPARATOR.join(self.shared)
            top += canvas.block(0, top, canvas.width, words, "small", "quiet")
        top = first = top + px(8)
        if not self.is_narrow:
            top = first = self._headings(top)
        for row, size in zip(self.panel.rows, self.sizes, strict=True):
            top = self._row(row, size, top)
        pooled = self.panel.pooled
        if pooled is not None:
            top = self._diamond(pooled, top)
        if not self.is_narrow:
            self._upright(first, top)
        top = self._favours(self._ticks(top))
        return self._notes(top)

    def _upright(self, top: float, bottom: float) -> None:
        """Draw the line of no difference and that of the mean over a stretch."""
        null = self.axis.place(self.panel.measure.null)
        self.canvas.line((null, top), (null, bottom), "quiet", 1.0)
        if self.panel.pooled is not None:
            at = self.axis.place(self.panel.pooled.effect.value)
            self.canvas.line((at, top), (at, bottom), "accent", 1.0, dashes=(3, 3))

    def _headings(self, top: float) -> float:
        canvas = self.canvas
        canvas.text(0, top, "Study", "small", "quiet", bold=True)
        right = canvas.width - self.weight_width
        level = {each.finding.effect.level for each in self.panel.rows}
        interval = f"{level.pop():g} % CI" if len(level) == 1 else "CI"
        words = f"{self.panel.measure.value} ({interval})"
        canvas.text(right, top, words, "small", "quiet", bold=True, align=1)
        if self.weight_width:
            canvas.text(canvas.width, top, "Weight", "small", "quiet", bold=True, align=1)
        return top + canvas.line_height("small") + canvas.style.px(4)

    def _row(self, row: ForestRow, size: float, top: float) -> float:
        canvas, px = self.canvas, self.canvas.style.px
        side = px(10)
        mark = (
            STANCE_MARKS[row.stance] if row.stance else DIRECTION_MARKS[row.finding.study.direction]
        )
        canvas.mark((side / 2 + 1, top + canvas.line_height() / 2), side, mark, MARK_TOKENS[mark])
        left = side + px(8)
        room = (canvas.width if self.is_narrow else self.name_width) - left
        name_room = room - (self.effect_width + px(GAP) if self.is_narrow else 0)
        bottom = top + canvas.block(left, top, name_room, row.name, bold=True)
        detail = _detail(row, self.shared)
        if detail:
            bottom += canvas.block(left, bottom, room, detail, "small", "quiet")
        effect = row.finding.effect
        right = canvas.width - (0 if self.is_narrow else self.weight_width)
        canvas.text(right, top, self._told(effect), align=1)
        if row.weight is not None and not self.is_narrow:
            canvas.text(canvas.width, top, percent(row.weight), "body", "quiet", align=1)
        middle = bottom + px(12) if self.is_narrow else top + canvas.line_height() / 2
        if self.is_narrow:
            self._upright(middle - px(11), middle + px(11))
        self._interval(effect, size, middle)
        bottom = max(bottom, middle + px(12)) if self.is_narrow else bottom
        box = QRectF(0, top - px(2), canvas.width, bottom - top + px(4))
        canvas.spot(box, _row_words(row), study_ref(row.finding.study.key))
        return bottom + px(10)

    def _interval(self, effect: Effect, size: float, middle: float) -> None:
        canvas, px, axis = self.canvas, self.canvas.style.px, self.axis
        token = tone(effect, self.panel.better)
        if effect.low is not None and effect.high is not None:
            low, high = axis.place(effect.low), axis.place(effect.high)
            canvas.line((low, middle), (high, middle), token, px(1.5))
            for bound, end, way in ((effect.low, low, 1), (effect.high, high, -1)):
                if axis.holds(bound):
                    canvas.line((end, middle - px(4)), (end, middle + px(4)), token, px(1.5))
                else:
                    tip, back = end, end + way * px(7)
                    canvas.polygon(
                        [(tip, middle), (back, middle - px(4)), (back, middle + px(4))], token
                    )
        half = px(3 + 5 * size)
        at = axis.place(effect.value)
        canvas.box(QRectF(at - half, middle - half, 2 * half, 2 * half), token)

    def _diamond(self, pooled: Pooled, top: float) -> float:
        canvas, px = self.canvas, self.canvas.style.px
        kind = "random effects" if pooled.is_random else "one common effect"
        room = canvas.width if self.is_narrow else self.name_width
        canvas.line((0, top - px(4)), (canvas.width, top - px(4)), "line")
        bottom = top + canvas.block(0, top, room, "All together", bold=True)
        bottom += canvas.block(0, bottom, room, kind, "small", "quiet")
        right = canvas.width - (0 if self.is_narrow else self.weight_width)
        canvas.text(right, top, self._told(pooled.effect), bold=True, align=1)
        middle = bottom + px(10) if self.is_narrow else top + canvas.line_height() / 2
        if self.is_narrow:
            self._upright(middle - px(11), middle + px(14))
        effect, axis = pooled.effect, self.axis
        low = axis.place(effect.value if effect.low is None else effect.low)
        high = axis.place(effect.value if effect.high is None else effect.high)
        at = axis.place(effect.value)
        if pooled.low is not None and pooled.high is not None:
            ends = axis.place(pooled.low), axis.place(pooled.high)
            canvas.line((ends[0], middle), (ends[1], middle), "accent", px(3), dashes=(1, 1))
        corners = [(low, middle), (at, middle - px(7)), (high, middle), (at, middle + px(7))]
        canvas.polygon(corners, "accent", "accent")
        return max(bottom, middle + px(10)) + px(4)

    def _ticks(self, top: float) -> float:
        canvas, px, axis = self.canvas, self.canvas.style.px, self.axis
        canvas.line((axis.left, top), (axis.right, top), "quiet")
        last = float("-inf")
        for value in axis.ticks():
            at, words = axis.place(value), tick_words(value)
            canvas.line((at, top), (at, top + px(4)), "quiet")
            half = canvas.measure(words, "small") / 2
            if at - half > last + px(4):
                canvas.text(at, top + px(5), words, "small", "quiet", align=0.5)
                last = at + half
        return top + px(6) + canvas.line_height("small")

    def _favours(self, top: float) -> float:
        canvas, px, axis = self.canvas, self.canvas.style.px, self.axis
        null = axis.place(self.panel.measure.null)
        left, right = self.panel.favours
        reach = 0.0 if self.is_narrow else self.name_width * 0.5
        gap = px(10)
        one = canvas.block(
            reach, top, null - gap - reach, f"←\u00a0{left}", "small", "quiet", align=1
        )
        two = canvas.block(
            null + gap, top, canvas.width - null - gap, f"{right}\u00a0→", "small", "quiet"
        )
        return top + max(one, two) + px(4)

    def _notes(self, top: float) -> float:
        canvas, pooled = self.canvas, self.panel.pooled
        if pooled is None:
            words = f"No diamond: {_lowered(self.panel.why_not)}"
            return top + canvas.block(0, top, canvas.width, words, "small", "ink")
        words = (
            f"Heterogeneity: Q {number(pooled.q, 1)} on {len(self.panel.rows) - 1} degrees of "
            f"freedom, I² {percent(pooled.i_squared)}, τ² {pooled.tau_squared:.2g}."
        )
        if pooled.low is not None and pooled.high is not None:
            words += (
                " Dotted: where the effect of a new study would lie, "
                f"{number(pooled.low, self.digits)} to {number(pooled.high, self.digits)} "
                "(95 % prediction interval)."
            )
        return top + canvas.block(0, top, canvas.width, words, "small", "quiet")


def tone(effect: Effect, better: Better) -> str:
    """Return the token of an effect: for, against, or open as no difference is possible."""
    if effect.low is None or effect.high is None or better is Better.UNCLEAR:
        return "neutral"
    null = effect.measure.null
    if effect.low <= null <= effect.high:
        return "neutral"
    return "supports" if (effect.high < null) is (better is Better.LOWER) else "against"


def _shared(panel: ForestPanel) -> tuple[str, ...]:
    """Return what all rows have in common, so that it is said once."""
    told = [_told(row) for row in panel.rows]
    if len(told) == 1:
        return ()
    return tuple(part for part in told[0] if all(part in other for other in told[1:]))


def _told(row: ForestRow) -> tuple[str, ...]:
    """Return what was measured, when and between whom, as far as it is recorded."""
    outcome = row.outcome
    parts = (outcome.name, outcome.time_point, lowered(outcome.comparison))
    return tuple(filter(None, parts))


def _detail(row: ForestRow, shared: tuple[str, ...]) -> str:
    measured = SEPARATOR.join(part for part in _told(row) if part not in shared)
    stance = STANCE_WORDS[row.stance] if row.stance else ""
    own = "your reading" if row.finding.own else ""
    return " · ".join(filter(None, (stance, measured, own)))


def _row_words(row: ForestRow) -> str:
    stance = f", {STANCE_WORDS[row.stance]}" if row.stance else ""
    effect = row.finding.effect
    told = SEPARATOR.join(_told(row))
    words = f"{row.name}{stance}: {told}: {effect.measure} {effect_words(effect)}"
    return f"{words}. {row.outcome.result}" if row.outcome.result else words


def _lowered(sentence: str) -> str:
    """Return a sentence to go on after a colon; names keep their capital."""
    first = sentence.split(" ", 1)[0]
    return sentence if first not in _COMMON else sentence[:1].lower() + sentence[1:]


_COMMON = frozenset({"The", "These", "It", "Only", "No", "Different", "Randomised"})
