"""Pooling effects of studies, and telling when that would be wrong.

Formulas: Cochrane Handbook for Systematic Reviews of Interventions 6.4, chapters 6 and 10;
DerSimonian and Laird, Controlled Clinical Trials 1986;7:177-188; Higgins, Thompson and
Spiegelhalter, J R Stat Soc A 2009;172:137-159. Ratios are pooled as natural logarithms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum, isfinite, log, sqrt
from statistics import NormalDist

from desktop_app.domain.appraisal import Effect, Measure
from desktop_app.domain.student import student_quantile

LEVEL = 95.0
"""Per cent of the intervals that are worked out here."""

LOPSIDED = 0.2
"""How far, as a share of its interval, an effect may lie from the middle before it is doubted."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect on the scale on which it is pooled: logarithms for ratios, else as it stands."""

    value: float
    error: float

    @property
    def weight(self) -> float:
        """The inverse of the variance."""
        return 1 / self.error**2


@dataclass(frozen=True, slots=True)
class Pooled:
    """Effects pooled; values stand on the scale they are read on, so ratios are ratios.

    Attributes
    ----------
    effect
        The pooled effect with its 95 % confidence interval.
    weights
        Share of each effect, in the order given; they add up to 1.
    q, i_squared, tau_squared
        Cochran's Q, the share of variation that is not chance (0 to 1), and the variance between
        studies on the scale of pooling.
    low, high
        The 95 % prediction interval: where a new study's effect would lie; None below three.
    is_random
        Whether effects are taken to differ from study to study (random effects).
    """

    effect: Effect
    weights: tuple[float, ...]
    q: float
    i_squared: float
    tau_squared: float
    low: float | None = None
    high: float | None = None
    is_random: bool = True


def normal_quantile(level: float) -> float:
    """Return how many standard errors a two-sided interval reaches; ``level`` in per cent."""
    return NormalDist().inv_cdf(0.5 + level / 200)


def on_scale(measure: Measure, value: float) -> float:
    """Return a value on the scale of pooling: its logarithm if it is a ratio.

    Raises
    ------
    ValueError
        If a ratio is not above 0.
    """
    return log(value) if measure.is_ratio else value


def off_scale(measure: Measure, value: float) -> float:
    """Return a value of the scale of pooling as it is read."""
    return exp(value) if measure.is_ratio else value


def fault(effect: Effect) -> str:
    """Return what keeps an effect from being drawn, in words; empty if nothing does."""
    if effect.low is None or effect.high is None:
        return "no confidence interval is reported"
    numbers = (effect.low, effect.value, effect.high)
    if not all(map(isfinite, numbers)) or not 50 <= effect.level < 100:
        return "its interval is not a number"
    if effect.measure.is_ratio and min(numbers) <= 0:
        return "a ratio must be above 0"
    if not effect.low <= effect.value <= effect.high or effect.low == effect.high:
        return "the effect does not lie within its interval"
    return ""


def is_lopsided(effect: Effect) -> bool:
    """Tell whether an effect without ``fault`` lies so far off the middle that it is doubtful."""
    if effect.low is None or effect.high is None:
        return False
    numbers = (effect.low, effect.value, effect.high)
    low, value, high = (on_scale(effect.measure, number) for number in numbers)
    return abs(value - (low + high) / 2) > LOPSIDED * (high - low)


def estimate(effect: Effect) -> Estimate:
    """Return an effect with its standard error, worked out from its interval (Handbook 6.3.1).

    Raises
    ------
    ValueError
        If ``fault`` finds one.
    """
    wrong = fault(effect)
    if wrong or effect.low is None or effect.high is None:
        raise ValueError(wrong)
    low, high = (on_scale(effect.measure, bound) for bound in (effect.low, effect.high))
    return Estimate(
        on_scale(effect.measure, effect.value), (high - low) / (2 * normal_quantile(effect.level))
    )


def cochran_q(estimates: Sequence[Estimate]) -> float:
    """Return Cochran's Q: squared distances from the fixed-effect mean, by inverse variance."""
    mean = _mean(estimates, 0.0)
    return fsum(each.weight * (each.value - mean) ** 2 for each in estimates)


def tau_squared(estimates: Sequence[Estimate]) -> float:
    """Return the variance between studies by the method of moments (DerSimonian and Laird 1986)."""
    weights = [each.weight for each in estimates]
    total = fsum(weights)
    spread = total - fsum(weight**2 for weight in weights) / total
    if spread <= 0:
        return 0.0
    return max(0.0, (cochran_q(estimates) - (len(estimates) - 1)) / spread)


def i_squared(q: float, count: int) -> float:
    """Return the share of variation beyond chance, 0 to 1 (Higgins and others, BMJ 2003)."""
    return max(0.0, (q - (count - 1)) / q) if q > 0 else 0.0


def pool(effects: Sequence[Effect], is_random: bool = True) -> Pooled:
    """Return effects pooled by inverse variance; whether they may be is another question.

    Parameters
    ----------
    effects
        Two or more, all of one measure.
    is_random
        With random effects (DerSimonian and Laird), else one effect common to all.

    Raises
    ------
    ValueError
        If there are fewer than two, of several measures, or one has a fault.
    """
    if len(effects) < 2 or len({effect.measure for effect in effects}) != 1:
        raise ValueError("two or more effects of one measure are needed")
    measure = effects[0].measure
    estimates = [estimate(effect) for effect in effects]
    q = cochran_q(estimates)
    between = tau_squared(estimates)
    added = between if is_random else 0.0
    weights = [1 / (each.error**2 + added) for each in estimates]
    total = fsum(weights)
    mean, error = _mean(estimates, added), 1 / sqrt(total)
    reach = normal_quantile(LEVEL) * error
    whole = [off_scale(measure, value) for value in (mean, mean - reach, mean + reach)]
    low = high = None
    if is_random and len(estimates) >= 3:
        # Higgins, Thompson and Spiegelhalter 2009, equation 12: t with k - 2 degrees of freedom.
        far = student_quantile(LEVEL, len(estimates) - 2) * sqrt(between + error**2)
        low, high = off_scale(measure, mean - far), off_scale(measure, mean + far)
    return Pooled(
        Effect(measure, whole[0], whole[1], whole[2], LEVEL),
        tuple(weight / total for weight in weights),
        q,
        i_squared(q, len(estimates)),
        between,
        low,
        high,
        is_random,
    )


def _mean(estimates: Sequence[Estimate], between: float) -> float:
    weights = [1 / (each.error**2 + between) for each in estimates]
    return fsum(w * each.value for w, each in zip(weights, estimates, strict=True)) / fsum(weights)
