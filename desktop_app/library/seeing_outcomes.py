"""Puts what studies measured, as they word it, into a few groups by the words in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

GROUPS: tuple[tuple[str, str, str], ...] = (
    ("numbness", "Numbness and sensation",
     r"numb|sensor|sensat|monofilament|vibrat|tuning fork|paraesthes|paresthes|tingl|percept"),
    ("pain", "Pain", r"pain|\bnrs\b|analges|\bvas\b"),
    ("neuropathy", "Neuropathy scores and complaints",
     r"neuropath|\bntx\b|complaint|symptom|\btns|\bpnq\b|toronto"),
    ("nerve", "Nerve conduction", r"conduct|\bncv\b|action potential|electromyo|\bemg\b"),
    ("flow", "Blood flow",
     r"flow|perfus|circulat|doppler|vascular|vessel|temperature|thermograph|oxygen|raynaud|attack"),
    ("inflammation", "Inflammation",
     r"inflam|cytokin|\btnf|interleukin|\bil-\d|sepsis|surviv|vagal|vagus|adenosin|catechol"),
    ("life", "Quality of life and function",
     r"quality of life|qol|sf-?\d+|function|daily|walk|disabil|wellbeing|well-being|eq-5d|eortc"),
    ("sleep", "Sleep", r"sleep|insomnia"),
    ("mood", "Mood and stress", r"mood|depress|anxi|stress"),
    ("harm", "Harms", r"adverse|event|harm|bleed|infect|pneumothorax|burn|safety|complicat|death"),
    ("location", "Where points are", r"locat|precis|distance|anatom|accurac|near nerves|agreement"),
)  # fmt: skip
"""Key, words and pattern of each group, in the order they are shown."""

OTHER = ("other", "Something else")
NONE = ("none", "No outcome recorded")

_PATTERNS = tuple((key, re.compile(pattern, re.IGNORECASE)) for key, _, pattern in GROUPS)


def outcome_groups(outcomes: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of the groups that outcomes fall into; ``other`` if into none."""
    held = tuple(outcomes)
    if not held:
        return (NONE[0],)
    found = [key for key, words in _PATTERNS if any(words.search(each) for each in held)]
    return tuple(found) or (OTHER[0],)


def outcome_words() -> dict[str, str]:
    """Return the words of every group by key, in order."""
    return {key: words for key, words, _ in GROUPS} | dict((OTHER, NONE))
