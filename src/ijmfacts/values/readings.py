"""What a printed value means: intervals in layers, each with the assumptions that it needs.

Knows nothing of how a value is read.
"""

from __future__ import annotations

from typing import Final

import attrs

from ijmfacts.intervals import Interval
from ijmfacts.shapes import Shape
from ijmfacts.values.printing import format_interval, ordinal

ROUNDED: Final = "rounded"
"""The assumption that a figure is rounded to the nearest, not truncated."""
EXACT: Final = "exact"
"""The assumption that trailing zeros mean exactly that, and are no rounding."""
HEDGE: Final = "hedge"
"""The assumption that a hedge ("nearly", "about") has the width of the table of hedges."""
VAGUE: Final = "vague"
"""The assumption that a vague word ("dozens", "several") has the usual least meaning."""
KINDS: Final = (
    "number",
    "share",
    "points",
    "money",
    "duration",
    "size",
    "rate",
    "ordinal",
    "ratio",
)
"""What a value can be; points are those of a difference between two shares, a rate is per one."""
LONGEST_TEXT: Final = 200
"""The most characters of a text that is read as a value."""
MOST_DIGITS: Final = 40
"""The most digits of one printed number."""


class UnreadableValueError(ValueError):
    """A text is no value.

    `start` and `end` are the offsets, in characters, of the part at fault in the text; `hint` says
    how to mend it.
    """

    def __init__(self, message: str, *, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.hint = hint


@attrs.frozen(eq=False, repr=False)
class Layer(Shape):
    """One reading of a value, which needs these kinds of assumption.

    The kinds are `ROUNDED`, `EXACT`, `HEDGE` and `VAGUE`; none means that the words alone say it.
    """

    interval: Interval
    assumes: frozenset[str] = frozenset()


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Reading(Shape):
    """What a printed value means.

    `layers` go from the widest reading, with the fewest assumptions, to the narrowest; each lies
    within the one before.
    `unit` is `%` for shares (so that 38% is about 38), an ISO 4217 code for money, a key of
    `DURATION_UNITS` for durations, a symbol (see `units`) for sizes, and the unit asked for
    otherwise; a rate has `per` and what it is for one of after that (`USD per share`).
    `noun` holds the words after the figure as printed, `hedge` the hedge as printed, `direction`
    is `up` or `down` for changes; intervals of changes are of the amount of the change.
    `whole`: the figure is written as a whole number.
    """

    text: str
    kind: str
    unit: str = ""
    noun: str = ""
    layers: tuple[Layer, ...]
    whole: bool = False
    hedge: str = ""
    direction: str = ""

    @property
    def widest(self) -> Interval:
        """What holds with the fewest assumptions."""
        return self.layers[0].interval

    @property
    def likely(self) -> Interval:
        """What holds if every assumption does."""
        return self.layers[-1].interval

    def describe(self) -> str:
        """The likely reading in words: `[51.55, 51.65] million USD`, `more than 700`."""
        interval = self.likely
        if self.kind == "ordinal" and interval.is_point and interval.lower is not None:
            return ordinal(interval.lower)
        unit = self.unit or ("times" if self.kind == "ratio" else "")
        words = format_interval(interval, unit)
        return f"{self.direction} {words}" if self.direction else words
