"""The members of a list are of the kind that the list is of.

Why it matters: a list of countries that names a village, or a list of board members that names a
company, has a wrong member or a wrong heading.

Not flagged: members that are plain words, or whose type is not declared; a type that may be of the
kind too (a city that is a country); lists that others are quoted with.

Flagged::

    entities:
      guild: {name: The Guild, type: organization}
      acme: {name: Acme, type: company}
      ann: {name: Ann Lee, type: person}
    vocabulary:
      properties:
        stewards: {counts: people, kind of members: person}
    claims:
      - id: stewards
        kind: listing
        subject: guild
        property: stewards
        members: [Ann Lee, Acme]
        quote: its stewards, Ann Lee and Acme  # <--

Fine::

    entities:
      guild: {name: The Guild, type: organization}
      ann: {name: Ann Lee, type: person}
      somebody: {name: Kim}
    vocabulary:
      properties:
        stewards: {counts: people, kind of members: person}
    claims:
      - id: stewards
        kind: listing
        subject: guild
        property: stewards
        members: [Ann Lee, Kim, the gardener]
        quote: its stewards, Ann Lee, Kim and the gardener

Fine::

    entities:
      guild: {name: The Guild, type: organization}
      free-city: {name: Free City, type: city}
    vocabulary:
      properties:
        lands: {counts: lands, kind of members: country}
        halls: {counts: halls}
    claims:
      - id: lands
        kind: listing
        subject: guild
        property: lands
        members: [Kenya, Free City]
        quote: its lands are Kenya and Free City
      - id: halls
        kind: listing
        subject: guild
        property: halls
        members: [Kenya, Free City]
        quote: halls in Kenya and Free City
"""

from __future__ import annotations

from ijmfacts.answers import Answer
from ijmfacts.constraints import Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.mending import without

RULE = "members-are-of-their-kind"
READS = "one claim"


def check(facts: Facts) -> Yields:
    """No member of a list is of a type that excludes the kind of its members."""
    index = facts.index
    for voice, claim in index.listings:
        wanted = index.property(claim.property).kind_of_members
        if not wanted or voice != ():
            continue
        wrong: dict[str, str] = {}
        for name in dict.fromkeys(claim.members):
            canon = index.canon(name)
            entity = index.names.by_id(canon)
            if entity is not None and index.is_of(canon, wanted) is Answer.NO:
                wrong[canon] = f"{index.label(canon)} ({index.type(entity.type).name})"
        if wrong:
            yield Constraint(
                rule=RULE,
                claims=(claim.id,),
                words=f"each of the {claim.property} is of the kind `{wanted}`, which these "
                f"cannot be: {', '.join(wrong.values())}",
                mends=without(index, claim, wrong)
                or (Mend(claim.id, f"a list of what may be of the kind `{wanted}`"),),
            )
