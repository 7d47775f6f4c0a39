"""What the command's output goes to: a terminal or a pipe, with or without colours."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Mapping
from typing import Final, TextIO

from ijmfacts.reports import WIDTH

COLOURS: Final = ("auto", "always", "never")


def add_color(parser: argparse.ArgumentParser) -> None:
    """The option for colours."""
    parser.add_argument(
        "--color",
        choices=COLOURS,
        default="auto",
        help="colours: on a terminal (auto, the default), always or never",
    )


def colourful(choice: str, stream: TextIO, environment: Mapping[str, str] | None = None) -> bool:
    """Whether to use colours.

    What the user asks for comes first, then `NO_COLOR` (no-color.org) and `FORCE_COLOR`, each
    where it is not empty; else a terminal that is not `dumb` has them.
    """
    known = os.environ if environment is None else environment
    if choice != "auto":
        return choice == "always"
    if known.get("NO_COLOR"):
        return False
    if known.get("FORCE_COLOR"):
        return True
    return stream.isatty() and known.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """The most columns of a line: those of the terminal, and never more than a hundred."""
    return columns() if stream.isatty() else WIDTH


def columns() -> int:
    """The columns of the terminal, or those that `COLUMNS` says: from forty to a hundred."""
    given = os.environ.get("COLUMNS", "")
    found = int(given) if given.isdecimal() else 0
    if not found and sys.__stdout__ is not None:
        # As `shutil` does, which brings three libraries of compression with it.
        with contextlib.suppress(OSError, ValueError):
            found = os.get_terminal_size(sys.__stdout__.fileno()).columns
    return max(40, min(WIDTH, found or WIDTH))


def lenient(stream: TextIO) -> None:
    """Let what an encoding cannot say be escaped, so that printing never fails for it."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def close_quietly() -> None:
    """Send what is still to be written nowhere: the reader of the pipe has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
