"""Notes, stars and recent things are kept, found and told of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desktop_app.content import load
from desktop_app.domain.refs import Kind, point_ref, study_ref
from desktop_app.reading import (
    list_notes,
    list_recent,
    open_point,
    read_note,
    remember_visit,
    search,
    set_star,
    starred,
    write_note,
)
from desktop_app.store import Library

ST36, SP6 = point_ref("ST36"), point_ref("SP6")


class Clock:
    """A clock that moves on a minute each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture
def library() -> Iterator[Library]:
    with Library.in_memory(load(), clock=Clock()) as opened:
        yield opened


def test_a_note_is_written_read_and_told_of(library: Library) -> None:
    changed = write_note(library, ST36, "**strong** deqi", author="card")
    assert changed.touches(ST36)
    assert changed.author == "card"
    note = read_note(library, ST36)
    assert note is not None
    assert (note.text, note.ref) == ("**strong** deqi", ST36)
    assert note.title.startswith("ST36")
    assert note.created == note.updated == datetime(2026, 11, 23, 8, 1, tzinfo=UTC)


def test_writing_again_keeps_when_it_was_made(library: Library) -> None:
    write_note(library, ST36, "one")
    write_note(library, ST36, "two")
    note = read_note(library, ST36)
    assert note is not None
    assert note.updated - note.created == timedelta(minutes=1)


def test_the_same_text_changes_nothing(library: Library) -> None:
    write_note(library, ST36, "one")
    assert not write_note(library, ST36, "one").refs


def test_blank_text_removes_the_note(library: Library) -> None:
    write_note(library, ST36, "xylophone")
    assert write_note(library, ST36, "  \n").refs
    assert read_note(library, ST36) is None
    assert not write_note(library, ST36, "").refs
    assert not search(library, "xylophone")


def test_notes_are_found_and_open_what_they_are_on(library: Library) -> None:
    write_note(library, ST36, "xylophone 针感")
    for typed in ("xylo", "针感", "感"):
        hit = next(hit for hit in search(library, typed) if hit.kind is Kind.NOTE)
        assert hit.ref == ST36
        assert hit.title == "Note on ST36 Zúsānlǐ 足三里"
    write_note(library, ST36, "changed")
    assert not search(library, "xylophone")


def test_notes_are_listed_latest_first(library: Library) -> None:
    for ref in (ST36, SP6, study_ref("valentini-2024")):
        write_note(library, ref, "x")
    write_note(library, ST36, "y")
    notes = list_notes(library)
    assert notes[0].ref == ST36
    assert len(notes) == 3


def test_stars(library: Library) -> None:
    assert set_star(library, ST36, True).touches(ST36)
    assert not set_star(library, ST36, True).refs
    set_star(library, SP6, True)
    assert starred(library) == (SP6, ST36)
    assert open_point(library, "ST36").starred
    changed = set_star(library, ST36, False)
    assert starred(library) == (SP6,)
    assert changed.undo is not None
    assert changed.undo.title == "Unstar this point"
    again = changed.undo.back(library)
    assert starred(library) == (SP6, ST36)
    assert again.undo is not None
    again.undo.back(library)
    assert starred(library) == (SP6,)


def test_recent_things_come_once_latest_first(library: Library) -> None:
    for ref in (ST36, SP6, ST36):
        remember_visit(library, ref)
    assert list_recent(library) == (ST36, SP6)
    assert list_recent(library, limit=1) == (ST36,)
