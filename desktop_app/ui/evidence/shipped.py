"""Lists the shipped studies from memory, before the library is open and when there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from desktop_app.domain.codes import read_code
from desktop_app.domain.evidence import Study
from desktop_app.domain.listed import StudyRow
from desktop_app.domain.query import Either, Every, OneOf, Wanted, Within, Without, Words
from desktop_app.library.query import parse_query
from desktop_app.ui.evidence.columns import COLUMNS, Column
from desktop_app.ui.evidence.state import ListState
from desktop_app.ui.search.finder import fold


def shipped_rows(studies: Iterable[Study], state: ListState) -> tuple[StudyRow, ...]:
    """Return the rows of the shipped studies that a query asks for, in its order.

    What only a library knows (stars, tags, collections, claims) no study has here.
    """
    wanted = parse_query(state.query).wanted
    rows = [
        _row(-number, study) for number, study in enumerate(studies, 1) if passes(study, wanted)
    ]
    rows.sort(key=lambda row: row.key)
    rows.sort(key=_key(state.column), reverse=state.falling)
    return tuple(rows)


def passes(study: Study, wanted: Wanted) -> bool:
    """Tell whether a study is what a query asks for, as far as it says so itself."""
    match wanted:
        case Every():
            return all(passes(study, part) for part in wanted.parts)
        case Either():
            return any(passes(study, part) for part in wanted.parts)
        case Without():
            return not passes(study, wanted.part)
        case Words():
            return _holds(study, wanted)
        case Within():
            told = {"year": study.year, "n": study.sample_size}.get(wanted.field)
            low, high = wanted.low, wanted.high
            return (
                told is not None
                and (not isinstance(low, int) or told >= low)
                and (not isinstance(high, int) or told <= high)
            )
        case OneOf():
            return bool(_values(study, wanted.field) & {fold(value) for value in wanted.values})


def _row(number: int, study: Study) -> StudyRow:
    return StudyRow(
        id=number,
        key=study.key,
        title=study.title,
        authors="; ".join(study.authors),
        year=study.year,
        journal=study.journal,
        design=study.design,
        direction=study.direction,
        sample_size=study.sample_size,
        sample_unit=study.sample_unit,
        points=study.points,
        doi=study.doi,
        pmid=study.pmid,
        tier=study.tier,
        cited_by_source=study.cited_by_source is not None and study.cited_by_source.role == "best",
        retracted=study.retracted,
    )


def _values(study: Study, field: str) -> set[str]:
    held: dict[str, Iterable[str]] = {
        "design": (study.design,),
        "found": (study.direction.value,),
        "point": study.points,
        "meridian": [code.rstrip("0123456789.") for code in study.points],
        "condition": study.conditions,
        "doi": (study.doi,),
        "pmid": (study.pmid,),
        "key": (study.key,),
        "is": [
            "shipped",
            "unread",
            *(["retracted"] if study.retracted else []),
            *(["cited"] if study.cited_by_source and study.cited_by_source.role == "best" else []),
        ],
        "has": [
            *(["doi"] if study.doi else []),
            *(["effect"] if study.effects else []),
            *(["abstract"] if study.main_finding else []),
        ],
    }
    return {fold(value) for value in held.get(field, ())}


def _holds(study: Study, wanted: Words) -> bool:
    parts: dict[str, Iterable[str]] = {
        "title": (study.title,),
        "author": study.authors,
        "journal": (study.journal,),
        "abstract": (study.main_finding, study.intervention, study.population),
    }
    everything = (
        *(text for texts in parts.values() for text in texts),
        str(study.year or ""), study.doi, study.pmid, *study.points, *study.conditions,
    )  # fmt: skip
    told = fold(" ".join(parts.get(wanted.field, everything)))
    if wanted.exact:
        return fold(wanted.text) in told
    code = read_code(wanted.text)
    if code and code in study.points and not wanted.field:
        return True
    return all(word in told for word in fold(wanted.text).split())


def _key(column: Column) -> Callable[[StudyRow], tuple[float, str]]:
    order = COLUMNS[column].order
    name = order.value if order is not None else "year"

    def key(row: StudyRow) -> tuple[float, str]:
        value = getattr(row, name)
        if isinstance(value, (int, bool)) or value is None:
            return (float(value if value is not None else -1), "")
        return (0.0, ", ".join(value) if isinstance(value, tuple) else str(value).casefold())

    return key
