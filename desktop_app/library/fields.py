"""The fields of the query language: what each asks for, how its values are written."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop_app.domain.codes import POINTS_OF, read_code
from desktop_app.domain.evidence_words import CERTAINTY_WORDS, DESIGN_WORDS, DIRECTION_WORDS
from desktop_app.domain.own import folded
from desktop_app.domain.query import Either, OneOf, Wanted, Within, Words

LookUp = Callable[[str, str], tuple[str, ...]]
"""Given a field and a name as typed, returns the keys that it means in a library."""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value that a field can have, what it says, and other ways to write it."""

    value: str
    words: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be asked for, as ``name:value``.

    ``choices`` are all values it can have; empty if they depend on the library or are free.
    """

    name: str
    explained: str
    examples: tuple[str, ...]
    choices: tuple[FieldValue, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """The values it can have as they are written; empty if they are free."""
        return tuple(each.value for each in self.choices)


_SPELLINGS = {
    "meta-analysis": ("metaanalysis", "pooled analysis"),
    "systematic-review": ("sr", "review of trials"),
    "rct": ("randomized trial", "randomised controlled trial", "randomized controlled trial"),
    "controlled-trial": ("cct", "non-randomised trial"),
    "cohort": ("cohort study",),
    "case-series": ("case report", "case reports"),
    "survey": ("cross-sectional",),
    "mechanistic-human": ("physiology",),
    "mechanistic-animal": ("animal study",),
    "narrative-review": ("review",),
    "guideline": ("practice guideline",),
    "benefit": ("positive", "works"),
    "no-difference": ("negative", "null", "no effect", "no benefit"),
    "harm": ("adverse",),
    "not-applicable": ("na", "none"),
}


def _worded(words: Mapping[Any, str]) -> tuple[FieldValue, ...]:
    return tuple(
        FieldValue(str(value), said, _SPELLINGS.get(value, ())) for value, said in words.items()
    )


NOT_STATED = "none"
"""The value that asks for studies whose design is unknown."""

DESIGNS = (*_worded(DESIGN_WORDS), FieldValue(NOT_STATED, "not stated", ("unknown",)))
DIRECTIONS = _worded(DIRECTION_WORDS)
CERTAINTIES = _worded(CERTAINTY_WORDS)

STANDINGS = (
    FieldValue("mine", "brought by you", ("own",)),
    FieldValue("shipped", "shipped with the program"),
    FieldValue("starred", "starred", ("star",)),
    FieldValue("unread", "not read yet", ("new",)),
    FieldValue("reading", "being read"),
    FieldValue("read", "read"),
    FieldValue("cited", "cited by the source article"),
    FieldValue("retracted", "retracted"),
    FieldValue("trashed", "in the trash", ("trash", "deleted")),
)

HOLDINGS = (
    FieldValue("file", "a file", ("pdf", "attachment", "files")),
    FieldValue("note", "a note of yours", ("notes",)),
    FieldValue("abstract", "an abstract"),
    FieldValue("effect", "an effect with figures", ("effects",)),
    FieldValue("appraisal", "an appraisal of yours"),
    FieldValue("doi", "a DOI"),
)

AGES = (
    FieldValue("today", "today"),
    FieldValue("week", "in the last seven days"),
    FieldValue("month", "in the last thirty days"),
)

FIELDS = (
    Field(
        "design",
        "How the study was made.",
        ("design:rct", 'design:"randomised trial"', "design:cohort,survey"),
        DESIGNS,
    ),
    Field(
        "found",
        "What it found.",
        ("found:benefit", "found:no-difference"),
        DIRECTIONS,
        ("direction", "result"),
    ),
    Field("point", "A point that was needled.", ("point:ST36", "point:s36", "point:zusanli")),
    Field("meridian", "A meridian on which a needled point lies.", ("meridian:KI",)),
    Field(
        "condition",
        "What was treated or asked about.",
        ("condition:numb-feet", 'condition:"diabetic neuropathy"'),
    ),
    Field(
        "certainty",
        "How sure a claim is that the study bears on.",
        ("certainty:moderate", "certainty:low,very-low"),
        CERTAINTIES,
        ("grade",),
    ),
    Field("claim", "A claim that the study bears on, by its id.", ("claim:b12-test",)),
    Field(
        "year",
        "When it appeared.",
        ("year:2015", "year:2015..", "year:..2010", "year:2015..2020", "year:>=2015"),
    ),
    Field("n", "How many were studied.", ("n:>=50", "n:20..60"), (), ("size", "sample")),
    Field("author", "A name among its authors.", ("author:valentini",), (), ("authors", "by")),
    Field("title", "Words of its title.", ("title:neuropathy", 'title:"laser doppler"')),
    Field("journal", "Words of the journal's name.", ("journal:pain",)),
    Field("abstract", "Words of its abstract or summary.", ("abstract:microcirculation",)),
    Field("tag", "One of your tags.", ("tag:methods",), (), ("tags",)),
    Field("in", "One of your collections.", ("in:thesis",), (), ("collection",)),
    Field("is", "Where it stands.", ("is:starred", "is:unread", "is:mine"), STANDINGS),
    Field("has", "What there is of it.", ("has:file", "has:abstract"), HOLDINGS),
    Field(
        "added",
        "When you brought it in.",
        ("added:week", "added:90d..", "added:2026-11", "added:2026-01-15.."),
        AGES,
    ),
    Field("doi", "Its DOI, or how that begins.", ("doi:10.1016/s0168-8227(97)00123-x",)),
    Field("pmid", "Its number in PubMed.", ("pmid:9597381",)),
    Field("key", "Its key in the library.", ("key:abuaisha-1998",)),
)
"""Every field, in the order in which help shows them."""

BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.aliases)}

_WORDS = ("author", "title", "journal", "abstract")
_NAMED = ("point", "meridian", "condition", "tag", "in", "claim")
_NUMBER = re.compile(r"[0-9]{1,9}")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_AGO = re.compile(r"([0-9]{1,5})d(?:\.\.)?")
_DAYS = {"today": 0, "week": 7, "month": 30}
_OPERATOR = re.compile(r"(>=|<=|≥|≤|>|<|=)\s*(.*)", re.DOTALL)
_SPAN = re.compile(r"(.*?)(?:\.{2,}|…|–)(.*)", re.DOTALL)


def understand(
    field: Field, values: tuple[tuple[str, bool], ...], look_up: LookUp | None, today: date
) -> tuple[Wanted | None, str]:
    """Return what a field and its values ask for; None and a sentence if they make no sense.

    Parameters
    ----------
    field
        The field that was named.
    values
        Each as typed, with whether it stood in quotation marks.
    look_up
        Names of the library; without it names are taken to be keys.
    today
        From which ``added:week`` counts back.
    """
    name = field.name
    if name in _WORDS:
        return _either(tuple(Words(text, name, exact) for text, exact in values)), ""
    if name in _RANGE_WORDS:
        spans = [_span(field, text, today) for text, _ in values]
        if None in spans:
            return None, f"is not a {_RANGE_WORDS[name]}: write {_list(field.examples)}."
        return _either(tuple(Within(name, *span) for span in spans if span)), ""
    keys: list[str] = []
    for text, _ in values:
        meant = _keys(field, text, look_up)
        if not meant:
            return None, _unknown(field)
        keys += meant
    return OneOf(name, tuple(dict.fromkeys(keys))), ""


_RANGE_WORDS = {"year": "year", "n": "number", "added": "date"}


def _either(parts: tuple[Wanted, ...]) -> Wanted:
    return parts[0] if len(parts) == 1 else Either(parts)


def _keys(field: Field, text: str, look_up: LookUp | None) -> tuple[str, ...]:
    """Return the values that a text means; empty if it means none."""
    if field.choices:
        return _among(field.choices, text)
    if field.name == "point" and (code := read_code(text)):
        return (code,)
    if field.name == "meridian" and text.strip().upper() in POINTS_OF:
        return (text.strip().upper(),)
    if field.name in _NAMED and look_up is not None:
        return look_up(field.name, text)
    return (text.strip(),) if text.strip() else ()


def _among(values: tuple[FieldValue, ...], text: str) -> tuple[str, ...]:
    """Return the value that a text names, or all that begin so while it is being typed."""
    typed = folded(text)
    if not typed:
        return ()
    forms = {
        folded(form): each.value
        for each in values
        for form in (*each.spellings, each.words, each.value)
    }
    if typed in forms:
        return (forms[typed],)
    begun = [each.value for each in values if folded(each.value).startswith(typed)]
    begun = begun or [value for form, value in forms.items() if form.startswith(typed)]
    return tuple(dict.fromkeys(begun))


def _unknown(field: Field) -> str:
    if field.choices:
        return f"is no {field.name}: write {_list([each.value for each in field.choices])}."
    if field.name == "point":
        return "is no point's code or name: write ST36, s36 or zusanli."
    return f"is no {_NOUNS.get(field.name, field.name)} in this library."


_NOUNS = {"in": "collection"}


def _list(words: tuple[str, ...] | list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


def _span(field: Field, text: str, today: date) -> tuple[int | str | None, int | str | None] | None:
    """Return both ends of a range, None for an open one; None if it is no range."""
    if field.name != "added":
        span = _range(text, _NUMBER)
        if span is None:
            return None
        return _years(*span) if field.name == "year" else _numbers(*span)
    days = [_DAYS[word] for word in _among(field.choices, text)]
    if ago := _AGO.fullmatch(text.strip()):
        days = [int(ago[1])]
    if days:
        return str(today - timedelta(days=min(max(days), today.toordinal() - 1))), None
    span = _range(text, _DATE)
    return span and _dates(*span)


def _years(low: str, high: str) -> tuple[int | None, int | None]:
    # While a year is being typed it stands for all that begin so: 201 is 2010 to 2019.
    scale = 10 ** (4 - len(low)) if low and low == high and len(low) < 4 else 1
    first, last = _numbers(low, high)
    if first is None or last is None:
        return first, last
    return first * scale, (last + 1) * scale - 1


def _numbers(low: str, high: str) -> tuple[int | None, int | None]:
    first, last = int(low) if low else None, int(high) if high else None
    if first is not None and last is not None and first > last:
        return last, first
    return first, last


def _dates(low: str, high: str) -> tuple[str | None, str | None] | None:
    """Return the first day of the one and the last of the other; None if there is none such."""
    try:
        first = _first_day(low) if low else None
        last = _last_day(high) if high else None
    except ValueError:
        return None
    return (str(first) if first else None), (str(last) if last else None)


def _parts(text: str) -> tuple[int, int, int]:
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if year not in range(1900, 3000):
        raise ValueError
    return year, month, day


def _first_day(text: str) -> date:
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def _last_day(text: str) -> date:
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _range(text: str, form: re.Pattern[str]) -> tuple[str, str] | None:
    """Return both ends of a range as typed, an open one empty; None if it is no range."""
    text = text.strip()
    if operator := _OPERATOR.fullmatch(text):
        sign, value = operator.groups()
        if not form.fullmatch(value):
            return None
        if sign in (">", "<"):
            value = _beside(value, 1 if sign == ">" else -1)
        ends = {">": (value, ""), "<": ("", value), "=": (value, value)}
        return ends[sign.replace("≥", ">").replace("≤", "<")[0]]
    if span := _SPAN.fullmatch(text):
        low, high = (end.strip() for end in span.groups())
    elif form is _NUMBER and "-" in text:
        low, _, high = text.partition("-")
    else:
        # A dot at the end: the second of an open range is about to be typed.
        low = text.rstrip(".")
        high = "" if text.endswith(".") else low
    if not (low or high) or any(end and not form.fullmatch(end) for end in (low, high)):
        return None
    return low, high


def _beside(value: str, step: int) -> str:
    """Return the number after or before; a date is taken as it stands."""
    return str(max(int(value) + step, 0)) if value.isdigit() else value
