"""Decks, cards, exams and how learning stands, from a terminal."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from desktop_app.content import Content
from desktop_app.domain.learning import Rating
from desktop_app.store import Library
from desktop_app.study.scheduling import answer
from tests.cli.terminal import Run
from tests.planning.papers import run as run_tool
from tests.planning.papers import words_of


def test_a_deck_holds_the_points_of_the_meridians_that_are_named(
    run: Run, tmp_path: Path, content: Content
) -> None:
    path = tmp_path / "some.apkg"
    told = run("study", "export", "--anki", path, "--meridian", "LR", "--meridian", "ki", "--json")
    made = json.loads(told[0])
    wanted = [p for p in content.points.values() if p.meridian in ("LR", "KI") and not p.site_of]
    assert made["notes"] == len(wanted)
    assert made["file"] == str(path)
    with ZipFile(path) as packed:
        assert len(json.loads(packed.read("media"))) == made["media"]
    assert "points, " in run("study", "export", "--anki", path, "--meridian", "LR")[0]


def test_an_exam_is_made_again_from_its_number(run: Run, tmp_path: Path) -> None:
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    first = json.loads(run("study", "exam", "-o", one, "--questions", "6", "--json")[0])
    seed = str(first["seed"])
    again = ("study", "exam", "-o", other, "--questions", "6", "--seed", seed)
    assert seed in run(*again, "--no-key", "--page", "letter")[0]
    second = json.loads(run(*again, "--json", "--meridian", "LR")[0])
    assert len(first["questions"]) == len(second["questions"]) == 6
    assert "Because" in words_of(one)
    assert json.loads(run(*again, "--json")[0])["questions"] == first["questions"]
    run(*again, "--no-key", "--page", "letter", "--minutes", "45")
    assert "Because" not in words_of(other)
    assert "45 minutes" in words_of(other)
    assert "612 x 792" in run_tool("pdfinfo", str(other))


def test_an_exam_that_is_shorter_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "exam.pdf"
    asked = ("study", "exam", "-o", path, "--meridian", "LR", "--questions", "200", "--seed", "1")
    out, err = run(*asked)
    assert "no more than" in err
    assert "questions written" in out
    assert "1 to 200" in run("study", "exam", "-o", path, "--questions", "201", code=2)[1]


def test_cards_are_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "cards.pdf"
    out, _ = run("study", "cards", "-o", path, "--meridian", "KI", "--page", "letter")
    assert "flipped on the long edge" in out
    assert "KI1" in words_of(path)
    made = json.loads(run("study", "cards", "-o", path, "--meridian", "KI", "--json")[0])
    assert made == {"file": str(path), "cards": 11}


def test_how_learning_stands(run: Run, folder: Path, content: Content) -> None:
    before = json.loads(run("study", "stats", "--json")[0])
    assert not folder.exists()
    assert (before["seen"], before["retention"], before["streak"]) == (0, None, 0)
    assert "not known yet" in run("study", "stats")[0]
    with Library.open(folder, content) as library:
        answer(library, "name:ST36", Rating.GOOD, 900, datetime.now(UTC))
    after = json.loads(run("study", "stats", "--json")[0])
    assert (after["seen"], after["streak"]) == (1, 1)
    assert sum(day["reviews"] for day in after["calendar"]) == 1
    assert sum(day["due"] for day in after["forecast"]) == 1
    assert set(after["by_skill"]["name"]) == {"learned", "total"}
    assert "1 of" in run("study", "stats")[0]


@pytest.mark.parametrize("verb", ["export", "exam", "cards"])
def test_what_is_mistyped_is_named(run: Run, tmp_path: Path, verb: str) -> None:
    option, good, bad = ("--anki", "a.apkg", "a.zip") if verb == "export" else ("-o", "a.pdf", "a")
    assert "does not end in" in run("study", verb, option, tmp_path / bad, code=2)[1]
    unknown = run("study", verb, option, tmp_path / good, "--meridian", "XX", code=1)[1]
    assert "“XX”" in unknown
    assert "EX-LE" in unknown
    lost = tmp_path / "none" / good
    assert "no folder" in run("study", verb, option, lost, "--meridian", "LR", code=1)[1]
    assert not list(tmp_path.iterdir())


def test_numbers_that_make_no_exam_are_refused(run: Run, tmp_path: Path) -> None:
    for option in ("--questions", "--seed", "--minutes"):
        for value in ("x", "-1", "1.5", "9" * 12 if option == "--seed" else "0"):
            run("study", "exam", "-o", tmp_path / "a.pdf", f"{option}={value}", code=2)
