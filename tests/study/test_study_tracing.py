"""Tracing a meridian through its points in order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.content import Content
from desktop_app.domain.errors import NotFound
from desktop_app.study.tracing import course_of, point_at, score_trace
from tests.planning.skins import atlas


def test_courses_are_the_main_ones_without_points_of_other_meridians(content: Content) -> None:
    bladder = course_of(atlas(), content, "BL")
    assert bladder[:6] == ("BL36", "BL37", "BL38", "BL39", "BL40", "BL55")
    assert "BL53" not in bladder
    assert "SP6" not in course_of(atlas(), content, "KI")
    assert course_of(atlas(), content, "YANGQIAO") == ("BL62", "BL61", "BL59", "GB29")


def test_what_cannot_be_traced_is_told(content: Content) -> None:
    for name in ("DAI", "XX"):
        with pytest.raises(NotFound):
            score_trace(atlas(), content, name, ())


def test_every_course_traced_as_it_runs_is_right(content: Content) -> None:
    for meridian in ("ST", "SP", "BL", "KI", "GB", "LR", "YANGQIAO", "YINWEI"):
        course = course_of(atlas(), content, meridian)
        traced = score_trace(atlas(), content, meridian, course)
        assert traced.right
        assert traced.in_order == course
        assert traced.words == f"All {len(course)} in order."


def test_a_crossing_may_be_clicked_or_left_out(content: Content) -> None:
    course = course_of(atlas(), content, "KI")
    at = course.index("KI8") + 1
    assert score_trace(atlas(), content, "KI", (*course[:at], "SP6", *course[at:])).right


def test_another_course_is_traced_by_its_name(content: Content) -> None:
    outer = ("BL53", "BL54", "BL40")
    assert course_of(atlas(), content, "BL", "outer") == outer
    assert score_trace(atlas(), content, "BL", outer, "outer").right
    with pytest.raises(NotFound, match="inner, outer"):
        score_trace(atlas(), content, "BL", outer, "middle")


def test_missed_swapped_and_extra_points_are_named(content: Content) -> None:
    course = list(course_of(atlas(), content, "LR"))
    course.remove("LR5")
    course[2], course[3] = course[3], course[2]
    traced = score_trace(atlas(), content, "LR", [*course, "GB34", "LR1"])
    assert not traced.right
    assert traced.missed == ("LR5",)
    assert len(traced.swapped) == 1
    assert set(traced.swapped) < {"LR3", "LR4"}
    assert traced.extra == ("GB34", "LR1")
    assert traced.words.startswith("10 of 12 in order. Missed: LR5. Out of order: ")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_point_of_a_course_is_counted_once(content: Content, data: st.DataObject) -> None:
    course = course_of(atlas(), content, "SP")
    clicked = data.draw(st.lists(st.sampled_from([*course, "KI3", "ST36"])))
    traced = score_trace(atlas(), content, "SP", clicked)
    assert sorted((*traced.in_order, *traced.missed, *traced.swapped)) == sorted(course)
    assert len(traced.in_order) + len(traced.swapped) + len(traced.extra) == len(clicked)
    assert list(traced.in_order) == sorted(traced.in_order, key=course.index)


def test_bare_skin_is_taken_for_the_point_near_it(content: Content) -> None:
    u, v = atlas().projection("limb-anterior").points["ST36"].uv
    assert point_at(atlas(), content, "limb-anterior", (u + 4, v)) == "ST36"
    assert point_at(atlas(), content, "limb-anterior", (u + 4, v), ("ST37", "ST38")) == ""
    assert point_at(atlas(), content, "limb-anterior", (500.0, 0.0)) == ""
