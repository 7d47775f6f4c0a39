"""What happens on an observance happens on its day.

Why it matters: a speech of 12 March was not given on International Women's Day, which is 8 March.

Not flagged: dates that leave the day open (March 2004, 2004); an event of several days that takes
the observance in; a year before the observance was kept; days that are not of one fixed date.

Flagged::

    claims:
      - id: speech
        kind: event
        type: speech
        when: 2004-03-12
        during: International Women's Day
        quote: on International Women's Day, 12 March 2004  # <--

Flagged::

    claims:
      - id: speech-date
        kind: event
        event: speech
        type: speech
        when: XXXX-03-12
        quote: spoke on 12 March  # <--
      - id: speech-occasion
        kind: event
        event: speech
        type: speech
        during: International Women's Day
        quote: in an International Women's Day speech  # <--

Flagged::

    claims:
      - id: speech
        kind: event
        type: speech
        when: 2004-04~
        during: Human Rights Day
        quote: on Human Rights Day, around April 2004  # <--

Fine::

    claims:
      - id: speech
        kind: event
        type: speech
        when: 2004-03
        during: International Women's Day
        quote: on International Women's Day in March 2004

Fine::

    claims:
      - id: festival
        kind: event
        type: celebration
        when: 2004-03-05/2004-03-12
        during: International Women's Day
        quote: from 5 to 12 March, over International Women's Day

Fine::

    claims:
      - id: speech
        kind: event
        type: speech
        when: 1911-03-19
        during: International Women's Day
        quote: International Women's Day on 19 March 1911

Fine::

    observances:
      club-day: {name: Club Day, date: XXXX-05-01}
    entities:
      ann: {name: Ann, type: person}
    claims:
      - id: speech
        kind: event
        event: speech
        type: speech
        when: 2004-05-01
        during: Club Day
        quote: on Club Day, 1 May 2004
      - id: speech-by-another
        kind: event
        event: speech
        type: speech
        when: 2004-05-02
        said by: ann
        quote: spoke on 2 May 2004
"""

from __future__ import annotations

from collections.abc import Iterator

from ijmfacts.answers import Answer
from ijmfacts.claims import Anchor, AnyClaim, Event
from ijmfacts.constraints import Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Voice
from ijmfacts.mending import unanchored
from ijmfacts.records import Observance
from ijmfacts.timeline import Dated, marked
from ijmfacts.times import Time, date_of, falls_on, read_time

RULE = "observances-fall-on-their-day"
READS = "one event"


def check(facts: Facts) -> Yields:
    """A time of what happens during an observance allows the observance's day."""
    dossier = facts.dossier
    for voice, claim in facts.index.voiced:
        for anchor in claim.during:
            key = facts.index.names.observance(anchor.of)
            if key and not anchor.distance and anchor.of not in facts.timeline.event_names:
                observance = dossier.observances.get(key) or dossier.world.observances[key]
                yield from _kept(facts, claim, voice, anchor, observance)


def _kept(
    facts: Facts, claim: AnyClaim, voice: Voice, anchor: Anchor, observance: Observance
) -> Iterator[Constraint]:
    timeline = facts.timeline
    if not observance.date:
        return  # its table was left out
    day = read_time(observance.date).yearless
    if day is None or not read_time(observance.date).exists:
        return
    tellers: tuple[AnyClaim, ...] = (
        timeline.events[claim.name, voice] if isinstance(claim, Event) else (claim,)
    )
    for teller in tellers:
        for dated in timeline.dates(teller, voice):
            if dated.field in {"when", "as_of", "within"}:
                yield from _dated(facts, claim, anchor, dated, observance, day)


def _dated(
    facts: Facts,
    claim: AnyClaim,
    anchor: Anchor,
    dated: Dated,
    observance: Observance,
    day: tuple[int, int],
) -> Iterator[Constraint]:
    time, assumptions = marked(dated.time)
    if falls_on(time, *day) is not Answer.NO:
        return
    since = read_time(observance.since) if observance.since else None
    # On another date before; a day without a year is told of the usual one.
    first = since.earliest if since is not None and time.yearless is None else None
    if first is not None and (time.earliest is None or time.earliest < first):
        return
    name = observance.name or observance.id
    source = _source(facts, observance)
    yield Constraint(
        rule=RULE,
        claims=tuple(dict.fromkeys((claim.id, dated.claim.id))),
        assumptions=assumptions,
        words=(
            f"{facts.timeline.words(claim, facts.index.voice(claim) or ())} is told of "
            f"{name}, which is {read_time(observance.date).describe()}{source}, and is dated "
            f"{dated.time.describe()}"
        ),
        mends=(
            Mend(
                dated.claim.id,
                read_time(observance.date).describe(),
                _on(dated, observance.date),
            ),
            unanchored(claim, "during", anchor, f"a time that is not {name}"),
        ),
    )


def _on(dated: Dated, day: str) -> tuple[tuple[str, str], ...]:
    """The day in the year that a claim tells, if it is one."""
    time: Time = dated.time
    if time.yearless is not None:
        return ((dated.field, day),)
    if time.earliest is None or time.latest is None:
        return ()
    first, last = date_of(time.earliest)[0], date_of(time.latest)[0]
    return ((dated.field, day.replace("XXXX", f"{first:04}")),) if 0 < first == last else ()


def _source(facts: Facts, observance: Observance) -> str:
    """The work that says when the day is, in brackets."""
    dossier = facts.dossier
    for citation in observance.sources:
        source = dossier.sources.get(citation.source) or dossier.world.sources.get(citation.source)
        if source is not None and source.title:
            return f" ({source.title})"
    return ""
