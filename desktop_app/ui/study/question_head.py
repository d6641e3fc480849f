"""What is asked: the words, and the place on the body if one is shown, without its name."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.atlas.state import Side
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.questions import Question
from desktop_app.ui.diagram.body import shared_atlas
from desktop_app.ui.diagram.closeup import CloseUp
from desktop_app.ui.diagram.look import look_of
from desktop_app.ui.diagram.plates import Plates
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services

WIDTH, HEIGHT = 460, 300
"""Of the picture, pixels at 100 %."""

REACH = 1.25
"""How much more of the body is shown than on a card."""


class QuestionHead(QWidget):
    """The question, above where one answers."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.ask = text_label("", role="title")
        self.about = text_label("", role="small")
        self.picture: CloseUp | None = None
        self._shown = ""
        self._room = HEIGHT
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addWidget(self.about)
        self._box.addWidget(self.ask)
        services.theme.changed.connect(self._restyle)

    def show_question(self, question: Question, about: str) -> None:
        """Ask; ``about`` says what is practised."""
        self.about.setText(about)
        self.ask.setText(question.ask)
        self._shown = question.shown
        self._show_place(named=False)

    def show_answer(self) -> None:
        """Tell the name of the place that is shown."""
        self._show_place(named=True)

    def set_room(self, height: int) -> None:
        """Let the picture be no higher than this, pixels, so that one sees where to answer."""
        if height != self._room:
            self._room = height
            self._fit()

    def _show_place(self, named: bool) -> None:
        if self._shown and self.picture is None:
            self._make()
        if self.picture is not None:
            side = Side(self.services.settings.side)
            there = bool(self._shown) and self.picture.show_point(self._shown, side, named)
            self.picture.setVisible(there)

    def _make(self) -> None:
        services = self.services
        try:
            atlas = shared_atlas(services)
        except UnreadableFile as error:
            services.trouble.emit(error)
            self._shown = ""
            return
        scene = Scene(atlas, services.content, Plates(atlas, services.runner, self))
        scene.traditional = services.settings.characters == "traditional"
        self.picture = CloseUp(services, scene, look_of(self.services.theme), HEIGHT, REACH)
        self._fit()
        self._box.addWidget(self.picture)

    def _restyle(self) -> None:
        if self.picture is not None:
            self.picture.restyle(look_of(self.services.theme))
            self._fit()

    def _fit(self) -> None:
        if self.picture is not None:
            scaled = self.services.theme.scaled
            height = min(scaled(HEIGHT), self._room)
            self.picture.setFixedHeight(height)
            self.picture.setMaximumWidth(min(scaled(WIDTH), height * WIDTH // HEIGHT))
