"""Search, lists and facets with a thousand to a hundred thousand studies of the user's own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from desktop_app import content
from desktop_app.library import listing
from desktop_app.reading import search
from desktop_app.store import Library
from tests.bench.children import resident_kib
from tests.bench.libraries import library_of
from tests.bench.searching import bare_query, p95

ROOT = Path(__file__).resolve().parents[2]

TYPED = (
    "acupuncture diabetic neuropathy",
    "ST36",
    "st 36",
    "zusanli",
    "laser doppler",
    "足三里",
    "microcirculation",
    "valentini",
    "Müller 2015",
    "numb feet",
    "effects of insulin",
    "10.1016/j",
)
ASKED = ("", "design:rct", "acupuncture", 'title:"laser doppler"', "author:müller year:2010..2020")
ROUNDS = 3
Figure = tuple[str, float, float, str, str]


def prefixes() -> list[str]:
    """Return what stands in the search field after each key of each search."""
    return [typed[:end] for typed in TYPED for end in range(1, len(typed) + 1)]


def timed(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes, ms."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def measure(count: int) -> dict[str, float]:
    """Measure one library in this process: times in ms, memory in MiB."""
    with Library.open_read_only(library_of(count), content.load()) as library:
        search(library, "x")
        listing.first_studies(library, "")
        before = resident_kib()
        typed = prefixes()
        found: list[float] = []
        bare: list[float] = []
        for _ in range(ROUNDS):
            for each in typed:
                found.append(timed(lambda each=each: search(library, each, 30)))  # type: ignore[misc]
                bare.append(timed(lambda each=each: _bare(library, each)))  # type: ignore[misc]
        orders = [(order, down) for order in listing.StudyOrder for down in (True, False)]
        first = [
            timed(lambda q=q, o=o, d=d: listing.first_studies(library, q, o, d))  # type: ignore[misc]
            for q in ASKED
            for o, d in orders
        ]
        whole = [timed(lambda q=q: listing.find_studies(library, q)) for q in ASKED]  # type: ignore[misc]
        ids = listing.find_studies(library, "")
        blocks = [
            timed(lambda at=at: listing.study_rows(library, ids[at : at + 200]))  # type: ignore[misc]
            for at in range(0, len(ids), max(200, len(ids) // 25))
        ]
        counted = [timed(lambda q=q: listing.facets(library, q)) for q in ASKED]  # type: ignore[misc]
        walk = [timed(lambda: _walk(library)) for _ in range(5)]
        return {
            "search": p95(found),
            "bare": p95(bare),
            "first": p95(first),
            "whole": max(whole),
            "block": p95(blocks) if len(blocks) > 1 else blocks[0],
            "facets": max(counted),
            "walk": min(walk),
            "grown": (resident_kib() - before) / 1024,
            "resident": resident_kib() / 1024,
        }


def _bare(library: Library, typed: str) -> None:
    with library.reading() as connection:
        connection.execute(
            text("SELECT rowid FROM search_study WHERE search_study MATCH :q LIMIT 30"),
            {"q": bare_query(typed) or '"a"'},
        ).all()


def _walk(library: Library) -> None:
    with library.reading() as connection:
        connection.execute(text("SELECT count(*) FROM study WHERE journal <> ''")).all()


def rows(counts: tuple[int, ...]) -> list[Figure]:
    """Measure libraries of these sizes, each in a process of its own."""
    alone = _child(0)
    figures: list[Figure] = []
    for count in counts:
        got = _child(count)
        named = f"{count:,} studies"
        figures += [
            (f"search as you type, p95, {named}", got["search"], got["bare"], "ms", "30 ms"),
            (f"first page of a list, p95, {named}", got["first"], got["walk"], "ms", ""),
            (f"a block of 200 rows, p95, {named}", got["block"], got["walk"], "ms", ""),
            (f"whole list in order, slowest, {named}", got["whole"], got["walk"], "ms", ""),
            (f"facets, slowest, {named}", got["facets"], got["walk"], "ms", ""),
            (
                f"memory after all this, {named}",
                got["resident"],
                alone["resident"],
                "MiB",
                "+60 MiB",
            ),
        ]
    return figures


def _child(count: int) -> dict[str, float]:
    library_of(count)
    out = subprocess.run(
        [sys.executable, "-m", "tests.bench.studies", str(count)],
        check=True, capture_output=True, text=True, cwd=ROOT,
    ).stdout  # fmt: skip
    figures: dict[str, float] = json.loads(out.strip().splitlines()[-1])
    return figures


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
