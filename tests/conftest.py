"""Options of the suite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from ijmfacts.keeping import ELSEWHERE


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


@pytest.fixture(scope="session", autouse=True)
def kept_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the command keeps of files goes where only this run looks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ELSEWHERE, str(tmp_path_factory.mktemp("kept")))
        yield
