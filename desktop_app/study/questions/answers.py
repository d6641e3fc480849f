"""Marks what was typed: forgiving of spelling, never of another point's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from desktop_app.domain.codes import read_code
from desktop_app.domain.questions import Question, Verdict
from desktop_app.store.words import joined, plain
from desktop_app.study.questions.facts import exact
from desktop_app.study.questions.likeness import edits

_CODE_FIRST = re.compile(
    r"(?P<code>[A-Za-z]{1,3}(?:[-\s]?LE)?[-\s.]*\d{1,2}(?:\.\d)?)(?:\s*[,:;(]?\s*)(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_TONE_NUMBER = re.compile(r"(?<=[a-zü])[1-5](?![\d.])")
_TONES = frozenset("\u0300\u0301\u0304\u030c")
_SHORT = 4
"""Letters below which a slip makes another word rather than a misspelt one."""

_FEW = 3
"""Characters below which one of them makes half a name."""


def check_answer(question: Question, typed: str) -> Verdict:
    """Return whether what was typed is a right answer, nearly one, or another point's name.

    Codes count in any spelling (``ST-36``, ``s36``, ``E36``), pinyin with or without tones, spaces
    and apostrophes or with tones as numbers, characters simplified or traditional. A code and a
    name together must both be right. A slip of a letter or two is close, not right, unless it makes
    the name of another point.
    """
    text = " ".join(plain(typed).split())
    if not joined(text):
        return Verdict(False, said="Nothing was typed.")
    both = _CODE_FIRST.fullmatch(text)
    if both is not None and both["rest"] and read_code(both["code"]):
        name = both["rest"].strip().rstrip(")")
        return _both(question, read_code(both["code"]), both["code"], name)
    return _single(question, text)


def _both(question: Question, code: str, typed_code: str, name: str) -> Verdict:
    verdicts = [_single(question, name)]
    if any(read_code(each) for each in question.accepted):
        verdicts.append(_single(question, typed_code))
        # A name that the question itself gave is not among the answers.
        if verdicts[1].right and joined(name) in question.named:
            told = question.named[joined(name)]
            if code in told.split():
                return verdicts[1]
    return next((each for each in verdicts if not each.right), verdicts[0])


def _single(question: Question, text: str) -> Verdict:
    code = read_code(text)
    if code:
        return _code(question, code)
    accepted = {joined(each) for each in question.accepted} - {""}
    typed = joined(text)
    toned = exact(text)
    meant_other = _has_tones(text) and toned not in map(exact, question.accepted)
    if meant_other and toned in question.named and typed in accepted:
        return Verdict(False, said=f"With these tones that is {question.named[toned]}.")
    if typed in accepted:
        name = _toned(question, typed)
        return Verdict(True, said=f"With its tones: {name}." if meant_other and name else "")
    plainly = joined(_TONE_NUMBER.sub("", text.casefold()))
    if plainly in accepted:
        return Verdict(True)
    if plainly in question.named:
        return Verdict(False, said=_belongs(question, question.named[plainly]))
    meant = min(_slips(question, plainly), default=None)
    if meant is not None:
        return Verdict(False, close=True, said=f"You meant {meant[1]}?")
    return Verdict(False)


def _code(question: Question, code: str) -> Verdict:
    codes = {read_code(each) for each in question.accepted} - {""}
    if code in codes:
        return Verdict(True)
    return Verdict(False, said=f"That is {_named_code(question, code)}.")


def _belongs(question: Question, label: str) -> str:
    """Return whose name was typed, unless that is what was asked about."""
    codes = {each for each in question.accepted if read_code(each) == each}
    if codes.isdisjoint(label.split()):
        return f"That is {label}."
    return "That name was given; it is asked what else the point is called."


def _named_code(question: Question, code: str) -> str:
    """Return a code with its point's name, if it is a point of the content."""
    return next(
        (label for label in question.named.values() if label.partition(" ")[0] == code), code
    )


def _slips(question: Question, typed: str) -> Iterator[tuple[int, str]]:
    """Yield what may have been meant, with how many slips it takes."""
    for each in question.accepted:
        right = joined(each)
        if read_code(each) or len(right) < (_SHORT if right.isascii() else _FEW):
            continue
        most = 2 if len(right) > _SHORT + 2 else 1
        apart = edits(typed, right, most)
        if apart <= most:
            yield apart, each


def _has_tones(text: str) -> bool:
    return not _TONES.isdisjoint(unicodedata.normalize("NFD", text))


def _toned(question: Question, typed: str) -> str:
    """Return the right answer with tones that is typed so without them."""
    return next(
        (each for each in question.accepted if joined(each) == typed and _has_tones(each)), ""
    )
