"""Numbers and intervals as a reader would have them printed.

Knows nothing of how they were written.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from ijmfacts.intervals import Interval
from ijmfacts.values.durations import DURATION_UNITS


def ordinal(value: Fraction) -> str:
    """57 as `57th`."""
    number = format_number(value)
    tens = value % 100
    ending = {1: "st", 2: "nd", 3: "rd"}.get(int(value % 10), "th")
    return number + ("th" if 10 < tens < 14 else ending)


_MAGNITUDES: Final = (
    (Fraction(10**12), "trillion"),
    (Fraction(10**9), "billion"),
    (Fraction(10**6), "million"),
)


def _places(value: Fraction, most: int = 6) -> int | None:
    """How many decimals print the number exactly; none where more than `most` are needed."""
    scaled = value
    for places in range(most + 1):
        if scaled.denominator == 1:
            return places
        scaled *= 10
    return None


def format_number(value: Fraction) -> str:
    """The number, exactly: `51,600,000`, `92.15`, `1/3`.

    As a decimal where six places suffice, as a fraction otherwise.
    """
    value = Fraction(value)
    places = _places(value)
    if places is None:
        return f"{value.numerator:,}/{value.denominator:,}"
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}d}"
    whole, decimals = digits[: len(digits) - places], digits[len(digits) - places :]
    sign = "-" if value < 0 else ""
    return f"{sign}{int(whole):,}" + (f".{decimals}" if decimals else "")


def _magnitude(ends: Sequence[Fraction]) -> tuple[Fraction, str]:
    """The largest magnitude word that makes the ends shorter, with its factor."""
    largest = max((abs(end) for end in ends), default=Fraction(0))
    for factor, word in _MAGNITUDES:
        short = all((places := _places(end / factor)) is not None and places <= 4 for end in ends)
        if largest >= factor and short and all(not end or abs(end) * 100 >= factor for end in ends):
            return factor, word
    return Fraction(1), ""


def format_interval(interval: Interval, unit: str = "") -> str:
    """The interval in words or brackets, with its unit.

    A point is `exactly 30`, a bound `more than 700` or `at most 5%`; two ends stand in brackets,
    `[37.5, 39) %`, a square one where the end belongs to it and a round one where it does not.
    """
    both = _two_ends(interval)
    if both is None:
        return _one_end(interval, unit)
    magnitude, low, high = both
    opening, closing = "(" if interval.lower_open else "[", ")" if interval.upper_open else "]"
    return f"{opening}{low}, {high}{closing}{_tail(unit, magnitude, '')}"


def told_interval(interval: Interval, unit: str = "") -> str:
    """The interval in words alone: `exactly 30`, `at most 5%`, `from 37.5 to below 39%`."""
    both = _two_ends(interval)
    if both is None:
        return _one_end(interval, unit)
    magnitude, low, high = both
    if interval.lower_open:
        words = f"above {low} and {'below' if interval.upper_open else 'at most'} {high}"
    else:
        words = f"from {low} to {'below ' if interval.upper_open else ''}{high}"
    return words + ("%" if unit == "%" and not magnitude else _tail(unit, magnitude, ""))


def rounded_outwards(interval: Interval) -> Interval:
    """The interval with its ends rounded outwards to three decimals of their magnitude."""
    ends = [abs(end) for end in (interval.lower, interval.upper) if end is not None]
    largest = max(ends, default=Fraction(0))
    factor = next((factor for factor, _ in _MAGNITUDES if largest >= factor), Fraction(1))
    return interval.scaled(1 / factor).outwards().scaled(factor)


def _two_ends(interval: Interval) -> tuple[str, str, str] | None:
    """The magnitude word and the two ends of an interval; none where it has no two ends."""
    lower, upper = interval.lower, interval.upper
    if interval.is_empty or interval.is_point or lower is None or upper is None:
        return None
    factor, magnitude = _magnitude([lower, upper])
    return magnitude, format_number(lower / factor), format_number(upper / factor)


def _one_end(interval: Interval, unit: str) -> str:
    """A point, a bound, or nothing at all, in words."""
    lower, upper = interval.lower, interval.upper
    if interval.is_empty:
        return "no number"
    end = upper if lower is None else lower
    if end is None:
        return "any number"
    factor, magnitude = _magnitude([end])
    shown = format_number(end / factor)
    words = f"{shown}{_tail(unit, magnitude, shown)}"
    if interval.is_point:
        return f"exactly {words}"
    if upper is None:
        return f"{'more than' if interval.lower_open else 'at least'} {words}"
    return f"{'less than' if interval.upper_open else 'at most'} {words}"


def _tail(unit: str, magnitude: str, number: str) -> str:
    """What follows a number, or two where none is given: the magnitude and the unit."""
    words = f" {magnitude}" if magnitude else ""
    if unit == "%":
        return words + ("%" if number and not magnitude else " %")
    if unit in DURATION_UNITS:
        return f"{words} {unit}" if number == "1" and not magnitude else f"{words} {unit}s"
    return f"{words} {unit}" if unit else words
