"""A terminal with a library of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app import cli
from desktop_app.content import Content
from tests.cli.terminal import Call, Run, nothing


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Content) -> Path:
    """Return where the library lies that verbs use, with content that is read once for all."""
    chosen = tmp_path / "library"
    monkeypatch.setenv("YONGQUAN_LIBRARY", str(chosen))
    monkeypatch.setattr("desktop_app.content.load", lambda: content)
    return chosen


@pytest.fixture
def call(folder: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    def called(*arguments: str | Path) -> tuple[int, str, str]:
        code = cli.main(list(map(str, arguments)), nothing, nothing)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return called


@pytest.fixture
def run(call: Call) -> Run:
    def called(*arguments: str | Path, code: int = 0) -> tuple[str, str]:
        ended, out, err = call(*arguments)
        assert ended == code
        return out, err

    return called
