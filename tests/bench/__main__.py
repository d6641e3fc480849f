"""Print each row of the speed bars as figure, floor and ratio, all measured in this run."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench import frames, searching

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
            f"{self.what:46} {self.figure:9.2f} {self.unit:3} "
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


def main() -> int:
    """Measure and print every row."""
    rows = starting()
    rows += [Row(*row) for row in frames.rows()]
    rows += [Row(*row) for row in searching.rows()]
    rows += package()
    for row in rows:
        print(row)
    return 0


if __name__ == "__main__":
    sys.exit(main())
