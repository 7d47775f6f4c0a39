"""The parts of a whole add up to it.

Why it matters: 30 programs cannot be 2 of one sort and "the other 26".

Not flagged: rounded figures whose sum fits within their rounding; parts that a claim calls open;
parts that may overlap, unless someone says that they do not.

Flagged::

    entities:
      club: {name: The Club, type: organization}
    claims:
      - id: games
        kind: quantity
        subject: club
        property: games
        value: 30
        quote: 30 games  # <--
      - id: games-home
        kind: quantity
        subject: club
        property: games
        dimensions: {place: home}
        value: 12
        quote: 12 at home  # <--
      - id: games-other
        kind: quantity
        subject: club
        property: games
        dimensions: {place: other}
        value: 16
        quote: the other 16  # <--

Flagged::

    entities:
      club: {name: The Club, type: organization}
    claims:
      - id: income
        kind: quantity
        subject: club
        property: income
        value: $512,340
        quote: income of $512,340  # <--
      - id: income-parts
        kind: breakdown
        subject: club
        property: income
        by: source
        parts: {tickets: "$301,120", shops: "$198,010", other: "$15,990"}
        quote: ["tickets ($301,120)", "shops ($198,010) and other ($15,990)"]  # <--

Fine::

    entities:
      club: {name: The Club, type: organization}
    claims:
      - id: games
        kind: quantity
        subject: club
        property: games
        value: 504
        quote: 504 games
      - id: games-parts
        kind: breakdown
        subject: club
        property: games
        by: place
        parts: {home: 481, other: 23}
        quote: 481 at home and 23 others

Fine::

    entities:
      club: {name: The Club, type: organization}
    claims:
      - id: income
        kind: quantity
        subject: club
        property: income
        value: $1.0 million
        quote: $1.0 million
      - id: income-parts
        kind: breakdown
        subject: club
        property: income
        by: source
        parts: {tickets: $0.33 million, shops: $0.33 million, other: $0.33 million}
        quote: $0.33 million each
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from ijmfacts.claims import OTHER, Breakdown
from ijmfacts.constraints import (
    AT_LEAST_ZERO,
    AT_MOST_ZERO,
    ZERO,
    Assumption,
    Constraint,
    Variable,
    sum_of,
)
from ijmfacts.facts import Facts, Yields
from ijmfacts.fields import Pairs
from ijmfacts.intervals import Interval
from ijmfacts.measures import Field, Figure, measure, share, unit_of
from ijmfacts.names import fold

RULE = "parts-sum-to-whole"
READS = "measures"

APART: Final = "one of the named parts and the rest are no more than the whole"
EXCLUSIVE: Final = "parts that exclude each other are no more than the whole"


def check(facts: Facts) -> Yields:
    """A measure with `other` closes the partition; a breakdown divides its whole."""
    yield from _remainders(facts)
    yield from _exclusive(facts)
    for _, claim in facts.index.breakdowns:
        yield from _divided(facts, claim)


def named_beside(by_dims: dict[Pairs, set[str]], dims: Pairs, dimension: str) -> list[Pairs]:
    """The dimensions of the named values that an `other` leaves."""
    base = tuple(pair for pair in dims if pair[0] != dimension)
    found = []
    for others in by_dims:
        value = dict(others).get(dimension)
        if value is None or value == OTHER:
            continue
        if tuple(pair for pair in others if pair[0] != dimension) == base:
            found.append(others)
    return sorted(found)


def disjoint(facts: Facts, field: Field, dimension: str) -> tuple[Assumption, ...]:
    """What must be assumed for the values of a dimension to have nothing in common."""
    if facts.measures.exclusive(field, dimension):
        return ()
    about = f"{facts.index.label(field.subject)} {field.property} {dimension}"
    return (
        Assumption(
            "disjoint",
            about.replace(" ", "-").casefold(),
            f"no {field.property} belong to two values of `{dimension}`",
        ),
    )


def _remainders(facts: Facts) -> Yields:
    measures = facts.measures
    for field, by_dims in measures.by_field.items():
        if field in measures.weighted:
            continue
        for dims in list(by_dims):
            for dimension, value in dims:
                if value != OTHER:
                    continue
                base = tuple(pair for pair in dims if pair[0] != dimension)
                named = named_beside(by_dims, dims, dimension)
                if not named:
                    continue
                assumptions = disjoint(facts, field, dimension) if len(named) > 1 else ()
                units = set().union(by_dims.get(base, set()), by_dims[dims])
                for one in named:
                    units |= by_dims[one]
                for unit in sorted(units):
                    if not measures.additive(field, unit):
                        continue
                    yield Constraint(
                        rule=RULE,
                        assumptions=assumptions,
                        terms=sum_of(
                            (measure(field, base, unit), 1),
                            *((measure(field, one, unit), -1) for one in named),
                            (measure(field, dims, unit), -1),
                        ),
                        within=ZERO,
                        words="what is named and the rest make the whole",
                    )
                    if assumptions and measures.bounded(field, unit):
                        yield from _overlapping(field, (base, *named, dims), unit)
                rest = share(field, dims, (field, base))
                shares = [share(field, one, (field, base)) for one in named]
                if measures.nonnegative(field) and rest in measures.printed:
                    for part in shares:
                        if part in measures.printed:
                            yield from _no_more([part, rest], APART)
                shares.append(rest)
                if all(variable in measures.printed for variable in shares):
                    yield Constraint(
                        rule=RULE,
                        assumptions=assumptions,
                        terms=sum_of(*((variable, 1) for variable in shares)),
                        within=Interval.point(100),
                        words="what is named and the rest make 100%",
                    )
                    if assumptions and field not in measures.signed:
                        yield Constraint(
                            rule=RULE,
                            terms=sum_of(*((variable, 1) for variable in shares)),
                            within=Interval.at_least(100),
                            words="what is named and the rest are 100% at least",
                        )


def _overlapping(field: Field, parts: tuple[Pairs, ...], unit: str) -> Yields:
    """What `other` leaves whether or not the named parts overlap: they do not overlap with it."""
    base, *named, rest = (measure(field, dims, unit) for dims in parts)
    yield Constraint(
        rule=RULE,
        terms=sum_of((base, 1), *((one, -1) for one in (*named, rest))),
        within=AT_MOST_ZERO,
        words="what is named and the rest are the whole at least",
    )
    for one in named:
        yield Constraint(
            rule=RULE,
            terms=sum_of((base, 1), (one, -1), (rest, -1)),
            within=AT_LEAST_ZERO,
            words=APART,
        )


def _exclusive(facts: Facts) -> Yields:
    """Parts that exclude each other are no more than their whole together."""
    measures = facts.measures
    for field, by_dims in measures.spoken.items():
        groups: dict[tuple[str, Pairs], list[Pairs]] = {}
        for dims in by_dims:
            for dimension, _ in dims:
                base = tuple(pair for pair in dims if pair[0] != dimension)
                if measures.exclusive(field, dimension):
                    groups.setdefault((dimension, base), []).append(dims)
        for (dimension, base), parts in groups.items():
            shares = [share(field, dims, (field, base)) for dims in parts]
            if measures.nonnegative(field) and field not in measures.weighted:
                printed = [one for one in shares if one in measures.printed]
                yield from _no_more(printed, EXCLUSIVE)
            named = [dims for dims in parts if (dimension, OTHER) not in dims]
            if len(named) < 2:
                continue
            units = set().union(by_dims.get(base, set()), *(by_dims[dims] for dims in named))
            for unit in sorted(units):
                if measures.bounded(field, unit):
                    yield Constraint(
                        rule=RULE,
                        terms=sum_of(
                            (measure(field, base, unit), 1),
                            *((measure(field, dims, unit), -1) for dims in sorted(named)),
                        ),
                        within=AT_LEAST_ZERO,
                        words=EXCLUSIVE,
                    )


def _no_more(shares: list[Variable], words: str) -> Yields:
    """Shares that are no more than all together."""
    if len(shares) > 1:
        yield Constraint(
            rule=RULE,
            terms=sum_of(*((variable, 1) for variable in shares)),
            within=Interval.at_most(100),
            words=words,
        )


def _divided(facts: Facts, claim: Breakdown) -> Yields:
    figures = facts.measures.by_claim.get(claim.id, ())
    closed = claim.complete or any(fold(name) == OTHER for name, _ in claim.parts)
    weights = claim.factors
    groups: dict[tuple[bool, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.share, unit_of(figure.reading)), []).append(figure)
    if len(groups) != 1:
        return  # parts in different units have no sum
    ((shared, unit),) = groups
    whole: tuple[tuple[Variable, int], ...] = ()
    measures, field = facts.measures, figures[0].field
    bounded = measures.nonnegative(field if figures[0].whole is None else figures[0].whole[0])
    if not shared:
        if not measures.additive(field, unit):
            return
        whole = ((measure(field, measures.dimensions(claim), unit), -1),)
    terms = sum_of(
        *((figure.variable, weights.get(figure.part, Fraction(1))) for figure in figures), *whole
    )
    total = Interval.point(100) if shared else ZERO
    words = "the parts make 100%" if shared else "the parts make the whole"
    if closed:
        yield Constraint(rule=RULE, claims=(claim.id,), terms=terms, within=total, words=words)
        return
    apart = disjoint(facts, field, fold(claim.by))
    if bounded:  # what is not named does not take away from the whole
        yield Constraint(
            rule=RULE,
            claims=(claim.id,),
            assumptions=apart,
            terms=terms,
            within=Interval.at_most(100) if shared else AT_MOST_ZERO,
            words=words.replace("make", "are no more than"),
        )
    if claim.open or field in measures.signed:
        return
    complete = Assumption("complete-list", claim.id, f"the parts in `{claim.id}` are all")
    yield Constraint(
        rule=RULE,
        claims=(claim.id,),
        assumptions=(complete, *apart),
        terms=terms,
        within=total,
        words=words,
    )
