"""A share, what it is a share of, and the count of the part agree.

Why it matters: "94% of 750 employees" says how many they are, and another page may say it too.

Not flagged: counts that fit within the rounding of the share and of the whole; shares whose whole
is told for another date; 0% of nothing, as tables print it.
Where whole things are counted, a share must come from a whole number of them, and any share but
0% is a share of something.

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
        value: 0
        quote: jurors 0
      - id: jurors-against
        kind: quantity
        subject: jury
        property: jurors
        dimensions: {vote: against}
        value: 0%
        quote: against 0%
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from ijmfacts.constraints import Constraint, Telling, Variable, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.measures import Figure, bounds, measure

RULE = "shares-match-counts"
READS = "measures"

SOME: Final = Interval.at_least(0, open_=True)


def check(facts: Facts) -> Yields:
    """A part is at least and at most its share of the whole."""
    positive = _positive(facts)
    for figure in facts.measures.figures:
        yield from _links(facts, figure, positive)


def links(facts: Facts, figure: Figure) -> Iterator[Constraint]:
    """What ties a share to its whole and its part, as it would for any figure in its place."""
    return _links(facts, figure, _positive(facts))


def _positive(facts: Facts) -> frozenset[Variable]:
    """The measures that are no less than nothing."""
    return frozenset(
        figure.variable
        for figure in facts.measures.figures
        if (least := figure.reading.widest.lower) is not None and least >= 0
    )


def sides(facts: Facts, figure: Figure) -> Iterator[tuple[Variable, Variable]]:
    """The part and the whole that a share ties, in each unit that they are told in."""
    return _sides(facts, figure, _positive(facts))


def _sides(
    facts: Facts, figure: Figure, positive: frozenset[Variable]
) -> Iterator[tuple[Variable, Variable]]:
    if figure.whole is None:
        return
    measures, (field, dims) = facts.measures, figure.whole
    units = measures.spoken[field][dims] | measures.spoken[figure.field][figure.dimensions]
    units = units.union(unit for unit in measures.units(field) if measures.additive(field, unit))
    for unit in sorted(units):
        whole = measure(field, dims, unit)
        if measures.counted(field, unit) or whole in positive:  # a share of a loss turns the ends
            yield measure(figure.field, figure.dimensions, unit), whole


def _links(facts: Facts, figure: Figure, positive: frozenset[Variable]) -> Iterator[Constraint]:
    # A table prints 0% of nothing; whoever prints another share says that there is a whole.
    likely = figure.reading.likely
    something = likely.lower is None or 0 not in likely
    claims = (figure.claim.id,)
    for part, whole in _sides(facts, figure, positive):
        # No bound, but it keeps together what one printed figure speaks of.
        yield Constraint(terms=sum_of((figure.variable, 1), (part, -1)), within=EVERYTHING)
        if something:
            yield Constraint(
                rule=RULE,
                claims=claims,
                terms=sum_of((whole, 1)),
                within=SOME,
                words="a share is a share of something",
            )
        telling = Telling(
            result=part, of=whole, words=f"{figure.reading.text} of {{}}", factor=_likely(figure)
        )
        said: set[tuple[bool, Fraction, bool]] = set()
        for interval, assumptions in bounds(figure):
            ends = (
                (True, interval.lower, something and interval.lower_open),
                (False, interval.upper, something and interval.upper_open),
            )
            for least, end, open_ in ends:
                if end is None or (least, end, open_) in said:
                    continue  # a wider reading says so without the assumption
                said.add((least, end, open_))
                within = Interval.at_least if least else Interval.at_most
                yield Constraint(
                    rule=RULE,
                    claims=claims,
                    assumptions=assumptions,
                    terms=sum_of((part, 100), (whole, -end)),
                    within=within(0, open_=open_),
                    words=f"the part is at {'least' if least else 'most'} its share of the whole",
                    telling=telling,
                )


def _likely(figure: Figure) -> Fraction:
    """The part of the whole that a share prints, as a factor."""
    likely = figure.reading.likely
    ends = [end for end in (likely.lower, likely.upper) if end is not None]
    return sum(ends, Fraction(0)) / (100 * max(len(ends), 1))
