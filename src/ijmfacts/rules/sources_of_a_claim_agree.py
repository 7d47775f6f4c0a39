"""Two sources cited for one claim agree with each other.

Why it matters: two citations look like two witnesses; where they say different things, at most one
of them carries the claim.

Not flagged: sources of different precision; sources whose figures are of different times; a source
that says nothing written down; units that nobody can compare; two sources where the claim itself
already disagrees with one of them (that is the finding).

Flagged::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report, issued: 2016}
      review: {title: Annual review, issued: 2016}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: more than 600
        when: 2015
        sources:
          - {source: audit, says: {value: 684}}
          - {source: review, says: {value: 751}}
        quote: more than 600 employees  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report, issued: 2016}
      review: {title: Annual review, issued: 2016}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: more than 600
        when: 2015
        sources:
          - {source: audit, says: {value: 684}}
          - {source: review, says: {value: about 800}}
        quote: more than 600 employees  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    sources:
      register: {title: Register of companies}
      history: {title: A short history of Acme}
    claims:
      - id: founded
        kind: event
        type: founding
        to: acme
        sources:
          - {source: register, says: {when: 1994-03-01}}
          - {source: history, says: {when: 1997}}
        quote: was founded  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report, issued: 2016}
      review: {title: Annual review, issued: 2016}
    claims:
      - id: revenue
        kind: quantity
        subject: acme
        property: revenue
        value: more than $50 million
        when: 2015
        sources:
          - {source: audit, says: {value: "$51,560,000"}}
          - {source: review, says: {value: $51.6 million}}
        quote: more than $50 million

Fine::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report, issued: 2016}
      review: {title: Annual review, issued: 2016}
      leaflet: {title: Leaflet}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: more than 600
        sources:
          - {source: audit, says: {value: 684, when: 2015}}
          - {source: review, says: {value: 751, when: 2016}}
          - leaflet
        quote: more than 600 employees
"""

from __future__ import annotations

from itertools import combinations

from ijmfacts.citations import Difference, Side, cited, claimed, differences, matter_of
from ijmfacts.claims import Citation
from ijmfacts.constraints import Constraint, Mend
from ijmfacts.facts import Facts, Yields

RULE = "sources-of-a-claim-agree"
READS = "one claim"
MOST = 50
"""How many of one claim's sources are held against each other."""


def check(facts: Facts) -> Yields:
    """What the sources of one claim say is held against each other, two by two."""
    index = facts.index
    for _, claim in index.voiced:
        if len(claim.sources) < 2:
            continue
        matter = matter_of(index, claim)
        sides: list[tuple[Side, list[Difference], Citation]] = []
        for citation in claim.sources[:MOST]:
            side = cited(index, claim, citation)
            if side is not None:
                ours = claimed(index, claim, side.reading)
                sides.append((side, list(differences(index, matter, ours, side)), citation))
        for (one, before, first), (two, after, second) in combinations(sides, 2):
            times = one.time, two.time
            if not matter.once and None not in times and times[0] != times[1]:
                continue  # each speaks of its own time; which one the claim means is not theirs
            for difference in differences(index, matter, one, two):
                needed = set(difference.assumptions)
                if any(needed.issuperset(told.assumptions) for told in (*before, *after)):
                    continue
                yield Constraint(
                    rule=RULE,
                    claims=(claim.id,),
                    assumptions=difference.assumptions,
                    words=difference.words,
                    mends=tuple(
                        Mend(
                            claim.id,
                            f"a claim that does not cite {side.shown}",
                            (("sources", tuple(c for c in claim.sources if c != citation)),),
                        )
                        for side, citation in ((one, first), (two, second))
                    ),
                )
