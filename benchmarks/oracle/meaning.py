"""What the records of a small dossier mean, as conditions on numbers.

Written by what `docs/claim-files.md` says that they mean.
Of the package it uses the classes of records and nothing else.
"""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final, TypeAlias

import attrs
from drawn import EVENTS, LIFE, MEMBERS, PARTS
from solving import REAL, Number, Row, Truth

from ijmfacts.claims import Anchor, Breakdown, Event, Listing, Measure, Quantity, Relation
from ijmfacts.dossier import Dossier

# --- what a figure and a time mean ------------------------------------------------------------


@attrs.frozen
class Ends:
    """From one number to another; none is no end."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Ends) -> bool:
        """Whether two ranges that hold their ends have a number in common."""
        lows = [end for end in (self.low, other.low) if end is not None]
        highs = [end for end in (self.high, other.high) if end is not None]
        return max(lows) <= min(highs)

    def of(self, *terms: tuple[str, Number]) -> Row:
        """That a sum lies between the ends."""
        return Row(terms, self.low, self.high, self.low_open, self.high_open)


Reading: TypeAlias = list[tuple[tuple[str, ...], Ends]]
"""What a figure says, each with the assumptions that it takes."""

FORM: Final = re.compile(
    r"(?P<words>at least about|at least|more than|just over|up to|at most|less than|fewer than|"
    r"nearly|about|exactly|) ?(?P<number>\d+(?:\.\d+)?)(?P<percent> ?%)?"
)
BRACKETS: Final = re.compile(
    r"(?:a value in )?(?P<open>[\[(])(?P<low>-?[\d.,/]+?), (?P<high>-?[\d.,/]+)(?P<close>[\])])"
    r"(?: ?(?:%|days?))?"
)


def times_over(number: Fraction) -> Reading:
    """A whole number of times: a figure of one digit, or within a tenth of it as a hedge."""
    whole = Ends(number - Fraction(1, 2), number + 1)
    tenth = number / 10
    return [((), whole), (("hedge",), Ends(number - tenth, number + tenth))]


def read(text: str) -> Reading:
    """A figure as a document prints it; or, of a repair, a range in brackets."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    if text == "several":
        return [((), Ends(Fraction(0), None)), (("vague",), Ends(Fraction(3), None))]
    if ranged := BRACKETS.fullmatch(text):
        low, high = Fraction(ranged["low"]), Fraction(ranged["high"])
        return [((), Ends(low, high, ranged["open"] == "(", ranged["close"] == ")"))]
    if spanned := re.fullmatch(r"between ([\d.]+)(?: ?%| days?)? and ([\d.]+)(?: ?%)?", text):
        return [((), Ends(Fraction(spanned[1]), Fraction(spanned[2])))]
    form = FORM.fullmatch(text)
    if form is None:
        raise ValueError(f"the oracle cannot read {text!r}")
    number, words = Fraction(form["number"]), form["words"]
    tenth = number / 10
    bounds = {
        "at least": Ends(number, None),
        "more than": Ends(number, None, low_open=True),
        "at most": Ends(None, number),
        "up to": Ends(None, number),
        "less than": Ends(None, number, high_open=True),
        "fewer than": Ends(None, number, high_open=True),
        "exactly": Ends(number, number),
    }
    if words in bounds:
        return [((), bounds[words])]
    if words == "nearly":
        near = Ends(number - tenth, number, high_open=True)
        return [((), Ends(None, number, high_open=True)), (("hedge",), near)]
    if words == "just over":
        near = Ends(number, number + tenth, low_open=True)
        return [((), Ends(number, None, low_open=True)), (("hedge",), near)]
    if words in {"about", "at least about"}:
        most = number + tenth if words == "about" else None
        return [((), Ends(Fraction(0), None)), (("hedge",), Ends(number - tenth, most))]
    if form["percent"] or "." in form["number"]:
        step = Fraction(1, 10 ** len(form["number"].partition(".")[2]))
        wide = Ends(number - step / 2, number + step, high_open=True)
        return [((), wide), (("rounded",), Ends(number - step / 2, number + step / 2))]
    if number >= 100 and number % 10 == 0:
        zeros = len(form["number"]) - len(form["number"].rstrip("0"))
        step = Fraction(10**zeros)
        wide = Ends(number - step / 2, number + step, high_open=True)
        return [((), wide), (("exact",), Ends(number, number))]
    return [((), Ends(number, number))]


def days(text: str) -> tuple[int, int]:
    """The first and the last day of a date of EDTF level 0."""
    year, *rest = map(int, text.split("-"))
    month = rest[0] if rest else 0
    if len(rest) > 1:
        day = dt.date(year, month, rest[1]).toordinal()
        return day, day
    last = calendar.monthrange(year, month or 12)[1]
    first = dt.date(year, month or 1, 1)
    return first.toordinal(), dt.date(year, month or 12, last).toordinal()


def bounds(text: str) -> tuple[tuple[str, ...], int, int]:
    """The days of a date, and what that assumes; a mark lets it give way by one of its unit."""
    if text[-1] not in "~?":
        return ((), *days(text))
    low, high = days(text[:-1])
    first, last = dt.date.fromordinal(low), dt.date.fromordinal(high)
    if "-" not in text:
        low, high = (
            first.replace(year=first.year - 1).toordinal(),
            last.replace(year=last.year + 1).toordinal(),
        )
    else:
        low = (first - dt.timedelta(days=1)).replace(day=1).toordinal()
        after = last + dt.timedelta(days=1)
        length = calendar.monthrange(after.year, after.month)[1]
        high = after.replace(day=length).toordinal()
    return ("approximate-date",), low, high


NUMERALS: Final = {"one": 1, "two": 2, "three": 3}
UNITS: Final = {"day": (1, 1), "year": (365, 366)}
"""The fewest and the most days of each."""


def whole_units(number: Fraction, fewest: int, most: int) -> Ends:
    """So many days or years in days, cut off or rounded; half a year is two days more or less."""
    slack = 2 if most > 1 else 0
    low = (number - Fraction(1, 2)) * fewest - slack
    return Ends(max(low, Fraction(0)), (number + 1) * most, high_open=True)


def length(text: str) -> Reading:
    """A length of time in days; a whole number of units is as often cut off as it is rounded."""
    if again := re.fullmatch(r"(\d+) (day|year)s?", text):
        number, (fewest, most) = Fraction(again[1]), UNITS[again[2]]
        return [((), whole_units(number, fewest, most))]
    if text.endswith(("day", "days")) and any(letter.isdigit() for letter in text):
        text = text.removesuffix("s").removesuffix("day").strip()
        return read(text if text[0] in "[(" or " " in text else f"exactly {text}")
    form = re.fullmatch(r"(at least|within|more than|about|) ?(\w+) (day|year)s?", text)
    if form is None:
        raise ValueError(f"the oracle cannot read {text!r}")
    words, number, (fewest, most) = form[1], Fraction(NUMERALS[form[2]]), UNITS[form[3]]

    def long(low: Fraction | None, high: Fraction | None, *open_: bool) -> Ends:
        # Part of a year may be two days more or less: half a year is 181 to 184 days.
        parts = [2 if most > 1 and end is not None and end % 1 else 0 for end in (low, high)]
        return Ends(
            None if low is None else max(low * fewest - parts[0], Fraction(0)),
            None if high is None else high * most + parts[1],
            *open_,
        )

    if words == "at least":
        return [((), long(number, None))]
    if words == "more than":
        return [((), long(number, None, True))]  # noqa: FBT003
    if words == "within":
        return [((), long(Fraction(0), number))]
    if words == "about":
        near = long(number - number / 10, number + number / 10)
        return [((), long(Fraction(0), None)), (("hedge",), near)]
    return [((), long(number - Fraction(1, 2), number + 1, False, True))]  # noqa: FBT003


def apart(text: str) -> Reading:
    """A length of time as a distance between two days, which may be a day off."""
    return [
        (
            kinds,
            Ends(
                None if ends.low is None else ends.low - 1,
                None if ends.high is None else ends.high + 1,
            ),
        )
        for kinds, ends in length(text)
    ]


# --- what a dossier means ---------------------------------------------------------------------


@attrs.frozen
class Change:
    """A repair, as the oracle reads it: a claim, the part of it, and what it says instead."""

    claim: str
    part: str = ""
    reading: Reading | None = None
    days: tuple[int | None, int | None] | None = None
    without: str = ""
    text: str = ""


@attrs.frozen
class Figure:
    """A number that a claim prints: of `part` in a field, or the share of it in a whole.

    `name` is what the part is called in a repair.
    """

    claim: str
    field: str
    part: str
    reading: Reading
    whole: str | None = None
    name: str = ""
    changed: bool = False


def truth(supports: Iterable[str], *rows: Row) -> Truth:
    return Truth(frozenset(supports), rows)


def size(field: str, part: str) -> str:
    if field.startswith("margin"):
        return f"{REAL} {field} {part}"
    return f"size {field} {part}"


def share(field: str, part: str, whole: str) -> str:
    return f"{REAL} share {field} {part} of {whole}"


def within(field: str, part: str, name: str) -> str:
    return f"{name} in {field} {part}"


def rest(field: str, part: str) -> str:
    return f"rest of {field} {part}"


def part_of(claim: Quantity | Listing) -> str:
    return dict(claim.dimensions).get("focus", "")


def at_least(*terms: tuple[str, Number]) -> Row:
    """That a sum is not below nothing."""
    return Row(terms, low=0)


OVERLAP: Final = "disjoint:the-club-programs-focus"


class Meaning:
    """The truths of a dossier about a club's measures and their parts, and about some events.

    A field is a property in one voice at one moment; of each, `""` is the whole, and the parts are
    those along `focus`.
    """

    def __init__(self, dossier: Dossier, change: Change | None = None) -> None:
        self.dossier = dossier
        self.claims = dossier.claims
        self.change = change or Change("")
        self.exclusive = dossier.vocabulary.properties["programs"].dimensions["focus"].exclusive
        self.overlap = () if self.exclusive else (OVERLAP,)
        self.figures: list[Figure] = []
        self.compared = [one for one in self.claims if isinstance(one, Quantity) and compares(one)]
        for claim in self.claims:
            if isinstance(claim, Quantity) and not compares(claim):
                field, part = self.field(claim), part_of(claim)
                whole = None
                if "%" in claim.value and claim.of is not None:
                    whole = self.field(claim, claim.of)
                elif "%" in claim.value and part and claim.property != "margin":
                    whole = field
                self._figure(claim.id, field, part, claim.value, whole)
            elif isinstance(claim, Breakdown):
                field = self.field(claim)
                for part, value in claim.parts:
                    self._figure(
                        claim.id, field, part, value, field if "%" in value else None, part
                    )
        self.lists = [claim for claim in self.claims if isinstance(claim, Listing)]
        self.events = [claim for claim in self.claims if isinstance(claim, Event)]

    def _figure(
        self, claim: str, field: str, part: str, value: str, whole: str | None, name: str = ""
    ) -> None:
        reading = read(value)
        changed = (self.change.claim, self.change.part) == (claim, name)
        if changed and self.change.reading is not None:
            reading = self.change.reading
        self.figures.append(Figure(claim, field, part, reading, whole, name, changed))

    @staticmethod
    def field(claim: Quantity | Listing | Breakdown, of: Measure | None = None) -> str:
        """The property, who speaks, and the moment."""
        name = of.property if of is not None and of.property else claim.property
        moment = of.when if of is not None and of.when else claim.as_of
        return f"{name} {' '.join(claim.said_by)}@{moment}"

    def truths(self) -> Iterator[Truth]:
        """All of them, as far as the assumptions are not refused; without those made for good."""
        assume, reject = set(self.dossier.assume), set(self.dossier.reject)
        for one in self._all():
            words = {name: {name, name.partition(":")[0]} for name in one.supports}
            if not any(said & reject for said in words.values()):
                kept = frozenset(name for name, said in words.items() if not said & assume)
                yield attrs.evolve(one, supports=kept)

    def _all(self) -> Iterator[Truth]:
        yield from self._figures()
        yield from self._shares()
        for field in self.spoken:
            yield from self._sums(field)
            yield from self._share_sums(field)
        for claim in self.claims:
            if isinstance(claim, Breakdown):
                yield from self._divided(claim)
        yield from self._compared()
        yield from self._lists()
        yield from self._contemporary()
        yield from self._only()
        yield from self._times()

    @property
    def fields(self) -> dict[str, list[str]]:
        """The fields that claims speak of, and the parts of each that they speak of."""
        found: dict[str, set[str]] = {}
        for figure in self.figures:
            found.setdefault(figure.field, set()).add(figure.part)
            if figure.whole is not None:
                found.setdefault(figure.whole, set()).add("")
        for claim in self.lists:
            found.setdefault(self.field(claim), set()).add(part_of(claim))
        for one in self.compared:
            if one.each_of:
                found.setdefault(self.field(one), set()).add(part_of(one))
        return {field: sorted(parts) for field, parts in found.items()}

    @property
    def spoken(self) -> set[str]:
        """The fields of things that are counted, those among them that claims only compare."""
        found = {field for field in self.fields if not field.startswith("margin")}
        for claim in self.compared:
            found.add(self.field(claim))
            for named in (claim.change_from, claim.difference_from, claim.ratio_to):
                if named is not None:
                    found.add(self.field(claim, named))
        return found

    # --- numbers ---------------------------------------------------------------------------

    def _figures(self) -> Iterator[Truth]:
        for figure in self.figures:
            own = (size(figure.field, figure.part), 1)
            if figure.whole is not None:
                own = (share(figure.field, figure.part, figure.whole), 1)
                # Of what it is no part of, a share may be more than all.
                yield truth((), Row((own,), 0, 100 if figure.whole == figure.field else None))
            for kinds, ends in figure.reading:
                yield truth((figure.claim, *kinds), ends.of(own))

    def _shares(self) -> Iterator[Truth]:
        """A share ties its part to its whole, and there is one, unless it is printed as none."""
        for one in self.figures:
            if one.whole is None:
                continue
            part, whole = size(one.field, one.part), size(one.whole, "")
            near = one.reading[-1][1]
            some = near.low is None or near.low > 0
            if some:
                yield truth((one.claim,), Row(((whole, 1),), low=1))
            for kinds, ends in one.reading:
                if ends.low is not None:
                    row = Row(((part, 100), (whole, -ends.low)), 0, None, some and ends.low_open)
                    yield truth((one.claim, *kinds), row)
                if ends.high is not None:
                    shut = not (some and ends.high_open)
                    row = Row(((part, 100), (whole, -ends.high)), high=0, high_open=not shut)
                    yield truth((one.claim, *kinds), row)
        # One number is not printed in two ways to one precision.
        for one, other in itertools.combinations(self.figures, 2):
            same = (one.field, one.part, one.whole) == (other.field, other.part, other.whole)
            rounded = all(figure.reading[-1][0] == ("rounded",) for figure in (one, other))
            if not (same and rounded) or one.claim == other.claim or one.changed or other.changed:
                continue
            first, second = one.reading[-1][1], other.reading[-1][1]
            if first != second and first.meets(second) and width(first) == width(second):
                yield truth((one.claim, other.claim, "same-rounding"))

    def _sums(self, field: str) -> Iterator[Truth]:
        """Parts are no more than their whole; `other` is all that the named ones leave."""
        whole = size(field, "")
        for part in PARTS:
            yield truth((), at_least((size(field, part), 1)))
            yield truth((), at_least((whole, 1), (size(field, part), -1)))
        if self.exclusive:
            apart = [size(field, part) for part in PARTS if part != "other"]
            yield truth((), at_least((whole, 1), *((one, -1) for one in apart)))
        parts = [part for part in self.fields.get(field, ()) if part]
        named = [size(field, part) for part in parts if part != "other"]
        if "other" not in parts or not named:
            return
        every = ((whole, -1), (size(field, "other"), 1), *((one, 1) for one in named))
        yield truth(self.overlap if len(named) > 1 else (), Row(every, 0, 0))
        yield truth((), at_least(*every))
        for one in named:
            yield truth((), at_least((whole, 1), (one, -1), (size(field, "other"), -1)))

    def _share_sums(self, field: str) -> Iterator[Truth]:
        """The same of shares of that field's own whole."""
        told = [part for part in self.fields.get(field, ()) if part]
        shares = {one.part: share(field, one.part, field) for one in self.figures
                  if one.field == one.whole == field}  # fmt: skip
        named = [one for part, one in shares.items() if part != "other"]
        if self.exclusive:
            yield truth((), Row(tuple((one, 1) for one in shares.values()), high=100))
        if "other" not in shares:
            return
        for one in named:
            yield truth((), Row(((one, 1), (shares["other"], 1)), high=100))
        if shares.keys() == set(told) and named:
            every = tuple((one, 1) for one in shares.values())
            yield truth(self.overlap if len(named) > 1 else (), Row(every, 100, 100))
            yield truth((), Row(every, low=100))

    def _divided(self, claim: Breakdown) -> Iterator[Truth]:
        field = self.field(claim)
        names = [part for part, _ in claim.parts]
        shared = {"%" in value for _, value in claim.parts}
        if len(shared) > 1:
            return
        total: tuple[tuple[str, Number], ...]
        if shared == {True}:
            total = tuple((share(field, part, field), 1) for part in names)
            whole = 100
        else:
            total = ((size(field, ""), -1), *((size(field, part), 1) for part in names))
            whole = 0
        if claim.complete or "other" in names:
            yield truth((claim.id,), Row(total, whole, whole))
            return
        yield truth((claim.id, *self.overlap), Row(total, high=whole))
        if not claim.open:
            complete = f"complete-list:{claim.id}"
            yield truth((claim.id, complete, *self.overlap), Row(total, whole, whole))

    def _compared(self) -> Iterator[Truth]:
        """Changes, differences and ratios tie two measures; means are of whole things."""
        for claim in self.compared:
            named = claim.change_from or claim.difference_from or claim.ratio_to
            own = size(self.field(claim), part_of(claim))
            value = claim.value
            if self.change.claim == claim.id and self.change.text:
                value = self.change.text
            reading = read(value.removeprefix("up ").removeprefix("down "))
            if claim.mean_of or claim.each_of:
                total = own if claim.each_of else f"count {claim.id}"
                each, times = f"{REAL} each {claim.id}", int(claim.each_of or claim.mean_of)
                yield truth((), at_least((total, 1)))
                yield truth((claim.id,), Row(((each, times), (total, -1)), 0, 0))
                for kinds, ends in reading:
                    yield truth((claim.id, *kinds), ends.of((each, 1)))
                continue
            if named is None:
                continue
            if claim.ratio_to is not None and value.isdigit():
                reading = times_over(Fraction(value))
            dims = dict(claim.dimensions if named.dimensions is None else named.dimensions)
            other = size(self.field(claim, named), dims.get("focus", ""))
            pairs = [(own, other)]
            if claim.ratio_to is not None:  # so many times the share, where both are of one whole
                pairs.extend(self._both_shares(claim, named, dims.get("focus", "")))
            down = "down" in value or claim.direction == "down"
            for kinds, ends in reading:
                if claim.difference_from is not None:
                    first, second = (other, own) if down else (own, other)
                    yield truth((claim.id, *kinds), ends.of((first, 1), (second, -1)))
                    continue
                for low, end in ((True, ends.low), (False, ends.high)):
                    if end is None:
                        continue
                    if claim.ratio_to is not None:
                        factor = end
                    else:
                        factor = 1 + (-end if down else end) / 100
                    below = low != (down and claim.ratio_to is None)
                    for one, against in pairs:
                        terms = ((one, 1), (against, -factor))
                        row = Row(terms, low=0) if below else Row(terms, high=0)
                        yield truth((claim.id, *kinds), row)

    def _both_shares(self, claim: Quantity, named: Measure, part: str) -> Iterator[tuple[str, str]]:
        """The shares that are printed for both sides of a comparison, each of its own whole."""
        here, there = self.field(claim), self.field(claim, named)
        printed = {
            (one.field, one.part, one.whole) for one in self.figures if one.whole is not None
        }
        for field, one_part, whole in printed:
            if (field, one_part) != (here, part_of(claim)):
                continue
            property_, _, moment = whole.partition("@")
            if moment == here.partition("@")[2]:
                moment = there.partition("@")[2]
            moved = f"{property_}@{moment}"
            if (there, part, moved) in printed:
                yield share(here, one_part, whole), share(there, part, moved)

    def _contemporary(self) -> Iterator[Truth]:
        """What has no date is of the time of the latest dated figure of the same property."""
        told = self.fields
        shares = {share(one.field, one.part, one.field) for one in self.figures
                  if one.field == one.whole}  # fmt: skip
        for field in {*told, *self.spoken}:
            if not field.endswith("@"):
                continue
            dated = [other for other in told if other.startswith(field) and other != field]
            if not dated:
                continue
            last = max(dated)
            about = f"contemporary:the-club-{field.partition(' ')[0]}"
            for part in {"", *PARTS} - {"other"}:
                pair = ((size(field, part), 1), (size(last, part), -1))
                yield truth((about,), Row(pair, 0, 0))
                of_one, of_other = share(field, part, field), share(last, part, last)
                if {of_one, of_other} <= shares:
                    yield truth((about,), Row(((of_one, 1), (of_other, -1)), 0, 0))

    # --- sets ------------------------------------------------------------------------------

    def _lists(self) -> Iterator[Truth]:
        listed: dict[str, dict[str, list[Listing]]] = {}
        for claim in self.lists:
            listed.setdefault(self.field(claim), {}).setdefault(part_of(claim), []).append(claim)
        for field, parts in listed.items():
            for part, claims in parts.items():
                names = [within(field, part, name) for name in MEMBERS]
                for one in names:
                    yield truth((), Row(((one, 1),), 0, 1))
                left = rest(field, part)
                yield truth((), at_least((left, 1)))
                members = ((size(field, part), -1), (left, 1), *((one, 1) for one in names))
                yield truth((), Row(members, 0, 0))
                for claim in claims:
                    yield from self._listed(claim, field, part)
            for part, other in itertools.permutations(parts, 2):
                for name in MEMBERS:
                    one, two = within(field, part, name), within(field, other, name)
                    if part and not other:
                        yield truth((), at_least((two, 1), (one, -1)))
                    elif part and other and (self.exclusive or "other" in (part, other)):
                        yield truth((), Row(((one, 1), (two, 1)), high=1))

    def _listed(self, claim: Listing, field: str, part: str) -> Iterator[Truth]:
        without = self.change.without if self.change.claim == claim.id else ""
        members = [name for name in claim.members if name != without]
        for name in members:
            yield truth((claim.id,), Row(((within(field, part, name), 1),), low=1))
        if claim.open:
            return
        needed = (claim.id,) if claim.complete else (claim.id, f"complete-list:{claim.id}")
        yield truth(needed, Row(((rest(field, part), 1),), high=0))
        for name in MEMBERS:
            if name not in members:
                yield truth(needed, Row(((within(field, part, name), 1),), high=0))

    def _only(self) -> Iterator[Truth]:
        """`only`: no others."""
        relations = [claim for claim in self.claims if isinstance(claim, Relation)]
        for one, other in itertools.permutations(relations, 2):
            more = set(other.objects) - set(one.objects)
            if one.relation == other.relation and one.only and more:
                yield truth((one.id, other.id))

    # --- time ------------------------------------------------------------------------------

    def _times(self) -> Iterator[Truth]:
        begun, ended = "first guild", "last guild"
        for day, text in zip((begun, ended), LIFE, strict=True):
            yield truth((), Row(((day, 1),), *days(text)))
        yield truth((), at_least((ended, 1), (begun, -1)))
        for claim in self.events:
            first, last = f"first {claim.event}", f"last {claim.event}"
            yield truth((), at_least((last, 1), (first, -1)))
            yield from self._dated(claim, first, last)
            yield from self._lasting(claim, first, last)
            for field in ("after", "before", "during"):
                for anchor in getattr(claim, field):
                    yield from self._anchored(claim, field, anchor)

    def _anchored(self, claim: Event, field: str, anchor: Anchor) -> Iterator[Truth]:
        name, event = claim.event, anchor.of in EVENTS
        first, last = f"first {name}", f"last {name}"
        start, stop = f"first {anchor.of}", f"last {anchor.of}"
        if not event and anchor.of != "guild":  # a time
            start, stop = f"{start} {claim.id}", f"{stop} {claim.id}"
            for day in (start, stop):
                yield truth((), Row(((day, 1),), *days(anchor.of)))
            yield truth((), at_least((stop, 1), (start, -1)))
        moments = (f"{REAL} moment {name}", f"{REAL} moment {anchor.of}")
        own = (claim.id,)
        if field == "during":
            yield truth(own, at_least((last, 1), (start, -1)))
            yield truth(own, at_least((stop, 1), (first, -1)))
        elif field == "after":
            yield truth(own, at_least((first, 1), (start if event else stop, -1)))
            if event:
                later = ((moments[0], 1), (moments[1], -1))
                yield truth(own, Row(later, low=0, low_open=True))
            for told in self.events:
                if told.event == anchor.of and "/" in told.when:
                    yield truth((*own, told.id), at_least((first, 1), (stop, -1)))
        else:
            yield truth(own, at_least((start, 1), (first, -1)))
            if event:
                later = ((moments[1], 1), (moments[0], -1))
                yield truth(own, Row(later, low=0, low_open=True))
            if "/" in claim.when:
                yield truth(own, at_least((start, 1), (last, -1)))
        for kinds, far in apart(anchor.distance) if anchor.distance else ():
            needed = (*own, *kinds)
            if far.low is not None:
                pair = ((start, 1), (first, -1)) if field == "before" else ((first, 1), (start, -1))
                yield truth(needed, Row(pair, low=far.low))
            if far.high is not None:
                pair = ((start, 1), (last, -1)) if field == "before" else ((first, 1), (stop, -1))
                yield truth(needed, Row(pair, high=far.high))

    def _lasting(self, claim: Event, first: str, last: str) -> Iterator[Truth]:
        """How long an event lasts: as told, and from day to day where it is told from when to when.

        What goes on since one time and until another lasts from the one to the other at least.
        """
        long = f"{REAL} length of {claim.event}"
        if claim.lasting:
            reading = length(claim.lasting)
            if self.change.claim == claim.id and self.change.reading is not None:
                reading = self.change.reading
            for kinds, ends in reading:
                yield truth((claim.id, *kinds), ends.of((long, 1)))
        if "/" in claim.when:
            yield truth((claim.id,), Row(((long, 1), (last, -1), (first, 1)), -1, 1))
        for other in self.events:
            if claim.since and other.until and other.event == claim.event:
                least = days(other.until)[0] - days(claim.since)[1]
                yield truth((claim.id, other.id), Row(((long, 1),), low=max(least, 0) - 1))

    def _dated(self, claim: Event, first: str, last: str) -> Iterator[Truth]:
        changed = self.change.claim == claim.id and self.change.days is not None
        end = self.change.part if changed else "none"
        if changed and self.change.days is not None:
            low, high = self.change.days
            for day, name in ((first, "start"), (last, "end")):
                if end == name:
                    yield truth((claim.id,), Row(((day, 1),), low, high))
            if not end:
                yield truth((claim.id,), Row(((first, 1),), low=low))
                yield truth((claim.id,), Row(((last, 1),), high=high))
        for day, name, kinds, low, high in self._bounds(claim, first, last):
            if end and end != name:
                yield truth((claim.id, *kinds), Row(((day, 1),), low, high))

    @staticmethod
    def _bounds(
        claim: Event, first: str, last: str
    ) -> Iterator[tuple[str, str, tuple[str, ...], int | None, int | None]]:
        """What the times of a claim say of its first and of its last day."""
        for text in (claim.since, claim.until, claim.as_of):
            if text:
                kinds, low, high = bounds(text)
                yield first, "start", kinds, None, high
                yield last, "end", kinds, low, None
        for text, throughout in ((claim.when, True), (claim.within, False)):
            start, slash, stop = text.partition("/")
            if start and start != "..":
                kinds, low, high = bounds(start)
                yield first, "start", kinds, low, high if slash and throughout else None
            stop = stop if slash else start
            if stop and stop != "..":
                kinds, low, high = bounds(stop)
                yield last, "end", kinds, low if slash and throughout else None, high


def compares(claim: Quantity) -> bool:
    """True where a value is no value of the measure itself."""
    return any(
        (claim.change_from, claim.difference_from, claim.ratio_to, claim.mean_of, claim.each_of)
    )


def width(ends: Ends) -> Fraction | None:
    if ends.low is None or ends.high is None:
        return None
    return ends.high - ends.low
