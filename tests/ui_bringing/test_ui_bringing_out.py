"""Exports, citations, completing a record and the archive, as a person meets them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.citation.reading import read
from desktop_app.content import Content
from desktop_app.domain.reference import Reference, When
from desktop_app.domain.refs import Kind
from desktop_app.library.appraising import add_study
from desktop_app.reading import open_study
from desktop_app.store import Library
from desktop_app.ui.bringing.archiving import ArchiveDialog, save_as_archive
from desktop_app.ui.bringing.citing import CiteDialog
from desktop_app.ui.bringing.exporting import FORMATS, ExportDialog
from desktop_app.ui.bringing.fetching import FetchDialog
from desktop_app.ui.services import Services

KEYS = ("hoerder-2023", "ulloa-2021")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1280, 820)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def said(services: Services) -> list[str]:
    heard: list[str] = []
    services.said.connect(heard.append)
    return heard


def answer_with(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let the system's dialog for a file to write answer with this one."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def add(library: Library, **fields: object) -> str:
    made = Reference(title="Warm feet", issued=When(2021), **fields)  # type: ignore[arg-type]
    return next(ref.key for ref in add_study(library, made).refs if ref.kind is Kind.STUDY)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


@pytest.mark.parametrize("number", range(len(FORMATS)))
def test_chosen_studies_are_written_in_each_format(
    services: Services,
    library: Library,
    parent: QWidget,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    number: int,
) -> None:
    suffix = list(FORMATS.values())[number][1]
    path = tmp_path / f"out{suffix}"
    answer_with(monkeypatch, path)
    dialog = ExportDialog(services, parent, KEYS, "")
    dialog.open()
    button = dialog.format.button(number)
    assert button is not None
    button.setChecked(True)
    dialog.start()
    assert said[-1] == f"2 studies written to {path.name}"
    assert len(list(read(path))) == 2


def test_a_query_and_ones_own_studies_may_be_exported(
    services: Services,
    library: Library,
    parent: QWidget,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    add(library)
    answer_with(monkeypatch, tmp_path / "out.ris")
    for scope, count in (("query", "13 studies"), ("mine", "1 study"), ("all", "72 studies")):
        dialog = ExportDialog(services, parent, (), "design:rct")
        dialog.open()
        button = dialog.scope.button(dialog._scopes.index(scope))
        assert button is not None
        button.setChecked(True)
        dialog.start()
        assert said[-1].startswith(count)


def test_citations_are_shown_in_a_style_and_copied_rich_and_plain(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget, said: list[str]
) -> None:
    dialog = CiteDialog(services, parent, KEYS)
    dialog.open()
    vancouver = dialog.text()
    assert "Hoerder S" in vancouver
    dialog.style_choice.choose("apa")
    assert "Hoerder, S." in dialog.text()
    assert "<i>" in dialog.html()
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    held = QGuiApplication.clipboard().mimeData()
    assert "Hoerder, S." in held.text()
    assert "<i>" in held.html()
    assert said[-1] == "2 citations copied"
    assert services.settings.citation_style == "apa"


class Answers(BaseHTTPRequestHandler):
    """Crossref, as it answers for one study."""

    def do_GET(self) -> None:
        work = {
            "DOI": "10.1000/warm", "title": ["Warm feet"], "type": "journal-article",
            "container-title": ["Journal of Warm Feet"], "volume": "3",
            "author": [{"family": "Own", "given": "Anna"}],
        }  # fmt: skip
        payload = json.dumps({"status": "ok", "message": work}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def base() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_record_is_completed_only_when_allowed_and_asked(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget, base: str
) -> None:
    key = add(library, doi="10.1000/warm", container="My own word for it")
    dialog = FetchDialog(services, parent, key, base)
    dialog.open()
    assert "does not use the network" in words(dialog)
    assert services.settings.value("fetching") is False
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert services.settings.fetching
    shown = dialog.findChild(QPlainTextEdit)
    assert shown is not None
    assert "/works/10.1000" in shown.toPlainText()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.go.text() == "Fill in what is missing"
    assert "Journal of Warm Feet" in words(dialog)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    study = open_study(library, key).study
    assert study.volume == "3"
    assert study.authors == ("Own A",)
    assert study.journal == "My own word for it"


def test_without_an_answer_the_record_stays_as_it_is(
    qtbot: QtBot, services: Services, library: Library, parent: QWidget
) -> None:
    services.settings.fetching = True
    key = add(library, doi="10.1000/warm")
    dialog = FetchDialog(services, parent, key, "http://127.0.0.1:9")
    dialog.open()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "Your record is as it was." in words(dialog)
    assert dialog.go.text() == "Try again"
    dialog.reject()


def test_a_record_without_a_doi_cannot_be_asked_for(
    services: Services, library: Library, parent: QWidget
) -> None:
    services.settings.fetching = True
    dialog = FetchDialog(services, parent, add(library))
    dialog.open()
    assert "neither a DOI nor a PMID" in words(dialog)
    assert dialog.go.isHidden()
    dialog.reject()


@pytest.fixture
def on_disk(services: Services, tmp_path: Path) -> Library:
    made = Library.open(tmp_path / "library", services.content)
    services.attach(made)
    return made


def test_the_whole_library_goes_into_a_file_and_comes_back(
    services: Services,
    on_disk: Library,
    parent: QWidget,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    content: Content,
) -> None:
    key = add(on_disk)
    path = tmp_path / "all.yongquan"
    answer_with(monkeypatch, path)
    save_as_archive(services, parent)
    assert said[-1] == "The whole library is in all.yongquan"
    dialog = ArchiveDialog(services, parent, path)
    dialog.begin()
    assert "all.yongquan is sound" in dialog.words.text()
    assert "1 study of your own" in dialog.words.text()
    dialog.unpack(tmp_path / "again")
    assert "It can be opened beside this one" in dialog.words.text()
    dialog.reject()
    with Library.open(tmp_path / "again", content) as again:
        assert open_study(again, key).study.title == "Warm feet"


def test_a_file_that_is_no_archive_is_refused_in_words(
    services: Services, on_disk: Library, parent: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "not.yongquan"
    path.write_bytes(b"PK\x03\x04 but no more")
    dialog = ArchiveDialog(services, parent, path)
    dialog.begin()
    assert "not.yongquan" in dialog.words.text()
    assert not dialog.go.isEnabled()
    dialog.reject()
