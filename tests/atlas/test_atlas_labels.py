from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.atlas.labels import MARKER, Label, insert, lay_out, leader_end, overlap

PLACE = st.floats(-600, 600)
LABELS = st.lists(
    st.builds(
        Label,
        key=st.integers(0, 400).map("P{}".format),
        x=PLACE,
        y=PLACE,
        width=st.floats(10, 120),
        height=st.floats(8, 30),
        rank=st.integers(-3, 3),
        outward=st.sampled_from((1, -1)),
        room=st.floats(0, 200),
        inside=st.booleans(),
    ),
    unique_by=lambda label: label.key,
    max_size=60,
)


def markers(labels: list[Label]) -> list[tuple[float, float, str]]:
    return [(label.x, label.y, label.key) for label in labels if not label.inside]


@given(LABELS)
def test_labels_never_overlap_each_other_or_a_strange_marker(labels: list[Label]) -> None:
    placed = lay_out(labels, markers(labels))
    for one, other in combinations(placed, 2):
        assert not overlap(one.rect, other.rect)
    for each in placed:
        for x, y, key in markers(labels):
            square = (x - MARKER, y - MARKER, x + MARKER, y + MARKER)
            assert key == each.label.key or not overlap(each.rect, square)


@given(LABELS, st.randoms())
def test_layout_does_not_depend_on_the_order(labels: list[Label], random: object) -> None:
    shuffled = list(labels)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert lay_out(labels, markers(labels)) == lay_out(shuffled, markers(labels))


@given(LABELS, st.builds(Label, st.just("chosen"), PLACE, PLACE, st.just(40.0), st.just(16.0)))
def test_the_chosen_label_is_always_written(labels: list[Label], chosen: Label) -> None:
    before = lay_out(labels, markers(labels))
    after = insert(before, chosen)
    assert sum(each.label.key == "chosen" for each in after) == 1
    for one, other in combinations(after, 2):
        assert not overlap(one.rect, other.rect)
    assert {each for each in after if each.label.key != "chosen"} <= set(before)


@given(LABELS)
def test_a_label_keeps_its_size(labels: list[Label]) -> None:
    for each in lay_out(labels, markers(labels)):
        left, top, right, bottom = each.rect
        assert abs(right - left - each.label.width) < 1e-6
        assert abs(bottom - top - each.label.height) < 1e-6


def test_one_label_stands_beside_its_marker_on_the_outer_side() -> None:
    right, left = (Label("a", 100, 100, 40, 16, outward=side) for side in (1, -1))
    assert lay_out([right], [])[0].rect == (108, 92, 148, 108)
    assert lay_out([left], [])[0].rect == (52, 92, 92, 108)


def test_crowded_labels_thin_out_and_the_higher_rank_stays() -> None:
    crowd = [Label(f"P{n}", 0, 0, 300, 200, rank=n) for n in range(40)]
    placed = lay_out(crowd, [])
    assert 0 < len(placed) < 40
    assert placed[0].label.key == "P39"


def test_moved_labels_have_a_leader() -> None:
    pair = [Label(f"P{n}", float(n), 0, 200, 60) for n in range(12)]
    moved = [each for each in lay_out(pair, []) if each.leader]
    assert moved
    for each in moved:
        x, y = leader_end(each)
        left, top, right, bottom = each.rect
        assert left <= x <= right
        assert top <= y <= bottom


def test_labels_keep_within_bounds_and_clear_of_obstacles() -> None:
    bounds, button = (0.0, 0.0, 200.0, 100.0), (100.0, 0.0, 200.0, 60.0)
    labels = [
        Label("a", 190.0, 80.0, 40.0, 14.0),
        Label("b", 90.0, 30.0, 40.0, 14.0),
        Label("tag", 60.0, 2.0, 20.0, 14.0, rank=9, inside=True, wanders=True),
    ]
    placed = lay_out(labels, [(label.x, label.y, label.key) for label in labels], bounds, [button])
    assert {each.label.key for each in placed} == {"a", "b", "tag"}
    for each in placed:
        left, top, right, bottom = each.rect
        assert left >= 0
        assert top >= 0
        assert right <= 200
        assert bottom <= 100
        assert not overlap(each.rect, button)


def test_a_label_that_must_be_seen_stays_in_sight() -> None:
    chosen = Label("a", 190.0, 50.0, 40.0, 14.0)
    (placed,) = insert([], chosen, bounds=(0.0, 0.0, 200.0, 100.0))
    assert placed.rect[2] <= 200
