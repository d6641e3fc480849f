"""What counts as a duplicate: DOI, then PMID, then likeness; never two that contradict."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.citation.names import name_from_inverted
from desktop_app.domain.own import OwnStudy, study_of
from desktop_app.domain.reference import Credit, Extra, Name, Reference, ReferenceType, Role, When
from desktop_app.library.duplicates import Match, match_all
from desktop_app.library.importing import Choice, plan_import, run_import
from desktop_app.library.merging import differences, merged
from desktop_app.store import Library, own_studies
from tests.library.incoming import item
from tests.library.shelves import NOW, reference, small_library

HELD = replace(reference("Adams", 2019, "Adams on numb feet"), doi="10.1000/ABC(1)2", pmid="123456")
LIKE = "title, year and first author"


@pytest.fixture
def library() -> Iterator[Library]:
    with small_library() as made:
        with made.writing() as connection:
            own_studies.put(connection, [OwnStudy(study_of(HELD, "adams.2019"), HELD, NOW)])
        yield made


def only(library: Library, incoming: Reference) -> Match | None:
    (match,) = match_all(library, [incoming])
    return match


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (Reference(doi="10.1000/abc(1)2"), "doi"),
        (Reference(doi="https://doi.org/10.1000/ABC(1)2"), "doi"),
        (Reference(doi="10.1000/abc(1)2", pmid="9"), "doi"),
        (Reference(pmid="123456"), "pmid"),
        (Reference(pmid="123456", doi="10.1000/other"), "pmid"),
        (reference("Adams", 2019, "Adams on numb feet"), LIKE),
        (reference("ÁDAMS", 2019, "Adams: on <i>numb</i> feet!"), LIKE),
        (reference("Adams", 2018, "Adams on numb feet"), ""),
        (reference("Adam", 2019, "Adams on numb feet"), ""),
        (reference("Adams", 2019, "Adams on cold feet"), ""),
        (replace(reference("Adams", 2019, "Adams on numb feet"), doi="10.1000/other"), ""),
        (replace(reference("Adams", 2019, "Adams on numb feet"), pmid="654321"), ""),
        (Reference(title="Adams on numb feet"), ""),
        (Reference(), ""),
    ],
)
def test_what_is_recognised(library: Library, told: Reference, why: str) -> None:
    match = only(library, told)
    assert (match.why if match else "") == why
    if match:
        assert (match.key, match.number, match.shipped, match.trashed) == (
            "adams.2019", None, False, False,
        )  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [
        ("van der Berg, Jan", "Van der Berg, J.", "VAN DER BERG J", "Berg, Jan van der"),
        ("De la Cruz, José", "de la Cruz J", "Cruz, José de la"),
        ("王小明", "王, 小明", "王 小明"),
        ("김철수", "김, 철수"),
    ],
)
def test_one_author_written_in_several_ways(library: Library, names: tuple[str, ...]) -> None:
    written = [
        Reference(title="足の灸", credits=(Credit(name_from_inverted(name)),), issued=When(2019))
        for name in names
    ]
    first, *others = match_all(library, written)
    assert first is None
    assert [match and (match.number, match.why) for match in others] == [(0, LIKE)] * len(others)


def test_one_study_in_several_formats_comes_in_once(library: Library, tmp_path: Path) -> None:
    files = {
        "a.nbib": "PMID- 31234567\nTI  - Effect of acupuncture on H2O: a trial - part 2.\n"
        "FAU - van der Berg, Jan\nDP  - 2020 May\nJT  - J Foot\n",
        "b.bib": "@article{x, title={Effect of {Acupuncture} on {H}$_2${O}: A Trial---Part 2}, "
        "author={Jan van der Berg and Wei Li}, year=2020}",
        "c.ris": "TY  - JOUR\nTI  - Effect of acupuncture on H<sub>2</sub>O: a trial – part 2\n"
        "AU  - Van der Berg, J.\nPY  - 2020\nDO  - 10.1000/Abc\nER  - \n",
        "d.json": '[{"type": "article-journal", "title": "Another title", '
        '"DOI": "https://doi.org/10.1000/ABC"}]',
        "e.xml": "<xml><records><record><titles><title>Any</title></titles><accession-num>31234567"
        "</accession-num><remote-database-name>Medline</remote-database-name></record></records></xml>",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    plan = plan_import(library, [tmp_path / name for name in files])
    assert [each.match and (each.match.number, each.match.why) for each in plan.incoming] == [
        None, (0, LIKE), (0, LIKE), (2, "doi"), (0, "pmid"),
    ]  # fmt: skip
    assert run_import(library, plan).imported == 1


def test_what_ships_is_recognised_too(library: Library) -> None:
    match = only(library, reference("Doe", 2020, "Needles warm the foot"))
    assert match
    assert (match.key, match.shipped, match.why) == ("shipped-2020", True, LIKE)


def test_what_is_in_use_goes_before_the_trash(library: Library) -> None:
    twin = OwnStudy(study_of(HELD, "twin"), HELD, NOW)
    with library.writing() as connection:
        own_studies.put(connection, [replace(twin, trashed=NOW)])
    match = only(library, HELD)
    assert match
    assert match.key == "adams.2019"
    with library.writing() as connection:
        own_studies.trash(connection, ["adams.2019"], NOW)
    match = only(library, HELD)
    assert match
    assert match.trashed


def test_earlier_records_are_recognised_by_number(library: Library) -> None:
    new = Reference(title="New", doi="10.1000/new", issued=When(2001))
    matches = match_all(library, [new, HELD, new, replace(new, title="Newer", pmid="5")])
    found = [each and (each.key, each.number, each.why) for each in matches]
    assert found == [None, ("adams.2019", None, "doi"), ("", 0, "doi"), ("", 0, "doi")]
    assert matches[3]
    assert [(each.field, each.held, each.incoming) for each in matches[3].differences] == [
        ("title", "New", "Newer"),
        ("pmid", "", "5"),
    ]


def test_who_contradicts_a_duplicate_is_another_study(library: Library) -> None:
    held = reference("Baker", 2020, "Needles")
    with library.writing() as connection:
        own_studies.put(connection, [OwnStudy(study_of(held, "baker.2020"), held, NOW)])
    alike = (
        replace(held, doi="10.1000/a"),
        replace(held, doi="10.1000/b"),
        replace(held, pmid="7"),
    )
    first, second, third = match_all(library, alike)
    assert first is not None
    assert (first.key, first.why) == ("baker.2020", LIKE)
    assert second is None
    assert third is not None
    assert (third.key, third.why) == ("baker.2020", LIKE)


def test_differences_leave_out_what_is_the_same_to_a_reader() -> None:
    held = replace(HELD, keywords=("Feet",), issued=When(2019), notes=("x",))
    same = replace(
        HELD, title="ADAMS on numb feet.", doi="10.1000/abc(1)2", keywords=("feet",), notes=("y",)
    )
    assert differences(held, same) == ()
    assert differences(held, Reference()) == ()
    editor = Credit(Name("Ng", "Bo"), Role.EDITOR)
    told = differences(
        held, replace(held, issued=When(2019, 5), credits=(editor,), type=ReferenceType.BOOK)
    )
    assert [(each.field, each.held, each.incoming) for each in told] == [
        ("type", "article-journal", "book"),
        ("credits", "Adams A", "Ng B (editor)"),
        ("issued", "2019", "2019-05"),
    ]


def test_merging_takes_nothing_away() -> None:
    incoming = Reference(
        type=ReferenceType.BOOK,
        title="Another title",
        credits=(Credit(Name("Ng", "Bo")), Credit(Name("Li", "Y"), Role.EDITOR)),
        issued=When(2019, 5, 3),
        volume="7",
        keywords=("feet", "FEET", "hands"),
        extras=(Extra("ris", "C1", "new"), Extra("ris", "M3", "other")),
    )
    held = replace(HELD, keywords=("Feet",), extras=(Extra("ris", "M3", "held"),))
    both = merged(held, incoming)
    assert (both.type, both.title, both.volume) == (held.type, held.title, "7")
    assert both.issued == When(2019, 5, 3)
    assert both.credits == (*held.credits, Credit(Name("Li", "Y"), Role.EDITOR))
    assert both.keywords == ("Feet", "hands")
    assert both.extras == (*held.extras, Extra("ris", "C1", "new"))
    assert merged(held, replace(incoming, issued=When(2018, 1))).issued == held.issued
    assert merged(Reference(), incoming) == replace(incoming, type=ReferenceType.ARTICLE)
    assert merged(both, incoming) == both


PIECES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["Needles", "needles.", "Moxa", "Adams on numb feet"]),
        "DOI": st.sampled_from(["10.1000/a", "10.1000/A", "10.1000/b", "10.1000/abc(1)2"]),
        "PMID": st.sampled_from(["1", "2", "123456"]),
        "volume": st.sampled_from(["1", "2"]),
    },
)
RECORD = PIECES.map(lambda told: json.dumps({**item("Needles"), **told}))
BROKEN = st.sampled_from(["17", '{"a": 1}'])


def needles(**told: str) -> str:
    return json.dumps({**item("Needles"), **told})


@settings(max_examples=40, deadline=None)
@example([needles(), needles(DOI="10.1000/a", PMID="1"), needles(DOI="10.1000/b")], Choice.MERGE)
@example([needles(DOI="10.1000/a"), needles(DOI="10.1000/b"), needles()], Choice.SKIP)
@given(
    st.lists(st.one_of(RECORD, RECORD, BROKEN), min_size=1, max_size=8),
    st.sampled_from([Choice.SKIP, Choice.MERGE, Choice.KEEP]),
)
def test_every_record_is_counted_once(records: list[str], choice: Choice) -> None:
    with TemporaryDirectory() as folder, small_library() as library:
        file = Path(folder, "any.json")
        file.write_text(f"[{', '.join(records)}]", encoding="utf-8")
        plan = plan_import(library, [file], "csljson", choice)
        assert len(plan.incoming) + len(plan.rejected) == len(records)
        before = studies(library)
        imported = run_import(library, plan)
        numbers = (imported.imported, imported.merged, imported.skipped, len(imported.rejected))
        assert sum(numbers) == len(records)
        assert (
            len(studies(library))
            == len(before) + imported.imported
            == len({*before, *imported.keys})
        )
        assert len(imported.duplicates) == sum(each.match is not None for each in plan.incoming)
        assert {each.matches for each in imported.duplicates} <= studies(library).keys()
        if choice is not Choice.KEEP and imported.imported:
            again = plan_import(library, [file], "csljson", choice)
            assert all(each.match for each in again.incoming)
            assert run_import(library, again).imported == 0
        if imported.changed.undo:
            imported.changed.undo.back(library)
        assert studies(library) == before


def studies(library: Library) -> dict[str, Any]:
    with library.reading() as connection:
        keys = own_studies.all_keys(connection)
        return {**dict.fromkeys(keys), **own_studies.take(connection, keys)}
