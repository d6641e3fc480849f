"""Names, codes and characters of the points and meridians in ``data``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from pypinyin import Style, pinyin

DATA = Path(__file__).parents[2] / "data"
LEG = {
    "ST": range(31, 46),
    "SP": range(1, 14),
    "BL": (*range(36, 41), *range(53, 68)),
    "KI": range(1, 12),
    "GB": range(29, 45),
    "LR": range(1, 13),
    "EX-LE": range(1, 13),
}
ALL_CODES = [f"{line}{number}" for line, numbers in LEG.items() for number in numbers]
MERIDIANS = [*list(LEG)[:6], "YINQIAO", "YANGQIAO", "YINWEI", "YANGWEI", "CHONG", "DAI"]

TRADITIONAL = (
    "俠僕兌內厲參孫崑崙帶復懸揚會條機橫氣湧溝瀆犢獨環窩竅築經維脈"
    "腎膽臨虛蟲衝谿豐賓蹻輔邊鍾門間闌關陰陽隱頂風飛髖鶴"
)
SIMPLIFIED = (
    "侠仆兑内厉参孙昆仑带复悬扬会条机横气涌沟渎犊独环窝窍筑经维脉"
    "肾胆临虚虫冲溪丰宾跷辅边钟门间阑关阴阳隐顶风飞髋鹤"
)

HETERONYMS = {
    "SP2": ("都", "dū", "a metropolis, not dōu, all"),
    "SP13": ("舍", "shè", "an abode, not shě, to give up"),
    "BL38": ("郄", "xì", "a cleft, written for 隙; not qiè, a surname"),
    "BL61": ("仆", "pú", "a servant, simplified from 僕; not pū, to fall"),
    "LR6": ("都", "dū", "a metropolis, not dōu, all"),
    "BL": ("膀", "páng", "in 膀胱, bladder; not bǎng, shoulder"),
    "GB": ("少", "shào", "young, in 少阳; not shǎo, few"),
    "KI": ("少", "shào", "young, in 少阴; not shǎo, few"),
}
"""Characters read otherwise than pypinyin reads them alone: character, reading, reason."""

SITES = {"EX-LE1": 2, "EX-LE5": 2, "EX-LE10": 4, "EX-LE12": 5}
SAME_AS = {
    "EX-LE5.1": "ST35",
    "EX-LE5.2": "EX-LE4",
    "EX-LE10.1": "LR2",
    "EX-LE10.2": "ST44",
    "EX-LE10.4": "GB43",
}


@cache
def points() -> list[dict[str, Any]]:
    files = [
        yaml.safe_load((DATA / "points" / f"{line}.yaml").read_text(encoding="utf-8"))
        for line in LEG
    ]
    return [point for file in files for point in file["points"]]


@cache
def named() -> list[dict[str, Any]]:
    """Return all points and meridians."""
    folder = DATA / "meridians"
    return [
        *points(),
        *(
            yaml.safe_load((folder / f"{code}.yaml").read_text(encoding="utf-8"))
            for code in MERIDIANS
        ),
    ]


def readings(text: str, *, every: bool) -> Iterator[list[str]]:
    """Yield each character's readings with tone marks, all of them or the usual one."""
    for character in text:
        yield pinyin(character, style=Style.TONE, heteronym=every)[0]


def joined(name: str) -> str:
    return name.lower().replace(" ", "")


def test_the_points_of_the_leg_are_all_there_once_in_order() -> None:
    assert len(ALL_CODES) == 99
    assert [point["code"] for point in points()] == ALL_CODES


def test_code_is_meridian_and_number() -> None:
    for line in LEG:
        file = yaml.safe_load((DATA / "points" / f"{line}.yaml").read_text(encoding="utf-8"))
        assert file["meridian"] == line
        for point in file["points"]:
            assert point["code"] == f"{line}{point['number']}"


@pytest.mark.parametrize("key", ["pinyin", "hanzi", "hanzi_traditional", "english"])
def test_names_are_not_shared(key: str) -> None:
    seen: dict[str, str] = {}
    for thing in named():
        assert thing[key] not in seen, f"{thing['code']} and {seen[thing[key]]}"
        seen[thing[key]] = thing["code"]


def test_an_alias_leads_to_one_point() -> None:
    english = {point["english"].casefold() for point in points()}
    seen: dict[str, str] = {}
    for point in points():
        for alias in point.get("aliases", []):
            assert alias.casefold() not in english, f"{point['code']}: {alias}"
            assert alias.casefold() not in seen, f"{point['code']} and {seen[alias.casefold()]}"
            seen[alias.casefold()] = point["code"]


def test_pinyin_is_a_reading_of_the_characters() -> None:
    for thing in named():
        spellings = {"".join(row) for row in product(*readings(thing["hanzi"], every=True))}
        assert joined(thing["pinyin"]) in spellings, thing["code"]


def test_readings_other_than_the_usual_one_are_listed() -> None:
    odd = set()
    for thing in named():
        usual = [row[0] for row in readings(thing["hanzi"], every=False)]
        if joined(thing["pinyin"]) != "".join(usual):
            odd.add(thing["code"])
            character, reading, _reason = HETERONYMS[thing["code"]]
            usual[thing["hanzi"].index(character)] = reading
            assert joined(thing["pinyin"]) == "".join(usual), thing["code"]
    assert odd == set(HETERONYMS)


def test_simplified_and_traditional_agree() -> None:
    table = dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))
    used = set()
    for thing in named():
        assert len(thing["hanzi"]) == len(thing["hanzi_traditional"]), thing["code"]
        for old, new in zip(thing["hanzi_traditional"], thing["hanzi"], strict=True):
            assert table.get(old, old) == new, thing["code"]
            used.add(old)
    assert set(TRADITIONAL) <= used, "the table lists only what is needed"


def test_variant_characters_differ_from_the_name() -> None:
    for point in points():
        for variant in point.get("hanzi_variants", []):
            assert variant != point["hanzi_traditional"], point["code"]
            assert len(variant) == len(point["hanzi"]), point["code"]


def test_points_with_several_sites() -> None:
    for point in points():
        sites = point.get("sites", [])
        assert len(sites) == SITES.get(point["code"], 0), point["code"]
        assert [site["code"] for site in sites] == [
            f"{point['code']}.{number + 1}" for number in range(len(sites))
        ]
        for site in sites:
            assert site.get("same_as") == SAME_AS.get(site["code"])
            assert site["text"] != point["location"]["text"]


def test_sites_that_are_other_points_say_the_same_place() -> None:
    by_code = {point["code"]: point for point in points()}
    for point in points():
        for site in point.get("sites", []):
            if "same_as" in site:
                assert site["text"] == by_code[site["same_as"]]["location"]["text"], site["code"]
