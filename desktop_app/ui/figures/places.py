"""Puts figures on a page: each is read when the page is shown and again when something changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.changes import Changed
from desktop_app.domain.refs import Kind, Ref
from desktop_app.library.seeing_views import Forest, RiskTable, Timeline
from desktop_app.ui.figures.figure import Figure
from desktop_app.ui.rich.pages import SectionHeading, clear, text_label
from desktop_app.ui.services import Services

if TYPE_CHECKING:
    from desktop_app.store import Library

View = TypeVar("View")


class FigurePlace(QWidget, Generic[View]):
    """Room on a page for a figure that is read in the background.

    Parameters
    ----------
    read
        Reads what the figure shows.
    make
        Makes the widgets for it; none where there is nothing to show.
    """

    def __init__(
        self,
        services: Services,
        read: Callable[[Library], View],
        make: Callable[[View], list[QWidget]],
    ) -> None:
        super().__init__()
        self.services = services
        self._read = read
        self._make = make
        self._shown: View | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        services.changed.connect(self._changed)
        self.read()

    def read(self) -> None:
        """Read what is shown anew."""
        self.services.read(self._read, self._show, owner=self)

    def _show(self, view: View) -> None:
        # A figure that has not changed keeps what is chosen or opened in it.
        if view == self._shown:
            return
        self._shown = view
        clear(self._box)
        for widget in self._make(view):
            self._box.addWidget(widget)

    def _changed(self, changed: Changed) -> None:
        if changed.touches_kind(Kind.STUDY) or changed.touches_kind(Kind.CLAIM):
            self.read()


def forest_place(ref: Ref, services: Services) -> QWidget:
    """Return the forest plot of a claim or condition, or the words on why there is none."""

    def read(library: Library) -> Forest:
        from desktop_app.library.seeing import forest

        return forest(library, ref)

    def make(forest: Forest) -> list[QWidget]:
        from desktop_app.ui.figures.forest import ForestDrawing

        words = "Effects side by side"
        if not forest.panels and not forest.told:
            return [SectionHeading(words), text_label(forest.why_empty, role="quiet")]
        return [Figure(words, ForestDrawing(forest), services)]

    return FigurePlace(services, read, make)


def risk_place(ref: Ref, services: Services) -> QWidget:
    """Return the risk-of-bias table of a claim or condition, or the words on why there is none."""

    def read(library: Library) -> RiskTable:
        from desktop_app.library.seeing import risk_table

        return risk_table(library, ref)

    def make(table: RiskTable) -> list[QWidget]:
        from desktop_app.ui.figures.risk import RiskDrawing

        words = "Risk of bias"
        if not table.parts:
            return [SectionHeading(words), text_label(table.why_empty, role="quiet")]
        return [Figure(words, RiskDrawing(table), services)]

    return FigurePlace(services, read, make)


def timeline_place(ref: Ref, services: Services) -> QWidget:
    """Return the timeline of a claim or condition; nothing below two studies."""

    def read(library: Library) -> Timeline:
        from desktop_app.library.seeing import timeline

        return timeline(library, ref)

    def make(timeline: Timeline) -> list[QWidget]:
        from desktop_app.ui.figures.timeline import TimelineDrawing

        if len(timeline.entries) < 2:
            return []
        return [Figure("Over the years", TimelineDrawing(timeline), services)]

    return FigurePlace(services, read, make)
