"""No bytes crash a reader; a broken record never takes another with it; bombs are refused."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop_app.citation.formats import Format
from desktop_app.citation.modules import module_of
from desktop_app.citation.reading import LARGEST, LONGEST_LINE, read, read_bytes
from desktop_app.citation.records import Record, Rejected
from desktop_app.domain.errors import UnreadableFile

SAMPLES = Path(__file__).parents[1] / "data"
OURS = (Format.RIS, Format.NBIB, Format.ENDNOTE)
SEEDS = {
    format_: [path.read_bytes() for path in sorted((SAMPLES / format_).iterdir())]
    for format_ in OURS
}
GOOD = {
    Format.RIS: "TY  - JOUR\nTI  - Good {n}\nER  - \n",
    Format.NBIB: "\nPMID- {n}\nTI  - Good {n}.\n",
    Format.ENDNOTE: "<record><titles><title>Good {n}</title></titles></record>",
}


def titles(found: Iterator[Record | Rejected]) -> list[str]:
    return [one.reference.title for one in found if isinstance(one, Record)]


def all_of(data: bytes, format_: Format | None) -> None:
    try:
        for found in read_bytes(data, "any", format_):
            assert isinstance(found, Record | Rejected)
            assert found.line >= 1
    except UnreadableFile:
        pass


@given(data=st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
@pytest.mark.parametrize("format_", OURS)
def test_no_bytes_crash_a_reader(data: bytes, format_: Format) -> None:
    all_of(data, format_)


@given(st.data())
@settings(max_examples=80, deadline=None)
@pytest.mark.parametrize("format_", OURS)
def test_no_damage_to_a_sample_crashes_a_reader(format_: Format, data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(SEEDS[format_]))
    start = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(start, min(len(seed), start + 200)))
    all_of(seed[:start] + data.draw(st.binary(max_size=30)) + seed[end:], format_)
    all_of(seed[:start], None)


def words(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from(text.split())


TAGS = words("AU A1 TI T1 PY DA SP EP SN KW N1 AB UR DO M3 C2 C3 AN U1 ID TY L1 VL")
BROKEN_RIS = st.lists(
    st.one_of(
        st.builds("{}  - {}".format, TAGS, st.text(max_size=20)),
        st.text(max_size=20),
        st.sampled_from(["ER  - ", "ER", "TY  - ", "TY  - XX", "  - ", "AU", "\x00"]),
    ),
    max_size=8,
).map("\n".join)
BROKEN_NBIB = st.lists(
    st.one_of(
        st.builds(
            "{:<4}- {}".format,
            words("FAU AU AUID AD CN TI DP PG IS LID RIN OT LA"),
            st.text(max_size=20),
        ),
        st.text(max_size=20),
        st.sampled_from(["      more", "PMID-", "", "RIN -", "AU  -"]),
    ),
    max_size=8,
).map("\n".join)
BROKEN_XML = st.lists(
    st.one_of(
        st.text(max_size=20),
        words("<record> </record> <titles> </titles> & &lol; <![CDATA[ &#0; <!-- <isbn>1</isbn>"),
        st.just("<titles><title>x</title></titles>"),
        st.just("<style face='italic'>"),
    ),
    max_size=8,
).map("".join)


@given(broken=BROKEN_RIS)
@settings(max_examples=150, deadline=None)
def test_a_broken_ris_record_takes_no_other_with_it(broken: str) -> None:
    middle = f"TY  - JOUR\n{broken}\n"
    found = titles(read_bytes(around(Format.RIS, middle), "any", Format.RIS))
    assert found[0] == "Good 1"
    assert found[-1] == "Good 2"


@given(broken=BROKEN_NBIB)
@settings(max_examples=150, deadline=None)
def test_a_broken_pubmed_record_takes_no_other_with_it(broken: str) -> None:
    middle = f"\nPMID- 7\n{broken}\n"
    found = titles(read_bytes(around(Format.NBIB, middle), "any", Format.NBIB))
    assert found[0] == "Good 1"
    assert found[-1] == "Good 2"


@given(broken=BROKEN_XML)
@settings(max_examples=150, deadline=None)
def test_a_broken_endnote_record_takes_no_other_with_it(broken: str) -> None:
    middle = f"<record>{broken}</record>"
    found = titles(read_bytes(around(Format.ENDNOTE, middle), "any", Format.ENDNOTE))
    assert found[0] == "Good 1"
    assert found[-1] == "Good 2"


BIBTEX_BITS = st.sampled_from(
    ["{", "}", '"', "\\", "@", "@article{", "@comment{", "@string{a=", "=", ",", "#", "\n", "title",
     "title={x},", "%", '\\"', "@preamble{", "@article{q,\n", "@book(", "(", ")", "author={", "\v"]
)  # fmt: skip
JSON_BITS = st.sampled_from(
    ["{", "}", "[", "]", '"', "\\", ",", ":", '"title":"x"', '"type":"book"', "\n", "null", "1",
     "-", '{"title":"y"}', "},{", "NaN", "\\u12"]
)  # fmt: skip


@given(broken=st.lists(BIBTEX_BITS, max_size=14).map("".join))
@settings(max_examples=200, deadline=None)
def test_a_broken_bibtex_entry_takes_no_other_with_it(broken: str) -> None:
    good = "@article{{g{n},\n title={{Good {n}}}}}\n"
    text = f"{good.format(n=1)}@article{{m,\n{broken}\n{good.format(n=2)}"
    found = titles(read_bytes(text.encode(), "any", Format.BIBTEX))
    assert found[0] == "Good 1"
    assert found[-1] == "Good 2"


@given(broken=st.lists(JSON_BITS, max_size=12).map("".join))
@settings(max_examples=200, deadline=None)
@example(broken="}")
@example(broken="}]")
def test_a_broken_json_object_takes_no_other_with_it(broken: str) -> None:
    good = '{{"title": "Good {n}", "type": "book"}}'
    text = f"[{good.format(n=1)},\n{{{broken}}},\n{good.format(n=2)}]"
    found = titles(read_bytes(text.encode(), "any", Format.CSLJSON))
    assert found[0] == "Good 1"
    assert found[-1] == "Good 2"


def test_lists_that_were_put_together_are_read_to_the_end() -> None:
    text = '[{"title": "A"}]\n[{"title": "B"}, {"title": "C"}]\n'
    assert titles(read_bytes(text.encode(), "both.json")) == ["A", "B", "C"]


def around(format_: Format, middle: str) -> bytes:
    text = GOOD[format_].format(n=1) + middle + GOOD[format_].format(n=2)
    if format_ is Format.ENDNOTE:
        text = f"<xml><records>{text}</records></xml>"
    return text.encode("utf-8", "replace")


VALUES = st.builds(
    "{}{}".format,
    words("a A 1 19 2020 1876-0001 10.1000/a.b PMID:123 123[pmid] https://a.b/c Smith,"),
    st.text("ab,-/:. 019\n[]()", max_size=12),
)


@given(fields=st.lists(st.tuples(TAGS, VALUES), max_size=12, unique_by=lambda field: field[0]))
@settings(max_examples=150, deadline=None)
def test_what_was_read_of_any_fields_is_written_and_read_the_same(
    fields: list[tuple[str, str]],
) -> None:
    ris = module_of(Format.RIS)
    text = "TY  - JOUR\nTI  - T\n" + "".join(f"{tag}  - {value}\n" for tag, value in fields)
    first = [one.reference for one in ris.read_text(text, "any") if isinstance(one, Record)]
    second = [
        one.reference
        for one in ris.read_text(ris.write_text(first), "any")
        if isinstance(one, Record)
    ]
    assert second == first


def test_a_line_of_a_gigabyte_is_refused_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "one-line.ris"
    with path.open("wb") as file:
        file.write(b"TY  - JOUR\nAB  - ")
        os.truncate(path, 1 << 30)
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile, match=r"one-line\.ris.* MB"):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_a_line_over_the_limit_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "long.ris"
    with path.open("wb") as file:
        file.write(b"TY  - JOUR\nTI  - Fine\nER  - \nTY  - JOUR\nAB  - ")
        for _ in range(40):
            file.write(b"x" * (1 << 20))
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableFile, match=r"long\.ris: line 5 is longer than 1 MB"):
            read(path)
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()
    with pytest.raises(UnreadableFile, match="line 5"):
        read_bytes(path.read_bytes(), "long.ris")


def test_lines_up_to_the_limit_are_read() -> None:
    text = "TY  - JOUR\nTI  - T\nAB  - " + "x" * (LONGEST_LINE - 6) + "\nER  - \n"
    (found,) = read_bytes(text.encode(), "long.ris")
    assert isinstance(found, Record)


def test_a_file_over_the_limit_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "big.nbib"
    path.write_bytes(b"PMID- 1\nTI  - T.\n")
    os.truncate(path, LARGEST + 1)
    with pytest.raises(UnreadableFile, match="512 MB"):
        read(path)


BILLION = """<?xml version="1.0"?>
<!DOCTYPE xml [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xml><records><record><titles><title>&b;</title></titles></record></records></xml>"""
OUTSIDE = """<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<xml><records><record><titles><title>&a;</title></titles></record></records></xml>"""
INSIDE = (
    "<xml><records><record><!DOCTYPE x [<!ENTITY a 'b'>]><titles><title>&a;</title></titles>"
    "</record></records></xml>"
)


@pytest.mark.parametrize("text", [BILLION, OUTSIDE])
def test_entities_are_refused_for_the_whole_file(text: str) -> None:
    with pytest.raises(UnreadableFile, match="entities"):
        list(read_bytes(text.encode(), "bomb.xml"))


def test_entities_within_a_record_reject_it() -> None:
    (found,) = read_bytes(INSIDE.encode(), "bomb.xml")
    assert isinstance(found, Rejected)
    assert "XML" in found.reason


def test_deep_nesting_rejects_one_record() -> None:
    deep = "<record>" + "<a>" * 100_000 + "</a>" * 100_000 + "</record>"
    text = f"<xml><records>{deep}{GOOD[Format.ENDNOTE].format(n=2)}</records></xml>"
    assert titles(read_bytes(text.encode(), "deep.xml")) == ["Good 2"]


def test_a_record_of_many_continued_lines_is_read() -> None:
    text = "TY  - JOUR\nTI  - T\nAB  - a\n" + "b\n" * 100_000 + "ER  - \n"
    (found,) = read_bytes(text.encode(), "long.ris")
    assert isinstance(found, Record)
    assert found.reference.abstract.count("\n") == 100_000


def test_what_is_cut_short_is_told() -> None:
    whole = (SAMPLES / "endnote" / "endnote.xml").read_bytes()
    found = list(read_bytes(whole[: whole.index(b"Feet, a podcast")], "cut.xml"))
    assert [type(one) for one in found] == [Record, Record, Rejected]
    ris = b"TY  - JOUR\nTI  - Whole\nER  - \nTY  - JOUR\nTI  - Cut sho"
    last = list(read_bytes(ris, "cut.ris"))[-1]
    assert isinstance(last, Record)
    assert last.warnings == ("no ER line: the record may be cut short",)


def test_zero_bytes_among_text_do_not_matter() -> None:
    data = b"TY  - JOUR\nTI  - Fe\x00et\x00\nER  - \n" + b"\x00" * 30
    assert titles(read_bytes(data, "zero.ris")) == ["Feet"]
