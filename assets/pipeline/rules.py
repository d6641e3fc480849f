"""Reads the rules that say where points, lines and sites lie, naming file and line of mistakes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
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
    rivals : mapping of rival id to its place
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
    rivals: Mapping[str, Place] = field(default_factory=dict)
    note: str = ""
    not_placed: str = ""
    where: str = ""


@dataclass(frozen=True)
class Line:
    """A curve on or in the limb: its id, kind, stops in order, and where it is written."""

    id: str
    kind: str
    stops: tuple[Any, ...]
    stiffness: float
    where: str


@dataclass(frozen=True)
class Rules:
    """All rules as read: points (and sites) by code, groups, aids, lines, other sites."""

    points: Mapping[str, Rule]
    groups: Mapping[str, tuple[str, ...]]
    aids: Mapping[str, Place]
    lines: tuple[Line, ...]
    sites: Mapping[str, tuple[str, Place, str]]
    territories: Mapping[str, tuple[Mapping[str, Any], ...]]

    def named(self) -> dict[str, Place]:
        """Every name that a place may use, with its own place."""
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
    points: dict[str, Rule] = {}
    groups: dict[str, tuple[str, ...]] = {}
    aids: dict[str, Place] = {}
    lines: list[Line] = []
    for source in _sources(sorted((data / "points" / "rules").glob("*.yaml")), data, problems):
        checked = schema_problems([replace(source, folder="rules")], data / "schema")
        problems += checked
        if checked:
            continue
        value = source.value
        aids.update(value.get("aids", {}))
        for position, entry in enumerate(value.get("rules", ())):
            found = list(_rules(source, ("rules", position), value["meridian"], entry))
            for rule in found:
                if rule.code in points:
                    reason = f"{rule.code} has a rule twice"
                    problems.append(source.problem(reason, ("rules", position)))
                points[rule.code] = rule
            if "sites" in entry:
                groups[entry["code"]] = tuple(rule.code for rule in found)
        for position, entry in enumerate(value.get("curves", ())):
            where = _where(source, ("curves", position))
            stiffness = float(entry.get("stiffness", 1.0))
            lines.append(Line(entry["id"], "meridian", tuple(entry["stops"]), stiffness, where))
    sites: dict[str, tuple[str, Place, str]] = {}
    territories: dict[str, tuple[Mapping[str, Any], ...]] = {}
    files = [p for p in sorted((data / "structures").glob("*.yaml")) if p.stem not in _NOT_PLACED]
    for source in _sources(files, data, problems):
        for where, kind, entry in _structures(source):
            problems += _course_problems(source, where, entry, data / "schema")
            at = _where(source, where)
            if "course" in entry:
                for branch, stops in entry["course"].items():
                    name = f"{kind}:{entry['id']}" + ("" if branch == "main" else f":{branch}")
                    lines.append(Line(name, kind, tuple(stops), 1.0, at))
            if "place" in entry:
                sites[entry["id"]] = (kind, entry["place"], at)
            if "regions" in entry:
                territories[f"{kind}:{entry['id']}"] = tuple(entry["regions"])
    if problems:
        raise bad_content(problems)
    return Rules(points, groups, aids, tuple(lines), sites, territories)


_NOT_PLACED = ("landmarks", "scales")
_PARTS = {"course": "course", "place": "place", "regions": "regions"}


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
    rivals = {name: rival["place"] for name, rival in entry.get("rivals", {}).items()}
    yield Rule(
        entry["code"],
        meridian,
        entry.get("place"),
        tuple(entry.get("checks", ())),
        rivals,
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


def _course_problems(
    source: Source, where: Where, entry: dict[str, Any], schemas: Path
) -> Iterator[Problem]:
    definitions = json.loads((schemas / "rules.schema.json").read_text("utf-8"))["$defs"]
    for key, name in _PARTS.items():
        if key not in entry:
            continue
        checker = Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": definitions})
        for error in checker.iter_errors(entry[key]):
            deepest = error
            while deepest.context:
                deepest = max(deepest.context, key=lambda inner: len(inner.absolute_path))
            inside = (*where, key, *deepest.absolute_path)
            yield source.problem(deepest.message[:300], inside)


def _where(source: Source, where: Where) -> str:
    return f"{source.name}:{source.line(where)}"
