"""Opens whatever a ref names."""

from __future__ import annotations

from desktop_app.domain.errors import NotFound
from desktop_app.domain.refs import Kind, Ref
from desktop_app.reading.anatomy import open_meridian, open_structure
from desktop_app.reading.evidence import open_claim, open_condition, open_study, open_topic
from desktop_app.reading.points import open_point
from desktop_app.reading.views import Card
from desktop_app.store import Library


def open_ref(library: Library, ref: Ref) -> Card:
    """Return the card of what a ref names.

    Raises
    ------
    NotFound
        If the library has nothing under this ref, or this kind has no card.
    """
    match ref.kind:
        case Kind.POINT:
            return open_point(library, ref.key)
        case Kind.MERIDIAN:
            return open_meridian(library, ref.key)
        case Kind.STUDY:
            return open_study(library, ref.key)
        case Kind.CLAIM:
            return open_claim(library, ref.key)
        case Kind.CONDITION:
            return open_condition(library, ref.key)
        case Kind.TOPIC:
            return open_topic(library, ref.key)
        case Kind.VESSEL | Kind.NERVE | Kind.TERRITORY | Kind.SITE:
            return open_structure(library, ref)
        case _:
            raise NotFound(f"{ref} cannot be opened by itself.")
