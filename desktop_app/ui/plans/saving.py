"""Keeps a plan: what is edited is written in the background, what others write is read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotFound
from desktop_app.domain.plans import Plan
from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.store import Library

PAUSE_MS = 400
"""What is typed is written this long after it differs from what is kept, also while one types on:
a second is the most that may be lost."""

AGAIN_MS = 5000
"""How long after a write has failed it is tried again."""

_NUMBERS = count(1)


class State(Enum):
    """How what is shown stands to what is kept, in the words of the header."""

    SAVED = "Saved"
    SAVING = "Saving…"
    UNSAVED = ""
    FAILED = "Not saved"


class Saving(QObject):
    """The plan that is open, as the editor has it; the library follows.

    An act is written at once. Typing is written in bursts, which are one undo step as long as the
    words stay the same. Writes are made one after another, in the order of the edits.
    """

    shown = Signal(object)
    """Sent with a ``Plan`` that has been read from the library and is to be shown."""

    gone = Signal(str)
    """Sent with a sentence if the plan is not in the library (any more)."""

    state_changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.plan: Plan | None = None
        self.state = State.SAVED
        self.why = ""
        self._author = f"plan-editor-{next(_NUMBERS)}"
        self._pending = ""
        self._burst = ""
        self._burst_words = ""
        self._writing = 0
        self._edits = 0
        self._is_stale = False
        self._unkept: dict[str, tuple[Plan, str]] = {}
        self._pause = self._timer(PAUSE_MS, self.flush)
        self._again = self._timer(AGAIN_MS, self.retry)
        services.changed.connect(self._changed)
        services.settling.connect(self.flush)

    def open(self, key: str) -> None:
        """Read a plan; what is unsaved of the one before is written first."""
        self.flush()
        if self.plan is not None and self.plan.key != key:
            self.plan = None
            self._end_burst()
        if key in self._unkept:
            self._show(self._unkept[key][0])
            self.retry()
        else:
            self._read(key)

    def close(self) -> None:
        """Write what is unsaved and keep no plan."""
        self.flush()
        self.plan = None
        self._end_burst()

    def edit(self, plan: Plan, words: str) -> None:
        """Take the plan that an act has led to, and write it at once."""
        if not self._is_next(plan):
            return
        self.flush()
        self._end_burst()
        self._take(plan, words)
        self.flush()

    def type(self, plan: Plan, words: str) -> None:
        """Take the plan as it is while one types; it is written a moment later."""
        if not self._is_next(plan):
            return
        if words != self._burst_words:
            self.flush()
            self._burst = f"{self._author}:{next(_NUMBERS)}"
            self._burst_words = words
        self._take(plan, words)
        self._show_state(State.UNSAVED)
        if not self._pause.isActive():
            self._pause.start()

    def flush(self) -> None:
        """Write now what is not yet kept."""
        self._pause.stop()
        if self.plan is not None and self._pending:
            words, self._pending = self._pending, ""
            self._write(self.plan, words)

    def retry(self) -> None:
        """Write again what could not be written."""
        for plan, words in tuple(self._unkept.values()):
            self._write(plan, words)

    @property
    def is_kept(self) -> bool:
        """Tell whether all that was edited has been written."""
        return not (self._pending or self._writing or self._unkept)

    def _is_next(self, plan: Plan) -> bool:
        """Tell whether this is another state of the plan that is open."""
        return self.plan is not None and plan.key == self.plan.key and plan != self.plan

    def _take(self, plan: Plan, words: str) -> None:
        self.plan = plan
        self._pending = words
        self._edits += 1

    def _end_burst(self) -> None:
        self._burst = self._burst_words = ""

    def _write(self, plan: Plan, words: str) -> None:
        self._again.stop()
        self._writing += 1
        self._show_state(State.SAVING)
        self.services.write(
            _saving(plan, words, self._author, self._burst),
            on_done=lambda _: self._written(plan),
            on_error=lambda error: self._not_written(plan, words, error),
            owner=self,
        )

    def _written(self, plan: Plan) -> None:
        self._writing -= 1
        # Each write is of the whole plan: a later one makes good what one before has missed.
        self._unkept.pop(plan.key, None)
        if self.is_kept:
            self._show_state(State.SAVED)
            if self._is_stale and self.plan is not None:
                self._read(self.plan.key)

    def _not_written(self, plan: Plan, words: str, error: Exception) -> None:
        self._writing -= 1
        if isinstance(error, NotFound):
            self._lost(plan.key, str(error))
            return
        is_told = bool(self._unkept)
        self._unkept[plan.key] = (plan, words)
        self.why = str(error)
        self._show_state(State.FAILED)
        self._again.start()
        if not is_told:
            self.services.trouble.emit(error)

    def _read(self, key: str) -> None:
        edits = self._edits
        self._is_stale = False

        def read(library: Library) -> Plan:
            from desktop_app.planning.plans import open_plan

            return open_plan(library, key)

        def show(plan: Plan) -> None:
            if self.plan is not None and (self.plan.key != key or self._edits != edits):
                return
            if self.is_kept:
                self._show(plan)
            else:
                # What is being written is newer than what was read.
                self._is_stale = True

        def missed(error: Exception) -> None:
            if isinstance(error, NotFound):
                self._lost(key, str(error))
            else:
                self.services.trouble.emit(error)

        self.services.read(read, show, on_error=missed, ticket=f"plan:{self._author}", owner=self)

    def _show(self, plan: Plan) -> None:
        if plan != self.plan:
            self.plan = plan
            self._end_burst()
        self._show_state(State.SAVED if self.is_kept else State.FAILED)
        self.shown.emit(plan)

    def _lost(self, key: str, why: str) -> None:
        self._unkept.pop(key, None)
        if self.plan is None or self.plan.key == key:
            self.plan = None
            self._pending = ""
            self._pause.stop()
            self.gone.emit(why)

    def _changed(self, changed: Changed) -> None:
        if self.plan is None or changed.author == self._author:
            return
        if changed.touches(Ref(Kind.PLAN, self.plan.key)):
            # What is typed is newer than what was changed elsewhere.
            self.flush()
            self._read(self.plan.key)

    def _show_state(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit()

    def _timer(self, pause: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(call)
        return timer


def _saving(plan: Plan, words: str, author: str, burst: str) -> Callable[[Library], Changed]:
    def write(library: Library) -> Changed:
        from desktop_app.planning.plans import save_plan

        changed = save_plan(library, plan, words, author)
        if changed.undo is None or not burst:
            return changed
        return replace(changed, undo=replace(changed.undo, burst=burst))

    return write
