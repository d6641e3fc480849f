"""Marking the area as a user does: with mouse, keys and menus over the real skin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.atlas.cameras import UV
from desktop_app.domain.area import Area, Feeling, Patch, Side
from desktop_app.domain.plans import Limbs, Plan
from desktop_app.ui.plans.marking.canvas import Canvas
from desktop_app.ui.plans.marking.pen import ToolKind
from desktop_app.ui.plans.marking.step import AreaStep
from desktop_app.ui.services import Services
from desktop_app.ui.tasks import Runner

LEFT, RIGHT, MIDDLE = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.RightButton,
    Qt.MouseButton.MiddleButton,
)
NO_KEY = Qt.KeyboardModifier.NoModifier
SOLE: UV = (-130.0, -60.0)
HEEL: UV = (-128.0, 20.0)


class Marking:
    """The step with an editor around it: what it asks for is shown, and can be taken back."""

    def __init__(self, step: AreaStep) -> None:
        self.step = step
        self.words: list[str] = []
        self.plans = [Plan("p1")]
        step.edited.connect(self._take)
        step.show_plan(self.plans[-1])

    @property
    def area(self) -> Area:
        return self.plans[-1].area

    @property
    def canvas(self) -> Canvas:
        assert self.step.canvas is not None
        return self.step.canvas

    def strength(self, uv: UV, feeling: Feeling = Feeling.NUMB, side: Side = Side.RIGHT) -> int:
        """Return how strong a feeling is where the view shows a place."""
        face = self.face(uv)
        patch = self.area.patch(side, feeling)
        return patch.strengths[face] if patch is not None else 0

    def face(self, uv: UV) -> int:
        face = self.canvas.atlas.faces(self.canvas.state.view).face_at(uv)
        assert face is not None
        return face

    def at(self, uv: UV) -> QPoint:
        x, y = self.canvas.diagram.frame.to_screen(uv)
        return QPoint(round(x), round(y))

    def drag(self, *places: UV, button: Qt.MouseButton = LEFT, lets_go: bool = True) -> None:
        diagram = self.canvas.diagram
        QTest.mousePress(diagram, button, NO_KEY, self.at(places[0]))
        for place in places[1:]:
            QTest.mouseMove(diagram, self.at(place))
        if lets_go:
            QTest.mouseRelease(diagram, button, NO_KEY, self.at(places[-1]))

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.canvas.diagram, key)

    def undo(self) -> None:
        self.plans.pop()
        self.words.pop()
        self.step.show_plan(self.plans[-1])

    def _take(self, plan: Plan, words: str) -> None:
        self.plans.append(plan)
        self.words.append(words)
        self.step.show_plan(plan)


@pytest.fixture
def marking(qtbot: QtBot, services: Services) -> Marking:
    step = AreaStep(services)
    qtbot.addWidget(step)
    step.resize(1100, 760)
    made = Marking(step)
    step.show()
    qtbot.waitExposed(step)
    step.focus_main()
    return made


def test_a_stroke_is_one_edit_on_both_limbs(marking: Marking) -> None:
    marking.drag(SOLE, (-120.0, -40.0), lets_go=False)
    assert marking.words == []
    QTest.mouseRelease(marking.canvas.diagram, LEFT, NO_KEY, marking.at((-120.0, -40.0)))
    assert marking.words == ["Mark numb area"]
    assert marking.strength(SOLE) == marking.strength((-120.0, -40.0)) == 5
    assert marking.strength(SOLE, side=Side.LEFT) == 5
    assert marking.strength(HEEL) == 0
    assert marking.area.skin == marking.canvas.atlas.skin.name


def test_a_stroke_of_twenty_millimetres_marks_a_disc_of_true_surface(marking: Marking) -> None:
    marking.drag(SOLE)
    patch = marking.area.patch(Side.RIGHT, Feeling.NUMB)
    assert patch is not None
    surface = marking.canvas.atlas.skin.surface(patch.strengths)
    assert surface == pytest.approx(314, rel=0.2)


def test_a_brush_beside_the_limb_marks_what_its_ring_holds(marking: Marking) -> None:
    faces = marking.canvas.atlas.faces("foot-plantar")
    edge = next(float(u) for u in range(-180, -120) if faces.face_at((float(u), -60.0)))
    marking.drag((edge - 6, -60.0), (edge - 6, -62.0))
    assert marking.strength((edge + 1, -60.0)) == 5
    marking.drag((edge - 14, -60.0))
    assert len(marking.words) == 1


def test_one_limb_alone(marking: Marking) -> None:
    marking.step.toolbar.limbs.buttons[Limbs.LEFT].click()
    assert marking.canvas.state.side is Side.LEFT
    marking.drag(SOLE)
    assert marking.strength(SOLE, side=Side.LEFT) == 5
    assert marking.area.patch(Side.RIGHT, Feeling.NUMB) is None


def test_the_left_limb_is_marked_where_it_is_seen(marking: Marking) -> None:
    marking.step.take_limbs(Limbs.LEFT)
    width = marking.canvas.diagram.width()
    right = marking.at(SOLE)
    marking.drag(SOLE)
    marking.step.take_limbs(Limbs.RIGHT)
    assert marking.at(SOLE).x() == pytest.approx(width - right.x(), abs=1)
    assert marking.strength(SOLE, side=Side.LEFT) == 5


def test_feelings_by_key_and_strength_by_slider(marking: Marking) -> None:
    marking.key(Qt.Key.Key_3)
    marking.step.feelings.strength.setValue(9)
    marking.drag(SOLE)
    marking.key(Qt.Key.Key_2)
    marking.drag(SOLE)
    assert marking.strength(SOLE, Feeling.PAINFUL) == marking.strength(SOLE, Feeling.TINGLING) == 9
    assert marking.words == ["Mark painful area", "Mark tingling area"]
    assert marking.step.feelings.buttons[Feeling.TINGLING].isChecked()


def test_brackets_size_the_brush(marking: Marking) -> None:
    before = marking.step.pen.radius
    marking.key(Qt.Key.Key_BracketRight)
    assert marking.step.pen.radius > before
    assert marking.step.toolbar.told.text() == f"{2 * marking.step.pen.radius} mm"
    for _ in range(20):
        marking.key(Qt.Key.Key_BracketLeft)
    assert marking.step.pen.radius == 2


def test_the_eraser_and_the_right_button_clear_every_feeling(marking: Marking) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_4):
        marking.key(key)
        marking.drag(SOLE)
        marking.drag(HEEL)
    marking.key(Qt.Key.Key_E)
    marking.drag(SOLE)
    assert marking.strength(SOLE) == marking.strength(SOLE, Feeling.COLD) == 0
    marking.key(Qt.Key.Key_B)
    marking.drag(HEEL, button=RIGHT)
    assert marking.area.is_empty
    assert marking.words[-1] == "Clear part of the area"


def test_erasing_what_is_not_there_is_no_edit(marking: Marking) -> None:
    marking.key(Qt.Key.Key_E)
    marking.drag(SOLE)
    assert marking.words == []


def test_shift_clears_one_feeling_alone(marking: Marking) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_4):
        marking.key(key)
        marking.drag(SOLE)
    marking.key(Qt.Key.Key_E)
    QTest.mouseClick(
        marking.canvas.diagram, LEFT, Qt.KeyboardModifier.ShiftModifier, marking.at(SOLE)
    )
    assert marking.strength(SOLE, Feeling.COLD) == 0
    assert marking.strength(SOLE, Feeling.NUMB) == 5


def test_escape_takes_a_stroke_back(marking: Marking) -> None:
    marking.drag(SOLE, HEEL, lets_go=False)
    marking.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(marking.canvas.diagram, LEFT, NO_KEY, marking.at(HEEL))
    assert marking.words == []


def test_an_outline_fills_what_is_seen_inside(marking: Marking) -> None:
    marking.key(Qt.Key.Key_O)
    corners = [(-150.0, -90.0), (-110.0, -90.0), (-110.0, -30.0), (-150.0, -30.0)]
    marking.drag(*corners)
    assert marking.words == ["Mark numb area"]
    assert marking.strength(SOLE) == 5
    assert marking.strength(HEEL) == 0


def test_an_outline_by_corners_closes_on_the_first(marking: Marking) -> None:
    marking.step.take_tool(ToolKind.OUTLINE)
    diagram = marking.canvas.diagram
    corners = [(-150.0, -90.0), (-110.0, -90.0), (-110.0, -30.0), (-150.0, -30.0)]
    for corner in (*corners, corners[0]):
        QTest.mouseClick(diagram, LEFT, NO_KEY, marking.at(corner))
    assert marking.words == ["Mark numb area"]
    for corner in corners:
        QTest.mouseClick(diagram, LEFT, Qt.KeyboardModifier.ShiftModifier, marking.at(corner))
    marking.key(Qt.Key.Key_Return)
    assert marking.area.is_empty


def test_the_keyboard_alone_paints(marking: Marking) -> None:
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Space):
        marking.key(key)
    assert marking.words == ["Mark numb area"]
    first = marking.canvas.atlas.skin.surface(marking.area.marked(Side.RIGHT))
    diagram = marking.canvas.diagram
    QTest.keyPress(diagram, Qt.Key.Key_Space)
    for _ in range(4):
        marking.key(Qt.Key.Key_Up)
    assert len(marking.words) == 1
    QTest.keyRelease(diagram, Qt.Key.Key_Space)
    assert len(marking.words) == 2
    assert marking.canvas.atlas.skin.surface(marking.area.marked(Side.RIGHT)) > 2 * first


@pytest.mark.parametrize("by_space", [False, True])
def test_the_view_is_moved_with_the_brush_in_hand(marking: Marking, by_space: bool) -> None:
    diagram = marking.canvas.diagram
    diagram.zoom_by(3)
    start = marking.at(SOLE)
    button = LEFT if by_space else MIDDLE
    if by_space:
        QTest.keyPress(diagram, Qt.Key.Key_Space)
    QTest.mousePress(diagram, button, NO_KEY, start)
    QTest.mouseMove(diagram, start + QPoint(20, 15))
    QTest.mouseMove(diagram, start + QPoint(40, 30))
    QTest.mouseRelease(diagram, button, NO_KEY, start + QPoint(40, 30))
    if by_space:
        QTest.keyRelease(diagram, Qt.Key.Key_Space)
    assert marking.at(SOLE) - start == QPoint(40, 30)
    assert marking.words == []


def test_the_hand_moves_and_never_marks(marking: Marking) -> None:
    marking.key(Qt.Key.Key_H)
    marking.drag(SOLE, HEEL)
    assert marking.words == []
    assert marking.canvas.diagram.tool is None


def _choose(button: object, *words: str) -> None:
    menu = button.menu()  # type: ignore[attr-defined]
    for word in words:
        action = next(each for each in menu.actions() if each.text() == word)
        menu = action.menu()
    action.trigger()


def test_ready_made_areas_are_added_and_taken_away(marking: Marking) -> None:
    ready = marking.step.ready
    skin = marking.canvas.atlas.skin
    _choose(ready.add, "Stockings", "Stocking to the ankle")
    assert marking.words == ["Mark numb: Stocking to the ankle"]
    assert marking.area.marked(Side.RIGHT) == skin.regions["stocking-ankle"]
    assert marking.area.marked(Side.LEFT) == skin.regions["stocking-ankle"]
    _choose(ready.take_away, "Foot", "Sole")
    assert marking.strength(SOLE) == 0
    assert any(marking.area.marked(Side.RIGHT))


def test_every_ready_made_area_marks_skin(marking: Marking) -> None:
    marking.step.take_limbs(Limbs.RIGHT)
    for group in marking.step.ready.add.menu().actions():
        for action in group.menu().actions():  # type: ignore[attr-defined]
            before = len(marking.words)
            action.trigger()
            marked = marking.area.marked(Side.RIGHT)
            assert any(marked), action.text()
            if len(marking.words) > before:
                marking.undo()


def test_a_click_on_a_territory_with_the_hand_offers_to_mark_it(
    qtbot: QtBot, marking: Marking
) -> None:
    marking.key(Qt.Key.Key_H)
    marking.canvas.show_layer("nerve-territories", on=True)
    QTest.mouseClick(marking.canvas.diagram, LEFT, NO_KEY, marking.at(HEEL))
    menu = next(each for each in marking.step.ready.findChildren(QMenu) if each.isVisible())
    words = [action.text() for action in menu.actions()]
    menu.actions()[0].trigger()
    menu.close()
    assert words[0] == "Mark " + marking.words[0].removeprefix("Mark numb: ")
    assert marking.strength(HEEL) == 5


def test_what_is_marked_is_listed_in_words_and_removed(marking: Marking) -> None:
    marked = marking.step.marked
    assert marked.nothing.isVisibleTo(marked)
    _choose(marking.step.ready.add, "Foot", "Sole")
    skin = marking.canvas.atlas.skin
    told = f"Numb, right limb: {skin.surface(skin.regions['sole']) / 100:.0f} cm²"
    assert told in marked.accessibleDescription()
    gone = [
        button
        for button in marked.findChildren(QToolButton)
        if button.accessibleName() == "Take away: Numb, left limb"
    ]
    gone[0].click()
    assert [patch.side for patch in marking.area.patches] == [Side.RIGHT]
    assert marking.words[-1] == "Take away numb, left limb"


def test_a_limb_is_copied_to_the_other_and_all_is_cleared(marking: Marking) -> None:
    marking.step.take_limbs(Limbs.RIGHT)
    marking.drag(SOLE)
    marking.step.marked.to_left.trigger()
    assert marking.area.marked(Side.LEFT) == marking.area.marked(Side.RIGHT) != b""
    marking.step.marked.clear_all.click()
    assert marking.area.is_empty
    assert marking.words[-2:] == ["Copy the area to the left limb", "Clear the area"]


def test_undo_shows_what_comes(marking: Marking, grab: Callable[[], bytes]) -> None:
    empty = grab()
    marking.drag(SOLE)
    marked = grab()
    assert marked != empty
    marking.undo()
    assert grab() == empty


@pytest.fixture
def grab(marking: Marking) -> Callable[[], bytes]:
    """Give the picture of the diagram without the ring of the brush."""

    def take() -> bytes:
        diagram = marking.canvas.diagram
        assert diagram.tool is not None
        diagram.tool.leave()
        image = diagram.grab().toImage()
        return bytes(image.constBits())

    return take


def test_a_stroke_looks_the_same_before_and_after_it_is_an_edit(
    marking: Marking, grab: Callable[[], bytes]
) -> None:
    marking.drag(SOLE, (-118.0, -30.0))
    painted = grab()
    plan = marking.plans[-1]
    marking.step.show_plan(replace(plan, area=Area(skin=plan.area.skin)))
    marking.step.show_plan(plan)
    assert grab() == painted
    marking.canvas.turn_to("foot-dorsal")
    marking.canvas.turn_to("foot-plantar")
    assert grab() == painted


def test_an_area_of_another_mesh_is_told_and_not_painted(
    marking: Marking, grab: Callable[[], bytes]
) -> None:
    empty = grab()
    count = marking.canvas.atlas.skin.faces
    patch = Patch(Side.RIGHT, Feeling.NUMB, bytes([5]) * count)
    marking.step.show_plan(Plan("p1", area=Area((patch,), "another")))
    assert marking.step.foreign.isVisible()
    assert marking.canvas.diagram.tool is None
    marking.drag(SOLE)
    assert marking.words == []
    marking.step.marked.clear_all.click()
    assert not marking.step.foreign.isVisible()
    assert grab() == empty
    marking.drag(SOLE)
    assert marking.strength(SOLE) == 5


def test_the_same_area_shows_in_another_view(marking: Marking) -> None:
    marking.step.take_limbs(Limbs.RIGHT)
    _choose(marking.step.ready.add, "Toes", "Great toe")
    marking.canvas.turn_to("foot-dorsal")
    faces = marking.canvas.atlas.faces("foot-dorsal")
    mask = marking.canvas.atlas.skin.regions["toe-1"]
    seen = [
        uv
        for uv in ((float(u), float(v)) for v in range(-200, 0) for u in range(76, 184))
        if (face := faces.face_at(uv)) is not None and mask[face]
    ]
    toe = seen[len(seen) // 2]
    assert marking.strength(toe) == 5
    marking.drag(toe, button=RIGHT)
    assert marking.words[-1] == "Clear part of the area"
    assert marking.strength(toe) == 0


def test_the_first_stroke_shows_at_once_where_work_takes_time(
    qtbot: QtBot, services: Services
) -> None:
    services.runner = Runner()
    step = AreaStep(services)
    qtbot.addWidget(step)
    step.resize(1100, 760)
    marking = Marking(step)
    step.show()
    qtbot.waitExposed(step)
    qtbot.waitUntil(lambda: step.skin is not None and marking.canvas.faces is not None)
    diagram = marking.canvas.diagram
    spot = marking.at(SOLE) + QPoint(9, 0)
    bare = diagram.grab().toImage().pixelColor(spot)
    marking.drag(SOLE, (-130.0, -59.0), lets_go=False)
    qtbot.waitUntil(lambda: diagram.grab().toImage().pixelColor(spot) != bare)
    assert marking.words == []
    marking.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: services.runner.idle())
