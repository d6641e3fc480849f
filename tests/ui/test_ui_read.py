"""The reading workspace: every page, red flags first, tradition told from evidence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.content import Content
from desktop_app.domain.changes import Changed
from desktop_app.domain.evidence import Certainty, Claim, ClaimKind, Stance
from desktop_app.domain.refs import Kind, Ref, claim_ref, study_ref
from desktop_app.library.claiming import add_claim, set_stance
from desktop_app.store import Library
from desktop_app.ui.appraising.claim import ClaimDialog
from desktop_app.ui.read.contents import NEW_CLAIM, groups
from desktop_app.ui.read.topic import STANDING
from desktop_app.ui.read.workspace import ReadWorkspace
from desktop_app.ui.rich.badges import CERTAINTY_WORDS
from desktop_app.ui.rich.claims import ClaimCard, StudyLine
from desktop_app.ui.rich.flags import URGENCY
from desktop_app.ui.rich.fold import Fold
from desktop_app.ui.services import Services

RECURSIVE = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive

NUMB = Ref(Kind.CONDITION, "numb-feet")


@pytest.fixture
def workspace(qtbot: QtBot, services: Services, library: Library) -> ReadWorkspace:
    made = ReadWorkspace(services)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    services.navigator.went.connect(made.show_ref)
    return made


def words(widget: QWidget) -> str:
    labels = [label.text() for label in widget.findChildren(QLabel)]
    return "\n".join(labels + [button.text() for button in widget.findChildren(QPushButton)])


def test_the_contents_have_every_page(content: Content) -> None:
    listed = {ref for _, refs, _ in groups(content) for ref in refs}
    kinds = {Kind.CONDITION, Kind.TOPIC, Kind.MERIDIAN, Kind.VESSEL, Kind.NERVE,
             Kind.TERRITORY, Kind.SITE}  # fmt: skip
    assert listed == {ref for ref, _ in content.everything() if ref.kind in kinds}


def test_home_is_numb_feet(workspace: ReadWorkspace, services: Services) -> None:
    workspace.show_home()
    assert services.navigator.current == NUMB


def test_red_flags_stand_before_everything_else(
    workspace: ReadWorkspace, services: Services, qtbot: QtBot
) -> None:
    services.navigator.go(NUMB)
    condition = services.content.conditions["numb-feet"]
    named = [f for f in workspace.findChildren(QFrame) if not isinstance(f, QLabel)]
    boxes = [frame for frame in named if frame.accessibleName().startswith("Red flags")]
    causes = workspace.page.findChildren(Fold)
    assert boxes
    assert causes
    qtbot.waitUntil(lambda: causes[0].y() > 0)
    assert max(box.y() for box in boxes) < min(cause.y() for cause in causes)
    assert boxes[0].accessibleName() == "Red flags: Emergency: now"
    told = words(workspace)
    for flag in condition.red_flags:
        assert flag.text.strip() in told
        assert flag.action in told


def test_every_urgency_and_standing_has_words(content: Content) -> None:
    flags = [flag for c in content.conditions.values() for flag in c.red_flags]
    assert {flag.urgency for flag in flags} <= set(URGENCY)
    parts = [part for topic in content.topics.values() for part in topic.parts]
    assert {part.standing for part in parts} <= set(STANDING)


def test_a_cause_opens_with_its_claims(workspace: ReadWorkspace, services: Services) -> None:
    services.navigator.go(NUMB)
    cause = services.content.conditions["numb-feet"].causes[1]
    card = workspace.findChild(Fold, f"cause-{cause.id}")
    assert isinstance(card, Fold)
    assert not card.findChildren(ClaimCard)
    card.open()
    assert len(card.findChildren(ClaimCard)) == len(cause.claims)
    assert cause.tell_apart[0] in words(card)
    card.button.click()
    assert not card.inner.isVisible()


def test_every_page_can_be_shown(workspace: ReadWorkspace, services: Services) -> None:
    for ref, _ in services.content.everything():
        if ref.kind not in (Kind.POINT, Kind.STUDY):
            workspace.show_ref(ref)
            assert workspace.ref == ref
            assert words(workspace.page)


def test_a_page_that_does_not_exist_says_so(workspace: ReadWorkspace) -> None:
    workspace.show_ref(Ref(Kind.TOPIC, "no-such"))
    assert "There is no topic “no-such”" in words(workspace.page)


def test_topics_tell_tradition_from_evidence(workspace: ReadWorkspace, services: Services) -> None:
    services.navigator.go("yq:topic/qi-and-meridians")
    told = words(workspace.page).split("\n")
    assert "Tradition" in told
    assert "Evidence" in told


def test_a_claim_shows_studies_for_and_against(
    workspace: ReadWorkspace, services: Services, content: Content
) -> None:
    claim = next(c for c in content.claims.values() if len({s.stance for s in c.studies}) >= 3)
    services.navigator.go(Ref(Kind.CLAIM, claim.id))
    told = words(workspace.page)
    assert claim.why in told
    assert len(workspace.page.findChildren(StudyLine)) == len(claim.studies)


def test_one_click_on_a_claim_opens_the_study(
    workspace: ReadWorkspace, services: Services, content: Content
) -> None:
    services.navigator.go("yq:topic/circulation")
    line = workspace.page.findChildren(StudyLine)[0]
    line.link.click()
    current = services.navigator.current
    assert current is not None
    assert current.kind is Kind.STUDY


def test_a_claim_card_tells_why_and_shows_all_studies(
    qtbot: QtBot, services: Services, content: Content
) -> None:
    from desktop_app.ui.read.pieces import claim_studies

    claim = max(content.claims.values(), key=lambda c: len(c.studies))
    card = ClaimCard(
        claim, claim_studies(claim, services, {}), services, via="for the whole meridian"
    )
    qtbot.addWidget(card)
    card.show()
    assert CERTAINTY_WORDS[claim.certainty] in card.accessibleName()
    card.why_button.click()
    assert card.why.isVisible()
    shown = len(card.findChildren(StudyLine))
    assert shown < len(claim.studies)
    card._more_button.click()
    assert len(card.findChildren(StudyLine)) == len(claim.studies)


def test_a_page_keeps_its_place_when_one_comes_back(
    workspace: ReadWorkspace, services: Services, qtbot: QtBot
) -> None:
    services.navigator.go(NUMB)
    bar = workspace.page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    bar.setValue(300)
    services.navigator.go("yq:topic/circulation")
    services.navigator.back()
    qtbot.waitUntil(lambda: bar.value() == 300)


def test_a_note_on_a_page_is_kept(workspace: ReadWorkspace, services: Services) -> None:
    services.navigator.go(NUMB)
    workspace.focus_note()
    workspace.note.field.setPlainText("ask about B12")
    services.navigator.go("yq:topic/circulation")
    services.navigator.back()
    assert workspace.note.field.toPlainText() == "ask about B12"


def test_the_page_is_drawn_anew_for_another_theme(
    workspace: ReadWorkspace, services: Services
) -> None:
    services.navigator.go(NUMB)
    services.settings.theme = "dark"
    services.settings.font_scale = 200
    assert workspace.ref == NUMB
    assert workspace.page.findChildren(Fold)


def cards(workspace: ReadWorkspace) -> list[ClaimCard]:
    return workspace.findChildren(ClaimCard)


def test_own_claims_and_stances_stand_beside_what_ships(
    services: Services, library: Library, workspace: ReadWorkspace
) -> None:
    workspace.show_ref(NUMB)
    mine = Claim(
        "", ClaimKind.NEUROPATHY, "Warm socks help.", Certainty.NO_STUDY, conditions=(NUMB.key,)
    )
    services.write(lambda held: add_claim(held, mine))
    assert any(card.claim.statement == mine.statement for card in cards(workspace))
    shipped = claim_ref(next(iter(services.content.claims)))
    study = study_ref(next(iter(services.content.studies)))
    workspace.show_ref(shipped)
    services.write(lambda held: set_stance(held, shipped, study, Stance.AGAINST, "No."))
    assert "as I see it" in words(workspace)


def test_a_claim_of_ones_own_has_a_page_and_is_deleted_there(
    qtbot: QtBot, services: Services, library: Library, workspace: ReadWorkspace
) -> None:
    mine = Claim("", ClaimKind.NEUROPATHY, "Warm socks help.", Certainty.NO_STUDY)
    made: list[Changed] = []
    services.changed.connect(made.append)
    services.write(lambda held: add_claim(held, mine))
    workspace.show_ref(next(ref for ref in made[0].refs if ref.kind is Kind.CLAIM))
    assert "Warm socks help." in words(workspace)
    assert "my own claim" in words(workspace)
    assert workspace.contents.findItems("Warm socks help.", RECURSIVE)
    delete = next(b for b in workspace.findChildren(QPushButton) if b.text().startswith("Delete"))
    qtbot.mouseClick(delete, Qt.MouseButton.LeftButton)
    assert "Warm socks help." not in words(workspace)
    assert not workspace.contents.findItems("Warm socks help.", RECURSIVE)


def test_a_new_claim_is_made_from_the_contents(
    services: Services, library: Library, workspace: ReadWorkspace
) -> None:
    (row,) = workspace.contents.findItems(NEW_CLAIM, RECURSIVE)
    workspace.contents.itemActivated.emit(row, 0)
    dialog = workspace.findChild(ClaimDialog)
    assert dialog is not None
    dialog.reject()
