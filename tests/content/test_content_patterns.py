"""Patterns are checked like all content: what they name must exist, and they never diagnose."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.content.loading import read_yaml
from desktop_app.content.paths import data_dir
from desktop_app.domain.errors import BadContent

FILE = "patterns/shapes.yaml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(data_dir(), tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("cause: lumbar-root", "cause: nowhere", "unknown cause “nowhere”"),
        ("red_flags: [saddle-numbness,", "red_flags: [bogus,", "unknown red flag “bogus”"),
        ("studies: [schaper-2024]", "studies: [nobody-1900]", "unknown study “nobody-1900”"),
        ("Consistent with the deep fibular", "It is the deep fibular", "“consistent with”"),
        ("    cause: morton-neuroma\n", "", "must say what tells it apart"),
        ("  - id: saddle\n", "  - id: patchy\n", "the id patchy was already used"),
        ("    name: Saddle area\n", "", "'name' is a required property"),
        (
            "    name: Saddle area\n",
            "    name: Saddle area\n    share: 0.5\n",
            "unknown key “share”",
        ),
    ],
)
def test_mistakes_are_named_at_their_line(data: Path, old: str, new: str, told: str) -> None:
    path = data / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadContent) as caught:
        read_yaml(data)
    assert any(each.startswith(f"data/{FILE}:") and told in each for each in caught.value.problems)
