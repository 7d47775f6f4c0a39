"""Orders of days: whether they hold, and what in them may clash, by each one's first and last day.

Knows nothing of claims.

Where every sum says that one number is so much more than another at least, the numbers have a
least solution: each is as low as its own bounds and what comes before it let it be (Bellman, Ford).
That solves everything where it is above no upper bound.
Otherwise whatever clashes is a way from a lower bound to an upper one that is too long for it, and
what lies on no such way takes part in no conflict.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from ijmfacts.intervals import Interval
from ijmfacts.reasoning.acyclic import GRID
from ijmfacts.reasoning.linear import Variable

ROUNDS: Final = 16
"""How often the numbers of a component may rise, on average, before it is given up."""

LARGE: Final = 100
"""The sums of a component up to which all of it is searched where it does not hold."""

Sum: TypeAlias = tuple[Sequence[tuple[Variable, Fraction]] | None, Interval, Sequence[Variable]]
"""Factors and variables, and where their sum lies; of a formula its variables only, last."""

Span: TypeAlias = tuple[int | None, int | None]
"""The two ends of a range, in steps of a grid."""

Row: TypeAlias = tuple[tuple[int, Fraction], ...]
"""Columns and their factors."""

Least: TypeAlias = list["int | None"]
"""For each column the least that it can be, in steps of its grid; none where nothing says so."""

Ahead: TypeAlias = list[list[tuple[int, int]]]
"""For each column those that are so much more at least."""


def orders_in_doubt(sums: Sequence[Sum], whole: Collection[Variable]) -> list[int]:
    """The numbers of the sums of all components but those that are orders, and hold."""
    orders = _Orders(sums, whole)
    lows = orders.least(orders.lows, orders.ahead)
    orders.refuse_circles(lows)
    return orders.broken(lows)


def clashing(sums: Sequence[Sum], whole: Collection[Variable]) -> list[int]:
    """The numbers of the sums that may take part in a conflict.

    Of a component that is no order, or is not large, that is each of them; of an order that holds
    it is none.
    """
    orders = _Orders(sums, whole)
    lows = orders.least(orders.lows, orders.ahead)
    orders.refuse_circles(lows)
    return orders.too_long(lows, orders.least(orders.highs, orders.behind))


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


class _Orders:
    """Sums as bounds of columns, and as orders of two columns.

    Ends are drawn in to a grid: what meets on it meets indeed, and what does not may still meet.
    `highs` are upper bounds with their signs turned, so that they are lower ones of what is behind.
    """

    def __init__(self, sums: Sequence[Sum], whole: Collection[Variable]) -> None:
        columns: dict[Variable, int] = {}
        parents: list[int] = []
        self._parents = parents
        self._homes: list[int] = []  # a column of each sum
        self._other: set[int] = set()  # a column of each component that is no order
        single: list[tuple[int, int, Fraction]] = []
        alone: dict[int, list[int]] = {}  # the sums that are bounds of a column
        double: list[tuple[int, int, int, Fraction]] = []
        longer: dict[Row, list[int]] = {}
        for at, (terms, within, named) in enumerate(sums):
            names = [name for name, _ in terms] if terms else [*named, ("", at)]
            own: list[int] = []
            for name in names:
                column = columns.get(name, -1)
                if column < 0:
                    columns[name] = column = len(parents)
                    parents.append(column)
                own.append(column)
            self._homes.append(own[0])
            if len(own) > 1:
                first = self._root(own[0])
                for column in own[1:]:
                    parents[self._root(column)] = first
            if not terms:
                if terms is None or 0 not in within:
                    self._other.add(own[0])
            elif len(own) == 1:
                single.append((at, own[0], terms[0][1]))
                alone.setdefault(own[0], []).append(at)
            elif len(own) == 2 and terms[0][1] == -terms[1][1]:
                double.append((at, own[0], own[1], terms[0][1]))
            else:
                row = tuple([(column, terms[i][1]) for i, column in enumerate(own)])
                longer.setdefault(row, []).append(at)
        size = len(parents)
        self._units = [1 if name in whole else GRID for name in columns]
        self.lows: Least = [None] * size
        self.highs: Least = [None] * size
        self.ahead: Ahead = [[] for _ in parents]
        self.behind: Ahead = [[] for _ in parents]
        self._bounds: list[tuple[Sequence[int], int, int | None, int | None]] = []
        self._steps: list[tuple[Sequence[int], int, int, int]] = []
        times = Counter(column for row in longer for column, _ in row)
        times.update(column for _, *pair, _ in double for column in pair)
        self._leave_out(longer, times)
        self._roots = [self._root(column) for column in range(size)]
        self._sizes = Counter(self._roots)
        self._other = other = {self._roots[column] for column in self._other}
        for at, column, factor in single:
            if self._roots[column] not in other:
                self._bound((at,), column, sums[at][1], factor)
        for at, one, two, factor in double:
            if self._roots[one] not in other:
                self._order((at,), one, two, sums[at][1], factor)
        for row, numbers in longer.items():
            if self._roots[row[0][0]] not in other:
                gone = [column for column, _ in row if times[column] == 1]
                behind = [*numbers, *(at for column in gone for at in alone.get(column, ()))]
                self._shorten(row, numbers, behind, sums, gone)

    def _root(self, column: int) -> int:
        parents = self._parents
        while (above := parents[column]) != column:
            parents[column] = column = parents[above]
        return column

    def _leave_out(self, longer: Collection[Row], times: Counter[int]) -> None:
        """Note which components have a row that is no order, nor a bound."""
        for row in longer:
            left = [factor for column, factor in row if times[column] > 1]
            if not left or len(left) > 2 or (len(left) == 2 and left[0] != -left[1]):
                self._other.add(row[0][0])

    def _bound(
        self, numbers: Sequence[int], column: int, within: Interval, factor: Fraction
    ) -> None:
        if factor != 1:
            if not factor:
                self._other.add(self._roots[column])
                return
            within = within.scaled(1 / factor)
        low, high = on_grid(within, self._units[column])
        if low is not None:
            now = self.lows[column]
            if now is None or low > now:
                self.lows[column] = low
        if high is not None:
            high = -high
            now = self.highs[column]
            if now is None or high > now:
                self.highs[column] = high
        self._bounds.append((numbers, column, low, high))

    def _order(
        self, numbers: Sequence[int], one: int, two: int, within: Interval, factor: Fraction
    ) -> None:
        unit = self._units[one]
        if unit != self._units[two] or not factor:
            self._other.add(self._roots[one])
            return
        if factor != 1:
            within = within.scaled(1 / factor)
        low, high = on_grid(within, unit)
        if low is not None:
            self._steps.append((numbers, two, one, low))
            self.ahead[two].append((one, low))
            self.behind[one].append((two, low))
        if high is not None:
            self._steps.append((numbers, one, two, -high))
            self.ahead[one].append((two, -high))
            self.behind[two].append((one, -high))

    def _shorten(
        self,
        row: Row,
        numbers: Sequence[int],
        behind: Sequence[int],
        sums: Sequence[Sum],
        gone: Collection[int],
    ) -> None:
        """A row without what stands in no other one: so long does an event last.

        It gives way with all that its own bounds leave for it; `behind` are these and the row.
        """
        within = sums[numbers[0]][1]
        for at in numbers[1:]:
            within &= sums[at][1]
        for column, factor in row:
            if column in gone:
                within -= self._range(column).scaled(factor)
        left = [one for one in row if one[0] not in gone]
        if len(left) == 1:
            self._bound(behind, left[0][0], within, left[0][1])
        else:
            self._order(behind, left[0][0], left[1][0], within, left[0][1])

    def _range(self, column: int) -> Interval:
        """What the bounds of a column leave for it."""
        low, high, unit = self.lows[column], self.highs[column], self._units[column]
        return Interval(
            None if low is None else Fraction(low, unit),
            None if high is None else Fraction(-high, unit),
        )

    def least(self, given: Sequence[int | None], ahead: Ahead) -> Least:
        """The least solution above the bounds that are given.

        A component in which numbers do not cease to rise is no order.
        """
        lows, roots = list(given), self._roots
        allowed = {root: ROUNDS * count for root, count in self._sizes.items()}
        queue = deque(at for at, low in enumerate(lows) if low is not None and ahead[at])
        waiting = set(queue)
        while queue:
            at = queue.popleft()
            waiting.discard(at)
            low, root = lows[at], roots[at]
            allowed[root] -= 1
            if allowed[root] < 0 or low is None:
                self._other.add(root)
                continue
            for after, by in ahead[at]:
                now = lows[after]
                if now is None or low + by > now:
                    lows[after] = low + by
                    if after not in waiting:
                        waiting.add(after)
                        queue.append(after)
        return lows

    def refuse_circles(self, lows: Least) -> None:
        """See that no order of columns without a lower bound goes round in a circle."""
        free = [[(after, by) for after, by in ahead if lows[after] is None] for ahead in self.ahead]
        self.least([0 if low is None else None for low in lows], free)

    def broken(self, lows: Least) -> list[int]:
        """The sums of components with a number above its upper bound, and all of no order."""
        roots, broken = self._roots, set(self._other)
        for column, (low, high) in enumerate(zip(lows, self.highs, strict=True)):
            if _above(low, 0, high):
                broken.add(roots[column])
        return [at for at, home in enumerate(self._homes) if roots[home] in broken]

    def too_long(self, lows: Least, highs: Least) -> list[int]:
        """The sums on ways that are too long for the bounds at their ends, in large components.

        In others all sums that do not hold together.
        """
        roots = self._roots
        sizes = Counter(roots[home] for home in self._homes)
        found = {at for at in self.broken(lows) if self._is_whole(roots[self._homes[at]], sizes)}
        for numbers, column, low, high in self._bounds:
            if _above(low, 0, highs[column]) or _above(lows[column], 0, high):
                found.update(numbers)
        for numbers, before, after, by in self._steps:
            if _above(lows[before], by, highs[after]):
                found.update(numbers)
        return sorted(found)

    def _is_whole(self, root: int, sizes: Mapping[int, int]) -> bool:
        """True for a component that is searched as it is."""
        return sizes[root] <= LARGE or root in self._other


def _above(low: int | None, by: int, high: int | None) -> bool:
    """True where so much more than a lower bound is above an upper one, its sign turned."""
    return low is not None and high is not None and low + by + high > 0
