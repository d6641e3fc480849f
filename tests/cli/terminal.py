"""Verbs as they are called from a terminal, but in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Call = Callable[..., tuple[int, str, str]]
"""Gives the exit code, what was printed, and what was told as an error."""

Run = Callable[..., tuple[str, str]]
"""Gives what was printed and what was told as an error, after the code that was expected."""


def nothing(*_: object) -> Any:
    raise AssertionError("neither window nor renderer was asked for")
