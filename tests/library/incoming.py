"""Reference files as a user brings them, written by the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def item(title: str, family: str = "Adams", year: int = 2019, **more: Any) -> dict[str, Any]:
    """Return a record of CSL-JSON."""
    return {
        "type": "article-journal",
        "title": title,
        "author": [{"family": family, "given": "Ann"}],
        "issued": {"date-parts": [[year]]},
        **more,
    }


def csl(path: Path, *items: dict[str, Any]) -> Path:
    """Write records as CSL-JSON, which leaves nothing to guess."""
    path.write_text(json.dumps(items), encoding="utf-8")
    return path


def ris(path: Path, *records: dict[str, str]) -> Path:
    """Write records as RIS, tag by tag."""
    lines = []
    for record in records:
        lines += ["TY  - JOUR", *(f"{tag}  - {text}" for tag, text in record.items()), "ER  - ", ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
