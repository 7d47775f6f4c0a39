"""Who says something has a name.

Why it matters: "critics say" and "a reporter was told" cannot be asked again.

Not flagged: persons, bodies and papers with a name; a group that is not declared anonymous; a
speaker of whom the dossier knows nothing; a claim that a statement is about, for the statement is
noted.

Noted::

    entities:
      acme: {name: Acme, type: company}
      critics: {name: critics, type: anonymous group}
    claims:
      - id: criticism
        kind: statement
        speaker: critics
        stance: criticizes
        about: acme
        quote: critics say  # <--

Noted::

    entities:
      acme: {name: Acme, type: company}
      critics: {name: critics, type: anonymous group}
    claims:
      - id: fraud
        kind: relation
        subject: acme
        relation: deceives
        objects: its customers
        said by: critics
        quote: deceives its customers
      - id: criticism
        kind: statement
        speaker: critics
        stance: says
        about: fraud
        quote: critics say  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
      rival: {name: Rival, type: company}
    claims:
      - id: criticism
        kind: statement
        speaker: rival
        stance: criticizes
        about: acme
        quote: Rival criticized

Fine::

    entities:
      acme: {name: Acme, type: company}
      neighbours: {name: the neighbours, type: people}
    claims:
      - id: criticism
        kind: relation
        subject: acme
        relation: disturbs
        objects: neighbours
        said by: neighbours
        quote: the neighbours say
"""

from __future__ import annotations

from ijmfacts.claims import Statement
from ijmfacts.constraints import Remark
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Index

RULE = "speakers-are-named"
READS = "remarks"


def check(facts: Facts) -> Yields:
    """Claims whose speakers are all of an anonymous type."""
    index = facts.index
    told = {name for statement in index.statements for name in statement.about}
    for claim in index.claims:
        if claim.id in told:
            continue
        speaking = claim.said_by
        field = "said by"
        if isinstance(claim, Statement):
            speaking, field = claim.speaker, "speaker"
        if speaking and all(_is_anonymous(index, name) for name in speaking):
            shown = ", ".join(index.label(index.canon(name)) for name in speaking)
            yield Remark(
                rule=RULE,
                claims=(claim.id,),
                message=f"`{claim.id}` is said by nobody with a name: {shown}",
                hint="name the speaker, or the source that heard it",
                place=("claim", claim.id, field),
            )


def _is_anonymous(index: Index, name: str) -> bool:
    entity = index.entity(name)
    return entity is not None and any(
        index.type(kind).anonymous for kind in index.wider(entity.type)
    )
