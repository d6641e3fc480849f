"""Says how sure it is that a study is one that the source article cites."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.evidence import Study

CERTAIN, PROBABLE = 0.95, 0.6
"""From which confidence a study is almost certainly, and without more ado probably, the one."""

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
    about = f"What the source article cites as “{cited.statement}”"
    others = tuple(others)
    if not _is_best(study):
        best = next((f": {short(other)}" for other in others if _is_best(other)), "")
        how = "may be this study" if cited.confidence else "is hardly this study"
        return f"{about} {how}, but is more probably another{best}. {cited.why}"
    confidence = cited.confidence or 0.0
    possible = [
        short(other)
        for other in others
        if other.cited_by_source and other.cited_by_source.confidence
    ]
    also = f"; also possible: {', '.join(possible)}" if possible else ""
    if confidence >= CERTAIN:
        return f"{about} is almost certainly this study{also}. {cited.why}"
    doubt = "" if confidence >= PROBABLE else ", though that is not certain"
    return f"{about} is probably this study{doubt}{also}. {cited.why}"


def short(study: Study, title_length: int = 60) -> str:
    """Return how a study is called in a sentence: first author and year, or title and year."""
    if study.authors:
        first = study.authors[0]
        named = first.rpartition(" ")[0] or first
        return f"{named} {study.year}" if study.year else named
    title = study.title
    if len(title) > title_length:
        title = f"{title[:title_length].rpartition(' ')[0]}…"
    return f"“{title}” ({study.year})" if study.year else f"“{title}”"


def _is_best(study: Study) -> bool:
    return study.cited_by_source is not None and study.cited_by_source.role == _BEST


def _likelihood(study: Study) -> tuple[bool, float, str]:
    cited = study.cited_by_source
    return not _is_best(study), -((cited.confidence if cited else None) or 0.0), study.key
