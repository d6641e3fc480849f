"""What RIS and EndNote have places for depends on the type; here it is told once for both."""

from __future__ import annotations

from desktop_app.domain.reference import ReferenceType

_NUMBERED = frozenset(
    {
        ReferenceType.REPORT,
        ReferenceType.STANDARD,
        ReferenceType.PATENT,
        ReferenceType.DATASET,
        ReferenceType.PREPRINT,
        ReferenceType.THESIS,
        ReferenceType.MANUSCRIPT,
    }
)
_ARTICLES = frozenset({ReferenceType.ARTICLE, ReferenceType.REVIEW, ReferenceType.PREPRINT})
_IN_SERIES = frozenset({ReferenceType.BOOK, ReferenceType.REPORT, ReferenceType.THESIS})


def has_series(type_: ReferenceType) -> bool:
    """Tell whether the second title of such a publication is that of its series."""
    return type_ in _IN_SERIES


def has_number(type_: ReferenceType) -> bool:
    """Tell whether the number of such a publication is a report's, not an issue's."""
    return type_ in _NUMBERED


def is_article(type_: ReferenceType) -> bool:
    """Tell whether the type of work of such a publication is a type of article."""
    return type_ in _ARTICLES
