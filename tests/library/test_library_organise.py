"""Collections, tags, filters, status and stars; each write can be taken back exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.own import ReadStatus
from desktop_app.domain.refs import Kind, Ref
from desktop_app.library.organising import (
    add_collection,
    add_tag,
    collect,
    delete_collection,
    delete_filter,
    delete_tag,
    edit_filter,
    edit_tag,
    list_collections,
    list_filters,
    list_tags,
    move_collection,
    rename_collection,
    save_filter,
    set_stars,
    set_status,
    set_tag,
    trash_studies,
    uncollect,
)
from desktop_app.reading import starred
from desktop_app.store import Library
from tests.library.shelves import (
    MINE,
    SHIPPED,
    dump,
    only_key,
    small_library,
    there_and_back,
    titled,
)


@pytest.fixture
def library() -> Iterator[Library]:
    with small_library() as opened:
        yield opened


def names(library: Library) -> list[tuple[str, str]]:
    """Return collections as (name, name of parent), in their order."""
    held = list_collections(library)
    called = {each.key: each.name for each in held} | {"": ""}
    return [(each.name, called[each.parent]) for each in held]


@pytest.fixture
def tree(library: Library) -> dict[str, str]:
    """Return keys by name: feet (toes (nails), heels) and legs, with studies in some."""
    keys: dict[str, str] = {}
    for name, parent in (
        ("feet", ""), ("legs", ""), ("toes", "feet"), ("heels", "feet"), ("nails", "toes"),
    ):  # fmt: skip
        keys[name] = only_key(add_collection(library, name, keys.get(parent, "")))
    collect(library, MINE[:2], keys["toes"])
    collect(library, (MINE[0], SHIPPED), keys["nails"])
    return keys


VERBS: dict[str, Callable[[Library, dict[str, str]], Changed]] = {
    "Add collection “new”": lambda library, tree: add_collection(library, " new ", tree["legs"]),
    "Rename collection “toes”": lambda library, tree: rename_collection(library, tree["toes"], "x"),
    "Move collection “toes”": lambda library, tree: move_collection(library, tree["toes"], "", 0),
    "Move collection “legs”": lambda library, tree: move_collection(
        library, tree["legs"], tree["nails"], 5
    ),
    "Delete collection “feet”": lambda library, tree: delete_collection(library, tree["feet"]),
    "Add 2 studies to “toes”": lambda library, tree: collect(library, MINE[1:], tree["toes"]),
    "Remove 3 studies from “toes”": lambda library, tree: uncollect(library, MINE, tree["toes"]),
    "Add tag “dark”": lambda library, _: add_tag(library, "dark", "caution"),
    "Edit tag “bright”": lambda library, tree: edit_tag(library, tree["bright"], "brighter", "ink"),
    "Delete tag “bright”": lambda library, tree: delete_tag(library, tree["bright"]),
    "Tag 3 studies “bright”": lambda library, tree: set_tag(library, MINE, tree["bright"], on=True),
    "Untag 1 study “bright”": lambda library, tree: set_tag(
        library, MINE[:1], tree["bright"], on=False
    ),
    "Save filter “new”": lambda library, _: save_filter(library, "new", "year:2020.."),
    "Edit filter “trials”": lambda library, tree: edit_filter(library, tree["trials"], "RCTs"),
    "Delete filter “trials”": lambda library, tree: delete_filter(library, tree["trials"]),
    "Mark 3 studies as read": lambda library, _: set_status(library, MINE, ReadStatus.READ),
    "Mark 1 study as unread": lambda library, _: set_status(library, MINE[:1], ReadStatus.UNREAD),
    "Star 3 studies": lambda library, _: set_stars(library, MINE, on=True),
    "Unstar 1 study": lambda library, _: set_stars(library, MINE[:1], on=False),
}


@pytest.mark.parametrize("title", VERBS)
def test_every_write_is_taken_back_and_done_again_exactly(
    library: Library, tree: dict[str, str], title: str
) -> None:
    tree["bright"] = only_key(add_tag(library, "bright", "accent"))
    tree["trials"] = only_key(save_filter(library, "trials", "design:rct"))
    save_filter(library, "later", "is:unread")
    set_tag(library, MINE[:2], tree["bright"], on=True)
    set_status(library, MINE[:1], ReadStatus.READING)
    set_stars(library, MINE[:1], on=True)
    before = dump(library)
    changed = VERBS[title](library, tree)
    assert titled(changed) == title
    assert changed.refs
    there_and_back(library, changed, before)


def test_collections_stand_each_before_those_in_it(library: Library, tree: dict[str, str]) -> None:
    assert names(library) == [
        ("feet", ""), ("toes", "feet"), ("nails", "toes"), ("heels", "feet"), ("legs", ""),
    ]  # fmt: skip
    assert {each.name: each.count for each in list_collections(library)} == {
        "feet": 0, "toes": 2, "nails": 2, "heels": 0, "legs": 0,
    }  # fmt: skip


def test_a_collection_moves_to_a_place_among_others(library: Library, tree: dict[str, str]) -> None:
    move_collection(library, tree["legs"], tree["feet"], 1)
    assert names(library) == [
        ("feet", ""), ("toes", "feet"), ("nails", "toes"), ("legs", "feet"), ("heels", "feet"),
    ]  # fmt: skip
    move_collection(library, tree["toes"], tree["feet"], 99)
    assert [name for name, parent in names(library) if parent == "feet"] == [
        "legs", "heels", "toes",
    ]  # fmt: skip


@pytest.mark.parametrize("into", ["feet", "toes", "nails"])
def test_no_collection_moves_into_itself(library: Library, tree: dict[str, str], into: str) -> None:
    before = dump(library)
    with pytest.raises(NotUnderstood, match="“feet” cannot be moved into itself"):
        move_collection(library, tree["feet"], tree[into], 0)
    assert dump(library) == before


def test_studies_stay_when_their_collection_goes(library: Library, tree: dict[str, str]) -> None:
    changed = delete_collection(library, tree["feet"])
    assert names(library) == [("legs", "")]
    assert {MINE[0], MINE[1], SHIPPED} <= changed.refs
    assert Ref(Kind.COLLECTION, tree["nails"]) in changed.refs


def test_trashed_studies_are_not_counted(library: Library, tree: dict[str, str]) -> None:
    tag = only_key(add_tag(library, "seen"))
    set_tag(library, [*MINE, SHIPPED], tag, on=True)
    trash_studies(library, [MINE[0].key])
    assert {each.name: each.count for each in list_collections(library)}["toes"] == 1
    assert [each.count for each in list_tags(library)] == [3]


@pytest.mark.parametrize("blank", ["", "  ", "\n\t"])
def test_names_are_not_blank(library: Library, tree: dict[str, str], blank: str) -> None:
    before = dump(library)
    tag = only_key(add_tag(library, "one"))
    kept = only_key(save_filter(library, "one", "n:>10"))
    writes: list[Callable[[], Changed]] = [
        lambda: add_collection(library, blank),
        lambda: rename_collection(library, tree["feet"], blank),
        lambda: add_tag(library, blank),
        lambda: edit_tag(library, tag, blank),
        lambda: save_filter(library, blank, "rct"),
        lambda: save_filter(library, "name", blank),
        lambda: edit_filter(library, kept, blank),
    ]
    for write in writes:
        with pytest.raises(NotUnderstood):
            write()
    assert dump(library)["collection"] == before["collection"]
    assert [each.name for each in list_filters(library)] == ["one"]


def test_a_name_is_one_line_and_not_endless(library: Library) -> None:
    add_collection(library, "  numb\n feet ")
    assert names(library) == [("numb feet", "")]
    with pytest.raises(NotUnderstood, match="201 letters"):
        add_tag(library, "x" * 201)


def test_tags_differ_in_more_than_case(library: Library) -> None:
    first = only_key(add_tag(library, "Straße"))
    with pytest.raises(NotUnderstood, match="already a tag “Straße”"):
        add_tag(library, "STRASSE")
    second = only_key(add_tag(library, "feet"))
    with pytest.raises(NotUnderstood, match="already a tag"):
        edit_tag(library, second, "strasse")
    edit_tag(library, first, "STRASSE")
    assert [each.name for each in list_tags(library)] == ["feet", "STRASSE"]


def test_what_changes_nothing_says_so(library: Library, tree: dict[str, str]) -> None:
    tag = only_key(add_tag(library, "one", "accent"))
    for changed in (
        rename_collection(library, tree["feet"], "feet"),
        collect(library, MINE[:1], tree["toes"]),
        uncollect(library, MINE, tree["legs"]),
        set_tag(library, MINE, tag, on=False),
        edit_tag(library, tag, "one"),
        set_status(library, MINE, ReadStatus.UNREAD),
        set_stars(library, MINE, on=False),
        collect(library, [], tree["toes"]),
    ):
        assert changed == Changed(frozenset())
        assert changed.undo is None


def test_what_is_not_there_is_not_found(library: Library) -> None:
    for write in (
        lambda: rename_collection(library, "gone", "x"),
        lambda: add_collection(library, "x", "gone"),
        lambda: delete_collection(library, "gone"),
        lambda: collect(library, MINE, "gone"),
        lambda: edit_tag(library, "gone", "x"),
        lambda: delete_tag(library, "gone"),
        lambda: set_tag(library, MINE, "gone", on=True),
        lambda: edit_filter(library, "gone", "x"),
        lambda: delete_filter(library, "gone"),
    ):
        with pytest.raises(NotFound):
            write()


def test_the_author_is_told(library: Library) -> None:
    assert add_tag(library, "one", author="sidebar").author == "sidebar"


def test_very_many_are_one_step_told_by_kind(library: Library) -> None:
    many = [Ref(Kind.STUDY, f"s-{number}") for number in range(3000)]
    before = dump(library)
    changed = set_stars(library, many, on=True)
    assert changed.refs == frozenset()
    assert changed.everything == {Kind.STUDY}
    assert titled(changed) == "Star 3000 studies"
    there_and_back(library, changed, before)


def test_what_no_longer_fits_is_refused_and_changes_nothing(
    library: Library, tree: dict[str, str]
) -> None:
    gone = uncollect(library, MINE[:1], tree["toes"])
    delete_collection(library, tree["feet"])
    before = dump(library)
    assert gone.undo is not None
    with pytest.raises(NotUnderstood, match="cannot be taken back"):
        gone.undo.back(library)
    assert dump(library) == before


def test_stars_given_together_are_read_as_others(library: Library) -> None:
    set_stars(library, MINE, on=True)
    assert set(starred(library)) == set(MINE)
