"""Points that have another code now: the file that tells it is checked and becomes content."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.content import load
from desktop_app.content.__main__ import main
from desktop_app.content.loading import read_yaml
from desktop_app.content.paths import data_dir
from desktop_app.domain.errors import BadContent


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_dir(), tmp_path / "data"))


def write(data: Path, text: str) -> Path:
    path = data / "renamed.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(data: Path) -> tuple[str, ...]:
    with pytest.raises(BadContent) as caught:
        read_yaml(data)
    return caught.value.problems


def test_what_ships_leads_on_to_points_that_ship() -> None:
    content = load()
    assert all(new in content.points for new in content.renamed.values())
    assert not content.renamed.keys() & content.points.keys()


def test_a_renamed_point_is_read_and_compiled(data: Path) -> None:
    write(data, "points:\n  EX-LE13: KI1\n  ST53: ST36\n")
    assert read_yaml(data).renamed == {"EX-LE13": "KI1", "ST53": "ST36"}
    (data.parent / "assets").mkdir()
    assert main(["compile", "--root", str(data.parent)]) == 0
    shutil.rmtree(data)
    assert load(data.parent).renamed == {"EX-LE13": "KI1", "ST53": "ST36"}


def test_content_without_the_file_renames_nothing(data: Path) -> None:
    (data / "renamed.yaml").unlink()
    assert read_yaml(data).renamed == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("points:\n  ST36: KI1\n", "data/renamed.yaml:2: ST36 ships, so it cannot have been"),
        ("points:\n  ST53: KI99\n", "data/renamed.yaml:2: unknown point “KI99”"),
        ("points:\n  ST53: 4\n", "data/renamed.yaml:2: “ST53”: "),
        ("points:\n  st 53: KI1\n", "data/renamed.yaml:2: unknown key “st 53”"),
        ("points: [ST53]\n", "data/renamed.yaml:1: “points”: "),
        ("codes: {}\n", "data/renamed.yaml:1: unknown key “codes”"),
        ("", "data/renamed.yaml:1: the file is empty"),
    ],
)
def test_a_mistake_is_told_with_its_line(data: Path, text: str, problem: str) -> None:
    write(data, text)
    assert any(each.startswith(problem) for each in problems(data)), problems(data)
