"""What is killed while it saves, opens or attaches leaves the library and files as they were."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.library.archive import check_archive, open_archive, save_archive
from desktop_app.library.attaching import attach, list_files
from desktop_app.store import Library
from desktop_app.store.looking import has_library
from tests.library.killing import can_kill, killed_when_here
from tests.library.shelves import SHIPPED, small_content

CHILD = """
import sys, pathlib
from desktop_app.domain.progress import Progress
from desktop_app.library.archive import open_archive, save_archive
from desktop_app.library.attaching import attach
from desktop_app.store import Library
from tests.library.shelves import SHIPPED, small_content
home, what, steps = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
told = 0
def listen(done, total, words):
    global told
    told += 1
    if told == steps:
        print("here", flush=True)
        sys.stdin.readline()
progress = Progress(listen)
with Library.open(home / "library", small_content()) as library:
    if what == "save":
        save_archive(library, home / "a.yongquan", progress)
    elif what == "attach":
        attach(library, SHIPPED, home / "second.txt", progress=progress)
if what == "open":
    open_archive(home / "a.yongquan", home / "opened", progress)
"""


@can_kill
@pytest.mark.parametrize(("what", "steps"), [("save", 1), ("save", 4), ("open", 2), ("attach", 2)])
def test_killed_in_the_middle(tmp_path: Path, what: str, steps: int) -> None:
    for name in ("first.txt", "second.txt"):
        (tmp_path / name).write_bytes(os.urandom(3 << 20))
    archive = tmp_path / "a.yongquan"
    with Library.open(tmp_path / "library", small_content()) as library:
        attach(library, SHIPPED, tmp_path / "first.txt")
        save_archive(library, archive)
    before = archive.read_bytes()
    killed_when_here(CHILD, tmp_path, what, steps)
    assert archive.read_bytes() == before
    assert check_archive(archive).attachments == 1
    assert not has_library(tmp_path / "opened")
    with Library.open(tmp_path / "library", small_content()) as library:
        assert [file.name for file in list_files(library, SHIPPED)] == ["first.txt"]
        with library.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
            assert not connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        attach(library, SHIPPED, tmp_path / "second.txt")
        save_archive(library, archive)
    open_archive(archive, tmp_path / "opened")
    assert check_archive(archive).attachments == 2
