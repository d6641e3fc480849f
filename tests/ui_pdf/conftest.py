"""A reader on a library on the disk, and a study whose files it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.domain.attachment import Attachment
from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Ref, study_ref
from desktop_app.library.attaching import attach, list_files
from desktop_app.store import Library
from desktop_app.ui.pdf.reader import PdfReader
from desktop_app.ui.services import Services
from tests.data.pdf import make

PDFS = Path(make.__file__).parent


@pytest.fixture
def library(services: Services, tmp_path: Path) -> Library:
    made = Library.open(tmp_path / "library", services.content)
    services.attach(made)
    return made


@pytest.fixture
def ref(services: Services) -> Ref:
    return study_ref(next(iter(services.content.studies)))


@pytest.fixture
def add(library: Library, ref: Ref) -> Callable[[Path], Attachment]:
    """Attach a file to the study."""

    def added(path: Path) -> Attachment:
        attach(library, ref, path)
        return list_files(library, ref)[-1]

    return added


@pytest.fixture
def trial(add: Callable[[Path], Attachment]) -> Attachment:
    return add(PDFS / "trial.pdf")


@pytest.fixture
def changes(services: Services) -> list[Changed]:
    """Every change that is told."""
    told: list[Changed] = []
    services.changed.connect(told.append)
    return told


@pytest.fixture
def reader(services: Services, library: Library, qtbot: QtBot) -> Iterator[PdfReader]:
    made = PdfReader(services)
    qtbot.addWidget(made)
    made.resize(1100, 720)
    made.show()
    made.activateWindow()
    yield made
    made.close_file()
    made.close()
