"""Checks each file of ``data/`` against the schema of its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError

from desktop_app.content.model import BUILD_ONLY
from desktop_app.content.problems import Problem
from desktop_app.content.sources import Source


def schema_problems(sources: list[Source], schemas: Path) -> list[Problem]:
    """Return where files break the schema of their folder, ``schema/<folder>.schema.json``.

    A file outside of folders has the schema of its own name, if there is one.
    """
    problems: list[Problem] = []
    validators: dict[str, Draft202012Validator | None] = {}
    for source in sources:
        name = source.folder or Path(source.name).stem
        if name not in validators:
            validators[name] = None
            path = schemas / f"{name}.schema.json"
            try:
                schema = json.loads(path.read_text(encoding="utf-8"))
                Draft202012Validator.check_schema(schema)
                validators[name] = Draft202012Validator(schema)
            except FileNotFoundError:
                continue
            except (SchemaError, json.JSONDecodeError) as bad:
                reason = f"not a valid schema: {_shortened(str(bad))}"
                problems.append(Problem(f"{schemas.parent.name}/schema/{path.name}", 1, reason))
        validator = validators[name]
        if validator is not None:
            for error in validator.iter_errors(source.value):
                problems += _located(source, error)
    return problems


def missing_schemas(sources: list[Source], schemas: Path) -> list[Problem]:
    """Return a problem for each folder that has no schema."""
    folders = {
        source.folder: source
        for source in reversed(sources)
        if source.folder and not source.name.endswith(BUILD_ONLY)
    }
    return [
        source.problem(f"the folder {folder}/ has no schema {folder}.schema.json")
        for folder, source in sorted(folders.items())
        if not (schemas / f"{folder}.schema.json").is_file()
    ]


def _located(source: Source, error: ValidationError) -> Iterator[Problem]:
    if error.context:
        for inner in _meant(error):
            yield from _located(source, inner)
        return
    where = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        for key in sorted(_unknown_keys(error)):
            yield source.problem(f"unknown key “{key}”", (*where, key))
        return
    subject = f"“{where[-1]}”: " if where and isinstance(where[-1], str) else ""
    if error.validator == "required":
        subject = ""
    yield source.problem(subject + _shortened(error.message), where)


def _meant(error: ValidationError) -> list[ValidationError]:
    """Return the mistakes in the one alternative, of several, that was most likely meant.

    That is one whose fixed words all match, such as the ``kind`` of a rule.
    """
    branches: dict[object, list[ValidationError]] = {}
    for inner in error.context:
        branches.setdefault(inner.schema_path[0], []).append(inner)

    def unlikeliness(mistakes: list[ValidationError]) -> tuple[int, int]:
        others = [each for each in mistakes if each.validator in ("const", "enum", "type")]
        return len(others), len(mistakes)

    return min(branches.values(), key=unlikeliness)


def _unknown_keys(error: ValidationError) -> set[str]:
    instance: Any = error.instance
    schema: Any = error.schema
    return set(instance) - set(schema.get("properties", ()))


def _shortened(message: str, limit: int = 300) -> str:
    return message if len(message) <= limit else f"{message[: limit - 1]}…"
