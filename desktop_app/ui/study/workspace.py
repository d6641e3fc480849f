"""The study room: what is due today, sessions, and the pages beside them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.learning import Selection
from desktop_app.ui.rich.tabs import Tabs
from desktop_app.ui.services import Services
from desktop_app.ui.study.home import HomePage
from desktop_app.ui.study.page import StudyPage
from desktop_app.ui.study.pages import PAGES, PageRow
from desktop_app.ui.study.session import SessionPage
from desktop_app.ui.tasks import Lane
from desktop_app.ui.workspace import Workspace


class StudyWorkspace(Workspace):
    """Learning the points.

    A session that was begun stays where it is while one looks something up elsewhere.

    Parameters
    ----------
    rows
        The pages beside Today; tests give their own.
    """

    def __init__(self, services: Services, rows: Sequence[PageRow] | None = None) -> None:
        super().__init__(services)
        self.setAccessibleName("Study")
        self.rows = tuple(PAGES if rows is None else rows)
        self._is_read_in = False
        self.home = HomePage(services)
        self.session = SessionPage(services)
        self.pages: dict[str, StudyPage] = {"today": self.home}
        self.tabs = Tabs()
        self.tabs.add("Today", self.home)
        for row in self.rows:
            holder = QWidget()
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
            self.tabs.add(row.words, holder)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.tabs)
        self.stack.addWidget(self.session)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.stack)
        self.home.session_wanted.connect(self.begin)
        self.session.left.connect(self._to_tabs)
        self.tabs.shown.connect(lambda _: self._show_page())

    @property
    def page(self) -> StudyPage:
        """The page whose tab is open, made now if it has not been shown before."""
        place = self.tabs.stack.currentIndex()
        if place <= 0:
            return self.home
        row = self.rows[place - 1]
        if row.id not in self.pages:
            page = row.load()(self.services)
            page.session_wanted.connect(self.begin)
            holder = self.tabs.stack.widget(place)
            layout = holder.layout() if holder is not None else None
            if layout is not None:
                layout.addWidget(page)
            self.pages[row.id] = page
        return self.pages[row.id]

    def begin(self, wanted: Selection | Sequence[str]) -> None:
        """Begin a session of what a selection draws, or of some items."""
        self.stack.setCurrentWidget(self.session)
        self.session.begin(wanted)

    def show_page(self, page: str) -> None:
        """Open a page by its id; the session stays."""
        ids = ["today", *(row.id for row in self.rows)]
        self.stack.setCurrentWidget(self.tabs)
        self.tabs.show_part(ids.index(page))

    def focus_main(self) -> None:
        """Put the keyboard in the session, or in the page."""
        if self.stack.currentWidget() is self.session:
            self.session.focus_main()
        else:
            self.page.focus_main()

    def focus_note(self) -> None:
        """Put the keyboard in the note on the point that was asked."""
        if self.stack.currentWidget() is self.session:
            self.session.focus_note()

    def flush(self) -> None:
        """Save what has been typed."""
        self.session.flush()
        for page in self.pages.values():
            page.flush()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring up to date what is told."""
        super().showEvent(event)
        if not self._is_read_in:
            self._is_read_in = True
            self.services.later.do(self._read_in)
        if self.stack.currentWidget() is self.tabs:
            self.page.show_now()

    def _read_in(self) -> None:
        """Have the pages imported off the window's thread, so that opening one is quick."""
        self.services.runner.run(Lane.READ, partial(_load, self.rows), owner=self)

    def _show_page(self) -> None:
        page = self.page
        page.show_now()
        page.focus_main()

    def _to_tabs(self) -> None:
        self.stack.setCurrentWidget(self.tabs)
        self._show_page()


def _load(rows: Sequence[PageRow]) -> None:
    for row in rows:
        row.load()
