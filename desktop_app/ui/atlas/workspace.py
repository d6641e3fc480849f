"""The atlas workspace: the pane with the leg, or a sentence where the atlas cannot be read."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import open_atlas
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.refs import Ref
from desktop_app.ui.atlas.invitation import in_words
from desktop_app.ui.atlas.memory import recall_state
from desktop_app.ui.atlas.pane import Pane
from desktop_app.ui.services import Services
from desktop_app.ui.workspace import Workspace


class AtlasWorkspace(Workspace):
    """The leg and foot with everything on them, and what is known of the chosen point.

    If the built atlas cannot be read, a sentence says so in its place.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.setAccessibleName("Atlas")
        self.setObjectName("atlas")
        self.pane: Pane | None = None
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        try:
            atlas = open_atlas(services.assets / "atlas")
            state = recall_state(services.settings, atlas)
            atlas.projection(state.view)
        except UnreadableFile as error:
            box.addWidget(in_words("The atlas cannot be shown", f"{error.what} {error.next_step}"))
            return
        self.pane = Pane(services, atlas, state)
        box.addWidget(self.pane)
        for name, key in KEYS_BOUND.items():
            if name in services.actions.table:
                services.actions.bind(name, partial(self.pane.obey, key), self)

    def show_ref(self, ref: Ref) -> None:
        """Show a point, or a structure of the leg, with its card."""
        if self.pane is not None:
            self.pane.show_ref(ref)

    def show_home(self) -> None:
        """Show the leg with nothing chosen."""
        if self.pane is not None:
            self.pane.show_state(moves.clear(self.pane.state))

    def reveal(self, ref: Ref) -> None:
        """Show where something is without opening it."""
        if self.pane is not None:
            self.pane.reveal(ref)

    def focus_main(self) -> None:
        """Put the keyboard on the diagram."""
        if self.pane is not None:
            self.pane.diagram.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_note(self) -> None:
        """Put the keyboard in the note on the point that is open."""
        if self.pane is not None and self.pane.state.selected:
            self.pane.card.focus_note()

    def flush(self) -> None:
        """Save now what has been typed, and remember view and layers."""
        if self.pane is not None:
            self.pane.flush()


KEYS_BOUND = {
    "atlas.next": "next",
    "atlas.previous": "previous",
    "atlas.zoom-in": "larger",
    "atlas.zoom-out": "smaller",
    "atlas.fit": "fit",
    "atlas.layers": "layers",
    "atlas.mastery": "mastery",
    "page.study": "study",
}
"""Actions of the window's table and the command of the atlas that each stands for."""
