"""History and navigator: everything opened, in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.refs import Ref, point_ref, study_ref
from desktop_app.ui.history import LONGEST, History, Home
from desktop_app.ui.navigator import Navigator

ST36, ST37, STUDY = point_ref("ST36"), point_ref("ST37"), study_ref("liu-s-2021")


def test_back_and_forward_walk_the_history() -> None:
    history = History().visit(ST36).visit(STUDY).visit(ST37)
    assert history.back().current == STUDY
    assert history.back().back().forward().current == STUDY
    assert history.back().visit(ST36).can_forward is False


def test_the_same_place_twice_is_one_place() -> None:
    assert History().visit(ST36).visit(ST36).places == (ST36,)


def test_running_down_a_list_leaves_one_place() -> None:
    history = History().visit(ST36).visit(STUDY).instead(ST37)
    assert history.places == (ST36, ST37)
    assert History().instead(ST36).places == (ST36,)


@given(st.lists(st.sampled_from(["back", "forward", "ST36", "ST37", "home"]), max_size=60))
def test_no_walk_leaves_the_history(steps: list[str]) -> None:
    history = History()
    for step in steps:
        match step:
            case "back":
                history = history.back()
            case "forward":
                history = history.forward()
            case "home":
                history = history.visit(Home("atlas"))
            case code:
                history = history.visit(point_ref(code))
        assert (history.current is None) == (not history.places)
        assert -1 <= history.at < max(1, len(history.places))


def test_a_long_history_forgets_its_beginning() -> None:
    history = History()
    for number in range(LONGEST + 10):
        history = history.visit(point_ref(f"ST{number}"))
    assert len(history.places) == LONGEST
    assert history.current == point_ref(f"ST{LONGEST + 9}")


def test_the_navigator_tells_where_it_goes() -> None:
    navigator = Navigator()
    went: list[Ref] = []
    homes: list[str] = []
    navigator.went.connect(went.append)
    navigator.went_home.connect(homes.append)
    navigator.home("atlas")
    navigator.go("yq:point/ST36")
    navigator.go(STUDY)
    navigator.back()
    navigator.back()
    assert went == [ST36, STUDY, ST36]
    assert homes == ["atlas", "atlas"]
    assert navigator.current is None


def test_what_is_not_a_ref_is_said_and_nothing_moves() -> None:
    navigator = Navigator()
    said: list[str] = []
    navigator.lost.connect(said.append)
    navigator.go("http://example.org")
    assert said
    assert navigator.history.places == ()


def test_revealing_shows_the_atlas() -> None:
    navigator = Navigator()
    shown: list[Ref] = []
    navigator.revealed.connect(shown.append)
    navigator.go(STUDY)
    navigator.reveal(STUDY)
    assert navigator.history.current == Home("atlas")
    assert shown == [STUDY]
