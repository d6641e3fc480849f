"""Opens a meridian, or a vessel, nerve, territory or examination site."""

from __future__ import annotations

from desktop_app.domain.evidence import Condition
from desktop_app.domain.points import Meridian
from desktop_app.domain.refs import Kind, Ref
from desktop_app.domain.structures import Structure
from desktop_app.reading.claims import claims_about
from desktop_app.reading.taken import taken
from desktop_app.reading.views import MeridianCard, StructureCard
from desktop_app.store import NAMED_AS_STRUCTURE, Library


def open_meridian(library: Library, code: str) -> MeridianCard:
    """Return a meridian's card.

    Raises
    ------
    NotFound
        If there is no such meridian.
    """
    missing = f"There is no meridian “{code}” in this atlas."
    points = library.content.points
    with taken(library, Ref(Kind.MERIDIAN, code), Meridian, missing) as (shelf, meridian, kept):
        return MeridianCard(
            meridian=meridian,
            points=tuple(points[each] for each in meridian.points if each in points),
            claims=claims_about(shelf, {(Kind.MERIDIAN.value, code): "meridian"}),
            **kept,
        )


def open_structure(library: Library, ref: Ref) -> StructureCard:
    """Return the card of a vessel, nerve, territory or examination site.

    Raises
    ------
    NotFound
        If there is no such structure.
    """
    missing = f"There is no {ref.kind.value} “{ref.key}” in this atlas."
    points = library.content.points
    with taken(library, ref, Structure, missing) as (shelf, structure, kept):
        naming = shelf.naming([(NAMED_AS_STRUCTURE, ref.key)], Kind.CONDITION)
        about = shelf.take(each.ref for each in naming)
        return StructureCard(
            structure=structure,
            points=tuple(points[each] for each in structure.points_nearby if each in points),
            conditions=tuple(thing for thing, _ in about.values() if isinstance(thing, Condition)),
            **kept,
        )
