"""Exams: nothing is given away, marks are fair, and paper holds what is asked."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.errors import NotUnderstood, UnreadableFile
from desktop_app.domain.learning import Selection
from desktop_app.domain.progress import Cancelled, Progress
from desktop_app.domain.questions import How, Question, Skill
from desktop_app.paper.sizes import PageSize
from desktop_app.study.exam import MOST, Exam, make_exam, mark_exam
from desktop_app.study.exam_paper import write_exam_pdf
from tests.planning.papers import fonts_of, run, words_of

SELECTIONS = (
    Selection(),
    Selection(meridians=frozenset({"LR"})),
    Selection(skills=frozenset({Skill.NAME, Skill.ORDER})),
    Selection(categories=frozenset({"he-sea", "luo-connecting"})),
    Selection(skills=frozenset({Skill.EVIDENCE})),
)
DAY = date(2026, 11, 23)


def right(asked: Question) -> str:
    return next(choice.text for choice in asked.choices if choice.right)


def wrong(asked: Question) -> str:
    return next(choice.text for choice in asked.choices if not choice.right)


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_no_question_gives_another_away(content: Content, selection: Selection, seed: int) -> None:
    exam = make_exam(content, selection, 40, 30, seed)
    assert exam.questions
    for asked in exam.questions:
        assert asked.skill not in (Skill.LOCATE, Skill.TRACE)
        assert sum(choice.right for choice in asked.choices) == 1
    assert len({asked.item for asked in exam.questions}) == len(exam.questions)
    for told, asked in permutations(exam.questions, 2):
        assert right(asked).casefold() not in told.ask.casefold(), (told.item, asked.item)
        if asked.skill in (Skill.NAME, Skill.ORDER):
            # The code and the name of what is asked for never stand side by side elsewhere.
            code = asked.subject.removeprefix("yq:point/")
            point = content.points.get(code)
            said = (told.ask, *(choice.text for choice in told.choices))
            if point:
                assert not any(code in each and point.pinyin in each for each in said), told.item
        if asked.skill is told.skill is Skill.EVIDENCE:
            assert not set(asked.see) & set(told.see)


def test_an_exam_comes_from_its_seed_and_spreads_over_skills(content: Content) -> None:
    one, same, other = (make_exam(content, Selection(), 21, 0, seed) for seed in (4, 4, 5))
    assert one == same
    assert one != other
    assert len(one.questions) == 21
    counts = [sum(q.skill is skill for q in one.questions) for skill in Skill]
    assert max(counts) <= 4
    assert any(asked.shown for asked in one.questions)
    subjects = [asked.subject for asked in one.questions if "point/" in asked.subject]
    assert len(set(subjects)) == len(subjects)


def test_a_small_selection_makes_a_shorter_exam(content: Content) -> None:
    small = Selection(
        skills=frozenset({Skill.NAME}), meridians=frozenset({"LR"}), regions=frozenset({"toe"})
    )
    assert 1 <= len(make_exam(content, small, 50).questions) < 10


def test_what_no_exam_can_be_made_of_is_told(content: Content) -> None:
    for number in (0, MOST + 1):
        with pytest.raises(NotUnderstood, match=f"1 to {MOST}"):
            make_exam(content, Selection(), number)
    with pytest.raises(NotUnderstood, match="minutes"):
        make_exam(content, Selection(), 5, -1)
    with pytest.raises(NotUnderstood, match="Select more"):
        make_exam(content, Selection(skills=frozenset({Skill.LOCATE})), 5)


def test_marks_count_right_wrong_and_unanswered(content: Content) -> None:
    exam = make_exam(content, Selection(), 20, 0, 1)
    typed = next(asked for asked in exam.questions if How.TYPE in asked.hows)
    answers = {asked.item: right(asked) for asked in exam.questions[:8]}
    answers |= {asked.item: wrong(asked) for asked in exam.questions[8:14]}
    answers[exam.questions[15].item] = "   "
    answers.pop(typed.item, None)
    answers["name:NOT"] = "an item of another exam"
    before = mark_exam(exam, answers)
    assert len(before.rows) == 20
    assert before.right + before.wrong + before.unanswered == 20
    assert sum(total for _, total in before.by_skill.values()) == 20
    assert sum(each for each, _ in before.by_skill.values()) == before.right
    row = next(row for row in before.rows if row.question is typed)
    assert (row.right, row.answered) == (False, False)
    after = mark_exam(exam, answers | {typed.item: typed.accepted[0].upper()})
    assert after.right == before.right + 1
    assert after.unanswered == before.unanswered - 1


def test_all_right_and_all_wrong(content: Content) -> None:
    exam = make_exam(content, Selection(), 30, 0, 2)
    assert mark_exam(exam, {q.item: right(q) for q in exam.questions}).right == 30
    assert mark_exam(exam, {q.item: wrong(q) for q in exam.questions}).wrong == 30
    assert mark_exam(exam, {}).unanswered == 30


@pytest.mark.parametrize("size", list(PageSize))
def test_the_sheet_holds_every_question_and_the_key_apart(
    content: Content, atlas: Atlas, tmp_path: Path, size: PageSize
) -> None:
    exam = make_exam(content, Selection(), 20, 30, 7, atlas)
    path = tmp_path / "exam.pdf"
    assert write_exam_pdf(content, atlas, exam, path, size, made=DAY) == path
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(path))
    assert all(columns == ["yes", "yes", "yes"] for _, *columns in fonts_of(path))
    pages = run("pdftotext", "-layout", str(path), "-").split("\f")
    first_of_key = next(at for at, page in enumerate(pages) if page.split()[2:3] == ["Key"])
    asked, key = (
        " ".join(" ".join(pages[part]).split())
        for part in (slice(0, first_of_key), slice(first_of_key, None))
    )
    assert "Because" in key
    assert "Because" not in asked
    assert all(word in asked for word in ("Name:", "Date:", "20 questions, 30 minutes"))
    whole = words_of(path)
    for question in exam.questions:
        assert " ".join(question.ask.split()) in whole
        for choice in question.choices:
            assert " ".join(choice.text.split()) in whole
        if len(question.because) > 80:
            assert question.because[:40] not in asked
    letters = [
        "abcdefgh"[[choice.right for choice in each.choices].index(True)] for each in exam.questions
    ]
    told = [f"{number}. {letter}" for number, letter in enumerate(letters, 1)]
    assert all(each in key for each in told)
    images = run("pdfimages", "-list", str(path)).splitlines()[2:]
    assert len(images) == sum(bool(each.shown) for each in exam.questions) > 0


def test_without_its_key_the_paper_tells_nothing(
    content: Content, atlas: Atlas, tmp_path: Path
) -> None:
    exam = make_exam(content, Selection(), 5, 0, 3)
    write_exam_pdf(content, atlas, exam, tmp_path / "exam.pdf", key=False, made=DAY)
    told = words_of(tmp_path / "exam.pdf")
    assert "Because" not in told
    assert "minutes" not in told


def test_an_exam_that_cannot_be_written_leaves_what_was_there(
    content: Content, atlas: Atlas, tmp_path: Path
) -> None:
    exam: Exam = make_exam(content, Selection(), 5)
    with pytest.raises(UnreadableFile, match="no folder"):
        write_exam_pdf(content, atlas, exam, tmp_path / "none" / "exam.pdf")
    old = tmp_path / "exam.pdf"
    old.write_text("old")
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        write_exam_pdf(content, atlas, exam, old, progress=stopped)
    assert old.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["exam.pdf"]
