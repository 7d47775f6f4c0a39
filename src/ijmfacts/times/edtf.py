"""The EDTF of a single time: dates with marks and unknown digits, seasons, long years, eras.

Knows nothing of intervals and sets, and nothing of plain English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NoReturn

from ijmfacts.patterns import pattern
from ijmfacts.times.bounds import NoFormError, Span, Time, UnreadableTimeError
from ijmfacts.times.days import LENGTHS, day_number, is_leap, length_of_month, shift

_MARK: Final = "([?~%])?"
_CLOCK: Final = (
    r"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:[.,][0-9]+)?)?|24:00(?::00)?)"
    r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)?"
)
DATE: Final = pattern(
    rf"{_MARK}(-?[0-9X]{{4}}){_MARK}"
    rf"(?:-{_MARK}([0-9X]{{2}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK}({_CLOCK})?)?)?"
)
YEAR: Final = pattern(
    r"(?:Y(-?)([1-9][0-9]*)(?:E([0-9]+))?|(-?)([0-9]{4})(?=S))(?:S([0-9]+))?[?~%]?"
)
ERA: Final = pattern(r"(1[0-9]|20|[0-9]{3})[?~%]?")
_DIGITS: Final = 40
"""A year of more digits is refused."""


# Season (ISO 8601-2, 4.8) -> years after the named one, month and day of its first and last day.
# Texts count seasons from the equinox, the solstice or the first of the month, and a winter by the
# year of its beginning or of its end: the bounds hold every one of these days.
# 21 to 24 leave the hemisphere open, so they hold the season of either.
_DECEMBER_ON: Final = (-1, 12, 1, 1, 3, 21)
_MARCH_ON: Final = (0, 3, 1, 0, 6, 21)
_JUNE_ON: Final = (0, 6, 1, 0, 9, 23)
_SEPTEMBER_ON: Final = (0, 9, 1, 0, 12, 22)
_MARCH_OR_SEPTEMBER_ON: Final = (0, 3, 1, 0, 12, 22)
SEASONS: Final = {
    21: (_MARCH_OR_SEPTEMBER_ON, "spring {}"),
    22: (_DECEMBER_ON, "summer {}"),
    23: (_MARCH_OR_SEPTEMBER_ON, "autumn {}"),
    24: (_DECEMBER_ON, "winter {}"),
    25: (_MARCH_ON, "northern spring {}"),
    26: (_JUNE_ON, "northern summer {}"),
    27: (_SEPTEMBER_ON, "northern autumn {}"),
    28: (_DECEMBER_ON, "northern winter {}"),
    29: (_SEPTEMBER_ON, "southern spring {}"),
    30: (_DECEMBER_ON, "southern summer {}"),
    31: (_MARCH_ON, "southern autumn {}"),
    32: (_JUNE_ON, "southern winter {}"),
    33: ((0, 1, 1, 0, 3, 31), "first quarter of {}"),
    34: ((0, 4, 1, 0, 6, 30), "second quarter of {}"),
    35: ((0, 7, 1, 0, 9, 30), "third quarter of {}"),
    36: ((0, 10, 1, 0, 12, 31), "fourth quarter of {}"),
    37: ((0, 1, 1, 0, 4, 30), "first third of {}"),
    38: ((0, 5, 1, 0, 8, 31), "second third of {}"),
    39: ((0, 9, 1, 0, 12, 31), "last third of {}"),
    40: ((0, 1, 1, 0, 6, 30), "first half of {}"),
    41: ((0, 7, 1, 0, 12, 31), "second half of {}"),
}
_UNITS: Final = {
    "day": (0, 1),
    "month": (1, 0),
    "season": (3, 0),
    "year": (12, 0),
    "decade": (120, 0),
    "century": (1200, 0),
}
"""How far one unit reaches, in months and days."""


def read_edtf(text: str, at: int, *, loose: bool) -> Time | None:
    """A single time in EDTF, or none where the text is not one."""
    match = DATE.fullmatch(text)
    if match:
        return date_in_edtf(match, text, at, loose=loose)
    match = YEAR.fullmatch(text)
    if match:
        return _long_year(match, text, at, loose=loose)
    match = ERA.fullmatch(text)
    return _era(match, text, loose=loose) if match else None


def _widened(span: Span, unit: str, marks: str) -> Span:
    """The span and so many units of the marks on either side."""
    steps = 2 if "%" in marks or ("~" in marks and "?" in marks) else 1 if marks else 0
    months, days = (steps * size for size in _UNITS.get(unit, (0, 0)))
    earliest, latest = span.earliest, span.latest
    # The last day moves as the eve of the day after, so that the end of a month stays one.
    return Span(
        None if earliest is None else shift(earliest, months=-months, days=-days),
        None if latest is None else shift(latest + 1, months=months, days=days) - 1,
    )


def single_time(
    text: str,
    span: Span,
    granularity: str,
    *,
    marks: str = "",
    exists: bool = True,
    yearless: tuple[int, int] | None = None,
    whole: bool = False,
) -> Time:
    """A time whose first and last day fall in one span."""
    return Time(
        text=text,
        start=span,
        end=span,
        granularity=granularity,
        approximate="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
        exists=exists,
        yearless=yearless,
        whole=whole and not marks,
    )


def refuse(text: str, at: int, message: str, hint: str = "") -> NoReturn:
    """Refuse a text that stands at an offset.

    Raises:
        UnreadableTimeError: always.
    """
    raise UnreadableTimeError(message, start=at, end=at + len(text), hint=hint)


def no_form(text: str, at: int = 0) -> NoFormError:
    """The error for a text, at an offset, that has no form of a time."""
    return NoFormError("no form of a time", start=at, end=at + len(text))


def year_bounds(year: str) -> tuple[int, int]:
    """The first and the last year that the digits and `X` of a year can stand for."""
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    # There is no year -0, so that `-000X` ends with -1.
    return (high, min(low, -1)) if year[0] == "-" else (low, high)


def _years_of(year: str, *, backwards: bool) -> Iterator[int]:
    first, last = year_bounds(year)
    width = len(year)
    for number in range(last, first - 1, -1) if backwards else range(first, last + 1):
        written = f"{number:0{width}d}"
        if all(mask in ("X", digit) for mask, digit in zip(year, written, strict=True)):
            yield number


def _matching(mask: str, last: int) -> list[int]:
    """The numbers from 1 to `last` that two digits with `X` for any digit can stand for."""
    tens, ones = mask[0], mask[1]
    return [
        number
        for number in range(1, last + 1)
        if tens in ("X", str(number // 10)) and ones in ("X", str(number % 10))
    ]


def _masked(year: str, months: list[int], days: list[int]) -> tuple[Span, bool]:
    """The bounds of all days that the digits allow, and whether there is one at all."""
    first, last = year_bounds(year)
    exists = any(days[0] <= length_of_month(4, month) for month in months)
    if exists and not any(days[0] <= LENGTHS[month] for month in months):
        # Only 29 February is left, which leap years alone have.
        leap = next(filter(is_leap, _years_of(year, backwards=False)), None)
        exists = leap is not None
        if leap is not None:
            first, last = leap, next(filter(is_leap, _years_of(year, backwards=True)))
    if not exists:
        return (
            Span(
                day_number(first, months[0], 1),
                day_number(last, months[-1], length_of_month(last, months[-1])),
            ),
            False,
        )
    earliest = next(
        day_number(first, month, days[0])
        for month in months
        if days[0] <= length_of_month(first, month)
    )
    latest = next(
        day_number(last, month, day)
        for month in reversed(months)
        for day in reversed(days)
        if day <= length_of_month(last, month)
    )
    return Span(earliest, latest), True


def _year_granularity(year: str) -> str:
    # 1XXX and 1X84 are wider than a century, which is the widest word there is.
    place = year.find("X")
    return "year" if place < 0 else "decade" if year[place:] == "X" else "century"


def date_in_edtf(match: re.Match[str], text: str, at: int, *, loose: bool) -> Time:
    """The time of a date that matches `DATE`."""
    _, year, _, _, month, _, _, day, _, clock = match.groups()
    marks = ""
    if "?" in text or "~" in text or "%" in text:
        marks = "".join(filter(None, match.group(1, 3, 4, 6, 7, 9)))
    if clock and (marks or "X" in text):
        day_text = text.partition("T")[0]
        refuse(text, at, "a time of day needs a day that is known", f"write {day_text}")
    if year == "-0000":
        refuse(text, at, "there is no year -0", "write 0000 for the year 1 BC")
    exists, yearless, whole = True, None, False
    if "X" not in text:
        number = int(year)
        if month is None:
            span = Span(day_number(number, 1, 1), day_number(number, 12, 31))
            granularity, whole = "year", True
        else:
            code = int(month)
            if code > 20 and day is None:
                span, granularity = _season(number, number, code, text, at), "season"
                whole = code > 32
            elif not 1 <= code <= 12:
                _refuse_month(text, at, year, month, day)
            elif day is None:
                span = Span(
                    day_number(number, code, 1),
                    day_number(number, code, length_of_month(number, code)),
                )
                granularity, whole = "month", True
            else:
                date = int(day)
                granularity = "day"
                exists = whole = date <= length_of_month(number, code)
                if date == 0:
                    _refuse_day(text, at, year, month)
                if exists:
                    only = day_number(number, code, date)
                    span = Span(only, only)
                else:
                    last = length_of_month(number, code)
                    span = Span(day_number(number, code, 1), day_number(number, code, last))
    else:
        span, granularity, exists, yearless = _with_unknown_digits(year, month, day, text, at)
    if loose and marks:
        span = _loosened_date(span, granularity, match)
    return single_time(
        text, span, granularity, marks=marks, exists=exists, yearless=yearless, whole=whole
    )


def _season(first: int, last: int, code: int, text: str, at: int) -> Span:
    if code not in SEASONS:
        refuse(
            text,
            at,
            f"{code} is neither a month (01 to 12) nor a season (21 to 41)",
            years_mend(text[:4], text[5:]) if len(text) == 7 else "",
        )
    years_before, month, day, years_after, last_month, last_day = SEASONS[code][0]
    return Span(
        day_number(first + years_before, month, day),
        day_number(last + years_after, last_month, last_day),
    )


def years_mend(year: str, short: str) -> str:
    """The mend where `2003-13` may have meant the years from 2003 to 2013, `2012-13` one of two."""
    if not (year.isdigit() and short.isdigit()):
        return ""
    if (int(year[2:]) + 1) % 100 == int(short):
        last = f"{int(year) + 1:04d}"
        return (
            f"write {year}-04/{last}-03 for a year from April on, or {year}/{short} where the "
            f"document says `year begins: April`; {year}/{last} are two calendar years"
        )
    if int(short) > int(year[2:]):
        return f"write {year}/{year[:2]}{short} for the years from {year} to {year[:2]}{short}"
    return ""


def _refuse_month(text: str, at: int, year: str, month: str, day: str | None) -> NoReturn:
    if day is not None and "X" not in month + day and int(month) <= 31 and 1 <= int(day) <= 12:
        hint = f"write {year}-{day}-{month}"
    elif month == "00":
        hint = f"write {year}, or {year}-XX for one of its months"
    else:
        hint = years_mend(year, month) if day is None else ""
    refuse(text, at, f"there is no month {month}", hint)


def _refuse_day(text: str, at: int, year: str, month: str) -> NoReturn:
    hint = f"write {year}-{month}, or {year}-{month}-XX for one of its days"
    refuse(text, at, "there is no day 00", hint)


def _with_unknown_digits(
    year: str, month: str | None, day: str | None, text: str, at: int
) -> tuple[Span, str, bool, tuple[int, int] | None]:
    first, last = year_bounds(year)
    granularity = _year_granularity(year)
    if month is None:
        return Span(day_number(first, 1, 1), day_number(last, 12, 31)), granularity, True, None
    if "X" not in month and int(month) > 20 and day is None:
        return _season(first, last, int(month), text, at), granularity, True, None
    months = _matching(month, 12)
    if not months:
        _refuse_month(text, at, year, month, day)
    days = list(range(1, 32)) if day is None else _matching(day, 31)
    if not days:
        if day == "00":
            _refuse_day(text, at, year, month)
        days = [99]  # 32 or 4X: a day that no month has
    span, exists = _masked(year, months, days)
    if year.endswith("XXXX") and (month != "XX" or day not in (None, "XX")):
        known = len(months) == 1 and day is not None and "X" not in day
        return (
            span,
            "yearless",
            exists,
            (months[0], int(day)) if known and day is not None else None,
        )
    if "X" not in year and "X" not in month:
        granularity = "month"
    return span, granularity, exists, None


def _loosened_date(span: Span, granularity: str, match: re.Match[str]) -> Span:
    if granularity == "yearless":
        return span
    of_year, of_month, of_day = (
        "".join(filter(None, match.group(*places))) for places in ((1, 3), (4, 6), (7, 9))
    )
    wide = granularity in ("decade", "century")
    span = _widened(span, granularity if wide else "year", of_year)
    span = _widened(span, "season" if granularity == "season" else "month", of_month)
    return _widened(span, "day", of_day)


def _long_year(match: re.Match[str], text: str, at: int, *, loose: bool) -> Time:
    """A year of five digits or more, by an exponent, or with so many significant digits."""
    sign, digits, exponent, short_sign, short, significant = match.groups()
    if digits is None:
        sign, digits = short_sign, short.lstrip("0") or "0"
    elif exponent is None and len(digits) < 5:
        hint = f"write {sign}{digits:0>4}"
        refuse(text, at, "`Y` is for years of five digits or more", hint)
    if len(digits) > _DIGITS or (exponent and (len(exponent) > 2 or int(exponent) > _DIGITS)):
        refuse(text, at, f"a year of more than {_DIGITS} digits")
    size = int(digits) * 10 ** int(exponent or "0")
    places = len(str(size))
    if sign and not size:
        refuse(text, at, "there is no year -0", "write 0000 for the year 1 BC")
    if places > _DIGITS:
        refuse(text, at, f"a year of more than {_DIGITS} digits")
    unknown = 0
    if significant is not None:
        if len(significant) > 2 or not 1 <= int(significant) <= places:
            refuse(text, at, f"the year has {places} digits, so that S1 to S{places} can follow")
        unknown = places - int(significant)
    low = size - size % 10**unknown
    high = low + 10**unknown - 1
    first, last = (-high, -low) if sign else (low, high)
    if sign and not last:
        last = -1
    marks = text[-1] if text[-1] in "?~%" else ""
    span = Span(day_number(first, 1, 1), day_number(last, 12, 31))
    granularity = ("year", "decade", "century")[min(unknown, 2)]
    if loose:
        span = _widened(span, granularity, marks)
    return single_time(text, span, granularity, marks=marks, whole=not unknown)


def _era(match: re.Match[str], text: str, *, loose: bool) -> Time:
    """A decade of three digits or a century of two."""
    digits = match[1]
    granularity, size = ("decade", 10) if len(digits) == 3 else ("century", 100)
    first = int(digits) * size
    span = Span(day_number(first, 1, 1), day_number(first + size - 1, 12, 31))
    marks = text[len(digits) :]
    if loose:
        span = _widened(span, granularity, marks)
    return single_time(text, span, granularity, marks=marks, whole=True)
