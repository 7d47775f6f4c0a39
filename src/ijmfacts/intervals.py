"""Exact intervals of rational numbers, each end open, closed or absent.

Knows nothing of claims, units or words.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from ijmfacts.shapes import Shape


@attrs.frozen(eq=False, repr=False)
class Interval(Shape):
    """All rationals between two ends.

    `None` as an end means that the interval has no end on that side.
    `lower_open` and `upper_open` say that the end itself is left out; false where there is none.
    An interval may be empty: see `is_empty`.
    """

    lower: Fraction | None
    upper: Fraction | None
    lower_open: bool = False
    upper_open: bool = False

    def __attrs_post_init__(self) -> None:
        """Keep one spelling for "no end on this side"."""
        if self.lower is None and self.lower_open:
            object.__setattr__(self, "lower_open", False)
        if self.upper is None and self.upper_open:
            object.__setattr__(self, "upper_open", False)

    @classmethod
    def point(cls, value: int | Fraction) -> Interval:
        """Exactly one number, which both ends are."""
        end = Fraction(value)
        return cls(end, end)

    @classmethod
    def closed(cls, lower: int | Fraction, upper: int | Fraction) -> Interval:
        """Both ends belong to it."""
        return cls(Fraction(lower), Fraction(upper))

    @classmethod
    def at_least(cls, lower: int | Fraction, *, open_: bool = False) -> Interval:
        """No upper end; `open_` leaves the lower end out."""
        return cls(Fraction(lower), None, lower_open=open_)

    @classmethod
    def at_most(cls, upper: int | Fraction, *, open_: bool = False) -> Interval:
        """No lower end; `open_` leaves the upper end out."""
        return cls(None, Fraction(upper), upper_open=open_)

    @property
    def is_empty(self) -> bool:
        """True where no rational lies inside."""
        if self.lower is None or self.upper is None:
            return False
        if self.lower == self.upper:
            return self.lower_open or self.upper_open
        return self.lower > self.upper

    @property
    def is_point(self) -> bool:
        """True where exactly one rational lies inside."""
        return self.lower is not None and self.lower == self.upper and not self.is_empty

    def __contains__(self, value: int | Fraction) -> bool:
        """True where the number lies inside."""
        above = self.lower is None or (
            self.lower < value if self.lower_open else self.lower <= value
        )
        below = self.upper is None or (
            value < self.upper if self.upper_open else value <= self.upper
        )
        return above and below

    def __and__(self, other: Interval) -> Interval:
        """What lies in both; empty where nothing does."""
        lower, lower_open = self.lower, self.lower_open
        if lower is None or (other.lower is not None and other.lower > lower):
            lower, lower_open = other.lower, other.lower_open
        elif lower == other.lower:
            lower_open = lower_open or other.lower_open
        upper, upper_open = self.upper, self.upper_open
        if upper is None or (other.upper is not None and other.upper < upper):
            upper, upper_open = other.upper, other.upper_open
        elif upper == other.upper:
            upper_open = upper_open or other.upper_open
        return Interval(lower, upper, lower_open=lower_open, upper_open=upper_open)

    def __or__(self, other: Interval) -> Interval:
        """The least interval that holds both."""
        if self.is_empty or other.is_empty:
            return other if self.is_empty else self
        lower, lower_open = self.lower, self.lower_open
        if lower is None or other.lower is None:
            lower, lower_open = None, False
        elif lower == other.lower:
            lower_open = lower_open and other.lower_open
        elif other.lower < lower:
            lower, lower_open = other.lower, other.lower_open
        upper, upper_open = self.upper, self.upper_open
        if upper is None or other.upper is None:
            upper, upper_open = None, False
        elif upper == other.upper:
            upper_open = upper_open and other.upper_open
        elif other.upper > upper:
            upper, upper_open = other.upper, other.upper_open
        return Interval(lower, upper, lower_open=lower_open, upper_open=upper_open)

    def __le__(self, other: Interval) -> bool:
        """True where everything in this one lies in the other."""
        return self.is_empty or (self & other) == self

    def __neg__(self) -> Interval:
        """Every number with its sign turned; each end keeps its own flag."""
        return Interval(
            None if self.upper is None else -self.upper,
            None if self.lower is None else -self.lower,
            lower_open=self.upper_open,
            upper_open=self.lower_open,
        )

    def __add__(self, other: Interval) -> Interval:
        """Every sum of one number from each; an end is open where either's is."""
        if self.is_empty:
            return self
        if other.is_empty:
            return other
        return Interval(
            None if self.lower is None or other.lower is None else self.lower + other.lower,
            None if self.upper is None or other.upper is None else self.upper + other.upper,
            lower_open=self.lower_open or other.lower_open,
            upper_open=self.upper_open or other.upper_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        """Every difference of one number from each."""
        return self + -other

    def scaled(self, factor: int | Fraction) -> Interval:
        """Every number times `factor`; a negative factor turns the ends with their flags."""
        if factor == 0:
            return self if self.is_empty else Interval.point(0)
        if factor < 0:
            return (-self).scaled(-factor)
        return Interval(
            None if self.lower is None else self.lower * factor,
            None if self.upper is None else self.upper * factor,
            lower_open=self.lower_open,
            upper_open=self.upper_open,
        )

    def outwards(self, places: int = 3) -> Interval:
        """The interval with its ends rounded outwards to so many decimals, for reading."""
        scale = 10**places
        lower, upper = self.lower, self.upper
        return Interval(
            None if lower is None else Fraction((lower * scale).__floor__(), scale),
            None if upper is None else Fraction((upper * scale).__ceil__(), scale),
            lower_open=self.lower_open,
            upper_open=self.upper_open,
        )


EVERYTHING: Final = Interval(None, None)
