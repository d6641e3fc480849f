"""The safety step: what the rules say of the plan, gravest first, and what was answered to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.plans import Acknowledgement, Plan
from desktop_app.domain.safety import Alert
from desktop_app.ui.plans.safety_card import AlertCard
from desktop_app.ui.plans.step import Step
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.pages import READING_WIDTH, Page, SectionHeading, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

NOTHING = "No alert by the rules in the library."
NOT_SAFE = (
    "This does not make a plan safe: the rules know only what has been ticked, marked and chosen "
    "here, they have not been reviewed by a clinician, and no list of rules is complete. Your own "
    "examination and judgement decide."
)


class SafetyStep(Step):
    """Alerts of the plan; each is acknowledged with a reason or heeded, none is removed."""

    words = "Safety"

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._plan = Plan()
        self._alerts: tuple[Alert, ...] | None = None
        self.cards: dict[str, AlertCard] = {}
        self.page = Page()
        self.page.setAccessibleName("Safety")
        self.state = text_label("", role="lead")
        self.unasked = LinkButton("", services)
        self.unasked.clicked.connect(lambda: self.asked.emit("client", ""))
        self.open_place, self._open = _place()
        self.known_heading = SectionHeading("Acknowledged, and why")
        self.known_place, self._known = _place()
        self.page.add(self.state)
        self.page.body.addWidget(self.unasked, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.open_place, self.known_heading, self.known_place):
            self.page.add(widget)
        self.page.add(text_label(NOT_SAFE, role="quiet"))
        self.page.body.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page)
        services.theme.changed.connect(self._restyle)
        self._restyle()
        self._show()

    def show_plan(self, plan: Plan) -> None:
        """Show what has been acknowledged in this plan."""
        if plan.key != self._plan.key:
            self._alerts = None
        self._plan = plan
        self._show()

    def show_alerts(self, alerts: tuple[Alert, ...] | None) -> None:
        """Show the alerts of the plan."""
        self._alerts = alerts
        self._show()

    def reveal(self, what: str) -> None:
        """Bring an alert into view, with the keyboard on its button."""
        card = self.cards.get(what)
        if card is None:
            return
        button = card.begin if card.known is None else card.back
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.ensureWidgetVisible(card)

    def focus_main(self) -> None:
        """Put the keyboard on the first alert that has not been acknowledged."""
        first = next((card for card in self.cards.values() if card.known is None), None)
        rest = self.page if self.unasked.isHidden() else self.unasked
        target: QWidget = rest if first is None else first.begin
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        self.page.set_width(self.services.theme.scaled(READING_WIDTH))

    def _show(self) -> None:
        known = {each.alert: each for each in self._plan.acknowledged}
        alerts = self._alerts or ()
        self._place_cards(alerts, known)
        unread = sum(alert.id not in known for alert in alerts)
        if self._alerts is None:
            self.state.setText("The plan is being checked…")
        elif not alerts:
            self.state.setText(NOTHING)
        elif unread:
            self.state.setText(f"{counted(unread, 'alert', 'alerts')} to read, the gravest first")
        else:
            self.state.setText("Every alert has been acknowledged")
        self.known_heading.setVisible(len(alerts) > unread)
        self.known_place.setVisible(len(alerts) > unread)
        self.open_place.setVisible(bool(unread))
        self._show_unasked()

    def _show_unasked(self) -> None:
        condition = self.services.content.conditions.get(self._plan.condition)
        asked = dict(self._plan.flags)
        flags = condition.red_flags if condition is not None else ()
        left = sum(flag.id not in asked for flag in flags)
        words = counted(left, "red flag has not been asked", "red flags have not been asked")
        self.unasked.setText(f"{words} ›")
        self.unasked.setVisible(bool(left) and not self._plan.template)

    def _place_cards(self, alerts: tuple[Alert, ...], known: dict[str, Acknowledgement]) -> None:
        """Keep the cards that say the same, with what is being written in them."""
        before, self.cards = self.cards, {}
        for alert in alerts:
            plain = replace(alert, acknowledged="")
            card = before.pop(alert.id, None)
            draft = card.reason.text() if card is not None and card.is_writing else None
            if card is None or card.alert != plain or card.known != known.get(alert.id):
                if card is not None:
                    _drop(card)
                card = self._card(plain, known.get(alert.id))
                if draft is not None and card.known is None:
                    card.ask_reason(draft)
            self.cards[alert.id] = card
        for card in before.values():
            _drop(card)
        for card in self.cards.values():
            # Not with takeAt: its items live on, and the layout goes by heights they remember.
            self._open.removeWidget(card)
            self._known.removeWidget(card)
            (self._open if card.known is None else self._known).addWidget(card)

    def _card(self, alert: Alert, known: Acknowledgement | None) -> AlertCard:
        card = AlertCard(alert, known, self.services)
        card.acknowledged.connect(self._acknowledge)
        card.taken_back.connect(self._take_back)
        card.point_asked.connect(lambda code: self.asked.emit("points", code))
        return card

    def _acknowledge(self, alert: str, reason: str) -> None:
        rest = tuple(each for each in self._plan.acknowledged if each.alert != alert)
        made = Acknowledgement(alert, reason, datetime.now(UTC))
        plan = replace(self._plan, acknowledged=(*rest, made))
        self.edited.emit(plan, f"Acknowledge “{self.cards[alert].alert.title}”")
        self.focus_main()

    def _take_back(self, alert: str) -> None:
        rest = tuple(each for each in self._plan.acknowledged if each.alert != alert)
        words = f"Take back the acknowledgement of “{self.cards[alert].alert.title}”"
        self.edited.emit(replace(self._plan, acknowledged=rest), words)
        self.reveal(alert)


def _place() -> tuple[QWidget, QVBoxLayout]:
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return place, column


def _drop(card: AlertCard) -> None:
    card.hide()
    card.setParent(None)
    card.deleteLater()
