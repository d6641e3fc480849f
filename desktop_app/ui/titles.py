"""What a ref is called on the screen: its title, a second line, the word and icon of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.domain.points import Meridian, Point
from desktop_app.domain.refs import Kind, Ref
from desktop_app.domain.structures import Structure

if TYPE_CHECKING:
    from desktop_app.content import Content

KIND_PLURALS = {
    Kind.POINT: "Points",
    Kind.MERIDIAN: "Meridians",
    Kind.CONDITION: "Conditions",
    Kind.TOPIC: "Topics",
    Kind.CLAIM: "Claims",
    Kind.STUDY: "Studies",
    Kind.VESSEL: "Vessels",
    Kind.NERVE: "Nerves",
    Kind.TERRITORY: "Territories",
    Kind.SITE: "Examination sites",
    Kind.NOTE: "My notes",
    Kind.FILE: "Files",
    Kind.MARK: "Marks in files",
    Kind.COLLECTION: "Collections",
    Kind.TAG: "Tags",
    Kind.FILTER: "Saved filters",
    Kind.PLAN: "Plans",
    Kind.LEARNING: "Study",
}
KIND_ICONS = {
    Kind.POINT: "point",
    Kind.MERIDIAN: "meridian",
    Kind.CONDITION: "condition",
    Kind.TOPIC: "topic",
    Kind.CLAIM: "claim",
    Kind.STUDY: "evidence",
    Kind.NOTE: "note",
    Kind.FILE: "file",
    Kind.MARK: "mark",
    Kind.COLLECTION: "collection",
    Kind.TAG: "tag",
    Kind.FILTER: "filter",
    Kind.PLAN: "plan",
    Kind.LEARNING: "study",
}
"""Icon of each kind; what is not listed is a structure."""


def kind_icon(kind: Kind) -> str:
    """Return the name of a kind's icon."""
    return KIND_ICONS.get(kind, "structure")


def title_of(content: Content, ref: Ref) -> str:
    """Return the title of what a ref names, or its key if nothing is known of it."""
    thing = content.get(ref)
    match thing:
        case None:
            return ref.key
        case Point():
            return f"{thing.code} {thing.pinyin}"
        case Meridian():
            return thing.english
        case Structure():
            return thing.name
    # With the first picture only points, meridians and structures are named.
    from desktop_app.domain.evidence import Claim, Condition, Study, Topic

    match thing:
        case Study():
            from desktop_app.ui.rich.badges import study_name

            return study_name(thing)
        case Claim():
            return thing.statement
        case Condition():
            return thing.name
        case Topic():
            return thing.title


def subtitle_of(content: Content, ref: Ref) -> str:
    """Return a second line for what a ref names, or nothing."""
    thing = content.get(ref)
    match thing:
        case None:
            return ""
        case Point():
            return f"{thing.hanzi} · {thing.english}"
        case Meridian():
            return f"{thing.pinyin} {thing.hanzi}"
        case Structure():
            return thing.roots or thing.relation
    from desktop_app.domain.evidence import Claim, Condition, Study, Topic

    match thing:
        case Study():
            return thing.title
        case Claim():
            from desktop_app.ui.rich.badges import CERTAINTY_WORDS

            return CERTAINTY_WORDS[thing.certainty]
        case Condition() | Topic():
            return thing.summary
