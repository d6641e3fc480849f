"""Forms for a study, its appraisal, a claim and a stance: typed, checked, saved, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.appraisal import Effect, Measure
from desktop_app.domain.changes import Changed
from desktop_app.domain.evidence import Certainty, Direction, Stance
from desktop_app.domain.reference import Credit, Name, Reference, When
from desktop_app.domain.refs import Kind, Ref, claim_ref, study_ref
from desktop_app.library.appraising import add_study
from desktop_app.reading import open_claim, open_study
from desktop_app.store import Library
from desktop_app.ui.appraising.appraisal import AppraisalDialog
from desktop_app.ui.appraising.claim import ClaimDialog
from desktop_app.ui.appraising.stance import StanceDialog
from desktop_app.ui.appraising.study import StudyDialog
from desktop_app.ui.dialogs.form import FormDialog
from desktop_app.ui.services import Services

HOERDER = study_ref("hoerder-2023")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1280, 820)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def changes(services: Services) -> list[Changed]:
    """Collect what is published."""
    heard: list[Changed] = []
    services.changed.connect(heard.append)
    return heard


@pytest.fixture
def own(library: Library) -> str:
    reference = Reference(
        title="Warm feet", credits=(Credit(Name("Own", "Anna")),), issued=When(2021), volume="3"
    )
    changed = add_study(library, reference)
    return next(ref.key for ref in changed.refs if ref.kind is Kind.STUDY)


def save(qtbot: QtBot, dialog: FormDialog) -> None:
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)


def only(changes: list[Changed], kind: Kind) -> Ref:
    return next(ref for changed in changes for ref in changed.refs if ref.kind is kind)


def test_a_study_is_added_by_hand_and_opened(
    qtbot: QtBot,
    services: Services,
    library: Library,
    parent: QWidget,
    changes: list[Changed],
) -> None:
    dialog = StudyDialog(services, parent)
    dialog.open()
    save(qtbot, dialog)
    assert not changes
    dialog.title.show_value("Cold feet in winter")
    dialog.authors.show_value("van der Berg, Jan A.\nWorld Health Organization")
    dialog.year.show_value("2022")
    dialog.doi.show_value("not a doi")
    save(qtbot, dialog)
    assert "not a DOI" in dialog.wrong.text()
    dialog.doi.show_value("https://doi.org/10.1000/CF.1")
    dialog.points.show_value("s36, sp-6")
    dialog.conditions.show_value("Diabetic peripheral neuropathy, cold toes")
    dialog.design.show_value("rct")
    dialog.found.show_value("no-difference")
    dialog.sample.show_value("62")
    save(qtbot, dialog)
    ref = only(changes, Kind.STUDY)
    card = open_study(library, ref.key)
    assert card.own
    assert card.reference is not None
    assert card.reference.doi.lower() == "10.1000/cf.1"
    assert card.reference.names()[0].particle == "van der"
    assert card.reference.names()[1].literal == "World Health Organization"
    assert card.study.points == ("ST36", "SP6")
    assert card.study.conditions == ("diabetic-peripheral-neuropathy", "cold-toes")
    assert (card.study.design, card.study.direction) == ("rct", Direction.NO_DIFFERENCE)
    assert card.study.sample_size == 62
    assert services.navigator.current == ref


def test_an_own_study_is_edited_and_the_edit_taken_back(
    qtbot: QtBot,
    services: Services,
    library: Library,
    parent: QWidget,
    own: str,
    changes: list[Changed],
) -> None:
    dialog = StudyDialog(services, parent, own)
    dialog.open()
    assert dialog.title.value() == "Warm feet"
    assert dialog.lines["volume"].value() == "3"
    dialog.texts["main_finding"].show_value("Warmer by a degree.")
    dialog.lines["container"].show_value("Journal of Feet")
    save(qtbot, dialog)
    card = open_study(library, own)
    assert card.study.main_finding == "Warmer by a degree."
    assert card.study.journal == "Journal of Feet"
    undo = changes[-1].undo
    assert undo is not None
    undo.back(library)
    assert open_study(library, own).study.main_finding == ""


def test_leaving_a_changed_form_asks_first(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget
) -> None:
    dialog = StudyDialog(services, parent)
    dialog.open()
    dialog.title.show_value("Half a thought")
    dialog.reject()
    asked = dialog.findChild(QMessageBox)
    assert asked is not None
    assert dialog.isVisible()
    leave = next(b for b in asked.buttons() if b.text() == "Leave")
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("enter", "problem"),
    [
        (("MD", "1", "2", "3"), "does not lie between"),
        (("MD", "", "2", "3"), "needs its value"),
        (("MD", "1", "0", ""), "two limits"),
        (("OR", "1", "-0.5", "2"), "above 0"),
        (("", "1", "0.5", "2"), "needs its measure"),
        (("MD", "1", "x", "2"), "not a number"),
    ],
)
def test_an_effect_that_cannot_be_is_told(
    qtbot: QtBot,
    services: Services,
    library: Library,
    parent: QWidget,
    changes: list[Changed],
    enter: tuple[str, str, str, str],
    problem: str,
) -> None:
    dialog = AppraisalDialog(services, parent, HOERDER)
    dialog.open()
    form = dialog.outcomes.add()
    form.name.show_value("pain")
    measure, value, low, high = enter
    form.measure.show_value(measure)
    for field, text in ((form.effect, value), (form.low, low), (form.high, high)):
        field.show_value(text)
    save(qtbot, dialog)
    assert problem in dialog.wrong.text()
    assert not changes
    dialog.begin()
    dialog.reject()


def test_a_shipped_study_is_appraised_and_shown_again(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget
) -> None:
    dialog = AppraisalDialog(services, parent, HOERDER)
    dialog.open()
    arm = dialog.arms.add()
    arm.name.show_value("acupuncture")
    arm.number.show_value("30")
    form = dialog.outcomes.add()
    form.name.show_value("pain")
    form.measure.show_value("MD")
    for field, text in ((form.effect, "\u22121,3"), (form.low, "-2.1"), (form.high, "-0.4")):
        field.show_value(text)
    risk = dialog.risks.several.forms()[0]
    for verdict, _ in risk.rows.values():
        verdict.show_value("low")
    assert "Low risk" in risk.suggested.text()
    risk.overall.show_value("low")
    reported, said = dialog.stricta.rows["1a"]
    reported.show_value("yes")
    said.show_value("Chinese medicine")
    save(qtbot, dialog)
    held = open_study(library, HOERDER.key).appraisal
    assert held.arms[0].size == 30
    assert held.outcomes[0].effect == Effect(Measure.MD, -1.3, -2.1, -0.4)
    assert held.risks[0].overall == "low"
    assert held.stricta[0].text == "Chinese medicine"
    again = AppraisalDialog(services, parent, HOERDER)
    again.open()
    assert again.value() == held
    assert not again.is_changed()
    again.reject()


def test_a_claim_of_ones_own_rests_on_a_study(
    qtbot: QtBot,
    services: Services,
    library: Library,
    parent: QWidget,
    own: str,
    changes: list[Changed],
) -> None:
    dialog = ClaimDialog(services, parent, study=study_ref(own))
    dialog.open()
    dialog.statement.show_value("Moxibustion of KI1 warms cold feet.")
    dialog.certainty.show_value("very-low")
    dialog.points.show_value("KI1")
    dialog.meridians.show_value("XX")
    save(qtbot, dialog)
    assert "XX" in dialog.wrong.text()
    dialog.meridians.show_value("ki")
    dialog.stance.show_value("mixed")
    save(qtbot, dialog)
    ref = only(changes, Kind.CLAIM)
    view = open_claim(library, ref.key).view
    assert view.claim.certainty is Certainty.VERY_LOW
    assert view.claim.points == ("KI1",)
    assert view.claim.meridians == ("KI",)
    assert [(s.key, s.stance, s.own) for s, _ in view.studies] == [(own, Stance.MIXED, True)]
    edit = ClaimDialog(services, parent, ref.key)
    edit.open()
    assert edit.statement.value() == "Moxibustion of KI1 warms cold feet."
    edit.why.show_value("One small study.")
    save(qtbot, edit)
    assert open_claim(library, ref.key).view.claim.why == "One small study."


def test_an_own_study_speaks_against_a_shipped_claim(
    qtbot: QtBot,
    services: Services,
    library: Library,
    parent: QWidget,
    own: str,
    pick_first: Callable[[StanceDialog, str], Ref],
) -> None:
    dialog = StanceDialog(services, parent, study=study_ref(own))
    dialog.open()
    save(qtbot, dialog)
    assert "choose from the list" in dialog.wrong.text()
    claim = pick_first(dialog, "microcirculation")
    dialog.stance.show_value("against")
    dialog.note.show_value("No warmth at all.")
    save(qtbot, dialog)
    stances = {s.key: s for s, _ in open_claim(library, claim.key).view.studies}
    assert stances[own].stance is Stance.AGAINST
    assert stances[own].own
    assert stances[own].note == "No warmth at all."
    assert library.content.claims[claim.key] == open_claim(library, claim.key).view.claim
    back = StanceDialog(services, parent, study_ref(own), claim_ref(claim.key), Stance.AGAINST)
    back.open()
    back.stance.show_value("")
    save(qtbot, back)
    assert own not in {s.key for s, _ in open_claim(library, claim.key).view.studies}


@pytest.fixture
def pick_first(qtbot: QtBot) -> Callable[[StanceDialog, str], Ref]:
    """Type words into the claim's field and take the first answer."""

    def pick(dialog: StanceDialog, words: str) -> Ref:
        qtbot.keyClicks(dialog.claim.editor, words)
        qtbot.waitUntil(lambda: dialog.claim._found.rowCount() > 0)
        dialog.claim._completer.activated.emit(words)
        dialog.claim._picked(dialog.claim._found.index(0, 0))
        qtbot.waitUntil(lambda: dialog.claim.ref is not None)
        popup = dialog.claim._completer.popup()
        assert popup is not None
        popup.hide()
        assert dialog.claim.ref is not None
        return dialog.claim.ref

    return pick


def test_the_keyboard_begins_in_the_first_field(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget
) -> None:
    dialog = StudyDialog(services, parent)
    dialog.open()
    assert dialog.focusWidget() is dialog.title.editor
    dialog.reject()
