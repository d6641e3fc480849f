"""What stands in the sidebar: places to look, the user's own order, and facets; no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.domain.listed import Facet
from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.evidence.clauses import clause, holds, same
from desktop_app.ui.evidence.columns import Column

if TYPE_CHECKING:
    from desktop_app.library.organising import Collection, SavedFilter, Tag

SHOWN = 8
"""Values of a facet shown before “more”."""

TAG_COLOURS = {
    "accent": "Teal", "vein": "Blue", "site": "Purple", "artery": "Red",
    "caution": "Orange", "nerve": "Gold", "against": "Rose", "neutral": "Grey",
}  # fmt: skip
"""Tokens a tag can be drawn in, with their words."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the sidebar. A click asks its query; a facet's is added to the one asked.

    ``id`` is kept from one filling to the next. ``ref`` names what can be renamed or takes drops;
    ``name`` is what is edited. ``order`` is the column it is best sorted by.
    """

    id: str
    words: str
    icon: str = ""
    query: str = ""
    count: int | None = None
    ref: Ref | None = None
    colour: str = ""
    field: str = ""
    value: str = ""
    order: Column | None = None
    inner: tuple[Place, ...] = ()
    heading: bool = False
    adds: str = ""

    def is_chosen(self, query: str) -> bool:
        """Tell whether a query is what this place asks."""
        if self.field:
            return holds(query, self.field, self.value)
        return not self.heading and not self.adds and same(self.query, query)


ALL = Place("all", "All studies", "books")
FIXED = (
    ALL,
    Place("mine", "Mine", "person", "is:mine"),
    Place("shipped", "Shipped", "evidence", "is:shipped"),
    Place("starred", "Starred", "star", "is:starred"),
    Place("unread", "Unread", "unread", "is:unread"),
    Place("recent", "Recently added", "clock", "added:month", order=Column.ADDED),
    Place("retracted", "Retracted", "retracted", "is:retracted"),
    Place("trashed", "Trash", "trash", "is:trashed"),
)
"""Places every library has."""


def fixed(counts: dict[str, int]) -> tuple[Place, ...]:
    """Return the places every library has, with how many studies each holds."""
    return tuple(_with_count(place, counts.get(place.id)) for place in FIXED)


def collections(held: Sequence[Collection]) -> Place:
    """Return the user's collections as a tree."""
    named = _names(each.name for each in held)

    def inside(parent: str) -> tuple[Place, ...]:
        return tuple(
            Place(
                f"collection/{each.key}",
                each.name,
                "collection",
                # A name that two collections have does not tell which one is meant.
                clause("in", each.name if named[each.name.casefold()] == 1 else each.key),
                each.count,
                Ref(Kind.COLLECTION, each.key),
                inner=inside(each.key),
            )
            for each in held
            if each.parent == parent
        )

    add = Place("collections/add", "New collection…", "plus", adds="collection")
    return Place("collections", "Collections", inner=(*inside(""), add), heading=True)


def tags(held: Sequence[Tag]) -> Place:
    """Return the user's tags."""
    inner = tuple(
        Place(
            f"tag/{each.key}",
            each.name,
            "tag",
            clause("tag", each.name),
            each.count,
            Ref(Kind.TAG, each.key),
            each.colour or "neutral",
        )
        for each in held
    )
    add = Place("tags/add", "New tag…", "plus", adds="tag")
    return Place("tags", "Tags", inner=(*inner, add), heading=True)


def filters(held: Sequence[SavedFilter]) -> Place:
    """Return the user's saved filters."""
    inner = tuple(
        Place(f"filter/{each.key}", each.name, "filter", each.query, ref=Ref(Kind.FILTER, each.key))
        for each in held
    )
    return Place("filters", "Saved filters", inner=inner, heading=True)


def narrowing(held: Sequence[Facet], query: str, opened: frozenset[str]) -> tuple[Place, ...]:
    """Return the facets of a query; those in ``opened`` with all their values."""
    return tuple(_facet(facet, query, opened) for facet in held if facet.values)


def _facet(facet: Facet, query: str, opened: frozenset[str]) -> Place:
    id_ = f"facet/{facet.title}"
    values = [
        Place(
            f"{id_}/{each.value}",
            each.words,
            count=each.count,
            field=facet.field,
            # Tags and collections are asked for by name, which is what a person would type.
            value=each.words if facet.field == "tag" else each.value,
        )
        for each in facet.values
    ]
    shown = values
    if len(values) > SHOWN + 1 and id_ not in opened:
        shown = [value for place, value in enumerate(values)
                 if place < SHOWN or value.is_chosen(query)]  # fmt: skip
        more = f"{len(values) - len(shown)} more…"
        shown.append(Place(f"{id_}/more", more, adds=id_))
    return Place(id_, facet.title, inner=tuple(shown), heading=True)


def _with_count(place: Place, count: int | None) -> Place:
    return Place(place.id, place.words, place.icon, place.query, count, order=place.order)


def _names(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name.casefold()] = counts.get(name.casefold(), 0) + 1
    return counts
