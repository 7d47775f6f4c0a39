"""A claim agrees with what its cited source says.

Why it matters: a citation lends its weight to a figure; a source that says otherwise takes it back.

What a source says is written with the citation: `says: {value: …, members: …, when: …}`.
Values are compared by the readings that all values have, so that what rests on rounding or on a
hedge is a tension; a bare figure of a source stands in the unit of the claim.

Not flagged: a source that is more precise than the claim ($51,560,000 for $51.6 million), or in
thousands or millions of it; a source that says nothing written down; values in units that nobody
can compare; an open list that leaves out some of the source's names; a claim that is planned or
denied; a value of a time that the claim does not speak of (its time is a tension by itself).

Flagged::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report, issued: 2016}
    claims:
      - id: revenue
        kind: quantity
        subject: acme
        property: revenue
        value: $52.9 million
        when: 2015
        sources: [{source: audit, locator: p. 4, says: {value: "51,560,000"}}]
        quote: revenue of $52.9 million  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report, issued: 2016}
    claims:
      - id: offices
        kind: quantity
        subject: acme
        property: offices
        value: two
        sources: [{source: audit, says: {members: [Kenya, Romania, Dominican Republic]}}]
        quote: two offices  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report, issued: 2016}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: nearly 800
        when: 2015
        sources: [{source: audit, says: {value: 684}}]
        quote: nearly 800 employees  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    sources:
      register: {title: Register of companies}
    claims:
      - id: founded
        kind: event
        type: founding
        to: acme
        when: 1997
        sources: [{source: register, says: {when: 1994-03-01}}]
        quote: founded in 1997  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report, issued: 2016}
    claims:
      - id: staff
        kind: quantity
        subject: acme
        property: employees
        value: 684
        when: 2015
        sources: [{source: audit, says: {value: 684, when: 2012}}]
        quote: 684 employees  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report, issued: 2016}
    claims:
      - id: revenue
        kind: quantity
        subject: acme
        property: revenue
        value: $51.6 million
        when: 2015
        sources: [{source: audit, locator: p. 4, says: {value: "51,560,000"}}]
        quote: revenue of $51.6 million

Fine::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report, issued: 2016}
    claims:
      - id: revenue
        kind: quantity
        subject: acme
        property: revenue
        value: $51.6 million
        when: 2015
        sources: [{source: audit, says: {value: "51,560", quote: "in thousands, 51,560"}}]
        quote: revenue of $51.6 million

Fine::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report, issued: 2016}
    claims:
      - id: offices
        kind: listing
        subject: acme
        property: offices
        members: [Kenya, Romania]
        open: true
        sources: [{source: audit, says: {members: [Kenya, Romania, Dominican Republic]}}]
        quote: Kenya, Romania and others
      - id: more-than-five
        kind: quantity
        subject: acme
        property: cases
        value: more than five
        sources: [{source: audit, says: {value: 12}}]
        quote: more than five cases
      - id: costs
        kind: quantity
        subject: acme
        property: costs
        value: $40 million
        sources: [{source: audit, says: {value: €90 million}}]
        quote: $40 million

Fine::

    entities:
      acme: {name: Acme, type: company}
    sources:
      audit: {title: Auditor's report, issued: 2016}
    claims:
      - id: planned-offices
        kind: quantity
        subject: acme
        property: offices
        value: 40
        modality: planned
        sources: [{source: audit, says: {value: 30}}]
        quote: plans 40 offices
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Final

from ijmfacts.citations import Difference, Side, cited, claimed, differences, matter_of, name_of
from ijmfacts.claims import AnyClaim, Event, Listing, Quantity, Relation
from ijmfacts.constraints import Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Index
from ijmfacts.mending import listed

RULE = "claims-agree-with-their-sources"
READS = "one claim"

_SHOWN: Final = 6
"""How many names of a source's list are shown."""


def check(facts: Facts) -> Yields:
    """Each claim is held against what each of its sources says."""
    index = facts.index
    for _, claim in index.voiced:
        for citation in claim.sources:
            theirs = cited(index, claim, citation)
            if theirs is None:
                continue
            ours = claimed(index, claim, theirs.reading)
            quoted = citation.says.quote if citation.says is not None else ""
            words = f" (“{quoted}” in {name_of(index, citation)})" if quoted else ""
            for difference in differences(index, matter_of(index, claim), ours, theirs):
                yield Constraint(
                    rule=RULE,
                    claims=(claim.id,),
                    assumptions=difference.assumptions,
                    words=difference.words + words,
                    mends=tuple(_mends(index, claim, ours, theirs, difference)),
                )


def _mends(
    index: Index, claim: AnyClaim, ours: Side, theirs: Side, difference: Difference
) -> Iterator[Mend]:
    """What the source says, in the field in which the claim says otherwise."""
    says = f"what {theirs.shown} says: "
    if difference.of == "time" and theirs.time is not None:
        field = "when" if claim.when else "as_of" if claim.as_of else "within"
        yield Mend(claim.id, says + theirs.time.describe(), ((field, theirs.time.text),))
    elif difference.of == "value" and theirs.reading is not None:
        yield Mend(claim.id, says + theirs.reading.text, _value(claim, ours, theirs))
    elif isinstance(claim, Event | Quantity) and difference.of == "count" and theirs.members:
        count = str(len(theirs.members))
        field = "times" if isinstance(claim, Event) else "value"
        words = f"{count}, as many as {theirs.shown} names"
        yield Mend(claim.id, words, ((field, count), ("precision", ""))[: 1 + (field == "value")])
    elif difference.of == "count" and theirs.reading is not None:
        yield Mend(claim.id, f"a list of {theirs.reading.text}, as {theirs.shown} says")
    elif difference.of == "members":
        yield from _members(index, claim, theirs, difference)


def _value(claim: AnyClaim, ours: Side, theirs: Side) -> tuple[tuple[str, Hashable], ...]:
    """The source's figure, in the claim's unit where the source prints it bare."""
    reading = theirs.reading
    if reading is None or ours.reading is None:
        return ()
    if isinstance(claim, Event):
        return (("lasting" if reading.kind == "duration" else "times", reading.text),)
    if not isinstance(claim, Quantity):
        return ()
    bare = reading.kind == "number" and not (reading.unit or reading.noun)
    unit = claim.unit or (ours.reading.unit if bare else "")
    return (
        ("value", reading.text),
        ("unit", unit),
        ("precision", ""),
        ("direction", reading.direction),
    )


def _members(index: Index, claim: AnyClaim, theirs: Side, difference: Difference) -> Iterator[Mend]:
    """The list without what the source does not name, or with what it names as well."""
    if not isinstance(claim, Listing | Relation):
        return
    names = difference.names
    gone = set(map(index.canon, names))
    field = "members" if isinstance(claim, Listing) else "objects"
    own = claim.members if isinstance(claim, Listing) else claim.objects
    left = tuple(name for name in own if index.canon(name) not in gone)
    if difference.fuller == theirs.about:
        yield Mend(claim.id, f"the list with {listed(names)}", ((field, (*own, *names)),))
    elif left:
        yield Mend(claim.id, f"the list without {listed(names)}", ((field, left),))
    if len(theirs.printed) <= _SHOWN:
        says = f"what {theirs.shown} says: {listed(theirs.printed)}"
        yield Mend(claim.id, says, ((field, theirs.printed),))
