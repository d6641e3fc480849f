"""What figures show: effects on their axes, results in words, risk of bias, timeline, map."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.content import Content
from desktop_app.domain.appraisal import (
    Appraisal,
    Better,
    Effect,
    Judgement,
    Measure,
    Outcome,
    RiskOfBias,
)
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.evidence import (
    Certainty,
    Claim,
    ClaimKind,
    Direction,
    Stance,
    Study,
    StudyStance,
)
from desktop_app.domain.refs import Kind, Ref, claim_ref, point_ref, study_ref
from desktop_app.domain.risk import TOOLS, Light
from desktop_app.library.appraising import put_appraisal
from desktop_app.library.claiming import add_claim, set_stance
from desktop_app.library.listing import find_studies, keys_of
from desktop_app.library.seeing import evidence_map, forest, risk_table, timeline
from desktop_app.library.seeing_forest import forest_of, sides
from desktop_app.library.seeing_gathering import Gathered, Seen
from desktop_app.library.seeing_outcomes import outcome_groups
from desktop_app.library.seeing_words import number
from desktop_app.store import Library

NUMB = Ref(Kind.CONDITION, "numb-feet")
COMPLAINTS = claim_ref("dpn-complaints-against-waiting-list")
DIETZEL = study_ref("dietzel-2023")


@pytest.fixture
def shipped(content: Content) -> Library:
    return Library.in_memory(content)


def outcome(name: str = "Sleep", **more: object) -> Outcome:
    base = Outcome(
        name, "MOS 0-100", "8 weeks", "acupuncture against sham", Better.HIGHER,
        Effect(Measure.MD, 8.0, 2.0, 14.0),
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def test_every_claim_has_a_forest_plot_or_says_why_not(shipped: Library, content: Content) -> None:
    for claim in content.claims.values():
        shown = forest(shipped, claim_ref(claim.id))
        assert bool(shown.panels) != bool(shown.why_empty), claim.id
        if shown.why_empty:
            assert shown.why_empty[0].isupper(), claim.id
            assert shown.why_empty[-1] in ".:", claim.id
        for panel in shown.panels:
            assert (panel.pooled is None) == bool(panel.why_not), claim.id
            assert len({row.finding.effect.measure for row in panel.rows}) == 1


def test_no_study_is_left_out_of_a_forest_plot(shipped: Library, content: Content) -> None:
    for claim in content.claims.values():
        shown = forest(shipped, claim_ref(claim.id))
        drawn = {row.finding.study.key for panel in shown.panels for row in panel.rows}
        told = {each.study.key for each in shown.told}
        assert drawn | told == {each.key for each in claim.studies}, claim.id


def test_nothing_is_pooled_of_the_shipped_studies_without_grounds(
    shipped: Library, content: Content
) -> None:
    for claim in content.claims.values():
        for panel in forest(shipped, claim_ref(claim.id)).panels:
            if panel.pooled is not None:
                assert len({row.finding.study.key for row in panel.rows}) >= 2, claim.id


def test_a_claim_without_studies_says_why(shipped: Library, content: Content) -> None:
    traditional = forest(shipped, claim_ref("qi-flows-in-leg-meridians"))
    assert "traditional" in traditional.why_empty
    assert (
        "No study in the library"
        in forest(shipped, claim_ref("stress-and-mood-no-study")).why_empty
    )
    guideline = forest(shipped, claim_ref("dpn-diagnosis-of-exclusion"))
    assert "guidelines" in guideline.why_empty
    context = forest(shipped, claim_ref("arterial-disease-outcomes-no-study"))
    assert "gives context only" in context.why_empty


def test_a_users_appraisal_is_drawn_with_its_sides(shipped: Library) -> None:
    put_appraisal(shipped, DIETZEL, Appraisal(outcomes=(outcome(),)))
    panels = forest(shipped, COMPLAINTS).panels
    mine = next(p for p in panels if p.better is Better.HIGHER)
    assert mine.title == "Mean difference, MOS 0-100 (higher is better)"
    assert mine.favours == ("favours sham", "favours acupuncture")
    assert mine.rows[0].finding.own
    assert mine.rows[0].stance is Stance.SUPPORTS
    assert "Only one study" in mine.why_not


def test_a_users_outcome_stands_in_place_of_the_same_shipped_one(shipped: Library) -> None:
    before = forest(shipped, DIETZEL)
    shown = before.panels[0].rows[0].outcome
    assert shown.effect is not None
    corrected = replace(shown, effect=replace(shown.effect, value=-20.0, low=-30.0, high=-10.0))
    put_appraisal(shipped, DIETZEL, Appraisal(outcomes=(corrected,)))
    after = [row for panel in forest(shipped, DIETZEL).panels for row in panel.rows]
    same = [row for row in after if row.outcome.name == shown.name]
    assert [row.finding.effect.value for row in same] == [-20.0]


def test_an_effect_without_an_interval_is_told_and_says_so(shipped: Library) -> None:
    bare = outcome(effect=Effect(Measure.MD, 8.0), result="")
    null = outcome("Mood", effect=None, result="no difference")
    put_appraisal(shipped, study_ref("watanabe-2012"), Appraisal(outcomes=(bare, null)))
    told = forest(shipped, study_ref("watanabe-2012")).told
    assert [(each.words, each.why) for each in told] == [
        ("Sleep: MD 8.00", "no confidence interval is reported"),
        ("Mood: no difference", ""),
    ]


def test_effects_on_several_scales_stand_on_several_axes(shipped: Library) -> None:
    made = (
        outcome("A", instrument="VAS 0-100"),
        outcome("B", instrument="NRS 0-10"),
        outcome("C", effect=Effect(Measure.RR, 1.5, 1.1, 2.05), instrument=""),
        outcome("D", effect=Effect(Measure.RR, 1.2, 1.0, 1.44), instrument=""),
    )
    put_appraisal(shipped, study_ref("watanabe-2012"), Appraisal(outcomes=made))
    panels = forest(shipped, study_ref("watanabe-2012")).panels
    assert sorted(len(panel.rows) for panel in panels) == [1, 1, 2]
    assert panels[0].measure is Measure.RR
    assert "more than once" in panels[0].why_not or "Only one study" in panels[0].why_not


def test_like_trials_are_pooled_with_weights() -> None:
    names = ("Abel", "Baker", "Chen")
    made = [
        Study(
            name.lower(), name, (f"{name} A",), 2020, "J", "rct", Direction.BENEFIT,
            sample_size=30 + 10 * size, effects=(outcome(),),
        )
        for size, name in enumerate(names)
    ]  # fmt: skip
    seen = tuple(Seen(each, Stance.SUPPORTS) for each in made)
    panel = forest_of(Gathered("Sleep", seen, Certainty.LOW)).panels[0]
    assert panel.pooled is not None
    assert panel.pooled.effect.value == pytest.approx(8.0)
    assert [row.weight for row in panel.rows] == pytest.approx([1 / 3] * 3)
    context = (*seen[:2], replace(seen[2], stance=Stance.CONTEXT))
    shown = forest_of(Gathered("Sleep", context, Certainty.LOW))
    assert len(shown.panels[0].rows) == 2
    assert shown.told[0].why == "gives context only"


def test_a_condition_point_and_meridian_gather_their_studies(shipped: Library) -> None:
    condition = {entry.study.key for entry in timeline(shipped, NUMB).entries}
    assert {"dietzel-2023", "hoerder-2023", "shlay-1998"} <= condition
    point = {entry.study.key for entry in timeline(shipped, point_ref("LR3")).entries}
    assert {"watanabe-2012", "takayama-2012"} <= point
    slug = Ref(Kind.CONDITION, "raynaud")
    assert {e.study.key for e in timeline(shipped, slug).entries} == {"appiah-1997", "zhou-2023"}
    assert forest(shipped, slug).title == "Raynaud's phenomenon"


def test_what_does_not_exist_is_not_found(shipped: Library) -> None:
    for verb in (forest, risk_table, timeline):
        with pytest.raises(NotFound):
            verb(shipped, claim_ref("no-such-claim"))


def test_a_timeline_runs_by_year(shipped: Library) -> None:
    years = [entry.year for entry in timeline(shipped, NUMB).entries]
    assert years == sorted(years)


def test_risk_of_bias_is_what_the_user_judged(shipped: Library) -> None:
    empty = risk_table(shipped, COMPLAINTS)
    assert not empty.parts
    assert "Dietzel 2023" in empty.why_empty
    rob = TOOLS["rob2"]
    judged = (Judgement(rob.items[0].id, "low"), Judgement(rob.items[3].id, "high", "self-rated"))
    risk = RiskOfBias("rob2", judged, "high", "complaints")
    put_appraisal(shipped, DIETZEL, Appraisal(risks=(risk,)))
    table = risk_table(shipped, COMPLAINTS)
    row = table.parts[0].rows[0]
    assert [cell.words for cell in row.cells] == [
        "Low risk", "Not judged", "Not judged", "High risk", "Not judged",
    ]  # fmt: skip
    assert [cell.light for cell in row.cells][:2] == [Light.GOOD, None]
    assert row.cells[3].why == "self-rated"
    assert (row.overall.words, row.outcome) == ("High risk", "complaints")
    assert [name for _, name in table.unjudged] == ["Hoerder 2023"]


def test_guidelines_are_not_asked_to_be_judged(shipped: Library) -> None:
    table = risk_table(shipped, claim_ref("dpn-diagnosis-of-exclusion"))
    assert not table.unjudged
    assert "no trial" in table.why_empty


@pytest.mark.parametrize("by", ["condition", "outcome"])
def test_the_map_holds_every_study(shipped: Library, content: Content, by: str) -> None:
    found = evidence_map(shipped, "", by)
    assert found.studies == len(content.studies)
    rows, designs = dict(found.rows), dict(found.designs)
    for bubble in found.bubbles:
        assert bubble.row in rows
        assert bubble.design in designs
        assert bubble.count == len(bubble.keys)
    if not found.left_out:
        assert {key for each in found.bubbles for key in each.keys} == set(content.studies)


@pytest.mark.parametrize("by", ["condition", "outcome"])
@pytest.mark.parametrize("query", ["", "design:rct year:2012.."])
def test_a_bubbles_query_finds_its_studies(shipped: Library, by: str, query: str) -> None:
    found = evidence_map(shipped, query, by)
    assert found.bubbles
    for bubble in found.bubbles:
        keys = set(keys_of(shipped, find_studies(shipped, bubble.query)))
        # Keys are found by their beginning, so that a protocol comes with its trial.
        beyond = {key for key in keys - set(bubble.keys) if key.startswith(bubble.keys)}
        assert keys - beyond == set(bubble.keys), bubble.query
        assert by == "outcome" or not beyond


def test_people_are_counted_only_where_the_sample_is_people(shipped: Library) -> None:
    bubbles = evidence_map(shipped, "", "condition").bubbles
    animals = next(b for b in bubbles if b.keys == ("chou-2012",))
    assert animals.people is None
    cohort = next(b for b in bubbles if b.keys == ("witt-2009",))
    assert cohort.people == 229_230


def test_a_map_of_nothing_says_so(shipped: Library) -> None:
    assert "No study matches" in evidence_map(shipped, "zzzzqqqq").why_empty
    with pytest.raises(NotUnderstood, match="condition or outcome"):
        evidence_map(shipped, "", "journal")


def test_outcomes_fall_into_groups() -> None:
    assert outcome_groups(["NRS pain", "Nerve conduction velocity"]) == ("pain", "nerve")
    assert outcome_groups(["Patients' satisfaction"]) == ("other",)
    assert outcome_groups([]) == ("none",)


def test_comparisons_have_two_sides() -> None:
    assert sides("acupuncture against waiting list") == ("acupuncture", "waiting list")
    assert sides("Needling vs. sham") == ("Needling", "sham")
    assert sides("Needling, with moxa, against none") == ("Needling, with moxa", "none")
    assert sides("acupuncture") == ("", "")


def test_numbers_have_a_true_minus_and_no_negative_nought() -> None:
    assert (number(-1.234), number(-0.001), number(12.34, 1)) == ("−1.23", "0.00", "12.3")


def test_a_users_own_claim_has_its_figures(shipped: Library) -> None:
    mine = Claim(
        "", ClaimKind.NEUROPATHY, "Needling eases numb toes.", Certainty.LOW,
        studies=(StudyStance("dietzel-2023", Stance.SUPPORTS),),
    )  # fmt: skip
    ref = next(ref for ref in add_claim(shipped, mine).refs if ref.kind is Kind.CLAIM)
    shown = forest(shipped, ref)
    assert shown.title == "Needling eases numb toes."
    assert [row.name for row in shown.panels[0].rows] == ["Dietzel 2023"]
    assert [name for _, name in risk_table(shipped, ref).unjudged] == ["Dietzel 2023"]


def test_a_users_own_stance_brings_a_study_in(shipped: Library, content: Content) -> None:
    claim: Claim = content.claims["dpn-complaints-against-waiting-list"]
    set_stance(shipped, claim_ref(claim.id), study_ref("shin-2018"), Stance.AGAINST)
    stances = {e.study.key: e.stance for e in timeline(shipped, claim_ref(claim.id)).entries}
    assert stances["shin-2018"] is Stance.AGAINST
    assert stances["dietzel-2023"] is Stance.SUPPORTS
