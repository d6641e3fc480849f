"""Work under way as the status line shows it: words, a bar, and a button that cancels."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from desktop_app.domain.progress import Progress
from desktop_app.ui.tasks import Job, Runner
from desktop_app.ui.theme import Theme

TELL_MS = 100
"""How often the bar is moved."""

STEPS = 1000
"""Of the bar, whatever is counted."""


@dataclass(slots=True)
class Handle:
    """Long work that was asked for; may be cancelled before it has begun."""

    title: str
    progress: Progress = field(default_factory=Progress)
    job: Job | None = None

    def cancel(self) -> None:
        """Ask the work to stop; it leaves nothing behind."""
        self.progress.cancel()
        if self.job is not None:
            self.job.cancel()


class JobStrip(QWidget):
    """The oldest work under way; how many more there are stands behind its words.

    The bar asks how far the work is, so that work which tells often costs the window nothing.
    """

    def __init__(self, runner: Runner, theme: Theme) -> None:
        super().__init__()
        self.runner = runner
        self.theme = theme
        self.words = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.button = QPushButton("Cancel")
        self.button.setProperty("role", "chip")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.cancel)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(4)
        for widget in (self.words, self.bar, self.button):
            box.addWidget(widget)
        self._clock = QTimer(self)
        self._clock.setInterval(TELL_MS)
        self._clock.timeout.connect(self.show_progress)
        runner.jobs_changed.connect(self._changed)
        theme.changed.connect(self._restyle)
        self._restyle()
        self._changed()

    @property
    def job(self) -> Job | None:
        """The job shown."""
        jobs = self.runner.under_way()
        return jobs[0] if jobs else None

    def cancel(self) -> None:
        """Cancel the job shown."""
        job = self.job
        if job is not None and job.progress is not None:
            job.cancel()
            self.show_progress()

    def show_progress(self) -> None:
        """Show how far the work is."""
        job = self.job
        if job is None:
            return
        done, total, words = job.told
        said = f"{job.title}: {words}" if words else f"{job.title}…"
        if job.progress is not None and job.progress.cancelled:
            said = f"{job.title}: cancelling…"
        more = len(self.runner.under_way()) - 1
        self.words.setText(f"{said} (and {more} more)" if more else said)
        # Without an end in sight the bar wanders.
        self.bar.setRange(0, STEPS if total else 0)
        if total:
            self.bar.setValue(min(STEPS, done * STEPS // total))
        self.button.setEnabled(job.progress is not None and not job.progress.cancelled)
        self.button.setAccessibleName(f"Cancel: {job.title}")

    def _changed(self) -> None:
        job = self.job
        self.setVisible(job is not None)
        can_cancel = job is not None and job.progress is not None
        self.bar.setVisible(can_cancel)
        self.button.setVisible(can_cancel)
        if can_cancel and not self._clock.isActive():
            self._clock.start()
        elif not can_cancel:
            self._clock.stop()
        self.show_progress()

    def _restyle(self) -> None:
        self.bar.setFixedSize(self.theme.scaled(120), self.theme.scaled(6))
