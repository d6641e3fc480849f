"""Cards hold the user's own studies, claims, stances and order beside what ships."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop_app.content import load
from desktop_app.domain.appraisal import Appraisal, Arm
from desktop_app.domain.errors import NotFound
from desktop_app.domain.evidence import (
    Certainty,
    Claim,
    ClaimKind,
    Direction,
    Stance,
    Study,
    StudyStance,
)
from desktop_app.domain.own import OwnStudy, ReadStatus, study_of
from desktop_app.domain.reference import Credit, Name, Reference, When
from desktop_app.domain.refs import Kind, Ref, claim_ref, study_ref
from desktop_app.library.appraising import add_study, put_appraisal
from desktop_app.library.claiming import add_claim, edit_claim, set_stance
from desktop_app.library.organising import (
    add_collection,
    add_tag,
    collect,
    empty_trash,
    restore_studies,
    set_stars,
    set_status,
    set_tag,
    trash_studies,
)
from desktop_app.reading import (
    open_claim,
    open_condition,
    open_meridian,
    open_point,
    open_ref,
    open_study,
    write_note,
)
from desktop_app.reading.claims import FEW
from desktop_app.store import Library, own_studies, sync

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
REFERENCE = Reference(
    title="Warm needles at ST36", credits=(Credit(Name("Adams", "Ann")),), issued=When(2021)
)
SAID = Study(
    "", "", (), None, "", "rct", Direction.BENEFIT, points=("ST36",), conditions=("numb-feet",)
)
MINE = study_ref("adams.2021")
CLAIM = Claim(
    "", ClaimKind.CIRCULATION, "Warm needles at ST36 warm the toes.", Certainty.HIGH,
    points=("ST36",), meridians=("ST",), conditions=("numb-feet",),
    studies=(StudyStance(MINE.key, Stance.SUPPORTS, "2 °C"),),
)  # fmt: skip


@pytest.fixture
def library() -> Iterator[Library]:
    with Library.in_memory(load(), clock=lambda: NOW) as opened:
        add_study(opened, REFERENCE, SAID)
        yield opened


@pytest.fixture
def claim(library: Library) -> Ref:
    changed = add_claim(library, CLAIM)
    (ref,) = (ref for ref in changed.refs if ref.kind is Kind.CLAIM)
    return ref


def test_a_fresh_own_study(library: Library) -> None:
    card = open_study(library, MINE.key)
    assert card.own
    assert card.study.is_own
    assert card.reference == REFERENCE
    assert card.points == ("ST36",)
    assert (card.trashed, card.withdrawn, card.starred) == (None, False, False)
    assert card.appraisal == Appraisal()
    assert (card.tags, card.collections, card.files, card.claims) == ((), (), (), ())
    assert card.status is ReadStatus.UNREAD
    assert open_ref(library, MINE) == card


@pytest.mark.parametrize("ref", [MINE, study_ref("hoerder-2023")])
def test_a_card_has_what_the_user_did_with_a_study(library: Library, ref: Ref) -> None:
    (tag,) = add_tag(library, "Try it", "accent").refs
    (other,) = add_tag(library, "cold", "caution").refs
    (feet,) = add_collection(library, "feet").refs
    for key in (tag.key, other.key):
        set_tag(library, [ref], key, on=True)
    collect(library, [ref], feet.key)
    set_status(library, [ref], ReadStatus.READING)
    set_stars(library, [ref], on=True)
    put_appraisal(library, ref, Appraisal(arms=(Arm("Needling", 30),)))
    write_note(library, ref, "so so")
    card = open_study(library, ref.key)
    assert [(each.name, each.colour) for each in card.tags] == [
        ("cold", "caution"), ("Try it", "accent"),
    ]  # fmt: skip
    assert [each.name for each in card.collections] == ["feet"]
    assert card.status is ReadStatus.READING
    assert card.starred
    assert card.appraisal.arms == (Arm("Needling", 30),)
    assert card.note is not None
    assert card.own is (ref == MINE)
    assert (card.reference is None) is (ref != MINE)


def test_a_study_in_the_trash_opens_but_stands_nowhere(library: Library, claim: Ref) -> None:
    trash_studies(library, [MINE.key])
    card = open_study(library, MINE.key)
    assert card.trashed == NOW
    assert not card.withdrawn
    assert [view.claim.id for view in card.claims] == [claim.key]
    assert open_claim(library, claim.key).view.studies == ()
    assert MINE.key not in {study.key for study in open_point(library, "ST36").studies}
    assert MINE.key not in {study.key for study in open_condition(library, "numb-feet").studies}
    empty_trash(library)
    with pytest.raises(NotFound, match=r"adams\.2021"):
        open_study(library, MINE.key)


def test_an_own_claim_opens_with_its_own_stances(library: Library, claim: Ref) -> None:
    view = open_claim(library, claim.key).view
    assert view.claim.is_own
    assert view.claim.statement == CLAIM.statement
    assert [(said.stance, said.own, study.key) for said, study in view.studies] == [
        (Stance.SUPPORTS, True, MINE.key)
    ]
    assert [each.claim.id for each in open_study(library, MINE.key).claims] == [claim.key]


def test_an_own_claim_opened_and_kept_as_it_is_keeps_its_stances(
    library: Library, claim: Ref
) -> None:
    set_stance(library, claim, study_ref("hoerder-2023"), Stance.MIXED, "feet only")
    trash_studies(library, [MINE.key])
    opened = open_claim(library, claim.key).view.claim
    assert edit_claim(library, opened).undo is None
    edit_claim(library, replace(opened, certainty=Certainty.LOW))
    restore_studies(library, [MINE.key])
    view = open_claim(library, claim.key).view
    assert view.claim.certainty is Certainty.LOW
    assert [(said.key, said.stance) for said, _ in view.studies] == [
        (MINE.key, Stance.SUPPORTS), ("hoerder-2023", Stance.MIXED),
    ]  # fmt: skip


@pytest.mark.parametrize("place", ["point", "meridian", "condition"])
def test_own_claims_stand_after_what_ships_in_their_section(
    library: Library, claim: Ref, place: str
) -> None:
    views = {
        "point": lambda: open_point(library, "ST36").claims,
        "meridian": lambda: open_meridian(library, "ST").claims,
        "condition": lambda: open_condition(library, "numb-feet").claims,
    }[place]()
    section = [view.claim for view in views if view.claim.kind is ClaimKind.CIRCULATION]
    assert section[-1].id == claim.key
    assert [each.id for each in section if each.is_own] == [claim.key]


def test_a_users_study_bears_on_a_shipped_claim_beside_what_ships(library: Library) -> None:
    shipped = next(
        each for each in library.content.claims.values() if "ST36" in each.points and each.studies
    )
    ref = claim_ref(shipped.id)
    set_stance(library, ref, MINE, Stance.AGAINST, "not here")
    set_stance(library, ref, study_ref(shipped.studies[0].key), Stance.CONTEXT, "only rats")
    view = open_claim(library, shipped.id).view
    assert view.claim == shipped
    bearings = [said for said, _ in view.studies]
    assert tuple(said for said in bearings if not said.own) == shipped.studies
    assert {(said.key, said.stance) for said in bearings if said.own} == {
        (MINE.key, Stance.AGAINST), (shipped.studies[0].key, Stance.CONTEXT),
    }  # fmt: skip
    assert shipped.id in {each.claim.id for each in open_study(library, MINE.key).claims}
    assert MINE.key in {study.key for study in open_point(library, "ST36").studies}


def test_own_studies_stand_on_the_cards_of_what_they_are_about(library: Library) -> None:
    for studies in (
        open_point(library, "ST36").studies,
        open_condition(library, "numb-feet").studies,
    ):
        assert studies[-1].key == MINE.key
        assert studies[-1].is_own
        assert not any(study.is_own for study in studies[:-1])


def test_a_card_shows_a_few_own_studies_and_says_that_there_are_more(library: Library) -> None:
    made = []
    for number in range(FEW + 30):
        told = replace(REFERENCE, title=f"Study {number}", issued=When(1990 + number % 30))
        made.append(OwnStudy(study_of(told, f"many-{number}", SAID), told, NOW))
    with library.writing() as connection:
        own_studies.put(connection, made)
    point, condition = open_point(library, "ST36"), open_condition(library, "numb-feet")
    for card in (point, condition):
        own = [study for study in card.studies if study.is_own]
        assert len(own) == FEW
        assert card.has_more
        assert MINE.key not in {study.key for study in own}
    years = [study.year or 0 for study in point.studies if study.is_own]
    assert years == sorted(years, reverse=True)
    assert not open_point(library, "LR12").has_more


def test_stances_outlast_a_claim_that_no_longer_ships(library: Library) -> None:
    shipped = next(each for each in library.content.claims.values() if each.studies)
    set_stance(library, claim_ref(shipped.id), MINE, Stance.AGAINST)
    fewer = {key: each for key, each in library.content.claims.items() if key != shipped.id}
    newer = replace(library.content, version="9999.1", digest="other", claims=fewer)
    with library.writing() as connection:
        sync.synchronise(connection, newer)
    library.content = newer
    card = open_claim(library, shipped.id)
    assert card.withdrawn
    assert card.view.studies[-1][0] == StudyStance(MINE.key, Stance.AGAINST, own=True)
    assert [view.claim.id for view in open_study(library, MINE.key).claims] == [shipped.id]
