"""Questions generated from the content, each with one right answer."""

from desktop_app.study.questions.answers import check_answer
from desktop_app.study.questions.asked import skill_of
from desktop_app.study.questions.bank import all_items, question, subject_of
from desktop_app.study.questions.selecting import Offered, items_of, offered
from desktop_app.study.questions.words import REGION_WORDS, SKILL_WORDS, region_words

__all__ = [
    "REGION_WORDS",
    "SKILL_WORDS",
    "Offered",
    "all_items",
    "check_answer",
    "items_of",
    "offered",
    "question",
    "region_words",
    "skill_of",
    "subject_of",
]
