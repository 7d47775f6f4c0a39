"""What constraints imply: the range of a variable, or of a sum, over all solutions.

Knows nothing of claims; supports play no part here, every constraint is taken to hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction

from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.reasoning.acyclic import in_doubt
from ijmfacts.reasoning.conflicts import components
from ijmfacts.reasoning.formula import NOTHING
from ijmfacts.reasoning.limits import USUAL, Limits
from ijmfacts.reasoning.linear import Linear, Variable
from ijmfacts.reasoning.simplex import SpentError
from ijmfacts.reasoning.system import Component, Constraint, Core, System, whole_part


def implied(
    constraints: Iterable[Constraint],
    variable: Variable,
    whole: Collection[Variable] = (),
    limits: Limits = USUAL,
) -> Interval:
    """The range of a variable over all solutions; see `implied_terms`."""
    return implied_terms(constraints, ((variable, Fraction(1)),), whole, limits)


def implied_terms(
    constraints: Iterable[Constraint],
    terms: Iterable[tuple[Variable, Fraction]],
    whole: Collection[Variable] = (),
    limits: Limits = USUAL,
) -> Interval:
    """The range of a sum of factors times variables over all solutions.

    Over the rationals it is exact: an end is closed where some solution reaches it.
    With whole numbers or formulas it may be wider than the tightest, never narrower; the ends of a
    sum of whole numbers are whole.
    Empty where the constraints are known to have no solution.
    Everything where a limit was hit first.
    """
    integral = frozenset(whole)
    wanted = tuple(terms)
    factors: dict[Variable, Fraction] = {}
    for variable, factor in wanted:
        factors[variable] = factors.get(variable, Fraction(0)) + factor
    names = [variable for variable, factor in factors.items() if factor]
    # A constraint that always holds makes the variables asked for one component, known to it.
    goal = Linear(tuple((name, factors[name]) for name in names), EVERYTHING, frozenset())
    found = Interval.point(0)
    for group in components([goal, *constraints]):
        asked = group[0] is goal
        if not asked and not in_doubt(group, integral):
            continue
        component = Component(group, integral)
        try:
            system = System(component, limits)
            if isinstance(system.check(0), Core):
                return NOTHING
            if asked and names:
                form = [(component.columns[name], _exact(factors[name])) for name in names]
                kept: dict[int, None] = {}
                if system.formulas:
                    system.ranges_meet(system.formulas, kept)
                found, _, _ = system.range_of(form)
                if all(name in integral and factors[name].denominator == 1 for name in names):
                    found = whole_part(found)
        except SpentError:
            if asked:
                found = EVERYTHING
    return found


def _exact(factor: Fraction) -> int | Fraction:
    return factor.numerator if factor.denominator == 1 else factor
