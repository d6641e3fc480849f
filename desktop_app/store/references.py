"""Studies as references: the user's own as they came, shipped ones made from what is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.citation.names import name_from_inverted
from desktop_app.domain.errors import NotFound
from desktop_app.domain.evidence import Study
from desktop_app.domain.reference import (
    Credit,
    Notice,
    NoticeKind,
    Reference,
    ReferenceType,
    When,
)
from desktop_app.domain.refs import study_ref
from desktop_app.store import own_studies
from desktop_app.store.library import Library
from desktop_app.store.shelf import Shelf

_TYPES = {"guideline": ReferenceType.REPORT, "standard": ReferenceType.REPORT}
"""What a study is that did not appear in a journal, by its design."""


def reference_of(study: Study) -> Reference:
    """Return a reference with what is known of a shipped study."""
    in_journal = bool(study.volume or study.pages or study.pmid)
    kind = ReferenceType.ARTICLE if in_journal else _TYPES.get(study.design, ReferenceType.ARTICLE)
    is_report = kind is ReferenceType.REPORT
    return Reference(
        type=kind,
        key=study.key,
        title=study.title,
        credits=tuple(Credit(name_from_inverted(name)) for name in study.authors),
        issued=When(study.year),
        container="" if is_report else study.journal,
        publisher=study.journal if is_report else "",
        volume=study.volume,
        issue=study.issue,
        pages=study.pages,
        doi=study.doi,
        pmid=study.pmid,
        pmcid=study.pmcid,
        notices=(Notice(NoticeKind.RETRACTION),) if study.retracted else (),
    )


def references_of(library: Library, keys: Sequence[str]) -> tuple[Reference, ...]:
    """Return the references of studies, shipped or own, in the order asked for.

    The user's own keep the citation key they came with.

    Raises
    ------
    NotFound
        If there is no study with one of the keys; names it.
    """
    held = held_references(library, keys)
    missing = next((key for key in keys if key not in held), None)
    if missing is not None:
        raise NotFound(
            f"There is no study “{missing}” in the library.",
            "“yongquan studies” lists all with their keys.",
        )
    return tuple(held[key] for key in keys)


def held_references(library: Library, keys: Iterable[str]) -> dict[str, Reference]:
    """Return the references of studies by key, also those in the trash; unknown are left out."""
    wanted = list(keys)
    with library.reading() as connection:
        own = own_studies.take(connection, wanted)
        shelf = Shelf(connection, library.content)
        rest = shelf.take(study_ref(key) for key in wanted if key not in own)
    held = {key: each.reference for key, each in own.items()}
    for ref, (thing, _) in rest.items():
        if isinstance(thing, Study):
            held[ref.key] = reference_of(thing)
    return held
