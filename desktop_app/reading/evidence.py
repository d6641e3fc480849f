"""Opens a study, claim, condition or topic."""

from __future__ import annotations

from desktop_app.domain.errors import NotFound
from desktop_app.domain.evidence import Claim, Condition, Study, Topic
from desktop_app.domain.refs import BadRef, Kind, Ref, claim_ref, study_ref
from desktop_app.domain.structures import Structure
from desktop_app.reading.claims import claim_views, claims_about, claims_by_id, studies_by_key
from desktop_app.reading.identification import candidates, identification
from desktop_app.reading.views import ClaimCard, ConditionCard, StudyCard, TopicCard
from desktop_app.store import Library, Shelf


def open_study(library: Library, key: str) -> StudyCard:
    """Return a study's card.

    Raises
    ------
    NotFound
        If there is no such study.
    """
    ref = study_ref(key)
    with library.shelf() as shelf:
        study, withdrawn = shelf.take([ref]).get(ref, (None, False))
        if not isinstance(study, Study):
            raise NotFound(f"There is no study “{key}” in this library.")
        related = candidates(library.content.studies.values(), study)
        return StudyCard(
            study=study,
            claims=claims_about(shelf, {(Kind.STUDY.value, key): "study"}),
            points=study.points,
            related=related,
            identification=identification(study, related),
            note=shelf.note(ref),
            starred=shelf.is_starred(ref),
            withdrawn=withdrawn,
        )


def open_claim(library: Library, key: str) -> ClaimCard:
    """Return a claim's card.

    Raises
    ------
    NotFound
        If there is no such claim.
    """
    ref = claim_ref(key)
    with library.shelf() as shelf:
        claim, withdrawn = shelf.take([ref]).get(ref, (None, False))
        if not isinstance(claim, Claim):
            raise NotFound(f"There is no claim “{key}” in this library.")
        naming = shelf.naming([(Kind.CLAIM.value, key)])
        return ClaimCard(
            view=claim_views(shelf, {ref: ""})[0],
            named_by=tuple(dict.fromkeys(each.ref for each in naming)),
            note=shelf.note(ref),
            starred=shelf.is_starred(ref),
            withdrawn=withdrawn,
        )


def open_condition(library: Library, key: str) -> ConditionCard:
    """Return a condition's card.

    Raises
    ------
    NotFound
        If there is no such condition.
    """
    ref = Ref(Kind.CONDITION, key)
    with library.shelf() as shelf:
        condition, withdrawn = shelf.take([ref]).get(ref, (None, False))
        if not isinstance(condition, Condition):
            raise NotFound(f"There is no condition “{key}” in this library.")
        causes = condition.causes
        named = [claim for cause in causes for claim in cause.claims]
        scoped = claims_about(shelf, {(Kind.CONDITION.value, key): "condition"})
        own = claims_by_id(shelf, [*condition.claims, *named])
        known = {view.claim.id for view in own}
        keys = [study for cause in causes for study in cause.studies]
        keys += [study for flag in condition.red_flags for study in flag.studies]
        return ConditionCard(
            condition=condition,
            claims=own + tuple(view for view in scoped if view.claim.id not in known),
            studies=tuple(studies_by_key(shelf, keys).values()),
            structures=_structures(library, condition),
            note=shelf.note(ref),
            starred=shelf.is_starred(ref),
            withdrawn=withdrawn,
        )


def open_topic(library: Library, key: str) -> TopicCard:
    """Return a topic's card.

    Raises
    ------
    NotFound
        If there is no such topic.
    """
    ref = Ref(Kind.TOPIC, key)
    with library.shelf() as shelf:
        topic, withdrawn = shelf.take([ref]).get(ref, (None, False))
        if not isinstance(topic, Topic):
            raise NotFound(f"There is no topic “{key}” in this library.")
        return TopicCard(
            topic=topic,
            claims=claims_by_id(shelf, [each for part in topic.parts for each in part.claims]),
            see_also=_see_also(shelf, topic),
            note=shelf.note(ref),
            starred=shelf.is_starred(ref),
            withdrawn=withdrawn,
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
