"""Importing: planned first, then all or nothing, taken back and done again exactly."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.errors import DiskFull, NotUnderstood, UnreadableFile
from desktop_app.domain.own import OwnStudy, ReadStatus
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.domain.refs import Kind, study_ref
from desktop_app.library.attaching import attach, list_files
from desktop_app.library.importing import Choice, plan_import, run_import
from desktop_app.library.organising import add_tag, set_stars, set_status, set_tag
from desktop_app.reading import search, write_note
from desktop_app.store import Library, own_studies
from tests.data.pdf import make
from tests.library.incoming import csl, item, ris
from tests.library.shelves import NOW, dump, only_key, small_content, small_library, there_and_back

PDFS = Path(make.__file__).parent


@pytest.fixture
def library() -> Iterator[Library]:
    with small_library() as made:
        yield made


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", small_content(), clock=lambda: NOW) as opened:
        yield opened


def own(library: Library, key: str) -> OwnStudy:
    with library.reading() as connection:
        return own_studies.take(connection, [key])[key]


def count(library: Library) -> int:
    with library.reading() as connection:
        return len(own_studies.all_keys(connection))


def test_what_is_new_comes_in(library: Library, tmp_path: Path) -> None:
    file = csl(
        tmp_path / "two.json",
        item("Cupping the calf", "Dunn", 2022, DOI="10.1000/cup"),
        item("Moxa on Yongquan", "Dunn", 2022, abstract="Warmth of the sole."),
    )
    before = dump(library)
    plan = plan_import(library, [file])
    assert dump(library) == before
    assert [each.choice for each in plan.incoming] == [Choice.ADD, Choice.ADD]
    imported = run_import(library, plan, author="me")
    assert (imported.imported, imported.merged, imported.skipped) == (2, 0, 0)
    assert imported.keys == ("dunn.2022", "dunn.2022-2")
    assert imported.changed.author == "me"
    assert imported.changed.touches(study_ref("dunn.2022"))
    study = own(library, "dunn.2022")
    assert study.study.title == "Cupping the calf"
    assert study.reference.doi == "10.1000/cup"
    assert study.added == NOW
    assert own(library, "dunn.2022-2").batch == study.batch != ""
    assert [hit.ref for hit in search(library, "warmth of the sole")] == [study_ref("dunn.2022-2")]
    there_and_back(library, imported.changed, before)


def test_a_changed_field_of_every_sort_is_taken_back(library: Library, tmp_path: Path) -> None:
    """Undo also takes what was written about the new study since, and redo brings it back."""
    before = dump(library)
    file = csl(tmp_path / "one.json", item("Moxa on Yongquan", "Dunn", 2022))
    imported = run_import(library, plan_import(library, [file]))
    ref = study_ref("dunn.2022")
    tag = only_key(add_tag(library, "warm", "teal"))
    set_tag(library, [ref], tag, on=True)
    set_stars(library, [ref], on=True)
    set_status(library, [ref], ReadStatus.READ)
    write_note(library, ref, "Quite a glow.")
    after = dump(library)
    assert imported.changed.undo
    undone = imported.changed.undo.back(library)
    assert not search(library, "glow")
    held = dump(library)
    assert held["tag"] != before["tag"]
    assert {**held, "tag": ()} == {**before, "tag": ()}
    assert undone.undo
    undone.undo.back(library)
    assert dump(library) == after
    assert search(library, "glow")


def test_merging_fills_empty_fields_only(library: Library, tmp_path: Path) -> None:
    file = csl(
        tmp_path / "more.json",
        {
            **item("ADAMS on numb feet.", abstract="New.", keyword="feet", volume="7"),
            "container-title": "Another journal",
        },
    )
    before = dump(library)
    plan = plan_import(library, [file])
    (incoming,) = plan.incoming
    assert incoming.match
    assert incoming.match.key == "adams.2019"
    assert incoming.match.number is None
    assert {each.field: (each.held, each.incoming) for each in incoming.match.differences} == {
        "abstract": ("", "New."),
        "keywords": ("", "feet"),
        "volume": ("", "7"),
        "container": ("J Acu", "Another journal"),
    }
    imported = run_import(library, plan)
    assert (imported.imported, imported.merged, imported.skipped) == (0, 1, 0)
    reference = own(library, "adams.2019").reference
    assert (reference.title, reference.container) == ("Adams on numb feet", "J Acu")
    assert (reference.abstract, reference.volume, reference.keywords) == ("New.", "7", ("feet",))
    assert own(library, "adams.2019").study.volume == "7"
    there_and_back(library, imported.changed, before)


def test_what_the_user_said_stays_when_a_study_is_merged(library: Library, tmp_path: Path) -> None:
    held = own(library, "adams.2019")
    said = replace(held, study=replace(held.study, points=("ST36",), main_finding="It helps."))
    with library.writing() as connection:
        own_studies.put(connection, [said])
    file = csl(tmp_path / "more.json", item("Adams on numb feet", volume="7"))
    run_import(library, plan_import(library, [file]))
    study = own(library, "adams.2019").study
    assert (study.points, study.main_finding, study.volume) == (("ST36",), "It helps.", "7")


def test_merging_what_says_nothing_new_changes_nothing(library: Library, tmp_path: Path) -> None:
    before = dump(library)
    file = csl(tmp_path / "same.json", item("Adams on numb feet"))
    imported = run_import(library, plan_import(library, [file]))
    assert imported.merged == 1
    assert dump(library) == before


def test_a_shipped_study_is_never_changed(library: Library, tmp_path: Path) -> None:
    before = dump(library)
    file = csl(tmp_path / "s.json", item("Needles warm the foot", "Doe", 2020, abstract="More."))
    plan = plan_import(library, [file])
    assert plan.incoming[0].match
    assert plan.incoming[0].match.shipped
    imported = run_import(library, plan)
    assert (imported.imported, imported.merged, imported.skipped) == (0, 0, 1)
    assert [(each.matches, each.why) for each in imported.duplicates] == [
        ("shipped-2020", "title, year and first author")
    ]
    assert dump(library) == before


def test_a_study_in_the_trash_is_told_and_comes_back(library: Library, tmp_path: Path) -> None:
    with library.writing() as connection:
        own_studies.trash(connection, ["brown.2020"], NOW)
    before = dump(library)
    file = csl(tmp_path / "b.json", item("Brown on numb feet", "Brown", 2020))
    plan = plan_import(library, [file])
    assert plan.incoming[0].match
    assert plan.incoming[0].match.trashed
    imported = run_import(library, plan)
    assert own(library, "brown.2020").trashed is None
    assert search(library, "brown on numb")
    there_and_back(library, imported.changed, before)


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [(Choice.SKIP, (0, 0, 1)), (Choice.MERGE, (0, 1, 0)), (Choice.KEEP, (1, 0, 0))],
)
def test_what_becomes_of_duplicates(
    library: Library, tmp_path: Path, choice: Choice, numbers: tuple[int, int, int]
) -> None:
    file = csl(tmp_path / "a.json", item("Adams on numb feet", id="mine", volume="7"))
    plan = plan_import(library, [file], on_duplicate=choice)
    assert plan == plan_import(library, [file]).choose(choice)
    imported = run_import(library, plan)
    assert (imported.imported, imported.merged, imported.skipped) == numbers
    (told,) = imported.duplicates
    assert told.key == ("adams.2019-2" if choice is Choice.KEEP else "mine")
    assert told.matches == "adams.2019"
    assert own(library, "adams.2019").study.volume == ("7" if choice is Choice.MERGE else "")


def test_records_of_one_import_are_merged_with_each_other(library: Library, tmp_path: Path) -> None:
    first = item("Moxa", "Dunn", 2022, DOI="10.1000/m")
    second = item("Moxa", "Dunn", 2022, PMID="77")
    third = item("Something else", "Eve", 2020, PMID="77", volume="3")
    plan = plan_import(library, [csl(tmp_path / "m.json", first, second, third)])
    matches = [each.match and (each.match.number, each.match.why) for each in plan.incoming]
    assert matches == [None, (0, "title, year and first author"), (1, "pmid")]
    imported = run_import(library, plan)
    assert (imported.imported, imported.merged) == (1, 2)
    reference = own(library, "dunn.2022").reference
    assert (reference.doi, reference.pmid, reference.volume) == ("10.1000/m", "77", "3")


def test_a_match_that_has_gone_since_is_added(library: Library, tmp_path: Path) -> None:
    plan = plan_import(library, [csl(tmp_path / "a.json", item("Adams on numb feet"))])
    with library.writing() as connection:
        own_studies.remove(connection, ["adams.2019"])
    assert run_import(library, plan).keys == ("adams.2019",)


def test_a_rejected_record_takes_no_other_with_it(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "broken.json"
    file.write_text(
        '[{"type": "book", "title": "A"}, {"title": broken}, {"type": "book", "title": "B"}]'
    )
    missing = tmp_path / "missing.ris"
    nothing = tmp_path / "notes.ris"
    nothing.write_text("Dear diary, nothing to report.")
    good = ris(tmp_path / "good.ris", {"TI": "C", "PY": "2001"})
    plan = plan_import(library, [missing, file, nothing, good])
    assert [each.record.reference.title for each in plan.incoming] == ["A", "B", "C"]
    told = {(each.file, each.record) for each in plan.rejected}
    assert told == {("missing.ris", 0), ("broken.json", 2), ("notes.ris", 0)}
    assert all(each.reason for each in plan.rejected)
    imported = run_import(library, plan)
    assert imported.imported == 3
    assert imported.rejected == plan.rejected


def test_the_format_is_told_by_content_or_by_the_user(library: Library, tmp_path: Path) -> None:
    file = csl(tmp_path / "called.ris", item("Moxa", "Dunn", 2022))
    assert len(plan_import(library, [file]).incoming) == 1
    assert len(plan_import(library, [file], "csljson").incoming) == 1
    with pytest.raises(NotUnderstood):
        plan_import(library, [file], "wordperfect")
    assert plan_import(library, [file], "pdf").rejected[0].record == 0


def test_a_folder_stands_for_what_is_in_it(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    (folder / "old" / ".hidden").mkdir(parents=True)
    ris(folder / "one.ris", {"TI": "One"})
    csl(folder / "old" / "two.json", item("Two"))
    csl(folder / "old" / ".hidden" / "three.json", item("Three"))
    (folder / "settings.json").write_text('"nothing"')
    (folder / "readme.txt").write_text("Nothing to see.")
    (folder / "bad.ris").write_text("nothing")
    (folder / "link.ris").symlink_to(folder / "one.ris")
    plan = plan_import(library, [folder])
    assert sorted(each.record.reference.title for each in plan.incoming) == ["One", "Two"]
    assert [each.file for each in plan.rejected] == ["bad.ris"]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert [each.file for each in plan_import(library, [empty]).rejected] == ["empty"]


def test_a_pdf_comes_in_with_its_file(on_disk: Library, tmp_path: Path) -> None:
    library = on_disk
    false = tmp_path / "false.pdf"
    false.write_text("not a PDF")
    before = dump(library)
    plan = plan_import(library, [PDFS / "trial.pdf", false])
    assert [each.file for each in plan.rejected] == ["false.pdf"]
    (incoming,) = plan.incoming
    assert incoming.path == PDFS / "trial.pdf"
    assert incoming.record.reference.doi == make.DOI
    imported = run_import(library, plan)
    (file,) = list_files(library, study_ref(imported.keys[0]))
    assert (file.name, file.is_pdf, file.missing) == ("trial.pdf", True, False)
    there_and_back(library, imported.changed, before)
    again = run_import(library, plan_import(library, [PDFS / "trial.pdf"]))
    assert again.merged == 1
    assert len(list_files(library, study_ref(imported.keys[0]))) == 1


def test_a_pdf_that_tells_nothing_is_named_after_its_file(on_disk: Library, tmp_path: Path) -> None:
    named = tmp_path / "Smith 1998 needles.pdf"
    shutil.copy(PDFS / "scanned.pdf", named)
    imported = run_import(on_disk, plan_import(on_disk, [named]))
    assert own(on_disk, imported.keys[0]).study.title == "Smith 1998 needles"


def test_a_pdf_of_a_shipped_study_is_attached_to_it(on_disk: Library, tmp_path: Path) -> None:
    plan = plan_import(on_disk, [PDFS / "trial.pdf"])
    file = csl(tmp_path / "s.json", item("Needles warm the foot", "Doe", 2020))
    match = plan_import(on_disk, [file]).incoming[0].match
    shown = replace(plan.incoming[0], match=match, choice=Choice.MERGE)
    before = dump(on_disk)
    imported = run_import(on_disk, replace(plan, incoming=(shown,)))
    assert (imported.imported, imported.skipped) == (0, 1)
    assert len(list_files(on_disk, study_ref("shipped-2020"))) == 1
    assert any(ref.kind is Kind.FILE for ref in imported.changed.refs)
    there_and_back(on_disk, imported.changed, before)


def test_a_pdf_that_has_gone_since_leaves_all_as_it_was(on_disk: Library, tmp_path: Path) -> None:
    moved = tmp_path / "trial.pdf"
    shutil.copy(PDFS / "trial.pdf", moved)
    file = csl(tmp_path / "a.json", item("Moxa"))
    plan = plan_import(on_disk, [file, PDFS / "bare.pdf", moved])
    moved.unlink()
    before = dump(on_disk)
    with pytest.raises(UnreadableFile, match="trial"):
        run_import(on_disk, plan)
    assert dump(on_disk) == before
    assert on_disk.folder
    assert not list((on_disk.folder / "attachments").rglob("*.pdf"))


@pytest.mark.parametrize("after", [0, 1, 5])
def test_cancelling_leaves_nothing(library: Library, tmp_path: Path, after: int) -> None:
    file = csl(tmp_path / "many.json", *(item(f"Number {n}", "Dunn") for n in range(1500)))
    plan = plan_import(library, [file])
    before = dump(library)
    told = []

    def listen(done: int, total: int, words: str) -> None:
        told.append(done)
        if len(told) > after:
            progress.cancel()

    progress = Progress(listen)
    with pytest.raises(Cancelled):
        run_import(library, plan, progress)
    assert len(told) == after + 1
    assert dump(library) == before
    assert run_import(library, plan).imported == 1500


def test_planning_can_be_cancelled(library: Library, tmp_path: Path) -> None:
    file = csl(tmp_path / "many.json", *(item(f"Number {n}") for n in range(300)))
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        plan_import(library, [file], progress=progress)


def test_a_large_import_names_no_study_but_all(library: Library, tmp_path: Path) -> None:
    file = csl(tmp_path / "many.json", *(item(f"Number {n}", "Dunn", 2000) for n in range(2500)))
    before = dump(library)
    imported = run_import(library, plan_import(library, [file]))
    assert imported.changed.everything == frozenset({Kind.STUDY})
    assert imported.keys[-1] == "dunn.2000-2500"
    assert imported.changed.undo
    assert imported.changed.undo.title == "Import 2,500 studies"
    undone = imported.changed.undo.back(library)
    assert undone.everything == frozenset({Kind.STUDY})
    assert dump(library) == before


def test_an_attachment_made_since_goes_with_the_study(on_disk: Library, tmp_path: Path) -> None:
    file = csl(tmp_path / "one.json", item("Moxa", "Dunn", 2022))
    imported = run_import(on_disk, plan_import(on_disk, [file]))
    ref = study_ref("dunn.2022")
    attach(on_disk, ref, PDFS / "bare.pdf")
    assert imported.changed.undo
    undone = imported.changed.undo.back(on_disk)
    assert not list_files(on_disk, ref)
    assert undone.undo
    undone.undo.back(on_disk)
    (again,) = list_files(on_disk, ref)
    assert not again.missing


def test_a_full_disk_leaves_nothing_half(on_disk: Library, tmp_path: Path) -> None:
    file = csl(tmp_path / "many.json", *(item(f"Calf {n}", abstract="x" * 999) for n in range(900)))
    before = dump(on_disk)
    with on_disk.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")
    plan = plan_import(on_disk, [file])
    with pytest.raises(DiskFull, match="no room left"):
        run_import(on_disk, plan)
    assert dump(on_disk) == before
    with on_disk.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert run_import(on_disk, plan).imported == 900


@pytest.mark.parametrize("chosen", ["bibtex", "csljson"])
def test_a_file_without_records_of_its_format_is_told(
    library: Library, tmp_path: Path, chosen: str
) -> None:
    file = ris(tmp_path / "feet.ris", {"TI": "Feet"})
    plan = plan_import(library, [file], chosen)
    assert not plan.incoming
    (rejected,) = plan.rejected
    assert "feet.ris" in (rejected.file, rejected.reason)
