"""Print each row of the speed bars as figure, floor and ratio, all measured in this run."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app import content
from desktop_app.store import Library
from tests.bench import frames, gaps, importing, learning, others, planning, searching, studies
from tests.bench.libraries import library_of

ROOT = Path(__file__).resolve().parents[2]
RUNS = 7


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what, its figure, its floor, the bar it is held to."""

    what: str
    figure: float
    floor: float
    unit: str
    bar: str

    def __str__(self) -> str:
        ratio = self.figure / self.floor if self.floor else float("nan")
        return (
            f"{self.what:58} {self.figure:9.2f} {self.unit:3} "
            f"floor {self.floor:9.2f}  ratio {ratio:6.2f}   bar {self.bar}"
        )


def child(*arguments: str) -> dict[str, float]:
    """Run a child program and return its figures, times in seconds since it was started."""
    # With its bytecode cached, as after a user's first start.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.monotonic()
    out = subprocess.run(
        [sys.executable, "-m", "tests.bench.children", *arguments],
        check=True, capture_output=True, text=True, cwd=ROOT, env=environment,
    ).stdout  # fmt: skip
    figures: dict[str, float] = json.loads(out.strip().splitlines()[-1])
    return {name: value - start if name != "kib" else value for name, value in figures.items()}


def starting() -> list[Row]:
    """Start an empty window and the program in turn, so that both see the same machine."""
    empty: list[dict[str, float]] = []
    whole: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        child("program", folder)
        child("empty")
        for _ in range(RUNS):
            empty.append(child("empty"))
            whole.append(child("program", folder))

    def median(runs: list[dict[str, float]], name: str) -> float:
        return statistics.median(run[name] for run in runs)

    floor = 1000 * median(empty, "painted")
    return [
        Row("start to a diagram that can be clicked", 1000 * median(whole, "painted"), floor,
            "ms", "2.0 x"),
        Row("start to search, notes and evidence", 1000 * median(whole, "ready"), floor,
            "ms", "3.5 x"),
        Row("resident memory, atlas open", median(whole, "kib") / 1024,
            median(empty, "kib") / 1024, "MiB", "1.6 x"),
    ]  # fmt: skip


def package() -> list[Row]:
    """Give the installer's size beside the bar, if one has been built."""
    built = sorted((ROOT / "dist").glob("*.deb"))
    if not built:
        return []
    return [Row("installer", built[-1].stat().st_size / 2**20, 60.0, "MiB", "60 MiB (floor)")]


def starting_full(count: int) -> list[Row]:
    """Start the program in turn with what ships alone and with so many studies of the user's."""
    folders = {number: library_of(number) for number in (0, count)}
    for folder in folders.values():
        # Today's copy is made before, or each start would begin by making it.
        with Library.open(folder, content.load()) as library:
            library.back_up()
        child("program", str(folder))
    runs: dict[int, list[dict[str, float]]] = {0: [], count: []}
    for _ in range(RUNS):
        for number, folder in folders.items():
            runs[number].append(child("program", str(folder)))

    def median(number: int, name: str) -> float:
        return statistics.median(run[name] for run in runs[number])

    named = f"{count:,} studies"
    return [
        Row(f"start to a diagram, {named}", 1000 * median(count, "painted"),
            1000 * median(0, "painted"), "ms", "1.1 x"),
        Row(f"start to search and evidence, {named}", 1000 * median(count, "ready"),
            1000 * median(0, "ready"), "ms", "1.1 x"),
        Row(f"resident memory at start, {named}", median(count, "kib") / 1024,
            median(0, "kib") / 1024, "MiB", "+60 MiB"),
    ]  # fmt: skip


def parts(full: bool) -> dict[str, Callable[[], list[Row]]]:
    """Return what can be measured, by name."""
    counts = (1_000, 10_000, 100_000) if full else (1_000, 10_000)
    return {
        "start": starting,
        "frames": lambda: [Row(*row) for row in frames.rows()],
        "search": lambda: [Row(*row) for row in searching.rows()],
        "studies": lambda: [Row(*row) for row in studies.rows(counts)],
        "start-full": lambda: starting_full(counts[-1]),
        "import": lambda: [Row(*row) for row in (*importing.importing(), *gaps.gaps())],
        "planning": lambda: [Row(*row) for row in planning.rows()],
        "learning": lambda: [Row(*row) for row in learning.rows()],
        "others": lambda: [Row(*row) for row in others.rows()],
        "package": package,
    }


ALL = (
    "start",
    "frames",
    "search",
    "studies",
    "start-full",
    "import",
    "planning",
    "learning",
    "others",
    "package",
)
SHORT = ("start", "frames", "search", "studies", "import", "planning", "learning", "package")
"""What is measured unless --full is given: a few minutes."""


def main() -> int:
    """Measure and print every row, or those asked for."""
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--full", action="store_true", help="with 100,000 studies too")
    parser.add_argument("--only", nargs="+", choices=parts(False), help="measure these alone")
    asked = parser.parse_args()
    for name, measure in parts(asked.full).items():
        if name in asked.only if asked.only else asked.full or name in SHORT:
            for row in measure():
                print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
