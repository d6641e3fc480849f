"""The label of a plan: a code for the client, never a name."""

from __future__ import annotations

import re

WHY_A_CODE = (
    "A code, not a name: this library is not encrypted. Keep the list of who is who elsewhere."
)
"""Why a plan has a code for the client."""

UNTITLED = "Untitled plan"

_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLES = frozenset({"dr", "frau", "herr", "mr", "mrs", "ms", "miss", "mx", "prof", "sir"})
_CODE_WORDS = frozenset({"case", "client", "code", "file", "no", "patient", "pt", "trial"})
"""Words that codes begin with: ``Client B`` is no name."""

_DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d[-./ ]?[01]\d[-./ ]?[0-3]\d"
    r"|[0-3]?\d[-./ ][01]?\d[-./ ](?:19|20)?\d\d"
    r"|[01]?\d[-./ ][0-3]?\d[-./ ](?:19|20)?\d\d)(?!\d)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPELT_DATE = re.compile(
    rf"\b(?:[0-3]?\d\.? ?(?:{'|'.join(_MONTHS)})[a-z]*|(?:{'|'.join(_MONTHS)})[a-z]* [0-3]?\d)"
    r"(?:,? (?:19|20)?\d\d)?\b",
    re.IGNORECASE,
)
_EMAIL_OR_PHONE = re.compile(r"\S@\S+\.\S|(?:\+|\b0)\d[\d ()/-]{6,}\d")


def label_warning(label: str) -> str:
    """Return why a label should be another, or nothing; a warning, as no rule knows every name.

    What looks like a first and last name, a date of birth, an address or a telephone number is
    warned of. Source: our own rule.
    """
    tidy = " ".join(label.split())
    if _DATE.search(tidy) or _SPELT_DATE.search(tidy):
        return f"This looks like a date of birth. {WHY_A_CODE}"
    if _EMAIL_OR_PHONE.search(tidy):
        return f"This looks like an address or a telephone number. {WHY_A_CODE}"
    return f"This looks like a name. {WHY_A_CODE}" if _looks_like_name(tidy) else ""


def plan_name(label: str, title: str) -> str:
    """Return what a plan is called: ``A12 – Numb soles``, or the half there is."""
    return " – ".join(filter(None, (label.strip(), title.strip()))) or UNTITLED


def _looks_like_name(label: str) -> bool:
    words = _WORDS.findall(label)
    lower = [word.casefold() for word in words]
    if any(word in _TITLES for word in lower) and len(words) > 1:
        return True
    if any(character.isdigit() for character in label) or set(lower) & _CODE_WORDS:
        return False
    # ``Anna Berg``, ``Berg, Anna``; initials alone (``A B``) and codes in capitals (``AB XY``)
    # tell too little to warn of.
    capitalised = [word for word in words if len(word) > 1 and word[0].isupper()]
    return len([word for word in capitalised if not word.isupper()]) > 1
