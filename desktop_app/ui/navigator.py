"""Goes to refs: every link, search result, Back and Forward and the command line call ``go``."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.refs import BadRef, Ref
from desktop_app.ui.history import History, Home, Place


class Navigator(QObject):
    """The place one is at, and how one got there."""

    leaving = Signal(object)
    """Sent with the current ref just before another place is opened."""

    went = Signal(object)
    """Sent with the ``Ref`` that is now open."""

    went_home = Signal(str)
    """Sent with a workspace's id when it is opened with nothing open in it."""

    revealed = Signal(object)
    """Sent with a ``Ref`` that the atlas should point at, without leaving what is open."""

    lost = Signal(str)
    """Sent with a sentence for the user when a text is not a ref."""

    moved = Signal()
    """Sent after any move, when Back and Forward may have changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history = History()

    @property
    def current(self) -> Ref | None:
        """The ref that is open."""
        place = self.history.current
        return place if isinstance(place, Ref) else None

    def go(self, target: Ref | str, instead: bool = False) -> None:
        """Open a ref or a ``yq:`` text; opening the current ref again shows it again.

        Parameters
        ----------
        instead
            Take the current place's place in the history, as when arrows run down a list.
        """
        if isinstance(target, str):
            try:
                target = Ref.parse(target)
            except BadRef as error:
                self.lost.emit(str(error))
                return
        history = self.history.instead(target) if instead else self.history.visit(target)
        self._to(history)

    def home(self, workspace: str) -> None:
        """Open a workspace with nothing open in it."""
        self._to(self.history.visit(Home(workspace)))

    def reveal(self, ref: Ref) -> None:
        """Show the atlas and point at something there, such as a structure or a study's points."""
        self.home("atlas")
        self.revealed.emit(ref)

    def back(self) -> None:
        """Open what was open before."""
        if self.history.can_back:
            self._to(self.history.back())

    def forward(self) -> None:
        """Undo one Back."""
        if self.history.can_forward:
            self._to(self.history.forward())

    def _to(self, history: History) -> None:
        if self.current is not None and history.current != self.current:
            self.leaving.emit(self.current)
        self.history = history
        self._tell(history.current)
        self.moved.emit()

    def _tell(self, place: Place | None) -> None:
        if isinstance(place, Ref):
            self.went.emit(place)
        elif isinstance(place, Home):
            self.went_home.emit(place.workspace)
