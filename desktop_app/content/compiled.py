"""The content compiled to one JSON file, so that the program starts without reading YAML."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desktop_app.content.model import BUILD_ONLY, RECORDS, Content, structure_ref
from desktop_app.content.records import from_plain, to_plain
from desktop_app.domain.structures import Structure

FORMAT = 1
"""Raised when a compiled file of an older program can no longer be read."""

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


def _content(plain: dict[str, Any]) -> Content:
    folders: dict[str, Any] = {}
    for folder, (cls, name) in RECORDS.items():
        records = [from_plain(cls, record) for record in plain[folder]]
        folders[folder] = {_key(record, name): record for record in records}
    return Content(version=plain["version"], digest=plain["digest"], **folders)


def _key(record: Any, name: str) -> str:
    if isinstance(record, Structure):
        return str(structure_ref(record)).removeprefix("yq:")
    return str(getattr(record, name))
