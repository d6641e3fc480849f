"""How much of each skill has been learned, or was right, as bars."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF

from desktop_app.domain.questions import Skill
from desktop_app.study.questions.words import SKILL_WORDS
from desktop_app.ui.figures.canvas import Canvas
from desktop_app.ui.figures.drawing import Drawing, Table


class SkillsDrawing(Drawing):
    """A share of the questions of each skill, such as those that are learned."""

    print_width = 480

    def __init__(
        self, by_skill: Mapping[Skill, tuple[int, int]], word: str = "Learned", name: str = "skills"
    ) -> None:
        self.word = word
        self.title = f"{word}, by skill"
        self.name = f"study-{name}"
        self.rows = tuple(
            (SKILL_WORDS[skill], *by_skill[skill]) for skill in SKILL_WORDS if skill in by_skill
        )

    def lay_out(self, canvas: Canvas) -> None:
        """Draw a line for each skill: its words, how much of how much, a bar."""
        if not self.rows:
            canvas.text(0, 0, "There are no questions.", ink="quiet")
            return
        px, line, top = canvas.style.px, canvas.line_height(), 0.0
        for words, learned, total in self.rows:
            told = f"{learned} of {total}"
            room = canvas.width - canvas.measure(told, "small") - px(8)
            canvas.text(0, top, canvas.short(words, room))
            drop = canvas.line_height() - canvas.line_height("small")
            canvas.text(canvas.width, top + drop / 2, told, "small", "quiet", align=1.0)
            track = QRectF(0, top + line + px(2), canvas.width, px(6))
            canvas.box(track, "line", radius=px(3))
            if learned:
                wide = max(canvas.width * learned / total, px(6))
                done = QRectF(0, track.top(), wide, track.height())
                canvas.box(done, "accent", radius=px(3))
            top += line + px(16)

    def table(self) -> Table:
        """Return the skills with how much of how much."""
        rows = tuple((words, str(learned), str(total)) for words, learned, total in self.rows)
        return Table(("Skill", self.word, "Of"), rows)

    def summary(self) -> str:
        """Return how much of each skill."""
        return "; ".join(f"{words}: {learned} of {total}" for words, learned, total in self.rows)
