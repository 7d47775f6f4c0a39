"""Whoever does something, or has it done to them, lives at that time.

Why it matters: an organization founded in 1997 gave no grants in 1995, and nobody is arrested after
their death.

A life is that of a person or an organization: from `begin` to `end` of its entry, and from the
birth or founding to the death or dissolution that claims tell of.

Not flagged: what the vocabulary calls lifeless (an award, a burial, a book); types of event that it
does not know; acts in the year of the founding; what several do together, as long as each lives at
some time of it; and what was agreed in life and lasts beyond it.

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: founding
        kind: event
        type: founding
        to: acme
        when: 1997
        quote: founded in 1997  # <--
      - id: grant
        kind: event
        type: grant
        by: acme
        when: 1995
        quote: a grant in 1995  # <--

Flagged::

    entities:
      ann: {name: Ann, type: person, begin: 1930, end: 1992-06-01}
    claims:
      - id: arrest
        kind: event
        type: arrest
        to: ann
        when: 1992-07
        quote: arrested in July 1992  # <--

Flagged::

    entities:
      ann: {name: Ann, type: person, end: 1992~}
      acme: {name: Acme, type: company}
    claims:
      - id: post
        kind: role
        person: ann
        post: treasurer
        organization: acme
        when: 1990/1999
        quote: treasurer from 1990 to 1999  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company, begin: 1997}
    claims:
      - id: works
        kind: relation
        subject: acme
        relation: works in
        objects: [Ghana]
        since: 1990
        quote: at work in Ghana since 1990  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: founding
        kind: event
        type: founding
        to: acme
        when: 1997
        quote: founded in 1997
      - id: grant
        kind: event
        type: grant
        by: acme
        when: 1997-01
        quote: a grant in January 1997

Fine::

    entities:
      ann: {name: Ann, type: person, begin: 1930, end: 1992-06-01}
      bob: {name: Bob, type: person}
    claims:
      - id: prize
        kind: event
        type: award
        to: ann
        when: 1994
        quote: an award in 1994
      - id: dumping
        kind: event
        type: dumping
        to: ann
        when: 1994
        quote: dumped in 1994
      - id: tour
        kind: event
        type: campaign
        by: [ann, bob]
        when: 1990/1995
        quote: their campaign of 1990 to 1995
      - id: contract
        kind: event
        event: contract
        type: contract
        by: ann
        when: 1992
        quote: a contract in 1992
      - id: contract-length
        kind: event
        event: contract
        type: contract
        by: ann
        lasting: ten-year
        quote: the ten-year contract
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from ijmfacts.claims import AnyClaim, Event, Relation, Role
from ijmfacts.constraints import Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Voice
from ijmfacts.timeline import Timeline, begin, finish, no_earlier

RULE = "acts-fall-inside-lives"
READS = "times"


def check(facts: Facts) -> Yields:
    """What somebody does starts while they live, and goes on no longer where it is theirs alone."""
    timeline = facts.timeline
    for voice, claim in timeline.timed:
        if isinstance(claim, Event):
            yield from _event(timeline, claim, voice)
        elif isinstance(claim, Role):
            yield from _inside(timeline, claim, voice, claim.person, alone=True)
            if claim.organization:
                yield from _inside(timeline, claim, voice, claim.organization, alone=False)
        elif isinstance(claim, Relation) and not timeline.index.relation(claim.relation).timeless:
            canon = timeline.index.canon(claim.subject)
            # What is said of the dead may be true of them still; of a body it began with the body.
            if timeline.kind_of(canon) == "organization" and (canon, voice) in timeline.lives:
                yield _not_before(timeline, claim, voice, canon, alone=True)


def _event(timeline: Timeline, claim: Event, voice: Voice) -> Iterator[Constraint]:
    sort = timeline.sort(claim.type)
    if not sort.known or sort.lifeless:
        return
    of_life = timeline.passed_through(claim) if sort.begins or sort.ends else ()
    for names in (claim.by, claim.to):
        for name in dict.fromkeys(names):
            if timeline.index.canon(name) not in of_life:
                yield from _inside(timeline, claim, voice, name, alone=len(names) == 1)


def _inside(
    timeline: Timeline, claim: AnyClaim, voice: Voice, name: str, *, alone: bool
) -> Iterator[Constraint]:
    canon = timeline.index.canon(name)
    if (canon, voice) not in timeline.lives or not timeline.kind_of(canon):
        return
    mends = _by_another(timeline, claim, canon)
    yield _not_before(timeline, claim, voice, canon, alone=alone, mends=mends)
    whole = alone and timeline.through(claim) is not None
    yield no_earlier(
        finish(canon, voice),
        timeline.last_day(claim, voice) if whole else timeline.first_day(claim, voice),
        rule=RULE,
        claims=(claim.id,),
        words=_words(timeline, claim, voice, canon, "does not go on after"),
        mends=mends,
    )


def _by_another(timeline: Timeline, claim: AnyClaim, canon: str) -> tuple[Mend, ...]:
    """Somebody else, where no other time of one end alone would do."""
    index = timeline.index
    other = f"somebody other than {index.label(canon)}"
    fields: dict[str, Hashable] = {}
    for field in ("by", "to", "person", "organization"):
        value = getattr(claim, field, ())
        if isinstance(value, str):
            if value and index.canon(value) == canon:
                fields[field] = other
        elif canon in map(index.canon, value):
            fields[field] = tuple(other if index.canon(one) == canon else one for one in value)
    return (Mend(claim.id, other, tuple(fields.items())),)


def _not_before(
    timeline: Timeline,
    claim: AnyClaim,
    voice: Voice,
    canon: str,
    *,
    alone: bool,
    mends: tuple[Mend, ...] = (),
) -> Constraint:
    return no_earlier(
        timeline.first_day(claim, voice) if alone else timeline.last_day(claim, voice),
        begin(canon, voice),
        rule=RULE,
        claims=(claim.id,),
        words=_words(timeline, claim, voice, canon, "does not begin before"),
        mends=mends,
    )


def _words(timeline: Timeline, claim: AnyClaim, voice: Voice, canon: str, how: str) -> str:
    return f"{timeline.words(claim, voice)} {how} the life of {timeline.index.label(canon)}"
