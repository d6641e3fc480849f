"""The tests of sensation, reflexes and circulation as a form; its results belong to the plan."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.area import Side
from desktop_app.domain.plans import Finding, Plan
from desktop_app.domain.sensing import PROTOCOLS, TESTS, Place, Test
from desktop_app.domain.structures import Structure
from desktop_app.ui.plans.marking.results import (
    places_of,
    result,
    summary,
    value_words,
    with_results,
)
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.fold import Fold
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.rich.select import Select
from desktop_app.ui.services import Services

BEGIN = (
    "Results belong to the plan. What is not felt can be marked on the skin with one button. "
    "Sites are on the diagram too: a click goes through the results."
)


class ResultChoice(Select):
    """The result at one place on one limb; the wheel scrolls the page, never the result."""

    def __init__(self, services: Services, name: str, test: Test) -> None:
        super().__init__(services.theme, name)
        self.addItem("–", "")
        for choice in test.choices:
            self.addItem(choice.words, choice.value)
            self.setItemData(self.count() - 1, choice.words, Qt.ItemDataRole.ToolTipRole)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def showPopup(self) -> None:
        """Show the choices in full, however narrow the box is."""
        widest = max(
            self.fontMetrics().horizontalAdvance(self.itemText(i)) for i in range(self.count())
        )
        self.view().setMinimumWidth(widest + 32)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class TestForm(QWidget):
    """One test: its places in rows, the limbs in columns."""

    # Tells pytest that this is none of its own.
    __test__ = False

    changed = Signal(object, str)
    """Sent with the findings that changed, and what was done."""

    protocol_chosen = Signal(str)
    fill_wanted = Signal()

    def __init__(self, services: Services, test: Test, sites: Mapping[str, Structure]) -> None:
        super().__init__()
        self.services = services
        self.test = test
        self.sites = sites
        self.protocol = PROTOCOLS[0][0] if test.protocols else ""
        self.choices: dict[tuple[str, Side], ResultChoice] = {}
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 8, 4)
        box.setSpacing(8)
        if test.protocols:
            box.addWidget(self._protocols())
        box.addLayout(self._grid())
        box.addLayout(self._buttons())
        box.addWidget(text_label(test.explained, role="small"))
        box.addWidget(text_label(f"Source: {test.source}.", role="small"))

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that are tested."""
        return places_of(self.test, self.protocol, self.sites)

    def show_plan(self, plan: Plan) -> None:
        """Show the results of a plan; those beyond the protocol are shown too."""
        shown = {place.id for place in self.places}
        for place in self.test.places:
            there = False
            for side in Side:
                value = result(plan, self.test.id, side, place.id)
                choice = self.choices[place.id, side]
                choice.blockSignals(True)
                choice.choose(value)
                choice.blockSignals(False)
                choice.setToolTip(value_words(self.test, value))
                there = there or bool(value)
            for widget in self._rows[place.id]:
                widget.setVisible(place.id in shown or there)
        if self.fill is not None:
            self.fill.setEnabled(
                any(
                    self.test.is_abnormal(finding.value)
                    for finding in plan.findings
                    if finding.test == self.test.id
                )
            )

    def _protocols(self) -> QWidget:
        select = Select(self.services.theme, "Protocol")
        for name, words in PROTOCOLS:
            if name in self.test.protocols:
                select.addItem(words, name)
        select.activated.connect(lambda _: self._choose_protocol(str(select.currentData())))
        self.protocol_select = select
        return select

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for column, side in enumerate(Side):
            head = QLabel(side.value.capitalize())
            head.setProperty("role", "heading")
            grid.addWidget(head, 0, column)
            grid.setColumnStretch(column, 1)
        for number, place in enumerate(self.test.places):
            words = QLabel(place.name)
            words.setWordWrap(True)
            words.setContentsMargins(0, 4, 0, 0)
            grid.addWidget(words, 2 * number + 1, 0, 1, 2)
            made: list[QWidget] = [words]
            for column, side in enumerate(Side):
                name = f"{self.test.name}, {place.name}, {side.value}"
                choice = ResultChoice(self.services, name, self.test)
                choice.currentIndexChanged.connect(partial(self._chosen, place, side))
                grid.addWidget(choice, 2 * number + 2, column)
                self.choices[place.id, side] = choice
                made.append(choice)
            self._rows[place.id] = tuple(made)
        return grid

    def _buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        self.fill: QPushButton | None = None
        if self.test.fills is not None:
            self.fill = QPushButton("Mark what was not felt")
            self.fill.setToolTip("Mark the part of the foot, or 12 mm about the site, as numb")
            self.fill.setAutoDefault(False)
            self.fill.clicked.connect(self.fill_wanted)
            column.addWidget(self.fill, 0, Qt.AlignmentFlag.AlignLeft)
        held = QWidget()
        flow = FlowLayout(held, gap=12, line_gap=0)
        normal = LinkButton(f"The rest: {self.test.choices[0].words.lower()}", self.services)
        normal.setToolTip("Fill in this result wherever nothing is entered yet")
        normal.clicked.connect(self._fill_rest)
        self.rest = normal
        emptied = LinkButton("Clear", self.services)
        emptied.setAccessibleName(f"Clear {self.test.name}")
        emptied.clicked.connect(self._empty)
        self.empty = emptied
        flow.addWidget(normal)
        flow.addWidget(emptied)
        column.addWidget(held)
        return column

    def _choose_protocol(self, protocol: str) -> None:
        self.protocol = protocol
        self.protocol_chosen.emit(protocol)

    def _chosen(self, place: Place, side: Side, _index: int) -> None:
        value = str(self.choices[place.id, side].currentData() or "")
        words = f"{self.test.name}, {place.name.lower()}, {side.value}"
        told = value_words(self.test, value).lower()
        self.changed.emit((Finding(self.test.id, side, place.id, value),), f"{words}: {told}")

    def _fill_rest(self) -> None:
        value = self.test.choices[0].value
        self.changed.emit(
            tuple(
                Finding(self.test.id, side, place.id, value)
                for place in self.places
                for side in Side
                if not self.choices[place.id, side].currentData()
            ),
            f"{self.test.name}: the rest {self.test.choices[0].words.lower()}",
        )

    def _empty(self) -> None:
        self.changed.emit(
            tuple(
                Finding(self.test.id, side, place.id, "")
                for place in self.test.places
                for side in Side
            ),
            f"Clear {self.test.name}",
        )


class SensingForm(QWidget):
    """Every test in a card that opens."""

    found = Signal(object, str)
    """Sent with the plan that a result leads to, and what was done."""

    fill_wanted = Signal(object)
    """Sent with the test whose abnormal places are to be marked."""

    turned = Signal(object, object)
    """Sent with the test that is worked on and the places of its protocol."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.plan = Plan()
        self.sites = {
            each.id: each for each in services.content.structures.values() if each.protocols
        }
        self.folds: dict[str, Fold] = {}
        self.forms: dict[str, TestForm] = {}
        self.current = TESTS[0]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(text_label(BEGIN, role="quiet"))
        for test in TESTS:
            fold = Fold(test.name, "", services, partial(self._fill, test))
            fold.button.toggled.connect(partial(self._turned, test))
            box.addWidget(fold)
            self.folds[test.id] = fold

    def show_plan(self, plan: Plan) -> None:
        """Show the results of a plan."""
        self.plan = plan
        for test in TESTS:
            self.folds[test.id].show_summary(summary(plan, test, self.places(test)))
        for form in self.forms.values():
            form.show_plan(plan)

    def places(self, test: Test) -> tuple[Place, ...]:
        """Return the places of the protocol that is chosen for a test."""
        form = self.forms.get(test.id)
        return form.places if form is not None else test.places

    def set_result(self, test: Test, side: Side, place: Place, value: str) -> None:
        """Take a result from elsewhere, such as a click on the diagram."""
        words = f"{test.name}, {place.name.lower()}, {side.value}"
        told = value_words(test, value).lower()
        self._changed((Finding(test.id, side, place.id, value),), f"{words}: {told}")

    def begin(self) -> None:
        """Open the first test, if none is open."""
        if not any(fold.button.isChecked() for fold in self.folds.values()):
            self.folds[self.current.id].open()

    def _fill(self, test: Test, inside: QVBoxLayout) -> None:
        form = TestForm(self.services, test, self.sites)
        form.changed.connect(self._changed)
        form.fill_wanted.connect(lambda: self.fill_wanted.emit(test))
        form.protocol_chosen.connect(lambda _: self._again(test))
        self.forms[test.id] = form
        inside.addWidget(form)
        form.show_plan(self.plan)

    def _again(self, test: Test) -> None:
        self.show_plan(self.plan)
        self.turned.emit(test, self.places(test))

    def _turned(self, test: Test, opened: bool) -> None:
        if opened:
            self.current = test
            self.turned.emit(test, self.places(test))

    def _changed(self, findings: tuple[Finding, ...], words: str) -> None:
        plan = with_results(self.plan, findings)
        if plan != self.plan:
            self.found.emit(plan, words)
