"""Forms for the risk of bias: a tool, its items with traffic lights, the overall judgement."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.appraisal import Judgement, RiskOfBias
from desktop_app.domain.risk import TOOLS, suggested_overall, tool_for
from desktop_app.ui.rich.fields import ChoiceField, LineField, row
from desktop_app.ui.rich.pages import clear, text_label
from desktop_app.ui.rich.several import Several
from desktop_app.ui.services import Services


class RiskForm(QWidget):
    """One assessment with one tool."""

    def __init__(self, services: Services, tool: str) -> None:
        super().__init__()
        self._services = services
        self.tool = ChoiceField(services, "Tool", [(each.id, each.name) for each in TOOLS.values()])
        self.outcome = LineField("For which result", example="pain after treatment")
        self.suggested = text_label("", role="quiet")
        self.about = text_label("", role="small")
        self.overall = ChoiceField(services, "Overall, as you judge it", [])
        self.rows: dict[str, tuple[ChoiceField, LineField]] = {}
        self._items = QVBoxLayout()
        self._items.setSpacing(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(row((self.tool, 2), (self.outcome, 3)))
        box.addWidget(self.about)
        box.addLayout(self._items)
        box.addWidget(self.overall)
        box.addWidget(self.suggested)
        self.tool.show_value(tool)
        self._lay_out()
        self.tool.changed.connect(self._lay_out)
        self.setFocusProxy(self.tool)

    def value(self) -> RiskOfBias:
        """Return the assessment as entered."""
        judged = (
            Judgement(item, verdict.value(), why.value())
            for item, (verdict, why) in self.rows.items()
        )
        return RiskOfBias(
            tool=self.tool.value(),
            judgements=tuple(each for each in judged if each.verdict or each.why),
            overall=self.overall.value(),
            outcome=self.outcome.value(),
        )

    def show_value(self, assessment: RiskOfBias) -> None:
        """Show an assessment."""
        self.tool.show_value(assessment.tool)
        self.outcome.show_value(assessment.outcome)
        for judgement in assessment.judgements:
            if judgement.item in self.rows:
                verdict, why = self.rows[judgement.item]
                verdict.show_value(judgement.verdict)
                why.show_value(judgement.why)
        self.overall.show_value(assessment.overall)

    def _lay_out(self) -> None:
        tool = TOOLS[self.tool.value()]
        self.about.setText(" ".join(filter(None, (tool.about, f"Source: {tool.source}."))))
        clear(self._items)
        self.rows = {}
        for number, item in enumerate(tool.items, 1):
            critical = " (critical)" if item.critical else ""
            verdict = ChoiceField(
                self._services,
                f"{number}. {item.name}{critical}",
                [("", "Not judged"), *tool.verdicts_of(item.id)],
            )
            verdict.editor.setToolTip(item.question)
            verdict.changed.connect(self._suggest)
            why = LineField("Why", example=item.question)
            why.editor.setAccessibleName(f"{item.name}: why")
            why.editor.setToolTip(item.question)
            self.rows[item.id] = (verdict, why)
            self._items.addWidget(row((verdict, 2), (why, 3)))
        self.overall.editor.clear()
        for value, words in (("", "Not judged"), *tool.overalls):
            self.overall.editor.addItem(words, value)
        self._suggest()

    def _suggest(self) -> None:
        assessment = self.value()
        words = dict(TOOLS[assessment.tool].overalls).get(suggested_overall(assessment), "")
        self.suggested.setText(
            f"By the tool's own rule this comes to: {words}."
            if words
            else "The tool's own rule gives an overall judgement once every item is judged."
        )


class RisksForm(QWidget):
    """Assessments of a study, one for each result that was assessed."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._design = ""
        self.several = Several(services, lambda: RiskForm(services, self._tool()), "assessment")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.several)

    def value(self) -> tuple[RiskOfBias, ...]:
        """Return the assessments in which something was judged."""
        entered = (form.value() for form in self.several.forms())
        return tuple(each for each in entered if each.judgements or each.overall)

    def show_value(self, risks: tuple[RiskOfBias, ...], design: str) -> None:
        """Show assessments; without one, an empty one with the tool that suits the design."""
        self._design = design
        for each in risks:
            self.several.add().show_value(each)
        if not risks and tool_for(design):
            self.several.add()

    def _tool(self) -> str:
        return tool_for(self._design) or next(iter(TOOLS))
