"""Components without cycles: whether they hold, and all their conflicts, by interval arithmetic.

Knows nothing of claims.

A row is a sum of columns; columns that share a row are neighbours.
Where no way from row to row leads back to where it began, the columns of a row have nothing to do
with one another but through that row.
So the range of a sum is the sum of the ranges, and with the rows taken from the leaves inwards all
ranges are exact: this is the elimination of Fourier and Motzkin, which on a tree adds no rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from math import lcm
from operator import itemgetter
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from ijmfacts.intervals import Interval
from ijmfacts.reasoning.formula import Expression, names_in
from ijmfacts.reasoning.limits import Limits
from ijmfacts.reasoning.linear import Linear, Variable
from ijmfacts.reasoning.simplex import Number, Rational, ratio
from ijmfacts.reasoning.system import NOWHERE, Component, Constraint, Core

Row: TypeAlias = tuple[tuple[int, int], ...]
"""Columns and their factors."""

Span: TypeAlias = tuple[int | None, int | None]
"""The two ends of a range."""


def _rows_left(rows: Sequence[Row], columns: int) -> tuple[list[int], list[int]]:
    """How many rows each column is in, and the sum of their numbers.

    With rows taken away from both until one is left, the sum is the number of that row.
    """
    left = [0] * columns
    sums = [0] * columns
    for at, row in enumerate(rows):
        for column, _ in row:
            left[column] += 1
            sums[column] += at
    return left, sums


def leaves_first(rows: Sequence[Row], columns: int) -> list[tuple[int, int]]:
    """Rows in an order in which each shares at most one column with later ones, and that column.

    The column is -1 where none is shared.
    Rows on a cycle, or between cycles, are left out; so is a row with a column twice.
    """
    left, sums = _rows_left(rows, columns)
    taken = [False] * len(rows)
    order: list[tuple[int, int]] = []
    queue = list(range(len(rows)))
    for at in queue:
        if taken[at]:
            continue
        shared = -1
        for column, _ in rows[at]:
            if left[column] > 1:
                if shared >= 0:
                    break
                shared = column
        else:
            taken[at] = True
            order.append((at, shared))
            if shared >= 0:
                left[shared] -= 1
                sums[shared] -= at
                if left[shared] == 1:
                    queue.append(sums[shared])
    return order


# --- what surely holds ------------------------------------------------------------------------

GRID: Final = 2_000_000
"""So many steps make one: decimals of six places, and the middles between them."""

_ONE: Final = Fraction(1)


class Sum(Protocol):
    """What is read here of a constraint, whoever made it."""

    @property
    def terms(self) -> Sequence[tuple[Variable, Fraction]]:
        """Variables with their factors."""
        ...

    @property
    def within(self) -> Interval:
        """Where the sum of the terms lies."""
        ...

    @property
    def expression(self) -> Expression | None:
        """What the variable of the one term equals; then `within` says nothing."""
        ...


Given = TypeVar("Given", bound=Sum)


def in_doubt(
    constraints: Iterable[Constraint], whole: Collection[Variable]
) -> list[list[Constraint]]:
    """The constraints of each component but those that are shown here to have a solution."""
    return groups_in_doubt(constraints, whole, 1 if whole else GRID)


def groups_in_doubt(
    sums: Iterable[Given], whole: Collection[Variable], unit: int = 0
) -> list[list[Given]]:
    """The sums of each component but those that are shown to have a solution.

    Components and their members come in the order of the input.
    The road that nearly every component takes, so made for speed: all of them at once, in `int`.
    Ends are drawn in to a grid: so ranges that meet hold a solution, while ranges that do not meet
    prove nothing.
    The grid has so many steps to one as `unit` says; without it one for whole numbers, `GRID` for
    all others, and what has both is in doubt.
    """
    listed = list(sums)
    columns: dict[Variable, int] = {}
    lows: list[int | None] = []
    highs: list[int | None] = []
    units: list[int] = []
    homes: list[int] = []  # a column of each sum
    doubts: list[int] = []  # a column of each component in doubt, some of them twice
    rows: dict[Row, Span] = {}
    read, times, parts = _ONE, 1, 1  # the factor read last: many that follow are the same object
    for one in listed:
        terms, within, expression = one.terms, one.within, one.expression
        row: Row = ()
        if len(terms) == 1 and expression is None:
            variable, factor = terms[0]
            column = columns.get(variable, -1)
            if column < 0:
                columns[variable] = column = len(lows)
                lows.append(None)
                highs.append(None)
                units.append(unit or (1 if variable in whole else GRID))
            own = units[column]
            if factor is not read:
                read = factor
                times, parts = factor.as_integer_ratio()
            if times != parts:
                if times:
                    within = within.scaled(1 / factor)
                else:
                    doubts.append(column)
        else:
            if expression is not None:
                terms = [*terms, *[(name, _ONE) for name in names_in(expression)]]
            pairs: list[tuple[int, int]] = []
            column, own, mixed, usual = -1, 0, False, True
            for variable, factor in terms:
                column = columns.get(variable, -1)
                if column < 0:
                    columns[variable] = column = len(lows)
                    lows.append(None)
                    highs.append(None)
                    units.append(unit or (1 if variable in whole else GRID))
                if units[column] != own:
                    mixed = own != 0
                    own = units[column]
                if factor is not read:
                    read = factor
                    times, parts = factor.as_integer_ratio()
                if times * times != parts:
                    usual = False  # neither 1 nor -1
                pairs.append((column, times))
            if not pairs:
                column = len(lows)
                lows.append(None)
                highs.append(None)
                units.append(unit)
                homes.append(column)
                if 0 not in within:
                    doubts.append(column)
                continue
            if not usual:
                below = lcm(*[factor.denominator for _, factor in terms])
                pairs = [
                    (column, int(factor * below))
                    for (column, _), (_, factor) in zip(pairs, terms, strict=True)
                ]
                within = within.scaled(below)
                if own == 1 or not all(factor for _, factor in pairs):
                    doubts.append(column)
            if mixed or expression is not None:
                doubts.append(column)
            row = tuple(pairs)
        homes.append(column)
        # The ends are drawn in to multiples of 1 / own, and counted in these.
        # No function does it: to call one for each would take a tenth longer.
        low = high = None
        end, other = within.lower, within.upper
        if end is not None:
            over, under = end.as_integer_ratio()
            low = over * own if under == 1 else -(-over * own // under)
            if within.lower_open and low * under == over * own:
                low += 1
        if other is not None:
            if other is not end:  # of a point both are one object
                over, under = other.as_integer_ratio()
            high = over * own if under == 1 else over * own // under
            if within.upper_open and high * under == over * own:
                high -= 1
        if row:
            span = (low, high)
            known = rows.setdefault(row, span)
            if known is not span:
                rows[row] = _both(known, span)
            continue
        if low is not None:
            least = lows[column]
            if least is None or low > least:
                lows[column] = low
        if high is not None:
            most = highs[column]
            if most is None or high < most:
                highs[column] = high
    forms = list(rows)
    doubts.extend(_apart(forms, list(rows.values()), lows, highs))
    if not doubts:
        return []
    labels = _labels(doubts, forms, len(lows))
    groups: dict[int, list[Given]] = {}
    for one, home in zip(listed, homes, strict=True):
        label = labels[home]
        if label:
            groups.setdefault(label, []).append(one)
    return list(groups.values())


def _both(one: Span, other: Span) -> Span:
    """The range that two have in common."""
    (low, high), (least, most) = one, other
    return (
        low if least is None or (low is not None and low > least) else least,
        high if most is None or (high is not None and high < most) else most,
    )


def _apart(
    rows: Sequence[Row], spans: Sequence[Span], lows: list[int | None], highs: list[int | None]
) -> list[int]:
    """Columns whose ranges on the grid do not meet, and some column of each row on a cycle.

    The ranges are drawn in on the way, which is that of `leaves_first`: what is said of a row's
    other columns is handed on to the one that it shares.
    """
    apart: list[int] = []
    left, sums = _rows_left(rows, len(lows))
    taken = [False] * len(rows)
    queue = list(range(len(rows)))
    for at in queue:
        if taken[at]:
            continue
        low, high = spans[at]
        shared, own = -1, 0
        for column, factor in rows[at]:
            if left[column] > 1:
                if shared >= 0:
                    break
                shared, own = column, factor
                continue
            if factor > 0:
                least, most = lows[column], highs[column]
            else:
                least, most = highs[column], lows[column]
            if low is not None:
                low = None if most is None else low - factor * most
            if high is not None:
                high = None if least is None else high - factor * least
        else:
            taken[at] = True
            # What is left of the span is the range of the shared column, or of 0.
            if shared < 0:
                if (low is not None and low > 0) or (high is not None and high < 0):
                    apart.append(rows[at][0][0])
                continue
            left[shared] -= 1
            sums[shared] -= at
            if left[shared] == 1:
                queue.append(sums[shared])
            if own < 0:
                own = -own
                low, high = None if high is None else -high, None if low is None else -low
            if own > 1:
                low = None if low is None else -(-low // own)
                high = None if high is None else high // own
            if low is not None:
                least = lows[shared]
                if least is None or low > least:
                    lows[shared] = low
            if high is not None:
                most = highs[shared]
                if most is None or high < most:
                    highs[shared] = high
    apart.extend([row[0][0] for row, done in zip(rows, taken, strict=True) if not done])
    for row, (low, high) in zip(rows, spans, strict=True):
        if low is not None and high is not None and high < low:
            apart.append(row[0][0])
    for column, (low, high) in enumerate(zip(lows, highs, strict=True)):
        if low is not None and high is not None and high < low:
            apart.append(column)
    return apart


def _labels(doubts: Iterable[int], rows: Sequence[Row], columns: int) -> list[int]:
    """One number for all columns that rows lead to from one of these, 0 for all others."""
    where: list[list[int]] = [[] for _ in range(columns)]
    for at, row in enumerate(rows):
        for column, _ in row:
            where[column].append(at)
    labels = [0] * columns
    seen = [False] * len(rows)
    for label, doubt in enumerate(doubts, 1):
        if labels[doubt]:
            continue
        labels[doubt] = label
        queue = [doubt]
        for column in queue:
            for at in where[column]:
                if seen[at]:
                    continue
                seen[at] = True
                for other, _ in rows[at]:
                    if not labels[other]:
                        labels[other] = label
                        queue.append(other)
    return labels


# --- all conflicts ----------------------------------------------------------------------------

Parts: TypeAlias = Sequence[tuple[int, Rational]]
"""Halves, and how many times each counts."""

Option: TypeAlias = tuple[Number, int, int, Parts]
"""One bound of a half and why it holds: its value, supports, origin and parts.

An entry's bound has the entry's bits and number, and no parts.
A bound by a row has no bits of its own, a number below 0, and the halves whose bounds add up to it.
"""

_Chosen: TypeAlias = Any  # an entry, its factor, and those chosen before; or None
_Open: TypeAlias = Any  # a half, how many times, and those open besides; or None

_VALUE: Final = itemgetter(0)


def conflicts_of_tree(component: Component, limits: Limits) -> dict[int, Core] | None:
    """All minimal conflicts by their supports (bits), each with its certificate.

    None where the component is no tree of sums of rationals, or where a limit was hit: `conflicts`,
    or `checks` for the certificates begun.
    """
    if component.integral:
        return None
    rows: list[Row] = [(*form, (column, -1)) for form, column in component.forms.items()]
    order = leaves_first(rows, component.total)
    if len(order) < len(rows):
        return None
    tree = Tree(component, limits)
    if not tree.take_entries():
        return None
    closed = [False] * component.total
    for at, shared in order:
        target = shared if shared >= 0 else rows[at][-1][0]
        for column, _ in rows[at]:
            if column != target and not closed[column]:
                closed[column] = True
                if not tree.close(column):
                    return None
        tree.hand_on(rows[at], target)
    for column, done in enumerate(closed):
        if not done and not tree.close(column):
            return None
    return tree.cores()


class Tree:
    """The hunt for all conflicts of a component without cycles: its Farkas certificates, in turn.

    Half 2c is column c and half 2c + 1 its negative, so that all bounds are lower bounds and the
    tightest is the greatest.
    A certificate is a bound of either half of one column that sum to more than nothing.
    A bound is an entry's, or by a row the sum of bounds of its other columns; these bounds again
    are entries' or by rows.
    Whatever is not chosen yet counts with its best bound, which is reached; so no beginning is in
    vain that still sums to more than nothing.
    Every column takes part once at most, so there is one dependency only between the constraints
    of a certificate: none can be missed.
    """

    __slots__ = ("best", "component", "known", "limits", "options", "steps")

    def __init__(self, component: Component, limits: Limits) -> None:
        self.component = component
        self.limits = limits
        self.options: list[list[Option]] = [[] for _ in range(2 * component.total)]
        self.best: list[Number] = [None] * (2 * component.total)
        self.known: dict[int, _Chosen] = {}
        self.steps = 0

    def take_entries(self) -> bool:
        """The bounds by entries; false where an entry is a formula."""
        options = self.options
        for at, entry in enumerate(self.component.entries):
            if type(entry.source) is not Linear:
                return False
            column = entry.column
            if column == NOWHERE:
                if entry.low is not None:
                    self.known.setdefault(entry.mask, (at, 1, None))
                continue
            if entry.low is not None:
                options[2 * column].append((entry.low, entry.mask, at, ()))
            if entry.high is not None:
                options[2 * column + 1].append((-entry.high, entry.mask, at, ()))
        return True

    def hand_on(self, row: Row, target: int) -> None:
        """The bounds that a row gives its column `target`, out of the best of its other columns."""
        own = dict(row)[target]
        rates = [(column, ratio(-factor, own)) for column, factor in row if column != target]
        for side in (0, 1):
            parts: list[tuple[int, Rational]] = []
            total: Number = 0
            for column, rate in rates:
                half = 2 * column + (side if rate > 0 else 1 - side)
                value = self.best[half]
                if value is None:
                    break
                times = abs(rate)
                parts.append((half, times))
                total += times * value
            else:
                self.options[2 * target + side].append((total, 0, ~row[-1][0], parts))

    def close(self, column: int) -> bool:
        """Find the conflicts of a column that has all its bounds; false where a limit was hit."""
        for half in (2 * column, 2 * column + 1):
            options = self.options[half]
            if len(options) > 1:
                options.sort(key=_VALUE, reverse=True)
                self.options[half] = options = _undominated(options)
            if options:
                self.best[half] = options[0][0]
        lows, highs = self.options[2 * column : 2 * column + 2]
        if not lows or not highs or lows[0][0] + highs[0][0] <= 0:
            return True
        begun: list[tuple[Number, int, _Open, _Chosen]] = []
        for low, mask, at, parts in lows:
            for high, more, other, others in highs:
                excess = low + high
                if excess <= 0:
                    break
                if at == other:
                    continue  # both by one row: they cross only where bounds of a part cross
                chosen: _Chosen = None if other < 0 else (other, -1, None)
                if at >= 0:
                    chosen = (at, 1, chosen)
                open_: _Open = None
                for half, times in (*parts, *others):
                    open_ = (half, times, open_)
                begun.append((excess, mask | more, open_, chosen))
        return not begun or self.complete(begun)

    def complete(self, begun: list[tuple[Number, int, _Open, _Chosen]]) -> bool:
        """Complete what is begun in every way; false where a limit was hit."""
        known, options, best = self.known, self.options, self.best
        while begun:
            excess, mask, open_, chosen = begun.pop()
            self.steps += 1
            for smaller in known:
                if smaller & mask == smaller:
                    break
            else:
                if open_ is None:
                    known[mask] = chosen
                    if len(known) > self.limits.conflicts or self.steps > self.limits.checks:
                        return False
                    continue
                half, times, open_ = open_
                rest = excess - times * best[half]
                for value, more, at, parts in options[half]:
                    excess = rest + times * value
                    if excess <= 0:
                        break
                    if at >= 0:
                        factor = -times if half & 1 else times
                        begun.append((excess, mask | more, open_, (at, factor, chosen)))
                    else:
                        further = open_
                        for part, rate in parts:
                            further = (part, rate * times, further)
                        begun.append((excess, mask, further, chosen))
        return True

    def cores(self) -> dict[int, Core]:
        """The minimal ones of the conflicts known, each with its certificate."""
        entries = self.component.entries
        found: dict[int, Core] = {}
        for mask, chosen in self.known.items():
            if len([other for other in self.known if other & mask == other]) > 1:
                continue  # it holds another
            pairs: list[tuple[int, Rational]] = []
            left = chosen
            while left is not None:
                at, factor, left = left
                pairs.append((at, factor))
            if entries[pairs[0][0]].column != entries[pairs[-1][0]].column:
                pairs.sort()  # of two bounds of one column the lower comes first
            found[mask] = Core(tuple([at for at, _ in pairs]), tuple([by for _, by in pairs]))
        return found


def _undominated(options: list[Option]) -> list[Option]:
    """Without those that need whatever a tighter one needs; the tightest come first."""
    kept: list[Option] = []
    masks: list[int] = []
    for option in options:
        _, mask, at, _ = option
        if at < 0:
            if 0 not in masks:
                kept.append(option)
        else:
            for tighter in masks:
                if tighter & mask == tighter:
                    break
            else:
                kept.append(option)
                masks.append(mask)
    return kept
