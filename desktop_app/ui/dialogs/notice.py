"""The notice of the first start: a reference, not medical advice; accepted once and dated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services

PARTS = (
    """Yongquan is a **reference for trained practitioners**. It is not medical advice, it does not
examine anybody, and it does not replace the judgement of a clinician who does.""",
    """Numbness of the feet can be the sign of an emergency. The page “Numbness of the feet” begins
with the **red flags** and says how soon a doctor must be seen.""",
    """Each statement about an effect carries its certainty and its studies, or says that it is
traditional or that no study was found. A point that was *used* in a trial is not thereby *shown to
matter*.""",
    "Everything stays on this machine. The program uses no network unless you ask it to.",
)


def today() -> str:
    """Return today's date, ISO 8601."""
    return datetime.now(UTC).astimezone().date().isoformat()


class Notice(Sheet):
    """What the program is and is not; Enter accepts it."""

    def __init__(
        self, services: Services, parent: QWidget, clock: Callable[[], str] = today
    ) -> None:
        super().__init__(services, parent, "Before you begin", 540, 380)
        self.setObjectName("notice")
        self._clock = clock
        for part in PARTS:
            self.page.add(text_label(part, markdown=True))
        self.page.body.addStretch(1)
        self.add_button("I understand", primary=True)
        self.accepted.connect(self._accept)

    def _accept(self) -> None:
        self.services.settings.first_notice_accepted = self._clock()
