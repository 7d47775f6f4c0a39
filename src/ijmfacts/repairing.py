"""Repairs: which single claim, changed to what, settles a conflict, and what else that would do.

A repair is tried, never guessed: the conflicts of the dossier are found again with the claim
changed, and counted.
Where sums clash, the engine says what is left for a claim, and only what hangs together with it is
searched again.
What a rule forbids outright it mends itself, in words and with one instance of them: the instance
is put into the claim (`trials`), and a mend that does not end its conflict is not told.
Where that is done too often, the mends that are left are told with what is sure, the conflicts for
which a rule names that very mend.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Final, TypeAlias

import attrs

from ijmfacts.checking import Clash, Component, Searched, Settle, clashes, least
from ijmfacts.claims import AnyClaim, Breakdown, Listing, Quantity
from ijmfacts.constraints import Assumption, Constraint, Mend, Telling, Variable
from ijmfacts.facts import Facts
from ijmfacts.findings import Finding, Repair
from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.measures import Figure, assumed
from ijmfacts.patterns import pattern
from ijmfacts.reasoning import Limits
from ijmfacts.reasoning.formula import inverse, product
from ijmfacts.rules import (
    changes_match_values,
    durations_fit_dates,
    one_value_at_one_time,
    shares_match_counts,
)
from ijmfacts.rules.shares_match_counts import links
from ijmfacts.shapes import Shape
from ijmfacts.timeline import begin, lengths
from ijmfacts.times import describe_day, read_time
from ijmfacts.trials import Trials, settled
from ijmfacts.values import (
    DURATION_UNITS,
    Layer,
    Reading,
    UnreadableValueError,
    format_interval,
    format_number,
    read_value,
)

MOST: Final = 12
"""The most conflicts of one component whose repairs are tried."""

DAYS: Final = frozenset({"start", "end", "begin", "finish"})

Told: TypeAlias = tuple[frozenset[str], str]

_PARTNERS: Final = {"start": "end", "end": "start"}
_NO_END: Final = frozenset({"", ".."})
_NO_VALUES: Final = frozenset({"happened", "untold"})
"""The sorts of variables that no claim prints a value for."""

_BESIDE: Final = 4
"""How many figures on each side of one are tried where only whole numbers clash."""

_UNITS: Final = {"share": "%", "lasting": "day"}
_NUMERAL: Final = pattern(r"\d[\d,]*(?:\.\d+)?")


@attrs.frozen(eq=False, repr=False)
class _Change(Shape):
    """A claim's own constraints in a component, changed.

    A `fallback` is for where what was tried before it does not settle the conflict.
    `variable` is the number whose figure it changes.
    `ends` are the same with either end of the range that it leaves a choice in.
    """

    claim: str
    to: str
    constraints: tuple[Constraint, ...]
    fallback: bool = False
    variable: Variable | None = None
    ends: tuple[tuple[Constraint, ...], ...] = ()


def repairs_of(searched: Searched, found: Sequence[Clash]) -> dict[Clash, tuple[Repair, ...]]:
    """For each conflict that is told its repairs, the best first."""
    facts, settle, limits = searched.facts, searched.settle, searched.limits
    by_claim: dict[str, list[Clash]] = {}
    for _, group, _ in searched.components:
        for clash in group:
            for claim in clash.claims:
                by_claim.setdefault(claim, []).append(clash)
    told = set(found)
    mending = _Mending(found, Trials(searched))
    result: dict[Clash, tuple[Repair, ...]] = {}
    for component, group, _ in searched.components:
        if not group:
            continue
        tried: dict[tuple[str, str], tuple[frozenset[Told], int]] = {}
        claims = sorted({claim for one in component.constraints for claim in one.claims})
        others = tuple(
            dict.fromkeys(
                clash
                for claim in claims
                for clash in by_claim.get(claim, ())
                if clash.component is not component
            )
        )
        given: dict[Clash, list[Repair]] = {}
        for clash in [clash for clash in group if clash in told][:MOST]:
            given[clash] = repairs = []
            for claim in sorted(clash.claims & facts.index.own):
                settles = False
                for change in _changes(facts, clash, claim, settle):
                    if change.fallback and settles:
                        continue
                    key = (change.claim, change.to)
                    if key not in tried:
                        tried[key] = _tried(component, change, group, others, limits)
                        if _told(clash) in tried[key][0] and not all(
                            _tried(component, end, group, others, limits)[0] >= tried[key][0]
                            for end in (attrs.evolve(change, constraints=c) for c in change.ends)
                        ):
                            tried[key] = frozenset(), 0  # whichever one takes must do
                    settled, created = tried[key]
                    if _told(clash) in settled:
                        settles = True
                        repairs.append(
                            Repair(claim=claim, to=change.to, settles=len(settled), creates=created)
                        )
        for clash, repairs in given.items():
            # What was tried for one conflict may settle another, and better than what is its own.
            for (claim, to), (settled, created) in tried.items():
                if _told(clash) in settled and claim in clash.claims:
                    repairs.append(
                        Repair(claim=claim, to=to, settles=len(settled), creates=created)
                    )
            result[clash] = _ranked((*_best(facts, repairs), *mending.repairs(clash, repairs)))
    return result


def _told(clash: Clash) -> Told:
    """What tells a conflict from another: its claims, and its words where it is seen at once.

    Two figures of one number clash as they are printed, or as they are read: that is one.
    """
    seen = (one for one in clash.core if not one.terms and one.rule != one_value_at_one_time.RULE)
    return clash.claims, "".join(one.words for one in seen)


def _rank(repair: Repair) -> tuple[int, int, str]:
    return repair.creates - repair.settles, repair.creates, repair.claim


def _best(facts: Facts, repairs: Iterable[Repair]) -> Iterator[Repair]:
    """Of the repairs that change one figure of a claim the best only; of lists all of them."""
    best: dict[tuple[str, str], Repair] = {}
    for repair in sorted(repairs, key=_rank):
        if isinstance(facts.index.by_id[repair.claim], Listing):
            yield repair
        else:
            best.setdefault((repair.claim, repair.to.rpartition(": ")[0]), repair)
    yield from best.values()


def _ranked(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    unique = {(repair.claim, repair.to): repair for repair in repairs}
    return tuple(sorted(unique.values(), key=lambda repair: (_rank(repair), repair.to)))


def _kind(clash: Clash) -> tuple[str, frozenset[Hashable]]:
    """Its rule, its claims and its assumptions."""
    return clash.rule, clash.supports


class _Mending:
    """The changes that rules name for what they see at once, tried out where that is allowed."""

    def __init__(self, found: Sequence[Clash], trials: Trials) -> None:
        self._trials: Final = trials
        self._own: Final = trials.facts.index.own
        self._before: Final = Counter(clash.claims for clash in found)
        self._told: Final = Counter(map(_kind, found))
        self._named: Final = Counter(
            key
            for clash in found
            for key in {(mend.claim, mend.to) for one in clash.core for mend in one.mends}
        )
        self._known: Final[dict[Mend, list[Clash] | None]] = {}

    def repairs(self, clash: Clash, others: Iterable[Repair]) -> Iterator[Repair]:
        """Those of a conflict; in one of sums those of claims for which nothing else would do."""
        repaired = {repair.claim for repair in others}
        mends = {
            (mend.claim, mend.to): mend
            for constraint in clash.core
            for mend in constraint.mends
            if mend.claim in self._own and not (constraint.terms and mend.claim in repaired)
        }
        for mend in mends.values():
            repair = self._repair(clash, mend)
            if repair is not None:
                yield repair

    def _repair(self, clash: Clash, mend: Mend) -> Repair | None:
        """What a mend does as a repair; none where it would leave its conflict standing."""
        if mend not in self._known:
            self._known[mend] = self._trials.after(mend)
        after = self._known[mend]
        if after is None:
            return Repair(claim=mend.claim, to=mend.to, settles=self._named[mend.claim, mend.to])
        left = Counter(one.claims for one in after)
        if any(constraint.terms for constraint in clash.core):
            stands = left[clash.claims] >= self._before[clash.claims]
        else:  # what it hid of the same claims may come to light, and is told by another rule
            stands = Counter(map(_kind, after))[_kind(clash)] >= self._told[_kind(clash)]
        if stands:
            return None
        return Repair(
            claim=mend.claim,
            to=mend.to,
            settles=max(1, (self._before - left).total()),
            creates=(left - self._before).total(),
        )


def _tried(
    component: Component,
    change: _Change,
    group: Sequence[Clash],
    others: Sequence[Clash],
    limits: Limits,
) -> tuple[frozenset[Told], int]:
    """The conflicts that a change settles, as they are told apart, and how many it creates.

    `group` are those of its component, `others` those that share claims with it elsewhere: one of
    them may have been hidden by a smaller one, or be smaller than a new one.
    """
    changed = component.changed(change.constraints)
    before = set(map(_told, least((*group, *others))))
    kept = [clash for clash in group if change.claim not in clash.claims]
    new = clashes(changed, limits, kept, change.claim)[0]
    left = [clash for clash in others if not _is_gone(clash, change)]
    after = set(map(_told, least((*kept, *new, *left))))
    return frozenset(before - after), len(after - before)


def _is_gone(clash: Clash, change: _Change) -> bool:
    """True where a conflict is about how a figure is printed, and the change prints another."""
    return change.claim in clash.claims and any(
        change.variable is not None
        and one_value_at_one_time.is_printed_twice(constraint, change.variable)
        for constraint in clash.core
    )


def _prints(constraint: Constraint, claim: str) -> bool:
    """True for a bound that a claim itself puts on one variable."""
    return (
        constraint.claims == (claim,)
        and len(constraint.terms) == 1
        and constraint.expression is None
        and bool(constraint.printed or not constraint.words)
    )


def _changes(facts: Facts, clash: Clash, claim: str, settle: Settle) -> Iterable[_Change]:
    record = facts.index.by_id.get(claim)
    if isinstance(record, Listing):
        yield from _members(facts, clash, claim)
    elif isinstance(record, Quantity) and _telling(clash, claim) is not None:
        yield from _comparison(facts, clash, record, settle)
    else:
        if isinstance(record, Quantity) and _is_age(clash, claim):
            yield from _age(facts, clash, record, settle)
        own = _own_core(clash, claim, facts.index.by_id[claim])
        for variable in dict.fromkeys((*own, *_own_shares(facts, clash, claim))):
            yield from _value(facts, clash, claim, variable, settle)


def _telling(clash: Clash, claim: str) -> Telling | None:
    """How a claim that compares two values takes part in a conflict; none where it does not."""
    for constraint in clash.core:
        if constraint.rule == changes_match_values.RULE and constraint.claims == (claim,):
            return constraint.telling
    return None


def _comparison(facts: Facts, clash: Clash, record: Quantity, settle: Settle) -> Iterable[_Change]:
    """What the other claims leave for how much more, less or how many times one value is."""
    telling, component = _telling(clash, record.id), clash.component
    voice = facts.index.teller(record)
    if telling is None or voice is None:
        return
    others = [c for c in component.constraints if record.id not in c.claims]
    near = [
        c
        for c in others
        if set(c.claims) <= clash.claims
        and {one.token for one in c.assumptions} <= {one.token for one in clash.assumptions}
    ]
    for constraints in ([c for c in others if not c.assumptions], near):
        here, there = (
            component.range_of(constraints, variable, Limits())
            for variable in (telling.result, telling.of)
        )
        if here.is_empty or there.is_empty:
            continue
        left = changes_match_values.told_by(telling, here, there, record)
        for at, again in enumerate(_printed_again(record, record.value, left)):
            changed = attrs.evolve(record, value=again.text)
            new = settled(settle, changes_match_values.links(facts, voice, changed))
            yield _Change(record.id, again.text, (*others, *new), fallback=at > 0)


def _is_age(clash: Clash, claim: str) -> bool:
    """True where a claim takes part by how long it is from a beginning to a day."""
    return any(
        constraint.rule == durations_fit_dates.RULE
        and constraint.claims == (claim,)
        and constraint.printed
        and len(constraint.terms) == 2
        for constraint in clash.core
    )


def _age(facts: Facts, clash: Clash, record: Quantity, settle: Settle) -> Iterator[_Change]:
    """The most years that the other claims leave for an age, or one fewer."""
    component, voice = clash.component, facts.index.voice(record)
    if voice is None:
        return
    own = [c for c in component.constraints if record.id in c.claims and len(c.terms) == 2]
    others = tuple(c for c in component.constraints if c not in own)
    plain = [c for c in others if not c.assumptions]
    near = [c for c in others if {*c.assumptions} <= {*clash.assumptions}]
    begun = begin(facts.index.canon(record.subject), voice)
    days = [v for v in dict.fromkeys(v for c in own for v, _ in c.terms) if v != begun]
    for constraints in (plain, near):
        birth = component.range_of(constraints, begun, Limits())
        now = [component.range_of(constraints, day, Limits()) for day in days]
        highs = [one.upper for one in now if one.upper is not None]
        if not highs or birth.is_empty or birth.lower is None:
            continue
        longest = floor((max(highs) - birth.lower) / 366)
        for at, years in enumerate((longest, longest - 1)):
            if years < 1:
                continue
            value = str(years) if record.reading.kind == "number" else f"{years} years"
            changed = attrs.evolve(record, value=value, precision="", unit="")
            new = settled(settle, durations_fit_dates.aged(facts, changed, voice))
            kept = (c for c in new if len(c.terms) == 2)
            yield _Change(record.id, value, (*others, *kept), fallback=at > 0)


def _own_core(clash: Clash, claim: str, record: AnyClaim) -> list[Variable]:
    """The variables that a claim bounds in a conflict; of its days the first only.

    Instead of an end that a stretch of time leaves open it is the other one.
    """
    found: dict[Variable, None] = {}
    for constraint in clash.core:
        if _prints(constraint, claim):
            variable = constraint.terms[0][0]
            if variable[0] in _PARTNERS and _open(record) == variable[0]:
                variable = (_PARTNERS[str(variable[0])], *variable[1:])
            found[variable] = None
    days = [variable for variable in found if variable[0] in DAYS]
    return [
        variable for variable in found if variable not in days[1:] and variable[0] not in _NO_VALUES
    ]


def _own_shares(facts: Facts, clash: Clash, claim: str) -> Iterator[Variable]:
    """The shares that a claim prints and whose parts and wholes a conflict needs."""
    tying = [constraint for constraint in clash.core if constraint.claims == (claim,)]
    for figure in facts.measures.by_claim.get(claim, ()):
        if figure.share and any(link in tying for link in links(facts, figure) if link.claims):
            yield figure.variable


def _only_wholes(clash: Clash) -> bool:
    """True where numbers that need not be whole would not clash."""
    return not clash.multipliers and all(one.expression is None for one in clash.core)


def _as_share(component: Component, constraints: Sequence[Constraint], clash: Clash) -> Interval:
    """What some constraints leave for the share whose part and whole a conflict needs."""
    left = EVERYTHING
    sides = {
        (constraint.telling.result, constraint.telling.of)
        for constraint in clash.core
        if constraint.rule == shares_match_counts.RULE and constraint.telling is not None
    }
    if len(sides) != 1:
        return left
    for part, whole in sides:
        here, there = (
            component.range_of(constraints, variable, Limits()) for variable in (part, whole)
        )
        if not here.is_empty and not there.is_empty:
            left = product(here, inverse(there)).scaled(100)
    return left


def _value(
    facts: Facts, clash: Clash, claim: str, variable: Variable, settle: Settle
) -> Iterable[_Change]:
    """What the other claims leave for a figure, or for a day."""
    component = clash.component
    own = [
        constraint
        for constraint in component.constraints
        if _prints(constraint, claim) and constraint.terms[0][0] == variable
    ]
    record = facts.index.by_id[claim]
    printed_with = {variable, *_with(record, variable), *_implied(record, variable)}
    figures = [
        figure
        for figure in facts.measures.figures
        if figure.share and figure.claim.id == claim and figure.variable == variable
    ]
    # What the old share says of its part and its whole goes with it, once: another may say it too.
    tied = Counter(
        (constraint.claims, constraint.terms, constraint.within)
        for figure in figures
        for constraint in links(facts, figure)
        if constraint.claims
    )
    others = []
    for constraint in component.constraints:
        if _prints(constraint, claim) and constraint.terms[0][0] in printed_with:
            continue
        key = (constraint.claims, constraint.terms, constraint.within)
        if tied[key]:
            tied[key] -= 1
        else:
            others.append(constraint)
    allowed = set(clash.claims) - {claim}
    tokens = {assumption.token for assumption in clash.assumptions}
    near = [
        constraint
        for constraint in others
        if set(constraint.claims) <= allowed | {claim}
        and {assumption.token for assumption in constraint.assumptions} <= tokens
    ]
    plain = [constraint for constraint in others if not constraint.assumptions]
    said = EVERYTHING
    for constraint in own:
        if {assumption.token for assumption in constraint.assumptions} <= tokens:
            said &= constraint.within.scaled(1 / constraint.terms[0][1])
    if said.is_empty:
        return  # it clashes with itself, and one of its own figures would have to stay
    for constraints in (plain, near):
        interval = component.range_of(constraints, variable, Limits())
        if variable[0] == "share" and figures:
            interval &= _as_share(component, constraints, clash)
        if variable[0] == "lasting" and interval.lower is not None and interval.lower <= 0:
            interval = attrs.evolve(interval, lower=None)  # as every length is
        if interval.is_empty or interval == EVERYTHING:
            continue
        part = _end(record, variable) or _part(facts, claim, variable)
        printed = next((c.printed for c in own if c.printed), "")
        figures_again: list[Reading] = []
        # What is said already is no change, even where it does not say so much.
        inside = not (said & interval).is_empty
        if inside and not (_only_wholes(clash) and variable[0] in {"measure", "share"}):
            continue
        if inside:  # only whole numbers clash: one beside this one may do
            figures_again.extend(_printed_again(record, printed, interval, beside=_BESIDE))
        elif variable[0] in {"measure", "share", "each"}:
            figures_again.extend(_printed_again(record, printed, interval))
        elif variable[0] == "lasting":
            figures_again.extend(_lasting_again(printed, interval))
        for at, again in enumerate(figures_again):
            layers = lengths(again) if variable[0] == "lasting" else _layers(again)
            bounds = [_bound(claim, variable, *layer) for layer in layers]
            new = settled(settle, (*bounds, *_tied(facts, figures, again)))
            kept = (*others, *new)
            yield _Change(claim, part + again.text, kept, fallback=at > 0, variable=variable)
        shown, target = _target(clash, variable, interval)
        if inside or not shown or (variable[0] == "lasting" and (target.upper or 1) < 1):
            continue  # nobody tells minutes in days
        ranges = [target]
        if variable[0] in {"measure", "share"} and None not in (target.lower, target.upper):
            ranges += [
                Interval.point(end) for end in (target.lower, target.upper) if end is not None
            ]
        made: list[tuple[Constraint, ...]] = []
        for within in dict.fromkeys(ranges):
            plainly = Reading(text=shown, kind="share", layers=(Layer(within, frozenset()),))
            if variable[0] == "share" and target.is_point:
                plainly = read_value(shown)  # as anybody reads it: rounded
            bounds = [
                _bound(claim, one, *layer)
                for one in (variable, *_with(record, variable))
                for layer in _layers(plainly)
            ]
            new = settled(settle, (*bounds, *_tied(facts, figures, plainly)))
            made.append((*others, *new))
        yield _Change(
            claim,
            part + shown,
            made[0],
            fallback=bool(figures_again),
            variable=variable,
            ends=tuple(made[1:]),
        )


def _layers(reading: Reading) -> Iterator[tuple[Interval, tuple[Assumption, ...]]]:
    for layer in reading.layers:
        yield layer.interval, assumed(layer.assumes)


def _bound(
    claim: str, variable: Variable, within: Interval, assumptions: tuple[Assumption, ...]
) -> Constraint:
    """What a changed claim says of one number."""
    terms = ((variable, Fraction(1)),)
    return Constraint(claims=(claim,), assumptions=assumptions, terms=terms, within=within)


def _tied(facts: Facts, figures: Iterable[Figure], reading: Reading) -> tuple[Constraint, ...]:
    """How a changed share holds its part and its whole."""
    return tuple(
        constraint
        for figure in figures
        for constraint in links(facts, attrs.evolve(figure, reading=reading))
    )


def _with(record: AnyClaim, variable: Variable) -> tuple[Variable, ...]:
    """The last day beside the first, or the first beside the last, where one date prints both."""
    if variable[0] not in _PARTNERS or record.since or record.until or record.as_of:
        return ()
    if record.when and (record.within or read_time(record.when).lasting):
        return ()
    return ((_PARTNERS[str(variable[0])], *variable[1:]),)


def _open(record: AnyClaim) -> str:
    """The end that a stretch of time leaves open, `start` or `end`: the other one bounds both."""
    first, slash, last = record.when.partition("/")
    if not slash or (first in _NO_END) == (last in _NO_END):
        return ""
    return "start" if first in _NO_END else "end"


def _implied(record: AnyClaim, variable: Variable) -> tuple[Variable, ...]:
    """The open end beside the one that is printed."""
    if variable[0] in _PARTNERS and _open(record) == _PARTNERS[str(variable[0])]:
        return ((_open(record), *variable[1:]),)
    return ()


def _end(record: AnyClaim, variable: Variable) -> str:
    """The end that a day is of a stretch of time, as the beginning of a repair; the other stays."""
    if variable[0] not in _PARTNERS or _with(record, variable):
        return ""
    return f"its {variable[0]}: "


def _part(facts: Facts, claim: str, variable: Variable) -> str:
    """The name of the part of a breakdown that a variable is, as the beginning of a repair."""
    if not isinstance(facts.index.by_id.get(claim), Breakdown):
        return ""
    for figure in facts.measures.by_claim.get(claim, ()):
        if figure.variable == variable and figure.part:
            return f"{figure.part}: "
    return ""


def _printed_again(
    record: AnyClaim, printed: str, interval: Interval, beside: int = 0
) -> Iterator[Reading]:
    """Figures that the interval holds, printed as the other one was, to as many places.

    First the one that changes least, then the one in the middle, as round as the other one was; or
    so many on both sides of the other one, the nearest first.
    The claim's unit and precision stay as they are.
    None where the figure is in words, or where no figure printed so would do.
    """
    found = _NUMERAL.search(printed)
    if found is None or interval.is_empty or interval == EVERYTHING:
        return
    old = Fraction(found[0].replace(",", ""))
    precision, unit = "", ""
    if isinstance(record, Quantity | Breakdown):
        precision, unit = record.precision, record.unit
    likely = read_value(printed, precision=precision, unit=unit).likely
    if not old or likely.lower is None or likely.upper is None:
        return
    centre = (likely.lower + likely.upper) / 2
    places = len(found[0].partition(".")[2])
    step = abs(centre / old) / 10**places
    counts: list[int] = []
    if interval.upper is not None and centre >= interval.upper:
        count = interval.upper // step
        counts.append(count - (count * step not in interval))
    elif interval.lower is not None and centre <= interval.lower:
        count = -(-interval.lower // step)
        counts.append(count + (count * step not in interval))
    counts = [count for count in counts if count * step in interval]
    if beside:
        at = round(centre / step)
        near = (at + side * away for away in range(1, beside + 1) for side in (-1, 1))
        counts = [count for count in near if count * step in interval]
    elif interval.lower is not None and interval.upper is not None:
        middle = (interval.lower + interval.upper) / 2
        round_to = max(likely.upper - likely.lower, step)
        counts.append(int(round(middle / round_to) * round_to / step))
    for count in dict.fromkeys(counts):
        if count <= 0:
            continue
        digits = f"{Decimal(count).scaleb(-places):,f}"
        if "," not in found[0] and abs(old) >= 1000:
            digits = digits.replace(",", "")
        try:
            text = printed[: found.start()] + digits + printed[found.end() :]
            reading = read_value(text, precision=precision, unit=unit)
        except UnreadableValueError:
            continue
        if not (reading.likely & interval).is_empty:
            yield reading


def _lasting_again(printed: str, interval: Interval) -> Iterator[Reading]:
    """The length nearest to the one printed, in its unit and in digits, that the interval holds.

    What is shorter than a day is told in a smaller unit where its own is too long: 19 minutes
    instead of two hours.
    """
    old = read_value(printed)
    if old.kind != "duration" or old.likely.lower is None:
        return
    low, high = interval.lower, interval.upper
    units = list(DURATION_UNITS)
    smaller = units[: units.index(old.unit)] if high is not None and high < 1 else []
    for unit in (old.unit, *reversed(smaller)):
        fewest, most = DURATION_UNITS[unit]
        least = 1 if low is None else max(1, ceil(low / most))
        greatest = None if high is None else floor(high / fewest)
        number = max(least, round(old.likely.lower)) if unit == old.unit else least
        number = number if greatest is None else min(number, greatest)
        if number >= least:
            yield read_value(f"{number} {unit}{'' if number == 1 else 's'}")
            return


def _target(clash: Clash, variable: Variable, interval: Interval) -> tuple[str, Interval]:
    """The value to change to, in words, and as the engine takes it."""
    if variable[0] in DAYS:
        if interval.is_point and interval.lower is not None:
            return describe_day(int(interval.lower)), interval
        if interval.upper is None and interval.lower is not None:
            return f"{describe_day(int(interval.lower))} or later", interval
        if interval.lower is None and interval.upper is not None:
            return f"{describe_day(int(interval.upper))} or earlier", interval
        if interval.lower is None or interval.upper is None:
            return "", interval
        first, last = describe_day(int(interval.lower)), describe_day(int(interval.upper))
        return f"between {first} and {last}", interval
    unit = _UNITS.get(str(variable[0]), "")
    if variable[0] == "measure":
        unit = str(variable[5])
    if interval.is_point and interval.lower is not None:
        number = format_number(interval.lower)
        if "/" in number:  # nobody prints that
            return "", interval
        if unit == "ordinal":
            return _ordinal(int(interval.lower)), interval
        return (f"{number}%" if unit == "%" else f"{number} {unit}".strip()), interval
    if variable in clash.component.whole:
        if interval.lower is not None and interval.upper is not None:
            low, high = format_number(interval.lower), format_number(interval.upper)
            return f"between {low} and {high} {unit}".strip(), interval
        return format_interval(interval, unit), interval
    inner = _rounded_inwards(interval)
    if inner.lower is None or inner.upper is None:
        return format_interval(inner, unit), inner
    low, high = (
        format_interval(Interval.point(end), unit).removeprefix("exactly ")
        for end in (inner.lower, inner.upper)
    )
    return f"between {low} and {high}", inner


def _rounded_inwards(interval: Interval) -> Interval:
    """What lies inside of an interval, with ends as short as three digits or more allow."""
    ends = [abs(end) for end in (interval.lower, interval.upper) if end]
    if not ends:
        return interval
    size = len(str(int(max(ends))))
    for places in range(3 - size, 13):
        step = Fraction(10) ** -places
        low = None if interval.lower is None else ceil(interval.lower / step) * step
        high = None if interval.upper is None else floor(interval.upper / step) * step
        if low is not None and low == interval.lower and interval.lower_open:
            low += step
        if high is not None and high == interval.upper and interval.upper_open:
            high -= step
        if low is None or high is None or low < high:
            return Interval(low, high)
    return interval


def _ordinal(number: int) -> str:
    """`3rd`, `11th`."""
    last = {1: "st", 2: "nd", 3: "rd"}
    ending = "th" if number % 100 in {11, 12, 13} else last.get(number % 10, "th")
    return f"{number}{ending}"


def _members(facts: Facts, clash: Clash, claim: str) -> Iterable[_Change]:
    """A list without one of the members that the conflict needs."""
    for variable in _own_core(clash, claim, facts.index.by_id[claim]):
        if variable[0] != "member":
            continue
        left = tuple(
            constraint
            for constraint in clash.component.constraints
            if not (_prints(constraint, claim) and constraint.terms[0][0] == variable)
        )
        # A list that names all says of what it does not name that it is no member.
        gone = tuple(
            attrs.evolve(constraint, terms=((variable, Fraction(1)),), within=Interval.point(0))
            for constraint in clash.component.constraints
            if constraint.claims == (claim,)
            and constraint.terms[:1]
            and constraint.terms[0][0][0] == "rest"
        )
        yield _Change(
            claim, f"the list without {facts.index.label(str(variable[5]))}", (*left, *gone)
        )


def folded(found: Sequence[Clash], given: Mapping[Clash, Finding]) -> list[Finding]:
    """The findings, with those that one slip explains beneath the one that shows it best.

    Conflicts that share claims have one root where a single change to one claim settles all of
    them and creates none.
    Where there are more roots than one, a change still explains those that break the same rule,
    and those for which no other claim can be changed as well.
    A contradiction is never put beneath a tension.
    """
    findings = dict(given)
    result: list[Finding] = []

    def put(group: Sequence[Clash]) -> None:
        head = _head(group)
        rest = [one for clash in group if clash is not head for one in findings[clash].all]
        own = findings[head].consequences
        result.append(attrs.evolve(findings[head], consequences=(*own, *rest)))

    for group in _touching(_told_once(found, findings)):
        head = findings[_head(group)]
        root = any(repair.settles >= len(group) and not repair.creates for repair in head.repairs)
        if root and frozenset.intersection(*(clash.claims for clash in group)):
            put(group)
            continue
        left = list(group)
        while left:
            explained = _explained(left, findings)
            put(explained)
            left = [clash for clash in left if clash not in explained]
    return result


def _explained(left: Sequence[Clash], findings: Mapping[Clash, Finding]) -> list[Clash]:
    """The most conflicts that a single change settles, creating none; one at least.

    They break one rule, or no other claim can be changed for any of them without creating more.
    """
    by_change: dict[tuple[str, str, str], list[Clash]] = {}
    for clash in left:
        finding = findings[clash]
        clean = [repair for repair in finding.repairs if not repair.creates]
        sure = len({repair.claim for repair in clean}) == 1
        for repair in clean:
            for rule in (finding.rule, "") if sure else (finding.rule,):
                by_change.setdefault((rule, repair.claim, repair.to), []).append(clash)
    best = min(by_change, key=lambda key: (-len(by_change[key]), key), default=None)
    return by_change[best] if best is not None else [left[0]]


def _told_once(found: Sequence[Clash], findings: dict[Clash, Finding]) -> list[Clash]:
    """The conflicts without those that say again, of other claims, what an earlier one says.

    Two claims of one event may each say that its police were abroad: that is one finding, with the
    second beneath the first.
    """
    heads: dict[tuple[str, str, str], Clash] = {}
    again: dict[Clash, list[Finding]] = {}
    for clash in sorted(found, key=lambda c: sorted(c.claims)):
        finding = findings[clash]
        head = heads.setdefault((finding.rule, finding.severity, finding.message), clash)
        if head is not clash:
            again.setdefault(head, []).append(finding)
    for head, rest in again.items():
        findings[head] = attrs.evolve(findings[head], consequences=tuple(rest))
    return list(heads.values())


def _head(group: Sequence[Clash]) -> Clash:
    return min(
        group,
        key=lambda c: (len(c.assumptions) > 0, len(c.claims), len(c.assumptions), sorted(c.claims)),
    )


def _touching(found: Sequence[Clash]) -> list[list[Clash]]:
    """The conflicts in groups connected by shared claims."""
    groups: list[tuple[set[str], list[Clash]]] = []
    for clash in found:
        claims, members = set(clash.claims), [clash]
        apart = []
        for other, listed in groups:
            if other & claims:
                claims |= other
                members = listed + members
            else:
                apart.append((other, listed))
        groups = [*apart, (claims, members)]
    return [members for _, members in groups]
