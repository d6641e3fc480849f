"""Words for what a plan is made of: limbs, techniques, grounds of territories, reasons."""

from __future__ import annotations

from desktop_app.domain.findings import Ground, ReasonKind
from desktop_app.domain.plans import Limbs, Technique

LIMB_WORDS = {Limbs.RIGHT: "Right", Limbs.LEFT: "Left", Limbs.BOTH: "Both"}

TECHNIQUE_WORDS = {
    Technique.MANUAL: "Manual needling",
    Technique.ELECTRO: "Electroacupuncture",
    Technique.MOXA: "Moxibustion",
    Technique.WARM_NEEDLE: "Warm needle",
    Technique.PRESSURE: "Pressure",
    Technique.BLEEDING: "Prick to bleed",
}

GROUND_WORDS = {
    Ground.NERVE: "Peripheral nerves",
    Ground.DERMATOME: "Roots (dermatomes)",
    Ground.ARTERY: "Artery beds",
    Ground.MERIDIAN: "Meridian bands",
}

GROUND_EXPLAINED = {
    Ground.NERVE: "Skin that a peripheral nerve supplies, as textbooks draw it; people differ.",
    Ground.DERMATOME: "Skin of a spinal root, as textbooks draw it; neighbours overlap.",
    Ground.ARTERY: "Skin that an artery feeds first (angiosome); neighbours share what they feed.",
    Ground.MERIDIAN: "Skin nearest to a meridian’s course on this body: our own measure, "
    "not a finding of any study.",
}

REASON_WORDS = {
    ReasonKind.LOCAL: "In the area",
    ReasonKind.ADJACENT: "Near the area",
    ReasonKind.MERIDIAN: "Meridian",
    ReasonKind.NERVE: "Nerve",
    ReasonKind.ROOT: "Root",
    ReasonKind.TRIAL: "Used in trials",
    ReasonKind.CIRCULATION: "Circulation",
    ReasonKind.TRADITION: "Traditional use",
}

REASON_EXPLAINED = {
    ReasonKind.LOCAL: "The point lies in skin that is marked.",
    ReasonKind.ADJACENT: "The point lies close to skin that is marked.",
    ReasonKind.MERIDIAN: "The point is on a meridian that crosses the marked skin.",
    ReasonKind.NERVE: "The point lies over the nerve that supplies the marked skin.",
    ReasonKind.ROOT: "The point lies in skin or muscle of the same spinal root.",
    ReasonKind.TRIAL: "Studies of this condition needled the point; each says what it found.",
    ReasonKind.CIRCULATION: "A claim about blood flow covers the point and the area.",
    ReasonKind.TRADITION: "Tradition uses the point for this; it is not evidence of an effect.",
}
