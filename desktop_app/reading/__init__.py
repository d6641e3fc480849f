"""Open a point, meridian, claim, study, condition; search; notes."""

from desktop_app.reading.anatomy import open_meridian, open_structure
from desktop_app.reading.evidence import open_claim, open_condition, open_study, open_topic
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
from desktop_app.reading.searching import count_studies, list_studies, search, study_choices
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
from desktop_app.store import Note, StudyFilter, StudyOrder, StudyRow

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
    "StudyFilter",
    "StudyOrder",
    "StudyRow",
    "TopicCard",
    "count_studies",
    "list_notes",
    "list_recent",
    "list_studies",
    "open_claim",
    "open_condition",
    "open_meridian",
    "open_point",
    "open_ref",
    "open_structure",
    "open_study",
    "open_topic",
    "read_note",
    "remember_visit",
    "search",
    "set_star",
    "starred",
    "study_choices",
    "write_note",
]
