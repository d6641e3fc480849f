"""Own claims and stances: checked, found, taken back exactly; what ships is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from desktop_app.content import Content, load
from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.evidence import Certainty, Claim, ClaimKind, Stance, StudyStance
from desktop_app.domain.refs import Kind, Ref, claim_ref, point_ref, study_ref
from desktop_app.library.claiming import add_claim, delete_claim, edit_claim, set_stance
from desktop_app.library.organising import set_stars
from desktop_app.reading import search
from desktop_app.store import Library, own_claims, stances, sync
from tests.library.shelves import MINE, SHIPPED, dump, small_content, small_library, there_and_back

WARM = Claim(
    "", ClaimKind.CIRCULATION, "Moxa on KI1 warms cold feet.", Certainty.LOW, why="Two of three.",
    points=("ki-1",), conditions=("numb-feet",),
    studies=(StudyStance(MINE[0].key, Stance.SUPPORTS, "by 2 degrees"),
             StudyStance(SHIPPED.key, Stance.MIXED)),
)  # fmt: skip


@pytest.fixture
def library() -> Iterator[Library]:
    with small_library() as opened:
        yield opened


def id_of(changed: Changed) -> str:
    (key,) = (ref.key for ref in changed.refs if ref.kind is Kind.CLAIM)
    return key


def held(library: Library, key: str) -> tuple[Claim, tuple[StudyStance, ...]]:
    ref = str(claim_ref(key))
    with library.reading() as connection:
        said = stances.on_claims(connection, [ref]).get(ref, ())
        return own_claims.take(connection, [key])[key].claim, said


def test_a_claim_is_added_found_taken_back_and_added_again(library: Library) -> None:
    before = dump(library)
    changed = add_claim(library, WARM)
    key = id_of(changed)
    assert key.startswith("own-")
    claim, said = held(library, key)
    assert (claim.statement, claim.points, claim.studies) == (WARM.statement, ("KI1",), ())
    assert [(each.key, each.stance, each.note, each.own) for each in said] == [
        (MINE[0].key, Stance.SUPPORTS, "by 2 degrees", True),
        (SHIPPED.key, Stance.MIXED, "", True),
    ]
    assert search(library, "moxa")[0].ref == claim_ref(key)
    assert changed.refs == {
        claim_ref(key), point_ref("KI1"), Ref(Kind.CONDITION, "numb-feet"), MINE[0], SHIPPED,
    }  # fmt: skip
    assert changed.undo is not None
    assert changed.undo.title == "Add claim “Moxa on KI1 warms cold feet.”"
    there_and_back(library, changed, before)


def test_an_edit_replaces_scope_and_stances(library: Library) -> None:
    key = id_of(add_claim(library, WARM))
    before = dump(library)
    other = replace(
        WARM, id=key, certainty=Certainty.MODERATE, points=("ST36",), conditions=(),
        studies=(StudyStance(MINE[1].key, Stance.AGAINST),),
    )  # fmt: skip
    changed = edit_claim(library, other)
    claim, said = held(library, key)
    assert (claim.certainty, claim.points, claim.conditions) == (
        Certainty.MODERATE, ("ST36",), (),
    )  # fmt: skip
    assert [each.key for each in said] == [MINE[1].key]
    assert {point_ref("KI1"), point_ref("ST36")} <= changed.refs
    there_and_back(library, changed, before)
    claim, said = held(library, key)
    assert edit_claim(library, replace(claim, studies=said)).undo is None


def test_a_deleted_claim_comes_back_in_its_place_with_its_stances(library: Library) -> None:
    first = id_of(add_claim(library, WARM))
    add_claim(library, replace(WARM, statement="Another."))
    set_stars(library, [claim_ref(first)], on=True)
    before = dump(library)
    changed = delete_claim(library, first)
    assert not any(hit.ref == claim_ref(first) for hit in search(library, "moxa"))
    assert dump(library)["star"] == []
    there_and_back(library, changed, before)


@pytest.mark.parametrize("claim", ["warms", "own"])
@pytest.mark.parametrize("study", [SHIPPED, MINE[2]])
def test_a_stance_is_set_changed_and_taken_back(library: Library, claim: str, study: Ref) -> None:
    ref = claim_ref("warms" if claim == "warms" else id_of(add_claim(library, WARM)))
    for stance, note in ((Stance.AGAINST, " no "), (Stance.SUPPORTS, ""), (None, "")):
        before = dump(library)
        changed = set_stance(library, ref, study, stance, note)
        assert {ref, study} <= changed.refs
        there_and_back(library, changed, before)
    assert set_stance(library, ref, study, None).undo is None


def test_what_ships_is_not_changed_by_a_stance(library: Library) -> None:
    before = dump(library)
    set_stance(library, claim_ref("warms"), MINE[0], Stance.AGAINST, "mine did not")
    after = dump(library)
    assert {name for name in after if after[name] != before[name]} == {"stance"}
    assert after["stance"] == [
        ("yq:claim/warms", f"{MINE[0]}", "against", "mine did not"),
    ]  # fmt: skip


def test_shipped_claims_are_neither_edited_nor_deleted(library: Library) -> None:
    before = dump(library)
    shipped = library.content.claims["warms"]
    with pytest.raises(NotUnderstood, match="came with Yongquan"):
        edit_claim(library, replace(shipped, statement="Else."))
    with pytest.raises(NotUnderstood, match="came with Yongquan"):
        delete_claim(library, "warms")
    assert dump(library) == before


def test_claims_say_something_about_what_exists(library: Library) -> None:
    before = dump(library)
    for wrong, error, words in (
        (replace(WARM, statement=" "), NotUnderstood, "says nothing"),
        (replace(WARM, points=("ST99",)), NotUnderstood, "no acupoint"),
        (replace(WARM, meridians=("XX",)), NotUnderstood, "no meridian"),
        (replace(WARM, conditions=("Numb feet",)), NotUnderstood, "no condition"),
        (replace(WARM, studies=(StudyStance("gone", Stance.MIXED),)), NotFound, "“gone”"),
        (replace(WARM, id="own-gone"), NotFound, "“own-gone”"),
    ):
        with pytest.raises(error, match=words):
            edit_claim(library, wrong) if wrong.id else add_claim(library, wrong)
    for claim, study in ((claim_ref("gone"), MINE[0]), (claim_ref("warms"), study_ref("gone"))):
        with pytest.raises(NotFound):
            set_stance(library, claim, study, Stance.SUPPORTS)
    with pytest.raises(NotFound):
        delete_claim(library, "gone")
    assert dump(library) == before


def test_points_off_the_leg_can_be_named(library: Library) -> None:
    changed = add_claim(library, replace(WARM, points=("LI4", "EX-LE10", "Liv 3")))
    assert held(library, id_of(changed))[0].points == ("LI4", "EX-LE10", "LR3")


def test_meridians_of_the_atlas_can_be_named() -> None:
    with Library.in_memory(load()) as library:
        changed = add_claim(library, replace(WARM, studies=(), meridians=("ST", "KI")))
        assert Ref(Kind.MERIDIAN, "KI") in changed.refs


def test_own_claims_and_stances_outlast_the_content(library: Library) -> None:
    key = id_of(add_claim(library, WARM))
    set_stance(library, claim_ref("warms"), MINE[0], Stance.AGAINST)
    kept = held(library, key)
    with library.writing() as connection:
        sync.synchronise(connection, Content(version="2026.2", digest="second"))
        sync.forget_index(connection)
        sync.synchronise(connection, replace(small_content(), version="2026.3", digest="third"))
    assert held(library, key) == kept
    assert search(library, "moxa")[0].ref == claim_ref(key)
    with library.reading() as connection:
        said = stances.on_claims(connection, ["yq:claim/warms"])
        assert stances.of_study(connection, str(MINE[0])) == ("yq:claim/" + key, "yq:claim/warms")
    assert [each.stance for each in said["yq:claim/warms"]] == [Stance.AGAINST]
