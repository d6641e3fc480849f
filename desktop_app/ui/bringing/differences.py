"""What a duplicate says that the library does not, field by field; or what a new record says."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.own import plain_title
from desktop_app.domain.refs import study_ref
from desktop_app.library.merging import Difference
from desktop_app.library.planned import Incoming
from desktop_app.ui.bringing.preview import authors, field_words, notices, place, standing, titled
from desktop_app.ui.rich.chips import LinkButton
from desktop_app.ui.rich.pages import Callout, Page, SectionHeading, text_label
from desktop_app.ui.services import Services

ABSTRACT = 900
"""How much of an abstract is shown, letters."""


class DifferencePanel(Page):
    """Details of one incoming record."""

    def __init__(self, services: Services) -> None:
        super().__init__(margins=(16, 8, 16))
        self.services = services
        self.setAccessibleName("The chosen record")
        self.setMinimumWidth(services.theme.scaled(160))
        self.show_incoming(None)

    def show_incoming(self, each: Incoming | None) -> None:
        """Show a record, or how to see one."""
        self.empty()
        if each is None:
            self.add(text_label("Choose a record to see what it says.", role="quiet"))
            self.body.addStretch(1)
            return
        reference = each.record.reference
        self.add(text_label(titled(reference), role="strong"))
        self.add(text_label(_line(each), role="quiet"))
        told = notices(each)
        if told:
            box = Callout(told, "danger")
            for notice in reference.notices:
                if notice.text:
                    box.add(notice.text)
            self.add(box)
        for warning in each.record.warnings:
            self.add(text_label(warning, role="doubt"))
        if each.match is None:
            self.add(text_label("New: nothing like it is in your library."))
            if reference.abstract:
                self.add(SectionHeading("Abstract"))
                text = reference.abstract
                self.add(text_label(text[:ABSTRACT] + ("…" if len(text) > ABSTRACT else "")))
        else:
            self._match(each)
        self.body.addStretch(1)

    def _match(self, each: Incoming) -> None:
        match = each.match
        if match is None:
            return
        self.add(text_label(f"{standing(each)}."))
        if match.key:
            link = LinkButton(f"Open {match.key} ›", self.services, study_ref(match.key))
            link.clicked.connect(self.window().close)
            self.add(link)
        if match.shipped:
            self.add(
                text_label(
                    "What ships with Yongquan is never changed: merging leaves it as it is and "
                    "only attaches a PDF. Keep both to have a study of your own.",
                    role="small",
                )
            )
        self.add(SectionHeading("What differs"))
        if not match.differences:
            self.add(text_label("Nothing: the record says nothing else.", role="quiet"))
            return
        held = "Library" if match.key else "Earlier record"
        show_differences(self, match.differences, held, "This record")


def show_differences(page: Page, told: Sequence[Difference], held: str, incoming: str) -> None:
    """Put differences on a page, each under its field.

    Parameters
    ----------
    held, incoming
        What the two sides are called.
    """
    for each in told:
        page.add(text_label(field_words(each.field), role="strong"))
        page.add(text_label(f"{held}: {_short(plain_title(each.held)) or 'nothing'}", role="quiet"))
        ground = Callout("", "note")
        ground.add(f"{incoming}: {_short(plain_title(each.incoming))}")
        page.add(ground)


def _line(each: Incoming) -> str:
    reference = each.record.reference
    said = (
        authors(reference),
        str(reference.year or ""),
        reference.container,
        reference.doi,
        place(each),
    )
    return " · ".join(filter(None, said))


def _short(text: str) -> str:
    return text if len(text) <= ABSTRACT else f"{text[:ABSTRACT]}…"
