"""The filter bar over the study list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.domain.evidence import Direction, Study
from desktop_app.ui.evidence.state import Filter
from desktop_app.ui.rich.badges import DESIGN_WORDS, DIRECTION_WORDS, design_word
from desktop_app.ui.rich.chips import Chip, LinkButton
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.select import Select
from desktop_app.ui.services import Services
from desktop_app.ui.words import slug_words

SINCE = (2020, 2015, 2010, 2000)


class FilterBar(QWidget):
    """Text, design, result, condition, point, year, cited, starred; wraps when it is narrow."""

    changed = Signal(object)
    """Sent with the ``Filter`` after each change."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services
        self._quiet = False
        studies = list(services.content.studies.values())
        self.text = QLineEdit()
        self.text.setPlaceholderText("Filter by words")
        self.text.setAccessibleName("Filter by words")
        self.text.setClearButtonEnabled(False)
        self.design = self._select("Design", [(d, design_word(d)) for d in _designs(studies)])
        self.direction = self._select("Found", [(d.value, DIRECTION_WORDS[d]) for d in Direction])
        self.condition = self._select("Condition", _conditions(studies))
        self.point = self._select("Point", [(p, p) for p in _points(studies)])
        self.since = self._select("Year", [(year, f"since {year}") for year in SINCE])
        self.cited = self._toggle("Cited by the source article")
        self.starred = self._toggle("Starred")
        self.clear = LinkButton("Clear", services)
        self.clear.clicked.connect(lambda: self.show_filter(Filter()))
        flow = FlowLayout(self, gap=8, line_gap=8)
        for widget in (self.text, self.design, self.direction, self.condition, self.point,
                       self.since, self.cited, self.starred, self.clear):  # fmt: skip
            flow.addWidget(widget)
        self.text.textChanged.connect(self._tell)
        services.theme.changed.connect(self._fit)
        self._fit()
        self._tell()

    def filter(self) -> Filter:
        """Return what the bar asks."""
        return Filter(
            text=self.text.text(),
            design=self.design.currentData() or "",
            direction=self.direction.currentData() or "",
            condition=self.condition.currentData() or "",
            point=self.point.currentData() or "",
            since=self.since.currentData() or 0,
            cited=self.cited.isChecked(),
            starred=self.starred.isChecked(),
        )

    def show_filter(self, asked: Filter) -> None:
        """Set the bar to a filter and send it once."""
        self._quiet = True
        self.text.setText(asked.text)
        self.design.choose(asked.design or None)
        self.direction.choose(asked.direction or None)
        self.condition.choose(asked.condition or None)
        self.point.choose(asked.point or None)
        self.since.choose(asked.since or None)
        self.cited.setChecked(asked.cited)
        self.starred.setChecked(asked.starred)
        self._quiet = False
        self._tell()

    def _select(self, name: str, choices: Iterable[tuple[object, str]]) -> Select:
        select = Select(self.services.theme, name)
        select.addItem(f"{name}: any", None)
        for value, words in choices:
            select.addItem(words, value)
        select.setMaxVisibleItems(20)
        select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        select.setMinimumContentsLength(11)
        select.currentIndexChanged.connect(self._tell)
        return select

    def _toggle(self, words: str) -> Chip:
        chip = Chip(words)
        chip.setCheckable(True)
        chip.toggled.connect(self._tell)
        return chip

    def _tell(self) -> None:
        if self._quiet:
            return
        asked = self.filter()
        self.clear.setVisible(asked.asks)
        self.changed.emit(asked)

    def _fit(self) -> None:
        self.text.setFixedWidth(self.services.theme.scaled(180))


def _designs(studies: Iterable[Study]) -> list[str]:
    used = {study.design for study in studies}
    return [design for design in DESIGN_WORDS if design in used] + sorted(used - set(DESIGN_WORDS))


def _conditions(studies: Iterable[Study]) -> list[tuple[str, str]]:
    counts = Counter(condition for study in studies for condition in study.conditions)
    return [(slug, f"{slug_words(slug)} ({count})") for slug, count in counts.most_common()]


def _points(studies: Iterable[Study]) -> list[str]:
    return sorted({point for study in studies for point in study.points}, key=_code_key)


def _code_key(code: str) -> tuple[str, int, str]:
    letters = code.rstrip("0123456789.")
    digits = code[len(letters) :].split(".")[0]
    return letters, int(digits or 0), code
