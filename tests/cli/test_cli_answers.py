"""What the command line prints, as JSON and for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.content import Content
from desktop_app.domain.refs import point_ref
from desktop_app.reading import write_note
from desktop_app.store import Library
from tests.cli.terminal import Call

Run = Callable[..., str]


@pytest.fixture
def run(call: Call) -> Run:
    def called(*arguments: str, code: int = 0) -> str:
        ended, out, err = call(*arguments)
        assert ended == code
        return err if code else out

    return called


def as_json(run: Run, *arguments: str) -> Any:
    return json.loads(run(*arguments, "--json"))


def test_points(run: Run, folder: Path) -> None:
    points = as_json(run, "points")
    by_code = {point["code"]: point for point in points}
    assert len(by_code) == len(points)
    st36 = by_code["ST36"]
    assert st36["meridian"] == "ST"
    assert st36["pinyin"] == "Zúsānlǐ"
    assert (st36["hanzi"], st36["hanzi_traditional"]) == ("足三里", "足三里")
    assert {"he-sea", "lower-he-sea"} <= set(st36["categories"])
    assert st36["element"] == "earth"
    assert len(st36["needling"]["depth_cun"]) == 2
    assert "perpendicular" in st36["needling"]["angle"]
    for point in points:
        for name in ("pinyin", "hanzi", "hanzi_traditional", "english", "region", "location"):
            assert point[name], (point["code"], name)
            assert isinstance(point[name], str)
        assert point["site_of"] is None or point["code"] in by_code[point["site_of"]]["sites"]
    assert not folder.exists()


def test_claims_and_studies_of_points_exist(run: Run) -> None:
    claims = {claim["id"]: claim for claim in as_json(run, "claims")}
    studies = {study["key"]: study for study in as_json(run, "studies")}
    for point in as_json(run, "points"):
        assert set(point["claims"]) <= set(claims)
        assert set(point["studies"]) <= set(studies)
        if not point["site_of"] and not point["same_as"]:
            for key in point["claims"]:
                assert point["code"] in claims[key]["points"]
    for claim in claims.values():
        assert claim["certainty"]
        assert {each["key"] for each in claim["studies"]} <= set(studies)
        assert {"id", "kind", "statement", "points", "meridians", "conditions"} <= set(claim)


def test_studies(run: Run) -> None:
    studies = {study["key"]: study for study in as_json(run, "studies")}
    valentini = studies["valentini-2024"]
    assert valentini["doi"] == "10.3389/fmed.2024.1371056"
    assert valentini["sample_size"] == 18
    assert valentini["cited_by_source"] is True
    assert valentini["citation"]["confidence"] > 0.9
    assert studies["sandberg-2003"]["cited_by_source"] is False
    for name in ("key", "title", "authors", "year", "journal", "design", "direction", "points"):
        assert name in valentini


@pytest.mark.parametrize(
    "typed", [["ST36"], ["st-36"], ["st", "36"], ["S36"], ["E36"], ["yq:point/ST36"]]
)
def test_one_point_in_any_spelling(run: Run, typed: list[str]) -> None:
    assert as_json(run, "point", *typed)["code"] == "ST36"


def test_one_point_to_read(run: Run) -> None:
    text = run("point", "ST36")
    assert text.startswith("ST36  Zúsānlǐ  足三里\nLeg Three Miles\n")
    for heading in ("Find it", "Needle it", "Cautions", "Beneath", "Studies"):
        assert f"\n{heading}\n" in text


def test_every_point_can_be_read(run: Run, content: Content) -> None:
    for code, point in content.points.items():
        text = run("point", code)
        assert point.pinyin in text
        assert "Find it" in text


def test_a_point_without_a_study_says_so(run: Run) -> None:
    bare = next(point["code"] for point in as_json(run, "points") if not point["studies"]
                and not point["claims"])  # fmt: skip
    assert "Nothing here has been studied" in run("point", bare)


def test_json_is_not_escaped(run: Run) -> None:
    assert "足三里" in run("point", "ST36", "--json")


@pytest.mark.parametrize("text", [["zusanli"], ["足三里"], ["st-36"], ["st 36"], ["st", "36"]])
def test_search(run: Run, folder: Path, text: list[str]) -> None:
    hits = as_json(run, "search", *text)
    assert hits[0]["ref"] == "yq:point/ST36"
    assert hits[0]["kind"] == "point"
    assert {"ref", "kind", "title", "snippet"} <= set(hits[0])
    assert not folder.exists()


def test_search_gives_studies_and_claims(run: Run) -> None:
    kinds = {hit["kind"] for hit in as_json(run, "search", "microcirculation")}
    assert {"study", "claim"} <= kinds
    assert len(as_json(run, "search", "microcirculation", "--limit", "2")) == 2


def test_search_for_people(run: Run) -> None:
    assert run("search", "zusanli").startswith("point  yq:point/ST36")
    assert run("search", "xylophone") == ""
    assert as_json(run, "search", "xylophone") == []


def test_notes_are_found_while_a_window_has_the_library(
    run: Run, folder: Path, content: Content
) -> None:
    with Library.open(folder, content) as library:
        write_note(library, point_ref("ST36"), "xylophone")
        (hit,) = as_json(run, "search", "xylophone")
    assert (hit["ref"], hit["kind"]) == ("yq:point/ST36", "note")


def test_a_damaged_library_does_not_stop_a_search(call: Call, folder: Path) -> None:
    folder.mkdir()
    (folder / "library.db").write_bytes(b"not a database" * 1000)
    code, out, err = call("search", "zusanli", "--json")
    assert code == 0
    assert json.loads(out)[0]["ref"] == "yq:point/ST36"
    assert "is damaged" in err
    assert "Searching without your notes" in err


def test_lists_for_people(run: Run) -> None:
    assert "ST36    Zúsānlǐ" in run("points") or "ST36" in run("points")
    assert "valentini-2024" in run("studies")
    assert "certainty" in run("claims")


@pytest.mark.parametrize("typed", [["XX9"], ["ST99"], ["zusanli"], [""]])
def test_a_point_that_is_not_there(run: Run, typed: list[str]) -> None:
    assert "There is no point" in run("point", *typed, code=1)


@pytest.mark.parametrize(
    "arguments",
    [["bogus"], ["point"], ["search"], ["search", "x", "--limit", "0"], ["render"],
     ["search", "x", "--limit", "many"], ["points", "--xml"]],
)  # fmt: skip
def test_mistyped(run: Run, arguments: list[str]) -> None:
    assert "usage: yongquan" in run(*arguments, code=2)


def test_version(run: Run) -> None:
    assert run("--version").startswith("yongquan 0.")
