"""All minimal conflicts: the least sets of supports whose constraints cannot hold together.

Knows nothing of claims.

Each connected component of constraints is reasoned about by itself: components share no variables,
so solutions of each make a solution of all, and a minimal conflict needs the constraints of one
component only, even where a support has constraints in several.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm
from typing import Final

import attrs

from ijmfacts.answers import Answer
from ijmfacts.intervals import Interval
from ijmfacts.reasoning.acyclic import conflicts_of_tree, in_doubt
from ijmfacts.reasoning.limits import USUAL, Limits
from ijmfacts.reasoning.linear import Linear, Variable
from ijmfacts.reasoning.simplex import Rational, SpentError, ratio
from ijmfacts.reasoning.stable import in_order, stable_key
from ijmfacts.reasoning.system import (
    Component,
    Constraint,
    Core,
    System,
    Undecided,
    bits_of,
    order_of,
)
from ijmfacts.shapes import Shape


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Conflict(Shape):
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


@attrs.frozen(eq=False, repr=False)
class Outcome(Shape):
    """Minimal conflicts, the smallest first, then in the order of their supports.

    `bounded` says that a limit was hit: there may be more conflicts, and one of these may hold a
    support that it does not need.
    """

    conflicts: tuple[Conflict, ...]
    bounded: bool


NONE: Final = Outcome((), bounded=False)


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
    *,
    known: Collection[frozenset[Hashable]] = (),
    through: Hashable = None,
    proved: bool = True,
) -> Outcome:
    """Every minimal set of supports that cannot hold together, within the limits.

    With `through` only those that rest on that support; `known` are then all the others, so that
    they need not be found again.
    Unless `proved`, a conflict may be told by its supports alone, without a core.

    A constraint is in force where all its supports are; one without supports always is.
    So hard facts that clash by themselves are one conflict with no supports, which every other
    conflict would hold, and the only one.
    The variables in `whole` are whole numbers, all others rationals.
    The same for every order of input.
    """
    if frozenset() in known:
        return NONE  # what always clashes leaves no other conflict
    integral = frozenset(whole)
    doubtful = in_doubt(constraints, integral)
    if not doubtful:
        return NONE
    found: list[Conflict] = []
    bounded = False
    for group in doubtful:
        component = Component(group, integral)
        if through is not None and through not in component.supports:
            continue
        cores = conflicts_of_tree(component, limits)
        if cores is None:
            conflicts, cut = Search(component, limits, known, through, proved=proved).run()
            found.extend(conflicts)
            bounded = bounded or cut
        else:
            found.extend([with_certificate(component, *item) for item in cores.items()])
    if through is not None:
        found = [conflict for conflict in found if through in conflict.supports]
    return Outcome(tuple(least(found)), bounded)


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
    for group in in_doubt(constraints, integral):
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


class Search:
    """The hunt for all minimal conflicts of one component.

    Sets of supports are bits of an int.
    Only the entries `chosen` take part, if some are.
    The conflicts known and the ways to break them all are kept together: every minimal set of
    supports that breaks all conflicts known is tried, and what is left either holds or shows a
    further conflict. When all of them have been tried, none is left to find, because the sets that
    break all conflicts determine the conflicts (Reiter 1987; Berge's transversals).
    """

    def __init__(
        self,
        component: Component,
        limits: Limits,
        known: Collection[frozenset[Hashable]] = (),
        through: Hashable = None,
        *,
        proved: bool = True,
        chosen: Sequence[int] | None = None,
    ) -> None:
        self.component = component
        self.chosen = chosen
        self.proved = proved
        self.limits = limits
        bits = component.bits
        self.given = sorted(
            sum(bits[name] for name in supports) for supports in known if bits.keys() >= supports
        )
        self.through = 0 if through is None else bits[through]
        self.system = System(component, limits, chosen)
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
        given = list(self.given)
        while True:
            if given:
                conflict = given.pop()
            else:
                way = min(ways - tried, key=_size, default=-1)
                if way < 0:
                    return False
                tried.add(way)
                # What breaks all that are given, and the support that all others rest on, holds.
                conflict = -1 if way & self.through else self.conflict_without(way)
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
        listed = [*self.given, *self.known]
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
        mask, core = self.shrunk(core)
        if self.proved:
            self.known[mask] = self.conflict(mask, core)
        else:
            self.known[mask] = Conflict(supports=self.component.names(mask), core=())
        return mask

    def mask_of(self, core: Core) -> int:
        """The supports behind a core."""
        mask = 0
        for at in core.entries:
            mask |= self.component.entries[at].mask
        return mask

    def within(self, mask: int) -> list[int]:
        """The entries that need no other support than these."""
        outside, entries = ~mask, self.component.entries
        among = range(len(entries)) if self.chosen is None else self.chosen
        return [at for at in among if not entries[at].mask & outside]

    def part(self, chosen: list[int]) -> System:
        """A system of some entries only."""
        spent = self.other_work + self.system.simplex.work
        return System(self.component, self.limits, chosen, spent)

    def shrunk(self, core: Core) -> tuple[int, Core]:
        """The core brought down to a minimal set of supports."""
        mask = self.mask_of(core)
        chosen = self.within(mask)
        if core.factors and len(chosen) == len(core.entries):
            return mask, core
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
        return mask, core

    def conflict(self, mask: int, core: Core) -> Conflict:
        """The conflict with an irreducible core, and a certificate where sums are proof enough."""
        if core.factors:
            proved = with_certificate(self.component, mask, core)
            if is_proof(proved):
                return proved
        chosen = self.within(mask)
        entries = self.component.entries
        if any(self.component.whole):
            plain = Component([entries[at].source for at in chosen], frozenset())
            plainly = System(plain, self.limits)
            try:
                rational = plainly.check(0)
            except SpentError:
                rational = None
            self.other_work += plainly.simplex.work
            if isinstance(rational, Core) and rational.factors:
                proved = with_certificate(plain, plain.everything, rational)
                if is_proof(proved):
                    return proved
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
        supports = self.component.names(mask)
        return Conflict(supports=supports, core=tuple(entries[at].source for at in kept))


def with_certificate(component: Component, mask: int, core: Core) -> Conflict:
    """The conflict of these supports, the core's factors turned into those of its constraints."""
    constraints: list[Constraint] = []
    multipliers: list[Rational] = []
    for at, factor in zip(core.entries, core.factors, strict=True):
        entry = component.entries[at]
        scale = entry.scale
        constraints.append(entry.source)
        multipliers.append(factor if scale == 1 else ratio(factor, scale) if scale else 0)
    return Conflict(
        supports=component.names(mask),
        core=tuple(constraints),
        multipliers=_primitive(multipliers),
    )


def is_proof(conflict: Conflict) -> bool:
    """Whether the multipliers prove it over the rationals: bounds drawn in to whole numbers do not.

    Formulas have no terms to be multiplied.
    """
    total = Interval.point(0)
    for constraint, times in zip(conflict.core, conflict.multipliers, strict=True):
        if not isinstance(constraint, Linear):
            return False
        total += constraint.within.scaled(times)
    return 0 not in total


def _primitive(factors: list[Rational]) -> tuple[Fraction, ...]:
    """The factors as whole numbers without a divisor, the first positive."""
    if factors and not [factor for factor in factors if factor not in _UNITS]:
        found = _UNITS if factors[0] == 1 else _TURNED
        return tuple([found[factor] for factor in factors])
    below = lcm(*[factor.denominator for factor in factors])
    if below != 1:
        factors = [factor * below for factor in factors]
    numbers = [factor.numerator for factor in factors]
    divisor = gcd(*numbers) or 1
    if next((number for number in numbers if number), 1) < 0:
        divisor = -divisor
    if divisor != 1:
        numbers = [number // divisor for number in numbers]
    return tuple([_UNITS[at] if at in _UNITS else Fraction(at) for at in numbers])


_UNITS: Final[dict[Rational, Fraction]] = {1: Fraction(1), -1: Fraction(-1)}
_TURNED: Final[dict[Rational, Fraction]] = {1: Fraction(-1), -1: Fraction(1)}
"""Fractions that nearly all multipliers are, made once; those turned make the first positive."""


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


def least(conflicts: list[Conflict]) -> list[Conflict]:
    """In order, and without those that hold another: components may share supports."""
    if len(conflicts) < 2:
        return conflicts
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
