"""The text of files: read page by page, resumed, found with its page, made anew when lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.attachment import Attachment, Box, file_ref
from desktop_app.domain.own import OwnStudy, study_of
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.domain.reference import Reference, When
from desktop_app.domain.refs import Kind, Ref, study_ref
from desktop_app.library import texts as reading_texts
from desktop_app.library.attaching import attach, detach, list_files
from desktop_app.library.marking import add_mark
from desktop_app.library.texts import find_in_files, forget_text, read_next_text, text_state
from desktop_app.reading import Hit, search
from desktop_app.store import Library, own_studies, texts
from tests.data.pdf import make
from tests.data.pdf.make import Line

PDFS = Path(make.__file__).parent


def add(library: Library, ref: Ref, path: Path) -> Attachment:
    attach(library, ref, path)
    return list_files(library, ref)[-1]


def read_all(library: Library) -> list[str]:
    names = []
    while file := read_next_text(library):
        names.append(file.name)
    return names


def in_files(library: Library, text: str) -> list[Hit]:
    return [hit for hit in search(library, text) if hit.kind is Kind.FILE]


def test_text_is_found_with_its_page(library: Library, ref: Ref, content: Content) -> None:
    file = add(library, ref, PDFS / "trial.pdf")
    assert read_all(library) == ["trial.pdf"]
    assert read_all(library) == []
    [hit] = in_files(library, "blinded observer")
    assert (hit.ref, hit.kind) == (file_ref(file.key, 1), Kind.FILE)
    assert hit.title == content.studies[ref.key].title
    assert hit.subtitle == "trial.pdf, page 2"
    assert "[[blinded]] [[observer]]" in hit.snippet
    [perfusion] = in_files(library, "skin perfusion sole")
    assert "perfusion" in perfusion.snippet
    assert [hit.page for hit in find_in_files(library, file.key, "needling")] == [0, 1]
    assert find_in_files(library, file.key, "zebra") == ()
    assert text_state(library, file.key) == ""


def test_files_come_last_and_short_words_do_not_look_there(library: Library, ref: Ref) -> None:
    add(library, ref, PDFS / "trial.pdf")
    read_all(library)
    kinds = [hit.kind for hit in search(library, "needling")]
    assert kinds.count(Kind.FILE) == 1
    assert kinds[-1] is Kind.FILE
    assert Kind.FILE not in [hit.kind for hit in search(library, "ne")]
    assert Kind.FILE not in [hit.kind for hit in search(library, '"')]


def test_codes_and_chinese_are_found(library: Library, ref: Ref) -> None:
    add(library, ref, PDFS / "trial.pdf")
    chinese = add(library, ref, PDFS / "chinese.pdf")
    read_all(library)
    assert [hit.ref for hit in in_files(library, "泉穴")] == [file_ref(chinese.key, 0)]
    assert [hit.subtitle for hit in in_files(library, "st-36")] == ["trial.pdf, page 1 and 2 more"]


def test_files_without_text_say_so(library: Library, ref: Ref, tmp_path: Path) -> None:
    scanned = add(library, ref, PDFS / "scanned.pdf")
    locked = add(library, ref, PDFS / "locked.pdf")
    assert set(read_all(library)) == {"scanned.pdf", "locked.pdf"}
    assert "no text in this PDF" in text_state(library, scanned.key)
    assert "password" in text_state(library, locked.key)


def test_plain_texts_are_read_too(library: Library, ref: Ref, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("A quokka walked over the sole.", encoding="utf-8")
    file = add(library, ref, tmp_path / "notes.txt")
    read_all(library)
    assert in_files(library, "quokka")[0].ref == file_ref(file.key, 0)


def long_pdf(path: Path, pages: int) -> Path:
    path.write_bytes(
        make.pdf([[Line(f"Page number{page} of it", 40, 400)] for page in range(pages)])
    )
    return path


def test_a_stopped_reading_goes_on_where_it_was(
    library: Library, ref: Ref, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = add(library, ref, long_pdf(tmp_path / "long.pdf", 50))
    progress = Progress(lambda done, total, words: progress.cancel() if done == 30 else None)
    with pytest.raises(Cancelled):
        read_next_text(library, progress)
    with library.texts.reading() as connection:
        assert connection is not None
        assert texts.pages_read(connection, file.digest) == 20
    assert [hit.page for hit in find_in_files(library, file.key, "number7")] == [7]
    seen: list[int] = []
    read_next_text(library, Progress(lambda done, total, words: seen.append(done)))
    assert seen[0] == 20
    assert [hit.page for hit in find_in_files(library, file.key, "number49")] == [49]
    assert read_all(library) == []


def test_lost_texts_are_made_anew(
    library: Library, ref: Ref, folder: Path, content: Content
) -> None:
    add(library, ref, PDFS / "trial.pdf")
    read_all(library)
    library.close()
    (folder / texts.FILE).write_bytes(b"not a database at all" * 500)
    with Library.open(folder, content) as again:
        assert in_files(again, "blinded observer") == []
        assert read_all(again) == ["trial.pdf"]
        assert in_files(again, "blinded observer")
        with again.texts.writing() as connection:
            connection.exec_driver_sql("PRAGMA user_version = 99")
        again.close()
    with Library.open(folder, content) as third:
        assert read_all(third) == ["trial.pdf"]


def test_a_search_does_without_texts_that_cannot_be_opened(library: Library, folder: Path) -> None:
    (folder / texts.FILE).mkdir()
    assert search(library, "acupuncture")
    assert in_files(library, "acupuncture") == []


def test_a_copy_that_only_looks_finds_them(
    library: Library, ref: Ref, folder: Path, content: Content
) -> None:
    with Library.open_read_only(folder, content) as looking:
        assert in_files(looking, "blinded observer") == []
    add(library, ref, PDFS / "trial.pdf")
    read_all(library)
    with Library.open_read_only(folder, content) as looking:
        assert in_files(looking, "blinded observer")


def test_what_is_taken_off_is_not_found(library: Library, ref: Ref) -> None:
    file = add(library, ref, PDFS / "trial.pdf")
    read_all(library)
    gone = detach(library, [file.key])
    assert in_files(library, "blinded observer") == []
    assert gone.undo is not None
    gone.undo.back(library)
    assert in_files(library, "blinded observer")
    assert read_all(library) == []


def test_a_text_can_be_read_anew(library: Library, ref: Ref) -> None:
    file = add(library, ref, PDFS / "trial.pdf")
    read_all(library)
    forget_text(library, file.key)
    assert in_files(library, "blinded observer") == []
    assert read_all(library) == ["trial.pdf"]


def test_a_library_in_memory_has_nothing_to_read(content: Content) -> None:
    with Library.in_memory(content) as library:
        assert reading_texts.read_next_text(library) is None
        assert all(hit.kind is not Kind.FILE for hit in search(library, "needling"))


def test_files_of_the_trash_are_not_found(library: Library) -> None:
    reference = Reference(title="Mine", issued=When(2020))
    key = "somebody.2020"
    own = OwnStudy(study_of(reference, key), reference, library.clock())
    with library.writing() as connection:
        own_studies.put(connection, [own])
    file = add(library, study_ref(key), PDFS / "trial.pdf")
    add_mark(library, file.digest, 0, [Box(1, 2, 3, 4)], quote="zebrafish")
    read_all(library)
    assert in_files(library, "blinded observer")[0].title == "Mine"
    assert [hit.kind for hit in search(library, "zebrafish")] == [Kind.MARK]
    with library.writing() as connection:
        own_studies.trash(connection, [key], library.clock())
    assert in_files(library, "blinded observer") == []
    assert search(library, "zebrafish") == ()
