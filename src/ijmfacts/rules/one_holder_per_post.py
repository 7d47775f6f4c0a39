"""A post that one person holds at a time is held by one.

Why it matters: two chief executives of one company in one year are one too many, or one of them
has the wrong title.

Not flagged: holders who follow each other, even on the day of the handover; two holders in one
year of which nothing more is known; posts that several hold, and posts whose organization is not
said; a holder without a date beside one with a date; `former` holders; different speakers.
Two holders without a date are of one time by assumption.

Flagged::

    entities:
      acme: {name: Acme, type: company}
      ann: {name: Ann Lee, type: person}
      bob: {name: Bob Day, type: person}
    claims:
      - id: ann-ceo
        kind: role
        person: ann
        post: CEO
        organization: acme
        when: 2010/2014
        quote: Ann Lee led Acme from 2010 to 2014  # <--
      - id: bob-ceo
        kind: role
        person: bob
        post: chief executive
        organization: acme
        as of: 2012
        quote: in 2012 its chief executive Bob Day  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
      ann: {name: Ann Lee, type: person}
      bob: {name: Bob Day, type: person}
    claims:
      - id: ann-ceo
        kind: role
        person: ann
        post: CEO
        organization: acme
        quote: Ann Lee, CEO  # <--
      - id: bob-ceo
        kind: role
        person: bob
        post: CEO
        organization: acme
        quote: Bob Day, CEO  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
      ann: {name: Ann Lee, type: person}
      bob: {name: Bob Day, type: person}
      cat: {name: Cat Oak, type: person}
    claims:
      - id: ann-ceo
        kind: role
        person: ann
        post: CEO
        organization: acme
        when: 2010-01-01/2014-05-01
        quote: Ann Lee until May 1
      - id: bob-ceo
        kind: role
        person: bob
        post: CEO
        organization: acme
        when: 2014-05-01/2016
        quote: Bob Day from May 1
      - id: cat-ceo
        kind: role
        person: cat
        post: CEO
        organization: acme
        as of: 2016
        quote: Cat Oak, CEO in 2016
      - id: cat-former
        kind: role
        person: cat
        post: former CEO
        organization: acme
        quote: former CEO Cat Oak

Fine::

    entities:
      acme: {name: Acme, type: company}
      other: {name: Other Works, type: company}
      ann: {name: Ann Lee, type: person}
      bob: {name: Bob Day, type: person}
    claims:
      - id: ann-ceo
        kind: role
        person: ann
        post: CEO
        organization: acme
        quote: Ann Lee, CEO
      - id: bob-ceo
        kind: role
        person: bob
        post: CEO
        organization: other
        quote: Bob Day, CEO of Other Works
      - id: bob-member
        kind: role
        person: bob
        post: board member
        organization: acme
        quote: and member of the board
      - id: bob-dated
        kind: role
        person: bob
        post: CEO
        organization: acme
        as of: 1999
        quote: in 1999 Bob Day was CEO
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ijmfacts.constraints import Assumption, Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Index, Voice
from ijmfacts.offices import Holding, not_together
from ijmfacts.sameness import differ
from ijmfacts.stretches import Stretch, overlap

RULE = "one-holder-per-post"
READS = "posts"

Group = dict[tuple[str, Stretch | None], list[Holding]]


def check(facts: Facts) -> Yields:
    """No two persons surely hold one post at one time."""
    index = facts.index
    offices = facts.offices
    found: dict[tuple[Voice, tuple[str, str], str], Group] = {}
    for holding in (*offices.own, *offices.world):
        known = holding.post.terms_known
        if not holding.post.one_holder or holding.former or not (known or holding.organization):
            continue
        if known and holding.voice == ():
            continue  # whoever is not in the list of terms is found there
        if holding.stretch is None and not holding.undated:
            continue
        key = (holding.voice, holding.key, index.canon(holding.claim.place))
        group = found.setdefault(key, {})
        group.setdefault((holding.person, holding.stretch), []).append(holding)
    for key in sorted(found):
        for one, other in _together(found[key]):
            yield from _conflicts(index, found[key][one], found[key][other])


def _together(
    group: Group,
) -> Iterator[tuple[tuple[str, Stretch | None], tuple[str, Stretch | None]]]:
    """Every two holders who are of one time, those without a date among themselves."""
    undated = sorted(person for person, stretch in group if stretch is None)
    for one, other in combinations(undated, 2):
        yield (one, None), (other, None)
    dated = [
        (stretch.first.latest, person, stretch)
        for person, stretch in group
        if stretch is not None and stretch.first.latest is not None
    ]
    dated.sort(key=lambda one: (one[0], one[1], repr(one[2])))
    for at, (_, person, stretch) in enumerate(dated):
        for start, other, against in dated[at + 1 :]:
            if stretch.last.earliest is None or start >= stretch.last.earliest:
                break  # this one begins when the first may be over, and so do all after it
            if other != person and overlap(stretch, against):
                yield (person, stretch), (other, against)


def _conflicts(index: Index, ones: list[Holding], others: list[Holding]) -> Yields:
    distinct = differ(index, ones[0].person, others[0].person)
    if distinct is None:
        return
    for one in ones:
        for other in others:
            if not index.own & {one.claim.id, other.claim.id}:
                continue
            where = index.label(one.organization) if one.organization else ""
            assumptions = [*distinct]
            if one.stretch is None or other.stretch is None:
                about = f"{where} {one.post.name}".strip().replace(" ", "-").casefold()
                words = f"all who are {one.post.name} of {where} without a date are so at one time"
                assumptions.append(Assumption("contemporary", about, words))
            else:
                assumptions.extend((*one.stretch.assumptions, *other.stretch.assumptions))
            yield Constraint(
                rule=RULE,
                claims=(one.claim.id, other.claim.id),
                assumptions=tuple(dict.fromkeys(assumptions)),
                words=f"one person at a time is {one.post.name}{f' of {where}' if where else ''}: "
                f"{index.label(one.person)} or {index.label(other.person)}",
                mends=(*_mends(index, one, other), *_mends(index, other, one)),
            )


def _mends(index: Index, holding: Holding, other: Holding) -> tuple[Mend, ...]:
    """The person whom the other claim names, or another time."""
    person = Mend(holding.claim.id, index.label(other.person), (("person", other.person),))
    return (person, *not_together(holding, other))
