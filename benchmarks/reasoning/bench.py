"""Time per claim of the reasoning engine, beside HiGHS and z3 doing the same enumeration.

    python benchmarks/reasoning/bench.py [--most 1000000] [--peers 10000] [--repeat 5] [--seed 1]

Needs `highspy` (with numpy) and `z3-solver` for the peers; `--peers 0` measures the engine alone.
Every engine gets the same constraints in the same groups, and must find the same conflicts: HiGHS
and z3 take the engine's place in the same search (minimal ways to break the conflicts known, cores
from the solver's own certificate, shrunk by deletion), one model a component, constraints switched
off by their bounds (HiGHS) or by assumptions (z3).
HiGHS runs twice: with cores from its dual rays, and by deletion alone.
All run in one thread, and what is measured is the processor time of this process.
"""

from __future__ import annotations

import argparse
import gc
import math
import random
import statistics
import sys
import time
from collections.abc import Callable, Hashable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any, Protocol, TypeAlias

from ijmfacts.intervals import Interval
from ijmfacts.reasoning import Limits, Linear, components, minimal_conflicts

ONE = Fraction(1)
Conflicts: TypeAlias = set[frozenset[Hashable]]


# --- what is measured on ----------------------------------------------------------------------


def component(draw: random.Random, name: str, *, planted: bool) -> list[Linear]:
    """Five to twenty claims about a breakdown in two levels and its dates.

    Sums are hard facts; a claim gives a value exactly, rounded or as a bound, or an order with a
    distance. Of those with a planted slip one claim that others cross-check is off.
    """
    claims = draw.randint(5, 20)
    values: dict[str, int] = {}
    facts: list[Linear] = []

    def divide(whole: str, parts: int) -> None:
        names = [f"{whole}.{at}" for at in range(parts)]
        for part in names:
            values[part] = draw.randint(1, 400)
        values[whole] = sum(values[part] for part in names)
        terms = ((whole, ONE), *((part, -ONE) for part in names))
        facts.append(Linear(terms, Interval.point(0), frozenset()))

    parts = draw.randint(2, 4)
    divide(f"{name}/total", parts)
    if claims > 8:
        first = f"{name}/total.0"
        kept = values[first]
        divide(first, draw.randint(2, 4))
        values[f"{name}/total"] += values[first] - kept
    names = list(values)
    if claims > 12:
        days = [f"{name}/day{at}" for at in range(draw.randint(2, 4))]
        for at, day in enumerate(days):
            values[day] = 10_000 + 100 * at + draw.randint(0, 99)
    else:
        days = []
    wrong = draw.randrange(len(names)) if planted else -1
    listed: list[Linear] = []
    for at in range(claims):
        support = frozenset((f"{name}#{at}",))
        if at < len(names):
            told = names[at]
        elif days and draw.random() < 0.5:
            if len(days) > 1 and draw.random() < 0.7:
                place = draw.randrange(len(days) - 1)
                terms = ((days[place + 1], ONE), (days[place], -ONE))
                gap = values[days[place + 1]] - values[days[place]]
                within = draw.choice([Interval.at_least(0), Interval.closed(gap - 5, gap + 5)])
                listed.append(Linear(terms, within, support))
                continue
            told = draw.choice(days)
        else:
            told = draw.choice(names)
        value = values[told] + (draw.choice([-7, 5, 10, 40]) if at == wrong else 0)
        shape = draw.random()
        if shape < 0.55 or at == wrong:
            within = Interval.point(value)
        elif shape < 0.8:
            half = Fraction(1, 2)
            within = Interval.closed(value - half, value + half)
        elif shape < 0.9:
            within = Interval.at_least(value - draw.randint(0, 5))
        else:
            within = Interval.at_most(value + draw.randint(0, 5))
        listed.append(Linear(((told, ONE),), within, support))
    return facts + listed


def dossier(claims: int, seed: int = 1) -> list[Linear]:
    """About so many claims, every tenth component with a planted slip."""
    draw = random.Random(seed)
    found: list[Linear] = []
    count = at = 0
    while count < claims:
        made = component(draw, f"k{at}", planted=at % 10 == 3)
        count += sum(1 for item in made if item.supports)
        found.extend(made)
        at += 1
    return found


def chain(claims: int, slips: int) -> list[Linear]:
    """One component: groups of eight numbers with their totals, which carry into the next group."""
    draw = random.Random(2)
    found: list[Linear] = []
    carried, carry = "start", 0
    found.append(Linear((("start", ONE),), Interval.point(0), frozenset(("claim start",))))
    at = 1
    group = 0
    off = {(slip * 2 + 1) * claims // (slips * 2) for slip in range(slips)}
    while at < claims:
        names = [f"n{group}.{place}" for place in range(8)]
        numbers = [draw.randint(1, 99) for _ in names]
        total = f"t{group}"
        terms = ((total, ONE), (carried, -ONE), *((name, -ONE) for name in names))
        found.append(Linear(terms, Interval.point(0), frozenset()))
        carry += sum(numbers)
        for name, number in [*zip(names, numbers, strict=True), (total, carry)]:
            value = number + (3 if at in off else 0)
            found.append(Linear(((name, ONE),), Interval.point(value), frozenset((f"claim {at}",))))
            at += 1
        carried = total
        group += 1
    return found


def table(size: int, slips: int) -> list[Linear]:
    """Cells with their row, column and grand totals, every figure a claim, some cells wrong."""
    draw = random.Random(3)
    cells = [[draw.randint(0, 99) for _ in range(size)] for _ in range(size)]
    found: list[Linear] = []

    def claim(name: str, value: int) -> None:
        found.append(Linear(((name, ONE),), Interval.point(value), frozenset((name,))))

    def total(name: str, names: list[str]) -> None:
        terms = ((name, ONE), *((part, -ONE) for part in names))
        found.append(Linear(terms, Interval.point(0), frozenset()))

    span = range(size)
    for row in span:
        claim(f"row{row}", sum(cells[row]))
        total(f"row{row}", [f"c{row}.{column}" for column in span])
    for column in span:
        claim(f"column{column}", sum(cells[row][column] for row in span))
        total(f"column{column}", [f"c{row}.{column}" for row in span])
    claim("grand", sum(map(sum, cells)))
    total("grand", [f"row{row}" for row in span])
    total("grand", [f"column{column}" for column in span])
    for slip in range(slips):
        cells[7 * slip + 5][11 * slip + 3] += 4
    for row in span:
        for column in span:
            claim(f"c{row}.{column}", cells[row][column])
    return found


# --- the peers --------------------------------------------------------------------------------


class Peer(Protocol):
    """A solver with one component loaded."""

    def core(self, kept: int) -> int | None:
        """Supports (bits) among `kept` that cannot hold together; none where all of them can."""


def enumerate_with(peer: Peer, supports: list[Hashable]) -> Conflicts:
    """All minimal conflicts, as the engine finds them, the solver exchanged."""
    everything = (1 << len(supports)) - 1
    known: list[int] = []
    ways, tried = {0}, set[int]()
    while True:
        way = min(ways - tried, key=lambda mask: (mask.bit_count(), mask), default=-1)
        if way < 0:
            break
        tried.add(way)
        core = peer.core(everything & ~way)
        if core is None:
            continue
        mask = core
        bit = 1
        while bit <= mask:
            if mask & bit:
                smaller = peer.core(mask & ~bit)
                if smaller is not None:
                    mask = smaller
            bit <<= 1
        known.append(mask)
        hit = {other for other in ways if other & mask}
        for other in ways - hit:
            for place in range(len(supports)):
                if mask >> place & 1:
                    grown = other | 1 << place
                    if not any(less & ~grown == 0 for less in hit):
                        hit.add(grown)
        ways = hit
    return {frozenset(name for at, name in enumerate(supports) if mask >> at & 1) for mask in known}


class Highs:
    """HiGHS: one LP a component, rows switched off by their bounds, cores from the dual ray."""

    def __init__(
        self, group: list[Linear], bits: dict[Hashable, int], *, rays: bool = True
    ) -> None:
        import highspy  # noqa: PLC0415  (only where peers are measured)
        import numpy as np  # noqa: PLC0415

        self.highs: Any = highspy.Highs()
        self.infeasible = highspy.HighsModelStatus.kInfeasible
        self.optimal = highspy.HighsModelStatus.kOptimal
        self.highs.setOptionValue("output_flag", False)  # noqa: FBT003  (their signature)
        self.highs.setOptionValue("presolve", "off")
        self.highs.setOptionValue("threads", 1)
        columns: dict[Hashable, int] = {}
        for item in group:
            for name, _ in item.terms:
                columns.setdefault(name, len(columns))
        infinite = highspy.kHighsInf
        model = highspy.HighsLp()
        model.num_col_ = len(columns)
        model.num_row_ = len(group)
        model.col_cost_ = np.zeros(len(columns))
        model.col_lower_ = np.full(len(columns), -infinite)
        model.col_upper_ = np.full(len(columns), infinite)
        self.bounds = [
            (
                -infinite if item.within.lower is None else float(item.within.lower),
                infinite if item.within.upper is None else float(item.within.upper),
            )
            for item in group
        ]
        model.row_lower_ = np.array([low for low, _ in self.bounds])
        model.row_upper_ = np.array([high for _, high in self.bounds])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts, index, factors = [0], [], []
        for item in group:
            for name, factor in item.terms:
                index.append(columns[name])
                factors.append(float(factor))
            starts.append(len(index))
        model.a_matrix_.start_ = np.array(starts)
        model.a_matrix_.index_ = np.array(index)
        model.a_matrix_.value_ = np.array(factors)
        self.highs.passModel(model)
        self.masks = [sum(bits[name] for name in item.supports) for item in group]
        self.kept = -1
        self.rays = rays
        self.infinite = infinite

    def core(self, kept: int) -> int | None:
        """As `Peer` says."""
        for row, mask in enumerate(self.masks):
            now = not mask & ~kept
            if now != (not mask & ~self.kept):
                low, high = self.bounds[row] if now else (-self.infinite, self.infinite)
                self.highs.changeRowBounds(row, low, high)
        self.kept = kept
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == self.optimal:
            return None
        if status != self.infeasible:
            raise RuntimeError(status)
        if not self.rays:
            return kept
        found = 0
        _, has_ray, *ray = self.highs.getDualRay()
        if not has_ray or not ray:
            return kept
        for row, value in enumerate(ray[0]):
            if abs(value) > 1e-9:
                found |= self.masks[row]
        return found & kept


class Z3:
    """z3: one solver a component, claims as assumptions, cores from the solver."""

    def __init__(self, group: list[Linear], bits: dict[Hashable, int]) -> None:
        import z3  # type: ignore[import-untyped]  # noqa: PLC0415  (as above)

        self.solver = z3.SolverFor("QF_LRA")
        self.unsat = z3.unsat
        self.flags = {bit: z3.Bool(f"b{bit}") for bit in bits.values()}
        self.bits = {flag.decl().name(): bit for bit, flag in self.flags.items()}
        names = {name: z3.Real(str(name)) for item in group for name, _ in item.terms}
        for item in group:
            total = z3.Sum(
                *(
                    names[name] * z3.RatVal(factor.numerator, factor.denominator)
                    for name, factor in item.terms
                )
            )
            within = item.within
            said = []
            if within.lower is not None:
                said.append(total >= z3.RatVal(within.lower.numerator, within.lower.denominator))
            if within.upper is not None:
                said.append(total <= z3.RatVal(within.upper.numerator, within.upper.denominator))
            holds = z3.And(*said)
            flags = [self.flags[bits[name]] for name in item.supports]
            self.solver.add(z3.Implies(z3.And(*flags), holds) if flags else holds)

    def core(self, kept: int) -> int | None:
        """As `Peer` says."""
        flags = [flag for bit, flag in self.flags.items() if kept & bit]
        if self.solver.check(*flags) != self.unsat:
            return None
        return sum(self.bits[flag.decl().name()] for flag in self.solver.unsat_core())


def peer_conflicts(make: Callable[[list[Any], dict[Hashable, int]], Peer]) -> Any:
    """A function from constraints to all conflicts, by that solver."""

    def run(constraints: list[Linear]) -> Conflicts:
        found: Conflicts = set()
        for group in components(constraints):
            supports = sorted({name for item in group for name in item.supports}, key=str)
            bits = {name: 1 << at for at, name in enumerate(supports)}
            found |= enumerate_with(make(group, bits), supports)
        return found

    return run


ROOM = Limits(conflicts=1_000)
"""Enough for the one component in 100,000 with over 200 conflicts."""


def own_conflicts(constraints: list[Linear]) -> Conflicts:
    """The engine itself."""
    outcome = minimal_conflicts(constraints, (), ROOM)
    if outcome.bounded:
        raise RuntimeError("a limit was hit")
    return {conflict.supports for conflict in outcome.conflicts}


# --- measuring --------------------------------------------------------------------------------


def least_seconds(
    runs: Mapping[str, Callable[[list[Linear]], Any]],
    make: Callable[[], list[Linear]],
    repeat: int,
    together: int = 1,
) -> dict[str, tuple[float, Any]]:
    """Of each run by name its least processor time, and what it found the last time.

    The least, as whatever else the machine does only adds to it; and they take turns, so that a
    slow while of the machine is no one's own.
    Each run has constraints made anew, outside of what is measured: nothing that one has kept of
    them helps the next.
    So many are measured `together`, where one is too short for the clock.
    """
    least = dict.fromkeys(runs, math.inf)
    found: dict[str, Any] = dict.fromkeys(runs)
    for _ in range(repeat):
        for name, run in runs.items():
            found[name] = None
            given = [make() for _ in range(together)]
            gc.collect()
            gc.freeze()
            began = time.process_time()
            for constraints in given:
                found[name] = run(constraints)
            least[name] = min(least[name], (time.process_time() - began) / together)
            gc.unfreeze()
    return {name: (least[name], found[name]) for name in runs}


def exponent(points: list[tuple[int, float]]) -> float:
    """The slope of log time over log size, by least squares: 1 is linear."""
    across = [math.log(size) for size, _ in points]
    up = [math.log(seconds) for _, seconds in points]
    middle, height = statistics.mean(across), statistics.mean(up)
    rise = sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True))
    return rise / sum((x - middle) ** 2 for x in across)


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    reader.add_argument("--most", type=int, default=1_000_000)
    reader.add_argument("--peers", type=int, default=10_000, help="largest size for HiGHS and z3")
    reader.add_argument("--repeat", type=int, default=5)
    reader.add_argument("--seed", type=int, default=1, help="of the dossiers")
    arguments = reader.parse_args()
    points: list[tuple[int, float]] = []
    peers: dict[str, Callable[[list[Linear]], Conflicts]] = {
        "HiGHS": peer_conflicts(Highs),
        "by deletion": peer_conflicts(partial(Highs, rays=False)),
        "z3": peer_conflicts(Z3),
    }
    if not arguments.peers:
        peers.clear()
    own_conflicts(dossier(1_000, 9))
    for run in peers.values():
        run(dossier(50, 9))
    print(
        "  claims conflicts   engine s  µs/claim" + "".join(f"{name:>12} ratio" for name in peers)
    )
    size = 10
    while size <= arguments.most:
        make = partial(dossier, size, arguments.seed)
        claims = sum(1 for item in make() if item.supports)
        # At least 10,000 claims at a time: the start of a measurement counts little at any size.
        repeat, together = arguments.repeat, max(1, 10_000 // size)
        runs = {"engine": own_conflicts, **(peers if size <= arguments.peers else {})}
        results = least_seconds(runs, make, repeat, together)
        seconds, found = results.pop("engine")
        points.append((claims, seconds))
        line = f"{claims:8}{len(found):10}{seconds:11.6f}{seconds / claims * 1e6:10.2f}"
        for other, same in results.values():
            if same != found:
                raise RuntimeError(f"{size}: another set of conflicts")
            line += f"{other / claims * 1e6:12.1f}{other / seconds:6.1f}"
        print(line, flush=True)
        size *= 10
    print(f"exponent over all sizes {exponent(points):.3f}")
    if len(points) > 3:
        print(f"exponent from 1,000 claims on {exponent(points[2:]):.3f}")
    large: list[tuple[str, Callable[[], list[Linear]]]] = [
        ("one component of 2,000 claims, no slip", partial(chain, 2_000, 0)),
        ("one component of 2,000 claims, 1 slip", partial(chain, 2_000, 1)),
        ("one component of 2,000 claims, 10 slips", partial(chain, 2_000, 10)),
        ("table of 60 × 60 with totals, no slip", partial(table, 60, 0)),
        ("table of 60 × 60 with totals, 1 slip", partial(table, 60, 1)),
        ("table of 60 × 60 with totals, 3 slips", partial(table, 60, 3)),
    ]
    for name, make_large in large:
        seconds, outcome = least_seconds({name: minimal_conflicts}, make_large, 1)[name]
        ends = "by a limit" if outcome.bounded else "by result"
        sizes = sorted(len(conflict.supports) for conflict in outcome.conflicts)
        between = f", of {sizes[0]} to {sizes[-1]} claims" if sizes else ""
        print(
            f"{name}: {len(sizes)} conflicts{between}, ended {ends} in {seconds:.2f} s", flush=True
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
