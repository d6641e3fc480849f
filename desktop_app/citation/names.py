"""Names of people and bodies as reference files write them, by one rule for every format.

The rule: the leading lower-case words of a family name are its particle (``van der``, ``de la``),
as are particles that follow the given names (``Berg, Jan van der``);
what is joined to the name (``d'Arcy``, ``al-Jazari``) belongs to it. What stands after a second
comma is the suffix. A name of one part is a ``literal``, for nothing tells a mononym from a body.
"""

from __future__ import annotations

import re

from desktop_app.domain.reference import Name

_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.?-?){1,3}\Z")
_BODY = re.compile(
    r"\b(?:group|collaborat|associat|societ|institut|universit|ministry|committee|organi[sz]ation|"
    r"council|network|team|investigators|consortium|trial|study|cent(?:re|er)|department|"
    r"foundation|college|academy|agency|office|panel|union|commission|hospital|program|alliance)",
    re.IGNORECASE,
)
_GIVEN_PARTICLE = re.compile(
    r" ((?:van|von|vom|zu|zur|de|der|den|del|della|di|da|dos|das|du|la|le|ter|ten|af|av)"
    r"(?: (?:de|der|den|het|la|las|los|le|zu))*)\Z"
)
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th"})


def split_particle(family: str) -> tuple[str, str]:
    """Return the particle and the rest of a family name: ``van der Berg`` as two."""
    if not family[:1].islower() or " " not in family:
        return "", family
    words = family.split()
    count = 0
    while count < len(words) - 1 and words[count][0].islower():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def name_of(family: str, given: str = "", suffix: str = "") -> Name:
    """Return a name from its parts; a family name that stands alone becomes a literal."""
    if not given and not suffix:
        return Name(literal=family)
    particle, family = split_particle(family)
    if not particle and (found := _GIVEN_PARTICLE.search(given)):
        given, particle = given[: found.start()], found[1]
    return Name(family=family, given=given, particle=particle, suffix=suffix)


def name_from_inverted(text: str) -> Name:
    """Return the name written as ``Family, Given, Suffix``, or without commas as it stands.

    ``Smith JA`` is family and initials unless it speaks of a body. EndNote's way of telling a body
    is kept: a comma at the end (``Cochrane Collaboration,``), or doubled where the name has one.
    """
    text = " ".join(text.split()).lstrip(", ")
    if "," not in text:
        return _without_comma(text)
    if ",," in text:
        return Name(literal=text.replace(",,", ","))
    if text.endswith(","):
        return Name(literal=text.rstrip(", "))
    family, _, given = text.partition(",")
    given, _, suffix = given.partition(",")
    family, given, suffix = family.strip(), given.strip(), suffix.strip()
    return name_of(family, given, suffix)


def _without_comma(text: str) -> Name:
    family, _, initials = text.rpartition(" ")
    if family and _INITIALS.match(initials) and family.count(" ") < 3 and not _BODY.search(family):
        return name_of(family, initials)
    return Name(literal=text)


def inverted(name: Name) -> str:
    """Write a name so that ``name_from_inverted`` reads the same one."""
    if not name.literal:
        family = f"{name.particle} {name.family}".strip()
        if not name.suffix:
            return f"{family}, {name.given}" if name.given else family
        return f"{family}, {name.given}, {name.suffix}"
    if "," in name.literal:
        return name.literal.replace(",", ",,")
    as_body = name_from_inverted(name.literal) == name
    return name.literal if as_body else f"{name.literal},"
