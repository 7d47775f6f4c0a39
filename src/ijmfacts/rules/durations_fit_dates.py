"""How long something lasted, or how old someone is, fits the dates.

Why it matters: a three-year grant from 2002 did not end in 2010, and a body founded in 1997 had no
25 years behind it in 2015.

Not flagged: lengths that fit for some days of the years that are told; a length counted with or
without its last day; an age of this year before or after the birthday; lengths whose start or end
nobody dates; years that are no age (of prison, of experience).
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
        value: half an hour
        quote: spoke for half an hour  # <--

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
from ijmfacts.constraints import Constraint, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Voice
from ijmfacts.intervals import Interval
from ijmfacts.names import fold
from ijmfacts.timeline import (
    AGES,
    ANCHORS,
    LENGTHS,
    SLACK,
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
from ijmfacts.times import read_time
from ijmfacts.values import Reading, read_value

RULE = "durations-fit-dates"


def check(facts: Facts) -> Yields:
    """An event lasts from its start to its end, an age runs from the beginning to its date."""
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
            yield from _age(facts, quantity, voice)
    for name, voice in sorted(told):
        yield Constraint(
            rule=RULE,
            terms=sum_of(
                (end(name, voice), 1), (start(name, voice), -1), (lasting(name, voice), -1)
            ),
            within=Interval.closed(-SLACK, SLACK),
            words=f"{facts.timeline.event_words(name, voice)} lasts from its start to its end",
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
            words=f"{facts.timeline.event_words(name, voice)} lasted {reading.text}",
            printed=reading.text,
        )


def _age(facts: Facts, claim: Quantity, voice: Voice) -> Iterator[Constraint]:
    """An age counts from the beginning of its subject to the day that the claim speaks of."""
    timeline = facts.timeline
    canon = facts.index.canon(claim.subject)
    if (canon, voice) not in timeline.lives:
        return
    first, last = timeline.first_day(claim, voice), timeline.last_day(claim, voice)
    label = facts.index.label(canon)
    for days, assumptions in ages(claim.reading):
        words = f"{label}{timeline.declared_words(canon)} was {claim.value} old"
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
