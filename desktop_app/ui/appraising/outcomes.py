"""Forms for one arm and one outcome of a study."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.appraisal import Arm, Better, Effect, Measure, Outcome
from desktop_app.ui.rich.fields import ChoiceField, LineField, NumberField, row
from desktop_app.ui.services import Services

MEASURE_WORDS = {
    Measure.MD: "Mean difference (MD)",
    Measure.SMD: "Standardised mean difference (SMD)",
    Measure.OR: "Odds ratio (OR)",
    Measure.RR: "Risk ratio (RR)",
    Measure.HR: "Hazard ratio (HR)",
    Measure.RD: "Risk difference (RD)",
}
BETTER_WORDS = {
    Better.LOWER: "Lower is better",
    Better.HIGHER: "Higher is better",
    Better.UNCLEAR: "Not clear",
}


class ArmForm(QWidget):
    """One group of a study."""

    def __init__(self) -> None:
        super().__init__()
        self.name = LineField("Arm", example="acupuncture")
        self.number = NumberField("n", whole=True)
        self.what = LineField("What it got")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(row((self.name, 3), (self.number, 1), (self.what, 5)))
        self.setFocusProxy(self.name)

    def value(self) -> Arm:
        """Return the arm as entered."""
        return Arm(self.name.value(), self.number.whole(), self.what.value())

    def show_value(self, arm: Arm) -> None:
        """Show an arm."""
        self.name.show_value(arm.name)
        self.number.show_number(arm.size)
        self.what.show_value(arm.what)


class LimitField(NumberField):
    """A limit of a confidence interval, which must stand on its side of the value."""

    def __init__(self, label: str, form: OutcomeForm) -> None:
        super().__init__(label)
        self._form = form

    def problem(self) -> str:
        """Tell what is wrong with the number, alone and beside the other two."""
        return super().problem() or self._form.interval_problem()


class OutcomeForm(QWidget):
    """One outcome: what was measured when, between which arms, and the effect, if there is one."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._level = 95.0
        self.name = LineField("Outcome", example="pain")
        self.instrument = LineField("Measured with", example="VAS 0-100")
        self.time_point = LineField("When", example="8 weeks")
        self.comparison = LineField("Between", example="acupuncture against waiting list")
        self.better = ChoiceField(
            services, "Direction", [(each.value, words) for each, words in BETTER_WORDS.items()]
        )
        self.measure = ChoiceField(
            services,
            "Effect",
            [("", "None reported"), *((m.value, words) for m, words in MEASURE_WORDS.items())],
        )
        self.effect = NumberField("Value")
        self.low = LimitField("95 % CI from", self)
        self.high = LimitField("to", self)
        self.result = LineField("Result in words", example="no difference between the groups")
        self.source = LineField("Where it stands", example="table 2")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(row((self.name, 3), (self.instrument, 3), (self.time_point, 2)))
        box.addWidget(row((self.comparison, 5), (self.better, 3)))
        box.addWidget(row((self.measure, 4), (self.effect, 2), (self.low, 2), (self.high, 2)))
        box.addWidget(row((self.result, 5), (self.source, 3)))
        self.setFocusProxy(self.name)

    def value(self) -> Outcome:
        """Return the outcome as entered; an effect needs its measure and its value."""
        number = self.effect.number()
        effect = None
        if self.measure.value() and number is not None:
            effect = Effect(
                Measure(self.measure.value()),
                number,
                self.low.number(),
                self.high.number(),
                self._level,
            )
        return Outcome(
            name=self.name.value(),
            instrument=self.instrument.value(),
            time_point=self.time_point.value(),
            comparison=self.comparison.value(),
            better=Better(self.better.value()),
            effect=effect,
            result=self.result.value(),
            source=self.source.value(),
        )

    def show_value(self, outcome: Outcome) -> None:
        """Show an outcome."""
        for name in ("name", "instrument", "time_point", "comparison", "result", "source"):
            field: LineField = getattr(self, name)
            field.show_value(getattr(outcome, name))
        self.better.show_value(outcome.better.value)
        effect = outcome.effect
        self.measure.show_value("" if effect is None else effect.measure.value)
        if effect is not None:
            self._level = effect.level
            self.low.words.setText(f"{effect.level:g} % CI from")
            self.effect.show_number(effect.value)
            self.low.show_number(effect.low)
            self.high.show_number(effect.high)

    def interval_problem(self) -> str:
        """Return what is wrong with measure, value and limits together."""
        value, low, high = (field.number() for field in (self.effect, self.low, self.high))
        entered = [number for number in (value, low, high) if number is not None]
        if not self.measure.value():
            return "An effect needs its measure: MD, SMD, OR …" if entered else ""
        if value is None:
            return "An effect needs its value."
        if (low is None) != (high is None):
            return "A confidence interval has two limits."
        if low is not None and high is not None and not low <= value <= high:
            return f"The value {value:g} does not lie between {low:g} and {high:g}."
        if Measure(self.measure.value()).is_ratio and min(entered) <= 0:
            return "A ratio is above 0."
        return ""
