"""Laws of exact intervals, against brute force over a grid of small rationals."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ijmfacts.intervals import EVERYTHING, Interval

HALVES = tuple(Fraction(number, 2) for number in range(-8, 9))
ENDS = (None, *(Fraction(number) for number in range(-2, 3)))
SMALL = tuple(
    Interval(lower, upper, lower_open=left, upper_open=right)
    for lower, upper in product(ENDS, ENDS)
    for left, right in product((False, True), repeat=2)
    if not (lower is None and left) and not (upper is None and right)
)
"""Every interval, empty ones too, with whole ends from -2 to 2 or none."""

small = st.sampled_from(SMALL)
numbers = st.fractions(min_value=-50, max_value=50, max_denominator=12)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval, of any ends and flags."""
    return Interval(
        draw(st.none() | numbers),
        draw(st.none() | numbers),
        lower_open=draw(st.booleans()),
        upper_open=draw(st.booleans()),
    )


def inside(interval: Interval) -> Iterator[Fraction]:
    """The points of the grid that the ends and flags let in, told without `in`."""
    for point in HALVES:
        if interval.lower is not None:
            if point < interval.lower or (interval.lower_open and point == interval.lower):
                continue
            if interval.lower_open and point <= interval.lower:
                continue
        if interval.upper is not None and (
            point > interval.upper or (interval.upper_open and point == interval.upper)
        ):
            continue
        yield point


def near(interval: Interval) -> set[Fraction]:
    """The points of the grid from -4 to 4 inside; with whole ends from -2 to 2, empty iff it is."""
    return set(inside(interval))


def test_in_is_what_ends_and_flags_say() -> None:
    for interval in SMALL:
        assert near(interval) == {point for point in HALVES if point in interval}


def test_is_empty_and_is_point_agree_with_the_grid() -> None:
    """Between two different whole ends there is always a half."""
    for interval in SMALL:
        points = near(interval)
        assert interval.is_empty == (not points)
        assert interval.is_point == (
            len(points) == 1 and interval.lower is not None and interval.lower == interval.upper
        )


def test_and_is_the_common_part() -> None:
    for one, other in product(SMALL, SMALL):
        assert near(one & other) == near(one) & near(other)
        assert (one & other).is_empty == (not near(one) & near(other))


def test_or_is_the_least_that_holds_both() -> None:
    """It holds both, lies in all that do, and has no end that neither of the two has."""
    for one, other in product(SMALL, SMALL):
        both = one | other
        assert one <= both
        assert other <= both
        assert all(both <= wide for wide in SMALL if one <= wide and other <= wide)


def test_le_is_being_inside() -> None:
    for one, other in product(SMALL, SMALL):
        # Ends from -2 to 2 are told apart by the grid; so is "no end", which reaches -4 and 4.
        assert (one <= other) == (near(one) <= near(other))


@given(small, small)
def test_a_sum_is_all_sums(one: Interval, other: Interval) -> None:
    """Brute force: a point lies in the sum iff some split of it lies in the two."""
    # Quarters reach inside every open end; ±20 stands for "no end".
    fine = [Fraction(number, 4) for number in range(-80, 81)]
    for total in HALVES:
        split = any(part in one and total - part in other for part in fine)
        assert (total in one + other) == split


@given(small, small)
def test_a_difference_is_all_differences(one: Interval, other: Interval) -> None:
    fine = [Fraction(number, 4) for number in range(-80, 81)]
    for total in HALVES:
        split = any(part in one and part - total in other for part in fine)
        assert (total in one - other) == split


@given(intervals(), numbers, numbers)
def test_scaling_moves_each_point(interval: Interval, factor: Fraction, point: Fraction) -> None:
    if factor == 0:
        assert interval.scaled(0).is_empty or interval.scaled(0) == Interval.point(0)
    else:
        assert (point in interval) == (point * factor in interval.scaled(factor))


@given(intervals())
def test_negation_turns_ends_and_flags(interval: Interval) -> None:
    """An open lower end becomes an open upper end; an absent end stays absent and never open."""
    turned = -interval
    assert (turned.lower_open, turned.upper_open) == (interval.upper_open, interval.lower_open)
    assert -turned == interval
    assert interval.scaled(-1) == turned


@given(intervals(), intervals())
def test_and_is_commutative_and_narrows(one: Interval, other: Interval) -> None:
    assert one & other == other & one
    assert one & other <= one
    assert one & EVERYTHING == one


@given(intervals(), intervals(), intervals())
def test_addition_is_associative(one: Interval, other: Interval, third: Interval) -> None:
    left, right = (one + other) + third, one + (other + third)
    assert left.is_empty == right.is_empty
    assert left.is_empty or left == right


@given(intervals(), numbers)
def test_adding_a_point_moves(interval: Interval, shift: Fraction) -> None:
    moved = interval + Interval.point(shift)
    assert moved - Interval.point(shift) == interval
    assert moved.is_empty == interval.is_empty


def test_a_sum_with_nothing_is_nothing() -> None:
    """An empty interval holds no number that could be added."""
    nothing = Interval(Fraction(1), Fraction(1), upper_open=True)
    assert (nothing + Interval.closed(0, 5)).is_empty
    assert (Interval.closed(0, 5) + nothing).is_empty
    assert (EVERYTHING - nothing).is_empty


@pytest.mark.parametrize(
    "interval",
    [Interval(None, Fraction(1), lower_open=True), Interval(None, Fraction(1))],
)
def test_no_end_has_one_spelling(interval: Interval) -> None:
    assert interval == Interval.at_most(1)
    assert not interval.lower_open


def test_the_makers_say_their_ends() -> None:
    assert Interval(Fraction(3), None, lower_open=True) == Interval.at_least(3, open_=True)
    assert Interval(None, Fraction(3), upper_open=True) == Interval.at_most(3, open_=True)
    assert Interval(Fraction(1), Fraction(2)) == Interval.closed(1, 2)
    assert Interval.closed(4, 4) == Interval.point(4)
