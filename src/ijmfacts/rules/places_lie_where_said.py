"""A place lies in one place, and not in places that have nothing in common.

Why it matters: a village that is in one country on one page and in another on the next sends the
reader to the wrong map.

Not flagged: a place and a larger one around it; rivers, roads, borders, regions and whatever else
may lie in several places; bodies that have seats in several places; a name that several places
have; what is said of different times.
What is said of a dated time, beside what is declared or said without a date, takes the assumption
that it was so then, for borders move.

Flagged::

    entities:
      mill: {name: Mill Village, type: village, in: Kenya}
    claims:
      - id: mill-place
        kind: relation
        subject: mill
        relation: located in
        objects: [Ghana]
        quote: Mill Village in Ghana  # <--

Flagged::

    entities:
      barn: {name: the barn, type: building}
      mill: {name: Mill Village, type: village}
    claims:
      - id: barn-place
        kind: relation
        subject: barn
        relation: located in
        objects: [mill]
        quote: the barn in Mill Village  # <--
      - id: mill-place
        kind: relation
        subject: mill
        relation: located in
        objects: [Ghana]
        quote: Mill Village in Ghana  # <--
      - id: barn-country
        kind: relation
        subject: barn
        relation: located in
        objects: [Kenya]
        quote: a Kenyan barn  # <--

Flagged::

    entities:
      mill: {name: Mill Village, type: village, in: Kenya}
    claims:
      - id: mill-place
        kind: relation
        subject: mill
        relation: located in
        objects: [Ghana]
        as of: 1950
        quote: in 1950 it lay in Ghana  # <--

Flagged::

    entities:
      barn: {name: the barn, type: building}
      mill: {name: Mill Village, type: village}
    claims:
      - id: barn-place
        kind: relation
        subject: barn
        relation: located in
        objects: [mill]
        quote: the barn in Mill Village  # <--
      - id: mill-place
        kind: relation
        subject: mill
        relation: located in
        objects: [barn]
        quote: Mill Village, in the barn  # <--

Fine::

    entities:
      stream: {name: Long Stream, type: river}
      mill: {name: Mill Village, type: village, in: Kenya}
    claims:
      - id: stream-here
        kind: relation
        subject: stream
        relation: located in
        objects: [Kenya, Uganda]
        quote: the Long Stream of Kenya and Uganda
      - id: mill-place
        kind: relation
        subject: mill
        relation: located in
        objects: [Africa]
        quote: an African village

Fine::

    entities:
      acme: {name: Acme, type: company}
      mill: {name: Mill Village, type: village}
    claims:
      - id: acme-kenya
        kind: relation
        subject: acme
        relation: based in
        objects: [Kenya, Uganda]
        quote: based in Kenya and Uganda
      - id: mill-then
        kind: relation
        subject: mill
        relation: located in
        objects: [Kenya]
        as of: 1900
        quote: then in Kenya
      - id: mill-now
        kind: relation
        subject: mill
        relation: located in
        objects: [Uganda]
        as of: 2000
        quote: now in Uganda
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from ijmfacts.answers import Answer
from ijmfacts.claims import Relation
from ijmfacts.constraints import Assumption, Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Index, Voice
from ijmfacts.mending import ELSEWHERE, instead, moved
from ijmfacts.stretches import undated
from ijmfacts.ties import at_one_time
from ijmfacts.whereabouts import Route, Whereabouts

RULE = "places-lie-where-said"
READS = "places"


def check(facts: Facts) -> Yields:
    """No place lies in two that are apart, nor in itself."""
    where = facts.whereabouts
    relations = {claim.id: claim for _, claim in facts.index.relations}
    circles: set[frozenset[str]] = set()
    for voice, place in where.claimed:
        steps = [
            (claim, Route(route.place, route.claims | {claim}, (place, *route.path)))
            for outer, claim in where.said(voice, place)
            for route in where.routes(voice, outer)
        ]
        yield from _circles(facts, voice, place, steps, circles)
        found = sorted(
            _pairs(where, relations, voice, place, steps),
            key=lambda pair: (len(pair[0]), sorted(pair[0])),
        )
        seen: list[frozenset[str]] = []
        for claims, assumptions, words, mends in found:
            if any(known <= claims for known in seen):
                continue
            seen.append(claims)
            yield Constraint(
                rule=RULE,
                claims=tuple(sorted(claims)),
                assumptions=assumptions,
                words=words,
                mends=mends,
            )
    yield from _around(where)


def _pairs(
    where: Whereabouts,
    relations: Mapping[str, Relation],
    voice: Voice,
    place: str,
    steps: list[tuple[str, Route]],
) -> Iterator[tuple[frozenset[str], tuple[Assumption, ...], str, tuple[Mend, ...]]]:
    """Every two ways out of a place that end apart, with what puts them at one time, and mends."""
    index = where.index
    label = index.label(place)
    declared = index.above(place)
    ends: dict[str, list[tuple[str, Route]]] = {}
    for claim, route in steps:
        if route.place != place:
            ends.setdefault(route.place, []).append((claim, route))
    for end, ways in ends.items():
        if voice != () or not declared or index.apart(place, end) is not Answer.YES:
            continue
        home = index.country(place) or declared[-1]
        own = where.lies(where.up(Route(place, frozenset(), (place,)), to=home))
        for claim, route in ways:
            words = f"{where.lies(where.up(route))}, but by its record {own}"
            mends = moved(index, route, sorted(route.claims), home)
            yield route.claims, _then(index, relations[claim]), words, mends
    for one, two in combinations(ends, 2):
        if index.apart(one, two) is not Answer.YES:
            continue
        for (claim, route), (other, against) in product(ends[one], ends[two]):
            if other == claim and route.claims != against.claims:
                continue  # what lies above is compared where it is said
            first, second = relations[claim], relations[other]
            dated = claim if undated(second) else other
            together = at_one_time(index, first, second, dated)
            if together is not None:
                both = f"{where.lies(where.up(route))}; {where.lies(where.up(against))}"
                words = f"{label} cannot lie both ways: {both}"
                mends = (
                    *moved(index, route, sorted(route.claims - against.claims), two),
                    *moved(index, against, sorted(against.claims - route.claims), one),
                    *moved(
                        index, route, sorted(route.claims & against.claims), ELSEWHERE, to=ELSEWHERE
                    ),
                )
                yield route.claims | against.claims, together, words, mends


def _then(index: Index, relation: Relation) -> tuple[Assumption, ...]:
    if undated(relation):
        return ()
    subject = index.label(index.canon(relation.subject))
    about = f"{subject} in".replace(" ", "-").casefold()
    return (Assumption("contemporary", about, f"{subject} lay then where its record puts it"),)


def _circles(
    facts: Facts,
    voice: Voice,
    place: str,
    steps: list[tuple[str, Route]],
    seen: set[frozenset[str]],
) -> Yields:
    index = facts.index
    for _, route in steps:
        back = route.place == place or place in index.above(route.place)
        if not back or route.claims in seen or (voice != () and len(route.claims) == 1):
            continue
        seen.add(route.claims)
        label = index.label(place)
        labels = ", which lies in ".join(map(index.label, route.path[1:]))
        tail = "" if route.place == place else f", which lies in {index.label(place)}"
        yield Constraint(
            rule=RULE,
            claims=tuple(sorted(route.claims)),
            words=f"{index.label(place)} cannot lie in itself: it lies in {labels}{tail}",
            mends=moved(
                index,
                route,
                sorted(route.claims),
                ELSEWHERE,
                to=f"a place that does not lie in {label}",
            ),
        )


def _around(where: Whereabouts) -> Yields:
    """Larger places that may lie in several others cannot lie in their own parts."""
    index = where.index
    for voice, claim in index.relations:
        subject = index.canon(claim.subject)
        if voice != () or claim.all or not index.relation(claim.relation).located:
            continue
        if where.compact(subject) or index.is_of(subject, "place") is not Answer.YES:
            continue
        for name in claim.objects:
            inner = index.canon(name)
            if subject in index.above(inner):
                yield Constraint(
                    rule=RULE,
                    claims=(claim.id,),
                    words=f"{index.label(subject)} cannot lie in {index.label(inner)}, "
                    "which lies in it",
                    mends=(
                        instead(
                            index,
                            claim,
                            inner,
                            ELSEWHERE,
                            to=f"a place that does not lie in {index.label(subject)}",
                        ),
                    ),
                )
