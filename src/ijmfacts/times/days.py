"""Days of the calendar by their number, from the first year and before it.

Knows nothing of how times are written.
"""

from __future__ import annotations

from typing import Final, TypeAlias

Day: TypeAlias = int
"""A day of the proleptic Gregorian calendar by its number: 1 is 1 January of the year 1.

The same count as `datetime.date.toordinal`, but with no first and no last year.
"""
LENGTHS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """True for a year with a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length_of_month(year: int, month: int) -> int:
    """How many days the month of a year has."""
    return 29 if month == 2 and is_leap(year) else LENGTHS[month]


def day_number(year: int, month: int, day: int) -> Day:
    """The day of a date that is known to exist; see `day_of`."""
    # The year is taken from March on, so that a leap day is its last
    # (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil).
    if month < 3:
        year -= 1
        month += 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month - 457) // 5 + day - 306


def day_of(year: int, month: int, day: int) -> Day:
    """The day of a date; the year 0 is 1 BC, as in ISO 8601.

    Raises:
        ValueError: there is no such date.
    """
    if not (1 <= month <= 12 and 1 <= day <= length_of_month(year, month)):
        raise ValueError(f"there is no date {year}-{month}-{day}")
    return day_number(year, month, day)


def date_of(day: Day) -> tuple[int, int, int]:
    """The year, month and day of a day: what `day_of` was given."""
    era, of_era = divmod(day + 305, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    day_of_month = of_year - (153 * month + 2) // 5 + 1
    year += era * 400
    return (year, month + 3, day_of_month) if month < 10 else (year + 1, month - 9, day_of_month)


def shift(day: Day, *, years: int = 0, months: int = 0, days: int = 0) -> Day:
    """The day so many years and months, and then days, later; earlier where they are negative.

    Where the month reached is too short, its last day: a month after 31 January is 28 February.
    """
    if years or months:
        year, month, day_of_month = date_of(day)
        carry, month = divmod(month - 1 + months, 12)
        year, month = year + years + carry, month + 1
        day = day_number(year, month, min(day_of_month, length_of_month(year, month)))
    return day + days


MONTHS: Final = (
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def year_words(year: int) -> str:
    """A year in plain English: `2003`, `800 AD`, `44 BC`."""
    if year > 999:
        return str(year)
    return f"{1 - year} BC" if year < 1 else f"{year} AD"


def edtf_of(day: Day) -> str:
    """A day in EDTF; nothing for one of a year of more than four digits."""
    year, month, day_of_month = date_of(day)
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day_of_month:02}" if abs(year) < 10_000 else ""


def describe_day(day: Day) -> str:
    """A day in plain English: `29 March 2003`, `15 March 44 BC`."""
    year, month, day_of_month = date_of(day)
    return f"{day_of_month} {MONTHS[month]} {year_words(year)}"
