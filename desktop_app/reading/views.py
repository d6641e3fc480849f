"""What the reading verbs return: frozen views, complete enough to paint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.appraisal import Appraisal
from desktop_app.domain.attachment import Attachment
from desktop_app.domain.evidence import Claim, Condition, Study, StudyStance, Topic
from desktop_app.domain.own import ReadStatus
from desktop_app.domain.points import Meridian, Point
from desktop_app.domain.reference import Reference
from desktop_app.domain.refs import Kind, Ref
from desktop_app.domain.structures import Structure
from desktop_app.store import Note
from desktop_app.store.organised import Collection, Tag

NO_APPRAISAL = Appraisal()


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its studies, and why it is shown here.

    ``studies`` are those that ship with it, then those of which the user says how they bear on it
    (``StudyStance.own``); a study may be in both. ``via_scope`` is ``point``, ``meridian``,
    ``study``, ``condition`` or ``structure``; empty where the page itself names the claim.
    """

    claim: Claim
    studies: tuple[tuple[StudyStance, Study], ...]
    via_scope: str = ""


@dataclass(frozen=True, slots=True)
class PointCard:
    """A point with all that is known of it; ``previous`` and ``next`` are codes, or empty.

    ``studies`` are those that ship and the user's own that came last; ``has_more`` tells that
    there are more of the user's own.
    """

    point: Point
    meridian: Meridian | None
    claims: tuple[ClaimView, ...]
    studies: tuple[Study, ...]
    note: Note | None
    previous: str
    next: str
    starred: bool
    withdrawn: bool = False
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class StudyCard:
    """A study with the claims it bears on, and what the user has done with it.

    ``identification`` says how sure it is that this is a study the source article cites, naming
    the other candidates, which are in ``related``; empty if the article does not come into it.
    ``reference`` is an own study's; None of a shipped one. It lies in the trash since ``trashed``.
    Counts of its tags and collections are left at 0.
    """

    study: Study
    claims: tuple[ClaimView, ...]
    points: tuple[str, ...]
    related: tuple[Study, ...]
    identification: str
    note: Note | None
    starred: bool
    withdrawn: bool = False
    own: bool = False
    reference: Reference | None = None
    trashed: datetime | None = None
    appraisal: Appraisal = NO_APPRAISAL
    tags: tuple[Tag, ...] = ()
    collections: tuple[Collection, ...] = ()
    status: ReadStatus = ReadStatus.UNREAD
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim with its studies, and the pages that stand on it."""

    view: ClaimView
    named_by: tuple[Ref, ...]
    note: Note | None
    starred: bool
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class ConditionCard:
    """A condition; ``claims`` are its own, its causes' and those whose scope it is.

    ``studies`` are those that it names and the user's own about it that came last; ``has_more``
    tells that there are more of the user's own.
    """

    condition: Condition
    claims: tuple[ClaimView, ...]
    studies: tuple[Study, ...]
    structures: tuple[Structure, ...]
    note: Note | None
    starred: bool
    withdrawn: bool = False
    has_more: bool = False


@dataclass(frozen=True, slots=True)
class TopicCard:
    """A topic to read, with the claims of all its parts by id."""

    topic: Topic
    claims: tuple[ClaimView, ...]
    see_also: tuple[tuple[Ref, str], ...]
    note: Note | None
    starred: bool
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class MeridianCard:
    """A meridian with its points and the claims whose scope it is."""

    meridian: Meridian
    points: tuple[Point, ...]
    claims: tuple[ClaimView, ...]
    note: Note | None
    starred: bool
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class StructureCard:
    """A vessel, nerve, territory or site with the points near it."""

    structure: Structure
    points: tuple[Point, ...]
    conditions: tuple[Condition, ...]
    note: Note | None
    starred: bool
    withdrawn: bool = False


Card = PointCard | StudyCard | ClaimCard | ConditionCard | TopicCard | MeridianCard | StructureCard


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer to a search.

    ``ref`` is what to open: for a note (``kind`` is ``note``), what the note is on. ``snippet`` is
    plain text with ``[[`` and ``]]`` around matches. ``rank`` tells how it matched: 0 code, 1 name,
    2 alias, 3 start of one of these, 4 text.
    """

    ref: Ref
    kind: Kind
    title: str
    subtitle: str
    snippet: str
    rank: int
