"""Several plans put on paper at once: one file each, none written over, all or none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.atlas.body import Atlas
from desktop_app.domain.errors import NotFound, UnreadableFile
from desktop_app.domain.plans import Plan, PlanPoint
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.planning.paper import PageSize, Sheet, Written, file_name, write_sheets
from desktop_app.planning.plans import add_plan
from desktop_app.store import Library
from tests.planning import papers

DAY = date(2026, 11, 23)


@pytest.fixture
def library() -> Iterator[Library]:
    library = papers.library()
    yield library
    library.close()


def added(library: Library, label: str, title: str) -> str:
    (ref,) = add_plan(library, Plan(label=label, title=title, points=(PlanPoint("KI1"),))).refs
    return ref.key


def write(
    library: Library, atlas: Atlas, keys: list[str], folder: Path, progress: Progress | None = None
) -> Written:
    return write_sheets(
        library, atlas, keys, Sheet.HANDOUT, PageSize.A4, folder, DAY, progress,
    )  # fmt: skip


def test_each_plan_has_a_file_of_its_label_and_title(
    library: Library, atlas: Atlas, tmp_path: Path
) -> None:
    keys = [added(library, "C-1", "Numb soles"), added(library, "C-2", "Cold/toes")]
    told: list[tuple[int, int, str]] = []
    progress = Progress(lambda *now: told.append(now))
    written = write(library, atlas, keys, tmp_path, progress)
    assert [path.name for path in written.paths] == [
        "C-1 Numb soles client handout 2026-11-23.pdf",
        "C-2 Cold-toes client handout 2026-11-23.pdf",
    ]
    assert written.numbered == ()
    assert sorted(tmp_path.iterdir()) == sorted(written.paths)
    for path, label in zip(written.paths, ("C-1", "C-2"), strict=True):
        assert label in papers.words_of(path)
    assert told[0] == (0, 2, "C-1 – Numb soles")
    assert told[-1][:2] == (2, 2)


def test_no_file_is_written_over(library: Library, atlas: Atlas, tmp_path: Path) -> None:
    keys = [added(library, "C-1", "Numb soles"), added(library, "C-1", "Numb soles")]
    mine = tmp_path / "C-1 Numb soles client handout 2026-11-23.pdf"
    mine.write_text("mine")
    written = write(library, atlas, keys, tmp_path)
    assert mine.read_text() == "mine"
    assert [path.stem[-3:] for path in written.paths] == ["(2)", "(3)"]
    assert written.numbered == written.paths


def test_who_cancels_is_left_with_no_file(library: Library, atlas: Atlas, tmp_path: Path) -> None:
    keys = [added(library, "C-1", "Numb soles"), added(library, "C-2", "Cold toes")]
    mine = tmp_path / "mine.pdf"
    mine.write_text("mine")
    progress = Progress()

    def stop(done: int, _: int, __: str) -> None:
        if done == 1:
            assert len(list(tmp_path.glob("C-1*.pdf"))) == 1, "the first is there already"
            progress.cancel()

    progress.listen(stop)
    with pytest.raises(Cancelled):
        write(library, atlas, keys, tmp_path, progress)
    assert list(tmp_path.iterdir()) == [mine]


def test_a_plan_that_is_gone_or_a_folder_that_is_not_there_leaves_no_file(
    library: Library, atlas: Atlas, tmp_path: Path
) -> None:
    keys = [added(library, "C-1", "Numb soles"), "nothing"]
    with pytest.raises(NotFound):
        write(library, atlas, keys, tmp_path)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UnreadableFile, match="no folder"):
        write(library, atlas, keys[:1], tmp_path / "not there")


def test_names_are_legal_on_every_system() -> None:
    name = file_name('A:1\n"x"', " <b>|?* ", "Client handout", DAY, ".pdf")
    assert name == "A-1 -x- -b- client handout 2026-11-23.pdf"
    assert file_name("", "", "Client handout", DAY, ".pdf") == "Plan client handout 2026-11-23.pdf"
    assert len(file_name("L" * 300, "T" * 300, "Client handout", DAY, ".pdf")) < 200
