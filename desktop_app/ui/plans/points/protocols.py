"""The point sets of studies: with what each found, on the diagram, side by side, into the plan."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.refs import study_ref
from desktop_app.planning.protocols import Protocol, compare
from desktop_app.ui.plans.points.edits import expanded
from desktop_app.ui.plans.points.study_points import ProtocolList
from desktop_app.ui.rich.badges import MarkLabel
from desktop_app.ui.rich.chips import Chip, LinkButton, point_mark
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Page, SectionHeading, text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services
from desktop_app.ui.words import counted

EXPLAINED = (
    "What studies needled, and what they found. A study used its points together: it does not "
    "show which of them mattered. Tick several to lay them side by side."
)
NONE_HERE = "No study in the library that names its points bears on this condition."
USED, NOT_USED = "●", "–"


class ProtocolsPanel(QWidget):
    """Studies, the one that is chosen, and several side by side."""

    stepped = Signal(object)
    """Sent with the codes of points of the study one is on."""

    pointed = Signal(str)
    """Sent with the code of a point one is on among those laid side by side."""

    add_wanted = Signal(object, str)
    """Sent with codes, and the name of the study they are from."""

    scope_wanted = Signal(bool)
    """Sent with whether the studies of every condition are wanted."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.chosen: frozenset[str] = frozenset()
        self._is_stale = False
        self.scope = Segments("Studies", ((False, "This condition"), (True, "All")))
        self.scope.choose(False)
        self.scope.chosen.connect(lambda all_of_them: self.scope_wanted.emit(bool(all_of_them)))
        self.list = ProtocolList(services)
        self.empty = text_label(NONE_HERE, role="quiet")
        self.empty.setContentsMargins(16, 12, 16, 12)
        self.page = Page(width=10_000, margins=(16, 12, 16))
        self.page.setAccessibleName("The chosen study")
        self.table = CompareTable(services)
        self.only = Chip("Only differences")
        self.only.setCheckable(True)
        self.only.toggled.connect(lambda _: self._compare())
        self._lay_out()
        self.list.stepped.connect(self._show)
        self.list.opened.connect(lambda each: services.navigator.go(study_ref(each.study)))
        self.list.rows.compared_changed.connect(self._compare)
        self.table.pointed.connect(self.pointed)
        self._compare()

    def show_protocols(self, protocols: Sequence[Protocol]) -> None:
        """Show the point sets of these studies."""
        self.list.setVisible(bool(protocols))
        self.empty.setVisible(not protocols)
        self.list.show_protocols(protocols)

    def show_chosen(self, codes: Collection[str]) -> None:
        """Tell which of the points the plan has."""
        if frozenset(codes) != self.chosen:
            self.chosen = frozenset(codes)
            self.list.rows.show_chosen(self.chosen)
            self._is_stale = True
            self._refresh()

    @property
    def lit(self) -> tuple[str, ...]:
        """The points of the study one is on, or of all that are laid side by side."""
        compared = self._compared()
        if len(compared) > 1:
            return tuple(dict.fromkeys(code for each in compared for code in each.points))
        current = self.list.current
        return current.points if current is not None else ()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has changed while nobody looked."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if self._is_stale and self.isVisible():
            self._is_stale = False
            self._show(self.list.current)
            self._compare()

    def _lay_out(self) -> None:
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(16, 12, 16, 8)
        above.setSpacing(8)
        above.addWidget(text_label(EXPLAINED, role="quiet"))
        above.addWidget(self.scope)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        self.beside = QWidget()
        held = QVBoxLayout(self.beside)
        held.setContentsMargins(0, 8, 0, 0)
        held.setSpacing(8)
        line = QWidget()
        flow = FlowLayout(line, gap=12, line_gap=4)
        flow.setContentsMargins(16, 0, 16, 0)
        self.beside_words = QLabel()
        self.beside_words.setProperty("role", "strong")
        flow.addWidget(self.beside_words)
        flow.addWidget(self.only)
        held.addWidget(line)
        held.addWidget(self.table, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part in (middle, self.page, self.beside):
            self.splitter.addWidget(part)
        self.splitter.setSizes([280, 320, 320])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        box.addWidget(self.splitter, 1)

    def _show(self, protocol: Protocol | None) -> None:
        self.page.empty()
        self.page.setVisible(protocol is not None and not self.beside.isVisibleTo(self))
        if protocol is None:
            return
        services = self.services
        self.page.add(text_label(protocol.title, role="strong"))
        line = QWidget()
        flow = FlowLayout(line, gap=12, line_gap=2)
        flow.addWidget(MarkLabel.direction(services.theme, protocol.direction))
        facts = text_label(self.list.rows.facts(protocol), role="small")
        facts.setWordWrap(False)
        flow.addWidget(facts)
        flow.addWidget(LinkButton("Open the study ›", services, study_ref(protocol.study)))
        self.page.add(line)
        if protocol.main_finding:
            self.page.add(text_label(protocol.main_finding))
        if protocol.intervention:
            self.page.add(SectionHeading("What was done"))
            self.page.add(text_label(protocol.intervention))
        self.page.add(SectionHeading("Points"))
        self.page.add(self._chips(protocol.points))
        self.page.add(self._add_line(protocol))
        self.page.body.addStretch(1)
        self.stepped.emit(self.lit)

    def _chips(self, codes: Sequence[str]) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=4, line_gap=4)
        for code in codes:
            flow.addWidget(point_mark(code, self.services))
        return row

    def _add_line(self, protocol: Protocol) -> QWidget:
        here = [code for code in protocol.points if code in self.services.content.points]
        missing = [code for code in here if code not in self.chosen]
        button = QPushButton("Add these points")
        button.setAutoDefault(False)
        button.setEnabled(bool(missing))
        button.clicked.connect(lambda: self.add_wanted.emit(tuple(missing), protocol.name))
        line = QWidget()
        flow = FlowLayout(line, gap=12, line_gap=4)
        flow.addWidget(button)
        words = self._adds(missing)
        elsewhere = len(protocol.points) - len(here)
        if elsewhere:
            words += f"; {elsewhere} elsewhere on the body, which a plan of the leg leaves out"
        flow.addWidget(text_label(words, role="small"))
        return line

    def _adds(self, codes: Sequence[str]) -> str:
        if not codes:
            return "all in the plan"
        places = len(expanded(codes, self.services.content.points))
        words = f"adds {counted(len(codes), 'point', 'points')}"
        return f"{words} in {places} places" if places > len(codes) else words

    def _compare(self) -> None:
        chosen = self._compared()
        self.beside.setVisible(len(chosen) > 1)
        if len(chosen) > 1:
            shown = self.table.show_protocols(chosen, self.chosen, self.only.isChecked())
            self.beside_words.setText(
                f"{len(chosen)} studies side by side, {counted(shown, 'point', 'points')}"
            )
        self.page.setVisible(self.list.current is not None and len(chosen) < 2)
        self.stepped.emit(self.lit)

    def _compared(self) -> list[Protocol]:
        protocols = {each.study: each for each in self.list.rows.protocols}
        return [protocols[key] for key in self.list.rows.compared if key in protocols]


class CompareTable(QTableWidget):
    """Points down, studies across; rows in which the studies differ stand out."""

    pointed = Signal(str)
    """Sent with the code of the row one is on."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self.setAccessibleName("Points of the studies side by side")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setProperty("role", "plain")
        self.verticalHeader().hide()
        self.currentCellChanged.connect(lambda row, *_: self._step(row))
        services.theme.changed.connect(self._fit)

    def show_protocols(
        self, protocols: Sequence[Protocol], chosen: Collection[str], only: bool
    ) -> int:
        """Lay studies side by side; return how many points are shown.

        Parameters
        ----------
        chosen
            Points of the plan, in a column of their own.
        only
            Whether points that all of them used are left out.
        """
        used = dict(compare(protocols).rows)
        rows = [code for code, has in used.items() if not only or not all(has)]
        titles = ["Point", *(each.name for each in protocols), "In the plan"]
        self.clear()
        self.setRowCount(len(rows))
        self.setColumnCount(len(titles))
        for column, words in enumerate(titles):
            heading = QTableWidgetItem(words)
            if 0 < column <= len(protocols):
                heading.setToolTip(protocols[column - 1].title)
            self.setHorizontalHeaderItem(column, heading)
        for row, code in enumerate(rows):
            differ = not all(used[code])
            self._put(row, 0, f"≠ {code}" if differ else code, differ)
            for column, has in enumerate((*used[code], code in chosen), 1):
                self._put(row, column, USED if has else NOT_USED, differ)
                words = "used" if has else "not used"
                item = self.item(row, column)
                if item is not None:
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{titles[column]}: {words}")
        self._fit()
        return len(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width, or let the table be scrolled where there is too little."""
        super().resizeEvent(event)
        self._fit()

    def _put(self, row: int, column: int, words: str, differ: bool) -> None:
        item = QTableWidgetItem(words)
        if column:
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        else:
            item.setToolTip("Not in all of these studies" if differ else "In all of these studies")
            item.setData(Qt.ItemDataRole.UserRole, words.removeprefix("≠ "))
        if differ:
            item.setBackground(QColor(self.services.theme.colour("hover")))
        self.setItem(row, column, item)

    def _step(self, row: int) -> None:
        item = self.item(row, 0)
        if item is not None:
            self.pointed.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _fit(self) -> None:
        scaled = self.services.theme.scaled
        self.verticalHeader().setDefaultSectionSize(scaled(26))
        header = self.horizontalHeader()
        if not self.columnCount():
            return
        header.setMinimumSectionSize(scaled(72))
        modes = QHeaderView.ResizeMode
        widths = [header.sectionSizeHint(n) for n in range(1, self.columnCount())]
        room = self.viewport().width() - scaled(96)
        header.setSectionResizeMode(
            modes.Stretch if sum(widths) <= room else modes.ResizeToContents
        )
        header.setSectionResizeMode(0, modes.Fixed)
        self.setColumnWidth(0, scaled(96))
