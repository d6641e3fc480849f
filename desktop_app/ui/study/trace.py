"""Answering by tracing: the points of a meridian's course clicked one after another."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.atlas import state as moves
from desktop_app.atlas.cameras import UV, Frame
from desktop_app.atlas.picking import REACH
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.questions import Question, Verdict
from desktop_app.study.tracing import Traced, course_of, point_at, score_trace
from desktop_app.ui.diagram.body import shared_atlas
from desktop_app.ui.diagram.stage import BARE, PicturedStage
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.study.asking import Answered, Asking
from desktop_app.ui.study.locate_pointer import Pointer
from desktop_app.ui.study.mark_labels import MarkLabels
from desktop_app.ui.study.trace_marks import paint_clicked, paint_traced
from desktop_app.ui.tasks import Lane


class Dots(IntEnum):
    """Which points are shown, without names, while one traces."""

    OWN = 1
    ALL = 2
    NONE = 3


LEVELS = ((Dots.OWN, "Its points"), (Dots.ALL, "All points"), (Dots.NONE, "Skin only"))


class TraceAsking(Asking):
    """Asks to trace a course: click its points in order, in as many views as it takes."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.meridian = self.branch = ""
        self.level = Dots.OWN
        self.clicked: list[str] = []
        self.traced: Traced | None = None
        self._course: tuple[str, ...] = ()
        self._labels = MarkLabels()
        self._asked = 0
        self.stage: PicturedStage | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
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
        self.stage.diagram.setAccessibleName(
            "The limb; arrow keys move a cross-hair, Enter takes the point under it"
        )
        box.addWidget(self._bar())
        box.addWidget(self.stage, 1)

    def show_question(self, question: Question) -> None:
        """Ask to trace the course of a ``trace:MERIDIAN:BRANCH`` item."""
        self.ask(question, self.level)

    def ask(self, question: Question, level: Dots) -> None:
        """Ask at a level."""
        _, _, rest = question.item.partition(":")
        self.meridian, _, self.branch = rest.partition(":")
        self.level = Dots(level)
        self.levels.choose(self.level)
        self._asked += 1
        self.traced = None
        self.clicked.clear()
        stage = self.stage
        if stage is None:
            return
        self._course = ()
        self.pointer.takes = True
        self.pointer.rest()
        asked, atlas, content = self._asked, stage.atlas, self.services.content
        meridian, branch = self.meridian, self.branch

        def find() -> tuple[tuple[str, ...], str]:
            course = course_of(atlas, content, meridian, branch)
            return course, atlas.facing_view(course[len(course) // 2])

        def take(found: tuple[tuple[str, ...], str]) -> None:
            if asked != self._asked:
                return
            self._course, view = found
            stage.turn_to(view or stage.state.view)
            fresh = replace(stage.state, layers=frozenset({"skin"}), hidden=frozenset())
            stage.show_state(moves.fit(fresh))
            self._tell()

        self.services.runner.run(Lane.READ, find, take, owner=self)

    def click(self, uv: UV) -> None:
        """Take the point at a place of the view that is shown as the next of the course."""
        stage = self.stage
        if stage is None or not self.pointer.takes:
            return
        if self.level is not Dots.NONE:
            self._add(self._dot_at(stage, uv))
            return
        asked, atlas, view = self._asked, stage.atlas, stage.state.view
        content = self.services.content

        def take(code: str) -> None:
            if asked == self._asked and self.pointer.takes:
                self._add(code)

        self.services.runner.run(
            Lane.READ, lambda: point_at(atlas, content, view, uv), take, owner=self
        )

    def take_back(self) -> None:
        """Take the last click back."""
        if self.pointer.takes and self.clicked:
            self.clicked.pop()
            self._tell()

    def finish(self) -> None:
        """Have what was clicked scored."""
        stage = self.stage
        if stage is None or not self.pointer.takes or not self.clicked:
            return
        self.traced = score_trace(
            stage.atlas, self.services.content, self.meridian, self.clicked, self.branch
        )
        self.show_answer()
        self.answered.emit(
            Answered(Verdict(self.traced.right, said=self.traced.words), " ".join(self.clicked))
        )

    def show_answer(self) -> None:
        """Draw the course in, and what was missed, out of order or not of it."""
        stage = self.stage
        if stage is None or not self._course:
            return
        self.pointer.takes = False
        self.pointer.rest()
        if self.traced is None:
            self.traced = score_trace(
                stage.atlas, self.services.content, self.meridian, self.clicked, self.branch
            )
        layers = frozenset({"skin", "bones"})
        if not self.branch or self.branch in ("main", "inner", "joined"):
            layers |= {self.meridian}
        hidden = frozenset(self.services.content.points)
        stage.show_state(replace(stage.state, layers=layers, hidden=hidden))
        self._tell()

    def focus_main(self) -> None:
        """Put the keyboard on the limb."""
        if self.stage is not None:
            self.stage.diagram.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Take no click that is still being looked up."""
        self._asked += 1

    def _add(self, code: str) -> None:
        if not code:
            self.told.setText("No point is there.")
            return
        if self.clicked and self.clicked[-1] == code:
            return
        self.clicked.append(code)
        self._tell()

    def _dots(self) -> tuple[str, ...]:
        if self.level is Dots.OWN:
            return self._course
        points = self.services.content.points
        if self.level is Dots.ALL and self.stage is not None:
            own = set(self._course)
            return tuple(
                code
                for code in self.stage.atlas.placed
                if code in own or (code in points and not points[code].same_as)
            )
        return ()

    def _dot_at(self, stage: PicturedStage, uv: UV) -> str:
        frame, spots = stage.diagram.frame, stage.atlas.projection(stage.state.view).points
        x, y = frame.to_screen(uv)
        best, reach = "", REACH * stage.diagram.look.scale
        for code in self._dots():
            spot = spots.get(code)
            if spot is None or not spot.visible:
                continue
            sx, sy = frame.to_screen(spot.uv)
            far = ((sx - x) ** 2 + (sy - y) ** 2) ** 0.5
            if far <= reach:
                best, reach = code, far
        return best

    def _tell(self) -> None:
        done = len(self.clicked)
        self.back.setEnabled(self.pointer.takes and done > 0)
        self.done.setEnabled(self.pointer.takes and done > 0)
        self.levels.setEnabled(self.pointer.takes)
        if self.pointer.takes:
            self.told.setText(f"{done} of {len(self._course)} points")
        else:
            self.told.setText("")
        if self.stage is not None:
            self.stage.diagram.setAccessibleDescription(self.told.text())
            self.stage.diagram.update()

    def _paint(self, painter: QPainter, frame: Frame) -> None:
        stage = self.stage
        if stage is None or not self._course:
            return
        spots = stage.atlas.projection(stage.state.view).points
        at = {
            code: QPointF(*frame.to_screen(spot.uv)) for code, spot in spots.items() if spot.visible
        }
        look = stage.diagram.look
        if self.traced is None or self.pointer.takes:
            paint_clicked(painter, at, self._dots(), self.clicked, look)
            return
        bare = self.meridian not in stage.state.layers
        paint_traced(
            painter, at, self.traced, bare, frame, look, self._labels, stage.diagram.covered
        )

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "top")
        flow = FlowLayout(bar, gap=8, line_gap=4)
        flow.setContentsMargins(12, 6, 12, 6)
        self.levels = Segments("Shown", LEVELS)
        self.levels.choose(self.level)
        self.levels.chosen.connect(self._choose_level)
        flow.addWidget(self.levels)
        self.back = QPushButton("Take back")
        self.back.setToolTip("Take the last click back (Backspace)")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self.take_back)
        flow.addWidget(self.back)
        self.done = QPushButton("Done")
        self.done.setProperty("role", "primary")
        self.done.setToolTip("That is the whole course (D)")
        self.done.setAutoDefault(False)
        self.done.clicked.connect(self.finish)
        flow.addWidget(self.done)
        self.told = QLabel()
        self.told.setProperty("role", "quiet")
        flow.addWidget(self.told)
        for keys, act in (("Backspace", self.take_back), ("D", self.finish)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        return bar

    def _choose_level(self, level: Dots) -> None:
        self.level = level
        self._tell()
        self.focus_main()
