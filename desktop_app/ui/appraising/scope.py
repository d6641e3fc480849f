"""Fields for what a study or claim is about: points in any spelling, meridians, conditions."""

from __future__ import annotations

from desktop_app.domain.codes import read_code
from desktop_app.ui.rich.fields import ListField
from desktop_app.ui.services import Services
from desktop_app.ui.words import slug_words


class ConditionField(ListField):
    """Conditions in words; those the library knows become their own names again."""

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__(
            "Conditions",
            "Between commas; those in use: " + ", ".join(map(slug_words, known[:6])) + "…",
        )
        self._slugs = {slug_words(slug).casefold(): slug for slug in known}

    def values(self) -> tuple[str, ...]:
        """Return the conditions as slugs."""
        return tuple(
            self._slugs.get(words.casefold(), "-".join(words.casefold().split()))
            for words in super().values()
        )


def condition_field(services: Services) -> ConditionField:
    """Return a field for conditions, which knows those of the shipped studies."""
    counts: dict[str, int] = {}
    for study in services.content.studies.values():
        for slug in study.conditions:
            counts[slug] = counts.get(slug, 0) + 1
    return ConditionField(tuple(sorted(counts, key=lambda slug: (-counts[slug], slug))))


def point_field() -> ListField:
    """Return a field for the codes of points, in any spelling; points elsewhere are allowed."""

    def check(text: str) -> str:
        return "" if read_code(text) else f"“{text}” is not the code of a point, such as ST36."

    return ListField("Points", "Codes between commas: ST36, SP6.", "ST36, SP6", check=check)


def points_of(field: ListField) -> tuple[str, ...]:
    """Return the codes entered, in WHO's spelling."""
    return tuple(dict.fromkeys(read_code(text) or text for text in field.values()))


def meridian_field(services: Services) -> ListField:
    """Return a field for the codes of meridians."""
    known = tuple(services.content.meridians)

    def check(text: str) -> str:
        if text.upper() in known:
            return ""
        return f"“{text}” is not a meridian; these are: {', '.join(known)}."

    return ListField("Meridians", "Codes between commas: ST, SP, BL …", "ST", check=check)
