"""Point codes in any spelling that practitioners use, and the WHO form of each."""

from __future__ import annotations

import re

POINTS_OF = {
    "LU": 11, "LI": 20, "ST": 45, "SP": 21, "HT": 9, "SI": 19, "BL": 67,
    "KI": 27, "PC": 9, "TE": 23, "GB": 44, "LR": 14, "GV": 28, "CV": 24,
}  # fmt: skip
"""How many points each meridian has (WHO 2008)."""

SPELLINGS = {
    "ST": ("ST", "S", "E", "M", "MA", "STO"),
    "SP": ("SP", "MP", "RP", "MI", "SPL"),
    "BL": ("BL", "B", "UB", "V", "VU"),
    "KI": ("KI", "K", "KID", "KD", "R", "RN", "N", "NI"),
    "GB": ("GB", "G", "VB"),
    "LR": ("LR", "LIV", "LV", "F", "LE"),
    "EX-LE": ("EX-LE", "EXLE", "XLE", "EX"),
}
"""Letters in use for each leg meridian.

English, French (Estomac, Rate-Pancréas, Vessie, Rein, Vésicule biliaire, Foie), German (Magen,
Milz-Pankreas, Blase, Niere, Gallenblase, Leber) and Spanish (Estómago, Vejiga, Riñón).
"""

_EXTRA = re.compile(r"EX-(HN|CA|B|UE|LE)\d{1,2}(\.\d{1,2})?")
_REGULAR = re.compile(r"([A-Z]{2})([1-9]\d?)")
_TYPED = re.compile(r"([A-Z]+(?:[-\s]?LE)?)[-\s.]*0?(\d{1,2}(?:\.\d{1,2})?)")
_MERIDIAN_OF = {
    spelling.replace("-", ""): meridian
    for meridian, spellings in SPELLINGS.items()
    for spelling in spellings
}


def is_who_code(code: str) -> bool:
    """Tell whether this is the code of a point of the body in WHO's form."""
    regular = _REGULAR.fullmatch(code)
    if regular is not None:
        return 1 <= int(regular[2]) <= POINTS_OF.get(regular[1], 0)
    return _EXTRA.fullmatch(code) is not None


def read_code(text: str) -> str:
    """Return the WHO code meant by ``st-36``, ``St 36``, ``S36``, ``E36``...; empty if none."""
    typed = _TYPED.fullmatch(text.strip().upper().removeprefix("YQ:POINT/"))
    if typed is None:
        return ""
    letters = re.sub(r"[-\s]", "", typed[1])
    meridian = _MERIDIAN_OF.get(letters, letters if letters in POINTS_OF else "")
    return f"{meridian}{typed[2]}" if meridian else ""


def spellings(code: str) -> tuple[str, ...]:
    """Return the ways to write a code, joined and in small letters: ``st36``, ``s36``, ``e36``."""
    matched = re.fullmatch(r"(EX-LE|[A-Z]+)(\d+(?:\.\d+)?)", code)
    if matched is None:
        return (code.lower(),)
    letters = SPELLINGS.get(matched[1], (matched[1],))
    joined = (f"{each}{matched[2]}".replace("-", "").lower() for each in letters)
    return tuple(dict.fromkeys(joined))
