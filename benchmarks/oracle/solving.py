"""Linear conditions on numbers, and every minimal set of supports that cannot hold together.

z3 says what can hold; all sets of supports are tried, small ones first.
Knows nothing of claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import Any, TypeAlias

import attrs
import z3  # type: ignore[import-untyped]

Number: TypeAlias = Fraction | int
Set: TypeAlias = frozenset[str]

REAL = "~"
"""What the name of a number begins with that need not be whole."""


@attrs.frozen
class Row:
    """That a sum of factor times number lies between two ends; none is no end."""

    terms: tuple[tuple[str, Number], ...]
    low: Number | None = None
    high: Number | None = None
    low_open: bool = False
    high_open: bool = False

    def asserted(self) -> Any:
        """For z3."""
        total = z3.Sum(*(exact(factor) * number(name) for name, factor in self.terms))
        said = []
        if self.low is not None:
            said.append(total > exact(self.low) if self.low_open else total >= exact(self.low))
        if self.high is not None:
            said.append(total < exact(self.high) if self.high_open else total <= exact(self.high))
        return z3.And(*said)


@attrs.frozen
class Truth:
    """One of some rows, which must hold if some claims are true and some assumptions are made.

    With no rows, it cannot hold.
    """

    supports: Set
    rows: tuple[Row, ...]


@cache
def number(name: str) -> Any:
    """A number by its name, for z3."""
    return z3.Real(name) if name.startswith(REAL) else z3.Int(name)


@cache
def switch(name: str) -> Any:
    """Whether a support is there, for z3."""
    return z3.Bool(f"on {name}")


@cache
def exact(value: Number) -> Any:
    return z3.RealVal(str(value)) if Fraction(value).denominator != 1 else z3.IntVal(int(value))


@cache
def asserted(truth: Truth) -> Any:
    """For z3: if all supports are there, one of the rows holds."""
    return z3.Implies(
        z3.And(*map(switch, sorted(truth.supports))),
        z3.Or(*(row.asserted() for row in truth.rows)),
    )


def groups(truths: Iterable[Truth]) -> list[list[Truth]]:
    """The truths in groups that have no number in common."""
    found: list[tuple[set[str], list[Truth]]] = []
    for one in truths:
        about, members = {name for row in one.rows for name, _ in row.terms}, [one]
        apart = []
        for other, listed in found:
            if other & about:
                about |= other
                members = listed + members
            else:
                apart.append((other, listed))
        found = [*apart, (about, members)]
    return [members for _, members in found]


def minimal(truths: list[Truth], known: Iterable[Set] = (), through: str = "") -> set[Set]:
    """Every minimal set of supports that cannot hold together.

    Where `through` is given only those with that support are looked for, and `known` are all that
    do without it.
    """
    needed = {name for one in truths for name in one.supports}
    if through and through not in needed:
        return set()
    names = sorted(needed)
    bit_of = {name: 1 << at for at, name in enumerate(names)}
    solver = z3.SimpleSolver()
    for one in truths:
        solver.add(asserted(one))
    switches = [switch(name) for name in names]

    def holds(mask: int) -> bool:
        answer = solver.check(*(one for at, one in enumerate(switches) if mask >> at & 1))
        if answer == z3.unknown:
            raise RuntimeError("z3 gave up")
        return bool(answer == z3.sat)

    everything = (1 << len(names)) - 1
    old = [sum(bit_of[name] for name in one) for one in known if one <= needed]
    if not old and holds(everything):
        return set()
    clashing = list(old)
    holding: list[int] = []
    wanted = bit_of.get(through, 0)
    for mask in sorted(range(everything + 1), key=int.bit_count):
        if mask & wanted != wanted or any(mask & one == one for one in clashing):
            continue
        if any(mask & ~one == 0 for one in holding):
            continue
        if not holds(mask):
            clashing.append(mask)
            continue
        most = mask
        for at in range(len(names)):
            wider = most | 1 << at
            if wider != most and not any(wider & one == one for one in clashing) and holds(wider):
                most = wider
        holding.append(most)
    return {
        frozenset(name for at, name in enumerate(names) if mask >> at & 1)
        for mask in clashing[len(old) :]
    }


def least(sets: Iterable[Set]) -> set[Set]:
    """The sets that hold no other one."""
    found = set(sets)
    return {one for one in found if not any(other < one for other in found)}


def conflicts(truths: Iterable[Truth]) -> set[Set]:
    """All minimal conflicts."""
    return least(one for group in groups(truths) for one in minimal(group))


def conflicts_through(truths: Iterable[Truth], claim: str, before: Iterable[Set]) -> set[Set]:
    """All minimal conflicts, where those without a claim are as before."""
    known = {one for one in before if claim not in one}
    return least(
        (*known, *(one for group in groups(truths) for one in minimal(group, known, claim)))
    )
