"""What a command comes to: its exit status and what it prints, known before anything is printed."""

from __future__ import annotations

from typing import NamedTuple


class Outcome(NamedTuple):
    """An exit status, the text for standard output, and a message for standard error.

    A named tuple, so that `--help` need not import attrs.
    """

    status: int
    text: str = ""
    error: str = ""
