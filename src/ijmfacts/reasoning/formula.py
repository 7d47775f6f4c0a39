"""Formulas: a variable equals an expression of others, reasoned about by intervals.

Knows nothing of claims.
Every step is exact or rounded outward, so that what is proved impossible is impossible.

Grammar of an expression, spaces free:

    sum      = product {("+" | "-" | "−") product}
    product  = signed {("*" | "×" | "·" | "/" | "÷") signed}
    signed   = ["+" | "-" | "−"] signed | power
    power    = atom [("^" | "**") ["-" | "−"] digits]
    atom     = number | name | function "(" sum {"," sum} ")" | "(" sum ")"
    function = "sqrt" | "abs" | "min" | "max"
    number   = digits ["." digits] | "." digits
    name     = (letter | "_") {letter | digit | "_"}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from fractions import Fraction
from math import isqrt
from typing import ClassVar, Final, TypeAlias

import attrs

from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.reasoning.linear import Variable
from ijmfacts.shapes import Shape

LENGTH: Final = 4_000
DEPTH: Final = 50
DIGITS: Final = 40
EXPONENT: Final = 16

NOTHING: Final = Interval(Fraction(1), Fraction(0))
_ONE: Final = Fraction(1)
_GRID: Final = 1 << 64  # roots are exact or rounded outward to this many parts


@attrs.frozen(eq=False, repr=False)
class Constant(Shape):
    """A number."""

    value: Fraction


@attrs.frozen(eq=False, repr=False)
class Name(Shape):
    """A variable."""

    variable: Variable


@attrs.frozen(eq=False, repr=False)
class Call(Shape):
    """An operation on expressions.

    `operation` is one of `+ - * / negative power sqrt abs min max`.
    `exponent` is that of a power.
    """

    operation: str
    arguments: tuple[Expression, ...]
    exponent: int = 0


Expression: TypeAlias = Constant | Name | Call


@attrs.frozen(eq=False, repr=False)
class Formula(Shape):
    """`result` equals `expression`, if all of `supports` hold.

    It also says that the expression has a value: nothing is divided by 0, no root is drawn of a
    negative number.
    """

    result: Variable
    expression: Expression
    supports: frozenset[Hashable]
    tag: Hashable = None

    within: ClassVar[Interval] = EVERYTHING
    """It bounds no sum."""

    @property
    def terms(self) -> tuple[tuple[Variable, Fraction]]:
        """The result, once."""
        return ((self.result, _ONE),)

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The result, then the variables of the expression, each once."""
        return tuple(dict.fromkeys((self.result, *names_in(self.expression))))


class ExpressionError(ValueError):
    """A text that is no expression.

    `offset` is where in the text, from 0.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


_TOKEN: Final = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<name>[^\W\d]\w*)|(?P<sign>\*\*|[-−+*×·/÷^(),]))"
)
_FUNCTIONS: Final = {"sqrt": (1, 1), "abs": (1, 1), "min": (1, 64), "max": (1, 64)}
_SPELLED: Final = {"−": "-", "×": "*", "·": "*", "÷": "/", "**": "^"}


def parse_expression(text: str) -> Expression:
    """The expression that the text spells, by the grammar of this module.

    Raises:
        ExpressionError: the text is no expression, or larger than this module's limits.
    """
    if len(text) > LENGTH:
        raise ExpressionError(f"the expression is longer than {LENGTH} characters", LENGTH)
    parser = _Parser(text)
    expression = parser.sum(0)
    if parser.kind != "end":
        raise ExpressionError(f"“{parser.token}” is not expected here", parser.at)
    return expression


class _Parser:
    """One token ahead in a text."""

    __slots__ = ("at", "kind", "next", "text", "token")

    def __init__(self, text: str) -> None:
        self.text = text
        self.next = 0
        self.advance()

    def advance(self) -> None:
        match = _TOKEN.match(self.text, self.next)
        if match is not None:
            self.kind = match.lastgroup or ""
            self.token = match.group(self.kind)
            self.at = match.start(self.kind)
            self.next = match.end()
            if self.kind == "sign":
                self.kind = _SPELLED.get(self.token, self.token)
            return
        rest = self.text[self.next :]
        self.at = self.next + len(rest) - len(rest.lstrip())
        self.token = self.text[self.at : self.at + 1]
        self.kind = "end"
        if self.token:
            raise ExpressionError(f"“{self.token}” has no meaning in an expression", self.at)

    def take(self, kind: str, what: str) -> None:
        if self.kind != kind:
            found = f"“{self.token}”" if self.token else "the end"
            raise ExpressionError(f"{what} is expected here, not {found}", self.at)
        self.advance()

    def sum(self, depth: int) -> Expression:
        if depth > DEPTH:
            raise ExpressionError(f"the expression is nested deeper than {DEPTH}", self.at)
        total = self.product(depth)
        while self.kind in ("+", "-"):
            operation = self.kind
            self.advance()
            total = Call(operation, (total, self.product(depth)))
        return total

    def product(self, depth: int) -> Expression:
        total = self.signed(depth)
        while self.kind in ("*", "/"):
            operation = self.kind
            self.advance()
            total = Call(operation, (total, self.signed(depth)))
        return total

    def signed(self, depth: int) -> Expression:
        negative = False
        while self.kind in ("+", "-"):
            negative ^= self.kind == "-"
            self.advance()
        value = self.power(depth)
        return Call("negative", (value,)) if negative else value

    def power(self, depth: int) -> Expression:
        base = self.atom(depth)
        if self.kind != "^":
            return base
        self.advance()
        sign = 1
        if self.kind == "-":
            sign = -1
            self.advance()
        at, digits = self.at, self.token
        self.take("number", "a whole number as exponent")
        if not digits.isdecimal() or len(digits) > DIGITS or int(digits) > EXPONENT:
            raise ExpressionError(f"an exponent is a whole number up to {EXPONENT}", at)
        if self.kind == "^":
            raise ExpressionError("a power of a power needs brackets", self.at)
        return Call("power", (base,), sign * int(digits))

    def atom(self, depth: int) -> Expression:
        token, kind, at = self.token, self.kind, self.at
        if kind == "number":
            if len(token) > DIGITS:
                raise ExpressionError(f"a number has more than {DIGITS} digits", at)
            self.advance()
            return Constant(Fraction(token))
        if kind == "name":
            self.advance()
            if self.kind == "(":
                return self.call(token, at, depth)
            return Name(token)
        self.take("(", "a number, a name or “(”")
        inner = self.sum(depth + 1)
        self.take(")", "“)”")
        return inner

    def call(self, function: str, at: int, depth: int) -> Expression:
        if function not in _FUNCTIONS:
            known = ", ".join(sorted(_FUNCTIONS))
            raise ExpressionError(f"“{function}” is no function; known are {known}", at)
        self.advance()
        arguments = [self.sum(depth + 1)]
        while self.kind == ",":
            self.advance()
            arguments.append(self.sum(depth + 1))
        self.take(")", "“)”")
        _, most = _FUNCTIONS[function]
        if len(arguments) > most:
            raise ExpressionError(f"“{function}” takes {most} at most", at)
        return Call(function, tuple(arguments))


def names_in(expression: Expression) -> tuple[Variable, ...]:
    """The variables of an expression, each once, in the order of their first place."""
    found: dict[Variable, None] = {}
    rest = [expression]
    while rest:
        part = rest.pop()
        if isinstance(part, Name):
            found[part.variable] = None
        elif isinstance(part, Call):
            rest.extend(reversed(part.arguments))
    return tuple(found)


def renamed(expression: Expression, names: Mapping[Variable, Variable]) -> Expression:
    """The same expression over other variables; those not in `names` stay."""
    if isinstance(expression, Name):
        return Name(names.get(expression.variable, expression.variable))
    if isinstance(expression, Call):
        arguments = tuple(renamed(part, names) for part in expression.arguments)
        return Call(expression.operation, arguments, expression.exponent)
    return expression


def spelled(expression: Expression, names: Callable[[Variable], str] = str) -> str:
    """The expression as text, its variables by name, with brackets only where they are needed.

    With names of the grammar it parses to the same expression.
    """
    return _spelled(expression, names)[0]


_ATOM: Final = 4
_RANKS: Final = {"+": 1, "-": 1, "*": 2, "/": 2, "negative": 3}
"""How tightly operations bind."""


def _spelled(expression: Expression, names: Callable[[Variable], str]) -> tuple[str, int]:
    """The text, and how tightly its outermost operation binds."""
    if isinstance(expression, Constant):
        return _number(expression.value)
    if isinstance(expression, Name):
        return names(expression.variable), _ATOM
    operation = expression.operation
    parts = [_spelled(part, names) for part in expression.arguments]
    if operation == "power":
        return f"{_inside(parts[0], _ATOM)}^{expression.exponent}", 3
    rank = _RANKS.get(operation, _ATOM)
    if operation == "negative":
        return f"-{_inside(parts[0], rank)}", rank
    if rank < _ATOM:
        # What stands on the right must bind more tightly: a - (b - c).
        return f"{_inside(parts[0], rank)} {operation} {_inside(parts[1], rank + 1)}", rank
    return f"{operation}({', '.join(text for text, _ in parts)})", _ATOM


def _number(value: Fraction) -> tuple[str, int]:
    """A number as the grammar has it; what is no decimal is a quotient."""
    if value < 0:
        return f"-{_inside(_number(-value), 3)}", 3
    decimals = next((at for at in range(DIGITS) if (value * 10**at).denominator == 1), None)
    if decimals is None:
        return f"{value.numerator} / {value.denominator}", 2
    digits = str(value.numerator * 10**decimals // value.denominator).rjust(decimals + 1, "0")
    return (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits), _ATOM


def _inside(part: tuple[str, int], rank: int) -> str:
    text, binds = part
    return text if binds >= rank else f"({text})"


def as_linear(expression: Expression) -> tuple[dict[Variable, Fraction], Fraction] | None:
    """The factors and the constant of an expression that is a plain sum, else none."""
    if isinstance(expression, Constant):
        return {}, expression.value
    if isinstance(expression, Name):
        return {expression.variable: Fraction(1)}, Fraction(0)
    parts = [as_linear(part) for part in expression.arguments]
    first = parts[0]
    if first is None:
        return None
    if expression.operation == "negative":
        return _combined(first, ({}, Fraction(0)), Fraction(-1), Fraction(0))
    if expression.operation == "power" and expression.exponent == 1:
        return first
    second = parts[1] if len(parts) > 1 else None
    if second is None:
        return None
    match expression.operation:
        case "+":
            return _combined(first, second, Fraction(1), Fraction(1))
        case "-":
            return _combined(first, second, Fraction(1), Fraction(-1))
        case "*" if not second[0]:
            return _combined(first, second, second[1], Fraction(0))
        case "*" if not first[0]:
            return _combined(first, second, Fraction(0), first[1])
        case "/" if not second[0] and second[1]:
            return _combined(first, second, 1 / second[1], Fraction(0))
    return None


def _combined(
    first: tuple[dict[Variable, Fraction], Fraction],
    second: tuple[dict[Variable, Fraction], Fraction],
    times: Fraction,
    others: Fraction,
) -> tuple[dict[Variable, Fraction], Fraction]:
    """`times` the first and `others` times the second; a factor of 0 drops that side."""
    factors: dict[Variable, Fraction] = {}
    for side, scale in ((first, times), (second, others)):
        if scale:
            for variable, factor in side[0].items():
                factors[variable] = factors.get(variable, Fraction(0)) + factor * scale
    if times and others:
        constant = first[1] * times + second[1] * others
    else:
        constant = first[1] * times if times else second[1] * others
    return {variable: factor for variable, factor in factors.items() if factor}, constant


def evaluate(expression: Expression, ranges: Callable[[Variable], Interval]) -> Interval:
    """An interval that holds every value of the expression over the ranges of its variables.

    Exact for each operation by itself, but variables that occur twice are taken as independent,
    and square roots are rounded outward by at most 2⁻⁶⁴.
    Empty where the expression has no value at all (a root of something negative, a division by
    exactly 0), or where a range is empty.
    """
    if isinstance(expression, Constant):
        return Interval.point(expression.value)
    if isinstance(expression, Name):
        return ranges(expression.variable)
    parts = [evaluate(part, ranges) for part in expression.arguments]
    if any(part.is_empty for part in parts):
        return NOTHING
    match expression.operation:
        case "+":
            return parts[0] + parts[1]
        case "-":
            return parts[0] - parts[1]
        case "*":
            return product(parts[0], parts[1])
        case "/":
            return product(parts[0], inverse(parts[1]))
        case "negative":
            return -parts[0]
        case "power":
            return power(parts[0], expression.exponent)
        case "sqrt":
            return root(parts[0])
        case "abs":
            return magnitude(parts[0])
        case "max":
            return _largest(parts)
        case "min":
            return -_largest([-part for part in parts])
    raise ValueError(f"no operation {expression.operation!r}")


def narrowed(
    expression: Expression, ranges: Callable[[Variable], Interval], target: Interval
) -> dict[Variable, Interval]:
    """The ranges of the variables, less what cannot give the expression a value of `target`.

    One pass down the expression (HC4-revise: Benhamou, Goualard, Granvilliers and Puget, 1999).
    Nothing that is possible is taken away; a narrower range or target never leaves more.
    Empty for some variable where no values of all of them will do.
    """
    found = {name: ranges(name) for name in names_in(expression)}
    _narrow(expression, ranges, target, found)
    return found


def _narrow(
    expression: Expression,
    ranges: Callable[[Variable], Interval],
    target: Interval,
    found: dict[Variable, Interval],
) -> None:
    """Hand a target down: to a variable itself, or to each argument what it leaves for that."""
    if isinstance(expression, Constant):
        if expression.value not in target:
            found.update(dict.fromkeys(found, NOTHING))
        return
    if isinstance(expression, Name):
        found[expression.variable] &= target
        return
    parts = [evaluate(part, ranges) for part in expression.arguments]
    if any(part.is_empty for part in parts):
        found.update(dict.fromkeys(found, NOTHING))
        return
    for part, left in zip(expression.arguments, _left(expression, parts, target), strict=True):
        _narrow(part, ranges, left, found)


def _left(call: Call, parts: list[Interval], target: Interval) -> list[Interval]:
    """For each argument of an operation a range that holds what can give a value of `target`."""
    first, last = parts[0], parts[-1]
    match call.operation:
        case "+":
            return [first & (target - last), last & (target - first)]
        case "-":
            return [first & (target + last), last & (first - target)]
        case "*":
            return [first & quotient(target, last), last & quotient(target, first)]
        case "/":
            return [first & product(target, last), last & quotient(first, target)]
        case "negative":
            return [first & -target]
        case "power":
            return [_base(first, call.exponent, target)]
        case "sqrt":
            return [first & power(target & Interval.at_least(0), 2)]
        case "abs":
            return [_either_sign(first, target)]
        case "max":
            return _under(parts, target)
        case "min":
            return [-part for part in _under([-part for part in parts], -target)]
    raise ValueError(f"no operation {call.operation!r}")


def quotient(result: Interval, divisor: Interval) -> Interval:
    """Every x that times some number of the divisor is one of the result."""
    if 0 in divisor and 0 in result:
        return EVERYTHING
    return product(result, inverse(divisor))


def _base(base: Interval, exponent: int, target: Interval) -> Interval:
    """What of a base can have a power in the target."""
    if exponent == 0:
        return base if 1 in target else NOTHING
    if exponent < 0:
        exponent, target = -exponent, inverse(target)
    if exponent % 2:
        upper = root(target, exponent)
        lower = -root(-target, exponent)
        return base & (lower | upper)
    return _either_sign(base, root(target, exponent))


def _either_sign(interval: Interval, size: Interval) -> Interval:
    """What of an interval has an absolute value of that size."""
    size &= Interval.at_least(0)
    return (interval & size) | (interval & -size)


def _under(parts: list[Interval], target: Interval) -> list[Interval]:
    """What of each interval can go with a maximum in the target."""
    below = Interval(None, target.upper, upper_open=target.upper_open)
    above = Interval(target.lower, None, lower_open=target.lower_open)
    reach = [at for at, part in enumerate(parts) if not (part & target).is_empty]
    left = [part & below for part in parts]
    if not reach:
        return [NOTHING for _ in parts]
    if len(reach) == 1:
        left[reach[0]] &= above
    return left


def product(first: Interval, second: Interval) -> Interval:
    """Every product of one number from each."""
    if first.is_empty or second.is_empty:
        return NOTHING
    nought = Interval.point(0)
    if nought in (first, second):
        return nought
    least, other_least = first.lower, second.lower
    if least is not None and other_least is not None and least > 0 and other_least > 0:
        most, other_most = first.upper, second.upper
        return Interval(
            least * other_least,
            None if most is None or other_most is None else most * other_most,
            lower_open=first.lower_open or second.lower_open,
            upper_open=first.upper_open or second.upper_open,
        )
    lower, lower_open = _least_product(first, second)
    upper, upper_open = _least_product(-first, second)
    return Interval(
        lower,
        None if upper is None else -upper,
        lower_open=lower_open,
        upper_open=upper_open,
    )


def _least_product(first: Interval, second: Interval) -> tuple[Fraction | None, bool]:
    """The least product of two intervals, neither empty nor just 0, and whether it is left out."""
    least: Fraction | None = None
    left_out = True
    for value, sign, open_ in _ends(first):
        for times, other_sign, other_open in _ends(second):
            if value is None or times is None:
                direction = sign * other_sign
                if direction < 0:
                    return None, False
                if direction > 0:
                    continue  # plus infinity is never the least
                exact = Fraction(0)
                shut = not open_ if value is not None else not other_open
            else:
                exact = value * times
                shut = not (open_ or other_open)
                # A nought that is reached makes nought of whatever stands beside it.
                shut = shut or (value == 0 and not open_) or (times == 0 and not other_open)
            if least is None or exact < least:
                least, left_out = exact, not shut
            elif exact == least:
                left_out = left_out and not shut
    if least == 0 and (0 in first or 0 in second):
        left_out = False
    return least, left_out


_End: TypeAlias = tuple[Fraction | None, int, bool]  # its value, its sign, whether it is left out


def _ends(interval: Interval) -> tuple[_End, _End]:
    lower, upper = interval.lower, interval.upper
    return (
        (lower, -1 if lower is None else _sign(lower), interval.lower_open),
        (upper, 1 if upper is None else _sign(upper), interval.upper_open),
    )


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def inverse(divisor: Interval) -> Interval:
    """Every 1 / x for an x of the interval that is not 0; everything where 0 lies inside it."""
    lower, upper = divisor.lower, divisor.upper
    if divisor.is_empty or (lower == 0 and upper == 0):
        return NOTHING
    if lower is not None and lower >= 0:
        return Interval(
            Fraction(0) if upper is None else 1 / upper,
            None if lower == 0 else 1 / lower,
            lower_open=upper is None or divisor.upper_open,
            upper_open=divisor.lower_open,
        )
    if upper is not None and upper <= 0:
        return -inverse(-divisor)
    return EVERYTHING


def power(base: Interval, exponent: int) -> Interval:
    """Every power of a number of the interval; to the power 0 everything is 1."""
    if base.is_empty:
        return NOTHING
    if exponent == 0:
        return Interval.point(1)
    if exponent < 0:
        return inverse(power(base, -exponent))
    if exponent % 2 == 0:
        base = magnitude(base)
    return Interval(
        None if base.lower is None else base.lower**exponent,
        None if base.upper is None else base.upper**exponent,
        lower_open=base.lower_open,
        upper_open=base.upper_open,
    )


def root(power: Interval, degree: int = 2) -> Interval:
    """Every root of a number of the interval that is not negative, rounded outward.

    A rounded end is open: the root itself lies a little inside of it.
    """
    power &= Interval.at_least(0)
    if power.is_empty or power.lower is None:
        return NOTHING
    below, exact = _root(power.lower, degree)
    lower_open = power.lower_open or not exact
    if power.upper is None:
        return Interval(below, None, lower_open=lower_open)
    above, exact = _root(power.upper, degree)
    if not exact:
        above += Fraction(1, _GRID)
    return Interval(below, above, lower_open=lower_open, upper_open=power.upper_open or not exact)


def _root(power: Fraction, degree: int) -> tuple[Fraction, bool]:
    """The root rounded down to the grid, and whether it is exact.

    One grid for all, so that a narrower interval never has a wider root.
    """
    scaled = power * _GRID**degree
    found = _whole_root(scaled.numerator // scaled.denominator, degree)
    return Fraction(found, _GRID), found**degree == scaled


def _whole_root(power: int, degree: int) -> int:
    """The greatest whole number whose power is no greater; Newton's method from above."""
    if degree == 2 or power < 2:
        return isqrt(power)
    guess = 1 << -(-power.bit_length() // degree)
    while True:
        next_ = ((degree - 1) * guess + power // guess ** (degree - 1)) // degree
        if next_ >= guess:
            return guess
        guess = next_


def magnitude(interval: Interval) -> Interval:
    """Every absolute value of a number of the interval."""
    if interval.is_empty:
        return NOTHING
    if interval.lower is not None and interval.lower >= 0:
        return interval
    if interval.upper is not None and interval.upper <= 0:
        return -interval
    both = _largest([interval, -interval])
    return Interval(Fraction(0), both.upper, upper_open=both.upper_open)


def _largest(parts: list[Interval]) -> Interval:
    """Every maximum of one number from each."""
    lower: Fraction | None = None
    lower_open = False
    for part in parts:
        if part.lower is not None and (lower is None or part.lower > lower):
            lower, lower_open = part.lower, part.lower_open
        elif part.lower is not None and part.lower == lower:
            lower_open = lower_open or part.lower_open
    if any(part.upper is None for part in parts):
        return Interval(lower, None, lower_open=lower_open)
    upper = max(part.upper for part in parts if part.upper is not None)
    upper_open = all(part.upper_open for part in parts if part.upper == upper)
    return Interval(lower, upper, lower_open=lower_open, upper_open=upper_open)
