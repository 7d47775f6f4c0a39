"""Strength: what the other claims leave for each figure, and which claims nothing cross-checks.

A check that passed says by this how much it could have caught.
Knows nothing of how it is printed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Final, TypeAlias

import attrs

from ijmfacts.checking import Component, Settled, gather, parts, to_engine
from ijmfacts.claims import AnyClaim, Breakdown, Listing, Quantity
from ijmfacts.constraints import Assumption, Constraint, Variable
from ijmfacts.dossier import Dossier
from ijmfacts.facts import Facts
from ijmfacts.findings import Strength
from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.measures import measure
from ijmfacts.reasoning import Limits, Linear, implied
from ijmfacts.reasoning.formula import inverse, product
from ijmfacts.rules.shares_match_counts import SOME, links, sides
from ijmfacts.shapes import Shape
from ijmfacts.times import describe_day
from ijmfacts.values import format_number, rounded_outwards, told_interval

DAYS: Final = frozenset({"start", "end", "begin", "finish"})
"""The sorts of variables that are days."""

AMOUNTS: Final = frozenset({"measure", "share"})
"""The sorts of variables that are figures."""

STARTS: Final = frozenset({"start", "begin"})
"""Those that are first days."""

CONTRADICTORY: Final = "nothing, as they contradict one another"
"""What other claims leave that cannot all be true themselves."""

Sides: TypeAlias = tuple[Variable, Variable]
"""The part and the whole of a share."""

Said: TypeAlias = tuple[tuple[str, ...], tuple[tuple[Variable, Fraction], ...], Interval]
"""What a constraint says, by which it is known again: its claims, its terms, their range."""

ENOUGH: Final = Limits(branches=200, work=600_000)
"""Enough for what one figure may be; where it is not, the range is only wider."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Statistics(Shape):
    """How well the claims of a dossier check one another.

    `claims` counts all.
    `checked` are the ids of those whose figure, list or date some other claim speaks to,
    `unchecked` of those that print one to which none does.
    """

    claims: int
    strengths: tuple[Strength, ...]
    checked: tuple[str, ...]
    unchecked: tuple[str, ...]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Stated(Shape):
    """A number that a claim states: a figure, the length of a list, a member, a date.

    `variables` are one, or the first and the last day of a date.
    `layers` are the intervals that it is read as, the widest first, with what each assumes.
    `own` are the claim's own constraints on it; `of` is the group that they hang together with.
    """

    claim: str
    variables: tuple[Variable, ...]
    printed: str
    part: str = ""
    layers: tuple[tuple[Interval, tuple[Assumption, ...]], ...] = ()
    own: tuple[Constraint, ...] = attrs.field(repr=False)
    of: Component = attrs.field(repr=False)

    @property
    def sort(self) -> str:
        """The sort of its variables: `measure`, `share`, `member`, `start` …."""
        return str(self.variables[0][0])


class Web:
    """How the claims of a dossier hang together, once what is assumed is settled."""

    def __init__(
        self,
        dossier: Dossier,
        *,
        text: str | None = None,
        assume: Collection[str] = (),
        reject: Collection[str] = (),
    ) -> None:
        self.facts = Facts(dossier, text)
        settled = Settled(
            frozenset((*dossier.assume, *assume)), frozenset((*dossier.reject, *reject))
        )
        raw, _, _ = gather(self.facts)
        constraints = [c for c in map(settled.apply, raw) if c is not None]
        self.components = parts(self.facts, constraints)
        self._of: dict[str, list[Component]] = {}
        for component in self.components:
            for claim in {c for constraint in component.constraints for c in constraint.claims}:
                self._of.setdefault(claim, []).append(component)

    def of(self, claim: str) -> Sequence[Component]:
        """The groups of constraints that a claim takes part in."""
        return self._of.get(claim, ())

    def stated(self, claim: AnyClaim) -> Iterator[Stated]:
        """Every number that a claim states, in the order of its fields."""
        for component in self.of(claim.id):
            own = [c for c in component.constraints if _is_own(c, claim.id)]
            if isinstance(claim, Listing):
                yield from self._listed(claim, component, own)
            groups: dict[object, list[Constraint]] = {}
            for constraint in own:
                if constraint.printed:
                    variable = constraint.terms[0][0]
                    # A date bounds the first and the last day of what it dates.
                    key = constraint.printed if variable[0] in DAYS else variable
                    groups.setdefault(key, []).append(constraint)
            for constraints in groups.values():
                variables = tuple(dict.fromkeys(c.terms[0][0] for c in constraints))
                yield Stated(
                    claim=claim.id,
                    variables=variables,
                    printed=" and ".join(dict.fromkeys(c.printed for c in constraints)),
                    part=self._part(claim, variables[0]),
                    layers=tuple(
                        (c.within.scaled(1 / c.terms[0][1]), c.assumptions) for c in constraints
                    ),
                    own=tuple(c for c in own if c.printed and c.terms[0][0] in variables),
                    of=component,
                )

    def _listed(
        self, claim: Listing, component: Component, own: Sequence[Constraint]
    ) -> Iterator[Stated]:
        """The length of a list, and each member."""
        names = {variable for c in component.constraints for variable, _ in c.terms}
        for listed in self.facts.measures.lists:
            count = measure(listed.field, listed.dimensions)
            if listed.claim is claim and count in names:
                more = " and others" if claim.open else ""
                yield Stated(
                    claim=claim.id,
                    variables=(count,),
                    printed=f"{len(listed.members)} named{more}",
                    own=tuple(own),
                    of=component,
                )
        for constraint in own:
            variable = constraint.terms[0][0]
            if variable[0] == "member":
                yield Stated(
                    claim=claim.id,
                    variables=(variable,),
                    printed=self.facts.index.label(str(variable[5])),
                    own=(constraint,),
                    of=component,
                )

    def _part(self, claim: AnyClaim, variable: Variable) -> str:
        for figure in self.facts.measures.figures:
            if figure.claim is claim and figure.variable == variable:
                return figure.part
        return ""

    def left(self, stated: Stated, claims: Collection[str] | None = None) -> tuple[Interval, ...]:
        """What is left for each variable if nothing is assumed and the claim does not state it.

        With `claims`, only these claims and what holds without any are heard.
        Empty where they contradict one another.
        """
        own = set(map(id, stated.own))
        if stated.sort in AMOUNTS:  # what it makes of another figure rests on its own
            own |= {
                id(constraint)
                for constraint in stated.of.constraints
                if stated.claim in constraint.claims and len(constraint.claims) > 1
            }
        heard = [
            constraint
            for constraint in stated.of.constraints
            if id(constraint) not in own
            and not constraint.assumptions
            and constraint.within is not SOME  # that there is a whole at all checks no figure of it
            and (claims is None or set(constraint.claims) <= set(claims))
        ]
        known = {variable for constraint in heard for variable in variables_of(constraint)}
        engine = [to_engine(constraint, at) for at, constraint in enumerate(heard)]
        found = tuple(
            implied(engine, variable, stated.of.whole, ENOUGH) if variable in known else EVERYTHING
            for variable in stated.variables
        )
        if stated.sort != "share":
            return found
        told, said = self._shares[stated.claim, stated.variables[0]]
        others = [c for c in heard if (c.claims, c.terms, c.within) not in said]
        for part, whole in told:
            found = (found[0] & _share_of(others, part, whole, stated.of.whole),)
        return found

    @cached_property
    def _shares(self) -> dict[tuple[str, Variable], tuple[Sequence[Sides], frozenset[Said]]]:
        """The parts and wholes of each share that a claim prints, and what it says of them."""
        facts = self.facts
        return {
            (figure.claim.id, figure.variable): (
                tuple(sides(facts, figure)),
                frozenset(
                    (link.claims, link.terms, link.within)
                    for link in links(facts, figure)
                    if link.claims
                ),
            )
            for figure in facts.measures.figures
            if figure.share
        }

    def allowed(self, stated: Stated) -> tuple[str, bool]:
        """What is left for a number in words, and whether another claim has a say in it.

        The words are empty where nothing speaks to it but what always holds, or where no figure
        printed so would clash with what is left.
        """
        around = self.left(stated)
        if stated.sort in AMOUNTS and not _may_clash(stated, around[0], self.left(stated, ())[0]):
            whole = self._divided(stated)
            return (_steps(whole), True) if whole else ("", False)
        if around == self.left(stated, ()):
            return "", False
        return in_words(stated, around), around != self.left(stated, (stated.claim,))

    def _divided(self, stated: Stated) -> int | None:
        """The number of whole things that a share is of, where some share printed so is of none."""
        if stated.sort != "share":
            return None
        for part, whole in self._shares[stated.claim, stated.variables[0]][0]:
            if not {part, whole} <= stated.of.whole:
                continue
            others = [
                to_engine(constraint, at)
                for at, constraint in enumerate(stated.of.constraints)
                if not constraint.assumptions and stated.claim not in constraint.claims
            ]
            left = implied(others, whole, stated.of.whole, ENOUGH)
            if left.is_point and left.lower and _misses(stated.layers[0][0], int(left.lower)):
                return int(left.lower)
        return None


def _may_clash(stated: Stated, left: Interval, always: Interval) -> bool:
    """True where some figure in the place of an amount, printed as it is, is none that is left.

    That an amount is none or more, or a share no more than all, is known of any; a figure that is
    a bound to one side clashes with one to the other alone.
    """
    if left.is_empty:
        return True
    above = left.upper is not None and left.upper != always.upper
    below = left.lower is not None and left.lower > 0 and left.lower != always.lower
    if stated.layers:
        printed = stated.layers[0][0]
        low, high = printed.lower, printed.upper
        above = above and low is not None and not (low == 0 and high)  # no "less than"
        below = below and high is not None
    return above or below


def _share_of(
    constraints: Sequence[Constraint],
    part: Variable,
    whole: Variable,
    integers: frozenset[Variable],
) -> Interval:
    """What a part is of its whole, in percent, over all that the constraints leave.

    The whole is taken for one (Charnes and Cooper 1962), which makes a sum of a quotient; whole
    numbers and formulas count in the ranges of the two alone.
    """
    near = _hanging_together(constraints, {part, whole})
    if not near:
        return EVERYTHING
    scale: Variable = ("scale",)
    rows = [
        Linear(((whole, Fraction(1)),), Interval.point(1), frozenset()),
        Linear(((scale, Fraction(1)),), SOME, frozenset()),
    ]
    for constraint in near:
        if constraint.expression is not None:
            continue
        low, high = constraint.within.lower, constraint.within.upper
        if low is not None:
            bound = Interval.at_least(0, open_=constraint.within.lower_open)
            rows.append(Linear((*constraint.terms, (scale, -low)), bound, frozenset()))
        if high is not None:
            bound = Interval.at_most(0, open_=constraint.within.upper_open)
            rows.append(Linear((*constraint.terms, (scale, -high)), bound, frozenset()))
    found = implied(rows, part, (), ENOUGH)
    if integers or any(constraint.expression is not None for constraint in near):
        engine = [to_engine(constraint, at) for at, constraint in enumerate(near)]
        least, most = (implied(engine, one, integers, ENOUGH) for one in (part, whole))
        found &= _quotient(least, most)
    return EVERYTHING if found.is_empty else found.scaled(100)  # of no whole any share is told


def _hanging_together(
    constraints: Sequence[Constraint], variables: Collection[Variable]
) -> list[Constraint]:
    """The constraints that speak of the variables, or of what those speak of, and so on."""
    reached = set(variables)
    left = [(constraint, variables_of(constraint)) for constraint in constraints]
    found: list[Constraint] = []
    while True:
        near = [(constraint, names) for constraint, names in left if reached & names]
        if not near:
            return found
        found.extend(constraint for constraint, _ in near)
        left = [(constraint, names) for constraint, names in left if not reached & names]
        reached = reached.union(*(names for _, names in near))


def _quotient(part: Interval, whole: Interval) -> Interval:
    """A part divided by its whole, of which at least none is part and some is whole."""
    if part.is_empty or whole.is_empty:  # the others contradict one another
        return EVERYTHING
    if part.lower is None or part.lower < 0 or whole.lower is None or whole.lower <= 0:
        return EVERYTHING
    return product(part, inverse(whole))


def _misses(printed: Interval, whole: int) -> bool:
    """True where some share printed to that precision is one of no number of so many things."""
    if printed.lower is None or printed.upper is None or printed.upper == printed.lower:
        return False
    if printed.lower_open or not printed.upper_open:
        return False  # no plain figure
    step = (printed.upper - printed.lower) * 2 / 3
    gap = Fraction(100, whole)
    for at in range(min(whole, MOST_GAPS)):
        first = (gap * at + step / 2) // step + 1  # the first figure that the lower end is none of
        if (first + 1) * step <= gap * (at + 1):
            return True
    return False


MOST_GAPS: Final = 1_000
"""How many gaps between the shares of whole things are looked at."""


def _steps(whole: int) -> str:
    """What a share of so many whole things may be, in words."""
    return f"so many of {whole:,}, each of them {format_number(Fraction(100, whole))}%"


def _is_own(constraint: Constraint, claim: str) -> bool:
    """True for what a claim says of one number by itself."""
    return (
        constraint.claims == (claim,)
        and len(constraint.terms) == 1
        and constraint.expression is None
    )


def variables_of(constraint: Constraint) -> frozenset[Variable]:
    """Every number that a constraint is about, those that a formula names among them."""
    return frozenset(to_engine(constraint, None).variables)  # type: ignore[arg-type]


def in_words(stated: Stated, intervals: Sequence[Interval]) -> str:
    """What is left in words: `at least 26`, `from 12 to 15%`, `from 3 May 2003 to 9 May 2003`."""
    if any(interval.is_empty for interval in intervals):
        return CONTRADICTORY
    if stated.sort in DAYS:
        if len(set(intervals)) == 1:
            return _days(intervals[0])
        return ", ".join(
            f"{'starts' if variable[0] in STARTS else 'ends'} {_days(interval)}"
            for variable, interval in zip(stated.variables, intervals, strict=True)
            if interval != EVERYTHING
        )
    interval = intervals[0]
    if stated.sort == "member":
        if interval.lower is not None and interval.lower > 0:
            return "has to be among them"
        return "cannot be among them" if interval.upper == 0 else "may be among them or not"
    return told_interval(rounded_outwards(interval), unit_of(stated.variables[0]))


def unit_of(variable: Variable) -> str:
    """The unit of a variable, as `format_interval` takes it."""
    if variable[0] == "measure":
        return str(variable[5])
    return {"share": "%", "lasting": "day"}.get(str(variable[0]), "")


def _days(interval: Interval) -> str:
    first = None if interval.lower is None else describe_day(int(interval.lower))
    last = None if interval.upper is None else describe_day(int(interval.upper))
    if first is None:
        return "any day" if last is None else f"{last} or earlier"
    if last is None:
        return f"{first} or later"
    return first if first == last else f"from {first} to {last}"


def statistics(
    dossier: Dossier,
    *,
    text: str | None = None,
    assume: Collection[str] = (),
    reject: Collection[str] = (),
) -> Statistics:
    """What the other claims leave for each figure of a dossier, and how many they speak to."""
    web = Web(dossier, text=text, assume=assume, reject=reject)
    found: list[Strength] = []
    checked: dict[str, bool] = {}
    for claim in sorted(dossier.claims, key=lambda claim: (claim.at.line, claim.id)):
        for stated in web.stated(claim):
            allowed, spoken = web.allowed(stated)
            checked[claim.id] = checked.get(claim.id, False) or spoken
            if stated.sort == "member" and allowed in {"", CONTRADICTORY}:
                continue
            found.append(
                Strength(claim=claim.id, printed=stated.printed, allowed=allowed, part=stated.part)
            )
        if claim.id not in checked and web.facts.index.teller(claim) is None:
            for part, printed in _printed(claim):  # what nobody asserts nothing speaks to
                checked[claim.id] = False
                found.append(Strength(claim=claim.id, printed=printed, allowed="", part=part))
    return Statistics(
        claims=len(dossier.claims),
        strengths=tuple(found),
        checked=tuple(claim for claim, spoken in checked.items() if spoken),
        unchecked=tuple(claim for claim, spoken in checked.items() if not spoken),
    )


def _printed(claim: AnyClaim) -> Iterator[tuple[str, str]]:
    """The figures of a measure that a claim prints, or the length of its list, each with its part.

    A change, a difference or a ratio is none.
    """
    if isinstance(claim, Breakdown):
        yield from claim.parts
    elif isinstance(claim, Listing):
        yield "", f"{len(claim.members)} named"
    elif isinstance(claim, Quantity) and not (
        claim.change_from or claim.difference_from or claim.ratio_to
    ):
        yield "", claim.value


def strengths(
    dossier: Dossier, *, assume: Collection[str] = (), reject: Collection[str] = ()
) -> tuple[Strength, ...]:
    """What the other claims leave for each figure, list and date that a claim states."""
    return statistics(dossier, assume=assume, reject=reject).strengths
