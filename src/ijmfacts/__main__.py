"""`python -m ijmfacts`: the command."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is what it returns."""
    from ijmfacts.cli import main as run  # noqa: PLC0415 - the entry point itself costs nothing

    return run(argv)


if __name__ == "__main__":
    sys.exit(main())
