"""The form in which a reader says how a study bears on a claim."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.domain.changes import Changed
from desktop_app.domain.evidence import Stance
from desktop_app.domain.evidence_words import STANCE_WORDS
from desktop_app.domain.refs import Kind, Ref
from desktop_app.store import Library
from desktop_app.ui.appraising.picking import PickField
from desktop_app.ui.dialogs.form import FormDialog
from desktop_app.ui.rich.fields import ChoiceField, TextField
from desktop_app.ui.rich.pages import text_label
from desktop_app.ui.services import Services
from desktop_app.ui.words import sentence_case


class StanceDialog(FormDialog):
    """Ties a study to a claim, shipped or own; the claim itself is not changed by it.

    Parameters
    ----------
    study, claim
        The ends that are known already; the other one is picked.
    held, note
        What the user said before.
    """

    def __init__(
        self,
        services: Services,
        parent: QWidget,
        study: Ref | None = None,
        claim: Ref | None = None,
        held: Stance | None = None,
        note: str = "",
    ) -> None:
        super().__init__(services, parent, "How a study bears on a claim", 600, 460)
        self.setObjectName("stance-form")
        self._ends = {Kind.STUDY: study, Kind.CLAIM: claim}
        self.study = PickField(services, Kind.STUDY, "Study")
        self.claim = PickField(services, Kind.CLAIM, "Claim")
        words = [(each.value, sentence_case(STANCE_WORDS[each])) for each in Stance]
        none = [("", "Says nothing of it (take my stance away)")] if held is not None else []
        self.stance = ChoiceField(services, "The study", [*words, *none])
        self.note = TextField(services, "Why", "Shown with the study on the claim's page.", 2)
        page = self.part("Stance")
        for field, end in ((self.study, study), (self.claim, claim)):
            page.add(field)
            if end is not None:
                field.pick(end, services.names.title(end))
                field.editor.setReadOnly(True)
        page.add(self.stance)
        page.add(self.note)
        page.add(
            text_label(
                "This is your own judgement, and is shown as yours. What ships with Yongquan stays "
                "as it is.",
                role="small",
            )
        )
        page.body.addStretch(1)
        self.stance.show_value((held or Stance.SUPPORTS).value)
        self.note.show_value(note)
        self.begin()
        (self.claim if claim is None else self.study if study is None else self.stance).setFocus()

    def value(self) -> tuple[Ref | None, Ref | None, str, str]:
        """Return study, claim, stance and note as entered."""
        return self.study.ref, self.claim.ref, self.stance.value(), self.note.value()

    def is_changed(self) -> bool:
        """Tell whether there is something to save; a stance that is offered is not one yet."""
        both = self._ends[Kind.STUDY] is not None and self._ends[Kind.CLAIM] is not None
        return both or super().is_changed()

    def reject(self) -> None:
        """Leave; there is little to lose here."""
        self._begun = self.value()
        self._ends = {Kind.STUDY: None, Kind.CLAIM: None}
        super().reject()

    def verb(self) -> Callable[[Library], Changed]:
        """Return the verb that writes the stance."""
        from desktop_app.library.claiming import set_stance

        study, claim, stance, note = self.value()
        if study is None or claim is None:
            raise RuntimeError("a stance was saved without its study or claim")
        said = Stance(stance) if stance else None
        return lambda library: set_stance(library, claim, study, said, note)
