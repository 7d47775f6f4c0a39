"""What a document tells as done was done before the document was written.

Why it matters: a report of 2015 cannot tell what happened in 2016: one of the two dates is wrong.

Not flagged: what is only planned; events in the year of the document, or that go on after it; a
document whose date is open (`2023-07/..`) or unsaid; what others are quoted with; states, terms of
office and figures, which may be told ahead.

Flagged::

    document: {title: Annual Report, date: 2015}
    claims:
      - id: office
        kind: event
        type: opening
        when: 2016-03
        quote: opened in March 2016  # <--

Flagged::

    document: {title: Annual Report, date: 2015~}
    claims:
      - id: office
        kind: event
        type: opening
        when: 2019-03
        quote: opened in March 2019  # <--

Flagged::

    document: {title: Annual Report, date: 2015-06-30}
    claims:
      - id: office
        kind: event
        type: opening
        when: 2015-05
        quote: opened in May 2015  # <--
      - id: meeting
        kind: event
        type: meeting
        after: {of: office, distance: at least six months}
        quote: six months later  # <--

Fine::

    document: {title: Annual Report, date: 2015}
    claims:
      - id: office
        kind: event
        type: opening
        when: 2016-03
        modality: planned
        quote: will open in March 2016
      - id: meeting
        kind: event
        type: meeting
        when: 2015
        quote: met in 2015

Fine::

    document: {title: An article, date: 2015/..}
    claims:
      - id: office
        kind: event
        type: opening
        when: 2016-03
        quote: opened in March 2016
      - id: budget
        kind: event
        type: grant
        when: 2014/2018
        quote: a grant for 2014 to 2018

Fine::

    document: {title: Annual Report, date: 2015}
    entities:
      ann: {name: Ann, type: person}
    claims:
      - id: office
        kind: event
        type: opening
        when: 2016
        said by: ann
        quote: opened in 2016
      - id: grant
        kind: event
        type: grant
        when: 2014/2018
        quote: a grant for 2014 to 2018
"""

from __future__ import annotations

from ijmfacts.constraints import Constraint, sum_of
from ijmfacts.facts import Facts, Yields
from ijmfacts.timeline import ANCHORS, between, marked, start
from ijmfacts.times import read_time

RULE = "past-lies-before-publication"
READS = "one event"


def check(facts: Facts) -> Yields:
    """An event of the document's own voice starts no later than the document's last day."""
    document = facts.dossier.document
    if document is None or not document.date:
        return
    date = read_time(document.date)
    time, assumptions = marked(date)
    if time.latest is None or time.yearless is not None:
        return
    timeline = facts.timeline
    for voice, claim in facts.index.events:
        if voice or not (
            timeline.is_dated(claim) or any(getattr(claim, field) for field in ANCHORS)
        ):
            continue
        yield Constraint(
            rule=RULE,
            claims=(claim.id,),
            assumptions=assumptions,
            terms=sum_of((start(claim.name, voice), 1)),
            within=between(None, time.latest),
            words=(
                f"{timeline.event_words(claim.name, voice)} is told as done in a document of "
                f"{date.describe()}"
            ),
        )
