"""What several pages share: title, lists, claims by their ids, links to studies and structures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.content import structure_ref
from desktop_app.domain.evidence import Claim, Study, StudyStance
from desktop_app.domain.refs import Ref
from desktop_app.reading.views import ClaimView
from desktop_app.ui.rich.chips import Chip, LinkButton, point_mark
from desktop_app.ui.rich.claims import ClaimCard
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import SectionHeading, text_label
from desktop_app.ui.services import Services
from desktop_app.ui.titles import title_of

Add = Callable[[QWidget], None]

Views = Mapping[str, ClaimView]
"""Claims by id as the library has them, with what the user says of them; empty until it is read."""


def claim_studies(
    claim: Claim, services: Services, views: Views
) -> Sequence[tuple[StudyStance, Study]]:
    """Return a claim's studies with their stance, the user's own last."""
    if claim.id in views:
        return views[claim.id].studies
    studies = services.content.studies
    return [(bearing, studies[bearing.key]) for bearing in claim.studies if bearing.key in studies]


def claim_cards(ids: Iterable[str], services: Services, views: Views) -> list[ClaimCard]:
    """Return cards of the claims with these ids."""
    shipped = services.content.claims
    claims = (views[each].claim if each in views else shipped.get(each) for each in ids)
    return [
        ClaimCard(claim, claim_studies(claim, services, views), services)
        for claim in claims
        if claim is not None
    ]


def own_claim_cards(services: Services, views: Views) -> list[ClaimCard]:
    """Return cards of the user's own claims."""
    return claim_cards([key for key, view in views.items() if view.claim.is_own], services, views)


def structure_chips(ids: Iterable[str], services: Services) -> QWidget:
    """Return chips that lead to structures."""
    row = QWidget()
    flow = FlowLayout(row)
    for structure_id in ids:
        structure = services.content.structure(structure_id)
        if structure is None:
            continue
        flow.addWidget(Chip(structure.name, services, structure_ref(structure)))
    return row


def point_chips(codes: Iterable[str], services: Services) -> QWidget:
    """Return chips of points; points elsewhere on the body are plain."""
    row = QWidget()
    flow = FlowLayout(row)
    for code in codes:
        flow.addWidget(point_mark(code, services))
    return row


def ref_links(refs: Iterable[Ref], services: Services) -> QWidget:
    """Return links to pages, one in a line."""
    column = QWidget()
    box = QVBoxLayout(column)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for ref in refs:
        if services.content.get(ref) is None:
            continue
        row = QWidget()
        flow = FlowLayout(row)
        flow.addWidget(LinkButton(f"{title_of(services.content, ref)} ›", services, ref))
        box.addWidget(row)
    return column


def section(add: Add, words: str, widgets: Sequence[QWidget]) -> None:
    """Add a heading and what stands under it; nothing if there is nothing."""
    if widgets:
        add(SectionHeading(words))
        for widget in widgets:
            add(widget)


def fact(add: Add, words: str, text: str, services: Services) -> None:
    """Add a heading with a text; nothing if the text is empty."""
    if text:
        section(add, words, [text_label(text, services)])
