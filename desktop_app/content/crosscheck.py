"""Checks what one record says of another: codes, keys and ids that must exist."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Any

from desktop_app.content.assembly import Assembly
from desktop_app.content.problems import Problem
from desktop_app.content.sources import Item
from desktop_app.domain.appraisal import problem_of
from desktop_app.domain.categories import FIVE_SHU
from desktop_app.domain.codes import is_who_code
from desktop_app.domain.evidence import Certainty, Claim, ClaimKind, Condition, Stance, Topic
from desktop_app.domain.findings import Pattern
from desktop_app.domain.handout import HandoutWords
from desktop_app.domain.points import Meridian, Point
from desktop_app.domain.refs import BadRef, Kind, Ref
from desktop_app.domain.safety import ClientFact, SafetyRule

LEG = {
    "ST": range(31, 46), "SP": range(1, 14), "BL": (*range(36, 41), *range(53, 68)),
    "KI": range(1, 12), "GB": range(29, 45), "LR": range(1, 13), "EX-LE": range(1, 13),
}  # fmt: skip
"""Numbers of the points of the lower limb; content must hold every one that it names."""


def cross_problems(assembly: Assembly, malformed: Container[str] = ()) -> Iterator[Problem]:
    """Yield every broken reference and every contradiction between records.

    Records of ``malformed`` files are not looked at: their values may be of any type.
    """
    for folder, check in (
        ("points", _point),
        ("meridians", _meridian),
        ("studies", _study),
        ("claims", _claim),
        ("conditions", _condition),
        ("topics", _topic),
        ("structures", _structure),
        ("patterns", _pattern),
        ("handouts", _handout),
        ("facts", _fact),
        ("safety", _rule),
    ):
        for key, built in assembly.objects[folder].items():
            item = assembly.items[folder][key]
            if item.source.name not in malformed:
                yield from check(assembly, item, built)
    if assembly.renamed is not None and assembly.renamed.source.name not in malformed:
        yield from _renamed(assembly, assembly.renamed)


def _renamed(assembly: Assembly, item: Item) -> Iterator[Problem]:
    """Yield what would make of a renaming, done with every update, another than was meant."""
    for old, new in item.value.items():
        if old in assembly.objects["points"]:
            yield item.problem(f"{old} ships, so it cannot have been renamed", old)
        if new not in assembly.objects["points"]:
            yield item.problem(f"unknown point “{new}”", old)


def _point(assembly: Assembly, item: Item, point: Point) -> Iterator[Problem]:
    whole = point.code.partition(".")[0]
    if whole != f"{point.meridian}{point.number}":
        yield item.problem(f"{point.code} is not {point.meridian}{point.number}", "code")
    if point.site_of:
        if point.site_of != whole:
            yield item.problem(f"{point.code} is not a site of {point.site_of}", "code")
        yield from _codes(assembly, item, [point.same_as] if point.same_as else [], "same_as")
        return
    kinds = {category.kind for category in point.categories}
    if point.five_shu and point.five_shu not in kinds:
        yield item.problem(f"five_shu “{point.five_shu}” is not among the categories", "five_shu")
    for kind in kinds.intersection(FIVE_SHU):
        if kind != point.five_shu:
            yield item.problem(f"category “{kind}” but five_shu “{point.five_shu}”", "categories")
    if point.five_shu and not point.element:
        yield item.problem("a five-shu point needs its element", "five_shu")
    marks = [rival.id for rival in point.location.rivals]
    if len(marks) != len(set(marks)):
        yield item.problem("two rival places share an id", "location", "rivals")


def _meridian(assembly: Assembly, item: Item, meridian: Meridian) -> Iterator[Problem]:
    yield from _codes(assembly, item, meridian.points, "points")
    for row, course in enumerate(meridian.courses):
        for column, step in enumerate(course.steps):
            where = ("courses", row, "steps", column)
            if step.code:
                yield from _codes(assembly, item, [step.code], *where)
            elif not step.text:
                yield item.problem("a step needs a code or a text", *where)
    for name in ("confluent_point", "coupled_point", "xi_cleft_point"):
        code = getattr(meridian, name)
        yield from _codes(assembly, item, [code] if code else [], name)
    paired = meridian.paired_with
    if paired and paired not in assembly.objects["meridians"]:
        yield item.problem(f"unknown meridian “{paired}”", "paired_with")
    yield from _points_of_line(assembly, item, meridian)


def _points_of_line(assembly: Assembly, item: Item, meridian: Meridian) -> Iterator[Problem]:
    if meridian.kind != "regular":
        return
    listed = set(meridian.points)
    for code, point in assembly.objects["points"].items():
        if point.meridian == meridian.code and not point.site_of and code not in listed:
            yield item.problem(f"{code} is missing from the line", "points")


def _study(assembly: Assembly, item: Item, study: Any) -> Iterator[Problem]:
    yield from _codes(assembly, item, study.points, "points")
    for position, outcome in enumerate(study.effects):
        problem = problem_of(outcome.effect) if outcome.effect else "its numbers are missing."
        if problem:
            yield item.problem(f"the effect on “{outcome.name}”: {problem}", "effects", position)


def _claim(assembly: Assembly, item: Item, claim: Claim) -> Iterator[Problem]:
    yield from _codes(assembly, item, claim.points, "points")
    yield from _known(assembly, item, "meridians", claim.meridians, "meridian", "meridians")
    seen: set[str] = set()
    for position, stance in enumerate(claim.studies):
        where = ("studies", position)
        yield from _known(assembly, item, "studies", [stance.key], "study", *where)
        if stance.key in seen:
            yield item.problem(f"the study {stance.key} is named twice", *where)
        seen.add(stance.key)
    graded = claim.certainty not in (Certainty.TRADITIONAL, Certainty.NO_STUDY)
    if graded and not claim.studies:
        yield item.problem("a graded claim needs a study", "certainty")
    bearing = [stance for stance in claim.studies if stance.stance is not Stance.CONTEXT]
    if claim.certainty is Certainty.NO_STUDY and bearing:
        yield item.problem("certainty is “no-study” but a study bears on it", "certainty")
    if claim.kind is ClaimKind.TRADITION and graded:
        yield item.problem("a claim of tradition is not graded", "certainty")


def _condition(assembly: Assembly, item: Item, condition: Condition) -> Iterator[Problem]:
    yield from _known(assembly, item, "claims", condition.claims, "claim", "claims")
    for position, flag in enumerate(condition.red_flags):
        where = ("red_flags", position, "studies")
        yield from _known(assembly, item, "studies", flag.studies, "study", *where)
    for position, cause in enumerate(condition.causes):
        for name, word in (("claims", "claim"), ("studies", "study"), ("structures", "structure")):
            where = ("causes", position, name)
            yield from _known(assembly, item, name, getattr(cause, name), word, *where)


def _topic(assembly: Assembly, item: Item, topic: Topic) -> Iterator[Problem]:
    for position, part in enumerate(topic.parts):
        where = ("parts", position, "claims")
        yield from _known(assembly, item, "claims", part.claims, "claim", *where)
    for position, text in enumerate(topic.see_also):
        if not _exists(assembly, text):
            yield item.problem(f"“{text}” leads nowhere", "see_also", position)


def _fact(assembly: Assembly, item: Item, fact: ClientFact) -> Iterator[Problem]:
    causes = _causes(assembly)
    for position, cause in enumerate(fact.causes):
        if cause not in causes:
            yield item.problem(f"unknown cause “{cause}”", "causes", position)
    if fact.side and not fact.id.endswith(f"-{fact.side}"):
        yield item.problem(f"a fact of the {fact.side} limb has an id that ends in it", "side")


def _rule(assembly: Assembly, item: Item, rule: SafetyRule) -> Iterator[Problem]:
    for name, word in (("claims", "claim"), ("studies", "study")):
        yield from _known(assembly, item, name, getattr(rule, name), word, name)
    for number, when in enumerate(rule.whens):
        where: tuple[str | int, ...] = ("also", number - 1) if number else ()
        yield from _known(assembly, item, "facts", when.facts, "fact", *where, "facts")
        yield from _codes(assembly, item, when.points, *where, "points")


def _structure(assembly: Assembly, item: Item, structure: Any) -> Iterator[Problem]:
    yield from _codes(assembly, item, structure.points_nearby, "points_nearby")


def _pattern(assembly: Assembly, item: Item, pattern: Pattern) -> Iterator[Problem]:
    yield from _known(assembly, item, "studies", pattern.studies, "study", "studies")
    conditions = assembly.objects["conditions"].values()
    if pattern.cause and pattern.cause not in _causes(assembly):
        yield item.problem(f"unknown cause “{pattern.cause}”", "cause")
    if not pattern.cause and not pattern.tell_apart:
        yield item.problem("without a cause it must say what tells it apart", "tell_apart")
    flags = {flag.id for condition in conditions for flag in condition.red_flags}
    for position, flag in enumerate(pattern.red_flags):
        if flag not in flags:
            yield item.problem(f"unknown red flag “{flag}”", "red_flags", position)
    if "consistent with" not in pattern.text.casefold():
        yield item.problem("it says what it is “consistent with”, never more", "text")


def _causes(assembly: Assembly) -> set[str]:
    conditions = assembly.objects["conditions"].values()
    return {cause.id for condition in conditions for cause in condition.causes}


def _handout(assembly: Assembly, item: Item, words: HandoutWords) -> Iterator[Problem]:
    yield from _known(assembly, item, "conditions", [words.condition], "condition", "condition")
    condition = assembly.objects["conditions"].get(words.condition)
    flags = {flag.id for flag in condition.red_flags} if condition else set()
    for position, cause in enumerate(words.causes):
        if cause.of not in _causes(assembly):
            yield item.problem(f"unknown cause “{cause.of}”", "causes", position, "of")
    for position, plain in enumerate(words.evidence):
        where = ("evidence", position, "claim")
        yield from _known(assembly, item, "claims", [plain.claim], "claim", *where)
        yield from _known(
            assembly, item, "facts", plain.facts, "fact", "evidence", position, "facts"
        )
    for position, warning in enumerate(words.warnings):
        if condition and warning.flag not in flags:
            yield item.problem(f"unknown red flag “{warning.flag}”", "warnings", position, "flag")
    for position, advice in enumerate(words.self_care):
        where = ("self_care", position, "studies")
        yield from _known(assembly, item, "studies", advice.studies, "study", *where)


def _codes(
    assembly: Assembly, item: Item, codes: Iterable[str], *where: str | int
) -> Iterator[Problem]:
    """Yield codes that are no WHO code, or name a point of the leg that content lacks."""
    for position, code in enumerate(codes):
        letters = code.rstrip("0123456789.").removesuffix(".")
        number = code.partition(".")[0].removeprefix(letters)
        on_leg = number.isdigit() and int(number) in LEG.get(letters, ())
        if not is_who_code(code) or (on_leg and code not in assembly.objects["points"]):
            yield item.problem(f"unknown point “{code}”", *where, position)


def _known(
    assembly: Assembly,
    item: Item,
    folder: str,
    keys: Iterable[str],
    word: str,
    *where: str | int,
) -> Iterator[Problem]:
    known = set(assembly.objects[folder])
    if folder == "structures":
        known = {key.partition("/")[2] for key in known}
    for position, key in enumerate(keys):
        if key not in known:
            yield item.problem(f"unknown {word} “{key}”", *where, position)


def _exists(assembly: Assembly, text: str) -> bool:
    try:
        ref = Ref.parse(text)
    except BadRef:
        return False
    folders = {
        Kind.POINT: "points",
        Kind.MERIDIAN: "meridians",
        Kind.STUDY: "studies",
        Kind.CLAIM: "claims",
        Kind.CONDITION: "conditions",
        Kind.TOPIC: "topics",
    }
    if ref.kind in folders:
        return ref.key in assembly.objects[folders[ref.kind]]
    return f"{ref.kind}/{ref.key}" in assembly.objects["structures"]
