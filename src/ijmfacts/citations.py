"""What a claim says and what its cited sources say, side by side.

Two sides differ where no reading of both can be true together; what a difference rests on are the
assumptions that the narrower readings need.
Knows nothing of any one rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType
from typing import Final, TypeAlias

import attrs

from ijmfacts.answers import Answer
from ijmfacts.claims import (
    AnyClaim,
    Breakdown,
    Citation,
    Event,
    Listing,
    Quantity,
    Relation,
)
from ijmfacts.constraints import Assumption
from ijmfacts.index import Index
from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.measures import assumed
from ijmfacts.records import Source
from ijmfacts.shapes import Shape
from ijmfacts.times import Time, overlaps, read_time
from ijmfacts.values import Reading, UnreadableValueError, days_of, read_value

Layers: TypeAlias = tuple[tuple[Interval, frozenset[Assumption]], ...]
"""Intervals from the widest to the narrowest, each with what it assumes."""

_TABLE_UNITS: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {"money": (1_000, 1_000_000, 1_000_000_000), "share": (100,)}
)
"""What a bare figure of a table may stand for, beside itself, by the kind of the value it is of."""
_SURELY: Final[Layers] = ((Interval.point(0), frozenset()),)
_NOT_SO: Final[Layers] = ((Interval.point(1), frozenset()),)
_MONTHS: Final[Mapping[str, int]] = MappingProxyType({"month": 1, "year": 12})
_SHOWN: Final = 6
"""How many names of a list are shown."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Side(Shape):
    """What one party says of one thing.

    `about` is the id of the claim or the source, `shown` its name in a sentence.
    `reading` is the value, with `direction` where it is a change that goes up or down; `members`
    the names of a list, `printed` as they are written, `complete` whether there are no others
    (none: unsaid); `time` when it is so.
    `table`: a bare figure may stand for one with a unit, as the figures of a source's table do.
    """

    about: str
    shown: str
    reading: Reading | None = None
    direction: str = ""
    members: tuple[str, ...] | None = None
    printed: tuple[str, ...] = ()
    complete: bool | None = None
    time: Time | None = None
    table: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Matter(Shape):
    """What both sides speak of, as far as it decides whether they can differ in peace.

    `once`: it happens at one time; `timeless`: its value never changes; `counted`: its value is a
    number of things that a list can name.
    """

    once: bool = False
    timeless: bool = False
    counted: bool = False


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Difference(Shape):
    """Two sides that cannot both be true, under these assumptions; `words` say why.

    `of` is what they differ in: `time`, `value`, `count` (of one what the other lists), `members`.
    `fuller` names the side that lists `names` which the other does not have.
    """

    assumptions: tuple[Assumption, ...]
    words: str
    of: str
    fuller: str = ""
    names: tuple[str, ...] = ()


def source_of(index: Index, key: str) -> Source | None:
    """The source with this id, of the dossier or of its world."""
    return index.dossier.sources.get(key) or index.dossier.world.sources.get(key)


def name_of(index: Index, citation: Citation) -> str:
    """A source in a sentence: its title, or its id, and the place in it."""
    source = source_of(index, citation.source)
    name = f"“{source.title}”" if source is not None and source.title else f"`{citation.source}`"
    return f"{name} ({citation.locator})" if citation.locator else name


def matter_of(index: Index, claim: AnyClaim) -> Matter:
    """What a claim is about."""
    if isinstance(claim, Event):
        return Matter(once=True, counted=bool(claim.times))
    if isinstance(claim, Quantity):
        known = index.property(claim.property)
        compared = (
            claim.change_from, claim.difference_from, claim.ratio_to, claim.mean_of, claim.each_of
        )  # fmt: skip
        reading = claim.reading
        whole = reading.kind == "number" and not reading.unit and not any(compared)
        return Matter(timeless=known.time == "timeless", counted=whole)
    if isinstance(claim, Listing | Breakdown):
        known = index.property(claim.property)
        return Matter(timeless=known.time == "timeless", counted=isinstance(claim, Listing))
    if isinstance(claim, Relation):
        return Matter(timeless=index.relation(claim.relation).timeless, counted=claim.only)
    return Matter()


def claimed(index: Index, claim: AnyClaim, said: Reading | None) -> Side:
    """What a claim says; of an event how long or how often, whichever `said` is of."""
    text = claim.when or claim.as_of or claim.within
    side = Side(about=claim.id, shown="the claim", time=read_time(text) if text else None)
    if isinstance(claim, Quantity):
        if not claim.value:
            return side
        reading = claim.reading
        return attrs.evolve(side, reading=reading, direction=reading.direction or claim.direction)
    if isinstance(claim, Listing):
        complete = True if claim.complete else (False if claim.open else None)
        return _listed(index, side, claim.members, complete)
    if isinstance(claim, Relation):
        return _listed(index, side, claim.objects, claim.only)
    if isinstance(claim, Event) and said is not None:
        text = claim.lasting if said.kind == "duration" else claim.times
        return attrs.evolve(side, reading=read_value(text) if text else None)
    return side


def cited(index: Index, claim: AnyClaim, citation: Citation) -> Side | None:
    """What a source says where a claim cites it; none where that is not written down."""
    says = citation.says
    if says is None or not (says.value or says.members or says.when):
        return None
    side = Side(
        about=citation.source,
        shown=name_of(index, citation),
        time=read_time(says.when) if says.when else None,
        table=True,
    )
    if says.value:
        reading = _reading(says.value, getattr(claim, "unit", ""))
        side = attrs.evolve(side, reading=reading, direction=reading.direction)
    if says.members:
        side = _listed(index, side, says.members, None)
    return side


def _reading(text: str, unit: str) -> Reading:
    """A source's value; what follows its figure is the claim's unit where it can be."""
    plain = read_value(text)
    if not (unit and plain.noun):
        return plain
    try:
        return read_value(text, unit=unit)
    except UnreadableValueError:
        return plain


def _listed(
    index: Index,
    side: Side,
    names: Iterable[str],
    complete: bool | None,  # noqa: FBT001
) -> Side:
    known = dict.fromkeys(names)
    return attrs.evolve(
        side,
        members=tuple(dict.fromkeys(map(index.canon, known))),
        printed=tuple(known),
        complete=complete,
    )


# --- differences ------------------------------------------------------------------------------


def differences(index: Index, matter: Matter, one: Side, two: Side) -> Iterator[Difference]:
    """Every way in which two sides cannot both be true."""
    apart = list(_apart(matter, one, two))
    yield from apart
    if apart:
        return  # what they say of different times may well differ
    timed = _together(matter, one, two)
    for words, layers in _values(one, two):
        yield from _differing(words, layers, timed, of="value")
    for listing, counting in ((one, two), (two, one)):
        if matter.counted and listing.members is not None and counting.reading is not None:
            yield from _count(index, listing, counting, timed)
    if one.members is not None and two.members is not None:
        for fuller, shorter in ((one, two), (two, one)):
            yield from _unlisted(index, fuller, shorter, timed)


def _differing(
    words: str, layers: tuple[Layers, Layers], timed: frozenset[Assumption], *, of: str
) -> Iterator[Difference]:
    for needed in minimal(*layers):
        yield Difference(assumptions=in_order(needed | timed), words=words, of=of)


def in_order(assumptions: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """Assumptions in the order of their tokens."""
    return tuple(sorted(assumptions, key=lambda assumption: assumption.token))


def minimal(first: Layers, second: Layers) -> Iterator[frozenset[Assumption]]:
    """Every smallest set of assumptions under which the two have no number in common."""
    kinds = sorted(
        {assumption for _, needed in (*first, *second) for assumption in needed},
        key=lambda assumption: assumption.token,
    )
    found: list[frozenset[Assumption]] = []
    for size in range(len(kinds) + 1):
        for some in map(frozenset, combinations(kinds, size)):
            if any(smaller <= some for smaller in found):
                continue
            common = EVERYTHING
            for interval, needed in (*first, *second):
                if needed <= some:
                    common &= interval
            if common.is_empty:
                found.append(some)
                yield some


# --- times ------------------------------------------------------------------------------------


def loosely(time: Time, about: str) -> tuple[Time, frozenset[Assumption]]:
    """A time with the room that its marks give it, and the assumption that this is enough."""
    if not (time.approximate or time.uncertain):
        return time, frozenset()
    words = f"`{time.text}` is at most one of its units off"
    return time.loosened(), frozenset({Assumption("approximate-date", about, words)})


def _apart(matter: Matter, one: Side, two: Side) -> Iterator[Difference]:
    """The difference of two times that have no day in common."""
    if one.time is None or two.time is None or matter.timeless:
        return
    first, loose = loosely(one.time, one.about)
    second, loose_too = loosely(two.time, two.about)
    if overlaps(first, second) is not Answer.NO:
        return
    needed = loose | loose_too
    if not matter.once:
        needed |= {_on_point(two)}
    yield Difference(
        assumptions=in_order(needed),
        words=f"{one.shown} is of {one.time.after_of()}, and {two.shown} of {two.time.after_of()}",
        of="time",
    )


def _on_point(side: Side) -> Assumption:
    return Assumption("on-point", side.about, f"{side.shown} speaks of the very thing claimed")


def _together(matter: Matter, one: Side, two: Side) -> frozenset[Assumption]:
    """What is assumed where two sides are taken to speak of one time.

    A source that names no time is cited for what the claim says, so for the claim's time.
    """
    if matter.timeless or matter.once or two.time is None:
        return frozenset()
    if one.time is None:
        words = f"what `{one.about}` says without a date is of {two.time.after_of()}"
        return frozenset({Assumption("contemporary", one.about, words)})
    if (one.time.start, one.time.end) == (two.time.start, two.time.end):
        return frozenset()
    return frozenset({_on_point(two)})


# --- values -----------------------------------------------------------------------------------


def _values(one: Side, two: Side) -> Iterator[tuple[str, tuple[Layers, Layers]]]:
    if one.reading is None or two.reading is None:
        return
    words = f"{one.shown} says {one.reading.text}, and {two.shown} says {two.reading.text}"
    first, second = _layers(one.reading), _layers(two.reading)
    if one.direction or two.direction:
        ways = _sense(one, first), _sense(two, second)
        if "" not in ways and ways[0] != ways[1]:
            if 0 not in first[0][0] and 0 not in second[0][0]:
                yield words, (_SURELY, _NOT_SO)
            return
        first, second = _size(first), _size(second)
    aligned = _aligned(one, two, first, second)
    if aligned is None:
        return
    first, second, factors = aligned
    for factor in factors:
        bare, other = (second, first) if _in_table(two, one) else (first, second)
        if _fits(bare[-1][0].scaled(factor), other[-1][0]):
            return  # the bare figure stands in a table of thousands or millions, or of shares of 1
    yield words, (first, second)


def _aligned(
    one: Side, two: Side, first: Layers, second: Layers
) -> tuple[Layers, Layers, tuple[int, ...]] | None:
    """The layers in one unit, and what a bare figure may have to be multiplied by.

    None where the units differ, and nobody knows how they compare.
    """
    assert one.reading is not None  # noqa: S101 - the caller has asked
    assert two.reading is not None  # noqa: S101 - the caller has asked
    units = one.reading.unit, two.reading.unit
    kinds = one.reading.kind, two.reading.kind
    if kinds == ("duration", "duration"):
        if units[0] == units[1]:
            return first, second, ()
        if units[0] in _MONTHS and units[1] in _MONTHS:
            return _scaled(first, _MONTHS[units[0]]), _scaled(second, _MONTHS[units[1]]), ()
        return _in_days(first, units[0]), _in_days(second, units[1]), ()
    if units == ("", ""):
        mixed = kinds[0] != kinds[1] and "number" not in kinds
        return None if mixed else (first, second, ())
    if kinds[0] == kinds[1] and units[0] == units[1]:
        return first, second, ()
    for bare, other in ((two, one), (one, two)):
        if _in_table(bare, other):
            assert other.reading is not None  # noqa: S101 - both have one
            return first, second, _TABLE_UNITS.get(other.reading.kind, ())
    return None


def _in_table(side: Side, other: Side) -> bool:
    """True where a source prints a bare figure, as a table does, for what has a unit elsewhere."""
    reading = side.reading
    return (
        side.table
        and reading is not None
        and reading.kind == "number"
        and not (reading.unit or reading.noun)
        and other.reading is not None
        and bool(other.reading.unit)
    )


def _layers(reading: Reading) -> Layers:
    return tuple((layer.interval, frozenset(assumed(layer.assumes))) for layer in reading.layers)


def _scaled(layers: Layers, factor: Fraction | int) -> Layers:
    return tuple((interval.scaled(factor), needed) for interval, needed in layers)


def _fits(figure: Interval, other: Interval) -> bool:
    """True where a figure of a table, in some unit, is one that the other may be told of.

    It meets a bound (`more than $50 million`) only where it is of the bound's own size.
    """
    if (figure & other).is_empty:
        return False
    if other.upper is None and other.lower is not None and figure.lower is not None:
        return figure.lower <= 10 * other.lower
    if other.lower is None and other.upper is not None and figure.upper is not None:
        return 10 * figure.upper >= other.upper
    return True


def _in_days(layers: Layers, unit: str) -> Layers:
    return tuple((days_of(interval, unit), needed) for interval, needed in layers)


def _sense(side: Side, layers: Layers) -> str:
    """Whether a change goes up or down; a negative one goes down."""
    return side.direction or ("down" if _is_negative(layers) else "")


def _is_negative(layers: Layers) -> bool:
    upper = layers[0][0].upper
    return upper is not None and upper < 0


def _size(layers: Layers) -> Layers:
    return _scaled(layers, -1) if _is_negative(layers) else layers


# --- lists ------------------------------------------------------------------------------------


def _tops(index: Index, members: tuple[str, ...]) -> int:
    """How many members there are at least: a place within another listed one may be meant by it."""
    listed = set(members)
    return sum(not listed.intersection(index.above(member)) for member in members)


def _count(
    index: Index, listing: Side, counting: Side, timed: frozenset[Assumption]
) -> Iterator[Difference]:
    """A number beside a list: it is not below the names, nor above those of a full list."""
    assert listing.members is not None  # noqa: S101 - the caller has asked
    reading = counting.reading
    if reading is None or reading.kind != "number" or reading.unit:
        return
    least = _tops(index, listing.members)
    held: Layers = ((Interval.at_least(least), frozenset()),)
    if listing.complete is not False:
        needed = frozenset() if listing.complete else frozenset({_complete(listing)})
        held = (*held, (Interval.at_most(len(listing.members)), needed))
    words = (
        f"{counting.shown} says {reading.text}, and {listing.shown} names "
        f"{len(listing.printed)}: {_names(listing.printed)}"
    )
    yield from _differing(words, (_layers(reading), held), timed, of="count")


def _unlisted(
    index: Index, fuller: Side, shorter: Side, timed: frozenset[Assumption]
) -> Iterator[Difference]:
    """Names of one list that the other, where it names all, does not have."""
    assert fuller.members is not None  # noqa: S101 - the caller has asked
    assert shorter.members is not None  # noqa: S101 - the caller has asked
    if shorter.complete is False:
        return
    there = set(shorter.members)
    around = {place for member in shorter.members for place in index.above(member)}
    extra = [
        (member, name)
        for member, name in zip(fuller.members, _first_names(index, fuller), strict=True)
        if member not in there
        and member not in around
        and not there.intersection(index.above(member))
    ]
    if not extra:
        return
    needed = set(timed)
    if not shorter.complete:
        needed.add(_complete(shorter))
    if not all(map(index.known, (*shorter.members, extra[0][0]))):
        words = f"{extra[0][1]} is none of those that {shorter.shown} names"
        needed.add(Assumption("distinct", shorter.about, words))
    yield Difference(
        assumptions=in_order(needed),
        words=(
            f"{fuller.shown} names {_names([name for _, name in extra])}, and {shorter.shown} "
            f"names only {_names(shorter.printed)}"
        ),
        of="members",
        fuller=fuller.about,
        names=tuple(name for _, name in extra),
    )


def _first_names(index: Index, side: Side) -> list[str]:
    """For each member the name that it is first printed by."""
    first: dict[str, str] = {}
    for name in side.printed:
        first.setdefault(index.canon(name), name)
    return list(first.values())


def _complete(side: Side) -> Assumption:
    return Assumption("complete-list", side.about, f"the list of {side.shown} names all")


def _names(names: Iterable[str]) -> str:
    shown = list(names)
    more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
    return ", ".join(shown[:_SHOWN]) + more
