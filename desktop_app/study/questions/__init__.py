"""Questions generated from the content, each with one right answer."""

from desktop_app.study.questions.asked import skill_of
from desktop_app.study.questions.bank import all_items, question, subject_of
from desktop_app.study.questions.words import REGION_WORDS, SKILL_WORDS, region_words

__all__ = [
    "REGION_WORDS",
    "SKILL_WORDS",
    "all_items",
    "question",
    "region_words",
    "skill_of",
    "subject_of",
]
