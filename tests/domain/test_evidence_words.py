"""Short names of studies."""

from __future__ import annotations

import pytest

from desktop_app.domain.evidence import Direction, Study
from desktop_app.domain.evidence_words import study_name


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Hoerder S", "Hoerder 2023"),
        ("van der Berg AB", "van der Berg 2023"),
        ("World Health Organization, Regional Office", "World Health Organization 2023"),
        (
            "National Institute for Health and Care Excellence",
            "National Institute for Health… 2023",
        ),
        ("", "Warm feet after… 2023"),
    ],
)
def test_a_study_is_named_by_whole_words(author: str, name: str) -> None:
    authors = (author,) if author else ()
    study = Study("any", "Warm feet after moxibustion", authors, 2023, "", "rct", Direction.BENEFIT)
    assert study_name(study) == name
