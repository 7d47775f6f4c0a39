"""The checker agrees with z3 on random small dossiers, and on each repair that it offers.

The dossiers, the oracle and the full run (20,000 for each theory) are in `benchmarks/oracle`.
`IJMFACTS_ORACLE_COUNT` says how many for each theory are compared here.
"""

from __future__ import annotations

import importlib.util
import os
import pathlib
import sys
from collections import Counter
from typing import Any

import pytest

COUNT = int(os.environ.get("IJMFACTS_ORACLE_COUNT", "120"))

KEPT = {
    "numbers": (0, 1, 2, 3, 5, 9, 13, 76, 79, 207, 302, 707),
    "sets": (3, 5, 10, 12, 35, 64, 254),
    "time": (2, 11, 25, 32, 48, 50, 60, 69, 81, 203, 252, 360),
    "mixed": (4, 8, 13, 22, 23, 28),
}
"""Seeds that disagreed once, while the rules and the repairs were written."""


def loaded_oracle() -> Any:
    place = pathlib.Path(__file__).parents[1] / "benchmarks" / "oracle" / "agreement.py"
    spec = importlib.util.spec_from_file_location("dossier_oracle", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


oracle = loaded_oracle()


@pytest.mark.parametrize("theory", ["numbers", "sets", "time", "mixed"])
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
    assert total["conflicting"] * 4 > total["dossiers"]
    assert total["repairs"] > total["dossiers"]
