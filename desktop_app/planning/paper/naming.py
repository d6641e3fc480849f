"""What files of a plan are called: label and title, what it is, the day."""

from __future__ import annotations

import re
from datetime import date

MOST_LETTERS = 100
"""Of label and title: folders above and the rest of the name must find room in a path too."""

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def file_name(label: str, title: str, words: str, day: date, suffix: str) -> str:
    """Return the name of a file, legal on every system: ``B-17 Numb soles handout 2026-11-23``."""
    named = " ".join(f"{label} {title}".split()) or "Plan"
    name = f"{named[:MOST_LETTERS].strip()} {words.lower()} {day.isoformat()}"
    return _UNSAFE.sub("-", name).strip(" .-") + suffix
