"""What a selection draws from: by skill, meridian, region, class and condition."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.content import Content
from desktop_app.domain.learning import Selection
from desktop_app.domain.questions import Skill
from desktop_app.study.questions import (
    REGION_WORDS,
    all_items,
    items_of,
    offered,
    skill_of,
    subject_of,
)


def drawn(content: Content, **fields: str) -> set[str]:
    named = {field: frozenset({value}) for field, value in fields.items()}
    return set(items_of(content, replace(Selection(), **named)))  # type: ignore[arg-type]


def test_nothing_named_draws_from_everything(content: Content) -> None:
    assert items_of(content, Selection()) == all_items(content)


@pytest.mark.parametrize("skill", Skill)
def test_by_skill(content: Content, skill: Skill) -> None:
    items = items_of(content, Selection(skills=frozenset({skill})))
    assert items
    assert {skill_of(item) for item in items} == {skill}


def test_by_meridian(content: Content) -> None:
    items = drawn(content, meridians="KI")
    assert {"name:KI1", "locate:KI11", "trace:KI:main", "category:KI:he-sea"} <= items
    assert {"order:first:KI", "caution:deep:KI3", "category:YINQIAO:confluent"} <= items
    assert not {item for item in items if subject_of(item)[:2] in ("ST", "SP", "BL", "GB", "LR")}


def test_by_region_and_several_fields_at_once(content: Content) -> None:
    items = drawn(content, regions="foot-sole", skills=Skill.LOCATE)
    assert items == {"locate:KI1"}
    assert {"locate:EX-LE12.1", "name:EX-LE12"} <= drawn(content, regions="toe")
    assert drawn(content, regions="foot-sole", meridians="ST") == set()


def test_by_class_asks_for_that_class_and_all_of_its_points(content: Content) -> None:
    items = drawn(content, categories="lower-he-sea")
    assert {"name:ST37", "locate:BL39", "category:large-intestine:lower-he-sea"} <= items
    assert "category:BL:he-sea" not in items
    assert "name:ST38" not in items


def test_by_condition(content: Content) -> None:
    items = drawn(content, conditions="numb-feet")
    assert {"evidence:claim:dpn-numbness-against-waiting-list", "name:EX-LE10"} <= items
    assert {"locate:EX-LE10.3", "evidence:study:meyer-hamme-2021"} <= items
    assert "evidence:study:zhou-2023" not in items
    # The foot has many points that only a warning names.
    assert "name:BL66" not in items


def test_everything_offered_draws_something(content: Content) -> None:
    told = offered(content)
    for field in ("meridians", "regions", "categories", "conditions"):
        for key, words in getattr(told, field):
            assert words[:1].isupper() or words[:1].isdigit()
            assert drawn(content, **{field: key}), (field, key)
    assert {key for key, _ in told.regions} <= set(REGION_WORDS)
    assert [code for code, _ in told.meridians][:3] == ["ST", "SP", "BL"]
