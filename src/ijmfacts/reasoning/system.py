"""One component made ready to be asked again and again: can these constraints hold together?

Knows nothing of claims: supports are bits, constraints are entries, switched on and off.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from fractions import Fraction
from itertools import count
from math import ceil, floor, gcd, lcm
from operator import itemgetter
from typing import Any, Final, TypeAlias

import attrs

from ijmfacts.intervals import Interval
from ijmfacts.reasoning.formula import Formula, as_linear, evaluate, names_in, narrowed
from ijmfacts.reasoning.limits import Limits
from ijmfacts.reasoning.linear import Linear, Variable
from ijmfacts.reasoning.simplex import (
    NOBODY,
    Near,
    Number,
    Rational,
    Simplex,
    is_whole,
    plain,
    ratio,
)
from ijmfacts.reasoning.stable import in_order, stable_key
from ijmfacts.shapes import Shape

Constraint: TypeAlias = Linear | Formula
Form: TypeAlias = tuple[tuple[int, int], ...]

NOWHERE: Final = -1  # the column of a constraint without variables, or of a formula
_BRANCH: Final = -1_000_000_000  # reasons from here down are branches on whole numbers
_DERIVED: Final = -2  # reasons from here down, to the branches, are ranges out of formulas
_DEEPEST: Final = 200
_GUESSED: Final = _BRANCH - _DEEPEST - 1  # the reason of a value that is tried
_POINTS: Final = 100  # so many solutions are kept
_LARGE: Final = 300  # of components with more entries none are: to look through them takes longer
_VAIN: Final = 10  # after so many values in vain for what goes into formulas none are tried


class Undecided:
    """Neither a solution nor a proof that there is none, within the branches allowed."""


UNDECIDED: Final = Undecided()


@attrs.frozen(eq=False, repr=False)
class Core(Shape):
    """Entries that cannot hold together.

    `factors` are those of a Farkas certificate over the entries' columns, aligned with `entries`;
    empty where the proof needed more than sums.
    """

    entries: tuple[int, ...]
    factors: tuple[Rational, ...] = ()


class Entry:
    """One constraint as bounds of one column; the column times `scale` is the constraint's sum."""

    __slots__ = ("column", "high", "low", "mask", "scale", "source")

    def __init__(
        self,
        column: int,
        low: Number,
        high: Number,
        scale: Rational,
        mask: int,
        source: Constraint,
    ) -> None:
        self.column = column
        self.low = low
        self.high = high
        self.scale = scale
        self.mask = mask
        self.source = source


def ends(within: Interval, scale: Rational, *, whole: bool) -> tuple[Number, Number]:
    """The bounds of a sum whose multiple by `scale` lies in the interval.

    The bounds of a whole number are whole numbers.
    """
    low: Number = within.lower
    high: Number = within.upper
    low_open, high_open = within.lower_open, within.upper_open
    if low is not None:
        over, under = low.as_integer_ratio()
        if under == 1:
            low = over
    if high is not None:
        if high is not within.lower:
            over, under = high.as_integer_ratio()
        high = over if under == 1 else high
    if scale != 1:
        if scale == -1:
            low, high = None if high is None else -high, None if low is None else -low
            low_open, high_open = high_open, low_open
        else:
            low = None if low is None else ratio(low, scale)
            high = None if high is None else ratio(high, scale)
            if scale < 0:
                low, high = high, low
                low_open, high_open = high_open, low_open
    if whole:
        if low is not None and (low_open or type(low) is not int):
            low = floor(low) + 1 if low_open else ceil(low)
        if high is not None and (high_open or type(high) is not int):
            high = ceil(high) - 1 if high_open else floor(high)
        return low, high
    if low_open:
        low = Near(low, 1)
    if high_open:
        high = Near(high, -1)
    return low, high


def multiplied(number: Number, unit: int) -> Number:
    """So many times the number."""
    if number is None or type(number) is int:
        return None if number is None else number * unit
    if type(number) is Near:
        return Near(multiplied(number.value, unit), number.steps)
    over, under = number.as_integer_ratio()
    return over * (unit // under) if not unit % under else ratio(over * unit, under)


def normal(
    terms: Sequence[tuple[Variable, Fraction]], columns: dict[Variable, int]
) -> tuple[Form, Rational]:
    """The sum as its primitive form (whole factors, no divisor, the first positive) and a scale.

    Terms of one variable are added up, factors of 0 dropped.
    """
    if len(terms) == 1:
        variable, factor = terms[0]
        over, under = factor.as_integer_ratio()
        return (((columns[variable], 1),), over if under == 1 else factor) if over else ((), 1)
    factors: dict[int, Rational] = {}
    below = 1
    for variable, factor in terms:
        column = columns[variable]
        over, under = factor.as_integer_ratio()
        exact = over if under == 1 else factor
        if under != 1:
            below = lcm(below, under)
        factors[column] = factors[column] + exact if column in factors else exact
    kept = sorted([(column, int(factor * below)) for column, factor in factors.items() if factor])
    if not kept:
        return (), 1
    divisor = gcd(*[factor for _, factor in kept])
    if kept[0][1] < 0:
        divisor = -divisor
    if divisor != 1:
        kept = [(column, factor // divisor) for column, factor in kept]
    return tuple(kept), ratio(divisor, below)


class Component:
    """Constraints compiled once: variables and forms to columns, supports to bits."""

    __slots__ = (
        "_blocks", "_bounds", "_inputs", "_points", "_worth", "bits", "columns", "entries",
        "everything", "forms", "integral", "ranged", "supports", "total", "unit", "whole",
    )  # fmt: skip

    def __init__(self, constraints: Iterable[Constraint], whole: Collection[Variable]) -> None:
        listed = list(constraints)
        variables: set[Variable] = set()
        names: set[Hashable] = set()
        for constraint in listed:
            names |= constraint.supports
            if type(constraint) is Linear:
                for variable, _ in constraint.terms:
                    variables.add(variable)
            else:
                variables.update(constraint.variables)
        ordered = in_order(variables)
        self.columns: dict[Variable, int] = dict(zip(ordered, count()))
        self.whole = [name in whole for name in ordered] if whole else [False] * len(ordered)
        self.integral = any(self.whole)
        self.supports: list[Hashable] = in_order(names)
        self.bits: dict[Hashable, int] = {name: 1 << at for at, name in enumerate(self.supports)}
        self.everything = (1 << len(self.supports)) - 1
        found = [_compiled(constraint, self.columns, self.bits) for constraint in listed]
        found.sort(key=_by_form)
        _order_ties(found)
        self.forms: dict[Form, int] = {}
        self.total = len(ordered)
        self.entries: list[Entry] = [self._entry(item) for item in found]
        self.unit = 1
        """So many times each variable is what the columns count, so that all bounds are whole."""
        if not whole and (not found or found[0][0] != NOWHERE):
            bounds = [
                (bound.value if type(bound) is Near else bound).as_integer_ratio()
                for entry in self.entries
                for bound in (entry.low, entry.high)
                if bound is not None and type(bound) is not int
            ]
            if bounds:
                self.unit = unit = lcm(*[under for _, under in bounds])
                for entry in self.entries:
                    if entry.column != NOWHERE:
                        entry.low = multiplied(entry.low, unit)
                        entry.high = multiplied(entry.high, unit)

        self._blocks: dict[int, tuple[int, ...]] | None = None
        self._inputs: dict[int, tuple[tuple[int, ...], tuple[Variable, ...]]] = {}
        self._worth: dict[tuple[int, Ranges], tuple[Interval, dict[Variable, Interval] | None]] = {}
        self._bounds: dict[int, list[Interval]] | None = None
        self._points: list[tuple[list[Number], list[tuple[int, int]]]] = []
        """Solutions, by column, and what each breaks: entries with the bits that they need."""
        self.ranged: dict[tuple[int, ...], Ranged] = {}
        """Ranges of columns by who bounds those of their block, so that none is found twice."""

    def _entry(self, item: Compiled) -> Entry:
        size, form, mask, scale, within, constraint = item
        column, low, high, times = NOWHERE, None, None, scale
        if within is None:
            pass
        elif not form:
            if 0 not in within:
                low, high = 1, 0  # crossed: nothing satisfies it
        else:
            if size == 1:
                column = form[0][0]
            else:
                column = self.forms.setdefault(form, self.total)
                if column == self.total:
                    self.total += 1
                    self.whole.append(self.integral and all(self.whole[part] for part, _ in form))
            low, high = ends(within, scale, whole=self.whole[column])
            if low is not None and high is not None and high < low and within.is_empty:
                column, low, high, times = NOWHERE, 1, 0, 0
        return Entry(column, low, high, times, mask, constraint)

    def grow(self, constraint: Constraint) -> bool:
        """Add a constraint, as the last entry; false where that cannot be.

        It cannot where the constraint speaks of another variable, or is a formula beside bounds
        that are counted in another unit.
        """
        if not all(variable in self.columns for variable in constraint.variables):
            return False
        if self.unit != 1 and type(constraint) is not Linear:
            return False
        for name in in_order(constraint.supports - self.bits.keys()):
            self.bits[name] = 1 << len(self.supports)
            self.supports.append(name)
        self.everything = (1 << len(self.supports)) - 1
        total = self.total
        entry = self._entry(_compiled(constraint, self.columns, self.bits))
        if self.unit != 1 and entry.column != NOWHERE:
            entry.low = multiplied(entry.low, self.unit)
            entry.high = multiplied(entry.high, self.unit)
        self.entries.append(entry)
        self._bounds = None
        if self.total > total:
            self._blocks = None
            self.ranged.clear()
        for values, broken in self._points:
            if self.total > len(values):
                form = next(reversed(self.forms))
                values.append(sum_at(form, values))
            if not self._holds(len(self.entries) - 1, values):
                broken.append((len(self.entries) - 1, entry.mask))
        return True

    def names(self, mask: int) -> frozenset[Hashable]:
        """The supports that the bits stand for."""
        return frozenset([self.supports[bit] for bit in bits_of(mask)])

    def remember(self, values: Sequence[Number]) -> None:
        """Keep values of all variables, as the columns count them, by the entries they break."""
        # The columns of the forms come after those of the variables, in their order.
        at_column = [*values, *[sum_at(form, values) for form in self.forms]]
        broken = [
            (at, entry.mask)
            for at, entry in enumerate(self.entries)
            if not self._holds(at, at_column)
        ]
        self._points.insert(0, (at_column, broken))
        del self._points[_POINTS:]

    def _holds(self, at: int, values: Sequence[Number]) -> bool:
        """Whether an entry holds for these values of all columns."""
        entry = self.entries[at]
        if entry.column == NOWHERE:
            return entry.low is None and (
                type(entry.source) is not Formula or self._comes_out(at, values)
            )
        value = values[entry.column]
        return (entry.low is None or entry.low <= value) and (
            entry.high is None or value <= entry.high
        )

    def _comes_out(self, at: int, values: Sequence[Number]) -> bool:
        """Whether a formula holds for these values."""
        (result, *columns), names = self.inputs(at)
        if any(type(values[column]) is Near for column in (result, *columns)):
            return False
        known = {
            name: Interval.point(values[column])
            for name, column in zip(names, columns, strict=True)
        }
        value = evaluate(self.formula(at).expression, known.__getitem__)
        return value.is_point and values[result] in value

    def bounds_of(self, column: int) -> Sequence[Interval]:
        """What the entries leave for a column, each by itself."""
        if self._bounds is None:
            self._bounds = {}
            for entry in self.entries:
                if entry.column != NOWHERE:
                    bounds = interval_between(entry.low, entry.high)
                    self._bounds.setdefault(entry.column, []).append(bounds)
        return self._bounds.get(column, ())

    def is_held(self, removed: int, chosen: Collection[int] | None) -> bool:
        """Whether some values are known to break no entry but those switched off, or not chosen."""
        for number, (_, broken) in enumerate(self._points):
            for at, mask in broken:
                if not mask & removed and (chosen is None or at in chosen):
                    break
            else:
                if number:
                    self._points.insert(0, self._points.pop(number))
                return True
        return False

    @property
    def blocks(self) -> dict[int, tuple[int, ...]]:
        """Of each column in a row, itself and all the columns that rows connect it with."""
        if self._blocks is None:
            homes: dict[int, set[int]] = {}
            for form, column in self.forms.items():
                block = {column}
                for other, _ in form:
                    block |= homes.get(other, {other})
                for other in block:
                    homes[other] = block
            self._blocks = {column: tuple(sorted(block)) for column, block in homes.items()}
        return self._blocks

    def inputs(self, at: int) -> tuple[tuple[int, ...], tuple[Variable, ...]]:
        """The columns of a formula's result and of what goes into it, and the names of these."""
        found = self._inputs.get(at)
        if found is None:
            formula = self.formula(at)
            names = tuple(names_in(formula.expression))
            columns = (self.columns[formula.result], *(self.columns[name] for name in names))
            self._inputs[at] = found = columns, names
        return found

    def formula(self, at: int) -> Formula:
        """The formula that an entry is."""
        source = self.entries[at].source
        if not isinstance(source, Formula):
            raise TypeError(source)
        return source

    def worth(self, at: int, ranges: Ranges) -> tuple[Interval, dict[Variable, Interval] | None]:
        """The range of a formula's value, and what it leaves for what goes into it.

        `ranges` are those of its result and of what goes into it; none is left where the result is
        out of reach.
        """
        found = self._worth.get((at, ranges))
        if found is None:
            expression, (_, names) = self.formula(at).expression, self.inputs(at)
            known = dict(zip(names, ranges[1:], strict=True))
            value = evaluate(expression, known.__getitem__)
            target = ranges[0] & value
            left = None
            if not target.is_empty:
                left = narrowed(expression, known.__getitem__, target)
            self._worth[at, ranges] = found = value, left
        return found


Ranges: TypeAlias = tuple[Interval, ...]
Ranged: TypeAlias = tuple[Interval, set[int], set[int]]
"""A range, and the entries and branches behind its lower and its upper end."""

Compiled: TypeAlias = tuple[int, Form, int, Rational, Interval | None, Constraint]
"""The length of a constraint's form, the form, the bits of its supports, the scale, the interval,
and the constraint itself.

A formula that is no sum has a length below 0, its result for a form, and no interval.
"""


def _compiled(
    constraint: Constraint, columns: dict[Variable, int], bits: dict[Hashable, int]
) -> Compiled:
    mask = 0
    for name in constraint.supports:
        mask |= bits[name]
    if type(constraint) is Linear:
        form, scale = normal(constraint.terms, columns)
        return len(form), form, mask, scale, constraint.within, constraint
    if not isinstance(constraint, Formula):
        raise TypeError(constraint)
    affine = as_linear(constraint.expression)
    if affine is None:
        return NOWHERE, ((columns[constraint.result], 0),), mask, 1, None, constraint
    terms = [(name, -factor) for name, factor in affine[0].items()]
    form, scale = normal([(constraint.result, Fraction(1)), *terms], columns)
    return len(form), form, mask, scale, Interval.point(affine[1]), constraint


_by_form = itemgetter(0, 1, 2)


def _order_ties(found: list[Compiled]) -> None:
    """Order those of one form and the same supports, which stand together, by what they say."""
    begin = 0
    for at, item in enumerate(found):
        first = found[begin]
        if item[2] != first[2] or item[1] != first[1] or item[0] != first[0]:
            if at - begin > 1:
                found[begin:at] = sorted(found[begin:at], key=_by_constraint)
            begin = at
    if len(found) - begin > 1:
        found[begin:] = sorted(found[begin:], key=_by_constraint)


def _by_constraint(item: Compiled) -> tuple[Any, ...]:
    return order_of(item[5])


def order_of(constraint: Constraint) -> tuple[Any, ...]:
    """What orders constraints of one form and the same supports."""
    tag = () if constraint.tag is None else stable_key(constraint.tag)
    if isinstance(constraint, Linear):
        within = constraint.within
        return (
            0,
            within.lower is not None, within.lower or 0, within.lower_open,
            within.upper is not None, within.upper or 0, within.upper_open,
            tag,
            stable_key(constraint.terms),
        )  # fmt: skip
    return (1, repr(constraint.expression), tag)


def bits_of(mask: int) -> list[int]:
    """The numbers of the bits that are set, rising."""
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found


class System:
    """Some entries of a component, in one simplex, with supports switched off and on."""

    __slots__ = (
        "branches", "chosen", "component", "crossed", "derived", "exact", "false", "formulas",
        "highs", "limits", "lows", "removed", "simplex", "vain", "watched", "wholes",
    )  # fmt: skip

    def __init__(
        self,
        component: Component,
        limits: Limits,
        chosen: Sequence[int] | None = None,
        work: int = 0,
    ) -> None:
        entries = component.entries
        self.component = component
        self.limits = limits
        self.chosen = None if chosen is None else frozenset(chosen)
        self.removed = 0
        self.branches = 0
        self.vain = 0
        self.exact = True  # whether all formulas of the last check had fixed arguments and values
        self.derived: list[tuple[int, ...]] = []
        self.lows: dict[int, list[tuple[Number, int, int]]] = {}
        self.highs: dict[int, list[tuple[Number, int, int]]] = {}
        self.false: list[int] = []
        self.formulas: list[int] = []
        self.watched: list[tuple[int, int]] = []
        for at in range(len(entries)) if chosen is None else chosen:
            entry = entries[at]
            if entry.column == NOWHERE:
                if entry.low is not None:
                    self.false.append(at)
                elif type(entry.source) is Formula:
                    self.formulas.append(at)
                continue
            if entry.low is not None:
                self.lows.setdefault(entry.column, []).append((entry.low, at, entry.mask))
            if entry.high is not None:
                self.highs.setdefault(entry.column, []).append((entry.high, at, entry.mask))
            self.watched.append((entry.column, entry.mask))
        for bounds in self.lows.values():
            if len(bounds) > 1:
                bounds.sort(key=_number, reverse=True)
        for bounds in self.highs.values():
            if len(bounds) > 1:
                bounds.sort(key=_number)
        used = self.lows.keys() | self.highs.keys()
        rows: dict[int, dict[int, int]] = {
            column: dict(form)
            for form, column in component.forms.items()
            if chosen is None or column in used
        }
        self.simplex = Simplex(component.total, rows, limits.work - work)
        self.crossed: set[int] = set()
        for column in used:
            self.tighten(column)
        self.simplex.start()
        self.wholes = [at for at in range(len(component.columns)) if component.whole[at]]

    def tighten(self, column: int) -> None:
        """Set the tightest bounds of a column among the entries that are switched on."""
        simplex, removed = self.simplex, self.removed
        low = high = None
        low_why = high_why = NOBODY
        for number, at, mask in self.lows.get(column, ()):
            if not mask & removed:
                low, low_why = number, at
                break
        for number, at, mask in self.highs.get(column, ()):
            if not mask & removed:
                high, high_why = number, at
                break
        simplex.lower[column], simplex.lower_why[column] = low, low_why
        simplex.upper[column], simplex.upper_why[column] = high, high_why
        if low is not None and high is not None and high < low:
            self.crossed.add(column)
        else:
            self.crossed.discard(column)

    def switch(self, removed: int) -> None:
        """Switch off every entry that rests on one of these bits, and on all others."""
        changed = removed ^ self.removed
        if not changed:
            return
        self.removed = removed
        touched = {column for column, mask in self.watched if mask & changed}
        self.simplex.work += len(self.watched)
        for column in touched:
            self.tighten(column)
        self.simplex.loose |= touched

    def check(self, removed: int) -> Core | Undecided | None:
        """None where the entries left can hold together.

        Raises:
            SpentError: the work allowed is used up.
        """
        entries = self.component.entries
        for at in self.false:
            if not entries[at].mask & removed:
                return Core((at,), (1,))
        if self.component.is_held(removed, self.chosen):
            return None
        self.switch(removed)
        core = self.sums()
        if core is not None:
            return core
        kept: dict[int, None] = {}
        try:
            formulas = [at for at in self.formulas if not entries[at].mask & removed]
            if formulas:
                found = self.ranges_meet(formulas, kept)
                if found is not None:
                    return Core(found)
            if self.wholes:
                self.branches = 0
                result = self.split(0)
                if isinstance(result, Undecided):
                    return result
                if result is not None:
                    return Core(tuple(sorted(at for at in result if at >= 0)))
            if len(entries) > _LARGE:
                pass
            elif not formulas:
                self.remember()
            elif self.vain < _VAIN:
                self.vain += 1
                if self.come_out(formulas, kept):
                    self.vain = 0
                    self.remember()
            return None
        finally:
            for column in kept:
                self.tighten(column)
                self.simplex.loose.add(column)
            self.derived.clear()

    def remember(self) -> None:
        """Keep the values that the variables have now, which hold."""
        simplex = self.simplex
        self.component.remember([simplex.value(at) for at in range(len(self.component.columns))])

    def come_out(self, formulas: Sequence[int], kept: dict[int, None]) -> bool:
        """Try to give all variables values for which the formulas come out; the columns are `kept`.

        Each of what goes into a formula is put into the middle of what is left for it, by the
        entries that are switched off, too, as far as may be: the more entries hold the better.
        """
        component, simplex = self.component, self.simplex
        for at in formulas:
            (result, *columns), names = component.inputs(at)
            known: dict[Variable, Interval] = {}
            for name, column in zip(names, columns, strict=True):
                left = self.range_of_column(column)[0]
                for entry in component.bounds_of(column):
                    both = left & entry
                    left = left if both.is_empty else both
                value = some_value(left, whole=component.whole[column])
                if not self.takes(column, value, kept):
                    return False
                known[name] = Interval.point(value)
            worth = evaluate(component.formula(at).expression, known.__getitem__)
            if not worth.is_point or not self.takes(result, worth.lower, kept):
                return False
        return all(is_whole(simplex.value(column)) for column in self.wholes)

    def takes(self, column: int, value: Number, kept: dict[int, None]) -> bool:
        """Whether a column can have that value besides what is imposed already; it has it then."""
        kept[column] = None
        for low in (True, False):
            bound = self.simplex.lower[column] if low else self.simplex.upper[column]
            if bound is not None and (value < bound if low else value > bound):
                return False
            if self.impose(column, value, _GUESSED, low=low) is not None:
                return False
        return self.feasible() is None

    def sums(self) -> Core | None:
        """Whether the bounds that are set now can hold together over the rationals."""
        simplex = self.simplex
        if self.crossed:
            # Of several the one with the fewest supports, then the first.
            entries = self.component.entries
            best: tuple[int, int, int, int] | None = None
            for column in self.crossed:
                low, high = simplex.lower_why[column], simplex.upper_why[column]
                mask = entries[low].mask | entries[high].mask
                rank = (mask.bit_count(), column, low, high)
                if best is None or rank < best:
                    best = rank
            if best is not None:
                _, _, low, high = best
                return Core((low,)) if low == high else Core((low, high), (1, -1))
        clash = simplex.check()
        if clash is None:
            return None
        pairs = sorted((simplex.reason(column, low=low), factor) for column, factor, low in clash)
        return Core(tuple(at for at, _ in pairs), tuple(factor for _, factor in pairs))

    def expanded(self, reasons: Iterable[int]) -> set[int]:
        """Entries and branches behind reasons, ranges out of formulas resolved."""
        found: set[int] = set()
        for why in reasons:
            if why >= 0 or why <= _BRANCH:
                found.add(why)
            elif why != NOBODY:
                found.update(self.derived[_DERIVED - why])
        return found

    def feasible(self) -> set[int] | None:
        """The reasons why the bounds set now cannot hold together over the rationals."""
        simplex = self.simplex
        clash = simplex.check()
        if clash is None:
            return None
        return self.expanded(simplex.reason(column, low=low) for column, _, low in clash)

    def impose(self, column: int, number: Number, why: int, *, low: bool) -> set[int] | None:
        """Tighten one bound from outside; the reasons where that crosses the other bound."""
        simplex = self.simplex
        if low:
            simplex.lower[column], simplex.lower_why[column] = number, why
        else:
            simplex.upper[column], simplex.upper_why[column] = number, why
        simplex.loose.add(column)
        below, above = simplex.lower[column], simplex.upper[column]
        if below is not None and above is not None and above < below:
            simplex.loose.discard(column)
            return self.expanded((simplex.lower_why[column], simplex.upper_why[column]))
        return None

    def split(self, depth: int) -> set[int] | Undecided | None:
        """Branch on whole-number variables until all are whole, or no branch is left.

        The result names the entries and outer branches behind a failure.
        """
        simplex = self.simplex
        counted, times = simplex.counted, simplex.times
        odd = -1
        for column in self.wholes:
            number, count = counted[column], times[column]
            if type(number) is int:
                if count != 1 and number % count:
                    odd = column
                    break
            elif not is_whole(ratio(number, count)):
                odd = column
                break
        if odd < 0:
            return None
        failure = self.common_divisor()
        if failure is not None:
            return failure
        self.branches += 1
        if self.branches > self.limits.branches or depth > _DEEPEST:
            return UNDECIDED
        number = simplex.value(odd)
        exact = number.value if type(number) is Near else number
        below = floor(exact)
        if type(number) is Near and exact == below and number.steps < 0:
            below -= 1
        name = _BRANCH - depth
        reasons: set[int] = set()
        unclear = False
        sides = ((False, below), (True, below + 1))
        for low, bound in reversed(sides) if 2 * (exact - below) > 1 else sides:
            saved = (
                simplex.lower[odd],
                simplex.lower_why[odd],
                simplex.upper[odd],
                simplex.upper_why[odd],
            )
            result: set[int] | Undecided | None = self.impose(odd, bound, name, low=low)
            if result is None:
                result = self.feasible()
            if result is None:
                result = self.split(depth + 1)
            simplex.lower[odd], simplex.lower_why[odd] = saved[:2]
            simplex.upper[odd], simplex.upper_why[odd] = saved[2:]
            simplex.loose.add(odd)
            if result is None:
                return None
            if isinstance(result, Undecided):
                unclear = True
                continue
            if name not in result:
                return result
            reasons |= result
        if unclear:
            return UNDECIDED
        reasons.discard(name)
        return reasons

    def common_divisor(self) -> set[int] | None:
        """Why a row over whole numbers has no solution: its factors' divisor misses its constant.

        The fixed columns of the row make its constant.
        """
        simplex, whole = self.simplex, self.component.whole
        for basic in sorted(simplex.rows):
            row = simplex.rows[basic]
            if not whole[basic] or not all(whole[column] for column in row):
                continue
            divisor, constant = 0, 0
            fixed: list[int] = []
            for column, times in ((basic, -simplex.times[basic]), *row.items()):
                low, high = simplex.lower[column], simplex.upper[column]
                if low is not None and low == high:
                    constant += times * low
                    fixed.append(column)
                else:
                    divisor = gcd(divisor, times)
            if divisor and constant % divisor:
                return self.expanded(
                    why
                    for column in fixed
                    for why in (simplex.lower_why[column], simplex.upper_why[column])
                )
        return None

    def range_of(self, form: Sequence[tuple[int, Rational]]) -> tuple[Interval, set[int], set[int]]:
        """The exact range of a sum of columns, and the reasons of its two ends."""
        high, high_why = self.simplex.greatest(form)
        low, low_why = self.simplex.greatest([(column, -factor) for column, factor in form])
        interval = interval_between(None if low is None else -low, high, self.component.unit)
        if len(form) == 1 and abs(form[0][1]) == 1 and self.component.whole[form[0][0]]:
            interval = whole_part(interval)
        return interval, self.expanded(low_why), self.expanded(high_why)

    def ranges_meet(self, formulas: Sequence[int], kept: dict[int, None]) -> tuple[int, ...] | None:
        """Why the formulas cannot hold, by the ranges of their variables; none where they may.

        What each formula leaves for its result, and for what goes into it, becomes bounds, for a
        number of rounds; the columns bounded so are put in `kept`.
        """
        columns = self.component.columns
        seen: dict[int, Ranges] = {}
        for _ in range(self.limits.rounds):
            changed = False
            self.exact = True
            for at in formulas:
                names, inputs = self.component.inputs(at)
                ranges, low_why, high_why = zip(*map(self.range_of_column, names), strict=True)
                behind = {at}.union(*low_why[1:], *high_why[1:])
                for known, low, high in zip(ranges[1:], low_why[1:], high_why[1:], strict=True):
                    if known.is_empty:
                        return tuple(sorted({at} | low | high))
                if not all(known.is_point for known in ranges):
                    self.exact = False
                if seen.get(at) == ranges:
                    continue  # all that it says has been said
                seen[at] = ranges
                value, left = self.component.worth(at, ranges)
                if value.is_empty:
                    return tuple(sorted(behind))
                all_behind = behind | low_why[0] | high_why[0]
                if left is None:
                    return tuple(sorted(all_behind))
                for name, within, reasons in (
                    (names[0], value, behind),
                    *((columns[name], left[name], all_behind) for name in inputs),
                ):
                    if within.is_empty:
                        return tuple(sorted(reasons))
                    tighter, failure = self.derive(name, within, reasons, kept)
                    if failure is not None:
                        return tuple(sorted(failure))
                    changed = changed or tighter
                failure = self.feasible()
                if failure is not None:
                    return tuple(sorted(failure))
            if not changed:
                break
        return None

    def range_of_column(self, column: int) -> Ranged:
        """The exact range of a column, and the reasons of its two ends."""
        simplex, component = self.simplex, self.component
        block = component.blocks.get(column)
        if block is None:
            interval = interval_between(simplex.lower[column], simplex.upper[column])
            return (
                interval,
                self.expanded((simplex.lower_why[column],)),
                self.expanded((simplex.upper_why[column],)),
            )
        lower_why, upper_why = simplex.lower_why, simplex.upper_why
        key: tuple[Any, ...] = (
            column,
            *[lower_why[other] for other in block],
            *[upper_why[other] for other in block],
        )
        if min(key) < NOBODY:
            if min(key) <= _BRANCH:
                return self.range_of(((column, 1),))
            # What a formula leaves is told by its reasons and by how much that is.
            key = (
                *[why if why >= NOBODY else self.derived[_DERIVED - why] for why in key],
                *[simplex.lower[other] for other in block if lower_why[other] < NOBODY],
                *[simplex.upper[other] for other in block if upper_why[other] < NOBODY],
            )
        found = component.ranged.get(key)
        if found is None:
            component.ranged[key] = found = self.range_of(((column, 1),))
        return found

    def derive(
        self, column: int, within: Interval, reasons: Collection[int], kept: dict[int, None]
    ) -> tuple[bool, set[int] | None]:
        """Bound a column by a range out of a formula: whether that is news, and why it cannot be.

        A column bounded so is put in `kept`.
        """
        simplex = self.simplex
        low, high = ends(within, 1, whole=self.component.whole[column])
        below, above = simplex.lower[column], simplex.upper[column]
        lower = low is not None and (below is None or low > below)
        upper = high is not None and (above is None or high < above)
        if not lower and not upper:
            return False, None
        self.derived.append(tuple(sorted(reasons)))
        why = _DERIVED - (len(self.derived) - 1)
        kept[column] = None
        failure = self.impose(column, low, why, low=True) if lower else None
        if failure is None and upper:
            failure = self.impose(column, high, why, low=False)
        return True, failure


def sum_at(form: Form, values: Sequence[Number]) -> Number:
    """The sum that a form is, for these values of its columns."""
    total: Number = 0
    for column, factor in form:
        total += factor * values[column]
    return total


def _number(bound: tuple[Number, int, int]) -> Number:
    return bound[0]


def some_value(interval: Interval, *, whole: bool) -> Rational:
    """A number of the interval, the middle of it where it has both ends."""
    low, high = interval.lower, interval.upper
    if low is not None and high is not None:
        value = (low + high) / 2
    elif low is not None:
        value = low + interval.lower_open
    elif high is not None:
        value = high - interval.upper_open
    else:
        value = Fraction(0)
    return floor(value) if whole else plain(value)


def interval_between(low: Number, high: Number, unit: int = 1) -> Interval:
    """The interval between two bounds, each so many units, near that many, or none."""
    return Interval(
        None if low is None else Fraction(low.value if type(low) is Near else low) / unit,
        None if high is None else Fraction(high.value if type(high) is Near else high) / unit,
        lower_open=type(low) is Near and bool(low.steps),
        upper_open=type(high) is Near and bool(high.steps),
    )


def whole_part(interval: Interval) -> Interval:
    """The interval shrunk to whole ends."""
    low, high = ends(interval, 1, whole=True)
    return interval_between(low, high)
