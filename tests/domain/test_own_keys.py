"""Keys of own studies: told from author and year, each once, never one that may ship."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from desktop_app.domain.own import study_key
from desktop_app.domain.reference import Credit, Name, Reference, When
from desktop_app.domain.refs import Ref, study_ref

SCHEMA = Path(__file__).parents[2] / "data" / "schema" / "studies.schema.json"


def reference(name: Name, year: int | None = 2020) -> Reference:
    return Reference(title="T", credits=(Credit(name),), issued=When(year))


@pytest.mark.parametrize(
    ("told", "key"),
    [
        (reference(Name("Hörder", "Susanne")), "horder.2020"),
        (reference(Name("Berg", particle="van der")), "berg.2020"),
        (reference(Name(literal="World Health Organization")), "worldhealthorganization.2020"),
        (reference(Name("王", "明")), "study.2020"),
        (reference(Name("Lee"), None), "lee.undated"),
        (Reference(title="T"), "study.undated"),
    ],
)
def test_a_key_tells_author_and_year(told: Reference, key: str) -> None:
    assert study_key(told, frozenset()) == key
    assert Ref.parse(str(study_ref(key))) == study_ref(key)


def test_the_second_and_third_are_numbered() -> None:
    told = reference(Name("Lee"))
    assert study_key(told, {"lee.2020"}) == "lee.2020-2"
    assert study_key(told, {"lee.2020", "lee.2020-2"}) == "lee.2020-3"


def test_no_shipped_study_can_ever_have_such_a_key() -> None:
    pattern = json.loads(SCHEMA.read_text(encoding="utf-8"))["properties"]["key"]["pattern"]
    assert re.search(pattern, "lee-2020")
    assert not re.search(pattern, study_key(reference(Name("Lee")), frozenset()))
