"""A time told in plain English; imported only where one is told.

Knows nothing of why a text is no time.
"""

from __future__ import annotations

from ijmfacts.times.days import MONTHS, date_of, describe_day, year_words
from ijmfacts.times.edtf import DATE, ERA, SEASONS, YEAR, year_bounds
from ijmfacts.times.english import BOUNDED, DECADE, PORTION, hedged_in_edtf, in_edtf, month_of
from ijmfacts.times.reading import each_member, read_time


def in_words(text: str) -> str:
    """The time that a text writes in plain English, or the text where that is plain."""
    if text[0] in "[{":
        return _set_words(text)
    if "/" in text:
        return _interval_words(*text.split("/"))
    edtf = in_edtf(text) or hedged_in_edtf(text) or text
    words = _single_words(edtf)
    if words is not None:
        return words
    match = BOUNDED.fullmatch(text)
    if match:
        return f"{match[1].lower()} {in_words(match[2])}"
    match = DECADE.fullmatch(text)
    if match:
        return _portion_words(match[1], f"{match[2]}s")
    match = PORTION.fullmatch(text)
    if match:
        month = f"{MONTHS[month_of(match[2])]} " if match[2] else ""
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
    match = DATE.fullmatch(text)
    if match:
        marks = "".join(filter(None, match.group(1, 3, 4, 6, 7, 9)))
        year, month, day = match.group(2, 5, 8)
        if "X" in text:
            return _hedge(marks) + _unknown_digits_words(text, year, month, day)
        return _hedge(marks) + _date_words(int(year), month, day)
    marks = text[-1] if text[-1] in "?~%" else ""
    match = ERA.fullmatch(text)
    if match:
        first = int(match[1])
        if len(match[1]) == 3:
            return f"{_hedge(marks)}{first * 10}s"
        words = f"{year_words(first * 100)} to {year_words(first * 100 + 99)}"
        return f"{_hedge(marks)}the years {words}"
    match = YEAR.fullmatch(text)
    if match is None:
        return None
    time = read_time(text)
    if time.earliest is None or time.latest is None:
        return text
    first, last = date_of(time.earliest)[0], date_of(time.latest)[0]
    if first == last:
        return _hedge(marks) + year_words(first)
    between = f"between {year_words(first)} and {year_words(last)}"
    if match[5] is None:
        return _hedge(marks) + between
    return f"{_hedge(marks)}{between}, perhaps {year_words(int(match[4] + match[5]))}"


def _date_words(year: int, month: str | None, day: str | None) -> str:
    written = year_words(year)
    if month is None:
        return written
    if day is None:
        code = int(month)
        return SEASONS[code][1].format(written) if code > 20 else f"{MONTHS[code]} {written}"
    return f"{int(day)} {MONTHS[int(month)]} {written}"


def _unknown_digits_words(text: str, year: str, month: str | None, day: str | None) -> str:
    written = None
    if "X" not in year:
        written = year_words(int(year))
    elif year == "XXXX":
        written = ""
    elif year[0] != "-" and year.find("X") == 3:
        written = f"{int(year[:3])}0s"
    if written is not None and month not in (None, "XX") and "X" not in (month or "") and day:
        whose = f"{MONTHS[int(month or 0)]} {written}".rstrip()
        if "X" not in day:
            return f"{int(day)} {whose}"
        if day == "XX":
            return f"a day in {whose}"
    if written is not None and (day is None or day == "XX"):
        unit = "year" if month is None else "month" if day is None else "day"
        if month is not None and "X" not in month:
            code = int(month)
            pattern = SEASONS[code][1] if code > 20 else f"{MONTHS[code]} {{}}"
            return pattern.format(written or "of an unknown year").strip()
        if month in (None, "XX"):
            if not written:
                return f"an unknown {unit}"
            return written if month is None else f"a {unit} in {written}"
    if month is None:
        return "between {} and {}".format(*map(year_words, year_bounds(year)))
    time = read_time(text.translate({ord(mark): None for mark in "?~%"}))
    if time.earliest is None or time.latest is None:
        return text
    return f"between {describe_day(time.earliest)} and {describe_day(time.latest)}"


def _interval_words(left: str, right: str) -> str:
    first = None if left in ("", "..") else in_words(left)
    last = None if right in ("", "..") else in_words(right)
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
    for first, dots, last, _, _ in each_member(text):
        if first and last:
            words.append(f"{in_words(first)} to {in_words(last)}")
        elif not dots:
            words.append(in_words(first))
        elif first:
            words.append(
                f"{in_words(first)} or later" if one_of else f"all from {in_words(first)} on"
            )
        else:
            words.append(
                f"{in_words(last)} or earlier" if one_of else f"all until {in_words(last)}"
            )
    *others, final = words
    if not others:
        return final
    return f"{', '.join(others)} {'or' if one_of else 'and'} {final}"
