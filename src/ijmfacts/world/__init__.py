"""The reference dossiers that come with the package, one table a file.

They are claim files like any other, and every id in them begins with `world-`.
Knows nothing of how files are read.
"""

from __future__ import annotations

import pathlib
from typing import Final

FILES: Final[tuple[str, ...]] = (
    "countries.yaml",
    "organs.yaml",
    "observances.yaml",
    "terms.yaml",
    "quantities.yaml",
    "units.yaml",
)
"""The names of the files, in the order in which they are read."""


def paths() -> tuple[pathlib.Path, ...]:
    """Where the files lie, in the order of `FILES`."""
    here = pathlib.Path(__file__).parent
    return tuple(here / name for name in FILES)
