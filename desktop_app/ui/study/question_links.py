"""Where to read on about a question: chips to what it is about and to what was answered instead."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.questions import Question
from desktop_app.domain.refs import BadRef, Ref, point_ref
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import clear
from desktop_app.ui.services import Services
from desktop_app.ui.titles import title_of

LONGEST = 60
"""Letters of a link's words."""


class QuestionLinks(QWidget):
    """Chips that open what the library has; hidden if there is none.

    Parameters
    ----------
    back
        Where one returns to with Back, in words.
    """

    def __init__(self, services: Services, back: str) -> None:
        super().__init__()
        self.services = services
        self._back = back
        self._flow = FlowLayout(self, gap=8, line_gap=8)

    def show_links(self, question: Question, *instead: str) -> None:
        """Offer what it is about, and the points that were answered instead."""
        clear(self._flow)
        content = self.services.content
        refs = [ref_of(text) for text in (question.subject, *question.see)]
        named = (words.split(" ")[0] for words in instead)
        refs += [point_ref(code) for code in named if code in content.points]
        for ref in dict.fromkeys(refs):
            if ref is None or content.get(ref) is None:
                continue
            words = title_of(content, ref)
            short = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()}…"
            chip = Chip(short, self.services, ref)
            chip.setToolTip(f"Open {words}; Back returns to {self._back}")
            self._flow.addWidget(chip)
        self.setVisible(self._flow.count() > 0)


def ref_of(text: str) -> Ref | None:
    """Return the ref that a text stands for, or None."""
    try:
        return Ref.parse(text)
    except BadRef:
        return None
