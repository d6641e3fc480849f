"""Highlights and page notes: kept with the content of a file, found, taken back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.attachment import Box, Mark, MarkKind
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.refs import Kind, Ref
from desktop_app.library.attaching import attach, detach, list_files
from desktop_app.library.marking import (
    add_mark,
    delete_mark,
    edit_mark,
    file_of_mark,
    list_marks,
    open_mark,
)
from desktop_app.reading import search
from desktop_app.store import Library, sync
from tests.data.pdf import make

TRIAL = Path(make.__file__).parent / "trial.pdf"
BOXES = (Box(40, 170, 300, 12), Box(40, 184, 120, 12))


@pytest.fixture
def digest(library: Library, ref: Ref) -> str:
    attach(library, ref, TRIAL)
    return list_files(library, ref)[0].digest


def highlight(library: Library, digest: str, quote: str = "Zebrafish perfusion") -> Mark:
    changed = add_mark(library, digest, 0, BOXES, colour="green", quote=quote)
    [key] = [each.key for each in changed.refs if each.kind is Kind.MARK]
    return open_mark(library, key)


def test_a_mark_is_kept_as_it_was_made(library: Library, digest: str, ref: Ref) -> None:
    mark = highlight(library, digest)
    assert (mark.page, mark.kind, mark.colour) == (0, MarkKind.HIGHLIGHT, "green")
    assert mark.boxes == BOXES
    assert mark.quote == "Zebrafish perfusion"
    assert list_marks(library, digest) == (mark,)
    assert file_of_mark(library, mark.key).ref == ref


def test_marks_are_listed_as_they_stand(library: Library, digest: str) -> None:
    for page, top in ((2, 10.0), (0, 300.0), (0, 20.0)):
        add_mark(library, digest, page, [Box(10, top, 5, 5)], MarkKind.NOTE, comment="x")
    assert [(mark.page, mark.boxes[0].top) for mark in list_marks(library, digest)] == [
        (0, 20.0), (0, 300.0), (2, 10.0),
    ]  # fmt: skip


def test_every_write_is_taken_back(library: Library, digest: str) -> None:
    mark = highlight(library, digest)
    edited = edit_mark(library, mark.key, colour="pink", comment="Small trial")
    assert open_mark(library, mark.key).comment == "Small trial"
    assert edited.undo is not None
    again = edited.undo.back(library)
    assert open_mark(library, mark.key) == mark
    assert again.undo is not None
    again.undo.back(library)
    assert open_mark(library, mark.key).colour == "pink"
    gone = delete_mark(library, mark.key)
    assert list_marks(library, digest) == ()
    assert gone.undo is not None
    assert gone.undo.title == "Delete mark"
    gone.undo.back(library)
    assert open_mark(library, mark.key).comment == "Small trial"


def test_an_edit_that_changes_nothing_is_no_step(library: Library, digest: str) -> None:
    mark = highlight(library, digest)
    assert edit_mark(library, mark.key, colour="green").undo is None
    assert open_mark(library, mark.key) == mark


def test_bad_marks_change_nothing(library: Library, digest: str) -> None:
    with pytest.raises(NotUnderstood, match="yellow"):
        add_mark(library, digest, 0, BOXES, colour="mauve")
    with pytest.raises(NotUnderstood):
        add_mark(library, digest, 0, [])
    with pytest.raises(NotFound):
        delete_mark(library, "0000")
    assert list_marks(library, digest) == ()


def test_marks_are_found_after_everything_else(library: Library, digest: str) -> None:
    mark = highlight(library, digest, "Acupuncture for zebrafish")
    edit_mark(library, mark.key, comment="Quokka?")
    [hit] = search(library, "quokka")
    assert (hit.ref, hit.kind, hit.title) == (mark.ref, Kind.MARK, "Quokka?")
    assert hit.subtitle.startswith("Page 1 · ")
    kinds = [hit.kind for hit in search(library, "acupuncture")]
    assert kinds[-1] is Kind.MARK
    assert len(kinds) > 1
    delete_mark(library, mark.key)
    assert search(library, "quokka") == ()


def test_marks_rest_with_their_file(library: Library, digest: str, ref: Ref) -> None:
    mark = highlight(library, digest)
    gone = detach(library, [list_files(library, ref)[0].key])
    assert search(library, "zebrafish") == ()
    with pytest.raises(NotFound, match="no longer attached"):
        file_of_mark(library, mark.key)
    assert gone.undo is not None
    gone.undo.back(library)
    assert search(library, "zebrafish")[0].ref == mark.ref


def test_a_new_index_has_the_marks(library: Library, digest: str, content: Content) -> None:
    mark = highlight(library, digest)
    with library.writing() as connection:
        sync.forget_index(connection)
        sync.synchronise(connection, content)
    assert search(library, "zebrafish")[0].ref == mark.ref


KILLED = """
import os, signal, sys
from pathlib import Path
from desktop_app.content import load
from desktop_app.domain.attachment import Box
from desktop_app.library.marking import add_mark
from desktop_app.store import Library
library = Library.open(Path(sys.argv[1]), load())
add_mark(library, sys.argv[2], 1, [Box(1, 2, 3, 4)], quote="kept through a kill")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_mark_survives_a_kill(
    folder: Path, content: Content, library: Library, digest: str
) -> None:
    library.close()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), digest], cwd=Path.cwd(), env=dict(os.environ)
    )
    assert done.returncode == -signal.SIGKILL
    with Library.open(folder, content) as again:
        assert [mark.quote for mark in list_marks(again, digest)] == ["kept through a kill"]
