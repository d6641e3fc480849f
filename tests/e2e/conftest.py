"""A screen of the test's own, the program on it, and a library whose first notice was read."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.screen import Screen

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def screen() -> Iterator[Screen]:
    with Screen() as screen:
        yield screen


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The folder of a library that is still empty."""
    folder = tmp_path / "library"
    folder.mkdir()
    settings = {"first_notice_accepted": "2026-11-23"}
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    return folder


@pytest.fixture
def start(screen: Screen) -> Iterator[Start]:
    """Start the program on the screen; what still runs at the end is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(library: Path, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "desktop_app", "--library", str(library), *arguments]
        started.append(subprocess.Popen(command, env=screen.environment()))
        return started[-1]

    yield begin
    for program in started:
        program.kill()
        program.wait()
