"""Linear constraints: a sum of factors times variables lies in an interval.

Knows nothing of claims: whom a constraint rests on is any set of hashable things.
"""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from typing import ClassVar, TypeAlias

import attrs

from ijmfacts.intervals import Interval
from ijmfacts.shapes import Shape

Variable: TypeAlias = Hashable
"""A variable's name: any hashable value, say a text or a tuple."""


@attrs.frozen(eq=False, repr=False)
class Linear(Shape):
    """The sum of factor times variable lies in `within`, if all of `supports` hold.

    Each end of `within` is open, closed or absent, as the interval says.
    With no supports it is a hard fact.
    With no terms the sum is 0: `Linear((), Interval.point(1), supports)` is a nogood, it says that
    its supports cannot hold together.
    `tag` is the caller's own, for finding the constraint again in a conflict.
    """

    terms: tuple[tuple[Variable, Fraction], ...]
    within: Interval
    supports: frozenset[Hashable]
    tag: Hashable = None

    expression: ClassVar[None] = None
    """It is no formula."""

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The variables of its terms, in their order."""
        return tuple(variable for variable, _ in self.terms)
