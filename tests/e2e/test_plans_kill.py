"""A plan that is being edited when the program is killed has lost at most the last second."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from desktop_app import content
from desktop_app.domain.plans import Plan, PlanPoint
from desktop_app.planning.plans import add_plan, list_plans, open_plan
from desktop_app.reading import search
from desktop_app.store import Library

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(180),
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill -9"),
]

ROOT = Path(__file__).parents[2]

LOST_S = 1.0
"""The most that may be lost, seconds."""

WRITER = """
import sys, pathlib
from dataclasses import replace
from desktop_app import content
from desktop_app.planning.plans import add_plan, open_plan, save_plan
from desktop_app.store import Library
from tests.store.plan_samples import full_plan
with Library.open(pathlib.Path(sys.argv[1]), content.load()) as library:
    for number in range(1, 100000):
        (ref,) = add_plan(library, full_plan(label=f"P{number}", goals="")).refs
        print("kept", ref.key, 0, flush=True)
        for version in range(1, 4):
            plan = replace(open_plan(library, ref.key), goals="step " * version)
            save_plan(library, plan, "Edit")
            print("kept", ref.key, version, flush=True)
"""

EDITOR = """
import sys, pathlib, time
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from desktop_app.app import Program
from desktop_app.ui.plans.client import ClientStep
from desktop_app.ui.plans.editor import Editor
from desktop_app.ui.theme import make_application
qt = make_application("yongquan")
program = Program(qt, pathlib.Path(sys.argv[1]))
program.open(sys.argv[2])
typed = 0
def type_on():
    global typed
    editor = program.window.findChild(Editor)
    if editor is None or editor.plan is None:
        return
    step = editor.findChild(ClientStep)
    if step is None:
        return
    typed += 1
    QTest.keyClicks(step.goals.editor, f"word{typed} ")
    print("typed", typed, time.monotonic(), flush=True)
timer = QTimer()
timer.setInterval(60)
timer.timeout.connect(type_on)
timer.start()
qt.exec()
"""


LISTENER = """
import sys, pathlib
from PySide6.QtCore import QTimer
from desktop_app.app import Program
from desktop_app.ui.plans.editor import Editor
from desktop_app.ui.theme import make_application
qt = make_application("yongquan")
program = Program(qt, pathlib.Path(sys.argv[1]))
program.open()
is_ready = False
def look():
    global is_ready
    if not is_ready and program.doorbell is not None and program.services.library is not None:
        is_ready = True
        print("ready", flush=True)
    editor = program.window.findChild(Editor)
    if editor is not None and editor.plan is not None:
        print(editor.plan.ref, editor.plan.label, "–", editor.plan.title, flush=True)
        timer.stop()
timer = QTimer()
timer.setInterval(50)
timer.timeout.connect(look)
timer.start()
qt.exec()
"""

SETTINGS = json.dumps({"first_notice_accepted": "2026-11-23"})


@contextmanager
def running(program: str, *arguments: str) -> Iterator[IO[str]]:
    """Start a program of its own; it is killed without warning when the block ends."""
    child = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    with child:
        assert child.stdout is not None
        try:
            yield child.stdout
        finally:
            os.kill(child.pid, signal.SIGKILL)


@pytest.mark.parametrize("lines", [2, 7, 40])
def test_every_plan_that_was_told_as_kept_is_there(tmp_path: Path, lines: int) -> None:
    kept: dict[str, int] = {}
    with running(WRITER, str(tmp_path)) as said:
        for _ in range(lines):
            _, key, told = said.readline().split()
            kept[key] = int(told)
    with Library.open(tmp_path, content.load()) as library:
        held = {row.key for row in list_plans(library)}
        assert set(kept) <= held
        assert len(held) <= len(kept) + 1
        for key, version in kept.items():
            plan = open_plan(library, key)
            assert plan.goals.split().count("step") >= version
            assert len(plan.area.patches) == 2
        with library.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
        assert search(library, "P1 Numb soles")


def test_a_second_start_hands_the_plan_to_the_first(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(SETTINGS, encoding="utf-8")
    with Library.open(tmp_path, content.load()) as library:
        (ref,) = add_plan(library, Plan(label="A12", title="Numb soles")).refs
    with running(LISTENER, str(tmp_path)) as said:
        assert said.readline() == "ready\n"
        second = subprocess.run(
            [sys.executable, "-m", "desktop_app", "--library", tmp_path, "--open", str(ref)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            timeout=60,
        )
        assert second.returncode == 0
        assert said.readline() == f"{ref} A12 – Numb soles\n"


def test_what_was_typed_a_second_before_the_kill_is_kept(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(SETTINGS, encoding="utf-8")
    with Library.open(tmp_path, content.load()) as library:
        (ref,) = add_plan(library, Plan(label="A12", points=(PlanPoint("KI1"),))).refs
    typed: list[tuple[int, float]] = []
    with running(EDITOR, str(tmp_path), str(ref)) as said:
        until = time.monotonic() + 90
        while len(typed) < 45 and time.monotonic() < until:
            words = said.readline().split()
            typed.append((int(words[1]), float(words[2])))
    killed = time.monotonic()
    assert len(typed) == 45, "the editor never came up"
    with Library.open(tmp_path, content.load()) as library:
        goals = open_plan(library, ref.key).goals.split()
    before = [number for number, when in typed if when <= killed - LOST_S]
    assert before
    assert goals[: len(before)] == [f"word{number}" for number in before]
    assert goals == [f"word{number}" for number in range(1, len(goals) + 1)]
