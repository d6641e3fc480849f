"""What the evidence adds up to: forest plot, risk of bias, timeline, map of the library."""

from __future__ import annotations

from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.refs import Ref
from desktop_app.library.listing import find_studies
from desktop_app.library.seeing_forest import forest_of
from desktop_app.library.seeing_gathering import gather
from desktop_app.library.seeing_map import BY, map_of
from desktop_app.library.seeing_risk import risk_of
from desktop_app.library.seeing_views import EvidenceMap, Forest, RiskTable, Timeline, TimelineEntry
from desktop_app.store import Library
from desktop_app.store.seeing import mapped_studies


def forest(library: Library, ref: Ref) -> Forest:
    """Return the effects of the studies on a claim, condition, point, meridian or study.

    Raises
    ------
    NotFound
        If there is no such thing.
    """
    return forest_of(gather(library, ref))


def timeline(library: Library, ref: Ref) -> Timeline:
    """Return the studies on something by year.

    Raises
    ------
    NotFound
        If there is no such thing.
    """
    gathered = gather(library, ref)
    dated = [
        TimelineEntry(each.study, each.name, each.study.year, each.stance)
        for each in gathered.studies
        if each.study.year is not None
    ]
    undated = tuple(each.name for each in gathered.studies if each.study.year is None)
    why = "" if dated else "No study with a year bears on this."
    return Timeline(gathered.title, tuple(dated), undated, why, gathered.left_out)


def risk_table(library: Library, ref: Ref) -> RiskTable:
    """Return the risk of bias of the studies on something, as far as the user has judged it.

    Raises
    ------
    NotFound
        If there is no such thing.
    """
    return risk_of(gather(library, ref))


def evidence_map(library: Library, query: str = "", by: str = "condition") -> EvidenceMap:
    """Return conditions or outcomes by design, for the whole library or what a query finds.

    Raises
    ------
    NotUnderstood
        If ``by`` is neither ``condition`` nor ``outcome``.
    """
    if by not in BY:
        raise NotUnderstood(f"A map is by {' or '.join(BY)}, not by “{by}”.")
    ids = find_studies(library, query) if query.strip() else None
    with library.reading() as connection:
        return map_of(mapped_studies(connection, ids, by == "outcome"), by, query)
