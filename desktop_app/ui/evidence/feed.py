"""Feeds the list from the library: the first page at once, then all numbers, rows as they show."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.domain.listed import StudyRow
from desktop_app.ui.evidence.held import BLOCK
from desktop_app.ui.evidence.model import StudyModel
from desktop_app.ui.evidence.shipped import shipped_rows
from desktop_app.ui.evidence.state import ListState
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.store import Library

FIRST = "evidence.first"
WHOLE = "evidence.whole"
REST_MS = 80
"""How long after the first page the rest of the answer is asked for, if it has more."""


class Feed(QObject):
    """Keeps the model in step with a state of the list and with the library.

    Until the library is open, and if it cannot be, the shipped studies are listed from memory.
    """

    answered = Signal(bool)
    """Sent when other rows are shown; with whether they are the whole answer."""

    def __init__(self, services: Services, model: StudyModel) -> None:
        super().__init__(model)
        self.services = services
        self.model = model
        self.state = ListState()
        self.is_whole = False
        self._question = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(lambda: self._ask_whole(self._question))
        model.wanted.connect(self._fill)
        services.library_ready.connect(lambda: self.show(self.state))

    def show(self, state: ListState) -> None:
        """List other studies, or the same in another order."""
        self.state = state
        self._question += 1
        if self.services.library is None:
            self.model.show_rows(shipped_rows(self.services.content.studies.values(), state))
            self.is_whole = True
            self.answered.emit(True)
            return
        from desktop_app.library.listing import first_studies

        self.is_whole = False
        self._rest.stop()

        def ask(library: Library) -> Sequence[StudyRow]:
            return first_studies(library, state.query, state.order, state.falling, BLOCK)

        self.services.read(ask, partial(self._begin, self._question), ticket=FIRST, owner=self)

    def refresh(self) -> None:
        """Ask again for what is shown, as after a write; rows stay until fresh ones come."""
        if self.services.library is not None:
            self._question += 1
            self.model.outdate()
            self._ask_whole(self._question)

    def _begin(self, question: int, rows: Sequence[StudyRow]) -> None:
        if question != self._question:
            return
        self.model.show_rows(rows)
        self.is_whole = len(rows) < BLOCK
        self.answered.emit(self.is_whole)
        if not self.is_whole:
            # While one types on, the next question comes before the rest of this one's answer.
            self._rest.start()

    def _ask_whole(self, question: int) -> None:
        from desktop_app.library.listing import find_studies

        state = self.state

        def ask(library: Library) -> array[int]:
            return find_studies(library, state.query, state.order, state.falling)

        self.services.read(ask, partial(self._end, question), ticket=WHOLE, owner=self)

    def _end(self, question: int, ids: array[int]) -> None:
        if question != self._question:
            return
        self.is_whole = True
        self.model.show_ids(ids)
        self.answered.emit(True)

    def _fill(self, block: int) -> None:
        if self.services.library is None:
            return
        from desktop_app.library.listing import study_rows

        held = self.model.held
        ids, state = held.block(block), held.state

        def ask(library: Library) -> Sequence[StudyRow]:
            return study_rows(library, ids)

        self.services.read(ask, lambda rows: self.model.take_block(block, rows, state), owner=self)
