"""Client facts that nobody ticked but the plan itself shows: which, and by what."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.atlas.body import Atlas
from desktop_app.content import Content
from desktop_app.domain.area import Side
from desktop_app.domain.plans import Plan
from desktop_app.domain.safety import ClientFact, Sign
from desktop_app.domain.sensing import sensory_test
from desktop_app.planning.holding import TESTS_OF_FEELING, Circumstances


def shown_facts(atlas: Atlas, content: Content, plan: Plan) -> dict[str, str]:
    """Return the facts that the safety check takes as ticked, each with what shows it, in words.

    Numb skin marked below the knee shows ``sensory-loss``; so do a test that was not felt and the
    cause ``diabetic-peripheral-neuropathy``, which shows ``diabetes`` as well.

    Raises
    ------
    UnreadableFile
        If the atlas cannot be read.
    """
    about = Circumstances(atlas, content, plan)
    return {
        fact.id: "; ".join(_reasons(about, fact))
        for fact in content.facts.values()
        if fact.id in about.shown
    }


def _reasons(about: Circumstances, fact: ClientFact) -> Iterator[str]:
    plan = about.plan
    if plan.cause in fact.causes:
        condition = about.content.conditions.get(plan.condition)
        causes = condition.causes if condition is not None else ()
        named = next((cause.name for cause in causes if cause.id == plan.cause), plan.cause)
        yield f"the cause: {named}"
    for sign in fact.shown_by:
        sides = [side for side in Side if sign in about.signs[side]]
        if sides:
            where = "both limbs" if len(sides) > 1 else f"{sides[0].value} limb"
            yield f"{_sign(plan, sign, sides)}, {where}"


def _sign(plan: Plan, sign: Sign, sides: list[Side]) -> str:
    if sign is Sign.NUMB_SKIN:
        return "the area: numb skin below the knee"
    if sign is Sign.NO_PULSE:
        return "the examination: a pulse of the foot is absent"
    tests = dict.fromkeys(
        finding.test
        for finding in plan.findings
        if finding.side in sides
        and finding.test in TESTS_OF_FEELING
        and finding.value == "not-felt"
    )
    named = [known.name if (known := sensory_test(test)) else test for test in tests]
    return f"the examination: not felt ({', '.join(named)})"
