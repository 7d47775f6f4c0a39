"""The checker against z3, on whole random small dossiers of four theories.

    python benchmarks/oracle/agreement.py [--count 20000] [--seed 0] [THEORY ...]

Needs the `test` extra (z3-solver).
Theories: numbers (counts, shares, breakdowns and an `other`), sets (lists with counts and an
`other`), time (events with dates and orders), mixed (all of them in one dossier).
The oracle reads the records itself, by what `docs/claim-files.md` says that they mean; of the
package it uses the classes of records and nothing else.
For each dossier these must agree: whether it can be true; the minimal conflicts, those without an
assumption and those with some; and of each repair offered, that it settles its conflict, and how
many conflicts it settles and creates.
Exit status 1 where anything disagrees; the seed is printed.
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs
import z3  # type: ignore[import-untyped]

from ijmfacts import check
from ijmfacts.claims import Anchor, AnyClaim, Breakdown, Event, Listing, Quantity
from ijmfacts.dossier import Dossier, Records
from ijmfacts.findings import Finding
from ijmfacts.records import Dimension, Entity, Property, Vocabulary

MEMBERS = ("hill", "valley", "lake", "pond")
PARTS = ("sport", "music", "other")
ENTITIES = {
    "club": Entity(id="club", name="The Club", type="organization"),
    **{name: Entity(id=name, name=name.title(), type="place") for name in MEMBERS},
}

# --- random dossiers ------------------------------------------------------------------------


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
            fields[field] = (Anchor(of=draw.choice(["fire", "flood", "storm"])),)
    return Event(
        id="new", event=draw.choice(["fire", "flood", "storm"]), type="happening", **fields
    )


THEORIES: dict[str, tuple[Callable[[random.Random], AnyClaim], ...]] = {
    "numbers": (some_quantity, some_quantity, some_breakdown),
    "sets": (some_listing, some_listing, some_count_claim),
    "time": (some_event,),
    "mixed": (some_quantity, some_breakdown, some_listing, some_event),
}


def some_dossier(theory: str, seed: int) -> Dossier:
    """A random small dossier, the same for the same seed."""
    draw = random.Random(f"{theory} {seed}")
    kinds = THEORIES[theory]
    claims = [draw.choice(kinds)(draw) for _ in range(draw.randint(2, 5))]
    told = {claim.event for claim in claims if isinstance(claim, Event)}
    kept = []
    for at, claim in enumerate(claims):
        new = attrs.evolve(claim, id=f"c{at}")
        for field in ("after", "before", "during"):
            others = told - {getattr(claim, "event", "")}
            known = tuple(anchor for anchor in getattr(new, field) if anchor.of in others)
            changes: Any = {field: known}
            new = attrs.evolve(new, **changes)
        kept.append(new)
    dimension = Dimension(exclusive=draw.random() < 0.4)
    programs = Property(name="programs", counts="programs", dimensions={"focus": dimension})
    return Dossier(
        claims=tuple(kept),
        entities=ENTITIES,
        vocabulary=Vocabulary(properties={"programs": programs}),
        world=Records(),
    )


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

    def holds(self, value: Any) -> Any:
        """That a number lies between the ends, for z3."""
        said = []
        if self.low is not None:
            end = z3.RealVal(str(self.low))
            said.append(value > end if self.low_open else value >= end)
        if self.high is not None:
            end = z3.RealVal(str(self.high))
            said.append(value < end if self.high_open else value <= end)
        return z3.And(*said)


Reading = list[tuple[tuple[str, ...], Ends]]
"""What a figure says, each with the assumptions that it takes."""

FORM = re.compile(
    r"(?P<words>at least|more than|at most|less than|fewer than|nearly|about|exactly|) ?"
    r"(?P<number>\d+(?:\.\d+)?)(?P<percent> ?%)?"
)
BRACKETS = re.compile(
    r"(?:a value in )?(?P<open>[\[(])(?P<low>-?[\d.]+), (?P<high>-?[\d.]+)(?P<close>[\])])(?: ?%)?"
)


def read(text: str) -> Reading:
    """A count, a share in whole percent, a bound, a hedge; or, of a repair, a range in brackets."""
    if ranged := BRACKETS.fullmatch(text):
        low, high = Fraction(ranged["low"]), Fraction(ranged["high"])
        return [((), Ends(low, high, ranged["open"] == "(", ranged["close"] == ")"))]
    if spanned := re.fullmatch(r"between ([\d.]+)(?: ?%)? and ([\d.]+)(?: ?%)?", text):
        return [((), Ends(Fraction(spanned[1]), Fraction(spanned[2])))]
    form = FORM.fullmatch(text)
    if form is None:
        raise ValueError(f"the oracle cannot read {text!r}")
    number, words = Fraction(form["number"]), form["words"]
    tenth = number / 10
    if words == "at least":
        return [((), Ends(number, None))]
    if words == "more than":
        return [((), Ends(number, None, low_open=True))]
    if words == "at most":
        return [((), Ends(None, number))]
    if words in {"less than", "fewer than"}:
        return [((), Ends(None, number, high_open=True))]
    if words == "nearly":
        near = Ends(number - tenth, number, high_open=True)
        return [((), Ends(None, number, high_open=True)), (("hedge",), near)]
    if words == "about":
        return [(("hedge",), Ends(number - tenth, number + tenth))]
    if form["percent"] and words != "exactly":
        step = Fraction(1, 10 ** len(form["number"].partition(".")[2]))
        wide = Ends(number - step / 2, number + step, high_open=True)
        return [((), wide), (("rounded",), Ends(number - step / 2, number + step / 2))]
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


# --- what a dossier means ---------------------------------------------------------------------


@attrs.frozen
class Truth:
    """What must hold if some claims are true and some assumptions are made."""

    supports: frozenset[str]
    says: Any
    about: frozenset[str]


def truth(supports: Iterable[str], says: Any, *about: str) -> Truth:
    return Truth(frozenset(supports), says, frozenset(about))


@attrs.frozen
class Change:
    """A repair, as the oracle reads it: a claim, the part of it, and what it says instead."""

    claim: str
    part: str = ""
    reading: Reading | None = None
    days: tuple[int | None, int | None] | None = None
    without: str = ""


def size(part: str) -> Any:
    return z3.Int(f"size {part}")


def share(part: str) -> Any:
    return z3.Real(f"share {part}")


def within(part: str, name: str) -> Any:
    return z3.Int(f"{name} in {part}")


def rest(part: str) -> Any:
    return z3.Int(f"rest of {part}")


class Meaning:
    """The truths of a dossier about one measure and its parts, and about some events.

    `""` is the whole, and the parts are those along `focus`.
    """

    def __init__(self, dossier: Dossier, change: Change | None = None) -> None:
        self.claims = dossier.claims
        self.change = change
        ((_, programs),) = dossier.vocabulary.properties.items()
        self.exclusive = programs.dimensions["focus"].exclusive
        self.figures: list[tuple[str, str, Reading, bool, bool]] = []
        for claim in self.claims:
            if isinstance(claim, Quantity):
                self._figure(claim.id, dict(claim.dimensions).get("focus", ""), claim.value)
            elif isinstance(claim, Breakdown):
                for part, value in claim.parts:
                    self._figure(claim.id, part, value, part)
        self.lists = [claim for claim in self.claims if isinstance(claim, Listing)]
        self.events = [claim for claim in self.claims if isinstance(claim, Event)]

    def _figure(self, claim: str, part: str, value: str, name: str = "") -> None:
        reading = read(value)
        changed = self.change is not None and (self.change.claim, self.change.part) == (claim, name)
        if changed and self.change is not None and self.change.reading is not None:
            reading = self.change.reading
        self.figures.append((claim, part, reading, "%" in value, changed))

    def truths(self) -> Iterator[Truth]:
        """All of them."""
        yield from self._figures()
        yield from self._shares()
        yield from self._sums()
        yield from self._lists()
        yield from self._times()

    @property
    def parts(self) -> list[str]:
        """The parts that claims speak of, the whole among them where they do."""
        told = {part for _, part, *_ in self.figures}
        return sorted(told | {dict(one.dimensions).get("focus", "") for one in self.lists})

    def _figures(self) -> Iterator[Truth]:
        for part in {"", *self.parts}:
            yield truth((), size(part) >= 0, f"size {part}")
        for claim, part, reading, shared, _ in self.figures:
            if not shared:
                for kinds, ends in reading:
                    yield truth((claim, *kinds), ends.holds(size(part)), f"size {part}")

    def _shares(self) -> Iterator[Truth]:
        printed = [one for one in self.figures if one[3]]
        sure = [
            (claim, part)
            for claim, part, reading, shared, _ in self.figures
            for kinds, ends in reading
            if not kinds and not shared and ends.low is not None and ends.low >= 0
            and (ends.low > 0 or ends.low_open)
        ]  # fmt: skip
        for claim, part, reading, _, _ in printed:
            name = f"share {part}"
            together = (name, f"size {part}")
            yield truth((), z3.And(share(part) >= 0, share(part) <= 100), *together)
            both = (f"size {part}", "size ")
            for kinds, ends in reading:
                yield truth((claim, *kinds), ends.holds(share(part)), name)
                if ends.low is not None:
                    low = z3.RealVal(str(ends.low))
                    yield truth((claim, *kinds), 100 * size(part) >= low * size(""), *both)
                if ends.high is not None:
                    high = z3.RealVal(str(ends.high))
                    yield truth((claim, *kinds), 100 * size(part) <= high * size(""), *both)
                    for other, of in sure:
                        if ends.high_open and of in {"", part}:
                            less = 100 * size(part) < high * size("")
                            yield truth((claim, other, *kinds), less, *both)
        # One share is not printed in two ways to one precision.
        for at, (claim, part, reading, _, changed) in enumerate(printed):
            for other, of, against, _, also in printed[at + 1 :]:
                if part != of or claim == other or "rounded" not in reading[-1][0]:
                    continue
                if "rounded" not in against[-1][0] or changed or also:
                    continue
                one, two = reading[-1][1], against[-1][1]
                if one != two and one.meets(two):
                    yield truth((claim, other, "same-rounding"), z3.BoolVal(val=False))

    def _sums(self) -> Iterator[Truth]:
        parts = [part for part in self.parts if part]
        named = [part for part in parts if part != "other"]
        for part in parts:
            yield truth((), size(part) <= size(""), f"size {part}", "size ")
        about = (*(f"size {part}" for part in parts), "size ")
        overlap = () if self.exclusive else ("disjoint",)
        if len(named) > 1:
            least = sum(size(part) for part in named) <= size("")
            if self.exclusive:
                yield truth((), least, *(f"size {part}" for part in named), "size ")
        if "other" in parts and named:
            total = sum(size(part) for part in parts)
            needed = overlap if len(named) > 1 else ()
            yield truth(needed, total == size(""), *about)
            yield truth((), total >= size(""), *about)
            for part in named:
                apart = size(part) + size("other") <= size("")
                yield truth((), apart, f"size {part}", "size other", "size ")
            shared = {part for _, part, _, is_share, _ in self.figures if is_share}
            if shared >= set(parts):
                whole = sum(share(part) for part in parts) == 100
                yield truth(needed, whole, *(f"share {part}" for part in parts))
        for claim in self.claims:
            if isinstance(claim, Breakdown):
                yield from self._divided(claim, overlap)

    def _divided(self, claim: Breakdown, overlap: tuple[str, ...]) -> Iterator[Truth]:
        names = [part for part, _ in claim.parts]
        if "%" in claim.parts[0][1]:
            total, whole = sum(share(part) for part in names), z3.RealVal(100)
            about = tuple(f"share {part}" for part in names)
        else:
            total, whole = sum(size(part) for part in names), size("")
            about = (*(f"size {part}" for part in names), "size ")
        if claim.complete or "other" in names:
            yield truth((claim.id,), total == whole, *about)
            return
        yield truth((claim.id, *overlap), total <= whole, *about)
        if not claim.open:
            complete = f"complete-list:{claim.id}"
            yield truth((claim.id, complete, *overlap), total == whole, *about)

    def _lists(self) -> Iterator[Truth]:
        listed: dict[str, list[Listing]] = {}
        for claim in self.lists:
            listed.setdefault(dict(claim.dimensions).get("focus", ""), []).append(claim)
        for part, claims in listed.items():
            names = [within(part, name) for name in MEMBERS]
            about = [f"{name} in {part}" for name in MEMBERS]
            for one, name in zip(names, about, strict=True):
                yield truth((), z3.And(one >= 0, one <= 1), name)
            left = f"rest of {part}"
            yield truth((), rest(part) >= 0, left)
            yield truth((), size(part) == sum(names) + rest(part), f"size {part}", left, *about)
            for claim in claims:
                yield from self._listed(claim, part)
        for part in listed:
            for other in listed:
                for name in MEMBERS:
                    both = (f"{name} in {part}", f"{name} in {other}")
                    one, two = within(part, name), within(other, name)
                    if part and not other:
                        yield truth((), one <= two, *both)
                    elif part < other and part and (self.exclusive or "other" in (part, other)):
                        yield truth((), one + two <= 1, *both)

    def _listed(self, claim: Listing, part: str) -> Iterator[Truth]:
        change = self.change if self.change and self.change.claim == claim.id else Change("")
        members = [name for name in claim.members if name != change.without]
        for name in members:
            yield truth((claim.id,), within(part, name) == 1, f"{name} in {part}")
        if claim.open:
            return
        needed = (claim.id,) if claim.complete else (claim.id, f"complete-list:{claim.id}")
        yield truth(needed, rest(part) == 0, f"rest of {part}")
        for name in MEMBERS:
            if name not in members:
                yield truth(needed, within(part, name) == 0, f"{name} in {part}")

    def _times(self) -> Iterator[Truth]:
        through = {claim.id for claim in self.events if "/" in claim.when}
        for claim in self.events:
            name = claim.event
            first, last = z3.Int(f"first {name}"), z3.Int(f"last {name}")
            own = (f"first {name}", f"last {name}")
            yield truth((), first <= last, *own)
            yield from self._dated(claim, first, last)
            for field in ("after", "before", "during"):
                for anchor in getattr(claim, field):
                    start, stop = z3.Int(f"first {anchor.of}"), z3.Int(f"last {anchor.of}")
                    theirs = (f"first {anchor.of}", f"last {anchor.of}")
                    moments = z3.Real(f"moment {name}"), z3.Real(f"moment {anchor.of}")
                    tags = (f"moment {name}", f"moment {anchor.of}")
                    if field == "during":
                        yield truth((claim.id,), last >= start, own[1], theirs[0])
                        yield truth((claim.id,), stop >= first, theirs[1], own[0])
                    elif field == "after":
                        yield truth((claim.id,), first >= start, own[0], theirs[0])
                        yield truth((claim.id,), moments[0] > moments[1], *tags)
                        for told in self.events:
                            if told.event == anchor.of and told.id in through:
                                over = first >= stop
                                yield truth((claim.id, told.id), over, own[0], theirs[1])
                    else:
                        yield truth((claim.id,), first <= start, own[0], theirs[0])
                        yield truth((claim.id,), moments[0] < moments[1], *tags)
                        if claim.id in through:
                            yield truth((claim.id,), last <= start, own[1], theirs[0])

    def _dated(self, claim: Event, first: Any, last: Any) -> Iterator[Truth]:
        tags = (f"first {claim.event}", f"last {claim.event}")
        end = ""
        if self.change is not None and self.change.claim == claim.id and self.change.days:
            end = self.change.part
            for bound, day in zip(self.change.days, ("start", "end"), strict=True):
                at = ("start", "end").index(end or day)
                if bound is not None:
                    said = (first, last)[at]
                    says = said >= bound if day == "start" else said <= bound
                    yield truth((claim.id,), says, tags[at])
            if not end:
                return
        if not claim.when:
            return
        if "/" not in claim.when:
            low, high = days(claim.when)
            yield truth((claim.id,), first >= low, tags[0])
            yield truth((claim.id,), last <= high, tags[1])
            return
        ends = zip(claim.when.split("/"), (first, last), tags, ("start", "end"), strict=True)
        for text, day, tag, name in ends:
            if text != ".." and name != end:
                low, high = days(text)
                yield truth((claim.id,), z3.And(day >= low, day <= high), tag)


# --- minimal conflicts ------------------------------------------------------------------------

Set = frozenset[str]


def groups(truths: Iterable[Truth]) -> list[list[Truth]]:
    """The truths in groups that have no number in common."""
    found: list[tuple[set[str], list[Truth]]] = []
    for one in truths:
        about, members = set(one.about), [one]
        apart = []
        for other, listed in found:
            if other & about:
                about |= other
                members = listed + members
            else:
                apart.append((other, listed))
        found = [*apart, (about, members)]
    return [members for _, members in found]


def minimal(truths: list[Truth]) -> set[Set]:
    """Every minimal set of supports that cannot hold together: all subsets, small ones first."""
    names = sorted({name for one in truths for name in one.supports})
    solver = z3.Solver()
    solver.set("timeout", 10_000)
    switches = {name: z3.Bool(f"on {name}") for name in names}
    for one in truths:
        solver.add(z3.Implies(z3.And(*(switches[name] for name in one.supports)), one.says))

    def holds(mask: int) -> bool:
        chosen = [switches[name] for at, name in enumerate(names) if mask >> at & 1]
        answer = solver.check(*chosen)
        if answer == z3.unknown:
            raise RuntimeError("z3 gave up")
        return bool(answer == z3.sat)

    everything = (1 << len(names)) - 1
    if holds(everything):
        return set()
    clashing: list[int] = []
    holding: list[int] = []
    for mask in sorted(range(everything + 1), key=int.bit_count):
        if any(mask & one == one for one in clashing) or any(mask & ~one == 0 for one in holding):
            continue
        if not holds(mask):
            clashing.append(mask)
            continue
        most = mask
        for at in range(len(names)):
            wider = most | 1 << at
            if not any(wider & one == one for one in clashing) and holds(wider):
                most = wider
        holding.append(most)
    return {frozenset(name for at, name in enumerate(names) if mask >> at & 1) for mask in clashing}


def conflicts(dossier: Dossier, change: Change | None = None) -> set[Set]:
    """The minimal conflicts of a dossier, of claims and assumptions."""
    found: set[Set] = set()
    for group in groups(Meaning(dossier, change).truths()):
        found |= minimal(group)
    return {one for one in found if not any(other < one for other in found)}


# --- repairs ----------------------------------------------------------------------------------

MONTHS = {name: at for at, name in enumerate(calendar.month_name) if name}


def day_of(text: str) -> int:
    day, month, year = text.split()
    return dt.date(int(year), MONTHS[month], int(day)).toordinal()


def change_of(dossier: Dossier, claim: str, to: str) -> Change:
    """A repair as a reader takes it."""
    record = next(one for one in dossier.claims if one.id == claim)
    if isinstance(record, Listing):
        return Change(claim, without=to.removeprefix("the list without ").casefold())
    if isinstance(record, Event):
        part, _, to = to.rpartition(": ")
        part = part.removeprefix("its ")
        if to.endswith(" or later"):
            return Change(claim, part, days=(day_of(to.removesuffix(" or later")), None))
        if to.endswith(" or earlier"):
            return Change(claim, part, days=(None, day_of(to.removesuffix(" or earlier"))))
        if to.startswith("between "):
            low, high = to.removeprefix("between ").split(" and ")
            return Change(claim, part, days=(day_of(low), day_of(high)))
        return Change(claim, part, days=(day_of(to), day_of(to)))
    part = ""
    if isinstance(record, Breakdown):
        part, _, to = to.partition(": ")
    return Change(claim, part=part, reading=read(to))


# --- comparison -------------------------------------------------------------------------------


def claims_of(found: Iterable[Set], known: Set) -> set[Set]:
    return {one & known for one in found}


def tokens(finding: Finding) -> Set:
    """The assumptions of a finding as the oracle names them: of lists only, what they are about."""
    return frozenset(
        token if token.startswith("complete-list") else token.partition(":")[0]
        for token in finding.tokens
    )


def compare(theory: str, seed: int) -> tuple[list[str], Mapping[str, int]]:
    """What the checker and the oracle disagree on, and how much there was to compare."""
    dossier = some_dossier(theory, seed)
    known = frozenset(claim.id for claim in dossier.claims)
    report = check(dossier)
    told = [
        one
        for finding in report.findings
        for one in finding.all
        if one.severity in {"contradiction", "tension"}
    ]
    mine = {frozenset(one.claims) | tokens(one) for one in told}
    truly = conflicts(dossier)
    wrong = []
    sure = {one for one in truly if one <= known}
    if sure != {one for one in mine if one <= known}:
        said = {one for one in mine if one <= known}
        wrong.append(f"contradictions: missed {shown(sure - said)}, made up {shown(said - sure)}")
    if not mine <= truly:
        wrong.append(f"no minimal conflicts: {shown(mine - truly)}")
    # Of several conflicts of the same claims the checker tells the one with fewest assumptions.
    if claims_of(truly, known) != claims_of(mine, known):
        missed = claims_of(truly, known) - claims_of(mine, known)
        wrong.append(f"conflicts of these claims were missed: {shown(missed)}")
    counted = Counter(
        dossiers=1, conflicting=bool(truly), contradictions=len(sure), tensions=len(truly - sure),
        bounded=bool(report.unfinished),
    )  # fmt: skip
    before = claims_of(truly, known)
    for finding in told:
        for repair in finding.repairs:
            counted["repairs"] += 1
            after = claims_of(
                conflicts(dossier, change_of(dossier, repair.claim, repair.to)), known
            )
            name = f"{repair.claim} -> {repair.to}"
            if frozenset(finding.claims) in after:
                wrong.append(f"{name} does not settle {shown([frozenset(finding.claims)])}")
            real = len(before - after), len(after - before)
            if real != (repair.settles, repair.creates):
                wrong.append(f"{name}: {repair.settles, repair.creates} told, truly {real}")
    return wrong, counted


def shown(sets: Iterable[Set]) -> str:
    return ", ".join(sorted("{" + " ".join(sorted(one)) + "}" for one in sets)) or "none"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=10, help="how many disagreements to print")
    parser.add_argument("theories", nargs="*", default=[], metavar="THEORY")
    given = parser.parse_args(arguments)
    failed = 0
    for theory in given.theories or THEORIES:
        begun, total, bad = time.perf_counter(), Counter[str](), 0
        for seed in range(given.seed, given.seed + given.count):
            wrong, counted = compare(theory, seed)
            total.update(counted)
            bad += bool(wrong)
            if wrong and bad <= given.show:
                print(f"{theory} {seed}: {'; '.join(wrong)}")
        seconds = time.perf_counter() - begun
        figures = ", ".join(f"{number:,} {name}" for name, number in total.items())
        print(f"{theory}: {figures}; {bad:,} disagree; {seconds:.1f} s", flush=True)
        failed += bad
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
