"""The page from which study is taken along: a deck for Anki, flash cards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Page, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.study.export_anki import AnkiExport
from desktop_app.ui.study.export_cards import CardsExport
from desktop_app.ui.study.page import StudyPage

ANKI = "The points with close-ups as notes and cards, for Anki on a computer or a phone."
CARDS = "A card for each point, to be printed on both sides and cut."
EXAM = "Exams are printed from their own page, before or after they are sat."


class ExportPage(StudyPage):
    """What can be made, each with what it is for."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.setAccessibleName("Take along")
        self.buttons: dict[str, QPushButton] = {}
        page = Page()
        page.add(text_label("Take along", role="title"))
        page.add(text_label("Everything is made on this computer.", role="quiet"))
        page.add(self._card("Anki deck", ANKI, "Export a deck…", self.open_anki))
        page.add(self._card("Flash cards", CARDS, "Print flash cards…", self.open_cards))
        page.add(text_label(EXAM, role="quiet"))
        page.body.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(page)

    def open_anki(self) -> AnkiExport:
        """Ask what goes into a deck."""
        dialog = AnkiExport(self.services, self)
        dialog.open()
        return dialog

    def open_cards(self) -> CardsExport:
        """Ask what goes onto cards."""
        dialog = CardsExport(self.services, self)
        dialog.open()
        return dialog

    def focus_main(self) -> None:
        """Put the keyboard on the first button."""
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, words: str, means: str, verb: str, do: Callable[[], object]) -> QWidget:
        card = QFrame()
        card.setProperty("role", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 12, 16, 16)
        box.setSpacing(4)
        box.addWidget(text_label(words, role="lead"))
        box.addWidget(text_label(means, role="quiet"))
        button = QPushButton(verb)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: do())
        self.buttons[words] = button
        row = QWidget()
        flow = FlowLayout(row)
        flow.setContentsMargins(0, 8, 0, 0)
        flow.addWidget(button)
        box.addWidget(row)
        return card
