"""The Toronto Clinical Neuropathy Score, item by item, added up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from desktop_app.domain.measures import TCNS_ITEMS, TCNS_SOURCE, tcns_grade, tcns_total
from desktop_app.ui.dialogs.sheet import Sheet
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.rich.segments import Segments
from desktop_app.ui.services import Services


class TcnsDialog(Sheet):
    """Asks for the items of the score and hands back their sum.

    Parameters
    ----------
    on_total
        Called with the sum, once every item has been answered and it is taken.
    """

    def __init__(
        self, services: Services, parent: QWidget, on_total: Callable[[int], None]
    ) -> None:
        super().__init__(services, parent, "Toronto Clinical Neuropathy Score", 560, 720)
        self.points: dict[str, int] = {}
        self.answers: dict[str, Segments] = {}
        group = ""
        grid = QGridLayout()
        for item in TCNS_ITEMS:
            if item.group != group:
                group = item.group
                self.page.add(SectionHeading(group))
                grid = QGridLayout()
                grid.setHorizontalSpacing(12)
                grid.setVerticalSpacing(4)
                grid.setColumnStretch(0, 1)
                self.page.body.addLayout(grid)
            answer = Segments(item.words, item.choices)
            answer.chosen.connect(lambda points, id_=item.id: self._answer(id_, points))
            self.answers[item.id] = answer
            line = grid.rowCount()
            grid.addWidget(text_label(item.words), line, 0)
            grid.addWidget(answer, line, 1, Qt.AlignmentFlag.AlignRight)
        self.page.add(text_label(f"Source: {TCNS_SOURCE}.", role="small"))
        self.page.body.addStretch(1)
        self.rest = QPushButton("The rest is healthy")
        self.rest.setAutoDefault(False)
        self.rest.setToolTip("Answer every item that is still open with absent or normal")
        self.rest.clicked.connect(self._rest)
        self.sum = QLabel()
        self.sum.setProperty("role", "strong")
        self.buttons.insertWidget(0, self.sum)
        self.buttons.addWidget(self.rest)
        self.take = self.add_button("Take the sum", primary=True)
        self.take.setEnabled(False)
        self.accepted.connect(lambda: on_total(tcns_total(self.points) or 0))
        self._show()

    def _answer(self, item: str, points: object) -> None:
        if isinstance(points, int):
            self.points[item] = points
        self._show()

    def _rest(self) -> None:
        for item in TCNS_ITEMS:
            if item.id not in self.points:
                self.points[item.id] = item.choices[0][0]
                self.answers[item.id].choose(item.choices[0][0])
        self._show()

    def _show(self) -> None:
        total = tcns_total(self.points)
        if total is None:
            self.sum.setText(f"{len(self.points)} of {len(TCNS_ITEMS)} answered")
        else:
            self.sum.setText(f"{total} of 19: {tcns_grade(total)}")
        self.take.setEnabled(total is not None)
        self.rest.setEnabled(total is None)
