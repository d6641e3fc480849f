"""The risk-of-bias table: traffic lights with signs, a row for each study."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from desktop_app.domain.refs import study_ref
from desktop_app.domain.risk import Light
from desktop_app.library.seeing_views import RiskCell, RiskPart, RiskRow, RiskTable
from desktop_app.ui.figures.canvas import Canvas
from desktop_app.ui.figures.drawing import Drawing, Table

LIGHTS = {
    Light.GOOD: ("+", "supports"),
    Light.DOUBTFUL: ("−", "mixed"),
    Light.BAD: ("×", "against"),
    Light.WORST: ("!", "against"),
    Light.NONE: ("?", "neutral"),
}
"""Sign and token of each light; signs as in robvis (McGuinness and Higgins 2020)."""

LEAST_COLUMN = 30
"""Pixels at 100 % that a light and its number take."""


class RiskDrawing(Drawing):
    """Risk of bias, item by item."""

    name = "risk-of-bias"

    def __init__(self, table: RiskTable) -> None:
        self.risk = table
        self.title = table.title

    def lay_out(self, canvas: Canvas) -> None:
        """Draw a table for each tool, its items numbered and named below."""
        top = 0.0
        if self.risk.why_empty:
            top += canvas.block(0, top, canvas.width, self.risk.why_empty)
        for part in self.risk.parts:
            top = self._part(canvas, part, top) + canvas.style.px(12)
        if self.risk.parts and self.risk.unjudged:
            names = ", ".join(name for _, name in self.risk.unjudged)
            canvas.block(0, top, canvas.width, f"Not judged: {names}.", "small", "quiet")

    def table(self) -> Table:
        """Return every judgement in words."""
        rows = []
        for part in self.risk.parts:
            for row in part.rows:
                for (_, item), cell in zip(part.items, row.cells, strict=True):
                    rows.append((row.name, part.title, item, cell.words, cell.why))
                rows.append((row.name, part.title, "Overall", row.overall.words, ""))
        rows += [(name, "", "", "not judged", "") for _, name in self.risk.unjudged]
        return Table(("Study", "Tool", "Item", "Verdict", "Why"), tuple(rows))

    def summary(self) -> str:
        """Return how each study was judged overall."""
        if self.risk.why_empty:
            return self.risk.why_empty
        told = [
            f"{row.name}: {row.overall.words} ({part.title})"
            for part in self.risk.parts
            for row in part.rows
        ]
        return f"Risk of bias. {'; '.join(told)}."

    def _part(self, canvas: Canvas, part: RiskPart, top: float) -> float:
        px = canvas.style.px
        top += canvas.block(0, top, canvas.width, part.title, bold=True) + px(4)
        names = max(canvas.measure(row.name, bold=True) for row in part.rows) + px(12)
        label = min(max(names, px(110)), canvas.width * 0.36)
        columns = len(part.items) + 1
        if (canvas.width - label) / columns < px(LEAST_COLUMN):
            return self._narrow(canvas, part, top)
        column = min((canvas.width - label) / columns, px(56))
        ends = [label + number * column + column / 2 for number in range(columns)]
        for number, middle in enumerate(ends):
            words = str(number + 1) if number < len(part.items) else "All"
            canvas.text(middle, top, words, "small", "quiet", bold=True, align=0.5)
        top += canvas.line_height("small") + px(4)
        for row in part.rows:
            top = self._row(canvas, part, row, ends, (label, column), top)
        canvas.line((0, top), (ends[-1] + column / 2, top), "line")
        return self._foot(canvas, part, top + px(6))

    def _narrow(self, canvas: Canvas, part: RiskPart, top: float) -> float:
        """Draw the lights under each study's name, as many in a line as there is room for."""
        px = canvas.style.px
        side = px(LEAST_COLUMN)
        height = canvas.line_height("small") + px(26)
        for row in part.rows:
            canvas.line((0, top), (canvas.width, top), "line")
            top += px(4) + canvas.block(0, top + px(4), canvas.width, row.name, bold=True)
            if row.outcome:
                top += canvas.block(0, top, canvas.width, row.outcome, "small", "quiet")
            left = 0.0
            for number, (words, cell) in enumerate(_cells(part, row), 1):
                if left and left + side > canvas.width:
                    left, top = 0.0, top + height
                middle = left + side / 2
                short = str(number) if number <= len(part.items) else "All"
                canvas.text(middle, top, short, "small", "quiet", bold=True, align=0.5)
                _light(canvas, (middle, top + height - px(15)), cell.light)
                box = QRectF(left, top, side, height)
                canvas.spot(box, _said(row, words, cell), study_ref(row.study.key))
                left += side
            top += height + px(4)
        return self._foot(canvas, part, top)

    def _foot(self, canvas: Canvas, part: RiskPart, top: float) -> float:
        top = self._legend(canvas, part, top)
        items = "  ".join(
            f"{number}\u00a0{words}." for number, (_, words) in enumerate(part.items, 1)
        )
        return top + canvas.block(0, top, canvas.width, items, "small", "quiet")

    def _row(
        self,
        canvas: Canvas,
        part: RiskPart,
        row: RiskRow,
        ends: list[float],
        sizes: tuple[float, float],
        top: float,
    ) -> float:
        px = canvas.style.px
        label, column = sizes
        canvas.line((0, top), (ends[-1] + column / 2, top), "line")
        lines = canvas.lines(row.name, label - px(8), bold=True)
        height = len(lines) * canvas.line_height() + px(10)
        words_top = top + px(5)
        if row.outcome:
            height += canvas.line_height("small") * len(
                canvas.lines(row.outcome, label - px(8), "small")
            )
        words_top += canvas.block(0, words_top, label - px(8), row.name, bold=True)
        if row.outcome:
            canvas.block(0, words_top, label - px(8), row.outcome, "small", "quiet")
        middle = top + height / 2
        for at, (words, cell) in zip(ends, _cells(part, row), strict=True):
            _light(canvas, (at, middle), cell.light)
            box = QRectF(at - column / 2, top, column, height)
            canvas.spot(box, _said(row, words, cell), study_ref(row.study.key))
        return top + height

    def _legend(self, canvas: Canvas, part: RiskPart, top: float) -> float:
        px = canvas.style.px
        shown = [cell for row in part.rows for cell in (*row.cells, row.overall)]
        x = 0.0
        for light, words in sorted(
            {(cell.light, cell.words) for cell in shown}, key=lambda pair: _ORDER.index(pair[0])
        ):
            width = px(34) + canvas.measure(words, "small")
            if x and x + width > canvas.width:
                x, top = 0.0, top + px(24)
            _light(canvas, (x + px(9), top + px(10)), light)
            words_top = top + px(10) - canvas.line_height("small") / 2
            canvas.text(x + px(22), words_top, words, "small", "quiet")
            x += width
        return top + px(26)


_ORDER = (*Light, None)


def _cells(part: RiskPart, row: RiskRow) -> list[tuple[str, RiskCell]]:
    """Return a study's judgements with the words of their items, the overall one last."""
    items = zip(part.items, row.cells, strict=True)
    return [*((words, cell) for (_, words), cell in items), ("Overall", row.overall)]


def _said(row: RiskRow, words: str, cell: RiskCell) -> str:
    told = f"{row.name}, {words}: {cell.words}"
    return f"{told}. {cell.why}" if cell.why else told


def _light(canvas: Canvas, middle: tuple[float, float], light: Light | None) -> None:
    size = canvas.style.px(9)
    if light is None:
        canvas.circle(middle, size, edge="edge")
        return
    sign, token = LIGHTS[light]
    canvas.circle(middle, size, token)
    top = middle[1] - canvas.line_height() / 2
    canvas.text(middle[0], top, sign, "body", "sheet", bold=True, align=0.5)
