"""The STRICTA checklist has the items of its revision of 2010."""

from __future__ import annotations

from desktop_app.domain.stricta import ITEMS, VERDICTS


def test_the_items_are_those_of_2010() -> None:
    assert [item.id for item in ITEMS] == [
        "1a", "1b", "1c", "2a", "2b", "2c", "2d", "2e", "2f", "2g",
        "3a", "3b", "4a", "4b", "5a", "6a", "6b",
    ]  # fmt: skip


def test_each_item_asks_one_thing_and_stands_in_its_group() -> None:
    groups: dict[str, set[str]] = {}
    for item in ITEMS:
        assert item.name
        assert item.question
        groups.setdefault(item.id[0], set()).add(item.group)
    assert all(len(names) == 1 for names in groups.values())
    assert len({item.name for item in ITEMS}) == len(ITEMS)


def test_the_verdicts_are_those_of_an_appraisal() -> None:
    assert [each for each, _ in VERDICTS] == ["yes", "partly", "no"]
