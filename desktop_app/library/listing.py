"""Finds studies by a typed query: all of them in order, any block as rows, facets, counts."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from desktop_app.domain.codes import POINTS_OF
from desktop_app.domain.evidence_words import CERTAINTY_WORDS, DESIGN_WORDS, DIRECTION_WORDS
from desktop_app.domain.listed import Facet, FacetValue, StudyOrder, StudyRow
from desktop_app.domain.own import ReadStatus
from desktop_app.library.naming import condition_words, names_of, point_words
from desktop_app.library.query import Query, parse_query
from desktop_app.store import Library, organised, querying, studies
from desktop_app.store import facets as counting

__all__ = [
    "Facet",
    "FacetValue",
    "StudyOrder",
    "StudyRow",
    "count_studies",
    "facets",
    "find_studies",
    "first_studies",
    "ids_of",
    "keys_of",
    "place_counts",
    "read_query",
    "study_rows",
]

PLACES = {
    "all": "",
    "mine": "is:mine",
    "shipped": "is:shipped",
    "starred": "is:starred",
    "unread": "is:unread",
    "retracted": "is:retracted",
    "trashed": "is:trashed",
}
"""Places where studies are looked for, each with its query."""


def read_query(library: Library, query: str) -> Query:
    """Return what a typed query asks for in this library, with what could not be understood.

    Names are understood too: of points, conditions, tags and collections.
    """
    return parse_query(query, names_of(library), library.clock().astimezone().date())


def find_studies(
    library: Library, query: str, order: StudyOrder = StudyOrder.YEAR, descending: bool = True
) -> array[int]:
    """Return the ids of all studies that a query finds, in order."""
    wanted = _condition(library, query)
    with library.reading() as connection:
        return studies.find_ids(connection, wanted, order, descending)


def first_studies(
    library: Library,
    query: str,
    order: StudyOrder = StudyOrder.YEAR,
    descending: bool = True,
    limit: int = 200,
) -> tuple[StudyRow, ...]:
    """Return the first studies that a query finds, before the rest has been looked for."""
    wanted = _condition(library, query)
    with library.reading() as connection:
        return studies.rows(
            connection, studies.find_ids(connection, wanted, order, descending, limit)
        )


def study_rows(library: Library, ids: Sequence[int]) -> tuple[StudyRow, ...]:
    """Return studies by id, in the order given; what is gone is left out."""
    with library.reading() as connection:
        return studies.rows(connection, ids)


def keys_of(library: Library, ids: Sequence[int]) -> tuple[str, ...]:
    """Return the keys of studies by id, in the order given; what is gone is left out."""
    with library.reading() as connection:
        return studies.keys(connection, ids)


def ids_of(library: Library, keys: Iterable[str]) -> dict[str, int]:
    """Return the ids of studies by key; unknown keys are left out."""
    with library.reading() as connection:
        return studies.ids(connection, keys)


def count_studies(library: Library, query: str) -> int:
    """Return how many studies a query finds."""
    wanted = _condition(library, query)
    with library.reading() as connection:
        return studies.count(connection, wanted)


def place_counts(library: Library) -> dict[str, int]:
    """Return how many studies lie in each of ``PLACES``."""
    wanted = {place: _condition(library, query) for place, query in PLACES.items()}
    with library.reading() as connection:
        return {place: studies.count(connection, asked) for place, asked in wanted.items()}


def facets(library: Library, query: str) -> tuple[Facet, ...]:
    """Return the values that the studies of a query have, field by field, and how many have each.

    Fields whose values have a natural order keep it; the others begin with the most frequent.
    """
    meridians = _meridians(library)
    wanted = _condition(library, query)
    with library.reading() as connection:
        counted = counting.counts(connection, wanted, meridians)
        tags = {tag.key: tag.name for tag in organised.all_tags(connection, counted=False)}
    words = _words(library, counted, tags)
    return tuple(
        Facet(
            field,
            title,
            tuple(
                FacetValue(value, said, counted[within][value])
                for value, said in words[within].items()
                if counted[within][value]
            ),
        )
        for within, field, title in _FACETS
    )


_FACETS = (
    ("is", "is", "Whose"),
    ("status", "is", "Reading status"),
    ("design", "design", "Design"),
    ("found", "found", "Found"),
    ("certainty", "certainty", "Certainty"),
    ("year", "year", "Year"),
    ("condition", "condition", "Condition"),
    ("point", "point", "Point"),
    ("meridian", "meridian", "Meridian"),
    ("tag", "tag", "Tag"),
)
"""What is counted, the field that asks for it, and its title."""


def _condition(library: Library, query: str) -> querying.Condition:
    return querying.condition(read_query(library, query).wanted, _meridians(library))


def _meridians(library: Library) -> Mapping[str, Sequence[str]]:
    """Return the codes of each meridian's points, on the leg or not."""
    points = {
        code: tuple(f"{code}{number}" for number in range(1, many + 1))
        for code, many in POINTS_OF.items()
    }
    vessels = {
        code: each.points for code, each in library.content.meridians.items() if code not in points
    }
    return points | vessels


def _words(
    library: Library, counted: counting.Counts, tags: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Return by field the words of its values, in the order in which they are shown."""
    content = library.content
    designs = [design for design, _ in counted["design"].most_common()]
    return {
        "is": {"mine": "mine", "shipped": "shipped"},
        "status": {each.value: each.value for each in ReadStatus},
        "design": DESIGN_WORDS
        | {each: each.replace("-", " ") for each in designs if each not in DESIGN_WORDS}
        | {"none": "not stated"},
        "found": {each.value: said for each, said in DIRECTION_WORDS.items()},
        "certainty": {each.value: said for each, said in CERTAINTY_WORDS.items()},
        "year": {year: year for year in sorted(counted["year"], key=int, reverse=True)},
        "condition": {
            slug: condition_words(content, slug) for slug, _ in counted["condition"].most_common()
        },
        "point": {code: point_words(content, code) for code, _ in counted["point"].most_common()},
        "meridian": {
            code: each.english if (each := content.meridians.get(code)) else code
            for code, _ in counted["meridian"].most_common()
        },
        "tag": {key: tags.get(key, key) for key, _ in counted["tag"].most_common()},
    }
