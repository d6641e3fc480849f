"""Says how sure it is that a study is one that the source article cites."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.evidence import Study

CERTAIN, PROBABLE = 0.95, 0.6
"""From which confidence a study is said to be the one, and to be it probably."""

_BEST = "best"


def candidates(studies: Iterable[Study], study: Study) -> tuple[Study, ...]:
    """Return the other studies that could be meant by the article's statement, likeliest first."""
    cited = study.cited_by_source
    if cited is None:
        return ()
    others = [
        other
        for other in studies
        if other.key != study.key
        and other.cited_by_source is not None
        and other.cited_by_source.statement == cited.statement
    ]
    return tuple(sorted(others, key=_likelihood))


def identification(study: Study, others: Iterable[Study]) -> str:
    """Return a sentence or two on whether this is the study meant; empty if none is meant."""
    cited = study.cited_by_source
    if cited is None:
        return ""
    about = f"The source article's “{cited.statement}”"
    if not _is_best(study):
        best = next((short(other) for other in others if _is_best(other)), "")
        instead = f", probably {best}" if best else ""
        return f"{about} could mean this study, but more likely another{instead}. {cited.why}"
    confidence = cited.confidence or 0.0
    possible = [
        other for other in others if other.cited_by_source and other.cited_by_source.confidence
    ]
    also = f"; also possible: {', '.join(map(short, possible))}" if possible else ""
    if confidence >= CERTAIN:
        return f"{about} is this study. {cited.why}"
    if confidence >= PROBABLE:
        return f"{about} is probably this study{also}. {cited.why}"
    return f"{about} may be this study, which is not certain{also}. {cited.why}"


def short(study: Study) -> str:
    """Return how a study is called in a sentence: first author and year."""
    author = study.authors[0].rpartition(" ")[0] if study.authors else ""
    named = author or (study.authors[0] if study.authors else study.title)
    return f"{named} {study.year}" if study.year else named


def _is_best(study: Study) -> bool:
    return study.cited_by_source is not None and study.cited_by_source.role == _BEST


def _likelihood(study: Study) -> tuple[bool, float, str]:
    cited = study.cited_by_source
    return not _is_best(study), -((cited.confidence if cited else None) or 0.0), study.key
