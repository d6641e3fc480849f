"""Which nerves a text on what lies beneath a point names, and from which trunk a nerve comes."""

from __future__ import annotations

import re
from collections.abc import Iterator

TRUNKS = {
    "medial-plantar-nerve": ("tibial-nerve",),
    "lateral-plantar-nerve": ("tibial-nerve",),
    "medial-calcaneal-nerves": ("tibial-nerve",),
    "superficial-fibular-nerve": ("common-fibular-nerve",),
    "deep-fibular-nerve": ("common-fibular-nerve",),
    "lateral-sural-cutaneous-nerve": ("common-fibular-nerve",),
    "sural-nerve": ("tibial-nerve", "common-fibular-nerve"),
    "saphenous-nerve": ("femoral-nerve",),
    "anterior-femoral-cutaneous-nerves": ("femoral-nerve",),
}
"""The trunk of each nerve of the skin; textbook anatomy."""

LARGER = {"tibial-nerve": ("sciatic-nerve",), "common-fibular-nerve": ("sciatic-nerve",)}
"""Of which nerve a trunk is itself a branch."""

_NAMES = (
    ("medial-calcaneal-nerves", r"medial calcaneal branches of the tibial nerve"),
    ("tibial-nerve", r"(?<!branches of the )tibial nerves?\b"),
    ("common-fibular-nerve", r"\bcommon fibular\b"),
    ("superficial-fibular-nerve", r"\bsuperficial fibular\b|\b(medial|intermediate) dorsal cutan"),
    ("deep-fibular-nerve", r"\bdeep fibular\b"),
    ("lateral-sural-cutaneous-nerve", r"\blateral sural\b"),
    ("sural-nerve", r"(?<!lateral )\bsural\b|\blateral dorsal cutan"),
    ("saphenous-nerve", r"\bsaphenous\b"),
    ("medial-plantar-nerve", r"\bmedial (and lateral )?plantar nerves?\b"),
    ("lateral-plantar-nerve", r"\blateral plantar nerves?\b|plantar digital.* of the fourth space"),
    ("lateral-femoral-cutaneous-nerve", r"\blateral femoral cutaneous\b"),
    ("posterior-femoral-cutaneous-nerve", r"\bposterior femoral cutaneous\b"),
    (
        "anterior-femoral-cutaneous-nerves",
        r"\banterior cutaneous branches of the femoral\b|\bmedial femoral cutaneous\b",
    ),
    ("femoral-nerve", r"(\A|muscular branches of the )femoral nerve|vastus medialis"),
    ("obturator-nerve", r"\bobturator\b"),
    ("sciatic-nerve", r"\bsciatic\b"),
    ("cluneal-nerves", r"\bcluneal\b"),
    ("ilioinguinal-genitofemoral-nerves", r"\bilioinguinal\b|\bgenitofemoral\b"),
)
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _NAMES)


def nerves_named(text: str) -> Iterator[str]:
    """Yield the ids of the nerves that a text such as ``sural nerve (branches)`` names."""
    yield from (name for name, pattern in _PATTERNS if pattern.search(text.casefold()))


def branches(trunk: str) -> Iterator[str]:
    """Yield the ids of the nerves of the skin that come from a trunk, through others or not."""
    for nerve, trunks in TRUNKS.items():
        if trunk in trunks or any(trunk in LARGER.get(each, ()) for each in trunks):
            yield nerve
