"""The sidebar: places to look, collections, tags, saved filters, and facets that narrow a query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

from desktop_app.domain.refs import BadRef, Kind, Ref
from desktop_app.ui.evidence.clauses import toggled
from desktop_app.ui.evidence.model import STUDIES_MIME, Index
from desktop_app.ui.evidence.places import Place
from desktop_app.ui.evidence.sidebar_rows import CHOSEN_ROLE, PLACE_ROLE, PlaceDelegate
from desktop_app.ui.services import Services

PLACE_MIME = "application/x-yongquan-place"
CLOSED = ("facet/Meridian", "facet/Year", "facet/Tag", "facet/Read", "facet/Whose")
"""Headings that are closed at first."""

TAKES = ("starred", "trashed", "unread")
"""Fixed places that studies can be dropped on."""


class Sidebar(QTreeWidget):
    """A tree of places; the one the query asks for is marked, whoever wrote the query."""

    asked = Signal(str, object)
    """Sent with the query of a place that was clicked, and the column to sort by or ``None``."""

    renamed = Signal(object, str)
    """Sent with a ``Place`` and the name it was given."""

    deleted = Signal(object)
    """Sent with the ref of what shall be deleted."""

    added = Signal(str)
    """Sent with what is to be made: ``collection`` or ``tag``."""

    widened = Signal(str)
    """Sent with the id of a facet that shall show all its values."""

    dropped = Signal(object, object)
    """Sent with a ``Place`` and the refs of studies that were dropped on it."""

    moved = Signal(object, object, int)
    """Sent with a collection's ref, the ref it goes into or ``None``, and its place there."""

    menu_asked = Signal(object, object)
    """Sent with a ``Place`` and where on the screen its menu is wanted."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.query = ""
        self._sections: dict[str, tuple[Place, ...]] = {}
        self._closed = set(services.settings.recall("evidence.closed", list(CLOSED)))
        self._filling = False
        self._stale = False
        self.setAccessibleName("Places and facets")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setMouseTracking(True)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.delegate = PlaceDelegate(services.theme, self)
        self.setItemDelegate(self.delegate)
        self.delegate.closeEditor.connect(lambda: QTimer.singleShot(0, self, self._refill))
        self.itemClicked.connect(self._clicked)
        self.itemChanged.connect(self._edited)
        self.itemExpanded.connect(lambda item: self._opened(item, True))
        self.itemCollapsed.connect(lambda item: self._opened(item, False))
        self.customContextMenuRequested.connect(self._ask_menu)
        services.theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_section(self, name: str, places: tuple[Place, ...]) -> None:
        """Show other places in a section; sections stand in the order they first came in."""
        if self._sections.get(name) == places:
            return
        self._sections[name] = places
        self._fill()

    def show_query(self, query: str) -> None:
        """Mark the places that a query asks for."""
        self.query = query
        self._mark()

    def place(self, id_: str) -> Place | None:
        """Return an entry by its id."""
        item = self._item(id_)
        return None if item is None else item.data(0, PLACE_ROLE)

    def rename(self, id_: str) -> None:
        """Let the user type another name for an entry."""
        item = self._item(id_)
        if item is not None:
            self.scrollToItem(item)
            self.setCurrentItem(item)
            self.editItem(item, 0)

    def choose(self, item: QTreeWidgetItem) -> None:
        """Do what a click on an entry does."""
        place: Place = item.data(0, PLACE_ROLE)
        if place.adds in ("collection", "tag"):
            self.added.emit(place.adds)
        elif place.adds:
            self.widened.emit(place.adds)
        elif place.heading:
            item.setExpanded(not item.isExpanded())
        elif place.field:
            self.asked.emit(toggled(self.query, place.field, place.value), None)
        else:
            self.asked.emit(place.query, place.order)

    def event(self, event: QEvent) -> bool:
        """Keep for itself the keys that mean the entry, not the chosen studies."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Delete)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter or Space, rename with F2, delete what is the user's own with Del."""
        item = self.currentItem()
        if self.state() is QAbstractItemView.State.EditingState:
            # Enter in a name being typed comes here too: it ends the name, and chooses nothing.
            super().keyPressEvent(event)
        elif item is not None and event.key() in (
            Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space,
        ):  # fmt: skip
            self.choose(item)
        elif item is not None and event.key() == Qt.Key.Key_F2:
            if item.data(0, PLACE_ROLE).ref is not None:
                self.editItem(item, 0)
        elif item is not None and event.key() == Qt.Key.Key_Delete:
            if item.data(0, PLACE_ROLE).ref is not None:
                self.deleted.emit(item.data(0, PLACE_ROLE).ref)
        elif event.key() == Qt.Key.Key_Menu and item is not None:
            self._ask_menu(self.visualItemRect(item).center())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename what is the user's own."""
        item = self.itemAt(event.position().toPoint())
        if item is not None and item.data(0, PLACE_ROLE).ref is not None:
            self.editItem(item, 0)

    def mimeData(self, items: Sequence[QTreeWidgetItem]) -> QMimeData:
        """Return the ref of a dragged collection; nothing else can be dragged."""
        data = QMimeData()
        places = [item.data(0, PLACE_ROLE) for item in items]
        refs = [place.ref for place in places if place.ref and place.ref.kind is Kind.COLLECTION]
        if refs:
            data.setData(PLACE_MIME, str(refs[0]).encode())
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take studies, and collections of its own."""
        if event.mimeData().hasFormat(STUDIES_MIME) or event.mimeData().hasFormat(PLACE_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where a drop would go."""
        item = self.itemAt(event.position().toPoint())
        if item is not None and self._takes(item, event.mimeData()):
            self.setCurrentItem(item)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget where a drop would have gone."""
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped on what."""
        spot = event.position().toPoint()
        item = self.itemAt(spot)
        if item is None or not self._takes(item, event.mimeData()):
            event.ignore()
            return
        # A move would make the other side remove what was dragged.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        place: Place = item.data(0, PLACE_ROLE)
        if event.mimeData().hasFormat(STUDIES_MIME):
            self.dropped.emit(place, tuple(_refs(event.mimeData(), STUDIES_MIME)))
            return
        moved = next(iter(_refs(event.mimeData(), PLACE_MIME)), None)
        if moved is not None:
            self._move(moved, item, spot)

    def _move(self, moved: Ref, item: QTreeWidgetItem, spot: QPoint) -> None:
        """Put a collection into another, or between two near their edge."""
        place: Place = item.data(0, PLACE_ROLE)
        box = self.visualItemRect(item)
        near = box.height() // 4
        parent = item.parent()
        inner: Place | None = parent.data(0, PLACE_ROLE) if parent is not None else None
        if place.ref is None or inner is None:
            self.moved.emit(moved, None, _LAST)
            return
        above, below = spot.y() - box.top() < near, box.bottom() - spot.y() < near
        if not (above or below):
            self.moved.emit(moved, place.ref, _LAST)
            return
        siblings = [each.ref for each in inner.inner if each.ref is not None]
        others = [ref for ref in siblings if ref != moved]
        at = others.index(place.ref) + (0 if above else 1) if place.ref in others else _LAST
        self.moved.emit(moved, inner.ref, at)

    def _takes(self, item: QTreeWidgetItem, data: QMimeData) -> bool:
        place: Place = item.data(0, PLACE_ROLE)
        kind = place.ref.kind if place.ref is not None else None
        if data.hasFormat(STUDIES_MIME):
            return kind in (Kind.COLLECTION, Kind.TAG) or place.id in TAKES
        return kind is Kind.COLLECTION or place.id == "collections"

    def _clicked(self, item: QTreeWidgetItem) -> None:
        self.choose(item)

    def _edited(self, item: QTreeWidgetItem) -> None:
        if self._filling:
            return
        place: Place = item.data(0, PLACE_ROLE)
        name = str(item.data(0, Qt.ItemDataRole.EditRole) or "").strip()
        if name != place.words:
            self._filling = True
            item.setText(0, place.words)
            self._filling = False
            if name:
                self.renamed.emit(place, name)

    def _opened(self, item: QTreeWidgetItem, opened: bool) -> None:
        if self._filling:
            return
        place: Place = item.data(0, PLACE_ROLE)
        (self._closed.discard if opened else self._closed.add)(place.id)
        self.services.settings.remember("evidence.closed", sorted(self._closed))

    def _ask_menu(self, at: QPoint) -> None:
        item = self.itemAt(at)
        if item is not None:
            self.menu_asked.emit(item.data(0, PLACE_ROLE), self.viewport().mapToGlobal(at))

    def _fill(self) -> None:
        if self.state() is QAbstractItemView.State.EditingState:
            # What is being typed would go with its row.
            self._stale = True
            return
        self._stale = False
        current = self.currentItem()
        id_ = current.data(0, PLACE_ROLE).id if current is not None else ""
        scrolled = self.verticalScrollBar().value()
        self._filling = True
        self.clear()
        for places in self._sections.values():
            for place in places:
                self._add(place, self.invisibleRootItem())
        self._filling = False
        self._mark()
        again = self._item(id_) if id_ else None
        if again is not None:
            self.setCurrentItem(again)
        self.verticalScrollBar().setValue(scrolled)

    def _refill(self) -> None:
        if self._stale:
            self._fill()

    def _add(self, place: Place, above: QTreeWidgetItem) -> None:
        item = QTreeWidgetItem([place.words])
        item.setData(0, PLACE_ROLE, place)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if place.ref is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        if place.ref is not None and place.ref.kind is Kind.COLLECTION:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        item.setFlags(flags | Qt.ItemFlag.ItemIsDropEnabled)
        item.setToolTip(0, place.query if place.id.startswith("filter/") else place.words)
        above.addChild(item)
        for inner in place.inner:
            self._add(inner, item)
        if place.inner:
            item.setExpanded(place.id not in self._closed)

    def _mark(self) -> None:
        self._filling = True
        for item in self._items():
            place: Place = item.data(0, PLACE_ROLE)
            chosen = place.is_chosen(self.query)
            item.setData(0, CHOSEN_ROLE, chosen)
            said = place.words if place.count is None else f"{place.words}, {place.count}"
            item.setData(
                0, Qt.ItemDataRole.AccessibleTextRole, f"{said}, chosen" if chosen else said
            )
        self._filling = False
        self.viewport().update()

    def _items(self) -> Iterable[QTreeWidgetItem]:
        waiting = [self.invisibleRootItem()]
        while waiting:
            item = waiting.pop()
            numbers = range(item.childCount())
            children = [child for number in numbers if (child := item.child(number)) is not None]
            yield from children
            waiting += children

    def _item(self, id_: str) -> QTreeWidgetItem | None:
        return next((item for item in self._items() if item.data(0, PLACE_ROLE).id == id_), None)

    def drawBranches(self, painter: object, rect: object, index: Index) -> None:
        """Draw no branches: headings have a chevron, what lies in a collection is set in."""


_LAST = 1_000_000
"""A place after all others."""


def _refs(data: QMimeData, form: str) -> Iterable[Ref]:
    for line in bytes(data.data(form).data()).decode(errors="replace").split("\n"):
        try:
            yield Ref.parse(line)
        except BadRef:
            continue
