"""A figure that a published formula gives agrees with the figures that go into it.

Why it matters: an overall score, a rate or a margin follows from figures that the same page prints.

A figure told for so many ("3.1 per 10,000") counts as that part of it, so that `cases / days` is
right for it; where the formula multiplies by the 10,000 itself, it is not counted twice.

Not flagged: figures that agree within their rounding; formulas some of whose figures are missing;
figures of different dates; figures told for so many beside a formula with another number in it,
which may be meant for them or not.

Flagged::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        margin: {formula: 100 * profit / sales, unit: "%", inputs: {profit: profit, sales: sales}}
    claims:
      - id: sales
        kind: quantity
        subject: acme
        property: sales
        value: $40.0 million
        quote: sales of $40.0 million  # <--
      - id: profit
        kind: quantity
        subject: acme
        property: profit
        value: $6.1 million
        quote: a profit of $6.1 million  # <--
      - id: margin
        kind: quantity
        subject: acme
        property: margin
        value: 18%
        quote: a margin of 18%  # <--

Flagged::

    entities:
      vale: {name: Vale, type: country}
    vocabulary:
      properties:
        density: {formula: people / area, inputs: {people: inhabitants, area: area}}
        share of the mean: {formula: 100 * density / 60, unit: "%", inputs: {density: density}}
    claims:
      - id: inhabitants
        kind: quantity
        subject: vale
        property: inhabitants
        value: 12,345
        quote: its 12,345 inhabitants  # <--
      - id: area
        kind: quantity
        subject: vale
        property: area
        value: 411
        quote: on 411 square kilometres  # <--
      - id: compared
        kind: quantity
        subject: vale
        property: share of the mean
        value: 72%
        quote: a density of 72% of the mean  # <--

Flagged::

    entities:
      trust: {name: The Trust, type: organization}
    vocabulary:
      properties:
        infection rate:
          formula: cases / days
          inputs: {cases: infections, days: bed days}
    claims:
      - id: cases
        kind: quantity
        subject: trust
        property: infections
        value: 98
        quote: 98 infections  # <--
      - id: bed-days
        kind: quantity
        subject: trust
        property: bed days
        value: 318,400
        quote: in 318,400 bed days  # <--
      - id: rate
        kind: quantity
        subject: trust
        property: infection rate
        value: 3.8 per 10,000
        quote: 3.8 per 10,000 bed days  # <--

Fine::

    entities:
      trust: {name: The Trust, type: organization}
    vocabulary:
      properties:
        infection rate:
          formula: cases / days
          inputs: {cases: infections, days: bed days}
        infections per 10,000:
          formula: 10000 * cases / days
          inputs: {cases: infections, days: bed days}
    claims:
      - id: cases
        kind: quantity
        subject: trust
        property: infections
        value: 98
        quote: 98 infections
      - id: bed-days
        kind: quantity
        subject: trust
        property: bed days
        value: 318,400
        quote: in 318,400 bed days
      - id: rate
        kind: quantity
        subject: trust
        property: infection rate
        value: 3.1 per 10,000
        quote: 3.1 per 10,000 bed days
      - id: rate-in-the-table
        kind: quantity
        subject: trust
        property: infections per 10,000
        value: 3.08
        quote: "3.08"
      - id: rate-in-the-summary
        kind: quantity
        subject: trust
        property: infections per 10,000
        value: 3.1 per 10,000
        quote: 3.1 per 10,000 bed days again

Fine::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        margin: {formula: 100 * profit / sales, unit: "%", inputs: {profit: profit, sales: sales}}
    claims:
      - id: sales
        kind: quantity
        subject: acme
        property: sales
        value: $40.0 million
        quote: sales of $40.0 million
      - id: profit
        kind: quantity
        subject: acme
        property: profit
        value: $6.1 million
        quote: a profit of $6.1 million
      - id: margin
        kind: quantity
        subject: acme
        property: margin
        value: 15%
        quote: a margin of 15%

Fine::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        score:
          additive: false
          formula: 100 - sqrt(((100 - f)^2 + (100 - a)^2) / 2)
          inputs:
            f: {property: score, dimensions: {aspect: finances}}
            a: {property: score, dimensions: {aspect: openness}}
    claims:
      - id: score
        kind: quantity
        subject: acme
        property: score
        value: 92.15
        quote: a score of 92.15
      - id: score-finances
        kind: quantity
        subject: acme
        property: score
        dimensions: {aspect: finances}
        value: 88.91
        quote: 88.91 for its finances
      - id: score-openness
        kind: quantity
        subject: acme
        property: score
        dimensions: {aspect: openness}
        value: 100
        precision: exact
        quote: 100 for openness
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction

import attrs

from ijmfacts.constraints import ZERO, Constraint, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.fields import Pairs
from ijmfacts.measures import Field, measure
from ijmfacts.reasoning import (
    Call,
    Constant,
    Expression,
    Name,
    names_in,
    parse_expression,
    renamed,
    spelled,
)
from ijmfacts.units import rate

RULE = "formulas-hold"
READS = "measures"


def check(facts: Facts) -> Yields:
    """Where every figure of a formula is there, its result is the formula's.

    A figure that nobody prints, but another formula gives, is there too.
    """
    formulas = {
        word.name: parse_expression(word.formula)
        for word in facts.index.vocabulary.properties.values()
        if word.formula
    }
    if not formulas:
        return
    found: dict[Constraint, None] = {}
    for field, told in facts.measures.by_field.items():
        known = facts.measures.known(field)
        for unit in sorted(told.get((), ())):
            if known.name in formulas and known.unit in {"", unit}:
                found.update(dict.fromkeys(_derived(facts, formulas, field, unit, ()) or ()))
        if known.name in formulas and known.unit == "":
            found.update(dict.fromkeys(_said_plainly(formulas[known.name], field, told)))
    yield from found


def _said_plainly(
    expression: Expression, field: Field, told: Mapping[Pairs, set[str]]
) -> Iterator[Constraint]:
    """The figure of a formula that multiplies by 10,000 is told with `per 10,000` or without."""
    units = told.get((), set())
    for unit in sorted(units) if "" in units else ():
        above, number, below = rate(unit)
        if not above and not below and number in _factors(expression):
            yield Constraint(
                rule=RULE,
                terms=sum_of((measure(field, (), unit), 1), (measure(field, ()), -1)),
                within=ZERO,
                words=f"what is told {unit} is told so without saying it",
            )


def _derived(
    facts: Facts,
    formulas: Mapping[str, Expression],
    field: Field,
    unit: str,
    above: tuple[Field, ...],
) -> list[Constraint] | None:
    """The formula of a measure, and those of its figures that nobody prints.

    None where a figure is missing. `above` are the measures that this one is a figure of.
    """
    measures = facts.measures
    known = measures.known(field)
    if field in above or known.name not in formulas:
        return None
    expression = formulas[known.name]
    found: list[Constraint] = []
    inputs: dict[Hashable, Hashable] = {}
    numbers: dict[Hashable, Fraction] = {}
    for name in names_in(expression):
        given = known.inputs.get(str(name))
        if given is None:
            return None
        source = field
        if given.property:
            source = attrs.evolve(field, property=facts.index.property(given.property).name)
        if given.subject:
            source = attrs.evolve(source, subject=facts.index.canon(given.subject))
        dims = measures.pairs(given.dimensions or ())
        units = measures.by_field.get(source, {}).get(dims, set())
        if not units and not dims:
            own = measures.known(source).unit
            inner = _derived(facts, formulas, source, own, (*above, field))
            if inner is None:
                return None
            found.extend(inner)
            units = {own}
        if len(units) != 1:
            return None
        own = next(iter(units))
        inputs[name] = measure(source, dims, own)
        numbers[name] = rate(own)[1]
    times = _correction(expression, rate(unit)[1], numbers)
    if times is None:
        return None
    told = expression if times == 1 else _multiplied(expression, times)
    found.append(
        Constraint(
            rule=RULE,
            terms=sum_of((measure(field, (), unit), 1)),
            expression=renamed(told, inputs),
            words=f"{field.property} = {known.formula if times == 1 else spelled(told)}",
        )
    )
    return found


def _correction(
    expression: Expression, number: Fraction, numbers: Mapping[Hashable, Fraction]
) -> Fraction | None:
    """What a formula is to be multiplied with, for figures told for so many each.

    None where it has a number of its own that may be meant for them, or not.
    """
    if number == 1 and set(numbers.values()) <= {1}:
        return Fraction(1)
    scale = _scale(expression, numbers)
    if scale is None:
        return None
    times, factors = number * scale, _factors(expression)
    if times == 1 or times in factors:
        return Fraction(1)
    return None if factors else times


def _scale(expression: Expression, numbers: Mapping[Hashable, Fraction]) -> Fraction | None:
    """What all its figures told for one each make of a formula, as a factor; none if no one does.

    Of `cases / days` with the days told per 1,000 it is 1,000.
    """
    if isinstance(expression, Constant):
        return Fraction(1)
    if isinstance(expression, Name):
        return 1 / numbers[expression.variable]
    parts = [_scale(part, numbers) for part in expression.arguments]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    match expression.operation:
        case "*":
            return known[0] * known[1]
        case "/":
            return known[0] / known[1]
        case "power":
            return known[0] ** expression.exponent
        case "sqrt":
            return known[0] if known[0] == 1 else None
    if known[0] != 1 and any(isinstance(part, Constant) for part in expression.arguments):
        return None  # 1,000 less a rate per 1,000
    return known[0] if len(set(known)) == 1 else None


def _factors(expression: Expression) -> frozenset[Fraction]:
    """The numbers that a formula multiplies with or divides by, as factors, and their product."""
    found = [factor for factor in _numbers(expression) if factor != 1]
    product = Fraction(1)
    for factor in found:
        product *= factor
    return frozenset((*found, product)) if found else frozenset()


def _numbers(expression: Expression) -> Iterator[Fraction]:
    if isinstance(expression, Constant):
        yield expression.value
    elif isinstance(expression, Call) and expression.operation == "*":
        for part in expression.arguments:
            yield from _numbers(part)
    elif isinstance(expression, Call) and expression.operation == "/":
        above, below = expression.arguments
        yield from _numbers(above)
        yield from (1 / factor for factor in _numbers(below) if factor)
    elif isinstance(expression, Call) and expression.operation == "power":
        yield from (
            factor**expression.exponent for factor in _numbers(expression.arguments[0]) if factor
        )
    elif isinstance(expression, Call) and expression.operation == "negative":
        yield from _numbers(expression.arguments[0])


def _multiplied(expression: Expression, times: Fraction) -> Expression:
    """So many times an expression, the number standing first; a part of one behind it."""
    if times.numerator == 1:
        return Call("/", (expression, Constant(1 / times)))
    if isinstance(expression, Call) and expression.operation in "*/":
        first, second = expression.arguments
        return Call(expression.operation, (_multiplied(first, times), second))
    return Call("*", (Constant(times), expression))
