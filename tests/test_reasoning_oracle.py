"""The reasoning engine agrees with z3 and with brute force on random small systems.

The systems, the oracles and the full run (20,000 for each theory) are in `benchmarks/reasoning`.
`IJMFACTS_ORACLE_COUNT` says how many for each theory are compared here.
"""

from __future__ import annotations

import importlib.util
import os
import pathlib
import sys
from typing import Any

import pytest

COUNT = int(os.environ.get("IJMFACTS_ORACLE_COUNT", "200"))

KEPT = {
    "time": (8, 59),
    "whole": (93, 130, 726),
    "numbers": (1256, 1355),
    "sets": (468,),
    "mixed": (10, 18),
}
"""Seeds that disagreed once, while the engine was written."""


def loaded_oracle() -> Any:
    place = pathlib.Path(__file__).parents[1] / "benchmarks" / "reasoning" / "oracle.py"
    spec = importlib.util.spec_from_file_location("reasoning_oracle", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


oracle = loaded_oracle()


@pytest.mark.parametrize("theory", ["numbers", "sets", "time", "mixed", "whole"])
def test_engine_and_oracle_agree(theory: str) -> None:
    """On satisfiability, minimal conflicts, smallest corrections, ranges, cores, certificates."""
    wrong = {}
    bounded = 0
    for seed in (*range(COUNT), *KEPT[theory]):
        said, _, cut = oracle.compare(theory, seed)
        bounded += cut
        if said:
            wrong[seed] = said
    assert wrong == {}
    assert bounded == 0
