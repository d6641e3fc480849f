"""The reading of an area, and the points that have been chosen, as a user meets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.area import Side
from desktop_app.domain.plans import Limbs, Plan, PlanPoint, Technique
from desktop_app.domain.refs import Kind, Ref
from desktop_app.domain.safety import Alert, Gravity
from desktop_app.store import Library
from desktop_app.ui.plans.points.chosen_model import Column
from desktop_app.ui.plans.points.overlay import RADIUS
from desktop_app.ui.plans.points.shares import ShareTable
from desktop_app.ui.plans.points.step import CANDIDATES, CHOSEN, LEG, READING, PointsStep
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.fold import Fold
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from tests.ui_plans.plan_steps import Desk, marked, show

FOUR = tuple(PlanPoint(code, depth_mm=10.0) for code in ("KI3", "ST36", "BL60", "LR3"))
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def step(qtbot: QtBot, services: Services, library: Library) -> Iterator[PointsStep]:
    made = PointsStep(services)
    show(qtbot, made)
    yield made
    made.close()


def words(step: PointsStep) -> str:
    return "\n".join(label.text() for label in step.area.ground.findChildren(QLabel))


def test_a_stocking_on_both_feet_is_read_with_red_flags_before_patterns(
    step: PointsStep, services: Services
) -> None:
    Desk(step, Plan("a", area=marked(services, "stocking-ankle")))
    assert step.tabs.stack.currentIndex() == READING
    said = words(step)
    assert "length-dependent" in said
    assert "onsistent with" in said
    assert said.index("ASK FIRST: RED FLAGS") < said.index("CONSISTENT WITH")
    assert "What would tell it apart" in said
    assert "Source: " in said


def test_what_a_pattern_rests_on_is_named_in_full(
    step: PointsStep, services: Services, qtbot: QtBot
) -> None:
    Desk(step, Plan("a", area=marked(services, "stocking-ankle")))
    card = step.area.findChild(QFrame, "pattern-length-dependent")
    assert card is not None
    links = card.findChildren(LinkButton)
    assert len(links) > 2
    qtbot.waitUntil(lambda: all(link.width() >= link.sizeHint().width() for link in links))


def test_red_flags_that_were_asked_for_are_folded_away_unless_they_are_there(
    step: PointsStep, services: Services
) -> None:
    plan = Plan("a", area=marked(services, "stocking-ankle"))
    desk = Desk(step, plan)
    assert step.area.reading is not None
    flags = step.area.reading.red_flags
    desk.take(replace(plan, flags=tuple((flag.id, False) for flag in flags)), "No red flag")
    assert "ASK FIRST" not in words(step)
    folds = [fold.button.words for fold in step.area.ground.findChildren(Fold)]
    assert f"{len(flags)} red flags asked for and not there" in folds
    asked = tuple((flag.id, number == 0) for number, flag in enumerate(flags[:2]))
    desk.take(replace(plan, flags=asked), "One is there")
    said = words(step)
    assert said.index("RED FLAGS THAT ARE THERE") < said.index(flags[0].text.strip()[:20])
    assert said.index("RED FLAGS THAT ARE THERE") < said.index("ASK FIRST")


def test_a_pattern_leads_to_the_condition_that_its_cause_belongs_to(
    step: PointsStep, services: Services
) -> None:
    Desk(step, Plan("a", area=marked(services, "stocking-ankle")))
    card = next(w for w in step.area.ground.children() if w.objectName().startswith("pattern-"))
    cause = next(
        link for link in card.findChildren(LinkButton) if link.toolTip().startswith("Open “")
    )
    cause.click()
    assert services.navigator.current == Ref(Kind.CONDITION, "numb-feet")


def test_shares_stand_in_a_table_for_each_limb_and_outline_their_territory(
    step: PointsStep, services: Services
) -> None:
    Desk(step, Plan("a", area=marked(services, "nerve-territory:sural-nerve", (Side.LEFT,))))
    assert step.leg.state.side is Side.LEFT
    table = step.area.findChild(ShareTable, "shares-nerve-territory")
    assert isinstance(table, ShareTable)
    assert table.shares[0].id == "sural-nerve"
    item = table.item(0, 1)
    assert item is not None
    assert item.text() == "100 %"
    header = table.horizontalHeaderItem(3)
    assert header is not None
    assert "Jaccard" in header.toolTip()
    table.cellEntered.emit(0, 0)
    assert step.leg.overlay.outlined == "nerve-territory:sural-nerve"
    table.setCurrentCell(0, 0)
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualItemRect(item).center())
    rings = step.atlas.projection(step.leg.state.view).territories
    assert "nerve-territory:sural-nerve" in rings
    step.tabs.show_part(CHOSEN)
    assert step.leg.overlay.outlined == ""


def test_a_meridian_band_is_filled_on_the_leg_face_by_face(
    step: PointsStep, services: Services
) -> None:
    Desk(step, Plan("a", area=marked(services, "sole", (Side.RIGHT,))))
    table = step.area.findChild(ShareTable, "shares-meridian-band")
    assert isinstance(table, ShareTable)
    assert step.leg.state.view == "foot-plantar"
    table.cellEntered.emit(0, 0)
    assert table.shares[0].id == "KI"
    picture = step.leg.overlay.picture
    assert picture is not None
    camera = step.leg.diagram.camera
    u, v = step.atlas.projection("foot-plantar").points["KI1"].uv
    ppm = picture.width() / camera.size_mm[0]
    at = [round((place - least) * ppm) for place, least in zip((u, v), camera.origin, strict=True)]
    assert picture.pixelColor(*at).alpha() > 0, "KI1 lies in the band of its meridian"
    assert picture.pixelColor(0, 0).alpha() == 0
    table.leaveEvent(None)
    assert step.leg.overlay.picture is None


def test_the_window_s_limb_is_followed(step: PointsStep, services: Services) -> None:
    Desk(step, Plan("a", points=FOUR))
    services.settings.side = "left"
    assert step.leg.sides.value is Side.LEFT
    step.leg.sides.buttons[Side.RIGHT].click()
    assert step.leg.diagram.state.side is Side.RIGHT


def test_both_limbs_are_told_apart(step: PointsStep, services: Services) -> None:
    plan = Plan("a", area=marked(services, "sole"))
    Desk(step, plan)
    assert step.area.reading is not None
    assert "right " in words(step)
    assert "left " in words(step)
    limbs = step.area.findChild(Segments)
    assert isinstance(limbs, Segments)
    assert limbs.value == "both"
    limbs.buttons[Side.LEFT].click()
    tables = [table for table in step.area.findChildren(ShareTable) if not table.isHidden()]
    assert tables


def test_without_an_area_the_step_says_what_to_do(step: PointsStep) -> None:
    Desk(step, Plan("a"))
    assert step.tabs.stack.currentIndex() == CANDIDATES
    assert "Nothing is marked yet" in words(step)
    assert not step.candidates.unmarked.isHidden()
    assert step.candidates.codes, "studies speak for points without an area"


def test_chosen_points_are_numbered_and_needles_counted(step: PointsStep) -> None:
    desk = Desk(step, Plan("a", points=FOUR))
    assert step.tabs.stack.currentIndex() == CHOSEN
    assert step.chosen.said.text() == "4 points, 8 needles a session"
    assert step.leg.overlay.numbers == {"KI3": "1", "ST36": "2", "BL60": "3", "LR3": "4"}
    step.chosen.table.choose(("KI3",))
    step.chosen.form.alternative.click()
    assert step.chosen.said.text() == "3 points, 6 needles a session, 1 alternative"
    assert step.leg.overlay.numbers["KI3"] == "A"
    assert desk.done[-1] == "Alternative of KI3"


def test_each_chosen_point_is_on_the_diagram_also_where_another_point_has_its_place(
    step: PointsStep, services: Services
) -> None:
    sites = services.content.points["EX-LE10"].sites
    codes = ("LR3", "ST36", *sites)
    plan = Plan(label="P001", points=tuple(PlanPoint(code) for code in codes))
    step.show_plan(plan)
    step.leg.show_state(replace(step.leg.state, view="foot-dorsal"))
    assert [code for code in sites if step.leg.diagram.place_of(code) is None] == []


def test_numbers_of_one_place_stand_one_below_the_other(step: PointsStep) -> None:
    plan = Plan(label="P001", points=(PlanPoint("LR2"), PlanPoint("EX-LE10.1"), PlanPoint("LR3")))
    step.show_plan(plan)
    step.leg.show_state(replace(step.leg.state, view="foot-dorsal"))
    overlay = step.leg.overlay
    first, second, third = overlay.places().values()
    assert first == step.leg.diagram.place_of("LR2")
    assert second.y() - first.y() > RADIUS
    assert second.x() == first.x()
    assert third == step.leg.diagram.place_of("LR3")


def test_a_technique_is_set_for_several_points_in_one_edit(step: PointsStep) -> None:
    desk = Desk(step, Plan("a", points=FOUR))
    table, form = step.chosen.table, step.chosen.form
    table.choose(("KI3", "BL60"))
    assert "2 points selected" in step.chosen.heading.text()
    place = form.technique.findData(Technique.ELECTRO.value)
    form.technique.setCurrentIndex(place)
    form.technique.activated.emit(place)
    assert desk.done == ["Technique of KI3 and BL60"]
    techniques = [point.technique for point in desk.plan.points]
    assert techniques == [
        Technique.ELECTRO, Technique.MANUAL, Technique.ELECTRO, Technique.MANUAL,
    ]  # fmt: skip
    form.hertz.setFocus()
    QTest.keyClicks(form.hertz, "2/100")
    form.pair.setValue(1)
    assert [(p.hertz, p.pair) for p in desk.plan.points if p.code == "KI3"] == [("2/100", 1)]
    place = form.technique.findData(Technique.MANUAL.value)
    form.technique.setCurrentIndex(place)
    form.technique.activated.emit(place)
    assert all(point.hertz == "" and point.pair == 0 for point in desk.plan.points)


def test_taking_out_one_end_of_a_pair_ends_the_pair(step: PointsStep) -> None:
    pair = [
        replace(each, technique=Technique.ELECTRO, pair=1, limbs=Limbs.RIGHT) for each in FOUR[:2]
    ]
    desk = Desk(step, Plan("a", points=tuple(pair)))
    step.chosen.table.choose(("KI3",))
    QTest.keyClick(step.chosen.table, Qt.Key.Key_Delete)
    assert desk.codes == ["ST36"]
    assert desk.plan.points[0].pair == 0
    assert desk.done == ["Take KI3 out"]
    assert step.chosen.code == "ST36"


def test_electrode_pairs_are_drawn_where_both_ends_are_seen_and_told(step: PointsStep) -> None:
    points = (
        PlanPoint("ST36", technique=Technique.ELECTRO, hertz="2/100", pair=1),
        PlanPoint("SP6", technique=Technique.ELECTRO, hertz="2/100", pair=1),
        PlanPoint("KI3", Limbs.LEFT, Technique.ELECTRO, pair=2),
        PlanPoint("BL60", Limbs.LEFT, Technique.ELECTRO, pair=2),
    )
    Desk(step, Plan("a", points=points))
    leg = step.leg
    leg.show_side(Side.RIGHT)
    leg.show_state(replace(leg.state, view="limb-anterior"))
    first, _, second = leg.overlay.pairs
    line = leg.overlay.line_of(first)
    assert line is not None
    assert (line.p1(), line.p2()) == (leg.diagram.place_of("ST36"), leg.diagram.place_of("SP6"))
    assert leg.overlay.line_of(second) is None
    assert leg.wired.text() == (
        "E1: ST36–SP6, both limbs, 2/100 Hz · E2: KI3–BL60, left limb (not on this limb)"
    )
    bar, room = leg.zoom_bar.geometry(), leg.diagram.rect()
    assert room.contains(bar), "the words below take nothing of the zoom control"
    leg.show_state(replace(leg.state, view="foot-plantar"))
    assert leg.overlay.line_of(first) is None
    assert leg.wired.text().startswith(
        "E1: ST36–SP6, both limbs, 2/100 Hz (this view does not show both points)"
    )
    leg.show_side(Side.LEFT)
    leg.show_state(replace(leg.state, view="foot-posterior"))
    assert leg.overlay.line_of(second) is not None
    assert leg.wired.text().endswith("E2: KI3–BL60, left limb")


def test_the_line_of_an_electrode_pair_is_painted(step: PointsStep) -> None:
    joined = tuple(PlanPoint(c, technique=Technique.ELECTRO, pair=1) for c in ("ST36", "SP6"))
    Desk(step, Plan("a", points=joined))
    leg = step.leg
    leg.show_side(Side.RIGHT)
    leg.show_state(replace(leg.state, view="limb-anterior"))
    line = leg.overlay.line_of(leg.overlay.pairs[0])
    assert line is not None
    picture = QImage(leg.overlay.size(), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    leg.overlay.render(picture, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    at = [line.pointAt(part / 40).toPoint() for part in range(8, 33)]
    assert all(picture.pixelColor(place).alpha() for place in at)


def test_a_plan_without_electrodes_has_no_words_below_the_leg(step: PointsStep) -> None:
    Desk(step, Plan("a", points=FOUR))
    assert step.leg.wired.isHidden()


def test_points_are_put_in_order_by_keys_and_by_dragging(step: PointsStep) -> None:
    desk = Desk(step, Plan("a", points=FOUR))
    table = step.chosen.table
    table.choose(("LR3",))
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert desk.codes == ["KI3", "ST36", "LR3", "BL60"]
    assert step.chosen.code == "LR3"
    step.chosen.down.click()
    assert desk.codes == ["KI3", "ST36", "BL60", "LR3"]
    model = table.points
    carried = model.mimeData([model.index(2, 0), model.index(3, 0)])
    assert not model.dropMimeData(carried, Qt.DropAction.MoveAction, 0, 0, model.index(-1, -1))
    QTest.qWait(10)
    assert desk.codes == ["BL60", "LR3", "KI3", "ST36"]
    assert desk.done[-1] == "Move BL60 and LR3"


def test_a_menu_offers_what_can_be_done_with_a_chosen_point(
    step: PointsStep, services: Services
) -> None:
    desk = Desk(step, Plan("a", points=FOUR))
    step.tabs.show_part(CHOSEN)
    table = step.chosen.table

    def ask(words: str) -> None:
        place = table.visualRect(table.currentIndex()).center()
        view = table.viewport()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
        QApplication.sendEvent(view, event)
        menu = table.findChildren(QMenu)[-1]
        entries = {entry.text().partition("\t")[0]: entry for entry in menu.actions()}
        entries[words].trigger()
        menu.close()

    table.choose(["ST36"])
    ask("Move up")
    assert desk.codes == ["ST36", "KI3", "BL60", "LR3"]
    ask("Take out of the plan")
    assert desk.codes == ["KI3", "BL60", "LR3"]
    table.choose(["LR3"])
    ask("Open LR3")
    assert services.navigator.current == Ref(Kind.POINT, "LR3")


def test_a_cell_is_edited_in_place(step: PointsStep) -> None:
    desk = Desk(step, Plan("a", points=FOUR))
    model = step.chosen.table.points
    assert model.setData(model.index(1, Column.DEPTH), 22.0)
    assert model.setData(model.index(1, Column.LIMBS), Limbs.LEFT)
    assert model.setData(model.index(1, Column.MINUTES), None)
    point = desk.plan.points[1]
    assert (point.depth_mm, point.limbs, point.minutes) == (22.0, Limbs.LEFT, None)
    assert model.index(1, Column.DEPTH).data() == "22 mm"
    model.setData(model.index(1, Column.TECHNIQUE), Technique.MOXA)
    assert not model.flags(model.index(1, Column.DEPTH)) & Qt.ItemFlag.ItemIsEditable
    said = model.index(1, Column.TECHNIQUE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Technique Moxa"


def test_the_model_keeps_the_rules_of_qt(step: PointsStep) -> None:
    tester = QAbstractItemModelTester(
        step.chosen.table.points, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    Desk(step, Plan("a", points=FOUR))
    step.show_plan(Plan("b"))
    tester.deleteLater()


def test_the_needle_tells_what_it_meets_and_follows_its_depth_and_angle(step: PointsStep) -> None:
    desk = Desk(step, Plan("a", points=(PlanPoint("KI3", depth_mm=5.0),)))
    path = step.chosen.needle.path
    assert path is not None
    assert path.depth_mm == 5.0
    told = step.chosen.needle.ruler.accessibleName()
    assert "posterior tibial artery" in told
    assert "beyond the tip" in told
    step.chosen.form.depth_field.setValue(15)
    assert desk.done == ["Depth of KI3"]
    path = step.chosen.needle.path
    assert path is not None
    assert path.depth_mm == 15.0
    assert "Usual depth: 0.5–0.8 cun" in step.chosen.form.usual.text()
    step.chosen.form.depth_field.setValue(60)
    assert "deeper" in step.chosen.form.usual.text()
    place = step.chosen.form.angle.findData("oblique")
    step.chosen.form.angle.setCurrentIndex(place)
    step.chosen.form.angle.activated.emit(place)
    point = desk.plan.points[0]
    assert point.angle == "oblique"
    assert point.toward in step.chosen.body["KI3"].leanings
    changed = step.chosen.needle.path
    assert changed is not None
    assert changed.met != path.met


def test_a_point_that_is_not_needled_has_no_way_of_a_needle(step: PointsStep) -> None:
    Desk(step, Plan("a", points=(PlanPoint("KI1", technique=Technique.MOXA),)))
    assert not step.chosen.needle.isVisible()
    assert not step.chosen.form.depth_field.isVisible()


def test_alerts_are_marked_on_their_point_and_lead_to_safety(
    qtbot: QtBot, step: PointsStep
) -> None:
    Desk(step, Plan("a", points=FOUR))
    alert = Alert("x", Gravity.STOP, "Too deep", "why", "do", code="ST36")
    step.show_alerts((alert,))
    model = step.chosen.table.points
    sign = model.index(1, Column.POINT).data(Qt.ItemDataRole.DecorationRole)
    assert sign is not None
    assert "Too deep" in model.index(1, Column.POINT).data(Qt.ItemDataRole.ToolTipRole)
    step.chosen.table.choose(("ST36",))
    with qtbot.waitSignal(step.asked) as asked:
        step.chosen.alerts_link.click()
    assert asked.args == ["safety", "ST36"]
    step.show_alerts(None)
    assert model.index(1, Column.POINT).data(Qt.ItemDataRole.DecorationRole) is None


def test_another_step_asks_for_a_point(step: PointsStep) -> None:
    Desk(step, Plan("a", points=FOUR))
    step.reveal("BL60")
    assert step.tabs.stack.currentIndex() == CHOSEN
    assert step.chosen.code == "BL60"
    step.reveal("GB34")
    assert step.tabs.stack.currentIndex() == CANDIDATES
    assert step.candidates.list.code == "GB34"


def test_a_click_on_the_diagram_selects_the_point(step: PointsStep) -> None:
    Desk(step, Plan("a", points=FOUR))
    step.chosen.table.choose(("KI3",))
    step.leg.choose("BL60")
    step.leg.choose("KI3")
    place = step.leg.diagram.place_of("KI3")
    assert place is not None
    step.chosen.table.choose(("ST36",))
    step.leg.choose("KI3")
    step.chosen.table.choose(("ST36",))
    step.leg.choose("KI3")
    place = step.leg.diagram.place_of("KI3")
    assert place is not None
    QTest.mouseClick(step.leg.diagram, LEFT, pos=place.toPoint() + QPoint(3, 3))
    assert step.chosen.code == "KI3"


def test_where_there_is_no_room_beside_it_the_leg_is_a_part_of_its_own(
    qtbot: QtBot, step: PointsStep, services: Services
) -> None:
    Desk(step, Plan("a", points=FOUR))
    leg = step.tabs.group.button(LEG)
    assert not leg.isVisible()
    assert step.leg.isVisible()
    services.settings.font_scale = 200
    step.resize(760, 560)
    qtbot.waitUntil(leg.isVisible)
    assert not step.leg.isVisible()
    leg.click()
    assert step.leg.isVisible()
    services.settings.font_scale = 100
    step.resize(1200, 760)
    qtbot.waitUntil(lambda: not leg.isVisible())
    assert step.leg.isVisible()


def test_everything_has_a_name(step: PointsStep) -> None:
    Desk(step, Plan("a", points=FOUR))
    for widget in (step.chosen.table, step.chosen.up, step.chosen.form.depth_field,
                   step.candidates.field, step.candidates.list, step.leg.views):  # fmt: skip
        interface = QAccessible.queryAccessibleInterface(widget)
        assert widget.accessibleName() or interface.text(QAccessible.Text.Name)


def test_an_area_of_another_body_is_told(step: PointsStep, services: Services) -> None:
    area = replace(marked(services, "sole"), skin="another")
    Desk(step, Plan("a", area=area))
    assert "could not be read" in words(step)
