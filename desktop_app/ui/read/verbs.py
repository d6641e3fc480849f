"""What one can do on a claim's page: say how a study bears on it, edit or delete an own claim."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.domain.evidence import Claim, StudyStance
from desktop_app.domain.refs import claim_ref, study_ref
from desktop_app.ui.rich.badges import Badge
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.services import Services


def claim_verbs(claim: Claim, services: Services) -> QWidget:
    """Return the buttons of a claim; a shipped one is only added to, never changed."""
    row = QWidget()
    flow = FlowLayout(row, gap=8, line_gap=8)
    _button(flow, "Say how a study bears on it…", lambda: _stance(row, claim, None, services))
    if claim.is_own:
        _button(flow, "Edit this claim…", lambda: _edit(row, claim, services))
        _button(flow, "Delete this claim", lambda: _delete(claim, services))
    return row


def own_stance(claim: Claim, bearing: StudyStance, services: Services) -> QWidget:
    """Return the line that says a stance is the user's, and lets it be changed."""
    row = QWidget()
    flow = FlowLayout(row, gap=8, line_gap=4)
    flow.addWidget(Badge("as I see it"))
    change = Chip("Change…")
    change.setAccessibleName(f"Change my stance on {bearing.key}")
    change.clicked.connect(lambda: _stance(row, claim, bearing, services))
    flow.addWidget(change)
    return row


def _button(flow: FlowLayout, words: str, act: object) -> None:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    flow.addWidget(button)


def _stance(parent: QWidget, claim: Claim, bearing: StudyStance | None, services: Services) -> None:
    from desktop_app.ui.appraising.stance import StanceDialog

    ref = claim_ref(claim.id)
    if bearing is None:
        StanceDialog(services, parent.window(), claim=ref).open()
        return
    StanceDialog(
        services, parent.window(), study_ref(bearing.key), ref, bearing.stance, bearing.note
    ).open()


def _edit(parent: QWidget, claim: Claim, services: Services) -> None:
    from desktop_app.ui.appraising.claim import ClaimDialog

    ClaimDialog(services, parent.window(), claim.id).open()


def _delete(claim: Claim, services: Services) -> None:
    """Delete an own claim; Undo brings it back, so nothing is asked."""
    from desktop_app.library.claiming import delete_claim

    services.write(
        partial(delete_claim, key=claim.id),
        on_done=lambda _: services.said.emit("Claim deleted. Ctrl+Z brings it back."),
    )
