"""What flows in the parts of a period makes up what flows in all of it.

Why it matters: the first quarter, the second and the third make the nine months, and no quarter has
more than its year.

Only of a property that the vocabulary calls a flow (`time: flow`), as it may be that a figure of a
quarter stands for its end.

Not flagged: quarters that make their half-year within rounding; a period of which a part is not
told, where the rest is no more than the whole; figures that do not add up (scores, margins,
shares); profits that may be losses, where a part is not told; periods that overlap; periods marked
`~` or `?`.

Flagged::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        sales: {time: flow}
    claims:
      - id: sales-half
        kind: quantity
        subject: acme
        property: sales
        value: $168.2 million
        when: 2025-40
        quote: $168.2 million in the first half  # <--
      - id: sales-quarter
        kind: quantity
        subject: acme
        property: sales
        value: $91.4 million
        when: 2025-07/2025-09
        quote: $91.4 million in the third quarter  # <--
      - id: sales-nine-months
        kind: quantity
        subject: acme
        property: sales
        value: $295.6 million
        when: 2025-01/2025-09
        quote: $295.6 million in nine months  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        orders: {time: flow, counts: orders}
    claims:
      - id: orders-march
        kind: quantity
        subject: acme
        property: orders
        value: 1,207
        when: 2025-03
        quote: 1,207 orders in March  # <--
      - id: orders-year
        kind: quantity
        subject: acme
        property: orders
        value: 1,153
        when: 2025
        quote: 1,153 orders in 2025  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        sales: {time: flow}
        profit: {time: flow, additive: true}
        margin: {time: flow, additive: false}
        staff: {time: state, counts: people}
    claims:
      - id: sales-half
        kind: quantity
        subject: acme
        property: sales
        value: $168.2 million
        when: 2025-01/2025-06
        quote: $168.2 million in the first half
      - id: sales-quarter
        kind: quantity
        subject: acme
        property: sales
        value: $91.4 million
        when: 2025-35
        quote: $91.4 million in the third quarter
      - id: sales-nine-months
        kind: quantity
        subject: acme
        property: sales
        value: $259.7 million
        when: 2025-01/2025-09
        quote: $259.7 million in nine months
      - id: sales-year
        kind: quantity
        subject: acme
        property: sales
        value: $351 million
        when: 2025
        quote: $351 million in 2025
      - id: profit-quarter
        kind: quantity
        subject: acme
        property: profit
        value: $9.1 million
        when: 2025-35
        quote: $9.1 million in the third quarter
      - id: profit-year
        kind: quantity
        subject: acme
        property: profit
        value: $4.2 million
        when: 2025
        quote: $4.2 million in 2025
      - id: margin-quarter
        kind: quantity
        subject: acme
        property: margin
        value: 9.5%
        when: 2025-35
        quote: 9.5% in the third quarter
      - id: margin-year
        kind: quantity
        subject: acme
        property: margin
        value: 1.5%
        when: 2025
        quote: 1.5% in 2025
      - id: staff-march
        kind: quantity
        subject: acme
        property: staff
        value: 1,207
        when: 2025-03
        quote: 1,207 people in March
      - id: staff-year
        kind: quantity
        subject: acme
        property: staff
        value: 1,153
        when: 2025
        quote: 1,153 people in 2025
      - id: sales-early
        kind: quantity
        subject: acme
        property: sales
        value: $60 million
        when: 2025-01/2025-04
        quote: $60 million up to April
"""

from __future__ import annotations

from itertools import pairwise

import attrs

from ijmfacts.claims import OTHER
from ijmfacts.constraints import AT_LEAST_ZERO, ZERO, Constraint, Variable, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.fields import Pairs
from ijmfacts.measures import Field, measure

RULE = "periods-sum-to-period"
READS = "measures"


def check(facts: Facts) -> Yields:
    """What flows in a period is what has flowed by its end, less what had by its beginning."""
    measures = facts.measures
    series: dict[tuple[Field, Pairs, str], dict[Field, tuple[int, int]]] = {}
    for field, by_dims in measures.by_field.items():
        days = _days(facts, field)
        if days is None or measures.known(field).time != "flow":
            continue
        for dims, units in by_dims.items():
            if any(value == OTHER for _, value in dims):
                continue  # what `other` leaves depends on what else is named of that period
            for unit in units:
                if measures.additive(field, unit):
                    key = (attrs.evolve(field, moment=""), dims, unit)
                    series.setdefault(key, {})[field] = days
    for (common, dims, unit), periods in series.items():
        if len(periods) > 1:
            yield from _flow(facts, common, dims, unit, periods)


def _days(facts: Facts, field: Field) -> tuple[int, int] | None:
    """The first day of a period named without a doubt, and the day after it."""
    time = facts.index.moments.get(field.moment)
    if time is None or time.earliest is None or time.latest is None or not time.exists:
        return None
    if time.approximate or time.uncertain or not (time.whole or time.lasting):
        return None
    return time.earliest, time.latest + 1


def _flow(
    facts: Facts, common: Field, dims: Pairs, unit: str, periods: dict[Field, tuple[int, int]]
) -> Yields:
    def by(day: int) -> Variable:
        return ("by", *measure(common, dims, unit)[1:], day)

    for field, (first, after) in sorted(periods.items(), key=lambda item: item[1]):
        yield Constraint(
            rule=RULE,
            terms=sum_of((measure(field, dims, unit), 1), (by(after), -1), (by(first), 1)),
            within=ZERO,
            words="the parts of a period make it up",
        )
    if facts.measures.bounded(common, unit):
        for earlier, later in pairwise(sorted({day for days in periods.values() for day in days})):
            yield Constraint(
                rule=RULE,
                terms=sum_of((by(later), 1), (by(earlier), -1)),
                within=AT_LEAST_ZERO,
                words="a period is no less than what is in it",
            )
