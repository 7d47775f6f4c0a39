"""Who is said to hold an office holds it at that time.

Why it matters: a text that calls somebody Secretary of State three years after the end of the term
has the year, the office or the person wrong.
The holders of some offices are known without a gap: the world dossier lists them with their terms.

Not flagged: the day of a handover, which belongs to both holders; a role without a date; a time
before the list begins or after it was last brought up to date; `former` before a title that the
person held earlier; deputies, candidates, acting holders and others whose title has more words;
offices of which not every holder is known; what others are quoted as saying.
Somebody whom the list does not know by name may be in it under another, so that it takes the
assumption that it is somebody else.

Flagged::

    claims:
      - id: powell
        kind: role
        person: Colin Powell
        post: Secretary of State
        organization: United States
        as of: 2006-02
        quote: Secretary of State Colin Powell said in 2006  # <--

Flagged::

    entities:
      ann: {name: Ann Lee, type: person}
    claims:
      - id: ann
        kind: role
        person: ann
        post: US President
        when: 2010/2011
        quote: President Ann Lee  # <--

Flagged::

    claims:
      - id: powell
        kind: role
        person: Colin Powell
        post: President of the United States
        as of: 2003-06-01
        quote: President Powell  # <--

Fine::

    claims:
      - id: powell
        kind: role
        person: Colin Powell
        post: US Secretary of State
        as of: 2005-01-26
        quote: on his last day, Secretary Powell
      - id: rice
        kind: role
        person: Condoleezza Rice
        post: secretary of state
        organization: United States
        as of: 2005-01-26
        quote: on her first day, Secretary Rice
      - id: bush
        kind: role
        person: George W. Bush
        post: President
        organization: United States
        quote: President Bush

Fine::

    entities:
      lincoln: {name: Abraham Lincoln, type: person}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: lincoln
        kind: role
        person: lincoln
        post: President of the United States
        when: 1861/1865
        quote: President Lincoln
      - id: former
        kind: role
        person: Colin Powell
        post: former Secretary of State
        organization: United States
        as of: 2010
        quote: former Secretary of State Colin Powell
      - id: deputy
        kind: role
        person: ann
        post: Deputy Secretary of State
        organization: United States
        as of: 2010
        quote: the Deputy Secretary of State
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ijmfacts.constraints import Assumption, Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.mending import ANOTHER_PERSON, inside
from ijmfacts.names import fold
from ijmfacts.offices import Holding, Offices
from ijmfacts.sameness import words_of
from ijmfacts.stretches import Stretch
from ijmfacts.times import Day, Span, Time, read_time, surely_before

RULE = "office-holders-act-inside-terms"
READS = "posts"


def check(facts: Facts) -> Yields:
    """No role lies outside the terms that its person served."""
    offices = facts.offices
    for holding in offices.own:
        terms = offices.terms.get(fold(holding.post.name), ())
        if holding.voice == () and terms and holding.stretch is not None:
            yield from _outside(facts, offices, holding, holding.stretch, terms)


def _outside(
    facts: Facts,
    offices: Offices,
    holding: Holding,
    stretch: Stretch,
    terms: tuple[Holding, ...],
) -> Yields:
    since = read_time(holding.post.since).latest if holding.post.since else None
    if since is None or not _reaches(since, stretch.first.earliest, stretch.last.earliest):
        return
    until = read_time(holding.post.until).latest if holding.post.until else None
    if surely_before(until, stretch.first.latest):
        return
    holder = offices.person(holding.person, terms)
    served = tuple(term for term in terms if term.person == holder)
    if holding.former:
        if served and all(_after(term, stretch) for term in served):
            ended = min(_bounds(term)[1] or 0 for term in served)
            later = inside(holding.claim, ended + 1, None) if ended else ()
            yield _conflict(facts, holding, stretch, served, later)
        return
    if holder:
        if not any(_fits(stretch, first, last) for first, last in _runs(served)):
            mends = (*_then(facts, holding, stretch, terms), *_in_a_run(holding, stretch, served))
            yield _conflict(facts, holding, stretch, served, mends)
        return
    then = tuple(term for term in terms if _fits_partly(stretch, term))
    if not then:
        return
    entity = facts.index.names.by_id(holding.person)
    if entity is None or facts.index.type(entity.type).anonymous:
        return
    assumptions: tuple[Assumption, ...] = ()
    if holding.person not in facts.index.dossier.world.entities:
        mine = frozenset[str]().union(*map(words_of, (entity.name or entity.id, *entity.aliases)))
        if any(mine & words_of(facts.index.label(term.person)) for term in then):
            return  # a namesake, or the same person by a shorter name
        names = ", ".join(dict.fromkeys(facts.index.label(term.person) for term in then))
        words = f"{facts.index.label(holding.person)} is not another name of {names}"
        assumptions = (Assumption("distinct", holding.person.replace(" ", "-"), words),)
    mends = _then(facts, holding, stretch, terms)
    yield attrs.evolve(_conflict(facts, holding, stretch, then, mends), assumptions=(
        *assumptions, *stretch.assumptions
    ))  # fmt: skip


def _then(
    facts: Facts, holding: Holding, stretch: Stretch, terms: tuple[Holding, ...]
) -> tuple[Mend, ...]:
    """Whoever held the office at that time, if there was one all the while."""
    holders = dict.fromkeys(term.person for term in terms)
    fitting = [
        holder
        for holder in holders
        if any(
            _fits(stretch, first, last)
            for first, last in _runs(tuple(term for term in terms if term.person == holder))
        )
    ]
    if len(fitting) == 1:
        return (Mend(holding.claim.id, facts.index.label(fitting[0]), (("person", fitting[0]),)),)
    return (Mend(holding.claim.id, ANOTHER_PERSON, (("person", ANOTHER_PERSON),)),)


def _in_a_run(holding: Holding, stretch: Stretch, served: tuple[Holding, ...]) -> tuple[Mend, ...]:
    """A day of the time in which the person held the office that is nearest to what is told."""
    day = stretch.first.latest if stretch.first.latest is not None else stretch.last.earliest
    if day is None:
        return ()

    def distance(run: tuple[Day | None, Day | None]) -> int:
        first, last = run
        return max(0, 0 if first is None else first - day, 0 if last is None else day - last)

    return inside(holding.claim, *min(_runs(served), key=distance))


def _conflict(
    facts: Facts,
    holding: Holding,
    stretch: Stretch,
    terms: tuple[Holding, ...],
    mends: tuple[Mend, ...],
) -> Constraint:
    index = facts.index
    told = []
    for term in terms:
        time = _time(term)
        told.append(f"{index.label(term.person)} {time.describe() if time is not None else ''}")
    time = _time(holding)
    when = f" ({time.describe()})" if time is not None else ""
    former = "former " if holding.former else ""
    return Constraint(
        rule=RULE,
        claims=(holding.claim.id, *(term.claim.id for term in terms)),
        assumptions=stretch.assumptions,
        words=f"{index.label(holding.person)} as {former}{holding.post.name}{when} does not agree "
        f"with the terms of that office: {'; '.join(told)}",
        mends=mends,
    )


def _time(holding: Holding) -> Time | None:
    claim = holding.claim
    text = claim.when or claim.as_of or claim.since or claim.until or claim.within
    return read_time(text) if text else None


def _bounds(term: Holding) -> tuple[Day | None, Day | None]:
    """The first and last day that a term may have taken up, both inside."""
    if term.stretch is None:
        return None, None
    return term.stretch.first.earliest, term.stretch.last.latest


def _runs(terms: tuple[Holding, ...]) -> Iterator[tuple[Day | None, Day | None]]:
    """Terms of one person, those that follow each other as one."""
    run: tuple[Day | None, Day | None] | None = None
    for first, last in sorted(map(_bounds, terms), key=lambda ends: (ends[0] or 0, ends[1] or 0)):
        if run is not None and (run[1] is None or first is None or first <= run[1] + 1):
            run = (run[0], None if run[1] is None or last is None else max(run[1], last))
            continue
        if run is not None:
            yield run
        run = (first, last)
    if run is not None:
        yield run


def _fits(stretch: Stretch, first: Day | None, last: Day | None) -> bool:
    """True where the stretch, at its shortest and best placed, may lie from first to last."""
    return not (
        surely_before(stretch.first.latest, first) or surely_before(last, stretch.last.earliest)
    )


def _fits_partly(stretch: Stretch, term: Holding) -> bool:
    first, last = _bounds(term)
    hull = Span(stretch.first.earliest, stretch.last.latest)
    return not (surely_before(hull.latest, first) or surely_before(last, hull.earliest))


def _after(term: Holding, stretch: Stretch) -> bool:
    """True where a term begins after all that a role dates."""
    return surely_before(stretch.last.latest, _bounds(term)[0])


def _reaches(since: Day, *days: Day | None) -> bool:
    """True where the list is whole from the first of the days on that is known."""
    known = next((day for day in days if day is not None), None)
    return known is not None and since <= known
