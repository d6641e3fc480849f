"""Fills the sidebar from the library, and does in the library what is done in the sidebar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.domain.changes import Changed
from desktop_app.domain.listed import Facet
from desktop_app.domain.own import ReadStatus
from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.evidence import places
from desktop_app.ui.evidence.places import Place
from desktop_app.ui.evidence.sidebar import Sidebar
from desktop_app.ui.rich.dots import dot_icon
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.library.organising import Collection, SavedFilter, Tag
    from desktop_app.store import Library

AUTHOR = "evidence.organiser"
SOON_MS = 300
"""How long after the last change what is counted is counted again."""

ORDERED = (Kind.COLLECTION, Kind.TAG, Kind.FILTER)


@dataclass(frozen=True, slots=True)
class Order:
    """How the user orders studies."""

    collections: tuple[Collection, ...] = ()
    tags: tuple[Tag, ...] = ()
    filters: tuple[SavedFilter, ...] = ()


class Organiser(QObject):
    """Between the library and the sidebar."""

    changed = Signal()
    """Sent when collections, tags or saved filters have been read anew."""

    counted = Signal()
    """Sent when the studies in the fixed places have been counted."""

    def __init__(self, services: Services, sidebar: Sidebar) -> None:
        super().__init__(sidebar)
        self.services = services
        self.sidebar = sidebar
        self.order = Order()
        self.facets: tuple[Facet, ...] = ()
        self.counts: dict[str, int] = {}
        self.query = ""
        self._opened: frozenset[str] = frozenset()
        self._rename = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.count)
        sidebar.renamed.connect(self._renamed)
        sidebar.added.connect(self.add)
        sidebar.deleted.connect(self._delete)
        sidebar.widened.connect(self._widened)
        sidebar.dropped.connect(self._dropped)
        sidebar.moved.connect(self._moved)
        sidebar.menu_asked.connect(self._menu)
        services.changed.connect(self._written)
        services.library_ready.connect(self._began)
        self._show_order()
        if services.library is not None:
            self._began()

    def show_query(self, query: str) -> None:
        """Mark what another query asks for; it is counted once the list has its answer."""
        self.query = query
        self.sidebar.show_query(query)
        self._soon.stop()

    def count_soon(self) -> None:
        """Count places and facets, once nothing else is asked for a moment."""
        if self.services.library is not None:
            self._soon.start()

    def count(self) -> None:
        """Count places and facets anew."""
        if self.services.library is None:
            return
        from desktop_app.library.listing import facets, place_counts

        query, narrows = self.query, self.sidebar.isVisible()

        # One after the other, so that a thread is left for what is typed meanwhile.
        def ask(library: Library) -> tuple[dict[str, int], tuple[Facet, ...] | None]:
            return place_counts(library), facets(library, query) if narrows else None

        def show(counted: tuple[dict[str, int], tuple[Facet, ...] | None]) -> None:
            counts, found = counted
            self._show_counts(counts)
            if found is not None:
                self._show_facets(found)

        self.services.read(ask, show, ticket="evidence.counts", owner=self)

    def tag_names(self) -> dict[str, str]:
        """Return the names of tags by key."""
        return {tag.key: tag.name for tag in self.order.tags}

    def tag_colours(self) -> dict[str, str]:
        """Return the tokens of tags by key."""
        return {tag.key: tag.colour or "neutral" for tag in self.order.tags}

    def values(self, field: str) -> Sequence[tuple[str, str]]:
        """Return what a field of the query can be given, with words, the commonest first."""
        if field == "tag":
            return [(tag.name, "") for tag in self.order.tags]
        if field == "in":
            return [(each.name, "") for each in self.order.collections]
        content = self.services.content
        if field == "meridian":
            return [(code, each.english) for code, each in content.meridians.items()]
        if field == "claim":
            return [(id_, claim.statement) for id_, claim in content.claims.items()]
        counted = [
            (value.value, value.words)
            for facet in self.facets
            if facet.field == field
            for value in facet.values
        ]
        if field == "point":
            rest = [(code, f"{point.pinyin} {point.english}")
                    for code, point in content.points.items()]  # fmt: skip
            return counted + [each for each in rest if each[0] not in dict(counted)]
        return counted

    def add(self, what: str, parent: str = "") -> None:
        """Make a collection or a tag, and let the user name it in place."""
        from desktop_app.library.organising import add_collection, add_tag

        self._rename = True
        if what == "collection":
            name = _free("New collection", [each.name for each in self.order.collections])
            self._write(lambda library: add_collection(library, name, parent, AUTHOR))
        else:
            name = _free("New tag", [tag.name for tag in self.order.tags])
            colour = self.next_colour()
            self._write(lambda library: add_tag(library, name, colour, AUTHOR))

    def next_colour(self) -> str:
        """Return the token of the colour that a new tag gets."""
        colours = list(places.TAG_COLOURS)
        return colours[len(self.order.tags) % len(colours)]

    def save_filter(self, name: str, query: str) -> None:
        """Keep a query under a name, which the user may change in place."""
        from desktop_app.library.organising import save_filter

        self._rename = True
        self._write(lambda library: save_filter(library, name, query, AUTHOR))

    def _began(self) -> None:
        self._read_order()
        self.count()

    def _read_order(self, then: Callable[[], None] | None = None) -> None:
        from desktop_app.library.organising import list_collections, list_filters, list_tags

        def ask(library: Library) -> Order:
            return Order(list_collections(library), list_tags(library), list_filters(library))

        def show(order: Order) -> None:
            was, self.order = self.order, order
            self._show_order()
            self.changed.emit()
            self._follow(was)
            if then is not None:
                then()

        self.services.read(ask, show, ticket="evidence.order", owner=self)

    def _written(self, changed: Changed) -> None:
        if not any(changed.touches_kind(kind) for kind in (*ORDERED, Kind.STUDY)):
            return
        then = None
        if self._rename and changed.author == AUTHOR and len(changed.refs) == 1:
            self._rename = False
            (ref,) = changed.refs
            then = partial(self.sidebar.rename, f"{ref.kind.value}/{ref.key}")
        self._read_order(then)
        self._soon.start()

    def _follow(self, was: Order) -> None:
        """Ask for the collection or tag that is shown by the name it has now."""
        now = {place.id: place.query for place in _named(self.order)}
        for place in _named(was):
            if place.is_chosen(self.query) and now.get(place.id, place.query) != place.query:
                self.sidebar.asked.emit(now[place.id], None)
                return

    def _show_order(self) -> None:
        self.sidebar.show_section("fixed", places.fixed(self.counts))
        self.sidebar.show_section("collections", (places.collections(self.order.collections),))
        self.sidebar.show_section("tags", (places.tags(self.order.tags),))
        kept = places.filters(self.order.filters)
        self.sidebar.show_section("filters", (kept,) if kept.inner else ())
        self.sidebar.show_query(self.query)

    def _show_counts(self, counts: dict[str, int]) -> None:
        self.counts = counts
        self.sidebar.show_section("fixed", places.fixed(counts))
        self.counted.emit()

    def _show_facets(self, facets: tuple[Facet, ...]) -> None:
        self.facets = facets
        self.sidebar.show_section("facets", places.narrowing(facets, self.query, self._opened))

    def _widened(self, facet: str) -> None:
        self._opened |= {facet}
        self._show_facets(self.facets)

    def _renamed(self, place: Place, name: str) -> None:
        from desktop_app.library.organising import edit_filter, edit_tag, rename_collection

        ref = place.ref
        if ref is None:
            return
        verbs: dict[Kind, Callable[[Library], Changed]] = {
            Kind.COLLECTION: lambda library: rename_collection(library, ref.key, name),
            Kind.TAG: lambda library: edit_tag(library, ref.key, name=name),
            Kind.FILTER: lambda library: edit_filter(library, ref.key, name=name),
        }
        self._write(verbs[ref.kind])

    def _dropped(self, place: Place, refs: tuple[Ref, ...]) -> None:
        from desktop_app.library.organising import (
            collect,
            set_stars,
            set_status,
            set_tag,
            trash_studies,
        )

        ref = place.ref
        if ref is not None and ref.kind is Kind.COLLECTION:
            self._write(lambda library: collect(library, refs, ref.key))
        elif ref is not None:
            self._write(lambda library: set_tag(library, refs, ref.key, True))
        elif place.id == "starred":
            self._write(lambda library: set_stars(library, refs, True))
        elif place.id == "unread":
            self._write(lambda library: set_status(library, refs, ReadStatus.UNREAD))
        elif place.id == "trashed":
            self._write(lambda library: trash_studies(library, [each.key for each in refs]))

    def _moved(self, moved: Ref, into: Ref | None, at: int) -> None:
        from desktop_app.library.organising import move_collection

        parent = into.key if into is not None else ""
        self._write(lambda library: move_collection(library, moved.key, parent, at))

    def _menu(self, place: Place, at: QPoint) -> None:
        menu = self.menu(place, self.sidebar)
        if menu is not None:
            menu.popup(at)

    def menu(self, place: Place, parent: QWidget) -> QMenu | None:
        """Return the menu of an entry, or ``None`` if it has none."""
        menu = QMenu(parent)
        menu.aboutToHide.connect(menu.deleteLater)
        if place.id == "trashed":
            menu.addAction("Empty the trash…", lambda: self.services.actions.run("evidence.empty"))
            return menu
        if place.id in ("collections", "tags"):
            what = place.id.removesuffix("s")
            menu.addAction(f"New {what}", lambda: self.add(what))
            return menu
        ref = place.ref
        if ref is None:
            menu.deleteLater()
            return None
        menu.addAction("Rename", lambda: self.sidebar.rename(place.id))
        if ref.kind is Kind.COLLECTION:
            menu.addAction("New collection in it", lambda: self.add("collection", ref.key))
        if ref.kind is Kind.TAG:
            self._colours(menu.addMenu("Colour"), ref)
        if ref.kind is Kind.FILTER and self.query.strip():
            menu.addAction("Keep the query of now in it", lambda: self._keep_query(ref))
        menu.addSeparator()
        menu.addAction("Delete", lambda: self._delete(ref))
        return menu

    def _colours(self, menu: QMenu, ref: Ref) -> None:
        from desktop_app.library.organising import edit_tag

        for token, words in places.TAG_COLOURS.items():
            action = menu.addAction(dot_icon(self.services.theme.colour(token)), words)
            action.triggered.connect(
                lambda _=False, token=token: self._write(
                    lambda library: edit_tag(library, ref.key, colour=token)
                )
            )

    def _keep_query(self, ref: Ref) -> None:
        from desktop_app.library.organising import edit_filter

        query = self.query
        self._write(lambda library: edit_filter(library, ref.key, query=query))

    def _delete(self, ref: Ref) -> None:
        from desktop_app.library.organising import delete_collection, delete_filter, delete_tag

        verbs: dict[Kind, Callable[[Library], Changed]] = {
            Kind.COLLECTION: lambda library: delete_collection(library, ref.key),
            Kind.TAG: lambda library: delete_tag(library, ref.key),
            Kind.FILTER: lambda library: delete_filter(library, ref.key),
        }
        self._write(verbs[ref.kind])

    def _write(self, verb: Callable[[Library], Changed]) -> None:
        if self.services.is_missing:
            self.services.said.emit("The library is not open: nothing can be kept.")
            return
        self.services.write(verb, owner=self)


def _named(order: Order) -> Iterator[Place]:
    """Yield the entries of collections and tags."""
    waiting = [places.collections(order.collections), places.tags(order.tags)]
    while waiting:
        place = waiting.pop()
        waiting += place.inner
        if place.ref is not None:
            yield place


def _free(name: str, taken: Sequence[str]) -> str:
    """Return a name that is not taken: with a number behind it, if it must be."""
    held = {each.casefold() for each in taken}
    numbered = [name, *(f"{name} {number}" for number in range(2, len(taken) + 3))]
    return next(each for each in numbered if each.casefold() not in held)
