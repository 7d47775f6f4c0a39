"""Relations taken apart: one tie for each object, read from both ends where the relation can be.

Knows nothing of rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from ijmfacts.answers import Answer
from ijmfacts.claims import Relation
from ijmfacts.constraints import Assumption
from ijmfacts.index import Index, Voice
from ijmfacts.shapes import Shape
from ijmfacts.stretches import share_a_day, stretch_of, undated
from ijmfacts.times import read_time


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Tie(Shape):
    """One subject, one relation, one object, by canonical names, with the claim that ties them."""

    voice: Voice
    subject: str
    relation: str
    object: str
    claim: Relation
    turned: bool = False
    """The claim says it the other way round."""


def ties(index: Index) -> Iterator[Tie]:
    """Every tie that an asserted relation makes, in the order of the claims."""
    for voice, claim in index.relations:
        yield from ties_of(index, voice, claim)


def ties_of(index: Index, voice: Voice, claim: Relation) -> Iterator[Tie]:
    """Every tie that one relation makes."""
    known = index.relation(claim.relation)
    subject = index.canon(claim.subject)
    for name in claim.objects:
        canon = index.canon(name)
        yield Tie(voice=voice, subject=subject, relation=known.name, object=canon, claim=claim)
        if known.inverse and not claim.all:
            yield Tie(
                voice=voice,
                subject=canon,
                relation=index.relation(known.inverse).name,
                object=subject,
                claim=claim,
                turned=True,
            )


def latest(index: Index, claims: Mapping[str, Relation]) -> str:
    """The id of the latest dated claim, or nothing where none has a known date.

    What is told of a time after the document is not of the document's own moment.
    """
    found: tuple[int, str] | None = None
    for claim in claims.values():
        stretch = stretch_of(claim)
        begins = claim.when or claim.as_of or claim.since
        if begins and index.foretold(read_time(begins)):
            continue
        if stretch is not None and stretch.last.earliest is not None:
            key = (stretch.last.earliest, claim.id)
            found = max(found, key) if found is not None else key
    return found[1] if found is not None else ""


def at_one_time(
    index: Index, one: Relation, other: Relation, last: str
) -> tuple[Assumption, ...] | None:
    """What it takes for two relations to hold at one time; none where that is not known.

    Two that have no date are of the document's own moment; one without beside one with a date
    are of one time by assumption, if the date is the latest that there is (`last`).
    """
    if undated(one) and undated(other):
        return ()
    if undated(one) or undated(other):
        dated = other if undated(one) else one
        if dated.id != last:
            return None
        time = index.time(dated)
        subject = index.label(index.canon(dated.subject))
        when = f"of {time.after_of()}" if time is not None else "of that time"
        words = f"what is said of {subject} without a date is {when}"
        about = f"{subject} {dated.relation}".replace(" ", "-").casefold()
        return (Assumption("contemporary", about, words),)
    first, second = stretch_of(one), stretch_of(other)
    if first is None or second is None:
        return None
    assumptions = tuple(dict.fromkeys((*first.assumptions, *second.assumptions)))
    if index.moment(one) == index.moment(other):
        return ()
    return assumptions if share_a_day(first, second) is Answer.YES else None
