"""Tells what own things are called: studies, claims, files, marks and plans."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.attachment import place_in_file
from desktop_app.domain.evidence import Claim, Study
from desktop_app.domain.evidence_words import CERTAINTY_WORDS, study_name
from desktop_app.domain.labels import plan_name
from desktop_app.domain.plans import PlanRow
from desktop_app.domain.refs import Kind, Ref
from desktop_app.domain.slugs import counted
from desktop_app.store import Library, files, marks, plans


def name_things(library: Library, refs: Iterable[Ref]) -> dict[Ref, tuple[str, str]]:
    """Return the title and a second line of what refs name; unknown refs are left out."""
    wanted = list(dict.fromkeys(refs))
    named: dict[Ref, tuple[str, str]] = {}
    with library.shelf() as shelf:
        for ref, (thing, _) in shelf.take(wanted).items():
            match thing:
                case Study():
                    named[ref] = study_name(thing), thing.title
                case Claim():
                    named[ref] = thing.statement, CERTAINTY_WORDS[thing.certainty]
                case _:
                    pass
    with library.reading() as connection:
        places = {ref: place_in_file(ref) for ref in wanted if ref.kind is Kind.FILE}
        held = files.take(connection, [key for key, _ in places.values()])
        for ref, (key, page) in places.items():
            if key in held:
                named[ref] = held[key].name, "File" if page is None else f"Page {page + 1}"
        keys = [ref.key for ref in wanted if ref.kind is Kind.MARK]
        for mark in marks.take(connection, keys).values():
            words = mark.comment or mark.quote
            named[Ref(Kind.MARK, mark.key)] = words, f"Mark on page {mark.page + 1}"
        keys = [ref.key for ref in wanted if ref.kind is Kind.PLAN]
        for plan in plans.rows(connection, keys).values():
            named[Ref(Kind.PLAN, plan.key)] = plan_name(plan.label, plan.title), _plan_line(plan)
    return named


def _plan_line(plan: PlanRow) -> str:
    word = "Template" if plan.template else "Plan"
    return f"{word} · {counted(plan.points, 'point', 'points')}"
