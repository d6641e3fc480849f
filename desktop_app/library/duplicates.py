"""Tells which incoming records the library holds already, or the same import brought before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from desktop_app.domain.own import compared_author, likeness
from desktop_app.domain.reference import Reference
from desktop_app.library.merging import Difference, comparable_doi, differences
from desktop_app.library.references import likeness_of
from desktop_app.store import Library, matching
from desktop_app.store.matching import Held
from desktop_app.store.references import held_references

BY_DOI, BY_PMID, BY_LIKENESS = "doi", "pmid", "title, year and first author"

Tell = Callable[[int], None]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match:
    """What an incoming record is a duplicate of, and why.

    Attributes
    ----------
    key
        The study in the library; empty if it is an earlier record of the same import.
    number
        That earlier record's number in the plan; None if it is a study in the library.
    why
        ``doi``, ``pmid``, or ``title, year and first author``.
    differences
        Fields in which the incoming record says something else, or more.
    shipped, trashed
        Whether the study ships with the program, or lies in the trash.
    """

    key: str
    number: int | None
    why: str
    differences: tuple[Difference, ...] = ()
    shipped: bool = False
    trashed: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """What a publication is recognised by, in the form that is compared; empty is unknown."""

    doi: str
    pmid: str
    likeness: str


def signs_of(reference: Reference) -> Signs:
    """Return what a reference is recognised by."""
    return Signs(
        comparable_doi(reference.doi) if reference.doi else "",
        reference.pmid,
        likeness(reference.title, reference.year, compared_author(reference)),
    )


def match_all(
    library: Library, references: Sequence[Reference], tell: Tell = lambda _: None
) -> tuple[Match | None, ...]:
    """Return for each reference what it is a duplicate of, or None.

    A study in the library goes before an earlier reference; a DOI before a PMID, and that before
    likeness. Two that have different DOIs, or different PMIDs, are never alike.

    Parameters
    ----------
    tell
        Called every so often with how many have been compared.
    """
    signs = [signs_of(reference) for reference in references]
    held = _held(library, signs)
    earlier: _Known[int] = _Known()
    found: list[tuple[Held | int, str] | None] = []
    for number, each in enumerate(signs):
        if number % 500 == 0:
            tell(number)
        match = held.find(each) or earlier.find(each)
        earlier.add(each, number)
        if match is None:
            found.append(None)
        else:
            # Merged, it brings its signs along: who contradicts them is another publication.
            match.publication.take_in(each)
            found.append((match.publication.known, match.why))
    return _told(library, references, found)


@dataclass(slots=True)
class _Publication(Generic[T]):
    """One of those that are known, with what it and its duplicates are recognised by."""

    known: T
    doi: str
    pmid: str

    def take_in(self, signs: Signs) -> None:
        """Learn from a duplicate what is not known of it yet."""
        self.doi = self.doi or signs.doi
        self.pmid = self.pmid or signs.pmid

    def contradicts(self, signs: Signs) -> bool:
        """Tell whether signs are another publication's, however alike it is."""
        return _contradict(self.doi, signs.doi) or _contradict(self.pmid, signs.pmid)


@dataclass(frozen=True, slots=True)
class _Found(Generic[T]):
    """A publication, and which sign told."""

    publication: _Publication[T]
    why: str


class _Known(Generic[T]):
    """Publications by what they are recognised by; of two that share a sign the first counts."""

    def __init__(self) -> None:
        self._by_doi: dict[str, _Publication[T]] = {}
        self._by_pmid: dict[str, _Publication[T]] = {}
        self._alike: dict[str, list[_Publication[T]]] = {}

    def add(self, signs: Signs, known: T) -> None:
        """Remember a publication."""
        publication = _Publication(known, signs.doi, signs.pmid)
        if signs.doi:
            self._by_doi.setdefault(signs.doi, publication)
        if signs.pmid:
            self._by_pmid.setdefault(signs.pmid, publication)
        if signs.likeness:
            self._alike.setdefault(signs.likeness, []).append(publication)

    def find(self, signs: Signs) -> _Found[T] | None:
        """Return the publication that has these signs, and which of them told."""
        if signs.doi in self._by_doi:
            return _Found(self._by_doi[signs.doi], BY_DOI)
        if signs.pmid in self._by_pmid:
            return _Found(self._by_pmid[signs.pmid], BY_PMID)
        for alike in self._alike.get(signs.likeness, ()):
            if not alike.contradicts(signs):
                return _Found(alike, BY_LIKENESS)
        return None


def _contradict(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _held(library: Library, signs: Iterable[Signs]) -> _Known[Held]:
    """Return the studies in the library that any of the incoming ones may be."""
    dois = {each.doi for each in signs} - {""}
    pmids = {each.pmid for each in signs} - {""}
    likes = {each.likeness for each in signs} - {""}
    with library.reading() as connection:
        found = [
            *matching.with_identifiers(connection, dois, pmids, comparable_doi),
            *matching.with_likeness(connection, likes, comparable_doi),
            *matching.shipped_like(connection, likeness_of, comparable_doi),
        ]
    known: _Known[Held] = _Known()
    # What ships or is in use goes before what lies in the trash.
    for each in sorted(found, key=lambda each: each.trashed):
        known.add(Signs(each.doi, each.pmid, each.likeness), each)
    return known


def _told(
    library: Library,
    references: Sequence[Reference],
    found: Sequence[tuple[Held | int, str] | None],
) -> tuple[Match | None, ...]:
    """Return the matches with what differs."""
    keys = {match[0].key for match in found if match and isinstance(match[0], Held)}
    held = held_references(library, keys)
    matches: list[Match | None] = []
    for reference, match in zip(references, found, strict=True):
        if match is None:
            matches.append(None)
            continue
        known, why = match
        if isinstance(known, int):
            told = differences(references[known], reference)
            matches.append(Match("", known, why, told))
        else:
            told = differences(held[known.key], reference) if known.key in held else ()
            matches.append(Match(known.key, None, why, told, known.shipped, known.trashed))
    return tuple(matches)
