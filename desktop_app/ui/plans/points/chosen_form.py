"""The fields of the selected points; a change counts for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.plan_words import LIMB_WORDS, TECHNIQUE_WORDS
from desktop_app.domain.plans import PlanPoint, Technique
from desktop_app.domain.points import Point
from desktop_app.ui.plans.points.chosen_table import LONGEST_MINUTES
from desktop_app.ui.plans.points.edits import ANGLES, DEEPEST_MM, TOWARD, Body
from desktop_app.ui.plans.points.words import depth_range
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.rich.select import Select
from desktop_app.ui.rich.wheel import leave_wheel
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case

DIFFER = "differ"
MOST_PAIRS = 12


class ChosenForm(QWidget):
    """Sides, technique, needle, electrodes, note."""

    wanted = Signal(str, object)
    """Sent with the name of a field and its value."""

    typed = Signal(str, object)
    """As ``wanted``, for what goes on while one types."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.points: tuple[PlanPoint, ...] = ()
        self._showing = False
        self.limbs = Segments("Limb", tuple(LIMB_WORDS.items()))
        self.limbs.chosen.connect(lambda value: self._want("limbs", value))
        self.technique = self._select("Technique", TECHNIQUE_WORDS.items())
        self.technique.activated.connect(
            lambda _: self._want("technique", Technique(str(self.technique.currentData())))
        )
        self.depth_field = QDoubleSpinBox()
        self.depth_field.setRange(0, DEEPEST_MM)
        self.depth_field.setDecimals(0)
        self.depth_field.setSuffix(" mm")
        self.depth_field.setSpecialValueText("open")
        self.depth_field.setAccessibleName("Depth of the needle, mm")
        self.depth_field.valueChanged.connect(lambda value: self._type("depth_mm", value or None))
        self.angle = self._select("Angle", ((angle, sentence_case(angle)) for angle in ANGLES))
        self.angle.activated.connect(lambda _: self._want("angle", str(self.angle.currentData())))
        self.toward = self._select("Toward", ((way, f"toward {way}") for way in TOWARD))
        self.toward.activated.connect(
            lambda _: self._want("toward", str(self.toward.currentData()))
        )
        self.minutes = QSpinBox()
        self.minutes.setRange(0, LONGEST_MINUTES)
        self.minutes.setSuffix(" min")
        self.minutes.setSpecialValueText("–")
        self.minutes.setAccessibleName("Minutes")
        self.minutes.valueChanged.connect(lambda value: self._type("minutes", value or None))
        self.hertz = QLineEdit()
        self.hertz.setPlaceholderText("2 or 2/100")
        self.hertz.setAccessibleName("Frequency of electroacupuncture, Hz")
        self.hertz.setMaxLength(20)
        self.hertz.textEdited.connect(lambda text: self._type("hertz", text.strip()))
        self.pair = QSpinBox()
        self.pair.setRange(0, MOST_PAIRS)
        self.pair.setSpecialValueText("none")
        self.pair.setAccessibleName("Electrode pair")
        self.pair.setToolTip("Two points with the same number are joined to one pair of leads")
        self.pair.valueChanged.connect(lambda value: self._type("pair", value))
        self.note = QLineEdit()
        self.note.setPlaceholderText("Note on this point")
        self.note.setAccessibleName("Note")
        self.note.textEdited.connect(lambda text: self._type("note", text))
        self.alternative = QCheckBox("Keep as an alternative")
        self.alternative.setToolTip("Told in the plan, not treated and not counted")
        self.alternative.clicked.connect(lambda on: self._want("alternative", bool(on)))
        self.usual = text_label("", role="small")
        leave_wheel(self.depth_field, self.minutes, self.pair)
        self._lay_out()

    def show_points(self, points: Sequence[PlanPoint], body: Body) -> None:
        """Show the fields of these points; where they differ a field is empty."""
        self.points = tuple(points)
        self.setEnabled(bool(points))
        if not points:
            return
        self._showing = True
        self.limbs.choose(self._same("limbs"))
        _choose(self.technique, self._same("technique"))
        _choose(self.angle, self._same("angle"))
        self._show_leanings(body)
        _choose(self.toward, self._same("toward"))
        self._show_number(self.depth_field, "depth_mm", "open")
        self._show_number(self.minutes, "minutes", "–")
        self._show_number(self.pair, "pair", "none")
        self._show_text(self.hertz, "hertz")
        self._show_text(self.note, "note")
        alternatives = {point.alternative for point in points}
        self.alternative.setTristate(len(alternatives) > 1)
        mixed, on, off = (
            Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked, Qt.CheckState.Unchecked,
        )  # fmt: skip
        state = mixed if len(alternatives) > 1 else on if True in alternatives else off
        self.alternative.setCheckState(state)
        self._show_what_counts(body)
        self._showing = False

    def _show_what_counts(self, body: Body) -> None:
        needled = any(point.technique.needles for point in self.points)
        electro = any(point.technique is Technique.ELECTRO for point in self.points)
        slanted = any(point.angle != "perpendicular" for point in self.points)
        self._needle.setVisible(needled)
        self._electro.setVisible(electro)
        self.toward.setVisible(slanted)
        known = self._known()
        self.usual.setVisible(needled and known is not None)
        if known is not None:
            there = body.get(known.code)
            words = depth_range(known, there.mm_per_cun if there else None)
            self.usual.setText(f"Usual depth: {words}.{self._beyond(known, body)}")

    def _beyond(self, known: Point, body: Body) -> str:
        """Return a sentence if the needle goes deeper than is usual."""
        there, depth = body.get(known.code), self.points[0].depth_mm
        usual = known.needling.depth_cun
        if there is None or depth is None or usual is None:
            return ""
        most = round(usual[1] * there.mm_per_cun)
        return f" This is {depth - most:.0f} mm deeper." if depth > most else ""

    def _known(self) -> Point | None:
        if len(self.points) != 1:
            return None
        return self.services.content.points.get(self.points[0].code)

    def _show_leanings(self, body: Body) -> None:
        """Offer the directions in which a needle can lean there."""
        ways = [body[p.code].leanings for p in self.points if p.code in body]
        offered = [way for way in TOWARD if all(way in each for each in ways)]
        self.toward.clear()
        for way in offered or TOWARD:
            self.toward.addItem(f"toward {way}", way)

    def _same(self, name: str) -> object:
        values = {getattr(point, name) for point in self.points}
        return values.pop() if len(values) == 1 else None

    def _show_number(self, spin: QDoubleSpinBox | QSpinBox, name: str, none: str) -> None:
        values = {getattr(point, name) for point in self.points}
        spin.setSpecialValueText(none if len(values) == 1 else DIFFER)
        value = values.pop() if len(values) == 1 else 0
        if isinstance(spin, QSpinBox):
            spin.setValue(int(value or 0))
        else:
            spin.setValue(float(value or 0))

    def _show_text(self, line: QLineEdit, name: str) -> None:
        value = self._same(name)
        text = "" if value is None else str(value)
        # A blank that has just been typed at the end is not taken from under the cursor.
        if line.text().strip() != text.strip() or not line.hasFocus():
            line.setText(text)

    def _want(self, name: str, value: object) -> None:
        if not self._showing and self.points:
            self.wanted.emit(name, value)

    def _type(self, name: str, value: object) -> None:
        if not self._showing and self.points:
            self.typed.emit(name, value)

    def _select(self, name: str, choices: Iterable[tuple[str, str]]) -> Select:
        select = Select(self.services.theme, name)
        for value, words in choices:
            select.addItem(words, str(value))
        return select

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(_line(self.limbs, self.technique, _named("for", self.minutes)))
        self._needle = _line(_named("Depth", self.depth_field), self.angle, self.toward)
        box.addWidget(self._needle)
        box.addWidget(self.usual)
        self._electro = _line(_named("Frequency, Hz", self.hertz), _named("Pair", self.pair))
        box.addWidget(self._electro)
        box.addWidget(self.note)
        box.addWidget(self.alternative)


def _line(*widgets: QWidget) -> QWidget:
    held = QWidget()
    flow = FlowLayout(held, gap=8, line_gap=8)
    for widget in widgets:
        flow.addWidget(widget)
    return held


def _named(words: str, widget: QWidget) -> QWidget:
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    label = QLabel(words)
    label.setProperty("role", "quiet")
    label.setBuddy(widget)
    row.addWidget(label)
    row.addWidget(widget)
    return held


def _choose(select: Select, value: object) -> None:
    text = None if value is None else str(value)
    place = next((n for n in range(select.count()) if select.itemData(n) == text), -1)
    select.setCurrentIndex(place)
