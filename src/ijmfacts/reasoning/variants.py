"""Components that differ in a few constraints only, compiled as one: what if this were another?

Knows nothing of claims.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable

from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.reasoning.conflicts import Outcome, Search, least, minimal_conflicts
from ijmfacts.reasoning.formula import NOTHING
from ijmfacts.reasoning.limits import Limits
from ijmfacts.reasoning.linear import Variable
from ijmfacts.reasoning.ranges import implied
from ijmfacts.reasoning.simplex import SpentError
from ijmfacts.reasoning.system import Component, Constraint, Core, System, whole_part


class Variants:
    """One component, asked with some of its constraints left out and others put in.

    What is found for one choice of constraints serves the others: solutions, and ranges by who
    bounds them.
    A constraint is known by its identity.
    """

    __slots__ = ("_component", "_kept", "_numbers", "_whole")

    def __init__(self, constraints: Iterable[Constraint], whole: Collection[Variable]) -> None:
        self._whole = frozenset(whole)
        self._component = Component(constraints, self._whole)
        self._kept = [entry.source for entry in self._component.entries]
        self._numbers = {id(one): at for at, one in enumerate(self._kept)}

    def _chosen(self, constraints: Iterable[Constraint]) -> list[int] | None:
        """The entries that these are, in their order; none where one of them finds no place."""
        found: list[int] = []
        for one in constraints:
            number = self._numbers.get(id(one))
            if number is None:
                if not self._component.grow(one):
                    return None
                number = self._numbers[id(one)] = len(self._kept)
                self._kept.append(one)
            found.append(number)
        return sorted(found)

    def conflicts(
        self,
        constraints: Iterable[Constraint],
        limits: Limits,
        *,
        known: Collection[frozenset[Hashable]],
        through: Hashable,
    ) -> Outcome:
        """The minimal conflicts of these constraints through a support, by their supports alone.

        `known` are all others, as for `minimal_conflicts`.
        """
        listed = list(constraints)
        if frozenset() in known:
            return Outcome((), bounded=False)
        chosen = self._chosen(listed)
        if chosen is None or through not in self._component.bits:
            return minimal_conflicts(
                listed, self._whole, limits, known=known, through=through, proved=False
            )
        search = Search(self._component, limits, known, through, proved=False, chosen=chosen)
        found, bounded = search.run()
        return Outcome(tuple(least([one for one in found if through in one.supports])), bounded)

    def range_of(
        self, constraints: Iterable[Constraint], variable: Variable, limits: Limits
    ) -> Interval:
        """The range that these constraints leave for a variable, as `implied` has it."""
        listed = list(constraints)
        chosen = self._chosen(listed)
        component = self._component
        if chosen is None or variable not in component.columns:
            return implied(listed, variable, self._whole, limits)
        try:
            system = System(component, limits, chosen)
            if isinstance(system.check(0), Core) or system.sums() is not None:
                return NOTHING  # a solution that is known spares the sums, and ranges need them
            if system.formulas:
                system.ranges_meet(system.formulas, {})
            found, _, _ = system.range_of(((component.columns[variable], 1),))
        except SpentError:
            return EVERYTHING
        return whole_part(found) if variable in self._whole else found
