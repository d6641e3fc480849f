"""Whatever is done in whatever order can be taken back step by step, and done again, exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.appraisal import Appraisal, Arm
from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.evidence import Certainty, Claim, ClaimKind, Stance, StudyStance
from desktop_app.domain.own import ReadStatus
from desktop_app.domain.refs import Ref, claim_ref
from desktop_app.library import appraising, claiming, organising
from desktop_app.store import Library, own_studies
from desktop_app.store.tables import entry
from tests.library.shelves import MINE, SHIPPED, Dump, dump, reference, small_library

Pick = Callable[[int], int]
"""Chooses a number below another."""

ALL = (*MINE, SHIPPED)


def _some(pick: Pick) -> tuple[Ref, ...]:
    return tuple(ref for ref in ALL if pick(2)) or ALL[:1]


def _collection(library: Library, pick: Pick) -> str:
    keys = [each.key for each in organising.list_collections(library)]
    return ["", *keys][pick(len(keys) + 1)]


def _tag(library: Library, pick: Pick) -> str:
    keys = [each.key for each in organising.list_tags(library)]
    return keys[pick(len(keys))] if keys else ""


def _claims(library: Library) -> list[str]:
    with library.reading() as connection:
        query = entry.select().where(entry.c.kind == "claim", entry.c.origin == "own")
        return [row.key for row in connection.execute(query.order_by(entry.c.key))]


def _study(library: Library, pick: Pick) -> str:
    with library.reading() as connection:
        keys = sorted(own_studies.all_keys(connection) - {SHIPPED.key})
    return keys[pick(len(keys))]


def add_collection(library: Library, pick: Pick) -> Changed:
    return organising.add_collection(library, f"c{pick(9)}", _collection(library, pick))


def move_collection(library: Library, pick: Pick) -> Changed | None:
    key = _collection(library, pick)
    if not key:
        return None
    return organising.move_collection(library, key, _collection(library, pick), pick(3))


def delete_collection(library: Library, pick: Pick) -> Changed | None:
    key = _collection(library, pick)
    return organising.delete_collection(library, key) if key else None


def collect(library: Library, pick: Pick) -> Changed | None:
    key = _collection(library, pick)
    verb = organising.collect if pick(3) else organising.uncollect
    return verb(library, _some(pick), key) if key else None


def add_tag(library: Library, pick: Pick) -> Changed:
    return organising.add_tag(library, f"t{pick(5)}", "accent")


def edit_tag(library: Library, pick: Pick) -> Changed | None:
    key = _tag(library, pick)
    return organising.edit_tag(library, key, f"t{pick(5)}", "ink") if key else None


def delete_tag(library: Library, pick: Pick) -> Changed | None:
    key = _tag(library, pick)
    return organising.delete_tag(library, key) if key else None


def set_tag(library: Library, pick: Pick) -> Changed | None:
    key = _tag(library, pick)
    return organising.set_tag(library, _some(pick), key, bool(pick(3))) if key else None


def set_flags(library: Library, pick: Pick) -> Changed:
    if pick(2):
        return organising.set_stars(library, _some(pick), bool(pick(2)))
    return organising.set_status(library, _some(pick), list(ReadStatus)[pick(3)])


def trash(library: Library, pick: Pick) -> Changed:
    verb = organising.trash_studies if pick(2) else organising.restore_studies
    return verb(library, [_study(library, pick), _study(library, pick)])


def add_study(library: Library, pick: Pick) -> Changed:
    return appraising.add_study(library, reference("Evans", 2000 + pick(3), f"Moxa {pick(9)}"))


def edit_study(library: Library, pick: Pick) -> Changed:
    key = _study(library, pick)
    with library.reading() as connection:
        held = own_studies.take(connection, [key])[key]
    told = replace(held.reference, title=f"Title {pick(9)}")
    return appraising.edit_study(library, key, held.study, told)


def appraise(library: Library, pick: Pick) -> Changed:
    made = Appraisal(arms=(Arm("A", pick(40)),)) if pick(3) else Appraisal()
    return appraising.put_appraisal(library, ALL[pick(len(ALL))], made)


def claim(library: Library, pick: Pick) -> Changed:
    key = _study(library, pick)
    made = Claim(
        "", ClaimKind.CIRCULATION, f"Moxa warms {pick(9)}.", Certainty.LOW, points=("KI1",),
        studies=(StudyStance(key, Stance.SUPPORTS),),
    )  # fmt: skip
    held = _claims(library)
    if held and pick(3):
        other = held[pick(len(held))]
        if pick(2):
            return claiming.delete_claim(library, other)
        return claiming.edit_claim(library, replace(made, id=other))
    return claiming.add_claim(library, made)


def stance(library: Library, pick: Pick) -> Changed:
    keys = ["warms", *_claims(library)]
    said = [None, *Stance][pick(5)]
    return claiming.set_stance(
        library, claim_ref(keys[pick(len(keys))]), ALL[pick(len(ALL))], said, f"n{pick(3)}"
    )


VERBS: list[Callable[[Library, Pick], Changed | None]] = [
    add_collection, move_collection, delete_collection, collect, add_tag, edit_tag, delete_tag,
    set_tag, set_flags, trash, add_study, edit_study, appraise, claim, stance,
]  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(VERBS), min_size=1, max_size=14), st.data())
def test_sequences_are_taken_back_and_done_again(
    verbs: list[Callable[[Library, Pick], Changed | None]], data: st.DataObject
) -> None:
    def pick(below: int) -> int:
        return data.draw(st.integers(0, below - 1))

    with small_library() as library:
        states: list[Dump] = [dump(library)]
        undos: list[Changed] = []
        for verb in verbs:
            try:
                changed = verb(library, pick)
            except NotUnderstood:
                assert dump(library) == states[-1]
                continue
            if changed is None or changed.undo is None:
                assert dump(library) == states[-1]
                continue
            undos.append(changed)
            states.append(dump(library))
        for _ in range(2):
            redos: list[Changed] = []
            for state in states[-2::-1]:
                undo = undos.pop().undo
                assert undo is not None
                redos.append(undo.back(library))
                assert dump(library) == state
            for state in states[1:]:
                redo = redos.pop().undo
                assert redo is not None
                undos.append(redo.back(library))
                assert dump(library) == state
