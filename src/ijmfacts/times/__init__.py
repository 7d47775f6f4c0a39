"""Times as texts write them: EDTF and plain English dates, read as bounds on days.

Knows nothing of claims.
"""

from ijmfacts.times.bounds import (
    Span,
    Time,
    UnreadableTimeError,
    before,
    falls_on,
    overlaps,
    same_time,
    within,
)
from ijmfacts.times.days import Day, date_of, day_of, describe_day, shift
from ijmfacts.times.reading import read_time, time_of

__all__ = [
    "Day",
    "Span",
    "Time",
    "UnreadableTimeError",
    "before",
    "date_of",
    "day_of",
    "describe_day",
    "falls_on",
    "overlaps",
    "read_time",
    "same_time",
    "shift",
    "time_of",
    "within",
]
