"""Options of the suite."""

from __future__ import annotations

import pytest
from hypothesis import settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the golden tests print into tests/golden/, to be reviewed as a diff",
    )


# One verdict for one state of the tree; a hunt with fresh seeds is `--hypothesis-profile=hunt`.
settings.register_profile("steady", derandomize=True)
settings.register_profile("hunt", derandomize=False)
settings.load_profile("steady")
