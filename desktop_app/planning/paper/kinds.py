"""What can be put on paper: which sheet, on which paper, with which sections."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Sheet(StrEnum):
    """For whom a sheet is."""

    PRACTITIONER = "practitioner"
    HANDOUT = "handout"


SHEET_WORDS = {Sheet.PRACTITIONER: "Practitioner sheet", Sheet.HANDOUT: "Client handout"}

SECTIONS: Mapping[Sheet, Mapping[str, str]] = {
    Sheet.PRACTITIONER: {
        "safety": "Red flags and alerts",
        "area": "Marked area and examination",
        "diagrams": "Diagrams",
        "points": "Points and needling",
        "evidence": "Evidence",
        "stricta": "STRICTA items",
        "sessions": "Sessions and outcomes",
    },
    Sheet.HANDOUT: {
        "warnings": "When to get help",
        "treatment": "What will be done and why",
        "where": "Where",
        "evidence": "What the research says",
        "self-care": "Looking after your feet",
    },
}
"""The sections of each sheet that may be left out, in their order, with their words."""
