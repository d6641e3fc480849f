"""The user's appraisals of studies, shipped or own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from desktop_app.content.records import from_plain, to_plain
from desktop_app.domain.appraisal import Appraisal
from desktop_app.store.own_tables import appraisal
from desktop_app.store.values import parts, stored_time


def take(connection: Connection, refs: Iterable[str]) -> dict[str, Appraisal]:
    """Return appraisals by ref; studies without one are left out."""
    found: dict[str, Appraisal] = {}
    for part in parts(dict.fromkeys(refs)):
        for row in connection.execute(select(appraisal).where(appraisal.c.ref.in_(part))):
            found[row.ref] = from_plain(Appraisal, json.loads(row.body))
    return found


def put(connection: Connection, ref: str, made: Appraisal, now: datetime) -> None:
    """Keep an appraisal in place of the one there was; an empty one removes it."""
    held = take(connection, [ref]).get(ref, Appraisal())
    if held == made:
        return
    connection.execute(delete(appraisal).where(appraisal.c.ref == ref))
    if made != Appraisal():
        body = json.dumps(to_plain(made), ensure_ascii=False, separators=(",", ":"))
        values = {"ref": ref, "body": body, "updated": stored_time(now)}
        connection.execute(insert(appraisal).values(values))
