"""What to ask today, and what an answer makes of it.

Every verb that writes returns a notice that can take the write back. Items that the content no
longer holds are kept and not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from random import Random
from secrets import token_hex

from desktop_app.domain.changes import Changed
from desktop_app.domain.learning import (
    LEECH_AFTER,
    Due,
    Limits,
    Memory,
    Rating,
    Review,
    Selection,
    State,
)
from desktop_app.domain.refs import Kind, Ref
from desktop_app.domain.remembering import recall, reviewed
from desktop_app.domain.slugs import counted
from desktop_app.store import Library, learning
from desktop_app.store.undoing import undoable
from desktop_app.study.days import beginning, day_of
from desktop_app.study.ordering import in_order
from desktop_app.study.questions import SKILL_WORDS, items_of, skill_of, subject_of

MEMORY = Ref(Kind.LEARNING, "memory")
"""The ref that is told as changed when something was answered, suspended or forgotten."""

_DAY = timedelta(days=1)


def plan_session(
    library: Library,
    selection: Selection,
    limits: Limits,
    now: datetime,
    seed: int = 0,
    items: Sequence[str] | None = None,
    zone: tzinfo | None = None,
    mixed: bool = False,
    ahead: timedelta = timedelta(0),
) -> tuple[Due, ...]:
    """Return what to ask: what is due, the likeliest forgotten first, then what is new.

    What was answered earlier in the day counts towards its limits: items first met today towards
    the new ones, others towards the reviews. An item that comes again on the same day, as while it
    is being learned, counts once. Of what was learned, all that falls due in the day is asked, but
    nothing sooner than a day after it was seen.

    Parameters
    ----------
    library
        Where memories are.
    selection
        What to draw from. ``wrong`` asks for what was last rated “again” and for leeches, due or
        not; leeches once a day.
    limits
        How much a day holds.
    now
        The moment to plan for, with its zone.
    seed
        Orders what would else stand level, and makes the mixed order.
    items
        Which items alone may be asked, of those that belong to the selection.
    zone
        Where the user's day begins at four in the morning; the computer's if not given.
    mixed
        Whether new items are shuffled, rather than met meridian by meridian.
    ahead
        How much sooner than due an item may come that is just being learned, for when nothing
        else is left.
    """
    content = library.content
    today = day_of(now, zone)
    with library.reading() as connection:
        held = learning.memories(connection)
        met, seen = learning.answered_since(connection, beginning(today, zone))
    until = beginning(today + _DAY, zone)
    fresh: list[str] = []
    due: list[Memory] = []
    for item in _drawn(library, selection, items):
        memory = held.get(item)
        if memory is None:
            fresh += [] if selection.wrong else [item]
        elif memory.suspended:
            continue
        elif selection.wrong:
            due += [memory] if _is_wrong(memory, today, zone) else []
        elif _is_due(memory, now, until, ahead):
            due.append(memory)
    Random(seed).shuffle(due)  # noqa: S311  (no secret is made of it)
    due.sort(key=lambda memory: (recall(memory, now), memory.due))
    left = limits.reviews_a_day - len(seen)
    asked: list[Due] = []
    for memory in due:
        if memory.item not in met and memory.item not in seen:
            if left <= 0:
                continue
            left -= 1
        asked.append(Due(memory.item, leech=memory.lapses >= LEECH_AFTER))
    new = in_order(content, fresh, seed, mixed)[: max(0, limits.new_a_day - len(met))]
    return (*asked, *(Due(item, new=True) for item in new))


def answer(
    library: Library,
    item: str,
    rating: Rating,
    took_ms: int,
    when: datetime,
    given: str = "",
    author: str = "",
) -> Changed:
    """Note an answer, on the disk when this returns; undone, it is as if it had never been given.

    Parameters
    ----------
    library
        Where to write.
    item
        What was asked.
    rating
        How well it was known.
    took_ms
        How long the answer took, ms.
    when
        When it was given, with its zone.
    given
        What was answered.
    author
        Who asks, so that it can ignore its own echo.
    """
    review = Review(token_hex(8), item, rating, when.astimezone(UTC), max(0, took_ms), given)
    return undoable(
        library,
        [learning.scope([review.key])],
        f"Rate {subject_of(item) or SKILL_WORDS[skill_of(item)]} “{rating.name.lower()}”",
        [MEMORY],
        lambda connection: learning.answer(
            connection, review, learning.limits(connection).retention
        ),
        author,
        learning.swap,
    )


def intervals(library: Library, item: str, now: datetime) -> dict[Rating, timedelta]:
    """Return after what time an item would come again, for each rating that could be given now."""
    with library.reading() as connection:
        memory = learning.take(connection, item, now)
        retention = learning.limits(connection).retention
    return {
        rating: reviewed(memory, rating, now, retention).due - now.astimezone(UTC)
        for rating in Rating
    }


def memories(library: Library) -> Mapping[str, Memory]:
    """Return the memory of every item that was reviewed or suspended, also of gone content."""
    with library.reading() as connection:
        return learning.memories(connection)


def reviews(
    library: Library, since: datetime | None = None, items: Sequence[str] | None = None
) -> tuple[Review, ...]:
    """Return reviews in the order they were given, from a time on, or of some items."""
    with library.reading() as connection:
        return learning.reviews(connection, since, items)


def suspend(library: Library, items: Iterable[str], on: bool = True, author: str = "") -> Changed:
    """Leave items out until they are taken back, or with ``on=False`` take them back."""
    wanted = tuple(dict.fromkeys(items))
    with library.reading() as connection:
        held = learning.memories(connection, wanted)
    other = [item for item in wanted if (item in held and held[item].suspended) is not on]
    when = library.clock() if on else None
    return undoable(
        library,
        [learning.suspension(other)],
        f"{'Suspend' if on else 'Take back'} {counted(len(wanted), 'question', 'questions')}",
        [MEMORY],
        partial(learning.suspend, items=other, when=when),
        author,
    )


def unsuspend(library: Library, items: Iterable[str], author: str = "") -> Changed:
    """Ask again what was left out."""
    return suspend(library, items, on=False, author=author)


def forget(library: Library, items: Iterable[str], author: str = "") -> Changed:
    """Let items be new again; their reviews still count in what has come of learning."""
    with library.reading() as connection:
        held = learning.memories(connection, tuple(dict.fromkeys(items)))
    keys = {item: token_hex(8) for item, memory in held.items() if memory.state is not State.NEW}
    return undoable(
        library,
        [learning.scope(keys.values())],
        f"Forget {counted(len(keys), 'question', 'questions')}",
        [MEMORY],
        partial(learning.forget, keys=keys, when=library.clock()),
        author,
        learning.swap,
    )


def rebuild_memories(library: Library) -> Changed:
    """Make every memory anew from the reviews; nothing changes unless one was wrong."""
    with library.writing() as connection:
        before = learning.memories(connection)
        learning.rebuild(connection)
        after = learning.memories(connection)
    return Changed(frozenset() if before == after else frozenset({MEMORY}))


def _drawn(library: Library, selection: Selection, items: Sequence[str] | None) -> tuple[str, ...]:
    belonging = items_of(library.content, selection)
    if items is None:
        return belonging
    known = frozenset(belonging)
    return tuple(item for item in dict.fromkeys(items) if item in known)


def _is_due(memory: Memory, now: datetime, until: datetime, ahead: timedelta) -> bool:
    if memory.state is not State.REVIEW or memory.last_review is None:
        return memory.due <= now + ahead
    return memory.due <= now or (memory.due < until and now - memory.last_review >= _DAY)


def _is_wrong(memory: Memory, today: object, zone: tzinfo | None) -> bool:
    if memory.rated is Rating.AGAIN:
        return True
    is_leech = memory.lapses >= LEECH_AFTER and memory.last_review is not None
    return is_leech and day_of(memory.last_review or memory.due, zone) != today
