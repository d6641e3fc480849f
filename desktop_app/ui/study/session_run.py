"""A session of study: what is asked next, what was answered, and the way back after Undo."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import WorldError
from desktop_app.domain.learning import Due, Rating, Selection
from desktop_app.domain.refs import Kind
from desktop_app.ui.services import Services
from desktop_app.ui.study.asking import Answered
from desktop_app.ui.study.session_asked import Asked, Given, Outcome
from desktop_app.ui.study.session_ready import made_ready

if TYPE_CHECKING:
    from desktop_app.store import Library

AGAIN_WITHIN = timedelta(minutes=20)
"""What comes again sooner than this is asked again in the same session."""

AFTER = 5
"""How many others are asked before what was not known is asked again."""

_NUMBERS = count(1)


class Run(QObject):
    """What a session asks, one after another; answers are written as soon as they are rated."""

    shown = Signal(object)
    """Sent with the ``Asked`` to be asked now."""

    ended = Signal(object)
    """Sent with the ``Outcome`` when nothing is left, or the session is stopped."""

    moved = Signal()
    """Sent when the numbers of what was answered and what is left are others."""

    empty = Signal()
    """Sent if there was nothing to ask."""

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.now: Callable[[], datetime] = lambda: datetime.now().astimezone()
        self.asked: Asked | None = None
        self.given: list[Given] = []
        self.is_on = False
        self._queue: deque[Due] = deque()
        self._undone: list[Given] = []
        self._ready: dict[str, Asked] = {}
        self._number = 0
        self._seed = 0
        self._began = 0.0
        self._shown_at = 0.0
        self._own: Changed | None = None
        self._writing = 0
        self._is_stale = False
        self._author = f"study-session-{next(_NUMBERS)}"
        services.changed.connect(self._changed)

    @property
    def left(self) -> int:
        """How many are still to be asked, the one that is open among them."""
        return len(self._queue) + (self.asked is not None)

    @property
    def is_next_ready(self) -> bool:
        """Whether the question after the open one has been made, or there is none."""
        return not self._queue or self._queue[0].item in self._ready

    @property
    def seconds(self) -> float:
        """How long the session has lasted."""
        return time.monotonic() - self._began

    def begin(self, wanted: Selection | Sequence[str]) -> None:
        """Begin with what a selection draws now, or with some items."""
        number = self._fresh()
        now = self.now()
        self._seed = int(now.timestamp())

        def read(library: Library) -> tuple[Due, ...]:
            from desktop_app.study.today import today

            if isinstance(wanted, Selection):
                return today(library, wanted, now, self._seed).due
            return tuple(map(Due, wanted))

        self.services.read(
            read, lambda due: self._take(number, due), ticket="study-session", owner=self
        )

    def begin_with(self, due: Sequence[Due]) -> None:
        """Begin with what is given."""
        self._take(self._fresh(), tuple(due))

    @property
    def took_ms(self) -> int:
        """How long the open question has been open."""
        return round((time.monotonic() - self._shown_at) * 1000)

    def rate(self, answered: Answered, rating: Rating, took_ms: int) -> None:
        """Take the answer to the open question with its rating, write it and go on."""
        asked = self.asked
        if asked is None:
            return
        given = Given(asked, answered, rating, self.now(), took_ms)
        self.given.append(given)
        self._undone.clear()
        self.asked = None
        self._ready.pop(asked.due.item, None)
        self._ask_again(given)
        self._write(given)
        self._next()

    def stop(self) -> None:
        """End the session; what was answered is saved."""
        if self.is_on:
            self._end()

    def forget(self) -> None:
        """Leave the session without a word on what has come of it."""
        self._fresh()
        self.is_on = False

    def _fresh(self) -> int:
        self._number += 1
        self.asked = None
        self.is_on = True
        self.given.clear()
        self._undone.clear()
        self._queue.clear()
        self._ready.clear()
        self._began = time.monotonic()
        return self._number

    def _take(self, number: int, due: Sequence[Due]) -> None:
        if number != self._number:
            return
        self._queue.extend(due)
        if due:
            self._next()
        else:
            self.is_on = False
            self.empty.emit()

    def _next(self) -> None:
        if not self._queue:
            self._end()
            return
        due = self._queue[0]
        if due.item in self._ready:
            self._queue.popleft()
            self._show(self._ready[due.item])
        else:
            self.moved.emit()
            self._fetch(due)

    def _show(self, asked: Asked) -> None:
        self.asked = asked
        self._shown_at = time.monotonic()
        self.moved.emit()
        self.shown.emit(asked)
        # While one thinks about this one, the next is made.
        if not self.is_next_ready:
            self._fetch(self._queue[0])

    def _fetch(self, due: Due) -> None:
        number, now = self._number, self.now()
        seed = self._seed + len(self.given)
        services = self.services

        def read(library: Library) -> Asked:
            return made_ready(services, library, due, seed, now)

        self.services.read(
            read,
            partial(self._fetched, number),
            on_error=partial(self._missed, number, due),
            ticket=f"study-question:{due.item}",
            owner=self,
        )

    def _fetched(self, number: int, asked: Asked) -> None:
        if number != self._number:
            return
        self._ready[asked.due.item] = asked
        if self.asked is None and self._queue and self._queue[0].item == asked.due.item:
            self._next()

    def _missed(self, number: int, due: Due, error: Exception) -> None:
        """Leave out what can no longer be asked; tell what should not have happened."""
        if not isinstance(error, WorldError):
            self.services.trouble.emit(error)
        if number != self._number:
            return
        self.skip(due)

    def skip(self, due: Due) -> None:
        """Leave an item out of this session."""
        waits = self.asked is None
        if self.asked is not None and self.asked.due.item == due.item:
            self.asked, waits = None, True
        self._queue = deque(each for each in self._queue if each.item != due.item)
        if waits:
            self._next()
        else:
            self.moved.emit()

    def _ask_again(self, given: Given) -> None:
        span = given.asked.intervals.get(given.rating, timedelta(days=1))
        if span <= AGAIN_WITHIN:
            again = replace(given.asked.due, new=False)
            place = AFTER if given.rating is Rating.AGAIN else len(self._queue)
            self._queue.insert(min(place, len(self._queue)), again)

    def _write(self, given: Given) -> None:
        item, author = given.asked.due.item, self._author

        def write(library: Library) -> Changed:
            from desktop_app.study.scheduling import answer

            return answer(
                library,
                item,
                given.rating,
                given.took_ms,
                given.when,
                given.answered.given,
                author,
            )

        def wrote(changed: Changed) -> None:
            self._own = changed
            self._written()

        def failed(error: Exception) -> None:
            self.services.trouble.emit(error)
            if given in self.given:
                self._take_back(given)
            self._written()

        self._writing += 1
        self.services.write(write, on_done=wrote, on_error=failed, owner=self)

    def _take_back(self, given: Given) -> None:
        """Ask again what was answered, as if it had not been; the open one waits behind it."""
        self.given.remove(given)
        if self.asked is not None:
            self._ready[self.asked.due.item] = self.asked
            self._queue.appendleft(self.asked.due)
        item = given.asked.due.item
        # What was put in the queue to be asked again, because of this answer, need not be.
        again = next((due for due in reversed(self._queue) if due.item == item), None)
        if again is not None:
            self._queue.remove(again)
        self.is_on = True
        self._ready.pop(item, None)
        self._show(given.asked)

    def _written(self) -> None:
        self._writing -= 1
        if self._is_stale and not self._writing:
            self._look()

    def _changed(self, changed: Changed) -> None:
        if changed is self._own:
            self._own = None
        elif changed.touches_kind(Kind.LEARNING):
            self._look()

    def _look(self) -> None:
        """Look which answers are still in the library, unless one is just being written."""
        self._is_stale = self._writing > 0
        if self._is_stale or not (self.given or self._undone):
            return
        number, answers = self._number, len(self.given)
        since = min(given.when for given in (*self.given, *self._undone))

        def read(library: Library) -> set[tuple[str, datetime]]:
            from desktop_app.study.scheduling import reviews

            return {(review.item, review.when) for review in reviews(library, since)}

        def follow(there: set[tuple[str, datetime]]) -> None:
            if number != self._number:
                return
            if answers != len(self.given) or self._writing:
                # Another answer was given meanwhile.
                self._look()
            else:
                self._follow(there)

        self.services.read(read, follow, ticket=self._author, owner=self)

    def _follow(self, there: set[tuple[str, datetime]]) -> None:
        """Go back to what was taken back, or on past what was done again."""
        last = self.given[-1] if self.given else None
        if last is not None and not _is_there(last, there):
            self._undone.append(last)
            self._take_back(last)
        elif self._undone and _is_there(self._undone[-1], there):
            given = self._undone.pop()
            self.given.append(given)
            if self.asked is not None and self.asked.due.item == given.asked.due.item:
                self.asked = None
                self._ask_again(given)
                self._next()

    def _end(self) -> None:
        self.is_on = False
        self.asked = None
        self.moved.emit()
        self.ended.emit(self.outcome())

    def outcome(self) -> Outcome:
        """Return what has come of the session so far."""
        return Outcome.of(self.given, self.seconds)


def _is_there(given: Given, there: set[tuple[str, datetime]]) -> bool:
    return (given.asked.due.item, given.when) in there
