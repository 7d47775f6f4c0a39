"""Random dossiers in which every claim may have to do with every other.

A few people, bodies and places, with claims of all kinds that rules look at: events and their
orders, lives, posts, relations, places in places, figures, lists, sources.
Knows nothing of how a dossier is checked.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, Final

import attrs

from ijmfacts.claims import (
    Anchor,
    AnyClaim,
    Breakdown,
    Citation,
    Event,
    Listing,
    Measure,
    Quantity,
    Relation,
    Role,
    Says,
)
from ijmfacts.dossier import Dossier, Records
from ijmfacts.records import (
    Counting,
    Dimension,
    Document,
    Entity,
    EventType,
    Kind,
    Observance,
    Post,
    Property,
    RelationType,
    Source,
    Unit,
    Vocabulary,
)

PEOPLE: Final = ("ann", "ben", "cid", "dot")
BODIES: Final = ("acme", "guild", "northern police")
PLACES: Final = ("north", "south", "hill", "valley", "hall", "barn", "attic")
EVENTS: Final = ("fire", "flood", "fair", "raid on the hall")
TIMES: Final = (
    "2001", "2001-05", "2001-05-03", "2002", "2002-06", "2003", "1999", "2001/2003", "../2001-05",
    "2002/..", "2001~", "2003-02-30", "XXXX-03-08", "2004-03-08", "2012",
)  # fmt: skip
LENGTHS: Final = ("three days", "two years", "at least three days", "more than one year")

TYPES: Final = (
    Kind(name="person", excludes=("organization", "place")),
    Kind(name="organization", excludes=("place",)),
    Kind(name="company", is_a="organization"),
    Kind(name="police", is_a="organization", organ=True, abroad="by consent"),
    Kind(name="witnesses", is_a="person", anonymous=True),
    Kind(name="place"),
    Kind(name="country", is_a="place", level="country"),
    Kind(name="city", is_a="settlement"),
    Kind(name="settlement", is_a="place"),
    Kind(name="building", is_a="place"),
)
ENTITIES: Final = (
    Entity(id="ann", name="Ann Lee", type="person", begin="1960"),
    Entity(id="ben", name="Ben Day", type="person"),
    Entity(id="cid", name="Cid", type="person", end="2002-06-01"),
    Entity(id="dot", name="Dot", type="person", of="guild"),
    Entity(id="acme", name="Acme", type="company", begin="1990", end="2003"),
    Entity(id="guild", name="The Guild", type="organization"),
    Entity(id="northern police", name="Northern police", type="police", of="north"),
    Entity(id="north", name="North", type="country"),
    Entity(id="south", name="South", type="country"),
    Entity(id="hill", name="Hill", type="city", in_="north"),
    Entity(id="valley", name="Valley", type="city"),
    Entity(id="hall", name="Long Hall", type="building"),
    Entity(id="barn", name="Barn", type="building", in_="valley"),
    Entity(id="attic", name="Attic", type="building"),
)
EVENT_TYPES: Final = (
    EventType(name="founding", begins="to", before=("dissolution",), once=True),
    EventType(name="establishment", is_a="founding"),
    EventType(name="dissolution", ends="to"),
    EventType(name="birth", begins="by", before=("death",), once=True),
    EventType(name="death", ends="by", once=True),
    EventType(name="raid", force=True),
    EventType(name="edition", numbered=True),
    EventType(name="meeting"),
    EventType(name="speech"),
)
RELATIONS: Final = (
    RelationType(name="in", located=True),
    RelationType(name="member of", member=True, inverse="has member"),
    RelationType(name="has member", inverse="member of"),
    RelationType(name="chaired by", single_valued=True, inverse="chairs"),
    RelationType(name="chairs", inverse="chaired by"),
    RelationType(name="born in", single_valued=True, timeless=True),
)
POSTS: Final = (
    Post(name="president", one_holder=True),
    Post(name="chair", one_holder=True, alongside=True, excludes=("vice chair",)),
    Post(name="vice chair", alongside=True),
    Post(name="treasurer"),
    Post(name="first minister", terms_known=True, one_holder=True, since="1995"),
)
PROPERTIES: Final = (
    Property(
        name="members",
        time="state",
        counts="people",
        additive=True,
        kind_of_members="person",
        dimensions={"sex": Dimension(exclusive=True), "office": Dimension()},
    ),
    Property(name="women members", counts="people", part_of="members"),
    Property(name="meetings held", counting=Counting(type="meeting", subject="by")),
    Property(name="sales", time="flow", additive=True),
    Property(name="sales each", formula="sales / members", inputs={
        "sales": Measure(property="sales"), "members": Measure(property="members"),
    }),
    Property(name="size"),
)  # fmt: skip
UNITS: Final = (Unit(name="foot", of="m", size="0.3048"), Unit(name="mm", of="m", size="0.001"))
SOURCES: Final = (
    Source(id="audit", title="The audit", issued="2001"),
    Source(id="review", title="The review", issued="2003-05-01", accessed="2004"),
)


def _named(words: Sequence[Any]) -> dict[str, Any]:
    return {word.name: word for word in words}


WORLD: Final = Records(
    claims=(
        Role(id="world-one", person="ann", post="first minister", when="1995/2001"),
        Role(id="world-two", person="ben", post="first minister", when="2001/2005"),
    ),
    vocabulary=Vocabulary(
        properties=_named(PROPERTIES),
        relations=_named(RELATIONS),
        events=_named(EVENT_TYPES),
        posts=_named(POSTS),
        types=_named(TYPES),
        units=_named(UNITS),
    ),
    observances=(Observance(id="day", name="The Day", date="XXXX-03-08", since="1990"),),
)

Draw = Callable[[random.Random], Any]


def some(draw: random.Random, given: Sequence[Any], chance: float) -> Any:
    """One of them, or nothing."""
    return draw.choice(given) if draw.random() < chance else ""


def few(draw: random.Random, given: Sequence[str], most: int = 2) -> tuple[str, ...]:
    return tuple(draw.sample(given, draw.randint(1, most)))


def anchors(draw: random.Random) -> tuple[Anchor, ...]:
    of = draw.choice((*EVENTS, *EVENTS, "acme", "ben", "2002", "The Day"))
    distance = some(draw, (*LENGTHS, "aged three years"), 0.3)
    return (Anchor(of=of, distance=distance),)


def citations(draw: random.Random) -> tuple[Citation, ...]:
    says = Says(
        value=some(draw, ("3", "12", "$5 million"), 0.4),
        when=some(draw, ("2001", "2002"), 0.3),
        members=few(draw, PEOPLE) if draw.random() < 0.2 else (),
    )
    return tuple(Citation(source=name, says=says) for name in few(draw, ("audit", "review")))


def carried(draw: random.Random, dated: float = 0.5) -> dict[str, Any]:
    """What claims of all kinds have: a time, a voice, sources."""
    fields: dict[str, Any] = {}
    if draw.random() < dated:
        fields[draw.choice(("when", "when", "as_of", "since", "until", "within"))] = draw.choice(
            TIMES
        )
    if draw.random() < 0.15:
        fields[draw.choice(("before", "after"))] = anchors(draw)
    if draw.random() < 0.15:
        fields["said_by"] = ("cid",)
    if draw.random() < 0.08:
        fields["modality"] = draw.choice(("planned", "denied", "alleged"))
    if draw.random() < 0.12:
        fields["sources"] = citations(draw)
    return fields


def some_event(draw: random.Random) -> AnyClaim:
    kind = draw.choice(
        [known.name for known in EVENT_TYPES] + ["raid", "meeting", "second edition"]
    )
    fields = carried(draw, 0.6)
    for field in ("before", "after", "during"):
        if draw.random() < 0.2:
            fields[field] = anchors(draw)
    return Event(
        id="new",
        event=draw.choice(EVENTS),
        type=kind,
        by=few(draw, (*PEOPLE, *BODIES)) if draw.random() < 0.6 else (),
        to=few(draw, (*PEOPLE, *BODIES, "hall")) if draw.random() < 0.6 else (),
        place=some(draw, PLACES, 0.4),
        lasting=some(draw, LENGTHS, 0.15),
        times=some(draw, ("twice",), 0.05),
        number=some(draw, ("1", "second", "3"), 0.8 if kind == "edition" else 0.0),
        **fields,
    )


def some_role(draw: random.Random) -> AnyClaim:
    posts = ["president", "president", "former president", *(known.name for known in POSTS)]
    return Role(
        id="new",
        person=draw.choice((*PEOPLE, "somebody")),
        post=draw.choice(posts),
        organization=draw.choice(("acme", "acme", "guild", "")),
        **carried(draw, 0.6),
    )


def some_raid(draw: random.Random) -> AnyClaim:
    """An act of force, and where it was, or what it was done to."""
    return Event(
        id="new",
        event=draw.choice(EVENTS),
        type="raid",
        by=("northern police",) if draw.random() < 0.8 else (),
        to=few(draw, ("hall", "barn", "attic"), 1) if draw.random() < 0.4 else (),
        place=some(draw, PLACES, 0.5),
        during=(Anchor(of=draw.choice(EVENTS)),) if draw.random() < 0.3 else (),
    )


def some_place(draw: random.Random) -> AnyClaim:
    """Where a place lies."""
    return Relation(
        id="new", subject=draw.choice(PLACES), relation="in", objects=few(draw, PLACES, 1),
        **carried(draw, 0.15),
    )  # fmt: skip


def some_meeting(draw: random.Random) -> AnyClaim:
    """A meeting, or how many of them were held."""
    if draw.random() < 0.3:
        value = draw.choice(("1", "2", "3"))
        return Quantity(id="new", subject="acme", property="meetings held", value=value)
    return Event(
        id="new", event=draw.choice(EVENTS), type=draw.choice(("meeting", "meeting", "speech")),
        by=few(draw, BODIES), **carried(draw, 0.4),
    )  # fmt: skip


def some_length(draw: random.Random) -> AnyClaim:
    """How long something lasted, or when it was."""
    name, length = draw.choice(EVENTS[:2]), draw.choice(LENGTHS)
    if draw.random() < 0.3:
        return Quantity(id="new", subject=name, property="duration", value=length)
    if draw.random() < 0.3:
        return Event(id="new", event=name, type="speech", lasting=length)
    return Event(id="new", event=name, type="speech", during=anchors(draw), **carried(draw, 1.0))


def some_relation(draw: random.Random) -> AnyClaim:
    relation = draw.choice(
        ("in", "in", "member of", "has member", "chaired by", "chairs", "born in", "praises",
         "not member of")
    )  # fmt: skip
    places = relation in {"in", "born in"}
    return Relation(
        id="new",
        subject=draw.choice(PLACES if relation == "in" else (*PEOPLE, *BODIES)),
        relation=relation,
        objects=few(draw, PLACES if places else (*PEOPLE, *BODIES)),
        only=draw.random() < 0.25,
        all=draw.random() < 0.15,
        **carried(draw, 0.3),
    )


def dimensions(draw: random.Random) -> dict[str, str]:
    found = {}
    if draw.random() < 0.4:
        found["sex"] = draw.choice(("women", "men", "other"))
    if draw.random() < 0.15:
        found["office"] = draw.choice(("hill", "valley", "other"))
    return found


def some_quantity(draw: random.Random) -> AnyClaim:
    name = draw.choice(("members", "members", "women members", "meetings held", "sales", "size",
                        "age", "duration", "sales each"))  # fmt: skip
    fields = carried(draw)
    value = draw.choice(("3", "5", "12", "about 10", "more than 4"))
    if name == "sales":
        value = draw.choice(("$5 million", "$5.2 million", "$3 million"))
    elif name == "size":
        value = draw.choice(("5 m", "5,000 mm", "16 feet", "4.9 m"))
    elif name in {"age", "duration"}:
        value = draw.choice(LENGTHS)
    subject = draw.choice(EVENTS) if name == "duration" else draw.choice(("acme", "acme", "guild"))
    if name in {"members", "sales"} and draw.random() < 0.25:
        named = Measure(when=draw.choice(("2001", "2002", "1999")))
        way = draw.choice(("change_from", "of", "ratio_to", "difference_from"))
        fields[way] = named
        value = {"change_from": "up 20%", "of": "40%", "ratio_to": "2", "difference_from": "3"}[way]
    elif name == "members" and draw.random() < 0.3:
        fields["dimensions"] = dimensions(draw)
        value = draw.choice((value, "40%", "60%"))
    elif name == "members" and draw.random() < 0.1:
        fields[draw.choice(("each_of", "mean_of"))] = "4"
    return Quantity(id="new", subject=subject, property=name, value=value, **fields)


def some_listing(draw: random.Random) -> AnyClaim:
    ended: Any = draw.choice([{"complete": True}, {"open": True}, {}])
    return Listing(
        id="new",
        subject=draw.choice(("acme", "acme", "guild")),
        property="members",
        dimensions=dimensions(draw),
        members=few(draw, (*PEOPLE, "acme"), 3),
        **ended,
        **carried(draw),
    )


def some_breakdown(draw: random.Random) -> AnyClaim:
    parts = [
        (name, draw.choice(("2", "3", "40%"))) for name in few(draw, ("women", "men", "other"), 3)
    ]
    return Breakdown(
        id="new", subject="acme", property="members", by="sex", parts=tuple(parts),
        complete=draw.random() < 0.5, **carried(draw),
    )  # fmt: skip


KINDS: Final[tuple[Draw, ...]] = (
    some_event, some_event, some_event, some_role, some_role, some_relation, some_relation,
    some_quantity, some_quantity, some_listing, some_breakdown,
)  # fmt: skip


FEW_KINDS: Final[tuple[tuple[Draw, ...], ...]] = (
    (some_event,),
    (some_role,),
    (some_relation,),
    (some_raid, some_raid, some_place),
    (some_meeting,),
    (some_length,),
    (some_quantity, some_listing, some_breakdown),
    (some_quantity, some_event),
)


def crowded(seed: int) -> Dossier:
    """A random dossier of four to fifteen claims, the same for the same seed."""
    draw = random.Random(f"crowded {seed}")
    kinds = draw.choice(FEW_KINDS) if draw.random() < 0.7 else KINDS
    claims = [
        attrs.evolve(draw.choice(kinds)(draw), id=f"c{at}") for at in range(draw.randint(4, 15))
    ]
    return Dossier(
        document=Document(title="The Document", date=draw.choice(("2004-06-01", "2004", ""))),
        claims=tuple(claims),
        entities=ENTITIES,
        sources=SOURCES,
        assume=("rounded",) if draw.random() < 0.1 else (),
        reject=("contemporary",) if draw.random() < 0.1 else (),
        world=WORLD,
    )
