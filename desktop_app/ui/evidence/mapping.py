"""Shows the evidence map in place of the list of studies, and the list again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.refs import Kind
from desktop_app.ui.evidence.list_pane import ListPane
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.ui.figures.page import EvidenceMapPage


class Mapping(QObject):
    """The map of what the query finds; made when it is first asked for."""

    changed = Signal()
    """Sent when the map has taken the place of the list, or the list that of the map."""

    def __init__(self, services: Services, pane: ListPane) -> None:
        super().__init__(pane)
        self._services = services
        self._pane = pane
        self.page: EvidenceMapPage | None = None
        pane.query_changed.connect(self._ask)

    @property
    def is_shown(self) -> bool:
        """Tell whether the map stands in place of the list."""
        return self.page is not None and self._pane.body.currentWidget() is self.page

    def toggle(self) -> None:
        """Show the map, or the list again."""
        if self.is_shown:
            self.show_list()
        else:
            self.show_map()

    def show_map(self) -> None:
        """Show the map of what the query finds; nothing stays chosen in the list."""
        page = self.page or self._make()
        self._pane.choose_none()
        current = self._services.navigator.current
        if current is not None and current.kind is Kind.STUDY:
            self._services.navigator.home("evidence")
        page.set_query(self._pane.state.query)
        self._pane.body.setCurrentWidget(page)
        self._tell()
        self.focus()

    def show_list(self) -> None:
        """Show the list."""
        self._pane.body.setCurrentWidget(self._pane.stack)
        self._tell()
        self._pane.table.setFocus()

    def focus(self) -> None:
        """Put the keyboard on the map."""
        if self.page is not None:
            self.page.focus_main()

    def _make(self) -> EvidenceMapPage:
        from desktop_app.ui.figures.page import EvidenceMapPage

        page = self.page = EvidenceMapPage(self._services)
        page.asked.connect(self._open)
        self._pane.body.addWidget(page)
        return page

    def _open(self, query: str) -> None:
        self.show_list()
        self._pane.ask(query)

    def _ask(self, query: str) -> None:
        if self.page is not None:
            self.page.set_query(query)

    def _tell(self) -> None:
        self._pane.map.setChecked(self.is_shown)
        self.changed.emit()
