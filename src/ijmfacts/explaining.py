"""Explanations: the arithmetic of a conflict in the document's own figures.

Knows nothing of how a conflict was found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Final, cast

import attrs

from ijmfacts.checking import Clash, variables_of
from ijmfacts.claims import Breakdown, Quantity
from ijmfacts.constraints import Constraint, Telling, Variable, sum_of
from ijmfacts.facts import Facts
from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.reasoning import Expression, evaluate, names_in, narrowed, spelled
from ijmfacts.rules import ORDER
from ijmfacts.timeline import told
from ijmfacts.values import format_interval, format_number, rounded_outwards, told_interval

FIGURES: Final = frozenset(
    {"measure", "share", "member", "rest", "each", "count", "happened", "untold", "by"}
)
"""The sorts of variables whose conflicts are told as arithmetic; all others are told in words."""


_NAMED: Final = {"member": "named", "happened": "told"}
"""Things that are counted one by one, and how it is said that they are there."""

_UNNAMED: Final = frozenset({"rest", "untold"})
"""How many more there are, which nobody says."""


class Known:
    """What is known of a variable so far: its interval, and what the document prints for it."""

    __slots__ = ("interval", "printed")

    def __init__(self, interval: Interval, printed: list[str]) -> None:
        self.interval = interval
        self.printed = printed


def explained(facts: Facts, clash: Clash) -> tuple[str, tuple[str, ...]]:
    """The headline of a conflict, and the steps that prove it."""
    nogoods = [constraint for constraint in clash.core if not constraint.terms]
    if nogoods:
        words = nogoods[0].words
        return words[:1].upper() + words[1:], ()
    if not all(variable[0] in FIGURES for c in clash.core for variable, _ in c.terms):
        return told(clash.core, clash.rule)
    return _Arithmetic(facts, clash).told()


class _Arithmetic:
    """The steps from printed figures to the one that does not fit."""

    def __init__(self, facts: Facts, clash: Clash) -> None:
        self.facts = facts
        self.clash = clash
        self.known: dict[Variable, Known] = {}
        self.bounds: dict[Variable, list[Constraint]] = {}
        self.sums: list[Constraint] = []
        self.result: Variable | None = None  # of the last formula told
        for constraint in _without_totals(clash):
            single = len(constraint.terms) == 1 and constraint.expression is None
            if single and not constraint.words:
                self.bounds.setdefault(constraint.terms[0][0], []).append(constraint)
            else:
                self.sums.append(constraint)

    def told(self) -> tuple[str, tuple[str, ...]]:
        """The headline and the steps."""
        for variable, constraints in self.bounds.items():
            interval, printed = EVERYTHING, []
            for constraint in constraints:
                interval &= _divided(constraint.within, constraint.terms[0][1])
                if constraint.printed:
                    printed.append(constraint.printed)
            self.known[variable] = Known(interval, list(dict.fromkeys(printed)))
        if not self.sums:
            return self._two_values(), ()
        spoken = Counter(variable for c in self.clash.core for variable in variables_of(c))
        for constraint in self.sums:
            if constraint.expression is not None:  # what no other claim bounds may be anything
                for variable in variables_of(constraint):
                    if spoken[variable] == 1:
                        self.known[variable] = Known(EVERYTHING, [])
        lines: list[str] = []
        own = self.clash.rule
        left = sorted(
            self.sums, key=lambda c: (c.rule == own, -ORDER.get(c.rule, 0), repr(c.terms))
        )
        while left:
            ready = [c for c in left if len(self._unknown(c)) <= 1]
            if not ready:
                lines.extend(self._plain(c) for c in left)
                constraint = left[-1]
                break
            constraint = min(ready, key=lambda c: (c.rule == own, not self._unknown(c)))
            left.remove(constraint)
            if self._carried(constraint):
                continue
            whole = self._whole(constraint)
            if whole:
                lines.append(whole)
                continue
            unknown = self._unknown(constraint)
            target = unknown[0] if unknown else self._missed(constraint)
            line, implied = self._step(constraint, target)
            if unknown:
                if line:
                    lines.append(line)
                self.known[target] = Known(self._listed(constraint) or implied, [])
            elif target[0] == "member":
                lines.append(line)
            else:
                known = self.known[target]
                met = constraint.expression is not None and known.printed
                if met and not (known.interval & implied).is_empty:  # not this step alone clashes
                    lines.append(f"{self._spelled(constraint)} cannot be {self._printed(target)}")
                else:
                    lines.append(f"{line}, {self._says(target, known)}")
                known.interval &= implied
        head = lines[-1] if lines else "these figures do not fit together"
        subject = self._subject()
        if subject and any(variable[0] != "member" for variable, _ in constraint.terms):
            return f"{subject}: {head}", tuple(lines[:-1])
        return head[:1].upper() + head[1:], tuple(lines[:-1])

    def _carried(self, constraint: Constraint) -> bool:
        """True for what says that a figure is that of another time, which is known from then on."""
        unknown = self._unknown(constraint)
        equal = len(constraint.terms) == 2 and constraint.within == Interval.point(0)
        if not equal or len(unknown) != 1 or constraint.expression or constraint.telling:
            return False
        (one, first), (two, second) = constraint.terms
        if first + second or one[0] != two[0] or one[0] not in {"measure", "share"}:
            return False
        target, source = (one, two) if one in unknown else (two, one)
        known = self.known[source]
        if not known.printed:
            return False
        self.known[target] = Known(known.interval, list(known.printed))
        self.bounds[target] = self.bounds.get(source, [])
        return True

    def _unknown(self, constraint: Constraint) -> list[Variable]:
        return [variable for variable in variables_of(constraint) if variable not in self.known]

    def _missed(self, constraint: Constraint) -> Variable:
        """The side that is compared, one that what is left for it does not meet if there is one."""
        stated = self._stated(constraint)
        if constraint.expression is None:
            return stated
        others = [variable for variable in variables_of(constraint) if variable != stated]
        for target in (stated, *others):
            left = self._left(constraint.expression, constraint.terms[0][0], target)
            if (left & self.known[target].interval).is_empty:
                return target
        return stated

    def _left(self, expression: Expression, result: Variable, target: Variable) -> Interval:
        """What a formula leaves for its result or for what goes into it."""

        def interval(name: object) -> Interval:
            known = self.known.get(cast("Variable", name))
            return EVERYTHING if known is None or name == target else known.interval

        if target == result:
            return evaluate(expression, interval)
        return narrowed(expression, interval, interval(result))[target]

    def _stated(self, constraint: Constraint) -> Variable:
        """The side of a sum that is compared: what stands alone, else the first with a figure."""
        if constraint.telling is not None and self._figure(constraint.telling.of):
            return constraint.telling.result
        positive = [v for v, factor in constraint.terms if factor > 0]
        negative = [v for v, factor in constraint.terms if factor < 0]
        for side in (positive, negative):
            if len(side) == 1 and self.known[side[0]].printed:
                return side[0]
        for variable, _ in constraint.terms:
            if self.known[variable].printed:
                return variable
        return constraint.terms[0][0]

    def _says(self, variable: Variable, known: Known) -> str:
        printed = " and ".join(known.printed)
        if printed:
            return f"the text says {printed}"
        return f"and it is {self._show(variable, known.interval)}"

    def _step(self, constraint: Constraint, target: Variable) -> tuple[str, Interval]:
        """One step in words, and what it leaves for its target."""
        if constraint.expression is not None:
            return self._formula(constraint.expression, constraint, target)
        telling = constraint.telling
        factor = dict(constraint.terms)[target]
        rest = [(v, f) for v, f in constraint.terms if v != target]
        total = constraint.within
        for variable, other in rest:
            total = total - self.known[variable].interval.scaled(other)
        implied = _divided(total, factor)
        if telling is not None and target == telling.result and self._figure(telling.of):
            return self._told(telling, implied), implied
        if target[0] == "member" and constraint.words:
            return constraint.words, implied
        shown = self._sum(rest, factor) if constraint.within.is_point else ""
        if constraint.within == Interval.point(0) and shown:
            exact = implied.is_point and implied.lower is not None
            result = (
                format_number(implied.lower or Fraction(0))
                if exact
                else self._show(target, implied)
            )
            if _is_names(shown) or shown.casefold() == result.casefold():
                return f"{shown}" if _is_names(shown) else result, implied
            if exact:
                return f"{shown} = {result}", implied
            middle = self._middle(rest, factor)
            if middle is None:
                return f"{shown} is {result}", implied
            return f"{shown} = {self._number(target, middle)} ({result} with rounding)", implied
        shown = self._sum(rest, factor)
        if shown and 0 in constraint.within and (implied.lower is None or implied.upper is None):
            more, less = implied.lower is not None, implied.upper is not None
            if more != less:
                return self._one_sided(constraint, target, shown, implied), implied
        lead = constraint.words
        used = [self._printed(v) for v, _ in rest]
        inner = f" ({' and '.join(filter(None, used))})" if any(used) else ""
        return f"{lead}{inner}: {self._name(target)} is {self._show(target, implied)}", implied

    def _one_sided(
        self, constraint: Constraint, target: Variable, shown: str, implied: Interval
    ) -> str:
        """`at least 12 + 16 = 28 (they are among them)`."""
        if implied.lower is not None:
            word = "more than" if implied.lower_open else "at least"
        else:
            word = "less than" if implied.upper_open else "at most"
        rest = [(v, f) for v, f in constraint.terms if v != target]
        middle = self._middle(rest, dict(constraint.terms)[target])
        total = f" = {self._number(target, middle)}" if len(rest) > 1 and middle else ""
        lead = "" if shown.startswith(word) else f"{word} "
        return f"{lead}{shown}{total} ({constraint.words})"

    def _told(self, telling: Telling, implied: Interval) -> str:
        """One figure made of another, and what it comes to."""
        shown = telling.words.format(self._figure(telling.of))
        value = self._printed_value(telling.of)
        if telling.factor == 1 and not telling.plus:
            return shown
        if value is None:
            return f"{shown} is {self._show(telling.result, implied)}"
        shown = f"{shown} {self._equals(telling.result, value * telling.factor + telling.plus)}"
        if implied.is_point:
            return shown
        shown = f"{shown} ({self._show(telling.result, implied)} with rounding)"
        if telling.result in self.clash.component.whole and not _has_whole(implied):
            return f"{shown}, which no whole number is"
        return shown

    def _middle(
        self, rest: Sequence[tuple[Variable, Fraction]], factor: Fraction
    ) -> Fraction | None:
        """The other side of an equation with every figure taken as it is printed."""
        total = Fraction(0)
        for variable, other in rest:
            value = self._printed_value(variable)
            if value is None:
                return None
            total -= value * other / factor
        return total

    def _printed_value(self, variable: Variable) -> Fraction | None:
        """A figure taken as it is printed; the middle of where it says it lies."""
        if variable[0] in _NAMED or variable[0] in _UNNAMED:
            return None
        known = self.known[variable]
        interval = known.interval
        if not interval.is_point:
            if len(known.printed) != 1:
                return None
            interval = self._likely(variable)
        if interval.lower is None or interval.upper is None:
            return None
        return (interval.lower + interval.upper) / 2

    def _likely(self, variable: Variable) -> Interval:
        """Where a figure most likely lies, by the reading of its claim, in its unit."""
        for constraint in self.bounds[variable]:
            if not constraint.claims:
                continue
            claim = self.facts.index.by_id[constraint.claims[0]]
            readings = [claim.reading] if isinstance(claim, Quantity) else []
            if isinstance(claim, Breakdown):
                readings = [reading for _, reading in claim.readings]
            for reading in readings:
                if reading.text == constraint.printed:
                    return reading.likely
        return EVERYTHING

    def _number(self, variable: Variable, value: Fraction) -> str:
        """A number with the unit of a variable, without more words."""
        return format_interval(Interval.point(value), self._unit(variable)).removeprefix("exactly ")

    def _whole(self, constraint: Constraint) -> str:
        """A sum of printed figures that should make a stated total, and does not."""
        if constraint.expression is not None:
            return ""
        total = constraint.within.lower
        printed = all(self.known[v].printed for v, _ in constraint.terms if v in self.known)
        if not constraint.within.is_point or not total or not printed or self._unknown(constraint):
            return ""
        terms = constraint.terms
        shown, middle = self._sum(terms, Fraction(-1)), self._middle(terms, Fraction(-1))
        if not shown or middle is None:
            return ""
        reached = Interval.point(0)
        for variable, factor in terms:
            reached = reached + self.known[variable].interval.scaled(factor)
        first = terms[0][0]
        spread = "" if reached.is_point else f" ({self._show(first, reached)} with rounding)"
        return (
            f"{shown} = {self._number(first, middle)}{spread}, and not {self._number(first, total)}"
        )

    def _listed(self, constraint: Constraint) -> Interval | None:
        """How many members a list names, where that is what a sum counts."""
        known = [v for v, _ in constraint.terms if v in self.known]
        named = sum(v[0] in _NAMED and self.known[v].interval.upper != 0 for v in known)
        if not named:
            return None
        closed = any(v[0] in _UNNAMED and self.known[v].interval.upper == 0 for v in known)
        return Interval.point(named) if closed else Interval.at_least(named)

    def _formula(
        self, expression: Expression, constraint: Constraint, target: Variable
    ) -> tuple[str, Interval]:
        """A formula with its figures put in, and what it leaves for its result or an input."""
        self.result = result = constraint.terms[0][0]
        implied = self._left(expression, result, target)
        shown = self._spelled(constraint, None if target == result else target)
        if target != result:
            given = f"{shown} = {self._printed(result)}" if result in self.known else shown
            return f"{given}: {self._name(target)} is {self._show(target, implied)}", implied
        middles = {
            name: self._printed_value(cast("Variable", name)) for name in names_in(expression)
        }
        if implied.is_point and implied.lower is not None:
            return f"{shown} {self._equals(target, implied.lower)}", implied
        if None in middles.values():
            return f"{shown} is {self._show(target, implied)}", implied
        middle = evaluate(expression, lambda name: Interval.point(middles[name] or 0)).lower
        about = f" {self._equals(target, middle)}" if middle is not None else ""
        return f"{shown}{about} ({self._show(target, implied)} with rounding)", implied

    def _spelled(self, constraint: Constraint, sought: Variable | None = None) -> str:
        """The formula of a constraint with the figures put in, but for one that is looked for."""

        def figure(name: object) -> str:
            variable = cast("Variable", name)
            return ("" if variable == sought else self._figure(variable)) or self._name(variable)

        return spelled(cast("Expression", constraint.expression), figure)

    def _equals(self, variable: Variable, value: Fraction) -> str:
        """What a step comes to, exactly or nearly."""
        short = _short(value)
        return f"{'=' if short == value else '≈'} {self._number(variable, short)}"

    def _sum(self, rest: Sequence[tuple[Variable, Fraction]], factor: Fraction) -> str:
        """The other side of an equation in the document's figures: `2 + 26`, `2 named (A, B)`."""
        members = [v for v, _ in rest if v[0] in _NAMED]
        parts: list[str] = []
        # What is added first: 2 − 1, and not − 1 + 2.
        for variable, other in sorted(rest, key=lambda term: -term[1] / factor < 0):
            if variable[0] in _NAMED or variable[0] in _UNNAMED:
                continue
            value = -other / factor
            shown = self._figure(variable)
            if not shown:
                return ""
            sign = "−" if value < 0 else "+"
            shown = _times(abs(value), shown)
            parts.append(f"{sign} {shown}" if parts or value < 0 else shown)
        if members:
            present = [v for v in members if self.known[v].interval.upper != 0]
            names = ", ".join(map(self._name, present))
            named = f"{len(present)} {_NAMED[str(members[0][0])]} ({names})"
            parts.append(f"+ {named}" if parts else named)
        return " ".join(parts)

    def _figure(self, variable: Variable) -> str:
        known = self.known.get(variable)
        if known is None:
            return ""
        interval = known.interval
        if interval.is_point and interval.lower is not None:
            return format_number(_short(interval.lower))
        if known.printed:
            return " and ".join(known.printed)
        if interval.lower is None and interval.upper is None:
            return ""
        shown = self._show(variable, interval)
        two_ends = interval.lower is not None and interval.upper is not None
        return f"({shown})" if two_ends else shown

    def _printed(self, variable: Variable) -> str:
        known = self.known[variable]
        return " and ".join(known.printed) or (
            self._show(variable, known.interval) if known.interval != EVERYTHING else ""
        )

    def _two_values(self) -> str:
        for variable, known in self.known.items():
            if known.interval.is_empty:
                if variable[0] == "member":
                    return f"{self._name(variable)} is in one list, and not in another that is all"
                claims = [c for c in self.bounds[variable] if c.printed]
                shown = " and ".join(dict.fromkeys(c.printed for c in claims)) or "nothing"
                return f"{self._name(variable)}: the text says {shown}"
        return "These figures cannot all be true"

    def _plain(self, constraint: Constraint) -> str:
        figures = ", ".join(
            f"{self._name(v)} {self._printed(v)}" for v, _ in constraint.terms if v in self.known
        )
        return f"{constraint.words} ({figures})" if figures else constraint.words

    def _subject(self) -> str:
        """What the conflict is about: the widest measure that its core speaks of."""
        if self.result is not None:
            return self._name(self.result)
        names = [self._name(v) for c in self.clash.core for v, _ in c.terms if v[0] == "measure"]
        names = names or [
            f"{variable[2]} of {self.facts.index.label(str(variable[1]))}"
            for c in self.clash.core
            for variable, _ in c.terms
            if variable[0] == "share"
        ]
        return min(names, key=lambda name: (len(name), name)) if names else ""

    def _name(self, variable: Variable) -> str:
        measures = self.facts.measures
        if variable in measures.names:
            return measures.names[variable]
        if variable[0] in {"measure", "share"}:
            subject = self.facts.index.label(str(variable[1]))
            dims = ", ".join(f"{k}: {self.facts.index.label(v)}" for k, v in variable[3])  # type: ignore[attr-defined]
            inner = f" ({dims})" if dims else ""
            return f"{variable[2]}{inner} of {subject}"
        if variable[0] == "member":
            return self.facts.index.label(str(variable[5]))
        if variable[0] == "happened":
            return str(variable[1])
        return str(variable[0])

    def _unit(self, variable: Variable) -> str:
        if variable[0] == "measure":
            return str(variable[5])
        return "%" if variable[0] == "share" else ""

    def _show(self, variable: Variable, interval: Interval) -> str:
        return told_interval(rounded_outwards(interval), self._unit(variable))


def _times(factor: Fraction, shown: str) -> str:
    """So many times a figure; divided by what makes it so many times, where that is shorter."""
    if factor == 1:
        return shown
    if "/" in format_number(factor) and "/" not in format_number(1 / factor):
        return f"{shown} / {format_number(1 / factor)}"
    return f"{format_number(factor)} × {shown}"


def _without_totals(clash: Clash) -> list[Constraint]:
    """The core with what only ties running totals to one another summed up, so that none is left.

    A period is one running total less another; in the sum that proves the conflict they cancel out.
    """
    tied = [any(v[0] == "by" for v, _ in constraint.terms) for constraint in clash.core]
    if not any(tied) or len(clash.multipliers) != len(clash.core):
        return list(clash.core)
    terms: list[tuple[Variable, Fraction]] = []
    within = Interval.point(0)
    for constraint, times, is_tied in zip(clash.core, clash.multipliers, tied, strict=True):
        if is_tied:
            terms.extend((variable, factor * times) for variable, factor in constraint.terms)
            within = within + constraint.within.scaled(times)
    first = next(c for c, is_tied in zip(clash.core, tied, strict=True) if is_tied)
    summed = attrs.evolve(first, terms=sum_of(*terms), within=within)
    return [*(c for c, is_tied in zip(clash.core, tied, strict=True) if not is_tied), summed]


_NAMES: Final = re.compile(r"\d+ (?:named|told) \(")


def _is_names(shown: str) -> bool:
    return _NAMES.match(shown) is not None


def _has_whole(interval: Interval) -> bool:
    if interval.lower is None or interval.upper is None:
        return True
    return any(n in interval for n in (ceil(interval.lower), floor(interval.lower) + 1))


def _divided(interval: Interval, factor: Fraction) -> Interval:
    return interval.scaled(1 / factor)


def _short(value: Fraction) -> Fraction:
    """The nearest number with three decimals, or three digits where it is less than 1."""
    places = 3
    while value and abs(value) * 10**places < 100:
        places += 1
    return Fraction(round(value * 10**places), 10**places)
