"""The bar over the study list: the query, what of it was not understood, its clauses as chips."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.query import Query, QueryProblem
from desktop_app.library.fields import BY_NAME
from desktop_app.library.query import parse_query
from desktop_app.ui.actions import shown_key
from desktop_app.ui.evidence.clauses import Piece, pieces, without
from desktop_app.ui.evidence.query_field import QueryField
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import clear, text_label
from desktop_app.ui.services import Services

PAUSE_MS = 500
"""How long one must have stopped typing before problems are told."""

SHORT = 40
"""Longest value shown on a chip, letters."""


class QueryBar(QWidget):
    """The query as text, which is what counts, and as chips that take a clause out of it."""

    changed = Signal(str)
    """Sent with the query when it is another."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._told: tuple[QueryProblem, ...] = ()
        self.field = QueryField(services)
        self.problems = text_label("", role="doubt")
        self.problems.setAccessibleName("What was not understood")
        self.chips = QWidget()
        self._flow = FlowLayout(self.chips, gap=4, line_gap=4)
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        self.sidebar = self.button("evidence.sidebar", "sidebar")
        self._row.addWidget(self.sidebar)
        self._row.addWidget(self.field, 1)
        self.clear = self.button("evidence.clear", "close")
        self.save = self.button("evidence.save", "filter")
        self.help = self.button("evidence.help", "help")
        for button in (self.clear, self.save, self.help):
            self._row.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self._row)
        box.addWidget(self.problems)
        box.addWidget(self.chips)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.check)
        self.field.textChanged.connect(self._edited)
        services.theme.changed.connect(self._restyle)
        services.library_ready.connect(self.check)
        self._restyle()
        self._show_problems(())
        self._show_chips()

    @property
    def query(self) -> str:
        """The query as it is typed."""
        return self.field.text()

    def show_query(self, text: str) -> None:
        """Ask another query."""
        if text != self.field.text():
            self.field.setText(text)
            self.check()

    def button(self, action: str, icon: str) -> QToolButton:
        """Return a button for a command."""
        button = QToolButton()
        row = self.services.actions.table[action]
        key = shown_key(row)
        button.setToolTip(f"{row.title} ({key})" if key else row.title)
        button.setAccessibleName(row.title)
        button.setProperty("drawn", icon)
        button.clicked.connect(lambda: self.services.actions.run(action))
        return button

    def check(self) -> None:
        """Tell what of the query is not understood."""
        self._pause.stop()
        text = self.query
        if self.services.library is None:
            self._checked(parse_query(text))
            return
        from desktop_app.library.listing import read_query

        self.services.read(
            lambda library: read_query(library, text),
            self._checked,
            ticket="evidence.check",
            owner=self,
        )

    def _edited(self, text: str) -> None:
        # What has been told already goes once it no longer holds, what is new waits for a pause.
        understood = parse_query(text)
        messages = {problem.message for problem in understood.problems}
        self._show_problems(tuple(each for each in self._told if each.message in messages))
        self._show_chips()
        self._pause.start()
        self.changed.emit(text)

    def _checked(self, query: Query) -> None:
        if query.text == self.query:
            self._show_problems(query.problems)

    def _show_problems(self, problems: tuple[QueryProblem, ...]) -> None:
        self._told = problems
        self.problems.setText("\n".join(problem.message for problem in problems))
        self.problems.setVisible(bool(problems))

    def _show_chips(self) -> None:
        clear(self._flow)
        known = [piece for piece in pieces(self.query) if piece.field in BY_NAME and piece.values]
        for piece in known:
            chip = Chip(_chip_words(piece))
            chip.setIcon(self.services.theme.icon("close", "quiet"))
            chip.setToolTip("Take out of the query")
            chip.setAccessibleName(f"Take out {_chip_words(piece)}")
            chip.clicked.connect(lambda _=False, piece=piece: self._drop(piece))
            self._flow.addWidget(chip)
        self.chips.setVisible(bool(known))
        self.clear.setEnabled(bool(self.query))
        self.save.setEnabled(bool(self.query.strip()))

    def _drop(self, piece: Piece) -> None:
        self.field.setText(without(self.query, piece))

    def _restyle(self) -> None:
        theme = self.services.theme
        for button in (self.sidebar, self.clear, self.save, self.help):
            button.setIcon(theme.icon(str(button.property("drawn")), "ink"))
            button.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))


def _chip_words(piece: Piece) -> str:
    field = BY_NAME[piece.field]
    words = {value.value: value.words for value in field.choices}
    told = " or ".join(words.get(value.casefold(), value) for value in piece.values)
    if len(told) > SHORT:
        told = f"{told[: SHORT - 1].rstrip()}…"
    sign = "not " if piece.negated else ""
    plain = field.name in ("is", "has") or bool(field.choices and field.name == "design")
    return f"{sign}{told}" if plain else f"{sign}{field.name}: {told}"
