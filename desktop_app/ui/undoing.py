"""Undo and Redo: every write that can be taken back, the newest first."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.changes import Changed, Undo
from desktop_app.ui.tasks import Lane

if TYPE_CHECKING:
    from desktop_app.ui.services import Services

KEPT = 100
"""How many writes can be taken back."""


class UndoStack(QObject):
    """Listens to what is written and can take it back, and do it again.

    One undo runs at a time; what is asked for meanwhile is refused, so that writes are taken back
    in their order. What is still being written when it is asked for is waited for: it is what one
    sees, and so what one means.
    """

    changed = Signal()
    """Sent when what can be taken back or done again is another."""

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self._undo: deque[Undo] = deque(maxlen=KEPT)
        self._redo: deque[Undo] = deque(maxlen=KEPT)
        self._answer: Changed | None = None
        self._busy = False
        services.changed.connect(self._written)
        services.forgotten.connect(self.forget)

    @property
    def undo_title(self) -> str:
        """What Undo would take back; empty if nothing."""
        return self._undo[-1].title if self._undo else ""

    @property
    def redo_title(self) -> str:
        """What Redo would do again; empty if nothing."""
        return self._redo[-1].title if self._redo else ""

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back, and no undo under way."""
        return bool(self._undo) and not self._busy

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again, and no undo under way."""
        return bool(self._redo) and not self._busy

    def undo(self) -> None:
        """Take the newest write back."""
        if self.can_undo:
            self._after_writes(lambda: self._run(self._undo, self._redo, "Undone"))

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.can_redo:
            self._after_writes(lambda: self._run(self._redo, self._undo, "Done again"))

    def forget(self) -> None:
        """Forget all that could be taken back or done again."""
        self._undo.clear()
        self._redo.clear()
        self.changed.emit()

    def _after_writes(self, take: Callable[[], None]) -> None:
        """Take a step once all has been written that was asked for before."""
        self._busy = True
        self.services.settling.emit()
        self.services.runner.run(
            Lane.WRITE, lambda: None, lambda _: take(), self.services.trouble.emit, owner=self
        )
        self.changed.emit()

    def _run(self, source: deque[Undo], target: deque[Undo], word: str) -> None:
        if not source:
            # A new write has left nothing to be done again.
            self._busy = False
            self.changed.emit()
            return
        step = source.pop()

        def done(changed: Changed) -> None:
            self._busy = False
            self._answer = changed
            if changed.undo is not None:
                target.append(changed.undo)
            self.services.said.emit(f"{word}: {step.title}")
            self.changed.emit()

        def failed(error: Exception) -> None:
            # What could not be taken back never will be, nor what went before it.
            self._busy = False
            source.clear()
            self.services.trouble.emit(error)
            self.changed.emit()

        self.services.write(step.back, on_done=done, on_error=failed, owner=self)
        self.changed.emit()

    def _written(self, changed: Changed) -> None:
        if changed is self._answer:
            self._answer = None
            return
        if changed.undo is not None:
            self._redo.clear()
            burst = changed.undo.burst
            if burst and self._undo and self._undo[-1].burst == burst:
                # The older one leads back to before the burst began.
                self.changed.emit()
                return
            self._undo.append(changed.undo)
            self.services.said.emit(f"{changed.undo.title} – Ctrl+Z takes it back")
            self.changed.emit()
