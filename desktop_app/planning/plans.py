"""Plans: list, open, add, save, copy, put away and bring back.

Every verb that writes returns a notice that can take the write back, except ``empty_plan_trash``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from secrets import token_hex

from desktop_app.domain.area import Area
from desktop_app.domain.changes import Changed
from desktop_app.domain.errors import NotFound
from desktop_app.domain.labels import plan_name
from desktop_app.domain.plans import Plan, PlanRow
from desktop_app.domain.refs import Kind, Ref
from desktop_app.domain.slugs import counted
from desktop_app.store import Library, plans
from desktop_app.store.undoing import Write, notice, undoable


def list_plans(
    library: Library, templates: bool = False, archived: bool = False, trashed: bool = False
) -> tuple[PlanRow, ...]:
    """Return plans, the last changed first.

    Parameters
    ----------
    library
        Where to look.
    templates
        Templates rather than plans.
    archived
        Those that are archived rather than those that are not.
    trashed
        All that is in the trash, whatever it is; the other two say nothing then.
    """
    with library.reading() as connection:
        if trashed:
            return plans.listed(connection, None, None, trashed=True)
        return plans.listed(connection, templates, archived, trashed=False)


def open_plan(library: Library, key: str) -> Plan:
    """Return a plan, also from the trash.

    Raises
    ------
    NotFound
        If there is none with this key.
    UnreadableFile
        If it is damaged; the others are not touched by that.
    """
    with library.reading() as connection:
        return plans.take(connection, key)


def find_plan(library: Library, typed: str) -> str:
    """Return the key of the plan with this key, ref, or label that no other plan has.

    Raises
    ------
    NotFound
        If there is none, or several have the label; says which.
    """
    wanted = typed.strip().removeprefix(f"yq:{Kind.PLAN.value}/")
    with library.reading() as connection:
        if plans.rows(connection, [wanted]):
            return wanted
        keys = plans.labelled(connection, wanted) if wanted else ()
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise NotFound(
            f"{len(keys)} plans have the label “{wanted}”.", f"Use a key: {', '.join(keys)}."
        )
    raise NotFound(f"There is no plan “{typed}” in this library.")


def add_plan(library: Library, plan: Plan, author: str = "") -> Changed:
    """Add a plan under a new key, which the notice's ref tells."""
    return _add(library, plan, "Add template" if plan.template else "Add plan", author)


def save_plan(library: Library, plan: Plan, title: str, author: str = "") -> Changed:
    """Write a plan, whole, in place of the one with its key; on the disk when this returns.

    Whether it is archived stays as it is: ``archive_plans`` tells that.

    Parameters
    ----------
    library
        Where to write.
    plan
        The plan as it shall be.
    title
        What was done, as it stands after “Undo”.
    author
        Who asks, so that it can ignore its own echo.

    Raises
    ------
    NotFound
        If the library has no plan with its key (any more).
    DiskFull, UnreadableFile
        If it could not be written; the plan is then as it was.
    """
    return _undoable(
        library,
        [plan.key],
        title,
        lambda connection: plans.save(connection, plan, library.clock()),
        author,
    )


def duplicate_plan(
    library: Library,
    key: str,
    as_template: bool = False,
    label: str = "",
    author: str = "",
    with_area: bool = False,
) -> Changed:
    """Add a copy of a plan, or a template made of it; the notice has the new ref.

    A copy has no sessions, acknowledgements or label but the given one, and its red flags are to
    be asked anew: it is for another course, if not another client. A template has besides nothing
    that tells of the client: no facts, findings or notes, and the area only if asked for.

    Raises
    ------
    NotFound
        If there is no plan with this key.
    UnreadableFile
        If it is damaged.
    """
    plan = open_plan(library, key)
    copy = replace(
        plan, key="", label=label, sessions=(), acknowledged=(), flags=(), archived=False
    )
    if as_template:
        return _add(library, template_of(copy, with_area), "Make template", author)
    return _add(library, copy, "Duplicate template" if plan.template else "Duplicate plan", author)


def plan_from(library: Library, key: str, label: str = "", author: str = "") -> Changed:
    """Begin a plan from a template; the notice has the new ref.

    Raises
    ------
    NotFound
        If there is no template with this key.
    UnreadableFile
        If it is damaged.
    """
    template = open_plan(library, key)
    if not template.template:
        raise NotFound(
            f"“{plan_name(template.label, template.title)}” is no template.",
            "Duplicate it instead.",
        )
    begun = replace(template, label=label, template=False, archived=False)
    return _add(library, begun, "Begin plan", author)


def template_of(plan: Plan, with_area: bool = False) -> Plan:
    """Return a template made of a plan, without what tells of the client."""
    return replace(
        plan,
        key="",
        label="",
        notes="",
        facts=frozenset(),
        flags=(),
        findings=(),
        acknowledged=(),
        sessions=(),
        area=plan.area if with_area else Area(),
        template=True,
        archived=False,
    )


def archive_plans(library: Library, keys: Iterable[str], on: bool, author: str = "") -> Changed:
    """Put plans into the archive, where lists leave them out, or take them out of it.

    Raises
    ------
    NotFound
        If one of them is not in the library.
    """
    held = _held(library, keys)
    wanted = [row.key for row in held if row.archived is not on]
    title = f"{'Archive' if on else 'Take out of the archive'} {_counted(held)}"
    return _undoable(library, wanted, title, partial(plans.archive, keys=wanted, on=on), author)


def trash_plans(library: Library, keys: Iterable[str], author: str = "") -> Changed:
    """Put plans into the trash; what is written about them is kept.

    Raises
    ------
    NotFound
        If one of them is not in the library.
    """
    held = _held(library, keys)
    wanted = [row.key for row in held if not row.trashed]
    write = partial(plans.trash, keys=wanted, now=library.clock())
    return _undoable(library, wanted, f"Move {_counted(held)} to the trash", write, author)


def restore_plans(library: Library, keys: Iterable[str], author: str = "") -> Changed:
    """Take plans out of the trash.

    Raises
    ------
    NotFound
        If one of them is not in the library.
    """
    held = _held(library, keys)
    wanted = [row.key for row in held if row.trashed]
    write = partial(plans.trash, keys=wanted, now=None)
    return _undoable(library, wanted, f"Restore {_counted(held)}", write, author)


def empty_plan_trash(library: Library, author: str = "") -> Changed:
    """Remove the plans in the trash for good, with all that was written about them.

    This cannot be taken back: ask before.
    """
    with library.writing() as connection:
        keys = plans.empty_trash(connection)
    return notice(map(_ref, keys), None, author)


def _add(library: Library, plan: Plan, done: str, author: str) -> Changed:
    added = replace(plan, key=token_hex(8))
    return _undoable(
        library,
        [added.key],
        f"{done} “{plan_name(plan.label, plan.title)}”",
        lambda connection: plans.add(connection, added, library.clock()),
        author,
    )


def _undoable(library: Library, keys: list[str], title: str, write: Write, author: str) -> Changed:
    refs = list(map(_ref, keys))
    return undoable(library, [plans.scope(keys)], title, refs, write, author, plans.swap)


def _held(library: Library, keys: Iterable[str]) -> tuple[PlanRow, ...]:
    wanted = tuple(dict.fromkeys(keys))
    with library.reading() as connection:
        held = plans.rows(connection, wanted)
    if any(key not in held for key in wanted):
        raise NotFound("This plan is no longer there.")
    return tuple(held[key] for key in wanted)


def _counted(rows: tuple[PlanRow, ...]) -> str:
    if all(row.template for row in rows):
        return counted(len(rows), "template", "templates")
    return counted(len(rows), "plan", "plans")


def _ref(key: str) -> Ref:
    return Ref(Kind.PLAN, key)
