"""What names mean in a library: of points, meridians, conditions, claims, tags, collections."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.content import Content
from desktop_app.domain.own import folded
from desktop_app.library.fields import LookUp
from desktop_app.store import Library, facets, organised


def names_of(library: Library) -> LookUp:
    """Return what looks up a name as typed: whole, or if there is none such, its beginning."""

    def look_up(field: str, typed: str) -> tuple[str, ...]:
        wanted = folded(typed)
        if not wanted:
            return ()
        named = [(key, tuple(map(folded, names))) for key, names in _names(library, field)]
        whole = tuple(key for key, names in named if wanted in names)
        words = [folded(word) for word in typed.replace("-", " ").split()]
        return whole or tuple(
            key
            for key, names in named
            if any(name.startswith(wanted) for name in names)
            or (len(wanted) > 2 and any(all(word in name for word in words) for name in names))
        )

    return look_up


def point_words(content: Content, code: str) -> str:
    """Return a point's code with its name, if it ships."""
    point = content.points.get(code)
    return f"{code} {point.pinyin}" if point else code


def condition_words(content: Content, slug: str) -> str:
    """Return a condition's name, or its slug as words."""
    condition = content.conditions.get(slug)
    return condition.name if condition else slug.replace("-", " ")


def _names(library: Library, field: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield the keys that a field can have, each with its names."""
    content = library.content
    match field:
        case "point":
            for point in content.points.values():
                names = (point.pinyin, point.hanzi, point.hanzi_traditional, point.english)
                yield point.code, (point.code, *names, *point.aliases)
        case "meridian":
            for each in content.meridians.values():
                yield each.code, (each.code, each.english, each.pinyin, each.hanzi)
        case "condition":
            with library.reading() as connection:
                slugs = facets.conditions(connection)
            for slug in dict.fromkeys((*content.conditions, *slugs)):
                known = content.conditions.get(slug)
                yield slug, (slug, *((known.name, *known.aliases) if known else ()))
        case "claim":
            with library.reading() as connection:
                keys = facets.claims(connection)
            yield from ((key, (key,)) for key in keys)
        case "tag" | "in":
            with library.reading() as connection:
                held: Iterable[organised.Tag | organised.Collection] = (
                    organised.all_tags(connection, counted=False)
                    if field == "tag"
                    else organised.collections(connection, counted=False)
                )
            yield from ((each.key, (each.key, each.name)) for each in held)
