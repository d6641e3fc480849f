"""Prints JSON, and how far long work is where somebody watches."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from desktop_app.domain.errors import WorldError
from desktop_app.domain.progress import Progress

_EVERY_S = 0.1
_WIDTH = 78


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


class Watched(Progress):
    """Progress shown on one line of the terminal; nowhere if the output goes elsewhere."""

    def __init__(self) -> None:
        watched = sys.stderr.isatty()
        super().__init__(self._show if watched else None)
        self._shown = 0.0
        self._written = False

    def clear(self) -> None:
        """Wipe the line."""
        if self._written:
            print(f"\r{' ' * _WIDTH}\r", end="", file=sys.stderr, flush=True)
            self._written = False

    def _show(self, done: int, total: int, words: str) -> None:
        now = time.monotonic()
        if now - self._shown < _EVERY_S:
            return
        self._shown = now
        part = f" {100 * done // total} %" if total else ""
        print(f"\r{(words + part)[:_WIDTH]:{_WIDTH}}", end="", file=sys.stderr, flush=True)
        self._written = True


@contextmanager
def watched() -> Iterator[Watched]:
    """Show progress meanwhile; an interruption is told as what it is: nothing was changed."""
    progress = Watched()
    try:
        yield progress
    except KeyboardInterrupt:
        progress.clear()
        print("yongquan: Cancelled; nothing was changed.", file=sys.stderr)
        raise
    except WorldError:
        progress.clear()
        raise
    progress.clear()
