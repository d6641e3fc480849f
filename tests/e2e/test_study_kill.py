"""Every answer that was told as kept is there after the program is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app import content
from desktop_app.domain.changes import Changed
from desktop_app.store import Library
from desktop_app.study.scheduling import memories, rebuild_memories, reviews

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(180),
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill -9"),
]

ROOT = Path(__file__).parents[2]

STUDENT = """
import sys, pathlib
from datetime import UTC, datetime, timedelta
from desktop_app import content
from desktop_app.domain.learning import Rating
from desktop_app.store import Library
from desktop_app.study.scheduling import answer
ratings = tuple(Rating)
now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
with Library.open(pathlib.Path(sys.argv[1]), content.load()) as library:
    for number in range(100000):
        item = f"name:ST{31 + number % 10}"
        changed = answer(library, item, ratings[number % 4], number, now, given=str(number))
        print("kept", number, flush=True)
        if number % 5 == 4:
            changed.undo.back(library)
            print("undone", number, flush=True)
        now += timedelta(hours=3)
"""


@pytest.mark.parametrize("lines", [1, 8, 90])
def test_every_answer_that_was_told_as_kept_is_there(tmp_path: Path, lines: int) -> None:
    kept: set[int] = set()
    undone: set[int] = set()
    with subprocess.Popen(
        [sys.executable, "-c", STUDENT, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=dict(os.environ),
    ) as student:
        assert student.stdout is not None
        try:
            for _ in range(lines):
                word, number = student.stdout.readline().split()
                (kept if word == "kept" else undone).add(int(number))
        finally:
            os.kill(student.pid, signal.SIGKILL)
        for line in student.stdout:
            # Told before the kill, and not yet read.
            if line.endswith("\n"):
                word, number = line.split()
                (kept if word == "kept" else undone).add(int(number))
    with Library.open(tmp_path, content.load()) as library:
        held = reviews(library)
        there = {int(review.given) for review in held}
        last = max(kept)
        # Of the write that was under way, either outcome is whole.
        assert kept - undone - {last} <= there <= kept - undone | {last, last + 1}
        assert all(review.took_ms == int(review.given) for review in held)
        assert rebuild_memories(library) == Changed(frozenset())
        assert sum(memory.reviews for memory in memories(library).values()) == len(held)
        with library.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
