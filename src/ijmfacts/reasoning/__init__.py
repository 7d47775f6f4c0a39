"""One reasoning engine under all rules: exact, complete within stated limits, deterministic.

Knows nothing of claims: constraints over variables, each resting on supports, go in; minimal
conflicts of supports, ranges and smallest corrections come out.
"""

from ijmfacts.reasoning.acyclic import groups_in_doubt
from ijmfacts.reasoning.conflicts import (
    Conflict,
    Outcome,
    can_hold,
    components,
    minimal_conflicts,
)
from ijmfacts.reasoning.corrections import combined, smallest_choices, smallest_corrections
from ijmfacts.reasoning.formula import (
    Call,
    Constant,
    Expression,
    ExpressionError,
    Formula,
    Name,
    evaluate,
    names_in,
    narrowed,
    parse_expression,
    renamed,
    spelled,
)
from ijmfacts.reasoning.limits import Limits
from ijmfacts.reasoning.linear import Linear, Variable
from ijmfacts.reasoning.ranges import implied, implied_terms
from ijmfacts.reasoning.variants import Variants

__all__ = [
    "Call",
    "Conflict",
    "Constant",
    "Expression",
    "ExpressionError",
    "Formula",
    "Limits",
    "Linear",
    "Name",
    "Outcome",
    "Variable",
    "Variants",
    "can_hold",
    "combined",
    "components",
    "evaluate",
    "groups_in_doubt",
    "implied",
    "implied_terms",
    "minimal_conflicts",
    "names_in",
    "narrowed",
    "parse_expression",
    "renamed",
    "smallest_choices",
    "smallest_corrections",
    "spelled",
]
