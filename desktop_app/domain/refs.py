"""Refs: the one form in which anything that can be looked at is named (``yq:point/ST36``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_FORM = re.compile(r"yq:(?P<kind>[a-z]+)/(?P<key>[A-Za-z0-9][A-Za-z0-9._-]*)")


class Kind(StrEnum):
    """What a ref can point to; also the order in which search results are grouped."""

    POINT = "point"
    MERIDIAN = "meridian"
    CONDITION = "condition"
    TOPIC = "topic"
    CLAIM = "claim"
    STUDY = "study"
    VESSEL = "vessel"
    NERVE = "nerve"
    TERRITORY = "territory"
    SITE = "site"
    NOTE = "note"
    FILE = "file"
    MARK = "mark"
    COLLECTION = "collection"
    TAG = "tag"
    FILTER = "filter"
    PLAN = "plan"
    LEARNING = "learning"


class BadRef(ValueError):
    """A text that is not a ref; its message is fit for the user."""


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A kind and a stable key, written ``yq:kind/key``."""

    kind: Kind
    key: str

    def __str__(self) -> str:
        return f"yq:{self.kind.value}/{self.key}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Read ``yq:kind/key``.

        Raises
        ------
        BadRef
            If the text has another form or an unknown kind.
        """
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise BadRef(f"“{text}” is not a Yongquan link; it should look like yq:point/ST36.")
        try:
            kind = Kind(match["kind"])
        except ValueError:
            raise BadRef(f"“{text}” names an unknown kind, “{match['kind']}”.") from None
        return cls(kind, match["key"])


def point_ref(code: str) -> Ref:
    """Return the ref of the point with this WHO code."""
    return Ref(Kind.POINT, code)


def study_ref(key: str) -> Ref:
    """Return the ref of the study with this key."""
    return Ref(Kind.STUDY, key)


def claim_ref(key: str) -> Ref:
    """Return the ref of the claim with this id."""
    return Ref(Kind.CLAIM, key)
