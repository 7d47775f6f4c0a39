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
from typing import Any, Final, TypeAlias

from ijmfacts.intervals import Interval
from ijmfacts.reasoning.formula import NOTHING
from ijmfacts.reasoning.limits import Limits
from ijmfacts.reasoning.linear import Linear, Variable
from ijmfacts.reasoning.simplex import Number, Rational, ratio
from ijmfacts.reasoning.system import NOWHERE, Component, Constraint, Core

Row: TypeAlias = tuple[tuple[int, int], ...]
"""Columns and their factors."""

Span: TypeAlias = tuple[int | None, int | None]
"""The two ends of a range."""


def rows_by_column(rows: Iterable[Row], columns: int) -> list[list[int]]:
    """The numbers of the rows that each column is in."""
    found: list[list[int]] = [[] for _ in range(columns)]
    for at, row in enumerate(rows):
        for column, _ in row:
            found[column].append(at)
    return found


def leaves_first(rows: Sequence[Row], where: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Rows in an order in which each shares at most one column with later ones, and that column.

    The column is -1 where none is shared.
    Rows on a cycle, or between cycles, are left out; so is a row with a column twice.
    """
    left = [len(numbers) for numbers in where]
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
                if left[shared] == 1:
                    queue.extend(other for other in where[shared] if not taken[other])
    return order


# --- what surely holds ------------------------------------------------------------------------

GRID: Final = 2_000_000
"""So many steps make one: decimals of six places, and the middles between them."""

_ONE: Final = Fraction(1)


Sum: TypeAlias = tuple[Sequence[tuple[Variable, Fraction]] | None, Interval, Sequence[Variable]]
"""Factors and variables, and where their sum lies; of a formula its variables only, last."""


def in_doubt(constraints: Iterable[Constraint], whole: Collection[Variable]) -> list[Constraint]:
    """The constraints of all components but those that are shown here to have a solution."""
    listed = list(constraints)
    sums: Iterable[Sum] = (
        (one.terms, one.within, ()) if type(one) is Linear else (None, NOTHING, one.variables)
        for one in listed
    )
    return [listed[at] for at in sums_in_doubt(sums, whole, 1 if whole else GRID)]


def sums_in_doubt(sums: Iterable[Sum], whole: Collection[Variable], unit: int = 0) -> list[int]:
    """The numbers of the sums of all components but those that are shown to have a solution.

    The road that nearly every component takes, so made for speed: all of them at once, in `int`.
    Ends are drawn in to a grid: so ranges that meet hold a solution, while ranges that do not meet
    prove nothing.
    The grid has so many steps to one as `unit` says; without it one for whole numbers, `GRID` for
    all others, and what has both is in doubt.
    """
    columns: dict[Variable, int] = {}
    lows: list[int | None] = []
    highs: list[int | None] = []
    units: list[int] = []
    homes: list[int] = []  # a column of each sum
    doubts: list[int] = []  # a column of each component in doubt, some of them twice
    numbers: dict[Row, int] = {}
    spans: list[Span] = []  # of the rows
    for given, inside, named in sums:
        terms, within, usual = given, inside, True
        if terms is None:
            terms, usual = [(name, _ONE) for name in named], False
        elif len(terms) == 1:
            variable, factor = terms[0]
            column = columns.get(variable, -1)
            if column < 0:
                columns[variable] = column = len(lows)
                lows.append(None)
                highs.append(None)
                units.append(unit or (1 if variable in whole else GRID))
            homes.append(column)
            over, under = factor.as_integer_ratio()
            if over != under:
                if not over:
                    doubts.append(column)
                    continue
                within = within.scaled(1 / factor)
            low, high = on_grid(within, units[column])
            if low is not None:
                now = lows[column]
                if now is None or low > now:
                    lows[column] = low
            if high is not None:
                now = highs[column]
                if now is None or high < now:
                    highs[column] = high
            continue
        row: list[tuple[int, int]] = []
        own, mixed = 0, False
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
            over, under = factor.as_integer_ratio()
            if over * over != under:
                usual = False  # neither 1 nor -1
            row.append((column, over))
        if not row:
            column = len(lows)
            lows.append(None)
            highs.append(None)
            units.append(unit)
            if 0 not in within:
                doubts.append(column)
            homes.append(column)
            continue
        if mixed:
            doubts.append(column)
        if not usual:
            below = lcm(*[factor.denominator for _, factor in terms])
            row = [
                (column, int(factor * below))
                for (column, _), (_, factor) in zip(row, terms, strict=True)
            ]
            within = within.scaled(below)
            if own == 1 or named or not all(factor for _, factor in row):
                doubts.append(column)
        homes.append(column)
        span = on_grid(within, own)
        number = numbers.setdefault(tuple(row), len(spans))
        if number == len(spans):
            spans.append(span)
        else:
            spans[number] = _both(spans[number], span)
    rows = list(numbers)
    where = rows_by_column(rows, len(lows))
    doubts.extend(_apart(rows, spans, where, lows, highs))
    reached = [False] * len(lows)
    for column in doubts:
        reached[column] = True
    for column in doubts:
        for at in where[column]:
            for other, _ in rows[at]:
                if not reached[other]:
                    reached[other] = True
                    doubts.append(other)
    return [at for at, home in enumerate(homes) if reached[home]]


def on_grid(within: Interval, unit: int) -> Span:
    """The ends of an interval, drawn in to multiples of 1 / unit and counted in these."""
    low, high = within.lower, within.upper
    least = most = None
    if low is not None:
        over, under = low.as_integer_ratio()
        least = over * unit if under == 1 else -(-over * unit // under)
        if within.lower_open and least * under == over * unit:
            least += 1
    if high is not None:
        over, under = high.as_integer_ratio()
        most = over * unit if under == 1 else over * unit // under
        if within.upper_open and most * under == over * unit:
            most -= 1
    return least, most


def _both(one: Span, other: Span) -> Span:
    """The range that two have in common."""
    (low, high), (least, most) = one, other
    return (
        low if least is None or (low is not None and low > least) else least,
        high if most is None or (high is not None and high < most) else most,
    )


def _apart(
    rows: Sequence[Row],
    spans: Sequence[Span],
    where: Sequence[Sequence[int]],
    lows: list[int | None],
    highs: list[int | None],
) -> list[int]:
    """Columns whose ranges on the grid do not meet, and some column of each row on a cycle.

    The ranges are drawn in on the way.
    """
    apart: list[int] = []
    order = leaves_first(rows, where)
    if len(order) < len(rows):
        ordered = {at for at, _ in order}
        apart.extend(row[0][0] for at, row in enumerate(rows) if at not in ordered)
    for at, shared in order:
        low, high = spans[at]
        if low is not None and high is not None and high < low:
            apart.append(rows[at][0][0])
        own = 0
        for column, factor in rows[at]:
            if column == shared:
                own = factor
                continue
            if factor > 0:
                least, most = lows[column], highs[column]
            else:
                least, most = highs[column], lows[column]
            if low is not None:
                low = None if most is None else low - factor * most
            if high is not None:
                high = None if least is None else high - factor * least
        # What is left of the span is the range of the shared column, or of 0.
        if not own:
            if (low is not None and low > 0) or (high is not None and high < 0):
                apart.append(rows[at][0][0])
            continue
        if own < 0:
            own = -own
            low, high = None if high is None else -high, None if low is None else -low
        if low is not None:
            low = -(-low // own)
        if high is not None:
            high //= own
        lows[shared], highs[shared] = _both((lows[shared], highs[shared]), (low, high))
    for column, (low, high) in enumerate(zip(lows, highs, strict=True)):
        if low is not None and high is not None and high < low:
            apart.append(column)
    return apart


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
    order = leaves_first(rows, rows_by_column(rows, component.total))
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
        own = next(factor for column, factor in row if column == target)
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
        begun: list[tuple[Number, int, _Open, _Chosen]] = []
        for low, mask, at, parts in self.options[2 * column]:
            for high, more, other, others in self.options[2 * column + 1]:
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
        elif not [tighter for tighter in masks if tighter & mask == tighter]:
            kept.append(option)
            masks.append(mask)
    return kept
