"""A study's citation in one line, and how surely the source article means it; no widgets."""

from __future__ import annotations

from desktop_app.domain.evidence import Citation, Study
from desktop_app.domain.identification import CERTAIN, PROBABLE
from desktop_app.ui.words import slug_words

NAMED = 6
"""Authors named before “et al.”."""


def unsure(study: Study, name: str) -> bool:
    """Tell whether a field, or a part of it, has not been verified."""
    return any(field.split(":")[0] == name for field in study.unsure_fields)


def cite(study: Study) -> str:
    """Return the citation, leaving out numbers and identifiers that are not verified."""
    names = ", ".join(study.authors[:NAMED]) + (", et al" if len(study.authors) > NAMED else "")
    where = study.journal
    if study.year:
        where += f" {study.year}" if where else str(study.year)
    volume = "" if unsure(study, "volume") else study.volume
    issue = "" if unsure(study, "issue") else study.issue
    pages = "" if unsure(study, "pages") else study.pages
    if volume:
        where += f";{volume}" + (f"({issue})" if issue else "") + (f":{pages}" if pages else "")
    parts = [_ended(part) for part in (names, study.title, where) if part]
    if study.doi and not unsure(study, "doi"):
        parts.append(f"doi:{study.doi}.")
    if study.pmid and not unsure(study, "pmid"):
        parts.append(f"PMID {study.pmid}.")
    return " ".join(parts)


def _ended(part: str) -> str:
    """Return a part with the stop that ends it, unless it ends with a mark of its own."""
    return part if part.endswith(("?", "!")) else part.rstrip(".") + "."


def unsure_words(study: Study) -> str:
    """Return the unverified fields in words, or nothing."""
    words = []
    for field in study.unsure_fields:
        name, _, part = field.partition(":")
        words.append(f"{slug_words(name)} ({part.strip()})" if part else slug_words(name))
    return ", ".join(words)


def standing(citation: Citation) -> str:
    """Return how surely the source article means this study, in words."""
    if citation.role == "near miss":
        return "Looked at and set aside: not what the source article cites"
    if citation.role == "wording-source":
        return "Where the article's wording may come from; probably not the study it cites"
    if not citation.role.startswith("best"):
        return "The source article could mean this study, but more likely another"
    confidence = citation.confidence or 0.0
    if confidence >= CERTAIN:
        return "Almost certainly the study the source article cites"
    if confidence >= PROBABLE:
        return "Probably the study the source article cites"
    return "Probably the study the source article cites, but this is not certain"
