"""The story of a plan: numb soles, diabetic, on warfarin, from the client to paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.e2e import test_plan_story as steps
from tests.e2e.desk import Desk

Picture = Callable[[str], None]
Story = Callable[[Desk, Picture], None]


def prepare(library: Path) -> Story:
    """Return the story; the library begins empty."""

    def story(desk: Desk, picture: Picture) -> None:
        steps.begin(desk)
        picture("client")
        steps.mark(desk)
        picture("area")
        desk.click("Points", kind="StepButton")
        desk.shows("Consistent with")
        picture("reading")
        steps.choose(desk)
        picture("candidates")
        desk.click("Chosen", begins=True)
        picture("chosen")
        steps.heed(desk)
        picture("safety")
        desk.click("Sessions", kind="StepButton")
        picture("sessions")
        steps.put_on_paper(desk, "Practitioner", library / "sheet.pdf")
        picture("sheet")
        steps.put_on_paper(desk, "Client handout", library / "handout.pdf")
        picture("handout")
        desk.screen.key("alt+Up")
        picture("list")

    return story
