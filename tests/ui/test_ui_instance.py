"""A second start hands its ref to the copy that runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.instance import Doorbell, hand_over, server_name

CALL = (
    "import sys; from pathlib import Path; import desktop_app.ui\n"
    "from PySide6.QtCore import QCoreApplication; from desktop_app.ui.instance import hand_over\n"
    "app = QCoreApplication([])\n"
    "sys.exit(0 if hand_over(Path(sys.argv[1]), sys.argv[2]) else 3)"
)


def ring(library: Path, message: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CALL, str(library), message])


def test_ref_reaches_the_running_copy(qtbot: QtBot, tmp_path: Path) -> None:
    heard: list[str] = []
    doorbell = Doorbell(tmp_path, heard.append)
    caller = ring(tmp_path, "yq:point/KI1")
    qtbot.waitUntil(lambda: heard == ["yq:point/KI1"], timeout=20_000)
    assert caller.wait(20) == 0
    doorbell.close()


def test_nobody_answers_where_nobody_runs(qapp: QApplication, tmp_path: Path) -> None:
    assert not hand_over(tmp_path, "yq:point/KI1")


def test_each_library_has_a_door_of_its_own(tmp_path: Path) -> None:
    assert server_name(tmp_path / "a") != server_name(tmp_path / "b")
