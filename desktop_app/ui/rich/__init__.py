"""Small pieces shared by cards, pages and panels: chips, badges, claim cards, the note editor."""

from desktop_app.ui.rich.badges import (
    CERTAINTY_WORDS,
    DESIGN_WORDS,
    DIRECTION_WORDS,
    KIND_WORDS,
    STANCE_WORDS,
    Badge,
    Mark,
    MarkLabel,
    design_word,
    study_name,
)
from desktop_app.ui.rich.chips import Chip, LinkButton, PointChip
from desktop_app.ui.rich.claims import ClaimCard, StudyLine
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.notes import NoteEditor
from desktop_app.ui.rich.pages import Callout, Page, SectionHeading, clear, rule, text_label

__all__ = [
    "CERTAINTY_WORDS",
    "DESIGN_WORDS",
    "DIRECTION_WORDS",
    "KIND_WORDS",
    "STANCE_WORDS",
    "Badge",
    "Callout",
    "Chip",
    "ClaimCard",
    "FlowLayout",
    "LinkButton",
    "Mark",
    "MarkLabel",
    "NoteEditor",
    "Page",
    "PointChip",
    "SectionHeading",
    "StudyLine",
    "clear",
    "design_word",
    "rule",
    "study_name",
    "text_label",
]
