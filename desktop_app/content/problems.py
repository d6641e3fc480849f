"""What is wrong with the content: each problem names file, line and reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.errors import BadContent


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in ``data/``, at a line counted from 1."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


def bad_content(problems: Iterable[Problem]) -> BadContent:
    """Return the error that carries all these problems, in the order of files and lines."""
    lines = tuple(str(problem) for problem in sorted(set(problems)))
    count = "One problem" if len(lines) == 1 else f"{len(lines)} problems"
    return BadContent(
        f"{count} in the content:\n" + "\n".join(lines),
        "Correct the named lines and check again.",
        lines,
    )
