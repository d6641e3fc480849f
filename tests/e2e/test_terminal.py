"""The program as a terminal sees it: answers, pictures, and errors in one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

pytestmark = pytest.mark.e2e


def yongquan(*typed: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", *typed],
        capture_output=True, text=True, env=env, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["zusanli", "足三里", "st-36", "st 36"])
def test_search_finds_st36_first(typed: str) -> None:
    hits = json.loads(yongquan("search", typed, "--json").stdout)
    assert hits[0]["ref"] == "yq:point/ST36"


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        (["point", "XX9"], "XX9"),
        (["render", "--view", "limb-top", "-o", "x.png"], "limb-anterior"),
        (["render", "--view", "limb-lateral", "--layers", "tendons", "-o", "x.png"], "arteries"),
        (["render", "--view", "foot-dorsal", "--select", "GB30", "-o", "x.png"], "limb-lateral"),
        (["render", "--view", "foot-dorsal", "-o", "/nowhere/x.png"], "/nowhere"),
        (["render", "--view", "foot-dorsal", "-o", "x.bmp"], ".svg"),
    ],
)
def test_mistakes_are_told_in_one_line(typed: list[str], word: str, tmp_path: Path) -> None:
    answer = yongquan(*typed)
    assert answer.returncode != 0
    assert answer.stdout == ""
    assert word in answer.stderr
    assert "Traceback" not in answer.stderr


def test_render_without_a_screen(tmp_path: Path) -> None:
    out = tmp_path / "foot.png"
    done = yongquan("render", "--view", "foot-dorsal", "--select", "LR3", "--theme", "dark",
                    "--size", "600x800", "-o", str(out))  # fmt: skip
    assert done.returncode == 0, done.stderr
    with Image.open(out) as picture:
        assert picture.size == (600, 800)
        assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 1000


def test_layers_are_drawn_on_the_skin(tmp_path: Path) -> None:
    def tones(*typed: str) -> int:
        out = tmp_path / "leg.png"
        done = yongquan("render", "--view", "limb-lateral", "--size", "300x400", *typed,
                        "-o", str(out))  # fmt: skip
        assert done.returncode == 0, done.stderr
        with Image.open(out) as picture:
            return len(picture.convert("RGB").getcolors(1_000_000) or [])

    bare = tones("--layers", "none,ST")
    assert tones() > 2 * bare
    assert tones("--layers", "ST") > 2 * bare
