"""The map in the evidence workspace: in place of the list, with its query, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop_app.domain.refs import Kind
from desktop_app.library.listing import find_studies
from desktop_app.store import Library
from desktop_app.ui.evidence.workspace import EvidenceWorkspace
from desktop_app.ui.figures.canvas import Spot
from desktop_app.ui.figures.plot import ABOVE, BESIDE, Plot
from desktop_app.ui.services import Services


@pytest.fixture
def workspace(qtbot: QtBot, services: Services, library: Library) -> EvidenceWorkspace:
    made = EvidenceWorkspace(services)
    qtbot.addWidget(made)
    services.navigator.went.connect(made.show_ref)
    services.navigator.went_home.connect(lambda _: made.show_home())
    made.resize(1280, 760)
    made.show()
    services.actions.run("evidence.map")
    return made


def plot_of(workspace: EvidenceWorkspace) -> Plot:
    page = workspace.mapping.page
    assert page is not None
    assert page.plot is not None
    return page.plot


def click(qtbot: QtBot, plot: Plot, several: bool) -> Spot:
    spot = next(each for each in plot.spots if isinstance(each.target, str) is several)
    place = spot.box.center().toPoint() + QPoint(BESIDE, ABOVE)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=place)
    return spot


def test_the_map_takes_the_place_of_list_and_details(
    workspace: EvidenceWorkspace, services: Services
) -> None:
    def shown() -> tuple[bool, bool, bool, bool]:
        return (
            workspace.mapping.is_shown, workspace.pane.map.isChecked(),
            workspace.table.isVisible(), workspace.details.isVisible(),
        )  # fmt: skip

    assert shown() == (True, True, False, False)
    services.actions.run("evidence.map")
    assert shown() == (False, False, True, True)


def test_the_map_follows_the_query(workspace: EvidenceWorkspace, library: Library) -> None:
    workspace.pane.ask("design:rct")
    assert workspace.mapping.page is not None
    assert workspace.mapping.page.studies == len(find_studies(library, "design:rct"))
    assert workspace.mapping.is_shown


def test_a_bubble_of_several_studies_opens_their_list(
    workspace: EvidenceWorkspace, qtbot: QtBot, library: Library
) -> None:
    spot = click(qtbot, plot_of(workspace), several=True)
    assert not workspace.mapping.is_shown
    assert workspace.pane.state.query == spot.target
    assert list(workspace.model.held.ids) == list(find_studies(library, str(spot.target)))


def test_a_bubble_of_one_study_opens_it_beside_the_map(
    workspace: EvidenceWorkspace, qtbot: QtBot, services: Services
) -> None:
    click(qtbot, plot_of(workspace), several=False)
    current = services.navigator.current
    assert current is not None
    assert current.kind is Kind.STUDY
    assert workspace.mapping.is_shown
    assert workspace.details.isVisible()
    assert workspace.details.study is not None
    assert workspace.details.study.key == current.key
    services.navigator.back()
    services.actions.run("evidence.map")
    services.actions.run("evidence.map")
    assert not workspace.details.isVisible()


def test_the_keyboard_goes_to_the_map(workspace: EvidenceWorkspace, qtbot: QtBot) -> None:
    workspace.activateWindow()
    workspace.bar.field.setFocus()
    workspace.focus_main()
    qtbot.waitUntil(plot_of(workspace).hasFocus)
    chosen = plot_of(workspace).chosen
    assert chosen == plot_of(workspace).spots[0]
