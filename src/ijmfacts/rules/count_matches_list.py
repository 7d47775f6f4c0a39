"""A stated count and the list of what was counted agree.

Why it matters: "two programs" beside three names is a mistake in the number or in the list.

Not flagged: a list that says it is open and names fewer than the count; a count with a bound that
the list meets ("at least two"); lists and counts of different dates or speakers.
A list that does not say whether it is complete and names fewer is a tension.

Flagged::

    entities:
      club: {name: The Club, type: organization}
    claims:
      - id: titles
        kind: quantity
        subject: club
        property: cups won
        value: two
        quote: two cups  # <--
      - id: titles-named
        kind: listing
        subject: club
        property: cups won
        members: [League Cup, Winter Cup, Harbour Cup]
        complete: true
        quote: the League Cup, the Winter Cup and the Harbour Cup  # <--

Flagged::

    entities:
      club: {name: The Club, type: organization}
    claims:
      - id: titles
        kind: quantity
        subject: club
        property: cups won
        value: four
        quote: four cups  # <--
      - id: titles-named
        kind: listing
        subject: club
        property: cups won
        members: [League Cup, Winter Cup, Harbour Cup]
        quote: the League Cup, the Winter Cup and the Harbour Cup  # <--

Fine::

    entities:
      club: {name: The Club, type: organization}
    claims:
      - id: titles
        kind: quantity
        subject: club
        property: cups won
        value: four
        quote: four cups
      - id: titles-named
        kind: listing
        subject: club
        property: cups won
        members: [League Cup, Winter Cup]
        open: true
        quote: among them the League Cup and the Winter Cup

Fine::

    entities:
      club: {name: The Club, type: organization}
    claims:
      - id: titles
        kind: quantity
        subject: club
        property: cups won
        value: at least two
        quote: at least two cups
      - id: titles-named
        kind: listing
        subject: club
        property: cups won
        members: [League Cup, Winter Cup, Harbour Cup]
        complete: true
        quote: the League Cup, the Winter Cup and the Harbour Cup
"""

from __future__ import annotations

from typing import TypeAlias

from ijmfacts.constraints import AT_LEAST_ZERO, ZERO, Assumption, Constraint, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.fields import Pairs
from ijmfacts.intervals import Interval
from ijmfacts.measures import Field, List, measure, member, rest

RULE = "count-matches-list"
READS = "measures"

Set: TypeAlias = tuple[Field, Pairs]
"""A set of things: those of a measure."""


def sets(facts: Facts) -> dict[tuple[Field, Pairs], list[List]]:
    """The lists of each measure."""
    found: dict[tuple[Field, Pairs], list[List]] = {}
    for listed in facts.measures.lists:
        found.setdefault((listed.field, listed.dimensions), []).append(listed)
    return found


def named(facts: Facts, lists: dict[tuple[Field, Pairs], list[List]]) -> dict[Set, dict[str, None]]:
    """The names that each set may have for members: those of its lists, and of its parts' lists.

    A place of a part that lies in a listed place, or holds one, is left out: the list may mean it.
    """
    by_field: dict[Field, list[Pairs]] = {}
    found: dict[Set, dict[str, None]] = {}
    for (field, dims), listings in lists.items():
        by_field.setdefault(field, []).append(dims)
        own = dict.fromkeys(name for listed in listings for name in listed.members)
        found[field, dims] = own
    for (field, dims), own in list(found.items()):
        loose = all(listed.claim.open for listed in lists[field, dims])
        known = facts.index.known
        above = {place for name in own for place in facts.index.above(name)}
        more: dict[str, None] = {}
        for part in by_field[field]:
            if set(dims) < set(part):
                for listed in lists[field, part]:
                    for name in listed.members:
                        if loose and not (known(name) and all(map(known, own))):
                            continue  # it may be another name of what an open list has
                        if name not in above and not own.keys() & set(facts.index.above(name)):
                            more[name] = None
        found[field, dims] = {**own, **more}
    return found


def check(facts: Facts) -> Yields:
    """A set has its named members and a rest; a complete list leaves no rest."""
    every = sets(facts)
    known = named(facts, every)
    for (field, dims), lists in every.items():
        names = known[field, dims]
        variables = {name: member(field, dims, name) for name in names}
        others = rest(field, dims)
        for variable in variables.values():
            yield Constraint(terms=sum_of((variable, 1)), within=Interval.closed(0, 1))
        yield Constraint(terms=sum_of((others, 1)), within=AT_LEAST_ZERO)
        words = facts.measures.describe(field, dims)
        yield Constraint(
            rule=RULE,
            terms=sum_of(
                (measure(field, dims), 1),
                *((variable, -1) for variable in variables.values()),
                (others, -1),
            ),
            within=ZERO,
            words=f"the number of {words} is the number of its members",
        )
        for listed in lists:
            for name in listed.members:
                yield Constraint(
                    claims=(listed.claim.id,),
                    terms=sum_of((variables[name], 1)),
                    within=Interval.at_least(1),
                )
            if listed.claim.open:
                continue
            assumptions = () if listed.claim.complete else (_complete(listed),)
            yield Constraint(
                claims=(listed.claim.id,),
                assumptions=assumptions,
                terms=sum_of((others, 1)),
                within=ZERO,
            )
            unlisted = [name for name in names if name not in listed.members]
            for name in unlisted:
                sure = facts.index.known(name) and all(map(facts.index.known, listed.members))
                distinct = () if sure else (_distinct(name, listed),)
                yield Constraint(
                    rule=RULE,
                    claims=(listed.claim.id,),
                    assumptions=(*assumptions, *distinct),
                    terms=sum_of((variables[name], 1)),
                    within=ZERO,
                )


def _complete(listed: List) -> Assumption:
    return Assumption(
        "complete-list", listed.claim.id, f"the list in `{listed.claim.id}` names all"
    )


def _distinct(name: str, listed: List) -> Assumption:
    return Assumption(
        "distinct", listed.claim.id, f"`{name}` is none of those named in `{listed.claim.id}`"
    )
