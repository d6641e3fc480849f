"""Attaching files to studies: kept once, refused with a reason, taken back."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.attachment import PDF, file_ref, place_in_file
from desktop_app.domain.errors import NotFound, NotUnderstood, UnreadableFile
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.domain.refs import Ref, study_ref
from desktop_app.library import storing
from desktop_app.library.attaching import (
    KEPT_DAYS,
    attach,
    detach,
    list_files,
    open_file,
    path_of,
    remember_page,
    sweep_files,
)
from desktop_app.library.storing import stored_path
from desktop_app.store import Library
from tests.data.pdf import make

PDFS = Path(make.__file__).parent


def kept(library: Library) -> list[Path]:
    assert library.folder is not None
    return [path for path in (library.folder / "attachments").rglob("*") if path.is_file()]


def test_a_file_is_copied_and_listed(library: Library, ref: Ref) -> None:
    changed = attach(library, ref, PDFS / "trial.pdf")
    [file] = list_files(library, ref)
    assert (file.name, file.mime, file.pages, file.missing) == ("trial.pdf", PDF, 3, False)
    assert changed.refs == {ref, file.file_ref}
    path = path_of(library, file)
    assert path.read_bytes() == (PDFS / "trial.pdf").read_bytes()
    assert path.parts[-3:] == ("attachments", file.digest[:2], f"{file.digest}.pdf")
    assert open_file(library, file.key) == file


def test_the_same_content_is_kept_once(library: Library, ref: Ref, content: Content) -> None:
    other = study_ref(list(content.studies)[1])
    attach(library, ref, PDFS / "trial.pdf")
    assert attach(library, ref, PDFS / "trial.pdf").undo is None
    attach(library, other, PDFS / "trial.pdf")
    assert len(kept(library)) == 1
    assert len(list_files(library, ref)) == len(list_files(library, other)) == 1


def test_undo_and_redo(library: Library, ref: Ref) -> None:
    added = attach(library, ref, PDFS / "trial.pdf")
    [file] = list_files(library, ref)
    assert added.undo is not None
    taken = added.undo.back(library)
    assert list_files(library, ref) == ()
    assert taken.undo is not None
    taken.undo.back(library)
    assert list_files(library, ref) == (file,)
    gone = detach(library, [file.key])
    assert gone.undo is not None
    assert gone.undo.title == "Remove trial.pdf"
    assert list_files(library, ref) == ()
    gone.undo.back(library)
    assert list_files(library, ref) == (file,)


def test_a_locked_pdf_is_taken(library: Library, ref: Ref) -> None:
    attach(library, ref, PDFS / "locked.pdf")
    [file] = list_files(library, ref)
    assert (file.mime, file.pages) == (PDF, None)


def bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


BAD = {
    "bad.pdf": (b"<html>Please log in to read this article</html>", "called a PDF but is not one"),
    "torn.pdf": (b"%PDF-1.4\nand then nothing of use", "damaged"),
    "empty.pdf": (b"", "is empty"),
    "huge.png": (bomb(), "too large to be shown"),
    "text.png": (b"not a picture", "called a picture"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused(library: Library, ref: Ref, tmp_path: Path, name: str) -> None:
    data, reason = BAD[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableFile, match=reason) as caught:
        attach(library, ref, tmp_path / name)
    assert name in caught.value.what
    assert caught.value.next_step
    assert list_files(library, ref) == ()
    assert kept(library) == []


def test_what_is_no_file_is_refused(library: Library, ref: Ref, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is a folder"):
        attach(library, ref, tmp_path)
    with pytest.raises(UnreadableFile, match="cannot be read"):
        attach(library, ref, tmp_path / "nowhere.pdf")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.pdf")
        with pytest.raises(UnreadableFile, match="not a regular file"):
            attach(library, ref, tmp_path / "pipe.pdf")
    assert kept(library) == []


def test_too_large_a_file_is_refused(
    library: Library, ref: Ref, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "MOST_BYTES", 1000)
    (tmp_path / "long.txt").write_text("x" * 1001)
    with pytest.raises(UnreadableFile, match="is larger than"):
        attach(library, ref, tmp_path / "long.txt")
    assert kept(library) == []


def test_an_unknown_study_gets_no_file(library: Library) -> None:
    with pytest.raises(NotFound):
        attach(library, study_ref("nobody-1900"), PDFS / "trial.pdf")
    assert kept(library) == []


def test_a_library_in_memory_holds_no_files(content: Content, ref: Ref) -> None:
    with (
        Library.in_memory(content) as library,
        pytest.raises(NotUnderstood, match="in memory only"),
    ):
        attach(library, ref, PDFS / "trial.pdf")


def test_cancelling_leaves_nothing(library: Library, ref: Ref) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        attach(library, ref, PDFS / "trial.pdf", progress=progress)
    assert kept(library) == []
    assert list_files(library, ref) == ()


def test_a_missing_file_is_told(library: Library, ref: Ref) -> None:
    attach(library, ref, PDFS / "trial.pdf")
    kept(library)[0].unlink()
    assert list_files(library, ref)[0].missing


def test_the_page_is_remembered(library: Library, ref: Ref) -> None:
    attach(library, ref, PDFS / "trial.pdf")
    [file] = list_files(library, ref)
    remember_page(library, file.key, 2, 1.25)
    [again] = list_files(library, ref)
    assert (again.page, again.zoom) == (2, 1.25)


def test_only_old_content_without_a_row_is_swept(library: Library, ref: Ref) -> None:
    attach(library, ref, PDFS / "trial.pdf")
    attach(library, ref, PDFS / "bare.pdf")
    attach(library, ref, PDFS / "locked.pdf")
    long_ago = library.clock().timestamp() - (KEPT_DAYS + 1) * 86400
    trial, bare, locked = list_files(library, ref)
    for file in (trial, bare, locked):
        os.utime(path_of(library, file), (long_ago, long_ago))
    gone = detach(library, [bare.key])
    detach(library, [locked.key])
    os.utime(path_of(library, locked), (long_ago, long_ago))
    assert sweep_files(library) == 1
    assert not path_of(library, locked).exists()
    assert gone.undo is not None
    gone.undo.back(library)
    assert [file.missing for file in list_files(library, ref)] == [False, False]


def test_names_cannot_lead_elsewhere(tmp_path: Path) -> None:
    for name in ("a/../../x.pdf", "x.p/../df", "x.verylongsuffix", "con.P D F"):
        path = stored_path(tmp_path, "ab" * 32, name)
        assert path.parent == tmp_path / "ab"
        assert path.stem == "ab" * 32


def test_a_ref_can_name_a_page() -> None:
    assert place_in_file(file_ref("0a1b")) == ("0a1b", None)
    assert str(file_ref("0a1b", 2)) == "yq:file/0a1b-p3"
    assert place_in_file(Ref.parse("yq:file/0a1b-p3")) == ("0a1b", 2)
    assert place_in_file(Ref.parse("yq:file/0a1b-p0")) == ("0a1b", 0)
