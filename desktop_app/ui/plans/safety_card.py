"""One alert: why, what to do, what it rests on, and the reason why the plan goes on as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.plans import Acknowledgement
from desktop_app.domain.refs import claim_ref
from desktop_app.domain.safety import Alert, Gravity
from desktop_app.ui.rich.badges import CertaintyBadge
from desktop_app.ui.rich.chips import Chip, LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.lists import study_links
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services

GRAVITY = {
    Gravity.STOP: ("Stop", "danger"),
    Gravity.CAUTION: ("Caution", "caution"),
    Gravity.NOTE: ("Note", "note"),
}
"""How much an alert weighs, in a word, with its tone."""


class AlertCard(QFrame):
    """An alert; it stays when it has been acknowledged, and says with which reason."""

    acknowledged = Signal(str, str)
    """Sent with the alert's id and the reason."""

    taken_back = Signal(str)
    point_asked = Signal(str)

    def __init__(self, alert: Alert, known: Acknowledgement | None, services: Services) -> None:
        super().__init__()
        self.alert = alert
        self.known = known
        self.services = services
        word, tone = GRAVITY[alert.gravity]
        self.setProperty("role", tone)
        self.setAccessibleName(f"{word}: {alert.title}")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(12, 8, 12, 8)
        self._box.setSpacing(4)
        heading = QLabel(f"{word}: {alert.title}")
        heading.setProperty("role", f"{tone}-word")
        heading.setWordWrap(True)
        self._box.addWidget(heading)
        self._box.addWidget(text_label(alert.why))
        self._box.addWidget(text_label(f"**What to do:** {alert.do}", markdown=True))
        codes = alert.codes or ((alert.code,) if alert.code else ())
        if codes:
            self._box.addWidget(self._points(codes))
        self._rests_on()
        if known is not None:
            self._add_known(known)
        else:
            self._add_asking()

    @property
    def is_writing(self) -> bool:
        """Tell whether a reason is being written."""
        return self.known is None and not self.form.isHidden()

    def ask_reason(self, draft: str = "") -> None:
        """Show the field for the reason, and put the keyboard there."""
        self.begin.hide()
        self.form.show()
        self.reason.setText(draft)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the reason with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.is_writing:
            self.form.hide()
            self.begin.show()
            self.begin.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _points(self, codes: tuple[str, ...]) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=4, line_gap=4)
        for code in codes:
            chip = Chip(code)
            chip.setToolTip(f"Show {code} among the points of the plan")
            chip.setAccessibleName(f"{code}, among the points of the plan")
            chip.clicked.connect(lambda _=False, code=code: self.point_asked.emit(code))
            flow.addWidget(chip)
        return row

    def _rests_on(self) -> None:
        """Say what the alert rests on, each a click away."""
        services, alert = self.services, self.alert
        claims = services.content.claims
        for claim in (claims[id_] for id_ in alert.claims if id_ in claims):
            self._box.addWidget(text_label(claim.statement, role="quiet"))
            row = QWidget()
            flow = FlowLayout(row, gap=8, line_gap=0)
            flow.addWidget(CertaintyBadge(services.theme, claim.certainty))
            link = LinkButton("Evidence ›", services, claim_ref(claim.id))
            link.setAccessibleName(f"Evidence for the claim: {claim.statement}")
            flow.addWidget(link)
            self._box.addWidget(row)
        studies = [key for key in alert.studies if key in services.content.studies]
        if studies:
            self._box.addWidget(study_links(studies, services))
        if alert.source:
            self._box.addWidget(text_label(f"Source: {alert.source}", role="small"))

    def _add_known(self, known: Acknowledgement) -> None:
        when = known.when.astimezone()
        words = f"Acknowledged on {when.day} {when:%B %Y}: {known.reason}"
        self.back = LinkButton("Take back", self.services)
        self.back.setAccessibleName(f"Take back the acknowledgement of: {self.alert.title}")
        self.back.clicked.connect(lambda: self.taken_back.emit(self.alert.id))
        self._box.addWidget(text_label(words, role="strong"))
        self._box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_asking(self) -> None:
        self.begin = QPushButton("Acknowledge…")
        self.begin.setAutoDefault(False)
        self.begin.setAccessibleName(f"Acknowledge: {self.alert.title}")
        self.begin.clicked.connect(lambda: self.ask_reason())
        self.form = QWidget()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why does the plan go on as it is?")
        self.reason.setAccessibleName(f"Reason for going on in spite of: {self.alert.title}")
        self.done = QPushButton("Acknowledge")
        self.done.setAutoDefault(False)
        self.done.setEnabled(False)
        self.done.clicked.connect(self._acknowledge)
        self.reason.textChanged.connect(lambda text: self.done.setEnabled(bool(text.strip())))
        self.reason.returnPressed.connect(self._acknowledge)
        across = QHBoxLayout(self.form)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self.reason, 1)
        across.addWidget(self.done)
        self.form.hide()
        self._box.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(self.form)

    def _acknowledge(self) -> None:
        reason = self.reason.text().strip()
        if reason:
            self.acknowledged.emit(self.alert.id, reason)
