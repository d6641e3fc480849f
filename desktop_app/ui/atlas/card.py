"""The card of a point: how to find and needle it, what is known of it, my notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.atlas.state import Side
from desktop_app.domain.points import Point
from desktop_app.domain.refs import Kind, Ref, point_ref, study_ref
from desktop_app.ui.atlas.card_head import CardHead
from desktop_app.ui.atlas.card_words import Fact, beneath_facts, needling_facts, sentence
from desktop_app.ui.atlas.claim_sections import ClaimSections
from desktop_app.ui.diagram.closeup import CloseUp
from desktop_app.ui.diagram.look import Look
from desktop_app.ui.diagram.scene import Scene
from desktop_app.ui.rich.chips import PointChip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.notes import NoteEditor
from desktop_app.ui.rich.pages import Callout, Page, SectionHeading, clear, text_label
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.domain.changes import Changed
    from desktop_app.reading import ClaimView, PointCard

REMEMBERED = 50
"""Cards whose scroll position is kept for Back and Forward."""

SIDES = 16
"""Pixels at either side of the card's text."""


class Section(QWidget):
    """A heading and a text, made once; hidden while there is nothing to say."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(6)
        self.box.addWidget(SectionHeading(title))
        self.text = text_label("")
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.box.addWidget(self.text)

    def say(self, html: str) -> None:
        """Show a text, or nothing at all."""
        self.text.setText(html)
        self.text.setVisible(bool(html))
        self.setVisible(bool(html))


class Card(Page):
    """What is known of one point, in a fixed order, scrolling as a whole.

    The first paint comes from memory; claims, note and star follow from one reading.
    """

    step_wanted = Signal(int)

    def __init__(self, services: Services, scene: Scene, look: Look) -> None:
        super().__init__(margins=(SIDES, 12, 32))
        self.services = services
        self.scene = scene
        self.code = ""
        self._scrolls: dict[str, int] = {}
        self._is_read = False
        self._study_waits = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Card of the point")
        self._build(look)
        services.changed.connect(self._changed)

    def show_point(self, code: str, side: Side) -> None:
        """Show the card of a point."""
        if self.code == code:
            return
        self._keep_scroll()
        self.note.flush()
        self.code = code
        point = self.services.content.points[code]
        self.setUpdatesEnabled(False)
        self._fill(point, side)
        self.setUpdatesEnabled(True)
        self.scroll_to(0)
        self.verticalScrollBar().setValue(0)
        self._read(code)

    def show_side(self, side: Side) -> None:
        """Show the close-up on the other limb."""
        if self.code:
            self.close_up.show_point(self.code, side)

    def show_look(self, look: Look) -> None:
        """Follow theme and text size."""
        self.close_up.restyle(look)

    def flush(self) -> None:
        """Save now what has been typed."""
        self.note.flush()

    def focus_note(self) -> None:
        """Put the keyboard in the note."""
        self.ensureWidgetVisible(self.note)
        self.note.field.setFocus()

    def open_study(self) -> None:
        """Open the first study of the card, as soon as it has been read."""
        self._study_waits = not self._is_read
        if self._study_waits:
            return
        if self.claims.first is None:
            self.services.said.emit(f"No study of {self.code} in the library")
        else:
            self.services.navigator.go(study_ref(self.claims.first.key))

    def set_steps(self, has_previous: bool, has_next: bool) -> None:
        """Tell whether the meridian goes on before and after this point."""
        self.head.previous.setEnabled(has_previous)
        self.head.next.setEnabled(has_next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the head to the width there is."""
        self.head.fit(self.viewport().width() - 2 * SIDES)
        super().resizeEvent(event)

    def _build(self, look: Look) -> None:
        self.head = CardHead(self.services)
        self.head.step_wanted.connect(self.step_wanted)
        self.head.star_wanted.connect(self._star)
        self.cautions = Callout("Before needling")
        self.caution_text = text_label("")
        self.caution_text.setTextFormat(Qt.TextFormat.RichText)
        self.cautions.box.addWidget(self.caution_text)
        self.finding = Section("Find it")
        self.close_up = CloseUp(self.services, self.scene, look)
        self.finding.box.insertWidget(1, self.close_up)
        self.nowhere = text_label("", role="quiet")
        self.finding.box.addWidget(self.nowhere)
        self.places = QWidget()
        self.places_flow = FlowLayout(self.places, gap=4, line_gap=4)
        self.finding.box.addWidget(self.places)
        self.rivals = Section("Rival locations")
        self.needle = Section("Needle it")
        self.beneath = Section("What lies beneath")
        self.claims = ClaimSections(self.services)
        self.uses = Section("Traditional uses")
        self.unsure = Section("Unsettled between sources")
        self.note_heading = SectionHeading("My notes")
        self.note = NoteEditor(self.services)
        self.see_also = Section("See also")
        self.see_flow_widget = QWidget()
        self.see_flow = FlowLayout(self.see_flow_widget, gap=4, line_gap=4)
        self.see_also.box.addWidget(self.see_flow_widget)
        for widget in (
            self.head, self.cautions, self.finding, self.rivals, self.needle, self.beneath,
            self.claims, self.uses, self.claims.evidence, self.unsure, self.note_heading,
            self.note, self.see_also,
        ):  # fmt: skip
            self.add(widget)
        self.body.addStretch(1)

    def _fill(self, point: Point, side: Side) -> None:
        self.head.show_point(point, has_previous=True, has_next=True)
        self.head.fit(self.viewport().width() - 2 * SIDES)
        self.cautions.setVisible(bool(point.cautions))
        self.caution_text.setText(_paragraphs(*(sentence(text) for text in point.cautions)))
        placed = self.close_up.show_point(point.code, side)
        self.close_up.setVisible(placed)
        self.finding.say(_paragraphs(point.location.text, point.location.find))
        self.nowhere.setText("" if placed else self._why_nowhere(point))
        self.nowhere.setVisible(not placed)
        self._chips(self.places_flow, self.places, point.sites)
        self.rivals.say(
            _items(
                f"{escape(sentence(rival.text))} <i>{escape(sentence(rival.source))}</i>"
                for rival in point.location.rivals
            )
        )
        mm_per_cun = self.scene.atlas.mm_per_cun("limb-lateral")
        self.needle.say(_facts(needling_facts(point, mm_per_cun)))
        self.beneath.say(_facts(beneath_facts(point)))
        uses = _items(escape(sentence(use)) for use in point.uses)
        self.uses.say(uses and f"As the tradition gives them; not shown by studies.{uses}")
        self.unsure.say(_items(escape(sentence(text)) for text in point.uncertain))
        self.claims.wait()
        self._fill_see_also(point)

    def _why_nowhere(self, point: Point) -> str:
        if point.sites:
            return "A group of points; each is shown on the diagram."
        reason = self.scene.atlas.record.get("not_placed", {}).get(point.code, "")
        return "Not shown on the body. " + (sentence(str(reason)) if reason else "")

    def _fill_see_also(self, point: Point) -> None:
        codes = [point.same_as, point.site_of]
        codes += [c.detail for c in point.categories if c.kind == "coupled-with"]
        own = self.services.content.points
        self._chips(
            self.see_flow, self.see_flow_widget, [c for c in dict.fromkeys(codes) if c in own]
        )
        self.see_also.text.hide()
        self.see_also.setVisible(not self.see_flow_widget.isHidden())

    def _chips(self, flow: FlowLayout, holder: QWidget, codes: Sequence[str]) -> None:
        clear(flow, part=False)
        for code in codes:
            flow.addWidget(PointChip(code, self.services))
        holder.setVisible(bool(codes))

    def _read(self, code: str) -> None:
        ref = point_ref(code)
        self._is_read = self._study_waits = False
        self._shown_claims: tuple[ClaimView, ...] = ()
        self.note.open(ref)
        from desktop_app.reading import open_point

        self.services.read(
            lambda library: open_point(library, code),
            lambda card: self._answer(ref, card),
            ticket="card",
            owner=self,
        )

    def _answer(self, ref: Ref, card: PointCard) -> None:
        if ref != point_ref(self.code):
            return
        self.setUpdatesEnabled(False)
        self.head.show_star(card.starred)
        self._shown_claims = card.claims
        self.claims.show_card(card)
        self.setUpdatesEnabled(True)
        QTimer.singleShot(0, self._restore_scroll)
        self._is_read = True
        if self._study_waits:
            self.open_study()

    def _star(self, on: bool) -> None:
        from desktop_app.reading import set_star

        ref = point_ref(self.code)
        self.services.write(lambda library: set_star(library, ref, on), owner=self)

    def _changed(self, changed: Changed) -> None:
        if not self.code:
            return
        ref = point_ref(self.code)
        # Own studies and claims stand on the card too.
        evidence = changed.touches_kind(Kind.STUDY) or changed.touches_kind(Kind.CLAIM)
        if not (evidence or changed.touches(ref)):
            return
        from desktop_app.reading import open_point

        self.services.read(
            lambda library: open_point(library, ref.key),
            lambda card: self._refreshed(ref, card),
            ticket="card-again",
            owner=self,
        )

    def _refreshed(self, ref: Ref, card: PointCard) -> None:
        if ref != point_ref(self.code):
            return
        self.head.show_star(card.starred)
        if card.claims != self._shown_claims:
            self._shown_claims = card.claims
            self.claims.show_card(card)

    def _keep_scroll(self) -> None:
        if self.code:
            self._scrolls.pop(self.code, None)
            self._scrolls[self.code] = self.verticalScrollBar().value()
            while len(self._scrolls) > REMEMBERED:
                self._scrolls.pop(next(iter(self._scrolls)))

    def _restore_scroll(self) -> None:
        self.scroll_to(self._scrolls.get(self.code, 0))


def _paragraphs(*texts: str) -> str:
    kept = [f"<p style='margin:0 0 6px 0'>{escape(text)}</p>" for text in texts if text]
    return "".join(kept)


def _items(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f"<ul style='margin:0; margin-left:-24px'>{items}</ul>" if items else ""


def _facts(facts: Sequence[Fact]) -> str:
    return "".join(
        f"<p style='margin:0 0 4px 0'><b>{escape(fact.term)}.</b> {escape(fact.text)}</p>"
        for fact in facts
    )
