"""A mean of so many whole things, and so many things of so much each, come from a whole number.

Why it matters: no 25 whole numbers have the mean 3.47 (the GRIM test of Brown and Heathers, 2017).

Not flagged: means that some total gives when it is rounded; means of what is not counted; a number
of things that is itself hedged.

Flagged::

    entities:
      study: {name: The Study, type: report}
    vocabulary:
      properties:
        visits: {counts: visits}
    claims:
      - id: visits-mean
        kind: quantity
        subject: study
        property: visits
        value: "3.47"
        mean of: 25
        quote: 3.47 visits each on average (n = 25)  # <--

Flagged::

    entities:
      league: {name: The League, type: organization}
    vocabulary:
      properties:
        games: {counts: games}
    claims:
      - id: games-each
        kind: quantity
        subject: league
        property: games
        value: 24
        each of: 12
        quote: 24 games each for 12 teams  # <--
      - id: games-all
        kind: quantity
        subject: league
        property: games
        value: 289
        quote: 289 games in all  # <--

Fine::

    entities:
      study: {name: The Study, type: report}
    vocabulary:
      properties:
        visits: {counts: visits}
    claims:
      - id: visits-mean
        kind: quantity
        subject: study
        property: visits
        value: "3.48"
        mean of: 25
        quote: 3.48 visits each on average (n = 25)

Fine::

    entities:
      study: {name: The Study, type: report}
    claims:
      - id: weight-mean
        kind: quantity
        subject: study
        property: weight
        value: "3.47"
        mean of: 25
        quote: a mean weight of 3.47 (n = 25)
"""

from __future__ import annotations

from fractions import Fraction

from ijmfacts.claims import Quantity
from ijmfacts.constraints import AT_LEAST_ZERO, ZERO, Constraint, Telling, Variable, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Voice
from ijmfacts.measures import assumed, measure, unit_of
from ijmfacts.values import format_number, read_value

RULE = "means-come-from-whole-numbers"
READS = "measures"


def check(facts: Facts) -> Yields:
    """The total of a mean is the mean times how many, and a whole number of things."""
    for voice, claim in facts.index.quantities:
        if claim.mean_of or claim.each_of:
            yield from _total(facts, voice, claim)


def _total(facts: Facts, voice: Voice, claim: Quantity) -> Yields:
    measures, reading = facts.measures, claim.reading
    of = read_value(claim.mean_of or claim.each_of).likely
    if not of.is_point or of.lower is None or of.lower <= 0:
        return
    count = of.lower
    field = measures.field(voice, claim, claim.subject, claim.property)
    dims = measures.dimensions(claim)
    unit = unit_of(reading)
    if claim.each_of:
        total = measure(field, dims, unit)
    elif unit or not measures.known(field).counts:
        return
    else:
        total = ("count", *measure(field, dims, unit)[1:], claim.id)
    each: Variable = ("each", claim.id)
    yield Constraint(terms=sum_of((total, 1)), within=AT_LEAST_ZERO)
    yield Constraint(
        rule=RULE,
        claims=(claim.id,),
        terms=sum_of((each, count), (total, Fraction(-1))),
        within=ZERO,
        words="each times how many make the total",
        telling=Telling(
            result=total, of=each, words=f"{format_number(count)} × {{}}", factor=count
        ),
    )
    for layer in reading.layers:
        yield Constraint(
            claims=(claim.id,),
            assumptions=assumed(layer.assumes),
            terms=sum_of((each, 1)),
            within=layer.interval,
            printed=reading.text,
        )
