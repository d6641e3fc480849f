"""Where the skin rises and sinks over tendons, small bones, hollows and creases (right limb)."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float, float]


@dataclass(frozen=True)
class Ridge:
    """A raised (or, negative, sunken) line on the skin; one point makes a round bump or dent.

    Attributes
    ----------
    name : what it shows; lines of one name do not add up where they meet.
    height : displacement along the outward normal in the middle, mm.
    width : standard deviation of the cross profile, mm.
    path : points near the skin, mm; each is projected to the nearest skin point.
    """

    name: str
    height: float
    width: float
    path: tuple[Point, ...]


_EXTENSOR_FAN: tuple[tuple[Point, ...], ...] = (
    ((-130, 60, 36), (-127.5, 18, 52), (-124, 2, 75), (-121, -20, 105), (-121, -33, 130),
     (-122, -38, 150)),
    ((-132, 60, 36), (-130.5, 16, 52), (-132.5, -2, 75), (-135, -20, 100), (-137, -35, 125),
     (-138.5, -40, 147)),
    ((-134, 60, 36), (-133.5, 15, 51), (-140, -8, 70), (-147, -25, 95), (-151.5, -38, 117),
     (-153, -42, 138)),
    ((-136, 60, 36), (-136.5, 13, 49), (-146, -12, 62), (-158, -30, 85), (-165, -42, 108),
     (-167, -44, 130)),
)  # fmt: skip

RIDGES: tuple[Ridge, ...] = (
    Ridge("lateral malleolus", 2.4, 7.5, ((-160, 1, -9),)),
    Ridge("tip of the lateral malleolus", 1.0, 6.0, ((-157, -13, -9),)),
    Ridge("hollow behind the lateral malleolus", -1.9, 7.0,
          ((-152, 115, -34), (-151, 70, -33), (-151, 40, -33), (-151, 10, -35), (-150, -24, -33))),
    Ridge("hollow before the lateral malleolus", -1.6, 8.0, ((-157, -9, 16),)),
    Ridge("medial malleolus", 2.4, 8.0, ((-98.5, 10, 5),)),
    Ridge("hollow behind the medial malleolus", -1.8, 7.0,
          ((-100, 115, -30), (-102, 70, -29), (-101, 40, -27), (-100, 8, -28), (-101, -24, -24))),
    Ridge("hollow below the medial malleolus", -1.0, 7.0, ((-99, -14, 10),)),
    Ridge("calcaneal tendon", 1.0, 5.0,
          ((-122, 130, -55), (-122, 80, -50), (-124, 30, -48), (-124, -5, -54))),
    Ridge("medial to the calcaneal tendon", -1.2, 6.5,
          ((-109, 110, -46), (-112, 60, -42), (-113, 10, -42))),
    Ridge("lateral to the calcaneal tendon", -1.2, 6.0,
          ((-137, 110, -46), (-135, 60, -42), (-136, 10, -42))),
    Ridge("tibialis anterior tendon", 1.2, 3.6,
          ((-122, 120, 30), (-118, 50, 40), (-110, 15, 52), (-104, -14, 56))),
    Ridge("extensor hallucis longus tendon", 1.2, 2.7,
          ((-124, 60, 36), (-119, 20, 53), (-113, -3, 80), (-106, -22, 105), (-100, -32, 128),
           (-100, -38, 155))),
    *(Ridge("extensor digitorum longus tendon", 0.9, 2.3, path) for path in _EXTENSOR_FAN),
    Ridge("patellar ligament", 1.5, 7.0, ((-122, 392, 62), (-123, 380, 57), (-124, 345, 48))),
    Ridge("medial knee hollow", -2.0, 8.0, ((-106, 382, 54),)),
    Ridge("lateral knee hollow", -2.0, 8.0, ((-140, 382, 52),)),
    Ridge("above the patella", -1.2, 10.0, ((-120, 440, 76),)),
    Ridge("beside the patella, medial", -1.4, 7.0, ((-96, 405, 58), (-97, 425, 64))),
    Ridge("beside the patella, lateral", -1.4, 7.0, ((-146, 402, 55), (-145, 425, 60))),
    Ridge("vastus medialis", 2.0, 16.0, ((-84, 452, 58),)),
    Ridge("tibial tuberosity", 1.4, 8.0, ((-123, 344, 48),)),
    Ridge("tibial crest", 1.3, 5.0,
          ((-124, 345, 48), (-127, 235, 36), (-127.5, 150, 31), (-124, 70, 31))),
    Ridge("beside the tibial crest", -0.7, 7.0,
          ((-141, 325, 43), (-142, 235, 34), (-141, 150, 30), (-138, 90, 28))),
    Ridge("fibular head", 2.0, 8.0, ((-171, 357, -23),)),
    Ridge("iliotibial band", 0.8, 5.0, ((-169, 490, 10), (-165, 430, 10), (-160, 382, 22))),
    Ridge("biceps femoris tendon", 1.2, 5.5,
          ((-152, 480, -40), (-160, 410, -32), (-168, 368, -26))),
    Ridge("semitendinosus tendon", 1.1, 5.5, ((-84, 485, -38), (-82, 415, -38), (-77, 360, -34))),
    Ridge("popliteal fossa", -1.3, 17.0, ((-121, 412, -53),)),
    Ridge("popliteal crease", -0.7, 3.2,
          ((-158, 401, -34), (-140, 399, -50), (-122, 398, -57), (-100, 399, -50),
           (-80, 402, -38))),
    Ridge("between the heads of gastrocnemius", -1.5, 6.0, ((-128, 335, -75), (-130, 225, -73))),
    Ridge("lower border of the medial head", -1.3, 7.0,
          ((-128, 201, -68), (-100, 190, -61), (-76, 212, -38))),
    Ridge("lower border of the lateral head", -1.0, 7.0,
          ((-130, 208, -68), (-155, 220, -60), (-172, 245, -40))),
    Ridge("gluteal fold", -2.2, 6.0,
          ((-18, 772, -92), (-40, 765, -98), (-70, 761, -96), (-100, 766, -88),
           (-130, 778, -68), (-150, 792, -45))),
    Ridge("inguinal crease", -1.3, 8.0, ((-112, 918, 100), (-75, 868, 104), (-35, 822, 100))),
    Ridge("anterior superior iliac spine", 2.2, 12.0, ((-115, 927, 95),)),
    Ridge("fifth metatarsal tuberosity", 1.3, 6.5, ((-163, -42, 34),)),
    Ridge("navicular tuberosity", 1.2, 7.0, ((-96, -27, 40),)),
    Ridge("first metatarsal head", 1.0, 9.0, ((-84, -50, 127),)),
    Ridge("hollow of the sole", -1.2, 10.0, ((-124, -69, 98),)),
)  # fmt: skip
