"""What of the client matters for safety, to be ticked: found by name or by what people say."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.safety import ClientFact
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case, slug_words

ROOM = 520
"""Narrower than this, pixels at 100 %, the facts stand in one column."""


class FactTick(QWidget):
    """A fact with its tick and what it means."""

    ticked = Signal(str, bool)

    def __init__(self, fact: ClientFact, services: Services) -> None:
        super().__init__()
        self.fact = fact
        self.box = QCheckBox(fact.name.replace("&", "&&"))
        self.box.setAccessibleDescription(fact.explained)
        self.box.clicked.connect(lambda on: self.ticked.emit(fact.id, on))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        column.addWidget(self.box)
        if fact.explained:
            column.addWidget(self._below(services, fact.explained, "small"))
        self.why = self._below(services, "", "doubt")
        self.why.hide()
        column.addWidget(self.why)

    def show_why(self, shown_by: str) -> None:
        """Say by what in the plan the fact is shown, so that it counts without a tick."""
        words = f"Counts without a tick: shown by {shown_by}." if shown_by else ""
        self.why.setText(words)
        self.why.setVisible(bool(words))
        described = (self.fact.explained, words)
        self.box.setAccessibleDescription(" ".join(filter(None, described)))

    def _below(self, services: Services, text: str, role: str) -> QLabel:
        words = text_label(text, role=role)
        words.setContentsMargins(services.theme.scaled(12) + 10, 0, 0, 0)
        return words

    def matches(self, words: list[str]) -> bool:
        """Tell whether every word is found in the name, its aliases or the explanation."""
        fact = self.fact
        text = " ".join((fact.name, *fact.aliases, fact.explained, fact.id)).casefold()
        return all(word in text for word in words)


class FactGroup(QWidget):
    """The facts under one heading, in one or two columns."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.ticks: list[FactTick] = []
        self._found: list[FactTick] = []
        self._columns = 2
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 4)
        box.setSpacing(2)
        if heading:
            box.addWidget(text_label(heading, role="quiet"))
        box.addLayout(self._grid)

    def add(self, tick: FactTick) -> None:
        """Add a fact at the end."""
        self.ticks.append(tick)
        self._found.append(tick)
        self._place()

    def show_matches(self, words: list[str]) -> int:
        """Show the facts in which every word is found; return how many there are."""
        self._found = [tick for tick in self.ticks if tick.matches(words)]
        for tick in self.ticks:
            tick.setVisible(tick in self._found)
        self.setVisible(bool(self._found))
        self._place()
        return len(self._found)

    def lay_in(self, columns: int) -> None:
        """Lay the facts in so many columns."""
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        # Not with takeAt: its items live on, and the grid goes by the heights that they had.
        for tick in self.ticks:
            self._grid.removeWidget(tick)
        for place, tick in enumerate(self._found):
            row, column = divmod(place, self._columns)
            self._grid.addWidget(tick, row, column, Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)


class Facts(QWidget):
    """Ticks of all facts, with a field to find one: Enter ticks what was found."""

    changed = Signal(object, str)
    """Sent with the ids that shall be ticked, and what was done in words."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._ticked: frozenset[str] = frozenset()
        self._shown: Mapping[str, str] = {}
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find: warfarin, pacemaker, pregnant… (Enter ticks it)")
        self.field.setAccessibleName("Find what matters for safety")
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._sift)
        self.field.returnPressed.connect(self._tick_found)
        self.summary = text_label("", role="strong")
        self.nothing = text_label("Nothing in the rules of safety matches.", role="quiet")
        self.nothing.hide()
        self.ticks: dict[str, FactTick] = {}
        self._groups: dict[str, FactGroup] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        for fact in services.content.facts.values():
            self._add(fact)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.summary)
        box.addWidget(self.field)
        box.addLayout(self._list)
        box.addWidget(self.nothing)

    def show_ticked(self, ticked: frozenset[str]) -> None:
        """Show which facts are so."""
        for unknown in sorted(ticked - set(self.ticks)):
            self._add(ClientFact(unknown, sentence_case(slug_words(unknown))))
        self._ticked = ticked
        for id_, tick in self.ticks.items():
            tick.box.setChecked(id_ in ticked)
        self._sum_up()

    def show_shown(self, shown: Mapping[str, str]) -> None:
        """Mark the facts that the plan itself shows, each with what shows it."""
        self._shown = shown
        for id_, tick in self.ticks.items():
            tick.show_why(shown.get(id_, ""))
        self._sum_up()

    def bring(self, fact: str) -> QWidget | None:
        """Return the tick of a fact, in sight and with the keyboard on it."""
        self.field.clear()
        tick = self.ticks.get(fact)
        if tick is not None:
            tick.box.setFocus(Qt.FocusReason.OtherFocusReason)
        return tick

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the facts in one column where there is no room for two."""
        super().resizeEvent(event)
        columns = 2 if self.width() >= self.services.theme.scaled(ROOM) else 1
        for group in self._groups.values():
            group.lay_in(columns)

    def _sum_up(self) -> None:
        ticked, counted = (
            [tick.fact.name for id_, tick in self.ticks.items() if id_ in ids]
            for ids in (self._ticked, self._shown.keys() - self._ticked)
        )
        told = [f"Ticked: {', '.join(ticked)}."] if ticked else []
        told += [f"Shown by the plan: {', '.join(counted)}."] if counted else []
        self.summary.setText(" ".join(told))
        self.summary.setVisible(bool(told))

    def _add(self, fact: ClientFact) -> None:
        tick = FactTick(fact, self.services)
        tick.ticked.connect(self._tick)
        self.ticks[fact.id] = tick
        if fact.group not in self._groups:
            self._groups[fact.group] = FactGroup(fact.group)
            self._list.addWidget(self._groups[fact.group])
        self._groups[fact.group].add(tick)

    def _tick(self, fact: str, on: bool) -> None:
        name = self.ticks[fact].fact.name
        ids = self._ticked | {fact} if on else self._ticked - {fact}
        self.changed.emit(ids, f"{'Tick' if on else 'Take away'} “{name}”")

    def _sift(self, text: str) -> None:
        words = text.casefold().split()
        found = sum(group.show_matches(words) for group in self._groups.values())
        self.nothing.setVisible(not found)

    def _tick_found(self) -> None:
        words = self.field.text().casefold().split()
        if not words:
            return
        found = [id_ for id_, tick in self.ticks.items() if tick.matches(words)]
        if found:
            first = found[0]
            self.field.clear()
            if first not in self._ticked:
                self._tick(first, True)
