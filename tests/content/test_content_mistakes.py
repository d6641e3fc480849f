"""Mistakes planted in a copy of the content come back with file, line and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.content.__main__ import main
from desktop_app.content.loading import read_yaml
from desktop_app.content.paths import data_dir
from desktop_app.domain.errors import BadContent


@pytest.fixture
def data(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(data_dir(), copy)
    return copy


def problems(data: Path, strict: bool = False) -> tuple[str, ...]:
    with pytest.raises(BadContent) as caught:
        read_yaml(data, strict)
    return caught.value.problems


def plant(path: Path, old: str, new: str) -> int:
    """Replace the first ``old`` and return the line it stood in."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_wrong_key(data: Path) -> None:
    line = plant(data / "points" / "ST.yaml", "\n    pinyin:", "\n    pinjin:") + 1
    found = problems(data)
    assert f"data/points/ST.yaml:{line}: unknown key “pinjin”" in found
    assert any("'pinyin' is a required property" in problem for problem in found)


def test_duplicated_code(data: Path) -> None:
    line = plant(data / "points" / "SP.yaml", "code: SP2\n", "code: SP1\n")
    assert any(
        problem.startswith(f"data/points/SP.yaml:{line}: the code SP1 was already used at")
        for problem in problems(data)
    )


def test_missing_study(data: Path) -> None:
    line = plant(data / "claims" / "circulation.yaml", "key: sandberg-2003", "key: nobody-1900")
    assert f"data/claims/circulation.yaml:{line}: unknown study “nobody-1900”" in problems(data)


def test_unknown_point_of_a_meridian(data: Path) -> None:
    line = plant(data / "meridians" / "KI.yaml", "- code: KI3\n", "- code: KI33\n")
    assert f"data/meridians/KI.yaml:{line}: unknown point “KI33”" in problems(data)


def test_unknown_claim_of_a_topic(data: Path) -> None:
    path = next(
        path
        for path in sorted((data / "topics").glob("*.yaml"))
        if "claims:\n" in path.read_text(encoding="utf-8")
    )
    text = path.read_text(encoding="utf-8")
    start = text.index("claims:\n")
    first = text[start:].splitlines()[1]
    line = plant(path, first, first.partition("- ")[0] + "- no-such-claim")
    assert f"data/topics/{path.name}:{line}: unknown claim “no-such-claim”" in problems(data)


def test_same_key_twice(data: Path) -> None:
    path = data / "studies" / "valentini-2024.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "year: 1999\n", encoding="utf-8")
    line = len(path.read_text(encoding="utf-8").splitlines())
    found = problems(data)
    assert f"data/studies/valentini-2024.yaml:{line}: the key “year” stands here twice" in found


def test_wrong_type(data: Path) -> None:
    line = plant(data / "studies" / "valentini-2024.yaml", "year: 2024", "year: next")
    start = f"data/studies/valentini-2024.yaml:{line}: “year”: 'next' is not"
    assert any(problem.startswith(start) for problem in problems(data))


def test_broken_yaml(data: Path) -> None:
    path = data / "studies" / "valentini-2024.yaml"
    path.write_text("key: [unclosed\n", encoding="utf-8")
    assert any(
        problem.startswith("data/studies/valentini-2024.yaml:2: not valid YAML")
        for problem in problems(data)
    )


@pytest.mark.parametrize("text", ["", "- a list\n", "just words\n"])
def test_file_of_another_shape(data: Path, text: str) -> None:
    (data / "studies" / "valentini-2024.yaml").write_text(text, encoding="utf-8")
    assert any("studies/valentini-2024.yaml:1: " in problem for problem in problems(data))


def test_point_without_claimed_five_shu_category(data: Path) -> None:
    plant(data / "points" / "ST.yaml", "five_shu: he-sea", "five_shu: jing-well")
    assert any("“jing-well” is not among the categories" in each for each in problems(data))


def test_effect_outside_its_interval(data: Path) -> None:
    path = data / "studies" / "dietzel-2023.yaml"
    line = plant(path, "value: -24.7", "value: -4.7")
    (problem,) = problems(data)
    where, _, reason = problem.partition(": ")
    assert where == f"data/studies/dietzel-2023.yaml:{line - 5}"
    assert reason.startswith("the effect on “Overall complaints”: the effect must lie between")


def test_folder_without_schema(data: Path) -> None:
    (data / "schema" / "claims.schema.json").unlink()
    assert any(
        "the folder claims/ has no schema" in problem for problem in problems(data, strict=True)
    )


def test_all_problems_come_at_once(data: Path) -> None:
    plant(data / "points" / "SP.yaml", "code: SP2\n", "code: SP1\n")
    plant(data / "claims" / "circulation.yaml", "key: sandberg-2003", "key: nobody-1900")
    files = {problem.partition(":")[0] for problem in problems(data)}
    assert {"data/points/SP.yaml", "data/claims/circulation.yaml"} <= files


def test_check_prints_problems_and_fails(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plant(data / "claims" / "circulation.yaml", "key: sandberg-2003", "key: nobody-1900")
    assert main(["check", "--root", str(data.parent)]) == 1
    assert "unknown study “nobody-1900”" in capsys.readouterr().err
