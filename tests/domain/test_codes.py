"""Point codes are read in every spelling in use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.codes import is_who_code, read_code, spellings


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ST36", "ST36"),
        ("st-36", "ST36"),
        (" St 36 ", "ST36"),
        ("S36", "ST36"),
        ("E36", "ST36"),
        ("Ma36", "ST36"),
        ("RP6", "SP6"),
        ("MP6", "SP6"),
        ("V60", "BL60"),
        ("Bl 60", "BL60"),
        ("UB60", "BL60"),
        ("R3", "KI3"),
        ("Ni3", "KI3"),
        ("VB34", "GB34"),
        ("F3", "LR3"),
        ("Le3", "LR3"),
        ("Liv-3", "LR3"),
        ("ex-le10", "EX-LE10"),
        ("EXLE 10.1", "EX-LE10.1"),
        ("yq:point/ST36", "ST36"),
        ("LI4", "LI4"),
    ],
)
def test_spellings_are_read(typed: str, code: str) -> None:
    assert read_code(typed) == code


@pytest.mark.parametrize("typed", ["", "36", "zusanli", "XX9", "ST", "type 2", "ST360"])
def test_other_text_is_no_code(typed: str) -> None:
    assert read_code(typed) == ""


@pytest.mark.parametrize("code", ["ST45", "LI4", "EX-LE10.1", "EX-HN3", "GV28"])
def test_who_codes(code: str) -> None:
    assert is_who_code(code)


@pytest.mark.parametrize("code", ["ST46", "ST0", "XX1", "st36", "EX-LE", "ST36.1"])
def test_not_who_codes(code: str) -> None:
    assert not is_who_code(code)


@given(st.sampled_from(["ST36", "SP6", "BL67", "KI1", "GB44", "LR12", "EX-LE10", "LI4"]))
def test_every_spelling_is_read_back(code: str) -> None:
    for spelling in spellings(code):
        assert read_code(spelling) == code


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    read_code(text)
