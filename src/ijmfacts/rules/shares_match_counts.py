"""A share, what it is a share of, and the count of the part agree.

Why it matters: "94% of 750 employees" says how many they are, and another page may say it too.

Not flagged: counts that fit within the rounding of the share and of the whole; shares whose whole
is told for another date.
Where whole things are counted, a share must come from a whole number of them.

Flagged::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        employees: {counts: people}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: 751
        quote: 751 employees  # <--
      - id: staff-local-share
        kind: quantity
        subject: acme
        property: employees
        dimensions: {origin: local}
        value: 94%
        quote: 94% are locals  # <--
      - id: staff-local
        kind: quantity
        subject: acme
        property: employees
        dimensions: {origin: local}
        value: 612
        quote: 612 locals  # <--

Flagged::

    entities:
      jury: {name: The Jury, type: organization}
    vocabulary:
      properties:
        jurors: {counts: people}
    claims:
      - id: jurors
        kind: quantity
        subject: jury
        property: jurors
        value: 12
        quote: 12 jurors  # <--
      - id: jurors-against
        kind: quantity
        subject: jury
        property: jurors
        dimensions: {vote: against}
        value: 45%
        quote: 45% were against  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        employees: {counts: people}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: 751
        quote: 751 employees
      - id: staff-local-share
        kind: quantity
        subject: acme
        property: employees
        dimensions: {origin: local}
        value: 94%
        quote: 94% are locals
      - id: staff-local
        kind: quantity
        subject: acme
        property: employees
        dimensions: {origin: local}
        value: 706
        quote: 706 locals

Fine::

    entities:
      jury: {name: The Jury, type: organization}
    vocabulary:
      properties:
        jurors: {counts: people}
    claims:
      - id: jurors
        kind: quantity
        subject: jury
        property: jurors
        value: 12
        quote: 12 jurors
      - id: jurors-against
        kind: quantity
        subject: jury
        property: jurors
        dimensions: {vote: against}
        value: 42%
        quote: 42% were against
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from ijmfacts.constraints import (
    AT_LEAST_ZERO,
    AT_MOST_ZERO,
    Constraint,
    Telling,
    Variable,
    sum_of,
)
from ijmfacts.facts import Facts, Yields
from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.measures import Figure, bounds, measure
from ijmfacts.shapes import Shape

RULE = "shares-match-counts"


def check(facts: Facts) -> Yields:
    """A part is at least and at most its share of the whole."""
    wholes = _wholes(facts)
    for figure in facts.measures.figures:
        if figure.whole is not None:
            yield from _links(facts, figure, wholes)


def links(facts: Facts, figure: Figure) -> Iterator[Constraint]:
    """What ties a share to its whole and its part, as it would for any figure in its place."""
    return _links(facts, figure, _wholes(facts))


def rests_on(constraint: Constraint, claim: str) -> bool:
    """True for what holds of another claim's share because this claim tells of its whole."""
    return constraint.rule == RULE and constraint.claims[1:] == (claim,)


@attrs.frozen(eq=False, repr=False)
class _Wholes(Shape):
    """The measures that are no less than nothing, and for each the claims that make it more."""

    positive: frozenset[Variable]
    above: dict[Variable, list[str]]


def _wholes(facts: Facts) -> _Wholes:
    positive: set[Variable] = set()
    above: dict[Variable, list[str]] = {}
    for figure in facts.measures.figures:
        widest = figure.reading.widest
        if widest.lower is None or widest.lower < 0:
            continue
        positive.add(figure.variable)
        if not figure.reading.layers[0].assumes and 0 not in widest:
            above.setdefault(figure.variable, []).append(figure.claim.id)
    return _Wholes(frozenset(positive), above)


def _links(facts: Facts, figure: Figure, wholes: _Wholes) -> Iterator[Constraint]:
    if figure.whole is None:
        return
    measures, (field, dims) = facts.measures, figure.whole
    units = measures.by_field[field][dims] | measures.by_field[figure.field][figure.dimensions]
    units = units.union(unit for unit in measures.units(field) if measures.additive(field, unit))
    for unit in sorted(units):
        whole = measure(field, dims, unit)
        part = measure(figure.field, figure.dimensions, unit)
        if measures.counted(field, unit):
            yield Constraint(terms=sum_of((whole, 1)), within=AT_LEAST_ZERO)
            yield Constraint(terms=sum_of((part, 1)), within=AT_LEAST_ZERO)
        elif whole not in wholes.positive:
            continue  # a share of a loss turns the ends round
        # No bound, but it keeps together what one printed figure speaks of.
        yield Constraint(terms=sum_of((figure.variable, 1), (part, -1)), within=EVERYTHING)
        sure = dict.fromkeys(wholes.above.get(whole, ()))
        if measures.counted(field, unit):
            sure |= dict.fromkeys(wholes.above.get(part, ()))
        told = Telling(
            result=part, of=whole, words=f"{figure.reading.text} of {{}}", factor=_likely(figure)
        )
        for interval, assumptions in bounds(figure):
            if interval.lower is not None:
                yield Constraint(
                    rule=RULE,
                    claims=(figure.claim.id,),
                    assumptions=assumptions,
                    terms=sum_of((part, 100), (whole, -interval.lower)),
                    within=AT_LEAST_ZERO,  # closed, as a whole of nothing has parts of nothing
                    words="the part is at least its share of the whole",
                    telling=told,
                )
            if interval.upper is None:
                continue
            yield Constraint(
                rule=RULE,
                claims=(figure.claim.id,),
                assumptions=assumptions,
                terms=sum_of((part, 100), (whole, -interval.upper)),
                within=AT_MOST_ZERO,
                words="the part is at most its share of the whole",
                telling=told,
            )
            if not interval.upper_open:
                continue
            for other in sure:  # whoever says that there is a whole at all
                yield Constraint(
                    rule=RULE,
                    claims=tuple(dict.fromkeys((figure.claim.id, other))),
                    assumptions=assumptions,
                    terms=sum_of((part, 100), (whole, -interval.upper)),
                    within=Interval.at_most(0, open_=True),
                    words="the part is less than its share of the whole",
                    telling=told,
                )


def _likely(figure: Figure) -> Fraction:
    """The part of the whole that a share prints, as a factor."""
    likely = figure.reading.likely
    ends = [end for end in (likely.lower, likely.upper) if end is not None]
    return sum(ends, Fraction(0)) / (100 * max(len(ends), 1))
