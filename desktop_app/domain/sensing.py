"""The tests of sensation, reflexes and circulation in the feet: where, what is told, what it means.

Places that are examination sites have the ids of ``data/structures/sites.yaml``, which says also
which protocol uses which of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.area import Feeling

FROM_MEMORY = "from memory of common practice; not reviewed by a clinician"
OUR_OWN = "our own rule; not reviewed by a clinician"


@dataclass(frozen=True, slots=True)
class Choice:
    """A result that a test can have at a place."""

    value: str
    words: str
    abnormal: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a test is done.

    Parameters
    ----------
    id
        Of the examination site where there is one.
    region
        The ready-made area that an abnormal result stands for; empty for a disc about the site.
    """

    id: str
    name: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Test:
    """A test, done on each limb at each of its places.

    Parameters
    ----------
    id
        As ``Finding.test`` names it.
    explained
        How it is done.
    source
        What places, results and the way of doing it rest on.
    fills
        What an abnormal result lets one mark in the skin there; None if it tells nothing of the
        skin itself.
    studies
        Keys of studies in the library that call for it.
    protocols
        Ids of the protocols that choose among its places; empty if all are used.
    """

    # Tells pytest that this is none of its own.
    __test__ = False

    id: str
    name: str
    places: tuple[Place, ...]
    choices: tuple[Choice, ...]
    explained: str
    source: str
    fills: Feeling | None = None
    studies: tuple[str, ...] = ()
    protocols: tuple[str, ...] = ()

    def place(self, id: str) -> Place | None:  # noqa: A002  the word for it everywhere
        """Return one of its places, or None."""
        return next((place for place in self.places if place.id == id), None)

    def is_abnormal(self, value: str) -> bool:
        """Tell whether a result is abnormal; one that is none of the choices is not."""
        return any(choice.abnormal for choice in self.choices if choice.value == value)


PROTOCOLS = (
    ("ten-site", "Ten sites"),
    ("ada-4", "Four sites (ADA)"),
    ("iwgdf-3", "Three sites (IWGDF)"),
)
"""Protocols of the monofilament, the fullest first."""

_FELT = Choice("felt", "Felt", abnormal=False)
_NOT_FELT = Choice("not-felt", "Not felt", abnormal=True)
_REFLEX = (
    Choice("present", "Present", abnormal=False),
    Choice("weak", "Reduced", abnormal=True),
    Choice("absent", "Absent", abnormal=True),
)
_KEY_POINTS = (
    Place("monofilament-toe-1", "Great toe", "toe-1"),
    Place("key-point-L5", "Dorsum of the foot (L5)"),
    Place("key-point-S1", "Outer side of the heel (S1)"),
    Place("key-point-L4", "Inner ankle (L4)"),
    Place("key-point-L3", "Inner side of the knee (L3)"),
)

TESTS = (
    Test(
        "monofilament",
        "10-g monofilament",
        (
            Place("monofilament-toe-1", "Great toe", "toe-1"),
            Place("monofilament-toe-3", "Third toe", "toe-3"),
            Place("monofilament-toe-5", "Fifth toe", "toe-5"),
            Place("monofilament-head-1", "First metatarsal head"),
            Place("monofilament-head-3", "Third metatarsal head"),
            Place("monofilament-head-5", "Fifth metatarsal head"),
            Place("monofilament-midfoot-medial", "Medial midfoot"),
            Place("monofilament-midfoot-lateral", "Lateral midfoot"),
            Place("monofilament-heel", "Heel", "heel"),
            Place("monofilament-dorsum", "Dorsum between toes 1 and 2"),
        ),
        (_FELT, _NOT_FELT),
        "Show it on the hand first; then eyes closed. Press at right angles until the fibre "
        "buckles, about 2 seconds from touch to lift, beside callus, ulcer or scar. Ask three "
        "times at a site, once without touching: two wrong answers mean not felt.",
        f"way of testing: instructions of the IWGDF; which sites are the four of the ADA and the "
        f"three of the IWGDF {FROM_MEMORY}",
        Feeling.NUMB,
        ("ada-2024", "schaper-2024"),
        tuple(protocol for protocol, _ in PROTOCOLS),
    ),
    Test(
        "vibration",
        "Vibration, 128-Hz fork",
        (
            Place("great-toe-bone", "Great toe, over the bone"),
            Place("key-point-L4", "Inner ankle"),
        ),
        (
            _FELT,
            Choice("weak", "Felt for a shorter time than by the examiner", abnormal=True),
            _NOT_FELT,
        ),
        "Show it on the wrist first; then eyes closed. Foot of the struck fork on the bone behind "
        "the nail of the great toe; if it is not felt there, go on to the ankle. Tells of "
        "the large nerve fibres, not of the skin itself.",
        f"wrist first, eyes closed: instructions of the IWGDF; the rest {FROM_MEMORY}",
        None,
        ("ada-2024",),
    ),
    Test(
        "pinprick",
        "Pinprick",
        _KEY_POINTS,
        (
            Choice("felt", "Sharp", abnormal=False),
            Choice("weak", "Less sharp, or too sharp", abnormal=True),
            Choice("not-felt", "Not felt as sharp", abnormal=True),
        ),
        "A new blunt test pin for each person, no hypodermic needle; at the great toe just behind "
        "the nail. Compare with skin that feels normal. Never on broken skin.",
        f"sites: key sensory points of the ISNCSCI and the great toe; results {FROM_MEMORY}",
        Feeling.NUMB,
        ("ada-2024",),
    ),
    Test(
        "temperature",
        "Temperature",
        (
            Place("monofilament-toe-1", "Great toe", "toe-1"),
            Place("dorsum", "Dorsum of the foot", "dorsum"),
            Place("sole", "Sole", "sole"),
        ),
        (
            Choice("felt", "Cool told from warm", abnormal=False),
            Choice("weak", "Unsure", abnormal=True),
            Choice("not-felt", "Not told apart", abnormal=True),
        ),
        "The metal of the fork against its warmed plastic, or a tool with a warm and a cool end; "
        "nothing hot, which numb skin would not notice.",
        FROM_MEMORY,
        Feeling.NUMB,
        ("ada-2024",),
    ),
    Test(
        "ankle-reflex",
        "Ankle reflex",
        (Place("achilles-tendon", "Achilles tendon"),),
        _REFLEX,
        "Compare the sides, and repeat with clenched hands before it is called absent. It is often "
        "absent in old age without illness.",
        FROM_MEMORY,
    ),
    Test(
        "pulse",
        "Pulses",
        (
            Place("pulse-dorsalis-pedis", "Dorsalis pedis"),
            Place("pulse-posterior-tibial", "Posterior tibial"),
            Place("pulse-popliteal", "Popliteal"),
            Place("pulse-femoral", "Femoral"),
        ),
        (
            Choice("present", "Present", abnormal=False),
            Choice("weak", "Weak", abnormal=True),
            Choice("absent", "Absent", abnormal=True),
        ),
        "With the fingertips, the foot warm. The dorsalis pedis pulse cannot be felt in some "
        "healthy people, and pulses that are felt do not rule narrowed arteries out.",
        FROM_MEMORY,
    ),
    Test(
        "refill",
        "Capillary refill",
        (Place("monofilament-toe-1", "Pulp of the great toe"),),
        (
            Choice("prompt", "Within 3 seconds", abnormal=False),
            Choice("slow", "Longer than 3 seconds", abnormal=True),
        ),
        "Press until pale for 5 seconds, let go, and count until the colour is back. Slow in cold "
        "feet too, and a poor test of arterial disease by itself.",
        f"limit of 3 seconds: {OUR_OWN}",
    ),
)
"""The tests, in the order in which they are asked for."""


def sensory_test(id: str) -> Test | None:  # noqa: A002  the word for it everywhere
    """Return the test with this id, or None."""
    return next((test for test in TESTS if test.id == id), None)
