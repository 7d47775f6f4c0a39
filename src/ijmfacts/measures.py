"""The measures that a dossier speaks of: one number for subject, property, dimensions and moment.

Every rule about numbers and lists asks this room which figures and lists there are, and by which
variable a measure is known.
Knows nothing of any one rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from typing import Final

import attrs

from ijmfacts.claims import OTHER, AnyClaim, Breakdown, Listing, Measure, Quantity
from ijmfacts.constraints import Assumption, Constraint, Variable
from ijmfacts.fields import Pairs
from ijmfacts.index import PLAN, Index, Voice, moment_of
from ijmfacts.intervals import Interval
from ijmfacts.names import fold
from ijmfacts.records import Property
from ijmfacts.shapes import Shape
from ijmfacts.times import read_time, time_of
from ijmfacts.units import COLD
from ijmfacts.values import Reading, read_value

PLACE: Final = "in"
"""The dimension that a quantity's or a list's own place is."""


@attrs.frozen(eq=False, repr=False)
class Field(Shape):
    """All measures of one property of one subject at one moment, in one voice."""

    voice: Voice
    subject: str
    property: str
    moment: str


@attrs.frozen(eq=False, repr=False)
class Figure(Shape):
    """A number that a claim prints for a measure.

    `share` says that it is a share of the measure with `whole` for dimensions (or of another
    field); `part` names the part of a breakdown.
    """

    claim: AnyClaim
    field: Field
    dimensions: Pairs
    reading: Reading
    part: str = ""
    whole: tuple[Field, Pairs] | None = None

    @property
    def share(self) -> bool:
        """True for a share of a whole."""
        return self.whole is not None

    @property
    def variable(self) -> Variable:
        """The number that the figure is about; a share is a number of its own."""
        if self.whole is not None:
            return share(self.field, self.dimensions, self.whole)
        return measure(self.field, self.dimensions, unit_of(self.reading))


def unit_of(reading: Reading) -> str:
    """What keeps readings of one measure apart: its unit, or that it is an ordinal or a ratio."""
    return reading.unit or ("" if reading.kind == "number" else reading.kind)


CHANGE: Final = " change"
"""Behind the unit of what goes up or down: by how much is no value of the measure itself."""


def level(reading: Reading, direction: str) -> Reading:
    """The reading as it stands for a measure: one that goes up or down is an amount of change."""
    direction = reading.direction or direction
    upper = reading.widest.upper
    if not direction and not (reading.kind == "share" and upper is not None and upper <= 0):
        return reading  # and -5% is no share
    layers = reading.layers
    if direction == "down":
        layers = tuple(attrs.evolve(layer, interval=-layer.interval) for layer in layers)
    return attrs.evolve(reading, kind="rate", unit=unit_of(reading) + CHANGE, layers=layers)


def _is_power_of_ten(ratio: Fraction) -> bool:
    """True for a thousandth, one, ten, a hundred and so on."""
    return {ratio.numerator, ratio.denominator} <= {10**power for power in range(31)}


def _adds_up(unit: str) -> bool:
    """False for units of rates, changes and temperatures, of which nothing is made up."""
    return " per " not in f" {unit}" and not unit.endswith(CHANGE) and unit not in COLD


_TYPICAL: Final = frozenset(
    {
        *("average", "avg", "mean", "median", "typical", "rate", "index", "ratio", "expectancy"),
        *("age", "temperature", "density", "price", "rating", "grade", "rank", "speed", "height"),
        *("depth", "margin", "percentage"),
    }
)
"""Words in the name of a property that each part has of its own, and no part of."""


_MARKS: Final = frozenset(
    {
        *("score", "scores", "mark", "marks", "points", "level", "levels", "grades", "ratings"),
        *("ranking", "position", "place", "record", "maximum", "minimum", "peak", "limit"),
        *("net", "change", "balance", "difference", "growth", "target", "threshold"),
        *("ages", "year", "years", "version", "size", "length", "width", "distance", "time"),
        *("per", "daily", "weekly", "monthly", "yearly", "annual"),
    }
)
"""Words in the name of a property whose whole numbers may be no number of things."""

_OUTSIDE: Final = frozenset(
    {
        *("former", "past", "previous", "retired", "closed", "defunct", "ended", "dead", "lost"),
        *("future", "planned", "proposed", "expected", "projected", "target", "potential"),
        *("candidate", "candidates", "applicant", "applicants", "rejected", "alleged", "needed"),
        *("volunteer", "volunteers", "associate", "affiliate", "affiliates", "honorary"),
        *("total", "cumulative", "maximum", "record", "worldwide"),
    }
)
"""Values of a dimension that may be none of what the measure without it counts."""

_TIMELY: Final = frozenset({"year", "date", "day", "month", "quarter", "season", "period", "time"})
"""Dimensions that are times, of which the measure without them need not be the sum."""


def _in_percent(unit: str) -> bool:
    """True for the unit of shares, however it is spelled."""
    return bool(unit) and read_value("1", unit=unit).kind == "share"


def _in_whole_things(claim: Breakdown) -> bool:
    """True for parts that are numbers of things, or money, and no marks or measurements."""
    return all(
        reading.kind in {"money", "share"} or (reading.kind == "number" and reading.whole)
        for _, reading in claim.readings
    )


def _is_typical(name: str) -> bool:
    """True for the names of averages and the like, whose parts do not add up."""
    words = name.casefold().split()
    return bool(_TYPICAL.intersection(words)) or "per" in words[1:-1]


def measure(field: Field, dimensions: Pairs, unit: str = "") -> Variable:
    """The variable of a measure; for a list's measure with no unit, how many members it has."""
    return (
        "measure", field.subject, field.property, dimensions, field.moment, unit, field.voice,
    )  # fmt: skip


def share(field: Field, dimensions: Pairs, whole: tuple[Field, Pairs]) -> Variable:
    """The variable of a share, in percent."""
    above, dims = whole
    return (
        "share", field.subject, field.property, dimensions, field.moment,
        above.subject, above.property, dims, above.moment, field.voice,
    )  # fmt: skip


def member(field: Field, dimensions: Pairs, name: str) -> Variable:
    """1 where the named thing is a member of the measure's set, 0 where it is not."""
    return (
        "member", field.subject, field.property, dimensions, field.moment, name, field.voice,
    )  # fmt: skip


def rest(field: Field, dimensions: Pairs) -> Variable:
    """How many members a set has that no list names."""
    return ("rest", field.subject, field.property, dimensions, field.moment, field.voice)


@attrs.frozen(eq=False, repr=False)
class List(Shape):
    """The members that a claim lists, by canonical name, with the names as printed."""

    claim: Listing
    field: Field
    dimensions: Pairs
    members: tuple[str, ...]


def left(dimensions: Pairs) -> bool:
    """True for what is left by what else is named at that time, so of no other time."""
    return any(value == OTHER for _, value in dimensions)


def divided(dimensions: Pairs, by: str = "") -> Iterator[Pairs]:
    """The wholes of which something is told as a part: what is left of them, or a part of `by`."""
    for key, value in dimensions:
        if value == OTHER or key == by:
            yield tuple(pair for pair in dimensions if pair[0] != key)


def assumed(reading_kinds: Iterable[str]) -> tuple[Assumption, ...]:
    """The assumptions behind a layer of a reading."""
    return tuple(Assumption(kind) for kind in sorted(reading_kinds))


def bounds(figure: Figure) -> Iterator[tuple[Interval, tuple[Assumption, ...]]]:
    """The intervals that a figure prints, the widest first, with what each assumes."""
    for layer in figure.reading.layers:
        yield layer.interval, assumed(layer.assumes)


class Measures:
    """Every figure and list of a dossier, and how measures hang together."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def field(self, voice: Voice, claim: AnyClaim, subject: str, name: str) -> Field:
        """The field that a claim about a subject's property belongs to."""
        known = self.index.property(name)
        moment = "" if known.time == "timeless" else self.index.moment(claim)
        return Field(voice, self.index.canon(subject), known.name, moment)

    def dimensions(self, claim: Quantity | Listing | Breakdown) -> Pairs:
        """The dimensions of a claim as they are compared, its place among them."""
        return self.pairs((*claim.dimensions, *(((PLACE, claim.place),) if claim.place else ())))

    def pairs(self, dimensions: Iterable[tuple[str, str]]) -> Pairs:
        """Dimensions as they are compared."""
        return tuple(sorted((fold(key), self.index.canon(value)) for key, value in dimensions))

    def other(self, named: Measure, own: Figure) -> tuple[Field, Pairs]:
        """The measure that a claim compares with; what it does not say is the claim's own."""
        field = attrs.evolve(
            own.field,
            subject=self.index.canon(named.subject) if named.subject else own.field.subject,
            property=(
                self.index.property(named.property).name if named.property else own.field.property
            ),
        )
        known = self.index.property(field.property)
        if known.time == "timeless":
            field = attrs.evolve(field, moment="")
        elif named.when:
            field = attrs.evolve(field, moment=moment_of(read_time(named.when)))
        if named.dimensions is not None:
            return field, self.pairs(named.dimensions)
        return field, own.dimensions if not named.property else ()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every number that an asserted or planned claim prints for a measure itself."""
        found: list[Figure] = []
        for voice, claim in self.index.quantities:
            if any((claim.change_from, claim.difference_from, claim.ratio_to)):
                continue
            if claim.mean_of or claim.each_of:
                continue
            field = self.field(voice, claim, claim.subject, claim.property)
            reading = level(claim.reading, claim.direction)
            figure = Figure(claim, field, self.dimensions(claim), reading)
            if reading.kind == "share":
                figure = self._share(claim, figure)
            found.append(figure)
        for voice, division in self.index.breakdowns:
            field = self.field(voice, division, division.subject, division.property)
            base = self.dimensions(division)
            for name, printed in division.readings:
                reading = level(printed, "")
                dims = tuple(sorted((*base, (fold(division.by), self.index.canon(name)))))
                figure = Figure(division, field, dims, reading, part=name)
                if reading.kind == "share":
                    whole = (field, base)
                    if division.of is not None:
                        own = attrs.evolve(figure, dimensions=())
                        whole = self.other(division.of, own)
                    figure = attrs.evolve(figure, whole=whole)
                found.append(figure)
        return tuple(found)

    @cached_property
    def by_claim(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of each claim that has some, by the claim's id."""
        found: dict[str, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.claim.id, []).append(figure)
        return {claim: tuple(figures) for claim, figures in found.items()}

    def _share(self, claim: Quantity, figure: Figure) -> Figure:
        if claim.of is not None:
            own = attrs.evolve(figure, dimensions=())
            return attrs.evolve(figure, whole=self.other(claim.of, own))
        known = self.known(figure.field)
        if known.additive is False or _in_percent(known.unit):
            return figure  # a margin of 12% in Asia is no share of the margin
        named = self.pairs(claim.dimensions)
        if not named:
            return figure
        left = tuple(pair for pair in figure.dimensions if pair not in named)
        return attrs.evolve(figure, whole=(figure.field, left))

    @cached_property
    def lists(self) -> tuple[List, ...]:
        """Every list of an asserted or planned claim."""
        return tuple(
            List(
                claim,
                self.field(voice, claim, claim.subject, claim.property),
                self.dimensions(claim),
                tuple(dict.fromkeys(map(self.index.canon, claim.members))),
            )
            for voice, claim in self.index.listings
        )

    @cached_property
    def by_field(self) -> dict[Field, dict[Pairs, set[str]]]:
        """For each field the dimensions that claims give, with the units of their figures.

        A list has the unit of a count, and so has a share of things that are counted.
        Any other share has no unit of its own; each brings in its whole, and so does what is left
        by the parts that are named, or a part of a breakdown.
        """
        found: dict[Field, dict[Pairs, set[str]]] = {}
        for figure in self.figures:
            units = found.setdefault(figure.field, {}).setdefault(figure.dimensions, set())
            if figure.whole is None:
                unit = unit_of(figure.reading)
                units.add(unit)
                by = fold(figure.claim.by) if isinstance(figure.claim, Breakdown) else ""
                for dims in divided(figure.dimensions, by):
                    found[figure.field].setdefault(dims, set()).add(unit)
                continue
            field, dims = figure.whole
            above = found.setdefault(field, {}).setdefault(dims, set())
            if self.counts_things(field.property):
                units.add("")
                above.add("")
        for listed in self.lists:
            for dims in (listed.dimensions, *divided(listed.dimensions)):
                found.setdefault(listed.field, {}).setdefault(dims, set()).add("")
        for voice, claim in self.index.quantities:
            if claim.each_of:  # so many each are a total
                field = self.field(voice, claim, claim.subject, claim.property)
                units = found.setdefault(field, {}).setdefault(self.dimensions(claim), set())
                units.add(unit_of(claim.reading))
        return found

    @cached_property
    def compared(self) -> tuple[tuple[Field, Pairs, str], ...]:
        """The measures that changes, differences and ratios tie, in every unit of either."""
        found: list[tuple[Field, Pairs, str]] = []
        for voice, claim in self.index.quantities:
            named = claim.change_from or claim.difference_from or claim.ratio_to
            if named is None:
                continue
            field = self.field(voice, claim, claim.subject, claim.property)
            own = Figure(claim, field, self.dimensions(claim), claim.reading)
            ends = ((field, own.dimensions), self.other(named, own))
            units = set().union(
                *(self.by_field.get(end, {}).get(dims, set()) for end, dims in ends)
            )
            if claim.difference_from is not None and claim.reading.unit:
                units = {claim.reading.unit}
            found.extend((*end, unit) for unit in sorted(units or {""}) for end in ends)
        return tuple(found)

    @cached_property
    def multiples(self) -> Mapping[str, tuple[tuple[str, str, Fraction], ...]]:
        """For each property the units that it is told in of which one is ten, a thousand … others.

        A figure in the one is rounded as it would be in the other, so that both are one number.
        """
        told: dict[str, set[str]] = {}
        for figure in self.figures:
            told.setdefault(figure.field.property, set()).add(unit_of(figure.reading))
        for field, _, unit in self.compared:
            told.setdefault(field.property, set()).add(unit)
        return {
            name: tuple(
                (one, other, ratio)
                for one, other in combinations(sorted(units), 2)
                if (ratio := self._ratio(one, other)) is not None and _is_power_of_ten(ratio)
            )
            for name, units in told.items()
            if len(units) > 1
        }

    def _ratio(self, one: str, other: str) -> Fraction | None:
        """How many of another unit a unit has; none where that is not known exactly."""
        first, second = self.index.size(one), self.index.size(other)
        if first is None or second is None or first[0] != second[0]:
            return None
        exact = first[1] == first[2] and second[1] == second[2]
        return first[1] / second[1] if exact else None

    def told_in(self, field: Field, dimensions: Pairs) -> set[str]:
        """The units in which a measure is told, and the multiples of them that it is tied to."""
        units = set(self.spoken.get(field, {}).get(dimensions, ()))
        tied = {
            unit
            for one, other, _ in self.multiples.get(field.property, ())
            for unit in (one, other)
        }
        return units | tied if units & tied else units

    @cached_property
    def contemporary(self) -> dict[Field, Field]:
        """For each field without a date the latest dated one that it may be of.

        What is told of a time after the document is a forecast, and no figure of its own moment;
        nor is a plan.
        A flow without a date is over nobody knows which period, so it is left alone.
        """
        moments = self.index.moments
        dated: dict[Field, list[Field]] = {}
        for field in self.by_field:
            if field.moment in moments and not self.index.foretold(moments[field.moment]):
                dated.setdefault(attrs.evolve(field, moment=""), []).append(field)

        def age(field: Field) -> tuple[int, int, str]:
            time = moments[field.moment]
            return time.latest or 0, time.earliest or 0, field.moment

        return {
            field: max(dated[field], key=age)
            for field in dict.fromkeys((*self.by_field, *(field for field, *_ in self.compared)))
            if field in dated and self.known(field).time not in {"flow", "timeless"}
            if PLAN not in field.voice
        }

    @cached_property
    def told_of_day(self) -> dict[Field, Field]:
        """For each field that is told as of a month, or a longer period, that of the day it may be.

        That is the one day of the month of which the same is told, and the last one of a longer
        period. What is told to have changed between the two is of two times; so is a flow, a plan,
        and what is told of all the period (`when`).
        """
        moments = self.index.moments
        stated = [(one.field, one.claim) for one in self.figures]
        listed = [(one.field, one.claim) for one in self.lists]
        throughout = {field for field, claim in (*stated, *listed) if claim.when or not claim.as_of}
        told: dict[Field, list[Field]] = {}
        for field in self.by_field:
            if field.moment in moments and PLAN not in field.voice:
                told.setdefault(attrs.evolve(field, moment=""), []).append(field)
        found: dict[Field, Field] = {}
        for common, fields in told.items():
            if len(fields) < 2 or self.known(common).time in {"flow", "timeless"}:
                continue
            days = {moments[field.moment].latest: field for field in fields if self._is_day(field)}
            for field in fields:
                time = moments[field.moment]
                if field in throughout or self._is_day(field) or not (time.whole or time.lasting):
                    continue
                first, last = time.earliest, time.latest
                if first is None or last is None or time.approximate or time.uncertain:
                    continue
                inside = [day for day in days if day is not None and first <= day <= last]
                if len(inside) != 1 or (time.granularity != "month" and inside != [last]):
                    continue
                if (field, days[inside[0]]) not in self._changed:
                    found[field] = days[inside[0]]
        return found

    def _is_day(self, field: Field) -> bool:
        """True where a field is of one day that is known."""
        time = self.index.moments[field.moment]
        return time.granularity == "day" and time.whole

    @cached_property
    def _changed(self) -> frozenset[tuple[Field, Field]]:
        """The fields between which something is told to have changed, or to differ, either way."""
        found: set[tuple[Field, Field]] = set()
        for voice, claim in self.index.quantities:
            named = claim.change_from or claim.difference_from or claim.ratio_to
            if named is not None:
                field = self.field(voice, claim, claim.subject, claim.property)
                own = Figure(claim, field, self.dimensions(claim), claim.reading)
                other, _ = self.other(named, own)
                found.update(((field, other), (other, field)))
        return frozenset(found)

    @cached_property
    def spoken(self) -> dict[Field, dict[Pairs, set[str]]]:
        """Like `by_field`, with what only comparisons name, and what only a contemporary tells.

        What `other` leaves depends on what else is named at that time, so that stays where it is.
        """
        found = {
            field: {dims: set(units) for dims, units in known.items()}
            for field, known in self.by_field.items()
        }
        for field, dims, unit in self.compared:
            found.setdefault(field, {}).setdefault(dims, set()).add(unit)
        for field, latest in self.contemporary.items():
            for one, other in ((field, latest), (latest, field)):
                for dims, units in found[one].items():
                    if not left(dims):
                        found[other].setdefault(dims, set()).update(units)
        return found

    def units(self, field: Field) -> tuple[str, ...]:
        """The units in which a field's measures are told."""
        return tuple(sorted({unit for units in self.spoken[field].values() for unit in units}))

    def known(self, field: Field) -> Property:
        """What the property of a field means."""
        return self.index.property(field.property)

    @cached_property
    def _additive(self) -> frozenset[tuple[str, str]]:
        """Properties that are shown to add up: their things are listed, paid or divided."""
        found = set()
        for listed in self.lists:
            found.add((listed.field.property, ""))
        for figure in self.figures:
            claim = figure.claim
            divides = any(value == OTHER for _, value in figure.dimensions) or (
                isinstance(claim, Breakdown) and (claim.complete or _in_whole_things(claim))
            )
            if (figure.reading.kind == "money" and " per " not in figure.reading.unit) or divides:
                found.add((figure.field.property, unit_of(figure.reading)))
                if figure.share:
                    found.add((figure.field.property, ""))
        return frozenset(found)

    @cached_property
    def weighted(self) -> frozenset[Field]:
        """The fields with parts of which one counts for more, or less, than one of the whole."""
        return frozenset(
            figure.field
            for figure in self.figures
            if isinstance(figure.claim, Breakdown) and figure.claim.weights
        )

    @cached_property
    def signed(self) -> frozenset[Field]:
        """The fields with parts that take away from the whole: a loss, a weight below nothing."""
        found = set()
        for figure in self.figures:
            most = figure.reading.widest.upper
            factors = figure.claim.factors if isinstance(figure.claim, Breakdown) else {}
            if (most is not None and most < 0) or min(factors.values(), default=0) < 0:
                found.add(figure.field)
        return frozenset(found)

    def additive(self, field: Field, unit: str) -> bool:
        """True where the parts of a measure add up to it.

        The vocabulary says so, or the claims show it: amounts of money, things that are counted by
        the vocabulary or listed by name, and measures that a claim divides.
        """
        known = self.known(field)
        if known.additive is False or unit in {"ordinal", "ratio", "%"} or not _adds_up(unit):
            return False
        if known.additive or known.counts:
            return True
        return (field.property, unit) in self._additive and not _is_typical(field.property)

    def bounded(self, field: Field, unit: str) -> bool:
        """True where the parts of a measure add up to it, and none can take away from it.

        An amount of money may be a loss, unless the vocabulary says otherwise.
        """
        additive = self.additive(field, unit) and field not in self.weighted
        return additive and self.nonnegative(field)

    def may_divide(self, field: Field, dims: Pairs, whole: Pairs) -> tuple[Assumption, ...]:
        """What makes a number of things a part of that of the whole, where nobody says so.

        Nothing where they may be no numbers of things, or things of another kind or time: an
        unexplained property may as well be a score.
        """
        known = self.known(field)
        added = [pair for pair in dims if pair not in whole]
        if (
            known.additive is not None
            or field.property in self._broken
            or _is_typical(field.property)
            or _MARKS & set(fold(field.property).split())
            or field in self.weighted
            or not self.nonnegative(field)
            or any(key in _TIMELY or time_of(value) is not None for key, value in added)
            or any(_OUTSIDE & set(fold(self.index.label(value)).split()) for _, value in added)
        ):
            return ()
        by = " and ".join("place" if key == PLACE else key for key, _ in added)
        return (
            Assumption(
                "part-of-whole",
                f"{field.property} {by}".replace(" ", "-").casefold(),
                f"the {field.property} of one {by} are among all {field.property}",
            ),
        )

    @cached_property
    def _broken(self) -> frozenset[str]:
        """The properties of which a plain number is printed that is not whole."""
        return frozenset(
            figure.field.property
            for figure in self.figures
            if not unit_of(figure.reading) and not figure.reading.whole
        )

    def nonnegative(self, field: Field) -> bool:
        """True where a measure and its parts cannot be less than nothing.

        An amount of money may be a loss, unless the vocabulary says otherwise.
        """
        known = self.known(field)
        if field in self.signed or known.signed is not None:
            return known.signed is False and field not in self.signed
        return bool(known.counts) or field.property not in self._paid

    @cached_property
    def _paid(self) -> frozenset[str]:
        """The properties that are told as amounts of money."""
        return frozenset(f.field.property for f in self.figures if f.reading.kind == "money")

    @cached_property
    def printed(self) -> Mapping[Variable, tuple[Figure, ...]]:
        """The figures that are printed for each variable."""
        found: dict[Variable, list[Figure]] = {}
        for figure in self.figures:
            found.setdefault(figure.variable, []).append(figure)
        return {variable: tuple(figures) for variable, figures in found.items()}

    @cached_property
    def shares(self) -> Mapping[tuple[Field, Pairs], tuple[tuple[Field, Pairs], ...]]:
        """What the shares that are printed for each field and dimensions are shares of."""
        found: dict[tuple[Field, Pairs], list[tuple[Field, Pairs]]] = {}
        for figure in self.figures:
            if figure.whole is not None:
                found.setdefault((figure.field, figure.dimensions), []).append(figure.whole)
        return {measured: tuple(dict.fromkeys(wholes)) for measured, wholes in found.items()}

    def counted(self, field: Field, unit: str) -> bool:
        """True where the measure is a number of whole things."""
        return not unit and self.counts_things(field.property)

    def counts_things(self, name: str) -> bool:
        """True where a property without a unit is a number of whole things: counted or listed."""
        return bool(self.index.property(name).counts) or name in self._listed

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(listed.field.property for listed in self.lists)

    def exclusive(self, field: Field, dimension: str) -> bool:
        """True where nothing has two values of a dimension at once."""
        for name, known in self.known(field).dimensions.items():
            if fold(name) == dimension:
                return known.exclusive
        return False

    def describe(self, field: Field, dimensions: Pairs) -> str:
        """A measure in words: `employees (country: Kenya) of Acme`, `planned sales of Acme`."""
        shown = ", ".join(f"{key}: {self.index.label(value)}" for key, value in dimensions)
        inner = f" ({shown})" if shown else ""
        planned = "planned " if PLAN in field.voice else ""
        return f"{planned}{field.property}{inner} of {self.index.label(field.subject)}"

    @cached_property
    def names(self) -> dict[Variable, str]:
        """Words for every variable of a measure that claims print."""
        found = {}
        for figure in self.figures:
            words = self.describe(figure.field, figure.dimensions)
            found[figure.variable] = f"share of {words}" if figure.share else words
        for listed in self.lists:
            found[measure(listed.field, listed.dimensions)] = self.describe(
                listed.field, listed.dimensions
            )
        return found


def layered(figure: Figure, variable: Variable, rule: str = "") -> Iterator[Constraint]:
    """What a figure says of its own variable, one constraint for each layer of its reading."""
    for interval, assumptions in bounds(figure):
        if interval.lower is None and interval.upper is None:
            continue
        yield Constraint(
            rule=rule,
            claims=(figure.claim.id,),
            assumptions=assumptions,
            terms=((variable, Fraction(1)),),
            within=interval,
            printed=figure.reading.text,
        )
