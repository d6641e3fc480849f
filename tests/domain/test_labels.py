"""A label is a code: what looks like a person is warned of, codes are not."""

from __future__ import annotations

import pytest

from desktop_app.domain.labels import WHY_A_CODE, label_warning, plan_name


@pytest.mark.parametrize(
    "label",
    ["Anna Berg", "Berg, Anna", "Jean-Luc O’Neill", "Mrs Berg", "Dr. Berg", "Æsa Þórsdóttir",
     "van der Berg Anna", "Anna Maria Berg"],
)  # fmt: skip
def test_names_are_warned_of(label: str) -> None:
    assert "name" in label_warning(label)
    assert WHY_A_CODE in label_warning(label)


@pytest.mark.parametrize(
    "label",
    ["1958-03-07", "7.3.1958", "03/07/58", "7 March 1958", "Mar 7, 1958", "AB 19580307",
     "A12 7/3/1958"],
)  # fmt: skip
def test_dates_of_birth_are_warned_of(label: str) -> None:
    assert "date of birth" in label_warning(label)


@pytest.mark.parametrize("label", ["anna@example.org", "+49 171 2345678", "0171 2345678"])
def test_addresses_and_numbers_are_warned_of(label: str) -> None:
    assert "telephone" in label_warning(label)


@pytest.mark.parametrize(
    "label",
    ["", "A12", "A-12", "Client B", "2026-014", "AB", "AB XY", "Willow", "blue heron", "P 0042",
     "Case Seven", "2026/117", "F07-3", "足12"],
)  # fmt: skip
def test_codes_are_not(label: str) -> None:
    assert label_warning(label) == ""


def test_a_plan_is_called_by_what_it_has() -> None:
    assert plan_name("A12", "Numb soles") == "A12 – Numb soles"
    assert plan_name("A12", "") == "A12"
    assert plan_name(" ", "Numb soles") == "Numb soles"
    assert plan_name("", "") == "Untitled plan"
