"""What tests of the library's verbs share: a library on the disk, and a study that ships."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.refs import Ref, study_ref
from desktop_app.store import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the library lies."""
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path, content: Content) -> Iterator[Library]:
    """A fresh library of what ships."""
    with Library.open(folder, content) as opened:
        yield opened


@pytest.fixture
def ref(content: Content) -> Ref:
    """A study that ships."""
    return study_ref(next(iter(content.studies)))
