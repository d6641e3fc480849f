"""Import of ten thousand references: until they are in, and until their words are found."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from desktop_app import content
from desktop_app.citation.formats import Format
from desktop_app.citation.reading import read
from desktop_app.library.importing import plan_import, run_import
from desktop_app.library.indexing import index_waiting
from desktop_app.store import Library
from tests.bench.libraries import file_of

ROOT = Path(__file__).resolve().parents[2]
COUNT = 10_000
RUNS = 3
Figure = tuple[str, float, float, str, str]


def measure(file: Path) -> dict[str, float]:
    """Measure one import into a new library, in s, and the longest silence of other threads."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder), content.load()) as made,
    ):
        start = time.perf_counter()
        count = sum(1 for _ in read(file))
        read_s = time.perf_counter() - start
        told: dict[str, float] = {"count": count, "read": read_s}
        worker = threading.Thread(target=_import, args=(made, file, told))
        worker.start()
        told["silence"] = _longest_silence(worker)
        return told


def _import(library: Library, file: Path, told: dict[str, float]) -> None:
    start = time.perf_counter()
    imported = run_import(library, plan_import(library, [file]))
    told["committed"] = time.perf_counter() - start
    index_waiting(library)
    told["indexed"] = time.perf_counter() - start
    assert imported.imported == told["count"]


def _longest_silence(worker: threading.Thread) -> float:
    """Return for how long, at most, another thread that wants a turn did not get one; in s."""
    longest, last = 0.0, time.perf_counter()
    while worker.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest


def importing() -> list[Figure]:
    """Return the rows: what, figure, floor, unit, bar."""
    rows: list[Figure] = []
    for each in (Format.RIS, Format.BIBTEX):
        file = file_of(COUNT, each)
        runs = [_child(file) for _ in range(RUNS)]
        best = {name: min(run[name] for run in runs) for name in runs[0]}
        what = f"import {COUNT:,} {each.words} records"
        rows += [
            (f"{what}: in the library", best["committed"], best["read"], "s", "2.0 x reading"),
            (f"{what}: and found by word", best["indexed"], best["read"], "s", "reading"),
            (f"{what}: longest pause", 1000 * best["silence"], 50, "ms", "50 ms"),
        ]
    return rows


def _child(file: Path) -> dict[str, float]:
    out = subprocess.run(
        [sys.executable, "-m", "tests.bench.importing", str(file)],
        check=True, capture_output=True, text=True, cwd=ROOT,
    ).stdout  # fmt: skip
    told: dict[str, float] = json.loads(out)
    return told


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(Path(sys.argv[1]))))
    else:
        for row in importing():
            print(row)
