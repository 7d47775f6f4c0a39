"""The units of durations: their names, and how many days one of each can have.

Knows nothing of texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from ijmfacts.intervals import Interval

DURATION_UNITS: Final[Mapping[str, tuple[Fraction, Fraction]]] = MappingProxyType(
    {
        "second": (Fraction(1, 86400), Fraction(1, 86400)),
        "minute": (Fraction(1, 1440), Fraction(1, 1440)),
        "hour": (Fraction(1, 24), Fraction(1, 24)),
        "day": (Fraction(1), Fraction(1)),
        "week": (Fraction(7), Fraction(7)),
        "month": (Fraction(28), Fraction(31)),
        "year": (Fraction(365), Fraction(366)),
    }
)
"""The units of durations, each with the fewest and the most days that one of it can have."""
UNIT_WORDS: Final = {
    spelling: (unit, factor)
    for spellings, unit, factor in (
        ("second seconds sec secs", "second", 1),
        ("minute minutes min mins", "minute", 1),
        ("hour hours hr hrs", "hour", 1),
        ("day days", "day", 1),
        ("week weeks wk wks", "week", 1),
        ("fortnight fortnights", "day", 14),
        ("month months", "month", 1),
        ("year years yr yrs", "year", 1),
        ("decade decades", "year", 10),
        ("century centuries", "year", 100),
        ("millennium millennia", "year", 1000),
    )
    for spelling in spellings.split()
}


def days_of(interval: Interval, unit: str) -> Interval:
    """A duration in days: the widest bounds that hold wherever in the calendar it lies.

    A year has 365 to 366 days, a month 28 to 31; ends stay open or closed.
    A part of a year is given two days more on either side, since half a year is 181 to 184 days.

    Raises:
        KeyError: `unit` is not a key of `DURATION_UNITS`.
    """
    fewest, most = DURATION_UNITS[unit]
    lower, upper = interval.lower, interval.upper
    if lower is not None:
        slack = 2 if unit == "year" and lower.denominator != 1 else 0
        lower = lower * (fewest if lower >= 0 else most) - slack
        lower = max(lower, Fraction(0)) if (interval.lower or 0) >= 0 else lower
    if upper is not None:
        slack = 2 if unit == "year" and upper.denominator != 1 else 0
        upper = upper * (most if upper >= 0 else fewest) + slack
    return Interval(lower, upper, lower_open=interval.lower_open, upper_open=interval.upper_open)
