"""What to study: ticks for skills, meridians, regions, categories and conditions, remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.content import Content
from desktop_app.domain.learning import Selection
from desktop_app.domain.questions import Skill
from desktop_app.ui.rich.chips import Chip, LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.fold import Fold
from desktop_app.ui.services import Services

KEPT = "study.selection"
"""Where the selection is remembered."""


class Facet(NamedTuple):
    """One way of choosing: the field of ``Selection``, its words, and its values with theirs."""

    field: str
    words: str
    values: tuple[tuple[str, str], ...]


def facets_of(content: Content) -> tuple[Facet, ...]:
    """Return the ways of choosing that a content offers, with only the values it has."""
    from desktop_app.study.questions import SKILL_WORDS, offered

    there = offered(content)
    meridians = tuple((code, words.removesuffix(" meridian")) for code, words in there.meridians)
    return (
        Facet("skills", "What is asked", tuple((s.value, w) for s, w in SKILL_WORDS.items())),
        Facet("meridians", "Meridian", meridians),
        Facet("regions", "Region", there.regions),
        Facet("categories", "Category", there.categories),
        Facet("conditions", "Condition", there.conditions),
    )


class Tick(Chip):
    """A value that is chosen or not; a chosen one bears a mark."""

    def __init__(self, services: Services, facet: Facet, value: str, words: str) -> None:
        super().__init__(words)
        self.services = services
        self.value = value
        self.setCheckable(True)
        self.setAccessibleName(f"{facet.words}: {words}")
        self.toggled.connect(self._restyle)
        services.theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        theme = self.services.theme
        if self.isChecked():
            self.setIcon(theme.icon("check", "accent"))
            self.setIconSize(QSize(theme.scaled(12), theme.scaled(12)))
        else:
            self.setIcon(QIcon())


class Choosing(QWidget):
    """The ticks by facet. Nothing ticked in a facet leaves it open.

    Parameters
    ----------
    kept
        Where what is ticked is remembered.
    words
        The heading.
    """

    changed = Signal()
    """Sent when the user has chosen otherwise."""

    def __init__(self, services: Services, kept: str = KEPT, words: str = "What to study") -> None:
        super().__init__()
        self.services = services
        self._kept = kept
        self._words = words
        self.facets = facets_of(services.content)
        self.ticks: dict[str, list[Tick]] = {}
        self._is_showing = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)
        self.clear_button = LinkButton("Everything again", services)
        self.clear_button.clicked.connect(lambda: self._choose(Selection()))
        self._box.addLayout(self._top())
        skills, meridians, *others = self.facets
        self._box.addWidget(self._row(skills))
        self._box.addWidget(self._row(meridians))
        held = [(facet, self._row(facet)) for facet in others if facet.values]
        self.more = Fold("Region, category, condition", "", services, lambda box: _fill(box, held))
        self._held = held
        for _, row in held:
            row.setParent(self)
            row.hide()
        self._box.addWidget(self.more)
        self.show_selection(_recall(services, kept, self.facets))

    @property
    def selection(self) -> Selection:
        """What is ticked."""
        return _selection(
            {
                field: frozenset(tick.value for tick in ticks if tick.isChecked())
                for field, ticks in self.ticks.items()
            }
        )

    def show_selection(self, selection: Selection) -> None:
        """Tick what a selection holds."""
        self._is_showing = True
        for field, ticks in self.ticks.items():
            wanted = {str(value) for value in getattr(selection, field)}
            for tick in ticks:
                tick.setChecked(tick.value in wanted)
        self._is_showing = False
        self._tell()
        if any(getattr(selection, facet.field) for facet, _ in self._held):
            self.more.open()

    def _choose(self, selection: Selection) -> None:
        self.show_selection(selection)
        self._ticked()

    def _ticked(self) -> None:
        if self._is_showing:
            return
        self._tell()
        self._remember()
        self.changed.emit()

    def _remember(self) -> None:
        selection = self.selection
        self.services.settings.remember(
            self._kept,
            {each.field: sorted(map(str, getattr(selection, each.field))) for each in self.facets},
        )

    def _tell(self) -> None:
        self.clear_button.setVisible(self.selection != Selection())
        told = [
            tick.text()
            for facet, _ in self._held
            for tick in self.ticks[facet.field]
            if tick.isChecked()
        ]
        self.more.show_summary(", ".join(told))

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QLabel(self._words)
        words.setProperty("role", "lead")
        row.addWidget(words)
        row.addStretch(1)
        row.addWidget(self.clear_button)
        return row

    def _row(self, facet: Facet) -> QWidget:
        held = QWidget()
        held.setAccessibleName(facet.words)
        box = QVBoxLayout(held)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        words = QLabel(facet.words)
        words.setProperty("role", "small")
        box.addWidget(words)
        ticks = QWidget()
        flow = FlowLayout(ticks, gap=8, line_gap=8)
        self.ticks[facet.field] = []
        for value, said in facet.values:
            tick = Tick(self.services, facet, value, said)
            tick.toggled.connect(self._ticked)
            self.ticks[facet.field].append(tick)
            flow.addWidget(tick)
        box.addWidget(ticks)
        return held


def _fill(box: QVBoxLayout, rows: list[tuple[Facet, QWidget]]) -> None:
    for _, row in rows:
        box.addWidget(row)
        row.show()


def _recall(services: Services, kept: str, facets: Iterable[Facet]) -> Selection:
    """Return the selection that was kept; what the content no longer has is left out."""
    told: dict[str, list[str]] = services.settings.recall(kept, {})
    there: dict[str, frozenset[str]] = {}
    for facet in facets:
        wanted = told.get(facet.field)
        offered = {value for value, _ in facet.values}
        there[facet.field] = frozenset(wanted if isinstance(wanted, list) else ()) & offered
    return _selection(there)


def _selection(chosen: Mapping[str, frozenset[str]]) -> Selection:
    return Selection(
        frozenset(map(Skill, chosen.get("skills", ()))),
        chosen.get("meridians", frozenset()),
        chosen.get("regions", frozenset()),
        chosen.get("categories", frozenset()),
        chosen.get("conditions", frozenset()),
    )
