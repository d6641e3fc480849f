"""The table of contents beside the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QTreeWidget, QTreeWidgetItem

from desktop_app.content import structure_ref
from desktop_app.domain.points import MERIDIAN_ORDER
from desktop_app.domain.refs import Kind, Ref, claim_ref
from desktop_app.ui.services import Services
from desktop_app.ui.titles import title_of

if TYPE_CHECKING:
    from desktop_app.content import Content
    from desktop_app.domain.evidence import Claim

REF_ROLE = Qt.ItemDataRole.UserRole
MINE = "My claims"
NEW_CLAIM = "New claim…"
AFTER = 2
"""Groups that stand before the user's own claims."""

ROW = 24
"""Height of a row, pixels at 100 %."""

STRUCTURE_GROUPS = (
    ("artery", "Arteries"),
    ("vein", "Veins"),
    ("nerve", "Nerves"),
    ("nerve-territory", "Nerve territories"),
    ("dermatome", "Dermatomes"),
    ("artery-bed", "Artery beds"),
    ("pulse", "Foot pulses"),
    ("monofilament", "Monofilament sites"),
    ("key-sensory-point", "Key sensory points"),
)


def groups(content: Content) -> list[tuple[str, list[Ref], bool]]:
    """Return headings with their refs and whether they begin open; empty groups are left out."""
    order = {code: place for place, code in enumerate(MERIDIAN_ORDER)}
    meridians = sorted(content.meridians, key=lambda code: (order.get(code, 99), code))
    found: list[tuple[str, list[Ref], bool]] = [
        ("When feet are numb", [Ref(Kind.CONDITION, key) for key in content.conditions], True),
        ("Topics", [Ref(Kind.TOPIC, key) for key in content.topics], True),
        ("Meridians", [Ref(Kind.MERIDIAN, code) for code in meridians], True),
    ]
    for kind, words in STRUCTURE_GROUPS:
        members = [s for s in content.structures.values() if s.kind == kind]
        found.append((words, [structure_ref(s) for s in members], False))
    return [(words, refs, opened) for words, refs, opened in found if refs]


class Contents(QTreeWidget):
    """Headings that open and close; choosing an entry opens its page."""

    chosen = Signal(object)
    """Sent with the ``Ref`` of the entry that was chosen."""

    wanted = Signal()
    """Sent when a new claim is asked for."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Contents")
        self.setIndentation(12)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items: dict[Ref, QTreeWidgetItem] = {}
        self._marked: Ref | None = None
        for words, refs, opened in groups(services.content):
            self._group(words, refs, opened)
        self._mine = QTreeWidgetItem([MINE])
        self._mine.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.insertTopLevelItem(AFTER, self._mine)
        self._mine.setExpanded(True)
        self.show_own(())
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        self.itemExpanded.connect(self._restyle)
        self.itemCollapsed.connect(self._restyle)
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def show_own(self, claims: Iterable[Claim]) -> None:
        """List the user's own claims, and how to make one."""
        for item in self._mine.takeChildren():
            self._items.pop(item.data(0, REF_ROLE), None)
        for claim in claims:
            self._entry(self._mine, claim_ref(claim.id), claim.statement)
        add = QTreeWidgetItem(self._mine, [NEW_CLAIM])
        add.setForeground(0, self.services.theme.colour("quiet"))
        add.setToolTip(0, "Make a claim of your own, with its certainty and studies")
        self.mark(self._marked)

    def mark(self, ref: Ref | None) -> None:
        """Mark the entry of the open page."""
        self._marked = ref
        item = self._items.get(ref) if ref is not None else None
        if item is None:
            self.selectionModel().clear()
            return
        parent = item.parent()
        if parent is not None:
            parent.setExpanded(True)
        self.setCurrentItem(item)
        self.scrollToItem(item)

    def _group(self, words: str, refs: Iterable[Ref], opened: bool) -> None:
        heading = QTreeWidgetItem(self, [words])
        heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for ref in refs:
            self._entry(heading, ref, title_of(self.services.content, ref))
        heading.setExpanded(opened)

    def _entry(self, heading: QTreeWidgetItem, ref: Ref, words: str) -> None:
        item = QTreeWidgetItem(heading, [words])
        item.setData(0, REF_ROLE, ref)
        item.setToolTip(0, words)
        self._items[ref] = item

    def _choose(self, item: QTreeWidgetItem) -> None:
        ref = item.data(0, REF_ROLE)
        if ref is None and item.parent() is self._mine:
            self.wanted.emit()
        elif ref is None:
            item.setExpanded(not item.isExpanded())
        else:
            self.chosen.emit(ref)

    def _restyle(self) -> None:
        theme = self.services.theme
        self.setIconSize(QSize(theme.scaled(14), theme.scaled(14)))
        for place in range(self.topLevelItemCount()):
            item = self.topLevelItem(place)
            if item is None:
                continue
            # Rows are all as high as the first.
            item.setSizeHint(0, QSize(0, theme.scaled(ROW)))
            item.setFont(0, theme.font("small", bold=True))
            item.setForeground(0, theme.colour("quiet"))
            name = "chevron-down" if item.isExpanded() else "chevron-right"
            item.setIcon(0, theme.icon(name, "quiet"))
