"""What an exam is to be: how many questions, how long, of what."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.domain.learning import Selection
from desktop_app.study.exam import BY_HAND
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Page, text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.study.choosing import Choosing

NUMBERS = (10, 20, 40, 60)
MINUTES = (0, 10, 20, 40, 60)
KEPT = "study.exam"
TYPING = "study.exam-typing"

EXPLAINED = (
    "Questions to choose or type, without help and without marks until you hand in. You may skip, "
    "flag and go back. An exam changes nothing of what is due."
)


class ExamSetup(Page):
    """The choices before an exam, remembered for the next."""

    begin_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setAccessibleName("Set up an exam")
        kept = services.settings.recall(KEPT, [20, 20])
        number, minutes = kept if isinstance(kept, list) and len(kept) == 2 else (20, 20)
        self.numbers = Segments("Questions", ((each, str(each)) for each in NUMBERS))
        self.numbers.choose(number if number in NUMBERS else NUMBERS[1])
        self.times = Segments(
            "Time", ((each, f"{each} min" if each else "No limit") for each in MINUTES)
        )
        self.times.choose(minutes if minutes in MINUTES else MINUTES[2])
        self.ways = Segments("Answers", ((False, "Choose"), (True, "Type where one can")))
        self.ways.choose(services.settings.recall(TYPING, False))
        self.ways.chosen.connect(lambda typing: services.settings.remember(TYPING, bool(typing)))
        for segments in (self.numbers, self.times):
            segments.chosen.connect(lambda _: self._keep())
        self.begin_button = QPushButton("Begin the exam")
        self.begin_button.setProperty("role", "primary")
        self.begin_button.setAutoDefault(False)
        self.begin_button.clicked.connect(self.begin_wanted)
        self.print_button = QPushButton("Print an exam…")
        self.print_button.setAutoDefault(False)
        self.print_button.setToolTip("Save these questions as a paper, with or without the answers")
        self.print_button.clicked.connect(self.print_wanted)
        self.told = text_label("", role="danger-word")
        self.told.hide()
        self._lay_out()

    @property
    def number(self) -> int:
        """How many questions."""
        return int(str(self.numbers.value or NUMBERS[1]))

    @property
    def minutes(self) -> int:
        """How many minutes; 0 is without a limit."""
        return int(str(self.times.value or 0))

    @property
    def typing(self) -> bool:
        """Whether answers are typed that can be."""
        return bool(self.ways.value)

    @property
    def selection(self) -> Selection:
        """What is asked about."""
        return self.choosing.selection

    def show_trouble(self, words: str) -> None:
        """Say why an exam could not be made, or nothing."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def focus_main(self) -> None:
        """Put the keyboard on the button that begins."""
        self.begin_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.add(text_label("Exam", role="title"))
        self.add(text_label(EXPLAINED, role="quiet"))
        rows = (("Questions", self.numbers), ("Time", self.times), ("Answers", self.ways))
        for words, segments in rows:
            self.add(_labelled(words, segments))
        self.choosing = Choosing(self.services, f"{KEPT}-selection", "What to ask about")
        self._leave_out()
        self.choosing.changed.connect(lambda: self.show_trouble(""))
        self.body.addSpacing(8)
        self.add(self.choosing)
        verbs = QWidget()
        flow = FlowLayout(verbs)
        flow.setContentsMargins(0, 12, 0, 0)
        flow.addWidget(self.begin_button)
        flow.addWidget(self.print_button)
        self.add(self.told)
        self.add(verbs)
        self.body.addStretch(1)

    def _leave_out(self) -> None:
        """Offer no skill that needs the body to click on."""
        for tick in self.choosing.ticks["skills"]:
            if tick.value in BY_HAND:
                tick.setChecked(False)
                tick.hide()

    def _keep(self) -> None:
        self.services.settings.remember(KEPT, [self.number, self.minutes])
        self.show_trouble("")


def _labelled(words: str, widget: QWidget) -> QWidget:
    held = QWidget()
    box = QVBoxLayout(held)
    box.setContentsMargins(0, 8, 0, 0)
    box.setSpacing(4)
    label = QLabel(words)
    label.setProperty("role", "small")
    box.addWidget(label)
    box.addWidget(widget)
    return held
