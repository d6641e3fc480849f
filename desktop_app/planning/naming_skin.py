"""Finds skin by a name that somebody typed: a territory, or a part such as the sole."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.atlas.skin import Skin
from desktop_app.content import Content
from desktop_app.domain.errors import NotFound
from desktop_app.domain.findings import Ground
from desktop_app.planning.nerves import branches


def skin_named(skin: Skin, content: Content, typed: str) -> bytes:
    """Return the mask of the skin of this name, one byte for each face, 0 or 1.

    Parameters
    ----------
    typed
        An id (``sural-nerve``, ``L5``, ``KI``, ``sole``), with or without what it is before a colon
        (``dermatome:L5``), or a name in words; case does not matter. Some words of a name are
        enough if no other name has them.

    Raises
    ------
    NotFound
        If there is none, or several; says which there are.
    """
    wanted = _plain(typed)
    named = list(_names(skin))
    exact = list(dict.fromkeys(row for name, row in named if name == wanted))
    words = set(wanted.split())
    is_trunk = f"nerve/{wanted.replace(' ', '-')}" in content.structures
    part = [row for name, row in named if words and words <= set(name.split()) and not is_trunk]
    found = exact or list(dict.fromkeys(part))
    if len(found) == 1:
        ground, key = found[0]
        return skin.regions[key] if ground is None else skin.territory(ground, key)
    if found:
        names = ", ".join(sorted({key for _, key in found}))
        raise NotFound(f"“{typed}” may be any of {names}.", "Name one of them.")
    raise NotFound(_missing(skin, content, typed, wanted), _there_are(skin))


def _names(skin: Skin) -> Iterator[tuple[str, tuple[Ground | None, str]]]:
    for ground, labels in skin.labels.items():
        for key, words in zip(labels.names, labels.words, strict=True):
            if key in labels.territories:
                for name in (key, f"{ground}:{key}", words):
                    yield _plain(name), (ground, key)
    for region in skin.regions:
        yield _plain(region), (None, region)


def _missing(skin: Skin, content: Content, typed: str, wanted: str) -> str:
    nerve = content.structures.get(f"nerve/{wanted.replace(' ', '-')}")
    if nerve is None:
        return f"There is no territory “{typed}”."
    held = skin.labels[Ground.NERVE].territories
    of = [name for name in branches(nerve.id) if name in held]
    sentence = f"The {nerve.name[:1].lower()}{nerve.name[1:]} has no skin of its own here"
    return f"{sentence}; its branches have: {', '.join(of)}." if of else f"{sentence}."


def _there_are(skin: Skin) -> str:
    grounds = [", ".join(labels.territories) for labels in skin.labels.values()]
    return f"There are: {'; '.join([*grounds, ', '.join(skin.regions)])}."


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace(":", " ").replace("_", " ").split())
