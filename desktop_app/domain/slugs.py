"""Words for slugs: ``diabetic-peripheral-neuropathy`` is shown as people write it."""

from __future__ import annotations

_WHOLE = {
    "b12-deficiency": "B12 deficiency",
    "hiv-neuropathy": "HIV neuropathy",
    "raynaud": "Raynaud's phenomenon",
    "doi": "DOI",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "acupoints": "points",
}


def slug_words(slug: str) -> str:
    """Return a slug as words."""
    return _WHOLE.get(slug, slug.replace("-", " ").replace("_", " "))


def sentence_case(words: str) -> str:
    """Return words with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its word: ``1 study``, ``1,204 studies``."""
    return f"{number:,} {one if number == 1 else many}"
