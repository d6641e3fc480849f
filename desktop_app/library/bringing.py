"""Carries out the plan of an import in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.attachment import PDF, Attachment
from desktop_app.domain.own import OwnStudy, design_of, key_stem, study_of
from desktop_app.domain.progress import Progress
from desktop_app.domain.reference import Reference
from desktop_app.domain.refs import study_ref
from desktop_app.library import storing
from desktop_app.library.indexing import AT_ONCE
from desktop_app.library.merging import merged
from desktop_app.library.planned import Choice, Duplicate, ImportPlan, Incoming
from desktop_app.library.swapping import Swap
from desktop_app.store import Library, files, own_studies, rows
from desktop_app.store.written import nothing_about

CHUNK = 250
"""How many studies are written before progress is told, and cancelling heard, again."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in, and how it is taken back."""

    keys: tuple[str, ...]
    merged: int
    skipped: int
    duplicates: tuple[Duplicate, ...]
    back: Swap


def bring_in(library: Library, plan: ImportPlan, progress: Progress) -> Brought:
    """Write what a plan says; as ``run_import``."""
    batch, now = uuid4().hex, library.clock()
    with _stored(library, plan, progress) as stored, library.writing() as connection:
        held = own_studies.take(
            connection,
            {each.match.key for each in plan.incoming if each.match} - {""},
        )
        work = _Work(held, set(own_studies.all_keys(connection)))
        for each in plan.incoming:
            work.settle(each)
        renewed, coming = work.renewed(), work.added(batch, now)
        later = len(renewed) + len(coming) > AT_ONCE
        own_studies.put(connection, renewed, later)
        for start in range(0, len(coming), CHUNK):
            progress.tell(start, len(coming), "Writing the studies")
            own_studies.put(connection, coming[start : start + CHUNK], later, fresh=True)
        there = files.of_refs(connection, [str(study_ref(key)) for key, _ in work.paths])
        attached = _attachments(work.paths, stored, there, now)
        files.put(connection, attached)
        progress.tell(len(coming), len(coming), "Writing the studies")
    return Brought(
        keys=tuple(work.new),
        merged=work.merged,
        skipped=work.skipped,
        duplicates=tuple(work.duplicates),
        back=_back(work, attached),
    )


@dataclass(slots=True)
class _Work:
    """What becomes of each record, settled one after another.

    ``fates`` has the key of the study that each record became or was found to be.
    """

    held: Mapping[str, OwnStudy]
    taken: set[str]
    new: dict[str, Reference] = field(default_factory=dict)
    filled: dict[str, Reference] = field(default_factory=dict)
    fates: dict[int, str] = field(default_factory=dict)
    paths: list[tuple[str, Path]] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    merged: int = 0
    skipped: int = 0
    _endings: dict[str, int] = field(default_factory=dict)

    def settle(self, incoming: Incoming) -> None:
        """Decide on a record, given those before it."""
        target = self._target(incoming)
        reference = incoming.record.reference
        if incoming.choice is Choice.SKIP:
            key = target
            self.skipped += 1
        elif incoming.choice is Choice.MERGE and target:
            key = target
            self._merge(target, reference)
        else:
            key = self._free_key(reference)
            self.new[key] = reference
        self.fates[incoming.number] = key
        if incoming.path is not None and key and incoming.choice is not Choice.SKIP:
            self.paths.append((key, incoming.path))
        if incoming.match is not None:
            named = key if key != target else reference.key or key_stem(reference)
            self.duplicates.append(Duplicate(named, target, incoming.match.why))

    def renewed(self) -> list[OwnStudy]:
        """Return the studies of the user's own that say more now, or leave the trash."""
        studies = []
        for key, reference in self.filled.items():
            held = self.held[key]
            study = study_of(reference, key, held.study)
            design = study.design or design_of(reference)
            studies.append(
                replace(
                    held, study=replace(study, design=design), reference=reference, trashed=None
                )
            )
        return studies

    def added(self, batch: str, now: datetime) -> list[OwnStudy]:
        """Return the new studies."""
        return [
            OwnStudy(study_of(reference, key), reference, now, batch)
            for key, reference in self.new.items()
        ]

    def _target(self, incoming: Incoming) -> str:
        """Return the study that a record was found to be; empty if there is none any more."""
        match = incoming.match
        if match is None:
            return ""
        key = match.key if match.number is None else self.fates.get(match.number, "")
        return key if key in self.taken else ""

    def _merge(self, key: str, reference: Reference) -> None:
        if key in self.new:
            self.new[key] = merged(self.new[key], reference)
            self.merged += 1
        elif key in self.held:
            was = self.filled.get(key, self.held[key].reference)
            now = merged(was, reference)
            if now != was or self.held[key].trashed is not None:
                self.filled[key] = now
            self.merged += 1
        else:
            # It ships with the program, and what ships is not the user's to change.
            self.skipped += 1

    def _free_key(self, reference: Reference) -> str:
        stem = key_stem(reference)
        # Counted on from the last one: thousands may share an author and a year, or have none.
        numbers = count(self._endings.get(stem, 1))
        for number in numbers:
            key = stem if number == 1 else f"{stem}-{number}"
            if key not in self.taken:
                break
        self._endings[stem] = number + 1
        self.taken.add(key)
        return key


@contextmanager
def _stored(
    library: Library, plan: ImportPlan, progress: Progress
) -> Iterator[dict[Path, storing.Stored]]:
    """Copy the PDFs that come in; if what follows fails, no copy that no study has is left."""
    paths = {each.path for each in plan.incoming if each.path and each.choice is not Choice.SKIP}
    stored: dict[Path, storing.Stored] = {}
    try:
        for path in sorted(paths):
            folder = storing.attachments_folder(library)
            stored[path] = storing.take_in(folder, path, progress)
        yield stored
    except BaseException:
        with library.reading() as connection:
            named = files.of_digests(connection, {each.digest for each in stored.values()})
        kept = {each.digest for each in named}
        for copy in stored.values():
            if copy.digest not in kept:
                copy.path.unlink(missing_ok=True)
        raise


def _attachments(
    paths: Sequence[tuple[str, Path]],
    stored: Mapping[Path, storing.Stored],
    there: Iterable[Attachment],
    now: datetime,
) -> list[Attachment]:
    """Return the files that studies get; what a study has already it does not get twice."""
    known = {(each.ref.key, each.digest) for each in there}
    attached = []
    for key, path in paths:
        content = stored[path]
        if (key, content.digest) in known:
            continue
        known.add((key, content.digest))
        attached.append(
            Attachment(
                key=uuid4().hex,
                ref=study_ref(key),
                digest=content.digest,
                name=path.name,
                mime=PDF,
                size=content.size,
                pages=None,
                added=now,
            )
        )
    return attached


def _back(work: _Work, attached: list[Attachment]) -> Swap:
    """Return what takes the import back: what it added goes, what it changed comes as it was."""
    about = nothing_about(str(study_ref(key)) for key in work.new)
    elsewhere = tuple(each.key for each in attached if each.ref.key not in work.new)
    return Swap(
        going=tuple(work.new),
        coming=tuple(work.held[key] for key in work.filled),
        about=(*about, rows.Held(rows.Scope("attachment", "key", elsewhere), ())),
    )
