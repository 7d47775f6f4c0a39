"""From a text to its time: a single one, an interval, one or every one of several.

Knows nothing of why a text is no time.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import attrs

from ijmfacts.times.bounds import NoFormError, Span, Time, UnreadableTimeError
from ijmfacts.times.days import Day
from ijmfacts.times.edtf import ERA, no_form, read_edtf, refuse

_LONGEST: Final = 1000
"""In characters: nothing that dates a claim is longer, and reading stays fast on any text."""


def read_any(text: str, *, loose: bool) -> Time:
    """A time in any form; see `read_time`, which also finds out why a text is none."""
    if len(text) > _LONGEST:
        raise UnreadableTimeError(
            f"no time is longer than {_LONGEST} characters", start=_LONGEST, end=len(text)
        )
    time = read_edtf(text, 0, loose=loose)
    if time is not None:
        return time
    if text[:1] in ("[", "{"):
        return _set(text, loose=loose)
    if "/" in text:
        return _interval(text, loose=loose)
    from ijmfacts.times.english import read_plain  # noqa: PLC0415 - most files write EDTF

    time = read_plain(text, loose=loose)
    if time is None:
        raise no_form(text)
    return time


def _interval(text: str, *, loose: bool) -> Time:
    """Two times with a slash between them; either may be open or unknown."""
    left, _, right = text.partition("/")
    if "/" in right:
        raise no_form(text)
    sides: list[Time | None] = []
    for side, at in ((left, 0), (right, len(left) + 1)):
        if side in ("", ".."):
            sides.append(None)
            continue
        time = read_edtf(side, at, loose=loose)
        if time is None or ERA.fullmatch(side):
            raise no_form(text)
        sides.append(time)
    first, last = sides
    start = Span(None, None) if first is None else first.start
    end = Span(None, None) if last is None else last.end
    if start.earliest is not None and end.latest is not None and end.latest < start.earliest:
        # A date that does not exist has its month's days for bounds, and so ends no month early.
        refuse(text, 0, "the time ends before it begins", f"write {right}/{left}")
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


def each_member(text: str) -> Iterator[tuple[str, str, str, int, int]]:
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
        refuse(text, 0, "a set that begins with `[` ends with `]`, one with `{` with `}`")
    members = list(each_member(text))
    parts: list[Time] = []
    from_ever = to_ever = False
    for place, (first, dots, last, at, after) in enumerate(members):
        ends = [(side, offset) for side, offset in ((first, at), (last, after)) if side]
        if not ends:
            refuse(text, 0, "a set names at least one time, and each between two commas")
        times = []
        for side, offset in ends:
            time = read_edtf(side, offset, loose=loose)
            if time is None or ERA.fullmatch(side):
                raise no_form(side, offset)
            times.append(time)
        if dots and not first:
            from_ever = True
            if place:
                refuse(text, 0, "`..` without a beginning stands first in a set")
        if dots and not last:
            to_ever = True
            if place + 1 < len(members):
                refuse(text, 0, "`..` without an end stands last in a set")
        if len(times) == 2 and _surely_after(times[0], times[1]):
            refuse(
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
        return read_any(text, loose=False)
    except NoFormError as error:
        from ijmfacts.times.diagnosis import diagnosed  # noqa: PLC0415 - see there

        raise diagnosed(text[error.start : error.end], error.start) from None


@lru_cache(maxsize=1 << 16)
def time_of(text: str) -> Time | None:
    """The time that a text writes, or none where it writes none; see `read_time`."""
    try:
        return read_any(text, loose=False)
    except UnreadableTimeError:
        return None
