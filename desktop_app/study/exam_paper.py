"""An exam on paper: a sheet with boxes to tick, and the key on pages of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from desktop_app import __version__
from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.area import Side
from desktop_app.domain.progress import Progress
from desktop_app.domain.questions import Question
from desktop_app.domain.slugs import counted
from desktop_app.paper.blocks import (
    Blank,
    Block,
    Column,
    Document,
    Grid,
    Heading,
    Look,
    NewPage,
    Task,
    Words,
    quiet,
    strong,
    text,
)
from desktop_app.paper.choosing import Shown
from desktop_app.paper.drawing import Drawn
from desktop_app.paper.letters import fonts_dir
from desktop_app.paper.pdf import write_document
from desktop_app.paper.sizes import PageSize
from desktop_app.store.replacing import replacing
from desktop_app.study.closeups import closeup_of, picture_on_paper
from desktop_app.study.exam import Exam

PICTURE = (150.0, 132.0)
"""Most width and height of a picture beside a question, points."""

LETTERS = "abcdefgh"
HOW = "One answer is right for each question. Tick its box."
SEE_THE_MARK = "The red dot marks the place."


def write_exam_pdf(
    content: Content,
    atlas: Atlas,
    exam: Exam,
    path: Path,
    size: PageSize = PageSize.A4,
    key: bool = True,
    progress: Progress | None = None,
    made: date | None = None,
) -> Path:
    """Write an exam as a PDF, and return its path.

    Parameters
    ----------
    key
        Whether the right answers follow, with why, on pages of their own.
    made
        The day it bears; today's if not given.

    Raises
    ------
    UnreadableFile, DiskFull
        If the atlas or a font cannot be read, or the file not be written.
    Cancelled
        If the progress was asked to stop; nothing is written then.
    """
    progress = progress or Progress()
    day = made or date.today()  # noqa: DTZ011  the day on the user's own calendar
    blocks = [*_head(exam), *_tasks(atlas, exam, progress)]
    if key:
        blocks += _key(exam)
    document = Document(
        title=f"Exam: {counted(len(exam.questions), 'question', 'questions')}",
        head=f"Exam {exam.seed}",
        foot=f"Made {day.day} {day:%B %Y} · Yongquan {__version__} · content {content.version}"
        f" · exam {exam.seed}",
        made=day,
        blocks=tuple(blocks),
    )
    with replacing(path) as part:
        write_document(document, size, part, fonts_dir(), progress)
    return path


def _head(exam: Exam) -> Iterator[Block]:
    yield Heading("Points of foot and leg: exam", 1)
    parts = [counted(len(exam.questions), "question", "questions")]
    parts += [f"{exam.minutes} minutes"] if exam.minutes else []
    yield Words(text(quiet(f"{', '.join(parts)}. {HOW}")), Look.LEAD)
    yield Blank("Name:")
    yield Blank("Date:")
    yield Blank(f"Points out of {len(exam.questions)}:")
    yield Heading("Questions")


def _tasks(atlas: Atlas, exam: Exam, progress: Progress) -> Iterator[Block]:
    for number, asked in enumerate(exam.questions, 1):
        progress.tell(number - 1, len(exam.questions), "Setting the questions")
        picture = _picture(atlas, asked.shown) if asked.shown else None
        ask = (strong(asked.ask), f" {SEE_THE_MARK}" if picture else "")
        choices = tuple(
            text(quiet(f"{letter}  "), choice.text)
            for letter, choice in zip(LETTERS, asked.choices, strict=False)
        )
        yield Task(number, text(*ask), choices, picture)


def _key(exam: Exam) -> Iterator[Block]:
    yield NewPage()
    yield Heading("Key")
    yield Words(
        text(
            quiet(
                "What is so by tradition says so, and is no evidence of an effect. Answers are "
                "those of the content of this Yongquan."
            )
        ),
        Look.SMALL,
    )
    rows = tuple(
        (
            (Words(text(strong(f"{number}.  {_letter(asked)}"))),),
            (Words(text(asked.answer)),),
            (Words(text(asked.because), Look.SMALL),),
        )
        for number, asked in enumerate(exam.questions, 1)
    )
    columns = (Column("No.", 9), Column("Answer", 33), Column("Because", 58))
    yield Grid(columns, rows, "The right answers, and why")


def _letter(asked: Question) -> str:
    right = (letter for letter, each in zip(LETTERS, asked.choices, strict=False) if each.right)
    return next(right, "")


def _picture(atlas: Atlas, code: str) -> Drawn:
    closeup = closeup_of(atlas, code)
    picture, width, height = picture_on_paper(atlas, closeup, PICTURE)
    return Drawn(
        shown=Shown(closeup.view, Side.RIGHT),
        title=f"{closeup.title}, right limb, one place marked",
        width=width,
        height=height,
        picture=picture,
        box=(0.0, 0.0, width, height),
        points=(),
        scale=(0.0, ""),
        feelings=(),
    )
