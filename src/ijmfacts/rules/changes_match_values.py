"""A change, a difference or a ratio agrees with the two values that it compares.

Why it matters: "down 22 percent from 2013" ties this year's figure to that of 2013.

Not flagged: values that fit within the rounding of the change; changes whose other value nobody
gives.

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: sales-2013
        kind: quantity
        subject: acme
        property: sales
        value: $40.1 million
        when: 2013
        quote: $40.1 million in 2013  # <--
      - id: sales-2014
        kind: quantity
        subject: acme
        property: sales
        value: $35.3 million
        when: 2014
        quote: $35.3 million in 2014  # <--
      - id: sales-change
        kind: quantity
        subject: acme
        property: sales
        value: down 22 percent
        change from: {when: 2013}
        when: 2014
        quote: down 22 percent from 2013  # <--

Flagged::

    entities:
      one: {name: Runner One, type: person}
      two: {name: Runner Two, type: person}
    claims:
      - id: laps-one
        kind: quantity
        subject: one
        property: laps
        value: 42
        quote: 42 laps  # <--
      - id: laps-two
        kind: quantity
        subject: two
        property: laps
        value: 24
        quote: 24 laps  # <--
      - id: laps-twice
        kind: quantity
        subject: one
        property: laps
        value: twice
        ratio to: {subject: two}
        quote: twice as many  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: sales-2013
        kind: quantity
        subject: acme
        property: sales
        value: $40.1 million
        when: 2013
        quote: $40.1 million in 2013
      - id: sales-2014
        kind: quantity
        subject: acme
        property: sales
        value: $31.3 million
        when: 2014
        quote: $31.3 million in 2014
      - id: sales-change
        kind: quantity
        subject: acme
        property: sales
        value: down 22 percent
        change from: {when: 2013}
        when: 2014
        quote: down 22 percent from 2013

Fine::

    entities:
      one: {name: Runner One, type: person}
      two: {name: Runner Two, type: person}
    claims:
      - id: laps-one
        kind: quantity
        subject: one
        property: laps
        value: 45
        quote: 45 laps
      - id: laps-difference
        kind: quantity
        subject: one
        property: laps
        value: three
        difference from: {subject: two}
        quote: three more
      - id: laps-two
        kind: quantity
        subject: two
        property: laps
        value: 42
        quote: 42 laps
"""

from __future__ import annotations

from fractions import Fraction

from ijmfacts.claims import Measure, Quantity
from ijmfacts.constraints import (
    AT_LEAST_ZERO,
    AT_MOST_ZERO,
    Assumption,
    Constraint,
    Variable,
    sum_of,
)
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Voice
from ijmfacts.intervals import Interval
from ijmfacts.measures import Figure, assumed, measure

RULE = "changes-match-values"


def check(facts: Facts) -> Yields:
    """Each comparison ties two measures, in every unit that either is told in."""
    for voice, claim in facts.index.quantities:
        named = claim.change_from or claim.difference_from or claim.ratio_to
        if named is not None:
            yield from _compared(facts, voice, claim, named)


def _compared(facts: Facts, voice: Voice, claim: Quantity, named: Measure) -> Yields:
    measures, reading = facts.measures, claim.reading
    field = measures.field(voice, claim, claim.subject, claim.property)
    own = Figure(claim, field, measures.dimensions(claim), reading)
    other, dims = measures.other(named, own)
    units = measures.spoken[field][own.dimensions] & measures.spoken[other][dims]
    down = "down" in {claim.direction, reading.direction}
    for unit in sorted(units):
        here, there = measure(field, own.dimensions, unit), measure(other, dims, unit)
        for layer in reading.layers:
            assumptions = assumed(layer.assumes)
            within = layer.interval
            if reading.kind == "share" or claim.ratio_to is not None:
                factors = within.scaled(Fraction(1, 100)) if reading.kind == "share" else within
                if claim.ratio_to is None:
                    factors = Interval.point(1) + (-factors if down else factors)
                yield from _times(claim, (here, there), factors, assumptions)
            elif reading.unit == unit or not reading.unit:
                yield Constraint(
                    rule=RULE,
                    claims=(claim.id,),
                    assumptions=assumptions,
                    terms=sum_of((here, 1), (there, -1)),
                    within=-within if down else within,
                    words="the one value is the other with the difference",
                )


def _times(
    claim: Quantity,
    values: tuple[Variable, Variable],
    factors: Interval,
    assumptions: tuple[Assumption, ...],
) -> Yields:
    here, there = values
    # What changes by a percentage, or is so many times another, is taken to be no loss.
    yield Constraint(claims=(claim.id,), terms=sum_of((there, 1)), within=AT_LEAST_ZERO)
    for end, within in ((factors.lower, AT_LEAST_ZERO), (factors.upper, AT_MOST_ZERO)):
        if end is not None:
            yield Constraint(
                rule=RULE,
                claims=(claim.id,),
                assumptions=assumptions,
                terms=sum_of((here, 1), (there, -end)),
                within=within,
                words="the one value is the other times the change",
            )
