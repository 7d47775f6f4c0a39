"""Orders of days against the engine that knows nothing of them."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from ijmfacts.answers import Answer
from ijmfacts.intervals import Interval
from ijmfacts.reasoning import Limits, Linear, can_hold, components, minimal_conflicts
from ijmfacts.reasoning import orders as orders_of_days
from ijmfacts.reasoning.orders import Sum, clashing, orders_in_doubt


def drawn(seed: int) -> tuple[list[Linear], frozenset[str]]:
    """A random system: orders of a few days, bounds, lengths, and now and then another sum."""
    draw = random.Random(seed)  # noqa: S311 - no secret is drawn
    days = [f"d{at}" for at in range(draw.randint(2, 6))]
    whole = frozenset(days) if draw.random() < 0.7 else frozenset()
    found = []
    for at in range(draw.randint(2, 12)):
        form = draw.random()
        factor = draw.choice((1, 1, 1, 2, -1, Fraction(1, 2)))
        low, high = sorted(Fraction(draw.randint(-8, 8), draw.choice((1, 1, 2))) for _ in "ab")
        within = draw.choice(
            (Interval.at_least(low, open_=form < 0.2), Interval.at_most(high), Interval(low, high))
        )
        terms = [(draw.choice(days), Fraction(factor))]
        if form < 0.6 and len(days) > 1:
            one, other = draw.sample(days, 2)
            terms = [(one, Fraction(factor)), (other, -Fraction(factor))]
            if draw.random() < 0.15:
                terms.append((f"length {draw.randint(0, 1)}", Fraction(draw.choice((1, -1)))))
        elif form < 0.65:
            terms = [(f"length {draw.randint(0, 1)}", Fraction(1))]
        elif form < 0.68:
            terms = [(name, Fraction(1)) for name in days[:3]]
        found.append(Linear(tuple(terms), within, frozenset({f"s{at}"}), at))
    return found, whole


def sums(system: list[Linear]) -> list[Sum]:
    return [(one.terms, one.within, ()) for one in system]


@pytest.mark.parametrize("start", range(0, 600, 50))
def test_what_is_left_out_holds(start: int) -> None:
    for seed in range(start, start + 50):
        system, whole = drawn(seed)
        kept = set(orders_in_doubt(sums(system), whole))
        for group in components(system):
            numbers = {one.tag for one in group}
            assert numbers <= kept or not numbers & kept
            if not numbers & kept:
                assert can_hold(group, whole) is Answer.YES, seed


@pytest.mark.parametrize("start", range(0, 600, 50))
def test_what_may_clash_has_all_conflicts(start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders_of_days, "LARGE", 0)
    for seed in range(start, start + 50):
        system, whole = drawn(seed)
        few = [system[at] for at in clashing(sums(system), whole)]
        one, other = (minimal_conflicts(each, whole, Limits()) for each in (system, few))
        assert [c.supports for c in one.conflicts] == [c.supports for c in other.conflicts], seed


def test_orders_that_hold_are_shown_to_and_few_of_the_others_are_left() -> None:
    """A chain of days, one of them too early: what comes after it has nothing to do with that."""
    days = [(f"d{at}", f"d{at + 1}") for at in range(200)]
    chain = [
        Linear(((after, Fraction(1)), (day, Fraction(-1))), Interval.at_least(1), frozenset({day}))
        for day, after in days
    ]
    first = Linear((("d0", Fraction(1)),), Interval.at_least(100), frozenset({"first"}))
    later = Linear((("d3", Fraction(1)),), Interval.at_most(102), frozenset({"later"}))
    whole = {name for pair in days for name in pair}
    assert orders_in_doubt(sums([*chain, first]), whole) == []
    every = [*chain, first, later]
    assert len(orders_in_doubt(sums(every), whole)) == len(every)
    left = [every[at] for at in clashing(sums(every), whole)]
    assert {name for one in left for name in one.supports} == {"d0", "d1", "d2", "first", "later"}


def test_an_order_that_goes_round_in_a_circle_is_left_to_the_engine() -> None:
    round_about = [
        Linear(
            ((f"d{(at + 1) % 3}", Fraction(1)), (f"d{at}", Fraction(-1))),
            Interval.at_least(0, open_=True),
            frozenset({at}),
        )
        for at in range(3)
    ]
    for whole in (frozenset[str](), frozenset({"d0", "d1", "d2"})):
        assert orders_in_doubt(sums(round_about), whole) == [0, 1, 2]
        assert clashing(sums(round_about), whole) == [0, 1, 2]


def test_how_long_something_lasts_takes_part_with_its_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It begins on day 10, ends on day 12, and lasts five: none of that can be left out."""
    monkeypatch.setattr(orders_of_days, "LARGE", 0)
    one, minus = Fraction(1), Fraction(-1)
    lasting = [
        Linear((("begin", one),), Interval.at_least(10), frozenset({"begin"})),
        Linear((("end", one),), Interval.at_most(12), frozenset({"end"})),
        Linear((("length", one),), Interval.at_least(5), frozenset({"length"})),
        Linear((("end", one), ("begin", minus), ("length", minus)), Interval.point(0), frozenset()),
        Linear((("later", one), ("end", minus)), Interval.at_least(0), frozenset({"later"})),
    ]
    whole = {"begin", "end", "length", "later"}
    assert clashing(sums(lasting), whole) == [0, 1, 2, 3]
    lasting[2] = Linear((("length", one),), Interval.at_most(2), frozenset({"length"}))
    assert orders_in_doubt(sums(lasting), whole) == []
