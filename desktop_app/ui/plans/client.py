"""The first step of a plan: red flags, whom it is for and why, what matters for safety, goals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.labels import WHY_A_CODE, label_warning
from desktop_app.domain.plans import Plan
from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.plans.client_facts import Facts
from desktop_app.ui.plans.client_flags import RedFlags
from desktop_app.ui.plans.step import Step
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.fields import ChoiceField, LineField, NumberField, TextField, row
from desktop_app.ui.rich.pages import READING_WIDTH, Page, SectionHeading, text_label
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.store import Library

UNKNOWN = "not known, or mixed"


class ClientStep(Step):
    """Asks for what must be known of the client before any point is chosen."""

    words = "Client"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._plan = Plan()
        self._is_showing = False
        self._shown_for: object = None
        self.flags = RedFlags(services)
        self.label = LineField("Label of the client", WHY_A_CODE, "P001")
        self.warning = text_label("", role="caution-word")
        self.title = LineField("Title", "What you find the plan by.", "Numb soles")
        conditions = services.content.conditions.values()
        self.condition = ChoiceField(
            services, "Condition", [(each.id, each.name) for each in conditions]
        )
        self.cause = ChoiceField(services, "Cause", [])
        self.summary = text_label("", role="quiet")
        self.read = LinkButton("Read about it ›", services)
        self.read.clicked.connect(self._read)
        self.facts = Facts(services)
        self.goals = TextField(services, "Goals", "What the client wants to feel or do again.")
        self.planned = NumberField("Sessions planned", "", "10", whole=True)
        self.per_week = NumberField("Sessions a week", "", "2")
        self.notes = TextField(services, "Notes", lines=4)
        self.page = Page()
        self.page.setAccessibleName("Client")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page)
        services.theme.changed.connect(self._restyle)
        self._restyle()
        self._lay_out()
        self._connect()

    def show_plan(self, plan: Plan) -> None:
        """Show this plan; what is being typed is left alone where it says the same."""
        is_other = plan.key != self._plan.key
        self._plan = plan
        self._is_showing = True
        self._show_words(plan, is_other)
        self._show_condition(plan)
        self._show_flags(plan)
        self.facts.show_ticked(plan.facts)
        self._is_showing = False
        self._ask_shown(plan)

    def reveal(self, what: str) -> None:
        """Bring a field, a red flag or a fact into view."""
        places: dict[str, QWidget] = {
            "label": self.label, "title": self.title, "notes": self.notes, "goals": self.goals,
            "condition": self.condition,
        }  # fmt: skip
        place: QWidget | None = places.get(what)
        if place is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)
        elif what in self.flags.rows:
            place = self.flags.rows[what]
            place.show()
            self.flags.rows[what].answer.buttons[True].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            place = self.facts.bring(what)
        if place is not None:
            self.page.ensureWidgetVisible(place)

    def focus_main(self) -> None:
        """Put the keyboard on the first red flag that has not been asked, else in the title."""
        if not self.flags.ask_first():
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        self.page.set_width(self.services.theme.scaled(READING_WIDTH))

    def _lay_out(self) -> None:
        add = self.page.add
        first = SectionHeading("Red flags: before any point")
        first.setContentsMargins(0, 0, 0, 0)
        add(first)
        add(self.flags)
        add(SectionHeading("Whom it is for"))
        add(row((self.label, 1), (self.title, 2)))
        add(self.warning)
        self.warning.hide()
        add(row((self.condition, 1), (self.cause, 1)))
        add(self.summary)
        self.page.body.addWidget(self.read, 0, Qt.AlignmentFlag.AlignLeft)
        add(SectionHeading("What matters for safety"))
        add(self.facts)
        add(SectionHeading("Goals and course"))
        add(self.goals)
        add(row((self.planned, 1), (self.per_week, 1)))
        add(SectionHeading("Notes"))
        self.notes.words.hide()
        add(self.notes)
        self.page.body.addStretch(1)

    def _connect(self) -> None:
        self.flags.answered.connect(self._answer)
        self.facts.changed.connect(
            lambda ids, words: self.edited.emit(replace(self._plan, facts=ids), words)
        )
        self.condition.changed.connect(self._choose_condition)
        self.cause.changed.connect(self._choose_cause)
        self._on(self.label, "label", lambda: self.label.value(), "Change the label")
        self._on(self.title, "title", lambda: self.title.value(), "Change the title")
        self._on(self.goals, "goals", lambda: self.goals.value(), "Change the goals")
        self._on(self.notes, "notes", lambda: self.notes.value(), "Change the notes")
        for field, name, number, words in (
            (self.planned, "sessions_planned", self.planned.whole, "Change the sessions planned"),
            (self.per_week, "per_week", self.per_week.number, "Change the sessions a week"),
        ):
            self._on(field, name, number, words)

    def _on(
        self,
        field: LineField | TextField,
        name: str,
        value: Callable[[], object],
        words: str,
    ) -> None:
        def changed() -> None:
            if not self._is_showing and not field.problem():
                plan = replace(self._plan, **{name: value()})  # type: ignore[arg-type]
                if plan != self._plan:
                    self.typed.emit(plan, words)

        field.changed.connect(changed)

    def _show_words(self, plan: Plan, is_other: bool) -> None:
        """Write the fields; those of another plan all anew, lest their undo bring back words."""
        texts: tuple[tuple[LineField | TextField, str], ...] = (
            (self.label, plan.label), (self.title, plan.title),
            (self.goals, plan.goals), (self.notes, plan.notes),
        )  # fmt: skip
        for field, text in texts:
            if is_other or field.value() != text.strip():
                field.show_value(text)
        for number, value in ((self.planned, plan.sessions_planned),
                              (self.per_week, plan.per_week)):  # fmt: skip
            if is_other or (number.number() != value and not number.problem()):
                number.show_number(value)
        warning = "" if plan.template else label_warning(plan.label)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))

    def _show_condition(self, plan: Plan) -> None:
        condition = self.services.content.conditions.get(plan.condition)
        self.condition.show_value(plan.condition)
        causes = condition.causes if condition is not None else ()
        choices = [("", UNKNOWN), *((cause.id, cause.name) for cause in causes)]
        held = self.cause.editor
        if [held.itemData(place) for place in range(held.count())] != [id_ for id_, _ in choices]:
            held.clear()
            for id_, words in choices:
                held.addItem(words, id_)
        self.cause.show_value(plan.cause)
        cause = next((each for each in causes if each.id == plan.cause), None)
        words = cause.summary if cause is not None else ""
        self.summary.setText(words)
        self.summary.setVisible(bool(words))
        self.read.setVisible(condition is not None)

    def _ask_shown(self, plan: Plan) -> None:
        """Find out which facts the plan itself shows, unless nothing they hang on has changed."""
        wanted = (plan.area, plan.findings, plan.condition, plan.cause, plan.facts)
        if wanted == self._shown_for:
            return
        self._shown_for = wanted
        services = self.services

        def work(_: Library) -> dict[str, str]:
            from desktop_app.planning.shown_facts import shown_facts
            from desktop_app.ui.plans.body import plan_atlas

            return shown_facts(plan_atlas(services), services.content, plan)

        services.read(
            work,
            self.facts.show_shown,
            ticket="plans.shown-facts",
            owner=self,
            # Where the atlas cannot be read, the safety check tells of it.
            on_error=lambda _: self.facts.show_shown({}),
        )

    def _show_flags(self, plan: Plan) -> None:
        condition = self.services.content.conditions.get(plan.condition)
        flags = condition.red_flags if condition is not None else ()
        self.flags.show_flags(flags, dict(plan.flags))

    def _answer(self, answers: Mapping[str, bool]) -> None:
        before = dict(self._plan.flags)
        changed = [there for flag, there in answers.items() if there != before.get(flag)]
        words = "Answer the red flags"
        if len(changed) == 1:
            words = f"Answer a red flag with {'yes' if changed[0] else 'no'}"
        self.edited.emit(replace(self._plan, flags=tuple(answers.items())), words)
        if set(before) < set(self.flags.rows) <= set(answers):
            # They fold away: what comes next moves up to where the button was, and beyond.
            self.page.verticalScrollBar().setValue(0)

    def _choose_condition(self) -> None:
        chosen = self.condition.value()
        if not self._is_showing and chosen != self._plan.condition:
            plan = replace(self._plan, condition=chosen, cause="")
            self.edited.emit(plan, "Choose the condition")

    def _choose_cause(self) -> None:
        chosen = self.cause.value()
        if not self._is_showing and chosen != self._plan.cause:
            self.edited.emit(replace(self._plan, cause=chosen), "Choose the cause")

    def _read(self) -> None:
        self.services.navigator.go(Ref(Kind.CONDITION, self._plan.condition))
