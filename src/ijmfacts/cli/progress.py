"""A line about what goes on, where it takes long and somebody looks on."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Final, Self, TextIO

AFTER: Final = 2.0
"""The seconds in which nothing is said."""


class Progress:
    """Says on a terminal what goes on, once it has gone on for some time; cleans up after itself.

    Used as a context manager; on anything but a terminal it does nothing.
    """

    def __init__(self, stream: TextIO | None = None, after: float = AFTER) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._after = after
        self._words = "reading claim files"
        self._shown = False
        self._timer: object = None

    def at(self, words: str) -> None:
        """What goes on from here."""
        self._words = words
        if self._shown:
            self._show()

    def _show(self) -> None:
        self._shown = True
        self._stream.write(f"\r\x1b[K{self._words} …")
        self._stream.flush()

    def __enter__(self) -> Self:
        if self._stream.isatty():
            import threading  # noqa: PLC0415 - only for those who look on

            self._timer = timer = threading.Timer(self._after, self._show)
            timer.daemon = True
            timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()  # type: ignore[attr-defined]
            self._timer.join()  # type: ignore[attr-defined]
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
