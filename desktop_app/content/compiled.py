"""The content compiled to one JSON file, so that the program starts without reading YAML."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from desktop_app.content.model import BUILD_ONLY, RECORDS, Content, Record, structure_ref
from desktop_app.content.records import from_plain, to_plain
from desktop_app.domain.structures import Structure

FORMAT = 3
"""Raised when a compiled file of an older program can no longer be read."""

LATER = ("studies", "claims", "conditions", "topics", "patterns", "handouts", "facts", "safety")
"""Folders of which the first picture of the program shows nothing."""

Stamp = list[list[str | int]]
"""Name, size in bytes and time of change in ns of each source file, by name."""


def stamp(data: Path) -> Stamp:
    """Return what tells cheaply whether any file of ``data/`` has changed."""
    return sorted(_stamps(str(data), ""))


def _stamps(folder: str, inside: str) -> Iterator[list[str | int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{inside}{entry.name}"
            if entry.is_dir():
                if f"{name}/" not in BUILD_ONLY:
                    yield from _stamps(entry.path, f"{name}/")
            elif name.endswith((".yaml", ".schema.json")) and name not in BUILD_ONLY:
                status = entry.stat()
                yield [name, status.st_size, status.st_mtime_ns]


def digest(data: Path) -> str:
    """Return a hash over the names and bytes of all source files."""
    import hashlib

    hashed = hashlib.sha256()
    for name, _, _ in stamp(data):
        payload = (data / str(name)).read_bytes()
        hashed.update(f"{name}\0{len(payload)}\0".encode())
        hashed.update(payload)
    return hashed.hexdigest()


def write_compiled(content: Content, data: Path, target: Path) -> None:
    """Write the compiled content; the file is replaced in one step."""
    plain: dict[str, Any] = {
        "format": FORMAT,
        "version": content.version,
        "digest": content.digest,
        "stamp": stamp(data),
        "renamed": dict(content.renamed),
    }
    for folder in RECORDS:
        plain[folder] = [to_plain(record) for record in getattr(content, folder).values()]
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    part.write_text(json.dumps(plain, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    part.replace(target)


def read_compiled(target: Path, data: Path | None) -> Content | None:
    """Return the compiled content; None if it is missing, unreadable or older than ``data/``.

    Without ``data`` its age is not looked at.
    """
    try:
        plain = json.loads(target.read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        return None
    if data and data.is_dir() and plain["stamp"] != stamp(data) and plain["digest"] != digest(data):
        return None
    return _content(plain)


class Folder(Mapping[str, Any]):
    """The records of a folder, made when one is first asked for."""

    def __init__(self, record: Record, plain: list[dict[str, Any]]) -> None:
        self._record = record
        self._plain = plain

    def __getitem__(self, key: str) -> Any:
        return self._records[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    @cached_property
    def _records(self) -> dict[str, Any]:
        cls = self._record.made
        made = (from_plain(cls, plain) for plain in self._plain)
        return {_key(each, self._record.key): each for each in made}


def _content(plain: dict[str, Any]) -> Content:
    folders: dict[str, Any] = {}
    for folder, record in RECORDS.items():
        records = Folder(record, plain[folder])
        folders[folder] = records if folder in LATER else dict(records)
    renamed = plain.get("renamed", {})
    return Content(plain["version"], plain["digest"], renamed=renamed, **folders)


def _key(record: Any, name: str) -> str:
    if isinstance(record, Structure):
        return str(structure_ref(record)).removeprefix("yq:")
    return str(getattr(record, name))
