"""Libraries as released versions wrote them open, are upgraded and keep what was theirs."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from desktop_app.content import Content
from desktop_app.domain.refs import Ref, point_ref, study_ref
from desktop_app.reading import list_notes, list_recent, search, starred
from desktop_app.store import Library, schema

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("form", schema.REVISIONS[:-1])
def test_a_library_of_an_earlier_release_keeps_everything(
    form: str, content: Content, tmp_path: Path
) -> None:
    packed = GOLDEN / form / "library.db.xz"
    (tmp_path / "library.db").write_bytes(lzma.decompress(packed.read_bytes()))
    assert schema.stored_revision(tmp_path / "library.db") == form
    with Library.open(tmp_path, content) as library:
        notes = {str(note.ref): note.text for note in list_notes(library)}
        assert notes["yq:point/ST36"] == "Needled *often*; patient likes 足三里."
        assert notes["yq:study/hoerder-2023"] == "Pilot, see the protocol."
        assert len(notes) == 3
        assert set(starred(library)) >= {point_ref("KI1"), study_ref("hoerder-2023")}
        assert list_recent(library)[0] == Ref.parse("yq:condition/numb-feet")
        assert search(library, "patient likes")[0].ref == point_ref("ST36")
        assert search(library, "zusanli")[0].ref == point_ref("ST36")
    assert schema.stored_revision(tmp_path / "library.db") == schema.HEAD
    assert list((tmp_path / "backups").glob("*before-*"))
