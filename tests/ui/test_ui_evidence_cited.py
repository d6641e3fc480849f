"""The five studies the source article cites: from any point's card each is read in two clicks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.content import Content
from desktop_app.domain.refs import point_ref, study_ref
from desktop_app.store import Library
from desktop_app.ui.evidence.workspace import EvidenceWorkspace
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow

CITED = ("valentini-2024", "ecam-604590-2012", "liu-s-2021", "dimitrova-2017", "hoerder-2023")


@pytest.fixture
def window(qtbot: QtBot, services: Services, library: Library) -> MainWindow:
    made = MainWindow(services)
    qtbot.addWidget(made)
    made.resize(1280, 820)
    made.show()
    return made


def test_these_are_the_five(content: Content) -> None:
    cited = {key: study.cited_by_source for key, study in content.studies.items()}
    assert set(CITED) == {key for key, each in cited.items() if each and each.role == "best"}


@pytest.mark.parametrize("key", CITED)
def test_two_clicks_on_a_point_s_card_open_the_study(
    qtbot: QtBot, window: MainWindow, services: Services, key: str
) -> None:
    study = services.content.studies[key]
    services.navigator.go(point_ref("KI1"))
    card = window.workspaces["atlas"]
    click(qtbot, card, lambda link: link.text() == "The studies the source article cites ›")
    notes = {bearing.note for claim in services.content.claims.values()
             for bearing in claim.studies if bearing.key == key}  # fmt: skip
    click(qtbot, window.workspaces["read"], lambda link: link.toolTip() in notes | {study.title})
    assert services.navigator.current == study_ref(key)
    evidence = window.workspaces["evidence"]
    assert isinstance(evidence, EvidenceWorkspace)
    told = [label.text() for label in evidence.details.findChildren(QLabel)]
    assert study.title in told
    assert study.main_finding in told


def click(qtbot: QtBot, page: QWidget, wanted: Callable[[LinkButton], bool]) -> None:
    """Click the first link on a page that is wanted, as soon as it is there."""
    found: list[LinkButton] = []

    def is_there() -> bool:
        links = page.findChildren(LinkButton)
        found[:] = [each for each in links if wanted(each) and each.isVisible()]
        return bool(found)

    qtbot.waitUntil(is_there)
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
