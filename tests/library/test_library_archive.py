"""The whole library as one file, and back; a hostile or broken archive changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from desktop_app.domain.errors import LibraryTooNew, NotUnderstood, UnreadableFile
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.domain.refs import study_ref
from desktop_app.library.archive import check_archive, open_archive, save_archive
from desktop_app.library.attaching import attach, list_files, path_of
from desktop_app.library.importing import plan_import, run_import
from desktop_app.planning.plans import add_plan, open_plan
from desktop_app.reading import search, write_note
from desktop_app.store import Library
from tests.data.pdf import make
from tests.library.incoming import csl, item
from tests.library.shelves import NOW, dump, small_content, small_library
from tests.store.plan_samples import full_plan

PDFS = Path(make.__file__).parent
REF = study_ref("shipped-2020")

Change = Callable[[dict[str, bytes], dict[str, Any]], None]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", small_content(), clock=lambda: NOW) as opened:
        file = csl(tmp_path / "a.json", item("Cold soles"), item("Warm soles", "Ng", 2001))
        run_import(opened, plan_import(opened, [file]))
        write_note(opened, REF, "Read this again.")
        add_plan(opened, full_plan())
        attach(opened, REF, PDFS / "trial.pdf")
        attach(opened, study_ref("ng.2001"), PDFS / "trial.pdf")
        attach(opened, study_ref("ng.2001"), PDFS / "bare.pdf")
        yield opened


@pytest.fixture
def archive(library: Library, tmp_path: Path) -> Path:
    path = tmp_path / "mine.yongquan"
    save_archive(library, path)
    return path


def test_there_and_back(library: Library, archive: Path, tmp_path: Path) -> None:
    contents = check_archive(archive)
    assert (contents.studies, contents.notes, contents.attachments) == (2, 1, 3)
    assert contents.plans == 1
    assert contents.made == NOW
    assert contents.members[0].name == "library.db"
    assert len(contents.members) == 3
    assert contents.size > 10_000
    with ZipFile(archive) as zipped:
        assert "settings.json" not in zipped.namelist()
    folder = tmp_path / "elsewhere" / "deep"
    assert open_archive(archive, folder) == folder
    with Library.open(folder, small_content(), clock=lambda: NOW) as again:
        assert dump(again) == dump(library)
        assert search(again, "read this again")
        (plan,) = [hit.ref for hit in search(again, "Numb soles A12")]
        assert open_plan(again, plan.key).area == full_plan().area
        files = list_files(again, study_ref("ng.2001"))
        assert [each.missing for each in files] == [False, False]
        for file in files:
            assert path_of(again, file).read_bytes() == (PDFS / file.name).read_bytes()


def test_an_empty_folder_will_do(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    open_archive(archive, folder)
    assert (folder / "library.db").is_file()


def test_a_library_open_elsewhere_can_be_saved(library: Library, tmp_path: Path) -> None:
    assert library.folder
    with Library.open_read_only(library.folder, small_content()) as other:
        save_archive(other, tmp_path / "other.yongquan")
    assert check_archive(tmp_path / "other.yongquan").studies == 2


def test_a_folder_with_something_in_it_is_left_alone(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "library.db").write_text("mine")
    with pytest.raises(NotUnderstood, match="not empty"):
        open_archive(archive, folder)
    assert (folder / "library.db").read_text() == "mine"
    with pytest.raises(NotUnderstood, match="not empty"):
        open_archive(archive, archive)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_cancelling_leaves_nothing(
    library: Library, archive: Path, tmp_path: Path, after: int
) -> None:
    held = archive.read_bytes()
    for work in (
        lambda progress: save_archive(library, archive, progress),
        lambda progress: open_archive(archive, tmp_path / "new", progress),
    ):
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(Cancelled):
            work(cancelling(after))
        assert sorted(tmp_path.rglob("*")) == before
        assert archive.read_bytes() == held


def cancelling(after: int) -> Progress:
    told = []

    def listen(done: int, total: int, words: str) -> None:
        told.append(words)
        if len(told) > after:
            progress.cancel()

    progress = Progress(listen)
    if after == 0:
        progress.cancel()
    return progress


def test_a_library_in_memory_is_not_saved(tmp_path: Path) -> None:
    with small_library() as library, pytest.raises(NotUnderstood):
        save_archive(library, tmp_path / "none.yongquan")
    assert not list(tmp_path.iterdir())


def test_where_nothing_can_be_written_nothing_is(library: Library, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UnreadableFile, match="no folder"):
        save_archive(library, tmp_path / "nowhere" / "a.yongquan")
    assert sorted(tmp_path.rglob("*")) == before


def rewritten(archive: Path, change: Change) -> Path:
    """Return the archive with its members and manifest changed, checksums set right again."""
    with ZipFile(archive) as zipped:
        members = {name: zipped.read(name) for name in zipped.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(members, manifest)
    for told in manifest["members"]:
        if told["name"] in members and "sha256" in told:
            payload = members[told["name"]]
            told["size"], told["sha256"] = len(payload), hashlib.sha256(payload).hexdigest()
    target = archive.with_name("changed.yongquan")
    with ZipFile(target, "w", ZIP_DEFLATED) as zipped:
        for name, payload in members.items():
            zipped.writestr(name, payload)
        zipped.writestr("manifest.json", json.dumps(manifest))
    return target


def refused(path: Path, tmp_path: Path, error: type[Exception] = UnreadableFile) -> str:
    """Open an archive that is refused, and return why; nothing may be left of it."""
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(error) as told:
        open_archive(path, tmp_path / "victim" / "new")
    assert sorted(tmp_path.rglob("*")) == before
    assert not (tmp_path.parent / "evil").exists()
    return str(told.value)


@pytest.mark.parametrize(
    "name",
    [
        "../../evil", "/evil", "C:\\evil", "..\\evil", "attachments/../../evil",
        "attachments/ab/evil", "settings.json", "library.db-wal", "attachments/",
        "./library.db", "LIBRARY.DB",
    ],
)  # fmt: skip
def test_only_what_a_library_has_is_unpacked(archive: Path, tmp_path: Path, name: str) -> None:
    def change(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        members[name] = b"evil"
        manifest["members"].append({"name": name, "size": 4, "sha256": "0" * 64})

    assert "changed.yongquan" in refused(rewritten(archive, change), tmp_path)


def add(archive: Path, info: ZipInfo | str, payload: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with ZipFile(archive, "a", ZIP_DEFLATED) as zipped:
            zipped.writestr(info, payload)


def test_links_and_twins_are_refused(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    link = ZipInfo(f"attachments/ab/ab{'0' * 62}.pdf")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    add(archive, link, b"/etc/passwd")
    assert "regular file" in refused(archive, tmp_path)
    archive.write_bytes(whole)
    add(archive, "library.db", b"twin")
    assert "twice" in refused(archive, tmp_path)


def test_a_bomb_is_not_unpacked(archive: Path, tmp_path: Path) -> None:
    def change(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        members["library.db"] = bytes(40 * 1024 * 1024)

    assert "unpacks to far more" in refused(rewritten(archive, change), tmp_path)


def test_what_was_changed_is_noticed(archive: Path, tmp_path: Path) -> None:
    def swapped(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        first, second = sorted(name for name in members if name.startswith("attachments/"))
        members[first] = members[second]

    assert "checksum" in refused(rewritten(archive, swapped), tmp_path)

    def forged(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        members["library.db"] = members["library.db"][:-1] + b"!"
        manifest["members"][0] = {
            "name": "library.db", "size": len(members["library.db"]), "sha256": "0" * 64,
        }  # fmt: skip
        del members["library.db"]

    assert "no library.db" in refused(rewritten(archive, forged), tmp_path)

    def missing(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        manifest["members"].pop()

    assert "manifest lists" in refused(rewritten(archive, missing), tmp_path)


@pytest.mark.parametrize(
    "payload", [b"", b"{", b"[]", b"17", b'{"kind": "yongquan-library"}', b'{"kind": "other"}']
)
def test_a_strange_manifest_is_refused(archive: Path, tmp_path: Path, payload: bytes) -> None:
    target = tmp_path / "strange.yongquan"
    with ZipFile(archive) as zipped, ZipFile(target, "w") as copy:
        copy.writestr("library.db", zipped.read("library.db"))
        copy.writestr("manifest.json", payload)
    assert "manifest" in refused(target, tmp_path)


def test_what_a_newer_program_made_is_told(archive: Path, tmp_path: Path) -> None:
    def form(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        manifest["form"] = 99

    def revision(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        manifest["revision"] = "9999"

    for change in (form, revision):
        assert "newer" in refused(rewritten(archive, change), tmp_path, LibraryTooNew)


def test_a_strange_database_is_refused(archive: Path, tmp_path: Path) -> None:
    def with_sql(*statements: str) -> Change:
        def change(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
            file = tmp_path / "strange.db"
            file.write_bytes(members["library.db"])
            with closing(sqlite3.connect(file)) as held:
                held.execute("PRAGMA journal_mode = DELETE")
                for statement in statements:
                    held.execute(statement)
                held.commit()
            members["library.db"] = file.read_bytes()
            file.unlink()

        return change

    trigger = "CREATE TRIGGER evil AFTER INSERT ON note BEGIN DELETE FROM note; END"
    for statements in (
        (trigger,),
        ("CREATE VIEW evil AS SELECT load_extension('x')",),
        ("DROP TABLE alembic_version",),
        ("PRAGMA foreign_keys = OFF", "DELETE FROM entry"),
        ("UPDATE alembic_version SET version_num = '0001'",),
    ):
        assert refused(rewritten(archive, with_sql(*statements)), tmp_path)

    def garbage(members: dict[str, bytes], manifest: dict[str, Any]) -> None:
        members["library.db"] = b"SQLite format 3\x00" + bytes(range(256)) * 40

    assert "damaged" in refused(rewritten(archive, garbage), tmp_path)


def test_what_is_no_archive_is_told(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    for payload in (b"", b"PK\x03\x04", whole[: len(whole) // 2], whole[:-30], b"%PDF-1.4"):
        archive.write_bytes(payload)
        assert "zip" in refused(archive, tmp_path)
        with pytest.raises(UnreadableFile):
            check_archive(archive)
    with pytest.raises(UnreadableFile):
        check_archive(tmp_path / "missing.yongquan")
    with pytest.raises(UnreadableFile):
        check_archive(tmp_path)


def test_a_flipped_byte_anywhere_is_noticed_or_harmless(archive: Path, tmp_path: Path) -> None:
    whole, contents = archive.read_bytes(), check_archive(archive)
    for place in range(0, len(whole), max(1, len(whole) // 30)):
        flipped = bytearray(whole)
        flipped[place] ^= 0x55
        archive.write_bytes(flipped)
        folder = tmp_path / f"new-{place}"
        try:
            open_archive(archive, folder)
        except (UnreadableFile, LibraryTooNew):
            assert not folder.exists()
        else:
            # A date or the like, of which nothing depends.
            assert (folder / "library.db").stat().st_size == contents.members[0].size


def test_what_a_killed_copy_left_is_swept(library: Library, archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "new"
    folder.parent.mkdir()
    young, old, copy, log = (
        archive.with_name(f".{archive.name}.{name}")
        for name in ("1.part", "2.part", "a.db.part", "a.db.part-wal")
    )
    unpacked = folder.with_name(".new.abc.part")
    unpacked.mkdir()
    for path in (young, old, copy, log, unpacked / "library.db"):
        path.write_bytes(b"half")
    for path in (old, copy, log, unpacked):
        os.utime(path, (0, 0))
    save_archive(library, archive)
    open_archive(archive, folder)
    assert young.exists()
    assert not any(path.exists() for path in (old, copy, log, unpacked))
