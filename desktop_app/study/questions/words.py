"""What skills and regions of the limb are called."""

from __future__ import annotations

from desktop_app.domain.questions import Skill
from desktop_app.domain.slugs import sentence_case, slug_words

SKILL_WORDS = {
    Skill.LOCATE: "Find points",
    Skill.NAME: "Names",
    Skill.CATEGORY: "Categories",
    Skill.NEEDLING: "Needling",
    Skill.CAUTION: "Cautions",
    Skill.ORDER: "Order on the meridian",
    Skill.BENEATH: "What lies beneath",
    Skill.EVIDENCE: "Evidence",
    Skill.TRACE: "Trace meridians",
}
"""What each skill is called, in the order they are offered."""

REGION_WORDS = {
    "toe": "Toes",
    "foot-dorsum": "Top of the foot",
    "foot-sole": "Sole",
    "foot-medial": "Inner side of the foot",
    "foot-lateral": "Outer side of the foot",
    "ankle": "Ankle",
    "leg-anterior": "Front of the lower leg",
    "leg-medial": "Inner lower leg",
    "leg-lateral": "Outer lower leg",
    "leg-posterior": "Calf",
    "knee": "Knee",
    "thigh-anterior": "Front of the thigh",
    "thigh-medial": "Inner thigh",
    "thigh-lateral": "Outer thigh",
    "thigh-posterior": "Back of the thigh",
    "groin": "Groin",
    "buttock": "Buttock",
    "lower-abdomen": "Lower abdomen",
}
"""What each region is called, from the toes upwards."""


def region_words(region: str) -> str:
    """Return what a region is called; one without words of its own by its slug."""
    return REGION_WORDS.get(region) or sentence_case(slug_words(region))
