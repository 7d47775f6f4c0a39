"""What is alleged, reported or denied is so by somebody.

Why it matters: "it was alleged" without a name is nobody's word, and cannot be checked.

Not flagged: what the document asserts in its own voice; a claim with `said by` or with a source; a
claim that a statement is about, for its speaker says it.

Noted::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: fraud
        kind: relation
        subject: acme
        relation: deceives
        objects: its customers
        modality: alleged
        quote: allegedly deceived its customers  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
      rival: {name: Rival, type: company}
    sources:
      paper: {title: An article}
    claims:
      - id: own
        kind: relation
        subject: acme
        relation: deceives
        objects: its customers
        quote: deceived its customers
      - id: by-rival
        kind: relation
        subject: acme
        relation: deceives
        objects: its customers
        modality: alleged
        said by: rival
        quote: according to Rival
      - id: by-paper
        kind: relation
        subject: acme
        relation: deceives
        objects: its workers
        modality: reported
        sources: [paper]
        quote: reportedly deceived its workers

Fine::

    entities:
      acme: {name: Acme, type: company}
      rival: {name: Rival, type: company}
    claims:
      - id: fraud
        kind: relation
        subject: acme
        relation: deceives
        objects: its customers
        modality: alleged
        quote: deceived its customers
      - id: allegation
        kind: statement
        speaker: rival
        stance: alleges
        about: fraud
        quote: Rival alleged
"""

from __future__ import annotations

from ijmfacts.claims import Statement
from ijmfacts.constraints import Remark
from ijmfacts.facts import Facts, Yields

RULE = "claims-name-their-source-or-voice"
READS = "remarks"

ATTRIBUTED = frozenset({"alleged", "reported", "denied"})


def check(facts: Facts) -> Yields:
    """Claims that are somebody's word, and name nobody."""
    told = {name for statement in facts.index.statements for name in statement.about}
    for claim in facts.index.claims:
        if claim.modality not in ATTRIBUTED or isinstance(claim, Statement):
            continue
        if claim.said_by or claim.sources or claim.id in told:
            continue
        yield Remark(
            rule=RULE,
            claims=(claim.id,),
            message=f"`{claim.id}` is {claim.modality}, and nobody is named who says so",
            hint="add `said by` or `sources`",
            place=("claim", claim.id, "modality"),
        )
