"""An import that is killed has happened as a whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.library.importing import plan_import, run_import
from desktop_app.library.indexing import count_waiting, index_waiting
from desktop_app.library.listing import find_studies
from desktop_app.store import Library, own_studies
from tests.library.incoming import csl, item
from tests.library.killing import can_kill, killed_when_here
from tests.library.shelves import small_content

MANY = 1500

CHILD = """
import sys, pathlib
from desktop_app.domain.progress import Progress
from desktop_app.library.importing import plan_import, run_import
from desktop_app.library.indexing import index_next
from desktop_app.store import Library
from tests.library.shelves import small_content
folder, file, steps = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
told = 0
def listen(done, total, words):
    global told
    told += 1
    if told == steps:
        print("here", flush=True)
        sys.stdin.readline()
library = Library.open(folder, small_content())
plan = plan_import(library, [file])
run_import(library, plan, Progress(listen))
index_next(library)
print("here", flush=True)
sys.stdin.readline()
"""


@can_kill
@pytest.mark.parametrize(("steps", "left"), [(1, 0), (4, 0), (7, 0), (99, MANY)])
def test_killed_in_the_middle(tmp_path: Path, steps: int, left: int) -> None:
    folder = tmp_path / "library"
    file = csl(tmp_path / "many.json", *(item(f"Calf {n}", "Dunn", 2000) for n in range(MANY)))
    killed_when_here(CHILD, folder, file, steps)
    with Library.open(folder, small_content()) as library:
        with library.reading() as connection:
            assert len(own_studies.all_keys(connection)) == 1 + left
        if left:
            # What the killed copy had no time to index is taken up again.
            assert 0 < count_waiting(library) < MANY
            index_waiting(library)
            assert len(find_studies(library, "calf")) == MANY
        else:
            assert run_import(library, plan_import(library, [file])).imported == MANY
