"""The window and the renderer are asked for with what was typed; nothing loads Qt before."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app import cli
from desktop_app.content.paths import library_folder
from desktop_app.domain.errors import UnreadableFile

ROOT = Path(__file__).parents[2]


class Calls:
    """Remembers what it was called with."""

    def __init__(self) -> None:
        self.given: list[tuple[object, ...]] = []

    def __call__(self, *given: object) -> Any:
        self.given.append(given)
        return 7


@pytest.fixture
def calls() -> Calls:
    return Calls()


def test_without_a_verb_the_window_opens(calls: Calls, tmp_path: Path) -> None:
    assert cli.main(["--library", str(tmp_path)], calls, calls) == 7
    assert calls.given == [(tmp_path, "")]


def test_the_window_opens_at_a_ref(calls: Calls, tmp_path: Path) -> None:
    cli.main(["--library", str(tmp_path), "--open", "yq:point/ST36"], calls, calls)
    assert calls.given == [(tmp_path, "yq:point/ST36")]


def test_a_bad_ref_is_told(
    calls: Calls, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--library", str(tmp_path), "--open", "ST36"], calls, calls) == 1
    assert "not a Yongquan link" in capsys.readouterr().err
    assert calls.given == []


def test_where_the_library_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("YONGQUAN_LIBRARY", str(tmp_path / "named"))
    assert library_folder() == tmp_path / "named"
    assert library_folder(tmp_path / "chosen") == tmp_path / "chosen"
    monkeypatch.setenv("YONGQUAN_LIBRARY", "")
    assert library_folder().name == "yongquan"


def test_render_is_called_with_what_was_typed(calls: Calls, tmp_path: Path) -> None:
    out = tmp_path / "leg.png"
    typed = [
        "render", "--view", "limb-lateral", "--side", "left", "--layers", "GB, ST",
        "--select", "gb 34", "--labels", "hanzi", "--theme", "dark", "--size", "400x800",
        "-o", str(out),
    ]  # fmt: skip
    assert cli.main(typed, calls, calls) == 0
    assert calls.given == [
        ("limb-lateral", "left", ("GB", "ST"), "GB34", "hanzi", "dark", (400, 800), out)
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--view", "limb-inside", "-o", "x.png"], "invalid choice"),
        (["--view", "limb-medial", "-o", "x.bmp"], "does not end in"),
        (["--view", "limb-medial", "-o", "x.png", "--size", "big"], "is not a size"),
        (["--view", "limb-medial", "-o", "x.png", "--size", "99999x10"], "is not a size"),
        (["--view", "limb-medial"], "-o/--output"),
    ],
)
def test_render_mistyped(
    typed: list[str], said: str, calls: Calls, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["render", *typed], calls, calls) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["-o", "/no/such/folder/x.png"], "There is no folder"),
        (["-o", "x.png", "--select", "ST99"], "There is no point"),
    ],
)
def test_render_of_what_is_not_there(
    typed: list[str], said: str, calls: Calls, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["render", "--view", "limb-medial", *typed], calls, calls) == 1
    assert said in capsys.readouterr().err


def test_what_the_renderer_cannot_do_is_told(
    tmp_path: Path, calls: Calls, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object) -> None:
        raise UnreadableFile("The picture cannot be written.")

    typed = ["render", "--view", "limb-medial", "-o", str(tmp_path / "x.png")]
    assert cli.main(typed, calls, failing) == 1
    assert "yongquan: The picture cannot be written." in capsys.readouterr().err


def test_answers_load_neither_qt_nor_sqlalchemy() -> None:
    program = (
        "import sys; sys.argv = ['yongquan', 'point', 'ST36', '--json']\n"
        "from desktop_app.__main__ import main\n"
        "main()\n"
        "loaded = [m for m in ('PySide6', 'sqlalchemy') if m in sys.modules]\n"
        "print(loaded, file=sys.stderr)"
    )
    answered = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True
    )
    assert answered.stderr.decode().strip().endswith("[]")


def test_utf8_whatever_the_terminal_speaks() -> None:
    answered = subprocess.run(
        [sys.executable, "-m", "desktop_app", "point", "ST36"],
        cwd=ROOT,
        encoding="utf-8",
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert "Zúsānlǐ  足三里" in answered.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes to break")
def test_a_reader_that_goes_away() -> None:
    answered = subprocess.run(
        f"{sys.executable} -m desktop_app points --json | head -c 10",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answered.stdout.startswith("[")
    assert answered.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is full")
def test_an_answer_that_finds_no_room() -> None:
    with Path("/dev/full").open("w") as full:
        answered = subprocess.run(
            [sys.executable, "-m", "desktop_app", "points", "--json"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert answered.returncode == 1
    assert answered.stderr == "yongquan: There is no room left on the disk for the answer.\n"
