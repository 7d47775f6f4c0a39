"""Why a text is no time, and how to mend it; imported only where one is not.

Knows nothing of texts that are read.
"""

from __future__ import annotations

import re
from typing import Final

from ijmfacts.patterns import pattern
from ijmfacts.times.bounds import UnreadableTimeError
from ijmfacts.times.days import date_of, day_number, is_leap
from ijmfacts.times.edtf import ERA, read_edtf, years_mend
from ijmfacts.times.english import DAY_NUMBER, FLAGS, MONTH_WORD
from ijmfacts.times.reading import read_any, read_time

_DASHES: Final = pattern("[‐‑‒–—−]")
_NUMBERS: Final = pattern(r"([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{1,4})")
_YEARS: Final = pattern(
    r"(?:(?:from|between) )?([0-9]{4})(?: ?[-–—] ?| (?:to|and|until|till|through) )([0-9]{4})",
    FLAGS,
)
_SHORT_MONTH: Final = pattern(r"(-?[0-9]{4})[-/.]([0-9]{1,2})")
_MONTH_YEAR: Final = pattern(r"([0-9]{1,2})[-/.]([0-9]{4})")
_DRAFT_DIGITS: Final = pattern(r"-?[0-9ux]{2,4}(?:-[0-9ux]{2}){0,2}[?~%]*", FLAGS)
_DRAFT_PART: Final = pattern(r"(.*?)\(([^()]*)\)([?~%]?)(.*)", re.DOTALL)
_CENTURY: Final = pattern(
    r"(?:the )?(?:(?:early|mid|late)[ -])?([0-9]{1,2})(?:st|nd|rd|th) century", FLAGS
)
_OF_ERA: Final = pattern(r"(?:(AD|CE) ?)?([0-9]{1,4})(?: ?(AD|CE|BC|BCE))?", FLAGS)
_TWO_DIGIT_YEAR: Final = pattern(
    rf"['’]?[0-9]{{2}}s?|(?:{DAY_NUMBER} )?{MONTH_WORD} (?:{DAY_NUMBER},? )?['’]?[0-9]{{2}}",
    FLAGS,
)


def diagnosed(text: str, at: int = 0) -> UnreadableTimeError:
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
        time = read_edtf(side, at, loose=False)
        if time is None or ERA.fullmatch(side):
            return diagnosed(side, at)
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
        read_any(text, loose=False)
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
    if match and 1 <= int(match[2]) <= 365 + is_leap(int(match[1])):
        _, month, day = date_of(day_number(int(match[1]), 1, 1) + int(match[2]) - 1)
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
    if len(number) == 2 and year[0] != "-" and (int(year[2:]) + 1) % 100 == int(number):
        mend = years_mend(year, number)
        if month:
            mend = f"{month} for the month; {mend}"
        return "this can be one year or two, and nothing says where it begins", mend
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
    match = re.fullmatch(r"FY ?(?:20|['’])?([0-9]{2})", text, FLAGS)
    if match:
        year = 2000 + int(match[1])
        either = f"{year - 1}/{match[1]}, or {year}/{(year + 1) % 100:02d}"
        mend = f"write {either}, where the document says `year begins: April`"
        return "a year that begins within another is written with both its numbers", mend
    match = re.fullmatch(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (.+)", text, FLAGS)
    found = _if_readable(match[1]) if match else None
    return ("a day is written without its weekday", found) if found else None
