"""What a command comes to: its exit status and what it prints, known before anything is printed."""

from __future__ import annotations


class Outcome:
    """An exit status, the text for standard output, and a message for standard error.

    A plain class, so that `--help` need not import attrs.
    """

    __slots__ = ("error", "status", "text")

    def __init__(self, status: int, text: str = "", error: str = "") -> None:
        self.status = status
        self.text = text
        self.error = error
