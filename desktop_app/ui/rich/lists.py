"""Lists in running text: sentences with dots, links to studies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop_app.domain.refs import study_ref
from desktop_app.ui.rich.badges import study_name
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services


def bullets(items: Iterable[str], services: Services) -> QWidget:
    """Return a list with dots."""
    column = QWidget()
    grid = QGridLayout(column)
    grid.setContentsMargins(4, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for line, item in enumerate(items):
        grid.addWidget(QLabel("•"), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text_label(item, services), line, 1)
    return column


def study_links(keys: Sequence[str], services: Services, before: str = "") -> QWidget:
    """Return links to studies in a row."""
    row = QWidget()
    flow = FlowLayout(row, gap=4, line_gap=0)
    if before:
        flow.addWidget(text_label(before, role="small"))
    add_study_links(flow, keys, services)
    return row


def add_study_links(flow: FlowLayout, keys: Sequence[str], services: Services) -> None:
    """Add links to studies to what flows already: a flow within one is as narrow as can be."""
    for key in keys:
        study = services.content.studies.get(key)
        if study is not None:
            link = LinkButton(f"{study_name(study)} ›", services, study_ref(key))
            link.setToolTip(study.title)
            flow.addWidget(link)
