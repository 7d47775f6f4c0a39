"""What comes after something does not come before it.

Why it matters: nobody escapes from a detention that began a year later, dies before being born, or
is founded twice.

Orders come from claims (`before`, `after`, `during`, with or without a distance) and from the
vocabulary (`before`, `begins`, `ends` and `once` of a type of event, for the same participant).
What the vocabulary calls `numbered` (an edition) comes in the order of the numbers in `number` or
before the name of its type, under the assumption that they count in one row.

Not flagged: things of one day, month or year in any order; what starts while the event that it
comes after still goes on, unless a claim gives that event's last day; a distance that the dates
meet on any day they leave open; one event under two types; events of a group of people, whose
members each have a life of their own; numbered events of other things or other types (a reprint,
a season); one number that several events have, after a higher one; numbers of a type that no
vocabulary calls `numbered`, as those of volumes, which come out in any order.
Different types of event that both begin or both end a life are one event only by assumption.

Flagged::

    claims:
      - id: detention
        kind: event
        event: detention
        type: detention
        when: 2001-05
        quote: detained in May 2001  # <--
      - id: escape
        kind: event
        event: escape
        type: escape
        when: 2001-02-11
        after: detention
        quote: then escaped on 11 February 2001  # <--

Flagged::

    claims:
      - id: visit
        kind: event
        type: visit
        after: speech
        quote: visited after the speech  # <--
      - id: speech
        kind: event
        type: speech
        after: meeting
        quote: spoke after the meeting  # <--
      - id: meeting
        kind: event
        type: meeting
        after: visit
        quote: met after the visit  # <--

Flagged::

    entities:
      ann: {name: Ann, type: person}
    claims:
      - id: birth
        kind: event
        type: birth
        by: ann
        when: 1950
        quote: born in 1950  # <--
      - id: death
        kind: event
        type: death
        by: ann
        when: 1905
        quote: died in 1905  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: founded
        kind: event
        type: founding
        to: acme
        when: 1997
        quote: founded in 1997  # <--
      - id: founded-again
        kind: event
        type: founding
        to: acme
        when: 1999
        quote: its founding in 1999  # <--

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
      - id: office
        kind: event
        type: opening
        when: 2019
        after: {of: founding, distance: within 20 years}
        quote: a first office in 2019, within 20 years of its founding  # <--

Flagged::

    claims:
      - id: raid
        kind: event
        type: raid
        when: 2003-03-29
        quote: raided on 29 March 2003  # <--
      - id: trial
        kind: event
        type: trial
        when: 2006-01-10
        after: {of: raid, distance: about a year}
        quote: tried on 10 January 2006, about a year after the raid  # <--

Flagged::

    entities:
      tome: {name: The Tome, type: book}
    claims:
      - id: first-edition
        kind: event
        type: edition
        number: first
        to: tome
        when: 1950
        quote: whose first edition is of 1950  # <--
      - id: second-edition
        kind: event
        type: second edition
        to: tome
        when: 1948
        quote: in its second edition (1948)  # <--

Fine::

    entities:
      tome: {name: The Tome, type: book}
      annals: {name: The Annals, type: book}
    claims:
      - id: tome-first
        kind: event
        type: edition
        number: first
        to: tome
        when: 1950
        quote: whose first edition is of 1950
      - id: tome-first-again
        kind: event
        type: reprint
        number: first
        to: tome
        when: 1975
        quote: reprinted for the first time in 1975
      - id: tome-second
        kind: event
        type: second edition
        to: tome
        when: 1962
        quote: in its second edition (1962)
      - id: tome-third-volume
        kind: event
        type: third volume
        to: tome
        when: 1949
        quote: its third volume came in 1949
      - id: annals-fourth
        kind: event
        type: edition
        number: 4th
        to: annals
        when: 1911
        quote: the 4th edition of the Annals (1911)

Fine::

    claims:
      - id: detention
        kind: event
        event: detention
        type: detention
        when: 2001
        quote: detained in 2001
      - id: escape
        kind: event
        event: escape
        type: escape
        when: 2001-02-11
        after: detention
        quote: then escaped on 11 February 2001

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
      - id: office
        kind: event
        type: opening
        when: 2017
        after: {of: founding, distance: within 20 years}
        quote: a first office in 2017, within 20 years of its founding

Fine::

    claims:
      - id: project
        kind: event
        type: construction
        when: 1998/2005
        quote: built from 1998 to 2005
      - id: visit
        kind: event
        type: visit
        when: 2001
        during: project
        quote: visited in 2001, while it was built
      - id: plan
        kind: event
        type: planning
        when: 1990
        before: project
        quote: planned in 1990
      - id: grant
        kind: event
        event: grant
        type: grant
        when: 2002
        quote: granted in 2002
      - id: grant-length
        kind: event
        event: grant
        type: grant
        lasting: three-year
        quote: the three-year grant
      - id: report
        kind: event
        type: report
        when: 2003
        after: grant
        quote: reported in 2003, after the grant

Fine::

    entities:
      victims: {name: the victims, type: people}
      ann: {name: Ann, type: person}
    claims:
      - id: killing-one
        kind: event
        type: killing
        to: victims
        when: 2001
        quote: killed in 2001
      - id: killing-two
        kind: event
        type: killing
        to: victims
        when: 2002
        quote: others were killed in 2002
      - id: birth
        kind: event
        type: birth
        by: ann
        when: 1950
        quote: born in 1950
      - id: wedding
        kind: event
        type: marriage
        when: 1980
        during: {of: ann, distance: at the age of 30}
        quote: married at the age of 30
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import attrs

from ijmfacts.claims import Anchor, AnyClaim, Event
from ijmfacts.constraints import Assumption, Constraint, Remark, Variable, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Voice
from ijmfacts.intervals import Interval
from ijmfacts.mending import unanchored
from ijmfacts.records import Entity
from ijmfacts.timeline import (
    Point,
    Sort,
    Timeline,
    begin,
    between,
    end,
    finish,
    marked,
    no_earlier,
    start,
    turned,
)

RULE = "things-happen-in-order"
READS = "times"


def check(facts: Facts) -> Yields:
    """Claims stand where their anchors put them; lives go through their stations in order."""
    timeline = facts.timeline
    entities = facts.dossier.entities.items()
    for key in sorted([key for key, entity in entities if entity.end and turned(entity)]):
        yield Remark(
            rule=RULE,
            claims=(),
            message=f"the entity `{key}` ends before it begins",
            severity="error",
            hint="set `begin` and `end` right, or leave out the one in doubt",
            place=("entity", key, "end"),
        )
    for voice, claim in timeline.timed:
        yield from _anchored(timeline, claim, voice)
    for (canon, voice), entity in timeline.lives.items():
        yield from _life(timeline, canon, voice, entity)
    for (canon, voice), stations in timeline.stations.items():
        yield from _ends_of_life(timeline, canon, voice, stations)
        yield from _stations(timeline, canon, voice, stations)
        yield from _once(timeline, canon, voice, stations)
    for (canon, kind, voice), row in timeline.rows.items():
        yield from _row(timeline, canon, kind, voice, row)


# --- anchors ------------------------------------------------------------------------------------


def _order(name: str, voice: Voice) -> Variable:
    """The moment at which an event starts, on no calendar."""
    return ("order", name, voice)


def _anchored(timeline: Timeline, claim: AnyClaim, voice: Voice) -> Iterator[Constraint]:
    for field in ("after", "before", "during"):
        for anchor in getattr(claim, field):
            point = timeline.point(anchor, claim, voice)
            if point is None:
                continue
            if point.time is not None:
                yield from _fixed(point)
            mends = (unanchored(claim, field, anchor, f"a time that is not {field} {point.words}"),)
            for constraint in _placed(timeline, claim, voice, field, anchor, point):
                yield attrs.evolve(constraint, mends=mends)


def _placed(
    timeline: Timeline, claim: AnyClaim, voice: Voice, field: str, anchor: Anchor, point: Point
) -> Iterator[Constraint]:
    first, last = timeline.first_day(claim, voice), timeline.last_day(claim, voice)
    what = timeline.words(claim, voice)
    words = f"{what} comes {field} {point.words}"
    aged = timeline.is_age(anchor)
    if field == "during":
        for one, other in ((last, point.start), (point.end, first)):
            yield no_earlier(one, other, rule=RULE, claims=(claim.id,), words=words)
    elif not aged:
        yield from _beside(timeline, claim, voice, field, point, words)
    words = f"{what} comes {anchor.distance} {field} {point.words}"
    for days, assumptions in timeline.distance(anchor):
        for terms, within in _gaps(first, last, field, point, days, from_start=aged):
            yield Constraint(
                rule=RULE,
                claims=(claim.id,),
                assumptions=assumptions,
                terms=sum_of(*terms),
                within=within,
                words=words,
            )


def _gaps(
    first: Variable,
    last: Variable,
    field: str,
    point: Point,
    days: Interval,
    *,
    from_start: bool,
) -> Iterator[tuple[tuple[tuple[Variable, int], ...], Interval]]:
    """How far a claim starts from its anchor: at least from its start, at most from its end."""
    least, most = between(days.lower, None), between(None, days.upper)
    if field == "before":
        if least.lower is not None:
            yield ((point.start, 1), (first, -1)), least
        if most.upper is not None:
            yield ((point.start, 1), (last, -1)), most
        return
    near = point.start if from_start or field == "during" else point.end
    if least.lower is not None:
        yield ((first, 1), (point.start, -1)), least
    if most.upper is not None:
        yield ((first, 1), (near, -1)), most


def _fixed(point: Point) -> Iterator[Constraint]:
    """The days of an anchor that is a time."""
    if point.time is None:
        return
    time, assumptions = marked(point.time)
    for variable, span in ((point.start, time.start), (point.end, time.end)):
        yield Constraint(
            rule=RULE,
            assumptions=assumptions,
            terms=sum_of((variable, 1)),
            within=between(span.earliest, span.latest),
            words=f"{point.words} is when it is",
        )
    yield no_earlier(point.end, point.start, rule=RULE, claims=(), words="time goes forward")


def _beside(
    timeline: Timeline, claim: AnyClaim, voice: Voice, field: str, point: Point, words: str
) -> Iterator[Constraint]:
    """Before or after: what starts later, and what has ended by then."""
    first, last = timeline.first_day(claim, voice), timeline.last_day(claim, voice)
    after = field == "after"
    # A lifetime or a time is over before what comes after it; an event has at least begun.
    edge = point.start if point.event or not after else point.end
    later, earlier = (first, edge) if after else (point.start, first)
    yield no_earlier(later, earlier, rule=RULE, claims=(claim.id,), words=words)
    if point.event and isinstance(claim, Event):
        one, other = _order(claim.name, voice), _order(point.event, voice)
        yield Constraint(
            rule=RULE,
            claims=(claim.id,),
            terms=sum_of((one, 1), (other, -1)) if after else sum_of((other, 1), (one, -1)),
            within=Interval.at_least(0, open_=True),
            words=words,
        )
    if after:
        for told in timeline.events.get((point.event, voice), ()):
            if timeline.through(told) is not None:
                yield no_earlier(
                    first,
                    point.end,
                    rule=RULE,
                    claims=tuple(dict.fromkeys((claim.id, told.id))),
                    words=words,
                )
    elif timeline.through(claim) is not None:
        yield no_earlier(point.start, last, rule=RULE, claims=(claim.id,), words=words)


# --- lives --------------------------------------------------------------------------------------


def _life(timeline: Timeline, canon: str, voice: Voice, entity: Entity) -> Iterator[Constraint]:
    """A life begins and ends when its record says, and does not end before it begins."""
    label = timeline.index.label(canon)
    first, last = begin(canon, voice), finish(canon, voice)
    yield no_earlier(last, first, rule=RULE, claims=(), words=f"{label} begins before its end")
    for variable, declared, word in zip(
        (first, last), timeline.declared(entity), ("begins", "ends"), strict=True
    ):
        if declared is None:
            continue
        time, assumptions = marked(declared)
        if time.earliest is None is time.latest:
            continue
        yield Constraint(
            rule=RULE,
            assumptions=assumptions,
            terms=sum_of((variable, 1)),
            within=between(time.earliest, time.latest),
            words=f"the life of {label} {word} {declared.describe()}, as its entry says",
            printed=declared.text,
        )


def _ends_of_life(
    timeline: Timeline, canon: str, voice: Voice, stations: list[tuple[Event, Sort]]
) -> Iterator[Constraint]:
    """A founding or a birth begins a life, a death or a dissolution ends it.

    Where several types of event begin a life, that they do so at once is an assumption.
    """
    label = timeline.index.label(canon)
    for starts in (True, False):
        own = [(claim, sort) for claim, sort in stations if (sort.begins if starts else sort.ends)]
        several = len({sort.name for _, sort in own}) > 1
        same = Assumption(
            "same-event",
            f"{'beginning' if starts else 'end'} of {label}".replace(" ", "-").casefold(),
            f"what {'began' if starts else 'ended'} {label} is one event, however it is called",
        )
        for claim, _ in own:
            first, last = start(claim.name, voice), end(claim.name, voice)
            words = (
                f"{label} {'began' if starts else 'ended'} with "
                f"{timeline.event_words(claim.name, voice)}"
            )
            edge = begin(canon, voice) if starts else finish(canon, voice)
            sure = no_earlier(
                *((last, edge) if starts else (edge, first)),
                rule=RULE,
                claims=(claim.id,),
                words=words,
            )
            yield sure
            exact = no_earlier(
                *((edge, first) if starts else (last, edge)),
                rule=RULE,
                claims=(claim.id,),
                words=words,
                assumptions=(same,) if several else (),
            )
            yield exact


def _stations(
    timeline: Timeline, canon: str, voice: Voice, stations: list[tuple[Event, Sort]]
) -> Iterator[Constraint]:
    """The orders of the vocabulary, each by a day between all that comes first and all the rest."""
    if len({sort.name for _, sort in stations}) < 2:
        return
    label = timeline.index.label(canon)
    by_type: dict[str, list[Event]] = {}
    by_wider: dict[str, list[Event]] = {}
    before: dict[str, frozenset[str]] = {}
    for claim, sort in stations:
        by_type.setdefault(sort.name, []).append(claim)
        before[sort.name] = sort.before
        for name in sort.wider:
            by_wider.setdefault(name, []).append(claim)
    for name, ones in by_type.items():
        for later in sorted(before[name] & by_wider.keys()):
            others = by_wider[later]
            words = f"for {label} the {name} comes before the {later}"
            pivot: Variable = ("start", "between", canon, name, later, voice)
            turn: Variable = ("order", "between", canon, name, later, voice)
            strict = not {one.name for one in ones} & {other.name for other in others}
            for one in ones:
                yield no_earlier(
                    pivot, start(one.name, voice), rule=RULE, claims=(one.id,), words=words
                )
                if strict:
                    yield no_earlier(
                        turn,
                        _order(one.name, voice),
                        rule=RULE,
                        claims=(one.id,),
                        words=words,
                        strict=True,
                    )
            for other in others:
                yield no_earlier(
                    start(other.name, voice), pivot, rule=RULE, claims=(other.id,), words=words
                )
                if strict:
                    yield no_earlier(
                        _order(other.name, voice), turn, rule=RULE, claims=(other.id,), words=words
                    )


def _once(
    timeline: Timeline, canon: str, voice: Voice, stations: list[tuple[Event, Sort]]
) -> Iterator[Constraint]:
    """What happens once to the same one is one event, under whatever name it is told."""
    groups: dict[str, dict[str, list[Event]]] = {}
    for claim, sort in stations:
        if sort.once:
            groups.setdefault(sort.once, {}).setdefault(sort.name, []).append(claim)
    label = timeline.index.label(canon)
    for once, by_type in groups.items():
        if len({claim.name for claims in by_type.values() for claim in claims}) < 2:
            continue
        same = Assumption(
            "same-event",
            f"{once} of {label}".replace(" ", "-").casefold(),
            f"what is told as the {once} of {label} is one event, however it is called",
        )
        for side, day in (("start", start), ("end", end)):
            shared: Variable = (side, "once", canon, once, voice)
            for name, claims in by_type.items():
                own: Variable = (side, "once", canon, once, voice, name)
                words = f"the {name} of {label} happens once"
                for claim in claims:
                    yield Constraint(
                        rule=RULE,
                        claims=(claim.id,),
                        terms=sum_of((day(claim.name, voice), 1), (own, -1)),
                        within=Interval.point(0),
                        words=words,
                    )
                if len(by_type) > 1:
                    yield Constraint(
                        rule=RULE,
                        assumptions=(same,),
                        terms=sum_of((own, 1), (shared, -1)),
                        within=Interval.point(0),
                        words=words,
                    )


def _row(
    timeline: Timeline, canon: str, kind: str, voice: Voice, row: dict[int, list[Event]]
) -> Iterator[Constraint]:
    """What is numbered begins in the order of its numbers, each kept apart by a day from the next.

    That the numbers count in one row is an assumption: an edition in another language has its own.
    Where several events have one number, the first of them counts, which may be any.
    """
    if len(row) < 2:
        return
    label = timeline.index.label(canon)
    one_row = Assumption(
        "one-row",
        f"{kind} of {label}".replace(" ", "-").casefold(),
        f"every {kind} of {label} counts in one row, each by when it first came",
    )
    numbers = sorted(row)
    pivots: list[tuple[Variable, Variable]] = []
    words = f"every {kind} of {label} comes in the order of its number"
    for number, after in pairwise((*numbers, 0)):
        claims = row[number]
        if pivots:
            yield from _apart(claims, voice, pivots[-1], one_row, words, later=True)
        if not after:
            return
        own: Variable = ("start", "row", canon, kind, number, voice)
        turn: Variable = ("order", "row", canon, kind, number, voice)
        if pivots:
            for later, earlier in zip((own, turn), pivots[-1], strict=True):
                yield no_earlier(later, earlier, rule=RULE, claims=(), words=words)
        pivots.append((own, turn))
        if len({claim.name for claim in claims}) == 1:
            yield from _apart(claims, voice, pivots[-1], one_row, words, later=False)


def _apart(
    claims: list[Event],
    voice: Voice,
    pivot: tuple[Variable, Variable],
    assumption: Assumption,
    words: str,
    *,
    later: bool,
) -> Iterator[Constraint]:
    """Events that start no earlier, or no later, than a day between them and others."""
    for claim in claims:
        for own, turn, strict in (
            (start(claim.name, voice), pivot[0], False),
            (_order(claim.name, voice), pivot[1], True),
        ):
            yield no_earlier(
                *((own, turn) if later else (turn, own)),
                rule=RULE,
                claims=(claim.id,),
                words=words,
                assumptions=(assumption,),
                strict=strict,
            )
