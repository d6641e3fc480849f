"""The point sets of the studies in the library, and how they compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.domain.evidence import Direction, Study
from desktop_app.domain.evidence_words import study_name
from desktop_app.planning.studied import CLINICAL, read_studied, wanted_conditions
from desktop_app.store import Library


@dataclass(frozen=True, slots=True)
class Protocol:
    """The points that a study used, with what was done and found; empty fields are unknown.

    ``name`` is short, such as ``Bao 2020``; ``condition`` the first that the study is filed under.
    """

    study: str
    name: str
    title: str
    year: int | None
    design: str
    direction: Direction
    condition: str
    points: tuple[str, ...]
    sample_size: int | None = None
    sample_unit: str = ""
    intervention: str = ""
    main_finding: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Protocols side by side.

    ``rows`` holds each point, the most used first, with whether each of ``protocols`` used it.
    """

    protocols: tuple[Protocol, ...]
    rows: tuple[tuple[str, tuple[bool, ...]], ...]


def protocols(library: Library, condition: str = "", cause: str = "") -> tuple[Protocol, ...]:
    """Return the point sets of clinical studies, the latest first.

    Parameters
    ----------
    library
        Own studies count too, those in the trash do not.
    condition, cause
        Only studies of this condition, or of one cause of it; without any, every clinical study.
    """
    content = library.content
    if condition or cause:
        wanted = wanted_conditions(content, condition, cause)
    else:
        filed = (slug for study in content.studies.values() for slug in study.conditions)
        wanted = frozenset(filed)
    studied = read_studied(library, wanted)
    using = [
        study for study in studied.studies.values() if study.points and study.design in CLINICAL
    ]
    using.sort(key=lambda study: (-(study.year or 0), study.key))
    return tuple(map(_protocol, using))


def compare(chosen: Sequence[Protocol]) -> Comparison:
    """Return which protocol uses which point; points in the order of how many use them."""
    codes = list(dict.fromkeys(code for each in chosen for code in each.points))
    rows = [(code, tuple(code in each.points for each in chosen)) for code in codes]
    rows.sort(key=lambda row: -sum(row[1]))
    return Comparison(tuple(chosen), tuple(rows))


def _protocol(study: Study) -> Protocol:
    return Protocol(
        study=study.key,
        name=study_name(study),
        title=study.title,
        year=study.year,
        design=study.design,
        direction=study.direction,
        condition=study.conditions[0] if study.conditions else "",
        points=study.points,
        sample_size=study.sample_size,
        sample_unit=study.sample_unit,
        intervention=study.intervention,
        main_finding=study.main_finding,
    )
