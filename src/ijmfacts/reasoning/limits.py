"""How much one connected component may cost; counted, never timed, so the same everywhere."""

from __future__ import annotations

from typing import Final

import attrs

from ijmfacts.shapes import Shape


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Limits(Shape):
    """Bounds on the reasoning about one component; whoever hits one says so.

    `conflicts` is how many minimal conflicts are listed.
    `checks` is how often a subset of the constraints is tried.
    `branches` is how often one check may split a whole-number variable in two.
    `work` is how many entries of the simplex rows may be touched, all checks together.
    `transversals` is how many ways to break all conflicts known are looked at together.
    `rounds` is how often formulas may sharpen one another's ranges in one check.
    """

    conflicts: int = 200
    checks: int = 20_000
    branches: int = 2_000
    work: int = 6_000_000
    transversals: int = 1_000
    rounds: int = 8


USUAL: Final = Limits()
