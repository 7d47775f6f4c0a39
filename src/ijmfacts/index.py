"""A dossier made ready for rules: names resolved, times read, vocabulary and world laid together.

Knows nothing of rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, TypeVar

import attrs

from ijmfacts.answers import Answer
from ijmfacts.claims import (
    AnyClaim,
    Breakdown,
    Event,
    Listing,
    Quantity,
    Relation,
    Role,
    Statement,
)
from ijmfacts.dossier import Dossier
from ijmfacts.loading import words_over
from ijmfacts.names import Names, fold
from ijmfacts.records import Entity, EventType, Kind, Post, Property, RelationType
from ijmfacts.times import Day, Time, read_time
from ijmfacts.units import rate
from ijmfacts.values import DURATION_UNITS

Meaning = TypeVar("Meaning", Property, RelationType, EventType, Post, Kind)

Voice = tuple[str, ...]
"""Who says it: nobody but the document itself, or the ids of the speakers."""

NOTHING_KNOWN: Final = Kind(name="of no known type")
"""What is known of an entity that does not say what it is."""

EXCLUDED: Final = frozenset({"planned", "denied"})

PLAN: Final = "\0plan"
"""Among those of a voice: what it tells is planned, and no figure of what is."""


class Index:
    """What rules ask a dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.names = Names(dossier, dossier.world)
        self.vocabulary = words_over(dossier.world.vocabulary, dossier.vocabulary)
        self._folded: dict[str, dict[str, str]] = {}
        self._canon: dict[str, str] = {}
        self._printed: dict[str, str] = {}
        self._above: dict[str, tuple[str, ...]] = {}
        self._meanings: dict[tuple[str, str], Any] = {}
        self._wider: dict[tuple[str, str], frozenset[str]] = {}

    def among(self, claims: Iterable[AnyClaim], moments: Mapping[str, Time]) -> Index:
        """Some claims, or others, in the place of all; names and words are the same."""
        new = Index.__new__(Index)
        new.__dict__.update(
            names=self.names,
            vocabulary=self.vocabulary,
            _folded=self._folded,
            _above=self._above,
            _meanings=self._meanings,
            _wider=self._wider,
            _last_day=self._last_day,
            sizes=self.sizes,
            _canon=dict(self._canon),
            _printed=dict(self._printed),
            moments=moments,
            dossier=attrs.evolve(self.dossier, claims=claims),
        )
        return new

    # --- claims ----------------------------------------------------------------------------

    @cached_property
    def claims(self) -> tuple[AnyClaim, ...]:
        """The dossier's own claims, by id."""
        return tuple(sorted(self.dossier.claims, key=lambda claim: claim.id))

    @cached_property
    def by_id(self) -> dict[str, AnyClaim]:
        """Every claim, the world's too, by id."""
        return {claim.id: claim for claim in (*self.dossier.world.claims, *self.dossier.claims)}

    @cached_property
    def own(self) -> frozenset[str]:
        """The ids of the dossier's own claims."""
        return frozenset(claim.id for claim in self.dossier.claims)

    def voice(self, claim: AnyClaim) -> Voice | None:
        """Who says it, or none where nobody asserts it: such a claim contradicts nothing."""
        if claim.modality in EXCLUDED:
            return None
        if claim.modality != "asserted" and not claim.said_by:
            return None
        return tuple(sorted({self.canon(name) for name in claim.said_by}))

    @cached_property
    def voiced(self) -> tuple[tuple[Voice, AnyClaim], ...]:
        """Every own claim that somebody asserts, with its voice."""
        found = []
        for claim in self.claims:
            voice = self.voice(claim)
            if voice is not None:
                found.append((voice, claim))
        return tuple(found)

    def teller(self, claim: AnyClaim) -> Voice | None:
        """Who tells a figure or a list: a plan is a voice apart, and contradicts only itself."""
        voice = self.voice(claim)
        figures = isinstance(claim, Quantity | Listing | Breakdown)
        if voice is None and figures and claim.modality == "planned":
            return (PLAN, *sorted({self.canon(name) for name in claim.said_by}))
        return voice

    @cached_property
    def _told(self) -> tuple[tuple[Voice, AnyClaim], ...]:
        """Every own claim that somebody asserts, and every planned figure or list."""
        told = ((self.teller(claim), claim) for claim in self.claims)
        return tuple((voice, claim) for voice, claim in told if voice is not None)

    @cached_property
    def quantities(self) -> tuple[tuple[Voice, Quantity], ...]:
        """The quantities that are asserted, and those that are planned."""
        return tuple((v, c) for v, c in self._told if isinstance(c, Quantity))

    @cached_property
    def listings(self) -> tuple[tuple[Voice, Listing], ...]:
        """The lists that are asserted, and those that are planned."""
        return tuple((v, c) for v, c in self._told if isinstance(c, Listing))

    @cached_property
    def breakdowns(self) -> tuple[tuple[Voice, Breakdown], ...]:
        """The breakdowns that are asserted, and those that are planned."""
        return tuple((v, c) for v, c in self._told if isinstance(c, Breakdown))

    @cached_property
    def events(self) -> tuple[tuple[Voice, Event], ...]:
        """The asserted events."""
        return tuple((v, c) for v, c in self.voiced if isinstance(c, Event))

    @cached_property
    def roles(self) -> tuple[tuple[Voice, Role], ...]:
        """The asserted roles."""
        return tuple((v, c) for v, c in self.voiced if isinstance(c, Role))

    @cached_property
    def relations(self) -> tuple[tuple[Voice, Relation], ...]:
        """The asserted relations."""
        return tuple((v, c) for v, c in self.voiced if isinstance(c, Relation))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Who says what."""
        return tuple(claim for claim in self.claims if isinstance(claim, Statement))

    # --- names -----------------------------------------------------------------------------

    def canon(self, name: str) -> str:
        """The id of the entity of this name, or the name itself as it is compared."""
        found = self._canon.get(name)
        if found is None:
            key = self.names.id_of(name)
            found = self._canon[name] = key or fold(name)
            if not key:
                self._printed[found] = min(name, self._printed.get(found, name))
        return found

    def entity(self, name: str) -> Entity | None:
        """The entity of this id or name."""
        return self.names.entity(name)

    def known(self, canon: str) -> bool:
        """True where the canonical name is an entity's id."""
        return self.names.by_id(canon) is not None

    def label(self, canon: str) -> str:
        """What to call it."""
        entity = self.names.by_id(canon)
        if entity is None:
            return self._printed.get(canon, canon)
        return entity.name or entity.id

    # --- vocabulary ------------------------------------------------------------------------

    def _word(self, part: str, name: str) -> str:
        """The spelling that the vocabulary has for a word, or the word as it is compared."""
        known = self._folded.get(part)
        if known is None:
            words = getattr(self.vocabulary, part)
            known = self._folded[part] = {fold(word): word for word in words}
            if part == "posts":
                for word, post in words.items():
                    for alias in post.aliases:
                        known.setdefault(fold(alias), word)
        return known.get(fold(name), fold(name))

    def _meaning(self, part: str, name: str, kind: Callable[..., Meaning]) -> Meaning:
        """What the vocabulary says of a word; an unexplained one means nothing in particular."""
        known: Meaning | None = self._meanings.get((part, name))
        if known is None:
            word = self._word(part, name)
            known = getattr(self.vocabulary, part).get(word) or kind(name=word)
            self._meanings[part, name] = known
        return known

    def property(self, name: str) -> Property:
        """What a property means."""
        return self._meaning("properties", name, Property)

    @cached_property
    def sizes(self) -> Mapping[str, tuple[str, Fraction, Fraction]]:
        """Every unit of a known size: the last unit that it is told in, and its least and most."""
        units = self.vocabulary.units
        found: dict[str, tuple[str, Fraction, Fraction]] = {}
        for name in units:
            base, least, most, passed = name, Fraction(1), Fraction(1), set[str]()
            while base in units and base not in passed:
                passed.add(base)
                low, high = units[base].sizes
                base, least, most = units[base].of, least * low, most * high
            if base not in passed:
                found[name] = base, least, most
                found.setdefault(base, (base, Fraction(1), Fraction(1)))
        return found

    def size(self, unit: str) -> tuple[str, Fraction, Fraction] | None:
        """The unit that a unit is told in, and its least and most; a rate's is that of its two.

        What is told per 10,000 is a tenth of a thousandth of so much per 1.
        What is told for a month says nothing sure of a year: there may be a thirteenth salary.
        """
        if unit in self.sizes:
            return self.sizes[unit]
        above, number, below = rate(unit)
        over = self.sizes.get(below)
        if (above == unit or below in DURATION_UNITS) or (over is None and number == 1):
            return None
        over = over or (below or "1", Fraction(1), Fraction(1))
        base, least, most = self.sizes.get(above, (above, Fraction(1), Fraction(1)))
        told_in = f"{base} per {over[0]}".strip()
        return told_in, least / over[2] / number, most / over[1] / number

    def relation(self, name: str) -> RelationType:
        """What a relation means."""
        return self._meaning("relations", name, RelationType)

    def event_type(self, name: str) -> EventType:
        """What a type of event means."""
        return self._meaning("events", name, EventType)

    def post(self, name: str) -> Post:
        """What a post means."""
        return self._meaning("posts", name, Post)

    def type(self, name: str) -> Kind:
        """What a type of entity means."""
        return self._meaning("types", name, Kind) if name else NOTHING_KNOWN

    def _and_wider(
        self, part: str, name: str, means: Callable[[str], Kind | EventType]
    ) -> frozenset[str]:
        """A word and every wider one, by name."""
        found = self._wider.get((part, name))
        if found is None:
            chain: list[str] = []
            word = means(name)
            while word.name not in chain:
                chain.append(word.name)
                if word.is_a:
                    word = means(word.is_a)
            found = self._wider[part, name] = frozenset(chain)
        return found

    def wider(self, name: str) -> frozenset[str]:
        """A type and every wider one, by name."""
        return self._and_wider("types", name, self.type) if name else frozenset()

    def wider_events(self, name: str) -> frozenset[str]:
        """A type of event and every wider one, by name."""
        return self._and_wider("events", name, self.event_type)

    def excluded(self, first: str, second: str) -> bool:
        """True where nothing can be of both types."""
        ones, others = self.wider(first), self.wider(second)
        if ones & others and (first in others or second in ones):
            return False
        return any(
            fold(name) in {fold(o) for o in others}
            for one in ones
            for name in self.type(one).excludes
        ) or any(
            fold(name) in {fold(o) for o in ones}
            for other in others
            for name in self.type(other).excludes
        )

    def is_of(self, canon: str, wanted: str) -> Answer:
        """Whether an entity is of a type."""
        entity = self.names.by_id(canon)
        if entity is None or not entity.type:
            return Answer.UNKNOWN
        name = self.type(wanted).name
        if name in self.wider(entity.type):
            return Answer.YES
        return Answer.NO if self.excluded(entity.type, wanted) else Answer.UNKNOWN

    # --- places ----------------------------------------------------------------------------

    def above(self, canon: str) -> tuple[str, ...]:
        """The places that a place is declared to lie in, the nearest first."""
        found = self._above.get(canon)
        if found is None:
            chain: list[str] = []
            entity = self.names.by_id(canon)
            while entity is not None and entity.in_:
                inner = self.canon(entity.in_)
                if inner in chain or inner == canon:
                    break
                chain.append(inner)
                entity = self.names.by_id(inner)
            found = self._above[canon] = tuple(chain)
        return found

    def level(self, canon: str) -> str:
        """The level of a place among those of its parent: `country`, `state`; or nothing."""
        entity = self.names.by_id(canon)
        if entity is None:
            return ""
        return entity.level or self.type(entity.type).level

    def inside(self, place: str, other: str) -> Answer:
        """Whether a place lies in another, or is it."""
        if place == other or other in self.above(place):
            return Answer.YES
        return (
            ~self.apart(place, other)
            if self.apart(place, other) is Answer.YES
            else (Answer.UNKNOWN)
        )

    def apart(self, place: str, other: str) -> Answer:
        """Whether two places have nothing in common.

        Yes where they, or places that they lie in, exclude each other: they are declared to, or are
        different places of one level; a disputed level excludes nothing.
        No where one lies in the other.
        """
        ones, others = (place, *self.above(place)), (other, *self.above(other))
        if place in others or other in ones:
            return Answer.NO
        for one in ones:
            for two in others:
                if one != two and self._exclude(one, two):
                    return Answer.YES
        return Answer.UNKNOWN

    def _exclude(self, one: str, two: str) -> bool:
        first, second = self.names.by_id(one), self.names.by_id(two)
        if first is None or second is None:
            return False
        if two in map(self.canon, first.excludes) or one in map(self.canon, second.excludes):
            return True
        level = self.level(one)
        if not level or level == "contested" or level != self.level(two):
            return False
        # A part of a country that is itself of that level lies in both.
        return two not in self.above(one) and one not in self.above(two)

    def country(self, canon: str) -> str:
        """The country that a place lies in, or is; nothing where it is not known."""
        for place in (canon, *self.above(canon)):
            if self.level(place) == "country":
                return place
        return ""

    # --- times -----------------------------------------------------------------------------

    def time(self, claim: AnyClaim) -> Time | None:
        """The time at which a claim holds, or none where it does not say."""
        text = claim.when or claim.as_of
        return read_time(text) if text else None

    @cached_property
    def _last_day(self) -> Day | None:
        """The last day on which the document may have been written; none where that is open."""
        document = self.dossier.document
        if document is None or not document.date:
            return None
        time = read_time(document.date)
        return None if time.yearless is not None else time.loosened().latest

    def foretold(self, time: Time) -> bool:
        """True for a time that begins when the document was surely written already."""
        first = time.loosened().earliest
        return first is not None and self._last_day is not None and first > self._last_day

    def anchors(self, claim: AnyClaim) -> Iterator[str]:
        """The claim's place in time against other things, as part of its moment."""
        for field in ("before", "after", "during"):
            for anchor in getattr(claim, field):
                yield f"{field}:{self.canon(anchor.of)}:{anchor.distance}"

    def moment(self, claim: AnyClaim) -> str:
        """The moment of a claim as it is compared; empty where the claim has no time.

        Two claims are of one moment where their times are of the same days.
        """
        parts = []
        time = self.time(claim)
        if time is not None:
            parts.append(moment_of(time))
        for field in ("since", "until", "within"):
            text = getattr(claim, field)
            if text:
                parts.append(f"{field} {moment_of(read_time(text))}")
        if claim.modality == "planned" and claim.when and claim.as_of:
            parts.append(f"as of {moment_of(read_time(claim.as_of))}")  # the plan of that day
        parts.extend(self.anchors(claim))
        return " ".join(parts)

    def plain_moment(self, claim: AnyClaim) -> str:
        """The moment of a claim where it is a plain time; otherwise nothing."""
        time = self.time(claim)
        moment = self.moment(claim)
        return moment if time is not None and moment == moment_of(time) else ""

    @cached_property
    def moments(self) -> Mapping[str, Time]:
        """The times of all moments that are a plain time."""
        found = {}
        for claim in self.claims:
            time = self.time(claim)
            if time is not None and self.plain_moment(claim):
                found[moment_of(time)] = time
        return found


def moment_of(time: Time) -> str:
    """A time as the days that it may take up.

    A period is the same by whichever name: the third quarter, or from July to September.
    """
    marks = ("~" if time.approximate else "") + ("?" if time.uncertain else "")
    if not marks and (time.lasting or time.whole):
        ends: tuple[int | None, ...] = (time.earliest, time.latest)
    else:
        ends = (time.start.earliest, time.start.latest, time.end.earliest, time.end.latest)
    return ",".join("" if day is None else str(day) for day in ends) + marks
