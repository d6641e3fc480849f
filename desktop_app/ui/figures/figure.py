"""A figure on a page: its heading, the drawing or its table, and how it is saved or copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.errors import WorldError
from desktop_app.ui.bringing.files import file_to_write
from desktop_app.ui.figures.drawing import Drawing
from desktop_app.ui.figures.plot import Plot
from desktop_app.ui.figures.saving import SUFFIXES, picture, save
from desktop_app.ui.figures.style import print_style
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.pages import SectionHeading
from desktop_app.ui.services import Services


class FigureTools(QWidget):
    """Two buttons beside a figure: its table, and saving or copying it."""

    table_wanted = Signal(bool)

    def __init__(self, drawing: Drawing, services: Services) -> None:
        super().__init__()
        self.drawing = drawing
        self.services = services
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.table_button = self._button("list", "Show as a table")
        self.table_button.setCheckable(True)
        self.table_button.toggled.connect(self.table_wanted)
        self.save_button = self._button("export", "Save or copy the figure")
        self.save_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.save_button.setMenu(self._menu())
        row.addWidget(self.table_button)
        row.addWidget(self.save_button)
        services.theme.changed.connect(self._restyle)
        self._restyle()

    def save_as(self, suffix: str) -> None:
        """Ask where to, then save the figure in one of ``SUFFIXES``."""
        kind = suffix[1:].upper()
        name = f"{self.drawing.name}{suffix}"
        title = "Save the figure"
        path = file_to_write(self.services, self, title, name, f"{kind} (*{suffix})")
        if path is not None:
            self.save(path if path.suffix.lower() in SUFFIXES else Path(f"{path}{suffix}"))

    def save(self, path: Path) -> None:
        """Save the figure, dark on white whatever the theme."""
        try:
            save(self.drawing, path, print_style(self.services.theme))
        except WorldError as error:
            self.services.trouble.emit(error)
        else:
            self.services.said.emit(f"Figure saved as {path.name}")

    def copy_picture(self) -> None:
        """Put the figure on the clipboard as a picture."""
        image = picture(self.drawing, print_style(self.services.theme))
        QGuiApplication.clipboard().setImage(image)
        self.services.said.emit("Figure copied")

    def copy_table(self) -> None:
        """Put the figure's table on the clipboard, with tabs between columns."""
        QGuiApplication.clipboard().setText(self.drawing.table().text())
        self.services.said.emit("Table copied")

    def _button(self, icon: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("icon-name", icon)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for suffix, words in ((".svg", "drawing"), (".pdf", "document"), (".png", "picture")):
            entry = menu.addAction(f"Save as {suffix[1:].upper()} {words}…")
            entry.triggered.connect(lambda _=False, chosen=suffix: self.save_as(chosen))
        menu.addSeparator()
        menu.addAction("Copy as a picture").triggered.connect(self.copy_picture)
        menu.addAction("Copy as a table").triggered.connect(self.copy_table)
        return menu

    def _restyle(self) -> None:
        theme = self.services.theme
        side = theme.scaled(24)
        for button in (self.table_button, self.save_button):
            button.setIcon(theme.icon(str(button.property("icon-name")), "quiet"))
            button.setIconSize(QSize(theme.scaled(16), theme.scaled(16)))
            button.setFixedSize(side, side)


class Figure(QWidget):
    """A drawing under its heading; a long list in it is cut short until more is asked for."""

    asked = Signal(str)
    """Sent with a query when something that stands for several studies is opened."""

    def __init__(self, heading: str, drawing: Drawing, services: Services) -> None:
        super().__init__()
        self.drawing = drawing
        self.services = services
        self._table: QTableWidget | None = None
        self.tools = FigureTools(drawing, services)
        self.tools.table_wanted.connect(self.show_table)
        self.plot = Plot(drawing, services, whole=not drawing.more)
        self.plot.asked.connect(self.asked)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(SectionHeading(heading), 1)
        row.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignBottom)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)
        self.box.addLayout(row)
        self.box.addWidget(self.plot)
        self.more_button = LinkButton(f"{drawing.more} more", services)
        self.more_button.clicked.connect(self._show_more)
        self.more_button.setVisible(bool(drawing.more))
        self.box.addWidget(self.more_button)

    def show_table(self, wanted: bool) -> None:
        """Show the table in place of the drawing, or the drawing again."""
        if wanted and self._table is None:
            self._table = figure_table(self.drawing)
            self.box.insertWidget(1, self._table)
        if self._table is not None:
            self._table.setVisible(wanted)
        self.plot.setVisible(not wanted)
        self.more_button.setVisible(not wanted and not self.plot.whole)

    def _show_more(self) -> None:
        self.plot.show_whole()
        self.more_button.hide()


def figure_table(drawing: Drawing) -> QTableWidget:
    """Return the table that says what a drawing shows."""
    said = drawing.table()
    table = QTableWidget(len(said.rows), len(said.headers))
    table.setHorizontalHeaderLabels(list(said.headers))
    table.setAccessibleName(f"Table: {drawing.title}")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.verticalHeader().hide()
    for line, row in enumerate(said.rows):
        for column, words in enumerate(row):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            table.setItem(line, column, item)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.setMinimumHeight(min(60 + 28 * len(said.rows), 420))
    return table
