"""Parts that exclude each other have no member in common.

Why it matters: if two programs are named and "the other" programs are listed too, none can be in
both lists.

Not flagged: parts along a dimension whose values may overlap; lists of different dates or speakers;
a place in one list and a place that it only borders in the other.
A country in one list and a town of it in the other is a tension: the list may mean two things.

Flagged::

    entities:
      guild: {name: The Guild, type: organization}
    claims:
      - id: halls-old
        kind: listing
        subject: guild
        property: halls
        dimensions: {age: old}
        members: [Kenya, Romania]
        quote: the old halls in Kenya and Romania  # <--
      - id: halls-other
        kind: listing
        subject: guild
        property: halls
        dimensions: {age: other}
        members: [Ghana, Romania]
        open: true
        quote: other halls, in Ghana and Romania  # <--

Flagged::

    entities:
      guild: {name: The Guild, type: organization}
      mombasa: {name: Mombasa, type: city, in: Kenya}
    claims:
      - id: halls-old
        kind: listing
        subject: guild
        property: halls
        dimensions: {age: old}
        members: [Mombasa]
        quote: the old hall in Mombasa  # <--
      - id: halls-other
        kind: listing
        subject: guild
        property: halls
        dimensions: {age: other}
        members: [Ghana, Kenya]
        quote: other halls, in Ghana and Kenya  # <--

Fine::

    entities:
      guild: {name: The Guild, type: organization}
    claims:
      - id: halls-old
        kind: listing
        subject: guild
        property: halls
        dimensions: {use: trade}
        members: [Kenya, Romania]
        quote: for trade in Kenya and Romania
      - id: halls-other
        kind: listing
        subject: guild
        property: halls
        dimensions: {use: feasts}
        members: [Ghana, Romania]
        quote: for feasts in Ghana and Romania

Fine::

    entities:
      guild: {name: The Guild, type: organization}
    claims:
      - id: halls-old
        kind: listing
        subject: guild
        property: halls
        dimensions: {age: old}
        members: [Niger, Romania]
        quote: the old halls in Niger and Romania
      - id: halls-other
        kind: listing
        subject: guild
        property: halls
        dimensions: {age: other}
        members: [Nigeria, Ghana]
        quote: other halls, in Nigeria and Ghana
"""

from __future__ import annotations

from ijmfacts.claims import OTHER
from ijmfacts.constraints import Assumption, Constraint, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.fields import Pairs
from ijmfacts.intervals import Interval
from ijmfacts.measures import Field, member
from ijmfacts.rules.count_matches_list import sets

RULE = "disjoint-parts-share-no-member"
READS = "measures"


def check(facts: Facts) -> Yields:
    """What is in one part is not in another that excludes it."""
    lists = sets(facts)
    groups: dict[tuple[Field, str], list[Pairs]] = {}
    for field, dims in lists:
        for dimension, _ in dims:
            groups.setdefault((field, dimension), []).append(dims)
    for (field, dimension), parts in groups.items():
        exclusive = facts.measures.exclusive(field, dimension)
        members = {
            dims: dict.fromkeys(n for listed in lists[field, dims] for n in listed.members)
            for dims in parts
        }
        for at, first in enumerate(parts):
            for second in parts[at + 1 :]:
                values = {dict(first)[dimension], dict(second)[dimension]}
                if len(values) == 1 or not (exclusive or OTHER in values):
                    continue
                if _comparable(first, second, dimension):
                    yield from _apart(facts, field, (first, second), members, dimension)


def _comparable(first: Pairs, second: Pairs, dimension: str) -> bool:
    """True where, but for the one dimension, one is a part of the other's whole.

    The `other` of one region leaves what is named for that region, and nothing of another's.
    """
    ones = {pair for pair in first if pair[0] != dimension}
    others = {pair for pair in second if pair[0] != dimension}
    return ones <= others or others <= ones


def _apart(
    facts: Facts,
    field: Field,
    parts: tuple[Pairs, Pairs],
    members: dict[Pairs, dict[str, None]],
    dimension: str,
) -> Yields:
    first, second = parts
    values = [dict(dims)[dimension] for dims in parts]
    apart = " and ".join(f"`{dimension}: {value}`" for value in values)
    for name in members[first]:
        if name in members[second]:
            yield Constraint(
                rule=RULE,
                terms=sum_of((member(field, first, name), 1), (member(field, second, name), 1)),
                within=Interval.at_most(1),
                words=f"{facts.index.label(name)} is named under both {apart}",
            )
    for inner, inner_dims, outer_dims in (
        *((name, first, second) for name in members[first]),
        *((name, second, first) for name in members[second]),
    ):
        for outer in facts.index.above(inner):
            if outer not in members[outer_dims] or inner in members[outer_dims]:
                continue
            small, large = facts.index.label(inner), facts.index.label(outer)
            yield Constraint(
                rule=RULE,
                assumptions=(
                    Assumption(
                        "stands-for-all",
                        outer,
                        f"`{large}` in the list stands for all of {large}",
                    ),
                ),
                terms=sum_of(
                    (member(field, inner_dims, inner), 1), (member(field, outer_dims, outer), 1)
                ),
                within=Interval.at_most(1),
                words=f"{small} lies in {large}, and the two are named under {apart}",
            )
