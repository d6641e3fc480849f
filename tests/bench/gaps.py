"""For how long the window answers nothing while ten thousand references are imported and undone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from desktop_app.citation.formats import Format
from tests.bench.libraries import file_of

ROOT = Path(__file__).resolve().parents[2]
COUNT = 10_000
SETTINGS = '{"first_notice_accepted": "2026-11-23", "theme": "light", "workspace": "evidence"}'
BAR = 50.0

Figure = tuple[str, float, float, str, str]


def gaps() -> list[Figure]:
    """Return the rows: the longest gap of each phase of an import in a real window, ms."""
    out = subprocess.run(
        [sys.executable, "-m", "tests.bench.gaps", str(file_of(COUNT, Format.RIS))],
        check=True, capture_output=True, text=True, cwd=ROOT,
    ).stdout  # fmt: skip
    told: dict[str, float] = json.loads(out.strip().splitlines()[-1])
    return [
        (f"longest gap of the window, {phase}", figure, BAR, "ms", "50 ms")
        for phase, figure in told.items()
    ]


def measure(file: Path) -> dict[str, float]:
    """Import a file into a new library in a window; return the longest gap of each phase, ms."""
    from desktop_app.app import TURN_S, Program  # isort: skip  before anything of Qt
    from PySide6.QtCore import QTimer

    from desktop_app.ui.bringing.importing import ImportDialog
    from desktop_app.ui.theme import make_application
    from tests.bench import frames

    sys.setswitchinterval(TURN_S)
    app = make_application("bench")
    folder = Path(tempfile.mkdtemp())
    (folder / "settings.json").write_text(SETTINGS, encoding="utf-8")
    program = Program(app, folder)
    services = program.services
    longest: dict[str, float] = {}
    phases = [""]
    beats = [("", time.perf_counter())]

    def beat() -> None:
        # A gap belongs to the phase in which it began.
        phase, before = beats.pop()
        at = time.perf_counter()
        longest[phase] = max(longest.get(phase, 0.0), 1000 * (at - before))
        beats.append((phases[-1], at))

    def turn(until: Callable[[], bool], seconds: float, phase: str) -> None:
        phases.append(phase)
        end = time.perf_counter() + seconds
        while not until() and time.perf_counter() < end:
            frames.turn(app)
            time.sleep(0.0003)

    def never() -> bool:
        return False

    program.window.resize(1440, 900)
    program.open()
    turn(lambda: services.library is not None and services.runner.idle(), 60, "")
    turn(never, 2, "")
    clock = QTimer()
    clock.timeout.connect(beat)
    clock.start(1)
    turn(never, 0.1, "")
    turn(never, 1, "at rest")
    dialog = ImportDialog(services, [file], program.window)
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    dialog.open()
    # Opening the dialog is an answer to a click, not a gap in the middle of work.
    turn(lambda: dialog.busy, 5, "")
    turn(never, 0.2, "")
    turn(lambda: not dialog.busy, 120, "while the file is read")
    turn(never, 0.5, "")
    dialog.start()
    turn(lambda: bool(closed), 120, "while it is imported")
    turn(lambda: services.runner.idle(), 60, "while it is indexed")
    services.actions.run("edit.undo")
    turn(never, 1, "while it is undone")
    turn(services.runner.idle, 60, "while it is undone")
    longest.pop("", None)
    return longest


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))), flush=True)
    # What is left of Qt need not be taken apart.
    os._exit(0)
