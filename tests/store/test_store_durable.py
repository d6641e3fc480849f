"""A note is on the disk when ``write_note`` returns, whatever happens then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.refs import point_ref
from desktop_app.reading import list_notes, read_note, search, write_note
from desktop_app.store import Library

ST36 = point_ref("ST36")

WRITER = """
import sys, pathlib, os, time
from desktop_app.content import Content
from desktop_app.domain.refs import point_ref
from desktop_app.reading import write_note
from desktop_app.store import Library
library = Library.open(pathlib.Path(sys.argv[1]), Content(version="2000.1"))
for count in range(5):
    write_note(library, point_ref("ST36"), f"note {count}")
print("written", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill -9")
def test_a_note_survives_kill(library: Library, folder: Path, content: Content) -> None:
    library.close()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "written\n"
        os.kill(writer.pid, signal.SIGKILL)
    with Library.open(folder, content) as again:
        note = read_note(again, ST36)
        assert note is not None
        assert note.text == "note 4"
        assert search(again, "note 4")[0].ref == ST36


def test_writes_are_synchronous(library: Library) -> None:
    with library.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_readers_do_not_wait_for_the_writer(library: Library) -> None:
    write_note(library, ST36, "before")
    with library.writing() as connection:
        connection.exec_driver_sql("UPDATE note SET text = 'during'")
        note = read_note(library, ST36)
        assert note is not None
        assert note.text == "before"


def test_a_note_and_its_index_stand_or_fall_together(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_note(library, ST36, "before")
    monkeypatch.setattr("desktop_app.store.note_index.put", _explode)
    with pytest.raises(RuntimeError):
        write_note(library, ST36, "thereupon")
    assert [note.text for note in list_notes(library)] == ["before"]
    assert search(library, "before")
    assert not search(library, "thereupon")


def test_threads_can_write_and_read(library: Library) -> None:
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for _ in range(5):
                write_note(library, point_ref("ST36"), f"by {number}")
                search(library, "by")
        except BaseException as error:  # noqa: BLE001  whatever fails is the test's to show
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def _explode(*_: object) -> None:
    raise RuntimeError("in the middle")
