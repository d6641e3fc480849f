"""What is right by the content, read from it without the program's generator.

For each kind of item it tells which of the choices offered are right; the tests then count them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from desktop_app.content import Content
from desktop_app.domain.points import Point
from desktop_app.domain.questions import Question

GENERATES = {"wood": "fire", "fire": "earth", "earth": "metal", "metal": "water", "water": "wood"}
"""The element that each gives rise to."""

SHU = {"jing-well", "ying-spring", "shu-stream", "jing-river", "he-sea"}
CLASS_WORDS = {"mother (tonification)": "mother-tonification", "child (sedation)": "child-sedation"}
FOUND = {
    "Benefit": "benefit", "Mixed": "mixed", "No difference": "no-difference", "Harm": "harm",
}  # fmt: skip
SURE = {
    "High certainty": "high", "Moderate certainty": "moderate", "Low certainty": "low",
    "Very low certainty": "very-low", "Traditional": "traditional", "No study found": "no-study",
}  # fmt: skip
ANGLES = {
    "Perpendicular": "perpendicular", "Oblique": "oblique", "Transverse": "transverse",
    "Pricked to bleed": "prick-to-bleed",
}  # fmt: skip
BENEATH = {
    "muscle": ("muscles",),
    "skin-nerve": ("nerves_cutaneous",),
    "nerve": ("nerves_deep", "nerves_cutaneous"),
    "vessel": ("vessels",),
}


def bare(text: str) -> str:
    """Return letters, digits and characters only, without accents and case."""
    parted = unicodedata.normalize("NFKD", text).lower()
    return "".join(char for char in parted if char.isalnum())


def wholes(content: Content) -> dict[str, Point]:
    return {code: point for code, point in content.points.items() if "." not in code}


def names_of(point: Point) -> set[str]:
    names = {point.pinyin, point.hanzi, point.hanzi_traditional, point.english, point.code}
    for alias in point.aliases:
        if "old numbering" not in alias:
            names.update(part.strip() for part in re.split(r"[(),]", alias) if part.strip())
    return {bare(name) for name in names.union(point.hanzi_variants)}


def has_class(content: Content, point: Point, kind: str, owner: str) -> bool:
    """Tell whether a point is what ``owner:kind`` says, from more than its list of classes."""
    meridian = content.meridians.get(owner)
    if kind in SHU:
        return point.five_shu == kind and point.meridian == owner
    if kind in ("mother-tonification", "child-sedation", "horary"):
        own = content.meridians[point.meridian].element if point.element else ""
        wanted = {
            "mother-tonification": GENERATES.get(point.element) == own,
            "child-sedation": GENERATES.get(own) == point.element,
            "horary": point.element == own,
        }[kind]
        return bool(point.element) and point.meridian == owner and wanted
    if kind == "xi-cleft":
        return meridian is not None and meridian.xi_cleft_point == point.code
    if kind == "confluent":
        return meridian is not None and meridian.confluent_point == point.code
    details = [each.detail for each in point.categories if each.kind == kind]
    if kind in ("entry", "exit"):
        return bool(details) and point.meridian == owner
    called = meridian.english.split()[0] if meridian else owner.replace("-", " ")
    return any(
        re.sub(r"^of the |( meridian)$", "", each.lower()) == called.lower() for each in details
    )


def pairs(text: str) -> list[tuple[float, float]]:
    found = re.findall(r"(?<![A-Z\d.])(\d+(?:\.\d+)?)(?:[–-](\d+(?:\.\d+)?))?", text)
    return [(float(least), float(most or least)) for least, most in found]


def meets(detail: str) -> set[str]:
    return set(
        re.findall(r"Spleen|Liver|Kidney|Bladder|Gallbladder|Stomach|Y\w+ \w+|Chong", detail)
    )


def simple(structure: str) -> str:
    return re.sub(r"\s*\(.*?\)", "", structure).lower().strip()


def _name(content: Content, rest: list[str], point: Point, text: str) -> bool:
    known = wholes(content)
    match rest:
        case ["pinyin", _]:
            return bare(text) in names_of(point)
        case ["code", _]:
            return bare(known[text].pinyin) == bare(point.pinyin)
        case ["hanzi", _]:
            other = known[text.split()[0]]
            return bool({other.hanzi, other.hanzi_traditional} & {point.hanzi})
        case ["english", _]:
            other = known[text.split()[0]]
            classes = {bare(each.kind) for each in other.categories}
            return bare(point.english) in names_of(other) | classes
    other = known[text.split()[0]]
    places = {other.code, *(content.points[site].same_as for site in other.sites)} - {""}
    own = {point.code, *(content.points[site].same_as for site in point.sites)} - {""}
    return bool(places & own)


def _category(content: Content, rest: list[str], point: Point | None, text: str) -> bool:
    match rest:
        case ["of", _]:
            assert point is not None
            kind = CLASS_WORDS.get(text.lower(), text.lower().replace(" ", "-"))
            return kind in {each.kind for each in point.categories}
        case ["element", _]:
            assert point is not None
            return text.lower() == point.element
        case ["crossing", _]:
            assert point is not None
            own = next(meets(e.detail) for e in point.categories if e.kind == "crossing")
            return meets(text) <= own or own <= meets(text)
        case ["coupled", code]:
            coupled = [m.coupled_point for m in content.meridians.values()
                       if m.confluent_point == code]  # fmt: skip
            return coupled == [text]
        case ["member", kind, _]:
            other = content.points[text.split()[0]]
            return kind in {each.kind for each in other.categories}
        case [owner, kind]:
            return has_class(content, content.points[text.split()[0]], kind, owner)
    raise AssertionError(rest)


def _needling(rest: list[str], point: Point, text: str) -> bool:
    if rest[0] == "angle":
        return ANGLES[text] in point.needling.angle
    said = [point.needling.depth_cun] if point.needling.depth_cun else []
    said += [each for text_ in point.needling.depth_variants for each in pairs(text_)]
    [(least, most)] = pairs(text)
    # Ranges that share more than an end are not plainly different.
    return any(
        (a <= least and most <= b) or (least <= a and b <= most) or min(b, most) > max(a, least)
        for a, b in said
    )


def _caution(rest: list[str], content: Content, point: Point, text: str) -> bool:
    if rest[0] == "deep":
        held = [*point.flags.deep_structures, *point.beneath.vessels]
        held += [*point.beneath.nerves_cutaneous, *point.beneath.nerves_deep]
        return any(text.lower() in each.lower() for each in held)
    other = content.points[text.split()[0]]
    tests: dict[str, Callable[[Point], bool]] = {
        "pregnancy-forbidden": lambda each: bool(each.flags.pregnancy),
        "pregnancy-listed": lambda each: bool(each.flags.pregnancy),
        "pregnancy-place": lambda each: bool(each.flags.pregnancy),
        "bone": lambda each: each.flags.bone_beneath,
        "joint": lambda each: each.flags.joint_capsule,
        "peritoneum": lambda each: each.flags.peritoneum_or_bladder,
        "direct-moxa": lambda each: each.moxa.direct_moxa_avoid,
        "classical-moxa": lambda each: each.moxa.classical_prohibition,
        "needle-bleeding": lambda each: (
            each.flags.bleeding_technique or "prick-to-bleed" in each.needling.angle
        ),
    }
    return tests[rest[0]](other)


def _order(question: Question, rest: list[str], content: Content, text: str) -> bool:
    codes = [choice.ref.removeprefix("yq:point/") for choice in question.choices]
    chosen = next(code for code, each in zip(codes, question.choices, strict=True)
                  if each.text == text)  # fmt: skip
    point = content.points[chosen]
    if rest[0] in ("first", "last"):
        numbers = [content.points[code].number for code in codes]
        assert {content.points[code].meridian for code in codes} == {rest[1]}
        return point.number == (min if rest[0] == "first" else max)(numbers)
    start = content.points[rest[1]]
    step = 1 if rest[0] == "after" else -1
    return point.meridian == start.meridian and point.number == start.number + step


def _beneath(rest: list[str], point: Point, text: str) -> bool:
    held = [simple(each) for layer in BENEATH[rest[0]] for each in getattr(point.beneath, layer)]
    said = simple(text)
    return any(said in each or each in said for each in held)


def _evidence(question: Question, rest: list[str], content: Content, text: str) -> bool:
    kind, key = rest
    if kind == "claim":
        return SURE[text] == content.claims[key].certainty.value
    if kind == "study":
        return FOUND[text] == content.studies[key].direction.value
    ref = next(choice.ref for choice in question.choices if choice.text == text)
    study = content.studies[ref.removeprefix("yq:study/")]
    said = [study.main_finding]
    said += [
        claim.statement
        for claim in content.claims.values()
        for each in claim.studies
        if each.key == study.key and each.stance.value != "context"
    ]
    null = any(re.search(r"no difference|not differ|no better|neither", text) for text in said)
    return study.direction.value == kind or (kind == "no-difference" and null)


def right_by_content(question: Question, content: Content) -> list[str]:
    """Return the choices of a question that are right by the content."""
    skill, *rest = question.item.split(":")
    point = content.points.get(rest[-1])

    def is_right(text: str) -> bool:
        match skill:
            case "category":
                return _category(content, rest, point, text)
            case "order":
                return _order(question, rest, content, text)
            case "evidence":
                return _evidence(question, rest, content, text)
        assert point is not None
        match skill:
            case "name":
                return _name(content, rest, point, text)
            case "needling":
                return _needling(rest, point, text)
            case "caution":
                return _caution(rest, content, point, text)
            case "beneath":
                return _beneath(rest, point, text)
        raise AssertionError(skill)

    return [choice.text for choice in question.choices if is_right(choice.text)]
