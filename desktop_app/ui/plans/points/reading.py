"""What a marked area says: red flags to ask for, patterns it is consistent with, its shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_app.domain.area import Side
from desktop_app.domain.evidence import RedFlag
from desktop_app.domain.findings import AreaReading, Ground, Pattern, Share
from desktop_app.domain.plan_words import GROUND_EXPLAINED, GROUND_WORDS
from desktop_app.domain.refs import Kind, Ref
from desktop_app.ui.plans.points.shares import SHOWN_FROM, ShareTable
from desktop_app.ui.plans.points.words import surface
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flags import red_flag_boxes
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.fold import Fold
from desktop_app.ui.rich.lists import add_study_links, bullets
from desktop_app.ui.rich.pages import Page, SectionHeading, clear, text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

SIDE_WORDS = {Side.RIGHT: "Right", Side.LEFT: "Left"}
BOTH = "both"

NOTHING_MARKED = (
    "Nothing is marked yet. Mark in the step “Area” where it feels numb, tingles, hurts or is "
    "cold; what that area is consistent with then stands here. Points can be chosen without it, "
    "by code or name, under “Candidates”."
)
MEASURES = (
    "Of the area: how much of the marked skin lies in a territory. Covered: how much of the "
    "territory is marked. Fit: the skin in both, divided by the skin in either (Jaccard index)."
)
NO_PATTERN = (
    "The area fits none of the patterns the program knows. That rules nothing out: the shares "
    "below say which nerves, roots and artery beds it meets."
)


class ReadingPanel(Page):
    """The reading of an area, to be scrolled through."""

    pointed = Signal(object)
    """Sent with the ``Share`` pointed at, or None."""

    chosen = Signal(object)
    """Sent with the ``Share`` chosen."""

    def __init__(self, services: Services) -> None:
        super().__init__(width=10_000, margins=(16, 12, 24))
        self.services = services
        self.reading: AreaReading | None = None
        self.condition = "numb-feet"
        self.limb: Side | str = BOTH
        self._tables = QVBoxLayout()
        self.setAccessibleName("What the area says")

    def show_nothing(self) -> None:
        """Say that nothing is marked."""
        self.reading = None
        self.empty()
        self.add(text_label(NOTHING_MARKED, role="quiet"))
        self.body.addStretch(1)

    def show_busy(self) -> None:
        """Say that the area is being measured, if nothing else is shown."""
        if self.reading is None:
            self.empty()
            self.add(text_label("The area is being measured…", role="quiet"))
            self.body.addStretch(1)

    def show_trouble(self, words: str) -> None:
        """Say why the area could not be read."""
        self.reading = None
        self.empty()
        self.add(text_label(f"The area could not be read. {words}", role="quiet"))
        self.body.addStretch(1)

    def show_reading(
        self, reading: AreaReading, condition: str, asked: Mapping[str, bool] | None = None
    ) -> None:
        """Show what an area says, from where one was on the page.

        Parameters
        ----------
        asked
            Red flags the client has been asked for: id, and whether it is there.
        """
        place = self.verticalScrollBar().value() if self.reading is not None else 0
        self.reading, self.condition = reading, condition
        self.empty()
        self._red_flags(reading, asked or {})
        self._patterns(reading)
        self._shares(reading)
        self.body.addStretch(1)
        self.scroll_to(place)

    def _red_flags(self, reading: AreaReading, asked: Mapping[str, bool]) -> None:
        there = [flag for flag in reading.red_flags if asked.get(flag.id)]
        not_asked = [flag for flag in reading.red_flags if flag.id not in asked]
        absent = [flag for flag in reading.red_flags if asked.get(flag.id) is False]
        if there:
            self.add(SectionHeading("Red flags that are there"))
            for box in red_flag_boxes(there, self.services):
                self.add(box)
        if not_asked:
            self.add(SectionHeading("Ask first: red flags"))
            urgent = [flag for flag in not_asked if flag.urgency in ("emergency", "same-day")]
            for box in red_flag_boxes(urgent, self.services):
                self.add(box)
            others = [flag for flag in not_asked if flag not in urgent]
            if others:
                words = counted(len(others), "more red flag", "more red flags")
                self._fold(f"{words}, less urgent", others)
        if absent:
            words = counted(len(absent), "red flag", "red flags")
            self._fold(f"{words} asked for and not there", absent)

    def _fold(self, words: str, flags: Sequence[RedFlag]) -> None:
        """Add red flags that are shown when their line is opened."""

        def fill(inside: QVBoxLayout) -> None:
            for box in red_flag_boxes(flags, self.services):
                inside.addWidget(box)

        self.add(Fold(words, "", self.services, fill))

    def _patterns(self, reading: AreaReading) -> None:
        self.add(SectionHeading("Consistent with"))
        if not reading.patterns:
            self.add(text_label(NO_PATTERN, role="quiet"))
        for pattern in reading.patterns:
            self.add(self._pattern(pattern))

    def _pattern(self, pattern: Pattern) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        card.setObjectName(f"pattern-{pattern.id}")
        card.setAccessibleName(pattern.name)
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(4)
        name = text_label(pattern.name, role="strong")
        box.addWidget(name)
        box.addWidget(text_label(pattern.text))
        if pattern.because:
            box.addWidget(text_label(f"Because: {pattern.because}", role="quiet"))
        if pattern.misfits:
            box.addWidget(text_label(f"What does not fit: {pattern.misfits}", role="quiet"))
        if pattern.tell_apart:
            box.addWidget(text_label("What would tell it apart", role="heading"))
            box.addWidget(bullets(pattern.tell_apart, self.services))
        links = QWidget()
        flow = FlowLayout(links, gap=12, line_gap=0)
        link = self._cause_link(pattern)
        if link is not None:
            flow.addWidget(link)
        add_study_links(flow, pattern.studies, self.services)
        if flow.count():
            box.addWidget(links)
        if pattern.source:
            box.addWidget(text_label(f"Source: {pattern.source}", role="small"))
        return card

    def _cause_link(self, pattern: Pattern) -> LinkButton | None:
        condition = self.services.content.conditions.get(self.condition)
        if condition is None:
            return None
        cause = next((each for each in condition.causes if each.id == pattern.cause), None)
        if cause is None:
            return None
        ref = Ref(Kind.CONDITION, condition.id)
        link = LinkButton(f"{cause.name} ›", self.services, ref)
        link.setToolTip(f"Open “{condition.name}”: how this cause shows and is told apart")
        return link

    def _shares(self, reading: AreaReading) -> None:
        self.add(SectionHeading("What the marked skin belongs to"))
        self.add(text_label(_measured(reading), role="quiet"))
        self.add(text_label(MEASURES, role="small"))
        if len(reading.limbs) > 1:
            choices = [(each.side, SIDE_WORDS[each.side]) for each in reading.limbs]
            segments = Segments("Shares", [*choices, (BOTH, "Both")])
            segments.choose(self.limb)
            segments.chosen.connect(self._show_limb)
            self.add(segments)
        held = QWidget()
        self._tables = QVBoxLayout(held)
        self._tables.setContentsMargins(0, 0, 0, 0)
        self._tables.setSpacing(4)
        self.add(held)
        self._fill()

    def _show_limb(self, limb: Side | str) -> None:
        self.limb = limb
        clear(self._tables, part=False)
        self._fill()

    def _fill(self) -> None:
        reading = self.reading
        if reading is None:
            return
        limb = next((each for each in reading.limbs if each.side == self.limb), None)
        shares = reading.shares if limb is None else limb.shares
        for ground in Ground:
            self._ground(ground, [share for share in shares if share.ground is ground])

    def _ground(self, ground: Ground, shares: Sequence[Share]) -> None:
        if not shares:
            return
        heading = SectionHeading(GROUND_WORDS[ground])
        heading.setToolTip(GROUND_EXPLAINED[ground])
        self._tables.addWidget(heading)
        shown = [share for share in shares if share.share_of_area >= SHOWN_FROM]
        shown = shown or list(shares[:1])
        table = ShareTable(self.services, GROUND_WORDS[ground], shown)
        table.setObjectName(f"shares-{ground.value}")
        table.pointed.connect(self.pointed)
        table.chosen.connect(self.chosen)
        table.opened.connect(self._open)
        self._tables.addWidget(table)
        rest = [share.name for share in shares if share not in shown]
        if rest:
            line = text_label(f"Under 1 % of the area: {', '.join(rest)}", role="small")
            self._tables.addWidget(line)

    def _open(self, share: Share) -> None:
        kind = Kind.MERIDIAN if share.ground is Ground.MERIDIAN else Kind.TERRITORY
        ref = Ref(kind, share.id)
        if self.services.content.get(ref) is not None:
            self.services.navigator.go(ref)


def _measured(reading: AreaReading) -> str:
    limbs = [
        f"{SIDE_WORDS[each.side].lower()} {surface(each.surface_mm2)}" for each in reading.limbs
    ]
    return f"Marked, by true skin surface: {', '.join(limbs)}."
