"""All minimal conflicts: the least sets of supports whose constraints cannot hold together.

Knows nothing of claims.

Each connected component of constraints is reasoned about by itself: components share no variables,
so solutions of each make a solution of all, and a minimal conflict needs the constraints of one
component only, even where a support has constraints in several.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm
from typing import Any, Final

import attrs

from ijmfacts.answers import Answer
from ijmfacts.intervals import Interval
from ijmfacts.reasoning.limits import USUAL, Limits
from ijmfacts.reasoning.linear import Linear, Variable
from ijmfacts.reasoning.simplex import (
    Near,
    Number,
    Rational,
    Simplex,
    SpentError,
    is_whole,
    ratio,
)
from ijmfacts.reasoning.stable import in_order, stable_key
from ijmfacts.reasoning.system import (
    Component,
    Constraint,
    Core,
    System,
    Undecided,
    bits_of,
    ends,
    multiplied,
    order_of,
)


@attrs.frozen(kw_only=True)
class Conflict:
    """A minimal set of supports that cannot hold together.

    `core` is one irreducible set of constraints that clash: without any one of them the others can
    hold.
    `multipliers`, aligned with `core`, are a Farkas certificate: so many times each constraint's
    terms sum to nothing, so many times each interval sum to an interval without 0.
    Such a core is irreducible over the rationals, whatever variables are whole.
    Empty where the proof needs whole numbers or a formula; there the core is irreducible as far as
    the branches allowed could tell.
    """

    supports: frozenset[Hashable]
    core: tuple[Constraint, ...]
    multipliers: tuple[Fraction, ...] = ()


@attrs.frozen
class Outcome:
    """Minimal conflicts, the smallest first, then in the order of their supports.

    `bounded` says that a limit was hit: there may be more conflicts, and one of these may hold a
    support that it does not need.
    """

    conflicts: tuple[Conflict, ...]
    bounded: bool


def components(constraints: Iterable[Constraint]) -> list[list[Constraint]]:
    """The constraints in groups connected by shared variables.

    Supports do not connect.
    A constraint without variables is a group of its own.
    Groups and their members come in the order of the input.
    """
    listed = list(constraints)
    home: dict[Variable, int] = {}  # the number of a variable's group; groups are merged below
    parent: list[int] = []
    numbers: list[int] = []
    for constraint in listed:
        if type(constraint) is Linear and len(constraint.terms) == 1:
            variable = constraint.terms[0][0]
            number = home.get(variable, -1)
            if number < 0:
                home[variable] = number = len(parent)
                parent.append(number)
            numbers.append(number)
            continue
        number = -1
        for variable in constraint.variables:
            other = home.get(variable, -1)
            if other < 0:
                if number < 0:
                    number = len(parent)
                    parent.append(number)
                home[variable] = number
                continue
            while parent[other] != other:
                parent[other] = parent[parent[other]]
                other = parent[other]
            if number < 0:
                number = other
            elif other != number:
                # The lower number stays, so that chains are short where the input is in order.
                number, other = min(number, other), max(number, other)
                parent[other] = number
        if number < 0:
            number = len(parent)
            parent.append(number)
        numbers.append(number)
    groups: dict[int, list[Constraint]] = {}
    for constraint, number in zip(listed, numbers, strict=True):
        root = parent[number]
        while parent[root] != root:
            root = parent[root]
        parent[number] = root
        group = groups.get(root)
        if group is None:
            groups[root] = [constraint]
        else:
            group.append(constraint)
    return list(groups.values())


def minimal_conflicts(
    constraints: Iterable[Constraint],
    whole: Collection[Variable] = (),
    limits: Limits = USUAL,
) -> Outcome:
    """Every minimal set of supports that cannot hold together, within the limits.

    A constraint is in force where all its supports are; one without supports always is.
    So hard facts that clash by themselves are one conflict with no supports, which every other
    conflict would hold, and the only one.
    The variables in `whole` are whole numbers, all others rationals.
    The same for every order of input.
    """
    integral = frozenset(whole)
    found: list[Conflict] = []
    bounded = False
    for group in components(constraints):
        if hold_at_once(group, integral):
            continue
        conflicts, cut = Search(group, integral, limits).run()
        found.extend(conflicts)
        bounded = bounded or cut
    return Outcome(tuple(_least(found)), bounded)


def can_hold(
    constraints: Iterable[Constraint],
    whole: Collection[Variable] = (),
    limits: Limits = USUAL,
) -> Answer:
    """Whether all constraints together have a solution, all supports taken to hold.

    Unknown where a limit was hit first, and where formulas of variables that are not fixed took
    part: that no range is empty does not make a solution.
    """
    integral = frozenset(whole)
    verdict = Answer.YES
    for group in components(constraints):
        if hold_at_once(group, integral):
            continue
        component = Component(group, integral)
        try:
            system = System(component, limits)
            core = system.check(0)
        except SpentError:
            verdict = Answer.UNKNOWN
            continue
        if isinstance(core, Core):
            return Answer.NO
        if isinstance(core, Undecided) or not system.exact:
            verdict = Answer.UNKNOWN
    return verdict


def hold_at_once(group: list[Constraint], whole: frozenset[Variable]) -> bool:
    """True where a solution of all constraints was found quickly; false says nothing.

    The road that nearly every component takes, so made for speed.
    """
    if len(group) == 1:
        only = group[0]
        if type(only) is not Linear:
            return False
        if not only.terms:
            return 0 in only.within
    columns: dict[Variable, int] = {}
    if whole:
        # An order of its own, as which solution is found depends on it, and whether it is whole.
        names = {name for constraint in group for name in constraint.variables}
        columns = {name: at for at, name in enumerate(in_order(names))}
    lower: list[Number] = [None] * len(columns)
    upper: list[Number] = [None] * len(columns)
    integral = [name in whole for name in columns]
    sums: list[tuple[dict[int, Rational], Interval]] = []
    for constraint in group:
        if type(constraint) is not Linear:
            return False
        terms = constraint.terms
        if len(terms) == 1:
            variable, factor = terms[0]
            column = columns.get(variable, -1)
            if column < 0:
                columns[variable] = column = len(lower)
                lower.append(None)
                upper.append(None)
                integral.append(False)
            over, under = factor.as_integer_ratio()
            within = constraint.within
            if over == under and not (whole or within.lower_open or within.upper_open):
                # What `ends` says, without the call.
                low: Number = within.lower
                if low is not None:
                    over, under = low.as_integer_ratio()
                    if under == 1:
                        low = over
                high: Number = within.upper
                if high is not None:
                    over, under = high.as_integer_ratio()
                    if under == 1:
                        high = over
            elif not over:
                return False
            else:
                scale = over if under == 1 else factor
                low, high = ends(within, scale, whole=integral[column])
            if low is not None:
                now = lower[column]
                if now is None or low > now:
                    lower[column] = low
            if high is not None:
                now = upper[column]
                if now is None or high < now:
                    upper[column] = high
            continue
        row: dict[int, Rational] = {}
        for variable, factor in terms:
            column = columns.get(variable, -1)
            if column < 0:
                columns[variable] = column = len(lower)
                lower.append(None)
                upper.append(None)
                integral.append(False)
            if column in row:
                return False
            over, under = factor.as_integer_ratio()
            row[column] = over if under == 1 else factor
        sums.append((row, constraint.within))
    for low, high in zip(lower, upper, strict=True):
        if low is not None and high is not None and high < low:
            return False
    if not sums:
        return True
    if whole and len(sums) > 1:
        sums.sort(key=lambda item: (sorted(item[0].items()), key_of(item[1])))
    base = len(lower)
    for row, within in sums:
        whole_sum = False
        if whole:
            whole_sum = all(
                integral[column] and type(factor) is int for column, factor in row.items()
            )
        low, high = ends(within, 1, whole=whole_sum)
        if low is not None and high is not None and high < low:
            return False
        lower.append(low)
        upper.append(high)
    if not whole:
        # Twice the least unit that makes all bounds whole, so that their middles are whole too.
        unit = 2
        for bounds in (lower, upper):
            for bound in bounds:
                if bound is not None and type(bound) is not int:
                    exact = bound.value if type(bound) is Near else bound
                    unit = lcm(unit, 2 * exact.denominator)
        lower = [multiplied(bound, unit) for bound in lower]
        upper = [multiplied(bound, unit) for bound in upper]
    start: list[Number] = []
    for column in range(base):
        low, high = lower[column], upper[column]
        if low is None:
            start.append(0 if high is None else high)
        elif high is None or low == high:
            start.append(low)
        elif type(low) is int and type(high) is int:
            start.append((low + high) // 2)
        else:
            start.append(ratio(low + high, 2))
    rows = {base + at: row for at, (row, _) in enumerate(sums)}
    if fits(rows, lower, upper, start):
        values = start
    else:
        simplex = Simplex(len(lower), rows, 100_000)
        simplex.lower = lower
        simplex.upper = upper
        simplex.start()
        try:
            if simplex.check() is not None:
                return False
        except SpentError:
            return False
        values = simplex.value
    return all(
        is_whole(values[column]) for column, must_be_whole in enumerate(integral) if must_be_whole
    )


def fits(
    rows: dict[int, dict[int, Rational]],
    lower: list[Number],
    upper: list[Number],
    start: list[Number],
) -> bool:
    """Whether the rows keep their bounds, with one column of each moved at most.

    A column that an earlier row counted on is not moved.
    """
    settled: set[int] = set()
    for basic, row in rows.items():
        total: Number = 0
        for column, factor in row.items():
            total += factor * start[column]
        low, high = lower[basic], upper[basic]
        if low is not None and total < low:
            missing = low - total
        elif high is not None and total > high:
            missing = high - total
        else:
            settled.update(row)
            continue
        for column, factor in row.items():
            if column in settled:
                continue
            moved = start[column] + ratio(missing, factor)
            low, high = lower[column], upper[column]
            if (low is None or moved >= low) and (high is None or moved <= high):
                start[column] = moved
                break
        else:
            return False
        settled.update(row)
    return True


def key_of(within: Interval) -> tuple[Any, ...]:
    """A key to sort intervals by."""
    return (
        within.lower is not None, within.lower or 0, within.lower_open,
        within.upper is not None, within.upper or 0, within.upper_open,
    )  # fmt: skip


class Search:
    """The hunt for all minimal conflicts of one component.

    Sets of supports are bits of an int.
    The conflicts known and the ways to break them all are kept together: every minimal set of
    supports that breaks all conflicts known is tried, and what is left either holds or shows a
    further conflict. When all of them have been tried, none is left to find, because the sets that
    break all conflicts determine the conflicts (Reiter 1987; Berge's transversals).
    """

    def __init__(
        self, group: Iterable[Constraint], whole: frozenset[Variable], limits: Limits
    ) -> None:
        self.component = Component(group, whole)
        self.limits = limits
        self.system = System(self.component, limits)
        self.known: dict[int, Conflict] = {}
        self.checks = 0
        self.other_work = 0
        self.bounded = False

    def run(self) -> tuple[list[Conflict], bool]:
        """The conflicts, and whether a limit was hit."""
        try:
            if self.every_way():
                self.bounded = True
                self.further_ways()
        except SpentError:
            self.bounded = True
        return list(self.known.values()), self.bounded

    def every_way(self) -> bool:
        """Try each minimal way to break the conflicts known; true where there are too many."""
        ways: set[int] = {0}
        tried: set[int] = set()
        while True:
            way = min(ways - tried, key=_size, default=-1)
            if way < 0:
                return False
            tried.add(way)
            conflict = self.conflict_without(way)
            if conflict < 0:
                continue
            if len(self.known) > self.limits.conflicts:
                del self.known[conflict]
                raise SpentError
            hit = {known for known in ways if known & conflict}
            bits = [1 << bit for bit in bits_of(conflict)]
            for known in ways - hit:
                for bit in bits:
                    grown = known | bit
                    if not any(other & ~grown == 0 for other in hit if other & bit):
                        hit.add(grown)
            ways = hit
            if len(ways) > self.limits.transversals:
                return True

    def further_ways(self) -> None:
        """Where the ways are too many: one short way through each support of each conflict."""
        tried: set[int] = set()
        listed = list(self.known)
        at = 0
        while at < len(listed):
            for bit in bits_of(listed[at]):
                way = _short_way(1 << bit, listed)
                while way not in tried:
                    tried.add(way)
                    conflict = self.conflict_without(way)
                    if conflict < 0:
                        break
                    if len(self.known) > self.limits.conflicts:
                        del self.known[conflict]
                        raise SpentError
                    listed.append(conflict)
                    way = _short_way(1 << bit, listed)
            at += 1

    def count(self) -> None:
        """One more check.

        Raises:
            SpentError: it is one too many.
        """
        self.checks += 1
        if self.checks > self.limits.checks:
            raise SpentError

    def conflict_without(self, removed: int) -> int:
        """A minimal conflict that rests on none of these supports, now known; -1 for none."""
        self.count()
        # Work in other systems counts with that in this one.
        self.system.simplex.allowed = self.limits.work - self.other_work
        core = self.system.check(removed)
        if core is None:
            return -1
        if isinstance(core, Undecided):
            self.bounded = True
            return -1
        mask, core, system = self.shrunk(core)
        self.known[mask] = self.certified(mask, core, system)
        return mask

    def mask_of(self, core: Core) -> int:
        """The supports behind a core."""
        mask = 0
        for at in core.entries:
            mask |= self.component.entries[at].mask
        return mask

    def within(self, mask: int) -> list[int]:
        """The entries that need no other support than these."""
        outside = ~mask
        return [at for at, entry in enumerate(self.component.entries) if not entry.mask & outside]

    def part(self, chosen: list[int]) -> System:
        """A system of some entries only."""
        spent = self.other_work + self.system.simplex.work
        return System(self.component, self.limits, chosen, spent)

    def shrunk(self, core: Core) -> tuple[int, Core, System | None]:
        """The core brought down to a minimal set of supports."""
        mask = self.mask_of(core)
        chosen = self.within(mask)
        if core.factors and len(chosen) == len(core.entries):
            return mask, core, None
        system = self.part(chosen)
        everything = self.component.everything
        for bit in bits_of(mask):
            if not mask & (1 << bit):
                continue
            self.count()
            trial = system.check(everything & ~(mask & ~(1 << bit)))
            if isinstance(trial, Undecided):
                self.bounded = True
            elif trial is not None:
                core = trial
                mask = self.mask_of(core)
        self.other_work += system.simplex.work
        return mask, core, system

    def certified(self, mask: int, core: Core, system: System | None) -> Conflict:
        """The conflict with an irreducible core, and a certificate where sums are proof enough."""
        supports = self.component.names(mask)
        certificate = self.certificate(core)
        if certificate is not None:
            return Conflict(supports=supports, core=certificate[0], multipliers=certificate[1])
        chosen = self.within(mask)
        entries = self.component.entries
        if self.component.whole.count(True):
            plainly = Search([entries[at].source for at in chosen], frozenset(), self.limits)
            try:
                rational = plainly.system.check(0)
            except SpentError:
                rational = None
            self.other_work += plainly.system.simplex.work
            if isinstance(rational, Core):
                certificate = plainly.certificate(rational)
                if certificate is not None:
                    return Conflict(
                        supports=supports, core=certificate[0], multipliers=certificate[1]
                    )
        kept = list(core.entries)
        for at in core.entries:
            if len(kept) < 2:
                break
            if at not in kept:
                continue
            self.count()
            system = self.part([other for other in kept if other != at])
            trial = system.check(0)
            self.other_work += system.simplex.work
            if isinstance(trial, Core):
                kept = list(trial.entries)
        return Conflict(supports=supports, core=tuple(entries[at].source for at in kept))

    def certificate(self, core: Core) -> tuple[tuple[Constraint, ...], tuple[Fraction, ...]] | None:
        """The core's constraints and multipliers, where they prove it over the rationals."""
        if not core.factors:
            return None
        entries = [self.component.entries[at] for at in core.entries]
        multipliers: list[Rational] = []
        for entry, factor in zip(entries, core.factors, strict=True):
            if type(entry.source) is not Linear:
                return None
            multipliers.append(ratio(factor, entry.scale) if entry.scale else 0)
        constraints = tuple(entry.source for entry in entries)
        if any(self.component.whole):
            # Bounds were drawn in to whole numbers: the certificate may lean on that.
            total = Interval.point(0)
            for constraint, times in zip(constraints, multipliers, strict=True):
                if isinstance(constraint, Linear):
                    total += constraint.within.scaled(times)
            if 0 in total:
                return None
        return constraints, _primitive(multipliers)


def _primitive(factors: list[Rational]) -> tuple[Fraction, ...]:
    """The factors as whole numbers without a divisor, the first positive."""
    below = lcm(*(factor.denominator for factor in factors))
    numbers = [factor.numerator * (below // factor.denominator) for factor in factors]
    divisor = gcd(*numbers) or 1
    if next((number for number in numbers if number), 1) < 0:
        divisor = -divisor
    return tuple(_UNITS.get(number // divisor) or Fraction(number // divisor) for number in numbers)


_UNITS: Final = {1: Fraction(1), -1: Fraction(-1)}


def _size(mask: int) -> tuple[int, int]:
    return mask.bit_count(), mask


def _short_way(way: int, conflicts: list[int]) -> int:
    """A set of supports that holds `way` and breaks all conflicts, the most useful first."""
    left = [conflict for conflict in conflicts if not conflict & way]
    while left:
        counts: dict[int, int] = {}
        for conflict in left:
            for bit in bits_of(conflict):
                counts[bit] = counts.get(bit, 0) + 1
        best = max(counts, key=lambda bit: (counts[bit], -bit))
        way |= 1 << best
        left = [conflict for conflict in left if not conflict & way]
    return way


def _least(conflicts: list[Conflict]) -> list[Conflict]:
    """In order, and without those that hold another: components may share supports."""
    keyed = [
        (
            len(conflict.supports),
            [stable_key(name) for name in in_order(conflict.supports)],
            conflict,
        )
        for conflict in conflicts
    ]
    keyed.sort(key=lambda item: item[:2])
    if any(first[:2] == second[:2] for first, second in pairwise(keyed)):
        # Two components may clash over the same supports: the cores decide which is told.
        keyed.sort(key=lambda item: (*item[:2], [order_of(part) for part in item[2].core]))
    kept: list[Conflict] = []
    by_support: dict[Hashable, list[frozenset[Hashable]]] = {}
    for _, _, conflict in keyed:
        supports = conflict.supports
        if kept and not kept[0].supports:
            break
        if any(smaller <= supports for name in supports for smaller in by_support.get(name, ())):
            continue
        kept.append(conflict)
        # Any member will do to find it by: whoever holds the set holds the member.
        for name in supports:
            by_support.setdefault(name, []).append(supports)
            break
    return kept
