"""The STRICTA checklist: what of the needling a study reports."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.appraisal import Reported
from desktop_app.domain.stricta import ITEMS, VERDICTS
from desktop_app.ui.rich.fields import ChoiceField, LineField, row
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services


class StrictaForm(QWidget):
    """One row for each item: is it reported, and what does it say."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(
            text_label(
                "What the report tells of how people were treated, so that a treatment can be "
                "repeated. A thin report is not a bad trial; it is one that cannot be followed.",
                role="quiet",
            )
        )
        self.rows: dict[str, tuple[ChoiceField, LineField]] = {}
        for item in ITEMS:
            verdict = ChoiceField(
                services, f"{item.id} {item.name}", [("", "Not looked at"), *VERDICTS]
            )
            text = LineField("What it says", example=item.question)
            text.editor.setAccessibleName(f"{item.id} {item.name}: what it says")
            self.rows[item.id] = (verdict, text)
            box.addWidget(row((verdict, 2), (text, 3)))

    def value(self) -> tuple[Reported, ...]:
        """Return what was entered, untouched items left out."""
        entered = (
            Reported(item, verdict.value(), text.value())
            for item, (verdict, text) in self.rows.items()
        )
        return tuple(each for each in entered if each.verdict or each.text)

    def show_value(self, reported: tuple[Reported, ...]) -> None:
        """Show what was entered before."""
        for each in reported:
            if each.item in self.rows:
                verdict, text = self.rows[each.item]
                verdict.show_value(each.verdict)
                text.show_value(each.text)
