"""What of the client matters for safety, to be ticked: found by name or by what people say."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.safety import ClientFact
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case, slug_words


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
            words = text_label(fact.explained, role="small")
            words.setContentsMargins(services.theme.scaled(12) + 10, 0, 0, 0)
            column.addWidget(words)

    def matches(self, words: list[str]) -> bool:
        """Tell whether every word is found in the name, its aliases or the explanation."""
        fact = self.fact
        text = " ".join((fact.name, *fact.aliases, fact.explained, fact.id)).casefold()
        return all(word in text for word in words)


class Facts(QWidget):
    """Ticks of all facts, with a field to find one: Enter ticks what was found."""

    changed = Signal(object, str)
    """Sent with the ids that shall be ticked, and what was done in words."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._ticked: frozenset[str] = frozenset()
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
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        for fact in getattr(services.content, "facts", {}).values():
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
        names = [tick.fact.name for id_, tick in self.ticks.items() if id_ in ticked]
        self.summary.setText(f"Ticked: {', '.join(names)}.")
        self.summary.setVisible(bool(names))

    def bring(self, fact: str) -> QWidget | None:
        """Return the tick of a fact, in sight and with the keyboard on it."""
        self.field.clear()
        tick = self.ticks.get(fact)
        if tick is not None:
            tick.box.setFocus(Qt.FocusReason.OtherFocusReason)
        return tick

    def _add(self, fact: ClientFact) -> None:
        tick = FactTick(fact, self.services)
        tick.ticked.connect(self._tick)
        self.ticks[fact.id] = tick
        self._list.addWidget(tick)

    def _tick(self, fact: str, on: bool) -> None:
        name = self.ticks[fact].fact.name
        ids = self._ticked | {fact} if on else self._ticked - {fact}
        self.changed.emit(ids, f"{'Tick' if on else 'Take away'} “{name}”")

    def _sift(self, text: str) -> None:
        words = text.casefold().split()
        found = 0
        for tick in self.ticks.values():
            matches = tick.matches(words)
            tick.setVisible(matches)
            found += matches
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
