"""How studies bear on claims as the user sees it, beside what ships."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from desktop_app.domain.evidence import Stance, StudyStance
from desktop_app.domain.refs import Kind
from desktop_app.store.own_tables import stance as stances
from desktop_app.store.values import parts

_STUDY = f"yq:{Kind.STUDY.value}/"


def on_claims(connection: Connection, claims: Iterable[str]) -> dict[str, tuple[StudyStance, ...]]:
    """Return by claim (a ref's text) the user's stances on it; claims without one are left out."""
    found: dict[str, tuple[StudyStance, ...]] = {}
    for part in parts(dict.fromkeys(claims)):
        query = select(stances).where(stances.c.claim.in_(part))
        for row in connection.execute(query.order_by(stances.c.claim, stances.c.study)):
            key = row.study.removeprefix(_STUDY)
            made = StudyStance(key, Stance(row.stance), row.note, own=True)
            found[row.claim] = (*found.get(row.claim, ()), made)
    return found


def of_study(connection: Connection, study: str) -> tuple[str, ...]:
    """Return the claims, as the text of refs, on which the user says a study bears."""
    query = select(stances.c.claim).where(stances.c.study == study)
    return tuple(connection.execute(query.order_by(stances.c.claim)).scalars())


def put(connection: Connection, claim: str, study: str, stance: Stance | None, note: str) -> None:
    """Say how a study bears on a claim; None says nothing of it any more."""
    where = (stances.c.claim == claim) & (stances.c.study == study)
    connection.execute(delete(stances).where(where))
    if stance is not None:
        connection.execute(
            insert(stances).values(claim=claim, study=study, stance=stance.value, note=note)
        )


def put_all(connection: Connection, claim: str, wanted: Sequence[StudyStance]) -> None:
    """Make these all of the user's stances on a claim."""
    connection.execute(delete(stances).where(stances.c.claim == claim))
    for each in wanted:
        put(connection, claim, f"{_STUDY}{each.key}", each.stance, each.note)
