"""What can change has a date.

Why it matters: "it has 30 offices" was true on some day; a reader a year later cannot tell which.

What can change is a property that the vocabulary calls a state, a post, and a relation that the
vocabulary says is of one object at a time, of a member or of a place, unless it is timeless.

Not flagged: what happened once; a timeless property or relation; one of which the vocabulary says
nothing; a claim with a date, a period or an order of any sort; a plan; what is said of an event;
where a place lies.

Noted::

    entities:
      acme: {name: Acme, type: company}
    vocabulary:
      properties:
        offices: {time: state}
    claims:
      - id: offices
        kind: quantity
        subject: acme
        property: offices
        value: 30
        quote: has 30 offices  # <--

Noted::

    entities:
      acme: {name: Acme, type: company}
      ann: {name: Ann Smith, type: person}
    claims:
      - id: director
        kind: role
        person: ann
        post: director
        organization: acme
        quote: its director, Ann Smith  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
      ann: {name: Ann Smith, type: person}
    vocabulary:
      properties:
        offices: {time: state}
        founders: {time: timeless}
      relations:
        admires: {}
    claims:
      - id: offices
        kind: quantity
        subject: acme
        property: offices
        value: 30
        as of: 2022-11
        quote: 30 offices
      - id: founders
        kind: quantity
        subject: acme
        property: founders
        value: two
        quote: two founders
      - id: colours
        kind: quantity
        subject: acme
        property: colours
        value: two
        quote: two colours

Fine::

    entities:
      acme: {name: Acme, type: company}
      ann: {name: Ann Smith, type: person}
      the-hall: {name: The Hall, type: venue}
    claims:
      - id: director
        kind: role
        person: ann
        post: director
        organization: acme
        since: 2015
        quote: director since 2015
      - id: born
        kind: relation
        subject: ann
        relation: born in
        objects: Kenya
        quote: born in Kenya
      - id: hall
        kind: relation
        subject: the-hall
        relation: located in
        objects: Kenya
        quote: a hall in Kenya
      - id: opening
        kind: event
        type: opening
        by: acme
        quote: opened
"""

from __future__ import annotations

from ijmfacts.answers import Answer
from ijmfacts.claims import AnyClaim, Breakdown, Event, Listing, Quantity, Relation, Role
from ijmfacts.constraints import Remark
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Index
from ijmfacts.stretches import undated

RULE = "present-claims-are-dated"
READS = "remarks"


def check(facts: Facts) -> Yields:
    """Claims of what can change that have no place in time."""
    index = facts.index
    events = {claim.name for claim in index.by_id.values() if isinstance(claim, Event)}
    for _, claim in index.voiced:
        if not undated(claim):
            continue
        if getattr(claim, "subject", None) in events:
            continue
        changes = _what_changes(index, claim)
        if changes:
            yield Remark(
                rule=RULE,
                claims=(claim.id,),
                message=f"`{claim.id}` does not say when: {changes} can change",
                hint="add `as of`, or `since` and `until`",
                place=("claim", claim.id),
            )


def _what_changes(index: Index, claim: AnyClaim) -> str:
    """What the claim is about, where it is known to change; otherwise nothing."""
    if isinstance(claim, Role):
        return f"the post of {claim.post}"
    if isinstance(claim, Quantity | Listing | Breakdown):
        return claim.property if index.property(claim.property).time == "state" else ""
    if isinstance(claim, Relation):
        known = index.relation(claim.relation)
        if known.located and index.is_of(index.canon(claim.subject), "place") is Answer.YES:
            return ""
        if (known.single_valued or known.member or known.located) and not known.timeless:
            return f"`{claim.relation}`"
    return ""
