"""The closed tables of acupuncture, written out and compared with ``data/points``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

DATA = Path(__file__).parents[2] / "data"
LINES = ("ST", "SP", "BL", "KI", "GB", "LR", "EX-LE")

FIVE_SHU = {
    "ST": ("ST45", "ST44", "ST43", "ST41", "ST36"),
    "SP": ("SP1", "SP2", "SP3", "SP5", "SP9"),
    "BL": ("BL67", "BL66", "BL65", "BL60", "BL40"),
    "KI": ("KI1", "KI2", "KI3", "KI7", "KI10"),
    "GB": ("GB44", "GB43", "GB41", "GB38", "GB34"),
    "LR": ("LR1", "LR2", "LR3", "LR4", "LR8"),
}
SHU = ("jing-well", "ying-spring", "shu-stream", "jing-river", "he-sea")
ELEMENTS = {
    "yang": ("metal", "water", "wood", "fire", "earth"),
    "yin": ("wood", "fire", "earth", "metal", "water"),
}
YANG = ("ST", "BL", "GB")

OF_EACH_MERIDIAN = {
    "yuan-source": ("ST42", "SP3", "BL64", "KI3", "GB40", "LR3"),
    "luo-connecting": ("ST40", "SP4", "BL58", "KI4", "GB37", "LR5"),
    "mother-tonification": ("ST41", "SP2", "BL67", "KI7", "GB43", "LR8"),
    "child-sedation": ("ST45", "SP5", "BL65", "KI1", "GB38", "LR2"),
    "horary": ("ST36", "SP3", "BL66", "KI10", "GB41", "LR1"),
}
WITH_DETAIL = {
    "xi-cleft": {
        "ST34": "Of the Stomach meridian",
        "SP8": "Of the Spleen meridian",
        "BL63": "Of the Bladder meridian",
        "KI5": "Of the Kidney meridian",
        "GB36": "Of the Gallbladder meridian",
        "LR6": "Of the Liver meridian",
        "BL59": "Of the Yang Qiao vessel",
        "KI8": "Of the Yin Qiao vessel",
        "GB35": "Of the Yang Wei vessel",
        "KI9": "Of the Yin Wei vessel",
    },
    "lower-he-sea": {
        "ST36": "Of the Stomach",
        "ST37": "Of the Large Intestine",
        "ST39": "Of the Small Intestine",
        "BL39": "Of the Triple Energizer",
        "BL40": "Of the Bladder",
        "GB34": "Of the Gallbladder",
    },
    "hui-meeting": {"GB34": "Sinews", "GB39": "Marrow"},
    "confluent": {
        "SP4": "Of the Chong vessel",
        "KI6": "Of the Yin Qiao vessel",
        "BL62": "Of the Yang Qiao vessel",
        "GB41": "Of the Dai vessel",
    },
    "coupled-with": {"SP4": "PC6", "KI6": "LU7", "BL62": "SI3", "GB41": "TE5"},
    "command": {"ST36": "Abdomen", "BL40": "Lumbar region and back"},
    "crossing": {
        "SP6": "Spleen, Liver and Kidney meridians",
        "SP12": "Spleen and Liver meridians",
        "SP13": "Spleen and Liver meridians and Yin Wei vessel",
        "BL59": "Bladder meridian and Yang Qiao vessel",
        "BL61": "Bladder meridian and Yang Qiao vessel",
        "BL62": "Bladder meridian and Yang Qiao vessel",
        "BL63": "Bladder meridian and Yang Wei vessel",
        "KI6": "Kidney meridian and Yin Qiao vessel",
        "KI8": "Kidney meridian and Yin Qiao vessel",
        "KI9": "Kidney meridian and Yin Wei vessel",
        "KI11": "Kidney meridian and Chong vessel",
        "GB29": "Gallbladder meridian and Yang Qiao vessel",
        "GB30": "Gallbladder and Bladder meridians",
        "GB35": "Gallbladder meridian and Yang Wei vessel",
    },
    "group-luo": {
        "SP6": "Three yin meridians of the leg",
        "GB39": "Three yang meridians of the leg",
    },
    "one-of": dict.fromkeys(("LR2", "ST44", "GB43"), "Bafeng (EX-LE10)"),
}
OTHERS = {
    "ma-danyang-heavenly-star": {"ST36", "ST44", "BL40", "BL57", "BL60", "GB30", "GB34", "LR3"},
    "ghost-point": {"SP1", "BL62"},
    "sea-of-blood": {"ST37", "ST39"},
    "sea-of-water-and-grain": {"ST36"},
    "entry": {"SP1", "KI1", "LR1"},
    "exit": {"ST42", "BL67", "GB41"},
}
VESSELS = {
    "YINQIAO": ("KI6", "LU7", "KI8"),
    "YANGQIAO": ("BL62", "SI3", "BL59"),
    "YINWEI": ("PC6", "SP4", "KI9"),
    "YANGWEI": ("TE5", "GB41", "GB35"),
    "CHONG": ("SP4", "PC6", None),
    "DAI": ("GB41", "TE5", None),
}
MERIDIANS = {
    "ST": ("earth", "SP", "07:00-09:00", "Foot Yangming", "ST34"),
    "SP": ("earth", "ST", "09:00-11:00", "Foot Taiyin", "SP8"),
    "BL": ("water", "KI", "15:00-17:00", "Foot Taiyang", "BL63"),
    "KI": ("water", "BL", "17:00-19:00", "Foot Shaoyin", "KI5"),
    "GB": ("wood", "LR", "23:00-01:00", "Foot Shaoyang", "GB36"),
    "LR": ("wood", "GB", "01:00-03:00", "Foot Jueyin", "LR6"),
}


@cache
def read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


@cache
def points() -> dict[str, dict[str, Any]]:
    files = [read(DATA / "points" / f"{line}.yaml") for line in LINES]
    return {point["code"]: point for file in files for point in file["points"]}


def meridian(code: str) -> dict[str, Any]:
    return read(DATA / "meridians" / f"{code}.yaml")


def holders(kind: str) -> dict[str, str]:
    """Return the codes that have this category, with its detail."""
    return {
        code: category.get("detail", "")
        for code, point in points().items()
        for category in point["categories"]
        if category["kind"] == kind
    }


@pytest.mark.parametrize("line", FIVE_SHU)
def test_five_shu_and_elements(line: str) -> None:
    elements = ELEMENTS["yang" if line in YANG else "yin"]
    for code, shu, element in zip(FIVE_SHU[line], SHU, elements, strict=True):
        point = points()[code]
        assert (point["five_shu"], point["element"]) == (shu, element), code
        assert shu in {category["kind"] for category in point["categories"]}, code


def test_no_other_point_is_a_five_shu_point() -> None:
    listed = {code for line in FIVE_SHU.values() for code in line}
    for code, point in points().items():
        kinds = {category["kind"] for category in point["categories"]}
        if code not in listed:
            assert "five_shu" not in point, code
            assert "element" not in point, code
            assert not kinds.intersection(SHU), code


@pytest.mark.parametrize("kind", OF_EACH_MERIDIAN)
def test_tables_with_one_point_for_each_meridian(kind: str) -> None:
    assert set(holders(kind)) == set(OF_EACH_MERIDIAN[kind])


@pytest.mark.parametrize("kind", WITH_DETAIL)
def test_tables_that_say_of_what(kind: str) -> None:
    assert holders(kind) == WITH_DETAIL[kind]


@pytest.mark.parametrize("kind", OTHERS)
def test_other_tables(kind: str) -> None:
    assert set(holders(kind)) == OTHERS[kind]


def test_every_category_has_a_table() -> None:
    kinds = {category["kind"] for point in points().values() for category in point["categories"]}
    assert kinds == {*SHU, *OF_EACH_MERIDIAN, *WITH_DETAIL, *OTHERS}


def test_yin_source_points_are_their_shu_stream_points() -> None:
    for code in ("SP3", "KI3", "LR3"):
        assert points()[code]["five_shu"] == "shu-stream"


def test_elements_of_mother_child_and_horary_points() -> None:
    order = ("wood", "fire", "earth", "metal", "water")
    for line, (own, *_) in MERIDIANS.items():
        place = order.index(own)
        for kind, step in (("mother-tonification", -1), ("child-sedation", 1), ("horary", 0)):
            (code,) = (each for each in OF_EACH_MERIDIAN[kind] if each.startswith(line))
            assert points()[code]["element"] == order[(place + step) % 5], (code, kind)


@pytest.mark.parametrize("code", MERIDIANS)
def test_regular_meridians(code: str) -> None:
    line = meridian(code)
    found = tuple(
        line[key]
        for key in ("element", "paired_with", "clock_hours", "name_class", "xi_cleft_point")
    )
    assert found == MERIDIANS[code]
    assert line["kind"] == "regular"
    assert line["yin_yang"] == ("yang" if code in YANG else "yin")
    assert line["points"] == [each for each in points() if points()[each]["code"].startswith(code)]


@pytest.mark.parametrize("code", VESSELS)
def test_extraordinary_vessels(code: str) -> None:
    vessel = meridian(code)
    keys = ("confluent_point", "coupled_point", "xi_cleft_point")
    assert tuple(vessel.get(key) for key in keys) == VESSELS[code]
    assert vessel["kind"] == "extraordinary"


@pytest.mark.parametrize("code", [*MERIDIANS, *VESSELS])
def test_meridian_tells_its_course(code: str) -> None:
    line = meridian(code)
    assert line["summary"].startswith("In the tradition"), "a course is told as tradition"
    assert 3 <= line["summary"].count(". ") + 1 <= 5
    steps = [step for course in line["courses"] for step in course["steps"]]
    walked = list(dict.fromkeys(step["code"] for step in steps if "code" in step))
    if code in MERIDIANS:
        assert walked == line["points"]
    assert all(("code" in step) != ("text" in step) for step in steps)
