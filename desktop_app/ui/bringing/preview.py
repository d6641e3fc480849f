"""What of an import is shown: which records, and in which words. No widgets."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from desktop_app.domain.own import plain_title, short_name
from desktop_app.domain.reference import NoticeKind, Reference
from desktop_app.library.planned import Choice, ImportPlan, Incoming
from desktop_app.ui.words import counted, sentence_case, slug_words

CHOICE_WORDS = {
    Choice.ADD: "Add",
    Choice.MERGE: "Merge",
    Choice.KEEP: "Keep both",
    Choice.SKIP: "Skip",
}
CHOICE_EXPLAINED = {
    Choice.MERGE: "Fills in what your study does not say yet; what it says stays.",
    Choice.KEEP: "Adds the record as a second study.",
    Choice.SKIP: "Leaves your library as it is.",
}
NOTICE_WORDS = {
    NoticeKind.RETRACTION: "Retracted",
    NoticeKind.PARTIAL_RETRACTION: "Partly retracted",
    NoticeKind.CONCERN: "Expression of concern",
    NoticeKind.ERRATUM: "Erratum",
    NoticeKind.IS_NOTICE: "A retraction notice",
}


class Group(StrEnum):
    """Which records of an import are shown."""

    ALL = "All"
    NEW = "New"
    DUPLICATES = "Duplicates"
    NOTICES = "Retracted or corrected"
    REJECTED = "Cannot be read"


@dataclass(frozen=True, slots=True)
class PreviewState:
    """A plan and the group of its records that is looked at."""

    plan: ImportPlan
    group: Group = Group.ALL

    def rows(self) -> tuple[Incoming, ...]:
        """Return the incoming records of the group."""
        match self.group:
            case Group.NEW:
                return tuple(each for each in self.plan.incoming if each.match is None)
            case Group.DUPLICATES:
                return tuple(each for each in self.plan.incoming if each.match is not None)
            case Group.NOTICES:
                return tuple(each for each in self.plan.incoming if notices(each))
            case Group.REJECTED:
                return ()
            case _:
                return self.plan.incoming

    def counts(self) -> dict[Group, int]:
        """Return how many records each group has."""
        incoming = self.plan.incoming
        twice = sum(each.match is not None for each in incoming)
        return {
            Group.ALL: len(incoming),
            Group.NEW: len(incoming) - twice,
            Group.DUPLICATES: twice,
            Group.NOTICES: sum(bool(notices(each)) for each in incoming),
            Group.REJECTED: len(self.plan.rejected),
        }

    def summary(self) -> str:
        """Return what the import would do, in a sentence."""
        chosen = Counter(map(outcome, self.plan.incoming))
        parts = [
            _count(chosen[Choice.ADD] + chosen[Choice.KEEP], "study", "studies", "will be added"),
            _count(chosen[Choice.MERGE], "record", "records", "merged"),
            _count(chosen[Choice.SKIP], "record", "records", "skipped"),
            _count(len(self.plan.rejected), "record", "records", "cannot be read"),
        ]
        said = ", ".join(filter(None, parts))
        return f"{said}." if said else "There is nothing to import in these files."


def outcome(each: Incoming) -> Choice:
    """Return what will become of a record: what ships is not changed, so merging into it skips."""
    into_shipped = each.match is not None and each.match.shipped and each.path is None
    return Choice.SKIP if into_shipped and each.choice is Choice.MERGE else each.choice


def notices(each: Incoming) -> str:
    """Return the notices in a record as words: ``Retracted``; empty if there are none."""
    kinds = dict.fromkeys(notice.kind for notice in each.record.reference.notices)
    return ", ".join(NOTICE_WORDS[kind] for kind in kinds)


def authors(reference: Reference) -> str:
    """Return the first authors, shortened."""
    names = [short_name(name) for name in reference.names()]
    return ", ".join(names[:3]) + (" et al." if len(names) > 3 else "")


def titled(reference: Reference) -> str:
    """Return a title as it stands in lists, or that there is none."""
    return plain_title(reference.title) or "Untitled"


def standing(each: Incoming) -> str:
    """Return what a record is to the library: new, or a duplicate, of what and by what."""
    match = each.match
    if match is None:
        return "New"
    if match.number is not None and not match.key:
        return f"Twice in this import (same {_why(match.why)})"
    where = "in the trash" if match.trashed else "shipped" if match.shipped else "in your library"
    return f"Duplicate, {where} (same {_why(match.why)})"


FIELD_WORDS = {
    "credits": "Authors",
    "container": "Journal",
    "container_short": "Journal, short",
    "issued": "Date",
    "issn": "ISSN",
    "isbn": "ISBN",
    "url": "Address",
    "subjects": "Subject headings",
    "number": "Article number",
}


def field_words(field: str) -> str:
    """Return what a field of a reference is called on the screen."""
    return FIELD_WORDS.get(field) or sentence_case(slug_words(field))


def place(each: Incoming) -> str:
    """Return where a record stands: file and line."""
    name = Path(each.record.file).name
    return name if each.path is not None else f"{name}, line {each.record.line}"


def _why(why: str) -> str:
    return why.upper() if why in ("doi", "pmid") else why


def _count(number: int, one: str, many: str, what: str) -> str:
    return f"{counted(number, one, many)} {what}" if number else ""
