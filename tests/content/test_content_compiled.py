"""Compiled content is the same content, used only while it is up to date."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.content import load
from desktop_app.content.__main__ import main
from desktop_app.content.loading import compiled_path, read_yaml
from desktop_app.content.paths import data_dir
from desktop_app.domain.errors import BadContent, UnreadableFile
from desktop_app.domain.refs import Kind, Ref


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(data_dir(), tmp_path / "data")
    (tmp_path / "assets").mkdir()
    return tmp_path


@pytest.fixture
def compiled(root: Path) -> Path:
    assert main(["compile", "--root", str(root)]) == 0
    return compiled_path(root)


def test_compiled_content_equals_the_yaml(root: Path, compiled: Path) -> None:
    from_yaml = read_yaml(root / "data")
    loaded = load(root)
    assert loaded == from_yaml
    assert list(loaded.points) == list(from_yaml.points)
    assert compiled.with_name("content.json.part").exists() is False


def test_an_edit_makes_it_stale(root: Path, compiled: Path) -> None:
    path = root / "data" / "content.yaml"
    path.write_text('version: "2999.1"\n', encoding="utf-8")
    assert load(root).version == "2999.1"


def test_touching_a_file_does_not(
    root: Path, compiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.utime(root / "data" / "content.yaml", (1, 1))
    monkeypatch.setattr("desktop_app.content.loading.read_yaml", None)
    assert load(root).points


def test_without_data_it_is_always_used(root: Path, compiled: Path) -> None:
    shutil.rmtree(root / "data")
    assert load(root).points


def test_broken_yaml_leaves_the_last_good_content(
    root: Path, compiled: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (root / "data" / "points" / "ST.yaml").write_text("meridian: ST\n", encoding="utf-8")
    assert "ST36" in load(root).points
    assert "data/points/ST.yaml:1" in caplog.text


def test_broken_yaml_without_any_is_an_error(root: Path) -> None:
    (root / "data" / "points" / "ST.yaml").write_text("meridian: ST\n", encoding="utf-8")
    with pytest.raises(BadContent):
        load(root)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 0}'])
def test_damaged_without_data_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "assets").mkdir()
    compiled_path(tmp_path).write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFile):
        load(tmp_path)


def test_loading_compiled_content_imports_nothing_heavy(root: Path, compiled: Path) -> None:
    program = (
        "import sys, pathlib; from desktop_app.content import load; "
        "load(pathlib.Path(sys.argv[1])); "
        "print([m for m in ('yaml', 'jsonschema', 'sqlalchemy', 'PySide6') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(root)],
        capture_output=True,
        text=True,
        check=True,
        cwd=data_dir().parent,
    )
    assert run.stdout.strip() == "[]"


def test_compiled_leaves_out_what_is_default(compiled: Path) -> None:
    point = json.loads(compiled.read_text(encoding="utf-8"))["points"][0]
    assert "site_of" not in point


def test_everything_can_be_got_by_its_ref() -> None:
    content = load()
    for ref, thing in content.everything():
        assert content.get(ref) is thing
    assert content.get(Ref(Kind.POINT, "ST99")) is None
    assert content.get(Ref(Kind.PLAN, "x")) is None


def test_a_nerve_and_the_skin_it_supplies_share_an_id() -> None:
    content = load()
    nerve = content.get(Ref(Kind.NERVE, "sural-nerve"))
    skin = content.get(Ref(Kind.TERRITORY, "sural-nerve"))
    assert nerve is not None
    assert skin is not None
    assert nerve != skin
    assert content.structure("sural-nerve") is nerve
    assert content.structure("L4") is content.structures["territory/L4"]
    assert content.structure("no-such-thing") is None
    assert content.get(Ref(Kind.SITE, "sural-nerve")) is None
