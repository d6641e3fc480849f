"""The middle of the workspace: the query, how many studies it finds, what to do, the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QItemSelection, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.listed import StudyRow
from desktop_app.ui.evidence.columns import Column
from desktop_app.ui.evidence.empty import words_for
from desktop_app.ui.evidence.feed import Feed
from desktop_app.ui.evidence.model import StudyModel
from desktop_app.ui.evidence.query_bar import QueryBar
from desktop_app.ui.evidence.state import ListState
from desktop_app.ui.evidence.table import StudyTable
from desktop_app.ui.rich.empty import EmptyList
from desktop_app.ui.services import Services

MOST_LOOKED_AT = 500
"""Chosen rows that are looked at to tell what a toggle does."""

QUERY = "evidence.query"
"""What the query is remembered by."""

TOOLS = (
    ("evidence.star", "star"),
    ("evidence.read", "read"),
    ("evidence.tag", "tag"),
    ("evidence.collect", "collection"),
    ("evidence.trash", "trash"),
)


class ListPane(QWidget):
    """The list with all that decides what is in it."""

    chosen_changed = Signal()
    """Sent when the user has chosen other rows."""

    query_changed = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.model = StudyModel(self)
        self.feed = Feed(services, self.model)
        self.state = ListState(
            services.settings.recall(QUERY, ""), self._recalled_column(), self._recalled_falling()
        )
        self.bar = QueryBar(services)
        self.table = StudyTable(services, self.model)
        self.empty = EmptyList(services)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.body = QStackedWidget()
        """The list, and what may be shown in its place."""
        self.body.addWidget(self.stack)
        self.count = QLabel()
        self.count.setProperty("role", "small")
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.tools = [self.bar.button(action, icon) for action, icon in TOOLS]
        self.more = QToolButton()
        self.more.setToolTip("More to do with the chosen studies")
        self.more.setAccessibleName("More")
        self.map = self.bar.button("evidence.map", "map")
        self.map.setCheckable(True)
        self.bring = self.bar.button("evidence.import", "import")
        self.total = len(services.content.studies)
        self.own = 0
        self._ids: list[int] = []
        self._sought = ""
        self._key = ""
        self._place = 0
        self._scrolled = -1
        self._follows = True
        self._is_at_top = True
        self._lay_out()
        self.bar.changed.connect(self.ask)
        self.table.sorted_by.connect(self._sort)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.feed.answered.connect(self._answered)
        services.theme.changed.connect(self._restyle)
        self._restyle()
        self.bar.show_query(self.state.query)
        self.feed.show(self.state)
        self.table.show_order(self.state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the count in as many words as there is room for."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._tell_count)

    def ask(self, query: str, column: Column | None = None) -> None:
        """Ask another query, sorted by another column if one is given."""
        if query != self.state.query:
            self._sought = ""
        self._ask(query, column)

    def _ask(self, query: str, column: Column | None = None) -> None:
        if column is not None and column is not self.state.column:
            self.state = self.state.by(column)
            self.table.show_order(self.state)
        elif query == self.state.query:
            return
        self.state = self.state.asking(query)
        # Another question is read from the top, wherever what was chosen before stands in it.
        self._follows = self._is_at_top = False
        self.services.settings.remember(QUERY, query)
        self.bar.show_query(query)
        self.feed.show(self.state)
        self.query_changed.emit(query)

    def refresh(self) -> None:
        """Ask again after a write; what is chosen and where one is are kept."""
        self._scrolled = self.table.verticalScrollBar().value()
        self.feed.refresh()

    def show_totals(self, total: int, own: int) -> None:
        """Take how many studies there are in all, and how many the user brought."""
        self.total, self.own = total, own
        self._tell_count()

    def seek(self, key: str) -> None:
        """Choose a study; a query that hides it is cleared."""
        self._sought = key
        self._follows = True
        self._look_for(key, self._not_found)

    def chosen(self) -> list[int]:
        """Return the numbers of the chosen studies."""
        return [self.model.held.ids[place] for place in self.table.chosen_rows()]

    def chosen_rows(self) -> Sequence[StudyRow]:
        """Return the chosen rows that are held, up to a number that is quickly looked through."""
        rows = (self.model.held.row(place) for place in self.table.chosen_rows()[:MOST_LOOKED_AT])
        return [row for row in rows if row is not None]

    def choose_none(self) -> None:
        """Choose nothing."""
        self._sought = self._key = ""
        self._ids = []
        self.table.clearSelection()

    def _remember_key(self) -> None:
        place = self.model.held.place_of(self._ids[0]) if len(self._ids) == 1 else -1
        row = self.model.held.row(place) if place >= 0 else None
        self._key = row.key if row is not None else ""

    def _look_for(self, key: str, otherwise: Callable[[], None]) -> None:
        """Choose a study if it is in the list, whose number may have to be asked for."""
        place = self.model.held.place_of_key(key)
        if place >= 0:
            self._found(place)
            return
        if self.services.library is None:
            otherwise()
            return
        from desktop_app.library.listing import ids_of

        def numbered(ids: dict[str, int]) -> None:
            place = self.model.held.place_of(ids[key]) if key in ids else -1
            if place >= 0:
                self._found(place)
            elif key not in ids:
                self._gone()
            elif self.feed.is_whole:
                otherwise()

        self.services.read(
            lambda library: ids_of(library, [key]), numbered, ticket="evidence.seek", owner=self
        )

    def _found(self, place: int) -> None:
        self._sought = ""
        self._place = place
        self._ids = [self.model.held.ids[place]]
        self._remember_key()
        self.table.choose_rows([place], place)
        self._bring_in_sight(place)
        self._tell_chosen()

    def _gone(self) -> None:
        """Choose nothing: what is sought has been removed for good."""
        self._sought = self._key = ""
        self._ids = []
        self.table.choose_rows([])
        self._tell_chosen()

    def _not_found(self) -> None:
        # It may be on its way: the library is not open, or without a query the list not yet anew.
        is_waiting = self.services.library is None and not self.services.is_missing
        if self.state.query and not is_waiting:
            self._ask("")

    def _answered(self, whole: bool) -> None:
        held = self.model.held
        if self._ids:
            places = _places(held.ids, self._ids)
            # After a write, as a move to the trash, one goes on with what stands there now.
            gone = self._choose_next if self._scrolled >= 0 else self._tell_chosen
            if not places and whole and self._key:
                # It may be there under another number, as after an edit.
                self._look_for(self._key, gone)
            elif places or whole:
                self.table.choose_rows(places, places[0] if places else -1)
            if whole and len(places) < len(self._ids):
                alone = bool(self._key)
                self._ids = self.chosen()
                if not places and not alone:
                    gone()
            if places and self._scrolled < 0:
                self._bring_in_sight(places[0])
        if not self._follows and self._scrolled < 0 and not self._is_at_top:
            self._is_at_top = True
            self.table.scrollToTop()
        if self._scrolled >= 0 and whole:
            self.table.verticalScrollBar().setValue(self._scrolled)
            self._scrolled = -1
        if len(held):
            self.stack.setCurrentWidget(self.table)
        elif whole:
            self.empty.show_words(words_for(self.state.query, self.own))
            self.stack.setCurrentWidget(self.empty)
        self._tell_count()
        if self._sought and whole:
            self.seek(self._sought)

    def _choose_next(self) -> None:
        """Choose what stands where the chosen studies stood, if one is looking at the list."""
        held = self.model.held
        if not len(held) or not self.table.isVisible():
            self._tell_chosen()
            return
        place = min(self._place, len(held) - 1)
        self._ids = [held.ids[place]]
        self._remember_key()
        self.table.choose_rows([place], place)
        self._tell_chosen()
        self.chosen_changed.emit()

    def _bring_in_sight(self, place: int) -> None:
        if self._follows:
            self.table.scrollTo(self.model.index(place, Column.STUDY))

    def _selected(self, selected: QItemSelection) -> None:
        self._sought = ""
        self._ids = self.chosen()
        self._place = min(self.table.chosen_rows(), default=self._place)
        self._remember_key()
        self._tell_chosen()
        self.chosen_changed.emit()

    def _sort(self, column: Column) -> None:
        state = self.state.by(column)
        if state != self.state:
            self.state = state
            self._follows = True
            self.services.settings.remember("evidence.order", [column.name, state.falling])
            self.table.show_order(state)
            self.feed.show(state)

    def _tell_count(self) -> None:
        shown = len(self.model.held)
        sign = "" if self.feed.is_whole else "+"
        words = f"{shown:,}{sign}" if not self.state.query else f"{shown:,}{sign} of {self.total:,}"
        chosen = len(self._ids)
        end = f" · {chosen:,} chosen" if chosen > 1 else ""
        told = f"{words} studies{end}"
        # Where there is no room for the words the numbers stand alone; the tip has both.
        short = self.count.fontMetrics().horizontalAdvance(told) > self.count.width()
        self.count.setText(f"{words}{end}" if short and self.isVisible() else told)
        self.count.setToolTip(told)
        self.count.setAccessibleName(told)

    def _tell_chosen(self) -> None:
        for tool in (*self.tools, self.more):
            tool.setEnabled(bool(self._ids))
        self._tell_count()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.count, 1)
        for tool in (*self.tools, self.more):
            tool.setEnabled(False)
            row.addWidget(tool)
        row.addWidget(self.map)
        row.addWidget(self.bring)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 0)
        box.setSpacing(4)
        box.addWidget(self.bar)
        box.addLayout(row)
        box.addWidget(self.body, 1)

    def _restyle(self) -> None:
        theme = self.services.theme
        self.more.setProperty("drawn", "more")
        for tool in (*self.tools, self.more, self.map, self.bring):
            tool.setIcon(theme.icon(str(tool.property("drawn")), "ink"))
            tool.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))

    def _recalled_column(self) -> Column:
        name = next(iter(self.services.settings.recall("evidence.order", list[object]())), "")
        return Column[str(name)] if name in Column.__members__ else Column.YEAR

    def _recalled_falling(self) -> bool:
        order = self.services.settings.recall("evidence.order", list[object]())
        return bool(order[1]) if len(order) == 2 else True


def _places(ids: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """Return where numbers stand in the list, from top to bottom; those gone are left out."""
    if len(wanted) == 1:
        return [ids.index(wanted[0])] if wanted[0] in ids else []
    sought = set(wanted)
    return [place for place, number in enumerate(ids) if number in sought]
