"""A relation that has one object at a time has one.

Why it matters: nobody is born in two countries, and a company with one seat does not have two.

Not flagged: a place and the larger one that it lies in; values of different dates, unless the
relation never changes; relations that may have several objects; different speakers; names of which
one has all the words of the other.
Two names in plain words may be of one thing, so that it takes the assumption that they are not.

Flagged::

    entities:
      ann: {name: Ann Lee, type: person}
    claims:
      - id: born-lead
        kind: relation
        subject: ann
        relation: born in
        objects: [Kenya]
        quote: Ann Lee, born in Kenya  # <--
      - id: born-later
        kind: relation
        subject: ann
        relation: born in
        objects: [Ghana]
        quote: left Ghana, where she was born  # <--

Flagged::

    entities:
      ann: {name: Ann Lee, type: person}
    vocabulary:
      relations:
        has teacher: {single valued: true, inverse: teacher of}
        teacher of: {inverse: has teacher}
    claims:
      - id: teacher-lead
        kind: relation
        subject: ann
        relation: has teacher
        objects: [the smith]
        quote: her teacher, the smith  # <--
      - id: teacher-later
        kind: relation
        subject: ann
        relation: has teacher
        objects: [the baker]
        quote: taught by the baker  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: seat-lead
        kind: relation
        subject: acme
        relation: headquartered in
        objects: [Kenya]
        quote: Acme of Kenya  # <--
      - id: seat-later
        kind: relation
        subject: acme
        relation: headquartered in
        objects: [Ghana]
        as of: 2015
        quote: its seat in Ghana  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
      bay-town: {name: Bay Town, type: city, in: Kenya}
    claims:
      - id: seat-lead
        kind: relation
        subject: acme
        relation: headquartered in
        objects: [Kenya]
        quote: Acme of Kenya
      - id: seat-later
        kind: relation
        subject: acme
        relation: headquartered in
        objects: [bay-town]
        quote: its seat in Bay Town

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: seat-once
        kind: relation
        subject: acme
        relation: headquartered in
        objects: [Kenya]
        as of: 1990
        quote: in 1990 it was in Kenya
      - id: seat-later
        kind: relation
        subject: acme
        relation: headquartered in
        objects: [Ghana]
        as of: 2015
        quote: by 2015 in Ghana

Fine::

    entities:
      ann: {name: Ann Lee, type: person}
    vocabulary:
      relations:
        has teacher: {single valued: true}
    claims:
      - id: teacher-lead
        kind: relation
        subject: ann
        relation: has teacher
        objects: [the smith]
        quote: her teacher, the smith
      - id: teacher-later
        kind: relation
        subject: ann
        relation: has teacher
        objects: [the old smith of Hill Town]
        quote: the old smith of Hill Town
"""

from __future__ import annotations

from ijmfacts.claims import Relation
from ijmfacts.constraints import Assumption, Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Index, Voice
from ijmfacts.mending import instead
from ijmfacts.records import RelationType
from ijmfacts.sameness import differ
from ijmfacts.ties import at_one_time, latest

RULE = "single-valued-relations-have-one-value"
READS = "relations"


def check(facts: Facts) -> Yields:
    """No single-valued relation has two objects at one time that are known to be different."""
    index = facts.index
    groups: dict[tuple[Voice, str, str], dict[str, dict[str, Relation]]] = {}
    for tie in facts.ties:
        if tie.claim.all or not index.relation(tie.relation).single_valued:
            continue
        objects = groups.setdefault((tie.voice, tie.relation, tie.subject), {})
        objects.setdefault(tie.object, {})[tie.claim.id] = tie.claim
    for voice, relation, subject in sorted(groups):
        objects = groups[voice, relation, subject]
        if len(objects) == 1:
            continue
        known = index.relation(relation)
        last = latest(
            index, {key: claim for claims in objects.values() for key, claim in claims.items()}
        )
        order = sorted(objects)
        for at, one in enumerate(order):
            for other in order[at + 1 :]:
                distinct = differ(index, one, other)
                if distinct is None:
                    continue
                once = "one object" if known.timeless else "one object at a time"
                words = (
                    f"`{relation}` has {once}: for {index.label(subject)}, "
                    f"{index.label(one)} or {index.label(other)}"
                )
                for first in objects[one].values():
                    for second in objects[other].values():
                        together = _together(index, known, first, second, last)
                        if together is not None:
                            yield Constraint(
                                rule=RULE,
                                claims=tuple(dict.fromkeys((first.id, second.id))),
                                assumptions=(*distinct, *together),
                                words=words,
                                mends=_mends(index, (first, one), (second, other)),
                            )


def _mends(
    index: Index, first: tuple[Relation, str], second: tuple[Relation, str]
) -> tuple[Mend, ...]:
    """The object that the other claim names; where one names both, either of them alone."""
    (claim, one), (other, two) = first, second
    if claim is not other:
        return instead(index, claim, one, two), instead(index, other, two, one)
    return tuple(
        Mend(
            claim.id,
            f"{index.label(kept)} alone",
            (("objects", tuple(name for name in claim.objects if index.canon(name) != gone)),),
        )
        for kept, gone in ((one, two), (two, one))
    )


def _together(
    index: Index, known: RelationType, one: Relation, other: Relation, last: str
) -> tuple[Assumption, ...] | None:
    if known.timeless or one is other:
        return ()
    return at_one_time(index, one, other, last)
