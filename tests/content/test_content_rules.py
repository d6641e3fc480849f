"""What records say of one another is checked; each broken rule is named at its line."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from desktop_app.content import paths
from desktop_app.content.loading import read_yaml
from desktop_app.domain.errors import BadContent

POINT = """\
meridian: ST
points:
  - code: ST36
    number: 36
    pinyin: Zúsānlǐ
    hanzi: 足三里
    hanzi_traditional: 足三里
    english: Leg Three Miles
    region: leg
    location: {text: Beside the shin.}
    needling: {depth_cun: [1, 2], angle: [perpendicular]}
"""

STUDY = """\
key: somebody-2020
title: A study
authors: [Somebody A]
year: 2020
journal: Journal
design: rct
direction: mixed
"""

CLAIM = """\
claims:
  - id: a-claim
    kind: circulation
    statement: Something changes.
    certainty: low
    studies:
      - {key: somebody-2020, stance: mixed}
"""

MERIDIAN = """\
code: ST
kind: regular
english: Stomach meridian
pinyin: wèi
hanzi: 胃
hanzi_traditional: 胃
points: [ST36]
courses:
  - branch: main
    steps:
      - code: ST36
"""

CONDITION = """\
id: numb
name: Numb
summary: Numb feet.
"""

TOPIC = """\
id: topic
title: Topic
summary: A topic.
"""

NERVE = """\
kind: nerve
structures:
  - id: tibial-nerve
    name: Tibial nerve
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    root = tmp_path / "data"
    for name, text in (
        ("content.yaml", 'version: "1"\n'),
        ("points/ST.yaml", POINT),
        ("meridians/ST.yaml", MERIDIAN),
        ("studies/somebody-2020.yaml", STUDY),
        ("claims/circulation.yaml", CLAIM),
        ("conditions/numb.yaml", CONDITION),
        ("topics/topic.yaml", TOPIC),
        ("structures/nerves.yaml", NERVE),
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def problems(data: Path) -> tuple[str, ...]:
    with pytest.raises(BadContent) as caught:
        read_yaml(data)
    assert str(len(caught.value.problems)) in caught.value.what or "One problem" in str(
        caught.value
    )
    return caught.value.problems


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_small_content_is_good(data: Path) -> None:
    content = read_yaml(data)
    assert content.version == "1"
    assert content.points["ST36"].needling.depth_cun == (1, 2)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("points/ST.yaml", "number: 36", "number: 35", "3: ST36 is not ST35"),
        (
            "points/ST.yaml",
            "    region: leg\n",
            "    region: leg\n    five_shu: he-sea\n",
            "10: five_shu “he-sea” is not among the categories",
        ),
        (
            "points/ST.yaml",
            "    region: leg\n",
            "    region: leg\n    five_shu: he-sea\n    categories: [{kind: he-sea}]\n",
            "10: a five-shu point needs its element",
        ),
        (
            "points/ST.yaml",
            "    region: leg\n",
            "    region: leg\n    categories:\n      - kind: he-sea\n",
            "10: category “he-sea” but five_shu “”",
        ),
        (
            "points/ST.yaml",
            "{text: Beside the shin.}",
            "{text: There., rivals: [{id: a, text: x}, {id: a, text: y}]}",
            "10: two rival places share an id",
        ),
        ("points/ST.yaml", "    pinyin: Zúsānlǐ\n", "", "3: ST36: “pinyin” is missing"),
        ("points/ST.yaml", "  - code: ST36\n", "  - other: ST36\n", "3: “code” is missing"),
        (
            "points/ST.yaml",
            "    region: leg\n",
            "    region: leg\n    sites:\n      - {code: ST35.1}\n",
            "11: ST35.1 is not ST36",
        ),
        (
            "points/ST.yaml",
            "    region: leg\n",
            "    region: leg\n    sites:\n      - {code: ST36.1, same_as: ST35}\n",
            "11: unknown point “ST35”",
        ),
        (
            "points/ST.yaml",
            "    region: leg\n",
            "    region: leg\n    sites:\n      - {code: ST36.1}\n      - {code: ST36.1}\n",
            "12: the code ST36.1 was already used at data/points/ST.yaml:11",
        ),
        (
            "points/ST.yaml",
            "    region: leg\n",
            "    region: leg\n    sites:\n      - {text: no code}\n",
            "11: a site needs a code",
        ),
        ("meridians/ST.yaml", "points: [ST36]", "points: []", "7: ST36 is missing from the line"),
        ("meridians/ST.yaml", "- code: ST36", "- code: ST46", "11: unknown point “ST46”"),
        ("meridians/ST.yaml", "- code: ST36", "- {}", "11: a step needs a code or a text"),
        (
            "meridians/ST.yaml",
            "kind: regular",
            "kind: regular\npaired_with: SP",
            "3: unknown meridian “SP”",
        ),
        (
            "studies/somebody-2020.yaml",
            "design: rct",
            "design: rct\npoints:\n  - LI4\n  - ST37",
            "9: unknown point “ST37”",
        ),
        (
            "studies/somebody-2020.yaml",
            "direction: mixed",
            "direction: sideways",
            "1: somebody-2020: 'sideways' is not a valid Direction",
        ),
        (
            "claims/circulation.yaml",
            "    studies:\n      - {key: somebody-2020, stance: mixed}\n",
            "",
            "5: a graded claim needs a study",
        ),
        (
            "claims/circulation.yaml",
            "certainty: low",
            "certainty: no-study",
            "5: certainty is “no-study” but a study bears on it",
        ),
        (
            "claims/circulation.yaml",
            "kind: circulation",
            "kind: tradition",
            "5: a claim of tradition is not graded",
        ),
        (
            "claims/circulation.yaml",
            "    certainty: low\n",
            "    certainty: low\n    meridians: [XX]\n",
            "6: unknown meridian “XX”",
        ),
        ("claims/circulation.yaml", "claims:", "claim:", "1: a list “claims” is missing"),
        (
            "claims/circulation.yaml",
            "claims:\n",
            "claims:\n  - just words\n",
            "2: a record with keys is expected here",
        ),
        ("structures/nerves.yaml", "kind: nerve", "kind: ghost", "3: unknown kind “ghost”"),
        (
            "structures/nerves.yaml",
            "    name: Tibial nerve\n",
            "    name: Tibial nerve\n    points_nearby: [KI3]\n",
            "5: unknown point “KI3”",
        ),
        ("content.yaml", 'version: "1"', "versions: 1", "1: the content has no version"),
    ],
)
def test_a_broken_rule(data: Path, file: str, old: str, new: str, expected: str) -> None:
    replace(data / file, old, new)
    assert f"data/{file}:{expected}" in problems(data)


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        (
            "claims/circulation.yaml",
            "      - {key: somebody-2020, stance: mixed}\n",
            "8: the study somebody-2020 is named twice",
        ),
        ("conditions/numb.yaml", "claims: [nothing]\n", "4: unknown claim “nothing”"),
        (
            "conditions/numb.yaml",
            "red_flags:\n  - {id: a, text: b, urgency: now, action: c, studies: [x]}\n",
            "5: unknown study “x”",
        ),
        (
            "conditions/numb.yaml",
            "causes:\n  - id: a\n    name: b\n    summary: c\n    structures: [ghost-nerve]\n",
            "8: unknown structure “ghost-nerve”",
        ),
        (
            "topics/topic.yaml",
            "parts:\n  - {heading: a, standing: b, claims: [nothing]}\n",
            "5: unknown claim “nothing”",
        ),
        (
            "topics/topic.yaml",
            "see_also:\n  - yq:topic/topic\n  - yq:nerve/tibial-nerve\n  - yq:site/tibial-nerve\n",
            "7: “yq:site/tibial-nerve” leads nowhere",
        ),
        ("topics/topic.yaml", "see_also: [ST36]\n", "4: “ST36” leads nowhere"),
    ],
)
def test_a_broken_link(data: Path, file: str, text: str, expected: str) -> None:
    append(data / file, text)
    assert problems(data) == (f"data/{file}:{expected}",)


def test_a_file_that_is_not_utf8(data: Path) -> None:
    (data / "topics" / "topic.yaml").write_bytes(b"id: \xff\n")
    assert any("topics/topic.yaml:1: cannot be read" in each for each in problems(data))


def test_the_branch_that_was_meant_is_explained(data: Path) -> None:
    (data / "schema").mkdir()
    choice = {
        "oneOf": [
            {"properties": {"kind": {"const": kind}, needed: {"type": "string"}},
             "required": ["kind", needed]}
            for kind, needed in (("first", "one"), ("condition", "two"))
        ]
    }  # fmt: skip
    schema = {"properties": {"extra": choice}}
    path = data / "schema" / "conditions.schema.json"
    path.write_text(json.dumps(schema), encoding="utf-8")
    append(data / "conditions" / "numb.yaml", "extra:\n  kind: condition\n")
    assert problems(data) == ("data/conditions/numb.yaml:4: 'two' is a required property",)


@pytest.mark.parametrize("text", ["{", '{"type": "nonsense"}'])
def test_a_broken_schema(data: Path, text: str) -> None:
    (data / "schema").mkdir()
    (data / "schema" / "topics.schema.json").write_text(text, encoding="utf-8")
    assert problems(data)[0].startswith("data/schema/topics.schema.json:1: not a valid schema")


def test_yes_no_on_and_dates_are_text(data: Path) -> None:
    append(data / "topics" / "topic.yaml", "see_also: [on, no, 2024-01-01]\n")
    found = problems(data)
    assert "data/topics/topic.yaml:4: “on” leads nowhere" in found
    assert "data/topics/topic.yaml:4: “2024-01-01” leads nowhere" in found


def test_where_files_lie_in_a_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.assets_dir() == tmp_path / "assets"
    assert paths.migrations_dir() == tmp_path / "desktop_app" / "store" / "migrations"
