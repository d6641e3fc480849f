"""How a study is kept: read or unread, tags, collections; what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from desktop_app.domain.changes import Changed
from desktop_app.domain.own import ReadStatus
from desktop_app.domain.refs import Kind, Ref, study_ref
from desktop_app.ui.evidence.columns import STATUS_WORDS
from desktop_app.ui.evidence.details_page import StudyPage
from desktop_app.ui.rich.chips import Chip
from desktop_app.ui.rich.dots import dot_icon
from desktop_app.ui.rich.flow import FlowLayout
from desktop_app.ui.rich.pages import Callout, SectionHeading
from desktop_app.ui.words import sentence_case

if TYPE_CHECKING:
    from desktop_app.reading import StudyCard
    from desktop_app.store import Library

STATUS_ICONS = {
    ReadStatus.UNREAD: "unread",
    ReadStatus.READING: "reading",
    ReadStatus.READ: "check",
}


def add_trash(page: StudyPage, card: StudyCard) -> None:
    """Say that a study lies in the trash, and offer to take it out."""
    if card.trashed is None:
        return
    box = Callout("In the trash", "caution")
    box.add(f"Since {card.trashed.astimezone():%Y-%m-%d}. It is found only with is:trashed.")
    restore = Chip("Restore")
    restore.clicked.connect(lambda: page.services.actions.run("evidence.restore"))
    row = FlowLayout()
    row.addWidget(restore)
    box.box.addLayout(row)
    page.add(box)


def add_kept(page: StudyPage, card: StudyCard) -> None:
    """Add status, tags and collections as chips, each of which leads on."""
    page.add(SectionHeading("In my library"))
    row = FlowLayout(gap=4, line_gap=4)
    row.addWidget(_status(page, card))
    theme = page.services.theme
    for tag in card.tags:
        chip = Chip(tag.name, page.services, Ref(Kind.TAG, tag.key))
        chip.setIcon(dot_icon(theme.colour(tag.colour or "neutral")))
        chip.setAccessibleName(f"Tag {tag.name}: list what has it")
        row.addWidget(chip)
    row.addWidget(_command(page, "+ Tag", "evidence.tag"))
    for collection in card.collections:
        chip = Chip(collection.name, page.services, Ref(Kind.COLLECTION, collection.key))
        chip.setIcon(theme.icon("collection", "quiet"))
        chip.setAccessibleName(f"Collection {collection.name}: list what is in it")
        row.addWidget(chip)
    row.addWidget(_command(page, "+ Collection", "evidence.collect"))
    if card.own:
        row.addWidget(_command(page, "Edit…", "evidence.edit"))
    appraised = card.appraisal.risks or card.appraisal.outcomes or card.appraisal.stricta
    row.addWidget(
        _command(page, "Change the appraisal…" if appraised else "Appraise…", "evidence.appraise")
    )
    page.body.addLayout(row)


def _command(page: StudyPage, words: str, action: str) -> QPushButton:
    chip = Chip(words)
    chip.setAccessibleName(page.services.actions.table[action].title)
    chip.clicked.connect(lambda: page.services.actions.run(action))
    return chip


def _status(page: StudyPage, card: StudyCard) -> QPushButton:
    chip = Chip(sentence_case(STATUS_WORDS[card.status]))
    chip.setIcon(page.services.theme.icon(STATUS_ICONS[card.status], "quiet"))
    chip.setToolTip("How far you have read it")

    def choose() -> None:
        menu = QMenu(chip)
        menu.aboutToHide.connect(menu.deleteLater)
        for status in ReadStatus:
            action = menu.addAction(sentence_case(STATUS_WORDS[status]))
            action.setCheckable(True)
            action.setChecked(status is card.status)
            action.triggered.connect(partial(_mark, page, card.study.key, status))
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))

    chip.clicked.connect(choose)
    return chip


def _mark(page: StudyPage, key: str, status: ReadStatus) -> None:
    from desktop_app.library.organising import set_status

    verb: Callable[[Library], Changed] = partial(set_status, refs=[study_ref(key)], status=status)
    page.services.write(verb)
