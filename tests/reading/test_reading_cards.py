"""Cards hold what a page needs, in the order it is shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop_app.content import load
from desktop_app.domain.errors import NotFound
from desktop_app.domain.evidence import Certainty, ClaimKind
from desktop_app.domain.refs import Kind, Ref, point_ref
from desktop_app.reading import (
    ConditionCard,
    StructureCard,
    TopicCard,
    open_claim,
    open_condition,
    open_meridian,
    open_point,
    open_ref,
    open_structure,
    open_study,
    open_topic,
    write_note,
)
from desktop_app.store import Library


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with Library.in_memory(load()) as opened:
        yield opened


def test_a_point_in_any_spelling(library: Library) -> None:
    for typed in ("ST36", "st-36", "E36"):
        assert open_point(library, typed).point.code == "ST36"


def test_a_point_has_its_neighbours_along_the_line(library: Library) -> None:
    card = open_point(library, "ST36")
    assert (card.previous, card.next) == ("ST35", "ST37")
    assert open_point(library, "ST31").previous == ""
    assert open_point(library, "LR12").next == ""
    assert card.meridian is not None
    assert card.meridian.code == "ST"


def test_extra_points_and_sites_have_neighbours_too(library: Library) -> None:
    assert open_point(library, "EX-LE2").next == "EX-LE3"
    assert open_point(library, "EX-LE10.1").next == "EX-LE10.2"
    assert open_point(library, "EX-LE10.1").previous == ""


def test_claims_come_by_section_and_the_surest_first(library: Library) -> None:
    views = open_point(library, "ST36").claims
    sections = [list(ClaimKind).index(view.claim.kind) for view in views]
    assert sections == sorted(sections)
    for kind in ClaimKind:
        sure = [
            list(Certainty).index(view.claim.certainty) for view in views if view.claim.kind is kind
        ]
        assert sure == sorted(sure)


def test_claims_say_how_they_reach_the_point(library: Library) -> None:
    for code in library.content.points:
        for view in open_point(library, code).claims:
            point = library.content.points[code]
            own = {code, point.site_of, point.same_as}
            if view.via_scope == "point":
                assert own.intersection(view.claim.points)
            else:
                assert view.via_scope == "meridian"
                assert point.meridian in view.claim.meridians
                assert not own.intersection(view.claim.points)


def test_every_claim_has_its_studies(library: Library) -> None:
    for claim in library.content.claims.values():
        view = open_claim(library, claim.id).view
        assert [study.key for _, study in view.studies] == [each.key for each in claim.studies]


def test_a_point_lists_the_studies_that_used_it(library: Library) -> None:
    listed = {study.key for study in open_point(library, "ST36").studies}
    used = {key for key, study in library.content.studies.items() if "ST36" in study.points}
    assert used <= listed


def test_a_site_has_the_evidence_of_the_whole(library: Library) -> None:
    whole = {view.claim.id for view in open_point(library, "EX-LE10").claims}
    site = {view.claim.id for view in open_point(library, "EX-LE10.1").claims}
    assert whole <= site


def test_a_study_lists_the_claims_it_bears_on(library: Library) -> None:
    for key in library.content.studies:
        listed = {view.claim.id for view in open_study(library, key).claims}
        assert listed == {
            claim.id
            for claim in library.content.claims.values()
            if key in {stance.key for stance in claim.studies}
        }


def test_identification_owns_up_to_doubt(library: Library) -> None:
    card = open_study(library, "ecam-604590-2012")
    assert "probably this study, though that is not certain" in card.identification
    assert "also possible: Chou 2012" in card.identification
    assert card.related[0].key == "chou-2012"
    sure = open_study(library, "valentini-2024").identification
    assert "almost certainly this study" in sure
    other = open_study(library, "chou-2012").identification
    assert "may be this study, but is more probably another: “Observation of" in other
    assert open_study(library, "sandberg-2003").identification == ""


def test_a_claim_lists_the_pages_that_stand_on_it(library: Library) -> None:
    topic = next(topic for topic in library.content.topics.values() if any(
        part.claims for part in topic.parts
    ))  # fmt: skip
    claim = next(part.claims[0] for part in topic.parts if part.claims)
    assert Ref(Kind.TOPIC, topic.id) in open_claim(library, claim).named_by


def test_a_condition_has_all_its_claims_once(library: Library) -> None:
    card = open_condition(library, "numb-feet")
    ids = [view.claim.id for view in card.claims]
    assert len(ids) == len(set(ids))
    named = {*card.condition.claims}
    named.update(key for cause in card.condition.causes for key in cause.claims)
    assert named <= set(ids)
    assert {study.key for study in card.studies} >= {
        key for cause in card.condition.causes for key in cause.studies
    }
    assert card.structures


def test_a_structure_lists_points_and_conditions(library: Library) -> None:
    structure = library.content.structures["nerve/tibial-nerve"]
    card = open_structure(library, Ref(Kind.NERVE, "tibial-nerve"))
    assert [point.code for point in card.points] == [
        code for code in structure.points_nearby if code in library.content.points
    ]
    assert [condition.id for condition in card.conditions] == ["numb-feet"]


def test_a_meridian_has_its_points_in_order(library: Library) -> None:
    card = open_meridian(library, "KI")
    assert [point.code for point in card.points][:3] == ["KI1", "KI2", "KI3"]


def test_topics_lead_on_by_title(library: Library) -> None:
    for key in library.content.topics:
        for _, title in open_topic(library, key).see_also:
            assert title


def test_whatever_has_a_ref_opens(library: Library) -> None:
    for ref, _ in library.content.everything():
        card = open_ref(library, ref)
        assert not card.withdrawn
        if isinstance(card, ConditionCard | TopicCard | StructureCard):
            assert card.note is None


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_not_there_is_named(library: Library, kind: Kind) -> None:
    with pytest.raises(NotFound, match="no-such-thing"):
        open_ref(library, Ref(kind, "no-such-thing"))


def test_a_card_has_its_note(library: Library) -> None:
    write_note(library, point_ref("SP6"), "tender")
    note = open_point(library, "SP6").note
    assert note is not None
    assert note.text == "tender"
    write_note(library, point_ref("SP6"), "")
