"""The days that a dossier speaks of: when each event starts and ends, when each life does.

Every rule about time asks this room which events, lives and dated claims there are, and by which
variable a day is known.
Days are whole numbers, as `times` counts them; what happens on one day may happen in any order.
Knows nothing of any one rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cached_property
from typing import Final

import attrs

from ijmfacts.claims import Anchor, AnyClaim, Event, Quantity, Relation, Role, numeral
from ijmfacts.constraints import AT_LEAST_ZERO, Assumption, Constraint, Mend, Variable, sum_of
from ijmfacts.index import Index, Voice
from ijmfacts.intervals import Interval
from ijmfacts.names import fold
from ijmfacts.patterns import pattern
from ijmfacts.records import Entity
from ijmfacts.shapes import Shape
from ijmfacts.times import Span, Time, read_time, time_of
from ijmfacts.values import (
    DURATION_UNITS,
    ROUNDED,
    Reading,
    UnreadableValueError,
    days_of,
    read_value,
)

FIELDS: Final = ("when", "as_of", "since", "until", "within")
"""The fields of a claim that hold a time."""

ANCHORS: Final = ("before", "after", "during")
"""The fields of a claim that place it against something else."""

AGES: Final = frozenset(
    {"age", "years of operation", "years in operation", "years of existence", "years of history"}
)
"""Properties whose value is the time since their subject began."""

LENGTHS: Final = frozenset({"duration", "length", "length of time"})
"""Properties of an event whose value is the time that it lasted."""

SLACK: Final = 1
"""In days: how far a distance between two days is from the time between two of their moments."""

MARKED: Final = Assumption("approximate-date")

_FIELD_WORDS: Final = {"as_of": "as of ", "since": "since ", "until": "until ", "within": "within "}

_DATED: Final = " is dated "

_MORE_THAN_ZERO: Final = Interval.at_least(0, open_=True)

_AGE: Final = pattern(r"\b(?:age[ds]?|old)\b")


@attrs.frozen(eq=False, repr=False)
class Dated(Shape):
    """A time that a claim gives in one of its fields."""

    claim: AnyClaim
    voice: Voice
    field: str
    time: Time

    @property
    def words(self) -> str:
        """The time in plain English, as the field means it: `since 2003`."""
        return f"{_FIELD_WORDS.get(self.field, '')}{self.time.describe()}"


@attrs.frozen(eq=False, repr=False)
class Sort(Shape):
    """What a type of event means for those it happens to, its wider types taken in.

    `begins` and `ends` say whose life it begins or ends, `before` what comes after it in the life
    of the same one, `once` the widest of its types that happens once, `numbered` the widest of
    those whose numbers are in order.
    `known` says that the vocabulary has the type or a wider one.
    """

    name: str
    wider: frozenset[str]
    begins: str = ""
    ends: str = ""
    before: frozenset[str] = frozenset()
    once: str = ""
    numbered: str = ""
    lifeless: bool = False
    known: bool = False


@attrs.frozen(eq=False, repr=False)
class Point(Shape):
    """What an anchor stands for: its first and last day, as variables, and its name in words.

    `life` says that it is the lifetime of an entity, `event` names an event.
    """

    start: Variable
    end: Variable
    words: str
    life: bool = False
    event: str = ""
    time: Time | None = None


def start(name: str, voice: Voice) -> Variable:
    """The first day of an event."""
    return ("start", "event", name, voice)


def end(name: str, voice: Voice) -> Variable:
    """The last day of an event."""
    return ("end", "event", name, voice)


def lasting(name: str, voice: Voice) -> Variable:
    """How long an event lasts, in days and parts of days."""
    return ("lasting", name, voice)


def begin(canon: str, voice: Voice) -> Variable:
    """The first day of a life."""
    return ("begin", canon, voice)


def finish(canon: str, voice: Voice) -> Variable:
    """The last day of a life."""
    return ("finish", canon, voice)


def marked(time: Time) -> tuple[Time, tuple[Assumption, ...]]:
    """A time as it bounds days, with what that assumes: a mark lets it give way."""
    if time.approximate or time.uncertain:
        return time.loosened(), (MARKED,)
    return time, ()


def between(low: int | Fraction | None, high: int | Fraction | None) -> Interval:
    """Both ends belong to it; none is no end."""
    return Interval(
        None if low is None else Fraction(low), None if high is None else Fraction(high)
    )


def lengths(reading: Reading) -> Iterator[tuple[Interval, tuple[Assumption, ...]]]:
    """A duration in days, the widest reading first, with what each assumes.

    Whole units of time are as often cut off as they are rounded, so no reading assumes rounding.
    Nothing where the reading is no duration.
    """
    if reading.kind != "duration" or reading.unit not in DURATION_UNITS:
        return
    for layer in reading.layers:
        if ROUNDED in layer.assumes or layer.interval.lower is layer.interval.upper is None:
            continue
        yield (
            days_of(layer.interval, reading.unit),
            tuple(Assumption(kind) for kind in sorted(layer.assumes)),
        )


def ages(reading: Reading) -> Iterator[tuple[Interval, tuple[Assumption, ...]]]:
    """An age in days: whole years are those completed, a plain number counts years."""
    if reading.kind != "number" or reading.unit or reading.noun not in {"", "years"}:
        yield from lengths(reading)
        return
    for layer in reading.layers:
        years = layer.interval
        if ROUNDED in layer.assumes or (years.lower is None and years.upper is None):
            continue
        upper = None if years.upper is None else years.upper + 1
        yield (
            days_of(attrs.evolve(years, upper=upper, upper_open=upper is not None), "year"),
            tuple(Assumption(kind) for kind in sorted(layer.assumes)),
        )


def loose(days: Interval) -> Interval:
    """A length of time as a distance between two days."""
    return between(
        None if days.lower is None else days.lower - SLACK,
        None if days.upper is None else days.upper + SLACK,
    )


class Timeline:
    """What rules about time ask a dossier."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._sorts: dict[str, Sort] = {}
        self._words: dict[tuple[str, Voice], str] = {}

    def among(self, index: Index) -> Timeline:
        """The timeline of other claims, under the same records."""
        new = Timeline(index)
        new._sorts, new._one = self._sorts, self._one
        return new

    # --- events and dated claims -----------------------------------------------------------

    @cached_property
    def events(self) -> dict[tuple[str, Voice], tuple[Event, ...]]:
        """Every event with the claims about it, voice by voice."""
        found: dict[tuple[str, Voice], list[Event]] = {}
        for voice, claim in self.index.events:
            found.setdefault((claim.name, voice), []).append(claim)
        return {key: tuple(claims) for key, claims in found.items()}

    @cached_property
    def event_names(self) -> frozenset[str]:
        """The names of all events that claims tell of, whoever asserts them."""
        return frozenset(claim.name for claim in self.index.claims if isinstance(claim, Event))

    @cached_property
    def states(self) -> tuple[tuple[Voice, AnyClaim], ...]:
        """The claims that are no events and yet have a place in time that rules ask for."""
        return tuple(
            (voice, claim)
            for voice, claim in self.index.voiced
            if not isinstance(claim, Event) and self.is_state(claim)
        )

    @classmethod
    def is_state(cls, claim: AnyClaim) -> bool:
        """True for a claim that has a place in time that rules ask for, as events have."""
        return (
            bool(claim.before or claim.after or claim.during)
            or (isinstance(claim, Role | Relation) and cls.is_dated(claim))
            or (isinstance(claim, Quantity) and fold(claim.property) in AGES)
        )

    @staticmethod
    def is_dated(claim: AnyClaim) -> bool:
        """True where one of the claim's fields holds a time."""
        return bool(claim.when or claim.as_of or claim.since or claim.until or claim.within)

    @cached_property
    def timed(self) -> tuple[tuple[Voice, AnyClaim], ...]:
        """The events, and the other claims that have a place in time."""
        return (*self.index.events, *self.states)

    @staticmethod
    def dates(claim: AnyClaim, voice: Voice) -> Iterator[Dated]:
        """The times that a claim gives."""
        for field in FIELDS:
            text = getattr(claim, field)
            if text:
                yield Dated(claim, voice, field, read_time(text))

    def first_day(self, claim: AnyClaim, voice: Voice) -> Variable:
        """The first day of what a claim tells."""
        if isinstance(claim, Event):
            return start(claim.name, voice)
        return ("start", "claim", claim.id, voice)

    def last_day(self, claim: AnyClaim, voice: Voice) -> Variable:
        """The last day of what a claim tells."""
        if isinstance(claim, Event):
            return end(claim.name, voice)
        return ("end", "claim", claim.id, voice)

    def limits(self, dated: Dated) -> Iterator[tuple[Variable, Interval, tuple[Assumption, ...]]]:
        """Where the first and the last day lie, by one time of a claim.

        A plain time holds both.
        An interval in `when` has one at either end.
        `since`, `until`, and `as of` for an event or beside one of these, name a time at which it
        goes on.
        Any other claim speaks of the moment that it names with `as of`.
        """
        if dated.time.yearless is not None:
            return
        first, last = (
            self.first_day(dated.claim, dated.voice),
            self.last_day(dated.claim, dated.voice),
        )
        time, assumptions = marked(dated.time)
        goes_on = dated.field in {"since", "until"} or (
            dated.field == "as_of"
            and (isinstance(dated.claim, Event) or bool(dated.claim.since or dated.claim.until))
        )
        if goes_on:
            bounds = (Span(None, time.latest), Span(time.earliest, None))
        elif dated.field == "when" and time.lasting:
            bounds = (time.start, time.end)
        else:
            bounds = (Span(time.earliest, None), Span(None, time.latest))
        for variable, span in zip((first, last), bounds, strict=True):
            if span.earliest is not None or span.latest is not None:
                yield variable, between(span.earliest, span.latest), assumptions

    def through(self, claim: AnyClaim) -> Time | None:
        """The interval through which a claim says that it lasted; none where it gives none."""
        if not claim.when:
            return None
        time = read_time(claim.when)
        return marked(time)[0] if time.lasting else None

    # --- anchors ---------------------------------------------------------------------------

    def point(self, anchor: Anchor, claim: AnyClaim, voice: Voice) -> Point | None:
        """What a claim is placed against, or none where that is no one stretch of time."""
        if anchor.of in self.event_names:
            return Point(
                start(anchor.of, voice),
                end(anchor.of, voice),
                self.event_words(anchor.of, voice),
                event=anchor.of,
            )
        if self.index.names.observance(anchor.of):
            return None
        canon = self.index.canon(anchor.of)
        if self.index.known(canon):
            return Point(
                begin(canon, voice), finish(canon, voice), self.index.label(canon), life=True
            )
        time = time_of(anchor.of)
        if time is None or time.yearless is not None:
            return None
        return Point(
            ("start", "time", anchor.of, claim.id),
            ("end", "time", anchor.of, claim.id),
            time.describe(),
            time=time,
        )

    @staticmethod
    def distance(anchor: Anchor) -> tuple[tuple[Interval, tuple[Assumption, ...]], ...]:
        """How far away the anchor is, in days between days, with what each reading assumes."""
        if not anchor.distance:
            return ()
        reading = read_value(anchor.distance)
        read = ages if _AGE.search(fold(anchor.distance)) else lengths
        return tuple((loose(days), assumptions) for days, assumptions in read(reading))

    @staticmethod
    def is_age(anchor: Anchor) -> bool:
        """True where the distance is an age: it counts from the beginning of a life."""
        return bool(_AGE.search(fold(anchor.distance)))

    # --- sorts of event --------------------------------------------------------------------

    def sort(self, name: str) -> Sort:
        """What a type of event means; what it does not say, its wider types say for it."""
        found = self._sorts.get(name)
        if found is None:
            found = self._sorts[name] = self._sort(name)
        return found

    def _sort(self, name: str) -> Sort:
        index = self.index
        kind = index.event_type(name)
        chain = [kind]
        while kind.is_a:
            kind = index.event_type(kind.is_a)
            if kind in chain:
                break
            chain.append(kind)
        once = [one.name for one in chain if one.once]
        numbered = [one.name for one in chain if one.numbered]
        return Sort(
            name=chain[0].name,
            wider=frozenset(one.name for one in chain),
            begins=next((one.begins for one in chain if one.begins), ""),
            ends=next((one.ends for one in chain if one.ends), ""),
            before=frozenset(index.event_type(later).name for one in chain for later in one.before),
            once=once[-1] if once else "",
            numbered=numbered[-1] if numbered else "",
            lifeless=any(one.lifeless for one in chain),
            known=any(one.name in index.vocabulary.events for one in chain),
        )

    # --- lives -----------------------------------------------------------------------------

    @cached_property
    def _one(self) -> dict[str, bool]:
        return {}

    def is_one(self, canon: str) -> bool:
        """True for an entity of a known type that is no group of people."""
        found = self._one.get(canon)
        if found is None:
            entity = self.index.names.by_id(canon)
            found = self._one[canon] = (
                entity is not None
                and bool(entity.type)
                and not self.index.wider(entity.type) & {"people", "anonymous group"}
            )
        return found

    def kind_of(self, canon: str) -> str:
        """`person` or `organization` for those who act; nothing for anything else."""
        entity = self.index.names.by_id(canon)
        wider = self.index.wider(entity.type) if entity is not None else frozenset()
        for kind in ("person", "organization"):
            if kind in wider:
                return kind
        return ""

    def passed_through(self, claim: Event) -> tuple[str, ...]:
        """Those whose life an event is a station of: it begins, goes on or ends with it.

        They are its `to`; for a type that begins or ends the life of those who do it (a birth,
        a death) its `by`, or its `to` where nobody is told to do it.
        """
        sort = self.sort(claim.type)
        names = claim.by if "by" in (sort.begins, sort.ends) and claim.by else claim.to
        return tuple(
            canon for canon in dict.fromkeys(map(self.index.canon, names)) if self.is_one(canon)
        )

    @cached_property
    def stations(self) -> dict[tuple[str, Voice], list[tuple[Event, Sort]]]:
        """For each one the events of its life that the vocabulary orders, one claim at a time.

        What is told to have happened several times is left out.
        """
        found: dict[tuple[str, Voice], list[tuple[Event, Sort]]] = {}
        for voice, claim in self.index.events:
            if claim.times:
                continue
            sort = self.sort(claim.type)
            if not sort.known:
                continue
            for canon in self.passed_through(claim):
                found.setdefault((canon, voice), []).append((claim, sort))
        return found

    @cached_property
    def rows(self) -> dict[tuple[str, str, Voice], dict[int, list[Event]]]:
        """For each one and each numbered type the claims of its events, by their number."""
        found: dict[tuple[str, str, Voice], dict[int, list[Event]]] = {}
        for voice, claim in self.index.events:
            kind, number = self.numbered(claim)
            if number is None or claim.times:
                continue
            for canon in dict.fromkeys(map(self.index.canon, claim.to)):
                if self.is_one(canon):
                    row = found.setdefault((canon, kind, voice), {})
                    row.setdefault(number, []).append(claim)
        return found

    def numbered(self, claim: Event) -> tuple[str, int | None]:
        """The numbered type of an event, and its number; none where it has no such type or number.

        The number may stand before the name of the type: `second edition`.
        """
        sort = self.sort(claim.type)
        if claim.number:
            return sort.numbered, numeral(read_value(claim.number)) if sort.numbered else None
        if sort.known and not sort.numbered:
            return "", None
        try:
            reading = read_value(claim.type)
        except UnreadableValueError:
            return "", None
        if reading.kind != "ordinal" or not reading.noun:
            return "", None
        kind = sort.numbered or self.sort(reading.noun).numbered
        return kind, numeral(reading) if kind else None

    @cached_property
    def lives(self) -> dict[tuple[str, Voice], Entity]:
        """Everyone, in every voice, of whose beginning or end something is known."""
        found: dict[tuple[str, Voice], Entity] = {}
        for voice, claim in self.timed:
            for canon in self.named(claim):
                entity = self.index.names.by_id(canon)
                if entity is not None and (entity.begin or entity.end):
                    found[canon, voice] = entity
        for (canon, voice), stations in self.stations.items():
            entity = self.index.names.by_id(canon)
            if entity is not None and any(sort.begins or sort.ends for _, sort in stations):
                found[canon, voice] = entity
        return found

    def named(self, claim: AnyClaim) -> Iterator[str]:
        """Everyone whom a claim tells something of, or is placed against, by canonical names."""
        names: Iterable[str] = ()
        if isinstance(claim, Event):
            names = (*claim.by, *claim.to)
        elif isinstance(claim, Role):
            names = (claim.person, claim.organization) if claim.organization else (claim.person,)
        elif isinstance(claim, Relation | Quantity):
            names = (claim.subject,)
        for name in names:
            yield self.index.canon(name)
        for field in ANCHORS:
            for anchor in getattr(claim, field):
                yield self.index.canon(anchor.of)

    @staticmethod
    def declared(entity: Entity) -> tuple[Time | None, Time | None]:
        """The first and last day that an entity's record declares.

        The last is left out where it surely comes before the first: a rule says so.
        """
        first = read_time(entity.begin) if entity.begin else None
        last = read_time(entity.end) if entity.end and not turned(entity) else None
        return first, last

    # --- words -----------------------------------------------------------------------------

    def event_words(self, name: str, voice: Voice) -> str:
        """An event in words: its type and its name."""
        found = self._words.get((name, voice))
        if found is None:
            found = self._words[name, voice] = self._event_words(name, voice)
        return found

    def _event_words(self, name: str, voice: Voice) -> str:
        claims = self.events.get((name, voice))
        if not claims:
            return f"`{name}`"
        kind = min(claim.type for claim in claims)
        number = min((claim.number for claim in claims if claim.number), default="")
        if number:
            kind = f"{kind} {number}" if number.isdigit() else f"{number} {kind}"
        return f"the {kind}" if kind == name else f"the {kind} `{name}`"

    def words(self, claim: AnyClaim, voice: Voice) -> str:
        """What a claim tells, in words."""
        if isinstance(claim, Event):
            return self.event_words(claim.name, voice)
        if isinstance(claim, Role):
            return f"{self._label(claim.person)} as {claim.post}"
        if isinstance(claim, Relation):
            objects = " and ".join(map(self._label, claim.objects))
            return f"`{self._label(claim.subject)} {claim.relation} {objects}`"
        return f"what `{claim.id}` says"

    def _label(self, name: str) -> str:
        canon = self.index.canon(name)
        return self.index.label(canon) if self.index.known(canon) else name

    @cached_property
    def names(self) -> dict[Variable, str]:
        """Words for every variable of an event, a life or a dated claim."""
        found: dict[Variable, str] = {}
        for name, voice in self.events:
            words = self.event_words(name, voice)
            found[start(name, voice)] = f"start of {words}"
            found[end(name, voice)] = f"end of {words}"
            found[lasting(name, voice)] = f"length of {words}"
        for voice, claim in self.states:
            words = self.words(claim, voice)
            found[self.first_day(claim, voice)] = f"start of {words}"
            found[self.last_day(claim, voice)] = f"end of {words}"
        for canon, voice in self.lives:
            label = self.index.label(canon)
            found[begin(canon, voice)] = f"beginning of {label}"
            found[finish(canon, voice)] = f"end of {label}"
        return found


def turned(entity: Entity) -> bool:
    """Whether a record surely has its entity end before it begins."""
    if not (entity.begin and entity.end):
        return False
    first = read_time(entity.begin).loosened().earliest
    last = read_time(entity.end).loosened().latest
    return first is not None and last is not None and first > last


def no_earlier(
    later: Variable,
    earlier: Variable,
    *,
    rule: str,
    claims: tuple[str, ...],
    words: str,
    assumptions: tuple[Assumption, ...] = (),
    mends: tuple[Mend, ...] = (),
    strict: bool = False,
) -> Constraint:
    """That one day does not come before another; where it is `strict`, that it comes after it."""
    return Constraint(
        rule=rule,
        claims=claims,
        assumptions=assumptions,
        terms=sum_of((later, 1), (earlier, -1)),
        within=_MORE_THAN_ZERO if strict else AT_LEAST_ZERO,
        words=words,
        mends=mends,
    )


def told(core: Iterable[Constraint], rule: str) -> tuple[str, tuple[str, ...]]:
    """A clash of times in words: what must hold, and the dates that do not let it.

    `core` are the constraints that clash, `rule` names the rule that the clash is named for.
    The first text says it in one sentence; the others are what else the clash rests on.
    """
    truths: dict[str, None] = {}
    others: dict[str, None] = {}
    stated: dict[str, dict[str, None]] = {}
    for constraint in core:
        words = constraint.words
        if not constraint.claims and not constraint.printed and not constraint.assumptions:
            continue  # time goes forward, and the like
        if constraint.printed:
            about, dated, when = words.partition(_DATED)
            stated.setdefault(about + dated, {})[when] = None
        elif words:
            (truths if constraint.rule == rule else others)[words] = None
    facts = [about + " and ".join(times) for about, times in stated.items()]
    if not truths and not facts:
        truths, others = others, {}
    head = ", and ".join(truths)
    if head and facts:
        head = f"{head}, but {', and '.join(facts)}"
    head = head or ", and ".join(facts) or "these times cannot all be true"
    return head[:1].upper() + head[1:], tuple(others)
