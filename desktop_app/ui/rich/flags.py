"""Red flags in boxes, one for each urgency, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from desktop_app.domain.evidence import RedFlag
from desktop_app.ui.rich.lists import study_links
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case, slug_words

URGENCY = {
    "emergency": ("Emergency: now", "danger"),
    "same-day": ("The same day", "danger"),
    "urgent": ("Urgent: within days", "caution"),
    "soon": ("Soon: within weeks", "caution"),
}
"""How soon a doctor must be seen, in words, with the tone; the most urgent first."""


def red_flag_boxes(flags: Iterable[RedFlag], services: Services) -> list[QFrame]:
    """Return a box for each urgency there is among some red flags."""
    flags = tuple(flags)
    known = [*URGENCY, *sorted({flag.urgency for flag in flags} - set(URGENCY))]
    grouped = ((each, [flag for flag in flags if flag.urgency == each]) for each in known)
    return [_box(urgency, same, services) for urgency, same in grouped if same]


def _box(urgency: str, flags: list[RedFlag], services: Services) -> QFrame:
    words, tone = URGENCY.get(urgency, (sentence_case(slug_words(urgency)), "caution"))
    frame = QFrame()
    frame.setProperty("role", tone)
    frame.setAccessibleName(f"Red flags: {words}")
    box = QVBoxLayout(frame)
    box.setContentsMargins(12, 8, 12, 12)
    box.setSpacing(8)
    heading = QHBoxLayout()
    heading.setSpacing(8)
    mark = QLabel()
    side = services.theme.scaled(16)
    mark.setPixmap(services.theme.icon("warning", tone).pixmap(side, side))
    label = QLabel(words)
    label.setProperty("role", f"{tone}-word")
    heading.addWidget(mark)
    heading.addWidget(label, 1)
    box.addLayout(heading)
    for flag in flags:
        pair = QVBoxLayout()
        pair.setSpacing(0)
        pair.addWidget(text_label(f"**{flag.text.strip()}**", services, markdown=True))
        pair.addWidget(text_label(flag.action))
        if flag.studies:
            pair.addWidget(study_links(flag.studies, services))
        box.addLayout(pair)
    return frame
