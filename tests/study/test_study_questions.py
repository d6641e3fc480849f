"""Every question has one right answer by the content, whatever is drawn; ids stay as they are."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from math import dist

import pytest

from desktop_app.atlas.body import open_atlas
from desktop_app.content import Content
from desktop_app.content.paths import assets_dir
from desktop_app.domain.errors import NotFound
from desktop_app.domain.points import Category
from desktop_app.domain.questions import How, Question, Skill
from desktop_app.domain.refs import Ref
from desktop_app.study.questions import (
    SKILL_WORDS,
    all_items,
    check_answer,
    question,
    skill_of,
    subject_of,
)
from tests.study.answer_key import bare, right_by_content

SEEDS = (0, 1, 2, 7, 2026)


@pytest.fixture(scope="module")
def asked(content: Content) -> list[Question]:
    """Every question, drawn several times."""
    return [question(content, None, item, seed) for seed in SEEDS for item in all_items(content)]


@pytest.fixture(scope="module")
def chosen(asked: list[Question]) -> list[Question]:
    """Every question with choices."""
    return [each for each in asked if each.choices]


def test_every_question_has_one_right_answer_by_the_content(
    content: Content, chosen: list[Question]
) -> None:
    wrong = {}
    for each in chosen:
        marked = [choice.text for choice in each.choices if choice.right]
        if len(marked) != 1 or right_by_content(each, content) != marked:
            wrong[each.item] = (marked, right_by_content(each, content))
    assert not wrong


def test_no_two_choices_are_alike(chosen: list[Question]) -> None:
    alike = [
        each.item
        for each in chosen
        if len({bare(choice.text) for choice in each.choices}) < len(each.choices)
    ]
    assert not alike


def test_there_are_four_choices_or_three_if_the_content_has_no_more(
    chosen: list[Question],
) -> None:
    counts = Counter(len(each.choices) for each in chosen)
    assert set(counts) <= {3, 4}
    few = {each.item for each in chosen if len(each.choices) == 3}
    assert all(item.startswith(("needling:angle:", "caution:deep:")) for item in few), sorted(few)
    assert counts[4] > 10 * counts[3]


def test_choices_change_with_the_seed_and_only_they(content: Content) -> None:
    changed = 0
    for item in all_items(content):
        first, again, other = (question(content, None, item, seed) for seed in (3, 3, 4))
        assert first == again
        assert (first.item, first.ask, first.see[:1]) == (other.item, other.ask, other.see[:1])
        changed += first.choices != other.choices
    assert changed > 1000


def test_every_question_says_why_and_opens_what_there_is(
    content: Content, asked: list[Question]
) -> None:
    for each in asked:
        assert each.ask.endswith(("?", ".", "”")), each
        assert each.answer
        assert re.search(r"[.?!”)]$", each.because), each
        assert "  " not in each.ask + each.because, each
        for ref in (each.subject, *each.see, *(choice.ref for choice in each.choices)):
            assert not ref or content.get(Ref.parse(ref)) is not None, (each.item, ref)
        assert each.see
        assert not each.shown or each.shown in content.points


def test_an_answer_is_not_in_its_question(chosen: list[Question]) -> None:
    told = [
        each.item
        for each in chosen
        if each.skill in (Skill.NAME, Skill.ORDER)
        and any(choice.right and bare(choice.text) in bare(each.ask) for choice in each.choices)
    ]
    assert not told


def test_ways_to_answer_fit_what_there_is(asked: list[Question]) -> None:
    for each in asked:
        assert each.hows
        assert (How.CHOOSE in each.hows) == bool(each.choices), each
        assert (How.TYPE in each.hows) == bool(each.accepted), each
        assert (How.CLICK in each.hows) == (each.skill is Skill.LOCATE)
        assert (How.TRACE in each.hows) == (each.skill is Skill.TRACE)


def test_what_is_accepted_is_right_and_wrong_choices_are_not(chosen: list[Question]) -> None:
    for each in chosen[: len(chosen) // len(SEEDS)]:
        if How.TYPE not in each.hows:
            continue
        for text in each.accepted:
            assert check_answer(each, text).right, (each.item, text)
        for choice in each.choices:
            verdict = check_answer(each, choice.text)
            assert verdict.right is choice.right, (each.item, choice.text)
            assert choice.right or not verdict.close or each.skill is Skill.CATEGORY


def test_tradition_is_called_tradition(asked: list[Question]) -> None:
    for each in asked:
        if each.skill is Skill.CATEGORY:
            assert "tradition" in each.ask or "five-element" in each.ask
        if each.skill is Skill.TRACE:
            assert "tradition" in each.ask


def test_claims_are_told_with_their_certainty(content: Content) -> None:
    for claim in content.claims.values():
        each = question(content, None, f"evidence:claim:{claim.id}")
        assert claim.statement in each.ask
        assert claim.why in each.because


def test_every_point_is_asked_for_its_place_and_name(content: Content) -> None:
    items = set(all_items(content))
    for point in content.points.values():
        assert (f"locate:{point.code}" in items) == (not point.sites)
        if not point.site_of:
            assert {f"name:pinyin:{point.code}", f"name:hanzi:{point.code}"} <= items
    placed = open_atlas(assets_dir() / "atlas").record["points"]
    assert {item.removeprefix("locate:") for item in items if item.startswith("locate:")} == {
        code for code in placed if code in content.points
    }


def test_every_skill_is_asked_and_has_words(content: Content) -> None:
    assert {skill_of(item) for item in all_items(content)} == set(Skill) == set(SKILL_WORDS)


def test_every_class_that_meridians_name_is_asked(content: Content) -> None:
    items = set(all_items(content))
    for meridian in content.meridians.values():
        if meridian.xi_cleft_point in content.points:
            assert f"category:{meridian.code}:xi-cleft" in items
        if meridian.confluent_point in content.points:
            assert f"category:{meridian.code}:confluent" in items
        if meridian.kind == "regular":
            for kind in ("jing-well", "he-sea", "yuan-source", "luo-connecting", "horary"):
                assert f"category:{meridian.code}:{kind}" in items


def test_ids_do_not_depend_on_what_else_there_is(content: Content) -> None:
    items = all_items(content)
    assert len(set(items)) == len(items)
    assert {
        "locate:SP6", "locate:EX-LE10.3", "name:ST36", "category:BL:he-sea", "order:after:ST36",
        "category:LR:luo-connecting", "evidence:study:shlay-1998", "trace:BL:inner",
        "evidence:no-difference:rostock-2013", "caution:deep:ST36", "beneath:muscle:ST36",
        "needling:depth:ST36", "name:EX-LE10",
    } <= set(items)  # fmt: skip
    fewer = replace(
        content,
        points={code: each for code, each in content.points.items() if code != "KI11"},
        meridians={
            code: replace(each, points=tuple(p for p in each.points if p != "KI11"))
            for code, each in reversed(list(content.meridians.items()))
        },
    )
    gone = set(items).difference(all_items(fewer))
    assert gone
    assert all("KI11" in item or item == "order:after:KI10" for item in gone), gone
    assert set(all_items(fewer)) < set(items)


def test_a_class_that_two_points_share_is_asked_of_each(content: Content) -> None:
    other = replace(
        content.points["ST35"], categories=(Category("lower-he-sea", "Of the Stomach"),)
    )
    shared = replace(content, points={**content.points, "ST35": other})
    items = set(all_items(shared))
    assert "category:ST:lower-he-sea" not in items
    for code in ("ST35", "ST36"):
        made = question(shared, None, f"category:member:lower-he-sea:{code}")
        members = [c.text[:4] for c in made.choices if c.text[:4] in ("ST35", "ST36", "ST37")]
        assert members == [code]
    assert len(items.symmetric_difference(all_items(content))) == 4


def test_an_item_that_is_not_there_is_told(content: Content) -> None:
    with pytest.raises(NotFound, match="name:ST99"):
        question(content, None, "name:ST99")


def test_subjects_are_points(content: Content) -> None:
    assert subject_of("order:after:ST36") == "ST36"
    assert subject_of("locate:EX-LE10.1") == "EX-LE10.1"
    assert subject_of("category:BL:he-sea") == ""
    assert subject_of("evidence:study:shlay-1998") == ""
    for item in all_items(content):
        assert subject_of(item) in {"", *content.points}


def test_points_that_share_a_place_or_a_sound_are_kept_apart(content: Content) -> None:
    for seed in range(40):
        texts = {c.text for c in question(content, None, "name:ST44", seed).choices}
        assert not any(text.startswith("EX-LE10") for text in texts)
        codes = {c.text for c in question(content, None, "name:code:GB32", seed).choices}
        assert "LR6" not in codes
    assert "name:EX-LE5" not in all_items(content)
    assert question(content, None, "name:EX-LE10").shown == "EX-LE10.3"
    assert "中渎" in question(content, None, "name:code:GB32").ask


def test_choices_are_plausible(content: Content) -> None:
    near = 0
    for item in all_items(content):
        if item.startswith("name:code:") and "EX" not in item:
            made = question(content, None, item, 5)
            own = content.points[subject_of(item)]
            others = [content.points[each.text] for each in made.choices if not each.right]
            near += any(p.meridian == own.meridian or p.region == own.region for p in others)
    assert near > 75


def test_depth_is_told_in_mm_where_there_is_a_body(content: Content) -> None:
    atlas = open_atlas(assets_dir() / "atlas")
    for item in all_items(content):
        if item.startswith("needling:depth:"):
            made = question(content, atlas, item)
            assert re.search(r"is \d+–\d+ mm\.$", made.because), made
            assert made.choices == question(content, None, item).choices


def test_no_wrong_structure_runs_by_the_point_on_the_body(
    content: Content, chosen: list[Question]
) -> None:
    record = open_atlas(assets_dir() / "atlas").record
    courses: dict[str, list[list[float]]] = {}
    for name, curve in record["curves"].items():
        if curve["kind"] in ("artery", "nerve", "vein"):
            courses.setdefault(name.split(":")[1], []).extend(curve["polyline"])
    compared = 0
    for each in chosen:
        point = content.points.get(subject_of(each.item))
        if point is None or each.skill not in (Skill.BENEATH, Skill.CAUTION):
            continue
        place = record["points"][(point.sites or (point.code,))[0]]["position"]
        for choice in each.choices:
            plain = re.sub(r" and veins?$", "", choice.text.lower()).replace(" ", "-")
            if plain in courses and not choice.right:
                compared += 1
                assert min(dist(place, spot) for spot in courses[plain]) > 12, (each.item, plain)
    assert compared > 500
