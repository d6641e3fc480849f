"""The plans workspace: the list of plans, and the editor of the one that is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from desktop_app.domain.plans import Plan
from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.plans.editor import Editor
from desktop_app.ui.plans.list_deeds import PlanDeeds
from desktop_app.ui.plans.list_pane import PlanList
from desktop_app.ui.plans.list_paper import PaperDeeds
from desktop_app.ui.plans.steps import StepRow
from desktop_app.ui.services import Services
from desktop_app.ui.workspace import Workspace

if TYPE_CHECKING:
    from desktop_app.ui.plans.paper import PaperStep


class PlansWorkspace(Workspace):
    """Plans of treatment.

    Parameters
    ----------
    rows
        The steps of a plan; tests give their own.
    """

    def __init__(self, services: Services, rows: Sequence[StepRow] | None = None) -> None:
        super().__init__(services)
        self.setAccessibleName("Plans")
        self.list = PlanList(services)
        self.editor = Editor(services, rows)
        self.deeds = PlanDeeds(services, lambda: [p] if (p := self.editor.plan) else [], self)
        self.paper = PaperDeeds(services, self._as_typed, self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.editor)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)
        self.editor.titled.connect(self.titled)
        self.editor.gone.connect(self._gone)
        self.editor.left.connect(self._to_list)
        self.editor.head.more.setMenu(self._more())
        services.navigator.leaving.connect(self._leaving)
        bind = services.actions.bind
        bind("plans.new", self.list.deeds.new, self)
        bind("plan.next", lambda: self.editor.turn(1), self.editor)
        bind("plan.previous", lambda: self.editor.turn(-1), self.editor)
        bind("plan.list", self._to_list, self.editor)
        bind("paper.print", self._print_sheet, self.editor)
        bind("paper.pdf", self._save_sheet, self.editor)

    def show_ref(self, ref: Ref) -> None:
        """Open a plan."""
        self.list.seek(ref.key)
        was = self.stack.currentWidget()
        self.stack.setCurrentWidget(self.editor)
        self.editor.open(ref.key)
        if was is not self.stack.currentWidget():
            # What the keyboard was on is out of sight.
            self.editor.focus_main()

    def show_home(self) -> None:
        """Show the list of plans."""
        self.editor.close_plan()
        was = self.stack.currentWidget()
        self.stack.setCurrentWidget(self.list)
        if was is not self.list:
            self.list.focus_main()

    def focus_main(self) -> None:
        """Put the keyboard in the open step, or in the list."""
        if self.stack.currentWidget() is self.editor:
            self.editor.focus_main()
        else:
            self.list.focus_main()

    def focus_note(self) -> None:
        """Put the keyboard in the notes of the open plan."""
        if self.stack.currentWidget() is self.editor:
            self.editor.show_step("client", "notes")

    def flush(self) -> None:
        """Save what has been typed."""
        self.editor.flush()

    def _as_typed(self) -> list[Plan]:
        """Return the open plan with what is being typed in its step."""
        self.editor.flush()
        return [self.editor.plan] if self.editor.plan is not None else []

    def _print_sheet(self) -> None:
        page = self._paper_step()
        if page is not None:
            page.print_sheet()

    def _save_sheet(self) -> None:
        page = self._paper_step()
        if page is not None:
            page.save_pdf()

    def _paper_step(self) -> PaperStep | None:
        """Show how the open plan will be on paper; return the step that does."""
        from desktop_app.ui.plans.paper import PaperStep

        self.editor.show_step("paper")
        page = self.editor.pages.get("paper")
        return page if isinstance(page, PaperStep) else None

    def _to_list(self) -> None:
        self.services.navigator.home("plans")

    def _leaving(self, ref: Ref) -> None:
        if ref.kind is Kind.PLAN:
            self.editor.flush()

    def _gone(self, why: str) -> None:
        self.services.said.emit(why)
        current = self.services.navigator.current
        if current is not None and current.kind is Kind.PLAN:
            self._to_list()

    def _trash(self) -> None:
        self.editor.flush()
        self.deeds.trash()
        self._to_list()

    def _more(self) -> QMenu:
        menu = QMenu(self)
        self._fill(menu)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        return menu

    def _fill(self, menu: QMenu) -> None:
        deeds, plan = self.deeds, self.editor.plan
        menu.clear()
        if plan is None:
            return
        menu.addAction("Change label and title", lambda: self.editor.show_step("client", "label"))
        menu.addAction("Duplicate", deeds.duplicate)
        if not plan.template:
            menu.addAction("Make a template of it", deeds.make_template)
        menu.addSeparator()
        self.paper.fill(menu)
        menu.addSeparator()
        menu.addAction("Take out of the archive" if plan.archived else "Archive", deeds.archive)
        menu.addAction("Move to the trash", self._trash)
