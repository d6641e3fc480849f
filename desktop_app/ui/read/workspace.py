"""The reading workspace: contents at the left, one page at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop_app.content import Thing
from desktop_app.domain.evidence import Claim, Condition, Topic
from desktop_app.domain.points import Meridian
from desktop_app.domain.refs import Kind, Ref
from desktop_app.domain.structures import Structure
from desktop_app.ui.read.claim import claim_page
from desktop_app.ui.read.condition import condition_page
from desktop_app.ui.read.contents import Contents
from desktop_app.ui.read.meridian import meridian_page
from desktop_app.ui.read.pieces import Add
from desktop_app.ui.read.structure import structure_page
from desktop_app.ui.read.topic import topic_page
from desktop_app.ui.rich.notes import NoteEditor
from desktop_app.ui.rich.pages import Page, SectionHeading, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.titles import title_of
from desktop_app.ui.workspace import Workspace

CONTENTS_WIDTH = 264
"""Pixels at 100 %."""


class ReadWorkspace(Workspace):
    """Pages of conditions, topics, meridians, structures and claims."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.ref: Ref | None = None
        self._scrolled: dict[Ref, int] = {}
        self.contents = Contents(services)
        self.contents.chosen.connect(services.navigator.go)
        self.page = Page()
        self.page.setAccessibleName("Page")
        self.note = NoteEditor(services)
        side = QFrame()
        side.setProperty("role", "contents")
        inner = QVBoxLayout(side)
        inner.setContentsMargins(8, 8, 0, 8)
        inner.addWidget(self.contents)
        self._side = side
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(side)
        box.addWidget(self.page, 1)
        services.navigator.leaving.connect(self._leaving)
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def show_ref(self, ref: Ref) -> None:
        """Show a page, scrolled to where it was left."""
        if ref != self.ref:
            self._show(ref)
        self.contents.mark(ref)
        self.page.scroll_to(self._scrolled.get(ref, 0))

    def show_home(self) -> None:
        """Open the first page of the contents: numb feet, red flags first."""
        conditions = self.services.content.conditions
        if conditions:
            self.services.navigator.go(Ref(Kind.CONDITION, next(iter(conditions))), instead=True)

    def focus_main(self) -> None:
        """Put the keyboard on the page, so that arrows scroll it."""
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_note(self) -> None:
        """Put the keyboard in the note under the page."""
        self.note.focus()
        self.page.ensureWidgetVisible(self.note)

    def flush(self) -> None:
        """Save the note."""
        self.note.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the page the greater share of a narrow window."""
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        wanted = self.services.theme.scaled(CONTENTS_WIDTH)
        self._side.setFixedWidth(min(wanted, max(self.width() * 38 // 100, CONTENTS_WIDTH)))

    def _show(self, ref: Ref) -> None:
        self._take_note_out()
        self.ref = ref
        self.page.empty()
        thing = self.services.content.get(ref)
        if thing is None:
            self.page.add(text_label(f"There is no page for {ref}.", role="quiet"))
            self.page.body.addStretch(1)
            return
        title = text_label(title_of(self.services.content, ref), role="title")
        self.page.add(title)
        self._fill(thing, self.page.add)
        self.page.add(SectionHeading("My note"))
        self.page.add(self.note)
        self.note.show()
        self.note.open(ref)
        self.page.body.addStretch(1)

    def _fill(self, thing: Thing, add: Add) -> None:
        match thing:
            case Condition():
                condition_page(thing, add, self.services)
            case Topic():
                topic_page(thing, add, self.services)
            case Meridian():
                meridian_page(thing, add, self.services)
            case Structure():
                structure_page(thing, add, self.services)
            case Claim():
                claim_page(thing, add, self.services)

    def _take_note_out(self) -> None:
        self.note.flush()
        self.note.hide()
        self.page.body.removeWidget(self.note)
        self.note.setParent(self)

    def _leaving(self, ref: Ref) -> None:
        if ref == self.ref:
            self._scrolled[ref] = self.page.verticalScrollBar().value()
            self.note.flush()

    def _restyle(self) -> None:
        self._spread()
        if self.ref is not None:
            ref, self.ref = self.ref, None
            self.show_ref(ref)
