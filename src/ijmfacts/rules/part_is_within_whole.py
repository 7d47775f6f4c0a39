"""A part is not above its whole.

Why it matters: an endowment is a part of the net assets, and 12 of 9 board members cannot be women.

What a dimension tells is a part of what is told without it where the vocabulary says `counts` or
`additive: true`, or the claims show it: they list by name, name an `other`, or divide the whole.
Of whole numbers that nobody explains it is an assumption, `part-of-whole`.

Not flagged: parts of a measure that does not add up (scores, averages), or that may be less than
nothing, as a profit may; figures of other dates or speakers; a part that fits within the rounding
of its whole; a share of a goal, or of last year's figure.
Nor, where nobody explains the property: numbers with decimals or units, by their names marks,
records, ages and the like; former, planned or honorary ones, which need not be among all; what a
year or another time divides.
To have those checked, write `counts: people` or `additive: true` for the property.

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: board
        kind: quantity
        subject: acme
        property: board members
        value: nine
        quote: nine members  # <--
      - id: board-women
        kind: listing
        subject: acme
        property: board members
        dimensions: {gender: female}
        members: [Ada A., Berta B., Cleo C., Dora D., Eva E., Fay F., Gil G., Hel H., Ida I., Jo J.]
        quote: Ada A., Berta B., Cleo C. and seven more  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        cash: {part of: assets, time: state}
        assets: {time: state}
    claims:
      - id: cash
        kind: quantity
        subject: acme
        property: cash
        value: $30.5 million
        quote: $30.5 million in cash  # <--
      - id: assets
        kind: quantity
        subject: acme
        property: assets
        value: $20.1 million
        as of: 2015
        quote: assets of $20.1 million  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        revenue: {time: flow, signed: false}
    claims:
      - id: revenue
        kind: quantity
        subject: acme
        property: revenue
        value: €101 million
        quote: revenue of €101 million  # <--
      - id: revenue-east
        kind: quantity
        subject: acme
        property: revenue
        dimensions: {region: East}
        value: €132 million
        quote: €132 million in the East  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: staff
        value: 51
        quote: a staff of 51  # <--
      - id: women
        kind: quantity
        subject: acme
        property: staff
        dimensions: {sex: women}
        value: 61
        quote: 61 women  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: members
        kind: quantity
        subject: acme
        property: members
        value: 51
        quote: its 51 members
      - id: members-former
        kind: quantity
        subject: acme
        property: members
        dimensions: {status: former members}
        value: 61
        quote: 61 former members
      - id: visitors
        kind: quantity
        subject: acme
        property: visitors
        value: 700
        quote: 700 visitors
      - id: visitors-earlier
        kind: quantity
        subject: acme
        property: visitors
        dimensions: {year: 2019}
        value: 903
        quote: 903 visitors (in 2019)
      - id: rating
        kind: quantity
        subject: acme
        property: test score
        value: 51
        quote: a score of 51
      - id: rating-service
        kind: quantity
        subject: acme
        property: test score
        dimensions: {aspect: service}
        value: 61
        quote: 61 for its service
      - id: rooms
        kind: quantity
        subject: acme
        property: rooms
        value: 2.5
        quote: 2.5 rooms
      - id: rooms-upstairs
        kind: quantity
        subject: acme
        property: rooms
        dimensions: {floor: upper}
        value: 3
        quote: 3 upstairs

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: profit
        kind: quantity
        subject: acme
        property: profit
        value: €101 million
        quote: a profit of €101 million
      - id: profit-east
        kind: quantity
        subject: acme
        property: profit
        dimensions: {region: East}
        value: €132 million
        quote: €132 million in the East

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: score
        kind: quantity
        subject: acme
        property: score
        value: 92.15
        quote: a score of 92.15
      - id: score-part
        kind: quantity
        subject: acme
        property: score
        dimensions: {aspect: finances}
        value: 100
        quote: 100 for its finances

Fine::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        cash: {part of: assets, time: state}
    claims:
      - id: cash
        kind: quantity
        subject: acme
        property: cash
        value: $30.5 million
        as of: 2019
        quote: $30.5 million in cash
      - id: assets
        kind: quantity
        subject: acme
        property: assets
        value: $20.1 million
        as of: 2015
        quote: assets of $20.1 million
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ijmfacts.constraints import AT_LEAST_ZERO, Assumption, Constraint, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.fields import Pairs
from ijmfacts.index import PLAN
from ijmfacts.intervals import Interval
from ijmfacts.measures import Field, Figure, measure, member
from ijmfacts.rules.count_matches_list import named, sets

RULE = "part-is-within-whole"
READS = "measures"


def wholes(dims: Pairs, known: dict[Pairs, set[str]]) -> list[Pairs]:
    """The nearest wholes of a measure: the most dimensions that are among its own."""
    own = set(dims)
    above = [other for other in known if set(other) < own]
    return [other for other in above if not any(set(other) < set(nearer) for nearer in above)]


def check(facts: Facts) -> Yields:
    """A measure with more dimensions is a part of the one with fewer."""
    measures = facts.measures
    for field, by_dims in measures.spoken.items():
        for dims in by_dims:
            for whole in wholes(dims, by_dims):
                for unit in sorted(by_dims[dims] | by_dims[whole]):
                    assumptions: tuple[Assumption, ...] = ()
                    if not measures.bounded(field, unit):
                        if unit or measures.additive(field, unit):
                            continue
                        assumptions = measures.may_divide(field, dims, whole)
                        if not assumptions:
                            continue
                    yield Constraint(
                        rule=RULE,
                        assumptions=assumptions,
                        terms=sum_of(
                            (measure(field, whole, unit), 1), (measure(field, dims, unit), -1)
                        ),
                        within=AT_LEAST_ZERO,
                        words=f"{measures.describe(field, dims)} are among "
                        f"{measures.describe(field, whole)}",
                    )
    for variable, figures in measures.printed.items():
        if figures[0].share and _is_part(facts, figures[0]):
            yield Constraint(
                rule=RULE,
                terms=sum_of((variable, 1)),
                within=Interval.closed(0, 100),
                words="a part is from nothing to 100% of its whole",
            )
    yield from _members(facts)
    yield from _properties(facts)


def _is_part(facts: Facts, figure: Figure) -> bool:
    """True where what a share is told of is its whole, and not a goal or another year."""
    if figure.whole is None:
        return False
    field, dims = figure.whole
    above = facts.measures.known(figure.field).part_of
    name = facts.index.property(above).name if above else figure.field.property
    within = set(dims) <= set(figure.dimensions)
    return (
        within
        and field == attrs.evolve(figure.field, property=name)
        and (facts.measures.nonnegative(field))
    )


def _members(facts: Facts) -> Yields:
    """A member of a part is a member of the whole."""
    lists = sets(facts)
    names = named(facts, lists)
    by_field: dict[Field, dict[Pairs, set[str]]] = {}
    for field, dims in lists:
        by_field.setdefault(field, {})[dims] = set()
    for field, known in by_field.items():
        for dims in known:
            for whole in wholes(dims, known):
                for name in sorted(names[field, dims].keys() & names[field, whole].keys()):
                    yield Constraint(
                        rule=RULE,
                        terms=sum_of(
                            (member(field, whole, name), 1), (member(field, dims, name), -1)
                        ),
                        within=AT_LEAST_ZERO,
                        words=f"a member of {facts.measures.describe(field, dims)} is one of "
                        f"{facts.measures.describe(field, whole)}",
                    )


def _properties(facts: Facts) -> Yields:
    """What the vocabulary calls a part of another property is no more than it."""
    measures = facts.measures
    for field, by_dims in measures.by_field.items():
        above = measures.known(field).part_of
        if not above:
            continue
        name = facts.index.property(above).name
        for whole, assumptions in _beside(facts, field, name):
            for dims, units in by_dims.items():
                for unit in sorted(units & measures.by_field[whole].get(dims, set())):
                    yield Constraint(
                        rule=RULE,
                        assumptions=assumptions,
                        terms=sum_of(
                            (measure(whole, dims, unit), 1), (measure(field, dims, unit), -1)
                        ),
                        within=AT_LEAST_ZERO,
                        words=f"{field.property} is a part of {name}",
                    )


def _beside(
    facts: Facts, field: Field, name: str
) -> Iterator[tuple[Field, tuple[Assumption, ...]]]:
    """The field of the whole at the part's own moment.

    Where there is none, and the part or the whole has no date: the latest dated one beside it.
    """
    same = attrs.evolve(field, property=name)
    if same in facts.measures.by_field:
        yield same, ()
        return
    if facts.measures.known(field).time == "flow" or PLAN in field.voice:
        return
    moments = facts.index.moments
    others = [
        other
        for other in facts.measures.by_field
        if attrs.evolve(other, moment=field.moment) == same
        and (other.moment in moments if not field.moment else not other.moment)
        and not any(
            facts.index.foretold(moments[moment])
            for moment in (field.moment, other.moment)
            if moment in moments
        )
    ]
    if not others:
        return
    latest = max(others, key=lambda other: _age(facts, other.moment))
    if field.moment and latest.moment != "":
        return
    label = facts.index.label(field.subject)
    dated = moments.get(latest.moment or field.moment)
    if dated is None:
        return
    undated = name if field.moment else field.property
    yield (
        latest,
        (
            Assumption(
                "contemporary",
                f"{label} {undated}".replace(" ", "-").casefold(),
                f"the undated {undated} of {label} is of {dated.after_of()}",
            ),
        ),
    )


def _age(facts: Facts, moment: str) -> tuple[int, str]:
    time = facts.index.moments.get(moment)
    return ((time.latest or 0) if time is not None else 0, moment)
