"""Libraries as released versions wrote them open, are upgraded and keep what was theirs."""

from __future__ import annotations

import lzma
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.appraisal import Effect, Measure
from desktop_app.domain.learning import Rating
from desktop_app.domain.own import ReadStatus
from desktop_app.domain.refs import Kind, Ref, claim_ref, point_ref, study_ref
from desktop_app.planning.plans import list_plans, open_plan
from desktop_app.reading import list_notes, list_recent, read_note, search, starred
from desktop_app.store import Library, files, marks, organised, own_claims, plans, schema
from desktop_app.store.mending import mend
from desktop_app.study.scheduling import answer, memories, reviews
from tests.store.conftest import NOW
from tests.store.plan_samples import full_plan
from tests.store.test_store_mending import pages_of, spoil

GOLDEN = Path(__file__).parents[1] / "golden"
PLANS = {"0003": ["Golden archived plan", "Golden plan", "Golden plan"]}
"""The titles of the plans in a library of each form."""

DUNN = study_ref("dunn.2022")


def unpack(form: str, folder: Path) -> Path:
    path = folder / "library.db"
    path.write_bytes(lzma.decompress((GOLDEN / form / "library.db.xz").read_bytes()))
    assert schema.stored_revision(path) == form
    return path


@pytest.mark.parametrize("form", schema.REVISIONS[:-1])
def test_a_library_of_an_earlier_release_keeps_everything(
    form: str, content: Content, tmp_path: Path
) -> None:
    path = unpack(form, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        count = connection.execute("SELECT count(*) FROM note").fetchone()[0]
    with Library.open(tmp_path, content) as library:
        notes = {str(note.ref): note.text for note in list_notes(library)}
        assert notes["yq:point/ST36"] == "Needled *often*; patient likes 足三里."
        assert notes["yq:study/hoerder-2023"] == "Pilot, see the protocol."
        assert len(notes) == count
        assert set(starred(library)) >= {point_ref("KI1"), study_ref("hoerder-2023")}
        assert list_recent(library)[0] == Ref.parse("yq:condition/numb-feet")
        assert search(library, "patient likes")[0].ref == point_ref("ST36")
        assert search(library, "zusanli")[0].ref == point_ref("ST36")
        with library.reading() as connection:
            made = plans.listed(connection, None, None, trashed=False)
        assert sorted(plan.title for plan in made) == PLANS.get(form, [])
        assert not memories(library)
        answer(library, "name:ST36", Rating.GOOD, 900, NOW)
        assert [review.item for review in reviews(library)] == ["name:ST36"]
    assert schema.stored_revision(path) == schema.HEAD
    assert list((tmp_path / "backups").glob("*before-*"))


def test_a_damaged_library_of_the_second_form_is_mended_whole(
    content: Content, tmp_path: Path
) -> None:
    path = unpack("0002", tmp_path)
    spoil(path, pages_of(path, "search_study_data")[1:])
    assert mend(tmp_path, content, lambda: NOW).whole
    with Library.open(tmp_path, content) as library:
        assert len(list_notes(library)) == 4
        assert search(library, "golden trial")[0].ref == DUNN
        assert len(starred(library)) == 2
        with library.shelf() as shelf:
            assert [each.name for each in shelf.collections(DUNN)] == ["Feet"]


def test_what_a_user_of_the_second_form_brought_is_all_there(
    content: Content, tmp_path: Path
) -> None:
    unpack("0002", tmp_path)
    with Library.open(tmp_path, content) as library:
        assert search(library, "golden trial")[0].ref == DUNN
        assert not [hit for hit in search(library, "thrown away") if hit.kind is Kind.STUDY]
        assert Kind.MARK in [hit.kind for hit in search(library, "golden mark")]
        with library.shelf() as shelf:
            own = shelf.own_study("dunn.2022")
            assert own is not None
            assert own.reference.abstract == "Warmth of the sole after needling."
            thrown = shelf.own_study("gone.1999")
            assert thrown is not None
            assert thrown.trashed is not None
            assert [tag.name for tag in shelf.tags(DUNN)] == ["to discuss"]
            assert [each.name for each in shelf.collections(DUNN)] == ["Feet"]
            assert shelf.status(DUNN) is ReadStatus.READ
            (outcome,) = shelf.appraisal(DUNN).outcomes
            assert outcome.effect == Effect(Measure.MD, 1.2, 0.4, 2.0)
            note = shelf.note(DUNN)
            assert note is not None
            assert note.text == "Golden note on an own study."
            (file,) = shelf.files(DUNN)
            (claim,) = shelf.claims_with_own_stance(DUNN)
        with library.reading() as connection:
            assert [each.name for each in organised.filters(connection)] == ["Trials"]
            (mark,) = marks.of_file(connection, file.digest)
            assert mark.quote == "warmth of the sole"
            assert files.of_refs(connection, [str(DUNN)])[0].name == "trial.pdf"
            (own_claim,) = own_claims.everyone(connection)
        assert claim_ref(own_claim.id) == claim
        assert search(library, "my golden claim")[0].ref == claim


def test_the_plans_of_the_third_form_are_all_there(content: Content, tmp_path: Path) -> None:
    unpack("0003", tmp_path)
    with Library.open(tmp_path, content) as library:
        found = {row.label: row for row in list_plans(library)}
        plan = open_plan(library, found["G1"].key)
        assert replace(plan, key="") == full_plan(label="G1", title="Golden plan")
        assert [row.title for row in list_plans(library, templates=True)] == ["Golden plan"]
        assert [row.label for row in list_plans(library, archived=True)] == ["G2"]
        assert [row.label for row in list_plans(library, trashed=True)] == ["G3"]
        ref = Ref(Kind.PLAN, plan.key)
        note = read_note(library, ref)
        assert note is not None
        assert note.text == "Golden note on a plan."
        assert ref in starred(library)
        titles = [hit.title for hit in search(library, "golden thrown")]
        assert "G1 – Golden plan" in titles
        assert "G3 – Golden thrown plan" not in titles
