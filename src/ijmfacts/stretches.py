"""How long a state of affairs holds: from when at the latest, to when at the earliest.

Knows nothing of what holds.
"""

from __future__ import annotations

from functools import lru_cache

import attrs

from ijmfacts.answers import Answer, answer
from ijmfacts.claims import AnyClaim
from ijmfacts.constraints import Assumption
from ijmfacts.shapes import Shape
from ijmfacts.times import Day, Span, Time, read_time, surely_before


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Stretch(Shape):
    """Days on end: `first` bounds the first of them and `last` the last, all bounds inside.

    It holds for certain from `first.latest` to `last.earliest`, if these come in this order.
    `assumptions` are what the bounds rest on.
    """

    first: Span
    last: Span
    assumptions: tuple[Assumption, ...] = ()


def undated(claim: AnyClaim) -> bool:
    """True where a claim says nothing at all of its time: it is of the document's own moment."""
    return not any(
        (
            claim.when, claim.as_of, claim.since, claim.until, claim.within,
            claim.before, claim.after, claim.during,
        )
    )  # fmt: skip


def stretch_of(claim: AnyClaim) -> Stretch | None:
    """The days on which a claim holds, or none where they are not known.

    Not known are a date without a year, one that no calendar has, and several separate times.
    """
    return _stretch(claim.when, claim.as_of, claim.since, claim.until, claim.within)


@lru_cache(maxsize=1 << 14)
def _stretch(when: str, as_of: str, since: str, until: str, within: str) -> Stretch | None:
    if since and as_of and not when:  # from then on, and still so on that day
        return _open(read_time(since), read_time(until or as_of))
    text = when or as_of
    if text:
        return _dated(read_time(text))
    if since or until:
        return _open(
            read_time(since) if since else None,
            read_time(until) if until else None,
        )
    return _dated(read_time(within)) if within else None


def _dated(time: Time) -> Stretch | None:
    if not time.exists or time.yearless is not None:
        return None
    if not time.lasting and time.start != time.end:
        return None
    assumptions: tuple[Assumption, ...] = ()
    if time.approximate or time.uncertain:
        words = f"`{time.describe()}` is at most one unit off"
        assumptions = (Assumption("approximate-date", time.text, words),)
        time = time.loosened()
    return Stretch(
        first=Span(time.start.earliest, _first(time.start.latest, time.end.latest)),
        last=Span(_first(time.end.earliest, time.start.earliest), time.end.latest),
        assumptions=assumptions,
    )


def _first(day: Day | None, otherwise: Day | None) -> Day | None:
    return otherwise if day is None else day


def _open(since: Time | None, until: Time | None) -> Stretch | None:
    """From some time at least, or to some time at least; beyond that it may hold as well."""
    for time in (since, until):
        if time is not None and (not time.exists or time.yearless or time.approximate):
            return None
    first = since.latest if since is not None else until.earliest if until is not None else None
    last = until.earliest if until is not None else first
    if first is None or last is None:
        return None
    return Stretch(first=Span(None, first), last=Span(last, None))


def share_a_day(one: Stretch, other: Stretch) -> Answer:
    """Whether there is a day on which both hold: yes or no only where that is certain."""
    if surely_before(one.last.latest, other.first.earliest) or surely_before(
        other.last.latest, one.first.earliest
    ):
        return Answer.NO
    met = _reaches(one.first.latest, other.last.earliest) and _reaches(
        other.first.latest, one.last.earliest
    )
    return answer(met or None)


def overlap(one: Stretch, other: Stretch) -> bool:
    """True where both surely hold on some day, and not only on that of a handover.

    A handover, the last day of one and the first of the other, belongs to both.
    """
    return surely_before(one.first.latest, other.last.earliest) and surely_before(
        other.first.latest, one.last.earliest
    )


def _reaches(one: Day | None, other: Day | None) -> bool:
    return one is not None and other is not None and one <= other
