"""What the study list shows: filter and order, and the studies that pass; no widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum

from desktop_app.domain.evidence import Direction, Study
from desktop_app.domain.refs import Ref, study_ref
from desktop_app.ui.rich.badges import DESIGN_WORDS, study_name
from desktop_app.ui.search.finder import fold


class Column(IntEnum):
    """The columns of the list, from left to right."""

    STAR = 0
    YEAR = 1
    STUDY = 2
    DESIGN = 3
    NUMBER = 4
    FOUND = 5
    POINTS = 6


HEADINGS = {
    Column.STAR: "",
    Column.YEAR: "Year",
    Column.STUDY: "Study",
    Column.DESIGN: "Design",
    Column.NUMBER: "n",
    Column.FOUND: "Found",
    Column.POINTS: "Points",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked of a study; empty fields ask nothing."""

    text: str = ""
    design: str = ""
    direction: str = ""
    condition: str = ""
    point: str = ""
    since: int = 0
    cited: bool = False
    starred: bool = False

    @property
    def asks(self) -> bool:
        """Whether anything is asked."""
        return self != Filter()


@dataclass(frozen=True, slots=True)
class Order:
    """The column the list is sorted by."""

    column: Column = Column.YEAR
    falling: bool = True

    def by(self, column: Column) -> Order:
        """Sort by a column; again by the same one turns the order round."""
        if column is self.column:
            return replace(self, falling=not self.falling)
        return Order(column, column in (Column.STAR, Column.YEAR, Column.NUMBER))


@dataclass(frozen=True, slots=True)
class ListState:
    """Filter, order and what is starred: all that decides which rows are shown."""

    filter: Filter = Filter()
    order: Order = Order()
    starred: frozenset[Ref] = field(default_factory=frozenset)

    def rows(self, studies: Iterable[Study]) -> tuple[Study, ...]:
        """Return the studies that pass the filter, in order."""
        passing = [study for study in studies if self._passes(study)]
        passing.sort(key=lambda study: (study_name(study).casefold(), study.key))
        passing.sort(key=self._key(), reverse=self.order.falling)
        return tuple(passing)

    def is_starred(self, study: Study) -> bool:
        """Tell whether a study is starred."""
        return study_ref(study.key) in self.starred

    def _passes(self, study: Study) -> bool:
        asked = self.filter
        return (
            (not asked.design or study.design == asked.design)
            and (not asked.direction or study.direction.value == asked.direction)
            and (not asked.condition or asked.condition in study.conditions)
            and (not asked.point or asked.point in study.points)
            and (not asked.since or (study.year or 0) >= asked.since)
            and (not asked.cited or is_cited(study))
            and (not asked.starred or self.is_starred(study))
            and _has_words(study, asked.text)
        )

    def _key(self) -> Callable[[Study], tuple[float, str]]:
        designs = {design: place for place, design in enumerate(DESIGN_WORDS)}
        directions = {direction: place for place, direction in enumerate(Direction)}
        keys: dict[Column, Callable[[Study], tuple[float, str]]] = {
            Column.STAR: lambda study: (float(self.is_starred(study)), ""),
            Column.YEAR: lambda study: (float(study.year or 0), ""),
            Column.STUDY: lambda study: (0.0, study.title.casefold()),
            Column.DESIGN: lambda study: (float(designs.get(study.design, 99)), ""),
            Column.NUMBER: lambda study: (float(study.sample_size or -1), ""),
            Column.FOUND: lambda study: (float(directions[study.direction]), ""),
            Column.POINTS: lambda study: (0.0, points_text(study)),
        }
        return keys[self.order.column]


def is_cited(study: Study) -> bool:
    """Tell whether a study is the best match for a statement of the source article."""
    return study.cited_by_source is not None and study.cited_by_source.role == "best"


def points_text(study: Study) -> str:
    """Return a study's points in one line, ``–`` if it names none."""
    return ", ".join(study.points) or "–"


def _has_words(study: Study, text: str) -> bool:
    if not text.strip():
        return True
    words = fold(text).split()
    told = fold(
        " ".join(
            (study.title, *study.authors, study.journal, str(study.year or ""), study.doi,
             study.pmid, study.main_finding, study.intervention, study.population,
             *study.points, *study.conditions)
        )
    )  # fmt: skip
    return all(word in told for word in words)
