"""Times as texts write them: EDTF and plain English dates, read as bounds on days.

Knows nothing of claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NoReturn, TypeAlias

import attrs

from ijmfacts.answers import Answer, answer
from ijmfacts.patterns import pattern
from ijmfacts.shapes import Shape

Day: TypeAlias = int
"""A day of the proleptic Gregorian calendar by its number: 1 is 1 January of the year 1.

The same count as `datetime.date.toordinal`, but with no first and no last year.
"""


class UnreadableTimeError(ValueError):
    """A text that is no time, or that could be two.

    `start` and `end` are the offsets, in characters, of the part at fault; `hint` is the mend.
    """

    def __init__(self, message: str, *, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.hint = hint


class _NoFormError(UnreadableTimeError):
    """A text of no known form; what it may have meant is looked for by `read_time` alone."""


@attrs.frozen(eq=False, repr=False)
class Span(Shape):
    """The first and the last day on which something may fall, both inside; none: no such bound."""

    earliest: Day | None
    latest: Day | None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Time(Shape):
    """When something was, as far as the text tells; made by `read_time` and nothing else.

    What the text dates has a first and a last day: `start` and `end` bound each of them.
    A plain time (`2003-03-29`, `2003`, `199X`) says that both fall inside it, so `start == end`.
    An interval (`2003/2013`) is `lasting`: it holds on every day from the first to the last.
    Every one of several times (`{1960,1965}`) is not lasting, and `start != end`.
    Where the days have gaps (`1XXX-12`, `[1667,1670]`), the bounds reach over the gaps.

    Attributes:
        text: what was read, letter by letter.
        start: when the first day falls.
        end: when the last day falls.
        lasting: an interval, which holds throughout.
        granularity: the smallest unit that holds the time: `day`, `month`, `season` (or a quarter
            and the like), `year`, `decade`, `century` (or anything wider); `yearless` where the
            month or day is known and the year is not; `interval` where two or more times bound it.
        approximate: marked `~` or `%`, wholly or in part.
        uncertain: marked `?` or `%`, wholly or in part.
        exists: false for a date that no calendar has (30 February); its bounds are its month's.
        yearless: the month and day of `XXXX-MM-DD`.
        whole: a calendar period named without a doubt (`2003`, `2003-03`, `198`), so that
            something can be within it for certain; not so `199X`, `2003~` or a season.
    """

    text: str
    start: Span
    end: Span
    granularity: str
    lasting: bool = False
    approximate: bool = False
    uncertain: bool = False
    exists: bool = True
    yearless: tuple[int, int] | None = None
    whole: bool = False

    @property
    def earliest(self) -> Day | None:
        """The first of all possible days; none where nothing bounds it."""
        return self.start.earliest

    @property
    def latest(self) -> Day | None:
        """The last of all possible days; none where nothing bounds it."""
        return self.end.latest

    def describe(self) -> str:
        """The time in plain English: `29 March 2003`, `from 2003 to 2013`, `about 2000`."""
        return _words(self.text)

    def loosened(self) -> Time:
        """What an honest reader would allow for its `~`, `?` and `%`; itself where it has none.

        Each marked part gives way by one unit of its own on either side, by two for `%`: a year by
        a year, a month by a month, a season by three months, a decade by ten years, a day by a day.
        A mark on part of a date moves that part (`2004-~06-11`: from 11 May to 11 July 2004), a
        mark after several parts the last of them.
        The marks stay, and loosening twice is loosening once.
        """
        if not (self.approximate or self.uncertain):
            return self
        return _read(self.text, loose=True)


# ---- days -------------------------------------------------------------------------------------

_LENGTHS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _length(year: int, month: int) -> int:
    return 29 if month == 2 and _is_leap(year) else _LENGTHS[month]


def _day(year: int, month: int, day: int) -> Day:
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
    if not (1 <= month <= 12 and 1 <= day <= _length(year, month)):
        raise ValueError(f"there is no date {year}-{month}-{day}")
    return _day(year, month, day)


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
        day = _day(year, month, min(day_of_month, _length(year, month)))
    return day + days


_MONTHS: Final = (
    *("", "January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _year_words(year: int) -> str:
    if year > 999:
        return str(year)
    return f"{1 - year} BC" if year < 1 else f"{year} AD"


def describe_day(day: Day) -> str:
    """A day in plain English: `29 March 2003`, `15 March 44 BC`."""
    year, month, day_of_month = date_of(day)
    return f"{day_of_month} {_MONTHS[month]} {_year_words(year)}"


# ---- reading ----------------------------------------------------------------------------------

_MARK: Final = "([?~%])?"
_CLOCK: Final = (
    r"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:[.,][0-9]+)?)?|24:00(?::00)?)"
    r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)?"
)
_DATE: Final = pattern(
    rf"{_MARK}(-?[0-9X]{{4}}){_MARK}"
    rf"(?:-{_MARK}([0-9X]{{2}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK}({_CLOCK})?)?)?"
)
_YEAR: Final = pattern(
    r"(?:Y(-?)([1-9][0-9]*)(?:E([0-9]+))?|(-?)([0-9]{4})(?=S))(?:S([0-9]+))?[?~%]?"
)
_ERA: Final = pattern(r"(1[0-9]|20|[0-9]{3})[?~%]?")

_LONGEST: Final = 1000
"""In characters: nothing that dates a claim is longer, and reading stays fast on any text."""

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
_SEASONS: Final = {
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


def _single(
    text: str,
    span: Span,
    granularity: str,
    *,
    marks: str = "",
    exists: bool = True,
    yearless: tuple[int, int] | None = None,
    whole: bool = False,
) -> Time:
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


def _refuse(text: str, at: int, message: str, hint: str = "") -> NoReturn:
    raise UnreadableTimeError(message, start=at, end=at + len(text), hint=hint)


def _no_form(text: str, at: int = 0) -> _NoFormError:
    return _NoFormError("no form of a time", start=at, end=at + len(text))


def _year_bounds(year: str) -> tuple[int, int]:
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    # There is no year -0, so that `-000X` ends with -1.
    return (high, min(low, -1)) if year[0] == "-" else (low, high)


def _years_of(year: str, *, backwards: bool) -> Iterator[int]:
    first, last = _year_bounds(year)
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
    first, last = _year_bounds(year)
    exists = any(days[0] <= _length(4, month) for month in months)
    if exists and not any(days[0] <= _LENGTHS[month] for month in months):
        # Only 29 February is left, which leap years alone have.
        leap = next(filter(_is_leap, _years_of(year, backwards=False)), None)
        exists = leap is not None
        if leap is not None:
            first, last = leap, next(filter(_is_leap, _years_of(year, backwards=True)))
    if not exists:
        return (
            Span(_day(first, months[0], 1), _day(last, months[-1], _length(last, months[-1]))),
            False,
        )
    earliest = next(
        _day(first, month, days[0]) for month in months if days[0] <= _length(first, month)
    )
    latest = next(
        _day(last, month, day)
        for month in reversed(months)
        for day in reversed(days)
        if day <= _length(last, month)
    )
    return Span(earliest, latest), True


def _year_granularity(year: str) -> str:
    # 1XXX and 1X84 are wider than a century, which is the widest word there is.
    place = year.find("X")
    return "year" if place < 0 else "decade" if year[place:] == "X" else "century"


def _date(match: re.Match[str], text: str, at: int, *, loose: bool) -> Time:
    _, year, _, _, month, _, _, day, _, clock = match.groups()
    marks = ""
    if "?" in text or "~" in text or "%" in text:
        marks = "".join(filter(None, match.group(1, 3, 4, 6, 7, 9)))
    if clock and (marks or "X" in text):
        day_text = text.partition("T")[0]
        _refuse(text, at, "a time of day needs a day that is known", f"write {day_text}")
    if year == "-0000":
        _refuse(text, at, "there is no year -0", "write 0000 for the year 1 BC")
    exists, yearless, whole = True, None, False
    if "X" not in text:
        number = int(year)
        if month is None:
            span = Span(_day(number, 1, 1), _day(number, 12, 31))
            granularity, whole = "year", True
        else:
            code = int(month)
            if code > 20 and day is None:
                span, granularity = _season(number, number, code, text, at), "season"
                whole = code > 32
            elif not 1 <= code <= 12:
                _refuse_month(text, at, year, month, day)
            elif day is None:
                span = Span(_day(number, code, 1), _day(number, code, _length(number, code)))
                granularity, whole = "month", True
            else:
                date = int(day)
                granularity = "day"
                exists = whole = date <= _length(number, code)
                if date == 0:
                    _refuse_day(text, at, year, month)
                if exists:
                    only = _day(number, code, date)
                    span = Span(only, only)
                else:
                    last = _length(number, code)
                    span = Span(_day(number, code, 1), _day(number, code, last))
    else:
        span, granularity, exists, yearless = _with_unknown_digits(year, month, day, text, at)
    if loose and marks:
        span = _loosened_date(span, granularity, match)
    return _single(
        text, span, granularity, marks=marks, exists=exists, yearless=yearless, whole=whole
    )


def _season(first: int, last: int, code: int, text: str, at: int) -> Span:
    if code not in _SEASONS:
        _refuse(
            text,
            at,
            f"{code} is neither a month (01 to 12) nor a season (21 to 41)",
            _interval_mend(text[:4], text[5:]) if len(text) == 7 else "",
        )
    years_before, month, day, years_after, last_month, last_day = _SEASONS[code][0]
    return Span(
        _day(first + years_before, month, day), _day(last + years_after, last_month, last_day)
    )


def _interval_mend(year: str, short: str) -> str:
    """The mend where `2003-13` may have meant the years from 2003 to 2013."""
    if year.isdigit() and short.isdigit() and int(short) > int(year[2:]):
        return f"write {year}/{year[:2]}{short} for the years from {year} to {year[:2]}{short}"
    return ""


def _refuse_month(text: str, at: int, year: str, month: str, day: str | None) -> NoReturn:
    if day is not None and "X" not in month + day and int(month) <= 31 and 1 <= int(day) <= 12:
        hint = f"write {year}-{day}-{month}"
    elif month == "00":
        hint = f"write {year}, or {year}-XX for one of its months"
    else:
        hint = _interval_mend(year, month) if day is None else ""
    _refuse(text, at, f"there is no month {month}", hint)


def _refuse_day(text: str, at: int, year: str, month: str) -> NoReturn:
    hint = f"write {year}-{month}, or {year}-{month}-XX for one of its days"
    _refuse(text, at, "there is no day 00", hint)


def _with_unknown_digits(
    year: str, month: str | None, day: str | None, text: str, at: int
) -> tuple[Span, str, bool, tuple[int, int] | None]:
    first, last = _year_bounds(year)
    granularity = _year_granularity(year)
    if month is None:
        return Span(_day(first, 1, 1), _day(last, 12, 31)), granularity, True, None
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
        _refuse(text, at, "`Y` is for years of five digits or more", hint)
    if len(digits) > _DIGITS or (exponent and (len(exponent) > 2 or int(exponent) > _DIGITS)):
        _refuse(text, at, f"a year of more than {_DIGITS} digits")
    size = int(digits) * 10 ** int(exponent or "0")
    places = len(str(size))
    if sign and not size:
        _refuse(text, at, "there is no year -0", "write 0000 for the year 1 BC")
    if places > _DIGITS:
        _refuse(text, at, f"a year of more than {_DIGITS} digits")
    unknown = 0
    if significant is not None:
        if len(significant) > 2 or not 1 <= int(significant) <= places:
            _refuse(text, at, f"the year has {places} digits, so that S1 to S{places} can follow")
        unknown = places - int(significant)
    low = size - size % 10**unknown
    high = low + 10**unknown - 1
    first, last = (-high, -low) if sign else (low, high)
    if sign and not last:
        last = -1
    marks = text[-1] if text[-1] in "?~%" else ""
    span = Span(_day(first, 1, 1), _day(last, 12, 31))
    granularity = ("year", "decade", "century")[min(unknown, 2)]
    if loose:
        span = _widened(span, granularity, marks)
    return _single(text, span, granularity, marks=marks, whole=not unknown)


def _era(match: re.Match[str], text: str, *, loose: bool) -> Time:
    """A decade of three digits or a century of two."""
    digits = match[1]
    granularity, size = ("decade", 10) if len(digits) == 3 else ("century", 100)
    first = int(digits) * size
    span = Span(_day(first, 1, 1), _day(first + size - 1, 12, 31))
    marks = text[len(digits) :]
    if loose:
        span = _widened(span, granularity, marks)
    return _single(text, span, granularity, marks=marks, whole=True)


def _interval(text: str, *, loose: bool) -> Time:
    left, _, right = text.partition("/")
    if "/" in right:
        raise _no_form(text)
    sides: list[Time | None] = []
    for side, at in ((left, 0), (right, len(left) + 1)):
        if side in ("", ".."):
            sides.append(None)
            continue
        time = _edtf(side, at, loose=loose)
        if time is None or _ERA.fullmatch(side):
            raise _no_form(text)
        sides.append(time)
    first, last = sides
    start = Span(None, None) if first is None else first.start
    end = Span(None, None) if last is None else last.end
    if start.earliest is not None and end.latest is not None and end.latest < start.earliest:
        # A date that does not exist has its month's days for bounds, and so ends no month early.
        _refuse(text, 0, "the time ends before it begins", f"write {right}/{left}")
    parts = [time for time in sides if time is not None]
    return _of_parts(
        text,
        Span(start.earliest, _least(start.latest, end.latest)),
        Span(_greatest(end.earliest, start.earliest), end.latest),
        parts,
        lasting=True,
    )


def _least(one: Day | None, other: Day | None) -> Day | None:
    return one if other is None else other if one is None else min(one, other)


def _greatest(one: Day | None, other: Day | None) -> Day | None:
    return one if other is None else other if one is None else max(one, other)


def _of_parts(text: str, start: Span, end: Span, parts: list[Time], *, lasting: bool) -> Time:
    return Time(
        text=text,
        start=start,
        end=end,
        granularity="interval",
        lasting=lasting,
        approximate=any(time.approximate for time in parts),
        uncertain=any(time.uncertain for time in parts),
        exists=all(time.exists for time in parts),
    )


def _members(text: str) -> Iterator[tuple[str, str, str, int, int]]:
    """Each member of a set: its first time, `..` if it has one, its last time, their offsets."""
    at = 1
    for member in text[1:-1].split(","):
        bare = member.strip(" ")
        first, dots, last = bare.partition("..")
        offset = at + len(member) - len(member.lstrip(" "))
        yield first, dots, last, offset, offset + len(first) + 2
        at += len(member) + 1


def _set(text: str, *, loose: bool) -> Time:
    """One of several times in `[]`, every one of several in `{}`."""
    if text[-1] != ("]" if text[0] == "[" else "}"):
        _refuse(text, 0, "a set that begins with `[` ends with `]`, one with `{` with `}`")
    members = list(_members(text))
    parts: list[Time] = []
    from_ever = to_ever = False
    for place, (first, dots, last, at, after) in enumerate(members):
        ends = [(side, offset) for side, offset in ((first, at), (last, after)) if side]
        if not ends:
            _refuse(text, 0, "a set names at least one time, and each between two commas")
        times = []
        for side, offset in ends:
            time = _edtf(side, offset, loose=loose)
            if time is None or _ERA.fullmatch(side):
                raise _no_form(side, offset)
            times.append(time)
        if dots and not first:
            from_ever = True
            if place:
                _refuse(text, 0, "`..` without a beginning stands first in a set")
        if dots and not last:
            to_ever = True
            if place + 1 < len(members):
                _refuse(text, 0, "`..` without an end stands last in a set")
        if len(times) == 2 and _surely_after(times[0], times[1]):
            _refuse(
                f"{first}..{last}", at, "the range ends before it begins", f"write {last}..{first}"
            )
        parts += times
    if len(parts) == 1 and not members[0][1]:
        return attrs.evolve(parts[0], text=text)
    earliest = None if from_ever else min(_bounds(parts, "earliest"))
    latest = None if to_ever else max(_bounds(parts, "latest"))
    if text[0] == "[":
        hull = Span(earliest, latest)
        return _of_parts(text, hull, hull, parts, lasting=False)
    return _of_parts(
        text,
        Span(earliest, min(_bounds(parts, "latest"))),
        Span(max(_bounds(parts, "earliest")), latest),
        parts,
        lasting=False,
    )


def _bounds(parts: list[Time], side: str) -> list[Day]:
    # The parts of a set are single times, and those are bounded on both sides.
    return [getattr(time, side) for time in parts]


def _surely_after(one: Time, other: Time) -> bool:
    return one.earliest is not None and other.latest is not None and other.latest < one.earliest


def _edtf(text: str, at: int, *, loose: bool) -> Time | None:
    """A single time in EDTF, or none where the text is not one."""
    match = _DATE.fullmatch(text)
    if match:
        return _date(match, text, at, loose=loose)
    match = _YEAR.fullmatch(text)
    if match:
        return _long_year(match, text, at, loose=loose)
    match = _ERA.fullmatch(text)
    return _era(match, text, loose=loose) if match else None


def _read(text: str, *, loose: bool) -> Time:
    if len(text) > _LONGEST:
        raise UnreadableTimeError(
            f"no time is longer than {_LONGEST} characters", start=_LONGEST, end=len(text)
        )
    time = _edtf(text, 0, loose=loose)
    if time is not None:
        return time
    if text[:1] in ("[", "{"):
        return _set(text, loose=loose)
    if "/" in text:
        return _interval(text, loose=loose)
    time = _plain(text, loose=loose)
    if time is None:
        raise _no_form(text)
    return time


@lru_cache(maxsize=1 << 16)
def read_time(text: str) -> Time:
    """The time that a text writes, in EDTF or in plain English.

    The grammar (`?` optional, `|` or; no space but where one is shown)::

        time     = single | single? "/" single? (each side may also be "..") | set | plain
        single   = date | longyear | era
        date     = year ("-" (month | season) | "-" month "-" day clock?)?
                   (around each of year, month and day, a mark; no mark and no X with a clock)
        year     = "-"? 4 digits           month = 01 to 12       day = 01 to 31
        season   = 21 to 41 (21–24 seasons, 25–28 northern, 29–32 southern, 33–36 quarters,
                   37–39 thirds of a year, 40–41 halves)
        mark     = "?" (uncertain) | "~" (approximate) | "%" (both)
        digit    = 0 to 9 | "X" (unknown; in years, months and days)
        clock    = "T" hh ":" mm (":" ss)? zone? (checked and left out: a day is as fine as it gets)
        longyear = ("Y" "-"? 5 digits or more | "Y" "-"? digits "E" digits | year)
                   ("S" significant digits)? mark?
        era      = 3 digits (a decade: 198) | 10 to 20 (a century: 19) then mark?; only alone
                   (other pairs of digits are more likely a year cut short)
        set      = "[" members "]" (one of them) | "{" members "}" (every one)
        members  = (single | single ".." single), "," between them; ".." may stand before the first
                   and after the last
        plain    = ("circa" | "c." | "ca." | "about" | "around")? (day of month | month | year)
                 | ("before" | "after") (day of month | month | year)
                 | ("early" | "mid" | "late") (month | year | decade) | decade | season-word year
                   (March 29, 2003; 29 March 2003; March 2003; Mar 2003; October 18; 1950s;
                   late 1950s; mid-March 2003; early 2003; autumn 1965; spring of 1990)

    An end that is open and one that is unknown both bound nothing: `2003/..` and `2003/` differ in
    words only.
    Seasons may begin by the sun or on the first of the month; 21 to 24 are those of either
    hemisphere, and a winter (in the south a summer) the one that begins or the one that ends then.
    A day that a month does not have (2003-02-30) is read; the time then does not exist.
    In plain forms `early`, `mid` and `late` are the first, the middle and the second half; `1900s`
    may be the decade or the century, `2000s` is the decade, all of which `early 2000s` may mean.

    Raises:
        UnreadableTimeError: the text is none of these, or could be two; with the mend as `hint`.

    Source: ISO 8601-2:2019, levels 0 and 1 and the above of level 2, as in the Library of Congress
    EDTF specification (2019).
    """
    time = time_of(text)
    if time is not None:
        return time
    try:
        return _read(text, loose=False)
    except _NoFormError as error:
        raise _diagnosis(text[error.start : error.end], error.start) from None


@lru_cache(maxsize=1 << 16)
def time_of(text: str) -> Time | None:
    """The time that a text writes, or none where it writes none; see `read_time`."""
    try:
        return _read(text, loose=False)
    except UnreadableTimeError:
        return None


# ---- plain English ----------------------------------------------------------------------------

_MONTH_WORD: Final = (
    "(jan(?:uary|[.])?|feb(?:ruary|[.])?|mar(?:ch|[.])?|apr(?:il|[.])?|may|june?[.]?|july?[.]?"
    "|aug(?:ust|[.])?|sep(?:tember|t?[.]?)|oct(?:ober|[.])?|nov(?:ember|[.])?|dec(?:ember|[.])?)"
)
_DAY_NUMBER: Final = "([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR_NUMBER: Final = "([1-9][0-9]{3})"
_FLAGS: Final = re.IGNORECASE | re.ASCII
_MONTH_FIRST: Final = pattern(rf"{_MONTH_WORD} (?:{_DAY_NUMBER}(?:,? {_YEAR_NUMBER})?)", _FLAGS)
_DAY_FIRST: Final = pattern(rf"{_DAY_NUMBER} (?:of )?{_MONTH_WORD}(?:,? {_YEAR_NUMBER})?", _FLAGS)
_MONTH_AND_YEAR: Final = pattern(rf"{_MONTH_WORD},? (?:of )?{_YEAR_NUMBER}", _FLAGS)
_SEASON_AND_YEAR: Final = pattern(
    rf"(?:the )?(spring|summer|autumn|fall|winter),? (?:of )?{_YEAR_NUMBER}", _FLAGS
)
_HEDGED: Final = pattern(r"(?:circa|ca?[.]|about|around) ?(.+)", _FLAGS)
_BOUNDED: Final = pattern(r"(before|after) (.+)", _FLAGS)
_DECADE: Final = pattern(r"(?:the )?(?:(early|mid|late)[ -])?([1-9][0-9]{2}0)['’]?s", _FLAGS)
_PORTION: Final = pattern(rf"(early|mid|late)[ -](?:{_MONTH_WORD} )?(?:of )?{_YEAR_NUMBER}", _FLAGS)
_SEASON_CODES: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTH_CODES: Final = {name[:3].lower(): code for code, name in enumerate(_MONTHS) if name}


def _month_of(word: str) -> int:
    return _MONTH_CODES[word[:3].lower()]


def _in_edtf(text: str) -> str | None:
    """The EDTF of a plain date or season, or none."""
    match = _MONTH_AND_YEAR.fullmatch(text)
    if match:
        return f"{match[2]}-{_month_of(match[1]):02d}"
    match = _MONTH_FIRST.fullmatch(text)
    month, day, year = match.groups() if match else (None, None, None)
    if match is None:
        match = _DAY_FIRST.fullmatch(text)
        if match:
            day, month, year = match.groups()
    if month is not None and day is not None:
        # "March 45" is a year of two digits, and no day.
        if int(day) == 0 or (year is None and int(day) > 31):
            return None
        return f"{year or 'XXXX'}-{_month_of(month):02d}-{int(day):02d}"
    match = _SEASON_AND_YEAR.fullmatch(text)
    return f"{match[2]}-{_SEASON_CODES[match[1].lower()]}" if match else None


def _hedged_in_edtf(text: str) -> str | None:
    """The EDTF of what follows a "circa", with its mark, or none."""
    match = _HEDGED.fullmatch(text)
    if match is None:
        return None
    inner = _in_edtf(match[1]) or match[1]
    if re.fullmatch(rf"{_YEAR_NUMBER}(?:-[0-9]{{2}}){{0,2}}|XXXX-[0-9]{{2}}-[0-9]{{2}}", inner):
        return f"{inner}~"
    decade = _DECADE.fullmatch(match[1])
    if decade and decade[1] is None and (decade[2] == "2000" or decade[2][2:] != "00"):
        return f"{decade[2][:3]}~"
    return None


def _half(portion: str | None, first: int, last: int) -> tuple[int, int]:
    """The first, middle or second half of a run of whole numbers, or all of it."""
    quarter, half = (last - first + 1) // 4, (last - first + 1) // 2
    if portion == "early":
        return first, first + half - 1
    if portion == "late":
        return last - half + 1, last
    if portion == "mid":
        return first + quarter, last - quarter
    return first, last


def _plain(text: str, *, loose: bool) -> Time | None:
    edtf = _in_edtf(text) or _hedged_in_edtf(text)
    if edtf is not None:
        time = _edtf(edtf, 0, loose=loose)
        return None if time is None else attrs.evolve(time, text=text)
    match = _DECADE.fullmatch(text)
    if match:
        return _decade(match, text)
    match = _PORTION.fullmatch(text)
    if match:
        return _part_of_year(match, text)
    match = _BOUNDED.fullmatch(text)
    if match:
        edtf = _in_edtf(match[2]) or match[2]
        date = _DATE.fullmatch(edtf)
        time = _date(date, edtf, match.start(2), loose=loose) if date else None
        if time is None or not time.whole or time.earliest is None or time.latest is None:
            return None
        span = (
            Span(None, time.earliest - 1)
            if match[1].lower() == "before"
            else Span(time.latest + 1, None)
        )
        return _single(text, span, "interval")
    return None


def _decade(match: re.Match[str], text: str) -> Time:
    portion = None if match[1] is None else match[1].lower()
    decade = int(match[2])
    first, last = _half(portion, decade, decade + 9)
    if decade == 2000 and portion == "early":
        # "The early 2000s" is also said of the whole decade, as the early part of a century.
        last = 2009
    granularity = "decade"
    if decade % 100 == 0 and decade != 2000:
        early, late = _half(portion, decade, decade + 99)
        first, last, granularity = min(first, early), max(last, late), "century"
    span = Span(_day(first, 1, 1), _day(last, 12, 31))
    return _single(text, span, granularity, whole=portion is None and granularity == "decade")


def _part_of_year(match: re.Match[str], text: str) -> Time:
    portion, year = match[1].lower(), int(match[3])
    if match[2] is None:
        first, last = _half(portion, 1, 12)
        span = Span(_day(year, first, 1), _day(year, last, _length(year, last)))
        return _single(text, span, "year")
    month = _month_of(match[2])
    first, last = _half(portion, 1, _length(year, month))
    return _single(text, Span(_day(year, month, first), _day(year, month, last)), "month")


# ---- the plain English of a time --------------------------------------------------------------


def _words(text: str) -> str:
    if text[0] in "[{":
        return _set_words(text)
    if "/" in text:
        return _interval_words(*text.split("/"))
    edtf = _in_edtf(text) or _hedged_in_edtf(text) or text
    words = _single_words(edtf)
    if words is not None:
        return words
    match = _BOUNDED.fullmatch(text)
    if match:
        return f"{match[1].lower()} {_words(match[2])}"
    match = _DECADE.fullmatch(text)
    if match:
        return _portion_words(match[1], f"{match[2]}s")
    match = _PORTION.fullmatch(text)
    if match:
        month = f"{_MONTHS[_month_of(match[2])]} " if match[2] else ""
        return _portion_words(match[1], f"{month}{match[3]}")
    return text


def _portion_words(portion: str | None, period: str) -> str:
    if portion is None:
        return period
    return f"{portion.lower()}{'-' if portion.lower() == 'mid' else ' '}{period}"


def _hedge(marks: str) -> str:
    approximate, uncertain = "~" in marks or "%" in marks, "?" in marks or "%" in marks
    return "perhaps " * uncertain + "about " * approximate


def _single_words(text: str) -> str | None:
    match = _DATE.fullmatch(text)
    if match:
        marks = "".join(filter(None, match.group(1, 3, 4, 6, 7, 9)))
        year, month, day = match.group(2, 5, 8)
        if "X" in text:
            return _hedge(marks) + _unknown_digits_words(text, year, month, day)
        return _hedge(marks) + _date_words(int(year), month, day)
    marks = text[-1] if text[-1] in "?~%" else ""
    match = _ERA.fullmatch(text)
    if match:
        first = int(match[1])
        if len(match[1]) == 3:
            return f"{_hedge(marks)}{first * 10}s"
        words = f"{_year_words(first * 100)} to {_year_words(first * 100 + 99)}"
        return f"{_hedge(marks)}the years {words}"
    match = _YEAR.fullmatch(text)
    if match is None:
        return None
    time = read_time(text)
    if time.earliest is None or time.latest is None:
        return text
    first, last = date_of(time.earliest)[0], date_of(time.latest)[0]
    if first == last:
        return _hedge(marks) + _year_words(first)
    between = f"between {_year_words(first)} and {_year_words(last)}"
    if match[5] is None:
        return _hedge(marks) + between
    return f"{_hedge(marks)}{between}, perhaps {_year_words(int(match[4] + match[5]))}"


def _date_words(year: int, month: str | None, day: str | None) -> str:
    written = _year_words(year)
    if month is None:
        return written
    if day is None:
        code = int(month)
        return _SEASONS[code][1].format(written) if code > 20 else f"{_MONTHS[code]} {written}"
    return f"{int(day)} {_MONTHS[int(month)]} {written}"


def _unknown_digits_words(text: str, year: str, month: str | None, day: str | None) -> str:
    written = None
    if "X" not in year:
        written = _year_words(int(year))
    elif year == "XXXX":
        written = ""
    elif year[0] != "-" and year.find("X") == 3:
        written = f"{int(year[:3])}0s"
    if written is not None and month not in (None, "XX") and "X" not in (month or "") and day:
        whose = f"{_MONTHS[int(month or 0)]} {written}".rstrip()
        if "X" not in day:
            return f"{int(day)} {whose}"
        if day == "XX":
            return f"a day in {whose}"
    if written is not None and (day is None or day == "XX"):
        unit = "year" if month is None else "month" if day is None else "day"
        if month is not None and "X" not in month:
            code = int(month)
            pattern = _SEASONS[code][1] if code > 20 else f"{_MONTHS[code]} {{}}"
            return pattern.format(written or "of an unknown year").strip()
        if month in (None, "XX"):
            if not written:
                return f"an unknown {unit}"
            return written if month is None else f"a {unit} in {written}"
    if month is None:
        return "between {} and {}".format(*map(_year_words, _year_bounds(year)))
    time = read_time(text.translate({ord(mark): None for mark in "?~%"}))
    if time.earliest is None or time.latest is None:
        return text
    return f"between {describe_day(time.earliest)} and {describe_day(time.latest)}"


def _interval_words(left: str, right: str) -> str:
    first = None if left in ("", "..") else _words(left)
    last = None if right in ("", "..") else _words(right)
    if first is None and last is None:
        return "at an unknown time"
    if first is None:
        return f"until {last}" if left else f"from an unknown time to {last}"
    if last is None:
        return f"from {first} on" if right else f"from {first} to an unknown time"
    return f"from {first} to {last}"


def _set_words(text: str) -> str:
    one_of = text[0] == "["
    words = []
    for first, dots, last, _, _ in _members(text):
        if first and last:
            words.append(f"{_words(first)} to {_words(last)}")
        elif not dots:
            words.append(_words(first))
        elif first:
            words.append(f"{_words(first)} or later" if one_of else f"all from {_words(first)} on")
        else:
            words.append(f"{_words(last)} or earlier" if one_of else f"all until {_words(last)}")
    *others, final = words
    if not others:
        return final
    return f"{', '.join(others)} {'or' if one_of else 'and'} {final}"


# ---- what stands in the way of reading --------------------------------------------------------

_DASHES: Final = pattern("[‐‑‒–—−]")
_NUMBERS: Final = pattern(r"([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{1,4})")
_YEARS: Final = pattern(
    r"(?:(?:from|between) )?([0-9]{4})(?: ?[-–—] ?| (?:to|and|until|till|through) )([0-9]{4})",
    _FLAGS,
)
_SHORT_MONTH: Final = pattern(r"(-?[0-9]{4})[-/.]([0-9]{1,2})")
_MONTH_YEAR: Final = pattern(r"([0-9]{1,2})[-/.]([0-9]{4})")
_DRAFT_DIGITS: Final = pattern(r"-?[0-9ux]{2,4}(?:-[0-9ux]{2}){0,2}[?~%]*", _FLAGS)
_DRAFT_PART: Final = pattern(r"(.*?)\(([^()]*)\)([?~%]?)(.*)", re.DOTALL)
_CENTURY: Final = pattern(
    r"(?:the )?(?:(?:early|mid|late)[ -])?([0-9]{1,2})(?:st|nd|rd|th) century", _FLAGS
)
_OF_ERA: Final = pattern(r"(?:(AD|CE) ?)?([0-9]{1,4})(?: ?(AD|CE|BC|BCE))?", _FLAGS)
_TWO_DIGIT_YEAR: Final = pattern(
    rf"['’]?[0-9]{{2}}s?|(?:{_DAY_NUMBER} )?{_MONTH_WORD} (?:{_DAY_NUMBER},? )?['’]?[0-9]{{2}}",
    _FLAGS,
)


def _diagnosis(text: str, at: int = 0) -> UnreadableTimeError:
    """Why a text of no known form is no time, with the mend where one can be seen."""
    message, hint = _reason(text)
    if not message:
        faulty = _faulty_side(text)
        if faulty is not None:
            return faulty
        shown = text if len(text) <= 60 else f"{text[:60]}…"
        message = f"`{shown}` is not a time"
        hint = "write 2003-03-29, 2003-03, 2003, 2003~ for about 2003, or 2003/2013"
    return UnreadableTimeError(message, start=at, end=at + len(text), hint=hint)


def _faulty_side(text: str) -> UnreadableTimeError | None:
    """What is wrong with the first side of an interval that is no time."""
    left, slash, right = text.partition("/")
    if not slash or "/" in right:
        return None
    for side, at in ((left, 0), (right, len(left) + 1)):
        if side in ("", ".."):
            continue
        time = _edtf(side, at, loose=False)
        if time is None or _ERA.fullmatch(side):
            return _diagnosis(side, at)
    return None


def _reason(text: str) -> tuple[str, str]:
    if not text.strip():
        return "a time is empty", ""
    if text != text.strip():
        return "a time has no space around it", f"write {text.strip()}"
    draft = _draft(text)
    if draft is not None:
        return "this is a form of the EDTF draft of 2012", draft
    return _reason_for_numbers(text) or _reason_for_words(text) or ("", "")


def _if_readable(text: str) -> str | None:
    """The mend, where it is one."""
    try:
        _read(text, loose=False)
    except UnreadableTimeError:
        return None
    return f"write {text}"


def _draft(text: str) -> str | None:
    """The mend of a form that only the draft of 2012 had, or none."""
    if text.lower() in ("unknown", "uuuu"):
        return "leave the time out, or write XXXX"
    if text.lower() == "open":
        return "write 2003/.. for what begins in 2003 and has no end yet"
    mended = text
    if "/" in mended:
        mended = re.sub("(?i)unknown", "", re.sub("(?i)open", "..", mended))
    mended = re.sub(r"[?]~|~[?]", "%", mended)
    mended = re.sub(r"\^.*", "", mended)
    mended = re.sub(r"^y(?=-?[0-9])", "Y", mended).replace("e", "E") if text[0] == "y" else mended
    mended = "/".join(
        side.upper().replace("U", "X") if _DRAFT_DIGITS.fullmatch(side) else side
        for side in mended.split("/")
    )
    part = _DRAFT_PART.fullmatch(mended)
    if part:
        # The draft marked a part by brackets and a sign after them; now the sign stands before.
        before, inside, mark, after = part.groups()
        mended = f"{before}{mark}{inside}{after}" if mark else f"{before}{inside}{after}"
    return _if_readable(mended) if mended != text else None


def _reason_for_numbers(text: str) -> tuple[str, str] | None:
    match = _YEARS.fullmatch(text)
    if match:
        return "an interval has a slash between its ends", f"write {match[1]}/{match[2]}"
    if _DASHES.search(text):
        hint = _if_readable(_DASHES.sub("-", text))
        return ("a date is written with hyphens", hint) if hint else None
    match = _NUMBERS.fullmatch(text)
    if match:
        return _reason_for_three(match[1], match[3], match[4])
    match = _SHORT_MONTH.fullmatch(text)
    if match:
        return _reason_for_two(text, match[1], match[2])
    match = _MONTH_YEAR.fullmatch(text)
    if match:
        hint = _if_readable(f"{match[2]}-{match[1]:0>2}") or f"write {match[2]}"
        return "the year comes first", hint
    match = re.fullmatch(r"([0-9]{2})-([0-9]{2})", text)
    if match and (hint := _if_readable(f"XXXX-{text}")):
        return "a date without its year has `XXXX` in place of it", hint
    match = re.fullmatch(r"([0-9]{4})[-/ ]?[Qq]([1-4])", text)
    if match:
        first = 3 * int(match[2]) - 2
        mend = f"write {match[1]}-{first:02d}/{match[1]}-{first + 2:02d}"
        return "a quarter is written by its first and its last month", mend
    if re.fullmatch(r"[0-9]{8}", text):
        hint = _if_readable(f"{text[:4]}-{text[4:6]}-{text[6:]}")
        return "a date is written with hyphens", hint or "write 2003-03-29"
    match = re.fullmatch(r"([0-9]{4})-([0-9]{3})", text)
    if match and 1 <= int(match[2]) <= 365 + _is_leap(int(match[1])):
        _, month, day = date_of(_day(int(match[1]), 1, 1) + int(match[2]) - 1)
        return "a day is written by its month", f"write {match[1]}-{month:02d}-{day:02d}"
    if re.fullmatch(r"[0-9]{4}-?W[0-9]{2}(?:-?[1-7])?", text):
        return "weeks are not read", "write the first and the last day: 2003-03-24/2003-03-30"
    if re.fullmatch(r"-[0-9]{2,3}", text):
        return "a negative decade or century is not read", f"write {text}{'X' * (5 - len(text))}"
    if re.fullmatch(r"-?[0-9]{5,}", text):
        return "a year has four digits, or `Y` before it", f"write Y{text}"
    return None


def _reason_for_three(first: str, second: str, third: str) -> tuple[str, str]:
    """Three numbers that are no EDTF date: which is the year, and can it be told?"""
    if len(first) == 4 and len(third) <= 2:
        hint = _if_readable(f"{first}-{second:0>2}-{third:0>2}")
        if hint:
            return "a date has hyphens and two digits for month and day", hint
        return "this is no date", f"write {first}-03-29 for 29 March {first}"
    if len(third) != 4 or len(first) > 2:
        return "a year has four digits", "write 2003-03-29 for 29 March 2003"
    month_second = f"{third}-{second:0>2}-{first:0>2}"
    month_first = f"{third}-{first:0>2}-{second:0>2}"
    readable = [
        mend
        for mend in dict.fromkeys((month_second, month_first))
        if 1 <= int(mend[5:7]) <= 12 and int(mend[8:]) <= 31 and _if_readable(mend)
    ]
    if len(readable) == 2:
        either = (f"{mend} for {read_time(mend).describe()}" for mend in readable)
        return "this can be two dates", "write " + ", or ".join(either)
    if readable:
        return "the year comes first", f"write {readable[0]}"
    return "this is no date", f"write {third}-03-29 for 29 March {third}"


def _reason_for_two(text: str, year: str, number: str) -> tuple[str, str] | None:
    if len(number) == 2 and "-" in text[1:]:
        return None
    month = _if_readable(f"{year}-{number:0>2}") if 1 <= int(number) <= 12 else None
    interval = ""
    if len(number) == 2 and year[0] != "-" and int(number) > int(year[2:]):
        interval = f"{year}/{year[:2]}{number}"
    if month and interval:
        return "this can be a month or two years", f"{month}, or {interval} for both years"
    if month:
        return "a month is written with a hyphen and two digits", month
    if interval:
        return f"there is no month {number}", f"write {interval} for the years"
    return f"there is no month {number}", f"write {year}"


def _reason_for_words(text: str) -> tuple[str, str] | None:
    match = _CENTURY.fullmatch(text)
    if match and 1 <= int(match[1]) <= 99:
        hint = f"write {int(match[1]) - 1:02d}XX"
        return "a century is written by its first two digits", hint
    match = _OF_ERA.fullmatch(text)
    if match and match[3] and match[3].upper() in ("BC", "BCE") and not match[1]:
        year = 1 - int(match[2])
        if int(match[2]):
            hint = f"write {'-' * (year < 0)}{abs(year):04d}"
            return "1 BC is the year 0000, 2 BC the year -0001", hint
    elif match and (match[1] or match[3]):
        return "a year has four digits and nothing else", f"write {int(match[2]):04d}"
    if _TWO_DIGIT_YEAR.fullmatch(text):
        plural = "s" * text.endswith("s")
        bare = text.removesuffix("s")
        start, digits = bare[:-2].rstrip("'’"), bare[-2:]
        or_century = f", or {text}XX for the century" if text.isdigit() else ""
        return (
            "a year has four digits",
            f"write {start}19{digits}{plural}, or {start}20{digits}{plural}{or_century}",
        )
    match = re.fullmatch(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (.+)", text, _FLAGS)
    mend = _if_readable(match[1]) if match else None
    return ("a day is written without its weekday", mend) if mend else None


# ---- comparing --------------------------------------------------------------------------------


def _surely_before(one: Day | None, other: Day | None) -> bool:
    return one is not None and other is not None and one < other


def before(a: Time, b: Time) -> Answer:
    """Whether every day of a comes before every day of b.

    Yes where the last possible day of a comes before the first possible day of b.
    No where even the earliest end of a comes on or after the latest beginning of b; for plain
    times that is `a.earliest >= b.latest`.
    """
    if _surely_before(a.end.latest, b.start.earliest):
        return Answer.YES
    if a.end.earliest is None or b.start.latest is None:
        return Answer.UNKNOWN
    return Answer.NO if a.end.earliest >= b.start.latest else Answer.UNKNOWN


def same_time(a: Time, b: Time) -> Answer:
    """Whether a and b begin on one day and end on one day.

    Yes only where the days are known: what happened in 2003 and what also happened in 2003 may
    have happened months apart.
    (Whether two texts name one period is `a.start == b.start and a.end == b.end`.)
    No where they cannot begin together, or cannot end together.
    """
    if _never_on_one_day(a, b) or not (_can_meet(a.start, b.start) and _can_meet(a.end, b.end)):
        return Answer.NO
    known = a.exists and b.exists and _is_known(a) and _is_known(b)
    # Of several separate days, those between the first and the last are not compared.
    return answer(True if known and not (_has_gaps(a) or _has_gaps(b)) else None)


def overlaps(a: Time, b: Time) -> Answer:
    """Whether some day is a day of both a and b.

    Yes where that is so whenever in their bounds they begin and end; no where it never is.
    """
    if (
        _surely_before(a.latest, b.earliest)
        or _surely_before(b.latest, a.earliest)
        or _never_on_one_day(a, b)
    ):
        return Answer.NO
    if not (a.exists and b.exists):
        return Answer.UNKNOWN
    if _has_gaps(a) or _has_gaps(b):
        # Only the first and the last of several days are surely among them.
        holder, other = (b, a) if _has_gaps(a) else (a, b)
        met = not _has_gaps(holder) and (_covers(holder, other.start) or _covers(holder, other.end))
    else:
        met = _reaches(a.start.latest, b.end.earliest) and _reaches(b.start.latest, a.end.earliest)
    return answer(met or None)


def within(a: Time, b: Time) -> Answer:
    """Whether every day of a is a day of b.

    A calendar period (`b.whole`: 2003, 2003-03) holds each of its days, an interval those from its
    first to its last.
    Of any other b (a season, `199X`, about 2003) only the bounds are known: nothing is within it
    for certain, and what lies beyond them is not.
    """
    if _never_on_one_day(a, b) or not _fits(a, b.earliest, b.latest):
        return Answer.NO
    if not (a.exists and b.exists):
        return Answer.UNKNOWN
    first, last = (b.earliest, b.latest) if b.whole else (b.start.latest, b.end.earliest)
    if _has_gaps(b):
        return Answer.UNKNOWN
    return answer((_reaches(first, a.earliest) and _reaches(a.latest, last)) or None)


def falls_on(a: Time, month: int, day: int) -> Answer:
    """Whether a is one day, of that month and day of the month, in whatever year.

    Yes where a is known to be; no where none of its possible days is one.

    Raises:
        ValueError: no year has such a day.
    """
    if not (1 <= month <= 12 and 1 <= day <= _length(4, month)):
        raise ValueError(f"no year has a day {day} of month {month}")
    if a.exists and a.yearless is not None:
        return answer(a.yearless == (month, day))
    if not _comes_between(a.earliest, a.latest, month, day):
        return Answer.NO
    return Answer.YES if a.exists and a.earliest == a.latest else Answer.UNKNOWN


def _comes_between(first: Day | None, last: Day | None, month: int, day: int) -> bool:
    """Whether some year's day of that month and day is one from first to last."""
    # Two leap days are eight years apart at most, so that nine years hold every date.
    if first is None or last is None or last - first > 366 * 9:
        return True
    return any(
        first <= _day(year, month, day) <= last
        for year in range(date_of(first)[0], date_of(last)[0] + 1)
        if day <= _length(year, month)
    )


def _never_on_one_day(a: Time, b: Time) -> bool:
    """Whether a date without a year keeps the two apart."""
    return any(
        one.yearless is not None and one.exists and falls_on(other, *one.yearless) is Answer.NO
        for one, other in ((a, b), (b, a))
    )


def _can_meet(one: Span, other: Span) -> bool:
    return not (
        _surely_before(one.latest, other.earliest) or _surely_before(other.latest, one.earliest)
    )


def _is_known(time: Time) -> bool:
    return time.start.earliest is not None and (
        time.start.earliest == time.start.latest and time.end.earliest == time.end.latest
    )


def _has_gaps(time: Time) -> bool:
    """Whether it is several times, with days between them that are not its own."""
    return not time.lasting and time.start != time.end


def _reaches(one: Day | None, other: Day | None) -> bool:
    return one is not None and other is not None and one <= other


def _covers(time: Time, span: Span) -> bool:
    """Whether every day of the span lies in the time, whenever that begins and ends."""
    return _reaches(time.start.latest, span.earliest) and _reaches(span.latest, time.end.earliest)


def _fits(time: Time, first: Day | None, last: Day | None) -> bool:
    """Whether the time, at its shortest and best placed, can lie from first to last."""
    return not (
        _surely_before(time.start.latest, first)
        or _surely_before(last, time.end.earliest)
        or _surely_before(last, first)
    )
