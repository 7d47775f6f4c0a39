"""Dates in plain English: `29 March 2003`, `about 2000`, `late 1950s`, `before May 2001`.

Knows nothing of intervals and sets.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from ijmfacts.patterns import pattern
from ijmfacts.times.bounds import Span, Time
from ijmfacts.times.days import MONTHS, day_number, length_of_month
from ijmfacts.times.edtf import DATE, date_in_edtf, read_edtf, single_time

MONTH_WORD: Final = (
    "(jan(?:uary|[.])?|feb(?:ruary|[.])?|mar(?:ch|[.])?|apr(?:il|[.])?|may|june?[.]?|july?[.]?"
    "|aug(?:ust|[.])?|sep(?:tember|t?[.]?)|oct(?:ober|[.])?|nov(?:ember|[.])?|dec(?:ember|[.])?)"
)
DAY_NUMBER: Final = "([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR_NUMBER: Final = "([1-9][0-9]{3})"
FLAGS: Final = re.IGNORECASE | re.ASCII
_MONTH_FIRST: Final = pattern(rf"{MONTH_WORD} (?:{DAY_NUMBER}(?:,? {_YEAR_NUMBER})?)", FLAGS)
_DAY_FIRST: Final = pattern(rf"{DAY_NUMBER} (?:of )?{MONTH_WORD}(?:,? {_YEAR_NUMBER})?", FLAGS)
_MONTH_AND_YEAR: Final = pattern(rf"{MONTH_WORD},? (?:of )?{_YEAR_NUMBER}", FLAGS)
_SEASON_AND_YEAR: Final = pattern(
    rf"(?:the )?(spring|summer|autumn|fall|winter),? (?:of )?{_YEAR_NUMBER}", FLAGS
)
_HEDGED: Final = pattern(r"(?:circa|ca?[.]|about|around) ?(.+)", FLAGS)
BOUNDED: Final = pattern(r"(before|after) (.+)", FLAGS)
DECADE: Final = pattern(r"(?:the )?(?:(early|mid|late)[ -])?([1-9][0-9]{2}0)['’]?s", FLAGS)
PORTION: Final = pattern(rf"(early|mid|late)[ -](?:{MONTH_WORD} )?(?:of )?{_YEAR_NUMBER}", FLAGS)
_SEASON_CODES: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTH_CODES: Final = {name[:3].lower(): code for code, name in enumerate(MONTHS) if name}


def month_of(word: str) -> int:
    """The number of a month by its name or its short name."""
    return _MONTH_CODES[word[:3].lower()]


def in_edtf(text: str) -> str | None:
    """The EDTF of a plain date or season, or none."""
    match = _MONTH_AND_YEAR.fullmatch(text)
    if match:
        return f"{match[2]}-{month_of(match[1]):02d}"
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
        return f"{year or 'XXXX'}-{month_of(month):02d}-{int(day):02d}"
    match = _SEASON_AND_YEAR.fullmatch(text)
    return f"{match[2]}-{_SEASON_CODES[match[1].lower()]}" if match else None


def hedged_in_edtf(text: str) -> str | None:
    """The EDTF of what follows a "circa", with its mark, or none."""
    match = _HEDGED.fullmatch(text)
    if match is None:
        return None
    inner = in_edtf(match[1]) or match[1]
    if re.fullmatch(rf"{_YEAR_NUMBER}(?:-[0-9]{{2}}){{0,2}}|XXXX-[0-9]{{2}}-[0-9]{{2}}", inner):
        return f"{inner}~"
    decade = DECADE.fullmatch(match[1])
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


def read_plain(text: str, *, loose: bool) -> Time | None:
    """A time in plain English, or none where the text is not one."""
    edtf = in_edtf(text) or hedged_in_edtf(text)
    if edtf is not None:
        time = read_edtf(edtf, 0, loose=loose)
        return None if time is None else attrs.evolve(time, text=text)
    match = DECADE.fullmatch(text)
    if match:
        return _decade(match, text)
    match = PORTION.fullmatch(text)
    if match:
        return _part_of_year(match, text)
    match = BOUNDED.fullmatch(text)
    if match:
        edtf = in_edtf(match[2]) or match[2]
        date = DATE.fullmatch(edtf)
        time = date_in_edtf(date, edtf, match.start(2), loose=loose) if date else None
        if time is None or not time.whole or time.earliest is None or time.latest is None:
            return None
        span = (
            Span(None, time.earliest - 1)
            if match[1].lower() == "before"
            else Span(time.latest + 1, None)
        )
        return single_time(text, span, "interval")
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
    span = Span(day_number(first, 1, 1), day_number(last, 12, 31))
    return single_time(text, span, granularity, whole=portion is None and granularity == "decade")


def _part_of_year(match: re.Match[str], text: str) -> Time:
    portion, year = match[1].lower(), int(match[3])
    if match[2] is None:
        first, last = _half(portion, 1, 12)
        span = Span(day_number(year, first, 1), day_number(year, last, length_of_month(year, last)))
        return single_time(text, span, "year")
    month = month_of(match[2])
    first, last = _half(portion, 1, length_of_month(year, month))
    return single_time(
        text, Span(day_number(year, month, first), day_number(year, month, last)), "month"
    )
