"""The line at the foot: library, content version, work under way, what this program is not."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar

from desktop_app.ui.jobs import JobStrip
from desktop_app.ui.services import Services

NOTICE = "Reference, not medical advice"
SAID_MS = 3000
"""How long words stay, besides the time it takes to read them."""

LETTER_MS = 80
"""Time to read a letter."""


class StatusLine(QStatusBar):
    """Library and content version at the left, jobs and the notice at the right."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setSizeGripEnabled(False)
        self.library = QLabel("Library")
        self.content = QLabel(f"Content {services.content.version}")
        self.jobs = JobStrip(services.runner, services.theme)
        self.notice = QLabel(NOTICE)
        self.addWidget(self.library)
        self.said = QLabel()
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.timeout.connect(self._hush)
        self.addWidget(self.content)
        # Long words give way to the notice; the tip has all of them.
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.addWidget(self.said, 1)
        self.addPermanentWidget(self.jobs)
        self.addPermanentWidget(self.notice)
        services.library_ready.connect(self._library)
        services.library_missing.connect(lambda: self.library.setText("No library open"))
        services.said.connect(self._say)

    def _library(self) -> None:
        library = self.services.library
        if library is not None and library.folder is not None:
            self.library.setText(f"Library: {library.folder.name}")
            self.library.setToolTip(str(library.folder))

    def _hush(self) -> None:
        self.said.clear()
        self.said.setToolTip("")
        self.said.setAccessibleName("")

    def _say(self, words: str) -> None:
        metrics = self.said.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, self.said.width())
        self.said.setText(shown)
        self.said.setToolTip(words)
        self.said.setAccessibleName(words)
        self._silence.start(SAID_MS + LETTER_MS * len(words))
