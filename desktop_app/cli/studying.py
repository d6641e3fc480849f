"""Writes decks, cards and exams, and tells how learning stands, from a terminal."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from random import randrange
from typing import Any

from desktop_app.atlas.body import Atlas, open_atlas
from desktop_app.cli.looking import library_as_it_is
from desktop_app.cli.printing import print_json, watched
from desktop_app.cli.texts import table
from desktop_app.content import Content
from desktop_app.content.paths import assets_dir, library_folder
from desktop_app.domain.errors import NotUnderstood
from desktop_app.domain.learning import Progress, Selection
from desktop_app.domain.slugs import counted
from desktop_app.paper.sizes import PageSize
from desktop_app.study.questions import SKILL_WORDS

DONE, MISTYPED = 0, 2

MOST_SEED = 10_000
"""Exams by chance have a number below this, short enough to be typed again."""


def run(chosen: argparse.Namespace, content: Content) -> int:
    """Run one of these verbs; return the exit code."""
    try:
        match chosen.do:
            case "stats":
                _stats(chosen, content)
            case "export":
                _export(chosen, content)
            case "exam":
                _exam(chosen, content)
            case _:
                _cards(chosen, content)
    except NotUnderstood as error:
        print(f"yongquan: {error}", file=sys.stderr)
        return MISTYPED
    return DONE


def _stats(chosen: argparse.Namespace, content: Content) -> None:
    from desktop_app.study.progress import progress

    with library_as_it_is(library_folder(chosen.library), content) as library:
        stands = progress(library, datetime.now(UTC))
    if chosen.json:
        print_json(_shape(stands))
    else:
        print(_told(stands))


def _export(chosen: argparse.Namespace, content: Content) -> None:
    from desktop_app.study.anki import export_anki

    with watched() as progress:
        made = export_anki(content, _atlas(), chosen.anki, chosen.meridian, progress)
    shape = {
        "file": str(made.path), "notes": made.notes, "cards": made.cards,
        "pictures": made.pictures, "media": made.media,
    }  # fmt: skip
    notes = counted(made.notes, "point", "points")
    said = f"{notes}, {made.cards} cards and {made.pictures} pictures written to {made.path}."
    _say(chosen, shape, said)


def _exam(chosen: argparse.Namespace, content: Content) -> None:
    from desktop_app.study.exam import make_exam
    from desktop_app.study.exam_paper import write_exam_pdf
    from desktop_app.study.told import known_meridians

    selection = Selection(meridians=known_meridians(content, chosen.meridian))
    seed = randrange(MOST_SEED) if chosen.seed is None else chosen.seed  # noqa: S311
    atlas = _atlas()
    exam = make_exam(content, selection, chosen.questions, chosen.minutes, seed, atlas)
    with watched() as progress:
        write_exam_pdf(
            content, atlas, exam, chosen.output, PageSize(chosen.page), not chosen.no_key, progress
        )
    items = [asked.item for asked in exam.questions]
    shape = {"file": str(chosen.output), "seed": seed, "questions": items}
    said = f"{counted(len(items), 'question', 'questions')} written to {chosen.output}."
    _say(chosen, shape, f"{said} With --seed {seed} it is made again.")
    if len(items) < chosen.questions:
        print(
            f"yongquan: There are no more than {len(items)} that do not give each other away.",
            file=sys.stderr,
        )


def _cards(chosen: argparse.Namespace, content: Content) -> None:
    from desktop_app.study.cards_paper import HOW, write_cards_pdf
    from desktop_app.study.told import points_of

    number = len(points_of(content, chosen.meridian))
    with watched() as progress:
        write_cards_pdf(
            content, _atlas(), chosen.output, PageSize(chosen.page), chosen.meridian, progress
        )
    said = f"{counted(number, 'card', 'cards')} written to {chosen.output}. {HOW}."
    _say(chosen, {"file": str(chosen.output), "cards": number}, said)


def _atlas() -> Atlas:
    return open_atlas(assets_dir() / "atlas")


def _say(chosen: argparse.Namespace, shape: dict[str, Any], said: str) -> None:
    if chosen.json:
        print_json(shape)
    else:
        print(said)


def _shape(stands: Progress) -> dict[str, Any]:
    return {
        "retention": stands.retention,
        "streak": stands.streak,
        "seen": stands.seen,
        "learned": stands.learned,
        "total": stands.total,
        "leeches": list(stands.leeches),
        "by_skill": {
            skill.value: {"learned": learned, "total": total}
            for skill, (learned, total) in stands.by_skill.items()
        },
        "mastery": dict(stands.mastery),
        "calendar": [
            {"day": day.day.isoformat(), "reviews": day.reviews, "right": day.right}
            for day in stands.calendar
        ],
        "forecast": [{"day": day.day.isoformat(), "due": day.reviews} for day in stands.forecast],
    }


def _told(stands: Progress) -> str:
    kept = "not known yet" if stands.retention is None else f"{stands.retention:.0%}"
    due = sum(day.reviews for day in stands.forecast[:1])
    rows = [
        ("Seen", f"{stands.seen} of {stands.total} items"),
        ("Learned", str(stands.learned)),
        ("Recalled, last 30 days", kept),
        ("Days in a row", str(stands.streak)),
        ("Due today", str(due)),
        ("Leeches", str(len(stands.leeches))),
        *(
            (SKILL_WORDS[skill], f"{learned} of {total} learned")
            for skill, (learned, total) in stands.by_skill.items()
        ),
    ]
    return table(rows)
