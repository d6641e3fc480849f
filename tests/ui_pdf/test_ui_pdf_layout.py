"""Where pages stand: numbers only."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.ui.pdf.layout import (
    FIT_PAGE,
    FIT_WIDTH,
    GAP,
    LEAST,
    MOST,
    STEPS,
    Layout,
    Size,
    fitting,
    next_step,
)

A4, A5 = Size(595, 842), Size(420, 595)


def test_pages_stand_below_each_other_in_the_middle() -> None:
    pages = Layout((A4, A5), 1.0, 700)
    first, second = pages.frame(0), pages.frame(1)
    assert tuple(first) == ((700 - 595) / 2, GAP, 595, 842)
    assert tuple(second) == ((700 - 420) / 2, GAP + 842 + GAP, 420, 595)
    assert pages.height == second.top + 595 + GAP
    assert pages.width == 700


def test_a_page_wider_than_the_room_makes_the_ground_wider() -> None:
    assert Layout((A4,), 2.0, 500).width == 2 * 595 + 2 * GAP


def test_what_is_shown_and_read() -> None:
    pages = Layout((A5,) * 10, 1.0, 500)
    step = 595 + GAP
    assert list(pages.shown(0, 500)) == [0]
    assert list(pages.shown(step * 3 + 100, step * 4 + 100)) == [3, 4]
    assert pages.read(step * 3 + 500, step * 4 + 500) == 4
    assert pages.page_at(-50) == 0
    assert pages.page_at(10**6) == 9
    assert list(Layout((), 1.0, 500).shown(0, 100)) == []


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.floats(50, 2000), st.floats(50, 2000)), min_size=1, max_size=30),
    st.floats(0.2, 5),
    st.floats(0, 1),
)
def test_a_place_on_a_page_is_found_again(
    sizes: list[tuple[float, float]], scale: float, part: float
) -> None:
    pages = Layout([Size(*size) for size in sizes], scale, 800)
    for page in range(len(sizes)):
        frame = pages.frame(page)
        x, y = frame.left + part * frame.width, frame.top + part * frame.height
        across, down = pages.place(page, x, y)
        assert pages.page_at(y) == page
        assert across == pytest.approx(part * sizes[page][0], abs=1e-6)
        assert down == pytest.approx(part * sizes[page][1], abs=1e-6)


def test_fitting() -> None:
    room = Size(800, 600)
    assert fitting(1.5, (A4,), 0, room, 2.0) == 3.0
    assert fitting(99, (A4,), 0, room, 1.0) == MOST
    assert fitting(FIT_WIDTH, (A5, A4), 0, room, 1.0) == pytest.approx((800 - 2 * GAP) / 595)
    assert fitting(FIT_PAGE, (A5, A4), 0, room, 1.0) == pytest.approx((600 - 2 * GAP) / 595)
    assert fitting(FIT_WIDTH, (A4,), 0, Size(10, 10), 1.0) == LEAST
    assert fitting(FIT_WIDTH, (), -1, room, 1.5) == 1.5


def test_zoom_goes_by_steps_and_stops_at_the_ends() -> None:
    assert next_step(1.0, larger=True) == 1.1
    assert next_step(1.03, larger=False) == 1.0
    assert next_step(STEPS[-1], larger=True) == MOST
    assert next_step(STEPS[0], larger=False) == LEAST
