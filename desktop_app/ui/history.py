"""What has been opened, in order: a browser's Back and Forward over refs and workspaces."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.refs import Ref

LONGEST = 200
"""Places kept in the history."""


@dataclass(frozen=True, slots=True)
class Home:
    """A workspace with nothing open in it."""

    workspace: str


Place = Ref | Home


@dataclass(frozen=True, slots=True)
class History:
    """Places opened so far and where one is; every change gives a new history."""

    places: tuple[Place, ...] = ()
    at: int = -1

    @property
    def current(self) -> Place | None:
        """The place that is open, or ``None`` before the first."""
        return self.places[self.at] if self.places else None

    @property
    def can_back(self) -> bool:
        """Whether anything was opened before the current place."""
        return self.at > 0

    @property
    def can_forward(self) -> bool:
        """Whether one has gone back from a later place."""
        return self.at < len(self.places) - 1

    def visit(self, place: Place) -> History:
        """Open a place: what lay ahead is forgotten; opening the current one changes nothing."""
        if place == self.current:
            return self
        places = (*self.places[: self.at + 1], place)[-LONGEST:]
        return History(places, len(places) - 1)

    def instead(self, place: Place) -> History:
        """Open a place that takes the current one's place; what lay ahead is forgotten."""
        places = (*self.places[: max(self.at, 0)], place)
        return History(places, len(places) - 1)

    def back(self) -> History:
        """Go one place back, if there is one."""
        return replace(self, at=self.at - 1) if self.can_back else self

    def forward(self) -> History:
        """Go one place forward, if there is one."""
        return replace(self, at=self.at + 1) if self.can_forward else self
