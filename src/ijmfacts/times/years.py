"""Years that begin where a document says, as `2023/24`: twelve months as an interval of EDTF.

EDTF has no such years, so that without their beginning `2023/24` is no time.
Knows nothing of documents.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from ijmfacts.patterns import pattern
from ijmfacts.times.bounds import UnreadableTimeError
from ijmfacts.times.days import LENGTHS, date_of, day_number
from ijmfacts.times.english import FLAGS, MONTH_WORD, in_edtf, month_of

Beginning: TypeAlias = tuple[int, int]
"""The month and the day with which each year begins."""

_TWO_YEARS: Final = pattern(r"([0-9]{2})([0-9]{2})[-/]([0-9]{2})")
_YEARLESS: Final = pattern(r"(?:XXXX|-)-([0-9]{2})(?:-([0-9]{2}))?")
_MONTH: Final = pattern(MONTH_WORD, FLAGS)
_HINT: Final = "write the month, `April`, or the day, `6 April`"


def year_beginning(text: str) -> Beginning:
    """The month and day that a text names: `April`, `6 April`, `XXXX-04-06`.

    Raises:
        UnreadableTimeError: it names none, or the beginning of a calendar year.
    """
    month, day = 0, 1
    if match := _MONTH.fullmatch(text):
        month = month_of(match[1])
    elif match := _YEARLESS.fullmatch(in_edtf(text) or text):
        month, day = int(match[1]), int(match[2] or 1)
    if not (1 <= month <= 12 and 1 <= day <= LENGTHS[month]):
        message = f"`{text}` is no month or day with which each year begins"
        raise UnreadableTimeError(message, start=0, end=len(text), hint=_HINT)
    if (month, day) == (1, 1):
        message = "a year that begins on 1 January is written with its one number"
        raise UnreadableTimeError(message, start=0, end=len(text), hint="leave this field out")
    return month, day


def is_year_of_two(text: str) -> bool:
    """True for `2023/24` and `2023-24`, of which the second number is that of the next year."""
    match = _TWO_YEARS.fullmatch(text)
    return match is not None and (int(match[2]) + 1) % 100 == int(match[3])


def twelve_months(text: str, begins: Beginning) -> str:
    """The EDTF of the year that `2023/24` or `2023-24` names: `2023-04/2024-03`."""
    year, (month, day) = int(text[:4]), begins
    if day == 1:
        return f"{year:04d}-{month:02d}/{year + 1:04d}-{month - 1:02d}"
    last = date_of(day_number(year + 1, month, day) - 1)
    return f"{year:04d}-{month:02d}-{day:02d}/{last[0]:04d}-{last[1]:02d}-{last[2]:02d}"
