"""Figures of periods that overlap and divide: found wrong exactly where no amounts make them all."""

from __future__ import annotations

import itertools

import z3  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from ijmfacts import Dossier, Entity, Quantity, check
from ijmfacts.index import moment_of
from ijmfacts.records import Property, Vocabulary
from ijmfacts.times import read_time

MONTHS = 5
PERIODS = [(a, b) for a, b in itertools.combinations(range(1, MONTHS + 2), 2)]

ORDERS = Vocabulary(properties={"orders": Property(name="orders", time="flow", counts="orders")})
"""Counts of orders: a period has no less than nothing."""


def spelled(first: int, after: int) -> str:
    """A run of months of 2025, a single one by its own name."""
    if after == first + 1:
        return f"2025-{first:02}"
    return f"2025-{first:02}/2025-{after - 1:02}"


def contradicted(figures: dict[tuple[int, int], int]) -> bool:
    claims = [
        Quantity(
            id=f"orders-{first}-{after}",
            subject="acme",
            property="orders",
            value=str(count),
            when=spelled(first, after),
            precision="exact",
        )
        for (first, after), count in figures.items()
    ]
    acme = Entity(id="acme", name="Acme", type="company")
    report = check(Dossier(entities=[acme], vocabulary=ORDERS, claims=claims))
    assert {finding.rule for finding in report.contradictions} <= {"periods-sum-to-period"}
    return bool(report.contradictions)


def possible(figures: dict[tuple[int, int], int]) -> bool:
    """Whether z3 finds an amount for each month."""
    months = z3.Ints([f"m{at}" for at in range(MONTHS)])
    solver = z3.Solver()
    solver.add(*(month >= 0 for month in months))
    for (first, after), count in figures.items():
        solver.add(z3.Sum(months[first - 1 : after - 1]) == count)
    return bool(solver.check() == z3.sat)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.integers(0, 9), min_size=MONTHS, max_size=MONTHS),
    st.lists(st.sampled_from(PERIODS), min_size=2, max_size=7, unique=True),
    st.sampled_from([0, 0, 1, -1, 5]),
)
def test_periods_clash_where_no_months_make_them(
    months: list[int], periods: list[tuple[int, int]], slip: int
) -> None:
    figures = {(first, after): sum(months[first - 1 : after - 1]) for first, after in periods}
    figures[periods[0]] = max(0, figures[periods[0]] + slip)
    assert contradicted(figures) == (not possible(figures))


def test_a_period_is_one_by_whichever_name() -> None:
    for one, other in (
        ("2025-35", "2025-07/2025-09"),
        ("2025", "2025-01/2025-12"),
        ("2025-02", "2025-02-01/2025-02-28"),
    ):
        assert moment_of(read_time(one)) == moment_of(read_time(other))
    assert moment_of(read_time("2025")) != moment_of(read_time("2025~"))
    assert moment_of(read_time("2003/2013")) != moment_of(read_time("{2003,2013}"))
