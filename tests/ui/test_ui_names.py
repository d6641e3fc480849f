"""Own things are called by their names wherever refs are listed, also after they are edited."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from desktop_app.domain.own import study_of
from desktop_app.domain.plans import Plan
from desktop_app.domain.reference import Credit, Name, Reference, When
from desktop_app.domain.refs import Kind, Ref, point_ref
from desktop_app.library.appraising import add_study, edit_study
from desktop_app.planning.plans import add_plan
from desktop_app.store import Library
from desktop_app.ui.services import Services
from tests.ui.desk import make_window

REFERENCE = Reference(title="Warm feet", credits=(Credit(Name("Own", "Anna")),), issued=When(2021))


def add(library: Library) -> Ref:
    return next(ref for ref in add_study(library, REFERENCE).refs if ref.kind is Kind.STUDY)


def test_a_name_is_asked_for_once_and_told(services: Services, library: Library) -> None:
    ref = add(library)
    told: list[bool] = []
    services.names.learnt.connect(lambda: told.append(True))
    assert not services.names.knows(ref)
    services.names.title(ref)
    assert services.names.title(ref) == "Own 2021"
    assert services.names.subtitle(ref) == "Warm feet"
    assert told == [True]
    assert services.names.title(point_ref("ST36")).startswith("ST36")
    assert services.names.title(Ref(Kind.STUDY, "no-such")) == "no-such"


def test_an_edited_study_gets_its_new_name(services: Services, library: Library) -> None:
    ref = add(library)
    services.names.title(ref)
    corrected = replace(REFERENCE, issued=When(2022))
    services.write(lambda held: edit_study(held, ref.key, study_of(corrected, ref.key), corrected))
    assert services.names.title(ref) == "Own 2022"


def test_the_window_is_called_by_the_own_study_that_is_open(
    qtbot: QtBot, services: Services, library: Library
) -> None:
    window = make_window(services)
    qtbot.addWidget(window)
    window.show()
    ref = add(library)
    services.navigator.go(ref)
    assert window.windowTitle().startswith("Own 2021")
    window.stars.toggle(ref)
    window.top.field.list_refs("Starred", window.stars.all(), "none")
    rows = window.top.field.popup.model.rows
    assert any(row.title == "Own 2021" for row in rows)


def test_the_window_never_shows_a_key_for_what_is_not_read_yet(
    qtbot: QtBot, services: Services
) -> None:
    library = Library.in_memory(services.content)
    (ref,) = add_plan(library, Plan(label="P001", title="Numb soles")).refs
    window = make_window(services)
    qtbot.addWidget(window)
    window.show()
    services.navigator.go(ref)
    assert window.windowTitle() == "Plans – Yongquan"
    services.attach(library)
    assert window.windowTitle() == "P001 – Numb soles – Yongquan"
