"""The reasoning engine against z3 and brute force, on random small systems of four theories.

    python benchmarks/reasoning/oracle.py [--count 20000] [--seed 0] [THEORY ...]

Needs the `test` extra (z3-solver).
Theories: numbers (z3 over the rationals), sets (brute force over 0/1 variables with
cardinalities), time (z3, difference constraints over rationals or whole days), mixed (z3 over whole
and rational variables together), whole (brute force over small whole numbers, formulas too).
For each system these must agree: satisfiability; the set of minimal conflicts; the smallest
corrections; the range of every variable. And of each conflict: its core is irreducible, its
multipliers sum to an interval without 0.
Exit status 1 where anything disagrees; the seed is printed.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction
from typing import Any

import attrs
import z3  # type: ignore[import-untyped]

from ijmfacts.answers import Answer
from ijmfacts.intervals import Interval
from ijmfacts.reasoning import (
    Formula,
    Limits,
    Linear,
    Variants,
    can_hold,
    implied,
    minimal_conflicts,
    names_in,
    parse_expression,
    smallest_corrections,
)

NUDGE = Fraction(1, 10**9)
FAR = 10**9


@attrs.frozen(kw_only=True)
class Problem:
    """Constraints, which variables are whole, and the domain for brute force (or none)."""

    constraints: tuple[Linear | Formula, ...]
    whole: frozenset[Hashable] = frozenset()
    domain: tuple[int, ...] | None = None

    @property
    def variables(self) -> list[str]:
        """The variables, in order."""
        return sorted({str(name) for item in self.constraints for name in item.variables})

    @property
    def supports(self) -> list[Hashable]:
        """The supports, in order."""
        return sorted({name for item in self.constraints for name in item.supports}, key=str)


# --- random systems -------------------------------------------------------------------------


def some_interval(draw: random.Random, span: int, halves: int = 1) -> Interval:
    """A point, a rounding interval, a range, or one side only, with open ends now and then."""
    lower = Fraction(draw.randint(-span * halves, span * halves), halves)
    shape = draw.random()
    if shape < 0.4:
        return Interval.point(lower)
    if shape < 0.6:
        return Interval.closed(lower - Fraction(1, 2), lower + Fraction(1, 2))
    open_ = draw.random() < 0.4
    if shape < 0.75:
        return Interval.at_least(lower, open_=open_)
    if shape < 0.9:
        return Interval.at_most(lower, open_=open_)
    upper = lower + Fraction(draw.randint(0, 2 * halves), halves)
    return Interval(lower, upper, lower_open=open_, upper_open=draw.random() < 0.4)


def some_supports(draw: random.Random, claims: int) -> frozenset[Hashable]:
    """Mostly one claim, at times none, or with an assumption."""
    shape = draw.random()
    if shape < 0.15:
        return frozenset()
    names: set[Hashable] = {f"c{draw.randrange(claims)}"}
    if shape > 0.7:
        names.add(draw.choice(["a0", "a1", f"c{draw.randrange(claims)}"]))
    return frozenset(names)


def some_terms(
    draw: random.Random, names: list[str], factors: list[Fraction], least: int = 1
) -> tuple[tuple[str, Fraction], ...]:
    chosen = draw.sample(names, draw.randint(least, min(len(names), 4)))
    return tuple((name, draw.choice(factors)) for name in chosen)


def numbers(draw: random.Random) -> Problem:
    """Sums with factors of either sign, rounding intervals, open ends."""
    names = list("xyzuv")[: draw.randint(1, 5)]
    factors = [Fraction(number) for number in (1, 1, 1, -1, -1, 2, -3)] + [Fraction(1, 3)]
    items: list[Linear] = []
    for at in range(draw.randint(2, 8)):
        single = draw.random() < 0.55
        terms = some_terms(draw, names, factors)[:1] if single else some_terms(draw, names, factors)
        if draw.random() < 0.03:
            terms = ()
        within = some_interval(draw, 3, draw.choice([1, 1, 2]))
        items.append(Linear(terms, within, some_supports(draw, 5), at))
    return Problem(constraints=tuple(items))


def sets(draw: random.Random) -> Problem:
    """Membership as 0 or 1, cardinalities, disjointness, inclusion."""
    names = [f"m{at}" for at in range(draw.randint(2, 6))]
    one = Fraction(1)
    items: list[Linear] = [
        Linear(((name, one),), Interval.closed(0, 1), frozenset(), name) for name in names
    ]
    for at in range(draw.randint(2, 7)):
        supports = some_supports(draw, 5)
        kind = draw.random()
        terms: tuple[tuple[str, Fraction], ...]
        if kind < 0.35:
            terms = ((draw.choice(names), one),)
            within = Interval.point(draw.randint(0, 1))
        elif kind < 0.75:
            chosen = draw.sample(names, draw.randint(2, len(names)))
            terms = tuple((name, one) for name in chosen)
            within = draw.choice(
                [
                    Interval.point(draw.randint(0, len(names))),
                    Interval.at_least(draw.randint(1, 3)),
                    Interval.at_most(draw.randint(0, 2)),
                ]
            )
        elif kind < 0.9:
            first, second = draw.sample(names, 2)
            terms = ((first, one), (second, one))
            within = Interval.at_most(1)
        else:
            first, second = draw.sample(names, 2)
            terms = ((first, one), (second, -one))
            within = Interval.at_most(0)
        items.append(Linear(terms, within, supports, at))
    return Problem(constraints=tuple(items), whole=frozenset(names), domain=(0, 1))


def times(draw: random.Random) -> Problem:
    """Points in time and the differences between them: anchored or not, or whole days in a span.

    The span is for z3's sake, which may not end over all whole numbers.
    """
    names = [f"t{at}" for at in range(draw.randint(2, 5))]
    one = Fraction(1)
    days = draw.random() < 0.5
    items: list[Linear] = []
    if days:
        items = [
            Linear(((name, one),), Interval.closed(-30, 30), frozenset(), name) for name in names
        ]
    for at in range(draw.randint(2, 8)):
        supports = some_supports(draw, 5)
        if draw.random() < 0.3:
            terms: tuple[tuple[str, Fraction], ...] = ((draw.choice(names), one),)
        else:
            first, second = draw.sample(names, 2)
            terms = ((first, one), (second, -one))
        items.append(Linear(terms, some_interval(draw, 3, draw.choice([1, 1, 2])), supports, at))
    return Problem(constraints=tuple(items), whole=frozenset(names if days else ()))


def mixed(draw: random.Random) -> Problem:
    """Whole and rational variables in the same sums, in small domains so that z3 ends too."""
    names = list("xyzuv")[: draw.randint(2, 4)]
    whole = frozenset(name for name in names if draw.random() < 0.6)
    factors = [Fraction(number) for number in (1, 1, 1, -1, -1, 2, 3, -2)]
    items: list[Linear] = [
        Linear(((name, Fraction(1)),), Interval.closed(-4, 4), frozenset(), name) for name in names
    ]
    for at in range(draw.randint(2, 7)):
        terms = some_terms(draw, names, factors)
        within = some_interval(draw, 4, draw.choice([1, 1, 2]))
        items.append(Linear(terms, within, some_supports(draw, 5), at))
    return Problem(constraints=tuple(items), whole=whole)


FORMULAS = (
    "x*y",
    "x/y",
    "sqrt(x)",
    "max(x,y)-1",
    "min(x,y,2)",
    "abs(x)*y",
    "x^2",
    "x^2/y",
    "2*x+1",
)


def whole(draw: random.Random) -> Problem:
    """Small whole numbers, at times with a formula."""
    names = list("xyzr")
    factors = [Fraction(number) for number in (1, 1, -1, 2, 3)]
    items: list[Linear | Formula] = [
        Linear(((name, Fraction(1)),), Interval.closed(0, 4), frozenset(), name) for name in names
    ]
    for at in range(draw.randint(2, 6)):
        least = 1 if draw.random() < 0.5 else 2
        terms = some_terms(draw, names, factors, least)[: 1 if least == 1 else 4]
        items.append(Linear(terms, some_interval(draw, 6), some_supports(draw, 5), at))
    if draw.random() < 0.5:
        expression = parse_expression(draw.choice(FORMULAS))
        items.append(Formula("r", expression, some_supports(draw, 5), "formula"))
    return Problem(constraints=tuple(items), whole=frozenset(names), domain=(0, 1, 2, 3, 4))


THEORIES: dict[str, Callable[[random.Random], Problem]] = {
    "numbers": numbers,
    "sets": sets,
    "time": times,
    "mixed": mixed,
    "whole": whole,
}


# --- the oracles ------------------------------------------------------------------------------


def value_of(expression: Any, point: dict[Hashable, Fraction]) -> Fraction | None:
    """An expression at a point, by plain arithmetic; None where it has no rational value."""
    if hasattr(expression, "value"):
        return Fraction(expression.value)
    if hasattr(expression, "variable"):
        return point[expression.variable]
    parts = [value_of(part, point) for part in expression.arguments]
    if any(part is None for part in parts):
        return None
    known = [part for part in parts if part is not None]
    first = known[0]
    match expression.operation:
        case "+":
            return first + known[1]
        case "-":
            return first - known[1]
        case "*":
            return first * known[1]
        case "/":
            return first / known[1] if known[1] else None
        case "negative":
            return -first
        case "power":
            return Fraction(first**expression.exponent)
        case "abs":
            return abs(first)
        case "max":
            return max(known)
        case "min":
            return min(known)
        case "sqrt":
            for under in range(20):
                if Fraction(under) ** 2 == first:
                    return Fraction(under)
            return None
    raise ValueError(expression.operation)


def lies(number: Fraction, within: Interval) -> bool:
    """Membership, spelled out here so as not to lean on the engine's."""
    if within.lower is not None and (
        number < within.lower or (within.lower_open and number == within.lower)
    ):
        return False
    return not (
        within.upper is not None
        and (number > within.upper or (within.upper_open and number == within.upper))
    )


class BruteForce:
    """Tries every point of the domain."""

    def __init__(self, problem: Problem) -> None:
        names = problem.variables
        self.points: list[dict[Hashable, Fraction]] = []
        self.broken: list[list[frozenset[Hashable]]] = []
        for values in itertools.product(problem.domain or (), repeat=len(names)):
            point: dict[Hashable, Fraction] = {
                name: Fraction(value) for name, value in zip(names, values, strict=True)
            }
            broken = [item.supports for item in problem.constraints if not self.holds(item, point)]
            if frozenset() not in broken:
                self.points.append(point)
                self.broken.append(broken)

    @staticmethod
    def holds(item: Linear | Formula, point: dict[Hashable, Fraction]) -> bool:
        """Whether a constraint holds at a point."""
        if isinstance(item, Linear):
            total = sum((factor * point[name] for name, factor in item.terms), Fraction(0))
            return lies(total, item.within)
        return value_of(item.expression, point) == point[item.result]

    def satisfiable(self, supports: frozenset[Hashable]) -> bool:
        """Whether some point breaks no constraint in force."""
        return any(not any(broken <= supports for broken in listed) for listed in self.broken)

    def reach(self, name: str, supports: frozenset[Hashable]) -> list[Fraction]:
        """The values of a variable over all solutions."""
        return [
            point[name]
            for point, listed in zip(self.points, self.broken, strict=True)
            if not any(broken <= supports for broken in listed)
        ]


class Z3:
    """Asks z3, over rationals and whole numbers."""

    def __init__(self, problem: Problem) -> None:
        self.solver = z3.Solver()
        self.names: dict[str, Any] = {
            name: z3.Int(name) if name in problem.whole else z3.Real(name)
            for name in problem.variables
        }
        self.flags: dict[Hashable, Any] = {
            name: z3.Bool(f"support {name}") for name in problem.supports
        }
        for item in problem.constraints:
            if not isinstance(item, Linear):
                raise TypeError(item)
            holds = self.holds(item.terms, item.within)
            flags = [self.flags[name] for name in item.supports]
            self.solver.add(z3.Implies(z3.And(*flags), holds) if flags else holds)

    def holds(self, terms: Iterable[tuple[Any, Fraction]], within: Interval) -> Any:
        """A sum in an interval, in z3's words."""
        parts = [
            z3.RatVal(factor.numerator, factor.denominator)
            * (z3.ToReal(self.names[name]) if self.names[name].is_int() else self.names[name])
            for name, factor in terms
        ]
        total = z3.Sum(*parts) if parts else z3.RealVal(0)
        said = [z3.BoolVal(val=True)]
        if within.lower is not None:
            end = z3.RatVal(within.lower.numerator, within.lower.denominator)
            said.append(total > end if within.lower_open else total >= end)
        if within.upper is not None:
            end = z3.RatVal(within.upper.numerator, within.upper.denominator)
            said.append(total < end if within.upper_open else total <= end)
        return z3.And(*said)

    def satisfiable(self, supports: frozenset[Hashable], *more: Any) -> bool:
        """Whether the constraints in force, and these, have a solution."""
        found = self.solver.check(*(self.flags[name] for name in supports), *more)
        if found == z3.unknown:
            raise RuntimeError(self.solver.reason_unknown())
        return bool(found == z3.sat)

    def can_lie(self, name: str, within: Interval, supports: frozenset[Hashable]) -> bool:
        """Whether a solution has the variable in the interval."""
        return self.satisfiable(supports, self.holds(((name, Fraction(1)),), within))


def all_minimal(
    supports: list[Hashable], satisfiable: Callable[[frozenset[Hashable]], bool]
) -> set[frozenset[Hashable]]:
    """Every minimal unsatisfiable set of supports, by trying them all, the small ones first."""
    if satisfiable(frozenset(supports)):
        return set()
    found: set[frozenset[Hashable]] = set()
    for size in range(len(supports) + 1):
        for chosen in itertools.combinations(supports, size):
            names = frozenset(chosen)
            if not any(known <= names for known in found) and not satisfiable(names):
                found.add(names)
    return found


def smallest_cuts(
    supports: list[Hashable], satisfiable: Callable[[frozenset[Hashable]], bool]
) -> set[frozenset[Hashable]]:
    """Every smallest set of supports without which the rest can hold."""
    everything = frozenset(supports)
    for size in range(len(supports) + 1):
        found = {
            frozenset(chosen)
            for chosen in itertools.combinations(supports, size)
            if satisfiable(everything - frozenset(chosen))
        }
        if found:
            return found
    return set()


# --- the comparison ---------------------------------------------------------------------------


def disagreements(problem: Problem, draw: random.Random) -> Iterable[str]:
    """Every way in which the engine and the oracle differ on a problem."""
    constraints = list(problem.constraints)
    draw.shuffle(constraints)
    outcome = minimal_conflicts(constraints, problem.whole)
    draw.shuffle(constraints)
    if outcome != minimal_conflicts(constraints, problem.whole):
        yield "another order, another outcome"
    oracle = Z3(problem) if problem.domain is None else BruteForce(problem)
    supports = problem.supports
    everything = frozenset(supports)
    sound_only = outcome.bounded or any(
        isinstance(item, Formula) and len(names_in(item.expression)) for item in constraints
    )
    found = {conflict.supports for conflict in outcome.conflicts}
    satisfiable = oracle.satisfiable(everything)
    answer = can_hold(constraints, problem.whole)
    if answer is not Answer.UNKNOWN and (answer is Answer.YES) != satisfiable:
        yield f"can hold: {answer}, the oracle: {satisfiable}"
    if answer is Answer.UNKNOWN and not sound_only:
        yield "unknown"
    if sound_only:
        for names in found:
            if oracle.satisfiable(names):
                yield f"{sorted(map(str, names))} can hold"
    else:
        expected = all_minimal(supports, oracle.satisfiable)
        if found != expected:
            yield f"conflicts {told(found)}, the oracle {told(expected)}"
        if expected and frozenset() not in expected:
            cuts, more = smallest_corrections(found, lambda _: True, 1_000)
            if more or set(cuts) != smallest_cuts(supports, oracle.satisfiable):
                yield f"corrections {cuts}"
    for conflict in outcome.conflicts:
        yield from defects(conflict, problem)
    yield from wrong_ranges(problem, oracle, constraints, satisfiable=satisfiable)
    yield from wrong_variants(problem, draw)


def told(conflicts: Iterable[frozenset[Hashable]]) -> list[list[str]]:
    """Sets of supports in an order to read."""
    return sorted(sorted(map(str, names)) for names in conflicts)


def defects(conflict: Any, problem: Problem) -> Iterable[str]:
    """What is wrong with a conflict's core or certificate."""
    names: set[Hashable] = set()
    for item in conflict.core:
        names |= item.supports
    if names != conflict.supports:
        yield "the core rests on other supports"
    if can_hold(conflict.core, problem.whole) is not Answer.NO:
        yield "the core can hold"
    for item in conflict.core:
        rest = [other for other in conflict.core if other is not item]
        integral = frozenset() if conflict.multipliers else problem.whole
        if can_hold(rest, integral) is Answer.NO:
            yield "the core can be reduced"
    if conflict.multipliers:
        total: Counter[Hashable] = Counter()
        within = Interval.point(0)
        for item, times_ in zip(conflict.core, conflict.multipliers, strict=True):
            for name, factor in item.terms:
                total[name] += factor * times_
            within += item.within.scaled(times_)
        if any(total.values()) or lies(Fraction(0), within):
            yield "the multipliers prove nothing"
    elif not problem.whole:
        yield "no multipliers over the rationals"


def wrong_variants(problem: Problem, draw: random.Random) -> Iterable[str]:
    """Where a component that is asked in several variants answers otherwise than each by itself."""
    if not problem.supports:
        return
    together = Variants(problem.constraints, problem.whole)
    through = draw.choice(problem.supports)
    for number in range(3):
        variant = [
            Linear(item.terms, some_interval(draw, 6), item.supports, (number, item.tag))
            if through in item.supports and type(item) is Linear and draw.random() < 0.7
            else item
            for item in problem.constraints
        ]
        found = minimal_conflicts(variant, problem.whole)
        known = [one.supports for one in found.conflicts if through not in one.supports]
        again = together.conflicts(variant, Limits(), known=known, through=through)
        wanted = {one.supports for one in found.conflicts} - set(known)
        if {one.supports for one in again.conflicts} != wanted:
            yield f"variant {number} has not the conflicts that it has by itself"
        name = draw.choice(problem.variables)
        if together.range_of(variant, name, Limits()) != implied(variant, name, problem.whole):
            yield f"variant {number} leaves another range for {name}"


def wrong_ranges(
    problem: Problem, oracle: Any, constraints: list[Any], *, satisfiable: bool
) -> Iterable[str]:
    """Implied ranges that are too narrow, or over the rationals too wide."""
    everything = frozenset(problem.supports)
    exact = not problem.whole
    for name in problem.variables[:3]:
        found = implied(constraints, name, problem.whole)
        if found.is_empty:
            if satisfiable:
                yield f"{name} has no value"
            continue
        if not satisfiable:
            if exact:
                yield f"{name} has a value"
            continue
        if isinstance(oracle, BruteForce):
            if any(not lies(value, found) for value in oracle.reach(name, everything)):
                yield f"{name} in {found} is too narrow"
            continue
        for low, end, open_ in (
            (True, found.lower, found.lower_open),
            (False, found.upper, found.upper_open),
        ):
            if end is None:
                far = Interval.at_most(-FAR) if low else Interval.at_least(FAR)
                if exact and not oracle.can_lie(name, far, everything):
                    yield f"{name} in {found} is too wide"
                continue
            beyond = (
                Interval.at_most(end, open_=not open_)
                if low
                else Interval.at_least(end, open_=not open_)
            )
            if oracle.can_lie(name, beyond, everything):
                yield f"{name} in {found} is too narrow"
            inside = Interval.point(end)
            if open_:
                inside = (
                    Interval(end, end + NUDGE, lower_open=True)
                    if low
                    else Interval(end - NUDGE, end, upper_open=True)
                )
            if exact and not oracle.can_lie(name, inside, everything):
                yield f"{name} in {found} is too wide"


def compare(theory: str, seed: int) -> tuple[list[str], int, bool]:
    """What disagrees on one seed, how many conflicts there were, and whether a limit was hit."""
    draw = random.Random(f"{theory} {seed}")
    problem = THEORIES[theory](draw)
    wrong = list(disagreements(problem, draw))
    outcome = minimal_conflicts(problem.constraints, problem.whole)
    return wrong, len(outcome.conflicts), outcome.bounded


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    reader.add_argument("theories", nargs="*", default=list(THEORIES), metavar="THEORY")
    reader.add_argument("--count", type=int, default=20_000)
    reader.add_argument("--seed", type=int, default=0)
    arguments = reader.parse_args()
    failed = 0
    print("theory    systems  with conflicts  conflicts  limit hit  disagree   seconds")
    for theory in arguments.theories:
        began = time.perf_counter()
        unsatisfiable = total = cut = bad = 0
        for seed in range(arguments.seed, arguments.seed + arguments.count):
            wrong, conflicts, bounded = compare(theory, seed)
            unsatisfiable += conflicts > 0
            total += conflicts
            cut += bounded
            if wrong:
                bad += 1
                if bad <= 10:
                    print(f"{theory} {seed}: {'; '.join(wrong)}", file=sys.stderr)
        seconds = time.perf_counter() - began
        failed += bad
        print(
            f"{theory:8}{arguments.count:9}{unsatisfiable:16}{total:11}{cut:11}{bad:10}"
            f"{seconds:10.1f}",
            flush=True,
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
