"""What stands at the head of a practitioner sheet."""

from __future__ import annotations

from pathlib import Path

from desktop_app.atlas.body import Atlas
from desktop_app.domain.plans import Plan
from desktop_app.planning.paper import PageSize, Sheet, write_pdf
from tests.planning import papers


def test_facts_that_the_plan_shows_are_told_with_what_shows_them(
    atlas: Atlas, tmp_path: Path
) -> None:
    plan = Plan(label="H-1", cause="diabetic-peripheral-neuropathy", facts=frozenset({"diabetes"}))
    library = papers.library()
    sections = frozenset({"points"})
    for each, is_shown in ((plan, True), (Plan(label="H-2"), False)):
        path = write_pdf(
            library, atlas, each, Sheet.PRACTITIONER, PageSize.A4, tmp_path / "sheet.pdf",
            sections=sections,
        )  # fmt: skip
        words = papers.words_of(path)
        assert ("Shown by the plan" in words) is is_shown
        assert (
            "Reduced feeling in the feet (the cause: Diabetic peripheral neuropathy)" in words
        ) is is_shown
    library.close()
