"""Badges and marks: design, number, direction, stance and certainty, in words and shapes."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.domain.evidence import Certainty, Direction, Stance
from desktop_app.domain.evidence_words import CERTAINTY_WORDS as CERTAINTY_WORDS
from desktop_app.domain.evidence_words import DESIGN_WORDS as DESIGN_WORDS
from desktop_app.domain.evidence_words import DIRECTION_WORDS as DIRECTION_WORDS
from desktop_app.domain.evidence_words import KIND_WORDS as KIND_WORDS
from desktop_app.domain.evidence_words import STANCE_WORDS as STANCE_WORDS
from desktop_app.domain.evidence_words import design_and_number as design_and_number
from desktop_app.domain.evidence_words import design_word as design_word
from desktop_app.domain.evidence_words import study_name as study_name
from desktop_app.domain.evidence_words import surname as surname
from desktop_app.ui.theme import Theme

CERTAINTY_STEPS = {
    Certainty.HIGH: 4,
    Certainty.MODERATE: 3,
    Certainty.LOW: 2,
    Certainty.VERY_LOW: 1,
}
"""Filled dots of four; what stands outside GRADE has none."""


class Mark(Enum):
    """A shape that says a direction or stance without colour, with the token it is drawn in."""

    UP = "supports"
    DIAMOND = "mixed"
    DOWN = "against"
    BARS = "neutral"
    RING = "context"


DIRECTION_MARKS = {
    Direction.BENEFIT: Mark.UP,
    Direction.MIXED: Mark.DIAMOND,
    Direction.NO_DIFFERENCE: Mark.BARS,
    Direction.HARM: Mark.DOWN,
    Direction.NOT_APPLICABLE: Mark.RING,
}
STANCE_MARKS = {
    Stance.SUPPORTS: Mark.UP,
    Stance.MIXED: Mark.DIAMOND,
    Stance.AGAINST: Mark.DOWN,
    Stance.CONTEXT: Mark.RING,
}
MARK_TOKENS = {
    Mark.UP: "supports",
    Mark.DIAMOND: "mixed",
    Mark.DOWN: "against",
    Mark.BARS: "neutral",
    Mark.RING: "neutral",
}


def paint_mark(painter: QPainter, box: QRectF, mark: Mark, colour: QColor) -> None:
    """Draw a mark inside a square box, pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    middle = box.center()
    if mark is Mark.UP:
        painter.drawPolygon(
            QPolygonF([QPointF(middle.x(), top), QPointF(right, bottom), QPointF(left, bottom)])
        )
    elif mark is Mark.DOWN:
        painter.drawPolygon(
            QPolygonF([QPointF(left, top), QPointF(right, top), QPointF(middle.x(), bottom)])
        )
    elif mark is Mark.DIAMOND:
        painter.drawPolygon(
            QPolygonF(
                [QPointF(middle.x(), top), QPointF(right, middle.y()),
                 QPointF(middle.x(), bottom), QPointF(left, middle.y())]
            )
        )  # fmt: skip
    elif mark is Mark.BARS:
        thick = box.height() / 4
        painter.drawRect(QRectF(left, top + thick * 0.5, box.width(), thick))
        painter.drawRect(QRectF(left, bottom - thick * 1.5, box.width(), thick))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, box.width() / 6))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    painter.restore()


def paint_steps(painter: QPainter, box: QRectF, filled: int, colour: QColor) -> None:
    """Draw four dots in a row, the first ``filled`` of them solid."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1))
    side = box.height()
    for step in range(4):
        painter.setBrush(colour if step < filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(box.left() + step * side * 1.4, box.top(), side, side))
    painter.restore()


class Badge(QLabel):
    """A short fact on a soft ground, such as ``randomised trial, n 62``; wraps when it must."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "badge")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        # A label with a frame would indent its text on one side only.
        self.setIndent(0)

    def sizeHint(self) -> QSize:
        """Return the size of the text in one line, pixels."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + self._around()
        return QSize(width, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the size of the longest word, pixels."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        words = self.text().split() or [""]
        widest = max(metrics.horizontalAdvance(word) for word in words)
        return QSize(widest + self._around(), metrics.height() + 2)

    def _around(self) -> int:
        # Padding of the style sheet; measures of the font are not whole pixels.
        return 14


class MarkLabel(QWidget):
    """A painted mark followed by its word in the mark's colour."""

    def __init__(
        self, theme: Theme, word: str, mark: Mark, token: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.word = word
        self.mark = mark
        self.token = token or MARK_TOKENS[mark]
        self.setAccessibleName(word)
        theme.changed.connect(self._restyle)
        self._restyle()

    @classmethod
    def direction(cls, theme: Theme, direction: Direction) -> MarkLabel:
        """Return the mark of what a study found."""
        return cls(theme, DIRECTION_WORDS[direction], DIRECTION_MARKS[direction])

    @classmethod
    def stance(cls, theme: Theme, stance: Stance) -> MarkLabel:
        """Return the mark of how a study bears on a claim."""
        return cls(theme, STANCE_WORDS[stance], STANCE_MARKS[stance])

    def sizeHint(self) -> QSize:
        """Return the size of mark and word, pixels."""
        metrics = self.fontMetrics()
        side = self._side()
        return QSize(metrics.horizontalAdvance(self.word) + side + 7, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Return ``sizeHint``: a mark is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw mark and word."""
        painter = QPainter(self)
        colour = self.theme.colour(self.token)
        side = self._side()
        box = QRectF(1, (self.height() - side) / 2, side, side)
        paint_mark(painter, box, self.mark, colour)
        painter.setPen(colour)
        painter.setFont(self.font())
        where = self.rect().adjusted(side + 6, 0, 0, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self.word)
        painter.end()

    def _side(self) -> int:
        return max(8, self.fontMetrics().ascent() * 3 // 4)

    def _restyle(self) -> None:
        self.setFont(self.theme.font("small"))
        self.updateGeometry()
        self.update()


class CertaintyBadge(QWidget):
    """The certainty in words with filled dots of four; ``traditional`` has words only."""

    def __init__(self, theme: Theme, certainty: Certainty, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.certainty = certainty
        self.word = CERTAINTY_WORDS[certainty]
        self.setAccessibleName(self.word)
        theme.changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        """Return the size of dots and words, pixels."""
        metrics = self.fontMetrics()
        return QSize(
            metrics.horizontalAdvance(self.word) + self._dots_width() + 12, metrics.height() + 2
        )

    def minimumSizeHint(self) -> QSize:
        """Return ``sizeHint``: a badge is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, dots and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("badge"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        ink = self.theme.colour("ink")
        left = 6
        steps = CERTAINTY_STEPS.get(self.certainty)
        if steps is not None:
            side = self._dot()
            box = QRectF(left, (self.height() - side) / 2, side, side)
            paint_steps(painter, box, steps, ink)
            left += self._dots_width()
        painter.setPen(ink)
        painter.setFont(self.font())
        where = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self.word)
        painter.end()

    def _dot(self) -> float:
        return max(5.0, self.fontMetrics().ascent() / 2)

    def _dots_width(self) -> int:
        if self.certainty not in CERTAINTY_STEPS:
            return 0
        return round(self._dot() * 1.4 * 4 + 4)

    def _restyle(self) -> None:
        self.setFont(self.theme.font("small"))
        self.updateGeometry()
        self.update()
