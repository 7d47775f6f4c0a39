"""A change, a difference or a ratio agrees with the two values that it compares.

Why it matters: "down 22 percent from 2013" ties this year's figure to that of 2013.

Percentage points are subtracted, a percentage is one of the other value, and what doubled is twice
the other.
A ratio told for so many ("3.1 per 10,000 bed days") is that many times the other, divided by so
many.

A change of which only the direction is told ("shortened", "rose") has no value; neither has what is
above its target (`difference from`, `direction: up`), or met it (`at least`, `at most`).

Not flagged: values that fit within the rounding of the change; changes whose other value nobody
gives, or is a loss; a share that rose by a percentage, which may mean points or a part of itself;
what fell between two figures that may be apart for all their rounding, or may be a share or a
number of which the other rose; a value that goes up or down in its own words ("up 5 percent") with
nothing to be set against.

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

Flagged::

    entities:
      trust: {name: The Trust, type: organization}
    claims:
      - id: cases
        kind: quantity
        subject: trust
        property: cases
        value: 98
        quote: 98 cases  # <--
      - id: bed-days
        kind: quantity
        subject: trust
        property: bed days
        value: 318,400
        quote: in 318,400 bed days  # <--
      - id: rate
        kind: quantity
        subject: trust
        property: cases
        value: 3.8 cases per 10,000 bed days
        ratio to: {property: bed days}
        quote: 3.8 cases per 10,000 bed days  # <--

Flagged::

    entities:
      trust: {name: The Trust, type: organization}
    claims:
      - id: wait-before
        kind: quantity
        subject: trust
        property: median wait
        value: 10.9 weeks
        when: 2022
        quote: from 10.9 weeks  # <--
      - id: wait
        kind: quantity
        subject: trust
        property: median wait
        value: 11.4 weeks
        when: 2023
        quote: 11.4 weeks  # <--
      - id: wait-shortened
        kind: quantity
        subject: trust
        property: median wait
        direction: down
        change from: {when: 2022}
        when: 2023
        quote: shortened  # <--

Flagged::

    entities:
      trust: {name: The Trust, type: organization}
    claims:
      - id: wait
        kind: quantity
        subject: trust
        property: median wait
        value: 11.4 weeks
        quote: 11.4 weeks  # <--
      - id: target
        kind: quantity
        subject: trust
        property: target wait
        value: 10.0 weeks
        quote: the target of 10.0 weeks  # <--
      - id: target-met
        kind: quantity
        subject: trust
        property: median wait
        direction: at most
        difference from: {property: target wait}
        quote: was met  # <--

Noted::

    entities:
      trust: {name: The Trust, type: organization}
    claims:
      - id: wait
        kind: quantity
        subject: trust
        property: median wait
        value: 11.4 weeks
        direction: down
        quote: shortened to 11.4 weeks  # <--

Fine::

    entities:
      trust: {name: The Trust, type: organization}
    claims:
      - id: wait-before
        kind: quantity
        subject: trust
        property: median wait
        value: 10.9 weeks
        when: 2022
        quote: from 10.9 weeks
      - id: wait
        kind: quantity
        subject: trust
        property: median wait
        value: 10.9 weeks
        when: 2023
        quote: 10.9 weeks
      - id: wait-shortened
        kind: quantity
        subject: trust
        property: median wait
        direction: down
        change from: {when: 2022}
        when: 2023
        quote: shortened a little
      - id: patients
        kind: quantity
        subject: trust
        property: patients
        value: up 5 percent
        quote: up 5 percent

Fine::

    entities:
      trust: {name: The Trust, type: organization}
    claims:
      - id: cases
        kind: quantity
        subject: trust
        property: cases
        value: 98
        quote: 98 cases
      - id: bed-days
        kind: quantity
        subject: trust
        property: bed days
        value: 318,400
        quote: in 318,400 bed days
      - id: rate
        kind: quantity
        subject: trust
        property: cases
        value: 3.1 cases per 10,000 bed days
        ratio to: {property: bed days}
        quote: 3.1 cases per 10,000 bed days

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
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        margin: {unit: "%", additive: false}
    claims:
      - id: margin-2013
        kind: quantity
        subject: acme
        property: margin
        value: 10.5%
        when: 2013
        quote: from 10.5%
      - id: margin-2014
        kind: quantity
        subject: acme
        property: margin
        value: 8.6%
        when: 2014
        quote: to 8.6%
      - id: margin-change
        kind: quantity
        subject: acme
        property: margin
        value: 1.9 percentage points
        direction: down
        change from: {when: 2013}
        when: 2014
        quote: fell 1.9 percentage points

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

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs

from ijmfacts.claims import Quantity
from ijmfacts.constraints import (
    AT_LEAST_ZERO,
    AT_MOST_ZERO,
    Assumption,
    Constraint,
    Remark,
    Telling,
    Variable,
    sum_of,
)
from ijmfacts.facts import Facts, Yields
from ijmfacts.fields import Pairs
from ijmfacts.index import Voice
from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.measures import Field, Figure, assumed, measure, share
from ijmfacts.units import rate
from ijmfacts.values import Layer, format_number, roughly

RULE = "changes-match-values"
READS = "measures"

_THAN: Final = {
    "up": "more than", "down": "less than", "at least": "at least", "at most": "at most"
}  # fmt: skip
"""How a direction without a value is told."""


def check(facts: Facts) -> Yields:
    """Each comparison ties two measures, in every unit that either is told in."""
    for voice, claim in facts.index.quantities:
        yield from links(facts, voice, claim)
        if claim.direction and not (claim.change_from or claim.difference_from or claim.ratio_to):
            yield Remark(
                rule=RULE,
                claims=(claim.id,),
                message=f"`{claim.id}` is read as a change of {claim.value}, and says not since "
                "when, so that nothing is held against it",
                hint="say since when: `change from: {when: …}`; where it is the figure reached, "
                "leave `direction` out, and give the direction a claim of its own without a value",
                place=("claim", claim.id, "direction"),
            )


def links(facts: Facts, voice: Voice, claim: Quantity) -> Iterator[Constraint]:
    """What ties the two measures of a comparison, as it would for any claim in its place."""
    named = claim.change_from or claim.difference_from or claim.ratio_to
    if named is None:
        return
    measures, reading = facts.measures, claim.reading
    field = measures.field(voice, claim, claim.subject, claim.property)
    own = Figure(claim, field, measures.dimensions(claim), reading)
    other, dims = measures.other(named, own)
    here_in, there_in = measures.told_in(field, own.dimensions), measures.told_in(other, dims)
    units = [(unit, unit) for unit in sorted(here_in & there_in)]
    if claim.ratio_to is not None and reading.unit != rate(reading.unit)[0]:
        units = _of_rate(reading.unit, here_in, there_in)
    pairs = [
        (unit, measure(field, own.dimensions, unit), measure(other, dims, below))
        for unit, below in units
    ]
    shares = list(_shares(facts, (field, own.dimensions), (other, dims)))
    points = reading.kind == "points" or reading.noun in {"point", "points"}
    if reading.kind == "points" or (shares and points):
        pairs = [pair for pair in pairs if pair[0] == "%"]
    if shares and not claim.value:
        if _numbers_told(facts, (field, own.dimensions)) or _numbers_told(facts, (other, dims)):
            return  # fewer of them may be more of all
        pairs = []
    pairs.extend(("%", *both) for both in shares)
    for unit, here, there in pairs:
        if unit == "%" and reading.kind == "share" and claim.change_from is not None:
            continue  # a share that is 5% up is up by 5 points, or by a twentieth of itself
        telling = _telling(claim, here, there, unit)
        for layer in _layers(claim):
            factors = _factors(claim, layer.interval, unit)
            if factors is not None:
                if _is_positive(facts, there, other):
                    yield from _times(claim, telling, factors, assumed(layer.assumes))
            elif here[0] == "share" and claim.value and not points and reading.kind != "share":
                continue  # two more of them are not two points more
            elif unit == reading.unit or not reading.unit:
                within = -layer.interval if _down(claim) else layer.interval
                yield Constraint(
                    rule=RULE,
                    claims=(claim.id,),
                    assumptions=assumed(layer.assumes),
                    terms=sum_of((here, 1), (there, -1)),
                    within=within,
                    words="the one value is the other with the difference"
                    if claim.value
                    else f"the one value is {_THAN[claim.direction]} the other",
                    telling=telling,
                )


def _of_rate(unit: str, here: set[str], there: set[str]) -> list[tuple[str, str]]:
    """The units of what is told for so many of what, and of that: `USD per share`, `per 10,000`."""
    above, _, below = rate(unit)
    if not above and not below:
        return [(unit, unit) for unit in sorted(here & there)]
    below = below if below in there else ""  # how many shares there are is a plain number
    return [(above, below)] if above in here and below in there else []


def _numbers_told(facts: Facts, part: tuple[Field, Pairs]) -> bool:
    """True where it is told how many, and not only what share: of a part, or of its whole."""
    measures = facts.measures
    return any(
        measure(field, dims, unit) in measures.printed
        for field, dims in (part, *measures.shares.get(part, ()))
        for unit in measures.units(field)
    )


def _shares(
    facts: Facts, here: tuple[Field, Pairs], there: tuple[Field, Pairs]
) -> Iterator[tuple[Variable, Variable]]:
    """The shares that are printed for both, each of its own whole."""
    wholes = facts.measures.shares.get(there, ())
    for field, dims in facts.measures.shares.get(here, ()):
        for whole in wholes:
            moved = attrs.evolve(
                field,
                moment=there[0].moment if field.moment == here[0].moment else field.moment,
                subject=there[0].subject if field.subject == here[0].subject else field.subject,
            )
            if whole == (moved, dims):
                yield share(*here, (field, dims)), share(*there, whole)


def _down(claim: Quantity) -> bool:
    return bool({claim.direction, claim.reading.direction} & {"down", "at most"})


def _factors(claim: Quantity, interval: Interval, unit: str) -> Interval | None:
    """What one value is times the other; none where it is the other and so much more."""
    reading = claim.reading
    if reading.kind == "ratio":
        return _inverse(interval) if _down(claim) else interval
    if reading.kind != "share" or (unit == "%" and claim.ratio_to is None):
        if claim.ratio_to is None or reading.kind == "points":
            return None
        return interval.scaled(1 / rate(reading.unit)[1])
    part = interval.scaled(Fraction(1, 100))
    if claim.ratio_to is not None and not (claim.direction or reading.direction):
        return part
    return Interval.point(1) + (-part if _down(claim) else part)


def _layers(claim: Quantity) -> tuple[Layer, ...]:
    """The layers of what is compared; a factor that is a whole number is a rough one."""
    reading = claim.reading
    value = reading.widest.lower
    if claim.precision == "exact" or not reading.widest.is_point or not value or value < 0:
        return reading.layers
    if reading.kind == "ratio" or (claim.ratio_to is not None and reading.kind == "number"):
        if value >= 1:
            return roughly(value, Fraction(1))
        return tuple(
            attrs.evolve(layer, interval=_inverse(layer.interval))
            for layer in roughly(1 / value, Fraction(1))
        )
    return reading.layers


def _inverse(interval: Interval) -> Interval:
    """What makes so many times less; bounds below nothing are none."""
    low, high = interval.lower, interval.upper
    return Interval(
        None if high is None or high <= 0 else 1 / high,
        None if low is None or low <= 0 else 1 / low,
        lower_open=interval.upper_open,
        upper_open=interval.lower_open,
    )


def _is_positive(facts: Facts, there: Variable, field: Field) -> bool:
    """True for what is no loss, which a percentage would turn round."""
    figures = facts.measures.printed.get(there, ())
    lowest = [figure.reading.widest.lower for figure in figures]
    if any(low is not None and low < 0 for low in lowest):
        return False
    return (bool(lowest) and None not in lowest) or facts.measures.nonnegative(field)


def _telling(claim: Quantity, here: Variable, there: Variable, unit: str) -> Telling:
    """How the one value comes of the other, with what the claim prints taken as it is printed."""
    if not claim.value:
        return Telling(result=here, of=there, words=f"{_THAN[claim.direction]} {{}}")
    likely = claim.reading.likely
    factors = _factors(claim, likely, unit)
    if factors is None:
        sign, plus = ("−", -_middle(likely)) if _down(claim) else ("+", _middle(likely))
        return Telling(result=here, of=there, words=f"{{}} {sign} {claim.value}", plus=plus)
    factor = _middle(factors)
    if claim.ratio_to is not None and (number := rate(claim.reading.unit)[1]) != 1:
        shown = f"{format_number(factor * number)} / {format_number(number)}"
        words = f"{shown} × {{}}"
    elif claim.ratio_to is not None or claim.reading.kind == "ratio":
        words = f"{format_number(factor)} × {{}}"
    elif claim.reading.direction:
        words = f"{{}}, {claim.value}"
    else:
        words = f"{{}} {'down' if _down(claim) else 'up'} {claim.value}"
    return Telling(result=here, of=there, words=words, factor=factor)


def told_by(telling: Telling, here: Interval, there: Interval, claim: Quantity) -> Interval:
    """What a comparison of values in these ranges prints; everything where none can be told."""
    if claim.reading.kind == "points" or telling.plus:
        return there - here if _down(claim) else here - there
    low, high = there.lower, there.upper
    if low is None or high is None or low <= 0 or here.lower is None or here.upper is None:
        return EVERYTHING
    times = Interval(here.lower / (high if here.lower > 0 else low), here.upper / low)
    if claim.change_from is None and claim.difference_from is None:
        if claim.reading.kind == "share" and not (claim.direction or claim.reading.direction):
            return times.scaled(100)
        if claim.reading.kind != "share":
            times = times.scaled(rate(claim.reading.unit)[1])
            return _inverse(times) if _down(claim) else times
    if claim.reading.kind != "share":
        return EVERYTHING
    more = (times - Interval.point(1)).scaled(100)
    return -more if _down(claim) else more


def _middle(interval: Interval) -> Fraction:
    """The middle of an interval; of one without two ends the end that it has."""
    ends = [end for end in (interval.lower, interval.upper) if end is not None]
    return sum(ends, Fraction(0)) / max(len(ends), 1)


def _times(
    claim: Quantity, telling: Telling, factors: Interval, assumptions: tuple[Assumption, ...]
) -> Iterator[Constraint]:
    here, there = telling.result, telling.of
    for end, within in ((factors.lower, AT_LEAST_ZERO), (factors.upper, AT_MOST_ZERO)):
        if end is not None:
            yield Constraint(
                rule=RULE,
                claims=(claim.id,),
                assumptions=assumptions,
                terms=sum_of((here, 1), (there, -end)),
                within=within,
                words="the one value is the other times the change",
                telling=telling,
            )
