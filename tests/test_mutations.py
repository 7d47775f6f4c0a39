"""A slip planted in a real claim wakes the right rule, and a slip that nothing can know wakes none.

Which rule is right is decided here from the records alone, never by asking the checker: two claims
that print one measure at one time must agree, a closed breakdown must make its whole, two tellings
of one event must have one time and one place, a count must match its list, and so on.
How far off a claim may be is worked out here as well: the furthest date, figure or list that the
others leave must stay silent, and the next one wake the rule that forbids it.
The article's own slips are mended first, as a claim that contradicts hides what else is wrong
with it; what a second slip does to a claim that contradicts already has tests of its own.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import math
import pathlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import attrs
import pytest

from ijmfacts.checking import check
from ijmfacts.claims import AnyClaim, Breakdown, Event, Listing, Quantity, Relation, Role, Statement
from ijmfacts.dossier import Dossier
from ijmfacts.intervals import Interval
from ijmfacts.loading import load
from ijmfacts.records import Entity
from ijmfacts.stats import DAYS, STARTS, Web, statistics
from ijmfacts.times import read_time
from ijmfacts.values import read_value
from test_repairs import (
    COUNT,
    COUNTED,
    HAND,
    LABOR,
    NAMED,
    OTHERS,
    SUM_OF_COUNT,
    SUM_OF_NAMED,
    TOTAL,
    TWICE_NAMED,
    edited,
)

ROOT = pathlib.Path(__file__).parent.parent


@attrs.frozen
class Slip:
    """A claim changed, and the rules of which one must notice; none where nothing can know."""

    claim: str
    what: str
    changed: AnyClaim
    rules: frozenset[str]
    narrowly: bool = False
    """Silent only as it may be read: a narrower reading may well raise a tension."""


def moment(claim: AnyClaim) -> tuple[str, ...]:
    return (claim.when or claim.as_of, claim.since, claim.until, claim.within)


def measure(claim: Quantity | Listing | Breakdown) -> tuple[object, ...]:
    anchors = (claim.before, claim.after, claim.during)
    names = (claim.subject, claim.property, claim.dimensions, claim.place)
    return (*names, claim.said_by, moment(claim), anchors)


def plain(claim: Quantity) -> bool:
    """A figure of a measure itself, which its widest reading bounds from both sides."""
    widest = claim.reading.widest
    compared = (claim.of, claim.change_from, claim.difference_from, claim.ratio_to)
    return (
        widest.lower is not None
        and widest.upper is not None
        and not any(compared)
        and not (claim.mean_of or claim.each_of)
        and claim.modality == "asserted"
    )


def times_ten(text: str) -> str | None:
    """The first figure of a value, ten times as much."""
    reading = read_value(text)
    for word in text.replace("$", " ").replace("%", " ").split():
        bare = word.replace(",", "")
        if bare.replace(".", "", 1).isdigit():
            shifted = bare + "0" if "." not in bare else bare.replace(".", "", 1)
            return text.replace(word, shifted)
    likely = reading.likely
    if reading.kind == "number" and likely.is_point and likely.lower is not None:
        return str(int(likely.lower) * 10)
    return None


def stepped(text: str, step: int) -> str | None:
    """A count, so many more."""
    likely = read_value(text).likely
    if read_value(text).kind == "number" and likely.is_point and likely.lower is not None:
        return str(int(likely.lower) + step)
    return None


def points_more(text: str, points: int) -> str | None:
    """A whole share or score, so many points more."""
    number = text.removesuffix("%").removesuffix(" percent")
    if not number.replace(".", "", 1).isdigit():
        return None
    head, dot, rest = number.partition(".")
    return f"{int(head) + points}{dot}{rest}{text.removeprefix(number)}"


def quantity_slips(dossier: Dossier) -> Iterator[Slip]:
    fields: dict[tuple[str, str], int] = defaultdict(int)
    for other in dossier.claims:
        if isinstance(other, Quantity | Listing | Breakdown):
            fields[other.subject, other.property] += 1
    parts_of = {p.part_of for p in dossier.vocabulary.properties.values() if p.part_of}
    for claim in dossier.claims:
        if not isinstance(claim, Quantity) or not plain(claim):
            continue
        known = dossier.vocabulary.properties.get(claim.property)
        lefts = list(amount_left(dossier, claim))
        alone = fields[claim.subject, claim.property] == 1 and not (
            claim.property in parts_of or (known and (known.part_of or known.formula))
        )
        for what, value in (
            ("× 10", times_ten(claim.value)),
            ("+ 1", stepped(claim.value, 1)),
            ("− 1", stepped(claim.value, -1)),
        ):
            if value is None or not (lefts or alone):
                continue
            read = read_value(value).widest
            rules = {left.rule for left in lefts if (read & left.within).is_empty}
            whole = [c for c in dossier.claims if isinstance(c, Quantity) and is_whole(c, claim)]
            if any((read & Interval.at_most(widest(c).upper or 0)).is_empty for c in whole):
                rules.add("part-is-within-whole")
            if claim.reading.kind == "share" and claim.dimensions and what == "× 10":
                rules.add("part-is-within-whole")  # no part is 380% of its whole
            changed = attrs.evolve(claim, value=value)
            yield Slip(claim.id, what, changed, frozenset(rules), bool(lefts))


def breakdown_slips(dossier: Dossier) -> Iterator[Slip]:
    for claim in dossier.claims:
        if not isinstance(claim, Breakdown):
            continue
        closed = claim.complete or any(name == "other" for name, _ in claim.parts)
        if not closed:
            continue
        for at, (name, value) in enumerate(claim.parts):
            changed = times_ten(value)
            if changed is None:
                continue
            parts = (*claim.parts[:at], (name, changed), *claim.parts[at + 1 :])
            yield Slip(
                claim.id,
                f"{name} × 10",
                attrs.evolve(claim, parts=parts),
                frozenset({"parts-sum-to-whole", "part-is-within-whole"}),
            )
            more = points_more(value, 10) if value.endswith("%") else None
            if more is not None:
                parts = (*claim.parts[:at], (name, more), *claim.parts[at + 1 :])
                yield Slip(
                    claim.id,
                    f"{name} + 10 points",
                    attrs.evolve(claim, parts=parts),
                    frozenset({"parts-sum-to-whole"}),
                )


def formula_slips(dossier: Dossier) -> Iterator[Slip]:
    """A score ten points lower, where its formula and all that goes into it are told."""
    for known in dossier.vocabulary.properties.values():
        told = [c for c in dossier.claims if isinstance(c, Quantity) and c.property == known.name]
        whole = {c.dimensions for c in told}
        inputs = {measure.dimensions for measure in known.inputs.values()}
        if not known.formula or not {(), *inputs} <= whole:
            continue
        for claim in told:
            lower = points_more(claim.value, -10)
            if lower is not None and claim.dimensions in {(), *inputs}:
                yield Slip(
                    claim.id,
                    "10 points lower",
                    attrs.evolve(claim, value=lower),
                    frozenset({"formulas-hold"}),
                )


def list_slips(dossier: Dossier) -> Iterator[Slip]:
    counts = {
        measure(c): c
        for c in dossier.claims
        if isinstance(c, Quantity) and plain(c) and c.reading.whole and c.reading.kind == "number"
    }
    for claim in dossier.claims:
        if not isinstance(claim, Listing) or measure(claim) not in counts or not claim.complete:
            continue
        rules = frozenset({"count-matches-list", *summed(dossier, counts[measure(claim)])})
        longer = attrs.evolve(claim, members=(*claim.members, "Atlantis"))
        yield Slip(claim.id, "a member more", longer, rules)
        if len(claim.members) > 1:
            shorter = attrs.evolve(claim, members=claim.members[1:])
            yield Slip(claim.id, "a member fewer", shorter, rules)
            swapped = attrs.evolve(claim, members=("Atlantis", *claim.members[1:]))
            yield Slip(claim.id, "another member", swapped, frozenset())


def shifted(text: str, years: int) -> str | None:
    if len(text) >= 4 and text[:4].isdigit() and "/" not in text:
        return f"{int(text[:4]) + years}{text[4:]}"
    return None


def next_unit(text: str) -> str | None:
    """The next year, month or day of a plain date, where it stays within the larger one."""
    head, _, last = text.rpartition("-")
    if head and last.isdigit() and int(last) < 12:
        return f"{head}-{int(last) + 1:02}"
    return None


def event_slips(dossier: Dossier) -> Iterator[Slip]:
    tied = {name for one, others in anchored(dossier).items() for name in (one, *others)}
    pointed_at = {
        anchor.of
        for claim in dossier.claims
        for anchor in (*claim.before, *claim.after, *claim.during)
    }
    names: dict[str, int] = defaultdict(int)
    for claim in dossier.claims:
        if isinstance(claim, Event):
            names[claim.name] += 1
    for claim in dossier.claims:
        if not isinstance(claim, Event) or names[claim.name] > 1 or claim.name in pointed_at:
            continue
        later = next_unit(claim.when) if claim.when else None
        if later and not (claim.before or claim.after or claim.during or claim.sources):
            changed = attrs.evolve(claim, when=later)
            yield Slip(claim.id, "a little later", changed, frozenset())
    told = defaultdict(list)
    for claim in dossier.claims:
        if isinstance(claim, Event) and claim.modality == "asserted":
            told[claim.name, claim.said_by].append(claim)
    for claims in told.values():
        for claim in claims:
            others = [c for c in claims if c is not claim]
            # An interval is throughout, and may well hold the day that another claim gives.
            dated = [c for c in others if c.when and read_time(c.when).granularity != "interval"]
            late = shifted(claim.when, -13) if claim.when else None
            if late and dated:
                yield Slip(
                    claim.id,
                    "13 years earlier",
                    attrs.evolve(claim, when=late),
                    frozenset({"one-time-per-event", *({ORDER} if claim.name in tied else ())}),
                )
            placed = [c for c in others if c.place == claim.place and c.place]
            if placed:
                yield Slip(
                    claim.id,
                    "in Iceland",
                    attrs.evolve(claim, place="Iceland"),
                    frozenset({"one-place-per-event"}),
                )


def life_slips(dossier: Dossier) -> Iterator[Slip]:
    """What the organization did, told of a time long before it was founded."""
    types = {**dossier.world.vocabulary.events, **dossier.vocabulary.events}
    founded = {
        claim.id
        for claim in dossier.claims
        if isinstance(claim, Event) and types.get(claim.type) and types[claim.type].begins
    }
    for claim in dossier.claims:
        if not isinstance(claim, Event) or claim.modality != "asserted" or claim.said_by:
            continue
        early = shifted(claim.when, -60)
        lifeless = claim.type in types and types[claim.type].lifeless
        if early and "ijm" in claim.by and not lifeless and claim.id not in founded:
            yield Slip(
                claim.id,
                "60 years earlier",
                attrs.evolve(claim, when=early),
                frozenset({"acts-fall-inside-lives", "one-time-per-event"}),
            )


HOLDERS_KNOWN = ("President of the United States", "United States Secretary of State")
"""Posts whose holders the world lists."""

ONE_HOLDER = ("CEO",)
"""Posts that one person holds at a time; an organization has many lawyers."""


def role_slips(dossier: Dossier) -> Iterator[Slip]:
    """Another person in each post: known where the holders are, or where it is told twice."""
    roles = [claim for claim in dossier.claims if isinstance(claim, Role)]
    told = Counter((c.post, c.organization, moment(c), c.said_by) for c in roles)
    for claim in roles:
        rules = set()
        if any(post in claim.post for post in HOLDERS_KNOWN):
            rules.add("office-holders-act-inside-terms")
        twice = told[claim.post, claim.organization, moment(claim), claim.said_by] > 1
        if twice and claim.post in ONE_HOLDER:
            rules.add("one-holder-per-post")
        if claim.person != "victor-boutros":
            swapped = attrs.evolve(claim, person="victor-boutros")
            yield Slip(claim.id, "another person", swapped, frozenset(rules))


EVERY = 5
"""Of the claims that are told once, and many, one in so many is tried."""


def swap_slips(dossier: Dossier) -> Iterator[Slip]:
    """Another object, speaker or doer, where nothing else is told of it."""
    swaps: list[Slip] = []
    for claim in dossier.claims:
        if isinstance(claim, Relation) and not (claim.only or claim.all):
            changed: AnyClaim = attrs.evolve(claim, objects=("Atlantis",))
            swaps.append(Slip(claim.id, "another object", changed, frozenset()))
        elif isinstance(claim, Statement):
            changed = attrs.evolve(claim, speaker=("holly-burkhalter",))
            swaps.append(Slip(claim.id, "another speaker", changed, frozenset()))
        elif isinstance(claim, Event) and claim.by and not claim.place:
            changed = attrs.evolve(claim, by=("charity-navigator",))
            swaps.append(Slip(claim.id, "another doer", changed, frozenset()))
    yield from swaps[::EVERY]


def actor_slips(dossier: Dossier) -> Iterator[Slip]:
    """Acts of force by police at home, done by the police of another country instead."""
    police = {key: e for key, e in dossier.entities.items() if e.type == "police"}
    swap = {key: next(o for o in police if police[o].of != e.of) for key, e in police.items()}
    at_home = {"Thailand": ("chiang-mai", "bangkok", "northern-thailand", "karaoke-restaurant")}
    for claim in dossier.claims:
        if not isinstance(claim, Event) or claim.type not in {"arrest", "detention", "raid"}:
            continue
        for doer in claim.by:
            if doer in police and claim.place in at_home.get(police[doer].of, ()):
                yield Slip(
                    claim.id,
                    f"by {swap[doer]}",
                    attrs.evolve(claim, by=(swap[doer],)),
                    frozenset({"authority-where-force-is-used"}),
                )


# --- how far off a claim may be: worked out from the records, with no help from the checker ------

Node = tuple[str, str]
ORIGIN: Node = ("day", "0")
TOLD = "one-time-per-event"
LIVES = "acts-fall-inside-lives"
ORDER = "things-happen-in-order"


@attrs.frozen
class Edge:
    """The day `to` is at most so many days after the day `of`: by which rule, told by which claim."""

    of: Node
    to: Node
    days: int
    rule: str = ""
    claim: str = ""


def first(name: str) -> Node:
    return "first", name


def last(name: str) -> Node:
    return "last", name


def no_later(one: Node, other: Node, rule: str) -> Edge:
    return Edge(other, one, 0, rule)


def bounds(node: Node, low: int | None, high: int | None, rule: str, claim: str) -> Iterator[Edge]:
    if low is not None:
        yield Edge(node, ORIGIN, -low, rule, claim)
    if high is not None:
        yield Edge(ORIGIN, node, high, rule, claim)


def state_of(claim: AnyClaim) -> str:
    """What a dated claim is about: its event, or the state of affairs that it tells."""
    return claim.name if isinstance(claim, Event) else f"claim {claim.id}"


def dating(claim: AnyClaim) -> Iterator[Edge]:
    """What the date of a claim says of the first and the last day of what it tells."""
    about, name = state_of(claim), claim.id
    text = claim.when or claim.within or ("" if isinstance(claim, Event) else claim.as_of)
    if text:
        time = read_time(text)
        if time.lasting and claim.when:
            yield from bounds(first(about), time.start.earliest, time.start.latest, TOLD, name)
            yield from bounds(last(about), time.end.earliest, time.end.latest, TOLD, name)
        else:
            yield from bounds(first(about), time.earliest, None, TOLD, name)
            yield from bounds(last(about), None, time.latest, TOLD, name)
    elif claim.since:
        time = read_time(claim.since)
        yield from bounds(first(about), None, time.latest, TOLD, name)
        yield from bounds(last(about), time.earliest, None, TOLD, name)


class Days:
    """Which days the records of a dossier leave for what its claims tell."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        words = (dossier.world.vocabulary, dossier.vocabulary)
        self.events = {name: sort for known in words for name, sort in known.events.items()}
        self.types = {name: kind for known in words for name, kind in known.types.items()}
        self.relations = {name: one for known in words for name, one in known.relations.items()}
        self.entities = {**dossier.world.entities, **dossier.entities}
        self.ids = {name: key for key, e in self.entities.items() for name in (e.name, *e.aliases)}
        self.told = [
            claim
            for claim in dossier.claims
            if isinstance(claim, Event | Role | Relation)
            and claim.modality == "asserted"
            and not claim.said_by
        ]
        self.names = {claim.name for claim in self.told if isinstance(claim, Event)}
        self.edges = list(self._edges())
        self._reached: dict[tuple[str, bool], tuple[list[Edge], dict[Node, int]]] = {}

    def _lives(self, entity: str) -> bool:
        known = self.entities.get(entity)
        kind = known.type if known else ""
        while kind and kind not in {"person", "organization"}:
            kind = self.types[kind].is_a if kind in self.types else ""
        return bool(kind)

    def _edges(self) -> Iterator[Edge]:
        yield from itertools.chain.from_iterable(map(dating, self.told))
        for about in dict.fromkeys(map(state_of, self.told)):
            yield no_later(first(about), last(about), "")
        for name, entity in self.entities.items():
            yield no_later(first(f"life {name}"), last(f"life {name}"), "")
            for node, text in ((first, entity.begin), (last, entity.end)):
                if text:
                    time = read_time(text)
                    yield from bounds(node(f"life {name}"), time.earliest, time.latest, LIVES, "")
        for claim in self.told:
            yield from self._of(claim)

    def _of(self, claim: AnyClaim) -> Iterator[Edge]:
        about = state_of(claim)
        if isinstance(claim, Event):
            sort = self.events.get(claim.type)
            stations = set()
            for side, node in ((sort and sort.begins, first), (sort and sort.ends, last)):
                for name in getattr(claim, side) if side else ():
                    stations.add(name)
                    yield no_later(first(about), node(f"life {name}"), "")  # what a life is
                    yield no_later(node(f"life {name}"), last(about), "")
            for names in (claim.by, claim.to) if sort and not sort.lifeless else ():
                for name in names:
                    if name not in stations:
                        yield from self._inside(about, name, alone=len(names) == 1)
        elif isinstance(claim, Role):
            yield from self._inside(about, claim.person, alone=True)
            yield from self._inside(about, claim.organization, alone=False)
        elif isinstance(claim, Relation) and self._lives(claim.subject):
            known = self.relations.get(claim.relation)
            if not (known and known.timeless):
                yield no_later(first(f"life {claim.subject}"), first(about), LIVES)
        for anchor in claim.during:
            if anchor.of in self.names:
                yield no_later(first(about), last(anchor.of), ORDER)  # they share a day
                yield no_later(first(anchor.of), last(about), ORDER)
        for anchor in claim.after:
            if anchor.of in self.names and not anchor.distance:
                yield no_later(first(anchor.of), first(about), ORDER)

    def _inside(self, about: str, name: str, *, alone: bool) -> Iterator[Edge]:
        name = self.ids.get(name, name)
        if self._lives(name):
            yield no_later(first(f"life {name}"), first(about) if alone else last(about), LIVES)
            yield no_later(first(about), last(f"life {name}"), LIVES)

    def reach(self, without: str, *, upper: bool) -> tuple[list[Edge], dict[Node, int]]:
        """How far each day is at most from the origin, or the origin from it.

        All dates but those of one claim are heard; none at all where it is `*`.
        Shortest ways over the edges (Bellman and Ford).
        """
        key = (without, upper)
        if key not in self._reached:
            heard = [e for e in self.edges if not e.claim or without not in {e.claim, "*"}]
            if not upper:
                heard = [attrs.evolve(edge, of=edge.to, to=edge.of) for edge in heard]
            reach = {ORIGIN: 0}
            shorter = True
            while shorter:
                shorter = False
                for edge in heard:
                    if edge.of in reach and reach[edge.of] + edge.days < reach.get(edge.to, 10**9):
                        reach[edge.to] = reach[edge.of] + edge.days
                        shorter = True
            self._reached[key] = heard, reach
        return self._reached[key]

    def limit(self, node: Node, without: str, *, upper: bool) -> tuple[int | None, set[str]]:
        """The first or the last day that all but one claim leave, and the rules that say so.

        These are the rules of each edge next to the node, or next to what an edge without a rule
        leads to, on a shortest way.
        """
        heard, reach = self.reach(without, upper=upper)
        if node not in reach:
            return None, set()
        rules, waiting = set(), [node]
        for here in waiting:
            for edge in heard:
                if edge.to == here and reach.get(edge.of, 10**9) + edge.days == reach[here]:
                    if edge.rule:
                        rules.add(edge.rule)
                    elif edge.of not in waiting:
                        waiting.append(edge.of)
        return (reach[node] if upper else -reach[node]), rules


def day_of(number: int) -> str:
    """A day as the records write it; days are counted from 1 January of the year 1."""
    return dt.date.fromordinal(number).isoformat()


def field_of(claim: AnyClaim) -> str:
    """The field that dates a claim; none where it says only that an event goes on."""
    fields = ("when", "within", *(() if isinstance(claim, Event) else ("as_of",)), "since")
    return next((field for field in fields if getattr(claim, field)), "")


def date_slips(dossier: Dossier) -> Iterator[Slip]:
    """A date just inside what the other claims leave for it, and one just outside."""
    days = Days(dossier)
    for claim in days.told:
        field = field_of(claim)
        if not field:
            continue
        both = [first(state_of(claim)), last(state_of(claim))]
        for upper, step, choose in ((False, -1, max), (True, 1, min)):
            nodes = both
            if field == "since":  # begun by then, and gone on from then
                nodes = both[1:] if upper else both[:1]
            ends = [days.limit(node, claim.id, upper=upper) for node in nodes]
            alone = [days.limit(node, "*", upper=upper) for node in nodes]
            end = choose((day for day, _ in ends if day is not None), default=None)
            if end is None or end == choose((d for d, _ in alone if d is not None), default=None):
                continue
            rules = frozenset[str]().union(*(rules for day, rules in ends if day == end))
            for what, day, right in (
                ("inside", end, frozenset[str]()),
                ("outside", end + step, rules),
            ):
                # Without its sources, whose own days are another check.
                dated: dict[str, Any] = {field: day_of(day), "sources": ()}
                changed = attrs.evolve(claim, **dated)
                yield Slip(claim.id, f"{day_of(day)}, just {what}", changed, right)


# What figures and lists leave for one another.


@attrs.frozen
class Left:
    """What the other claims leave for a figure, and the rule that says so."""

    within: Interval
    rule: str


def widest(claim: Quantity) -> Interval:
    return claim.reading.widest


def lengths(claim: Listing) -> Interval:
    named = len(claim.members)
    return Interval.point(named) if claim.complete else Interval.at_least(named)


def is_whole(one: Quantity, part: Quantity) -> bool:
    """True where a figure is of what another is a part of, by one dimension more."""
    same = measure(one) == measure(attrs.evolve(part, dimensions=()))
    return same and len(part.dimensions) == 1 and plain(one)


def amount_left(dossier: Dossier, claim: Quantity) -> Iterator[Left]:
    """By another claim of the same measure, a list of it, its parts, its whole, its formula."""
    figures = [c for c in dossier.claims if isinstance(c, Quantity) and plain(c) and c is not claim]
    lists = [c for c in dossier.claims if isinstance(c, Listing)]
    for other in figures:
        if measure(other) == measure(claim):
            yield Left(widest(other), "one-value-at-one-time")
    for listed in lists:
        if measure(listed) == measure(claim):
            yield Left(lengths(listed), "count-matches-list")

    def same(other: Quantity) -> bool:
        bare = attrs.evolve(other, dimensions=())
        return measure(bare) == measure(attrs.evolve(claim, dimensions=()))

    family = {other.dimensions: other for other in figures if same(other)}
    family[claim.dimensions] = claim
    whole = family.get(())
    named = {name for dims in family for name, _ in dims if len(dims) == 1}
    for name in named:
        parts = [one for dims, one in family.items() if len(dims) == 1 and dims[0][0] == name]
        if whole is None or ((name, "other"),) not in family:
            continue
        if claim is whole:
            total = Interval.point(0)
            for part in parts:
                total = total + widest(part)
            yield Left(total, "parts-sum-to-whole")
        elif claim in parts:
            rest = widest(whole)
            for part in parts:
                rest = rest if part is claim else rest - widest(part)
            yield Left(rest, "parts-sum-to-whole")
    if claim.property == RATED:
        yield from score_left(claim, family)


def summed(dossier: Dossier, count: Quantity) -> set[str]:
    """The rule of sums, where a count is a whole told with its parts, or one of these."""
    return {left.rule for left in amount_left(dossier, count)} & {"parts-sum-to-whole"}


RATED = "score"
GAP_OF = "of the gaps to 100 of both parts, the root of the mean square is the gap of the whole"
"""Charity Navigator's formula in its own words of 2016."""


def score_left(
    claim: Quantity, family: dict[tuple[tuple[str, str], ...], Quantity]
) -> Iterator[Left]:
    """2 w² = a² + b², for the gaps to 100 of the whole and of its two parts."""

    def square(score: Interval) -> tuple[Fraction, Fraction]:
        gaps = [100 - end for end in (score.lower, score.upper) if end is not None]
        squares = sorted(gap * gap for gap in gaps)
        return (Fraction(0) if 100 in score else Fraction(squares[0])), Fraction(squares[1])

    others = {dims: square(widest(one)) for dims, one in family.items() if one is not claim}
    if len(others) != 2:
        return
    parts = [found for dims, found in others.items() if dims]
    if claim.dimensions:  # b² = 2 w² − a²
        (low, high), (a_low, a_high) = others[()], parts[0]
        most, least = 2 * high - a_low, max(Fraction(0), 2 * low - a_high)
    else:
        (low, high), (a_low, a_high) = parts
        most, least = (high + a_high) / 2, (low + a_low) / 2
    far, near = root(most, up=True), root(least, up=False)
    # Of the two sides of 100, the one on which the score lies; a whole score is 100 at most.
    upper = 100 - near if near or not claim.dimensions else 100 + far
    yield Left(Interval.closed(100 - far, upper), "formulas-hold")


def root(square: Fraction, *, up: bool) -> Fraction:
    """A square root, rounded up or down at the twelfth decimal."""
    scale = 10**12
    whole = math.isqrt(square.numerator * scale * scale // square.denominator)
    return Fraction(whole + up, scale)


def printed_near(claim: Quantity, steps: int) -> str:
    """The value with its last printed digit so many steps up or down."""
    match = re.search(r"\d[\d,]*(?:\.\d+)?", claim.value)
    if match is None:
        likely = claim.reading.likely.lower
        return str(int(likely or 0) + steps)
    text = match[0].replace(",", "")
    decimals = len(text.partition(".")[2])
    moved = Fraction(text) + Fraction(steps, 10**decimals)
    digits = f"{int(abs(moved) * 10**decimals):0{decimals + 1}}"
    figure = f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits
    return claim.value.replace(match[0], figure if moved >= 0 else f"-{figure}")


def meets(claim: Quantity, steps: int, left: Interval) -> bool:
    return not (read_value(printed_near(claim, steps)).widest & left).is_empty


def amount_slips(dossier: Dossier) -> Iterator[Slip]:
    """The furthest value, as it would be printed, that the others allow, and the next one."""
    for claim in dossier.claims:
        if not isinstance(claim, Quantity) or not plain(claim):
            continue
        lefts = list(amount_left(dossier, claim))
        if not lefts:
            continue
        for side in (-1, 1):
            if not meets(claim, 0, lefts[0].within):
                continue
            low, high = 0, 1
            while high < 10**6 and all(meets(claim, side * high, one.within) for one in lefts):
                low, high = high, high * 2
            while high - low > 1:
                middle = (low + high) // 2
                inside = all(meets(claim, side * middle, one.within) for one in lefts)
                low, high = (middle, high) if inside else (low, middle)
            rules = {one.rule for one in lefts if not meets(claim, side * high, one.within)}
            for steps, right in ((low, set[str]()), (high, rules)):
                if not 0 < steps < 10**6:
                    continue
                value = printed_near(claim, side * steps)
                if value.startswith("-"):
                    continue
                what = "just outside" if right else "just inside"
                changed = attrs.evolve(claim, value=value)
                yield Slip(claim.id, f"{value}, {what}", changed, frozenset(right), not right)


def length_slips(dossier: Dossier) -> Iterator[Slip]:
    """The longest list that a count allows, and one with a name more."""
    counts = [c for c in dossier.claims if isinstance(c, Quantity) and plain(c)]
    for claim in dossier.claims:
        if not isinstance(claim, Listing):
            continue
        own = attrs.evolve(claim, dimensions=())
        for count in counts:
            wider = set(count.dimensions) < set(claim.dimensions) and len(count.dimensions) == 1
            same = count.dimensions == claim.dimensions
            if measure(attrs.evolve(count, dimensions=())) != measure(own) or not (same or wider):
                continue
            most = int(widest(count).upper or 0)
            siblings = {
                member
                for other in dossier.claims
                if isinstance(other, Listing) and other is not claim and wider
                if measure(attrs.evolve(other, dimensions=())) == measure(own)
                if set(count.dimensions) < set(other.dimensions)
                for member in other.members
            }
            beside = sorted(siblings - set(claim.members))
            over = {"count-matches-list" if same else "part-is-within-whole"}
            over |= summed(dossier, count)
            for size, right in ((most, set()), (most + 1, over)):
                named = [*claim.members, *beside, *(f"Atlantis {at}" for at in range(size))]
                changed = attrs.evolve(claim, members=tuple(named[:size]))
                if len(claim.members) <= size and changed != claim:
                    what = "just outside" if right else "just inside"
                    yield Slip(claim.id, f"{size} named, {what}", changed, frozenset(right))


KINDS = (
    quantity_slips,
    breakdown_slips,
    formula_slips,
    list_slips,
    event_slips,
    life_slips,
    actor_slips,
    role_slips,
    swap_slips,
)
BOUNDARIES = (date_slips, amount_slips, length_slips)
"""Slips just inside and just outside what the other claims leave."""


Found = tuple[str, str, frozenset[str]]


def grave(dossier: Dossier) -> set[Found]:
    return {
        (one.rule, one.severity, frozenset(one.claims))
        for finding in check(dossier).findings
        for one in finding.all
        if one.severity in {"contradiction", "tension"}
    }


def with_claims(dossier: Dossier, slips: list[Slip]) -> Dossier:
    new = {slip.claim: slip.changed for slip in slips}
    return attrs.evolve(dossier, claims=tuple(new.get(c.id, c) for c in dossier.claims))


def anchored(dossier: Dossier) -> dict[str, set[str]]:
    """Each event, and what any claim places it against."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in dossier.claims:
        for anchor in (*claim.before, *claim.after, *claim.during):
            found[state_of(claim)].add(anchor.of)
    return found


def topics(dossier: Dossier, claim: AnyClaim, places: dict[str, set[str]]) -> set[tuple[str, ...]]:
    """What a claim is about: slips that share none of it cannot meet in one finding.

    Nothing for what a life begins or ends with, which meets everything.
    """
    found: set[tuple[str, ...]] = {("claim", claim.id)}
    found |= {("event", name) for name in places[state_of(claim)]}
    if isinstance(claim, Quantity | Listing | Breakdown):
        known, name = dossier.vocabulary.properties, claim.property
        while name in known and known[name].part_of:
            name = known[name].part_of
        found.add(("measure", claim.subject, name))
    elif isinstance(claim, Event):
        sort = {**dossier.world.vocabulary.events, **dossier.vocabulary.events}.get(claim.type)
        if sort and (sort.begins or sort.ends):
            return set()
        found.add(("event", claim.name))
    elif isinstance(claim, Role):
        found |= {("person", claim.person), ("post", claim.post, claim.organization)}
    elif isinstance(claim, Relation):
        found.add(("relation", claim.subject, claim.relation))
    return found


def together(dossier: Dossier, slips: list[Slip]) -> list[list[Slip]]:
    """The slips in groups, none of which holds two about one thing: one check tries them all."""
    originals = {claim.id: claim for claim in dossier.claims}
    places = anchored(dossier)
    groups: list[tuple[set[tuple[str, ...]], list[Slip]]] = []
    alone: list[list[Slip]] = []
    for slip in slips:
        before, after = (
            topics(dossier, claim, places) for claim in (originals[slip.claim], slip.changed)
        )
        if not before or not after:
            alone.append([slip])
            continue
        about = before | after
        for taken, group in groups:
            if not taken & about:
                taken.update(about)
                group.append(slip)
                break
        else:
            groups.append((about, [slip]))
    return [group for _, group in groups] + alone


def judged(dossier: Dossier, slips: list[Slip]) -> Iterator[tuple[Slip, set[Found]]]:
    """Of each slip what is found about its claim that was not found before."""
    before = grave(dossier)
    for group in together(dossier, slips):
        ids = {slip.claim for slip in group}
        new = grave(with_claims(dossier, group)) - before
        met = {claim for *_, parties in new if len(parties & ids) > 1 for claim in parties}
        for slip in group:
            found = grave(with_claims(dossier, [slip])) - before if slip.claim in met else new
            yield slip, {one for one in found if slip.claim in one[2]}


@pytest.fixture(scope="module")
def article() -> Dossier:
    return load(ROOT / "claims")


@pytest.fixture(scope="module")
def mended(article: Dossier) -> Dossier:
    """The article with its own slips mended, so that none of them hides another.

    One more police force is declared than the article tells of, for slips to name.
    """
    changes = dict(itertools.chain.from_iterable(HAND[what][0].items() for what in MENDS))
    abroad = Entity(id="kenyan-police", name="Kenyan police", type="police", of="Kenya")
    dossier = edited(article, changes)
    return attrs.evolve(dossier, entities={**dossier.entities, abroad.id: abroad})


MENDS = ("the count, the rest and the other list", "the police", "the day", "the endowment")


@attrs.frozen
class Verdict:
    """What became of a slip."""

    slip: Slip
    found: frozenset[Found]

    @property
    def rules(self) -> set[str]:
        return {rule for rule, *_ in self.found}

    @property
    def caught(self) -> bool:
        return bool(self.rules & self.slip.rules)

    @property
    def silent(self) -> bool:
        return not {sort for _, sort, _ in self.found} - (
            {"tension"} if self.slip.narrowly else set()
        )

    def __str__(self) -> str:
        return f"{self.slip.claim}: {self.slip.what}: {sorted(self.slip.rules)}, {self.found}"


@pytest.fixture(scope="module")
def verdicts(mended: Dossier) -> list[Verdict]:
    slips = [slip for kind in (*KINDS, *BOUNDARIES) for slip in kind(mended)]
    return [Verdict(slip, frozenset(found)) for slip, found in judged(mended, slips)]


def test_slips_wake_the_right_rule_and_no_other(
    verdicts: list[Verdict], capsys: pytest.CaptureFixture[str]
) -> None:
    for name, tried in (
        ("slips", [one for one in verdicts if "just" not in one.slip.what]),
        ("slips at the edge of what is allowed", [v for v in verdicts if "just" in v.slip.what]),
    ):
        knowable = [one for one in tried if one.slip.rules]
        unknowable = [one for one in tried if not one.slip.rules]
        caught = [one for one in knowable if one.caught]
        exact = [one for one in caught if one.rules <= one.slip.rules]
        silent = [one for one in unknowable if one.silent]
        claims = {one.slip.claim for one in knowable}
        with capsys.disabled():
            print(  # noqa: T201 - the shares are for the reader of the run
                f"\n{len(knowable)} {name} in {len(claims)} claims that another claim or the "
                f"world shows: {len(caught) / len(knowable):.0%} caught by the right rule "
                f"({len(exact) / len(knowable):.0%} by no other as well); {len(unknowable)} that "
                f"none shows: {len(silent) / len(unknowable):.0%} silent"
            )
        assert len(caught) >= 0.97 * len(knowable), "\n".join(
            str(one) for one in knowable if not one.caught
        )
        assert len(exact) >= 0.9 * len(knowable)
        assert [str(one) for one in unknowable if not one.silent] == []


def test_every_cross_checked_claim_is_tried_at_its_edge(
    mended: Dossier, verdicts: list[Verdict]
) -> None:
    """`check --stats` counts those that the records themselves show to be held, and no others."""
    held = {one.slip.claim for one in verdicts if one.slip.rules and "just" in one.slip.what}
    counted = statistics(mended).checked
    assert set(counted) == held
    assert len(counted) >= 80


def test_statistics_state_what_the_records_leave(mended: Dossier) -> None:
    """Day for day and figure for figure, but for the rounding of roots."""
    web, days = Web(mended), Days(mended)
    tried = 0
    for claim in days.told:
        for stated in web.stated(claim):
            for variable, left in zip(stated.variables, web.left(stated), strict=True):
                if stated.sort not in DAYS:
                    continue
                node = (first if variable[0] in STARTS else last)(state_of(claim))
                low, _ = days.limit(node, claim.id, upper=False)
                high, _ = days.limit(node, claim.id, upper=True)
                assert (left.lower, left.upper) == (low, high), claim.id
                tried += low is not None or high is not None
    for figure in mended.claims:
        if not isinstance(figure, Quantity) or not plain(figure):
            continue
        lefts = list(amount_left(mended, figure))
        if not lefts:
            continue
        (stated,) = web.stated(figure)
        (left,) = web.left(stated)
        mine = functools.reduce(Interval.__and__, (one.within for one in lefts))
        if figure.property == RATED:
            near = Interval.closed(-Fraction(1, 10**11), Fraction(1, 10**11))  # roots are rounded
            for wide, narrow in ((-left, -mine), (left, mine)):
                assert (wide.upper or 0) - (narrow.upper or 0) in near, figure.id
        else:
            assert left == mine, figure.id
        tried += 1
    assert tried >= 80


# --- claims that contradict already ---------------------------------------------------------------


def clashes(
    count: int, named: tuple[str, ...], total: int, rest: int
) -> set[tuple[str, frozenset[str]]]:
    """Which findings the programs of the article make, by their figures and names alone."""
    wrong = {
        COUNTED: count != len(named),
        SUM_OF_COUNT: count + rest != total,
        SUM_OF_NAMED: len(named) + rest != total,
        TWICE_NAMED: "Romania" in named,
    }
    return {finding for finding, is_wrong in wrong.items() if is_wrong}


PROGRAMS: dict[str, Any] = {
    "count": 2,
    "named": ("Kenya-Mombasa", "Romania", "Dominican Republic"),
    "total": 30,
    "rest": 26,
}  # fmt: skip
FIELDS = {
    "count": (COUNT, "value"),
    "named": (NAMED, "members"),
    "total": (TOTAL, "value"),
    "rest": (OTHERS, "value"),
}


@pytest.mark.parametrize(
    ("what", "new"),
    [
        ("count", 3),
        ("count", 4),
        ("count", 20),
        ("total", 28),
        ("total", 29),
        ("total", 300),
        ("rest", 25),
        ("rest", 27),
        ("rest", 28),
        ("named", ("Kenya-Mombasa", "Dominican Republic")),
        ("named", ("Kenya-Mombasa", "Romania")),
        ("named", ("Kenya-Mombasa", "Romania", "Dominican Republic", "Atlantis")),
    ],
)
def test_a_slip_in_a_claim_that_contradicts_changes_its_findings(
    article: Dossier, what: str, new: Any
) -> None:
    claim, field = FIELDS[what]
    value = new if field == "members" else str(new)
    found = grave(edited(article, {claim: {field: value}}))
    about = {COUNT, NAMED, TOTAL, OTHERS, LABOR}
    assert {(rule, parties) for rule, _, parties in found if parties <= about} == clashes(
        **{**PROGRAMS, what: new}
    )
    assert {sort for _, sort, parties in found if parties <= about} == {"contradiction"}


def test_slips_tried_together_do_as_each_alone(mended: Dossier, verdicts: list[Verdict]) -> None:
    before = grave(mended)
    for one in verdicts[:: len(verdicts) // 7]:
        new = grave(with_claims(mended, [one.slip])) - before
        assert {found for found in new if one.slip.claim in found[2]} == one.found, one.slip
