"""The shipped content comes in whole, is renewed by key, and leaves the user's things alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.refs import Ref, claim_ref, point_ref, study_ref
from desktop_app.reading import open_claim, open_study, read_note, search, set_star, write_note
from desktop_app.reading import open_point as open_card
from desktop_app.reading import starred as all_starred
from desktop_app.store import Library

ST36 = point_ref("ST36")
STUDY = study_ref("somebody-2020")
Reopen = Callable[[Content], Library]
Newer = Callable[..., Content]


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / "library.db")
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_every_thing_has_an_entry(library: Library, folder: Path, content: Content) -> None:
    held = set(rows(folder, "SELECT kind || '/' || key FROM entry WHERE NOT withdrawn"))
    assert held == {(str(ref).removeprefix("yq:"),) for ref, _ in content.everything()}


def test_opening_again_changes_nothing(
    library: Library, folder: Path, content: Content, reopened: Reopen
) -> None:
    library.close()
    before = (folder / "library.db").read_bytes()
    reopened(content).close()
    assert (folder / "library.db").read_bytes() == before


def test_a_changed_entry_is_renewed(library: Library, reopened: Reopen, newer: Newer) -> None:
    library.close()
    points = dict(library.content.points)
    points["ST36"] = replace(points["ST36"], english="Lower Three Miles")
    again = reopened(newer(points=points))
    assert open_card(again, "ST36").point.english == "Lower Three Miles"
    assert search(again, "lower three miles")[0].ref == ST36
    assert not [hit for hit in search(again, "leg three miles") if hit.rank == 1]


def test_notes_and_stars_survive_an_update(
    library: Library, reopened: Reopen, newer: Newer
) -> None:
    write_note(library, ST36, "deqi quickly")
    set_star(library, ST36, True)
    library.close()
    again = reopened(newer())
    note = read_note(again, ST36)
    assert note is not None
    assert note.text == "deqi quickly"
    assert all_starred(again) == (ST36,)
    assert [hit.kind.value for hit in search(again, "deqi")] == ["note"]


def test_what_no_longer_ships_is_withdrawn_and_kept(
    library: Library, folder: Path, reopened: Reopen, newer: Newer
) -> None:
    write_note(library, STUDY, "retracted?")
    library.close()
    again = reopened(newer(studies={}, claims={}))
    card = open_study(again, "somebody-2020")
    assert card.withdrawn
    assert card.study.title == "Skin microcirculation after needling"
    assert card.note is not None
    assert card.note.title == "Skin microcirculation after needling"
    assert open_claim(again, "flow-at-st36").withdrawn
    assert open_card(again, "ST36").claims == ()
    assert open_card(again, "ST36").studies == ()
    assert not search(again, "microcirculation") or search(again, "microcirculation")[0].kind == (
        "note"
    )


def test_what_ships_again_comes_back(library: Library, reopened: Reopen, newer: Newer) -> None:
    library.close()
    reopened(newer(studies={}, claims={})).close()
    third = replace(library.content, version="2026.3", digest="third")
    again = reopened(third)
    assert not open_study(again, "somebody-2020").withdrawn
    assert [view.claim.id for view in open_card(again, "ST36").claims] == ["flow-at-st36"]
    assert claim_ref("flow-at-st36") in [hit.ref for hit in search(again, "microcirculation")]


def test_an_older_program_does_not_take_content_back(
    library: Library, folder: Path, reopened: Reopen, newer: Newer, content: Content
) -> None:
    library.close()
    reopened(newer()).close()
    reopened(content).close()
    assert rows(folder, "SELECT value FROM meta WHERE name = 'content_version'") == [("2026.2",)]


def test_a_broken_synchronisation_changes_nothing(
    library: Library,
    folder: Path,
    reopened: Reopen,
    newer: Newer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    library.close()
    before = rows(folder, "SELECT * FROM entry ORDER BY id")
    points = {code: replace(each, english="X") for code, each in library.content.points.items()}
    monkeypatch.setattr("desktop_app.store.sync._withdraw", _explode)
    with pytest.raises(RuntimeError):
        reopened(newer(points=points, studies={}))
    assert rows(folder, "SELECT * FROM entry ORDER BY id") == before
    assert rows(folder, "SELECT value FROM meta WHERE name = 'content_digest'") == [("first",)]


def test_the_lock_is_free_after_a_failed_opening(
    library: Library, reopened: Reopen, newer: Newer, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()
    with monkeypatch.context() as patched:
        patched.setattr("desktop_app.store.sync._withdraw", _explode)
        with pytest.raises(RuntimeError):
            reopened(newer(studies={}))
    assert reopened(newer(studies={})).content.version == "2026.2"


def test_a_new_form_of_the_index_indexes_everything_anew(
    library: Library, reopened: Reopen, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_note(library, ST36, "deqi")
    library.close()
    monkeypatch.setattr("desktop_app.store.sync.INDEX_FORM", "next")
    again = reopened(content)
    assert search(again, "zusanli")[0].ref == ST36
    assert search(again, "deqi")[0].ref == ST36


def test_a_note_on_something_unknown_is_kept(library: Library) -> None:
    ref = Ref.parse("yq:study/never-shipped")
    write_note(library, ref, "from elsewhere")
    note = read_note(library, ref)
    assert note is not None
    assert note.title == ""
    assert search(library, "elsewhere")[0].title == "Note"


def _explode(*_: object) -> None:
    raise RuntimeError("in the middle")
