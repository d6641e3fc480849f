"""Makes domain objects of what the files of ``data/`` say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from desktop_app.content.model import RECORDS, STRUCTURE_KINDS, Content
from desktop_app.content.problems import Problem
from desktop_app.content.records import MissingField, from_plain
from desktop_app.content.sources import Item, Source, Where
from desktop_app.domain.points import MERIDIAN_ORDER, Point

LISTED = {
    **{each: each for each in ("points", "claims", "structures", "patterns", "facts")},
    "safety": "rules",
}
"""Folders whose files hold a list of records, under this key; other files hold one record."""


RENAMED = "renamed.yaml"
"""The file that tells which points had another code in earlier content."""


@dataclass
class Assembly:
    """The records of all files by folder and key, while content is put together."""

    items: dict[str, dict[str, Item]] = field(default_factory=lambda: {f: {} for f in RECORDS})
    objects: dict[str, dict[str, Any]] = field(default_factory=lambda: {f: {} for f in RECORDS})
    problems: list[Problem] = field(default_factory=list)
    renamed: Item | None = None


def assemble(sources: list[Source]) -> Assembly:
    """Build every record; what cannot be built, or comes twice, becomes a problem."""
    assembly = Assembly()
    for source in sources:
        if source.folder in RECORDS:
            for item in _items(source, assembly.problems):
                _add(assembly, source.folder, item)
        elif source.name.endswith(f"/{RENAMED}") and isinstance(source.value, dict):
            codes = source.value.get("points")
            assembly.renamed = Item(source, ("points",), codes if isinstance(codes, dict) else {})
    return assembly


def content_of(assembly: Assembly, version: str, digest: str) -> Content:
    """Return the content, in the order of the meridian clock, then by name."""
    objects = assembly.objects
    order = {code: position for position, code in enumerate(MERIDIAN_ORDER)}
    points = sorted(objects["points"].values(), key=lambda point: _point_order(point, order))
    meridians = sorted(
        objects["meridians"].values(), key=lambda each: (order.get(each.code, 99), each.code)
    )
    return Content(
        version=version,
        digest=digest,
        points={point.code: point for point in points},
        meridians={meridian.code: meridian for meridian in meridians},
        **{
            folder: dict(sorted(objects[folder].items()))
            for folder in ("studies", "claims", "conditions", "topics")
        },
        structures=objects["structures"],
        patterns=objects["patterns"],
        handouts=objects["handouts"],
        facts=objects["facts"],
        safety=objects["safety"],
        renamed=assembly.renamed.value if assembly.renamed else {},
    )


def _point_order(point: Point, order: dict[str, int]) -> tuple[int, int, int]:
    _, _, site = point.code.partition(".")
    return order.get(point.meridian, 99), point.number, int(site) if site.isdigit() else 0


def _items(source: Source, problems: list[Problem]) -> Iterator[Item]:
    key = LISTED.get(source.folder)
    if key is None:
        yield from _checked(source, (), source.value, problems)
        return
    records = source.value.get(key) if isinstance(source.value, dict) else None
    if not isinstance(records, list):
        problems.append(source.problem(f"a list “{key}” is missing"))
        return
    for position, record in enumerate(records):
        yield from _checked(source, (key, position), record, problems)


def _checked(source: Source, where: Where, value: Any, problems: list[Problem]) -> Iterator[Item]:
    if isinstance(value, dict):
        yield Item(source, where, value)
    else:
        problems.append(source.problem("a record with keys is expected here", where))


def _add(assembly: Assembly, folder: str, item: Item) -> None:
    shared = {
        key: item.source.value[key]
        for key in (("meridian",) if folder == "points" else ("kind",))
        if folder in ("points", "structures") and key in item.source.value
    }
    value = shared | item.value
    sites = value.pop("sites", ()) if folder == "points" else ()
    built = _build(assembly, folder, item, value)
    if not isinstance(built, Point) or not isinstance(sites, list):
        return
    codes = []
    for position, site in enumerate(sites):
        inside = Item(item.source, (*item.where, "sites", position), site)
        codes += [site["code"]] if isinstance(site, dict) and "code" in site else []
        _add_site(assembly, built, inside)
    _store(assembly, folder, built.code, replace(built, sites=tuple(codes)))


def _add_site(assembly: Assembly, whole: Point, item: Item) -> None:
    """Add one site of a point that has several: its place is its own, the rest the whole's."""
    if not isinstance(item.value, dict) or not isinstance(item.value.get("code"), str):
        assembly.problems.append(item.problem("a site needs a code"))
        return
    code = item.value["code"]
    if not _is_new(assembly, "points", code, item):
        return
    location = replace(
        whole.location, text=str(item.value.get("text", whole.location.text)), rivals=()
    )
    find = item.value.get("find")
    if isinstance(find, str):
        location = replace(location, find=find)
    site = replace(
        whole,
        code=code,
        location=location,
        site_of=whole.code,
        same_as=str(item.value.get("same_as", "")),
        aliases=(),
    )
    assembly.items["points"][code] = item
    _store(assembly, "points", code, site)


def _build(assembly: Assembly, folder: str, item: Item, value: dict[str, Any]) -> Any:
    cls, name = RECORDS[folder].made, RECORDS[folder].key
    key = value.get(name)
    if not isinstance(key, str) or not key:
        assembly.problems.append(item.problem(f"“{name}” is missing"))
        return None
    if folder == "structures":
        kind = STRUCTURE_KINDS.get(str(value.get("kind")))
        if kind is None:
            assembly.problems.append(item.problem(f"unknown kind “{value.get('kind')}”", "kind"))
            return None
        key = f"{kind}/{key}"
    if not _is_new(assembly, folder, key, item):
        return None
    assembly.items[folder][key] = item
    try:
        built = from_plain(cls, value)
    except (MissingField, ValueError, TypeError, AttributeError) as error:
        assembly.problems.append(item.problem(f"{key}: {error}"))
        return None
    _store(assembly, folder, key, built)
    return built


def _is_new(assembly: Assembly, folder: str, key: str, item: Item) -> bool:
    first = assembly.items[folder].get(key)
    if first is None:
        return True
    at = f"{first.source.name}:{first.source.line(first.where)}"
    name = "code" if folder in ("points", "meridians") else RECORDS[folder].key
    assembly.problems.append(item.problem(f"the {name} {key} was already used at {at}", name))
    return False


def _store(assembly: Assembly, folder: str, key: str, built: object) -> None:
    assembly.objects[folder][key] = built
