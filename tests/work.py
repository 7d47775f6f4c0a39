"""How much work a call is, in lines of Python that it runs: the same on every machine.

What a pattern does inside a single match is not seen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def lines_run(function: Callable[..., object], *arguments: Any) -> int:
    """The lines that are run from a call until it returns."""
    count = 0

    def line(_frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return count


def grows_in_proportion(function: Callable[[str], object], unit: str, size: int = 1_200) -> bool:
    """True where four times a text is some four times the work, and not sixteen times.

    Args:
        function: What is done with the text.
        unit: What the text repeats.
        size: The length of the shorter text, in characters.
    """
    short = unit * max(1, size // len(unit))
    few, many = lines_run(function, short), lines_run(function, short * 4)
    return many <= 7 * few + 2_000
