"""The risk-of-bias table: what the user judged of each study, tool by tool."""

from __future__ import annotations

from desktop_app.domain.appraisal import Judgement, RiskOfBias
from desktop_app.domain.risk import TOOLS, Tool, light, tool_for
from desktop_app.domain.slugs import sentence_case, slug_words
from desktop_app.library.seeing_gathering import Gathered, Seen
from desktop_app.library.seeing_views import RiskCell, RiskPart, RiskRow, RiskTable

NOT_JUDGED = "Not judged"


def risk_of(gathered: Gathered) -> RiskTable:
    """Return the risk-of-bias table of gathered studies."""
    parts = tuple(
        RiskPart(tool.id, tool.name, tuple((item.id, item.name) for item in tool.items), rows)
        for tool in TOOLS.values()
        if (rows := tuple(_rows(gathered, tool)))
    )
    judged = {row.study.key for part in parts for row in part.rows}
    # Guidelines and the like have no tool here, so nobody is told to judge them.
    unjudged = tuple(
        (each.study, each.name)
        for each in gathered.studies
        if each.study.key not in judged and tool_for(each.study.design)
    )
    return RiskTable(gathered.title, parts, unjudged, "" if parts else _why_empty(unjudged))


def _why_empty(unjudged: tuple[tuple[object, str], ...]) -> str:
    if not unjudged:
        return "There is no trial, cohort or systematic review here whose risk of bias to judge."
    names = ", ".join(name for _, name in unjudged)
    return f"Nobody has judged the risk of bias yet of {names}. Open a study to appraise it."


def _rows(gathered: Gathered, tool: Tool) -> list[RiskRow]:
    return [
        _row(seen, risk, tool)
        for seen in gathered.studies
        for risk in seen.appraisal.risks
        if risk.tool == tool.id and (risk.overall or any(each.verdict for each in risk.judgements))
    ]


def _row(seen: Seen, risk: RiskOfBias, tool: Tool) -> RiskRow:
    judged = {each.item: each for each in risk.judgements}
    cells = [
        _cell(tool, judged.get(item.id, Judgement(item.id)), dict(tool.verdicts_of(item.id)))
        for item in tool.items
    ]
    words = dict(tool.overalls).get(risk.overall, risk.overall) or NOT_JUDGED
    shown = light(tool.id, risk.overall, overall=True) if risk.overall else None
    return RiskRow(seen.study, seen.name, risk.outcome, tuple(cells), RiskCell(words, shown))


def _cell(tool: Tool, judgement: Judgement, words: dict[str, str]) -> RiskCell:
    verdict = judgement.verdict
    if not verdict:
        return RiskCell(NOT_JUDGED, None, judgement.why)
    told = words.get(verdict) or sentence_case(slug_words(verdict))
    return RiskCell(told, light(tool.id, verdict), judgement.why)
