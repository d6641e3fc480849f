"""The dialog for a plan's label and title."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from desktop_app.domain.changes import Changed
from desktop_app.domain.labels import WHY_A_CODE, label_warning, plan_name
from desktop_app.domain.plans import Plan
from desktop_app.store import Library
from desktop_app.ui.dialogs.form import FormDialog
from desktop_app.ui.rich.fields import LineField
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services


class PlanNameDialog(FormDialog):
    """Asks for a label and a title; a label that looks like a name is warned of."""

    def __init__(self, services: Services, parent: QWidget, plan: Plan) -> None:
        super().__init__(services, parent, "Label and title", 440, 320)
        self._plan = plan
        self.label = LineField("Label of the client", WHY_A_CODE, "P001")
        self.warning = text_label("", role="caution-word")
        self.title = LineField("Title", "", "Numb soles")
        page = self.part("Names")
        for widget in (self.label, self.warning, self.title):
            page.add(widget)
        page.body.addStretch(1)
        self.label.show_value(plan.label)
        self.title.show_value(plan.title)
        self.label.changed.connect(self._warn)
        self._warn()
        self.begin()

    def value(self) -> object:
        """Return label and title."""
        return self.label.value(), self.title.value()

    def verb(self) -> Callable[[Library], Changed]:
        """Return the verb that names the plan."""
        return renamed(self._plan, self.label.value(), self.title.value())

    def _warn(self) -> None:
        words = label_warning(self.label.value())
        self.warning.setText(words)
        self.warning.setVisible(bool(words))


def renamed(plan: Plan, label: str, title: str) -> Callable[[Library], Changed]:
    """Return the verb that gives a plan another label and title."""

    def write(library: Library) -> Changed:
        from desktop_app.planning.plans import open_plan, save_plan

        now = open_plan(library, plan.key)
        words = f"Name {plan_name(label, title)}"
        return save_plan(library, replace(now, label=label, title=title), words)

    return write
