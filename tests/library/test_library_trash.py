"""The trash: only own studies go there, come back as they were, or are gone with everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.domain.appraisal import Appraisal, Arm
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.evidence import Stance
from desktop_app.domain.own import OwnStudy, ReadStatus, study_of
from desktop_app.domain.refs import claim_ref
from desktop_app.library.appraising import add_study, put_appraisal
from desktop_app.library.claiming import set_stance
from desktop_app.library.organising import (
    add_collection,
    add_tag,
    collect,
    count_trash,
    empty_trash,
    restore_studies,
    set_stars,
    set_status,
    set_tag,
    trash_studies,
)
from desktop_app.reading import list_notes, open_study, search, write_note
from desktop_app.store import Library, own_studies
from tests.library.shelves import (
    MINE,
    NOW,
    SHIPPED,
    dump,
    only_key,
    reference,
    small_library,
    there_and_back,
    titled,
)

KEYS = [ref.key for ref in MINE]


@pytest.fixture
def library() -> Iterator[Library]:
    with small_library() as opened:
        yield opened


def found(library: Library, text: str) -> set[str]:
    return {hit.ref.key for hit in search(library, text)}


def test_studies_go_to_the_trash_and_back(library: Library) -> None:
    before = dump(library)
    changed = trash_studies(library, KEYS[:2])
    assert changed.refs == set(MINE[:2])
    assert titled(changed) == "Move 2 studies to the trash"
    assert count_trash(library) == 2
    assert found(library, "numb feet") == {KEYS[2]}
    there_and_back(library, changed, before)
    before = dump(library)
    changed = restore_studies(library, KEYS)
    assert titled(changed) == "Restore 2 studies"
    assert count_trash(library) == 0
    assert found(library, "numb feet") == set(KEYS)
    there_and_back(library, changed, before)


def test_each_comes_back_to_the_trash_as_of_its_own_time(library: Library) -> None:
    times: list[datetime] = []
    for number, key in enumerate(KEYS):
        library.clock = lambda number=number: NOW + timedelta(hours=number)  # type: ignore[misc]
        trash_studies(library, [key])
        times.append(NOW + timedelta(hours=number))
    library.clock = lambda: datetime(2030, 1, 1, tzinfo=UTC)
    changed = restore_studies(library, KEYS)
    assert changed.undo is not None
    changed.undo.back(library)
    assert [open_study(library, key).trashed for key in KEYS] == times


def test_what_is_in_the_trash_already_stays_as_it_is(library: Library) -> None:
    trash_studies(library, KEYS[:1])
    library.clock = lambda: NOW + timedelta(days=1)
    changed = trash_studies(library, KEYS[:2])
    assert changed.refs == {MINE[1]}
    assert open_study(library, KEYS[0]).trashed == NOW
    assert trash_studies(library, KEYS[:2]).undo is None
    assert restore_studies(library, KEYS[2:]).undo is None


def test_shipped_studies_stay(library: Library) -> None:
    before = dump(library)
    for verb in (trash_studies, restore_studies):
        with pytest.raises(NotUnderstood, match="“shipped-2020” came with Yongquan"):
            verb(library, [KEYS[0], SHIPPED.key])
        with pytest.raises(NotFound, match="“gone”"):
            verb(library, [KEYS[0], "gone"])
    assert dump(library) == before


def write_all_about(library: Library) -> None:
    tag = only_key(add_tag(library, "seen"))
    feet = only_key(add_collection(library, "feet"))
    set_tag(library, MINE, tag, on=True)
    collect(library, MINE, feet)
    set_stars(library, MINE, on=True)
    set_status(library, MINE, ReadStatus.READ)
    for ref in MINE:
        write_note(library, ref, f"moxa by {ref.key}")
        put_appraisal(library, ref, Appraisal(arms=(Arm("A"),)))
        set_stance(library, claim_ref("warms"), ref, Stance.SUPPORTS)


def test_what_was_written_waits_for_a_study_in_the_trash(library: Library) -> None:
    write_all_about(library)
    before = dump(library)
    changed = trash_studies(library, KEYS)
    there_and_back(library, changed, before)


def test_the_emptied_trash_leaves_nothing_behind(library: Library) -> None:
    write_all_about(library)
    trash_studies(library, KEYS[:2])
    changed = empty_trash(library, author="ui")
    assert changed.refs == set(MINE[:2])
    assert (changed.undo, changed.author) == (None, "ui")
    assert count_trash(library) == 0
    left = "".join(map(str, dump(library).values()))
    assert KEYS[2] in left
    assert KEYS[0] not in left
    assert KEYS[1] not in left
    assert found(library, "moxa") == {KEYS[2]}
    assert [note.ref for note in list_notes(library)] == [MINE[2]]
    with pytest.raises(NotFound):
        open_study(library, KEYS[0])
    assert empty_trash(library).refs == frozenset()


def test_a_new_study_with_the_key_of_one_gone_starts_afresh(library: Library) -> None:
    write_all_about(library)
    trash_studies(library, KEYS[:1])
    empty_trash(library)
    add_study(library, reference("Adams", 2019, "Something else"))
    card = open_study(library, KEYS[0])
    assert (card.note, card.starred, card.tags, card.collections) == (None, False, (), ())
    assert (card.appraisal, card.claims) == (Appraisal(), ())


def test_undo_after_the_trash_was_emptied_changes_nothing_that_is_gone(library: Library) -> None:
    changed = trash_studies(library, KEYS[:2])
    empty_trash(library)
    before = dump(library)
    assert changed.undo is not None
    again = changed.undo.back(library)
    assert again.refs == frozenset()
    assert dump(library) == before


def test_very_many_go_at_once(library: Library) -> None:
    with library.writing() as connection:
        told = reference("Many", 2000, "Many")
        own_studies.put(
            connection,
            [OwnStudy(study_of(told, f"many-{number}"), told, NOW) for number in range(2500)],
        )
    changed = trash_studies(library, [f"many-{number}" for number in range(2500)])
    assert titled(changed) == "Move 2500 studies to the trash"
    assert count_trash(library) == 2500
    assert changed.undo is not None
    changed.undo.back(library)
    assert count_trash(library) == 0
