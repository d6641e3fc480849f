"""What is put on paper: for whom, on which paper, which sections; and what is done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop_app.paper.sizes import PageSize
from desktop_app.planning.paper.kinds import SECTIONS, SHEET_WORDS, Sheet
from desktop_app.ui.plans.paper_choice import (
    PAGE_SIZE,
    SHEET,
    keep_section,
    kept_sections,
    kept_sheet,
    kept_size,
)
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Page, SectionHeading, text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

PAGE_WORDS = {PageSize.A4: "A4", PageSize.LETTER: "Letter"}
SHORT_SHEETS = {Sheet.PRACTITIONER: "Practitioner", Sheet.HANDOUT: "Client handout"}

DIAGRAM_FORMS = ((".png", "PNG picture"), (".svg", "SVG drawing"))

MOST_NAMED = 12
"""Letters that cannot be printed and are named; the rest is counted."""

WITHHELD = (
    "The handout leaves out depths, alerts and notes; it says what the evidence says, also where "
    "it is weak."
)


class PaperOptions(Page):
    """The choices, remembered from one plan to the next."""

    changed = Signal()
    print_wanted = Signal()
    pdf_wanted = Signal()
    docx_wanted = Signal()

    diagram_wanted = Signal(object, str)
    """Sent with the view and limb, and the suffix of the file."""

    copy_path_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(width=10_000, margins=(16, 12, 16))
        self.services = services
        self.setAccessibleName("What is put on paper")
        settings = services.settings
        self.sheet = kept_sheet(settings)
        self.page_size = kept_size(settings)
        self.sheets = Segments("Sheet", tuple(SHORT_SHEETS.items()))
        self.sheets.choose(self.sheet)
        self.sheets.chosen.connect(self._choose_sheet)
        self.sizes = Segments("Paper", tuple(PAGE_WORDS.items()))
        self.sizes.choose(self.page_size)
        self.sizes.chosen.connect(self._choose_size)
        self.boxes: dict[str, QCheckBox] = {}
        self.said = text_label("", role="small")
        self.missed = text_label("", role="doubt")
        self.missed.hide()
        self._sections = QVBoxLayout()
        self._sections.setSpacing(4)
        self._lay_out()
        self._show_sections()

    @property
    def sections(self) -> frozenset[str]:
        """The sections that are wanted."""
        return kept_sections(self.services.settings, self.sheet)

    def show_diagrams(self, views: Sequence[tuple[object, str]]) -> None:
        """Offer these views, each with its words, to be saved as pictures."""
        self.diagrams.setEnabled(bool(views))
        self._menu.clear()
        for view, words in views:
            for suffix, form in DIAGRAM_FORMS:
                entry = self._menu.addAction(f"{words}, as {form}…")
                entry.triggered.connect(
                    lambda _=False, v=view, s=suffix: self.diagram_wanted.emit(v, s)
                )

    def show_missed(self, missed: Sequence[str]) -> None:
        """Say which letters of the plan the fonts of paper do not have."""
        named = " ".join(missed[:MOST_NAMED])
        more = len(missed) - MOST_NAMED
        rest = f" and {more} more" if more > 0 else ""
        self.missed.setText(
            f"{counted(len(missed), 'character', 'characters')} cannot be printed: {named}{rest}. "
            "The sheet has \N{REPLACEMENT CHARACTER} in their place; the plan keeps them."
        )
        self.missed.setVisible(bool(missed))

    def show_saved(self, words: str) -> None:
        """Say what has been saved, and offer to go to it."""
        self.saved.setText(words)
        self.result.setVisible(bool(words))

    def _lay_out(self) -> None:
        choices = QWidget()
        across = FlowLayout(choices, gap=12, line_gap=8)
        across.addWidget(self.sheets)
        across.addWidget(self.sizes)
        self.add(choices)
        self.print_button = self._button("Print…", "Print the sheet (Ctrl+P)", True)
        self.print_button.clicked.connect(self.print_wanted)
        self.pdf_button = self._button("Save PDF…", "Save the sheet as a PDF (Ctrl+S)")
        self.pdf_button.clicked.connect(self.pdf_wanted)
        self.docx_button = self._button(
            "Handout as Word…", "Save the text of the handout as DOCX, to be edited"
        )
        self.docx_button.clicked.connect(self.docx_wanted)
        self.diagrams = self._button(
            "Diagrams…", "Save a diagram with the chosen points as PNG or SVG"
        )
        self._menu = QMenu(self.diagrams)
        self.diagrams.clicked.connect(self._offer_diagrams)
        self.diagrams.setEnabled(False)
        verbs = QWidget()
        flow = FlowLayout(verbs, gap=8, line_gap=8)
        flow.setContentsMargins(0, 8, 0, 0)
        for button in (self.print_button, self.pdf_button, self.docx_button, self.diagrams):
            flow.addWidget(button)
        self.add(verbs)
        self.add(self.missed)
        self.result = QWidget()
        lines = QVBoxLayout(self.result)
        lines.setContentsMargins(0, 8, 0, 0)
        lines.setSpacing(4)
        self.saved = text_label("")
        lines.addWidget(self.saved)
        links = QWidget()
        row = FlowLayout(links, gap=12, line_gap=2)
        self.copy_path = LinkButton("Copy path", self.services)
        self.copy_path.clicked.connect(self.copy_path_wanted)
        self.folder = LinkButton("Open folder", self.services)
        self.folder.clicked.connect(self.folder_wanted)
        row.addWidget(self.copy_path)
        row.addWidget(self.folder)
        lines.addWidget(links)
        self.result.hide()
        self.add(self.result)
        self.add(SectionHeading("Sections"))
        held = QWidget()
        held.setLayout(self._sections)
        self._sections.setContentsMargins(0, 0, 0, 0)
        self.add(held)
        self.add(self.said)
        self.body.addStretch(1)

    def _offer_diagrams(self) -> None:
        button = self.diagrams
        self._menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _show_sections(self) -> None:
        while self._sections.count():
            item = self._sections.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boxes = {}
        wanted = self.sections
        for section, words in SECTIONS[self.sheet].items():
            box = QCheckBox(words)
            box.setChecked(section in wanted)
            box.toggled.connect(lambda on, each=section: self._switch(each, on))
            self._sections.addWidget(box)
            self.boxes[section] = box
        handout = self.sheet is Sheet.HANDOUT
        self.said.setText(WITHHELD if handout else "")
        self.said.setVisible(handout)
        self.sheets.setToolTip(SHEET_WORDS[self.sheet])

    def _switch(self, section: str, on: bool) -> None:
        keep_section(self.services.settings, self.sheet, section, on)
        self.changed.emit()

    def _choose_sheet(self, sheet: object) -> None:
        self.sheet = Sheet(str(sheet))
        self.services.settings.remember(SHEET, self.sheet.value)
        self._show_sections()
        self.changed.emit()

    def _choose_size(self, size: object) -> None:
        self.page_size = PageSize(str(size))
        self.services.settings.remember(PAGE_SIZE, self.page_size.value)
        self.changed.emit()

    def _button(self, words: str, tip: str, primary: bool = False) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        if primary:
            button.setProperty("role", "primary")
        return button
