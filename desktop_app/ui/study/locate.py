"""Answering by showing a place on the limb: an unlabelled view, a click, then what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import IntEnum
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV, Frame
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.questions import Question, Verdict
from desktop_app.study.locating import Located
from desktop_app.ui.diagram.body import shared_atlas
from desktop_app.ui.diagram.plates import ready_small
from desktop_app.ui.diagram.stage import BARE, PicturedStage
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.study.asking import Answered, Asking
from desktop_app.ui.study.locate_feedback import (
    Feedback,
    Opening,
    answer,
    box_of,
    feedback,
    measure_words,
    opening,
)
from desktop_app.ui.study.locate_marks import Shown, paint_shown
from desktop_app.ui.study.locate_pointer import Pointer
from desktop_app.ui.study.locate_word import Word
from desktop_app.ui.study.mark_labels import MarkLabels
from desktop_app.ui.tasks import Lane

T = TypeVar("T")


class Level(IntEnum):
    """How much is shown while one looks for a point."""

    LANDMARKS = 1
    SKIN = 2
    CLOSE = 3


LEVELS = (
    (Level.LANDMARKS, "Landmarks"),
    (Level.SKIN, "Skin only"),
    (Level.CLOSE, "Close up"),
)
LEVEL_TIPS = {
    Level.LANDMARKS: "Bones shine through and landmarks are named",
    Level.SKIN: "Only skin; choose the view yourself",
    Level.CLOSE: "Only skin, near by, in one view",
}


class LocateAsking(Asking):
    """Asks to find a point.

    A click in a view that does not show the point is told so and may be made again in another.
    """

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.code = ""
        self.level = Level.LANDMARKS
        self.located: Located | None = None
        self.shown = Shown()
        self.is_shown = False
        self._labels = MarkLabels()
        self._turning = False
        self._asked = 0
        self._wrong_views = 0
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.stage: PicturedStage | None = None
        try:
            atlas = shared_atlas(services)
        except UnreadableFile as error:
            told = text_label(f"{error.what} {error.next_step}")
            told.setMargin(24)
            box.addWidget(told)
            return
        self.stage = PicturedStage(services, atlas, BARE)
        self.pointer = Pointer(self.stage, self.click, self._paint)
        self.stage.diagram.take_tool(self.pointer)
        self.stage.viewed.connect(self._viewed)
        self.told = Word(self.stage.diagram)
        box.addWidget(self._bar())
        box.addWidget(self.stage, 1)

    def show_question(self, question: Question) -> None:
        """Ask to find the point of a ``locate:`` item."""
        self.ask(question, self.level)

    def ask(self, question: Question, level: Level) -> None:
        """Ask at a level."""
        self.code = question.item.partition(":")[2]
        self.level = Level(level)
        self.located = None
        self.is_shown = False
        self._asked += 1
        self._wrong_views = 0
        self.levels.choose(self.level)
        self._lay_open()

    def click(self, uv: UV) -> None:
        """Take a place of the view that is shown as the answer."""
        stage = self.stage
        if stage is None or not self.pointer.takes or not self.code:
            return
        self.pointer.takes = False
        atlas, content = stage.atlas, self.services.content
        code, view, side = self.code, stage.state.view, stage.state.side

        def lost(error: Exception) -> None:
            self.pointer.takes = True
            self.services.trouble.emit(error)

        self._work(lambda: answer(atlas, content, code, view, uv, side), self._take, lost)

    def show_answer(self) -> None:
        """Draw in where the point is, and how far off the click was."""
        stage = self.stage
        if stage is None or not self.code or self.is_shown:
            return
        self.pointer.takes = False
        self.is_shown = True
        atlas, content = stage.atlas, self.services.content
        code, view = self.code, stage.state.view
        self._work(lambda: feedback(atlas, content, code, view), self._draw_in)

    def focus_main(self) -> None:
        """Put the keyboard on the limb."""
        if self.stage is not None:
            self.stage.diagram.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Take no click that is still being scored."""
        self._asked += 1

    def showEvent(self, event: QShowEvent) -> None:
        """Have what scoring needs read, so that the first answer comes at once."""
        super().showEvent(event)
        if self.stage is not None:
            atlas, view = self.stage.atlas, self.stage.state.view
            self.services.runner.run(Lane.READ, lambda: _warm(atlas, view), owner=self)
            if self.code and self.level is Level.CLOSE and self.pointer.takes:
                self._lay_open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give up a drag."""
        super().hideEvent(event)
        if self.stage is not None:
            self.pointer.cancel()

    def _work(
        self,
        work: Callable[[], T],
        take: Callable[[T], None],
        lost: Callable[[Exception], None] | None = None,
    ) -> None:
        """Work something out away from the window; dropped if another question is open then."""
        asked = self._asked

        def done(result: T) -> None:
            if asked == self._asked:
                take(result)

        self.services.runner.run(Lane.READ, work, done, lost, owner=self)

    def _lay_open(self) -> None:
        """Show the limb as this level shows it, with nothing told."""
        stage = self.stage
        if stage is None:
            return
        self.pointer.takes = True
        self.pointer.rest()
        self.levels.setEnabled(True)
        self.told.say("")
        self.shown = Shown()
        bones = self.level is Level.LANDMARKS
        layers = frozenset({"skin", "bones"} if bones else {"skin"})
        stage.show_state(moves.fit(replace(stage.state, layers=layers, bone_opacity=0.35)))
        stage.switcher.setVisible(self.level is not Level.CLOSE)
        stage.diagram.setAccessibleName("The limb without names; arrow keys move a cross-hair")
        self._open_view(stage)

    def _open_view(self, stage: PicturedStage) -> None:
        atlas, content, code, view = (
            stage.atlas, self.services.content, self.code, stage.state.view,
        )  # fmt: skip
        level = self.level

        def take(found: Opening) -> None:
            if not self.pointer.takes or level is not self.level or stage.state.view != view:
                return
            if found.box is not None:
                self._turning = True
                stage.turn_to(found.view)
                self._turning = False
                stage.show_box(*found.box)
            self.shown = Shown(landmarks=found.landmarks)
            stage.diagram.update()

        if level is not Level.SKIN:
            named, close = level is Level.LANDMARKS, level is Level.CLOSE
            self._work(lambda: opening(atlas, content, code, view, named, close), take)

    def _take(self, found: Feedback) -> None:
        located = found.located
        if located is None:
            return
        if located.wrong_view or located.off_limb:
            self._wrong_views += located.wrong_view
            self.pointer.takes = True
            # Beside the limb nothing was shown, so nothing is told of where the point is.
            words = "That is beside the limb." if located.off_limb else located.words
            self.told.say(f"{words} Try again.")
            return
        self.located = located
        self.is_shown = True
        self._draw_in(found)
        self.answered.emit(self._answered(located))

    def _draw_in(self, found: Feedback) -> None:
        stage = self.stage
        if stage is None:
            return
        self.pointer.rest()
        self.levels.setEnabled(False)
        self.told.say("")
        stage.switcher.show()
        self._turning = True
        # Bones shine through: landmarks are felt on them.
        stage.show_state(
            replace(
                moves.turn_to(stage.state, found.view),
                layers=frozenset({"skin", "bones"}),
                bone_opacity=0.35,
            )
        )
        self._turning = False
        self.shown = found.shown
        box = box_of(found.shown, stage.diagram.camera)
        if box is not None:
            stage.show_box(*box)
        words = found.located.words if found.located is not None else ""
        stage.diagram.setAccessibleName(f"{found.shown.name} is drawn in. {words}")
        stage.diagram.update()

    def _answered(self, located: Located) -> Answered:
        """Return the answer: a miss is kept by the point that was hit instead, if any."""
        late = " Only after a view that does not show it." if self._wrong_views else ""
        if located.right or located.nearest_hit:
            given = measure_words(located) if located.right else located.nearest
            return Answered(Verdict(located.right, said=located.words + late), given)
        return Answered(Verdict(False, said=late.strip()), f"{measure_words(located)} off")

    def _viewed(self) -> None:
        stage = self.stage
        if stage is None:
            return
        if self._turning or not self.code:
            return
        if self.pointer.takes:
            self.told.say("")
            self.pointer.rest()
            self.shown = Shown()
            self._open_view(stage)
        elif self.is_shown:
            self._landmark_again(stage)

    def _landmark_again(self, stage: PicturedStage) -> None:
        """Draw in the landmarks of another view that one has turned to after the answer."""
        atlas, content, code, view = (
            stage.atlas, self.services.content, self.code, stage.state.view,
        )  # fmt: skip
        located = self.located

        def take(found: Feedback) -> None:
            if self.is_shown and stage.state.view == view == found.view:
                self.shown = found.shown
                stage.diagram.update()

        self.shown = replace(self.shown, landmarks=())
        self._work(lambda: feedback(atlas, content, code, view, located), take)

    def _paint(self, painter: QPainter, frame: Frame) -> None:
        if self.stage is not None:
            diagram = self.stage.diagram
            paint_shown(
                painter, self.shown, diagram.camera, frame, diagram.look, self._labels,
                diagram.covered,
            )  # fmt: skip

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "top")
        flow = FlowLayout(bar, gap=8, line_gap=4)
        flow.setContentsMargins(12, 6, 12, 6)
        self.levels = Segments("Level", LEVELS)
        for level, tip in LEVEL_TIPS.items():
            self.levels.buttons[level].setToolTip(tip)
        self.levels.choose(self.level)
        self.levels.chosen.connect(self._choose_level)
        flow.addWidget(self.levels)
        return bar

    def _choose_level(self, level: Level) -> None:
        self.level = level
        if self.code and self.pointer.takes:
            self._lay_open()
        self.focus_main()


def _warm(atlas: Atlas, view: str) -> None:
    ready_small(atlas, *atlas.cameras)
    atlas.skin.warm()
    atlas.faces(view)
