"""The reading workspace: contents at the left, one page at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop_app.content import Thing
from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import WorldError
from desktop_app.domain.evidence import Claim, Condition, Topic
from desktop_app.domain.points import Meridian
from desktop_app.domain.refs import Kind, Ref
from desktop_app.domain.structures import Structure
from desktop_app.reading.views import Card, ClaimCard, ClaimView
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
        self._views: dict[str, ClaimView] = {}
        self.contents = Contents(services)
        self.contents.chosen.connect(services.navigator.go)
        self.contents.wanted.connect(self._new_claim)
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
        services.changed.connect(self._changed)
        self._restyle()
        self._read_own()

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
        """Show what ships at once; what the user says of it follows from the library."""
        self.ref = ref
        self._views = {}
        thing = self.services.content.get(ref)
        if thing is not None:
            self._draw(ref, thing)
        else:
            self._say("Opening…")
        self._read(ref)

    def _read(self, ref: Ref) -> None:
        from desktop_app.reading import open_ref

        self.services.read(
            lambda library: open_ref(library, ref),
            lambda card: self._answer(ref, card),
            on_error=lambda error: self._missed(ref, error),
            ticket="page",
            owner=self,
        )

    def _answer(self, ref: Ref, card: Card) -> None:
        """Draw the page anew if the user has anything to say of it."""
        if ref != self.ref:
            return
        views = {view.claim.id: view for view in _claims_of(card) if _is_own(view)}
        own = card.view.claim if isinstance(card, ClaimCard) and card.view.claim.is_own else None
        thing = own or self.services.content.get(ref)
        if thing is None:
            self._say(f"There is no page for {ref}.")
        elif own or views != self._views:
            self._views = views
            place = self.page.verticalScrollBar().value()
            self._draw(ref, thing)
            self.page.scroll_to(place)

    def _missed(self, ref: Ref, error: Exception) -> None:
        if not isinstance(error, WorldError):
            self.services.trouble.emit(error)
        elif ref == self.ref and self.services.content.get(ref) is None:
            self._say(str(error))

    def _read_own(self) -> None:
        from desktop_app.reading import own_claims

        self.services.read(own_claims, self.contents.show_own, ticket="own-claims", owner=self)

    def _new_claim(self) -> None:
        from desktop_app.ui.appraising.claim import ClaimDialog

        ClaimDialog(self.services, self).open()

    def _changed(self, changed: Changed) -> None:
        if changed.touches_kind(Kind.CLAIM):
            self._read_own()
        ref = self.ref
        if ref is None:
            return
        if changed.touches_kind(Kind.CLAIM) or changed.touches_kind(Kind.STUDY):
            self._read(ref)

    def _say(self, words: str) -> None:
        self._take_note_out()
        self.page.empty()
        self.page.add(text_label(words, role="quiet"))
        self.page.body.addStretch(1)

    def _draw(self, ref: Ref, thing: Thing) -> None:
        self._take_note_out()
        self.page.empty()
        # An own claim is in the library only, where its title is not at hand.
        words = thing.statement if isinstance(thing, Claim) else ""
        self.page.add(text_label(words or title_of(self.services.content, ref), role="title"))
        self._fill(thing, self.page.add)
        self.page.add(SectionHeading("My notes"))
        self.page.add(self.note)
        self.note.show()
        self.note.open(ref)
        self.page.body.addStretch(1)

    def _fill(self, thing: Thing, add: Add) -> None:
        match thing:
            case Condition():
                condition_page(thing, add, self.services, self._views)
            case Topic():
                topic_page(thing, add, self.services, self._views)
            case Meridian():
                meridian_page(thing, add, self.services, self._views)
            case Structure():
                structure_page(thing, add, self.services)
            case Claim():
                claim_page(thing, add, self.services, self._views)

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


def _claims_of(card: Card) -> tuple[ClaimView, ...]:
    return (card.view,) if isinstance(card, ClaimCard) else getattr(card, "claims", ())


def _is_own(view: ClaimView) -> bool:
    """Tell whether the user made a claim, or said how a study bears on it."""
    return view.claim.is_own or any(stance.own for stance, _ in view.studies)
