"""What can be done with plans in the list: make, copy, name, put away, bring back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.changes import Changed
from desktop_app.domain.labels import plan_name
from desktop_app.domain.plans import Plan, PlanRow
from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.dialogs.asking import ask
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

if TYPE_CHECKING:
    from desktop_app.store import Library

_NUMBERED = re.compile(r"P(\d+)")


class Named(Protocol):
    """A plan, whole or as a row of the list."""

    @property
    def key(self) -> str:
        """Its key."""

    @property
    def template(self) -> bool:
        """Whether others are begun from it."""

    @property
    def archived(self) -> bool:
        """Whether it is out of the way."""


class PlanDeeds(QObject):
    """Verbs on the chosen plans; each can be taken back, but for emptying the trash.

    Parameters
    ----------
    chosen
        Returns the plans that are chosen.
    """

    def __init__(
        self, services: Services, chosen: Callable[[], Sequence[Named]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.chosen = chosen
        self._widget = parent

    def new(self) -> None:
        """Begin an empty plan and open it."""
        from desktop_app.planning.plans import add_plan

        self._make(lambda library: add_plan(library, Plan(label=next_label(library))))

    def new_from(self, key: str) -> None:
        """Begin a plan from a template and open it."""
        from desktop_app.planning.plans import plan_from

        self._make(lambda library: plan_from(library, key, next_label(library)))

    def duplicate(self) -> None:
        """Copy the chosen plan, without its sessions, and open the copy."""
        self._copy(self.chosen()[0])

    def make_template(self) -> None:
        """Make a template of the chosen plan, without what tells of the client."""
        from desktop_app.planning.plans import duplicate_plan

        key = self.chosen()[0].key
        self._make(lambda library: duplicate_plan(library, key, as_template=True))

    def archive(self) -> None:
        """Archive the chosen plans, or take them out of the archive if all are there."""
        from desktop_app.planning.plans import archive_plans

        on = not all(row.archived for row in self.chosen())
        self._write(lambda library, keys: archive_plans(library, keys, on))

    def trash(self) -> None:
        """Move the chosen plans to the trash."""
        from desktop_app.planning.plans import trash_plans

        self._write(trash_plans)

    def restore(self) -> None:
        """Take the chosen plans out of the trash."""
        from desktop_app.planning.plans import restore_plans

        self._write(restore_plans)

    def empty_trash(self, held: int) -> None:
        """Remove what is in the trash for good, if the user is sure."""
        from desktop_app.planning.plans import empty_plan_trash

        def done(_: Changed) -> None:
            self.services.forgotten.emit()
            self.services.said.emit("The trash of plans is empty")

        ask(
            self._widget,
            "Empty the trash of plans?",
            f"{counted(held, 'plan', 'plans')} with all that was written about them would be "
            "removed for good. This cannot be taken back.",
            "Empty the trash",
            lambda: self.services.write(empty_plan_trash, on_done=done, owner=self),
        )

    def rename(self) -> None:
        """Ask for another label and title of the chosen plan."""
        from desktop_app.planning.plans import open_plan
        from desktop_app.ui.plans.list_naming import PlanNameDialog

        key = self.chosen()[0].key
        self.services.read(
            lambda library: open_plan(library, key),
            lambda plan: PlanNameDialog(self.services, self._widget, plan).open(),
            ticket="plans.rename",
            owner=self,
        )

    def fill_templates(self, menu: QMenu, templates: Iterable[PlanRow]) -> None:
        """Offer templates in a menu."""
        menu.clear()
        menu.addAction("Blank plan", self.new)
        templates = tuple(templates)
        if templates:
            menu.addSection("From a template")
        for row in templates:
            words = plan_name(row.label, row.title).replace("&", "&&")
            menu.addAction(words).triggered.connect(lambda _=False, key=row.key: self.new_from(key))
        if not templates:
            none = menu.addAction("No template yet: make one from a plan")
            none.setEnabled(False)

    def _copy(self, plan: Named) -> None:
        from desktop_app.planning.plans import duplicate_plan

        def copy(library: Library) -> Changed:
            label = "" if plan.template else next_label(library)
            return duplicate_plan(library, plan.key, as_template=plan.template, label=label)

        self._make(copy)

    def _make(self, verb: Callable[[Library], Changed]) -> None:
        if self.services.is_missing:
            self.services.said.emit("The library is not open: plans cannot be kept.")
            return
        self.services.write(verb, on_done=self._open, owner=self)

    def _open(self, changed: Changed) -> None:
        made = next((ref for ref in changed.refs if ref.kind is Kind.PLAN), None)
        if made is not None:
            self.services.navigator.go(made)

    def _write(self, verb: Callable[[Library, tuple[str, ...]], Changed]) -> None:
        keys = tuple(row.key for row in self.chosen())
        if keys:
            self.services.write(lambda library: verb(library, keys))


def plan_ref(key: str) -> Ref:
    """Return the ref of a plan."""
    return Ref(Kind.PLAN, key)


def next_label(library: Library) -> str:
    """Return a label that no plan has: ``P001`` and so on."""
    from desktop_app.planning.plans import list_plans

    rows = [
        *list_plans(library),
        *list_plans(library, archived=True),
        *list_plans(library, trashed=True),
    ]
    numbers = [int(found[1]) for row in rows if (found := _NUMBERED.fullmatch(row.label))]
    return f"P{max(numbers, default=0) + 1:03d}"
