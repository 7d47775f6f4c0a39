"""One event is in one place.

Why it matters: a raid that one paragraph puts in one country and the next in another has one of
them wrong.

Not flagged: a place and the larger place that it lies in; two places that may be parts of one
another; events of different names or different speakers; what went on for some time, or happened
several times, and may have moved.

Flagged::

    entities:
      board: {name: The Board, type: organization}
    claims:
      - id: meeting-lead
        kind: event
        event: spring-meeting
        type: meeting
        by: board
        place: Kenya
        quote: the spring meeting in Kenya  # <--
      - id: meeting-later
        kind: event
        event: spring-meeting
        type: meeting
        by: board
        place: Ghana
        quote: when it met in Ghana that spring  # <--

Flagged::

    entities:
      hall: {name: Long Hall, type: building}
    claims:
      - id: meeting-lead
        kind: event
        event: spring-meeting
        type: meeting
        place: hall
        quote: the meeting in Long Hall  # <--
      - id: meeting-later
        kind: event
        event: spring-meeting
        type: meeting
        place: Ghana
        quote: met in Ghana  # <--
      - id: hall-place
        kind: relation
        subject: hall
        relation: located in
        objects: [Kenya]
        quote: Long Hall, in Kenya  # <--

Fine::

    entities:
      hall: {name: Long Hall, type: building, in: Kenya}
    claims:
      - id: meeting-lead
        kind: event
        event: spring-meeting
        type: meeting
        place: hall
        quote: the meeting in Long Hall
      - id: meeting-later
        kind: event
        event: spring-meeting
        type: meeting
        place: Kenya
        quote: met in Kenya

Fine::

    entities:
      old-town: {name: Old Town, type: town, in: Kenya}
      new-town: {name: New Town, type: town, in: Kenya}
    claims:
      - id: meeting-lead
        kind: event
        event: spring-meeting
        type: meeting
        place: old-town
        quote: the meeting in Old Town
      - id: meeting-later
        kind: event
        event: spring-meeting
        type: meeting
        place: new-town
        quote: met in New Town

Fine::

    claims:
      - id: tour-first
        kind: event
        event: tour
        type: visit
        place: Kenya
        when: 2010-03/2010-04
        quote: a tour of Kenya in March and April
      - id: tour-second
        kind: event
        event: tour
        type: visit
        place: Ghana
        when: 2010-03/2010-04
        quote: the tour of Ghana that spring
"""

from __future__ import annotations

from ijmfacts.answers import Answer
from ijmfacts.claims import Event
from ijmfacts.constraints import Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Voice
from ijmfacts.mending import moved
from ijmfacts.stretches import share_a_day, stretch_of
from ijmfacts.whereabouts import Whereabouts

RULE = "one-place-per-event"
READS = "places of events"


def check(facts: Facts) -> Yields:
    """Two claims about one event name places that may be one."""
    index = facts.index
    where = facts.whereabouts
    found: dict[tuple[Voice, str], dict[str, list[Event]]] = {}
    for voice, claim in index.events:
        if claim.place and not _moves(facts, claim):
            places = found.setdefault((voice, claim.name), {})
            places.setdefault(index.canon(claim.place), []).append(claim)
    for voice, name in sorted(found):
        places = found[voice, name]
        order = sorted(places)
        for at, one in enumerate(order):
            for other in order[at + 1 :]:
                yield from _apart(where, voice, name, (one, places[one]), (other, places[other]))


def _moves(facts: Facts, claim: Event) -> bool:
    time = facts.index.time(claim)
    return bool(claim.lasting or claim.times) or (time is not None and time.lasting)


def _apart(
    where: Whereabouts,
    voice: Voice,
    name: str,
    first: tuple[str, list[Event]],
    second: tuple[str, list[Event]],
) -> Yields:
    one, ones = first
    other, others = second
    for here, there in where.apart(voice, one, other):
        ends = [where.up(here), where.up(there)]
        lies = " and ".join(where.lies(end) for end in ends if len(end.path) > 1)
        more = f": {lies}" if lies else ""
        labels = f"{where.index.label(one)} and in {where.index.label(other)}"
        for claim in ones:
            for against in others:
                if _at_other_times(claim, against):
                    continue
                ids = (claim.id, against.id, *sorted(here.claims | there.claims))
                yield Constraint(
                    rule=RULE,
                    claims=tuple(dict.fromkeys(ids)),
                    words=f"`{name}` is one event, and cannot be both in {labels}{more}",
                    mends=(
                        Mend(claim.id, where.index.label(other), (("place", other),)),
                        Mend(against.id, where.index.label(one), (("place", one),)),
                        *moved(where.index, here, sorted(here.claims), there.place),
                        *moved(where.index, there, sorted(there.claims), here.place),
                    ),
                )


def _at_other_times(one: Event, other: Event) -> bool:
    first, second = stretch_of(one), stretch_of(other)
    return first is not None and second is not None and share_a_day(first, second) is Answer.NO
