"""What may stand in an archive of a library: its list of contents, and the guards on it."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  the name zlib gives it says nothing

from desktop_app.domain.errors import LibraryTooNew, UnreadableFile
from desktop_app.library.storing import FOLDER, MOST_BYTES

SUFFIX = ".yongquan"
MANIFEST, DATABASE = "manifest.json", "library.db"
KIND, FORM = "yongquan-library", 1
"""What the manifest says an archive is, and the newest form of it that is understood."""

MOST_MEMBERS = 200_000
MOST_MANIFEST = 64 * 1024 * 1024
MOST_DATABASE = 32 * 1024 * 1024 * 1024
MOST_RATIO = 200
"""How many times its packed size a member may unpack to, beyond a first MiB."""

_FILE = re.compile(rf"{FOLDER}/([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})(\.[a-z0-9]{{1,8}})?")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name, size in bytes, and SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ArchiveContents:
    """What an archive says it holds.

    ``version`` is of the program that made it, ``revision`` the form of its library; ``made`` is
    in UTC; ``size`` what it unpacks to, in bytes.
    """

    version: str
    revision: str
    made: datetime
    studies: int
    notes: int
    attachments: int
    members: tuple[Member, ...]
    plans: int = 0

    @property
    def size(self) -> int:
        """What it unpacks to, in bytes."""
        return sum(member.size for member in self.members)


def manifest_of(contents: ArchiveContents) -> str:
    """Return the list of contents as it stands in the archive."""
    plain = {
        "kind": KIND,
        "form": FORM,
        "version": contents.version,
        "revision": contents.revision,
        "made": contents.made.isoformat(),
        "counts": {
            "studies": contents.studies,
            "notes": contents.notes,
            "attachments": contents.attachments,
            "plans": contents.plans,
        },
        "members": [
            {"name": each.name, "size": each.size, "sha256": each.sha256}
            for each in contents.members
        ],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def contents_of(archive: ZipFile, path: Path) -> ArchiveContents:
    """Return what an archive says it holds, once nothing in it can do harm.

    Names are compared with the few that a library has, so that none leads out of its folder; no
    links, no member twice, sizes and packing within bounds, and all as the manifest says.

    Raises
    ------
    UnreadableFile
        If any of that is not so; says what.
    LibraryTooNew
        If a newer program made it.
    """
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise refused(path, f"it has more than {MOST_MEMBERS:,} members")
    held: dict[str, ZipInfo] = {}
    for info in infos:
        _require_harmless(info, path)
        if info.filename in held:
            raise refused(path, f"it has {info.filename} twice")
        held[info.filename] = info
    packed = sum(info.compress_size for info in infos)
    if packed > path.stat().st_size:
        raise refused(path, "its members overlap")
    for name in (MANIFEST, DATABASE):
        if name not in held:
            raise refused(path, f"it has no {name}")
    try:
        payload = archive.read(held[MANIFEST])
    except (BadZipFile, ZlibError, EOFError, ValueError, RuntimeError) as error:
        raise refused(path, "its manifest is damaged") from error
    contents = _understood(payload, path)
    told = {member.name: member.size for member in contents.members}
    there = {name: info.file_size for name, info in held.items() if name != MANIFEST}
    if told != there or len(told) != len(contents.members):
        raise refused(path, "its members are not those that its manifest lists")
    return contents


def refused(path: Path, reason: str) -> UnreadableFile:
    """Return the error for an archive that is not opened."""
    return UnreadableFile(
        f"{path.name} cannot be opened as a library archive: {reason}.",
        "Use another copy of it; nothing was changed.",
    )


def _require_harmless(info: ZipInfo, path: Path) -> None:
    name = info.filename
    # The name as it stands in the archive: what zipfile cuts off or turns round counts too.
    if info.orig_filename != name or not _is_known(name):
        raise refused(path, f"“{info.orig_filename[:80]}” has no place in a library")
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        raise refused(path, f"{name} is not a regular file")
    if info.flag_bits & 0x1:
        raise refused(path, f"{name} is encrypted")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise refused(path, f"{name} is packed in a way that is not used here")
    most = {MANIFEST: MOST_MANIFEST, DATABASE: MOST_DATABASE}.get(name, MOST_BYTES)
    if info.file_size > most:
        raise refused(path, f"{name} is too large")
    if info.file_size > 1024 * 1024 + MOST_RATIO * info.compress_size:
        raise refused(path, f"{name} unpacks to far more than it should")


def _is_known(name: str) -> bool:
    return name in (MANIFEST, DATABASE) or _FILE.fullmatch(name) is not None


def _understood(payload: bytes, path: Path) -> ArchiveContents:
    try:
        plain: Mapping[str, Any] = json.loads(payload)
        if plain["kind"] != KIND:
            raise refused(path, "its manifest is of something else")
        if int(plain["form"]) > FORM:
            raise LibraryTooNew(
                f"{path.name} was made by a newer Yongquan.", "Install the newest Yongquan."
            )
        counts = plain["counts"]
        contents = ArchiveContents(
            version=str(plain["version"]),
            revision=str(plain["revision"]),
            made=datetime.fromisoformat(plain["made"]),
            studies=int(counts["studies"]),
            notes=int(counts["notes"]),
            attachments=int(counts["attachments"]),
            # Archives of releases that had no plans do not count them.
            plans=int(counts.get("plans", 0)),
            members=tuple(
                Member(str(each["name"]), int(each["size"]), str(each["sha256"]))
                for each in plain["members"]
            ),
        )
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise refused(path, "its manifest cannot be understood") from error
    for member in contents.members:
        if not _DIGEST.fullmatch(member.sha256):
            raise refused(path, f"its manifest has no checksum of {member.name}")
        file = _FILE.fullmatch(member.name)
        if file and file[2] != member.sha256:
            raise refused(path, f"{member.name} does not lie under its own checksum")
    return contents
