"""A way of answering questions: shows one, takes the answer, then shows what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.questions import Question, Verdict
from desktop_app.ui.services import Services


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: what came of it, and what was given, in words to be kept and shown."""

    verdict: Verdict
    given: str = ""


class Asking(QWidget):
    """The part of a session in which one answers, by clicking, choosing or typing.

    The session shows what is asked above it, and below it the verdict, the right answer and why.
    """

    answered = Signal(object)
    """Sent once for each question shown, with the ``Answered``."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    def show_question(self, question: Question) -> None:
        """Ask a question; what was answered before is wiped away."""

    def show_answer(self) -> None:
        """Show the right answer of the question that is open; nothing more is taken.

        Called after ``answered``, and when the student has given up without an answer.
        """

    def focus_main(self) -> None:
        """Put the keyboard where one answers."""
        self.setFocus()

    def flush(self) -> None:
        """Give up what takes time, as the session is left."""
