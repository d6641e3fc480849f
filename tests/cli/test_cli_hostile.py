"""Hostile files from a terminal: one clear message each, nothing changed, little memory."""

from __future__ import annotations

import json
import os
import tracemalloc
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop_app.content import Content
from desktop_app.domain.errors import UnreadableFile
from desktop_app.domain.refs import study_ref
from desktop_app.library.attaching import attach
from desktop_app.library.exporting import keys_for
from desktop_app.store import Library
from tests.cli.terminal import Call
from tests.library.hostile import MAKE, make_all

GOOD = "TY  - JOUR\nTI  - A good one\nAU  - Good, Ann\nPY  - 2020\nER  - \n"


def own(folder: Path, content: Content) -> int:
    with Library.open(folder, content) as library:
        return len(keys_for(library, "is:mine"))


def test_every_hostile_file_gets_one_message(
    call: Call, folder: Path, tmp_path: Path, content: Content
) -> None:
    for path in make_all(tmp_path):
        tracemalloc.start()
        try:
            code, out, err = call("import", path, "--json")
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        told = json.loads(out)
        (rejected,) = told["rejected"]
        assert rejected["file"] == path.name
        assert MAKE[path.name][1] in rejected["reason"]
        assert (code, err, told["imported"]) == (1, "", 0)
        assert peak < 40 << 20, path.name
    assert own(folder, content) == 0
    assert not list(folder.rglob("*.part"))


def test_a_hostile_file_takes_no_good_one_with_it(call: Call, tmp_path: Path) -> None:
    paths = make_all(tmp_path)
    good = tmp_path / "good.ris"
    good.write_text(GOOD)
    code, out, _ = call("import", *paths[:7], good, *paths[7:], "--json")
    told = json.loads(out)
    assert (code, told["imported"]) == (1, 1)
    assert [each["file"] for each in told["rejected"]] == [path.name for path in paths]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_waited_for(call: Call, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ris")
    code, out, _ = call("import", tmp_path / "pipe.ris")
    assert code == 1
    assert "pipe.ris is no regular file" in out


def test_a_path_that_leads_elsewhere_in_an_archive(
    call: Call, folder: Path, tmp_path: Path, content: Content
) -> None:
    Library.open(folder, content).close()
    archive = tmp_path / "a.yongquan"
    assert call("archive", "save", archive)[0] == 0
    with ZipFile(archive, "a") as zipped:
        zipped.writestr("../../x", b"evil")
    before = sorted(tmp_path.parent.rglob("*"))
    code, out, err = call("archive", "open", archive, "--library", tmp_path / "new")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "a.yongquan" in err
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_a_picture_bomb_is_not_attached(folder: Path, tmp_path: Path, content: Content) -> None:
    path = tmp_path / "bomb.png"
    MAKE[path.name][0](path)
    with Library.open(folder, content) as library:
        tracemalloc.start()
        try:
            with pytest.raises(UnreadableFile, match=r"bomb\.png is a picture too large"):
                attach(library, study_ref(next(iter(content.studies))), path)
            assert tracemalloc.get_traced_memory()[1] < 40 << 20
        finally:
            tracemalloc.stop()
    assert not [kept for kept in (folder / "attachments").rglob("*") if kept.is_file()]


@pytest.mark.parametrize("name", ["semicolons", "parentheses", "entities", "dates", "authors"])
def test_long_fields_take_no_longer_than_their_length(
    call: Call, tmp_path: Path, name: str
) -> None:
    many = 200_000
    field = {
        "semicolons": f"KW  - {';' * many}\nAU  - {'a;' * many}",
        "parentheses": f"DO  - see 10.1000/{')' * many}\nDO  - {'10.1000/a;' * 90_000}",
        "entities": f"AB  - {'&amp;' * 100_000}{'&' * many}",
        "dates": f"PY  - {'1/' * many}\nSP  - {'1-' * many}",
        "authors": "AU  - Li, Wei\n" * 5000,
    }[name]
    path = tmp_path / "long.ris"
    path.write_text(f"TY  - JOUR\nTI  - T\n{field}\nER  - \n")
    assert call("import", path)[0] == 0
