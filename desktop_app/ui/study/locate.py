"""Answering by showing a place on the limb: an unlabelled view, a click, then what came of it."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from zlib import crc32

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.body import Atlas
from desktop_app.atlas.cameras import UV, Frame
from desktop_app.atlas.needle import depth_mm
from desktop_app.atlas.state import Side
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.questions import Question, Verdict
from desktop_app.study.landmarks import Landmark, general_landmarks, landmarks_of
from desktop_app.study.locating import WITHIN_CUN, Located, score_locate, views_for_locate
from desktop_app.ui.diagram.body import shared_atlas
from desktop_app.ui.diagram.stage import Stage
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.study.asking import Answered, Asking
from desktop_app.ui.study.locate_marks import Shown, near_side, paint_shown
from desktop_app.ui.study.locate_pointer import Pointer
from desktop_app.ui.study.locate_word import Word
from desktop_app.ui.tasks import Lane

NEAR_ENOUGH_MM = 150.0
"""Landmarks so near the place are brought into sight with it."""

AROUND_MM = 25.0
"""mm of limb shown around what is drawn in."""

CLOSE_MM = 120.0
"""mm of limb that the close view shows across."""


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
        self._asked = 0
        self._wrong_views = 0
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.stage: Stage | None = None
        try:
            atlas = shared_atlas(services)
        except UnreadableFile as error:
            told = text_label(f"{error.what} {error.next_step}")
            told.setMargin(24)
            box.addWidget(told)
            return
        self.stage = Stage(services, atlas, frozenset({"skin"}))
        self.pointer = Pointer(self.stage, self.click, self._paint)
        self.stage.diagram.take_tool(self.pointer)
        self.stage.viewed.connect(self._viewed)
        self.told = Word(self.stage.diagram)
        box.addWidget(self._bar())
        box.addWidget(self.stage, 1)
        self._say_limb(self.stage)
        services.settings.changed.connect(self._setting_changed)

    def show_question(self, question: Question) -> None:
        """Ask to find the point of a ``locate:`` item."""
        self.ask(question, self.level)

    def ask(self, question: Question, level: Level) -> None:
        """Ask at a level."""
        self.code = question.item.partition(":")[2]
        self.level = Level(level)
        self.located = None
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
        asked, atlas, content = self._asked, stage.atlas, self.services.content
        code, view, side = self.code, stage.state.view, stage.state.side

        def take(located: Located) -> None:
            if asked == self._asked:
                self._take(located)

        def lost(error: Exception) -> None:
            self.pointer.takes = True
            self.services.trouble.emit(error)

        self.services.runner.run(
            Lane.READ,
            lambda: score_locate(atlas, content, code, view, uv, side),
            take,
            lost,
            owner=self,
        )

    def show_answer(self) -> None:
        """Draw in where the point is, and how far off the click was."""
        stage = self.stage
        if stage is None or not self.code:
            return
        self.pointer.takes = False
        self.pointer.rest()
        self.levels.setEnabled(False)
        atlas, located = stage.atlas, self.located
        target = located.target if located is not None else self._target(atlas)
        views = views_for_locate(atlas, self.services.content, target)
        if stage.state.view not in views and views:
            stage.turn_to(views[0])
        placed = atlas.placed[target]
        point = self.services.content.points[self.code]
        measured = ""
        if located is not None and located.distance_mm is not None:
            measured = measure_words(located)
        self.shown = Shown(
            f"{self.code} {point.pinyin}",
            measured,
            located is not None and located.right,
            placed.position,
            placed.normal,
            WITHIN_CUN * depth_mm(atlas, target, 1.0),
            located.clicked if located is not None else None,
            located.path if located is not None else (),
            near_side(atlas, stage.state.view, landmarks_of(atlas, target)),
        )
        self._shine(stage)
        self._bring_into_sight(stage)
        self.told.say("")
        stage.switcher.show()
        stage.diagram.setAccessibleName(
            f"{self.shown.name} is drawn in. {located.words if located is not None else ''}"
        )

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
            self.services.runner.run(Lane.READ, lambda: _warmed(atlas, view), owner=self)
            if self.code and self.level is Level.CLOSE and self.pointer.takes:
                self._lay_open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give up a drag."""
        super().hideEvent(event)
        if self.stage is not None:
            self.pointer.cancel()

    def _shine(self, stage: Stage) -> None:
        """Let bones shine through what is drawn in: landmarks are felt on them."""
        stage.show_state(replace(stage.state, layers=frozenset({"skin", "bones"})))

    def _lay_open(self) -> None:
        """Show the limb as this level shows it, with nothing told."""
        stage = self.stage
        if stage is None:
            return
        atlas = stage.atlas
        self.pointer.takes = True
        self.pointer.rest()
        self.levels.setEnabled(True)
        self.told.say("")
        bones = self.level is Level.LANDMARKS
        layers = frozenset({"skin", "bones"} if bones else {"skin"})
        stage.show_state(moves.fit(replace(stage.state, layers=layers, bone_opacity=0.35)))
        stage.switcher.setVisible(self.level is not Level.CLOSE)
        stage.diagram.setAccessibleName("The limb without names; arrow keys move a cross-hair")
        if self.level is Level.CLOSE:
            self._come_close(stage, self._target(atlas))
        self._landmark(atlas)

    def _come_close(self, stage: Stage, target: str) -> None:
        """Show the best view near by, with the point anywhere but in the middle."""
        atlas = stage.atlas
        stage.turn_to(views_for_locate(atlas, self.services.content, target)[0])
        u, v = atlas.projection(stage.state.view).points[target].uv
        # The same place each time, so that an undone answer is asked again as it was.
        seed = crc32(target.encode())
        off_u = ((seed & 255) / 255 - 0.5) * CLOSE_MM * 0.6
        off_v = ((seed >> 8 & 255) / 255 - 0.5) * CLOSE_MM * 0.6
        half = CLOSE_MM / 2
        stage.show_box(u + off_u - half, v + off_v - half, u + off_u + half, v + off_v + half)

    def _take(self, located: Located) -> None:
        if located.wrong_view or located.off_limb:
            self._wrong_views += located.wrong_view
            self.pointer.takes = True
            # Beside the limb nothing was shown, so nothing is told of where the point is.
            words = "That is beside the limb." if located.off_limb else located.words
            self.told.say(f"{words} Try again.")
            return
        self.located = located
        self.show_answer()
        self.answered.emit(self._answered(located))

    def _answered(self, located: Located) -> Answered:
        """Return the answer: a miss is kept by the point that was hit instead, if any."""
        late = " Only after a view that does not show it." if self._wrong_views else ""
        if located.right or located.nearest_hit:
            given = measure_words(located) if located.right else located.nearest
            return Answered(Verdict(located.right, said=located.words + late), given)
        return Answered(Verdict(False, said=late.strip()), f"{measure_words(located)} off")

    def _target(self, atlas: Atlas) -> str:
        point = self.services.content.points[self.code]
        return next(code for code in (self.code, *point.sites) if code in atlas.placed)

    def _landmark(self, atlas: Atlas) -> None:
        """Name the landmarks of the view, if this level does."""
        landmarks = general_landmarks(atlas) if self.level is Level.LANDMARKS else ()
        view = self.stage.state.view if self.stage is not None else ""
        self.shown = Shown(landmarks=near_side(atlas, view, landmarks) if landmarks else ())
        if self.stage is not None:
            self.stage.diagram.update()

    def _viewed(self) -> None:
        stage = self.stage
        if stage is None:
            return
        self._say_limb(stage)
        if self.pointer.takes:
            self.told.say("")
            self.pointer.rest()
            self._landmark(stage.atlas)
        elif self.shown.place is not None:
            self.shown = replace(self.shown, landmarks=self._landmarks_here(stage))

    def _landmarks_here(self, stage: Stage) -> tuple[Landmark, ...]:
        target = self.located.target if self.located is not None else self._target(stage.atlas)
        return near_side(stage.atlas, stage.state.view, landmarks_of(stage.atlas, target))

    def _bring_into_sight(self, stage: Stage) -> None:
        camera, shown = stage.diagram.camera, self.shown
        if shown.place is None:
            return
        u, v = camera.project(shown.place)
        places = [(u, v)]
        if shown.clicked is not None:
            places.append(camera.project(shown.clicked))
        for landmark in shown.landmarks:
            uv = camera.project(landmark.position)
            if abs(uv[0] - u) + abs(uv[1] - v) <= NEAR_ENOUGH_MM:
                places.append(uv)
        us, vs = [uv[0] for uv in places], [uv[1] for uv in places]
        stage.show_box(
            min(us) - AROUND_MM, min(vs) - AROUND_MM, max(us) + AROUND_MM, max(vs) + AROUND_MM
        )

    def _paint(self, painter: QPainter, frame: Frame) -> None:
        if self.stage is not None:
            diagram = self.stage.diagram
            paint_shown(painter, self.shown, diagram.camera, frame, diagram.look, diagram.covered)

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
        self.sides = Segments("Limb", ((Side.RIGHT, "Right"), (Side.LEFT, "Left")))
        self.sides.chosen.connect(self._choose_side)
        flow.addWidget(self.sides)
        return bar

    def _choose_level(self, level: Level) -> None:
        self.level = level
        if self.code and self.pointer.takes:
            self._lay_open()
        self.focus_main()

    def _choose_side(self, side: Side) -> None:
        if self.stage is not None:
            self.services.settings.side = side.value
            self.stage.show_side(side)
        self.focus_main()

    def _say_limb(self, stage: Stage) -> None:
        self.sides.choose(stage.state.side)

    def _setting_changed(self, name: str) -> None:
        if name == "side" and self.stage is not None:
            self.stage.show_side(Side(self.services.settings.side))


def measure_words(located: Located) -> str:
    """Return how far off a click was, in cun and mm."""
    if located.distance_mm is None or located.distance_cun is None:
        return "beside the limb"
    cun, mm = located.distance_cun, located.distance_mm
    # What is just beyond is not to read as 0.3 cun, which would be right.
    if WITHIN_CUN < cun < WITHIN_CUN + 0.05:
        return f"{cun:.2f} cun \u00b7 {mm:.1f} mm"
    return f"{cun:.1f} cun \u00b7 {mm:.0f} mm"


def _warmed(atlas: Atlas, view: str) -> None:
    atlas.skin.warm()
    atlas.faces(view)
