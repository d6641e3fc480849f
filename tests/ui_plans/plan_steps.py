"""What tests of the steps share: a step joined to a plan as the editor joins it, areas."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_app.atlas.marking import ready_made
from desktop_app.domain.area import Area, Feeling, Patch, Side
from desktop_app.domain.plans import Plan
from desktop_app.ui.plans.body import plan_atlas
from desktop_app.ui.plans.step import Step
from desktop_app.ui.services import Services

BOTH = (Side.RIGHT, Side.LEFT)


class Desk:
    """Holds the plan that a step edits, as the editor does, and what was done in words."""

    def __init__(self, step: Step, plan: Plan) -> None:
        self.step = step
        self.plan = plan
        self.done: list[str] = []
        step.edited.connect(self.take)
        step.typed.connect(self.take)
        step.show_plan(plan)

    def take(self, plan: Plan, words: str) -> None:
        """Take an edit."""
        self.plan = plan
        self.done.append(words)
        self.step.show_plan(plan)

    @property
    def codes(self) -> list[str]:
        """The points of the plan."""
        return [point.code for point in self.plan.points]


def marked(services: Services, name: str, sides: tuple[Side, ...] = BOTH) -> Area:
    """Return an area of a ready-made part, numb, on these limbs."""
    skin = plan_atlas(services).skin
    mask = ready_made(skin, name).translate(bytes([0]) + bytes([5]) * 255)
    area = Area(skin=skin.name)
    for side in sides:
        area = area.with_patch(Patch(side, Feeling.NUMB, mask))
    return area


def show(qtbot: QtBot, step: Step, width: int = 1200, height: int = 760) -> None:
    """Show a step in a window of this size."""
    qtbot.addWidget(step)
    step.resize(width, height)
    step.show()
    qtbot.waitExposed(step)
