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
    surely_before,
    within,
)
from ijmfacts.times.days import Day, date_of, day_of, describe_day, edtf_of, shift
from ijmfacts.times.reading import read_time, time_of
from ijmfacts.times.years import Beginning, is_year_of_two, twelve_months, year_beginning

__all__ = [
    "Beginning",
    "Day",
    "Span",
    "Time",
    "UnreadableTimeError",
    "before",
    "date_of",
    "day_of",
    "describe_day",
    "edtf_of",
    "falls_on",
    "is_year_of_two",
    "overlaps",
    "read_time",
    "same_time",
    "shift",
    "surely_before",
    "time_of",
    "twelve_months",
    "within",
    "year_beginning",
]
