"""The checker agrees with z3 on random small dossiers, and on each repair that it offers.

The dossiers, the oracle and the full run (20,000 for each theory) are in `benchmarks/oracle`.
`IJMFACTS_ORACLE_COUNT` says how many for each theory are compared here.
"""

from __future__ import annotations

import importlib
import os
import pathlib
import sys
from collections import Counter
from typing import Any, Final

import pytest

COUNT: Final = int(os.environ.get("IJMFACTS_ORACLE_COUNT", "3"))

KEPT: Final = {
    "numbers": (0, 1, 2, 3, 5, 9, 13, 76, 79, 83, 207, 302, 318, 707, 3327, 9497, 10616),
    "sets": (3, 5, 10, 12, 35, 64, 254),
    "time": (2, 11, 25, 32, 48, 50, 60, 69, 81, 203, 252, 360, 952),
    "mixed": (4, 8, 13, 22, 23, 28, 31, 70),
    "wide numbers": (
        0, 5, 7, 13, 24, 36, 37, 42, 43, 98, 118, 132, 142, 170, 236, 239, 244, 258, 273, 421,
        4292, 4803, 9429, 18338, 50042, 50216, 60026, 103477,
    ),
    "wide sets": (5, 11, 21, 32, 42, 44, 48, 49, 1031, 15876),
    "wide time": (101, 143, 216, 218, 232, 233, 239, 250, 277),
    "wide mixed": (
        7, 23, 91, 105, 177, 270, 1080, 4365, 7044, 16435, 17000, 50318, 105677,
        107423, 113712, 119643,
    ),
}  # fmt: skip
"""Seeds that disagreed once, while the rules and the repairs were written."""


def loaded_oracle() -> Any:
    place = pathlib.Path(__file__).parents[1] / "benchmarks" / "oracle"
    sys.path.insert(0, str(place))
    try:
        return importlib.import_module("agreement")
    finally:
        sys.path.remove(str(place))


oracle = loaded_oracle()


@pytest.mark.parametrize("theory", KEPT)
def test_checker_and_oracle_agree(theory: str) -> None:
    """On what can be true, on the minimal conflicts, and on what each repair settles and creates."""
    wrong = {}
    total = Counter[str]()
    for seed in sorted({*range(COUNT), *KEPT[theory]}):
        said, counted = oracle.compare(theory, seed)
        total.update(counted)
        if said:
            wrong[seed] = said
    assert wrong == {}
    assert total["bounded"] == 0
    assert total["conflicting"] * 3 > total["dossiers"]
    assert total["repairs"] * 2 > total["dossiers"]


def test_every_theory_is_compared() -> None:
    assert set(oracle.THEORIES) == set(KEPT)
