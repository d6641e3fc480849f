"""Candidate points: every reason leads somewhere, own evidence counts, nothing is ranked unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import dist

import pytest

from desktop_app.content import Content
from desktop_app.domain.area import Area
from desktop_app.domain.evidence import Certainty, Claim, ClaimKind, Direction, Stance, Study
from desktop_app.domain.findings import NO_STUDY, Candidate, Ground, Reason, ReasonKind
from desktop_app.domain.reference import Reference
from desktop_app.domain.refs import Kind, claim_ref, study_ref
from desktop_app.library.appraising import add_study
from desktop_app.library.claiming import add_claim, set_stance
from desktop_app.library.organising import restore_studies, trash_studies
from desktop_app.planning.candidates import (
    ADJACENT_CUN,
    NERVE_CLAIM,
    ROOT_CLAIM,
    find_candidates,
    rank,
    speaking,
)
from desktop_app.planning.nearness import Nearness
from desktop_app.planning.nerves import TRUNKS, branches, nerves_named
from desktop_app.planning.reading_area import read_area
from desktop_app.store import Library
from tests.planning.skins import atlas, marked

SKIN = atlas().skin
ALL = frozenset(ReasonKind)
TERRITORIES = [(ground, name) for ground in Ground for name in SKIN.labels[ground].territories]
PARTS = sorted(SKIN.regions)


@pytest.fixture
def shelf(content: Content) -> Iterator[Library]:
    with Library.in_memory(content) as library:
        yield library


def candidates(library: Library, area: Area, cause: str = "") -> dict[str, Candidate]:
    reading = read_area(atlas(), library.content, area)
    found = find_candidates(library, atlas(), area, reading, cause=cause)
    return {each.code: each for each in found}


def nerve(name: str) -> Area:
    return marked(right=SKIN.territory(Ground.NERVE, name))


def of(candidate: Candidate, kind: ReasonKind) -> list[Reason]:
    return [reason for reason in candidate.reasons if reason.kind is kind]


def test_every_reason_leads_to_a_claim_or_study_or_says_there_is_none(shelf: Library) -> None:
    content = shelf.content
    masks = [SKIN.territory(ground, name) for ground, name in TERRITORIES]
    masks += [SKIN.regions[name] for name in PARTS]
    for mask in masks:
        found = candidates(shelf, marked(right=mask))
        assert found
        for candidate in found.values():
            assert candidate.code in content.points
            assert not content.points[candidate.code].site_of
            assert candidate.reasons
            for reason in candidate.reasons:
                assert reason.text.endswith((".", ")"))
                assert reason.claim in {*content.claims, ""}
                assert reason.study in {*content.studies, ""}
                assert reason.claim or reason.study or f"{NO_STUDY}." in reason.text
            used = [r.study for r in candidate.reasons if r.text.startswith("Used in")]
            assert len(used) == len(set(used))
            assert len(candidate.reasons) == len(set(candidate.reasons))


def test_points_within_the_area_and_near_it(shelf: Library) -> None:
    found = candidates(shelf, nerve("sural-nerve"))
    inside, beside = found["BL60"], found["BL67"]
    assert inside.distance_mm == 0
    assert of(inside, ReasonKind.LOCAL)
    assert not of(inside, ReasonKind.ADJACENT)
    assert 0 < beside.distance_mm <= ADJACENT_CUN * (atlas().mm_per_cun("limb-lateral") or 0)
    assert f"within {ADJACENT_CUN:g} cun" in of(beside, ReasonKind.ADJACENT)[0].text
    far = found["BL40"]
    assert not of(far, ReasonKind.LOCAL) + of(far, ReasonKind.ADJACENT)
    assert of(far, ReasonKind.MERIDIAN)


def test_distances_are_to_the_nearest_marked_skin(content: Content) -> None:
    near = Nearness(atlas(), content.points)
    mask = SKIN.regions["heel"]
    marked_places = [place for place, on in zip(SKIN.places, mask, strict=True) if on]
    found = near.distances(mask)
    for code in ("KI3", "BL60", "ST36", "EX-LE10.1", "GB30"):
        true = min(dist(atlas().placed[code].position, place) for place in marked_places)
        assert found[code] == pytest.approx(true, abs=1e-6)
    assert near.distances(bytes(SKIN.faces))["KI3"] == float("inf")


def test_the_left_limb_is_the_same(shelf: Library) -> None:
    mask = SKIN.territory(Ground.NERVE, "sural-nerve")
    right, left = candidates(shelf, marked(right=mask)), candidates(shelf, marked(left=mask))
    assert right == left


def test_nerves_and_roots_are_shared(shelf: Library) -> None:
    found = candidates(shelf, nerve("medial-plantar-nerve"))
    trunk = of(found["KI3"], ReasonKind.NERVE)[0]
    assert "tibial nerve, trunk of the medial plantar nerve" in trunk.text
    assert trunk.claim == NERVE_CLAIM
    root = of(found["SP2"], ReasonKind.ROOT)[0]
    assert root.claim == ROOT_CLAIM
    assert {NERVE_CLAIM, ROOT_CLAIM} <= set(shelf.content.claims)


def test_every_nerve_beneath_a_point_is_understood(content: Content) -> None:
    no_skin_here = ("iliohypogastric", "gluteal", "thoracic", "proper plantar digital nerve")
    known = {key.partition("/")[2] for key in content.structures if "/" in key}
    for point in content.points.values():
        for text in (*point.beneath.nerves_cutaneous, *point.beneath.nerves_deep):
            named = set(nerves_named(text))
            assert named <= known, text
            assert named or any(word in text for word in no_skin_here), text
    assert set(nerves_named("medial calcaneal branches of the tibial nerve")) == {
        "medial-calcaneal-nerves"
    }
    assert set(nerves_named("articular branches of the common fibular, saphenous and tibial nerves")
               ) == {"common-fibular-nerve", "saphenous-nerve", "tibial-nerve"}  # fmt: skip
    assert set(TRUNKS) <= known
    assert "sural-nerve" in set(branches("sciatic-nerve"))


def test_meridians_are_told_as_tradition_and_as_not_settled(shelf: Library) -> None:
    told = of(candidates(shelf, nerve("sural-nerve"))["BL40"], ReasonKind.MERIDIAN)
    assert [(reason.claim, reason.counts) for reason in told] == [
        ("points-chosen-along-the-affected-line", True),
        ("leg-meridian-specificity-open", False),
    ]
    assert "Bladder meridian, whose band holds" in told[0].text


def test_trials_are_told_with_their_result_also_where_they_found_nothing(shelf: Library) -> None:
    found = candidates(shelf, nerve("deep-fibular-nerve"))
    trials = {reason.study: reason for reason in of(found["LR3"], ReasonKind.TRIAL)}
    null = trials["rostock-2013"]
    assert null.text.endswith("no difference.")
    assert not null.counts
    assert null.claim == "cipn-electroacupuncture-against-placebo"
    assert trials["bao-2020"].counts
    assert trials["garrow-2014"].claim == "dpn-pain-against-sham"


def test_all_that_a_study_found_is_told(shelf: Library) -> None:
    found = candidates(shelf, marked(right=SKIN.regions["toes"]))
    told = {reason.claim: reason for reason in of(found["EX-LE10"], ReasonKind.TRIAL)}
    assert told["dpn-nerve-conduction"].counts
    null = told["dpn-symptoms-against-placebo-laser"]
    assert "do not differ" in null.text
    assert not null.counts


def test_only_studies_of_the_chosen_cause_are_told(shelf: Library) -> None:
    area = nerve("deep-fibular-nerve")
    diabetic = candidates(shelf, area, "diabetic-peripheral-neuropathy")
    studies = {reason.study for reason in of(diabetic["LR3"], ReasonKind.TRIAL)}
    assert "garrow-2014" in studies
    assert "rostock-2013" not in studies


def test_claims_on_circulation_say_what_was_measured_and_how_sure_it_is(shelf: Library) -> None:
    found = candidates(shelf, nerve("deep-fibular-nerve"))
    told = {reason.claim: reason for reason in of(found["LR3"], ReasonKind.CIRCULATION)}
    arm = told["lr3-raises-brachial-flow"]
    assert "artery of the upper arm" in arm.text
    assert "low certainty" in arm.text
    # Its two studies disagree: the claim leads to both, the reason to neither alone.
    assert arm.study == ""
    assert "foot-flow-foot-points-no-study" not in told


def test_points_of_several_places_stand_once(shelf: Library) -> None:
    webs = candidates(shelf, marked(right=SKIN.regions["web-3-4"]))
    bafeng = webs["EX-LE10"]
    assert bafeng.distance_mm == 0
    assert "of its 4 places" in of(bafeng, ReasonKind.LOCAL)[0].text
    assert not [code for code in webs if "." in code]
    knee = candidates(shelf, marked(right=SKIN.territory(Ground.DERMATOME, "L4")))
    assert "EX-LE5" not in knee
    assert {"ST35", "EX-LE4"} <= set(knee)


def test_they_come_in_the_order_that_is_told(shelf: Library) -> None:
    found = tuple(candidates(shelf, nerve("sural-nerve")).values())
    for on in (ALL, frozenset({ReasonKind.TRIAL}), ALL - {ReasonKind.TRADITION}):
        ranked = rank(found, on)
        keys = [(-speaking(each, on), each.distance_mm) for each in ranked]
        assert keys == sorted(keys)
        assert all(any(reason.kind in on for reason in each.reasons) for each in ranked)
    assert rank(found, frozenset()) == ()
    assert rank(found[::-1], ALL) == rank(found, ALL) == found


def test_nothing_marked_leaves_what_studies_and_tradition_say(shelf: Library) -> None:
    found = candidates(shelf, Area())
    assert {"ST36", "EX-LE10", "LR3"} <= set(found)
    kinds = {reason.kind for each in found.values() for reason in each.reasons}
    assert kinds == {ReasonKind.TRIAL, ReasonKind.CIRCULATION, ReasonKind.TRADITION}


OWN = Study("", "", (), None, "", "rct", Direction.BENEFIT, points=("KI1",),
            conditions=("numb-feet",))  # fmt: skip


def own_study(library: Library, study: Study = OWN) -> str:
    changed = add_study(library, Reference(title="Numb soles"), study)
    return next(ref.key for ref in changed.refs if ref.kind is Kind.STUDY)


def studies_at(library: Library, code: str = "KI1") -> set[str]:
    found = candidates(library, nerve("medial-plantar-nerve"))
    return {reason.study for reason in of(found[code], ReasonKind.TRIAL)}


def test_own_studies_count_but_not_from_the_trash(shelf: Library) -> None:
    key = own_study(shelf)
    assert key in studies_at(shelf)
    trash_studies(shelf, [key])
    assert key not in studies_at(shelf)
    restore_studies(shelf, [key])
    assert key in studies_at(shelf)


def test_an_own_study_of_something_else_does_not_count(shelf: Library) -> None:
    key = own_study(shelf, replace(OWN, conditions=("raynaud",)))
    assert key not in studies_at(shelf)
    set_stance(shelf, claim_ref("cipn-against-sham"), study_ref(key), Stance.SUPPORTS)
    assert key in studies_at(shelf)


def test_own_claims_count(shelf: Library) -> None:
    said = Claim("", ClaimKind.NEUROPATHY, "KI1 eases numb soles.", Certainty.LOW,
                 points=("KI1",), conditions=("numb-feet",))  # fmt: skip
    flow = replace(said, kind=ClaimKind.CIRCULATION, statement="KI1 warms the sole.",
                   conditions=("microcirculation",))  # fmt: skip
    along = replace(said, kind=ClaimKind.SPECIFICITY, statement="The kidney line reaches the sole.",
                    points=(), meridians=("KI",))  # fmt: skip
    keys = [
        next(ref.key for ref in add_claim(shelf, claim).refs if ref.kind is Kind.CLAIM)
        for claim in (said, flow, along)
    ]
    found = candidates(shelf, nerve("medial-plantar-nerve"))["KI1"]
    claims = {reason.claim: reason.kind for reason in found.reasons}
    assert claims[keys[0]] is ReasonKind.TRIAL
    assert claims[keys[1]] is ReasonKind.CIRCULATION
    assert claims[keys[2]] is ReasonKind.MERIDIAN


def test_a_study_that_found_harm_or_nothing_known_does_not_speak_for_a_point(
    shelf: Library,
) -> None:
    harm = own_study(shelf, replace(OWN, direction=Direction.HARM))
    unknown = own_study(shelf, replace(OWN, direction=Direction.NOT_APPLICABLE))
    found = candidates(shelf, nerve("medial-plantar-nerve"))["KI1"]
    told = {reason.study: reason for reason in of(found, ReasonKind.TRIAL)}
    assert told[harm].text.endswith("harm.")
    assert not told[harm].counts
    assert "not recorded" in told[unknown].text
    assert not told[unknown].counts
