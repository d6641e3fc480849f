"""Reads decks with Anki itself, in a process of its own: ``python -m tests.study.decks``.

Anki's own code is never part of the program, nor of the process that tests it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def brought_in(folder: Path, *decks: Path) -> list[dict[str, Any]]:
    """Return what a new collection holds after each deck was brought in, one after another."""
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.study.decks", folder, *decks],
        check=True,
        capture_output=True,
        text=True,
    )
    return list(json.loads(made.stdout))


def _main(folder: Path, decks: list[Path]) -> None:
    from anki.collection import Collection, ImportAnkiPackageRequest

    folder.mkdir()
    collection = Collection(str(folder / "collection.anki2"))
    held = []
    for deck in decks:
        log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(deck))).log
        held.append(
            _held(collection)
            | {
                "new": len(log.new), "updated": len(log.updated),
                "duplicate": len(log.duplicate), "conflicting": len(log.conflicting),
            }
        )  # fmt: skip
    collection.close()
    print(json.dumps(held))


def _held(collection: Any) -> dict[str, Any]:
    notes = [collection.get_note(key) for key in collection.find_notes("")]
    cards = [collection.get_card(key) for key in collection.find_cards("")]
    checked = collection.media.check()
    return {
        "notes": {note["Code"]: dict(note.items()) for note in notes},
        "guids": {note["Code"]: note.guid for note in notes},
        "tags": {note["Code"]: note.tags for note in notes},
        "cards": [
            [card.note()["Code"], card.template()["name"], card.question(), card.answer()]
            for card in cards
        ],
        "decks": sorted(
            each.name for each in collection.decks.all_names_and_ids() if each.name != "Default"
        ),
        "models": sorted(
            each["name"] for each in collection.models.all() if collection.models.use_count(each)
        ),
        "missing": list(checked.missing),
        "unused": list(checked.unused),
        "media": sorted(each.name for each in Path(collection.media.dir()).iterdir()),
    }


if __name__ == "__main__":
    _main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]])
