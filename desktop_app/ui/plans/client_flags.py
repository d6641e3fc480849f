"""Red flags, asked one by one before any point is chosen; what is there stays in sight."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.evidence import RedFlag
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flags import URGENCY
from desktop_app.ui.rich.lists import study_links
from desktop_app.ui.rich.pages import clear, text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted, sentence_case, slug_words


class FlagRow(QFrame):
    """One red flag with No and Yes; a yes says how soon a doctor must be seen, and what to do."""

    answered = Signal(str, bool)

    def __init__(self, flag: RedFlag, services: Services) -> None:
        super().__init__()
        self.flag = flag
        words, self._tone = URGENCY.get(
            flag.urgency, (sentence_case(slug_words(flag.urgency)), "caution")
        )
        self.answer = Segments(flag.text, ((False, "No"), (True, "Yes")))
        self.answer.chosen.connect(lambda there: self.answered.emit(flag.id, bool(there)))
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(text_label(flag.text.strip()), 1)
        top.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignTop)
        self.told = QWidget()
        told = QVBoxLayout(self.told)
        told.setContentsMargins(0, 0, 0, 4)
        told.setSpacing(2)
        stop = QLabel(f"Stop. {words}.")
        stop.setProperty("role", f"{self._tone}-word")
        told.addWidget(stop)
        told.addWidget(text_label(flag.action))
        if flag.studies:
            told.addWidget(study_links(flag.studies, services))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 8, 4)
        box.setSpacing(4)
        box.addLayout(top)
        box.addWidget(self.told)
        self.show_answer(None)

    def show_answer(self, there: bool | None) -> None:
        """Show whether the flag is there; None if it has not been asked."""
        self.answer.choose(there)
        self.told.setVisible(there is True)
        role = self._tone if there else "flag"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)


class RedFlags(QWidget):
    """All red flags of the condition; folded away once each has been asked and is not there."""

    answered = Signal(object)
    """Sent with answers by id, as they shall be."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.rows: dict[str, FlagRow] = {}
        self._answers: Mapping[str, bool] = {}
        self._is_unfolded = False
        self.state = text_label("", role="quiet")
        self.fold = LinkButton("", services)
        self.fold.clicked.connect(self._toggle)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.state, 1)
        top.addWidget(self.fold)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.none = QPushButton()
        self.none.setAutoDefault(False)
        self.none.clicked.connect(self._none)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addLayout(self._list)
        box.addWidget(self.none, 0, Qt.AlignmentFlag.AlignLeft)

    def show_flags(self, flags: tuple[RedFlag, ...], answers: Mapping[str, bool]) -> None:
        """Show the flags to ask for, and what has been answered."""
        if [flag.id for flag in flags] != list(self.rows):
            clear(self._list)
            self.rows = {flag.id: FlagRow(flag, self.services) for flag in flags}
            for row in self.rows.values():
                row.answered.connect(self._answer)
                self._list.addWidget(row)
        self._answers = answers
        self._show()

    def ask_first(self) -> bool:
        """Put the keyboard on the first flag that has not been asked; tell whether there is one."""
        for id_, row in self.rows.items():
            if id_ not in self._answers:
                row.answer.buttons[False].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _show(self) -> None:
        asked = sum(id_ in self._answers for id_ in self.rows)
        there = sum(bool(self._answers.get(id_)) for id_ in self.rows)
        left = len(self.rows) - asked
        folded = not left and not self._is_unfolded
        self.fold.setVisible(not left)
        self.fold.setText("Show all" if folded else "Fold")
        focus = QApplication.focusWidget()
        if folded and focus is not None and self.isAncestorOf(focus):
            # What the keyboard is on goes out of sight.
            self.fold.setFocus(Qt.FocusReason.OtherFocusReason)
        for id_, row in self.rows.items():
            row.show_answer(self._answers.get(id_))
            row.setVisible(not folded or bool(self._answers.get(id_)))
        found = counted(there, "is there", "are there") if there else "none is there"
        if left:
            self.state.setText(
                f"{asked} of {len(self.rows)} asked. Any of these sends the person to a doctor "
                "before, or instead of, acupuncture."
            )
        else:
            self.state.setText(f"All {len(self.rows)} asked: {found}.")
        self.none.setVisible(bool(left))
        # What has been answered with Yes stays; the words must not say otherwise.
        rest = "None of these is there" if not asked else f"None of the other {left} is there"
        self.none.setText(rest)

    def _answer(self, flag: str, there: bool) -> None:
        self.answered.emit({**self._answers, flag: there})

    def _none(self) -> None:
        self._is_unfolded = False
        self.answered.emit({**dict.fromkeys(self.rows, False), **self._answers})

    def _toggle(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._show()
