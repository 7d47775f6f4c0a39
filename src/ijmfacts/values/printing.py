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
    if interval.is_empty:
        return "no number"
    lower, upper = interval.lower, interval.upper
    ends = [end for end in (lower, upper) if end is not None]
    if not ends:
        return "any number"
    factor, magnitude = _magnitude(ends)
    shown = [format_number(end / factor) for end in ends]
    tail = f" {magnitude}" if magnitude else ""
    one = len(ends) == 1 or interval.is_point
    if unit == "%":
        tail += "%" if one and not magnitude else " %"
    elif unit in DURATION_UNITS:
        tail += f" {unit}" if one and shown[0] == "1" and not magnitude else f" {unit}s"
    elif unit:
        tail += f" {unit}"
    if interval.is_point:
        return f"exactly {shown[0]}{tail}"
    if upper is None:
        return f"{'more than' if interval.lower_open else 'at least'} {shown[0]}{tail}"
    if lower is None:
        return f"{'less than' if interval.upper_open else 'at most'} {shown[0]}{tail}"
    opening, closing = "(" if interval.lower_open else "[", ")" if interval.upper_open else "]"
    return f"{opening}{shown[0]}, {shown[1]}{closing}{tail}"
