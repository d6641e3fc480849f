"""The JSON that the command line prints of plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_app.content.records import to_full
from desktop_app.domain.plans import Plan, PlanRow, Session
from desktop_app.domain.safety import Alert

Shape = dict[str, Any]


def row_shape(row: PlanRow) -> Shape:
    """Return a plan as it is listed; times are in UTC."""
    return {
        **to_full(row),
        "ref": f"yq:plan/{row.key}",
        "created": row.created.isoformat(),
        "updated": row.updated.isoformat(),
    }


def plan_shape(plan: Plan, alerts: Sequence[Alert]) -> Shape:
    """Return a plan with what is to be thought of before it is carried out.

    Of the area it tells which feelings are marked on which limb, and on how many faces.
    """
    return {
        "ref": str(plan.ref),
        "key": plan.key,
        "label": plan.label,
        "title": plan.title,
        "condition": plan.condition,
        "cause": plan.cause or None,
        "goals": plan.goals,
        "notes": plan.notes,
        "facts": sorted(plan.facts),
        "flags": [{"id": flag, "present": present} for flag, present in plan.flags],
        "area": [
            {
                "side": patch.side.value,
                "feeling": patch.feeling.value,
                "faces": len(patch.strengths) - patch.strengths.count(0),
                "strongest": max(patch.strengths, default=0),
            }
            for patch in plan.area.patches
        ],
        "findings": [to_full(finding) for finding in plan.findings],
        "points": [to_full(point) for point in plan.points],
        "needles": plan.needles,
        "alerts": [to_full(alert) for alert in alerts],
        "acknowledged": [
            {**to_full(each), "when": each.when.isoformat()} for each in plan.acknowledged
        ],
        "measures": list(plan.measures),
        "sessions_planned": plan.sessions_planned,
        "per_week": plan.per_week,
        "sessions": [_session(session) for session in plan.sessions],
        "template": plan.template,
        "archived": plan.archived,
    }


def _session(session: Session) -> Shape:
    return {**to_full(session), "day": session.day.isoformat()}
