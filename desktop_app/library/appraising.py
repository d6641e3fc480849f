"""Own studies typed or corrected by hand, and the user's appraisals of any study."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.domain.appraisal import Appraisal, problem_of
from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotFound, NotUnderstood
from desktop_app.domain.evidence import Study
from desktop_app.domain.own import OwnStudy, study_key, study_of
from desktop_app.domain.reference import Reference
from desktop_app.domain.refs import Ref, study_ref
from desktop_app.domain.risk import TOOLS
from desktop_app.library.claiming import who_codes
from desktop_app.library.swapping import Swap, changed
from desktop_app.store import Library, appraisals, own_studies
from desktop_app.store.rows import Scope
from desktop_app.store.undoing import undoable
from desktop_app.store.written import nothing_about


def add_study(
    library: Library, reference: Reference, study: Study | None = None, author: str = ""
) -> Changed:
    """Add a study by hand; its key is made here, the notice has its ref.

    Parameters
    ----------
    library
        Where it is kept.
    reference
        What it is called and where it appeared.
    study
        What the user says of design, result, points...; what ``reference`` says wins.
    author
        Who asks.

    Raises
    ------
    NotUnderstood
        If it has no title, or names a point that does not exist.
    """
    _require_title(reference)
    with library.reading() as connection:
        key = study_key(reference, own_studies.all_keys(connection))
    made = OwnStudy(_step(reference, key, study), reference, library.clock())
    with library.writing() as connection:
        own_studies.put(connection, [made])
    about = nothing_about([str(study_ref(key))])
    return changed(f"Add “{_title(made.study)}”", Swap((key,), (), about), author)


def edit_study(
    library: Library, key: str, study: Study, reference: Reference, author: str = ""
) -> Changed:
    """Correct an own study; what it is called and where it appeared is told by ``reference``.

    Raises
    ------
    NotUnderstood
        If it came with Yongquan, has no title, or names a point that does not exist.
    NotFound
        If there is no such study.
    """
    _require_title(reference)
    held = _own(library, key)
    made = replace(held, study=_step(reference, key, study), reference=reference)
    if made == held:
        return Changed(frozenset(), author)
    with library.writing() as connection:
        own_studies.put(connection, [made])
    return changed(f"Edit “{_title(held.study)}”", Swap(coming=(held,)), author)


def put_appraisal(library: Library, ref: Ref, appraisal: Appraisal, author: str = "") -> Changed:
    """Keep an appraisal of a study, shipped or own; an empty one removes it.

    Raises
    ------
    NotUnderstood
        If an effect's numbers cannot be, or a tool is not known.
    NotFound
        If there is no such study.
    """
    with library.shelf() as shelf:
        found = shelf.take([ref])
    study, _ = found.get(ref, (None, False))
    if not isinstance(study, Study):
        raise NotFound(f"There is no study “{ref.key}” in this library.")
    for outcome in appraisal.outcomes:
        problem = problem_of(outcome.effect) if outcome.effect else ""
        if problem:
            raise NotUnderstood(f"The effect on “{outcome.name}”: {problem}")
    for risk in appraisal.risks:
        if risk.tool not in TOOLS:
            raise NotUnderstood(
                f"“{risk.tool}” is no tool for risk of bias.", f"There are {', '.join(TOOLS)}."
            )
    return undoable(
        library,
        [Scope("appraisal", "ref", (str(ref),))],
        f"Appraise “{_title(study)}”",
        [ref],
        lambda connection: appraisals.put(connection, str(ref), appraisal, library.clock()),
        author,
    )


def _step(reference: Reference, key: str, study: Study | None) -> Study:
    """Return the study that a reference tells of, with what the user says besides."""
    made = study_of(reference, key, study)
    return replace(made, points=who_codes(made.points))


def _own(library: Library, key: str) -> OwnStudy:
    with library.reading() as connection:
        held = own_studies.take(connection, [key]).get(key)
        known = held is not None or key in own_studies.all_keys(connection)
    if held is not None:
        return held
    if known:
        raise NotUnderstood(
            f"“{key}” came with Yongquan and is not changed.", "Appraise it, or write a note on it."
        )
    raise NotFound(f"There is no study “{key}” in this library.")


def _require_title(reference: Reference) -> None:
    if not reference.title.strip():
        raise NotUnderstood("The study has no title.", "Type its title.")


def _title(study: Study, most: int = 40) -> str:
    title = study.title
    return title if len(title) <= most else f"{title[:most].rpartition(' ')[0] or title[:most]}…"
