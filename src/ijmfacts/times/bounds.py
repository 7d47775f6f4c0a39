"""A time as bounds on its first and its last day, and how two of them compare.

Knows nothing of how times are written: a time that is to be told or loosened asks other rooms.
"""

from __future__ import annotations

import attrs

from ijmfacts.answers import Answer, answer
from ijmfacts.shapes import Shape
from ijmfacts.times.days import Day, date_of, day_number, length_of_month


class UnreadableTimeError(ValueError):
    """A text that is no time, or that could be two.

    `start` and `end` are the offsets, in characters, of the part at fault; `hint` is the mend.
    """

    def __init__(self, message: str, *, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.hint = hint


class NoFormError(UnreadableTimeError):
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
        from ijmfacts.times.wording import in_words  # noqa: PLC0415 - most times are never told

        return in_words(self.text)

    def after_of(self) -> str:
        """The time as it is told after `of`: `2003`, `the time from 2003 to 2013`."""
        words = self.describe()
        lead = words.partition(" ")[0]
        leads = {"from", "until", "at", "before", "after", "between"}
        return f"the time {words}" if lead in leads else words

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
        from ijmfacts.times.reading import read_any  # noqa: PLC0415 - it makes times

        return read_any(self.text, loose=True)


def surely_before(one: Day | None, other: Day | None) -> bool:
    """True where both days are known and the one comes before the other."""
    return one is not None and other is not None and one < other


def before(a: Time, b: Time) -> Answer:
    """Whether every day of a comes before every day of b.

    Yes where the last possible day of a comes before the first possible day of b.
    No where even the earliest end of a comes on or after the latest beginning of b; for plain
    times that is `a.earliest >= b.latest`.
    """
    if surely_before(a.end.latest, b.start.earliest):
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
        surely_before(a.latest, b.earliest)
        or surely_before(b.latest, a.earliest)
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
    if not (1 <= month <= 12 and 1 <= day <= length_of_month(4, month)):
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
        first <= day_number(year, month, day) <= last
        for year in range(date_of(first)[0], date_of(last)[0] + 1)
        if day <= length_of_month(year, month)
    )


def _never_on_one_day(a: Time, b: Time) -> bool:
    """Whether a date without a year keeps the two apart."""
    return any(
        one.yearless is not None and one.exists and falls_on(other, *one.yearless) is Answer.NO
        for one, other in ((a, b), (b, a))
    )


def _can_meet(one: Span, other: Span) -> bool:
    return not (
        surely_before(one.latest, other.earliest) or surely_before(other.latest, one.earliest)
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
        surely_before(time.start.latest, first)
        or surely_before(last, time.end.earliest)
        or surely_before(last, first)
    )
