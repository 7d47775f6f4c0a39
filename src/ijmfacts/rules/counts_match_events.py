"""A stated number of events is no less than the events that are told.

Why it matters: who "married twice" cannot have three weddings on the page.

Not flagged: fewer events than the number, since a text need not tell them all; events that one
name ties together; properties whose vocabulary counts no events.

Flagged::

    entities:
      ann: {name: Ann, type: person}
    vocabulary:
      properties:
        marriages: {counts: marriages, counting: {type: marriage, subject: to}}
    claims:
      - id: twice
        kind: quantity
        subject: ann
        property: marriages
        value: two
        quote: two marriages  # <--
      - id: first
        kind: event
        type: marriage
        to: ann
        when: 1950
        quote: married in 1950  # <--
      - id: second
        kind: event
        type: marriage
        to: ann
        when: 1961
        quote: again in 1961  # <--
      - id: third
        kind: event
        type: marriage
        to: ann
        when: 1970
        quote: in 1970 a third time  # <--

Fine::

    entities:
      ann: {name: Ann, type: person}
    vocabulary:
      properties:
        marriages: {counts: marriages, counting: {type: marriage, subject: to}}
    claims:
      - id: twice
        kind: quantity
        subject: ann
        property: marriages
        value: two
        quote: two marriages
      - id: first
        kind: event
        type: marriage
        to: ann
        when: 1950
        quote: married in 1950

Fine::

    entities:
      ann: {name: Ann, type: person}
    vocabulary:
      properties:
        marriages: {counts: marriages, counting: {type: marriage, subject: to}}
    claims:
      - id: once
        kind: quantity
        subject: ann
        property: marriages
        value: one
        quote: one marriage
      - id: first
        kind: event
        event: wedding
        type: marriage
        to: ann
        when: 1950
        quote: married in 1950
      - id: again
        kind: event
        event: wedding
        type: marriage
        to: ann
        quote: the marriage
"""

from __future__ import annotations

from fractions import Fraction

from ijmfacts.constraints import AT_LEAST_ZERO, ZERO, Assumption, Constraint, Variable, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.intervals import Interval
from ijmfacts.measures import measure

RULE = "counts-match-events"
READS = "counts of events"


def check(facts: Facts) -> Yields:
    """The number is the events told and those not told."""
    by_type: dict[tuple[object, ...], dict[str, list[str]]] = {}
    for voice, event in facts.index.events:
        if event.times:
            continue
        for slot in ("by", "to"):
            for name in getattr(event, slot):
                for kind in facts.index.wider_events(event.type):
                    key = (voice, kind, slot, facts.index.canon(name))
                    by_type.setdefault(key, {}).setdefault(event.name, []).append(event.id)
    done = set()
    for figure in facts.measures.figures:
        counting = facts.measures.known(figure.field).counting
        field = figure.field
        if counting is None or figure.share or figure.dimensions or field.moment or field in done:
            continue
        done.add(field)
        kind = facts.index.event_type(counting.type).name
        events = by_type.get((field.voice, kind, counting.subject, field.subject), {})
        if len(events) < 2:
            continue
        apart = Assumption(
            "counted-once",
            f"{field.subject} {field.property}".replace(" ", "-"),
            "events that are told under different names are different events",
        )
        happened: list[Variable] = []
        for name, claims in sorted(events.items()):
            variable: Variable = ("happened", name, field.subject, field.property)
            happened.append(variable)
            yield Constraint(terms=sum_of((variable, 1)), within=Interval.closed(0, 1))
            for claim in sorted(claims):
                yield Constraint(
                    claims=(claim,), terms=sum_of((variable, 1)), within=Interval.at_least(1)
                )
        untold: Variable = ("untold", field.subject, field.property, field.voice)
        yield Constraint(terms=sum_of((untold, 1)), within=AT_LEAST_ZERO)
        yield Constraint(
            rule=RULE,
            assumptions=(apart,),
            terms=sum_of(
                (measure(field, ()), 1),
                *((variable, Fraction(-1)) for variable in happened),
                (untold, -1),
            ),
            within=ZERO,
            words=f"{field.property} are the events told and those not told",
        )
