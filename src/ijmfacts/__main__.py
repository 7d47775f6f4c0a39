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


def process() -> None:
    """Run the command as a process of its own, and leave at once.

    Taking apart what was read costs a tenth of a short run, and nobody waits for it.
    """
    import os  # noqa: PLC0415 - there already when Python starts

    status = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # whoever read them has gone
        pass
    os._exit(status)


if __name__ == "__main__":
    process()
