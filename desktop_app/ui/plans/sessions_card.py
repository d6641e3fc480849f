"""A visit: the day, points given, what was measured, response and adverse events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.area import Side
from desktop_app.domain.measures import Measure, measure_named
from desktop_app.domain.plans import BASELINE, Measured, Session
from desktop_app.ui.plans.progress import Visit, day_words, value_words
from desktop_app.ui.plans.sessions_tcns import TcnsDialog
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.fields import LineField, ListField, NumberField, TextField, row
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services

Place = tuple[str, Side | None]
"""A measure and the limb it is taken on."""


class VisitForm(QWidget):
    """Fields of one visit; what is wrong is said under them, and is not written."""

    changed = Signal(object, str)
    """Sent with the ``Session`` as it shall be, and what was changed."""

    removed = Signal(str)

    def __init__(self, services: Services, visit: Visit, measures: Sequence[Measure]) -> None:
        super().__init__()
        self.services = services
        self.session = visit.session
        self._is_showing = False
        self.day = LineField("Day", "", "2026-11-23", check=_day_problem)
        self.codes = ListField("Points given", "", "KI1, KI3", check=self._code_problem)
        self.codes.setVisible(visit.session.key != BASELINE)
        self.response = TextField(services, "Response", lines=2)
        self.adverse = TextField(
            services, "Adverse events", "Bleeding, bruise, faintness, burn, more pain.", lines=2
        )
        self.values: dict[Place, NumberField] = {}
        self.wrong = text_label("", role="danger-word")
        self.remove = LinkButton("Remove this visit", services)
        self.remove.clicked.connect(lambda: self.removed.emit(self.session.key))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(8)
        box.addWidget(row((self.day, 1), (self.codes, 3)))
        box.addLayout(self._measure_rows(measures))
        box.addWidget(self.wrong)
        is_treatment = visit.session.key != BASELINE
        for text in (self.response, self.adverse):
            box.addWidget(text)
            text.setVisible(is_treatment)
        box.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        for field, words in (
            (self.day, "Change the day of a visit"),
            (self.codes, "Change the points given"),
            (self.response, "Change the response"),
            (self.adverse, "Change the adverse events"),
        ):
            field.changed.connect(lambda words=words: self._changed(words))
        self.show_session(visit.session)

    def show_session(self, session: Session) -> None:
        """Show a visit; what is being typed is left alone where it says the same."""
        self.session = session
        self._is_showing = True
        if self.day.value() != session.day.isoformat():
            self.day.show_value(session.day.isoformat())
        if self.codes.values() != session.codes:
            self.codes.show_values(session.codes)
        for text, value in ((self.response, session.response), (self.adverse, session.adverse)):
            if text.value() != value.strip():
                text.show_value(value)
        known = {(each.measure, each.side): each.value for each in session.measured}
        for place, field in self.values.items():
            if field.number() != known.get(place):
                field.show_number(known.get(place))
        self._is_showing = False
        self._show_problem()

    def focus_first(self) -> None:
        """Put the keyboard on the first value, or on the day."""
        first = next(iter(self.values.values()), None)
        (first or self.day).setFocus(Qt.FocusReason.OtherFocusReason)

    def _measure_rows(self, measures: Sequence[Measure]) -> QVBoxLayout:
        """Return fields, three in a row; the two limbs of a measure stand side by side."""
        held = QVBoxLayout()
        held.setSpacing(8)
        single = [measure for measure in measures if not measure.per_side]
        for at in range(0, len(single), 3):
            some: list[QWidget] = [self._value(measure, None) for measure in single[at : at + 3]]
            some += [QWidget() for _ in range(3 - len(some))]
            held.addWidget(row(*((field, 1) for field in some)))
        for measure in measures:
            if measure.per_side:
                held.addWidget(row(*((self._value(measure, side), 1) for side in Side)))
        return held

    def _value(self, measure: Measure, side: Side | None) -> QWidget:
        words = f"{measure.short}, {side.value}" if side else measure.short
        field = NumberField(words, measure.unit, "")
        field.setToolTip(measure.explained)
        field.editor.setAccessibleName(f"{measure.name}, {side.value}" if side else measure.name)
        field.changed.connect(lambda: self._changed(f"Change {measure.short}"))
        self.values[(measure.id, side)] = field
        if measure.id == "tcns":
            add = LinkButton("Add it up…", self.services)
            add.setToolTip("Ask item by item")
            add.clicked.connect(lambda: self._add_up(field))
            field.box.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        return field

    def _add_up(self, field: NumberField) -> None:
        TcnsDialog(self.services, self, lambda total: field.show_number(total)).open()

    def _changed(self, words: str) -> None:
        if self._is_showing:
            return
        self._show_problem()
        if not self.wrong.text():
            made = self._made()
            if made != self.session:
                self.session = made
                self.changed.emit(made, words)

    def _made(self) -> Session:
        shown = {
            place: number
            for place, field in self.values.items()
            if (number := field.number()) is not None
        }
        # What is not followed any more was measured all the same.
        kept = tuple(
            each for each in self.session.measured if (each.measure, each.side) not in self.values
        )
        measured = tuple(Measured(id_, value, side) for (id_, side), value in shown.items())
        return replace(
            self.session,
            day=date.fromisoformat(self.day.value()),
            codes=self.codes.values(),
            response=self.response.value(),
            adverse=self.adverse.value(),
            measured=measured + kept,
        )

    def _show_problem(self) -> None:
        said = [
            f"{field.label}: {problem}"
            for field in (self.day, self.codes, *self.values.values())
            if (problem := field.problem())
        ]
        for (id_, _), field in self.values.items():
            measure, number = measure_named(id_), field.number()
            if measure is not None and number is not None and not measure.allows(number):
                said.append(f"{field.label}: from {measure.least:g} to {measure.most:g}.")
        self.wrong.setText(" ".join(said))
        self.wrong.setVisible(bool(said))

    def _code_problem(self, code: str) -> str:
        known = code in self.services.content.points
        return "" if known or code in self.session.codes else f"“{code}” is no point of the leg."


class VisitCard(QFrame):
    """A visit in a line or two; opened, its form."""

    toggled = Signal(str)

    def __init__(self, visit: Visit, services: Services) -> None:
        super().__init__()
        self.visit = visit
        self.services = services
        self.form: VisitForm | None = None
        self.setProperty("role", "card")
        self.head = LinkButton("", services)
        self.head.clicked.connect(lambda: self.toggled.emit(self.visit.session.key))
        self.line = text_label("", role="quiet")
        top = QHBoxLayout()
        top.addWidget(self.head)
        top.addStretch(1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 8, 12, 8)
        self._box.setSpacing(2)
        self._box.addLayout(top)
        self._box.addWidget(self.line)
        self.show_visit(visit)

    def show_visit(self, visit: Visit) -> None:
        """Tell a visit, in its form too if that is open."""
        self.visit = visit
        session = visit.session
        self.head.setText(f"{visit.words} · {day_words(session.day)}")
        told = [" ".join(session.codes)]
        told += [_measured(each) for each in session.measured]
        told += [session.response]
        if session.adverse:
            told.append(f"Adverse: {session.adverse}")
        words = " · ".join(filter(None, told))
        self.line.setText(words or "Nothing written yet")
        self.line.setVisible(self.form is None)
        if self.form is not None:
            self.form.show_session(session)

    def open(self, measures: Sequence[Measure]) -> VisitForm:
        """Show the form and return it."""
        if self.form is None:
            self.form = VisitForm(self.services, self.visit, measures)
            self._box.addWidget(self.form)
            self.line.hide()
        return self.form

    def close_form(self) -> None:
        """Show the visit in a line again."""
        if self.form is not None:
            self.form.hide()
            self.form.setParent(None)
            self.form.deleteLater()
            self.form = None
            self.line.show()


def _measured(measured: Measured) -> str:
    measure = measure_named(measured.measure)
    if measure is None:
        return f"{measured.measure} {measured.value:g}"
    limb = f" {measured.side.value}" if measured.side else ""
    return f"{measure.short}{limb} {value_words(measure, measured.value)}"


def _day_problem(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        return "write it as year-month-day, 2026-11-23."
    return ""
