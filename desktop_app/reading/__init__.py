"""Open a point, meridian, claim, study, condition; search; notes."""

from desktop_app.reading.anatomy import open_meridian, open_structure
from desktop_app.reading.evidence import (
    open_claim,
    open_condition,
    open_study,
    open_topic,
    own_claims,
)
from desktop_app.reading.notes import (
    list_notes,
    list_recent,
    read_note,
    remember_visit,
    set_star,
    starred,
    write_note,
)
from desktop_app.reading.opening import open_ref
from desktop_app.reading.points import open_point
from desktop_app.reading.searching import search
from desktop_app.reading.views import (
    Card,
    ClaimCard,
    ClaimView,
    ConditionCard,
    Hit,
    MeridianCard,
    PointCard,
    StructureCard,
    StudyCard,
    TopicCard,
)
from desktop_app.store import Note

__all__ = [
    "Card",
    "ClaimCard",
    "ClaimView",
    "ConditionCard",
    "Hit",
    "MeridianCard",
    "Note",
    "PointCard",
    "StructureCard",
    "StudyCard",
    "TopicCard",
    "list_notes",
    "list_recent",
    "open_claim",
    "open_condition",
    "open_meridian",
    "open_point",
    "open_ref",
    "open_structure",
    "open_study",
    "open_topic",
    "own_claims",
    "read_note",
    "remember_visit",
    "search",
    "set_star",
    "starred",
    "write_note",
]
