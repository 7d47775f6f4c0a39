"""What rules yield: constraints that remember where they come from, and remarks on one claim.

Knows nothing of how constraints are solved.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

import attrs

from ijmfacts.intervals import Interval
from ijmfacts.reasoning import Expression
from ijmfacts.shapes import Shape

Variable: TypeAlias = tuple[Hashable, ...]
"""A number that claims speak of: a measure, a membership (0 or 1), a day."""

NEVER: Final = Interval.point(1)
"""Where a sum of no terms cannot lie: the claims of such a constraint cannot hold together."""

ASSUMPTIONS: Final = {
    "rounded": "figures are rounded to the nearest, not cut off",
    "same-rounding": "what is printed twice to one precision is rounded in one way",
    "exact": "round figures of 100 and more are exact",
    "hedge": "words such as `nearly` and `about` have the width of the table of hedges",
    "vague": "words such as `dozens` and `several` have their usual least meaning",
    "contemporary": "what has no date is of the latest time told up to the document's date",
    "complete-list": "a list that does not say whether it is complete names all",
    "part-of-whole": "what has a dimension is among what is told without it",
    "disjoint": "the parts have nothing in common",
    "distinct": "different names are of different things",
    "stands-for-all": "a place that is listed stands for all of it",
    "same-event": "two descriptions are of one event",
    "one-row": "editions and the like that are numbered count in one row",
    "one-post": "nobody holds two posts in one organization at one time",
    "no-consent": "the other country did not consent",
    "world": "what the world dossier says holds here",
    "approximate-date": "a date marked `~` or `?` is at most one of its units off",
    "by-now": "what has no date has lasted as long as told by the date of the document",
    "on-point": "a source cited for a claim speaks of the very thing that is claimed",
    "not-foretold": "a source tells of what has been, not of what is to come",
    "on-the-day": "what is told as of a month, or a longer period, is of the day told in it",
    "one-plan": "what is planned for one time is of one plan, and none replaced another",
    "one-term": "who left a post never came back to it, and a term begins when it is told to",
    "counted-once": "events that are named apart are counted apart",
}
"""Every kind of assumption, in words that a reader accepts or rejects."""


@attrs.frozen(eq=False, repr=False)
class Assumption(Shape):
    """Something that the text does not say but a reading needs.

    `about` says for what it is made, where it is not made for the whole dossier.
    `words` say it to the reader.
    """

    kind: str
    about: str = ""
    words: str = attrs.field(default="", eq=False)

    @property
    def token(self) -> str:
        """How it is written on the command line and in files: `kind` or `kind:about`."""
        return f"{self.kind}:{self.about}" if self.about else self.kind

    def __str__(self) -> str:
        return self.words or ASSUMPTIONS.get(self.kind, self.kind)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Telling(Shape):
    """How a constraint makes one figure of another, for a reader: `22% less than {}`, `12 × {}`.

    `words` have `{}` where the figure of `of` stands; `result` is about `factor` times it, `plus`
    so much.
    """

    result: Variable
    of: Variable
    words: str
    factor: Fraction = Fraction(1)
    plus: Fraction = Fraction(0)


@attrs.frozen(eq=False, repr=False)
class Mend(Shape):
    """A change to one claim of which a rule knows that it settles what it forbids.

    `to` says it to the reader; `fields` are one instance of it, fields of the claim with what
    stands in them then, none where nobody can write one.
    """

    claim: str
    to: str
    fields: tuple[tuple[str, Hashable], ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Constraint(Shape):
    """What must hold if its claims are true and its assumptions are made.

    The sum of factor times variable lies in `within`; with no terms, the claims cannot hold
    together at all.
    `expression` instead says that the one variable of `terms` equals a formula.
    `rule` names the rule that says so; a bound without `words` is what a claim itself prints.
    `words` say it to the reader, with the figures where there is a `telling`; `printed` is the
    figure that the document prints.
    `mends` are the changes, two of a claim at most, that a rule knows to settle what it forbids;
    where there are terms, those of claims that print no figure or day that could be another.
    """

    rule: str = ""
    claims: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    terms: tuple[tuple[Variable, Fraction], ...] = ()
    within: Interval = NEVER
    expression: Expression | None = None
    words: str = ""
    telling: Telling | None = attrs.field(default=None, eq=False)
    printed: str = ""
    mends: tuple[Mend, ...] = ()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Remark(Shape):
    """A defect of one claim, or of a citation; `severity` is `note` or `error`."""

    rule: str
    claims: tuple[str, ...]
    message: str
    severity: str = "note"
    hint: str = ""
    place: Hashable = None


def sum_of(*terms: tuple[Variable, int | Fraction]) -> tuple[tuple[Variable, Fraction], ...]:
    """Terms with exact factors, each variable once; what cancels out is left out."""
    if len(terms) == 1 and terms[0][1] == 1:
        return ((terms[0][0], _UNITS[1]),)
    total: dict[Variable, int | Fraction] = {}
    for variable, factor in terms:
        total[variable] = total[variable] + factor if variable in total else factor
    return tuple(
        [
            (variable, _UNITS[factor] if factor in _UNITS else Fraction(factor))
            for variable, factor in total.items()
            if factor
        ]
    )


_UNITS: Final[Mapping[int | Fraction, Fraction]] = {1: Fraction(1), -1: Fraction(-1)}
"""Fractions that nearly all factors are, made once."""


ZERO: Final = Interval.point(0)
AT_LEAST_ZERO: Final = Interval.at_least(0)
AT_MOST_ZERO: Final = Interval.at_most(0)
