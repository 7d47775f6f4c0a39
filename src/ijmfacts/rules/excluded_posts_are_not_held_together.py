"""Nobody holds two posts at one time that exclude each other.

Why it matters: the president of a country is not its secretary of state as well, and the chair of
a board is not its vice chair.
Which posts exclude each other is written in the vocabulary.

Not flagged: such posts one after the other, even on the day of the change; in different
organizations; with a date and without; said by different speakers; `former` titles.
Two roles without a date are of one time by assumption.

Flagged::

    entities:
      acme: {name: Acme, type: company}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann-chair
        kind: role
        person: ann
        post: chair
        organization: acme
        when: 2010/2014
        quote: chair from 2010 to 2014  # <--
      - id: ann-vice
        kind: role
        person: ann
        post: vice chair
        organization: acme
        as of: 2012
        quote: in 2012 vice chair  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann-chair
        kind: role
        person: ann
        post: chair
        organization: acme
        quote: Ann Lee, chair  # <--
      - id: ann-vice
        kind: role
        person: ann
        post: vice chair
        organization: acme
        quote: vice chair Ann Lee  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
      other: {name: Other Works, type: company}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann-vice
        kind: role
        person: ann
        post: vice chair
        organization: acme
        when: 2008/2010-06-01
        quote: vice chair until June 1
      - id: ann-chair
        kind: role
        person: ann
        post: chair
        organization: acme
        when: 2010-06-01/2014
        quote: chair from June 1
      - id: ann-other
        kind: role
        person: ann
        post: vice chair
        organization: other
        when: 2010/2014
        quote: vice chair of Other Works

Fine::

    entities:
      acme: {name: Acme, type: company}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann-vice
        kind: role
        person: ann
        post: former vice chair
        organization: acme
        quote: the former vice chair
      - id: ann-chair
        kind: role
        person: ann
        post: chair
        organization: acme
        quote: its chair Ann Lee
"""

from __future__ import annotations

from itertools import combinations

from ijmfacts.constraints import Assumption, Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Voice
from ijmfacts.mending import ANOTHER_PERSON
from ijmfacts.offices import Holding, excluded, not_together
from ijmfacts.stretches import overlap

RULE = "excluded-posts-are-not-held-together"
READS = "posts"


def check(facts: Facts) -> Yields:
    """No two posts of one person that exclude each other are of one time."""
    index = facts.index
    found: dict[tuple[Voice, str], dict[tuple[str, str], list[Holding]]] = {}
    for holding in facts.offices.own:
        if not holding.former:
            offices = found.setdefault((holding.voice, holding.person), {})
            offices.setdefault(holding.key, []).append(holding)
    for key in sorted(found):
        offices = found[key]
        for name, other in combinations(sorted(offices), 2):
            if not excluded(offices[name][0], offices[other][0]):
                continue
            for one in offices[name]:
                for against in offices[other]:
                    assumptions = _together(index.label(key[1]), one, against)
                    if assumptions is not None:
                        yield Constraint(
                            rule=RULE,
                            claims=(one.claim.id, against.claim.id),
                            assumptions=assumptions,
                            words=f"{index.label(key[1])} cannot be {one.post.name} and "
                            f"{against.post.name} at one time",
                            mends=(
                                *_mends(one, against),
                                *_mends(against, one),
                            ),
                        )


def _mends(holding: Holding, other: Holding) -> tuple[Mend, ...]:
    another = Mend(holding.claim.id, ANOTHER_PERSON, (("person", ANOTHER_PERSON),))
    return (another, *not_together(holding, other))


def _together(person: str, one: Holding, other: Holding) -> tuple[Assumption, ...] | None:
    if one.undated and other.undated:
        words = f"what is said of {person} without a date is of one time"
        return (Assumption("contemporary", person.replace(" ", "-").casefold(), words),)
    if one.stretch is None or other.stretch is None or not overlap(one.stretch, other.stretch):
        return None
    return tuple(dict.fromkeys((*one.stretch.assumptions, *other.stretch.assumptions)))
