"""`python -m ijmfacts`: the command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

INTERRUPTED: Final = 130
"""The exit status of a command that was stopped with Ctrl-C."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is what it returns.

    A fault of ijmfacts itself is printed whole and returns 2: the 1 that Python would exit with
    means that claims contradict.
    """
    import gc  # noqa: PLC0415 - only a whole process may do this

    gc.set_threshold(200_000, 20, 20)  # a run makes much to keep and little to throw away
    try:
        from ijmfacts.cli import main as run  # noqa: PLC0415 - the entry point itself costs nothing

        return run(argv)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - see above; nothing is hidden
        import traceback  # noqa: PLC0415 - only faults need it

        traceback.print_exc()
        print("ijmfacts: this is a fault of ijmfacts, please report it", file=sys.stderr)  # noqa: T201
        return 2


if __name__ == "__main__":
    sys.exit(main())
