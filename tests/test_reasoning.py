"""Facts, laws and published cases of the reasoning engine, in its own terms."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Sequence
from fractions import Fraction
from itertools import combinations, product
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ijmfacts.answers import Answer
from ijmfacts.intervals import EVERYTHING, Interval
from ijmfacts.reasoning import (
    Conflict,
    ExpressionError,
    Formula,
    Limits,
    Linear,
    Outcome,
    Variants,
    can_hold,
    components,
    evaluate,
    implied,
    implied_terms,
    minimal_conflicts,
    names_in,
    narrowed,
    parse_expression,
    renamed,
    smallest_choices,
    smallest_corrections,
    spelled,
)
from ijmfacts.reasoning.acyclic import conflicts_of_tree, groups_in_doubt
from ijmfacts.reasoning.system import Component, System

HALF = Fraction(1, 2)


def says(within: Interval, *supports: str, **factors: int | Fraction) -> Linear:
    """A constraint: factors by variable."""
    terms = tuple((name, Fraction(factor)) for name, factor in factors.items())
    return Linear(terms, within, frozenset(supports))


def value(name: str, number: int | Fraction, *supports: str) -> Linear:
    return says(Interval.point(number), *(supports or (name,)), **{name: 1})


def rounded(name: str, text: str, *supports: str) -> Linear:
    """The closed rounding interval of a printed decimal, as XBRL Calculations 1.1."""
    _, _, decimals = text.partition(".")
    half = Fraction(1, 2 * 10 ** len(decimals))
    exact = Fraction(text)
    within = Interval.closed(exact - half, exact + half)
    return says(within, *(supports or (name,)), **{name: 1})


def total(whole: str, *parts: str) -> Linear:
    """A hard fact: the whole is the sum of its parts."""
    return says(Interval.point(0), **{whole: 1}, **dict.fromkeys(parts, -1))


def found(constraints: Sequence[Linear | Formula], *, whole: str = "") -> list[str]:
    """The conflicts, each as its supports joined, in the outcome's order."""
    outcome = minimal_conflicts(constraints, whole.split())
    assert not outcome.bounded
    return [" ".join(sorted(map(str, conflict.supports))) for conflict in outcome.conflicts]


PROGRAMS = [
    value("all", 30, "thirty"),
    value("some", 2, "two"),
    value("some", 3, "listed"),
    value("other", 26, "26 others"),
    total("all", "some", "other"),
]


def looped(constraints: Sequence[Linear]) -> list[Linear]:
    """The same with rows that say nothing and make cycles, so that no component is a tree."""
    names = sorted({str(name) for item in constraints for name in item.variables})
    pairs = [(one, other) for one in names for other in names if one < other]
    sums = [says(EVERYTHING, **{one: 1, other: 1}) for one, other in pairs]
    return [*constraints, *sums, *(says(EVERYTHING, **{one: 1, other: -1}) for one, other in pairs)]


def test_two_counts_and_a_remainder_make_three_conflicts() -> None:
    assert found(PROGRAMS) == ["listed two", "26 others listed thirty", "26 others thirty two"]


def test_multipliers_are_the_arithmetic_of_the_conflict() -> None:
    conflict = minimal_conflicts(PROGRAMS).conflicts[2]
    by_support = dict(zip(conflict.core, conflict.multipliers, strict=True))
    assert by_support == {
        PROGRAMS[0]: 1,
        PROGRAMS[1]: -1,
        PROGRAMS[3]: -1,
        PROGRAMS[4]: -1,
    } or by_support == {PROGRAMS[0]: -1, PROGRAMS[1]: 1, PROGRAMS[3]: 1, PROGRAMS[4]: 1}


def test_a_nogood_is_a_conflict_of_its_supports() -> None:
    nogood = Linear((), Interval.point(1), frozenset("ab"))
    assert found([nogood]) == ["a b"]
    assert found([Linear((), Interval.closed(-1, 1), frozenset("ab"))]) == []


def test_a_nogood_hides_larger_conflicts_of_other_components() -> None:
    constraints = [
        value("x", 1, "a"),
        value("x", 2, "b"),
        Linear((), Interval.point(1), frozenset("a")),
    ]
    assert found(constraints) == ["a"]


def test_hard_facts_that_clash_are_the_one_conflict_without_supports() -> None:
    hard = [says(Interval.point(1), x=1), says(Interval.point(2), x=1)]
    assert found([*hard, value("y", 1, "a"), value("y", 2, "b")]) == [""]


@given(st.integers(0, 100_000))
@settings(max_examples=150, deadline=None)
def test_what_was_asked_before_changes_no_answer(seed: int) -> None:
    """Solutions that are remembered answer as a system does that is asked for the first time."""
    draw = random.Random(seed)  # noqa: S311
    constraints = [
        Linear(
            tuple((name, Fraction(draw.choice((-3, -2, -1, 1, 2)))) for name in names),
            Interval.closed(*sorted((draw.randint(-9, 9), draw.randint(-9, 9)))),
            frozenset(draw.sample("abcde", draw.randint(1, 2))),
        )
        for names in (draw.sample("uvwxyz", draw.randint(1, 3)) for _ in range(9))
    ]
    whole = frozenset(draw.sample("uvwxyz", 3))
    component = Component(constraints, whole)
    asked = System(component, Limits())
    for _ in range(12):
        removed = draw.randrange(component.everything + 1)
        fresh = System(Component(constraints, whole), Limits()).check(removed)
        assert (asked.check(removed) is None) == (fresh is None)


def test_a_support_switches_all_its_constraints() -> None:
    constraints = [
        says(Interval.point(1), "claim", x=1),
        says(Interval.point(1), "claim", "one time", y=1),
        says(Interval.point(2), "other", x=1, y=1),
        says(Interval.point(5), "other", "one time", y=1),
    ]
    assert found(constraints) == ["claim one time other"]


def test_an_empty_interval_is_a_conflict_by_itself() -> None:
    constraint = Linear((("x", Fraction(2)),), Interval.closed(3, 1), frozenset("a"))
    assert found([constraint]) == ["a"]


def test_terms_of_one_variable_add_up_and_may_vanish() -> None:
    terms = (("x", Fraction(2)), ("x", Fraction(-2)))
    assert found([Linear(terms, Interval.point(1), frozenset("a"))]) == ["a"]
    assert found([Linear(terms, Interval.point(0), frozenset("a"))]) == []


def test_an_unanchored_order_cycle_ends() -> None:
    before = Interval.at_least(0, open_=True)
    cycle = [
        says(before, "ab", a=-1, b=1),
        says(before, "bc", b=-1, c=1),
        says(before, "ca", c=-1, a=1),
    ]
    assert found(cycle) == ["ab bc ca"]
    assert can_hold(cycle[:2]) is Answer.YES


def test_open_ends_meet_nowhere_and_closed_ends_do() -> None:
    assert found([says(Interval.at_least(3), "a", x=1), says(Interval.at_most(3), "b", x=1)]) == []
    over = says(Interval.at_least(3, open_=True), "a", x=1)
    assert found([over, says(Interval.at_most(3), "b", x=1)]) == ["a b"]


def test_whole_numbers_leave_no_room_between_two_and_three() -> None:
    between = says(Interval(Fraction(2), Fraction(3), lower_open=True, upper_open=True), "a", x=1)
    assert found([between]) == []
    assert found([between], whole="x") == ["a"]


def test_parity_is_found_without_any_bound() -> None:
    """X + y = 2z + 1 and x = y, over all whole numbers: branching alone would never end."""
    odd = [says(Interval.point(1), "p", x=1, y=1, z=-2), says(Interval.point(0), "q", x=1, y=-1)]
    assert found(odd) == []
    assert found(odd, whole="x y z") == ["p q"]


def test_a_hit_limit_is_said() -> None:
    outcome = minimal_conflicts(PROGRAMS, (), Limits(conflicts=2))
    assert outcome.bounded
    assert len(outcome.conflicts) == 2
    assert minimal_conflicts(PROGRAMS, (), Limits(checks=1)).bounded
    assert minimal_conflicts(looped(PROGRAMS), (), Limits(transversals=1)).bounded
    exactly = minimal_conflicts(PROGRAMS, (), Limits(conflicts=3))
    assert not exactly.bounded
    assert len(exactly.conflicts) == 3


def test_a_core_found_first_is_brought_down_to_a_minimal_one() -> None:
    """The short row clashes over four supports, the long one over two of them."""
    constraints = [
        says(Interval.point(0), "a", x=1, y=-1),
        says(Interval.point(0), "a", u=1, v=1, x=1),
        *(says(Interval.point(1), "b", **{name: 1}) for name in "uvx"),
        says(Interval.point(2), "c", "d", y=1),
    ]
    outcome = minimal_conflicts(constraints, (), Limits(conflicts=1))
    assert [conflict.supports for conflict in outcome.conflicts] == [frozenset("ab")]
    assert not outcome.bounded


def test_what_no_limit_decides_is_unknown() -> None:
    equation = [says(Interval.point(1), "a", x=2, y=-3)]
    assert can_hold(equation, "xy") is Answer.YES
    assert can_hold(equation, "xy", Limits(branches=0)) is Answer.UNKNOWN
    assert can_hold(PROGRAMS[:1] + PROGRAMS[2:], (), Limits(work=-1)) is Answer.UNKNOWN


def test_components_share_variables_not_supports() -> None:
    first, second = value("x", 1, "a"), value("y", 1, "a")
    nogood = Linear((), Interval.point(1), frozenset("a"))
    both = says(EVERYTHING, x=1, y=1)
    assert components([first, second, nogood]) == [[first], [second], [nogood]]
    assert components([first, nogood, second, both]) == [[first, second, both], [nogood]]
    formula = Formula("y", parse_expression("x^2"), frozenset())
    assert components([first, second, formula]) == [[first, second, formula]]


def test_variables_may_be_anything_hashable() -> None:
    one, other = ("ijm", ("focus", None)), frozenset({1, "b"})
    constraints = [
        Linear(((one, Fraction(1)), (other, Fraction(-1))), Interval.point(0), frozenset()),
        Linear(((one, Fraction(1)),), Interval.point(1), frozenset({("claim", 1)})),
        Linear(((other, Fraction(1)),), Interval.point(2), frozenset({"claim"})),
    ]
    assert [conflict.supports for conflict in minimal_conflicts(constraints).conflicts] == [
        frozenset({("claim", 1), "claim"})
    ]


# --- trees and cycles -------------------------------------------------------------------------


def test_a_breakdown_in_two_levels_is_a_tree() -> None:
    levels = [total("all", "a", "b"), total("a", "c", "d"), total("e", "b", "f")]
    component = Component([*levels, value("all", 1), value("c", 2)], ())
    assert conflicts_of_tree(component, Limits()) == {}
    cyclic = Component([*levels, total("g", "d", "f")], ())
    assert conflicts_of_tree(cyclic, Limits()) is None


def test_a_figure_off_two_levels_down() -> None:
    constraints = [
        *(total("all", "a", "b"), total("a", "c", "d")),
        *(value("all", 10), value("a", 7), value("b", 3), value("c", 2), value("d", 4)),
    ]
    assert found(constraints) == ["a c d", "all b c d"]
    assert found([*constraints, says(Interval.point(7), "again", a=-1)]) == [
        *("a again", "a c d", "again all b", "again c d", "all b c d"),
    ]


def test_one_row_said_twice_is_no_cycle() -> None:
    gap = says(Interval.closed(5, 9), "gap", later=1, earlier=-1)
    order = says(Interval.at_least(0), "order", earlier=-1, later=1)
    turned = says(Interval.at_most(-2), "turned", earlier=1, later=-1)
    days = [value("earlier", 3), value("later", 4)]
    assert found([gap, order, turned, *days]) == ["earlier gap later", "earlier later turned"]
    assert found([gap, order, *days[:1]]) == []
    late = says(Interval.at_most(4), "late", later=1, earlier=-1)
    assert found([gap, order, late]) == ["gap late"]


# --- ranges -----------------------------------------------------------------------------------


def test_a_missing_part_has_the_range_that_the_others_leave() -> None:
    known = [rounded("all", "51.6"), rounded("first", "20.1"), total("all", "first", "rest")]
    assert implied(known, "rest") == Interval.closed(Fraction("31.4"), Fraction("31.6"))


def test_an_end_is_open_where_no_solution_reaches_it() -> None:
    known = [
        says(Interval.at_least(700, open_=True), x=1),
        says(Interval.closed(1, 2), y=1),
        total("sum", "x", "y"),
    ]
    assert implied(known, "sum") == Interval.at_least(701, open_=True)


def test_a_range_is_empty_where_nothing_holds_anywhere() -> None:
    assert implied([value("x", 1), value("y", 1), value("y", 2)], "x").is_empty


def test_a_variable_no_one_speaks_of_has_every_value() -> None:
    assert implied([value("x", 1)], "y") == EVERYTHING


def test_a_range_of_a_sum() -> None:
    known = [says(Interval.closed(0, 3), x=1, y=1), says(Interval.point(1), x=1, y=-1)]
    assert implied_terms(known, (("x", Fraction(2)),)) == Interval.closed(1, 4)
    assert implied_terms(known, (("x", HALF), ("y", HALF))) == Interval.closed(0, 3 * HALF)
    assert implied_terms(known, ()) == Interval.point(0)


def test_whole_numbers_draw_the_range_in() -> None:
    known = [says(Interval.closed(HALF, 7 * HALF), x=1)]
    assert implied(known, "x", ["x"]) == Interval.closed(1, 3)


def test_a_sum_of_whole_numbers_is_whole() -> None:
    known = [says(Interval.closed(0, 4), x=2, y=1), says(Interval.closed(0, 4), x=1, y=2)]
    terms = (("x", Fraction(1)), ("y", Fraction(1)))
    assert implied_terms(known, terms) == Interval.closed(0, Fraction(8, 3))
    assert implied_terms(known, terms, ["x", "y"]) == Interval.closed(0, 2)


# --- published cases --------------------------------------------------------------------------


def test_rounded_thirds_are_no_error() -> None:
    """33 + 34 + 34 against 100: each is a rounding of a number that fits."""
    parts = [rounded("a", "33"), rounded("b", "34"), rounded("c", "34")]
    assert found([*parts, value("all", 100), total("all", "a", "b", "c")]) == []


def test_rounding_has_its_bounds() -> None:
    """Three figures rounded to 1 tolerate 1.5 and no more."""
    parts = [rounded("a", "33"), rounded("b", "34"), rounded("c", "34")]
    exact = [total("all", "a", "b", "c"), value("all", Fraction("99.5"))]
    assert found([*parts, *exact]) == []
    beyond = [total("all", "a", "b", "c"), value("all", Fraction("99.49"))]
    assert found([*parts, *beyond]) == ["a all b c"]


def test_xbrl_rounding_intervals_are_closed() -> None:
    """XBRL Calculations 1.1: 0.5 either way, both ends included."""
    assert found([rounded("x", "1", "a"), rounded("x", "2", "b")]) == []
    assert found([rounded("x", "1", "a"), rounded("x", "3", "b")]) == ["a b"]


def test_xbrl_truncation_intervals_are_half_open() -> None:
    """XBRL Calculations 1.1, truncation mode: 1 truncated is [1, 2), -1 is (-2, -1]."""
    one = says(Interval(Fraction(1), Fraction(2), upper_open=True), "a", x=1)
    two = says(Interval(Fraction(2), Fraction(3), upper_open=True), "b", x=1)
    assert found([one, two]) == ["a b"]
    below = says(Interval(Fraction(-2), Fraction(-1), lower_open=True), "c", y=1)
    assert found([one, below, says(Interval.point(0), "sum", x=1, y=1)]) == []
    assert found([one, below, says(Interval.point(-1), "sum", x=1, y=1)]) == ["a c sum"]
    assert found([one, below, says(Interval.point(1), "sum", x=1, y=1)]) == ["a c sum"]


def test_xbrl_weights_of_either_sign() -> None:
    """Net = revenue - costs; the flags of the ends turn with the weight."""
    net = says(Interval.point(0), net=1, revenue=-1, costs=1)
    known = [net, rounded("revenue", "10.4"), rounded("costs", "3.1")]
    assert implied(known, "net") == Interval.closed(Fraction("7.2"), Fraction("7.4"))
    truncated = says(Interval(Fraction("3.1"), Fraction("3.2"), upper_open=True), "costs", costs=1)
    known = [net, rounded("revenue", "10.4"), truncated]
    expected = Interval(Fraction("7.15"), Fraction("7.35"), lower_open=True)
    assert implied(known, "net") == expected


def test_xbrl_duplicates_are_an_intersection() -> None:
    known = [rounded("x", "51.6", "a"), rounded("x", "51.56", "b")]
    assert found(known) == []
    assert implied(known, "x") == Interval.closed(Fraction("51.555"), Fraction("51.565"))


def test_duplicates_of_one_precision_and_two_values_conflict() -> None:
    assert found([rounded("x", "504", "a"), rounded("x", "600", "b")]) == ["a b"]


def test_an_unnamed_part_is_unknown_and_not_nought() -> None:
    known = [value("all", 10), value("a", 4), total("all", "a", "unnamed")]
    assert found(known) == []
    assert implied(known, "unnamed") == Interval.point(6)
    assert found([*known, says(Interval.at_most(0), "none", unnamed=1)]) == ["a all none"]


@pytest.mark.parametrize(
    "mean, people, possible",
    [
        ("5.19", 28, False),
        ("5.18", 28, True),
        ("5.21", 28, True),
        ("3.45", 20, True),
        ("3.46", 20, False),
    ],
)
def test_grim(mean: str, people: int, possible: bool) -> None:  # noqa: FBT001
    """Brown and Heathers 2017: a mean of n whole numbers is a whole number over n."""
    constraints = [
        rounded("mean", mean, "mean"),
        says(Interval.point(0), "people", sum=1, mean=-people),
    ]
    assert found(constraints) == []
    assert found(constraints, whole="sum") == ([] if possible else ["mean people"])


def test_a_share_of_people_is_a_whole_number_of_people() -> None:
    """7 % of 50 is 3.5 people, within the rounding of 7 % neither 3 nor 4; of 60 it may be 4."""
    share = says(Interval.closed(Fraction("6.5"), Fraction("7.5")), "share", share=1)
    for people, expected in ((50, ["people share"]), (60, [])):
        count = says(Interval.point(0), "people", count=100, share=-people)
        assert found([share, count], whole="count") == expected


def test_a_chain_over_three_pages_meets() -> None:
    """A total on one page, a share of it on another, head counts on a third."""
    chain: list[Linear | Formula] = [
        value("staff", 1200, "page 1"),
        Formula("women", parse_expression("staff * share / 100"), frozenset()),
        rounded("share", "40", "page 2"),
        total("women", "office", "field"),
        value("office", 300, "page 3"),
        value("field", 100, "page 3"),
    ]
    assert found(chain) == ["page 1 page 2 page 3"]
    chain[-1] = value("field", 180, "page 3")
    assert found(chain) == []


def test_contemporary_lives_overlap() -> None:
    """Wikidata's constraint: two things said to be contemporary have lives that overlap.

    Overlap: neither ended before the other began.
    """
    overlap = [
        says(Interval.at_least(0), "contemporary", end1=1, begin2=-1),
        says(Interval.at_least(0), "contemporary", end2=1, begin1=-1),
    ]
    lives = [value("begin1", 1800), value("end1", 1850), value("begin2", 1850), value("end2", 1900)]
    assert found([*overlap, *lives]) == []
    lives[2] = value("begin2", 1851)
    assert found([*overlap, *lives]) == ["begin2 contemporary end1"]


# --- formulas ---------------------------------------------------------------------------------


def test_formulas_by_their_grammar() -> None:
    points = {"a": 3, "b": 4, "finances_1": 2}
    expectations: dict[str, int | Fraction] = {
        "a + b * 2": 11,
        "(a + b) × 2": 14,
        "a − b − 1": -2,
        "-a^2": -9,
        "(-a)^2": 9,
        "a ** -1": Fraction(1, 3),
        "b ÷ a / 2": Fraction(2, 3),
        "sqrt(a^2 + b^2)": 5,
        "max(a, b, 1) - min(a, b)": 1,
        "abs(a - b)": 1,
        "100 - sqrt(((100 - 97.5)^2 + (100 - 97.5)^2) / 2)": Fraction("97.5"),
        "finances_1 * .5": 1,
    }
    for text, expected in expectations.items():
        got = evaluate(parse_expression(text), lambda name: Interval.point(points[str(name)]))
        assert got == Interval.point(expected), text


@pytest.mark.parametrize(
    "text, offset",
    [
        ("", 0),
        ("a +", 3),
        ("a b", 2),
        ("(a", 2),
        ("a)", 1),
        ("a $ b", 2),
        ("sin(a)", 0),
        ("a^b", 2),
        ("a^99", 2),
        ("2^2^2", 3),
        ("1" * 41, 0),
        ("a.b", 1),
        ("__import__('os')", 0),
        ("(" * 60, 51),
    ],
)
def test_no_formula(text: str, offset: int) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse_expression(text)
    assert refused.value.offset == offset


@given(st.text("ab1+-*/^(),. sqrtmin−×÷", max_size=40))
def test_parsing_ends_in_an_expression_or_a_refusal(text: str) -> None:
    offset = 0
    try:
        expression = parse_expression(text)
    except ExpressionError as refused:
        offset = refused.offset
    else:
        assert renamed(expression, {}) == expression
        assert parse_expression(spelled(expression)) == expression
    assert 0 <= offset <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "100 * profit / sales",
        "100 - sqrt(((100 - f)^2 + (100 - a)^2) / 2)",
        "a - (b - c) * -d^2",
        "(a / b)^-1 - max(a, 0.05, min(b, 12.50))",
    ],
)
def test_formulas_are_spelled_with_no_more_brackets_than_needed(text: str) -> None:
    assert spelled(parse_expression(text)) == text.replace("12.50", "12.5")


def test_names_can_be_exchanged_for_variables() -> None:
    expression = renamed(parse_expression("a / (b + a)"), {"a": ("ijm", "cases")})
    assert names_in(expression) == (("ijm", "cases"), "b")


def test_a_published_score_agrees_after_rounding_only() -> None:
    """An overall score from two components: 100 - sqrt(((100 - a)² + (100 - b)²) / 2)."""
    score = Formula(
        "overall",
        parse_expression("100 - sqrt(((100 - finance)^2 + (100 - accountability)^2) / 2)"),
        frozenset({"formula"}),
    )
    parts = [rounded("finance", "92.50"), rounded("accountability", "97.00")]
    assert found([score, *parts, rounded("overall", "94.29")]) == []
    assert found([score, *parts, rounded("overall", "94.40")]) == [
        "accountability finance formula overall"
    ]


def test_a_formula_that_is_a_sum_conflicts_like_one() -> None:
    double = Formula("r", parse_expression("2 * x + 1"), frozenset({"double"}))
    assert found([double, value("x", 1), value("r", 4)]) == ["double r x"]
    assert found([double, value("x", 1), value("r", 3)]) == []


def test_a_formula_without_a_value_cannot_hold() -> None:
    root = Formula("r", parse_expression("sqrt(x)"), frozenset({"root"}))
    assert found([root, value("x", -1)]) == ["root x"]
    quotient = Formula("r", parse_expression("1 / x"), frozenset({"quotient"}))
    assert found([quotient, value("x", 0)]) == ["quotient x"]


def test_a_formula_leaves_a_doubt_where_its_variables_do() -> None:
    square = Formula("r", parse_expression("x * x"), frozenset({"square"}))
    wide = says(Interval.closed(-2, 2), "x", x=1)
    assert can_hold([square, wide]) is Answer.UNKNOWN
    assert can_hold([square, value("x", 3)]) is Answer.YES
    assert can_hold([square, value("x", 3), value("r", 8)]) is Answer.NO


def test_formulas_hand_on_their_ranges() -> None:
    steps: list[Linear | Formula] = [
        Formula("c", parse_expression("b * b"), frozenset({"second"})),
        Formula("b", parse_expression("a * a"), frozenset({"first"})),
        value("a", 2),
        value("c", 17),
    ]
    assert found(steps) == ["a c first second"]
    assert implied(steps[:3], "c") == Interval.point(16)


def test_formulas_narrow_what_goes_into_them() -> None:
    """What a score and one part of it leave for the other part, exactly or rounded outward."""
    mean = Formula("m", parse_expression("sqrt((a^2 + b^2) / 2)"), frozenset({"mean"}))
    known = [value("m", 5), value("a", 1)]
    found_range = implied([mean, *known, says(Interval.at_least(0), "b", b=1)], "b")
    assert found_range == Interval.point(7)
    quotient = Formula("r", parse_expression("100 * profit / sales"), frozenset({"margin"}))
    said: list[Linear | Formula] = [
        quotient,
        says(Interval.closed(14, 16), "r", r=1),
        says(Interval.closed(40, 50), "sales", sales=1),
    ]
    assert implied(said, "profit") == Interval.closed(Fraction("5.6"), 8)


def test_what_two_formulas_leave_for_one_figure_must_meet() -> None:
    """Neither formula's own figures clash; each leaves another range for what both rest on."""
    area = Formula("area", parse_expression("side^2"), frozenset({"area formula"}))
    volume = Formula("volume", parse_expression("side^3"), frozenset({"volume formula"}))
    said: list[Linear | Formula] = [area, volume, value("area", 9), value("volume", 64)]
    assert found(said) == ["area area formula volume volume formula"]
    assert found([*said[:3], value("volume", 27)]) == []


fractions = st.fractions(-6, 6, max_denominator=4)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(fractions), draw(fractions)))
    flags = draw(st.tuples(st.booleans(), st.booleans())) if low < high else (False, False)
    sides = draw(st.tuples(*[st.integers(0, 5)] * 2))
    return Interval(
        low if sides[0] else None,
        high if sides[1] else None,
        lower_open=flags[0],
        upper_open=flags[1],
    )


TEXTS = [
    "x*y",
    "x/y",
    "x^2",
    "x^3",
    "x^-1",
    "x^-2",
    "abs(x)",
    "max(x,y)",
    "min(x,y)",
    "x-y*x",
    "abs(x*y)/y",
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(TEXTS), intervals(), intervals(), st.data())
def test_an_evaluated_interval_holds_every_value(
    text: str, first: Interval, second: Interval, data: st.DataObject
) -> None:
    expression = parse_expression(text)
    point = {name: data.draw(inside(within)) for name, within in (("x", first), ("y", second))}
    exact = evaluate(expression, lambda name: Interval.point(point[str(name)]))
    wide = evaluate(expression, lambda name: first if name == "x" else second)
    if not exact.is_empty and exact.is_point:
        assert exact.lower is not None
        assert exact.lower in wide


NARROWING = [
    *TEXTS,
    "x+y",
    "x-2*y",
    "-x",
    "x^0 * y",
    "x^-3",
    "sqrt(x) + y",
    "max(x, y, 1)",
    "min(x, abs(y))",
    "100 - sqrt(((100 - x)^2 + (100 - y)^2) / 2)",
    "x * (1 + y / 100)",
]


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(NARROWING), intervals(), intervals(), intervals(), st.data())
def test_narrowing_takes_nothing_away_that_is_possible(
    text: str, first: Interval, second: Interval, target: Interval, data: st.DataObject
) -> None:
    expression = parse_expression(text)
    ranges = {"x": first, "y": second}
    point = {name: data.draw(inside(ranges[str(name)])) for name in names_in(expression)}
    reached = evaluate(expression, lambda name: Interval.point(point[name]))
    left = narrowed(expression, lambda name: ranges[str(name)], target)
    assert all(left[name] <= ranges[str(name)] for name in left)
    if not reached.is_empty and reached <= target:
        assert all(point[name] in left[name] for name in left)


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(NARROWING), intervals(), intervals(), intervals(), intervals())
def test_narrower_ranges_never_leave_more(
    text: str, first: Interval, second: Interval, target: Interval, other: Interval
) -> None:
    """Else a conflict could vanish when a claim is added."""
    expression = parse_expression(text)

    def left_by(x: Interval, within: Interval) -> dict[Hashable, Interval]:
        return narrowed(expression, lambda name: x if name == "x" else second, within)

    wide = left_by(first, target)
    for left in (left_by(first & other, target), left_by(first, target & other)):
        assert any(part.is_empty for part in left.values()) or all(
            left[name] <= wide[name] for name in left
        )


@pytest.mark.parametrize(
    "text, target, left",
    [
        ("x + y", Interval.point(9), (Interval.closed(5, 7), Interval.closed(2, 4))),
        ("x * y", Interval.point(14), (Interval.closed(Fraction(7, 2), 7), Interval.closed(2, 4))),
        ("x / y", Interval.point(2), (Interval.closed(2, 7), Interval.closed(1, Fraction(7, 2)))),
        ("x^2 - y", Interval.point(0), (Interval.closed(1, 2), Interval.closed(1, 4))),
        ("max(x, y)", Interval.point(6), (Interval.point(6), Interval.closed(1, 4))),
        ("min(x, y)", Interval.point(3), (Interval.closed(3, 7), Interval.closed(3, 4))),
    ],
)
def test_narrowing_is_tight(text: str, target: Interval, left: tuple[Interval, Interval]) -> None:
    ranges = {"x": Interval.closed(1, 7), "y": Interval.closed(1, 4)}
    got = narrowed(parse_expression(text), lambda name: ranges[str(name)], target)
    assert (got["x"], got["y"]) == left


@given(st.fractions(0, 1000), st.integers(2, 16))
def test_roots_of_any_degree_are_the_tightest_of_their_grid(power: Fraction, degree: int) -> None:
    expression, ranges = parse_expression(f"x^{degree}"), Interval.at_least(0)
    got = narrowed(expression, lambda _: ranges, Interval.point(power))["x"]
    assert got.lower is not None
    assert got.upper is not None
    assert got.lower**degree <= power <= got.upper**degree
    assert got.upper - got.lower <= Fraction(1, 2**64)
    whole = narrowed(expression, lambda _: ranges, Interval.point(power**degree))["x"]
    assert power in whole


def inside(within: Interval) -> st.SearchStrategy[Fraction]:
    """A number of the interval, often one of its ends."""
    low = within.lower if within.lower is not None else Fraction(-50)
    high = within.upper if within.upper is not None else Fraction(50)
    between = st.fractions(low, max(low, high), max_denominator=12)
    return st.one_of(st.sampled_from([low, high]), between).filter(within.__contains__)


@given(st.fractions(0, 1000), st.fractions(0, 1000))
def test_roots_are_rounded_outward_and_keep_order(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    ranges = evaluate(parse_expression("sqrt(x)"), lambda _: Interval.closed(low, high))
    assert ranges.lower is not None
    assert ranges.upper is not None
    assert ranges.lower**2 <= low <= high <= ranges.upper**2
    assert evaluate(parse_expression("sqrt(x)"), lambda _: Interval.point(low)) <= ranges


# --- laws -------------------------------------------------------------------------------------


@st.composite
def constraint_lists(draw: st.DrawFn) -> list[Linear]:
    made = []
    for at in range(draw(st.integers(1, 9))):
        names = draw(st.lists(st.sampled_from("xyzu"), max_size=3, unique=True))
        terms = tuple((name, Fraction(draw(st.sampled_from([1, 1, -1, 2])))) for name in names)
        supports = draw(st.frozensets(st.sampled_from("abcde"), max_size=2))
        made.append(Linear(terms, draw(intervals()), supports, at))
    return made


def supports_of(outcome: Outcome) -> set[frozenset[Hashable]]:
    return {conflict.supports for conflict in outcome.conflicts}


@settings(deadline=None)
@given(constraint_lists(), st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(made: list[Linear], chance: random.Random) -> None:
    before = minimal_conflicts(made)
    chance.shuffle(made)
    assert minimal_conflicts(made) == before


@settings(deadline=None)
@given(constraint_lists(), st.sampled_from(["", "x y", "x y z u"]))
def test_another_constraint_never_removes_a_conflict(made: list[Linear], whole: str) -> None:
    """What could not hold together still cannot: each old conflict holds a new one."""
    fewer = supports_of(minimal_conflicts(made[:-1], whole.split(), Limits(branches=50)))
    more = minimal_conflicts(made, whole.split(), Limits(branches=50))
    if not more.bounded:
        assert all(any(new <= old for new in supports_of(more)) for old in fewer)


@settings(deadline=None)
@given(constraint_lists())
def test_conflicts_are_minimal_and_proved(made: list[Linear]) -> None:
    for conflict in minimal_conflicts(made).conflicts:
        chosen = conflict.supports
        assert can_hold([item for item in made if item.supports <= chosen]) is Answer.NO
        for name in chosen:
            rest = chosen - {name}
            assert can_hold([item for item in made if item.supports <= rest]) is Answer.YES
        assert proves(conflict)
        for item in conflict.core:
            assert can_hold([part for part in conflict.core if part is not item]) is Answer.YES


@settings(deadline=None)
@given(constraint_lists())
def test_the_first_conflict_is_minimal_already(made: list[Linear]) -> None:
    """What a limit lets through is no less minimal than the whole list."""
    for group in components(made):
        for conflict in minimal_conflicts(group, (), Limits(conflicts=1)).conflicts:
            for name in conflict.supports:
                rest = conflict.supports - {name}
                assert can_hold([item for item in group if item.supports <= rest]) is Answer.YES


@pytest.mark.parametrize("whole", ["", "x y z u", "x z"])
@settings(deadline=None)
@given(made=constraint_lists())
def test_cycles_that_say_nothing_change_nothing(made: list[Linear], whole: str) -> None:
    """What is found on trees, by ranges alone, is what the simplex finds."""
    limits = Limits(branches=50)
    straight = minimal_conflicts(made, whole.split(), limits)
    around = minimal_conflicts(looped(made), whole.split(), limits)
    if not straight.bounded and not around.bounded:
        assert supports_of(straight) == supports_of(around)


@given(intervals(), st.integers(1, 12))
def test_an_interval_is_in_doubt_where_no_point_of_the_grid_is_inside(
    within: Interval, unit: int
) -> None:
    """Told of one variable, and of a sum of two of which the other is 0."""
    least = within.upper if within.lower is None else within.lower
    near = floor((least or 0) * unit)
    inside = any(Fraction(near + step, unit) in within for step in (-1, 0, 1))
    for made in ([says(within, x=1)], [says(within, x=1, y=1), value("y", 0)]):
        assert groups_in_doubt(made, (), unit) == ([] if inside else [made])


@pytest.mark.parametrize("whole", ["", "x y z u", "x z"])
@given(made=constraint_lists())
def test_whole_components_are_in_doubt_and_the_others_hold(made: list[Linear], whole: str) -> None:
    groups = components(made)
    doubtful = groups_in_doubt(made, whole.split())
    assert [group for group in groups if group in doubtful] == doubtful
    for group in groups:
        if group not in doubtful:
            system = System(Component(group, frozenset(whole.split())), Limits())
            assert system.check(0) is None


def proves(conflict: Conflict) -> bool:
    """The multipliers sum the terms to nothing and the intervals to one without 0."""
    left: Counter[Hashable] = Counter()
    within = Interval.point(0)
    for item, times in zip(conflict.core, conflict.multipliers, strict=True):
        assert isinstance(item, Linear)
        for name, factor in item.terms:
            left[name] += factor * times  # type: ignore[assignment]
        within += item.within.scaled(times)
    return not any(left.values()) and 0 not in within


@settings(deadline=None, max_examples=300)
@given(constraint_lists(), st.sampled_from(["", "x y z u"]), st.sampled_from("abcde"))
def test_conflicts_through_one_support_are_found_by_themselves(
    made: list[Linear], whole: str, support: str
) -> None:
    everything = supports_of(minimal_conflicts(made, whole.split()))
    known = [conflict for conflict in everything if support not in conflict]
    found = minimal_conflicts(made, whole.split(), known=known, through=support)
    assert supports_of(found) == everything - set(known)


def test_a_variant_may_speak_of_what_the_component_does_not() -> None:
    """Another variable, another support, a formula: each is answered as if asked by itself."""
    base = [value("a", 7, "one"), value("b", 3, "two"), total("a", "b", "c")]
    together = Variants(base, ())
    for item in (
        value("a", Fraction(20, 3), "new"),
        says(Interval.closed(1, 2), "new", d=1, a=1),
        says(Interval.point(5), "new", b=1, c=Fraction(1, 2)),
        says(Interval.point(3), "new", b=1, c=Fraction(1, 2)),
        Formula("c", parse_expression("sqrt(a * b)"), frozenset({"new"})),
        Formula("a", parse_expression("2 * b + c"), frozenset({"new"})),
    ):
        variant = [*base, item, value("a", 7, "new")]
        alone = minimal_conflicts(variant, ())
        found = together.conflicts(variant, Limits(), known=(), through="new")
        assert supports_of(found) == {one for one in supports_of(alone) if "new" in one}
        assert together.range_of(variant, "c", Limits()) == implied(variant, "c")


# --- corrections ------------------------------------------------------------------------------


def test_all_smallest_corrections() -> None:
    conflicts = [frozenset("ab"), frozenset("bc"), frozenset("xy")]
    assert smallest_corrections(conflicts, lambda _: True) == (
        (frozenset("bx"), frozenset("by")),
        False,
    )


def test_only_what_can_be_removed_is() -> None:
    conflicts = [frozenset("ab"), frozenset("bc"), frozenset("z")]
    assert smallest_corrections(conflicts, {"a", "c"}.__contains__) == ((frozenset("ac"),), False)


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh"), min_size=1, max_size=3), max_size=6))
def test_choices_make_the_smallest_corrections(conflicts: list[frozenset[str]]) -> None:
    """Any one set of each choice, and nothing else, is as small a correction as there is."""
    choices, cut = smallest_choices(conflicts, lambda _: True, 1_000)
    listed, more = smallest_corrections(conflicts, lambda _: True, 10_000)
    assert not cut
    assert not more
    assert {frozenset().union(*parts) for parts in product(*choices)} == set(listed)
    assert all(
        not first & second
        for one, other in combinations(choices, 2)
        for first in one
        for second in other
    )


def test_more_corrections_than_listed_is_said() -> None:
    conflicts = [frozenset((f"{at}a", f"{at}b")) for at in range(10)]
    listed, more = smallest_corrections(conflicts, lambda _: True)
    assert more
    assert len(listed) == len(set(listed)) == 20
    assert all(len(chosen) == 10 for chosen in listed)


def test_no_conflict_needs_no_correction() -> None:
    assert smallest_corrections([], lambda _: True) == ((frozenset(),), False)


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=4), max_size=7))
def test_corrections_are_those_of_brute_force(conflicts: list[frozenset[Hashable]]) -> None:
    listed, more = smallest_corrections(conflicts, lambda _: True, 1_000)
    everything = [
        frozenset(name for at, name in enumerate("abcdef") if mask >> at & 1) for mask in range(64)
    ]
    meeting = [chosen for chosen in everything if all(chosen & conflict for conflict in conflicts)]
    least = min(map(len, meeting))
    assert not more
    assert set(listed) == {chosen for chosen in meeting if len(chosen) == least}
