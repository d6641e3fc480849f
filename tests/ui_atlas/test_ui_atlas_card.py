from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.categories import category_word
from desktop_app.domain.points import Category, Moxa
from desktop_app.domain.refs import point_ref, study_ref
from desktop_app.reading import open_point, read_note
from desktop_app.ui.atlas.card_words import depth_words, needling_facts
from desktop_app.ui.atlas.pane import Pane
from desktop_app.ui.rich.chips import LinkButton, PointChip
from desktop_app.ui.rich.claims import ClaimCard
from desktop_app.ui.rich.pages import SectionHeading
from desktop_app.ui.services import Services
from tests.ui_atlas.conftest import CAUTION, tiny_content


def words(widget: QWidget) -> str:
    return "\n".join(
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    )


def ground_of(pane: Pane) -> QWidget:
    ground = pane.card.widget()
    assert ground is not None
    return ground


def headings(widget: QWidget) -> list[str]:
    found = [h for h in widget.findChildren(SectionHeading) if h.isVisibleTo(widget)]
    found.sort(key=lambda h: h.mapTo(widget, h.rect().topLeft()).y())
    return [heading.accessibleName() for heading in found]


def test_the_card_is_complete_and_in_order(qtbot: QtBot, pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/ST36")
    qtbot.waitUntil(lambda: pane.card.height() > 0)
    shown = words(pane.card)
    for expected in (
        "ST36 PinST36", "足三里", "Name of ST36", "He-sea · earth", "Command · Abdomen", CAUTION,
        "Where ST36 lies.", "How to find ST36.", "1–2 cun (about 25–50 mm on the body shown)",
        "Perpendicular.", "Avoid direct moxa.", "Tibialis anterior.", "weak legs".capitalize(),
        "Needling here raises skin blood flow.", "Li 2013",
    ):  # fmt: skip
        text = shown + "".join(b.text() for b in pane.card.findChildren(LinkButton))
        assert expected in text, expected
    ground = ground_of(pane)
    ground.adjustSize()
    assert headings(ground) == [
        "Find it", "Needle it", "What lies beneath", "Circulation", "Meridian specificity",
        "Traditional uses", "Evidence", "My notes",
    ]  # fmt: skip


def test_cautions_stand_above_the_location(qtbot: QtBot, pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/ST36")
    qtbot.wait(10)
    assert pane.card.cautions.isVisible()
    assert pane.card.cautions.y() < pane.card.finding.y()
    services.navigator.go("yq:point/ST37")
    assert not pane.card.cautions.isVisible()


def test_a_point_without_study_says_so(pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/SP6")
    assert "Traditional use; no study of this point in the library." in words(pane.card)


def test_rival_locations_are_owned_up_to(pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/GB39")
    assert "Behind the fibula." in words(pane.card)
    assert "Old texts." in words(pane.card)


def test_a_point_beyond_the_body_says_why(pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/LR12")
    assert "It lies on the groin" in words(pane.card)
    assert not pane.card.close_up.isVisible()


def test_a_study_is_one_click_away(qtbot: QtBot, pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/ST36")
    claim = pane.card.findChildren(ClaimCard)[0]
    link = next(b for b in claim.findChildren(LinkButton) if "Li 2013" in b.text())
    link.click()
    assert services.navigator.current == study_ref("li-2013")


def test_notes_are_kept_per_point(qtbot: QtBot, pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/ST36")
    pane.card.focus_note()
    pane.card.note.field.setPlainText("Warm after ten minutes")
    services.navigator.go("yq:point/ST37")
    assert pane.card.note.field.toPlainText() == ""
    library = services.library
    assert library is not None
    note = read_note(library, point_ref("ST36"))
    assert note is not None
    assert note.text == "Warm after ten minutes"
    services.navigator.back()
    assert pane.card.note.field.toPlainText() == "Warm after ten minutes"


def test_the_star_is_kept(qtbot: QtBot, pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/ST36")
    pane.card.head.star.click()
    library = services.library
    assert library is not None
    assert open_point(library, "ST36").starred
    assert pane.card.head.star.isChecked()
    services.navigator.go("yq:point/ST37")
    assert not pane.card.head.star.isChecked()


def test_previous_and_next_stop_at_the_ends(pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/ST36")
    pane.card.head.next.click()
    assert services.navigator.current == point_ref("ST37")
    assert not pane.card.head.next.isEnabled()
    assert pane.card.head.previous.isEnabled()


def test_the_card_keeps_its_scroll_on_back(qtbot: QtBot, pane: Pane, services: Services) -> None:
    pane.window().resize(960, 480)
    services.navigator.go("yq:point/ST36")
    bar = pane.card.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 120)
    bar.setValue(120)
    services.navigator.go("yq:point/ST37")
    qtbot.waitUntil(lambda: bar.value() == 0)
    services.navigator.back()
    qtbot.waitUntil(lambda: bar.value() == 120)


def test_the_card_ends_where_its_last_part_does(
    qtbot: QtBot, pane: Pane, services: Services
) -> None:
    pane.window().resize(960, 480)
    services.navigator.go("yq:point/ST36")
    card = pane.card
    last = card.see_also if card.see_also.isVisible() else card.note

    def gap() -> int:
        return card.ground.height() - last.mapTo(card.ground, last.rect().bottomLeft()).y()

    qtbot.waitUntil(lambda: card.verticalScrollBar().maximum() > 0 and gap() < 60)


def test_ctrl_return_opens_the_first_study(pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/ST36")
    services.actions.run("page.study")
    assert services.navigator.current == study_ref("li-2013")


def test_a_card_without_studies_says_so(qtbot: QtBot, pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/ST37")
    with qtbot.waitSignal(services.said) as said:
        services.actions.run("page.study")
    assert said.args == ["No study of ST37 in the library"]


def test_the_card_has_one_scroll_bar_and_fits_its_width(
    qtbot: QtBot, pane: Pane, services: Services
) -> None:
    pane.window().resize(960, 640)
    services.navigator.go("yq:point/ST36")
    qtbot.wait(10)
    assert not ground_of(pane).findChildren(
        QScrollArea, "", Qt.FindChildOption.FindDirectChildrenOnly
    )
    assert ground_of(pane).width() <= pane.card.viewport().width()


def test_a_site_leads_to_its_group() -> None:
    point = tiny_content().points["ST36"]
    assert category_word(Category("crossing", "Spleen and Liver meridians"), point) == (
        "Crossing · Spleen and Liver meridians"
    )
    assert category_word(Category("yuan-source", "Of the Liver meridian"), point) == "Yuan-source"
    assert category_word(Category("new-kind"), point) == "New kind"
    assert category_word(Category("coupled-with", "PC6"), point) == "Coupled with PC6"


def test_depth_in_words() -> None:
    from dataclasses import replace

    from desktop_app.domain.points import Needling

    point = tiny_content().points["ST36"]
    assert depth_words(point, None) == "1–2 cun"
    shallow = replace(point, needling=Needling((0.1, 0.1), ("oblique",)))
    assert depth_words(shallow, 25.0) == "0.1 cun (about 2 mm on the body shown)"
    assert depth_words(replace(point, needling=Needling(None, ())), 25.0) == "Not needled."
    forbidden = replace(point, moxa=Moxa(classical_prohibition=True))
    assert any(f.text == "Forbidden on classical lists." for f in needling_facts(forbidden, None))


def test_chips_lead_to_points(pane: Pane, services: Services) -> None:
    services.navigator.go("yq:point/ST36")
    assert not pane.card.findChildren(PointChip)
