"""Makes a question and all that showing it needs; not on the thread of the window."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from desktop_app.domain.learning import Due, Rating
from desktop_app.ui.diagram.body import shared_atlas
from desktop_app.ui.diagram.plates import ready_small
from desktop_app.ui.services import Services
from desktop_app.ui.study.pages import ASKINGS, ON_THE_BODY
from desktop_app.ui.study.session_asked import Asked

if TYPE_CHECKING:
    from desktop_app.store import Library


def made_ready(services: Services, library: Library, due: Due, seed: int, now: datetime) -> Asked:
    """Return a question with what the session knows of its item.

    Whatever the window would else read as it shows the question is read here.

    Raises
    ------
    NotFound
        If there is no such item any more.
    UnreadableFile
        If the atlas cannot be read.
    """
    from desktop_app.study.questions import question, subject_of
    from desktop_app.study.scheduling import intervals

    atlas = shared_atlas(services)
    made = question(services.content, atlas, due.item, seed)
    hows = [how for how in made.hows if how in ASKINGS]
    for how in hows:
        ASKINGS[how]()
    views = [atlas.facing_view(made.shown or subject_of(due.item))]
    if ON_THE_BODY.intersection(hows):
        # The one that the limb opens in.
        views.append(next(iter(atlas.cameras)))
    for view in filter(None, views):
        atlas.projection(view)
        ready_small(atlas, view)
    return Asked(due, made, intervals(library, due.item, now), _confused(library, due))


def _confused(library: Library, due: Due) -> tuple[str, ...]:
    """Return what was answered instead, the commonest first, if it keeps being forgotten."""
    from desktop_app.study.scheduling import reviews

    if not due.leech:
        return ()
    given = Counter(
        review.given
        for review in reviews(library, items=[due.item])
        if review.rating is Rating.AGAIN and review.given
    )
    return tuple(words for words, _ in given.most_common(3))
