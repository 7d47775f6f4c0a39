"""An organ of state uses force only where it has authority.

Why it matters: the police of one country do not arrest people in another; where a text says so,
either the force or the place is wrong.
No State may exercise its power in the territory of another without that State's leave (the Lotus
case, 1927); what each kind of organ does abroad is written in the vocabulary.

Not flagged: armed forces and intelligence services, for whom it is usual; a body that is no organ
of state, such as an NGO or a company; an act that is done together with an organ of the country
itself; a deportation, which crosses a border by its nature; a place whose country is not known or
in dispute; what others are quoted as saying.
Border guards, coast guards, customs and immigration officers may act abroad by consent, so that it
takes an assumption.

Flagged::

    entities:
      station: {name: old station, type: building, in: Cambodia}
      unit: {name: special unit, type: police, of: Thailand}
    claims:
      - id: arrests
        kind: event
        type: arrest
        by: unit
        place: station
        when: 2003-03-29
        quote: the special unit arrested nine people at the old station  # <--

Flagged::

    entities:
      unit: {name: special unit, type: police, of: Thailand}
      hall: {name: the hall, type: venue, in: Cambodia}
    claims:
      - id: raid-by
        kind: event
        event: hall-raid
        type: raid
        by: unit
        quote: it was raided by the special unit  # <--
      - id: raid-where
        kind: event
        event: hall-raid
        type: raid
        to: hall
        quote: a raid on the hall  # <--

Flagged::

    entities:
      guard: {name: border patrol, type: border guard, of: Thailand}
      hill: {name: Hill Town, type: town, in: Cambodia}
    claims:
      - id: search
        kind: event
        type: search
        by: guard
        place: hill
        quote: the patrol searched every house in Hill Town  # <--

Fine::

    entities:
      unit: {name: special unit, type: police, of: Thailand}
      city-police: {name: city police, type: police, of: Cambodia}
      hall: {name: the hall, type: venue, in: Cambodia}
    claims:
      - id: raid
        kind: event
        type: raid
        by: [unit, city-police]
        place: hall
        quote: together they raided the hall

Fine::

    entities:
      regiment: {name: the regiment, type: army, of: Thailand}
      helpers: {name: the helpers, type: ngo, of: Thailand}
      hill: {name: Hill Town, type: town, in: Cambodia}
    claims:
      - id: siege
        kind: event
        type: siege
        by: regiment
        place: hill
        quote: the regiment besieged Hill Town
      - id: raid
        kind: event
        type: raid
        by: helpers
        place: hill
        quote: a raid by the helpers

Fine::

    entities:
      unit: {name: special unit, type: police, of: Thailand}
      guests: {name: the guests, type: people}
      barn: {name: the barn, type: building}
    claims:
      - id: at-home
        kind: event
        type: arrest
        by: unit
        place: Thailand
        quote: arrests by the special unit
      - id: nowhere
        kind: event
        type: arrest
        by: unit
        place: barn
        quote: arrests in the barn
      - id: sent-off
        kind: event
        type: deportation
        by: unit
        to: guests
        place: Cambodia
        quote: deported to Cambodia

Fine::

    entities:
      unit: {name: special unit, type: police, of: Thailand}
      critic: {name: A. Critic, type: person}
      barn: {name: the barn, type: building, in: Cambodia}
    claims:
      - id: raid
        kind: event
        type: raid
        by: unit
        place: barn
        said by: critic
        quote: she says that they raided the barn
"""

from __future__ import annotations

from collections.abc import Iterator

from ijmfacts.answers import Answer
from ijmfacts.claims import Event
from ijmfacts.constraints import Assumption, Constraint, Mend
from ijmfacts.facts import Facts, Yields
from ijmfacts.index import Index
from ijmfacts.mending import moved
from ijmfacts.names import fold
from ijmfacts.records import Kind
from ijmfacts.whereabouts import Route, Whereabouts

RULE = "authority-where-force-is-used"
READS = "places of events"

CROSSING = frozenset({"deportation", "expulsion"})
"""Acts of force that end in another country by their nature."""


def check(facts: Facts) -> Yields:
    """No act of force lies in a country where none of those who do it has authority."""
    index = facts.index
    where = facts.whereabouts
    events: dict[str, list[Event]] = {}
    for voice, event in index.events:
        if voice == ():
            events.setdefault(event.name, []).append(event)
    for name in sorted(events):
        for claim in events[name]:
            if _force(index, claim.type):
                yield from _abroad(facts, where, claim, events)


def _force(index: Index, kind: str) -> bool:
    wider = index.wider_events(kind)
    return not wider & CROSSING and any(index.event_type(name).force for name in wider)


def _abroad(
    facts: Facts, where: Whereabouts, claim: Event, events: dict[str, list[Event]]
) -> Yields:
    index = facts.index
    doers = tuple(dict.fromkeys(map(index.canon, claim.by)))
    homes = {doer: _homes(index, doer) for doer in doers}
    for doer in doers:
        organ = _organ(index, doer)
        if organ is None or not homes[doer]:
            continue
        kind, abroad = organ
        ways = [
            (frozenset({*ids, *route.claims}), country, ids, route)
            for place, ids in _places(index, where, claim, events)
            if not set(_homes(index, place)) & set(homes[doer])  # its own embassy or base
            for country, route in where.country((), place)
        ]
        seen: list[frozenset[str]] = []
        for claims, country, ids, route in sorted(ways, key=lambda w: (len(w[0]), sorted(w[0]))):
            if any(known <= claims for known in seen):
                continue
            if all(
                index.apart(country, home) is Answer.YES for other in doers for home in homes[other]
            ):
                seen.append(claims)
                yield Constraint(
                    rule=RULE,
                    claims=tuple(dict.fromkeys((claim.id, *ids, *sorted(route.claims)))),
                    assumptions=_consent(index, doer, country) if abroad == "by consent" else (),
                    words=_words(facts, where, claim, doer, homes[doer], route, kind),
                    mends=_mends(index, claim, (*ids, claim.id)[0], route, homes[doer]),
                )


def _mends(
    index: Index, claim: Event, placed_by: str, route: Route, homes: tuple[str, ...]
) -> tuple[Mend, ...]:
    """Another actor in the event's own claim, or another place in the claims that place it."""
    doer = f"somebody with authority in {index.label(route.place)}"
    home = f"a place in {' or '.join(map(index.label, homes))}"
    return (
        Mend(claim.id, f"an act by {doer}", (("by", (doer,)),)),
        Mend(placed_by, home, (("place", homes[0]),)),
        *moved(index, route, sorted(route.claims), homes[0], to=home),
    )


def _organ(index: Index, canon: str) -> tuple[Kind, str] | None:
    """The organ of state that an entity is, and how it acts abroad, if it is not its usual work."""
    entity = index.names.by_id(canon)
    if entity is None or not entity.type:
        return None
    kind = index.type(entity.type)
    seen: set[str] = set()
    organ: Kind | None = None
    while kind.name not in seen:
        seen.add(kind.name)
        if kind.organ and organ is None:
            organ = kind
        if kind.abroad:
            found = kind if organ is None else organ
            return (found, kind.abroad) if kind.abroad != "usual" else None
        if not kind.is_a:
            break
        kind = index.type(kind.is_a)
    return None


def _homes(index: Index, canon: str) -> tuple[str, ...]:
    """Where an entity has authority: where it is said to, or else in the country it belongs to."""
    entity = index.names.by_id(canon)
    if entity is None:
        return ()
    if entity.authority_over:
        return tuple(map(index.canon, entity.authority_over))
    seen: set[str] = set()
    while entity is not None and entity.of and entity.id not in seen:
        seen.add(entity.id)
        whole = index.canon(entity.of)
        country = index.country(whole)
        if country:
            return (country,)
        entity = index.names.by_id(whole)
    return ()


def _places(
    index: Index, where: Whereabouts, claim: Event, events: dict[str, list[Event]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where an event is, with the other claims that say so; the claim's own word comes first."""
    own = _own_places(index, where, claim)
    if own:
        yield from ((place, ()) for place in own)
        return
    said = [
        (place, (other.id,))
        for other in events[claim.name]
        if other is not claim
        for place in _own_places(index, where, other)
    ]
    if said:
        yield from said
        return
    for anchor in claim.during:
        if anchor.distance or anchor.of == claim.name:
            continue
        for other in events.get(anchor.of, ()):
            yield from ((place, (other.id,)) for place in _own_places(index, where, other))


def _own_places(index: Index, where: Whereabouts, claim: Event) -> tuple[str, ...]:
    if claim.place:
        return (index.canon(claim.place),)
    if not _force(index, claim.type):
        return ()
    return tuple(place for place in map(index.canon, claim.to) if where.site(place))


def _consent(index: Index, doer: str, country: str) -> tuple[Assumption, ...]:
    words = f"{index.label(country)} did not consent to {index.label(doer)} acting there"
    return (Assumption("no-consent", f"{doer}/{country}".replace(" ", "-"), words),)


def _words(
    facts: Facts,
    where: Whereabouts,
    claim: Event,
    doer: str,
    homes: tuple[str, ...],
    route: Route,
    kind: Kind,
) -> str:
    index = facts.index
    time = index.time(claim)
    when = f" of {time.after_of()}" if time is not None else ""
    over = " and ".join(map(index.label, homes))
    place = index.label(route.path[0])
    lies = where.lies(route) if len(route.path) > 1 else f"{place} is a country of its own"
    sources = (*facts.dossier.world.sources.items(), *facts.dossier.sources.items())
    titles = dict(sources)
    cited = [
        f"`{titles[key].title}`"
        for key in (citation.source for citation in kind.sources)
        if key in titles and titles[key].title
    ]
    by = f" ({', '.join(cited)})" if cited else ""
    return (
        f"the {fold(claim.type)}{when} is by {index.label(doer)} at {place}: {lies}, and "
        f"the authority of {index.label(doer)} is over {over}{by}"
    )
