"""How far rules look from one claim: the other claims that bear on what they yield of it.

What a rule yields falls apart into cases: one event, one life, one post, one measure.
A change to a claim changes the cases that it takes part in, and no others.
So to know what a change does to a rule, the rule is run twice on few claims: on the old one and on
the new one, each among all claims that take part in a case with either of them.
Whatever else these few yield is yielded twice alike.
Each rule says with `READS` how far it looks; one that does not say may look at everything.
Knows nothing of any one rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeAlias, TypeGuard, TypeVar

from ijmfacts.claims import (
    AnyClaim,
    Breakdown,
    Event,
    Listing,
    Measure,
    Quantity,
    Relation,
    Role,
)
from ijmfacts.facts import Facts
from ijmfacts.index import Voice, moment_of
from ijmfacts.names import fold
from ijmfacts.ties import ties_of
from ijmfacts.timeline import ANCHORS, FIELDS, LENGTHS
from ijmfacts.times import Time, read_time

LOCAL: Final = frozenset(
    {
        *FIELDS, *ANCHORS,
        "place", "by", "to", "person", "post", "organization", "subject", "objects", "members",
        "value", "unit", "precision", "direction", "lasting", "times", "sources",
    }
)  # fmt: skip
"""The fields that may be another in a claim that is looked at nearby.

What a claim is (its kind, event, type, property, voice) stays.
"""

EVERYTHING: Final = "everything"
"""How far a rule looks that does not say so."""

Others: TypeAlias = "set[str] | None"
"""Ids of claims; none where the rules that look so far yield the same as before."""


class Nearby:
    """Which claims bear on another, for each way in which rules look."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.index = facts.index
        self.timeline = facts.timeline

    def read(self, reads: str, old: AnyClaim, new: AnyClaim) -> Others:
        """The claims that a rule reads with a claim that is changed, the claim itself left out."""
        found = WAYS[reads](self, old, new)
        if found is not None:
            found.discard(old.id)
        return found

    def moments(self, old: AnyClaim, new: AnyClaim) -> Mapping[str, Time]:
        """The plain moments that are told of once a claim is changed."""
        gone, come = self._gone(old, new), self._come(new)
        known = self.index.moments
        if gone:
            known = {moment: time for moment, time in known.items() if moment != gone}
        time = self.index.time(new)
        return {**known, come: time} if come and time is not None else known

    # --- one event -------------------------------------------------------------------------

    def told_together(self, old: AnyClaim, new: AnyClaim) -> Others:
        """What tells of the same event, or of one that the claim is placed against."""
        return {key for claim in (old, new) for name in _named(claim) for key in self._events(name)}

    def _events(self, name: str) -> tuple[str, ...]:
        """The claims that tell of an event, whoever asserts them."""
        return self._by_event.get(name, ())

    @cached_property
    def _by_event(self) -> dict[str, tuple[str, ...]]:
        return grouped((c.name, c.id) for c in self.index.claims if isinstance(c, Event))

    def _with_event(self, keys: Iterable[str]) -> set[str]:
        """Claims, with all that tell of the same events."""
        found = set(keys)
        for key in list(found):
            claim = self.index.by_id[key]
            if isinstance(claim, Event):
                found.update(self._events(claim.name))
        return found

    @cached_property
    def _anchored(self) -> dict[str, tuple[str, ...]]:
        """The claims that are placed against something, by its name as they have it."""
        return grouped(
            (anchor.of, claim.id)
            for claim in self.index.claims
            for field in ANCHORS
            for anchor in getattr(claim, field)
        )

    # --- times -----------------------------------------------------------------------------

    def times(self, old: AnyClaim, new: AnyClaim) -> Others:
        """What bears on when a claim is, and on whose life it falls into."""
        if not (self._has_days(old) or self._has_days(new)):
            return None
        found: set[str] = set()
        for claim in (old, new):
            for name in _named(claim):
                found.update(self._events(name))
                found.update(self._lengths.get(name, ()))
            if isinstance(claim, Event):
                found.update(self._anchored.get(claim.name, ()))
            elif isinstance(claim, Quantity):
                found.update(self._events(claim.subject))
                found.update(self._lengths.get(claim.subject, ()))
        found = self._with_event(found)
        voice = self.index.voice(old)
        if voice is not None:
            found |= self._lives(old, new, voice)
        return found

    def _has_days(self, claim: AnyClaim) -> bool:
        """True for a claim with a place in time, and for one that says how long something lasts."""
        if isinstance(claim, Quantity) and fold(claim.property) in LENGTHS:
            return True
        return isinstance(claim, Event) or self.timeline.is_state(claim)

    @cached_property
    def _lengths(self) -> dict[str, tuple[str, ...]]:
        """The quantities that say how long something lasts, by its name."""
        return grouped(
            (claim.subject, claim.id)
            for _, claim in self.index.quantities
            if fold(claim.property) in LENGTHS
        )

    def _lives(self, old: AnyClaim, new: AnyClaim, voice: Voice) -> set[str]:
        """What bears on whether those whom a claim names are known to live, and on their lives."""
        timeline, found = self.timeline, set[str]()
        stations, edges = set[str](), [set[str](), set[str]()]
        for at, claim in enumerate((old, new)):
            if not isinstance(claim, Event) or claim.times:
                continue
            sort = timeline.sort(claim.type)
            if sort.known:
                stations.update(timeline.passed_through(claim))
            if sort.known and (sort.begins or sort.ends):
                edges[at].update(timeline.passed_through(claim))
        for canon in dict.fromkeys((*timeline.named(old), *timeline.named(new))):
            entity = self.index.names.by_id(canon)
            if entity is None:
                continue
            told = [one for one in timeline.stations.get((canon, voice), ()) if one[0].id != old.id]
            if canon in stations:
                found |= self._with_event(claim.id for claim, _ in told)
            others = [key for key in self._namers.get((canon, voice), ()) if key != old.id]
            if entity.begin or entity.end:
                found.update(others[:1])  # anyone who names it makes it known
                continue
            known = [claim.id for claim, sort in told if sort.begins or sort.ends]
            found.update(known)
            if not known and (canon in edges[0]) != (canon in edges[1]):
                found |= self._with_event(others)  # all that it does is now in a life, or in none
        for claim in (old, new):
            if isinstance(claim, Event):
                kind, number = timeline.numbered(claim)
                for canon in dict.fromkeys(map(self.index.canon, claim.to)) if number else ():
                    for row in timeline.rows.get((canon, kind, voice), {}).values():
                        found.update(one.id for one in row)
        return found

    @cached_property
    def _namers(self) -> dict[tuple[str, Voice], tuple[str, ...]]:
        """The claims with a place in time by whom they name."""
        return grouped(
            ((canon, voice), claim.id)
            for voice, claim in self.timeline.timed
            for canon in self.timeline.named(claim)
        )

    # --- posts and relations ---------------------------------------------------------------

    def posts(self, old: AnyClaim, new: AnyClaim) -> Others:
        """The roles of the same person, and those of the same post."""
        if not isinstance(old, Role) or not isinstance(new, Role):
            return None
        found: set[str] = set()
        for claim in (old, new):
            holding = self.facts.offices.holding((), claim)
            found.update(self._roles.get(holding.person, ()), self._roles.get(holding.key, ()))
        return found

    @cached_property
    def _roles(self) -> dict[object, tuple[str, ...]]:
        own = self.facts.offices.own
        return grouped((key, one.claim.id) for one in own for key in (one.person, one.key))

    def relations(self, old: AnyClaim, new: AnyClaim) -> Others:
        """The relations of the same sort that are of the same one, read from either end.

        Where something is said of all members: what says so, and whatever is told of the same one.
        """
        if not isinstance(old, Relation) or not isinstance(new, Relation):
            return None
        general = [claim.id for _, claim in self.index.relations if claim.all]
        if old.all or new.all:
            return {claim.id for _, claim in self.index.relations}
        found = set(general)
        for claim in (old, new):
            for tie in ties_of(self.index, (), claim):
                found.update(self._ties.get((tie.subject, tie.relation), ()))
                if general:
                    found.update(self._ties.get((tie.subject, ""), ()))
        return found

    @cached_property
    def _ties(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Relations by whom they are of and their sort, and by whom they are of alone."""
        return grouped(
            ((tie.subject, relation), claim.id)
            for voice, claim in self.index.relations
            for tie in ties_of(self.index, voice, claim)
            for relation in (tie.relation, "")
        )

    # --- places ----------------------------------------------------------------------------

    def places(self, old: AnyClaim, new: AnyClaim) -> Others:
        """The relations that may take part in one way from place to place."""
        if not (self._is_located(old) or self._is_located(new)):
            return None
        return self._located_in(self._regions_of((old, new)))

    def places_of_events(self, old: AnyClaim, new: AnyClaim) -> Others:
        """What bears on where events are: their claims, what they are a part of, and ways there."""
        claims: Iterable[AnyClaim]
        if isinstance(old, Event) and isinstance(new, Event):
            names = {old.name, new.name}
            claims = (old, new)
        elif self._is_located(old) or self._is_located(new):
            regions = self._regions_of((old, new))
            names = {
                claim.name
                for claim in self.index.claims
                if isinstance(claim, Event) and not regions.isdisjoint(self._regions_of((claim,)))
            }
            claims = ()
        else:
            return None
        inner = {key for name in names for key in self._anchored.get(name, ())}
        found = self._with_event((*inner, *(key for name in names for key in self._events(name))))
        told = [*claims, *map(self.index.by_id.__getitem__, found)]
        found.update(key for claim in told for a in claim.during for key in self._events(a.of))
        told = [*claims, *map(self.index.by_id.__getitem__, found)]
        return found | self._located_in(self._regions_of(told))

    def _is_located(self, claim: AnyClaim) -> bool:
        return isinstance(claim, Relation) and self.index.relation(claim.relation).located

    def _located_in(self, regions: Collection[str]) -> set[str]:
        return {key for region in regions for key in self._located.get(region, ())}

    @cached_property
    def _region(self) -> dict[str, str]:
        """Of each place in a claim of where places lie one name for all that such ways connect."""
        located = [claim for _, claim in self.index.relations if self._is_located(claim)]
        inner = {self.index.canon(claim.subject) for claim in located}
        pairs: list[tuple[str, str]] = []
        for claim in located:
            subject = self.index.canon(claim.subject)
            for outer in map(self.index.canon, claim.objects):
                pairs.append((subject, outer))
                pairs.extend((outer, at) for at in self.index.above(outer) if at in inner)
        return joined(pairs)

    @cached_property
    def _located(self) -> dict[str, tuple[str, ...]]:
        """The relations of each region."""
        return grouped(
            (self._region[self.index.canon(claim.subject)], claim.id)
            for _, claim in self.index.relations
            if self._is_located(claim)
        )

    def _regions_of(self, claims: Iterable[AnyClaim]) -> set[str]:
        """The regions of the places that claims name; a place that no claim puts anywhere is one.

        A claim that puts a place somewhere goes on from there, and leads there from within.
        """
        found: set[str] = set()
        for claim in claims:
            if isinstance(claim, Event):
                for canon in map(self.index.canon, filter(None, (*claim.to, claim.place))):
                    found.update(self._region.get(at, at) for at in self._upwards(canon))
            elif isinstance(claim, Relation):
                subject = self.index.canon(claim.subject)
                found.add(self._region.get(subject, subject))
                found.update(self._above.get(subject, ()))
                for canon in map(self.index.canon, claim.objects):
                    found.update(
                        self._region[at] for at in self._upwards(canon) if at in self._region
                    )
        return found

    def _upwards(self, place: str) -> tuple[str, ...]:
        """A place, and those that it is declared to lie in."""
        return (place, *self.index.above(place))

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        """Of each place the regions of those that lie in it by their records."""
        return grouped(
            (above, region)
            for place, region in self._region.items()
            for above in self.index.above(place)
        )

    # --- measures --------------------------------------------------------------------------

    def measures(self, old: AnyClaim, new: AnyClaim) -> Others:
        """The figures and lists of all properties that hang together with a claim's own."""
        properties: set[str] = set()
        if isinstance(old, Quantity | Listing | Breakdown):
            properties.update(self._properties(old), self._properties(new))
        gone, come = self._gone(old, new), self._come(new)
        for moment in filter(None, (gone, come)):  # a year that is compared with is now known
            for key in self._compared.get(moment, ()):
                properties.update(self._properties(self.index.by_id[key]))
        if not properties:
            return None
        roots = {self._together.get(name, name) for name in properties}
        return {key for root in roots for key in self._measured.get(root, ())}

    def _properties(self, claim: AnyClaim) -> Iterator[str]:
        """The property of a claim, and those of what it is compared with."""
        if isinstance(claim, Quantity | Listing | Breakdown):
            yield self.index.property(claim.property).name
            for named in _compared(claim):
                if named.property:
                    yield self.index.property(named.property).name

    @cached_property
    def _together(self) -> dict[str, str]:
        """Of each property one name for all that hang together with it, by claims or by words."""
        index, pairs = self.index, list[tuple[str, str]]()
        for claim in index.claims:
            names = list(self._properties(claim))
            pairs.extend((names[0], name) for name in names)
        for known in index.vocabulary.properties.values():
            others = [known.part_of, *(given.property for given in known.inputs.values())]
            pairs.extend((known.name, index.property(name).name) for name in others if name)
        return joined(pairs)

    @cached_property
    def _measured(self) -> dict[str, tuple[str, ...]]:
        """The figures and lists of all properties that hang together."""
        return grouped(
            (self._together[name], claim.id)
            for claim in self.index.claims
            for name in self._properties(claim)
        )

    @cached_property
    def _compared(self) -> dict[str, tuple[str, ...]]:
        """The claims that compare with a plain moment."""
        return grouped(
            (moment_of(read_time(named.when)), claim.id)
            for claim in self.index.claims
            for named in _compared(claim)
            if named.when
        )

    @cached_property
    def _told(self) -> Counter[str]:
        """How many claims are of each plain moment."""
        return Counter(filter(None, map(self.index.plain_moment, self.index.claims)))

    def _gone(self, old: AnyClaim, new: AnyClaim) -> str:
        """The plain moment that is told of no more; nothing where there is none."""
        moment = self.index.plain_moment(old)
        if not moment or moment == self.index.plain_moment(new) or self._told[moment] > 1:
            return ""
        return moment

    def _come(self, new: AnyClaim) -> str:
        """The plain moment that was told of by no claim; nothing where there is none."""
        moment = self.index.plain_moment(new)
        return "" if moment in self.index.moments else moment

    def counts(self, old: AnyClaim, new: AnyClaim) -> Others:
        """The events of those of whom claims say how many there are, and these claims."""
        names: set[str] = set()
        for claim in (old, new):
            if isinstance(claim, Event):
                doing = map(self.index.canon, (*claim.by, *claim.to))
                names.update(name for name in doing if name in self._counting)
            elif self._is_counting(claim):
                names.add(self.index.canon(claim.subject))
        if not names:
            return None
        found: set[str] = set()
        for name in names:
            found.update(self._counting.get(name, ()), self._doing.get(name, ()))
        return found

    def _is_counting(self, claim: AnyClaim) -> TypeGuard[Quantity | Breakdown]:
        """True for what says how many events there are."""
        return (
            isinstance(claim, Quantity | Breakdown)
            and self.index.property(claim.property).counting is not None
        )

    @cached_property
    def _counting(self) -> dict[str, tuple[str, ...]]:
        """The claims that say how many events there are, by whose they are."""
        return grouped(
            (self.index.canon(claim.subject), claim.id)
            for claim in self.index.claims
            if self._is_counting(claim)
        )

    @cached_property
    def _doing(self) -> dict[str, tuple[str, ...]]:
        """The events by who did them, and to whom."""
        return grouped(
            (canon, claim.id)
            for claim in self.index.claims
            if isinstance(claim, Event)
            for canon in map(self.index.canon, (*claim.by, *claim.to))
        )


def _alone(*_: object) -> Others:
    """No other claim."""
    return set()


WAYS: Final[Mapping[str, Callable[[Nearby, AnyClaim, AnyClaim], Others]]] = {
    "one claim": _alone,
    "one event": Nearby.told_together,
    "times": Nearby.times,
    "posts": Nearby.posts,
    "relations": Nearby.relations,
    "places": Nearby.places,
    "places of events": Nearby.places_of_events,
    "measures": Nearby.measures,
    "counts of events": Nearby.counts,
}
"""The ways in which a rule may look, by what it says of itself."""


# --- parts of claims ----------------------------------------------------------------------------


def _named(claim: AnyClaim) -> Iterator[str]:
    """The event that a claim tells of, and what it is placed against."""
    if isinstance(claim, Event):
        yield claim.name
    for field in ANCHORS:
        for anchor in getattr(claim, field):
            yield anchor.of


def _compared(claim: AnyClaim) -> Iterator[Measure]:
    """The measures that a figure is set against, or is a share of."""
    if isinstance(claim, Quantity):
        named = (claim.of, claim.change_from, claim.difference_from, claim.ratio_to)
        yield from (one for one in named if one is not None)
    elif isinstance(claim, Breakdown) and claim.of is not None:
        yield claim.of


# --- groups -------------------------------------------------------------------------------------

Key = TypeVar("Key")
Value = TypeVar("Value")


def grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    """The values of each key, each once."""
    found: dict[Key, dict[Value, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """One name for all that pairs tie together, directly or by way of others."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while (above := parent.setdefault(name, name)) != name:
            parent[name] = name = parent[above]
        return name

    for one, other in pairs:
        parent[root(other)] = root(one)
    return {name: root(name) for name in list(parent)}
