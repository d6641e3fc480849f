"""YAML files of ``data/`` with the line of every value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from desktop_app.content.model import BUILD_ONLY
from desktop_app.content.problems import Problem

Where = tuple[str | int, ...]
"""The way from the top of a file to a value: keys and positions."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file: the folder that names its schema, its value and the line of every value in it."""

    name: str
    folder: str
    value: Any
    lines: dict[Where, int] = field(repr=False)

    def line(self, where: Where = ()) -> int:
        """Return the line of a value, or of the nearest thing around it."""
        for end in range(len(where), -1, -1):
            if where[:end] in self.lines:
                return self.lines[where[:end]]
        return 1

    def problem(self, reason: str, where: Where = ()) -> Problem:
        """Return a problem at a value of this file."""
        return Problem(self.name, self.line(where), reason)


@dataclass(frozen=True, slots=True)
class Item:
    """A record inside a file: where it stands and its mapping."""

    source: Source
    where: Where
    value: dict[str, Any]

    def problem(self, reason: str, *inside: str | int) -> Problem:
        """Return a problem at this record or at a value inside it."""
        return self.source.problem(reason, self.where + inside)


def source_files(data: Path, build: bool) -> list[Path]:
    """Return the YAML files of ``data/``, in a fixed order; those of the build if asked for."""
    return [
        path
        for path in sorted(data.rglob("*.yaml"))
        if build or not path.relative_to(data).as_posix().startswith(BUILD_ONLY)
    ]


def read_sources(data: Path, build: bool = False) -> tuple[list[Source], list[Problem]]:
    """Read all files; mistakes of form come back as problems."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in source_files(data, build):
        source, found = read_source(path, data)
        problems += found
        if source is not None:
            sources.append(source)
    return sources, problems


def read_source(path: Path, data: Path) -> tuple[Source | None, list[Problem]]:
    """Read one YAML file; mistakes of form come back as problems."""
    inside = path.relative_to(data).as_posix()
    name = f"{data.name}/{inside}"
    folder = "" if path.parent == data else path.parent.name
    if inside in BUILD_ONLY:
        folder = path.stem
    problems: list[Problem] = []
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        return None, [Problem(name, 1, f"cannot be read: {error}")]
    except yaml.YAMLError as error:
        return None, [_form_problem(name, error)]
    try:
        node = loader.get_single_node()
        if node is None:
            return None, [Problem(name, 1, "the file is empty")]
        lines: dict[Where, int] = {}
        for where, line, reason in _walk(node, ()):
            if reason:
                problems.append(Problem(name, line, reason))
            else:
                lines[where] = line
        value = loader.construct_document(node)
    except yaml.YAMLError as error:
        return None, [*problems, _form_problem(name, error)]
    finally:
        loader.dispose()
    return Source(name, folder, value, lines), problems


def _form_problem(name: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    return Problem(name, mark.line + 1 if mark else 1, f"not valid YAML: {reason}")


def _walk(node: yaml.Node, where: Where) -> Iterator[tuple[Where, int, str]]:
    """Yield every value's way and line; a key given twice comes with a reason."""
    yield where, node.start_mark.line + 1, ""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                yield (*where, key.value), line, f"the key “{key.value}” stands here twice"
                continue
            seen.add(key.value)
            yield from _walk(value, (*where, key.value))
            yield (*where, key.value), line, ""
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            yield from _walk(value, (*where, position))


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader with fewer surprises: dates, ``on``, ``off``, ``yes`` and ``no`` are text."""


_BOOL, _TIME = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in (_BOOL, _TIME)]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile("^(?:true|false)$"), list("tf"))
