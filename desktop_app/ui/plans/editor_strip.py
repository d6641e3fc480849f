"""What must stay in sight in every step: red flags that are there, alerts that ask to stop."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.content import Content
from desktop_app.domain.evidence import RedFlag
from desktop_app.domain.plans import Plan
from desktop_app.domain.safety import Alert, Gravity
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import clear, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

RED_FLAG = "red-flag:"
"""How the ids of alerts of red flags begin."""

SHOWN = 3
"""Links in the strip; the rest is counted."""


def known_flags(content: Content) -> dict[str, RedFlag]:
    """Return every red flag of the content by its id."""
    return {
        flag.id: flag for condition in content.conditions.values() for flag in condition.red_flags
    }


def open_flags(content: Content, plan: Plan) -> tuple[RedFlag, ...]:
    """Return the red flags that are there, in the order of the content: gravest first."""
    there = {flag for flag, is_there in plan.flags if is_there}
    return tuple(flag for id_, flag in known_flags(content).items() if id_ in there)


class Strip(QFrame):
    """A few lines on a warning ground; hidden where there is nothing to say."""

    asked = Signal(str, str)
    """Sent with a step and what is to be shown there."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setProperty("role", "danger")
        self.setAccessibleName("Stop and read")
        self._shown: object = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 4, 12, 4)
        self._box.setSpacing(0)
        self.hide()

    def show_plan(self, plan: Plan, alerts: tuple[Alert, ...] | None, trouble: str = "") -> None:
        """Say what asks to stop.

        Parameters
        ----------
        trouble
            Why the safety check could not be made, if it could not.
        """
        flags = open_flags(self.services.content, plan)
        stops = tuple(
            alert
            for alert in alerts or ()
            if alert.gravity is Gravity.STOP
            and not alert.acknowledged
            # A red flag is told of as long as it is there, whatever was said to its alert.
            and alert.id.removeprefix(RED_FLAG) not in {flag.id for flag in flags}
        )
        shown = (flags, stops, trouble)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._box)
        links = [("client", flag.id, flag.text) for flag in flags]
        links += [("safety", alert.id, _titled(alert)) for alert in stops]
        if links:
            self._box.addWidget(text_label(_heading(len(flags), len(stops)), role="danger-word"))
            self._box.addWidget(self._links(links))
        if trouble:
            words = f"The safety check could not be made: {trouble}"
            self._box.addWidget(text_label(words, role="danger-word"))
        self.setVisible(bool(links or trouble))

    def _links(self, links: list[tuple[str, str, str]]) -> QWidget:
        held = QWidget()
        flow = FlowLayout(held, gap=16, line_gap=0)
        for step, what, words in links[:SHOWN]:
            link = LinkButton(_short(words), self.services)
            link.setToolTip(words)
            link.setAccessibleName(words)
            link.clicked.connect(lambda _=False, to=(step, what): self.asked.emit(*to))
            flow.addWidget(link)
        if len(links) > SHOWN:
            flow.addWidget(text_label(f"and {len(links) - SHOWN} more", role="small"))
        return held


def _heading(flags: int, stops: int) -> str:
    said = []
    if flags:
        said.append(counted(flags, "red flag is there", "red flags are there"))
    if stops:
        said.append(counted(stops, "alert asks to stop", "alerts ask to stop"))
    return f"Before any needle: {', '.join(said)}"


def _titled(alert: Alert) -> str:
    return f"{alert.code}: {alert.title}" if alert.code else alert.title


def _short(words: str, most: int = 64) -> str:
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(",;") + "…"
