"""STRICTA: what a trial of acupuncture should tell of its needling, in our own words.

The revised checklist of 2010 (MacPherson et al. 2010, PLoS Med 7:e1000261), items 1a to 6b.
"""

from __future__ import annotations

from dataclasses import dataclass

SOURCE = "MacPherson et al. 2010, PLoS Med 7:e1000261"


@dataclass(frozen=True, slots=True)
class StrictaItem:
    """An item: what should be told."""

    id: str
    name: str
    question: str
    group: str


VERDICTS = (("yes", "Reported"), ("partly", "Partly reported"), ("no", "Not reported"))
"""What can be said of an item; not read yet is empty."""

_GROUPS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Reasons",
        (
            ("1a", "Style", "Which style of acupuncture: Chinese, Japanese, Western, ear...?"),
            ("1b", "Why this treatment", "On what sources or whose agreement does it rest?"),
            ("1c", "How fixed", "Was it the same for everyone, or fitted to each, and how far?"),
        ),
    ),
    (
        "Needling",
        (
            ("2a", "Number of needles", "How many insertions per person and session?"),
            ("2b", "Points", "Which points, or where if they have no name; one side or both?"),
            ("2c", "Depth", "How deep, in a unit or as a layer of tissue?"),
            ("2d", "Response sought", "Was deqi, a twitch or some other response looked for?"),
            ("2e", "Stimulation", "By hand or electrical, and how?"),
            ("2f", "Retention", "How long did the needles stay?"),
            ("2g", "Needles", "Which needles: thickness, length, maker or material?"),
        ),
    ),
    (
        "Course",
        (
            ("3a", "Number of sessions", "How many sessions?"),
            ("3b", "Frequency and length", "How often, and how long was each?"),
        ),
    ),
    (
        "Besides",
        (
            ("4a", "Other treatment", "What else was given: moxibustion, herbs, exercise, advice?"),
            ("4b", "Setting", "Where, what were practitioners and people told and to tell?"),
        ),
    ),
    (
        "Practitioners",
        (("5a", "Who needled", "What training and experience had those who needled?"),),
    ),
    (
        "Comparison",
        (
            ("6a", "Why this comparison", "Why was it chosen, and on what sources?"),
            ("6b", "What it was", "What was done exactly? If sham: told as fully as the needling."),
        ),
    ),
)

ITEMS: tuple[StrictaItem, ...] = tuple(
    StrictaItem(number, name, question, group)
    for group, items in _GROUPS
    for number, name, question in items
)
"""The 17 items in their order."""
