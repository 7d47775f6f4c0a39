"""A measure has one value at one time.

Why it matters: a budget told twice with two amounts leaves the reader with neither.

Two amounts printed to one precision ($51.6 million and $51.7 million) are a tension even where one
number could be rounded up to the one and cut off to the other.

What is planned is held against what is planned by the same speaker alone; a figure planned twice is
a tension, as one plan may have replaced another.

A figure told as of a month and one told of a day in it are a tension, if no other day of the month
is told of, and no change between the two; so are one told as of a longer period and its last day.

Not flagged: what is planned beside what is; two plans with a day each (`as of`) for one time
(`when`); one amount printed with different precision ($51.6 million and $51.56 million); two
values for two dates; a month beside two of its days, or told for all of it (`when`), or for a flow;
a year beside a day but its last; a figure without a date beside one for a time after the
document's own; figures of different speakers; one size in two units (100 metres and 328 feet),
however either is rounded; values in units that do not measure the same.

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

Flagged::

    entities:
      tower: {name: The Tower, type: building}
    claims:
      - id: height
        kind: quantity
        subject: tower
        property: height
        value: 120 metres
        quote: 120 metres high  # <--
      - id: height-in-feet
        kind: quantity
        subject: tower
        property: height
        value: 500 ft
        quote: (500 ft)  # <--

Fine::

    entities:
      tower: {name: The Tower, type: building}
    claims:
      - id: height
        kind: quantity
        subject: tower
        property: height
        value: 150 metres
        quote: 150 metres high
      - id: height-in-feet
        kind: quantity
        subject: tower
        property: height
        value: 500 ft
        quote: (500 ft)

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

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: budget-lead
        kind: quantity
        subject: acme
        property: budget
        value: $51.6 million
        when: 2016
        modality: planned
        quote: a budget of $51.6 million for 2016  # <--
      - id: budget-table
        kind: quantity
        subject: acme
        property: budget
        value: $52.9 million
        when: 2016
        modality: planned
        quote: the budget for 2016, $52.9 million  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: budget-first
        kind: quantity
        subject: acme
        property: budget
        value: $51.6 million
        when: 2016
        as of: 2015-03
        modality: planned
        quote: in March 2015 a budget of $51.6 million was planned
      - id: budget-later
        kind: quantity
        subject: acme
        property: budget
        value: $52.9 million
        when: 2016
        as of: 2015-11
        modality: planned
        quote: by November it was $52.9 million
      - id: spent
        kind: quantity
        subject: acme
        property: budget
        value: $54.0 million
        when: 2016
        quote: in the end it was $54.0 million

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: staff-lead
        kind: quantity
        subject: acme
        property: employees
        value: 751
        as of: 2015-03
        quote: 751 employees in March  # <--
      - id: staff-table
        kind: quantity
        subject: acme
        property: employees
        value: 684
        as of: 2015-03-31
        quote: 684 on 31 March 2015  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        orders: {time: flow}
    claims:
      - id: staff-year
        kind: quantity
        subject: acme
        property: employees
        value: 751
        as of: 2015
        quote: 751 employees in 2015
      - id: staff-march
        kind: quantity
        subject: acme
        property: employees
        value: 684
        as of: 2015-03-31
        quote: 684 on 31 March 2015
      - id: desks-march
        kind: quantity
        subject: acme
        property: desks
        value: 700
        as of: 2015-03
        quote: 700 desks in March
      - id: desks-before
        kind: quantity
        subject: acme
        property: desks
        value: 690
        as of: 2015-03-01
        quote: 690 desks on 1 March 2015
      - id: desks-after
        kind: quantity
        subject: acme
        property: desks
        value: 702
        as of: 2015-03-31
        quote: 702 desks on 31 March 2015
      - id: rooms
        kind: quantity
        subject: acme
        property: rooms
        value: 30
        when: 2015-03
        quote: 30 rooms all March
      - id: rooms-on-a-day
        kind: quantity
        subject: acme
        property: rooms
        value: 31
        as of: 2015-03-31
        quote: 31 rooms on 31 March 2015
      - id: orders
        kind: quantity
        subject: acme
        property: orders
        value: 412
        as of: 2015-03
        quote: 412 orders in March
      - id: orders-on-a-day
        kind: quantity
        subject: acme
        property: orders
        value: 31
        as of: 2015-03-31
        quote: 31 orders on 31 March 2015

Fine::

    document: {title: Annual Report, date: 2015-06}
    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: 751
        quote: its 751 employees
      - id: staff-to-come
        kind: quantity
        subject: acme
        property: employees
        value: 790
        as of: 2016
        quote: 790 employees in 2016

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

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

import attrs

from ijmfacts.constraints import (
    AT_LEAST_ZERO,
    ZERO,
    Assumption,
    Constraint,
    Telling,
    Variable,
    sum_of,
)
from ijmfacts.facts import Facts, Yields
from ijmfacts.fields import Pairs
from ijmfacts.index import PLAN
from ijmfacts.intervals import Interval
from ijmfacts.measures import Field, Figure, assumed, layered, left, measure, unit_of
from ijmfacts.shapes import Shape
from ijmfacts.values import HEDGE, ROUNDED, format_number, told_interval

RULE = "one-value-at-one-time"
READS = "measures"


def check(facts: Facts) -> Yields:
    """Each figure bounds its measure; a figure without a date is of the latest dated moment."""
    for variable, figures in facts.measures.printed.items():
        plans = _plans(facts, figures)
        for figure in figures:
            said = layered(figure, variable, RULE)
            yield from (
                said
                if not plans
                else (attrs.evolve(one, assumptions=(*one.assumptions, *plans)) for one in said)
            )
    for field, by_dims in facts.measures.spoken.items():
        for dims, units in by_dims.items():
            for unit in sorted(units):
                if facts.measures.counted(field, unit):
                    yield Constraint(
                        terms=sum_of((measure(field, dims, unit), 1)), within=AT_LEAST_ZERO
                    )
    yield from _printed_twice(facts)
    yield from _in_two_units(facts)
    yield from _contemporary(facts)


def _plans(facts: Facts, figures: Sequence[Figure]) -> tuple[Assumption, ...]:
    """What it takes for two planned figures of one measure to clash: one plan may replace another.

    None where nothing is planned twice, or where the two agree.
    """
    field = figures[0].field
    read = [figure.reading.widest for figure in figures]
    if PLAN not in field.voice or not any((a & b).is_empty for a, b in combinations(read, 2)):
        return ()
    label = facts.index.label(field.subject)
    about = f"{label} {field.property}".replace(" ", "-").casefold()
    words = f"what is planned of the {field.property} of {label} for one time is of one plan"
    return (Assumption("one-plan", about, words),)


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
        telling=Telling(result=first.variable, of=second.variable, words=""),  # whose figures
    )


def is_printed_twice(constraint: Constraint, variable: Variable) -> bool:
    """True for what says that the figure of a variable is printed in two ways."""
    telling = constraint.telling
    return constraint.rule == RULE and telling is not None and telling.result == variable


def _in_two_units(facts: Facts) -> Yields:
    """One size told in two units is one size, however either is rounded.

    What is 5,000 ft may be told as 1,500 m: that round figures are exact is assumed of neither.
    """
    measures = facts.measures
    told: dict[object, list[_Sized]] = {}
    for variable, figures in measures.printed.items():
        unit = unit_of(figures[0].reading)
        size = facts.index.size(unit)
        if size is not None and not figures[0].share:
            group = told.setdefault((size[0], *variable[:5], variable[6]), [])
            group.extend(_Sized(figure, unit, *size[1:]) for figure in figures)
    for group in told.values():
        for one, two in combinations(group, 2):
            pair = tuple(sorted((one.unit, two.unit)))
            tied = {ends[:2] for ends in measures.multiples.get(one.figure.field.property, ())}
            apart = one.unit != two.unit and one.figure.claim.id != two.figure.claim.id
            if apart and pair not in tied:
                yield from _apart(facts, one, two)
    yield from _multiples(facts)


def _multiples(facts: Facts) -> Yields:
    """A size in one unit is a thousand times that in another, and as exact."""
    measures = facts.measures
    for field, by_dims in measures.by_field.items():
        for one, other, ratio in measures.multiples.get(field.property, ()):
            for dims in by_dims:
                yield Constraint(
                    rule=RULE,
                    terms=sum_of(
                        (measure(field, dims, other), 1), (measure(field, dims, one), -ratio)
                    ),
                    within=ZERO,
                    words=f"one {one} is {format_number(ratio)} {other}",
                )


@attrs.frozen(eq=False, repr=False)
class _Sized(Shape):
    """A figure with its unit, and how large that is at least and at most."""

    figure: Figure
    unit: str
    least: Fraction
    most: Fraction

    def ranges(self, facts: Facts) -> Iterator[tuple[Interval, frozenset[Assumption]]]:
        """What it may be in the unit that all units of its kind are told in."""
        known = facts.index.vocabulary.units.get(self.unit)
        for layer in self.figure.reading.layers:
            if not layer.assumes <= {HEDGE}:
                continue
            needed = frozenset(assumed(layer.assumes))
            yield _between(layer.interval, self.least, self.most), needed
            if known is not None and known.size and self.least != self.most:
                words = f"`{self.unit}` means the usual {self.unit}"
                usual = Assumption("world", f"unit-{self.unit}", words)
                size = Fraction(known.size) * self.most / known.sizes[1]
                yield layer.interval.scaled(size), needed | {usual}


def _apart(facts: Facts, one: _Sized, two: _Sized) -> Iterator[Constraint]:
    """Two sizes in two units that have nothing in common, under the fewest assumptions."""
    pairs = [
        (needed | needed_too, size, size_too)
        for size, needed in one.ranges(facts)
        for size_too, needed_too in two.ranges(facts)
    ]
    for needed, size, size_too in sorted(pairs, key=lambda pair: len(pair[0])):
        if (size & size_too).is_empty:
            first, second = one.figure, two.figure
            converted = _between(size, 1 / two.most, 1 / two.least).outwards()
            yield Constraint(
                rule=RULE,
                claims=(first.claim.id, second.claim.id),
                assumptions=tuple(sorted(needed, key=lambda assumption: assumption.token)),
                words=f"{facts.measures.names[first.variable]}: the text says {first.reading.text} "
                f"and {second.reading.text}, and {first.reading.text} is "
                f"{told_interval(converted, two.unit)}",
            )
            return


def _between(interval: Interval, least: Fraction, most: Fraction) -> Interval:
    """Everything in the interval times everything between the two."""
    low, high = interval.lower, interval.upper
    return Interval(
        None if low is None else low * (least if low >= 0 else most),
        None if high is None else high * (most if high >= 0 else least),
        lower_open=interval.lower_open,
        upper_open=interval.upper_open,
    )


def _contemporary(facts: Facts) -> Yields:
    """What has no date is of the latest time, and what is told of a month of the day told in it."""
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
    together = [
        ("contemporary", f"undated {field.property} of {index.label(field.subject)}", field, latest)
        for field, latest in measures.contemporary.items()
    ]
    for field, day in measures.told_of_day.items():
        what = f"{field.property} of {index.label(field.subject)}"
        told = f"{what} told as of {index.moments[field.moment].after_of()}"
        together.append(("on-the-day", told, field, day))
    for kind, words, field, latest in together:
        assumption = Assumption(
            kind,
            f"{index.label(field.subject)} {field.property}".replace(" ", "-").casefold(),
            f"the {words} is of {index.moments[latest.moment].after_of()}",
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
