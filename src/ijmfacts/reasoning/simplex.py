"""The general simplex of Dutertre and de Moura, exact, over bounded columns.

Knows nothing of constraints, supports or claims: only columns, rows and bounds.

Source: B. Dutertre and L. de Moura, *A Fast Linear-Arithmetic Solver for DPLL(T)*, CAV 2006.
Numbers are `int` wherever they can be and `Fraction` elsewhere, never floats.
An open end is a bound an infinitely small step inside, see `Near`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import total_ordering
from math import gcd
from typing import Any, Final, TypeAlias

Rational: TypeAlias = int | Fraction
Number: TypeAlias = Any  # Rational or Near; a union would make every sum here a cast

NOBODY: Final = -1  # the reason of a bound that is not there


class SpentError(Exception):
    """The work allowed for one component is used up."""


@total_ordering
class Near:
    """A rational and some infinitely small steps: `value + steps × δ`.

    So `x < 3` is the closed bound `x ≤ 3 - δ`, and comparison is that of pairs.
    """

    __slots__ = ("steps", "value")

    def __init__(self, value: Rational, steps: Rational) -> None:
        self.value = value
        self.steps = steps

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Near):
            return self.value == other.value and self.steps == other.steps
        return not self.steps and self.value == other

    def __lt__(self, other: Near | Rational) -> bool:
        if isinstance(other, Near):
            return self.value < other.value or (
                self.value == other.value and self.steps < other.steps
            )
        return self.value < other or (self.value == other and self.steps < 0)

    def __hash__(self) -> int:
        return hash((self.value, self.steps)) if self.steps else hash(self.value)

    def __neg__(self) -> Near:
        return Near(-self.value, -self.steps)

    def __add__(self, other: Near | Rational) -> Near:
        if isinstance(other, Near):
            return Near(self.value + other.value, self.steps + other.steps)
        return Near(self.value + other, self.steps)

    __radd__ = __add__

    def __sub__(self, other: Near | Rational) -> Near:
        return self + -other

    def __rsub__(self, other: Rational) -> Near:
        return -self + other

    def __mul__(self, factor: Rational) -> Near:
        return Near(self.value * factor, self.steps * factor)

    __rmul__ = __mul__

    def __repr__(self) -> str:
        return f"Near({self.value}, {self.steps})"


def plain(number: Rational) -> Rational:
    """The same number, as an int where it is whole."""
    return number.numerator if number.denominator == 1 else number


def ratio(number: Number, divisor: Rational) -> Number:
    """`number / divisor`, exactly, and as an int where it is whole."""
    if divisor == 1:
        return number
    if divisor == -1:
        return -number
    if type(number) is Near:
        return Near(ratio(number.value, divisor), ratio(number.steps, divisor))
    if type(number) is int and type(divisor) is int:
        whole, rest = divmod(number, divisor)
        return Fraction(number, divisor) if rest else whole
    return plain(Fraction(number) / divisor)


def is_whole(number: Number) -> bool:
    """True where nothing but a whole number is meant."""
    if type(number) is Near:
        return not number.steps and number.value.denominator == 1
    return bool(number.denominator == 1)


Clash: TypeAlias = list[tuple[int, Rational, bool]]
"""Columns, each with a factor and whether its lower bound is meant (else its upper).

The factors times the columns sum to nothing, the factors times those bounds to more than nothing.
"""


class Simplex:
    """Columns with bounds, some of them (the basic ones) sums of the others.

    A row says of a basic column that `times[column]` of it are a sum of others, so many each; all
    of these are whole numbers without a common divisor, so that no fraction is ever added up.
    `counted` has for each column `times[column]` times its value.
    Bounds are set from outside, in `lower`, `upper`, `lower_why` and `upper_why`; whoever sets
    those of a column that is not basic adds it to `loose`.
    `work` counts touched entries of the rows, the same on every machine.
    """

    __slots__ = (
        "allowed", "counted", "loose", "lower", "lower_why", "rows", "times", "upper", "upper_why",
        "work",
    )  # fmt: skip

    def __init__(self, columns: int, rows: dict[int, dict[int, int]], allowed: int) -> None:
        """`rows` says which columns are basic, each once the sum, and is changed."""
        self.lower: list[Number] = [None] * columns
        self.upper: list[Number] = [None] * columns
        self.lower_why: list[int] = [NOBODY] * columns
        self.upper_why: list[int] = [NOBODY] * columns
        self.counted: list[Number] = [0] * columns
        self.times: list[int] = [1] * columns
        self.rows = rows
        self.loose: set[int] = set()
        self.work = 0
        self.allowed = allowed

    def start(self) -> None:
        """Put every column that is not basic at one of its bounds, and sum up the rows."""
        counted, rows = self.counted, self.rows
        for column, (low, high) in enumerate(zip(self.lower, self.upper, strict=True)):
            if column not in rows:
                counted[column] = low if low is not None else high if high is not None else 0
        for basic, row in rows.items():
            total = 0
            for column, factor in row.items():
                total += factor * counted[column]
            counted[basic] = total
        self.loose.clear()

    def value(self, column: int) -> Number:
        """The value that a column has now."""
        return ratio(self.counted[column], self.times[column])

    def move(self, column: int, target: Number) -> None:
        """Give a column that is not basic another value."""
        counted = self.counted
        step = target - counted[column]
        counted[column] = target
        for basic, row in self.rows.items():
            factor = row.get(column)
            if factor:
                counted[basic] += factor * step
        self.work += len(self.rows)

    def settle(self) -> None:
        """Bring every loose column back between its bounds, which must not cross."""
        for column in self.loose:
            if column in self.rows:
                continue
            low, high = self.lower[column], self.upper[column]
            if low is not None and self.counted[column] < low:
                self.move(column, low)
            elif high is not None and self.counted[column] > high:
                self.move(column, high)
        self.loose.clear()

    def pivot(self, leaving: int, entering: int, target: Number) -> None:
        """Trade places: `leaving` goes to `target`, its bound, and `entering` becomes basic."""
        rows, counted, times = self.rows, self.counted, self.times
        row = rows.pop(leaving)
        own = times[leaving]
        factor = row.pop(entering)
        step = (target if own == 1 else target * own) - counted[leaving]
        counted[leaving] = target
        times[leaving] = 1
        if factor > 0:
            solved = {column: -other for column, other in row.items()}
            solved[leaving] = own
        else:
            factor, step = -factor, -step
            solved = row
            solved[leaving] = -own
        # So much of the entering column, `factor` times, moves by `step`.
        times[entering] = factor
        now = counted[entering]
        counted[entering] = (now if factor == 1 else now * factor) + step
        work = len(rows)
        for basic, other_row in rows.items():
            rate = other_row.pop(entering, 0)
            if not rate:
                continue
            work += len(solved)
            if factor != 1:
                shared = gcd(rate, factor)
                rate //= shared
                more = factor // shared
                if more != 1:
                    for column in other_row:
                        other_row[column] *= more
                    times[basic] *= more
                    counted[basic] *= more
            counted[basic] += rate * step
            for column, other in solved.items():
                total = other_row.get(column, 0) + rate * other
                if total:
                    other_row[column] = total
                else:
                    del other_row[column]
            count = times[basic]
            if count != 1:
                shared = gcd(count, *other_row.values())
                if shared != 1:
                    times[basic] = count // shared
                    counted[basic] = ratio(counted[basic], shared)
                    for column in other_row:
                        other_row[column] //= shared
        rows[entering] = solved
        self.work += work

    def check(self) -> Clash | None:
        """Values for all columns between all bounds, or why there are none.

        First the shortest row out of bounds is mended, for short reasons and little fill; after
        a while the lowest-numbered one, by Bland's rule, which always ends.

        Raises:
            SpentError: the work allowed is used up.
        """
        rows, counted, times = self.rows, self.counted, self.times
        lower, upper = self.lower, self.upper
        if self.loose:
            self.settle()
        patience = 4 * len(rows) + 16
        while True:
            if self.work > self.allowed:
                raise SpentError
            leaving, best, below = -1, (0, 0), False
            for basic, row in rows.items():
                now = counted[basic]
                count = times[basic]
                low = lower[basic]
                if low is not None and now < (low if count == 1 else low * count):
                    under = True
                else:
                    high = upper[basic]
                    if high is None or now <= (high if count == 1 else high * count):
                        continue
                    under = False
                rank = (len(row) if patience > 0 else 0, basic)
                if leaving < 0 or rank < best:
                    leaving, best, below = basic, rank, under
            self.work += len(rows)
            if leaving < 0:
                return None
            patience -= 1
            row = rows[leaving]
            entering = -1
            for column, factor in row.items():
                if 0 <= entering < column:
                    continue
                if (factor > 0) is below:
                    limit = upper[column]
                    if limit is None or counted[column] < limit:
                        entering = column
                else:
                    limit = lower[column]
                    if limit is None or counted[column] > limit:
                        entering = column
            if entering < 0:
                sign = 1 if below else -1
                return [
                    (leaving, sign * times[leaving], below),
                    *(
                        (column, -sign * factor, (factor > 0) is not below)
                        for column, factor in row.items()
                    ),
                ]
            self.pivot(leaving, entering, lower[leaving] if below else upper[leaving])

    def reason(self, column: int, *, low: bool) -> int:
        """Whoever set that bound."""
        return self.lower_why[column] if low else self.upper_why[column]

    def greatest(self, form: Sequence[tuple[int, Rational]]) -> tuple[Number, list[int]]:
        """The greatest value of a sum of columns, and the reasons of the bounds that hold it there.

        The bounds must be satisfied already (`check`).
        None as a value where nothing holds it.

        Raises:
            SpentError: the work allowed is used up.
        """
        rows, counted, times = self.rows, self.counted, self.times
        lower, upper = self.lower, self.upper
        goal: dict[int, Rational] = {}
        for column, factor in form:
            count = times[column]
            for other, rate in rows[column].items() if column in rows else ((column, 1),):
                goal[other] = goal.get(other, 0) + ratio(factor * rate, count)
        while True:
            if self.work > self.allowed:
                raise SpentError
            entering = -1
            for column, gain in goal.items():
                if not gain or 0 <= entering < column:
                    continue
                limit = upper[column] if gain > 0 else lower[column]
                if limit is None or counted[column] != limit:
                    entering = column
            if entering < 0:
                total: Number = 0
                for column, factor in form:
                    total += factor * self.value(column)
                return total, [
                    self.reason(column, low=gain < 0) for column, gain in goal.items() if gain
                ]
            upward = goal[entering] > 0
            own = upper[entering] if upward else lower[entering]
            room = None if own is None else abs_step(own - counted[entering], up=upward)
            leaving, target = -1, None
            for basic, row in rows.items():
                rate = row.get(entering, 0)
                if not rate:
                    continue
                limit = upper[basic] if (rate > 0) is upward else lower[basic]
                if limit is None:
                    continue
                space = abs_step(ratio(limit * times[basic] - counted[basic], rate), up=upward)
                if room is None or space < room or (space == room and 0 <= basic < leaving):
                    room, leaving, target = space, basic, limit
            self.work += len(rows)
            if room is None:
                return None, []
            if leaving < 0:
                self.move(entering, own)
                continue
            self.pivot(leaving, entering, target)
            share = ratio(goal.pop(entering), times[entering])
            for column, factor in rows[entering].items():
                goal[column] = goal.get(column, 0) + share * factor


def abs_step(step: Number, *, up: bool) -> Number:
    """The length of a step whose direction is known."""
    return step if up else -step
