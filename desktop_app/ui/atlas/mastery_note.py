"""What lies over the diagram while mastery is shown: its legend, or why nothing is to be seen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.ui.diagram.mastery import SAMPLES, STEPS
from desktop_app.ui.diagram.mastery_legend import ShareMark
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.services import Services

TEXT_WIDTH = 190
"""Pixels at 100 % of the sentence that stands where there is no legend."""

SHARE_OF_ROOM = (0.36, 0.42)
"""How much of the diagram's width and height the words of the legend may take."""

HIGHEST_TOLD = 0.2
"""How much of the diagram's height a sentence may take; else its brief form stands there."""


class MasteryNote(QFrame):
    """The steps of mastery with their words; samples alone where the diagram is small."""

    study_wanted = Signal()
    """Sent by the link beside the words that nothing has been learned yet."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self.services = services
        self.setProperty("role", "popup")
        self.head = QLabel("Mastery")
        self.head.setProperty("role", "heading")
        self.full, self.short = self._full(), self._short()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.study = LinkButton("Begin in Study", services)
        self.study.clicked.connect(self.study_wanted)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 6, 8, 6)
        box.setSpacing(4)
        for part in (self.head, self.full, self.short, self.told):
            box.addWidget(part)
        box.addWidget(self.study, 0, Qt.AlignmentFlag.AlignLeft)
        self._room = QSize(0, 0)
        self._words = self._brief = ""
        self.show_steps()

    def show_steps(self) -> None:
        """Show the legend."""
        self._words = ""
        self.setAccessibleName(
            "Mastery, how full each point is: "
            + "; ".join(f"{step.word}: {step.means}" for step in STEPS)
        )
        self.study.hide()
        self.told.hide()
        self.fit(self._room)

    def tell(self, words: str, brief: str, begin: bool = False) -> None:
        """Say why no mastery is to be seen.

        Parameters
        ----------
        words, brief
            What is said, and what where there is little room.
        begin
            Offer the way to Study.
        """
        self._words, self._brief = words, brief
        self.setAccessibleName(f"Mastery: {words}")
        self.told.setToolTip(words)
        self.told.show()
        self.study.setVisible(begin)
        self.full.hide()
        self.short.hide()
        self.fit(self._room)

    def fit(self, room: QSize) -> None:
        """Say as much as a diagram of this size has room for."""
        self._room = room
        # What was measured in another text size is not to be trusted.
        for part in (self.full, self.short, self):
            layout = part.layout()
            if layout is not None:
                layout.invalidate()
        if self._words:
            width = max(min(self.services.theme.scaled(TEXT_WIDTH), room.width() - 48), 80)
            self.told.setText(self._words)
            if self.told.heightForWidth(width) > HIGHEST_TOLD * room.height():
                self.told.setText(self._brief)
            self.told.setFixedWidth(width)
        else:
            across, down = SHARE_OF_ROOM
            hint = self.full.sizeHint()
            fits = hint.width() <= across * room.width() and hint.height() <= down * room.height()
            self.full.setVisible(fits)
            self.short.setVisible(not fits)
        self.adjustSize()

    def _full(self) -> QWidget:
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        # The fullest stands above, as on a scale.
        for line, (step, share) in enumerate(reversed(SAMPLES)):
            word = QLabel(step.word)
            for column, part in enumerate((ShareMark(self.services.theme, share), word)):
                part.setToolTip(f"{step.word}: {step.means}")
                grid.addWidget(part, line, column)
        return held

    def _short(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for step, share in SAMPLES:
            mark = ShareMark(self.services.theme, share)
            mark.setToolTip(f"{step.word}: {step.means}")
            mark.setAccessibleName(step.word)
            row.addWidget(mark)
        return held
