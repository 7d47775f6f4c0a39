"""A measure has one value at one time.

Why it matters: a budget told twice with two amounts leaves the reader with neither.

Two amounts printed to one precision ($51.6 million and $51.7 million) are a tension even where one
number could be rounded up to the one and cut off to the other.

Not flagged: one amount printed with different precision ($51.6 million and $51.56 million); two
values for two dates; figures of different speakers; values in different units.

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: budget-lead
        kind: quantity
        subject: acme
        property: budget
        value: $51.6 million
        when: 2015
        quote: a budget of $51.6 million  # <--
      - id: budget-table
        kind: quantity
        subject: acme
        property: budget
        value: $52.9 million
        when: 2015
        quote: $52.9 million budget  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: staff-lead
        kind: quantity
        subject: acme
        property: employees
        value: 751
        quote: its 751 employees  # <--
      - id: staff-later
        kind: quantity
        subject: acme
        property: employees
        value: 684
        as of: 2015
        quote: 684 employees in 2015  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: budget-lead
        kind: quantity
        subject: acme
        property: budget
        value: $51.6 million
        when: 2015
        quote: a budget of $51.6 million
      - id: budget-table
        kind: quantity
        subject: acme
        property: budget
        value: $51.56 million
        when: 2015
        quote: $51.56 million budget

Fine::

    entities:
      acme: {name: Acme, type: company}
      rival: {name: Rival, type: company}
    claims:
      - id: staff-own
        kind: quantity
        subject: acme
        property: employees
        value: 751
        when: 2015
        quote: its 751 employees
      - id: staff-by-rival
        kind: quantity
        subject: acme
        property: employees
        value: 684
        when: 2015
        said by: rival
        quote: only 684 employees
"""

from __future__ import annotations

from itertools import combinations

from ijmfacts.constraints import AT_LEAST_ZERO, ZERO, Assumption, Constraint, Variable, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.fields import Pairs
from ijmfacts.intervals import Interval
from ijmfacts.measures import Field, Figure, layered, left, measure
from ijmfacts.values import ROUNDED

RULE = "one-value-at-one-time"


def check(facts: Facts) -> Yields:
    """Each figure bounds its measure; a figure without a date is of the latest dated moment."""
    for figure in facts.measures.figures:
        yield from layered(figure, figure.variable, RULE)
    for field, by_dims in facts.measures.spoken.items():
        for dims, units in by_dims.items():
            for unit in sorted(units):
                if facts.measures.counted(field, unit):
                    yield Constraint(
                        terms=sum_of((measure(field, dims, unit), 1)), within=AT_LEAST_ZERO
                    )
    yield from _printed_twice(facts)
    yield from _contemporary(facts)


def _printed_twice(facts: Facts) -> Yields:
    """One number is not printed in two ways to one precision, however it is rounded.

    Where the two readings do not meet at all, they clash without this.
    """
    printed: dict[object, dict[Interval, list[Figure]]] = {}
    for figure in facts.measures.figures:
        if ROUNDED in figure.reading.layers[-1].assumes and not figure.reading.hedge:
            near = figure.reading.likely
            if near.lower is not None and near.upper is not None:
                groups = printed.setdefault((figure.variable, near.upper - near.lower), {})
                groups.setdefault(near, []).append(figure)
    for groups in printed.values():
        for one, other in combinations(groups, 2):
            if (one & other).is_empty:
                continue
            for first in groups[one]:
                for second in groups[other]:
                    if first.claim.id != second.claim.id:
                        yield _twice(first, second)


def _twice(first: Figure, second: Figure) -> Constraint:
    return Constraint(
        rule=RULE,
        claims=(first.claim.id, second.claim.id),
        assumptions=(Assumption("same-rounding"),),
        words=f"one number is printed {first.reading.text} or {second.reading.text}, not both ways",
    )


def _contemporary(facts: Facts) -> Yields:
    measures, index = facts.measures, facts.index
    shares: dict[tuple[Pairs, Pairs], dict[Field, Variable]] = {}
    for figure in measures.figures:
        if (
            figure.whole is not None
            and figure.whole[0] == figure.field
            and not left(figure.dimensions)
        ):
            own = shares.setdefault((figure.dimensions, figure.whole[1]), {})
            own[figure.field] = figure.variable
    for field, latest in measures.contemporary.items():
        label = index.label(field.subject)
        assumption = Assumption(
            "contemporary",
            f"{label} {field.property}".replace(" ", "-").casefold(),
            f"the undated {field.property} of {label} is of "
            f"{index.moments[latest.moment].describe()}",
        )
        every = dict.fromkeys((*measures.units(field), *measures.units(latest)))
        additive = {unit for unit in every if measures.additive(field, unit)}
        pairs = [
            (measure(field, dims, unit), measure(latest, dims, unit))
            for dims, units in measures.spoken[field].items()
            for unit in sorted(units | additive)
            if not left(dims)
        ]
        pairs.extend(
            (own[field], own[latest]) for own in shares.values() if {field, latest} <= own.keys()
        )
        for one, other in pairs:
            yield Constraint(
                rule=RULE,
                assumptions=(assumption,),
                terms=sum_of((one, 1), (other, -1)),
                within=ZERO,
                words="both are figures of one time",
            )
