"""Opens a study, claim, condition or topic."""

from __future__ import annotations

from desktop_app.domain.evidence import Claim, Condition, Study, Topic
from desktop_app.domain.identification import candidates, identification
from desktop_app.domain.refs import BadRef, Kind, Ref, claim_ref, study_ref
from desktop_app.domain.structures import Structure
from desktop_app.reading.claims import (
    claim_views,
    claims_about,
    claims_by_id,
    claims_on_study,
    own_studies_about,
    studies_by_key,
)
from desktop_app.reading.taken import taken
from desktop_app.reading.views import ClaimCard, ConditionCard, StudyCard, TopicCard
from desktop_app.store import Library, Shelf
from desktop_app.store import own_claims as stored_claims


def open_study(library: Library, key: str) -> StudyCard:
    """Return a study's card, shipped or own, also from the trash.

    Raises
    ------
    NotFound
        If there is no such study.
    """
    ref = study_ref(key)
    with taken(library, ref, Study) as (shelf, study, kept):
        related = candidates(library.content.studies.values(), study)
        own = shelf.own_study(key) if study.is_own else None
        if own is not None:
            kept["withdrawn"] = False
        return StudyCard(
            study=study,
            claims=claims_on_study(shelf, ref),
            points=study.points,
            related=related,
            identification=identification(study, related),
            own=study.is_own,
            reference=own.reference if own else None,
            trashed=own.trashed if own else None,
            appraisal=shelf.appraisal(ref),
            tags=shelf.tags(ref),
            collections=shelf.collections(ref),
            status=shelf.status(ref),
            files=shelf.files(ref),
            **kept,
        )


def open_claim(library: Library, key: str) -> ClaimCard:
    """Return a claim's card, shipped or own.

    Raises
    ------
    NotFound
        If there is no such claim.
    """
    ref = claim_ref(key)
    with taken(library, ref, Claim) as (shelf, _, kept):
        naming = shelf.naming([(Kind.CLAIM.value, key)])
        return ClaimCard(
            view=claim_views(shelf, {ref: ""})[0],
            named_by=tuple(dict.fromkeys(each.ref for each in naming)),
            **kept,
        )


def own_claims(library: Library) -> tuple[Claim, ...]:
    """Return the user's own claims, the oldest first, without what is said of studies."""
    with library.reading() as connection:
        return stored_claims.everyone(connection)


def open_condition(library: Library, key: str) -> ConditionCard:
    """Return a condition's card.

    Raises
    ------
    NotFound
        If there is no such condition.
    """
    itself = (Kind.CONDITION.value, key)
    with taken(library, Ref(Kind.CONDITION, key), Condition) as (shelf, condition, kept):
        causes = condition.causes
        named = [claim for cause in causes for claim in cause.claims]
        scoped = claims_about(shelf, {itself: "condition"})
        claims = claims_by_id(shelf, [*condition.claims, *named])
        known = {view.claim.id for view in claims}
        keys = [study for cause in causes for study in cause.studies]
        keys += [study for flag in condition.red_flags for study in flag.studies]
        studies = studies_by_key(shelf, keys)
        own, has_more = own_studies_about(shelf, [itself])
        return ConditionCard(
            condition=condition,
            claims=claims + tuple(view for view in scoped if view.claim.id not in known),
            studies=tuple((studies | own).values()),
            structures=_structures(library, condition),
            has_more=has_more,
            **kept,
        )


def open_topic(library: Library, key: str) -> TopicCard:
    """Return a topic's card.

    Raises
    ------
    NotFound
        If there is no such topic.
    """
    with taken(library, Ref(Kind.TOPIC, key), Topic) as (shelf, topic, kept):
        return TopicCard(
            topic=topic,
            claims=claims_by_id(shelf, [each for part in topic.parts for each in part.claims]),
            see_also=_see_also(shelf, topic),
            **kept,
        )


def _structures(library: Library, condition: Condition) -> tuple[Structure, ...]:
    ids = dict.fromkeys(each for cause in condition.causes for each in cause.structures)
    return tuple(filter(None, map(library.content.structure, ids)))


def _see_also(shelf: Shelf, topic: Topic) -> tuple[tuple[Ref, str], ...]:
    refs = []
    for text in topic.see_also:
        try:
            refs.append(Ref.parse(text))
        except BadRef:
            continue
    return tuple((ref, shelf.title(ref)) for ref in refs)
