"""Learning: an answer, a session and progress with a history of 50,000 reviews."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from secrets import token_hex

from sqlalchemy import insert

from desktop_app import content
from desktop_app.domain.learning import Limits, Rating, Selection
from desktop_app.store import Library
from desktop_app.store.learning_tables import review
from desktop_app.study.progress import progress
from desktop_app.study.questions import all_items
from desktop_app.study.scheduling import answer, plan_session, rebuild_memories
from tests.bench.generating import SEED
from tests.bench.planning import Figure, median

REVIEWS = 50_000
A_DAY = 100
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def fill(library: Library) -> None:
    """Put a history of 500 days into a library."""
    chance = Random(SEED)
    items = all_items(library.content)
    begun = (NOW - timedelta(days=REVIEWS // A_DAY)).replace(tzinfo=None)
    rows = [
        {
            "key": token_hex(8),
            "number": number,
            "item": chance.choice(items),
            "rating": int(chance.choices(tuple(Rating), (1, 1, 6, 2))[0]),
            "state": "new",
            "retention": 0.9,
            "answered": begun + timedelta(days=number // A_DAY, seconds=20 * (number % A_DAY)),
            "took_ms": 4000,
            "given": "",
        }
        for number in range(REVIEWS)
    ]
    with library.writing() as connection:
        connection.execute(insert(review), rows)
    rebuild_memories(library)


def rows() -> list[Figure]:
    """Measure what a student waits for, each against the least it could cost."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder) / "library", content.load()) as library,
    ):
        fill(library)
        with closing(sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)) as bare:
            bare.execute("PRAGMA journal_mode=WAL")
            bare.execute("PRAGMA synchronous=FULL")
            bare.execute("CREATE TABLE review (item TEXT)")
            written = median(lambda: bare.execute("INSERT INTO review VALUES ('name:ST36')"))
        assert library.path is not None
        with closing(sqlite3.connect(library.path)) as held:
            counted = "SELECT count(*) FROM review WHERE length(given) = 0"
            read = median(lambda: held.execute(counted).fetchall())
        return [
            ("an answer, kept", median(lambda: answer(library, "name:ST36", Rating.GOOD, 1, NOW)),
             written, "ms", "50 ms"),
            ("a session of 200, 50,000 reviews",
             median(lambda: plan_session(library, Selection(), Limits(), NOW)),
             read, "ms", "100 ms"),
            ("progress, 50,000 reviews", median(lambda: progress(library, NOW)), read, "ms",
             "300 ms"),
        ]  # fmt: skip
