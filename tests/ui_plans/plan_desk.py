"""A window for tests of plans: the atlas is a plain desk, the plans room is real."""

from __future__ import annotations

from desktop_app.domain.plans import Plan
from desktop_app.domain.refs import Kind, Ref
from desktop_app.planning.plans import add_plan, open_plan
from desktop_app.store import Library
from desktop_app.ui.plans.editor import Editor
from desktop_app.ui.plans.list_pane import PlanList
from desktop_app.ui.plans.workspace import PlansWorkspace
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow


def put(services: Services, **fields: object) -> str:
    """Add a plan as if it had been there before, and return its key."""
    assert services.library is not None
    (ref,) = add_plan(services.library, Plan(**fields)).refs  # type: ignore[arg-type]
    return ref.key


def kept(library: Library, key: str) -> Plan:
    """Return a plan as the library has it."""
    return open_plan(library, key)


def room(window: MainWindow) -> PlansWorkspace:
    """Return the plans room, which must have been opened."""
    found = window.workspaces["plans"]
    assert isinstance(found, PlansWorkspace)
    return found


def plan_list(window: MainWindow) -> PlanList:
    """Return the list of plans."""
    return room(window).list


def editor(window: MainWindow) -> Editor:
    """Return the editor."""
    return room(window).editor


def open_in(window: MainWindow, key: str) -> Editor:
    """Open a plan and return the editor that shows it."""
    window.services.navigator.go(Ref(Kind.PLAN, key))
    return editor(window)
