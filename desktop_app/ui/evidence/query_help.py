"""How a query is written: every field with examples, each of which can be tried with a click."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.library.query import FIELDS
from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.services import Services

WAYS = (
    ("Words are looked for everywhere; each may be a beginning.", ("neuropath",)),
    ("Words in quotation marks are looked for as they stand.", ('"laser doppler"',)),
    ("A minus leaves out.", ("-design:mechanistic-animal", "-rats")),
    ("Several values of a field are joined by commas.", ("design:rct,cohort",)),
    ("OR and parentheses join the rest.", ("(point:ST36 OR point:KI1) year:2015..",)),
)


class QueryHelp(Sheet):
    """The query language on one page."""

    def __init__(self, services: Services, parent: QWidget, use: Callable[[str], None]) -> None:
        super().__init__(services, parent, "How to find studies", 640, 680)
        self.setObjectName("query-help")
        self._use = use
        for words, examples in WAYS:
            self._line(words, examples)
        for field in FIELDS:
            self.page.add(SectionHeading(field.name))
            self._line(field.explained, field.examples)
            if field.choices:
                values = ", ".join(
                    each.value if each.value == each.words else f"{each.value} ({each.words})"
                    for each in field.choices
                )
                self.page.add(text_label(f"Values: {values}.", role="small"))
        self.page.body.addStretch(1)
        self.add_button("Close", primary=True)

    def _line(self, words: str, examples: tuple[str, ...]) -> None:
        self.page.add(text_label(words))
        row = FlowLayout(gap=8, line_gap=4)
        for example in examples:
            chip = Chip(example)
            chip.setToolTip("Try it")
            chip.clicked.connect(lambda _=False, example=example: self._try(example))
            row.addWidget(chip)
        self.page.body.addLayout(row)

    def _try(self, example: str) -> None:
        self._use(example)
        self.accept()
