"""Plans are listed, shown and put on paper from a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.area import Area
from desktop_app.domain.plans import Plan
from desktop_app.planning.plans import add_plan, archive_plans, duplicate_plan
from desktop_app.store import Library
from tests.cli.terminal import Run
from tests.store.plan_samples import full_plan

PLAN = full_plan(area=Area())


@pytest.fixture
def keys(folder: Path, content: Content) -> dict[str, str]:
    """Return the keys of a plan, a template made of it, and an archived one with its label."""
    with Library.open(folder, content) as library:
        (plan,) = add_plan(library, PLAN).refs
        (template,) = duplicate_plan(library, plan.key, as_template=True).refs
        (old,) = add_plan(library, Plan(label="Old", title="Cold toes")).refs
        archive_plans(library, [old.key], True)
    return {"plan": plan.key, "template": template.key, "old": old.key}


def test_plans_are_listed(run: Run, keys: dict[str, str]) -> None:
    for flags, name in (([], "plan"), (["--templates"], "template"), (["--archived"], "old")):
        (row,) = json.loads(run("plan", "list", *flags, "--json")[0])
        assert row["key"] == keys[name]
        assert row["ref"] == f"yq:plan/{keys[name]}"
    (row,) = json.loads(run("plan", "list", "--json")[0])
    assert (row["label"], row["points"], row["sessions"], row["sessions_planned"]) == (
        "A12", 2, 1, 10,
    )  # fmt: skip
    assert row["updated"].endswith("+00:00")
    line, _ = run("plan", "list")
    assert "2 points  1 of 10 sessions  A12 – Numb soles" in line


def test_without_a_library_there_are_none_and_none_is_made(run: Run, folder: Path) -> None:
    assert json.loads(run("plan", "list", "--json")[0]) == []
    assert "none" in run("plan", "list")[1]
    assert "no plan “A12”" in run("plan", "show", "A12", code=1)[1]
    assert not folder.exists()


def test_a_plan_is_shown_by_key_ref_or_label(run: Run, keys: dict[str, str]) -> None:
    shown = [
        json.loads(run("plan", "show", typed, "--json")[0])
        for typed in (keys["plan"], f"yq:plan/{keys['plan']}", "A12")
    ]
    assert shown[0] == shown[1] == shown[2]
    (plan, *_) = shown
    assert plan["facts"] == ["anticoagulant", "diabetes"]
    assert plan["flags"][0] == {"id": "sudden-weakness", "present": False}
    assert plan["needles"] == 3
    assert plan["points"][1]["technique"] == "electro"
    assert plan["sessions"][0]["day"] == "2026-11-01"
    assert plan["acknowledged"][0]["when"] == "2026-11-20T09:00:00+00:00"
    assert "bleeding-risk" in {alert["id"] for alert in plan["alerts"]}


def test_a_plan_is_shown_to_people(run: Run, keys: dict[str, str]) -> None:
    text, _ = run("plan", "show", "A12")
    assert text.startswith(f"A12 – Numb soles\nPlan {keys['plan']} · Numb")
    for words in ("Safety", "KI1", "12.5 mm", "2/100 Hz", "in reserve", "Numbness left 7",
                  "Adverse: a bruise", "3 needles a session"):  # fmt: skip
        assert words in text
    assert "No points are chosen" in run("plan", "show", "Old")[0]


def test_what_an_area_marks_is_told_without_its_faces(
    run: Run, folder: Path, content: Content, tmp_path: Path
) -> None:
    from desktop_app.atlas.body import open_atlas
    from desktop_app.content.paths import assets_dir

    marked = full_plan().area
    area = Area(marked.patches, open_atlas(assets_dir() / "atlas").skin.name)
    with Library.open(folder, content) as library:
        add_plan(library, full_plan(area=area))
    assert json.loads(run("plan", "show", "A12", "--json")[0])["area"][1] == {
        "side": "left", "feeling": "tingling", "faces": 900, "strongest": 5,
    }  # fmt: skip


def test_a_label_of_several_plans_is_told_with_their_keys(
    run: Run, keys: dict[str, str], folder: Path, content: Content
) -> None:
    with Library.open(folder, content) as library:
        duplicate_plan(library, keys["plan"], label="A12")
    _, told = run("plan", "show", "A12", code=1)
    assert "2 plans have the label “A12”" in told
    assert keys["plan"] in told


def test_a_search_finds_plans(run: Run, keys: dict[str, str]) -> None:
    hits = json.loads(run("search", "numb", "soles", "--json")[0])
    assert {hit["ref"] for hit in hits if hit["kind"] == "plan"} >= {f"yq:plan/{keys['plan']}"}


@pytest.mark.parametrize("sheet", ["practitioner", "handout"])
@pytest.mark.parametrize("page", ["a4", "letter"])
def test_a_plan_is_put_on_paper(
    run: Run, keys: dict[str, str], tmp_path: Path, sheet: str, page: str
) -> None:
    path = tmp_path / "plan.PDF"
    told = run("plan", "export", "A12", "-o", path, "--sheet", sheet, "--page", page, "--json")[0]
    assert json.loads(told) == {
        "ref": f"yq:plan/{keys['plan']}", "sheet": sheet, "file": str(path),
    }  # fmt: skip
    assert path.read_bytes().startswith(b"%PDF")
    assert [each.name for each in tmp_path.glob("*.part")] == []


def test_the_handout_is_written_for_a_word_processor(
    run: Run, keys: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "plan.docx"
    assert str(path) in run("plan", "export", keys["plan"], "-o", path)[0]
    assert path.read_bytes().startswith(b"PK")
    other = tmp_path / "other.docx"
    _, told = run("plan", "export", "A12", "-o", other, "--sheet", "practitioner", code=2)
    assert "Only the handout" in told
    assert not other.exists()


@pytest.mark.parametrize(
    ("typed", "told", "code"),
    [
        (["plan"], "VERB", 2),
        (["plan", "burn"], "burn", 2),
        (["plan", "show"], "id", 2),
        (["plan", "export", "A12"], "-o", 2),
        (["plan", "export", "A12", "-o", "plan.odt"], ".pdf or .docx", 2),
        (["plan", "export", "A12", "-o", "plan.pdf", "--page", "a5"], "letter", 2),
        (["plan", "export", "A12", "-o", "/nowhere/plan.pdf"], "/nowhere", 1),
        (["plan", "list", "--templates", "--archived"], "not allowed with", 2),
        (["plan", "show", "gone"], "no plan “gone”", 1),
    ],
)
def test_mistakes_are_told(
    run: Run, keys: dict[str, str], typed: list[str], told: str, code: int
) -> None:
    out, err = run(*typed, code=code)
    assert out == ""
    assert told in err


def test_a_library_with_plans_is_read_while_a_window_has_it(
    run: Run, keys: dict[str, str], folder: Path, content: Content
) -> None:
    with Library.open(folder, content):
        assert json.loads(run("plan", "show", "A12", "--json")[0])["key"] == keys["plan"]
