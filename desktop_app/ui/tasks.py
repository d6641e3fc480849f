"""Work off the UI thread in lanes of its own; stale answers are dropped, long work is cancelled."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from desktop_app.domain.progress import Cancelled, Progress

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


NICE = 10
"""How far writing and long work stand back behind the window, of 19."""


class Lane(Enum):
    """Where work runs: ``WRITE`` has one thread, ``READ`` a few.

    ``LONG`` has one, for reading that takes seconds (an export, the text of PDFs), so that what is
    typed meanwhile is answered at once.
    """

    READ = "read"
    WRITE = "write"
    LONG = "long"


THREADS = {Lane.READ: 2, Lane.WRITE: 1, Lane.LONG: 1}


@dataclass(eq=False, slots=True)
class Job:
    """A piece of work under way. ``title`` is shown in the status bar when it is not empty.

    Work with a ``progress`` can be cancelled by the user; ``told`` is what it last said: done, in
    all (0 if unknown) and words.
    """

    lane: Lane
    title: str
    ticket: str
    number: int
    on_done: Callable[[Any], None] | None
    on_error: Callable[[Exception], None] | None
    owner: QObject | None
    progress: Progress | None = None
    told: tuple[int, int, str] = (0, 0, "")
    cancelled: bool = False
    future: Future[Any] | None = field(default=None, repr=False)

    def cancel(self) -> None:
        """Ask the work to stop; work that has not begun is never begun."""
        self.cancelled = True
        if self.progress is not None:
            self.progress.cancel()
        if self.future is not None:
            self.future.cancel()

    def tell(self, done: int, total: int, words: str) -> None:
        """Take down how far the work is; called by the thread that works."""
        self.told = (done, total, words)


class Runner(QObject):
    """Runs work in two lanes and hands answers to the UI thread.

    An answer is dropped if its job was cancelled, its ``owner`` is gone, or a newer job with
    the same ``ticket`` has been started since. Errors nobody asked for go to ``failed``.
    """

    jobs_changed = Signal()
    failed = Signal(object)
    _answered = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: list[Job] = []
        self._newest: dict[str, int] = {}
        self._numbers = count(1)
        self._closed = False
        self._lanes: dict[Lane, ThreadPoolExecutor] = {}
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        on_done: Callable[[T], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        *,
        ticket: str = "",
        owner: QObject | None = None,
        title: str = "",
        progress: Progress | None = None,
    ) -> Job:
        """Start work in a lane; ``on_done`` or ``on_error`` is called on the UI thread.

        Parameters
        ----------
        ticket
            Name of a question of which only the newest answer counts, such as ``"card"``.
        owner
            Widget that asks; its answers are dropped once it has been destroyed.
        title
            Words for the status bar, for work a person may wait for.
        progress
            What the work tells its progress to. Such work ends in ``Cancelled`` when it has been
            cancelled, and is answered as done if it was done before it could stop.
        """
        job = Job(lane, title, ticket, next(self._numbers), on_done, on_error, owner, progress)
        if progress is not None:
            progress.listen(job.tell)
        if self._closed:
            job.cancelled = True
            return job
        if ticket:
            self._drop_older(ticket)
            self._newest[ticket] = job.number
        self._jobs.append(job)
        self._start(job, work)
        self.jobs_changed.emit()
        return job

    def under_way(self) -> tuple[Job, ...]:
        """Return the jobs under way that have a title, the oldest first."""
        return tuple(job for job in self._jobs if job.title)

    def titles(self) -> list[str]:
        """Return the titles of jobs under way."""
        return [job.title for job in self._jobs if job.title]

    def idle(self) -> bool:
        """Tell whether no job is under way and every answer has been delivered."""
        return not self._jobs

    def cancel(self, job: Job) -> None:
        """Drop a job's answer; work that has not begun is never begun."""
        job.cancel()

    def close(self) -> None:
        """Finish every write that was asked for, drop reads, and stop the threads."""
        self._closed = True
        for job in self._jobs:
            if job.lane is not Lane.WRITE:
                self.cancel(job)
        for lane in self._lanes.values():
            lane.shutdown(wait=True)
        self._lanes.clear()

    def _drop_older(self, ticket: str) -> None:
        """Give up reads that nobody waits for any more; those that run already run on."""
        for job in self._jobs:
            if job.ticket == ticket and job.lane is Lane.READ and job.future is not None:
                job.future.cancel()

    def _start(self, job: Job, work: Callable[[], Any]) -> None:
        # Nothing runs before the first paint, and the import takes milliseconds.
        from concurrent.futures import ThreadPoolExecutor

        if job.lane not in self._lanes:
            self._lanes[job.lane] = ThreadPoolExecutor(
                THREADS[job.lane],
                thread_name_prefix=f"yongquan-{job.lane.value}",
                initializer=_stand_back if job.lane is not Lane.READ else None,
            )
        job.future = self._lanes[job.lane].submit(work)
        job.future.add_done_callback(lambda future: self._hand_over(job, future))

    def _hand_over(self, job: Job, future: Future[Any]) -> None:
        if not shiboken6.isValid(self):
            return
        if future.cancelled():
            self._answered.emit(job, None, Cancelled() if job.progress is not None else None)
        else:
            error = future.exception()
            self._answered.emit(job, None if error else future.result(), error)

    def _deliver(self, job: Job, result: Any, error: Exception | None) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        self.jobs_changed.emit()
        if self._is_stale(job):
            if error is not None and job.lane is Lane.WRITE and not isinstance(error, Cancelled):
                self.failed.emit(error)
            return
        if error is None:
            if job.on_done is not None:
                job.on_done(result)
        elif job.on_error is not None:
            job.on_error(error)
        else:
            self.failed.emit(error)

    def _is_stale(self, job: Job) -> bool:
        return (
            (job.cancelled and job.progress is None)
            or (job.ticket != "" and self._newest[job.ticket] != job.number)
            or (job.owner is not None and not shiboken6.isValid(job.owner))
        )


class InlineRunner(Runner):
    """Runs work at once on the calling thread: for tests and one-shot commands."""

    def _start(self, job: Job, work: Callable[[], Any]) -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001  whatever work raises is its answer
            self._deliver(job, None, error)
        else:
            self._deliver(job, result, None)


def _stand_back() -> None:
    """Let the window's thread go before this one wherever both want to run (Linux only).

    Else each time the window lets go of the interpreter's lock, the thread that wakes takes its
    processor as well: a list painted during an import took three times as long.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
