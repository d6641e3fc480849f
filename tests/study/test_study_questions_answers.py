"""Typed answers are marked as a kind examiner would: spelling forgiven, other points not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app import content as contents
from desktop_app.domain.codes import spellings
from desktop_app.domain.points import Point
from desktop_app.domain.questions import Question
from desktop_app.study.questions import all_items, check_answer, question
from tests.study.answer_key import bare, names_of

CONTENT = contents.load()
POINTS = [
    point
    for point in CONTENT.points.values()
    if not point.site_of and f"name:{point.code}" in all_items(CONTENT)
]
points = st.sampled_from(POINTS)


def asked(point: Point) -> Question:
    return question(CONTENT, None, f"name:{point.code}")


@pytest.mark.parametrize(
    "typed",
    [
        "ST36", "st36", "ST-36", "St 36", "S36", "E36", "e.36", "M36", "ＳＴ３６",
        "zusanli", "Zu San Li", "zu-san-li", "zu'sanli", "ZÚSĀNLǏ", "Zúsānlǐ", "zu2 san1 li3",
        "足三里", "足 三 里", "leg three miles", "Foot Three Miles", "leg three li",
        "ST36 Zusanli", "ST36, zúsānlǐ", "st 36 (Zusanli)",
    ],
)  # fmt: skip
def test_any_spelling_is_right(typed: str) -> None:
    assert check_answer(asked(CONTENT.points["ST36"]), typed).right


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("zusnali", "Zúsānlǐ"), ("zusanle", "Zúsānlǐ"), ("leg thre miles", "Leg Three Miles")],
)
def test_a_slip_is_close_but_not_right(typed: str, meant: str) -> None:
    verdict = check_answer(asked(CONTENT.points["ST36"]), typed)
    assert not verdict.right
    assert verdict.close
    assert verdict.said == f"You meant {meant}?"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ST37", "That is ST37 Shàngjùxū."),
        ("zuwuli", "That is LR10 Zúwǔlǐ."),
        ("足五里", "That is LR10 Zúwǔlǐ."),
        ("ST36 zuwuli", "That is LR10 Zúwǔlǐ."),
        ("ST37 zusanli", "That is ST37 Shàngjùxū."),
        ("LI4", "That is LI4."),
        ("", "Nothing was typed."),
        (" - ", "Nothing was typed."),
        ("\ud800", "Nothing was typed."),
        ("36", ""),
    ],
)
def test_another_point_is_plainly_wrong(typed: str, said: str) -> None:
    verdict = check_answer(asked(CONTENT.points["ST36"]), typed)
    assert (verdict.right, verdict.close, verdict.said) == (False, False, said)


def test_names_that_only_tones_tell_apart() -> None:
    made = asked(CONTENT.points["GB32"])
    assert check_answer(made, "zhongdu").right
    assert check_answer(made, "Zhōngdú").right
    other = check_answer(made, "Zhōngdū")
    assert not other.right
    assert other.said == "With these tones that is LR6 Zhōngdū."


def test_wrong_tones_are_right_and_told() -> None:
    verdict = check_answer(asked(CONTENT.points["ST36"]), "zǔ sán lī")
    assert verdict.right
    assert verdict.said == "With its tones: Zúsānlǐ."


def test_old_numbers_are_other_points_today() -> None:
    assert not check_answer(asked(CONTENT.points["BL40"]), "BL54").right


def test_a_point_that_is_one_of_bafeng_may_be_called_so() -> None:
    made = asked(CONTENT.points["ST44"])
    assert check_answer(made, "Bafeng").right
    assert check_answer(made, "EX-LE10").right
    assert check_answer(made, "EX10").right


def test_the_name_that_was_given_is_no_answer() -> None:
    verdict = check_answer(question(CONTENT, None, "name:code:ST36"), "zusanli")
    assert not verdict.right
    assert "was given" in verdict.said
    assert check_answer(question(CONTENT, None, "name:code:ST36"), "s36 zusanli").right


@pytest.mark.parametrize(
    ("item", "typed"),
    [
        ("category:BL:he-sea", "weizhong"),
        ("category:of:BL40", "he sea"),
        ("category:of:BL40", "He-Sea of the Bladder meridian"),
        ("category:of:SP3", "yuan source"),
        ("category:element:BL40", "Earth"),
        ("category:coupled:SP4", "pc 6"),
        ("order:after:ST36", "E37"),
        ("name:hanzi:KI1", "bubbling spring"),
    ],
)
def test_other_questions_are_typed_as_well(item: str, typed: str) -> None:
    assert check_answer(question(CONTENT, None, item), typed).right


@given(points, st.data())
@settings(max_examples=80, deadline=None)
def test_codes_count_in_every_spelling(point: Point, data: st.DataObject) -> None:
    spelt = data.draw(st.sampled_from(spellings(point.code)))
    letters = spelt.rstrip("0123456789")
    gap = data.draw(st.sampled_from(["", " ", "-", "."]))
    typed = data.draw(st.sampled_from([str.upper, str.lower, str.title]))(
        f" {letters}{gap}{spelt[len(letters) :]} "
    )
    assert check_answer(asked(point), typed).right


@given(points, st.data())
@settings(max_examples=80, deadline=None)
def test_names_count_however_they_are_set(point: Point, data: st.DataObject) -> None:
    names = (point.pinyin, point.hanzi, point.hanzi_traditional, point.english)
    name = data.draw(st.sampled_from(names))
    if data.draw(st.booleans()):
        name = "".join(
            char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char)
        )
    gaps = [data.draw(st.sampled_from(["", "", " ", "-", "’"])) for _ in name]
    typed = "".join(map("".join, zip(name, gaps, strict=True)))
    if data.draw(st.booleans()):
        typed = unicodedata.normalize("NFD", typed)
    assert check_answer(asked(point), data.draw(st.sampled_from([typed, typed.upper()]))).right


@given(points, points)
@settings(max_examples=120, deadline=None)
def test_the_name_of_another_point_is_never_right_nor_close(point: Point, other: Point) -> None:
    shared = names_of(point) & names_of(other)
    sites = {CONTENT.points[site].same_as for site in (*point.sites, *other.sites)}
    if point is other or sites & {point.code, other.code}:
        return
    for name in (other.code, other.pinyin, other.hanzi, other.english):
        if bare(name) not in shared:
            verdict = check_answer(asked(point), name)
            assert not verdict.right
            assert not verdict.close
            assert other.code in verdict.said


@given(points, st.data())
@settings(max_examples=120, deadline=None)
def test_one_slip_in_pinyin_is_close_or_another_name(point: Point, data: st.DataObject) -> None:
    name = bare(point.pinyin)
    if len(name) < 5:
        return
    place = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from("abghinouxz"))
    typed = data.draw(
        st.sampled_from(
            [
                name[:place] + name[place + 1 :],
                name[:place] + letter + name[place:],
                name[:place] + letter + name[place + 1 :],
            ]
        )
    )
    verdict = check_answer(asked(point), typed)
    if typed in names_of(point):
        assert verdict.right
    else:
        assert not verdict.right
        assert verdict.close or verdict.said.startswith("That is")


@given(st.sampled_from(all_items(CONTENT)), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_anything_may_be_typed(item: str, typed: str) -> None:
    verdict = check_answer(question(CONTENT, None, item), typed)
    assert not (verdict.right and verdict.close)
