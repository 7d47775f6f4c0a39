"""A figure that a published formula gives agrees with the figures that go into it.

Why it matters: an overall score, a rate or a margin follows from figures that the same page prints.

Not flagged: figures that agree within their rounding; formulas some of whose figures are missing;
figures of different dates.

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

from collections.abc import Hashable

import attrs

from ijmfacts.constraints import Constraint, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.measures import Field, measure
from ijmfacts.reasoning import Expression, names_in, parse_expression, renamed

RULE = "formulas-hold"


def check(facts: Facts) -> Yields:
    """Where every figure of a formula is there, its result is the formula's."""
    words = facts.index.vocabulary.properties
    formulas = {
        key: (word, parse_expression(word.formula)) for key, word in words.items() if word.formula
    }
    if not formulas:
        return
    for field in list(facts.measures.by_field):
        known = facts.measures.known(field)
        if known.name in formulas:
            yield from _formula(facts, field, formulas[known.name][1])


def _formula(facts: Facts, field: Field, expression: Expression) -> Yields:
    measures = facts.measures
    known = measures.known(field)
    inputs: dict[Hashable, Hashable] = {}
    for name in names_in(expression):
        given = known.inputs.get(str(name))
        if given is None:
            return
        source = field
        if given.property:
            source = attrs.evolve(field, property=facts.index.property(given.property).name)
        if given.subject:
            source = attrs.evolve(source, subject=facts.index.canon(given.subject))
        dims = measures.pairs(given.dimensions or ())
        units = measures.by_field.get(source, {}).get(dims, set())
        if len(units) != 1:
            return
        inputs[str(name)] = measure(source, dims, next(iter(units)))
    for unit in sorted(measures.by_field[field].get((), set())):
        if known.unit and unit != known.unit:
            continue
        yield Constraint(
            rule=RULE,
            terms=sum_of((measure(field, (), unit), 1)),
            expression=renamed(expression, inputs),
            words=f"{field.property} = {known.formula}",
        )
