"""What is said of these and no others, or of every member, holds of them.

Why it matters: "it works only in Kenya" and "its work in Ghana" cannot both be true, nor can "all
its members are from Kenya" and "a member from Ghana".

Not flagged: another object that lies in one of those named, or around it; things said of different
dates or by different speakers; a member whose group is not known; a share ("94% of them"), which is
a quantity and speaks of most, not of all.
Two names in plain words may be of one thing, so that it takes the assumption that they are not.

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: only-kenya
        kind: relation
        subject: acme
        relation: operates in
        objects: [Kenya]
        only: true
        quote: it operates only in Kenya  # <--
      - id: in-ghana
        kind: relation
        subject: acme
        relation: operates in
        objects: [Ghana]
        quote: its Ghana operations  # <--

Flagged::

    entities:
      acme: {name: Acme, type: company}
    claims:
      - id: only-pumps
        kind: relation
        subject: acme
        relation: makes
        objects: [pumps]
        only: true
        quote: it makes nothing but pumps  # <--
      - id: makes-valves
        kind: relation
        subject: acme
        relation: makes
        objects: [valves]
        quote: makes valves  # <--

Flagged::

    entities:
      guild: {name: The Guild, type: organization}
      ann: {name: Ann Lee, type: person}
    claims:
      - id: all-kenya
        kind: relation
        subject: guild
        relation: born in
        objects: [Kenya]
        all: true
        quote: all its members were born in Kenya  # <--
      - id: ann-member
        kind: relation
        subject: ann
        relation: member of
        objects: [guild]
        quote: Ann Lee, a member  # <--
      - id: ann-born
        kind: relation
        subject: ann
        relation: born in
        objects: [Ghana]
        quote: Ann Lee, born in Ghana  # <--

Fine::

    entities:
      acme: {name: Acme, type: company}
      bay-town: {name: Bay Town, type: city, in: Kenya}
    claims:
      - id: only-kenya
        kind: relation
        subject: acme
        relation: operates in
        objects: [Kenya]
        only: true
        quote: it operates only in Kenya
      - id: in-bay-town
        kind: relation
        subject: acme
        relation: operates in
        objects: [bay-town]
        quote: its Bay Town operations
      - id: in-africa
        kind: relation
        subject: acme
        relation: operates in
        objects: [Africa]
        quote: operating in Africa

Fine::

    entities:
      acme: {name: Acme, type: company}
      rival: {name: Rival, type: company}
    claims:
      - id: only-kenya
        kind: relation
        subject: acme
        relation: operates in
        objects: [Kenya]
        only: true
        as of: 1999
        quote: in 1999 only in Kenya
      - id: in-ghana
        kind: relation
        subject: acme
        relation: operates in
        objects: [Ghana]
        as of: 2010
        quote: by 2010 in Ghana
      - id: in-niger
        kind: relation
        subject: acme
        relation: operates in
        objects: [Niger]
        as of: 1999
        said by: rival
        quote: also in Niger, says Rival

Fine::

    entities:
      guild: {name: The Guild, type: organization}
      ann: {name: Ann Lee, type: person}
      staff: {name: the staff of the Guild, type: anonymous group, of: guild}
    claims:
      - id: all-kenya
        kind: relation
        subject: guild
        relation: born in
        objects: [Kenya]
        all: true
        quote: all its members were born in Kenya
      - id: ann-born
        kind: relation
        subject: ann
        relation: born in
        objects: [Ghana]
        quote: Ann Lee, born in Ghana
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from ijmfacts.claims import Relation
from ijmfacts.constraints import Assumption, Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Index, Voice
from ijmfacts.mending import instead, listed
from ijmfacts.sameness import differ
from ijmfacts.ties import Tie, at_one_time, latest

RULE = "only-and-all-hold"
READS = "relations"

NOT = "not "
"""How a relation begins that denies another: `not citizen of`."""


def check(facts: Facts) -> Yields:
    """No other object beside `only`, and no member that is an exception to `all`."""
    yield from _only(facts.index, facts.ties)
    yield from _all(facts.index, facts.ties)


def _only(index: Index, found: Sequence[Tie]) -> Yields:
    wanted = {
        (tie.voice, tie.subject, tie.relation)
        for tie in found
        if tie.claim.only and not tie.turned and not tie.claim.all
    }
    groups: dict[tuple[Voice, str, str], list[Tie]] = {}
    for tie in found:
        key = (tie.voice, tie.subject, tie.relation)
        if key in wanted and not tie.claim.all:
            groups.setdefault(key, []).append(tie)
    for key in sorted(groups):
        group = groups[key]
        claims = {tie.claim.id: tie.claim for tie in group}
        last = latest(index, claims)
        exclusive: dict[tuple[str, ...], dict[str, Relation]] = {}
        objects: dict[str, dict[str, Relation]] = {}
        for tie in group:
            objects.setdefault(tie.object, {})[tie.claim.id] = tie.claim
            if tie.claim.only and not tie.turned:
                named = tuple(sorted(set(map(index.canon, tie.claim.objects))))
                exclusive.setdefault(named, {})[tie.claim.id] = tie.claim
        told: dict[frozenset[str], Constraint] = {}
        for named, name in product(exclusive, objects):
            other = _other(index, name, named)
            if other is None:
                continue
            only = ", ".join(map(index.label, named))
            for claim, against in product(exclusive[named].values(), objects[name].values()):
                together = at_one_time(index, claim, against, last)
                pair = frozenset({claim.id, against.id})
                if together is None or claim is against:
                    continue
                assumptions = tuple(dict.fromkeys((*other, *together)))
                if pair in told and len(told[pair].assumptions) <= len(assumptions):
                    continue  # two claims clash once, by what takes the least
                told[pair] = Constraint(
                    rule=RULE,
                    claims=(claim.id, against.id),
                    assumptions=assumptions,
                    words=f"{index.label(key[1])}: `{key[2]}` only {only}, "
                    f"and so not {index.label(name)}",
                    mends=(
                        Mend(
                            claim.id,
                            f"only {listed(map(index.label, (*named, name)))}",
                            (("objects", (*claim.objects, name)),),
                        ),
                        _named(index, against, name, named, key[1]),
                    ),
                )
        yield from told.values()


def _named(index: Index, claim: Relation, name: str, named: tuple[str, ...], subject: str) -> Mend:
    """The first of those named instead, or nothing more than these."""
    ends = map(index.canon, claim.objects)
    if index.canon(claim.subject) == subject and set(named) & set(ends):
        left = tuple(one for one in claim.objects if index.canon(one) != name)
        return Mend(claim.id, f"{listed(left)} alone", (("objects", left),))
    return instead(index, claim, name, named[0])


def _other(index: Index, name: str, named: tuple[str, ...]) -> tuple[Assumption, ...] | None:
    """What it takes for a name to be none of those named."""
    assumptions: list[Assumption] = []
    for one in named:
        found = differ(index, one, name)
        if found is None:
            return None
        assumptions.extend(found)
    return tuple(dict.fromkeys(assumptions))


def _all(index: Index, found: Sequence[Tie]) -> Yields:
    general: dict[tuple[Voice, str, str], dict[str, Relation]] = {}
    for tie in found:
        if tie.claim.all:
            key = (tie.voice, tie.subject, tie.relation)
            general.setdefault(key, {})[tie.claim.id] = tie.claim
    if not general:
        return
    groups: dict[tuple[Voice, str], dict[str, str]] = {}
    for tie in found:
        if index.relation(tie.relation).member and not tie.claim.all:
            groups.setdefault((tie.voice, tie.subject), {}).setdefault(tie.object, tie.claim.id)
    for tie in found:
        if tie.claim.all:
            continue
        denied = tie.relation.startswith(NOT)
        relation = index.relation(tie.relation.removeprefix(NOT)).name if denied else tie.relation
        for group, support in _groups(index, tie, groups):
            for claim in general.get((tie.voice, group, relation), {}).values():
                named = tuple(dict.fromkeys(map(index.canon, claim.objects)))
                single = claim.only or index.relation(relation).single_valued
                other: tuple[Assumption, ...] | None = None
                if denied:
                    other = () if tie.object in named else None
                elif single:
                    other = _other(index, tie.object, named)
                timeless = index.relation(relation).timeless
                together = () if timeless else at_one_time(index, claim, tie.claim, "")
                if other is None or together is None:
                    continue
                yield Constraint(
                    rule=RULE,
                    claims=(claim.id, *support, tie.claim.id),
                    assumptions=tuple(dict.fromkeys((*other, *together))),
                    words=f"every member of {index.label(group)}: `{relation}` "
                    f"{', '.join(map(index.label, named))}; {index.label(tie.subject)} is one: "
                    f"`{tie.relation}` {index.label(tie.object)}",
                    mends=_of_all(index, claim, support, tie, group, named, denied=denied),
                )


def _of_all(
    index: Index,
    claim: Relation,
    support: tuple[str, ...],
    tie: Tie,
    group: str,
    named: tuple[str, ...],
    *,
    denied: bool,
) -> tuple[Mend, ...]:
    """The same for all and for the one, or a member of something else."""
    if denied:
        other = f"something other than {index.label(tie.object)}"
        general = instead(index, claim, tie.object, other, to=other)
        single = instead(index, tie.claim, tie.object, other, to=other)
    else:
        words = index.label(tie.object)
        general = Mend(claim.id, words, (("objects", (tie.object,)),))
        single = instead(index, tie.claim, tie.object, named[0])
    elsewhere = f"a member of something other than {index.label(group)}"
    members = (index.by_id[key] for key in support)
    return (
        general,
        single,
        *(
            instead(index, member, group, "something else", to=elsewhere)
            for member in members
            if isinstance(member, Relation)
        ),
    )


def _groups(
    index: Index, tie: Tie, members: dict[tuple[Voice, str], dict[str, str]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a subject is a member of, with the claim that says so where it is not declared."""
    declared: list[str] = []
    entity = index.names.by_id(tie.subject)
    while entity is not None and entity.of:
        whole = index.canon(entity.of)
        if whole in declared or whole == tie.subject:
            break
        declared.append(whole)
        entity = index.names.by_id(whole)
    yield from ((group, ()) for group in declared)
    for group, claim in members.get((tie.voice, tie.subject), {}).items():
        if group not in declared:
            yield group, (claim,)
