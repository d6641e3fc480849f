"""The user's own claims, and how studies bear on claims as the user sees it.

Shipped claims are never edited: a stance on one stands beside what ships.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from secrets import token_hex

from desktop_app.domain.changes import Changed, Undo
from desktop_app.domain.codes import is_who_code, read_code
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.evidence import OWN_CLAIM, Claim, Stance, StudyStance
from desktop_app.domain.refs import Kind, Ref, claim_ref, point_ref, study_ref
from desktop_app.store import Library, own_claims, rows, stances
from desktop_app.store.own_claims import OwnClaim
from desktop_app.store.rows import Scope
from desktop_app.store.undoing import notice, undoable

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def add_claim(library: Library, claim: Claim, author: str = "") -> Changed:
    """Add a claim of the user's own; its id is made here, the notice has its ref.

    Parameters
    ----------
    library
        Where it is kept.
    claim
        What it says of which points, meridians and conditions, how sure it is, and how studies
        bear on it.
    author
        Who asks.

    Raises
    ------
    NotUnderstood
        If it says nothing, or names a point or meridian that does not exist.
    NotFound
        If it names a study that is not in the library.
    """
    made = _checked(library, replace(claim, id=f"{OWN_CLAIM}{token_hex(6)}"))
    return _put(library, OwnClaim(made), made.studies, (), f"Add claim “{_short(made)}”", author)


def edit_claim(library: Library, claim: Claim, author: str = "") -> Changed:
    """Put an own claim, with its stances, in place of the one with its id.

    Raises
    ------
    NotUnderstood
        If it came with Yongquan, says nothing, or names what does not exist.
    NotFound
        If there is no such claim, or no such study.
    """
    held = _own(library, claim.id)
    made = _checked(library, claim)
    title = f"Edit claim “{_short(held.claim)}”"
    return _put(library, OwnClaim(made), made.studies, _scope(held.claim), title, author)


def delete_claim(library: Library, key: str, author: str = "") -> Changed:
    """Remove an own claim with its stances.

    Raises
    ------
    NotUnderstood
        If it came with Yongquan.
    NotFound
        If there is no such claim.
    """
    held = _own(library, key)
    ref = str(claim_ref(key))
    title = f"Delete claim “{_short(held.claim)}”"
    with library.writing() as connection:
        scopes = [Scope(*scope, (ref,)) for scope in _ABOUT]
        before = rows.hold(connection, scopes)
        rows.put_back(connection, [replace(each, rows=()) for each in before])
        own_claims.remove(connection, key)
    return _notice(held, None, before, (), title, author)


def set_stance(
    library: Library,
    claim: Ref,
    study: Ref,
    stance: Stance | None,
    note: str = "",
    author: str = "",
) -> Changed:
    """Say how a study, shipped or own, bears on a claim; None takes it back.

    Raises
    ------
    NotFound
        If there is no such claim or study.
    """
    with library.shelf() as shelf:
        found = shelf.take([claim, study])
    for ref in (claim, study):
        if ref not in found:
            raise NotFound(f"There is no {ref.kind.value} “{ref.key}” in this library.")
    said, _ = found[claim]
    named = _scope(said) if isinstance(said, Claim) else ()
    return undoable(
        library,
        [Scope("stance", "claim", (str(claim),), (("study", str(study)),))],
        "Say how a study bears on a claim",
        [claim, study, *named],
        lambda connection: stances.put(connection, str(claim), str(study), stance, note.strip()),
        author,
    )


_ABOUT = (("stance", "claim"), ("star", "ref"), ("collected", "ref"), ("tagged", "ref"))
"""Tables and columns that hold what goes with an own claim; a note on it stays."""


def _put(
    library: Library,
    made: OwnClaim,
    studies: tuple[StudyStance, ...],
    earlier: Iterable[Ref],
    title: str,
    author: str = "",
) -> Changed:
    key = made.claim.id
    ref = str(claim_ref(key))
    with library.writing() as connection:
        before = own_claims.take(connection, [key]).get(key)
        held = rows.hold(connection, [Scope("stance", "claim", (ref,))])
        own_claims.put(connection, made)
        stances.put_all(connection, ref, studies)
        now = own_claims.take(connection, [key])[key]
        after = rows.hold(connection, [each.scope for each in held])
    if now == before and held == after:
        return Changed(frozenset(), author)
    return _notice(before, now, held, [*earlier, *_studies(after)], title, author)


def _back(
    library: Library,
    wanted: OwnClaim | None,
    stood: OwnClaim | None,
    held: tuple[rows.Held, ...],
    title: str,
) -> Changed:
    with library.writing() as connection:
        if wanted is not None:
            own_claims.put(connection, wanted)
        elif stood is not None:
            own_claims.remove(connection, stood.claim.id)
        now = rows.put_back(connection, held)
    return _notice(stood, wanted, now, _studies(held), title)


def _notice(
    before: OwnClaim | None,
    now: OwnClaim | None,
    held: tuple[rows.Held, ...],
    earlier: Iterable[Ref],
    title: str,
    author: str = "",
) -> Changed:
    """Return the notice of a write after which a claim is ``now`` and its rows were ``held``."""
    claims = [each.claim for each in (before, now) if each is not None]
    refs = [ref for each in claims for ref in (claim_ref(each.id), *_scope(each))]
    refs += _studies(held)
    back = partial(_back, wanted=before, stood=now, held=held, title=title)
    return notice([*refs, *earlier], Undo(title, back), author)


def _checked(library: Library, claim: Claim) -> Claim:
    """Return a claim in its tidy form.

    Raises
    ------
    NotUnderstood, NotFound
        If it says nothing, or names what does not exist.
    """
    statement = " ".join(claim.statement.split())
    if not statement:
        raise NotUnderstood("The claim says nothing.", "Write what it states, in one sentence.")
    meridians = library.content.meridians
    for code in claim.meridians:
        if code not in meridians:
            raise NotUnderstood(
                f"“{code}” is no meridian of this atlas.", f"It has {', '.join(meridians)}."
            )
    for slug in claim.conditions:
        if not _SLUG.fullmatch(slug):
            raise NotUnderstood(f"“{slug}” is no condition.", "Write it like numb-feet.")
    with library.shelf() as shelf:
        found = shelf.take(study_ref(each.key) for each in claim.studies)
    for each in claim.studies:
        if study_ref(each.key) not in found:
            raise NotFound(f"There is no study “{each.key}” in this library.")
    said = {each.key: replace(each, own=True, note=each.note.strip()) for each in claim.studies}
    return replace(
        claim,
        statement=statement,
        why=claim.why.strip(),
        points=who_codes(claim.points),
        studies=tuple(said[key] for key in sorted(said)),
    )


def who_codes(typed: Iterable[str]) -> tuple[str, ...]:
    """Return points in WHO's form, each once.

    Raises
    ------
    NotUnderstood
        If one is no point.
    """
    codes = []
    for each in typed:
        code = each.strip() if is_who_code(each.strip()) else read_code(each)
        if not is_who_code(code):
            raise NotUnderstood(f"“{each}” is no acupoint.", "Points look like ST36 or EX-LE10.")
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def _own(library: Library, key: str) -> OwnClaim:
    with library.reading() as connection:
        held = own_claims.take(connection, [key]).get(key)
    if held is not None:
        return held
    with library.shelf() as shelf:
        shipped = shelf.take([claim_ref(key)])
    if shipped:
        raise NotUnderstood(
            "This claim came with Yongquan and is not changed.",
            "Say how a study bears on it, write a note, or add a claim of your own.",
        )
    raise NotFound(f"There is no claim “{key}” in this library.")


def _scope(claim: Claim) -> tuple[Ref, ...]:
    """Return what shows a claim: its points, meridians, conditions and studies."""
    return (
        *map(point_ref, claim.points),
        *(Ref(Kind.MERIDIAN, code) for code in claim.meridians),
        *(Ref(Kind.CONDITION, slug) for slug in claim.conditions),
        *(study_ref(each.key) for each in claim.studies),
    )


def _studies(held: Iterable[rows.Held]) -> list[Ref]:
    """Return the studies of which stances that were held tell."""
    return [Ref.parse(row[1]) for each in held if each.scope.table == "stance" for row in each.rows]


def _short(claim: Claim, most: int = 40) -> str:
    if len(claim.statement) <= most:
        return claim.statement
    return f"{claim.statement[:most].rpartition(' ')[0] or claim.statement[:most]}…"
