"""Search as you type, against the bare full-text query on the same index."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from sqlalchemy import text

from desktop_app import content
from desktop_app.reading import search
from desktop_app.store import Library

TYPED = (
    "zusanli",
    "microcirculation",
    "st 36",
    "足三里",
    "numb feet",
    "tarsal",
    "neuropathy trial",
)
ROUNDS = 5


def prefixes() -> list[str]:
    """Return what stands in the search field after each key of each search."""
    return [word[:end] for word in TYPED for end in range(1, len(word) + 1)]


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def bare_query(typed: str) -> str:
    """Return the simplest expression that finds the same words: each as a prefix."""
    words = "".join(c if c.isalnum() else " " for c in typed).split()
    return " ".join(f'"{word}"*' for word in words)


def rows() -> list[tuple[str, float, float, str, str]]:
    """Measure whole searches and bare queries in turn, on the shipped library."""
    whole: list[float] = []
    bare: list[float] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder), content.load()) as library,
    ):
        for _ in range(ROUNDS):
            for typed in prefixes():
                start = time.perf_counter()
                search(library, typed, 30)
                whole.append(1000 * (time.perf_counter() - start))
                start = time.perf_counter()
                with library.reading() as connection:
                    connection.execute(
                        text("SELECT rowid FROM search_text WHERE search_text MATCH :q LIMIT 30"),
                        {"q": bare_query(typed) or '"a"'},
                    ).all()
                bare.append(1000 * (time.perf_counter() - start))
    return [("search as you type, p95, shipped library", p95(whole), p95(bare), "ms", "2.0 x")]
