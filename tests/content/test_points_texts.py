"""Places, cautions and uses of the points: the numbers, sides and words that must hold."""

from __future__ import annotations

import copy
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

DATA = Path(__file__).parents[2] / "data"
LINES = ("ST", "SP", "BL", "KI", "GB", "LR", "EX-LE")

CUN = {
    "ST32": "6 cun", "ST33": "3 cun", "ST34": "2 cun", "ST36": "3 cun", "ST37": "6 cun",
    "ST38": "8 cun", "ST39": "9 cun", "ST40": "8 cun", "ST45": "0.1 cun", "SP1": "0.1 cun",
    "SP6": "3 cun", "SP7": "6 cun", "SP8": "3 cun", "SP10": "2 cun", "SP11": "one third",
    "SP13": "4.3 cun 4 cun", "BL37": "6 cun", "BL38": "1 cun", "BL53": "3 cun", "BL54": "3 cun",
    "BL55": "2 cun", "BL56": "5 cun", "BL57": "8 cun", "BL58": "7 cun", "BL59": "3 cun",
    "BL67": "0.1 cun", "KI1": "one third", "KI5": "1 cun", "KI6": "1 cun", "KI7": "2 cun",
    "KI8": "2 cun", "KI9": "5 cun", "KI11": "5 cun 0.5 cun", "GB30": "one third", "GB32": "7 cun",
    "GB35": "7 cun", "GB36": "7 cun", "GB37": "5 cun", "GB38": "4 cun", "GB39": "3 cun",
    "GB44": "0.1 cun", "LR1": "0.1 cun", "LR5": "5 cun", "LR6": "7 cun", "LR7": "1 cun",
    "LR9": "4 cun", "LR10": "3 cun", "LR11": "2 cun", "LR12": "2.5 cun", "EX-LE1": "1.5 cun",
    "EX-LE3": "3 cun", "EX-LE6": "2 cun", "EX-LE7": "5 cun", "EX-LE12": "0.1 cun",
}  # fmt: skip
"""Every distance and ratio of a location rule, as the text must say it."""

SIDES = {
    "GB35": "posterior border of the fibula",
    "GB36": "anterior border of the fibula",
    "GB37": "anterior border of the fibula",
    "GB38": "anterior border of the fibula",
    "GB39": "anterior border of the fibula",
    "SP6": "behind the medial border of the tibia",
    "SP7": "behind the medial border of the tibia",
    "SP8": "behind the medial border of the tibia",
    "KI8": "behind the medial border of the tibia",
    "LR5": "medial surface of the tibia",
    "LR6": "medial surface of the tibia",
    "ST40": "lateral border of tibialis anterior",
    "BL59": "between the fibula and the calcaneal tendon",
    "KI7": "front edge of the calcaneal tendon",
    "ST35": "lateral to the patellar ligament",
    "EX-LE4": "medial to the patellar ligament",
    "GB34": "in front of and below the head of the fibula",
    "GB41": "lateral to the fifth-toe tendon",
    "LR4": "medial to the tibialis anterior tendon",
    "SP12": "lateral to the femoral artery",
    "SP1": "medial side of the distal phalanx",
    "LR1": "lateral side of the distal phalanx",
    "ST45": "lateral side of the distal phalanx",
    "GB44": "lateral side of the distal phalanx",
    "BL67": "lateral side of the distal phalanx",
}
RIVALS = {
    "ST31": ("gluteal fold",),
    "ST40": ("1 cun lateral to ST38", "lateral to extensor digitorum longus"),
    "SP11": ("6 cun above SP10",),
    "SP12": ("3.5 cun lateral to CV2",),
    "BL58": ("posterior border of the fibula",),
    "KI4": ("0.5 cun below KI3",),
    "KI10": ("between the semitendinosus and semimembranosus tendons",),
    "GB30": ("anterior superior iliac spine",),
    "GB31": ("9 cun above the popliteal crease", "7 cun above the popliteal crease"),
    "GB32": ("5 cun above the popliteal crease",),
    "GB33": ("3 cun above GB34",),
    "GB38": ("in front of the anterior border of the fibula",),
    "GB39": ("Behind the fibula, at its posterior border",),
    "LR8": ("in front of the insertions of semimembranosus and semitendinosus",),
    "LR9": ("above the medial epicondyle of the femur",),
    "LR12": ("Below the pubic symphysis",),
    "EX-LE1": ("1 cun medial and 1 cun lateral to ST34",),
    "EX-LE6": ("1 cun straight below GB34",),
}
SAID_ONE_WAY = {
    "Insensate or ischaemic": "insensate_foot_check",
    "Reduced sensation below the knee": "reduced_leg_sensation_check",
    "Bleeding technique": "bleeding_technique",
    "Pregnancy": "pregnancy",
}
"""How a caution begins that a flag repeats."""

AMERICAN = re.compile(
    r"\b(center|edema|diarrhea|hemorrhoid\w*|color|fiber|anesthe\w+|ischemic|numbed|cecum)\b"
)
EFFECT = re.compile(
    r"\b(cures?|heals?|reliev\w+|improv\w+|treats?|reduc\w+|effective|proven|boosts?)\b",
    re.IGNORECASE,
)


@cache
def points() -> dict[str, dict[str, Any]]:
    files = [
        yaml.safe_load((DATA / "points" / f"{line}.yaml").read_text(encoding="utf-8"))
        for line in LINES
    ]
    return {point["code"]: point for file in files for point in file["points"]}


def sentences(point: dict[str, Any]) -> list[str]:
    """Return everything of a point that is read as prose."""
    place = point["location"]
    return [
        place["text"],
        place["find"],
        *(rival["text"] for rival in place.get("rivals", [])),
        *point["cautions"],
        *point.get("uncertain", []),
        *(text for site in point.get("sites", []) for text in (site["text"], site["find"])),
    ]


@pytest.mark.parametrize("code", CUN)
def test_text_gives_the_distance_of_the_rule(code: str) -> None:
    for number in re.findall(r"[\d.]+ cun|one third", CUN[code]):
        assert re.search(rf"(?<![\d.]){re.escape(number)}", points()[code]["location"]["text"]), (
            number
        )


def test_only_points_with_a_distance_mention_one() -> None:
    told = {
        code
        for code, point in points().items()
        if re.search(r"\d cun\b", point["location"]["text"])
    }
    assert told - set(CUN) == set()


@pytest.mark.parametrize("code", SIDES)
def test_text_names_the_side(code: str) -> None:
    assert SIDES[code] in points()[code]["location"]["text"]


def test_rival_places_are_owned_up_to() -> None:
    given = {
        code: point["location"]["rivals"]
        for code, point in points().items()
        if "rivals" in point["location"]
    }
    assert set(given) == set(RIVALS)
    for code, rivals in given.items():
        assert [rival["id"] for rival in rivals] == ["a", "b"][: len(rivals)]
        for rival, words in zip(rivals, RIVALS[code], strict=True):
            assert words in rival["text"], code


def test_no_place_hides_among_the_depths() -> None:
    for code, point in points().items():
        for variant in point["needling"].get("depth_variants", []):
            assert re.match(r"[\d.]+(–[\d.]+)? cun", variant), (code, variant)
            assert variant.endswith(")") or "joined through" in variant, (code, variant)


def test_depths_run_from_least_to_most() -> None:
    not_needled = {code for code, each in points().items() if each["needling"]["depth_cun"] is None}
    assert not_needled == {"EX-LE8", "EX-LE9"}
    for point in points().values():
        if depth := point["needling"]["depth_cun"]:
            assert 0 < depth[0] <= depth[1] <= 3, point["code"]


def test_cautions_and_flags_say_the_same() -> None:
    for code, point in points().items():
        flags = point.get("flags", {})
        for opening, flag in SAID_ONE_WAY.items():
            said = any(caution.startswith(opening) for caution in point["cautions"])
            assert said == bool(flags.get(flag)), (code, flag)
        if flags.get("deep_structures"):
            assert len(point["cautions"]) > bool(flags.get("insensate_foot_check")), code


def test_the_same_caution_has_the_same_words() -> None:
    wordings = {caution for point in points().values() for caution in point["cautions"]}
    for opening in ("Insensate", "Reduced sensation", "Bleeding technique", "Suspected deep-vein"):
        assert sum(wording.startswith(opening) for wording in wordings) == 1, opening


def test_feet_and_lower_legs_carry_the_check_of_sensation() -> None:
    foot = {"ankle", "toe", "foot-dorsum", "foot-lateral", "foot-medial", "foot-sole"}
    leg = {"knee", "leg-anterior", "leg-lateral", "leg-medial", "leg-posterior"}
    for code, point in points().items():
        flags = point.get("flags", {})
        assert bool(flags.get("insensate_foot_check")) == (point["region"] in foot), code
        assert bool(flags.get("reduced_leg_sensation_check")) == (point["region"] in leg), code


def test_traditional_pregnancy_taboos() -> None:
    taboo = {
        code
        for code, point in points().items()
        if point.get("flags", {}).get("pregnancy") == "contraindicated-traditionally"
    }
    assert taboo == {"SP6", "BL60", "BL67", "EX-LE11"}
    for code in taboo:
        assert points()[code]["cautions"][0].startswith("Pregnancy"), code


def test_uses_are_named_without_a_claim_of_effect() -> None:
    for code, point in points().items():
        assert 2 <= len(point["uses"]) <= 5, code
        for use in point["uses"]:
            assert not EFFECT.search(use), (code, use)
            assert not use.endswith("."), (code, use)


def test_prose_is_whole_british_sentences() -> None:
    for code, point in points().items():
        for text in sentences(point):
            assert text[0].isupper() or text[0].isdigit(), (code, text)
            assert text.endswith("."), (code, text)
            assert "  " not in text, (code, text)
            assert not AMERICAN.search(text), (code, text)
        assert len(point["location"]["find"]) > 40, code


def test_codes_named_in_prose_exist() -> None:
    elsewhere = {"ST30", "CV2", "BL28", "BL30", "BL32", "PC6"}
    for code, point in points().items():
        for text in [*sentences(point), *point["uses"]]:
            for named in re.findall(r"(?:EX-LE|[A-Z]{2})\d+", text):
                assert named in points() or named in elsewhere, (code, named)


@pytest.mark.parametrize("folder", ["points", "meridians"])
def test_schema_accepts_the_data_and_nothing_else(folder: str) -> None:
    schema = json.loads((DATA / "schema" / f"{folder}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in sorted((DATA / folder).glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert not [error.message for error in validator.iter_errors(content)], path.name
        assert not validator.is_valid({**content, "colour": "red"}), path.name


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("code",), "ST 36"),
        (("pinyin",), "Zu2san1li3"),
        (("element",), "air"),
        (("region",), "arm"),
        (("location", "text"), ""),
        (("categories", 0, "kind"), "he sea"),
        (("needling", "depth_cun"), [1]),
        (("uses",), []),
        (("cautions", 0), "no capital, no full stop"),
    ],
)
def test_schema_refuses_mistakes(keys: tuple[str | int, ...], value: object) -> None:
    schema = json.loads((DATA / "schema" / "points.schema.json").read_text(encoding="utf-8"))
    point: Any = copy.deepcopy(points()["ST36"])
    part = point
    for key in keys[:-1]:
        part = part[key]
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"meridian": "ST", "points": [point]})
    part[keys[-1]] = value
    assert not validator.is_valid({"meridian": "ST", "points": [point]})
