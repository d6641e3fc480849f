"""Student's t distribution for whole degrees of freedom."""

from __future__ import annotations

from math import atan, cos, pi, sin, sqrt


def student_within(reach: float, degrees: int) -> float:
    """Return the probability that t lies from -reach to reach (Abramowitz and Stegun 26.7.3-4)."""
    angle = atan(reach / sqrt(degrees))
    if degrees % 2:
        term, total = cos(angle), 0.0
        for number in range(1, degrees - 1, 2):
            total += term
            term *= cos(angle) ** 2 * (number + 1) / (number + 2)
        return (angle + sin(angle) * total) * 2 / pi
    term, total = 1.0, 0.0
    for number in range(0, degrees - 1, 2):
        total += term
        term *= cos(angle) ** 2 * (number + 1) / (number + 2)
    return sin(angle) * total


def student_quantile(level: float, degrees: int) -> float:
    """Return how far a two-sided interval of ``level`` per cent reaches."""
    low, high = 0.0, 1.0
    while student_within(high, degrees) < level / 100:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        if student_within(middle, degrees) < level / 100:
            low = middle
        else:
            high = middle
    return (low + high) / 2
