"""How long something lasted, or how old someone is, fits the dates.

Why it matters: a three-year grant from 2002 did not end in 2010, and a body founded in 1997 had no
25 years behind it in 2015.

Not flagged: terms that run from a plain date on (a three-year grant of 2002); lengths that fit for
some days of the years that are told; a length counted with or without its last day; an age of this
year before or after the birthday; lengths whose start or end nobody dates; years that are no age
(of prison, of experience).
What has no date has lasted as long as told by the date of the document: that is an assumption.
Hedged lengths ("nearly a decade") are held to the table of hedges, as a tension.

Flagged::

    claims:
      - id: grant
        kind: event
        event: grant
        type: grant
        when: 2002/2010
        quote: a grant from 2002 to 2010  # <--
      - id: grant-length
        kind: event
        event: grant
        type: grant
        lasting: three-year
        quote: the three-year grant  # <--

Flagged::

    document: {title: Annual Report, date: 2015}
    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: founding
        kind: event
        type: founding
        to: acme
        when: 1997
        quote: founded in 1997  # <--
      - id: years
        kind: quantity
        subject: acme
        property: years of operation
        value: over 25 years
        quote: over 25 years  # <--

Flagged::

    claims:
      - id: speech-long
        kind: event
        event: speech
        type: speech
        lasting: 19-minute
        quote: a 19-minute speech  # <--
      - id: speech-short
        kind: quantity
        subject: speech
        property: duration
        value: two hours
        quote: spoke for two hours  # <--

Flagged::

    document: {title: Annual Report, date: 2015}
    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: founding
        kind: event
        type: founding
        to: acme
        when: 1997
        quote: founded in 1997  # <--
      - id: partnership
        kind: event
        type: partnership
        by: acme
        lasting: over 25 years
        quote: a partner for over 25 years  # <--

Flagged::

    claims:
      - id: war
        kind: event
        type: war
        when: 1990-01/1992-06
        lasting: nearly a decade
        quote: the war of 1990 to 1992, nearly a decade  # <--

Fine::

    claims:
      - id: grant
        kind: event
        event: grant
        type: grant
        when: 2002/2005
        quote: a grant from 2002 to 2005
      - id: grant-length
        kind: event
        event: grant
        type: grant
        lasting: three-year
        quote: the three-year grant
      - id: speech
        kind: event
        type: speech
        when: 2015
        lasting: 19-minute
        quote: a 19-minute speech in 2015
      - id: loan
        kind: event
        type: loan
        when: 2002-09-30
        lasting: three-year
        quote: a three-year loan of 30 September 2002

Fine::

    document: {title: Annual Report, date: 2023}
    entities:
      acme: {name: Acme, type: company, begin: 1997}
      ann: {name: Ann, type: person, begin: 1963-07-01}
    claims:
      - id: years
        kind: quantity
        subject: acme
        property: years of operation
        value: over 25 years
        quote: over 25 years
      - id: ann-age
        kind: quantity
        subject: ann
        property: age
        value: 59
        as of: 2023-06
        quote: aged 59
      - id: sentences
        kind: quantity
        subject: acme
        property: prison sentences won
        value: 500 years
        since: 2020
        quote: 500 years of prison sentences
"""

from __future__ import annotations

from collections.abc import Iterator

from ijmfacts.claims import Quantity
from ijmfacts.constraints import Assumption, Constraint, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Voice
from ijmfacts.intervals import Interval
from ijmfacts.names import fold
from ijmfacts.timeline import (
    AGES,
    ANCHORS,
    LENGTHS,
    SLACK,
    Timeline,
    ages,
    begin,
    between,
    end,
    lasting,
    lengths,
    loose,
    marked,
    start,
)
from ijmfacts.times import Span, read_time
from ijmfacts.values import Reading, read_value

RULE = "durations-fit-dates"
READS = "times"


def check(facts: Facts) -> Yields:
    """An event lasts from its first to its last day, an age counts from a beginning to its date."""
    told: set[tuple[str, Voice]] = set()
    for voice, claim in facts.index.events:
        if claim.lasting:
            told.add((claim.name, voice))
            yield from _lasts(facts, claim.id, claim.name, voice, read_value(claim.lasting))
    for voice, quantity in facts.index.quantities:
        if quantity.change_from or quantity.difference_from or quantity.ratio_to:
            continue
        word = fold(quantity.property)
        if word in LENGTHS and (quantity.subject, voice) in facts.timeline.events:
            told.add((quantity.subject, voice))
            yield from _lasts(facts, quantity.id, quantity.subject, voice, quantity.reading)
        elif word in AGES and not quantity.dimensions and not quantity.mean_of:
            yield from aged(facts, quantity, voice)
    for name, voice in sorted(told):
        yield from _stretches(facts.timeline, name, voice)
        if not voice:
            yield from _by_now(facts, name)


def _stretches(timeline: Timeline, name: str, voice: Voice) -> Iterator[Constraint]:
    """An event lasts from the first day to the last where a claim gives both.

    A plain date is when it was made or took place: a three-year grant of 2002 has no such end.
    """
    events = timeline.events[name, voice]
    words = timeline.event_words(name, voice)
    for claim in events:
        if timeline.through(claim) is not None:
            yield Constraint(
                rule=RULE,
                claims=(claim.id,),
                terms=sum_of(
                    (lasting(name, voice), 1), (end(name, voice), -1), (start(name, voice), 1)
                ),
                within=Interval.closed(-SLACK, SLACK),
                words=f"{words} lasts from its first day to its last",
            )
    since = [claim for claim in events if claim.since]
    until = [claim for claim in events if claim.until]
    for one in since:
        for other in until:
            begun, still = read_time(one.since), read_time(other.until)
            (first, doubt), (last, more) = marked(begun), marked(still)
            least = _stretch(Span(None, first.latest), Span(last.earliest, None))
            yield Constraint(
                rule=RULE,
                claims=tuple(dict.fromkeys((one.id, other.id))),
                assumptions=tuple(dict.fromkeys((*doubt, *more))),
                terms=sum_of((lasting(name, voice), 1)),
                within=least,
                words=f"{words} went on since {begun.describe()} and until {still.describe()}",
                printed=f"{one.since}/{other.until}",
            )


def _stretch(first: Span, last: Span) -> Interval:
    """How long it is from one day to another, as a length of time in days."""
    low = (
        None
        if last.earliest is None or first.latest is None
        else max(last.earliest - first.latest, 0)
    )
    high = None if last.latest is None or first.earliest is None else last.latest - first.earliest
    return loose(between(low, high))


def _by_now(facts: Facts, name: str) -> Iterator[Constraint]:
    """What has no date has lasted so by the last day of the document, if that is how it is meant.

    It is not, where a term is meant that is still to run.
    """
    document = facts.dossier.document
    timeline = facts.timeline
    if (
        document is None
        or not document.date
        or any(map(timeline.is_dated, timeline.events[name, ()]))
    ):
        return
    date = read_time(document.date)
    time, doubt = marked(date)
    if time.latest is None or time.yearless is not None:
        return
    words = timeline.event_words(name, ())
    yield Constraint(
        rule=RULE,
        assumptions=(
            *doubt,
            Assumption(
                "by-now",
                name,
                f"{words} has no date, and has lasted as long as told by {date.describe()}",
            ),
        ),
        terms=sum_of((start(name, ()), 1), (lasting(name, ()), 1)),
        within=between(None, time.latest + SLACK),
        words=f"{words} has lasted as long as told by {date.describe()}",
    )


def _lasts(
    facts: Facts, claim: str, name: str, voice: Voice, reading: Reading
) -> Iterator[Constraint]:
    for days, assumptions in lengths(reading):
        yield Constraint(
            rule=RULE,
            claims=(claim,),
            assumptions=assumptions,
            terms=sum_of((lasting(name, voice), 1)),
            within=days,
            words=f"{facts.timeline.event_words(name, voice)} lasts “{reading.text}”",
            printed=reading.text,
        )


def aged(facts: Facts, claim: Quantity, voice: Voice) -> Iterator[Constraint]:
    """An age counts from the beginning of its subject to the day that the claim speaks of."""
    timeline = facts.timeline
    canon = facts.index.canon(claim.subject)
    if (canon, voice) not in timeline.lives:
        return
    first, last = timeline.first_day(claim, voice), timeline.last_day(claim, voice)
    label = facts.index.label(canon)
    for days, assumptions in ages(claim.reading):
        words = f"the {claim.property} of {label} is “{claim.value}”"
        within = loose(days)
        yield Constraint(
            rule=RULE,
            claims=(claim.id,),
            assumptions=assumptions,
            terms=sum_of((last, 1), (begin(canon, voice), -1)),
            within=between(within.lower, None),
            words=words,
            printed=claim.value,
        )
        yield Constraint(
            rule=RULE,
            claims=(claim.id,),
            assumptions=assumptions,
            terms=sum_of((first, 1), (begin(canon, voice), -1)),
            within=between(None, within.upper),
            words=words,
            printed=claim.value,
        )
    document = facts.dossier.document
    anchored = any(getattr(claim, field) for field in ANCHORS)
    if timeline.is_dated(claim) or anchored or document is None or not document.date:
        return
    date = read_time(document.date)
    time, doubt = marked(date)
    if time.yearless is None and not (time.earliest is None and time.latest is None):
        for day, span in (
            (first, between(time.earliest, None)),
            (last, between(None, time.latest)),
        ):
            yield Constraint(
                rule=RULE,
                claims=(claim.id,),
                assumptions=doubt,
                terms=sum_of((day, 1)),
                within=span,
                words=f"an undated age is of the document's own time, {date.describe()}",
            )
