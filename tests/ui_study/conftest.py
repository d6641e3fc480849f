"""What tests of the study room share: a shown window over a fresh library."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.store import Library
from desktop_app.ui.services import Services
from desktop_app.ui.shell import MainWindow
from tests.ui.desk import make_window


@pytest.fixture
def window(qtbot: QtBot, services: Services, library: Library) -> MainWindow:
    """A window with a library, with the study room open; its atlas is a desk."""
    assert library is services.library
    made = make_window(services)
    qtbot.addWidget(made)
    made.resize(1280, 860)
    made.show()
    services.actions.run("go.study")
    return made
