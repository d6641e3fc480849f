"""Reads the rules that say where points, lines and sites lie, naming file and line of mistakes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from assets.pipeline.points_features import Place
from assets.pipeline.points_limb import ROOT
from desktop_app.content.problems import Problem, bad_content
from desktop_app.content.schemas import schema_problems
from desktop_app.content.sources import Source, Where, read_source

DATA = ROOT / "data"


@dataclass(frozen=True)
class Rule:
    """Where one point lies.

    Attributes
    ----------
    code : str
        Point code; of a site, the site's.
    meridian : str
    place : Place or None
        None for a point that cannot be placed on this body.
    checks : tuple of mapping
        What else must hold, measured on the body.
    note : str
        What the machine rule assumes beyond the published wording.
    not_placed : str
        Why the point has no place on this body.
    where : str
        File and line of the rule.
    """

    code: str
    meridian: str
    place: Place | None
    checks: tuple[Mapping[str, Any], ...] = ()
    note: str = ""
    not_placed: str = ""
    where: str = ""


@dataclass(frozen=True)
class Line:
    """A curve on or in the limb: id, kind, stops in order, and file and line of its rule."""

    id: str
    kind: str
    stops: tuple[Any, ...]
    where: str


@dataclass(frozen=True)
class Rules:
    """All rules as read, by code or id.

    Rival places go by ``GB39~a``; if a source gives two, the second by ``EX-LE1~a.2``. Of these
    and of sites the file and line stand last. A site is its kind and its place; territories go
    by ``kind:id``.
    """

    points: dict[str, Rule]
    rivals: dict[str, tuple[Place, str]]
    groups: dict[str, tuple[str, ...]]
    aids: dict[str, Place]
    lines: list[Line]
    sites: dict[str, tuple[str, Place, str]]
    territories: dict[str, tuple[Mapping[str, Any], ...]]
    territory_names: dict[str, str]

    def named(self) -> dict[str, Place]:
        """Return every name that a place may use, with its own place."""
        places = {code: rule.place for code, rule in self.points.items() if rule.place is not None}
        sites = {name: place for name, (_, place, _) in self.sites.items()}
        return {**self.aids, **sites, **places}


def read_rules(data: Path = DATA) -> Rules:
    """Read and check ``data/points/rules`` and the courses in ``data/structures``.

    Raises
    ------
    BadContent
        If a file is not as its schema says, or a code stands twice; names file and line.
    """
    problems: list[Problem] = []
    rules = Rules({}, {}, {}, {}, [], {}, {}, {})
    for source in _sources(sorted((data / "points" / "rules").glob("*.yaml")), data, problems):
        found = schema_problems([replace(source, folder="rules")], data / "schema")
        problems += found or _add_points(rules, source)
    schema = json.loads((data / "schema" / "rules.schema.json").read_text("utf-8"))
    checks = {
        name: Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})
        for name in ("course", "place", "regions")
    }
    files = [p for p in sorted((data / "structures").glob("*.yaml")) if p.stem not in _NOT_PLACED]
    for source in _sources(files, data, problems):
        problems += _add_structures(rules, source, checks)
    if problems:
        raise bad_content(problems)
    return rules


_NOT_PLACED = ("landmarks", "scales")


def _add_points(rules: Rules, source: Source) -> list[Problem]:
    """Add a file of point rules; returns codes that stand twice."""
    problems = []
    value = source.value
    rules.aids.update(value.get("aids", {}))
    for position, entry in enumerate(value.get("rules", ())):
        where = ("rules", position)
        found = list(_rules(source, where, value["meridian"], entry))
        for rule in found:
            if rule.code in rules.points:
                problems.append(source.problem(f"{rule.code} has a rule twice", where))
            rules.points[rule.code] = rule
        for name, rival in entry.get("rivals", {}).items():
            listed = rival.get("places") or [rival["place"]]
            for number, place in enumerate(listed, 1):
                key = f"{entry['code']}~{name}" + (f".{number}" if number > 1 else "")
                rules.rivals[key] = (place, _where(source, where))
        if "sites" in entry:
            rules.groups[entry["code"]] = tuple(rule.code for rule in found)
    for position, entry in enumerate(value.get("curves", ())):
        at = _where(source, ("curves", position))
        rules.lines.append(Line(entry["id"], "meridian", tuple(entry["stops"]), at))
    return problems


def _add_structures(
    rules: Rules, source: Source, checks: Mapping[str, Draft202012Validator]
) -> list[Problem]:
    """Add the courses, places and regions of a file of structures; returns what is malformed."""
    problems: list[Problem] = []
    for where, kind, entry in _structures(source):
        found = list(_part_problems(source, where, entry, checks))
        problems += found
        if found:
            continue
        at = _where(source, where)
        for branch, stops in entry.get("course", {}).items():
            name = f"{kind}:{entry['id']}" + ("" if branch == "main" else f":{branch}")
            rules.lines.append(Line(name, kind, tuple(stops), at))
        if "place" in entry:
            rules.sites[entry["id"]] = (kind, entry["place"], at)
        if "regions" in entry:
            rules.territories[f"{kind}:{entry['id']}"] = tuple(entry["regions"])
            rules.territory_names[f"{kind}:{entry['id']}"] = entry.get("name", "")
    return problems


def _sources(paths: list[Path], data: Path, problems: list[Problem]) -> Iterator[Source]:
    for path in paths:
        source, found = read_source(path, data)
        problems += found
        if source is not None:
            yield source


def _rules(source: Source, where: Where, meridian: str, entry: dict[str, Any]) -> Iterator[Rule]:
    at = _where(source, where)
    note = entry.get("note", "")
    if "sites" in entry:
        for code, place in entry["sites"].items():
            yield Rule(code, meridian, place, note=note, where=at)
        return
    yield Rule(
        entry["code"],
        meridian,
        entry.get("place"),
        tuple(entry.get("checks", ())),
        note,
        entry.get("not_placed", ""),
        at,
    )


def _structures(source: Source) -> Iterator[tuple[Where, str, dict[str, Any]]]:
    value = source.value if isinstance(source.value, dict) else {}
    if "beyond" in value:
        yield (), value["kind"], {"id": "beyond", "regions": value["beyond"]}
    for position, entry in enumerate(value.get("structures", ())):
        yield ("structures", position), entry.get("kind", value.get("kind", "")), entry


def _part_problems(
    source: Source,
    where: Where,
    entry: dict[str, Any],
    checks: Mapping[str, Draft202012Validator],
) -> Iterator[Problem]:
    for key, check in checks.items():
        for error in check.iter_errors(entry[key]) if key in entry else ():
            deepest = error
            while deepest.context:
                deepest = max(deepest.context, key=lambda inner: len(inner.absolute_path))
            inside = (*where, key, *deepest.absolute_path)
            yield source.problem(deepest.message[:300], inside)


def _where(source: Source, where: Where) -> str:
    return f"{source.name}:{source.line(where)}"
