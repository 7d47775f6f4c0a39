"""Random small dossiers of four theories, each in a plain and in a wide form.

The plain form has one measure with its parts, or events with dates and orders.
The wide form has more: moments, speakers, other wholes, comparisons and means, vague words, shares
with bounds, periods, distances, lengths, lifetimes, `only`, and assumptions that are settled.
Knows nothing of how a dossier is checked.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from ijmfacts.claims import Anchor, AnyClaim, Breakdown, Event, Listing, Measure, Quantity, Relation
from ijmfacts.dossier import Dossier, Records
from ijmfacts.records import Dimension, Entity, Kind, Property, Vocabulary

MEMBERS: Final = ("hill", "valley", "lake", "pond")
PARTS: Final = ("sport", "music", "other")
EVENTS: Final = ("fire", "flood", "storm")
PEOPLE: Final = ("ann", "ben", "cid")
LIFE: Final = ("2000", "2002-06")
"""When the guild, the one entity with a lifetime, began and ended."""

ENTITIES: Final = {
    "club": Entity(id="club", name="The Club", type="organization"),
    **{name: Entity(id=name, name=name.title(), type="place") for name in MEMBERS},
}
MORE_ENTITIES: Final = {
    **ENTITIES,
    **{name: Entity(id=name, name=name.title(), type="person") for name in PEOPLE},
    "guild": Entity(id="guild", name="Guild", type="organization", begin=LIFE[0], end=LIFE[1]),
}
SETTLED: Final = (
    "hedge", "rounded", "disjoint", "contemporary", "complete-list", "complete-list:c1", "exact",
    "approximate-date", "same-rounding",
)  # fmt: skip

Draw = Callable[[random.Random], AnyClaim]

# --- plain ----------------------------------------------------------------------------------


def some_count(draw: random.Random) -> str:
    form = draw.choice(["{}", "{}", "{}", "at least {}", "more than {}", "at most {}"])
    if draw.random() < 0.1:
        return draw.choice(["nearly 11", "nearly 12", "about 10", "about 11"])
    return form.format(draw.randint(1, 9))


def some_dimensions(draw: random.Random) -> dict[str, str]:
    part = draw.choice(["", "", *PARTS])
    return {"focus": part} if part else {}


def some_quantity(draw: random.Random) -> AnyClaim:
    dimensions = some_dimensions(draw)
    value = some_count(draw)
    if dimensions and draw.random() < 0.3:
        value = f"{draw.choice((10, 20, 25, 33, 40, 41, 50, 60, 67, 75, 80))}%"
    return Quantity(
        id="new", subject="club", property="programs", dimensions=dimensions, value=value
    )


def some_count_claim(draw: random.Random) -> AnyClaim:
    return Quantity(
        id="new", subject="club", property="programs", dimensions=some_dimensions(draw),
        value=some_count(draw),
    )  # fmt: skip


def some_breakdown(draw: random.Random) -> AnyClaim:
    names = draw.sample(PARTS, draw.randint(1, 3))
    if draw.random() < 0.5:
        values = [f"{draw.choice((10, 20, 30, 33, 34, 40, 50, 60))}%" for _ in names]
    else:
        values = [some_count(draw) for _ in names]
    ended: Any = draw.choice([{"complete": True}, {"complete": True}, {"open": True}, {}])
    parts = tuple(zip(names, values, strict=True))
    return Breakdown(
        id="new", subject="club", property="programs", by="focus", parts=parts, **ended
    )


def some_listing(draw: random.Random) -> AnyClaim:
    members = draw.sample(MEMBERS, draw.randint(1, 4))
    ended: Any = draw.choice([{"complete": True}, {"complete": True}, {"open": True}, {}])
    return Listing(
        id="new", subject="club", property="programs", dimensions=some_dimensions(draw),
        members=tuple(members), **ended,
    )  # fmt: skip


def some_event(draw: random.Random) -> AnyClaim:
    fields: dict[str, Any] = {}
    if draw.random() < 0.65:
        fields["when"] = draw.choice(
            ["2001", "2001-05", "2001-05-03", "2001-06", "2002", "2001/2003", "2002-01/2002-03",
             "2003-02-28", "1999", "../2001-05", "2002/.."]
        )  # fmt: skip
    for field in ("after", "before", "during"):
        if draw.random() < 0.3:
            fields[field] = (Anchor(of=draw.choice(EVENTS)),)
    return Event(id="new", event=draw.choice(EVENTS), type="happening", **fields)


# --- wide -----------------------------------------------------------------------------------


def placed(draw: random.Random, claim: AnyClaim) -> AnyClaim:
    """Perhaps with a moment, perhaps in somebody's own words."""
    changes: Any = {}
    if draw.random() < 0.4:
        changes["as_of"] = draw.choice(["2001", "2001", "2002"])
    if draw.random() < 0.05:
        changes["said_by"] = ("ann",)
    return attrs.evolve(claim, **changes)


def more_count(draw: random.Random) -> str:
    if draw.random() < 0.7:
        return some_count(draw)
    return draw.choice(
        ["just over 8", "at least about 10", "fewer than 4", "between 3 and 5", "up to 6",
         "several", "exactly 7", "about 10", "nearly 11", "120", "100"]
    )  # fmt: skip


def more_share(draw: random.Random) -> str:
    if draw.random() < 0.5:
        return f"{draw.choice((10, 20, 25, 33, 40, 41, 50, 60, 67, 75, 80))}%"
    return draw.choice(
        ["more than 40%", "at least 40%", "less than 50%", "about 40%", "nearly 50%", "12.5%",
         "up to 60%", "between 40% and 60%", "exactly 50%"]
    )  # fmt: skip


def more_quantity(draw: random.Random) -> AnyClaim:
    fields: dict[str, Any] = {"property": "programs", "dimensions": some_dimensions(draw)}
    fields["value"] = more_count(draw)
    if fields["dimensions"] and draw.random() < 0.35:
        fields["value"] = more_share(draw)
    kind = draw.random()
    if kind < 0.06:
        fields.update(value=more_share(draw), of=Measure(property="branches"))
    elif kind < 0.14:
        fields.update(property="branches", dimensions={})
        fields["value"] = more_count(draw)
    elif kind < 0.18:
        fields.update(property="margin", dimensions={}, value=more_share(draw))
    return placed(draw, Quantity(id="new", subject="club", **fields))


def some_comparison(draw: random.Random) -> AnyClaim:
    """A change since a year, a difference or a ratio to another part, a mean, or so much each."""
    fields: dict[str, Any] = {"property": "programs", "dimensions": some_dimensions(draw)}
    kind = draw.choice(["change", "difference", "ratio", "each", "mean"])
    other = Measure(dimensions=some_dimensions(draw))
    if kind == "change":
        fields.update(
            value=draw.choice(["up 20%", "down 25%", "up 50%", "down 33%"]),
            change_from=Measure(when="2001"),
            as_of="2002",
        )
    elif kind == "difference":
        fields.update(
            value=draw.choice(["3", "at least 2", "1"]),
            difference_from=other,
            direction=draw.choice(["", "down"]),
        )
    elif kind == "ratio":
        fields.update(value=draw.choice(["2", "3", "more than 2"]), ratio_to=other)
    elif kind == "each":
        fields.update(value=draw.choice(["2", "3", "at least 2"]), each_of="4")
    else:
        fields.update(value=draw.choice(["2.5", "2.3", "3.14"]), mean_of=draw.choice("367"))
    claim = Quantity(id="new", subject="club", **fields)
    return claim if claim.as_of else placed(draw, claim)


def more_breakdown(draw: random.Random) -> AnyClaim:
    claim = some_breakdown(draw)
    if isinstance(claim, Breakdown) and draw.random() < 0.3:
        shared = "%" in claim.parts[0][1]
        form = more_share if shared else more_count
        claim = attrs.evolve(claim, parts=tuple((name, form(draw)) for name, _ in claim.parts))
    return placed(draw, claim)


def more_listing(draw: random.Random) -> AnyClaim:
    return placed(draw, some_listing(draw))


def more_count_claim(draw: random.Random) -> AnyClaim:
    claim = Quantity(
        id="new", subject="club", property="programs", dimensions=some_dimensions(draw),
        value=more_count(draw),
    )  # fmt: skip
    return placed(draw, claim)


def some_relation(draw: random.Random) -> AnyClaim:
    return Relation(
        id="new",
        subject="club",
        relation=draw.choice(["praised by", "chaired by"]),
        objects=tuple(draw.sample(PEOPLE, draw.randint(1, 2))),
        only=draw.random() < 0.5,
    )


DISTANCES: Final = (
    "three days", "at least three days", "two years", "within two years", "more than one year",
    "about two years",
)  # fmt: skip


def more_event(draw: random.Random) -> AnyClaim:
    claim = some_event(draw)
    fields: dict[str, Any] = {}
    if draw.random() < 0.4:
        fields["when"] = ""
        name = draw.choice(["within", "since", "until", "as_of", "within"])
        fields[name] = draw.choice(["2001", "2001-05", "2002", "2001/2002", "2003-02-28"])
        if name != "within" or draw.random() < 0.7:
            fields[name] = fields[name].partition("/")[0]
    elif draw.random() < 0.15:
        fields["when"] = draw.choice(["2001~", "2001-05~", "2002?"])
    if draw.random() < 0.2:
        fields["lasting"] = draw.choice(
            ["three days", "two years", "at least three days", "more than one year",
             "about two years"]
        )  # fmt: skip
    for field in ("after", "before", "during"):
        anchors = getattr(claim, field)
        if draw.random() < 0.15:
            anchors = (Anchor(of=draw.choice(["2002", "guild", "2001-05"])),)
        if anchors and draw.random() < 0.4 and field != "during":
            anchors = (attrs.evolve(anchors[0], distance=draw.choice(DISTANCES)),)
        fields[field] = anchors
    return attrs.evolve(claim, **fields)


# --- dossiers -------------------------------------------------------------------------------

THEORIES: Final[Mapping[str, tuple[Draw, ...]]] = {
    "numbers": (some_quantity, some_quantity, some_breakdown),
    "sets": (some_listing, some_listing, some_count_claim),
    "time": (some_event,),
    "mixed": (some_quantity, some_breakdown, some_listing, some_event),
    "wide numbers": (more_quantity, more_quantity, more_quantity, more_breakdown, some_comparison),
    "wide sets": (more_listing, more_listing, more_listing, more_count_claim, more_quantity),
    "wide time": (more_event,),
    "wide mixed": (
        more_quantity, more_breakdown, more_listing, more_event, some_comparison, some_relation,
    ),
}  # fmt: skip


def some_dossier(theory: str, seed: int) -> Dossier:
    """A random small dossier, the same for the same seed."""
    draw = random.Random(f"{theory} {seed}")
    kinds = THEORIES[theory]
    wide = theory.startswith("wide")
    claims = [draw.choice(kinds)(draw) for _ in range(draw.randint(2, 4 if wide else 5))]
    told = {claim.event for claim in claims if isinstance(claim, Event)}
    kept = []
    for at, claim in enumerate(claims):
        new = attrs.evolve(claim, id=f"c{at}")
        for field in ("after", "before", "during"):
            others = told - {getattr(claim, "event", "")}
            known = tuple(
                anchor
                for anchor in getattr(new, field)
                if anchor.of in others or anchor.of not in EVENTS
            )
            changes: Any = {field: known}
            new = attrs.evolve(new, **changes)
        kept.append(new)
    dimension = Dimension(exclusive=draw.random() < 0.4)
    programs = Property(name="programs", counts="programs", dimensions={"focus": dimension})
    if not wide:
        return Dossier(
            claims=tuple(kept),
            entities=ENTITIES,
            vocabulary=Vocabulary(properties={"programs": programs}),
            world=Records(),
        )
    settled: dict[str, Any] = {}
    for field in ("assume", "reject"):
        if draw.random() < 0.12:
            settled[field] = (draw.choice(SETTLED),)
    properties = {
        "programs": programs,
        "branches": Property(name="branches", counts="branches"),
        "margin": Property(name="margin", additive=False),
    }
    types = {"place": Kind(name="place"), "person": Kind(name="person")}
    return Dossier(
        claims=tuple(kept),
        entities=MORE_ENTITIES,
        vocabulary=Vocabulary(properties=properties, types=types),
        world=Records(),
        **settled,
    )
