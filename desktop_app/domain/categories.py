"""The traditional classes of points in words."""

from __future__ import annotations

from desktop_app.domain.points import Category, Point

CATEGORY_WORDS = {
    "he-sea": "He-sea",
    "lower-he-sea": "Lower he-sea",
    "jing-well": "Jing-well",
    "ying-spring": "Ying-spring",
    "shu-stream": "Shu-stream",
    "jing-river": "Jing-river",
    "yuan-source": "Yuan-source",
    "luo-connecting": "Luo-connecting",
    "xi-cleft": "Xi-cleft",
    "hui-meeting": "Hui-meeting",
    "crossing": "Crossing",
    "confluent": "Confluent",
    "coupled-with": "Coupled with",
    "command": "Command",
    "group-luo": "Group luo",
    "mother-tonification": "Mother (tonification)",
    "child-sedation": "Child (sedation)",
    "horary": "Horary",
    "entry": "Entry",
    "exit": "Exit",
    "ghost-point": "Ghost point",
    "sea-of-blood": "Sea of blood",
    "sea-of-water-and-grain": "Sea of water and grain",
    "ma-danyang-heavenly-star": "Ma Danyang’s heavenly star",
    "one-of": "One of",
}
"""What a card and the terminal call each class; others are called by their slug."""

FIVE_SHU = ("jing-well", "ying-spring", "shu-stream", "jing-river", "he-sea")
"""The five transport classes, from the tips of the toes upwards."""


def category_word(category: Category, point: Point) -> str:
    """Return a category as a chip says it, such as ``He-sea · earth``."""
    word = CATEGORY_WORDS.get(category.kind, category.kind.replace("-", " ").capitalize())
    if category.kind in FIVE_SHU and point.element:
        return f"{word} · {point.element}"
    detail = category.detail.removeprefix("Of the ").removesuffix(" meridian")
    if category.kind in ("yuan-source", "luo-connecting") or not detail:
        return word
    if category.kind in ("one-of", "coupled-with"):
        return f"{word} {detail}"
    return f"{word} · {detail}"
