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

from collections.abc import Hashable, Mapping

import attrs

from ijmfacts.constraints import Constraint, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.measures import Field, measure
from ijmfacts.reasoning import Expression, names_in, parse_expression, renamed

RULE = "formulas-hold"


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
    yield from found


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
        inputs[str(name)] = measure(source, dims, next(iter(units)))
    found.append(
        Constraint(
            rule=RULE,
            terms=sum_of((measure(field, (), unit), 1)),
            expression=renamed(expression, inputs),
            words=f"{field.property} = {known.formula}",
        )
    )
    return found
