"""One event has one time.

Why it matters: a raid that is dated 29 March in one paragraph and 4 April in another happened on
one of these days at most.

Not flagged: a day beside its month or its year; an interval beside what is said to go on in it
(`as of`, `since`, `until`); times of events with different names, or told by different speakers.
A date marked `~` or `?` may be one of its units off; what is further off is a tension.

Flagged::

    claims:
      - id: fire-first
        kind: event
        event: great-fire
        type: fire
        when: 1987-03-29
        quote: burned on 29 March 1987  # <--
      - id: fire-again
        kind: event
        event: great-fire
        type: fire
        when: 1987-04
        quote: the fire of April 1987  # <--

Flagged::

    claims:
      - id: fire-first
        kind: event
        event: great-fire
        type: fire
        when: XXXX-10-18
        quote: burned on October 18  # <--
      - id: fire-again
        kind: event
        event: great-fire
        type: fire
        when: 1987-11
        quote: the fire of November 1987  # <--

Flagged::

    claims:
      - id: fire-first
        kind: event
        event: great-fire
        type: fire
        when: 1987~
        quote: burned around 1987  # <--
      - id: fire-again
        kind: event
        event: great-fire
        type: fire
        when: 1991
        quote: the fire of 1991  # <--

Fine::

    claims:
      - id: fire-first
        kind: event
        event: great-fire
        type: fire
        when: 1987-03-29
        quote: burned on 29 March 1987
      - id: fire-again
        kind: event
        event: great-fire
        type: fire
        when: 1987
        quote: the fire of 1987
      - id: fire-day
        kind: event
        event: great-fire
        type: fire
        when: XXXX-03-29
        quote: burned on March 29

Fine::

    claims:
      - id: war-whole
        kind: event
        event: long-war
        type: war
        when: 1987/1991
        quote: the war of 1987 to 1991
      - id: war-one-year
        kind: event
        event: long-war
        type: war
        as of: 1989
        quote: while the war went on in 1989

Fine::

    entities:
      witness: {name: A witness, type: person}
    claims:
      - id: fire-first
        kind: event
        event: great-fire
        type: fire
        when: 1987
        quote: burned in 1987
      - id: fire-by-witness
        kind: event
        event: great-fire
        type: fire
        when: 1988
        said by: witness
        quote: burned in 1988
      - id: fire-about
        kind: event
        event: great-fire
        type: fire
        when: 1988~
        quote: about 1988

Fine::

    entities:
      acme: {name: Acme, type: company}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann-chair
        kind: role
        person: ann
        post: chair
        organization: acme
        since: 2010-02
        as of: 2014
        quote: chair since February 2010
"""

from __future__ import annotations

from collections.abc import Iterator

from ijmfacts.answers import Answer
from ijmfacts.claims import Event
from ijmfacts.constraints import Constraint, Mend, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Voice
from ijmfacts.timeline import Dated, Timeline, end, marked, no_earlier, start
from ijmfacts.times import date_of, falls_on, read_time

RULE = "one-time-per-event"
READS = "times"


def check(facts: Facts) -> Yields:
    """Each time that a claim gives bounds its first and its last day."""
    timeline = facts.timeline
    for (name, voice), claims in timeline.events.items():
        yield no_earlier(
            end(name, voice),
            start(name, voice),
            rule=RULE,
            claims=(),
            words="nothing ends before it starts",
        )
        yield from _days_of_the_year(timeline, claims, voice)
    for voice, claim in timeline.states:
        yield no_earlier(
            timeline.last_day(claim, voice),
            timeline.first_day(claim, voice),
            rule=RULE,
            claims=(),
            words="nothing ends before it starts",
        )
    for voice, claim in timeline.timed:
        for dated in timeline.dates(claim, voice):
            words = f"{timeline.words(claim, voice)} is dated {dated.words}"
            for variable, interval, assumptions in timeline.limits(dated):
                yield Constraint(
                    rule=RULE,
                    claims=(claim.id,),
                    assumptions=assumptions,
                    terms=sum_of((variable, 1)),
                    within=interval,
                    words=words,
                    printed=dated.time.text,
                )


def _days_of_the_year(
    timeline: Timeline, claims: tuple[Event, ...], voice: Voice
) -> Iterator[Constraint]:
    """A day without a year is one of the days that the event's other times allow."""
    told = [
        dated
        for claim in claims
        for dated in timeline.dates(claim, voice)
        if dated.field in {"when", "within"}
    ]
    for one in told:
        day = one.time.yearless
        if day is None or not one.time.exists:
            continue
        for other in told:
            if other is one or (other.time.yearless is not None and one.claim.id > other.claim.id):
                continue
            yield from _clash(one, other, day, timeline.words(one.claim, voice))


def _clash(one: Dated, other: Dated, day: tuple[int, int], words: str) -> Iterator[Constraint]:
    time, assumptions = marked(other.time)
    if falls_on(time, *day) is Answer.NO:
        yield Constraint(
            rule=RULE,
            claims=tuple(dict.fromkeys((one.claim.id, other.claim.id))),
            assumptions=assumptions,
            words=(
                f"{words} is dated {one.time.describe()} and {other.time.describe()}, "
                "which do not meet"
            ),
            mends=(
                Mend(one.claim.id, other.time.describe(), ((one.field, other.time.text),)),
                _on(other, day),
            ),
        )


def _on(dated: Dated, day: tuple[int, int]) -> Mend:
    """The day of the year, in the year that a claim tells, if it is one."""
    time = dated.time
    year = "XXXX"
    if time.yearless is None and time.earliest is not None and time.latest is not None:
        first, last = date_of(time.earliest)[0], date_of(time.latest)[0]
        year = f"{first:04}" if 0 < first == last else year
    text = f"{year}-{day[0]:02}-{day[1]:02}"
    return Mend(dated.claim.id, read_time(text).describe(), ((dated.field, text),))
